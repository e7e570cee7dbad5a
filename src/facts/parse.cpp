// One line of the file against the field table of its kind. Every wrong field is reported, not only the first.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>

#include "base/hash.hpp"
#include "base/number.hpp"
#include "base/time.hpp"
#include "facts/load.hpp"
#include "json/json.hpp"
#include "text/text.hpp"

namespace sauro::facts {
namespace {

constexpr double exact_double = 9007199254740992.0;  // 2^53: beyond it a double is no longer a certain integer

class LineParser {
  public:
    void object(const std::vector<Field>& fields, const boost::json::object& object, const std::string& pointer,
                const std::string& prefix) {
        for (const auto& field : fields) {
            const auto* value = object.if_contains(field.name);
            const std::string path = pointer + "/" + field.name;
            const std::string key = prefix + field.name;
            if (value == nullptr || value->is_null()) {
                if (field.required) {
                    wrong(path, "field.missing", fmt::format("Thiếu khóa “{}”, khóa này bắt buộc.", key));
                } else if (value != nullptr && !field.null_means.empty()) {
                    record[key] = field.null_means;
                }
                continue;
            }
            one(field, *value, path, key);
        }
        for (const auto& item : object) {
            const std::string_view name(item.key().data(), item.key().size());
            if (prefix.empty() && name == "kind") continue;
            const bool known = std::ranges::any_of(fields, [&](const Field& field) { return field.name == name; });
            if (!known) wrong(pointer + "/" + std::string(name), "field.unknown", unknown_key(fields, name));
        }
    }

    Record record;
    std::vector<FieldError> errors;

  private:
    void wrong(std::string path, std::string code, std::string message) {
        errors.push_back({std::move(path), std::move(code), std::move(message)});
    }

    static std::string unknown_key(const std::vector<Field>& fields, std::string_view name) {
        std::vector<std::string> names;
        for (const auto& field : fields) names.push_back(field.name);
        return fmt::format("Không có khóa “{}” ở đây. Các khóa nhận được: {}. Sửa tên hoặc bỏ khóa này.", name,
                           fmt::join(names, ", "));
    }

    void wrong_type(const Field& field, const std::string& path, std::string_view wanted) {
        const std::string hint = field.note.empty() ? std::string() : fmt::format(" ({})", field.note);
        wrong(path, "field.type", fmt::format("Giá trị của “{}” phải là {}{}.", field.name, wanted, hint));
    }

    void one(const Field& field, const boost::json::value& value, const std::string& path, const std::string& key) {
        switch (field.type) {
            case Type::text:
                if (!value.is_string()) return wrong_type(field, path, "một chuỗi chữ trong ngoặc kép");
                return text_value(field, std::string_view(value.get_string().data(), value.get_string().size()), path,
                                  key);
            case Type::date:
                if (!value.is_string()) return wrong_type(field, path, "ngày dạng \"2026-11-20\"");
                return date_value(std::string_view(value.get_string().data(), value.get_string().size()), path, key);
            case Type::boolean:
                if (!value.is_bool()) return wrong_type(field, path, "true hoặc false");
                record[key] = value.get_bool();
                return;
            case Type::integer:
                return integer_value(field, value, path, key);
            case Type::number:
                if (!value.is_number()) return wrong_type(field, path, "một số");
                record[key] = value.to_number<double>();
                return;
            case Type::list:
                return list_value(field, value, path, key);
            case Type::object:
                if (!value.is_object()) return wrong_type(field, path, "một đối tượng {…}");
                return object(field.members, value.get_object(), path, key + ".");
        }
    }

    void text_value(const Field& field, std::string_view raw, const std::string& path, const std::string& key) {
        const std::string text = text::nfc(raw);
        if (text::trim(text).empty()) {  // nothing was said: the same as a key left out
            if (field.required)
                wrong(path, "field.missing", fmt::format("Khóa “{}” bắt buộc, không được để trống.", key));
            return;
        }
        if (!field.one_of.empty() && std::ranges::find(field.one_of, text) == field.one_of.end()) {
            return wrong(path, "field.one_of",
                         fmt::format("“{}” không phải giá trị của “{}”. Chọn một trong: {}.", text, key,
                                     fmt::join(field.one_of, ", ")));
        }
        if (field.check != nullptr) {
            if (auto checked = field.check(text); !checked)
                return wrong(path, checked.error().code, checked.error().message);
        }
        record[key] = text;
    }

    void date_value(std::string_view raw, const std::string& path, const std::string& key) {
        const auto date = base::Date::parse_iso(raw);
        if (date) {
            record[key] = date->iso();
            return;
        }
        if (date.error().code == "date.not_in_calendar") return wrong(path, date.error().code, date.error().message);
        // People write 31/11/2026: say what is wrong with the day itself first, then with the way it is written.
        const auto local = base::Date::parse_vi(raw);
        if (local) {
            return wrong(path, "date.format",
                         fmt::format("Ngày “{}” phải viết dạng năm-tháng-ngày: \"{}\".", raw, local->iso()));
        }
        wrong(path, local.error().code,
              local.error().code == "date.not_in_calendar"
                  ? local.error().message
                  : fmt::format("“{}” không phải là ngày. Viết dạng năm-tháng-ngày, ví dụ \"2026-11-20\".", raw));
    }

    void integer_value(const Field& field, const boost::json::value& value, const std::string& path,
                       const std::string& key) {
        std::int64_t number = 0;
        if (value.is_int64()) {
            number = value.get_int64();
        } else if (value.is_double() && std::nearbyint(value.get_double()) == value.get_double() &&
                   std::abs(value.get_double()) < exact_double) {
            number = static_cast<std::int64_t>(value.get_double());  // 240.0 is an integer too
        } else {
            return wrong_type(field, path, "một số nguyên");
        }
        const std::int64_t smallest = field.min.value_or(0);
        if (number < smallest) {
            return wrong(path, "field.range",
                         fmt::format("“{}” là {}, nhỏ hơn mức thấp nhất {}.", key, base::vi_number(number),
                                     base::vi_number(smallest)));
        }
        record[key] = number;
    }

    void list_value(const Field& field, const boost::json::value& value, const std::string& path,
                    const std::string& key) {
        if (!value.is_array()) return wrong_type(field, path, "một danh sách […]");
        boost::json::array list;
        for (std::size_t i = 0; i < value.get_array().size(); ++i) {
            const auto& item = value.get_array()[i];
            if (!item.is_string())
                return wrong_type(field, path + "/" + std::to_string(i), "một chuỗi chữ trong ngoặc kép");
            list.emplace_back(text::nfc(std::string_view(item.get_string().data(), item.get_string().size())));
        }
        record[key] = json::write(list);
    }
};

std::unexpected<Error> line_error(std::string code, std::string message, std::string path = "") {
    Error error{ErrorKind::invalid, "fact.fields", message, {}, {}, {}, {}};
    error.fields.push_back({std::move(path), std::move(code), std::move(message)});
    return fail(std::move(error));
}

// What the line says, in an order of its own: two lines with the same facts give the same text.
std::string content_of(const Kind& kind, const Record& record) {
    std::string text = kind.name;
    for (const auto& [key, value] : record) {
        const auto& base = static_cast<const db::Value::Base&>(value);
        text += '\x1f' + key + '\x1e';
        if (const auto* s = std::get_if<std::string>(&base)) text += *s;
        if (const auto* i = std::get_if<std::int64_t>(&base)) text += std::to_string(*i);
        if (const auto* d = std::get_if<double>(&base)) text += fmt::format("{}", *d);
    }
    return base::sha256(text);
}

}  // namespace

Result<Parsed> parse_line(std::span<const Kind> kinds, std::string_view line) {
    if (!text::is_utf8(line)) {
        return line_error("line.encoding", "Dòng này không phải chữ UTF-8. Lưu lại tệp với bảng mã UTF-8 rồi nạp lại.");
    }
    auto parsed = json::parse(line);
    if (!parsed) return line_error(parsed.error().code, parsed.error().message);
    if (!parsed->is_object()) return line_error("line.not_object", "Mỗi dòng phải là một đối tượng JSON {…}.");
    const auto& object = parsed->get_object();
    const auto* name = object.if_contains("kind");
    if (name == nullptr || !name->is_string()) {
        return line_error("kind.missing",
                          "Dòng thiếu khóa “kind” cho biết loại dữ kiện, ví dụ {\"kind\":\"conference\",…}.", "/kind");
    }
    const std::string_view wanted(name->get_string().data(), name->get_string().size());
    const auto kind = std::ranges::find_if(kinds, [&](const Kind& candidate) { return candidate.name == wanted; });
    if (kind == kinds.end()) {
        std::vector<std::string> names;
        for (const auto& candidate : kinds) names.push_back(candidate.name);
        return line_error(
            "kind.unknown",
            fmt::format("Không có loại dữ kiện “{}”. Các loại nhận được: {}.", wanted, fmt::join(names, ", ")),
            "/kind");
    }
    LineParser parser;
    parser.object(kind->fields, object, "", "");
    if (!parser.errors.empty()) {
        Error error{ErrorKind::invalid, "fact.fields", parser.errors.front().message, {}, std::move(parser.errors), {},
                    kind->name};
        return fail(std::move(error));
    }
    const bool id_may_lack =
        std::ranges::any_of(kind->fields, [](const Field& field) { return field.name == "id" && !field.required; });
    if (id_may_lack && !parser.record.contains("id")) {
        std::string content = content_of(*kind, parser.record);
        parser.record[std::string(content_key)] = std::move(content);
    }
    return Parsed{&*kind, std::move(parser.record)};
}

std::unexpected<Error> unknown_reference(std::string_view field, std::string_view kind, std::string_view id) {
    const std::string_view noun = kind == "unit"         ? "đơn vị có mã"
                                  : kind == "area"       ? "địa bàn có mã"
                                  : kind == "conference" ? "hội nghị có id"
                                                         : "dữ kiện có id";
    Error error{ErrorKind::invalid, "fact.unknown_reference", {}, {}, {}, {}, {}};
    error.message = fmt::format("Chưa có {} “{}”. Nạp dữ kiện đó trước (hoặc cùng tệp), hoặc sửa lại mã.", noun, id);
    error.message_en = fmt::format("Unknown {} \"{}\".", kind, id);
    error.fields.push_back({"/" + std::string(field), error.code, error.message});
    return fail(std::move(error));
}

std::unexpected<Error> duplicate(std::string_view kind, std::string_view id, std::string_view differs) {
    Error error{ErrorKind::conflict, "fact.duplicate", {}, {}, {}, {}, {}};
    error.message = fmt::format(
        "“{}” (loại {}) đã có với nội dung khác ở “{}”. Dữ kiện đã ghi không bị ghi đè: sửa id, hoặc bỏ dòng này.", id,
        kind, differs);
    error.message_en = fmt::format("{} \"{}\" stands already with another \"{}\".", kind, id, differs);
    error.fields.push_back({"/" + std::string(differs), error.code, error.message});
    return fail(std::move(error));
}

}  // namespace sauro::facts
