#include "rulebook/yaml.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "text/text.hpp"

namespace sauro::rulebook {

std::unexpected<Error> schema_error(const std::string& file, int line, const std::string& message) {
    return fail(ErrorKind::invalid, "rulebook.schema", fmt::format("{}:{}: {}", file, line, message),
                fmt::format("{}:{}: the rulebook does not follow its schema", file, line));
}

int line_of(const YAML::Node& node) { return node.IsDefined() ? std::max(node.Mark().line, 0) + 1 : 0; }

Result<YAML::Node> parse_yaml(std::string_view content, const std::string& file) {
    if (!text::is_utf8(content)) return schema_error(file, 1, "tệp không phải UTF-8.");
    if (content.size() > (8U << 20)) return schema_error(file, 1, "tệp lớn quá 8 MB.");
    try {
        return YAML::Load(std::string(content));
    } catch (const YAML::Exception& problem) {
        return schema_error(file, std::max(problem.mark.line, 0) + 1, fmt::format("YAML sai: {}.", problem.msg));
    }
}

Mapping::Mapping(YAML::Node node, std::string file, std::string what)
    : node_(std::move(node)), file_(std::move(file)), what_(std::move(what)), line_(line_of(node_)) {}

Result<Mapping> Mapping::of(const YAML::Node& node, const std::string& file, std::string what,
                            std::vector<std::string_view> keys) {
    if (!node.IsDefined() || !node.IsMap()) {
        return schema_error(file, line_of(node), fmt::format("{} phải là một nhóm “khóa: giá trị”.", what));
    }
    std::vector<std::string> seen;
    for (const auto& entry : node) {
        if (!entry.first.IsScalar())
            return schema_error(file, line_of(entry.first), fmt::format("{} có khóa không phải chữ.", what));
        const std::string key = entry.first.Scalar();
        if (std::ranges::find(keys, key) == keys.end()) {
            std::string known;
            for (auto k : keys) known += (known.empty() ? "" : ", ") + std::string(k);
            return schema_error(file, line_of(entry.first),
                                fmt::format("{} có khóa lạ “{}”; các khóa được dùng: {}.", what, key, known));
        }
        if (std::ranges::find(seen, key) != seen.end()) {
            return schema_error(file, line_of(entry.first), fmt::format("{} lặp khóa “{}”.", what, key));
        }
        seen.push_back(key);
    }
    return Mapping(node, file, std::move(what));
}

YAML::Node Mapping::node(std::string_view key) const { return node_[std::string(key)]; }
bool Mapping::has(std::string_view key) const {
    const auto value = node(key);
    return value.IsDefined() && !value.IsNull();
}
int Mapping::line(std::string_view key) const {
    const auto value = node(key);
    return value.IsDefined() ? line_of(value) : line_;
}
std::unexpected<Error> Mapping::wrong(std::string_view key, const std::string& message) const {
    return schema_error(file_, key.empty() ? line_ : line(key), fmt::format("{}: {}", what_, message));
}

Result<std::string> Mapping::text(std::string_view key) const {
    if (!has(key)) return wrong("", fmt::format("thiếu “{}”.", key));
    TRY(auto value, text_or(key, ""));
    if (value.empty()) return wrong(key, fmt::format("“{}” để trống.", key));
    return value;
}

Result<std::string> Mapping::text_or(std::string_view key, std::string otherwise) const {
    if (!has(key)) return otherwise;
    const auto value = node(key);
    if (!value.IsScalar()) return wrong(key, fmt::format("“{}” phải là chữ.", key));
    return text::nfc(text::trim(value.Scalar()));
}

Result<std::string> Mapping::word(std::string_view key, const std::vector<std::string_view>& allowed) const {
    TRY(auto value, text(key));
    if (std::ranges::find(allowed, value) != allowed.end()) return value;
    std::string known;
    for (auto word : allowed) known += (known.empty() ? "" : ", ") + std::string(word);
    return wrong(key, fmt::format("“{}” là “{}”, chỉ nhận: {}.", key, value, known));
}

Result<std::vector<std::string>> Mapping::texts(std::string_view key) const {
    std::vector<std::string> out;
    if (!has(key)) return out;
    const auto value = node(key);
    if (value.IsScalar()) {
        out.push_back(text::nfc(text::trim(value.Scalar())));
        return out;
    }
    if (!value.IsSequence()) return wrong(key, fmt::format("“{}” phải là một danh sách.", key));
    for (const auto& item : value) {
        if (!item.IsScalar()) return wrong(key, fmt::format("“{}” phải là danh sách chữ.", key));
        out.push_back(text::nfc(text::trim(item.Scalar())));
    }
    return out;
}

Result<std::optional<base::Date>> Mapping::date(std::string_view key) const {
    if (!has(key)) return std::optional<base::Date>();
    TRY(auto value, text(key));
    auto day = base::Date::parse_iso(value);
    if (!day) return wrong(key, fmt::format("“{}”: {}", key, day.error().message));
    return std::optional(*day);
}

Result<bool> Mapping::flag(std::string_view key) const {
    if (!has(key)) return false;
    TRY(auto value, word(key, {"true", "false"}));
    return value == "true";
}

Result<std::vector<YAML::Node>> Mapping::list(std::string_view key) const {
    std::vector<YAML::Node> out;
    if (!has(key)) return out;
    const auto value = node(key);
    if (!value.IsSequence()) return wrong(key, fmt::format("“{}” phải là một danh sách.", key));
    for (const auto& item : value) out.push_back(item);
    return out;
}

}  // namespace sauro::rulebook
