#include "modules/findings/reconcile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <unordered_map>

#include "base/id.hpp"
#include "base/number.hpp"
#include "modules/findings/trend.hpp"
#include "rulebook/verdicts.hpp"

namespace sauro::findings {
namespace {

using rulebook::Finding;
using store::Row;

constexpr int last_month_of_grace = 3;  // a year's late entries come in until the end of March

std::size_t steps(std::string_view path) { return static_cast<std::size_t>(std::ranges::count(path, '/')); }

std::vector<base::Period> open_periods(base::Date today) {
    std::vector<base::Period> out{base::Period::year(today.year())};
    if (today.month() <= last_month_of_grace) out.push_back(base::Period::year(today.year() - 1));
    return out;
}

std::string key_of(const Row& row) {
    return fmt::format("{}\n{}\n{}\n{}\n{}", row.norm, row.period, row.unit, row.area, row.subject);
}

Row row_of(const Finding& finding, const Places& places, std::string_view scope, const std::string& hash,
           base::Millis now) {
    Row row;
    row.norm = finding.norm;
    row.period = finding.period;
    row.unit = finding.unit.value_or("");
    row.area = finding.unit ? "" : finding.area.value_or("");
    row.subject = finding.subject.value_or("");
    row.mission_row = finding.row;
    row.severity = finding.severity;
    row.measured = finding.measured;
    row.limit = finding.limit;
    row.message = finding.message;
    row.rulebook = hash;
    row.state = "open";
    row.first_seen = row.last_seen = now;
    if (const auto unit = places.units.find(row.unit); unit != places.units.end()) {
        row.unit_path = unit->second.path;
    } else {
        const auto lead = places.leads.find(row.area);
        row.unit_path = lead == places.leads.end() ? std::string(scope) : lead->second;
    }
    return row;
}

bool same_verdict(const Row& a, const Row& b) {
    return a.severity == b.severity && a.measured == b.measured && a.limit == b.limit && a.message == b.message &&
           a.rulebook == b.rulebook;
}

void take_verdict(Row& row, const Row& now) {
    row.severity = now.severity;
    row.measured = now.measured;
    row.limit = now.limit;
    row.message = now.message;
    row.rulebook = now.rulebook;
    row.last_seen = now.last_seen;
    row.sort_key = store::sort_key(row.severity, row.first_seen, row.id);
}

// Which findings of an evaluation belong to the scope.
bool belongs(const Finding& finding, std::string_view scope, const Places& places, bool root, bool central) {
    if (!root) return finding.unit || !central;  // what an area adds up to is seen from its highest body only
    if (!finding.unit)
        return finding.area && places.leads.contains(*finding.area) &&
               places.leads.find(*finding.area)->second == scope;
    const auto unit = places.units.find(*finding.unit);
    return unit != places.units.end() && unit->second.path == scope;
}

struct Counted {
    std::int64_t count = 0;
    std::string missing;
};
using Unknowns = std::map<std::pair<std::string, std::string>, Counted>;  // path, norm

// Fewer documents of one type while another rises by about as much may only be a change of name: said as a fact.
constexpr std::int64_t fell_to_percent = 40, rose_to_percent = 130, least_before = 20;

struct TypeCounts {
    std::int64_t before = 0, now = 0;
};
using ByType = std::map<std::string, TypeCounts>;

std::optional<std::string> implausible(const ByType& types) {
    const std::string *fallen = nullptr, *risen = nullptr;
    for (const auto& [type, count] : types) {
        if (count.before >= least_before && count.now * 100 <= count.before * fell_to_percent &&
            (fallen == nullptr || count.before - count.now > types.at(*fallen).before - types.at(*fallen).now))
            fallen = &type;
    }
    if (fallen == nullptr) return std::nullopt;
    const auto& down = types.at(*fallen);
    for (const auto& [type, count] : types) {
        if (count.now * 100 >= count.before * rose_to_percent &&
            2 * (count.now - count.before) >= down.before - down.now)
            risen = &type;
    }
    if (risen == nullptr) return std::nullopt;
    const auto& up = types.at(*risen);
    return fmt::format("So cùng thời gian năm trước, {} giảm từ {} còn {}, trong khi {} tăng từ {} lên {}.", *fallen,
                       base::vi_number(down.before), base::vi_number(down.now), *risen, base::vi_number(up.before),
                       base::vi_number(up.now));
}

Status find_notes(const rulebook::Rulebook& book, db::Snapshot& snapshot, const base::Period& period, base::Date today,
                  Difference& out) {
    const auto norm = std::ranges::find_if(book.norms(), [](const auto& one) {
        return one.checked && one.kind == "change_vs_baseline" && one.fact == "documents";
    });
    if (norm == book.norms().end()) return {};
    const base::Date last = std::min(today, period.last);
    const auto before = period.previous_year();
    auto same_day = base::Date::from_ymd(last.year() - 1, last.month(), last.day());
    const base::Date before_last = same_day ? *same_day : base::Date::from_days(last.days() - 366);
    std::map<std::string, ByType> units;
    TRYV(snapshot.query(
        "SELECT unit_path, document_type, substr(date, 1, 4), COUNT(*) FROM fact_documents WHERE unit_path >= ? AND "
        "unit_path < ? "
        "AND direction = 'out' AND document_type IS NOT NULL AND ((date >= ? AND date <= ?) OR (date >= ? AND date <= "
        "?)) GROUP BY unit_path, document_type, substr(date, 1, 4)",
        {out.scope, out.alone ? out.scope + '\x01' : store::end_of(out.scope), before.first.iso(), before_last.iso(),
         period.first.iso(), last.iso()},
        [&](const db::Row& row) {
            auto& counts = units[row.str(0)][row.str(1)];
            (row.text(2) < period.code ? counts.before : counts.now) += row.integer(3);
            return true;
        }));
    for (const auto& [path, types] : units) {
        if (auto text = implausible(types)) out.notes.push_back({path, norm->id, period.code, *std::move(text)});
    }
    return {};
}

Status compare_period(const rulebook::Rulebook& book, db::Snapshot& snapshot, const Places& places,
                      const base::Period& period, base::Date today, base::Millis now, Difference& out) {
    const std::string& scope = out.scope;
    const bool root = steps(scope) == 1, alone = out.alone, central = alone && !root;

    TRY(auto standing, store::standing(snapshot, scope, alone, period.code));
    std::unordered_map<std::string, Row> before;
    for (auto& row : standing) {
        if (central && row.unit.empty()) continue;
        std::string key = key_of(row);
        before.emplace(std::move(key), std::move(row));
    }
    Unknowns unknowns;
    for (const auto& norm : book.norms()) {
        if (!norm.checked) continue;
        TRY(const auto verdicts, rulebook::judge_all(book, snapshot, {period, today, scope, norm.id, false, true}));
        for (const auto& verdict : verdicts.all()) {
            if (verdict.outcome() == "met" || verdict.outcome() == "not_applicable") continue;
            const Finding finding = verdict.told();
            if (!belongs(finding, scope, places, root, central)) continue;
            Row row = row_of(finding, places, scope, book.hash(), now);
            if (alone && row.unit_path != scope) continue;
            if (finding.outcome == "cannot_tell" && finding.missing) {
                Counted& counted = unknowns[{row.unit_path, row.norm}];
                ++counted.count;
                counted.missing = *finding.missing;
            }
            const auto known = before.find(key_of(row));
            if (finding.outcome == "breached") {
                if (known == before.end()) {
                    TRY(const auto earlier, store::of_group(snapshot, row));
                    if (earlier) row.id = earlier->id;
                    out.rows.push_back({std::move(row), "breached"});
                    continue;
                }
                const Row& stands = known->second;
                const bool looked_today = base::Date::from_ms(stands.last_seen) == today;
                if (!same_verdict(stands, row) || !looked_today || stands.resolved_said) {
                    row.id = stands.id;
                    out.rows.push_back({std::move(row), "breached"});
                }
                before.erase(known);
            } else if (known != before.end()) {
                // A fact that went missing clears nothing; a waiver in the facts does.
                if (finding.outcome == "waived" && known->second.state != "waived") {
                    row.id = known->second.id;
                    out.rows.push_back({std::move(row), "waived"});
                }
                before.erase(known);
            }
        }
    }
    for (auto& [key, row] : before) {
        const bool known = book.find(row.norm) != nullptr;
        out.rows.push_back({std::move(row), "gone",
                            known ? "Đánh giá lại: số liệu không còn vượt quy tắc."
                                  : "Quy tắc không còn trong bộ quy tắc đang áp dụng."});
    }
    const std::string end = alone ? std::string(scope) + '\x01' : store::end_of(scope);
    TRYV(
        snapshot.query("SELECT unit_path, norm, count, missing FROM finding_unknowns WHERE unit_path >= ? AND "
                       "unit_path < ? AND period = ?",
                       {scope, end, period.code}, [&](const db::Row& row) {
                           const auto now_there = unknowns.find({row.str(0), row.str(1)});
                           Difference::Unknown one{row.str(0), row.str(1), period.code, row.str(3), 0, row.integer(2)};
                           if (now_there != unknowns.end()) {
                               one.count = now_there->second.count;
                               one.missing = now_there->second.missing;
                               unknowns.erase(now_there);
                           }
                           if (one.count != one.before) out.unknowns.push_back(std::move(one));
                           return true;
                       }));
    for (auto& [key, counted] : unknowns)
        out.unknowns.push_back({key.first, key.second, period.code, counted.missing, counted.count, 0});
    return {};
}

store::Event by_system(base::Millis now, std::string kind, std::string text) {
    return {0, now, std::move(kind), "system", "Hệ thống", std::move(text)};
}

// A count that grew on: 4 conferences over the limit were explained, now there are 9. Shares rise and fall with every
// record and are left to who reads the trend.
bool counts_more(const store::Text& before, const store::Text& now) {
    const auto count = [](const store::Text& text) -> std::optional<std::int64_t> {
        std::int64_t value = 0;
        if (!text) return std::nullopt;
        const auto read = std::from_chars(text->data(), text->data() + text->size(), value);
        return read.ec == std::errc() && read.ptr == text->data() + text->size() ? std::optional(value) : std::nullopt;
    };
    const auto was = count(before), is = count(now);
    return was && is && *is > *was;
}

Status apply_breached(db::Tx& tx, const Row& seen, Trend& trend, base::Millis now) {
    std::optional<Row> stands;
    if (!seen.id.empty()) {
        TRY(stands, store::find(tx, seen.id));
    }
    if (!stands) {
        Row row = seen;
        row.id = base::uuid7();
        row.sort_key = store::sort_key(row.severity, row.first_seen, row.id);
        TRYV(store::insert(tx, row));
        trend.moved(row.unit_path, row.norm, "", "open");
        return store::add_event(tx, row.id, by_system(now, "found", row.message));
    }
    Row row = *stands;
    const bool came_back = row.state == "fixed";
    if (came_back) {
        ++row.recurring;
        row.state = "open";
        row.first_seen = now;
        row.fixed_at.reset();
        row.explanation = row.explained_by = std::nullopt;
        row.explained_at.reset();
        row.waiver_body = row.waiver_number = row.waiver_date = std::nullopt;
    }
    const bool said = std::exchange(row.resolved_said, false);
    const bool moved = row.measured != seen.measured;
    // An explanation speaks of what there was when it was given.
    const bool worse = row.state == "explained" && counts_more(row.measured, seen.measured);
    const std::string more = worse
                                 ? fmt::format("Từ {} lên {} sau giải trình ngày {} (“{}”). {}", *row.measured,
                                               *seen.measured, base::Date::from_ms(row.explained_at.value_or(now)).vi(),
                                               row.explanation.value_or(""), seen.message)
                                 : std::string();
    if (worse) {
        row.state = "open";
        row.explanation = row.explained_by = std::nullopt;
        row.explained_at.reset();
    }
    take_verdict(row, seen);
    TRYV(store::update(tx, row));
    trend.moved(row.unit_path, row.norm, stands->state, row.state);
    if (came_back)
        return store::add_event(tx, row.id,
                                by_system(now, "again", fmt::format("Lặp lại lần {}: {}", row.recurring, row.message)));
    if (said)
        return store::add_event(
            tx, row.id, by_system(now, "still_there", "Đánh giá lại: số liệu vẫn vượt quy tắc. " + row.message));
    if (worse) return store::add_event(tx, row.id, by_system(now, "worse", more));
    if (moved) return store::add_event(tx, row.id, by_system(now, "measured", row.message));
    return {};
}

Status apply_closed(db::Tx& tx, const Difference::Seen& seen, Trend& trend, base::Millis now) {
    TRY(auto stands, store::find(tx, seen.row.id));
    if (!stands || stands->state == "fixed") return {};
    Row row = *std::move(stands);
    const std::string from = row.state;
    row.resolved_said = false;
    if (seen.outcome == "waived") {
        row.state = "waived";
        take_verdict(row, seen.row);
    } else {
        row.state = "fixed";
        row.fixed_at = now;
    }
    TRYV(store::update(tx, row));
    trend.moved(row.unit_path, row.norm, from, row.state);
    return store::add_event(
        tx, row.id,
        row.state == "waived" ? by_system(now, "waived", row.message) : by_system(now, "fixed", seen.reason));
}

}  // namespace

Result<Places> Places::read(db::Snapshot& snapshot, std::string_view scope) {
    Places out;
    TRYV(
        snapshot.query("SELECT u.unit, u.unit_path, u.area, u.level FROM fact_units u WHERE u.unit_path >= ? AND "
                       "u.unit_path < ?",
                       {scope, store::end_of(scope)}, [&](const db::Row& row) {
                           out.units[row.str(0)] = {row.str(1), row.str(2), row.str(3)};
                           auto [lead, fresh] = out.leads.try_emplace(row.str(2), row.str(1));
                           if (!fresh && std::pair(steps(row.text(1)), row.text(1)) <
                                             std::pair(steps(lead->second), std::string_view(lead->second)))
                               lead->second = row.str(1);
                           return true;
                       }));
    return out;
}

Result<std::vector<std::string>> whole_scopes(db::Snapshot& snapshot) {
    std::vector<std::string> out;
    std::string above;  // the last scope that takes everything below it; paths come in order, parents first
    TRYV(snapshot.query("SELECT unit_path, level FROM fact_units ORDER BY unit_path", {}, [&](const db::Row& row) {
        if (!above.empty() && row.text(0).starts_with(above)) return true;
        out.push_back(row.str(0));
        if (row.text(1) != "central") above = row.str(0);
        return true;
    }));
    return out;
}

Result<std::string> scope_of(db::Snapshot& snapshot, std::string_view unit_path) {
    TRY(const auto own, snapshot.one("SELECT area, level FROM fact_units WHERE unit_path = ?", {unit_path},
                                     [](const db::Row& row) { return std::pair(row.str(0), row.str(1)); }));
    if (!own || own->second == "central") return std::string(unit_path);
    for (std::size_t at = unit_path.find('/'); at != std::string_view::npos; at = unit_path.find('/', at + 1)) {
        const std::string_view above = unit_path.substr(0, at + 1);
        TRY(const auto same, snapshot.one("SELECT 1 FROM fact_units WHERE unit_path = ? AND area = ?",
                                          {above, own->first}, [](const db::Row&) { return true; }));
        if (same) return std::string(above);
    }
    return std::string(unit_path);
}

Result<Difference> compare(const rulebook::Rulebook& book, db::Snapshot& snapshot, std::string_view scope,
                           base::Date today, base::Millis now) {
    Difference out;
    TRY(const auto places, Places::read(snapshot, scope));
    const auto own = std::ranges::find_if(places.units, [&](const auto& one) { return one.second.path == scope; });
    out.scope = scope;
    out.alone = steps(scope) == 1 || (own != places.units.end() && own->second.level == "central");
    for (const auto& period : open_periods(today))
        TRYV(compare_period(book, snapshot, places, period, today, now, out));
    TRYV(find_notes(book, snapshot, open_periods(today).front(), today, out));
    return out;
}

Status apply(db::Tx& tx, std::span<const Difference::Seen> rows, std::span<const Difference::Unknown> unknowns,
             base::Date today, base::Millis now) {
    Trend trend(today);
    for (const auto& seen : rows)
        TRYV(seen.outcome == "breached" ? apply_breached(tx, seen.row, trend, now)
                                        : apply_closed(tx, seen, trend, now));
    for (const auto& one : unknowns) {
        TRY(const auto before,
            tx.one("SELECT count FROM finding_unknowns WHERE unit_path = ? AND norm = ? AND period = ?",
                   {one.unit_path, one.norm, one.period}, [](const db::Row& row) { return row.integer(0); }));
        if (one.count == 0) {
            TRYV(tx.execute("DELETE FROM finding_unknowns WHERE unit_path = ? AND norm = ? AND period = ?",
                            {one.unit_path, one.norm, one.period}));
        } else {
            TRYV(
                tx.execute("INSERT INTO finding_unknowns (unit_path, norm, period, count, missing) VALUES (?,?,?,?,?) "
                           "ON CONFLICT (unit_path, norm, period) DO UPDATE SET count = excluded.count, missing = "
                           "excluded.missing",
                           {one.unit_path, one.norm, one.period, one.count, one.missing}));
        }
        trend.unknown(one.unit_path, one.norm, one.count - before.value_or(0));
    }
    return trend.write(tx);
}

Status apply_notes(db::Tx& tx, const Difference& difference) {
    TRYV(
        tx.execute("DELETE FROM finding_notes WHERE unit_path >= ? AND unit_path < ?",
                   {difference.scope, difference.alone ? difference.scope + '\x01' : store::end_of(difference.scope)}));
    for (const auto& note : difference.notes)
        TRYV(tx.execute("INSERT INTO finding_notes (unit_path, norm, period, text) VALUES (?, ?, ?, ?)",
                        {note.unit_path, note.norm, note.period, note.text}));
    return {};
}

}  // namespace sauro::findings
