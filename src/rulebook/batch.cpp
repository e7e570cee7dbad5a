#include "rulebook/batch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "rulebook/counters.hpp"

namespace sauro::rulebook {
namespace {

std::string table(const Plan& plan) { return "fact_" + plan.view.name; }
bool by_record(const Plan& plan) { return plan.shape == Plan::Shape::record; }

// Columns t0, t1 … of a record.
std::size_t truths(const Plan& plan) {
    return (plan.excluded ? 1U : 0U) + (plan.waived ? 1U : 0U) + plan.evidence.size() + plan.needs.size();
}
bool repeats(const Plan& plan) { return plan.linked || !plan.same.empty(); }

Truth truth_of(std::int64_t code) { return code == 1 ? Truth::yes : code == 0 ? Truth::no : Truth::unknown; }

// Whole units in all facts of today; a real number is taken to the fourth decimal, exactly from there on. A day is its
// number.
std::optional<Rational> rational(const db::Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        const auto parsed = base::Date::parse_iso(*text);
        return parsed ? std::optional(Rational(parsed->days())) : std::nullopt;
    }
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return Rational(*whole);
    if (const auto* real = std::get_if<double>(&value)) return Rational(std::llround(*real * 10000), 10000);
    return std::nullopt;
}

std::optional<base::Date> day(const std::optional<std::string>& text) {
    if (!text) return std::nullopt;
    const auto parsed = base::Date::parse_iso(*text);
    return parsed ? std::optional(*parsed) : std::nullopt;
}

std::optional<std::string> text_of(const Record& record, const std::string& column) {
    const auto& value = value_of(record, column);
    const auto* text = std::get_if<std::string>(&value);
    return text ? std::optional(*text) : std::nullopt;
}

std::pair<base::Date, base::Date> reach(const Plan& plan, const Window& window) {
    const bool with_base = plan.shape == Plan::Shape::change;
    return {with_base ? window.days.base_start : window.days.period_start, window.days.period_end};
}

Group read_group(const Plan& plan, const db::Row& row) {
    Group group;
    group.key = row.str(0);
    group.unit = row.opt_text(1);
    group.area = row.opt_text(2);
    group.path = row.opt_text(3);
    group.date = day(row.opt_text(4));
    std::size_t at = 5;
    if (!by_record(plan)) {
        for (std::size_t i = 0; i < plan.cells.size(); ++i) group.cells.push_back(row.integer(at++));
        if (plan.expected) group.where = truth_of(row.integer(at++));
        return group;
    }
    group.where = truth_of(row.integer(at++));
    group.not_applicable = truth_of(row.integer(at++));
    if (plan.excluded) group.excluded = truth_of(row.integer(at++));
    if (plan.waived) group.waived = truth_of(row.integer(at++));
    for (std::size_t i = 0; i < plan.evidence.size(); ++i) group.evidence.push_back(truth_of(row.integer(at++)));
    for (std::size_t i = 0; i < plan.needs.size(); ++i) group.needs.push_back(truth_of(row.integer(at++)));
    if (repeats(plan)) {
        group.other = row.str(at++);
        for (int i = 0; i < 2; ++i) group.values.push_back(rational(row.value(at++)));
        return group;
    }
    for (std::size_t i = 0; i < plan.values.size(); ++i) group.values.push_back(rational(row.value(at++)));
    return group;
}

}  // namespace

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
    if (by_record(plan) || plan.shape == Plan::Shape::sum) {
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

std::string record_sql(const Plan& plan, const Window& window, const Selection& selection, db::Dialect dialect,
                       std::vector<db::Value>& params) {
    const std::string columns = record_columns(plan, window.days);
    std::vector<std::string> own{"id", "unit", "area", "unit_path", "date", "w", "na"};
    for (std::size_t i = 0; i < truths(plan); ++i) own.push_back(fmt::format("t{}", i));
    const std::string from = fmt::format(" FROM {} WHERE {}", table(plan), prune_sql(plan, window));
    if (plan.linked) {
        // 1: the named record fulfils the condition, 0: it does not, 2 or no row: unknown.
        const std::string named = fmt::format("(SELECT id AS linked_id, {} AS linked_truth FROM fact_{}) AS linked",
                                              truth_column(plan.linked_when, window.days), plan.linked->name);
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
        sql += ") AS rows_in_window) AS counted WHERE 1=1";
        add_selection(plan, selection, dialect, sql, params);
        return sql + " ORDER BY date, id";
    }
    std::string sql = "SELECT " + columns + from;
    add_selection(plan, selection, dialect, sql, params);
    return sql + " ORDER BY date, id";
}

// The subjects that must have something, with the selection put on them.
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
    if (selection.unit_path) sql += under_path(*selection.unit_path, dialect, params);
    if (selection.key) {
        sql += fmt::format(" AND {} = ?", expected.key);
        params.emplace_back(*selection.key);
    }
    return sql;
}

std::string sum_of(const Cell& cell, const Days& days) {
    return fmt::format("CAST(SUM(CASE WHEN {} THEN {} ELSE 0 END) AS BIGINT)", to_sql(cell.filter, days, true),
                       cell.sum.empty() ? "1" : cell.sum);
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
    std::string rows = "SELECT unit_id", inner = "SELECT unit_id";
    for (std::size_t i = 0; i < counting.atoms.size(); ++i)
        inner += fmt::format(", {} AS a{}", to_sql(counting.atoms[i], window.days), i);
    for (std::size_t i = 0; i < counting.cells.size(); ++i)
        rows += fmt::format(", {} AS c{}", sum_of(counting.cells[i], window.days), i);
    inner += fmt::format(" FROM rows_{} WHERE date >= '{}' AND date <= '{}'", plan.view.name, first.iso(), last.iso());
    std::string counted;
    if (counters) {
        counted = counted_units_sql(plan, *counters) + " UNION ALL ";
        inner += fmt::format(" AND unit_id IN ({})", changed_units_sql(plan, *counters));
    }
    if (some) {
        inner += fmt::format(" AND unit_id IN (SELECT unit_id FROM fact_units WHERE {})", units);
        params.insert(params.end(), unit_params.begin(), unit_params.end());
    }
    if (selection.without) {
        inner += " AND id <> ?";
        params.emplace_back(*selection.without);
    }
    const char* fence = dialect == db::Dialect::sqlite ? " LIMIT -1" : " OFFSET 0";
    std::string sql = fmt::format("SELECT u.{}, MIN(u.unit), MIN(u.area), MIN(u.unit_path), NULL", plan.key);
    for (std::size_t i = 0; i < counting.cells.size(); ++i) sql += fmt::format(", CAST(SUM(g.c{}) AS BIGINT)", i);
    sql += fmt::format(
        " FROM ({}{} FROM ({}{}) AS pass GROUP BY unit_id) AS g JOIN (SELECT unit_id, unit, area, unit_path FROM "
        "fact_units "
        "WHERE {} AND {}) AS u ON u.unit_id = g.unit_id GROUP BY u.{} ORDER BY u.{}",
        counted, rows, inner, fence, to_sql(plan.scope, window.days), units, plan.key, plan.key);
    params.insert(params.end(), unit_params.begin(), unit_params.end());
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
    const char* fence = dialect == db::Dialect::sqlite ? " LIMIT -1" : " OFFSET 0";
    out += fmt::format("{} FROM ({}{}) AS pass GROUP BY k", outer, inner, fence);
    return out + (plan.expected ? ") AS g ON g.k = e.k ORDER BY e.k" : " ORDER BY k");
}

}  // namespace

Status each_group(db::Snapshot& snapshot, const Norm& norm, const Plan& plan, const Window& window,
                  const Selection& selection, const std::function<void(Group)>& take) {
    std::vector<db::Value> params;
    if (plan.counting) {
        std::optional<CounterUse> counters;
        if (!selection.without && !selection.from_rows) {
            TRY(counters, counter_use(snapshot, norm, plan, window));
        }
        const std::string sql = by_unit_sql(plan, window, selection, snapshot.dialect(), counters, params);
        return snapshot.query(sql, params, [&](const db::Row& row) {
            take(read_group(plan, row));
            return true;
        });
    }
    const std::string sql = by_record(plan) ? record_sql(plan, window, selection, snapshot.dialect(), params)
                                            : cells_sql(plan, window, selection, snapshot.dialect(), params);
    return snapshot.query(sql, params, [&](const db::Row& row) {
        take(read_group(plan, row));
        return true;
    });
}

std::optional<Group> group_of_record(const Plan& plan, const Window& window, const Record& record) {
    const auto [first, last] = reach(plan, window);
    const auto date = text_of(record, "date");
    if (!plan.undated && date && (*date < first.iso() || *date > last.iso())) return std::nullopt;
    if (test(plan.scope, record, window.days) == Truth::no) return std::nullopt;
    const Truth where = test(plan.where, record, window.days);
    if ((by_record(plan) || plan.shape == Plan::Shape::sum) && where == Truth::no) return std::nullopt;
    Group group;
    group.key = text_of(record, plan.key).value_or("");
    group.unit = text_of(record, "unit");
    group.area = text_of(record, "area");
    group.path = text_of(record, "unit_path");
    group.date = day(date);
    if (by_record(plan)) {
        group.where = where;
        group.not_applicable = test(plan.not_applicable, record, window.days);
        if (plan.excluded) group.excluded = test(plan.excluded, record, window.days);
        if (plan.waived) group.waived = test(plan.waived, record, window.days);
        for (const auto& part : plan.evidence) group.evidence.push_back(test(part, record, window.days));
        for (const auto& need : plan.needs) group.needs.push_back(test(need, record, window.days));
        for (const auto& value : plan.values) group.values.push_back(rational(value_of(record, value)));
        return group;
    }
    for (const auto& cell : plan.cells) {
        const bool in = test(cell.filter, record, window.days) == Truth::yes;
        const auto* amount = cell.sum.empty() ? nullptr : std::get_if<std::int64_t>(&value_of(record, cell.sum));
        group.cells.push_back(!in ? 0 : cell.sum.empty() ? 1 : amount ? *amount : 0);
    }
    return group;
}

std::optional<Group> subject_of_record(const Plan& plan, const Window& window, const Record& record) {
    const Expected& expected = *plan.expected;
    const auto [first, last] = reach(plan, window);
    const auto date = text_of(record, "date");
    if (expected.dated && date && (*date < first.iso() || *date > last.iso())) return std::nullopt;
    Group group;
    group.where = test(expected.where, record, window.days);
    if (group.where == Truth::no) return std::nullopt;
    group.key = text_of(record, expected.key).value_or("");
    group.unit = text_of(record, "unit");
    group.area = text_of(record, "area");
    group.path = text_of(record, "unit_path");
    group.date = day(date);
    return group;
}

Result<std::map<std::string, BaseYear>> base_years(db::Snapshot& snapshot, const Norm& norm, const Window& window,
                                                   const std::optional<std::string>& unit_path,
                                                   const std::optional<std::string>& unit) {
    std::map<std::string, BaseYear> out;
    const auto narrow = [&](std::string sql, std::vector<db::Value>& params) {
        if (unit_path) sql += under_path(*unit_path, snapshot.dialect(), params);
        if (unit) {
            sql += " AND unit = ?";
            params.emplace_back(*unit);
        }
        return sql;
    };
    std::vector<db::Value> params;
    std::string sql = narrow("SELECT unit, valid_from, valid_to, area_merged FROM fact_units WHERE 1=1", params);
    TRYV(snapshot.query(sql, params, [&](const db::Row& row) {
        BaseYear& base = out[row.str(0)];
        base.unit_known = true;
        base.valid_from = day(row.opt_text(1));
        base.valid_to = day(row.opt_text(2));
        base.merged = row.opt_boolean(3);
        return true;
    }));
    if (!norm.baseline) return out;
    params = {norm.baseline->measure, window.days.base_start.year()};
    sql = narrow("SELECT unit, value, basis FROM fact_baselines WHERE measure = ? AND year = ?", params);
    TRYV(snapshot.query(sql, params, [&](const db::Row& row) {
        if (row.is_null(1)) return true;
        BaseYear& base = out[row.str(0)];
        base.declared = row.integer(1);
        base.declared_basis = row.str(2);
        return true;
    }));
    return out;
}

}  // namespace sauro::rulebook
