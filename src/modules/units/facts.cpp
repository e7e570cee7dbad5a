// What `sauro load` takes of this module (kinds area, unit) and what norms may look at (views units, areas).
#include <fmt/format.h>

#include "base/id.hpp"
#include "facts/table.hpp"
#include "modules/units/bodies.hpp"
#include "modules/units/rows.hpp"
#include "text/text.hpp"

namespace sauro::units {
namespace {

using Stored = facts::Kind::Stored;

std::optional<std::string> text_at(const facts::Record& record, std::string_view key) {
    const auto found = record.find(key);
    if (found == record.end()) return std::nullopt;
    if (const auto* text = std::get_if<std::string>(&found->second)) return *text;
    return std::nullopt;
}
std::optional<bool> flag_at(const facts::Record& record, std::string_view key) {
    const auto found = record.find(key);
    if (found == record.end()) return std::nullopt;
    if (const auto* number = std::get_if<std::int64_t>(&found->second)) return *number != 0;
    return std::nullopt;
}

std::unexpected<Error> refuse(ErrorKind kind, std::string code, std::string_view field, std::string message,
                              std::string message_en) {
    Error error{kind, std::move(code), std::move(message), std::move(message_en), {}, {}, {}};
    error.fields.push_back({fmt::format("/{}", field), error.code, error.message});
    return fail(std::move(error));
}

std::unexpected<Error> duplicate(std::string_view what, std::string_view code, std::string_view field) {
    return refuse(ErrorKind::conflict, "fact.duplicate", field,
                  fmt::format("{} {} đã có với nội dung khác (trường {}). Dùng mã khác, hoặc sửa dòng cho khớp.", what,
                              code, field),
                  fmt::format("{} already stands with another {}", code, field));
}

// A code is one step of a path, and people type it: blanks and '/' would break both.
Status check_code(std::string_view code) {
    constexpr std::size_t longest = 64;
    bool good = !code.empty() && code.size() <= longest;
    for (const char c : code) {
        const auto byte = static_cast<unsigned char>(c);
        good = good && byte > ' ' && byte < 0x7f && c != '/';
    }
    if (good) return {};
    return refuse(
        ErrorKind::invalid, "unit.code", "code",
        fmt::format("Mã \"{}\" không dùng được: mã gồm 1–{} ký tự ASCII, không có dấu cách và dấu /.", code, longest),
        "a code is 1-64 ASCII characters without blanks and '/'");
}

// What of a row that stands contradicts the line; a key left out contradicts nothing.
std::optional<std::string> contradiction(
    std::initializer_list<std::pair<std::string_view, std::pair<std::optional<std::string>, std::string>>> fields) {
    for (const auto& [name, values] : fields) {
        if (values.first && *values.first != values.second) return std::string(name);
    }
    return std::nullopt;
}

Result<std::optional<Stored>> standing_area(db::Tx& tx, const facts::Record& record, const std::string& code,
                                            const std::optional<std::string>& parent) {
    struct Standing {
        std::string level, name, full_name, parent, valid_from;
        std::optional<bool> merged;
        bool external = false;
    };
    TRY(const auto found,
        tx.one("SELECT a.level, n.name, n.full_name, a.parent_code, a.valid_from, a.merged, a.external FROM areas a "
               "JOIN area_names n ON n.area_code = a.code AND n.valid_to IS NULL WHERE a.code = ?",
               {code}, [](const db::Row& row) {
                   return Standing{row.str(0), row.str(1),         row.str(2),    row.str(3),
                                   row.str(4), row.opt_boolean(5), row.boolean(6)};
               }));
    if (!found) return std::nullopt;
    const auto name = text_at(record, "name");
    // An official area is known by short and full name; when it began is not the caller's to say.
    const std::string& same_name = !found->external && name == found->name ? found->name : found->full_name;
    const auto valid_from = found->external ? text_at(record, "valid_from") : std::nullopt;
    const auto wrong = contradiction({{"name", {name, same_name}},
                                      {"level", {text_at(record, "level"), found->level}},
                                      {"parent", {parent, found->parent}},
                                      {"valid_from", {valid_from, found->valid_from}}});
    if (wrong) return duplicate("Địa bàn", code, *wrong);
    const auto merged = flag_at(record, "merged");
    if (merged && found->merged && merged != found->merged) return duplicate("Địa bàn", code, "merged");
    if (merged && !found->merged) return duplicate("Địa bàn", code, "merged");
    return Stored::unchanged;
}

Result<Stored> store_area(db::Tx& tx, const facts::Record& record) {
    const std::string code = text_at(record, "code").value_or("");
    const std::string level = text_at(record, "level").value_or("");
    TRYV(check_code(code));
    TRYV(ensure_root(tx));
    std::optional<std::string> parent = text_at(record, "parent");
    if (!parent && level == "province") parent = nation_code;
    if (!parent && level == "commune") {
        return refuse(ErrorKind::invalid, "area.parent", "parent",
                      fmt::format("Địa bàn cấp xã {} phải ghi tỉnh ở trường parent.", code),
                      "a commune needs its province in \"parent\"");
    }
    TRY(const auto standing, standing_area(tx, record, code, parent));
    if (standing) return *standing;
    if (parent) {
        TRY(const auto found,
            tx.one("SELECT 1 FROM areas WHERE code = ?", {*parent}, [](const db::Row&) { return true; }));
        if (!found) {
            return refuse(ErrorKind::invalid, "area.unknown", "parent",
                          fmt::format("Không có địa bàn {}. Nạp địa bàn đó ở dòng trước.", *parent),
                          fmt::format("no area {}; load it on an earlier line", *parent));
        }
    }
    // Not insert_areas: that one reads every code first, which is right for an import of thousands and wrong for one
    // line.
    const std::string full_name = text_at(record, "name").value_or("");
    const KindAndName parts = split_full_name(full_name);
    const auto valid_from = text_at(record, "valid_from");
    TRYV(tx.execute("INSERT INTO areas (code, level, parent_code, merged, valid_from, external) VALUES (?,?,?,?,?,1)",
                    {code, level, parent, flag_at(record, "merged"), valid_from}));
    TRYV(tx.execute("INSERT INTO area_names (area_code, name, full_name, kind, valid_from) VALUES (?,?,?,?,?)",
                    {code, parts.name, full_name, parts.kind, valid_from.value_or("")}));
    return Stored::created;
}

Result<Stored> store_unit(db::Tx& tx, const facts::Record& record) {
    const std::string code = text_at(record, "code").value_or("");
    TRYV(check_code(code));
    TRYV(ensure_root(tx));
    const std::string area = text_at(record, "area").value_or(std::string(nation_code));
    const std::string parent = text_at(record, "parent").value_or(std::string(root_code));

    TRY(const auto standing, find_unit(tx, code));
    if (standing && standing->code == code) {
        std::string parent_code;
        if (standing->parent_id) {
            TRY(const auto above, find_unit(tx, *standing->parent_id));
            if (above) parent_code = above->code;
        }
        const auto wrong =
            contradiction({{"name", {text_at(record, "name"), standing->name}},
                           {"level", {text_at(record, "level"), standing->level}},
                           {"bloc", {text_at(record, "bloc"), standing->bloc}},
                           {"area", {text_at(record, "area"), standing->area}},
                           {"parent", {text_at(record, "parent"), parent_code}},
                           {"valid_from", {text_at(record, "valid_from"), standing->valid_from.value_or("")}}});
        if (wrong) return duplicate("Đơn vị", code, *wrong);
        return Stored::unchanged;
    }

    TRY(const auto area_stands,
        tx.one("SELECT 1 FROM areas WHERE code = ?", {area}, [](const db::Row&) { return true; }));
    if (!area_stands) {
        return refuse(ErrorKind::invalid, "area.unknown", "area",
                      fmt::format("Không có địa bàn {}. Nạp địa bàn đó ở dòng trước.", area),
                      fmt::format("no area {}; load it on an earlier line", area));
    }
    TRY(const auto above, tx.one("SELECT id, path FROM units WHERE code = ?", {parent},
                                 [](const db::Row& row) { return std::pair(row.str(0), row.str(1)); }));
    if (!above) {
        return refuse(ErrorKind::invalid, "unit.unknown", "parent",
                      fmt::format("Không có đơn vị {}. Nạp đơn vị cấp trên ở dòng trước.", parent),
                      fmt::format("no unit {}; load it on an earlier line", parent));
    }
    UnitDraft unit;
    unit.names.push_back({text_at(record, "name").value_or(""), "", std::nullopt});
    const db::Value body = text_at(record, "body");
    TRYV(
        tx.execute("INSERT INTO units (id, code, area_code, name, level, bloc, body, parent_id, path, valid_from, "
                   "folded_name, spelled_name, external) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,1)",
                   {base::uuid7(), code, area, unit.names.back().name, text_at(record, "level"),
                    text_at(record, "bloc"), body, above->first, fmt::format("{}{}/", above->second, code),
                    text_at(record, "valid_from"), folded_words(unit), spelled_words(unit)}));
    return Stored::created;
}

}  // namespace

std::vector<facts::Kind> kinds() {
    using facts::Type;
    const auto &levels = facts::levels(), &blocs = facts::blocs();
    std::vector<facts::Kind> list;
    list.push_back(
        {"area",
         {{"code", Type::text, true, {}, "", "mã địa bàn"},
          {"name", Type::text, true, {}, "", "tên đầy đủ: \"Tỉnh Mẫu\""},
          {"level", Type::text, true, levels, "", "cấp"},
          {"parent", Type::text, false, {}, "area", "mã địa bàn cấp trên; tỉnh thì để null"},
          {"merged", Type::boolean, false, {}, "", "hình thành do sắp xếp ngày 01/7/2025; bỏ trống là chưa biết"},
          {"valid_from", Type::date, false, {}, "", "ngày có hiệu lực"}},
         store_area});
    list.push_back({"unit",
                    {{"code", Type::text, true, {}, "", "mã đơn vị, không trùng"},
                     {"area", Type::text, false, {}, "area", "mã địa bàn; bỏ trống là cả nước"},
                     {"name", Type::text, true, {}, "", "tên đơn vị"},
                     {"level", Type::text, true, levels, "", "cấp"},
                     {"bloc", Type::text, true, blocs, "", "khối: Đảng, chính quyền, cơ quan dân cử, đoàn thể"},
                     {"parent", Type::text, false, {}, "unit", "mã đơn vị cấp trên; TW là gốc"},
                     {"body", Type::text, false, {}, "", "loại cơ quan: party_committee, peoples_committee, ..."},
                     {"valid_from", Type::date, false, {}, "", "ngày có hiệu lực"}},
                    store_unit});
    return list;
}

std::vector<facts::View> views() {
    using facts::Type;
    std::vector<facts::View> list;
    list.push_back({"units",
                    {{"id", Type::text, "mã đơn vị"},
                     {"unit", Type::text, "mã đơn vị"},
                     {"name", Type::text, "tên hiện nay"},
                     {"level", Type::text, "cấp", facts::levels()},
                     {"bloc", Type::text, "khối", facts::blocs()},
                     {"body", Type::text, "loại cơ quan"},
                     {"area", Type::text, "mã địa bàn"},
                     {"unit_path", Type::text, "đường dẫn trong cây đơn vị"},
                     {"parent", Type::text, "mã đơn vị cấp trên"},
                     {"valid_from", Type::date, "ngày bắt đầu"},
                     {"valid_to", Type::date, "ngày cuối"},
                     {"area_merged", Type::boolean, "địa bàn hình thành do sắp xếp 01/7/2025"},
                     {"province", Type::text, "mã tỉnh"},
                     {"province_merged", Type::boolean, "tỉnh hình thành do sắp xếp 01/7/2025"},
                     {"sample", Type::boolean, "số liệu minh họa"},
                     {"date", Type::date, "luôn trống: đơn vị không phải việc xảy ra trong một ngày"}},
                    "unit",
                    "area",
                    ""});
    list.push_back({"areas",
                    {{"id", Type::text, "mã địa bàn"},
                     {"area", Type::text, "mã địa bàn"},
                     {"name", Type::text, "tên"},
                     {"full_name", Type::text, "tên đầy đủ"},
                     {"kind", Type::text, "loại: tỉnh, thành phố, xã, phường, đặc khu"},
                     {"level", Type::text, "cấp", facts::levels()},
                     {"parent", Type::text, "mã địa bàn cấp trên"},
                     {"merged", Type::boolean, "hình thành do sắp xếp 01/7/2025"},
                     {"valid_from", Type::date, "ngày bắt đầu"},
                     {"valid_to", Type::date, "ngày cuối"},
                     {"sample", Type::boolean, "số liệu minh họa"}},
                    "",
                    "area",
                    ""});
    return list;
}

}  // namespace sauro::units
