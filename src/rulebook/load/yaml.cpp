#include "rulebook/load/yaml.hpp"

#include <fmt/format.h>
#include <yaml.h>

#include <algorithm>
#include <map>
#include <set>

#include "text/text.hpp"

namespace sauro::rulebook {
namespace {

constexpr int kDeepest = 64;
constexpr std::size_t kMostCopied = 64U << 20;  // bytes that aliases copy, in one file
constexpr std::size_t kLongestMessage = 2000;   // a name of a megabyte is not said whole

int line_at(std::string_view content, std::size_t offset) {
    return 1 + static_cast<int>(std::ranges::count(content.substr(0, offset), '\n'));
}

// What libyaml says, in the words of who writes the file.
std::string_view in_vietnamese(std::string_view problem) {
    static constexpr std::pair<std::string_view, std::string_view> known[] = {
        {"tab character", "thụt dòng bằng phím Tab; thay bằng dấu cách"},
        {"cannot start any token",
         "có phím Tab hoặc ký tự không mở đầu được một giá trị; thụt dòng bằng dấu cách, đặt giá trị trong ngoặc kép"},
        {"control characters", "có ký tự điều khiển không nhìn thấy; xóa ký tự đó"},
        {"mapping values are not allowed", "dấu “:” đứng sai chỗ; đặt cả giá trị trong ngoặc kép hoặc sửa thụt dòng"},
        {"did not find expected key", "thụt dòng không đều, hoặc thiếu khóa “tên:”"},
        {"could not find expected ':'", "thiếu dấu “:” sau tên"},
        {"unexpected end of stream", "tệp kết thúc giữa chừng, còn ngoặc hoặc dấu nháy chưa đóng"},
        {"did not find expected ',' or", "thiếu dấu phẩy hoặc ngoặc đóng"},
        {"did not find expected '-' indicator", "thụt dòng không đều trong một danh sách"},
        {"block sequence entries are not allowed", "dấu “-” đứng sai chỗ; sửa thụt dòng"},
        {"unknown escape character", "ký tự sau “\\” trong ngoặc kép không dùng được"}};
    for (const auto& [english, vietnamese] : known) {
        if (problem.contains(english)) return vietnamese;
    }
    return problem;
}

std::string_view view_of(const yaml_char_t* text, std::size_t length) {
    return {reinterpret_cast<const char*>(text), length};
}

// Owns libyaml's parser; events are read one after the other.
class Events {
  public:
    explicit Events(std::string_view content) : content_(content) {
        ready_ = yaml_parser_initialize(&parser_) == 1;
        if (ready_)
            yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(content.data()),
                                         content.size());
    }
    ~Events() {
        clear();
        if (ready_) yaml_parser_delete(&parser_);
    }
    Events(const Events&) = delete;
    Events& operator=(const Events&) = delete;

    bool next() {
        clear();
        full_ = ready_ && yaml_parser_parse(&parser_, &event_) == 1;
        return full_;
    }
    const yaml_event_t& now() const { return event_; }
    int line() const { return static_cast<int>(event_.start_mark.line) + 1; }
    // Of the last failure.
    std::string_view problem() const {
        return in_vietnamese(parser_.problem != nullptr ? parser_.problem : "không đọc được");
    }
    int problem_line() const {
        if (ready_ && parser_.error == YAML_READER_ERROR) return line_at(content_, parser_.problem_offset);
        return ready_ ? static_cast<int>(parser_.problem_mark.line) + 1 : 1;
    }

  private:
    void clear() {
        if (full_) yaml_event_delete(&event_);
        full_ = false;
    }
    std::string_view content_;
    yaml_parser_t parser_{};
    yaml_event_t event_{};
    bool ready_ = false, full_ = false;
};

bool says_nothing(const yaml_event_t& event) {
    if (event.data.scalar.style != YAML_PLAIN_SCALAR_STYLE) return false;
    const auto text = view_of(event.data.scalar.value, event.data.scalar.length);
    return text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL";
}

std::size_t size_of(const Yaml& node) {
    std::size_t sum = sizeof(Yaml) + node.text.size();
    for (const auto& item : node.items) sum += size_of(item);
    for (const auto& [key, value] : node.entries) sum += size_of(key) + size_of(value);
    return sum;
}

class Reader {
  public:
    Reader(std::string_view content, const std::string& file) : events_(content), file_(file) {}

    Result<Yaml> document() {
        for (;;) {
            TRYV(step());
            if (events_.now().type == YAML_STREAM_END_EVENT) return schema_error(file_, 1, "tệp trống.");
            if (events_.now().type == YAML_DOCUMENT_START_EVENT) break;
        }
        TRYV(step());
        TRY(auto root, value(0));
        TRYV(step());  // its end
        TRYV(step());
        if (events_.now().type != YAML_STREAM_END_EVENT)
            return schema_error(file_, events_.line(), "YAML sai: tệp chỉ được có một tài liệu.");
        return root;
    }

  private:
    Status step() {
        if (events_.next()) return {};
        return schema_error(file_, events_.problem_line(), fmt::format("YAML sai: {}.", events_.problem()));
    }
    static std::string anchor_of(const yaml_event_t& event) {
        const yaml_char_t* name = nullptr;
        if (event.type == YAML_ALIAS_EVENT) name = event.data.alias.anchor;
        if (event.type == YAML_SCALAR_EVENT) name = event.data.scalar.anchor;
        if (event.type == YAML_SEQUENCE_START_EVENT) name = event.data.sequence_start.anchor;
        if (event.type == YAML_MAPPING_START_EVENT) name = event.data.mapping_start.anchor;
        return name == nullptr ? std::string() : reinterpret_cast<const char*>(name);
    }
    Result<Yaml> copy(const std::string& anchor, int line) {
        const auto found = named_.find(anchor);
        if (found == named_.end())
            return schema_error(file_, line, fmt::format("YAML sai: không có neo “{}” ở trên.", anchor));
        copied_ += size_of(found->second);
        if (copied_ > kMostCopied) return schema_error(file_, line, "YAML sai: dẫn lại (*) quá nhiều.");
        return found->second;
    }

    // The value that begins with the event at hand; stands on its last event afterwards.
    Result<Yaml> value(int depth) {
        const auto& event = events_.now();
        Yaml out;
        out.line = events_.line();
        if (depth > kDeepest) return schema_error(file_, out.line, "YAML sai: lồng quá sâu.");
        const std::string anchor = anchor_of(event);
        if (event.type == YAML_ALIAS_EVENT) return copy(anchor, out.line);
        if (event.type == YAML_SCALAR_EVENT) {
            out.kind = says_nothing(event) ? Yaml::Kind::null : Yaml::Kind::scalar;
            if (out.is_scalar()) out.text = view_of(event.data.scalar.value, event.data.scalar.length);
        } else if (event.type == YAML_SEQUENCE_START_EVENT) {
            out.kind = Yaml::Kind::sequence;
            for (;;) {
                TRYV(step());
                if (events_.now().type == YAML_SEQUENCE_END_EVENT) break;
                TRY(auto item, value(depth + 1));
                out.items.push_back(std::move(item));
            }
        } else {
            out.kind = Yaml::Kind::mapping;
            std::set<std::string> seen;
            for (;;) {
                TRYV(step());
                if (events_.now().type == YAML_MAPPING_END_EVENT) break;
                TRY(auto key, value(depth + 1));
                if (key.is_scalar() && !seen.insert(key.text).second)
                    return schema_error(file_, key.line, fmt::format("lặp khóa “{}”.", key.text));
                TRYV(step());
                TRY(auto held, value(depth + 1));
                out.entries.emplace_back(std::move(key), std::move(held));
            }
        }
        if (!anchor.empty()) named_.insert_or_assign(anchor, out);
        return out;
    }

    Events events_;
    const std::string& file_;
    std::map<std::string, Yaml, std::less<>> named_;
    std::size_t copied_ = 0;
};

void flatten(const Yaml& node, std::string& out) {
    // Lengths stand before words, so that no two values look alike.
    if (node.is_scalar()) out += fmt::format("{}:{}", node.text.size(), node.text);
    if (node.is_sequence()) {
        out += '[';
        for (const auto& item : node.items) flatten(item, out);
        out += ']';
    }
    if (node.is_mapping()) {
        out += '{';
        for (const auto& [key, value] : node.entries) {
            flatten(key, out);
            out += '=';
            flatten(value, out);
        }
        out += '}';
    }
    if (node.is_null()) out += '~';
}

}  // namespace

std::unexpected<Error> schema_error(const std::string& file, int line, const std::string& message) {
    std::string_view said = message;
    if (said.size() > kLongestMessage) {
        std::size_t end = kLongestMessage;
        while (end > 0 && (static_cast<unsigned char>(said[end]) & 0xC0U) == 0x80U) --end;  // between two letters
        said = said.substr(0, end);
    }
    return fail(ErrorKind::invalid, "rulebook.schema",
                fmt::format("{}:{}: {}{}", file, line, said, said.size() < message.size() ? "…" : ""),
                fmt::format("{}:{}: the rulebook does not follow its schema", file, line));
}

const Yaml& Yaml::operator[](std::string_view key) const {
    static const Yaml nothing;
    for (const auto& [name, value] : entries) {
        if (name.text == key && name.is_scalar()) return value;
    }
    return nothing;
}

std::string flat(const Yaml& node) {
    std::string out;
    flatten(node, out);
    return out;
}

Result<Yaml> parse_yaml(std::string_view content, const std::string& file) {
    if (content.size() > (8U << 20)) return schema_error(file, 1, "tệp lớn quá 8 MB.");
    if (!text::is_utf8(content)) {
        int line = 1;
        for (std::size_t at = 0; at < content.size(); ++line) {
            const auto end = std::min(content.find('\n', at), content.size());
            if (!text::is_utf8(content.substr(at, end - at))) break;
            at = end + 1;
        }
        return schema_error(file, line, "tệp không phải UTF-8. Mở bằng trình soạn thảo và lưu lại theo UTF-8.");
    }
    return Reader(content, file).document();
}

Mapping::Mapping(const Yaml& node, std::string file, std::string what)
    : node_(&node), file_(std::move(file)), what_(std::move(what)) {}

Result<Mapping> Mapping::of(const Yaml& node, const std::string& file, std::string what,
                            const std::vector<std::string_view>& keys) {
    if (!node.is_mapping())
        return schema_error(file, line_of(node), fmt::format("{} phải là một nhóm “khóa: giá trị”.", what));
    for (const auto& [name, value] : node.entries) {
        if (!name.is_scalar())
            return schema_error(file, line_of(name), fmt::format("{} có khóa không phải chữ.", what));
        const std::string_view key = name.text;
        if (std::ranges::find(keys, key) == keys.end()) {
            std::string known;
            for (auto k : keys) known += (known.empty() ? "" : ", ") + std::string(k);
            return schema_error(file, line_of(name),
                                fmt::format("{} có khóa lạ “{}”; các khóa được dùng: {}.", what, key, known));
        }
    }
    return Mapping(node, file, std::move(what));
}

const Yaml& Mapping::node(std::string_view key) const { return (*node_)[key]; }
bool Mapping::has(std::string_view key) const {
    const auto& value = node(key);
    return value.is_defined() && !value.is_null();
}
int Mapping::line(std::string_view key) const {
    const auto& value = node(key);
    return value.is_defined() ? line_of(value) : line();
}
std::unexpected<Error> Mapping::wrong(std::string_view key, const std::string& message) const {
    return schema_error(file_, key.empty() ? line() : line(key), fmt::format("{}: {}", what_, message));
}

Result<std::string> Mapping::text(std::string_view key) const {
    if (!has(key)) return wrong("", fmt::format("thiếu “{}”.", key));
    TRY(auto value, text_or(key, ""));
    if (value.empty()) return wrong(key, fmt::format("“{}” để trống.", key));
    return value;
}

Result<std::string> Mapping::text_or(std::string_view key, std::string otherwise) const {
    if (!has(key)) return otherwise;
    const auto& value = node(key);
    if (!value.is_scalar()) return wrong(key, fmt::format("“{}” phải là chữ.", key));
    return text::nfc(text::trim(value.text));
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
    const auto& value = node(key);
    if (value.is_scalar()) {
        out.push_back(text::nfc(text::trim(value.text)));
        return out;
    }
    if (!value.is_sequence()) return wrong(key, fmt::format("“{}” phải là một danh sách.", key));
    for (const auto& item : value.items) {
        if (!item.is_scalar()) return wrong(key, fmt::format("“{}” phải là danh sách chữ.", key));
        out.push_back(text::nfc(text::trim(item.text)));
    }
    return out;
}

Result<std::optional<base::Date>> Mapping::date(std::string_view key) const {
    if (!has(key)) return std::optional<base::Date>();
    TRY(auto value, text(key));
    auto day = base::Date::parse_iso(value);
    if (!day)
        return wrong(
            key, fmt::format("“{}” là “{}”, phải là một ngày có trong lịch, ghi năm-tháng-ngày như 2026-11-20.", key,
                             value));
    return std::optional(*day);
}

Result<bool> Mapping::flag(std::string_view key) const {
    if (!has(key)) return false;
    TRY(auto value, word(key, {"true", "false"}));
    return value == "true";
}

Result<std::span<const Yaml>> Mapping::list(std::string_view key, std::size_t most) const {
    if (!has(key)) return std::span<const Yaml>();
    const auto& value = node(key);
    if (!value.is_sequence()) return wrong(key, fmt::format("“{}” phải là một danh sách.", key));
    if (value.items.size() > most)
        return wrong(key, fmt::format("“{}” có {} mục, quá {}.", key, value.items.size(), most));
    return std::span<const Yaml>(value.items);
}

}  // namespace sauro::rulebook
