#include "rulebook/plan.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sauro::rulebook {
namespace {

std::unexpected<Error> wrong(std::string message) {
    std::string english = "norm does not compile: " + message;
    return fail(ErrorKind::invalid, "rulebook.norm", std::move(message), std::move(english));
}

bool has(const facts::View& view, std::string_view column) {
    return std::ranges::any_of(view.columns, [&](const auto& c) { return c.name == column; });
}

Status need_columns(const facts::View& view, std::initializer_list<std::string_view> columns) {
    for (auto column : columns) {
        if (!has(view, column))
            return wrong(fmt::format("dữ kiện “{}” không có cột “{}” mà loại quy tắc này cần", view.name, column));
    }
    return {};
}

Status need_numbers(const facts::View& view, const std::vector<std::string>& columns) {
    for (const auto& name : columns) {
        const auto found = std::ranges::find(view.columns, name, &facts::View::Column::name);
        if (found == view.columns.end()) return wrong(fmt::format("dữ kiện “{}” không có cột “{}”", view.name, name));
        if (found->type != facts::Type::integer && found->type != facts::Type::number) {
            return wrong(fmt::format("cột “{}” không phải số", name));
        }
    }
    return {};
}

// An exclusion is three-valued like every filter: unknown whether a session is statutory is unknown whether it counts.
// A waiver is evidence: it stands when its condition and every need are known to stand.
struct Exceptions {
    Filter exclude, waive;
    std::vector<Filter> needs;
    bool any_exclude = false, any_waive = false;
};

Result<Exceptions> exceptions_of(const Norm& norm, const facts::View& view) {
    Exceptions out;
    std::vector<Filter> excludes, waives;
    for (const auto& exception : norm.exceptions) {
        TRY(auto when, parse_filter(exception.when, view));
        if (exception.effect == "exclude") {
            excludes.push_back(when);
            continue;
        }
        std::vector<Filter> parts{is_yes(when)};
        for (const auto& need : exception.needs) {
            TRY(auto part, parse_filter(need.when, view));
            parts.push_back(is_yes(part));
            out.needs.push_back(is_yes(part));
        }
        waives.push_back(all_of(std::move(parts)));
    }
    out.any_exclude = !excludes.empty();
    out.any_waive = !waives.empty();
    if (out.any_exclude) out.exclude = any_of(std::move(excludes));
    if (out.any_waive) out.waive = any_of(std::move(waives));
    return out;
}

Filter yes(Filter a, Filter b) { return all_of({is_yes(std::move(a)), is_yes(std::move(b))}); }
Filter nothing() { return negate(always()); }

// Makes the filter a column of the pass's inner query, so that the cells over it stay short and it is computed once a
// row.
Filter once(Plan& plan, Filter filter) {
    auto named = atom(fmt::format("a{}", plan.atoms.size()), filter);
    plan.atoms.push_back(std::move(filter));
    return named;
}

void share_cells(Plan& plan, const Exceptions& ex, Filter numerator, Filter alternative) {
    const Filter where = once(plan, plan.where);
    const Filter excluded = ex.any_exclude ? once(plan, ex.exclude) : nothing();
    const Filter in = ex.any_exclude ? all_of({where, negate(excluded)}) : where;
    numerator = once(plan, numerator);
    if (alternative) alternative = once(plan, alternative);
    const Filter certain = is_yes(in), maybe = is_unknown(in);
    const auto six = [&](const Filter& part) {
        for (const auto& row : {certain, maybe}) {
            plan.cells.push_back({all_of({row, is_yes(part)}), ""});
            plan.cells.push_back({all_of({row, is_yes(negate(part))}), ""});
            plan.cells.push_back({all_of({row, is_unknown(part)}), ""});
        }
    };
    six(numerator);
    plan.cells.push_back({yes(where, excluded), ""});
    if (alternative) six(alternative);
    plan.listed = certain;
    if (ex.any_exclude) plan.roles.emplace_back("excluded", yes(where, excluded));
    plan.roles.emplace_back("part", all_of({certain, is_yes(numerator)}));
    plan.roles.emplace_back("undetermined", all_of({certain, is_unknown(numerator)}));
    plan.roles.emplace_back("counted", certain);
    plan.roles.emplace_back("unknown", maybe);
}

void cap_cells(Plan& plan, const Exceptions& ex, Filter upcoming) {
    const Filter where = once(plan, plan.where);
    const Filter excluded = ex.any_exclude ? once(plan, ex.exclude) : nothing();
    const Filter in = all_of({where, negate(excluded)});
    const Filter covered = ex.any_waive ? once(plan, ex.waive) : nothing();
    if (upcoming) upcoming = once(plan, upcoming);
    std::vector<Filter> needs;
    for (const auto& need : ex.needs) needs.push_back(once(plan, need));
    plan.cells.push_back({is_yes(in), ""});
    plan.cells.push_back({is_unknown(in), ""});
    plan.cells.push_back({yes(where, excluded), ""});
    plan.cells.push_back({all_of({is_yes(in), covered}), ""});
    plan.cells.push_back({all_of({is_unknown(in), covered}), ""});
    plan.cells.push_back({all_of({yes(where, excluded), covered}), ""});
    plan.cells.push_back({upcoming ? yes(upcoming, negate(excluded)) : nothing(), ""});
    // For each part of the evidence: counted rows that have some of it, but not this part.
    if (!needs.empty()) {
        const Filter some = any_of(needs);
        for (const auto& need : needs)
            plan.cells.push_back({all_of({is_yes(in), negate(covered), some, negate(need)}), ""});
    }
    plan.listed = is_yes(in);
    if (ex.any_exclude) plan.roles.emplace_back("excluded", yes(where, excluded));
    if (ex.any_waive) plan.roles.emplace_back("waived", all_of({is_yes(in), covered}));
    plan.roles.emplace_back("counted", is_yes(in));
    plan.roles.emplace_back("unknown", is_unknown(in));
}

}  // namespace

Result<Plan> compile(const Norm& norm, const facts::View& view) {
    Plan plan;
    plan.view = view;
    TRYV(need_columns(view, {"id", "unit", "unit_path", "area", "date"}));
    std::vector<Filter> scope;
    if (!norm.applies.levels.empty()) {
        TRYV(need_columns(view, {"level"}));
        scope.push_back(one_of("level", norm.applies.levels));
    }
    if (!norm.applies.blocs.empty()) {
        TRYV(need_columns(view, {"bloc"}));
        scope.push_back(one_of("bloc", norm.applies.blocs));
    }
    plan.scope = all_of(scope);
    TRY(auto where, parse_filter(norm.where, view));
    TRY(auto exceptions, exceptions_of(norm, view));
    TRY(plan.not_applicable, parse_filter(norm.not_applicable.empty() ? "" : norm.not_applicable, view));
    const auto end = norm.window == "period" ? Expr::Day::period_end : Expr::Day::as_of;
    const Filter in_window = between("date", Expr::Day::period_start, end);
    plan.where = all_of({where, plan.scope, in_window});

    if (norm.kind == "record_limit" || norm.kind == "completeness") {
        plan.shape = Plan::Shape::record;
        plan.key = "id";
        if (norm.per != std::vector<std::string>{"record"})
            return wrong("loại này đếm từng bản ghi: per phải là [record]");
        if (exceptions.any_exclude || exceptions.any_waive)
            return wrong("loại này chưa nhận except; dùng not_applicable");
        if (norm.not_applicable.empty()) plan.not_applicable = nothing();
        plan.values = norm.measure;
        if (!norm.limit_column.empty()) plan.values.push_back(norm.limit_column);
        TRYV(need_numbers(view, plan.values));
        for (const auto& need : norm.required) {
            TRY(auto part, parse_filter(need.when, view));
            plan.needs.push_back(std::move(part));
        }
        plan.listed = is_yes(plan.where);
        plan.roles.emplace_back("counted", is_yes(plan.where));
        plan.roles.emplace_back("unknown", is_unknown(plan.where));
        return plan;
    }

    if (norm.kind == "sum_limit") {
        if (norm.per.size() != 1 || !has(view, norm.per.front()))
            return wrong("per của sum_limit là một cột, ví dụ [conference]");
        if (exceptions.any_exclude || exceptions.any_waive) return wrong("sum_limit chưa nhận except");
        plan.shape = Plan::Shape::sum;
        plan.key = norm.per.front();
        TRYV(need_numbers(view, norm.measure));
        const Filter subject = once(plan, plan.where);
        const auto measure_unknown = [&] {
            auto expr = std::make_shared<Expr>();
            expr->op = Expr::Op::is_null;
            expr->column = norm.measure.front();
            return once(plan, Filter(expr));
        }();
        plan.cells = {{all_of({is_yes(subject), negate(measure_unknown)}), norm.measure.front()},
                      {is_yes(subject), ""},
                      {all_of({is_yes(subject), measure_unknown}), ""},
                      {is_unknown(subject), ""}};
        plan.listed = is_yes(plan.where);
        plan.roles = {{"counted", is_yes(plan.where)}, {"unknown", is_unknown(plan.where)}};
        return plan;
    }

    const std::vector<std::string> per_unit{"unit", "year"}, per_area{"area", "year"};
    if (norm.per != per_unit && norm.per != per_area) return wrong("per phải là [unit, year] hoặc [area, year]");
    plan.key = norm.per.front();
    if (norm.kind == "share") {
        plan.shape = Plan::Shape::share;
        TRY(auto numerator, parse_filter(norm.numerator, view));
        Filter alternative;
        if (norm.alternative) {
            TRY(alternative, parse_filter(norm.alternative->numerator, view));
        }
        if (exceptions.any_waive) return wrong("share chưa nhận miễn (waive), chỉ nhận loại trừ (exclude)");
        share_cells(plan, exceptions, numerator, alternative);
    } else if (norm.kind == "count_cap") {
        plan.shape = Plan::Shape::cap;
        Filter upcoming;
        if (!norm.upcoming.empty()) {
            TRY(auto filter, parse_filter(norm.upcoming, view));
            upcoming = all_of({filter, plan.scope, between("date", Expr::Day::period_start, Expr::Day::period_end)});
        }
        cap_cells(plan, exceptions, upcoming);
    } else if (norm.kind == "change_vs_baseline") {
        plan.shape = Plan::Shape::change;
        if (plan.key != "unit") return wrong("change_vs_baseline chỉ tính theo đơn vị: per: [unit, year]");
        if (exceptions.any_waive) return wrong("change_vs_baseline chưa nhận miễn (waive)");
        const Filter excluded = exceptions.any_exclude ? exceptions.exclude : nothing();
        const Filter kept = exceptions.any_exclude ? negate(excluded) : always();
        const Filter in_base = between("date", Expr::Day::base_start, Expr::Day::base_end);
        const Filter now = once(plan, all_of({plan.where, kept}));
        // The same counting rule over the whole base year; as_of lies after it, so a filter that names as_of cuts
        // nothing off there.
        const Filter then = once(plan, all_of({where, plan.scope, in_base, kept}));
        plan.cells = {{is_yes(now), ""},
                      {is_unknown(now), ""},
                      {is_yes(then), ""},
                      {is_unknown(then), ""},
                      {once(plan, is_yes(in_base)), ""},
                      {exceptions.any_exclude ? once(plan, yes(plan.where, excluded)) : nothing(), ""}};
        plan.listed = is_yes(now);
        plan.roles = {{"counted", is_yes(now)},
                      {"baseline", is_yes(then)},
                      {"unknown", is_unknown(now)},
                      {"unknown", is_unknown(then)}};
        if (exceptions.any_exclude) plan.roles.insert(plan.roles.begin(), {"excluded", yes(plan.where, excluded)});
    } else {
        return wrong(fmt::format("loại “{}” chưa có bộ tính ở bản này; ghi planned: true", norm.kind));
    }
    return plan;
}

Window window_of(const Norm& norm, const base::Period& period, base::Date as_of) {
    Window out;
    const bool yearly = std::ranges::find(norm.per, "year") != norm.per.end();
    const base::Date until = std::min(as_of, period.last);  // a quarter is judged as it stood at its own end
    out.period = yearly ? base::Period::year(period.first.year()) : period;
    out.code = out.period.code;
    out.days.as_of = std::min(until, out.period.last);
    out.days.period_start = out.period.first;
    out.days.period_end = out.period.last;
    const auto before = out.period.previous_year();
    out.days.base_start = before.first;
    out.days.base_end = before.last;
    out.open = out.days.as_of < out.period.last;
    out.begun = as_of >= out.period.first;
    return out;
}

}  // namespace sauro::rulebook
