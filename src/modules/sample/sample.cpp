#include "modules/sample/sample.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "modules/sample/world.hpp"

namespace sauro::sample {
namespace {

constexpr std::string_view province = "MH";
// Two areas that began in the middle of 2025: their baseline is not a whole year, and the product has to say so.
constexpr std::array<std::string_view, 2> young_areas{"MH11", "MH12"};
constexpr std::string_view young_since = "2025-07-01";

Result<bool> stands_already(db::Tx& tx) {
    TRY(const auto found,
        tx.one("SELECT 1 FROM conferences WHERE sample = 1 LIMIT 1", {}, [](const db::Row&) { return true; }));
    return found.has_value();
}

Status make_young(db::Tx& tx) {
    for (const auto area : young_areas) {
        TRYV(tx.execute("UPDATE areas SET valid_from = ? WHERE code = ? AND sample = 1", {young_since, area}));
        TRYV(tx.execute("UPDATE area_names SET valid_from = ? WHERE area_code = ? AND valid_to IS NULL",
                        {young_since, area}));
        TRYV(tx.execute("UPDATE units SET valid_from = ? WHERE area_code = ? AND sample = 1", {young_since, area}));
    }
    return {};
}

}  // namespace

Result<World> World::open(db::Tx& tx, std::span<const facts::Kind> kinds, base::Date today) {
    World world(tx, today);
    TRY(world.first, base::Date::from_ymd(2025, 1, 1));
    for (const auto& kind : kinds) world.kinds_.emplace(kind.name, &kind);
    TRY(world.units, tx.all("SELECT id, code, name, area_code, level, bloc, body, path, valid_from FROM units WHERE "
                            "sample = 1 ORDER BY path",
                            {}, [&](const db::Row& row) {
                                Unit unit{row.str(0), row.str(1), row.str(2), row.str(3), row.str(4),
                                          row.str(5), row.str(6), row.str(7), world.first};
                                if (const auto from = base::Date::parse_iso(row.text(8)); from && *from > unit.from)
                                    unit.from = *from;
                                return unit;
                            }));
    if (world.find("MH.TU") == nullptr)
        return fail_internal("sample.units", fmt::format("no sample units of {}", province));
    return world;
}

Status World::put(std::string_view kind, facts::Record record) {
    const auto found = kinds_.find(kind);
    if (found == kinds_.end()) return fail_internal("sample.kind", std::string(kind));
    record[std::string(facts::sample_key)] = 1;
    const auto stored = found->second->store(tx, record);
    if (!stored)
        return fail_internal("sample.refused",
                             fmt::format("{}: {} {}", kind, stored.error().code, stored.error().message));
    return {};
}

const Unit* World::find(std::string_view code) const {
    const auto found = std::ranges::find(units, code, &Unit::code);
    return found == units.end() ? nullptr : &*found;
}

std::string World::Month::code() const { return fmt::format("{:04}-{:02}", year, month); }

std::vector<World::Month> World::months() const {
    std::vector<Month> list;
    for (Month at{first.year(), first.month()};
         at.year < today.year() || (at.year == today.year() && at.month <= today.month());) {
        list.push_back(at);
        if (++at.month > 12) at = {at.year + 1, 1};
    }
    return list;
}

std::optional<base::Date> World::day(const Unit& unit, Month month, int day_of_month) const {
    auto date = base::Date::from_ymd(month.year, month.month, day_of_month);
    while (!date) date = base::Date::from_ymd(month.year, month.month, --day_of_month);
    constexpr int saturday = 6;
    if (date->weekday() >= saturday) {
        const std::int64_t back = date->weekday() - saturday + 1;
        date = date->day() > back ? date->plus_days(-back) : date->plus_days(3 - back);
    }
    if (*date > today || *date < unit.from) return std::nullopt;
    return *date;
}

Status fill(db::Database& database, std::span<const facts::Kind> kinds, base::Date today) {
    return database.write([&](db::Tx& tx) -> Status {
        TRY(const bool done, stands_already(tx));
        if (done) return {};
        TRYV(make_young(tx));
        TRY(auto world, World::open(tx, kinds, today));
        TRYV(fill_registers(world));
        TRYV(fill_desk(world));
        TRYV(fill_meetings(world));
        TRYV(fill_work(world));
        return fill_methods(world);
    });
}

}  // namespace sauro::sample
