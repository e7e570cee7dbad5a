#include "modules/meetings/clashes.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "text/text.hpp"

namespace sauro::meetings {
namespace {

using planning::Clash;

constexpr std::size_t most_names = 10;
constexpr std::size_t days_at_once = 14;
constexpr std::string_view standing = "(c.status IS NULL OR c.status <> 'cancelled')";

bool is_of(const store::Filter& filter, const Sittings::One& one) {
    return filter.subtree ? one.path.starts_with(filter.path) : one.unit_id == filter.unit_id;
}

planning::Hours hours_of(const Count& start, const Count& end) {
    planning::Hours out;
    if (start) out.start = static_cast<int>(*start);
    if (end) out.end = static_cast<int>(*end);
    return out;
}

// Days on which the filter has a conference; there is nothing to look for on others.
Result<std::vector<base::Date>> own_days(db::Snapshot& snapshot, const store::Filter& filter, const std::string& from) {
    std::vector<db::Value> params{from, filter.to};
    std::string sql = "SELECT DISTINCT c.date FROM conferences c";
    if (filter.subtree) {
        sql += " JOIN units u ON u.id = c.unit_id WHERE c.date >= ? AND c.date <= ? AND substr(u.path, 1, ?) = ?";
        params.insert(params.end(), {filter.path.size(), filter.path});
    } else {
        sql += " WHERE c.date >= ? AND c.date <= ? AND c.unit_id = ?";
        params.emplace_back(filter.unit_id);
    }
    return snapshot.all(sql + " AND " + std::string(standing) + " ORDER BY c.date", db::Params(params),
                        [](const db::Row& row) { return base::Date::parse_iso(row.text(0)).value_or(base::Date()); });
}

// One row a conference, its guests in one text as it is kept beside it: gathered from its rows it takes three times as
// long.
Result<Sittings> sittings(db::Snapshot& snapshot, const std::string& days, db::Params params) {
    constexpr char apart = '\x1f';
    Sittings out;
    TRYV(snapshot.query(
        fmt::format(
            "SELECT c.id, c.unit_id, u.path, c.date, c.start_at, c.end_at, c.chair, (SELECT l.guests FROM "
            "guest_lists l "
            "WHERE l.conference_id = c.id), u.code FROM conferences c JOIN units u ON u.id = c.unit_id WHERE {} AND {} "
            "ORDER BY c.date, c.id",
            days, standing),
        params, [&](const db::Row& row) {
            const auto at = static_cast<std::int32_t>(out.conferences.size());
            Sittings::One one{row.str(0),
                              row.str(1),
                              row.str(2),
                              base::Date::parse_iso(row.text(3)).value_or(base::Date()),
                              hours_of(row.opt_integer(4), row.opt_integer(5)),
                              out.body(row.text(8))};
            out.seats.push_back({one.convenor, at, one.date, one.hours});
            if (!row.is_null(6)) out.seats.push_back({out.leader(one.unit_id, row.text(6)), at, one.date, one.hours});
            for (std::string_view guests = row.text(7); !guests.empty();) {
                const auto end = std::min(guests.find(apart), guests.size());
                if (const auto guest = out.body(guests.substr(0, end)); guest != one.convenor)
                    out.seats.push_back({guest, at, one.date, one.hours});
                guests.remove_prefix(std::min(end + 1, guests.size()));
            }
            out.conferences.push_back(std::move(one));
            return true;
        }));
    return out;
}

Result<Sittings> sittings_on(db::Snapshot& snapshot, std::span<const base::Date> days) {
    std::vector<db::Value> params;
    std::string marks;
    for (const auto day : days) {
        marks += marks.empty() ? "?" : ", ?";
        params.emplace_back(day.iso());
    }
    return sittings(snapshot, "c.date IN (" + (marks.empty() ? "NULL" : marks) + ")", db::Params(params));
}

std::vector<Clash> pairs_of(Sittings& all) {
    auto pairs = planning::clashes(all.seats);
    const auto at = [&](std::int32_t conference) -> const Sittings::One& {
        return all.conferences[static_cast<std::size_t>(conference)];
    };
    std::erase_if(pairs, [&](Clash& one) {
        if (at(one.a).convenor == at(one.b).convenor) --one.people;
        return one.people == 0;
    });
    return pairs;
}

// Who sits in both, the convenor of both left out.
std::vector<std::int32_t> people_of(const Sittings& all, const Clash& pair) {
    std::vector<std::int32_t> a, b, out;
    for (const auto& seat : all.seats) {
        if (seat.conference == pair.a) a.push_back(seat.who);
        if (seat.conference == pair.b) b.push_back(seat.who);
    }
    std::ranges::sort(a);
    std::ranges::sort(b);
    std::ranges::set_intersection(a, b, std::back_inserter(out));
    const auto convenor = all.conferences[static_cast<std::size_t>(pair.a)].convenor;
    if (convenor == all.conferences[static_cast<std::size_t>(pair.b)].convenor) std::erase(out, convenor);
    return out;
}

// Names of bodies for people; leaders first.
Result<std::vector<std::string>> names_of(db::Snapshot& snapshot, const Sittings& all,
                                          const std::vector<std::int32_t>& people) {
    std::vector<std::string> out, codes;
    for (const auto who : people) {
        const auto& person = all.people[static_cast<std::size_t>(who)];
        (person.leader ? out : codes).push_back(person.name);
    }
    if (codes.size() > most_names) codes.resize(most_names);
    TRY(const auto known, store::known_units(snapshot, codes));
    for (const auto& code : codes) {
        const auto found = std::ranges::lower_bound(known, code, {}, &store::Known::code);
        out.push_back(found != known.end() && found->code == code ? found->name : code);
    }
    if (out.size() > most_names) out.resize(most_names);
    return out;
}

// What may be said of these conferences to somebody who sees what lies under `path`.
Result<std::map<std::string, ClashSide>> sides_of(db::Snapshot& snapshot, const std::set<std::string>& ids,
                                                  const std::string& path, const std::string& unit_id) {
    std::map<std::string, ClashSide> out;
    if (ids.empty()) return out;
    std::vector<db::Value> params;
    std::string marks;
    for (const auto& id : ids) {
        marks += marks.empty() ? "?" : ", ?";
        params.emplace_back(id);
    }
    TRYV(
        snapshot.query("SELECT c.id, COALESCE(c.title, ''), u.code, u.name, u.path, c.start_at, c.end_at, c.version, "
                       "c.unit_id, COALESCE(c.status, 'planned') FROM conferences c JOIN units u ON u.id = c.unit_id "
                       "WHERE c.id IN (" +
                           marks + ")",
                       db::Params(params), [&](const db::Row& row) {
                           ClashSide side;
                           if (row.text(4).starts_with(path)) {
                               side.id = row.str(0);
                               side.title = row.str(1);
                           }
                           side.unit = row.str(2);
                           side.unit_name = row.str(3);
                           side.start_at = row.opt_integer(5);
                           side.end_at = row.opt_integer(6);
                           side.version = row.integer(7);
                           side.movable = row.text(8) == unit_id && row.text(9) == "planned";
                           out.emplace(row.str(0), std::move(side));
                           return true;
                       }));
    return out;
}

struct Found {
    Sittings all;
    std::vector<Clash> pairs;  // of the filter, by day
};
Found own_pairs(Sittings all, const store::Filter& filter) {
    Found out{std::move(all), {}};
    out.pairs = pairs_of(out.all);
    std::erase_if(out.pairs, [&](const Clash& one) {
        return !is_of(filter, out.all.conferences[static_cast<std::size_t>(one.a)]) &&
               !is_of(filter, out.all.conferences[static_cast<std::size_t>(one.b)]);
    });
    return out;
}

}  // namespace

std::int32_t Sittings::body(std::string_view code) {
    if (const auto found = known_.find(code); found != known_.end()) return found->second;
    known_.emplace(code, static_cast<std::int32_t>(people.size()));
    people.push_back({std::string(code), false});
    return static_cast<std::int32_t>(people.size()) - 1;
}

std::int32_t Sittings::leader(std::string_view unit_id, std::string_view chair) {
    std::string key = fmt::format("{}\n{}", unit_id, fmt::join(text::folded_syllables(chair), " "));
    const auto [at, fresh] = known_.try_emplace(std::move(key), static_cast<std::int32_t>(people.size()));
    if (fresh) people.push_back({std::string(chair), true});
    return at->second;
}

Result<Sittings> sittings_between(db::Snapshot& snapshot, base::Date from, base::Date to) {
    const std::vector<db::Value> params{from.iso(), to.iso()};
    return sittings(snapshot, "c.date >= ? AND c.date <= ?", db::Params(params));
}

Result<ClashPage> clashes_of(db::Snapshot& snapshot, const store::Filter& filter) {
    ClashPage out;
    const std::string from = filter.after.size() > 10 ? filter.after.substr(0, 10) : filter.from;
    TRY(const auto days, own_days(snapshot, filter, from));
    const auto limit = static_cast<std::size_t>(filter.limit);
    const auto key = [](const base::Date day, const std::string& a, const std::string& b) {
        return fmt::format("{} {} {}", day.iso(), a, b);
    };
    for (std::size_t at = 0; at < days.size() && !out.next; at += days_at_once) {
        const auto some = std::span(days).subspan(at, std::min(days_at_once, days.size() - at));
        TRY(auto all, sittings_on(snapshot, some));
        const Found found = own_pairs(std::move(all), filter);
        std::set<std::string> ids;
        std::vector<const Clash*> shown;
        for (const auto& pair : found.pairs) {
            const auto& a = found.all.conferences[static_cast<std::size_t>(pair.a)];
            const auto& b = found.all.conferences[static_cast<std::size_t>(pair.b)];
            if (!filter.after.empty() && key(a.date, a.id, b.id) <= filter.after) continue;
            if (out.items.size() + shown.size() == limit) {
                const auto& last = *shown.back();
                const auto& c = found.all.conferences[static_cast<std::size_t>(last.a)];
                out.next = key(c.date, c.id, found.all.conferences[static_cast<std::size_t>(last.b)].id);
                break;
            }
            ids.insert({a.id, b.id});
            shown.push_back(&pair);
        }
        TRY(const auto sides, sides_of(snapshot, ids, filter.path, filter.unit_id));
        for (const auto* pair : shown) {
            const auto& a = found.all.conferences[static_cast<std::size_t>(pair->a)];
            const auto& b = found.all.conferences[static_cast<std::size_t>(pair->b)];
            TRY(auto names, names_of(snapshot, found.all, people_of(found.all, *pair)));
            out.items.push_back({a.date, sides.at(a.id), sides.at(b.id), std::move(names), pair->people});
        }
        if (out.items.size() == limit && !out.next && at + days_at_once < days.size())
            out.next = key(some.back(), "~", "~");  // after every pair of that day
    }
    return out;
}

Result<std::vector<std::string>> clash_days(db::Snapshot& snapshot, const store::Filter& filter) {
    TRY(const auto days, own_days(snapshot, filter, filter.from));
    TRY(auto all, sittings_on(snapshot, days));
    const Found found = own_pairs(std::move(all), filter);
    std::vector<std::string> out;
    for (const auto& pair : found.pairs)
        out.push_back(found.all.conferences[static_cast<std::size_t>(pair.a)].date.iso());
    out.erase(std::ranges::unique(out).begin(), out.end());
    return out;
}

Status mark_clashes(db::Snapshot& snapshot, std::vector<ConferenceRow>& rows) {
    std::set<base::Date> days;
    for (const auto& row : rows) {
        if (row.status != "cancelled") days.insert(row.date);
    }
    TRY(auto all, sittings_on(snapshot, std::vector(days.begin(), days.end())));
    std::set<std::string_view> clashing;
    for (const auto& pair : pairs_of(all)) {
        for (const auto one : {pair.a, pair.b}) clashing.insert(all.conferences[static_cast<std::size_t>(one)].id);
    }
    for (auto& row : rows) row.clash = clashing.contains(row.id);
    return {};
}

Result<FreeDays> free_days_of(db::Snapshot& snapshot, const api::UnitRef& unit, const ConferenceDraft& draft,
                              const std::string& id, const base::WorkCalendar& calendar, base::Date from) {
    FreeDays out;
    // Mostly a free day is near; only when there are too few are many more read.
    for (const int reach : {10, 45}) {
        TRY(auto all, sittings_between(snapshot, draft.date.plus_days(-reach), draft.date.plus_days(reach)));
        std::vector<planning::Conference> plan(all.conferences.size() + 1);
        auto& asked = plan.back();
        asked.date = draft.date;
        asked.hours = hours_of(draft.start_at, draft.end_at);
        const auto convenor = all.body(unit.code);
        asked.who.push_back(convenor);
        for (const auto& one : draft.invited()) asked.who.push_back(all.body(one.unit));
        if (draft.chair) asked.who.push_back(all.leader(unit.id, *draft.chair));
        std::ranges::sort(asked.who);
        asked.who.erase(std::ranges::unique(asked.who).begin(), asked.who.end());
        for (std::size_t i = 0; i < all.conferences.size(); ++i) {
            plan[i].date = all.conferences[i].date;
            plan[i].hours = all.conferences[i].hours;
        }
        for (const auto& seat : all.seats) {
            const auto& one = all.conferences[static_cast<std::size_t>(seat.conference)];
            if (one.id != id && !(seat.who == convenor && one.convenor == convenor))
                plan[static_cast<std::size_t>(seat.conference)].who.push_back(seat.who);
        }
        out.days = planning::free_days(plan, plan.size() - 1, draft.date, calendar, {.reach = reach, .from = from});
        if (out.days.size() < planning::Looking{}.most && reach == 10) continue;
        std::set<std::string> ids;
        std::vector<std::size_t> others;
        for (std::size_t i = 0; i + 1 < plan.size() && others.size() < most_names; ++i) {
            std::ranges::sort(plan[i].who);
            if (!planning::clash(plan[i], asked)) continue;
            others.push_back(i);
            ids.insert(all.conferences[i].id);
        }
        TRY(const auto sides, sides_of(snapshot, ids, unit.path, unit.id));
        for (const std::size_t i : others) {
            std::vector<std::int32_t> both;
            std::ranges::set_intersection(plan[i].who, asked.who, std::back_inserter(both));
            ClashPair pair{draft.date, {}, sides.at(all.conferences[i].id), {}, static_cast<std::int64_t>(both.size())};
            pair.a.unit = unit.code;
            pair.a.start_at = draft.start_at;
            pair.a.end_at = draft.end_at;
            if (!id.empty()) pair.a.id = id;
            pair.a.title = draft.title;
            TRY(pair.who, names_of(snapshot, all, both));
            out.clashes.push_back(std::move(pair));
        }
        break;
    }
    return out;
}

}  // namespace sauro::meetings
