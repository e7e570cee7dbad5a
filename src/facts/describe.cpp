// The format of the file, printed from the same tables that check it.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "facts/load.hpp"

namespace sauro::facts {
namespace {

std::string_view type_name(Type type) {
    switch (type) {
        case Type::text:
            return "chữ";
        case Type::integer:
            return "số nguyên";
        case Type::boolean:
            return "true/false";
        case Type::date:
            return "ngày";
        case Type::number:
            return "số";
        case Type::list:
            return "danh sách";
        case Type::object:
            return "đối tượng";
    }
    return "";
}

void rows(std::string& out, const std::vector<Field>& fields, const std::string& prefix) {
    for (const auto& field : fields) {
        std::string values;
        if (!field.one_of.empty()) values = fmt::format("`{}`", fmt::join(field.one_of, "` · `"));
        if (!field.refers.empty()) values = fmt::format("mã của `{}`", field.refers);
        if (field.type == Type::object) {
            rows(out, field.members, prefix + field.name + ".");
            continue;
        }
        fmt::format_to(std::back_inserter(out), "| `{}{}` | {} | {} | {} | {} |\n", prefix, field.name,
                       type_name(field.type), field.required ? "có" : "", values, field.note);
    }
}

}  // namespace

std::string describe(std::span<const Kind> kinds) {
    std::string out;
    for (const auto& kind : kinds) {
        fmt::format_to(std::back_inserter(out),
                       "## `{}`\n\n| khóa | kiểu | bắt buộc | giá trị | ghi chú |\n|---|---|---|---|---|\n", kind.name);
        rows(out, kind.fields, "");
        out += '\n';
    }
    return out;
}

}  // namespace sauro::facts
