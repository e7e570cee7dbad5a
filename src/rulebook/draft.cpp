// The draft plan: what one unsaved record would do, and the rows behind a figure. Same cells, same judge, same
// sentences as the batch plan.
#include <fmt/format.h>

#include <algorithm>

#include "rulebook/batch.hpp"
#include "rulebook/render.hpp"

namespace sauro::rulebook {
namespace {

// The group as it stands plus the record.
void join(Group& into, const Group& record) {
    for (std::size_t i = 0; i < into.cells.size(); ++i) into.cells[i] += record.cells[i];
    const auto least = [](auto& a, const auto& b) {
        if (b && (!a || *b < *a)) a = b;
    };
    least(into.unit, record.unit);
    least(into.area, record.area);
    least(into.path, record.path);
    least(into.date, record.date);
}

}  // namespace

Result<std::vector<Finding>> evaluate_record(const Rulebook& book, db::Snapshot& snapshot,
                                             const DraftRequest& request) {
    const auto& impl = book.impl();
    std::vector<Finding> out;
    for (const auto& plan : impl.plans) {
        if (plan.shape == Plan::Shape::text || plan.view.name != request.fact) continue;
        const Norm& norm = impl.norms[plan.norm];
        if (request.norm && *request.norm != norm.id) continue;
        const Window window = window_of(norm, request.period, request.as_of);
        const auto own = group_of_record(plan, window, request.record);
        if (!own) continue;
        Group group = *own;
        const JudgeContext context{norm, plan, window, impl.overlays, nullptr};
        BaseYear base;
        const BaseYear* base_year = nullptr;
        if (plan.shape != Plan::Shape::record) {
            TRYV(each_group(snapshot, plan, window, Selection{{}, group.key, request.replaces},
                            [&](const Group& standing) { join(group, standing); }));
        }
        if (plan.shape == Plan::Shape::change) {
            TRY(auto bases, base_years(snapshot, norm, window, {}, group.key));
            if (const auto found = bases.find(group.key); found != bases.end()) {
                base = found->second;
                base_year = &base;
            }
        }
        out.push_back(render(context, group, judge(context, group, base_year), impl.interpretations));
    }
    return out;
}

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
    for (const auto& column : plan->view.columns) out.columns.push_back(column.name);
    std::string role = "CASE", any;
    for (const auto& [name, filter] : plan->roles) {
        const std::string sql = to_sql(filter, window.days);
        role += fmt::format(" WHEN {} THEN '{}'", sql, name);
        any += (any.empty() ? "" : " OR ") + sql;
    }
    role += " ELSE 'outside' END";
    std::vector<db::Value> params;
    std::string from = fmt::format(" FROM fact_{} WHERE {} AND ({})", plan->view.name, prune_sql(*plan, window), any);
    if (request.unit) {
        from += " AND unit = ?";
        params.emplace_back(*request.unit);
    }
    if (request.area) {
        from += " AND area = ?";
        params.emplace_back(*request.area);
    }
    if (request.unit_path && !request.unit && !request.area)
        from += under_path(*request.unit_path, snapshot.dialect(), params);
    const auto included = [](std::string_view name) {
        return name == "part" || name == "counted" || name == "waived" || name == "undetermined";
    };
    TRYV(snapshot.query(fmt::format("SELECT {}, COUNT(*){} GROUP BY 1", role, from), params, [&](const db::Row& row) {
        if (included(row.text(0))) out.total += row.integer(1);
        return true;
    }));
    std::string sql = "SELECT " + role;
    for (const auto& column : out.columns) sql += ", " + column;
    sql += from + " AND id > ? ORDER BY id LIMIT ?";
    params.emplace_back(request.after);
    const int limit = std::clamp(request.limit, 1, 500);
    params.emplace_back(limit + 1);
    const auto id_at = static_cast<std::size_t>(std::ranges::find(out.columns, "id") - out.columns.begin()) + 1;
    TRYV(snapshot.query(sql, params, [&](const db::Row& row) {
        if (static_cast<int>(out.rows.size()) == limit) {
            out.next = out.rows.back().id;
            return false;
        }
        FigureRow one;
        one.role = row.str(0);
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
