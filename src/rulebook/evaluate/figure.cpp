// The rows behind a figure: the filters of its cells, asked of each row.
#include <fmt/format.h>

#include <algorithm>

#include "rulebook/evaluate/batch.hpp"
#include "rulebook/render.hpp"

namespace sauro::rulebook {
namespace {

bool included(std::string_view role) {
    return role == "part" || role == "counted" || role == "waived" || role == "undetermined" || role == "unbased";
}

// The first day whose facts the norm judges; nullopt: there is none before it.
std::optional<base::Date> first_day(const Norm& norm) {
    std::optional<base::Date> day = norm.applies.from;
    if (norm.parameters.empty() || norm.parameters.front().values.empty()) return day;
    const base::Date since = std::ranges::min(norm.parameters.front().values, {}, &ParameterValue::from).from;
    return day ? std::max(*day, since) : since;
}

// Rows of days on which the norm does not apply: each by its own day, or all of a period that began on such a day.
std::string out_of_force_sql(const Norm& norm, const Plan& plan, const Window& window) {
    const auto first = first_day(norm), last = norm.applies.until;
    if (!first && !last) return "";
    if (has_subject(plan) && !plan.standing) {
        const std::string day = fmt::format("COALESCE(date, '{}')", window.days.period_start.iso());
        std::string sql = first ? fmt::format("{} < '{}'", day, first->iso()) : "";
        if (last) sql += fmt::format("{}{} > '{}'", first ? " OR " : "", day, last->iso());
        return sql;
    }
    const base::Date day = plan.standing ? window.today : window.days.period_start;
    return (first && day < *first) || (last && day > *last) ? "1=1" : "";
}

// CASE that names the role of a row; `any` takes the rows that have one.
std::string role_sql(const Norm& norm, const Plan& plan, const Window& window, std::string& any) {
    std::string sql = "CASE";
    for (const auto& [name, filter] : plan.roles) any += (any.empty() ? "" : " OR ") + to_sql(filter, window.days);
    if (const auto away = out_of_force_sql(norm, plan, window); !away.empty())
        sql += fmt::format(" WHEN {} THEN 'out_of_force'", away);
    for (const auto& [name, filter] : plan.roles)
        sql += fmt::format(" WHEN {} THEN '{}'", to_sql(filter, window.days), name);
    return sql + " ELSE 'outside' END";
}

std::string from_sql(const Plan& plan, const Window& window, const FigureRequest& request, const std::string& any,
                     db::Dialect dialect, std::vector<db::Value>& params) {
    std::string sql = fmt::format(" FROM fact_{} WHERE {} AND ({})", plan.view.name, prune_sql(plan, window), any);
    const bool below = request.unit_path && !request.unit && !request.area;
    if (plan.expected && plan.shape != Plan::Shape::record) {
        const Selection selection{below ? request.unit_path : std::nullopt, {}, {}};
        sql += fmt::format(" AND {} IN ({})", plan.key,
                           expected_rows(plan, window, selection, dialect, plan.expected->key, params));
    }
    if (request.unit) {
        sql += " AND unit = ?";
        params.emplace_back(*request.unit);
    }
    if (request.area) {
        sql += " AND area = ?";
        params.emplace_back(*request.area);
    }
    if (below) sql += under_path(*request.unit_path, dialect, params);
    return sql;
}

}  // namespace

Result<Figure> figure_rows(const Rulebook& book, db::Snapshot& snapshot, const FigureRequest& request) {
    const auto& impl = book.impl();
    const Plan* plan = impl.plan_of(request.norm);
    if (!plan || plan->shape == Plan::Shape::text) {
        return fail(ErrorKind::not_found, "norm.no_figure",
                    fmt::format("Quy tắc “{}” không có con số để mở.", request.norm),
                    fmt::format("Norm '{}' has no figure.", request.norm));
    }
    const Norm& norm = impl.norms[plan->norm];
    const Window window = window_of(norm, request.period, request.as_of);
    Figure out;
    out.period = window.period;
    out.standing = plan->standing;
    if (plan->shape == Plan::Shape::sql) return out;  // its numbers come from no rows of one fact
    for (const auto& column : plan->view.columns) out.columns.push_back(column.name);
    std::string any;
    const std::string role = role_sql(norm, *plan, window, any);
    std::vector<db::Value> params;
    const std::string from = from_sql(*plan, window, request, any, snapshot.dialect(), params);
    const auto role_of = [&](std::string_view name, std::string_view unit) -> std::string {
        const std::string code(unit);
        if (name == "counted" && request.unbased.contains(code)) return "unbased";
        if (name == "baseline" && (request.unbased.contains(code) || request.declared.contains(code)))
            return "base_unused";
        return std::string(name);
    };
    const std::string by_unit = request.unbased.empty() && request.declared.empty() ? "''" : "unit";
    TRYV(snapshot.query(fmt::format("SELECT {}, COALESCE({}, ''), COUNT(*){} GROUP BY 1, 2", role, by_unit, from),
                        params, [&](const db::Row& row) {
                            const std::string name = role_of(row.text(0), row.text(1));
                            out.roles[name] += row.integer(2);
                            if (included(name)) out.total += row.integer(2);
                            return true;
                        }));
    std::string sql = "SELECT " + role;
    for (const auto& column : out.columns) sql += ", " + column;
    sql += from + " AND id > ? ORDER BY id LIMIT ?";
    params.emplace_back(request.after);
    const int limit = std::clamp(request.limit, 1, 500);
    params.emplace_back(limit + 1);
    const auto place = [&](std::string_view name) {
        return static_cast<std::size_t>(std::ranges::find(out.columns, name) - out.columns.begin()) + 1;
    };
    const std::size_t id_at = place("id"), unit_at = place("unit");
    TRYV(snapshot.query(sql, params, [&](const db::Row& row) {
        if (static_cast<int>(out.rows.size()) == limit) {
            out.next = out.rows.back().id;
            return false;
        }
        FigureRow one;
        one.role = role_of(row.text(0), row.opt_text(unit_at).value_or(""));
        one.id = row.str(id_at);
        one.included = included(one.role);
        one.why_excluded = role_reason(norm, one.role);
        for (std::size_t i = 0; i < out.columns.size(); ++i) one.values.push_back(row.value(i + 1));
        out.rows.push_back(std::move(one));
        return true;
    }));
    return out;
}

}  // namespace sauro::rulebook
