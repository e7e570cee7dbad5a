#include "modules/meetings/clash_warnings.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "base/number.hpp"

namespace sauro::meetings {
namespace {

constexpr std::size_t most_warnings = 10;
constexpr std::size_t most_names = 5;

Result<std::string> name_of(db::Snapshot& snapshot, const Sittings::One& one, const std::string& path) {
    TRY(const auto found,
        snapshot.one("SELECT COALESCE(c.title, ''), u.name FROM conferences c JOIN units u ON u.id = c.unit_id WHERE "
                     "c.id = ?",
                     {one.id}, [&](const db::Row& row) {
                         return one.path.starts_with(path)
                                    ? fmt::format("hội nghị “{}” của {}", row.text(0), row.text(1))
                                    : fmt::format("hội nghị của {}", row.text(1));
                     }));
    return found.value_or("hội nghị khác");
}

}  // namespace

Result<std::vector<std::string>> clash_warnings(db::Snapshot& snapshot, const api::UnitRef& unit,
                                                const ConferenceDraft& draft, const std::string& id) {
    std::vector<std::string> out;
    TRY(auto all, sittings_between(snapshot, draft.date, draft.date));
    planning::Hours hours;
    if (draft.start_at) hours.start = static_cast<int>(*draft.start_at);
    if (draft.end_at) hours.end = static_cast<int>(*draft.end_at);
    std::set<std::int32_t> wanted{all.body(unit.code)};
    std::vector<std::string> codes;
    for (const auto& one : draft.invited()) {
        wanted.insert(all.body(one.unit));
        codes.push_back(one.unit);
    }
    if (draft.chair) wanted.insert(all.leader(unit.id, *draft.chair));
    TRY(const auto known, store::known_units(snapshot, codes));
    const auto named = [&](const std::string& code) {
        if (code == unit.code) return unit.name;
        const auto at = std::ranges::lower_bound(known, code, {}, &store::Known::code);
        return at != known.end() && at->code == code ? at->name : code;
    };
    std::vector<std::set<std::string>> who(all.conferences.size());
    for (const auto& seat : all.seats) {
        const auto& sitting = all.conferences[static_cast<std::size_t>(seat.conference)];
        const bool convenes = sitting.convenor == seat.who;
        // Who convenes the other one is wanted there as well; both of the same unit are its own affair.
        if (!wanted.contains(seat.who) || (convenes && sitting.unit_id == unit.id)) continue;
        const auto& person = all.people[static_cast<std::size_t>(seat.who)];
        who[static_cast<std::size_t>(seat.conference)].insert(person.leader ? person.name : named(person.name));
    }
    for (std::size_t i = 0; i < all.conferences.size() && out.size() < most_warnings; ++i) {
        const auto& other = all.conferences[i];
        if (other.id == id || !other.hours.overlaps(hours)) continue;
        if (who[i].empty()) continue;
        TRY(const auto name, name_of(snapshot, other, unit.path));
        std::vector<std::string> shown(who[i].begin(), who[i].end());
        const auto total = shown.size();
        if (total > most_names) shown.resize(most_names);
        out.push_back(fmt::format(
            "Ngày {} cùng giờ có {}: {}{} phải dự cả hai. Chọn ngày, giờ khác hoặc trao đổi với "
            "nơi triệu tập (226-KL/TW, mục 2.2, gạch đầu dòng 1).",
            draft.date.vi(), name, fmt::join(shown, ", "),
            total > most_names
                ? fmt::format(" và {} nơi khác", base::vi_number(static_cast<std::int64_t>(total - most_names)))
                : ""));
    }
    return out;
}

}  // namespace sauro::meetings
