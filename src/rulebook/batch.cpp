#include "rulebook/batch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sauro::rulebook {
namespace {

std::string table(const Plan& plan) { return "fact_" + plan.view.name; }
bool by_record(const Plan& plan) { return plan.shape == Plan::Shape::record; }

std::string truth_column(const Filter& filter, const Days& days) {
    const std::string sql = to_sql(filter, days);
    return fmt::format("CASE WHEN {} THEN 1 WHEN NOT {} THEN 0 ELSE 2 END", sql, sql);
}
Truth truth_of(std::int64_t code) { return code == 1 ? Truth::yes : code == 0 ? Truth::no : Truth::unknown; }

// Whole units in all facts of today; a real number is taken to the fourth decimal, exactly from there on.
std::optional<Rational> rational(const db::Value& value) {
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
        return group;
    }
    group.where = truth_of(row.integer(at++));
    group.not_applicable = truth_of(row.integer(at++));
    for (std::size_t i = 0; i < plan.needs.size(); ++i) group.needs.push_back(truth_of(row.integer(at++)));
    for (std::size_t i = 0; i < plan.values.size(); ++i) group.values.push_back(rational(row.value(at++)));
    return group;
}

}  // namespace

std::string prune_sql(const Plan& plan, const Window& window) {
    const auto [first, last] = reach(plan, window);
    const std::string scope = to_sql(plan.scope, window.days);
    std::string sql = fmt::format("(date IS NULL OR (date >= '{}' AND date <= '{}')) AND ({} OR {} IS NULL)",
                                  first.iso(), last.iso(), scope, scope);
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

Status each_group(db::Snapshot& snapshot, const Plan& plan, const Window& window, const Selection& selection,
                  const std::function<void(Group)>& take) {
    std::string sql, from = fmt::format(" FROM {} WHERE {}", table(plan), prune_sql(plan, window));
    std::vector<db::Value> params;
    add_selection(plan, selection, snapshot.dialect(), from, params);
    if (by_record(plan)) {
        sql = "SELECT id, unit, area, unit_path, date, " + truth_column(plan.where, window.days) + ", " +
              truth_column(plan.not_applicable, window.days);
        for (const auto& need : plan.needs) sql += ", " + truth_column(need, window.days);
        for (const auto& value : plan.values) sql += ", " + value;
        sql += from + " ORDER BY date, id";
    } else {
        // The inner query works each condition out once a row; without the fence both planners would fold it back into
        // every cell.
        std::string inner = fmt::format("SELECT {} AS k, unit, area, unit_path, date", plan.key);
        for (std::size_t i = 0; i < plan.atoms.size(); ++i)
            inner += fmt::format(", {} AS a{}", to_sql(plan.atoms[i], window.days), i);
        std::string outer = "SELECT k, MIN(unit), MIN(area), MIN(unit_path), MIN(date)";
        for (const auto& cell : plan.cells) {
            if (!cell.sum.empty()) inner += ", " + cell.sum;
            outer += fmt::format(", CAST(SUM(CASE WHEN {} THEN {} ELSE 0 END) AS BIGINT)",
                                 to_sql(cell.filter, window.days, true), cell.sum.empty() ? "1" : cell.sum);
        }
        const char* fence = snapshot.dialect() == db::Dialect::sqlite ? " LIMIT -1" : " OFFSET 0";
        sql = fmt::format("{} FROM ({}{}{}) AS pass GROUP BY k ORDER BY k", outer, inner, from, fence);
    }
    return snapshot.query(sql, params, [&](const db::Row& row) {
        take(read_group(plan, row));
        return true;
    });
}

std::optional<Group> group_of_record(const Plan& plan, const Window& window, const Record& record) {
    const auto [first, last] = reach(plan, window);
    const auto date = text_of(record, "date");
    if (date && (*date < first.iso() || *date > last.iso())) return std::nullopt;
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
