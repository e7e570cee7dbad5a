// The fictional province: its names exist nowhere, its rows carry sample = 1, its bodies come from the same table as
// real ones.
#include <fmt/format.h>

#include <array>

#include "modules/units/bodies.hpp"

namespace sauro::units {
namespace {

constexpr std::string_view sample_code = "MH";
constexpr std::string_view sample_begins = "2024-01-01";
constexpr std::array<std::string_view, 12> sample_communes{
    "Xã Minh An",  "Xã Minh Bình", "Xã Minh Châu",   "Xã Minh Điền",    "Xã Minh Giang",     "Xã Minh Hạ",
    "Xã Minh Khê", "Xã Minh Lâm",  "Xã Minh Nguyên", "Phường Minh Phú", "Phường Minh Quang", "Đặc khu Minh Sa"};

AreaDraft sample_area(std::string code, std::string_view level, std::string_view parent, std::string_view full_name) {
    AreaDraft area;
    area.code = std::move(code);
    area.level = level;
    area.parent = parent;
    area.merged = false;
    area.valid_from = sample_begins;
    area.sample = true;
    KindAndName parts = split_full_name(full_name);
    area.names.push_back({std::move(parts.name), std::string(full_name), std::move(parts.kind),
                          std::string(sample_begins), std::nullopt, std::nullopt});
    return area;
}

}  // namespace

Status create_sample_areas(db::Tx& tx) {
    TRYV(ensure_root(tx));
    std::vector<AreaDraft> areas{sample_area(std::string(sample_code), "province", nation_code, "Tỉnh Minh Họa")};
    for (std::size_t i = 0; i < sample_communes.size(); ++i)
        areas.push_back(
            sample_area(fmt::format("{}{:02}", sample_code, i + 1), "commune", sample_code, sample_communes[i]));
    TRYV(insert_areas(tx, areas));
    TRY(const std::vector<UnitDraft> units, standard_bodies(areas));
    return insert_units(tx, units);
}

Status create_sample_areas(db::Database& database) {
    return database.write([](db::Tx& tx) { return create_sample_areas(tx); });
}

}  // namespace sauro::units
