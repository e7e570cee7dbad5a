#include "json/mapping.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace sauro::json {
namespace {

std::string_view view(const boost::json::string& text) { return {text.data(), text.size()}; }

// What people typed, short enough to stand in a message.
std::string shown(std::string_view text) {
    constexpr std::size_t longest = 60;
    if (text.size() <= longest) return std::string(text);
    std::size_t cut = longest;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
    return std::string(text.substr(0, cut)) + "…";
}

void wrong_type(Faults& faults, const Path& at, std::string_view wanted) {
    detail::fault(faults, at, "field.type", fmt::format("Trường này phải là {}.", wanted));
}

}  // namespace

std::string Path::pointer() const {
    if (up == nullptr) return {};
    std::string text = up->pointer() + "/";
    if (is_index) return text + std::to_string(index);
    for (const char c : key) {
        if (c == '~')
            text += "~0";
        else if (c == '/')
            text += "~1";
        else
            text += c;
    }
    return text;
}

const Member* StructInfo::find(std::string_view name) const {
    for (const Member& member : members) {
        if (member.name == name) return &member;
    }
    return nullptr;
}

namespace detail {

// A hostile body of a thousand wrong fields is not worth a thousand messages.
constexpr std::size_t most_faults = 100;

void fault(Faults& faults, const Path& at, std::string code, std::string message) {
    if (faults.size() < most_faults) faults.push_back({at.pointer(), std::move(code), std::move(message)});
}

void read_bool(const Any& in, bool& out, const Path& at, Faults& faults) {
    if (const bool* value = in.if_bool())
        out = *value;
    else
        wrong_type(faults, at, "đúng hoặc sai (true, false)");
}

void read_signed(const Any& in, std::int64_t& out, std::int64_t min, std::int64_t max, const Path& at, Faults& faults) {
    boost::system::error_code wrong;
    if (!in.is_number()) return wrong_type(faults, at, "số nguyên");
    const auto value = in.to_number<std::int64_t>(wrong);
    if (wrong && in.is_double() && std::isfinite(in.get_double()) && in.get_double() != std::floor(in.get_double()))
        return wrong_type(faults, at, "số nguyên");
    if (wrong || value < min || value > max)
        return fault(faults, at, "field.range", fmt::format("Số phải nằm trong khoảng từ {} đến {}.", min, max));
    out = value;
}

void read_unsigned(const Any& in, std::uint64_t& out, std::uint64_t max, const Path& at, Faults& faults) {
    boost::system::error_code wrong;
    if (!in.is_number()) return wrong_type(faults, at, "số nguyên không âm");
    const auto value = in.to_number<std::uint64_t>(wrong);
    if (wrong && in.is_double() && std::isfinite(in.get_double()) && in.get_double() != std::floor(in.get_double()))
        return wrong_type(faults, at, "số nguyên không âm");
    if (wrong || value > max)
        return fault(faults, at, "field.range", fmt::format("Số phải nằm trong khoảng từ 0 đến {}.", max));
    out = value;
}

void read_number(const Any& in, double& out, const Path& at, Faults& faults) {
    boost::system::error_code wrong;
    if (!in.is_number()) return wrong_type(faults, at, "số");
    const double value = in.to_number<double>(wrong);
    if (wrong || !std::isfinite(value)) return fault(faults, at, "field.range", "Số quá lớn, không đọc được.");
    out = value;
}

void read_text(const Any& in, std::string& out, const Path& at, Faults& faults) {
    if (const auto* value = in.if_string())
        out.assign(value->data(), value->size());
    else
        wrong_type(faults, at, "chữ");
}

void read_date(const Any& in, base::Date& out, const Path& at, Faults& faults) {
    const auto* value = in.if_string();
    if (value == nullptr) return wrong_type(faults, at, "ngày dạng năm-tháng-ngày, ví dụ 2026-11-20");
    auto date = base::Date::parse_iso(view(*value));
    if (date)
        out = *date;
    else
        fault(faults, at, date.error().code, date.error().message);
}

void read_word(const Any& in, std::int64_t& out, std::span<const EnumRow> rows, const Path& at, Faults& faults) {
    const auto* value = in.if_string();
    if (value == nullptr) return wrong_type(faults, at, "chữ, một trong các giá trị cho sẵn");
    std::string list;
    for (const EnumRow& row : rows) {
        if (row.name == view(*value)) {
            out = row.value;
            return;
        }
        list += (list.empty() ? "" : ", ") + std::string(row.name);
    }
    fault(faults, at, "field.value",
          fmt::format("Giá trị “{}” không dùng được. Chọn một trong: {}.", shown(view(*value)), list));
}

void read_object(const Any& in, void* object, const StructInfo& info, const Path& at, Faults& faults) {
    const auto* fields = in.if_object();
    if (fields == nullptr) return wrong_type(faults, at, "một nhóm trường ({…})");
    for (const Member& member : info.members) {
        const auto* value = fields->if_contains(boost::json::string_view(member.name.data(), member.name.size()));
        const Path here{&at, member.name, 0, false};
        if (value != nullptr) {
            if (value->is_null() && !member.optional && member.kind != Kind::any)
                fault(faults, here, "field.missing", fmt::format("Trường “{}” không được để trống.", member.name));
            else
                member.read(*value, object, here, faults);
        } else if (!member.optional) {
            fault(faults, here, "field.missing", fmt::format("Thiếu trường “{}”.", member.name));
        }
    }
    if (fields->empty()) return;
    for (const auto& field : *fields) {
        const std::string_view key(field.key().data(), field.key().size());
        if (info.find(key) == nullptr)
            fault(faults, Path{&at, key, 0, false}, "field.unknown",
                  fmt::format("Không có trường “{}”. Bỏ trường này hoặc sửa lại tên.", shown(key)));
    }
}

const boost::json::array* list_of(const Any& in, const Path& at, Faults& faults) {
    if (const auto* items = in.if_array()) return items;
    wrong_type(faults, at, "một danh sách ([…])");
    return nullptr;
}

const boost::json::object* map_of_any(const Any& in, const Path& at, Faults& faults) {
    if (const auto* items = in.if_object()) return items;
    wrong_type(faults, at, "một nhóm trường ({…})");
    return nullptr;
}

Any write_object(const void* object, const StructInfo& info) {
    boost::json::object out;
    out.reserve(info.members.size());
    for (const Member& member : info.members) {
        Any value;
        if (member.write(object, value))
            out.emplace(boost::json::string_view(member.name.data(), member.name.size()), std::move(value));
    }
    return out;
}

Any write_word(std::int64_t value, std::span<const EnumRow> rows) {
    for (const EnumRow& row : rows) {
        if (row.value == value) return Any(boost::json::string_view(row.name.data(), row.name.size()));
    }
    return Any(value);
}

Error faults_error(Faults faults) {
    Error error{ErrorKind::invalid, "json.fields", {}, {}, {}, {}, {}};
    error.message = fmt::format("Có {} trường chưa đúng. Sửa những trường sau rồi gửi lại:", faults.size());
    error.message_en = fmt::format("{} field(s) are wrong:", faults.size());
    std::size_t told = 0;
    for (const FieldError& field : faults) {
        if (++told > 5) {
            error.message += " …";
            error.message_en += " …";
            break;
        }
        error.message += fmt::format(" {}: {}", field.path.empty() ? "(toàn bộ)" : field.path.substr(1), field.message);
        error.message_en += fmt::format(" {} ({})", field.path.empty() ? "/" : field.path, field.code);
    }
    error.fields = std::move(faults);
    return error;
}

}  // namespace detail

namespace {

Any from_text(Kind kind, std::string_view text) {
    if (kind == Kind::boolean) {
        if (text == "true" || text == "1") return Any(true);
        if (text == "false" || text == "0") return Any(false);
    }
    if (kind == Kind::integer) {
        std::int64_t value = 0;
        const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (wrong == std::errc{} && end == text.data() + text.size()) return Any(value);
    }
    if (kind == Kind::number) {
        double value = 0;
        const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (wrong == std::errc{} && end == text.data() + text.size() && std::isfinite(value)) return Any(value);
    }
    return Any(boost::json::string_view(text.data(), text.size()));
}

}  // namespace

Any from_text_fields(const StructInfo& info, const std::map<std::string, std::string, std::less<>>& fields) {
    boost::json::object out;
    for (const auto& [name, text] : fields) {
        const Member* member = info.find(name);
        const Kind kind = member == nullptr ? Kind::text : member->kind;
        if (member != nullptr && member->optional && text.empty() && kind != Kind::text) continue;
        if (kind == Kind::list) {
            boost::json::array items;
            for (std::size_t start = 0; start <= text.size() && !text.empty();) {
                const std::size_t comma = std::min(text.find(',', start), text.size());
                items.push_back(from_text(member->item_kind, std::string_view(text).substr(start, comma - start)));
                start = comma + 1;
            }
            out.emplace(name, std::move(items));
        } else {
            out.emplace(name, from_text(kind, text));
        }
    }
    return out;
}

}  // namespace sauro::json
