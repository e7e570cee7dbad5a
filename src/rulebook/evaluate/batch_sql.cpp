// SQL of the batch plan: which rows a pass looks at, and what it computes of them.
#include <fmt/format.h>

#include <algorithm>

#include "rulebook/evaluate/batch.hpp"
#include "rulebook/evaluate/conditions.hpp"

namespace sauro::rulebook {
namespace {

std::string table(const Plan& plan) { return "fact_" + plan.view.name; }
// Ends a query that planners shall not fold into the one around it.
std::string_view fence(db::Dialect dialect) { return dialect == db::Dialect::sqlite ? " LIMIT -1" : " OFFSET 0"; }
// Columns t0, t1 … of a record.
std::size_t truths(const Plan& plan) {
    return (plan.excluded ? 1U : 0U) + (plan.waived ? 1U : 0U) + plan.evidence.size() + plan.needs.size();
}
}  // namespace

std::pair<base::Date, base::Date> reach(const Plan& plan, const Window& window) {
    const bool with_base = plan.shape == Plan::Shape::change;
    return {with_base ? window.days.base_start : window.days.period_start, window.days.period_end};
}

std::string truth_column(const Filter& filter, const Days& days) {
    const std::string sql = to_sql(filter, days);
    return fmt::format("CASE WHEN {} THEN 1 WHEN NOT {} THEN 0 ELSE 2 END", sql, sql);
}
std::int64_t truth_code(Truth truth) { return truth == Truth::yes ? 1 : truth == Truth::no ? 0 : 2; }

std::string prune_sql(const Plan& plan, const Window& window) {
    const auto [first, last] = reach(plan, window);
    const std::string scope = to_sql(plan.scope, window.days);
    std::string sql = fmt::format("({} OR {} IS NULL)", scope, scope);
    if (!plan.undated)
        sql += fmt::format(" AND (date IS NULL OR (date >= '{}' AND date <= '{}'))", first.iso(), last.iso());
    if (plan.shape == Plan::Shape::record || plan.shape == Plan::Shape::sum) {
        const std::string where = to_sql(plan.where, window.days);
        sql += fmt::format(" AND ({} OR {} IS NULL)", where, where);
    }
    return sql;
}

std::string under_path(const std::string& path, db::Dialect dialect, std::vector<db::Value>& params) {
    if (path.empty()) return "";
    params.emplace_back(path);
    if (dialect == db::Dialect::sqlite) {
        std::string beyond = path;
        ++beyond.back();  // '/' becomes '0': everything that begins with the path sorts before it
        params.emplace_back(std::move(beyond));
        return " AND unit_path >= ? AND unit_path < ?";
    }
    // Not LIKE: codes may hold its wildcards. Not a range: PostgreSQL sorts by the locale. Paths are ASCII, so bytes
    // are characters.
    return fmt::format(" AND substr(unit_path, 1, {}) = ?", path.size());
}

namespace {
void add_open(const Selection& selection, std::string& sql, std::vector<db::Value>& params) {
    if (selection.open.empty()) return;
    sql += " AND " + selection.open;
    params.insert(params.end(), selection.open_params.begin(), selection.open_params.end());
}
}  // namespace

void add_selection(const Plan& plan, const Selection& selection, db::Dialect dialect, std::string& sql,
                   std::vector<db::Value>& params) {
    if (selection.unit_path) sql += under_path(*selection.unit_path, dialect, params);
    if (selection.key) {
        sql += fmt::format(" AND {} = ?", plan.key);
        params.emplace_back(*selection.key);
    }
    if (selection.without) {
        sql += " AND id <> ?";
        params.emplace_back(*selection.without);
    }
    add_open(selection, sql, params);
}

namespace {

// Every condition of a record, its parts and its numbers.
std::string record_columns(const Plan& plan, const Days& days) {
    std::string sql = "id, unit, area, unit_path, date, " + truth_column(plan.where, days) + " AS w, " +
                      truth_column(plan.not_applicable, days) + " AS na";
    std::size_t number = 0;
    const auto add = [&](const Filter& filter) {
        sql += fmt::format(", {} AS t{}", truth_column(filter, days), number++);
    };
    if (plan.excluded) add(plan.excluded);
    if (plan.waived) add(plan.waived);
    for (const auto& part : plan.evidence) add(part);
    for (const auto& need : plan.needs) add(need);
    for (const auto& value : plan.values) sql += ", " + value;
    return sql;
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "" : std::string(between)) + word;
    return out;
}

}  // namespace

std::string record_sql(const Plan& plan, const Window& window, const Selection& selection, db::Dialect dialect,
                       std::vector<db::Value>& params) {
    const std::string columns = record_columns(plan, window.days);
    std::vector<std::string> own{"id", "unit", "area", "unit_path", "date", "w", "na"};
    for (std::size_t i = 0; i < truths(plan); ++i) own.push_back(fmt::format("t{}", i));
    const std::string from = fmt::format(" FROM {} WHERE {}", table(plan), prune_sql(plan, window));
    if (plan.linked) {
        // 1: the named record fulfils the condition, 0: it does not, 2 or no row: unknown.
        std::string named = fmt::format("(SELECT id AS linked_id, {} AS linked_truth FROM fact_{}",
                                        truth_column(plan.linked_when, window.days), plan.linked->name);
        named += ") AS linked";
        std::string rows = fmt::format("SELECT {}, {} AS link{}", columns, plan.link, from);
        add_selection(plan, selection, dialect, rows, params);
        return fmt::format(
            "SELECT {}, COALESCE(link, ''), CASE WHEN linked_truth = 1 THEN 1 ELSE 0 END, CASE WHEN link IS NOT NULL "
            "AND COALESCE(linked_truth, 2) = 2 THEN 1 ELSE 0 END FROM ({}) AS own LEFT JOIN {} ON linked_id = link "
            "ORDER BY date, id",
            joined(own, ", "), rows, named);
    }
    if (!plan.same.empty()) {
        // Earlier ones may stand at other units, so a selection narrows what is shown, not what is looked through.
        const std::string keys = joined(plan.same, ", ");
        const std::string before = fmt::format(
            "OVER (PARTITION BY {} ORDER BY date NULLS FIRST, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)",
            keys);
        const std::string known = "(" + joined(plan.same, " IS NOT NULL AND ") + " IS NOT NULL)";
        const auto earlier = [&](int truth) {
            return fmt::format(
                "CASE WHEN {} THEN CAST(COALESCE(SUM(CASE WHEN w = {} THEN 1 ELSE 0 END) {}, 0) AS BIGINT) END", known,
                truth, before);
        };
        const std::string first = fmt::format(
            "FIRST_VALUE(id) OVER (PARTITION BY {} ORDER BY CASE WHEN w = 1 THEN 0 ELSE 1 END, date NULLS FIRST, id)",
            keys);
        std::string carried;
        for (const auto& key : plan.same) {
            if (std::ranges::find(own, key) == own.end()) carried += ", " + key;
        }
        std::string sql =
            fmt::format("SELECT * FROM (SELECT {}, {} AS other, {} AS earlier, {} AS maybe FROM (SELECT {}{}{}",
                        joined(own, ", "), first, earlier(1), earlier(2), columns, carried, from);
        add_open(selection, sql, params);
        sql += ") AS rows_in_window) AS counted WHERE 1=1";
        Selection shown = selection;
        shown.open.clear();
        add_selection(plan, shown, dialect, sql, params);
        return sql + " ORDER BY date, id";
    }
    std::string sql = "SELECT " + columns + from;
    add_selection(plan, selection, dialect, sql, params);
    // Of some units only: their rows are found and sorted. By the plain column SQLite would walk everyone's by date.
    return sql + (selection.unit_path ? " ORDER BY date || '', id" : " ORDER BY date, id");
}

std::string expected_rows(const Plan& plan, const Window& window, const Selection& selection, db::Dialect dialect,
                          std::string_view columns, std::vector<db::Value>& params) {
    const Expected& expected = *plan.expected;
    const std::string where = to_sql(expected.where, window.days);
    std::string sql =
        fmt::format("SELECT {} FROM fact_{} WHERE ({} OR {} IS NULL)", columns, expected.view.name, where, where);
    if (expected.dated) {
        const auto [first, last] = reach(plan, window);
        sql += fmt::format(" AND (date IS NULL OR (date >= '{}' AND date <= '{}'))", first.iso(), last.iso());
    }
    if (!expected.recorded_in.empty() && !selection.recorded) {
        std::vector<std::string> some;
        for (const auto& fact : expected.recorded_in)
            some.push_back(fmt::format("EXISTS (SELECT 1 FROM fact_{} AS kept WHERE kept.unit = fact_{}.unit)", fact,
                                       expected.view.name));
        sql += " AND (" + joined(some, " OR ") + ")";
    }
    if (selection.unit_path) sql += under_path(*selection.unit_path, dialect, params);
    if (selection.key) {
        sql += fmt::format(" AND {} = ?", expected.key);
        params.emplace_back(*selection.key);
    }
    return sql;
}

namespace {

std::string sum_of(const Cell& cell, const Days& days) {
    return fmt::format("CAST(SUM(CASE WHEN {} THEN {} ELSE 0 END) AS BIGINT)", to_sql(cell.filter, days, true),
                       cell.sum.empty() ? "1" : cell.sum);
}

}  // namespace

std::string absent_sql(const Plan& plan, const Window& window, const Selection& selection, const std::string& code,
                       db::Dialect dialect, std::vector<db::Value>& params) {
    const std::string truth = truth_column(plan.expected->where, window.days) + " AS w";
    const std::string units =
        expected_rows(plan, window, selection, dialect, "unit, area, unit_path, " + truth, params);
    const std::string rows = to_sql(plan.expected->rows, window.days);
    std::string sql = fmt::format(
        "SELECT unit, area, unit_path, w FROM ({}) AS e WHERE NOT EXISTS (SELECT 1 FROM {} AS own WHERE own.unit = "
        "e.unit AND ({} OR {} IS NULL)",
        units, table(plan), rows, rows);
    if (!code.empty()) {
        sql += " AND own.period = ?";
        params.emplace_back(code);
    }
    return sql + ") ORDER BY unit";
}

// Rows are counted by unit; levels, blocs and areas are asked of each unit once.
std::string by_unit_sql(const Plan& plan, const Window& window, const Selection& selection, db::Dialect dialect,
                        const std::optional<CounterUse>& counters, std::vector<db::Value>& params) {
    const Counting& counting = *plan.counting;
    const auto [first, last] = reach(plan, window);
    std::string units = "1=1";
    std::vector<db::Value> unit_params;
    if (selection.unit_path) units += under_path(*selection.unit_path, dialect, unit_params);
    if (selection.key) {
        units += fmt::format(" AND {} = ?", plan.key);
        unit_params.emplace_back(*selection.key);
    }
    const bool some = !unit_params.empty();
    // No inner query here: the rows come from an index in the order of their units, and nothing has to be sorted.
    std::string rows = "SELECT unit_id";
    const std::vector<std::string> in_reach{fmt::format("(date >= '{}')", first.iso()),
                                            fmt::format("(date <= '{}')", last.iso())};
    for (std::size_t i = 0; i < counting.cells.size(); ++i) {
        auto parts = conditions(counting.cells[i].filter, Want::yes, window.days, {{"date"}});
        if (parts) std::erase_if(*parts, [&](const auto& part) { return part == in_reach[0] || part == in_reach[1]; });
        rows += !parts           ? ", CAST(0 AS BIGINT)"
                : parts->empty() ? ", COUNT(*)"
                                 : fmt::format(", COUNT(*) FILTER (WHERE {})", joined(*parts, " AND "));
        rows += fmt::format(" AS c{}", i);
    }
    // Of all units: SQLite shall walk them in order, not everyone's rows by date and sort them.
    const bool all_units = !some && !counters && dialect == db::Dialect::sqlite;
    rows += fmt::format(" FROM rows_{0} WHERE {1}date >= '{2}' AND {1}date <= '{3}'", plan.view.name,
                        all_units ? "+" : "", first.iso(), last.iso());
    const std::string own = fmt::format("unit_id IN (SELECT unit_id FROM fact_units WHERE {})", units);
    const auto put = [&] { params.insert(params.end(), unit_params.begin(), unit_params.end()); };
    std::string counted;
    if (counters) {
        counted = counted_units_sql(plan, *counters);
        if (some) {
            counted = fmt::format("SELECT * FROM ({}) AS kept WHERE {}", counted, own);
            put();
        }
        counted += " UNION ALL ";
        rows += fmt::format(" AND unit_id IN ({})", changed_units_sql(plan, *counters));
    }
    if (some) {
        rows += " AND " + own;
        put();
    }
    if (selection.without) {
        rows += " AND id <> ?";
        params.emplace_back(*selection.without);
    }
    // One row a unit, where counters do not come in two parts: nothing to add up.
    const bool parts = counters && (plan.shape == Plan::Shape::change || counting.ahead);
    const bool added = plan.key != "unit" || parts;
    std::string sql = fmt::format(fmt::runtime(added ? "SELECT u.{}, MIN(u.unit), MIN(u.area), MIN(u.unit_path), NULL"
                                                     : "SELECT u.{}, u.unit, u.area, u.unit_path, NULL"),
                                  plan.key);
    for (std::size_t i = 0; i < counting.cells.size(); ++i)
        sql += fmt::format(fmt::runtime(added ? ", CAST(SUM(g.c{}) AS BIGINT)" : ", g.c{}"), i);
    sql += fmt::format(
        " FROM ({}{} GROUP BY unit_id) AS g JOIN (SELECT unit_id, unit, area, unit_path FROM fact_units WHERE {} AND "
        "{}) AS u ON u.unit_id = g.unit_id{} ORDER BY u.{}",
        counted, rows, to_sql(plan.scope, window.days), units, added ? " GROUP BY u." + plan.key : "", plan.key);
    put();
    return sql;
}

std::string cells_sql(const Plan& plan, const Window& window, const Selection& selection, db::Dialect dialect,
                      std::vector<db::Value>& params) {
    std::string out, columns;
    if (plan.expected) {
        out = fmt::format("SELECT e.k, e.unit, e.area, e.unit_path, e.date");
        for (std::size_t i = 0; i < plan.cells.size(); ++i) out += fmt::format(", COALESCE(g.c{}, 0)", i);
        out += ", e.w FROM (" +
               expected_rows(plan, window, selection, dialect,
                             fmt::format("{} AS k, unit, area, unit_path, date, {} AS w", plan.expected->key,
                                         truth_column(plan.expected->where, window.days)),
                             params) +
               ") AS e LEFT JOIN (";
    }
    // The inner query works each condition out once a row; without the fence both planners would fold it back into
    // every cell.
    std::string inner = fmt::format("SELECT {} AS k, unit, area, unit_path, date", plan.key);
    for (std::size_t i = 0; i < plan.atoms.size(); ++i)
        inner += fmt::format(", {} AS a{}", to_sql(plan.atoms[i], window.days), i);
    // A subject whose rows stand at several units or areas belongs to none of them.
    const char* one = has_subject(plan) ? "CASE WHEN MIN({0}) = MAX({0}) THEN MIN({0}) END" : "MIN({0})";
    std::string outer = fmt::format("SELECT k, {} AS unit, {} AS area, MIN(unit_path) AS unit_path, MIN(date) AS date",
                                    fmt::format(fmt::runtime(one), "unit"), fmt::format(fmt::runtime(one), "area"));
    std::size_t number = 0;
    for (const auto& cell : plan.cells) {
        if (!cell.sum.empty()) inner += ", " + cell.sum;
        outer += fmt::format(", {} AS c{}", sum_of(cell, window.days), number++);
    }
    inner += fmt::format(" FROM {} WHERE {}", table(plan), prune_sql(plan, window));
    if (plan.expected && has_subject(plan)) {
        inner += fmt::format(" AND {} IN ({})", plan.key,
                             expected_rows(plan, window, selection, dialect, plan.expected->key, params));
        if (selection.without) {
            inner += " AND id <> ?";
            params.emplace_back(*selection.without);
        }
    } else {
        add_selection(plan, selection, dialect, inner, params);
    }
    out += fmt::format("{} FROM ({}{}) AS pass GROUP BY k", outer, inner, fence(dialect));
    return out + (plan.expected ? ") AS g ON g.k = e.k ORDER BY e.k" : " ORDER BY k");
}

}  // namespace sauro::rulebook
