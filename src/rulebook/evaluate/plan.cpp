#include "rulebook/evaluate/plan.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "rulebook/evaluate/query.hpp"

namespace sauro::rulebook {
namespace {

Status need_columns(const facts::View& view, std::initializer_list<std::string_view> columns) {
    for (auto column : columns) {
        if (!has_column(view, column))
            return plan_error(fmt::format("dữ kiện “{}” không có cột “{}” mà loại quy tắc này cần", view.name, column));
    }
    return {};
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

// Rows that a subject must have, part by part.
Status parts_cells(Plan& plan, const Norm& norm, const Exceptions& ex) {
    const Filter where = once(plan, ex.any_exclude ? all_of({plan.where, negate(ex.exclude)}) : plan.where);
    for (const auto& need : norm.required) {
        TRY(auto part, parse_filter(need.when, plan.view));
        const Filter has_it = all_of({where, once(plan, std::move(part))});
        plan.cells.push_back({is_yes(has_it), ""});
        plan.cells.push_back({is_unknown(has_it), ""});
    }
    plan.listed = is_yes(where);
    plan.roles = {{"counted", is_yes(where)}, {"unknown", is_unknown(where)}};
    return {};
}

Status sum_cells(Plan& plan, const Norm& norm) {
    TRYV(need_numbers(plan.view, norm.measure));
    const Filter subject = once(plan, plan.where);
    auto null = std::make_shared<Expr>();
    null->op = Expr::Op::is_null;
    null->column = norm.measure.front();
    const Filter measure_unknown = once(plan, Filter(null));
    plan.cells = {{all_of({is_yes(subject), negate(measure_unknown)}), norm.measure.front()},
                  {is_yes(subject), ""},
                  {all_of({is_yes(subject), measure_unknown}), ""},
                  {is_unknown(subject), ""}};
    plan.listed = is_yes(plan.where);
    plan.roles = {{"counted", is_yes(plan.where)}, {"unknown", is_unknown(plan.where)}};
    return {};
}

void change_cells(Plan& plan, const Exceptions& exceptions, const Filter& where) {
    const Filter excluded = exceptions.any_exclude ? exceptions.exclude : nothing();
    const Filter kept = exceptions.any_exclude ? negate(excluded) : always();
    const Filter in_base = between("date", Expr::Day::base_start, Expr::Day::base_end);
    const Filter now = once(plan, all_of({plan.where, kept}));
    // The same counting rule over the whole base year; as_of lies after it, so a filter that names as_of cuts nothing
    // off there.
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
}

// The levels and blocs the norm applies to.
Result<Filter> scope_of(const Norm& norm, const facts::View& view) {
    std::vector<Filter> scope;
    if (!norm.applies.levels.empty()) {
        TRYV(need_columns(view, {"level"}));
        scope.push_back(one_of("level", norm.applies.levels));
    }
    if (!norm.applies.blocs.empty()) {
        TRYV(need_columns(view, {"bloc"}));
        scope.push_back(one_of("bloc", norm.applies.blocs));
    }
    if (!norm.applies.unit_path.empty()) scope.push_back(under("unit_path", norm.applies.unit_path));
    return all_of(std::move(scope));
}

// Units that stand in the window, or records of another fact dated in it.
Result<Expected> expected_of(const Norm& norm, const std::vector<facts::View>& views, const Plan& plan,
                             const Filter& in_window) {
    const auto view = std::ranges::find(views, norm.expected->fact, &facts::View::name);
    Expected out;
    out.view = *view;
    const bool units = plan.key == "unit" || norm.kind == "deadline";
    out.key = units ? "unit" : "id";
    if (units != (view->name == "units"))
        return plan_error(
            "“expected” là units khi per theo unit hoặc loại deadline, là dữ kiện khác khi per theo một cột");
    out.recorded_in = norm.expected->recorded_in;
    out.every = norm.expected->every;
    if ((!units && !out.recorded_in.empty()) || (norm.kind != "deadline" && !out.every.empty()))
        return plan_error("“recorded_in” chỉ dùng khi expected là units, “every” chỉ dùng cho loại deadline");
    for (const auto& fact : out.recorded_in)
        TRYV(need_columns(*std::ranges::find(views, fact, &facts::View::name), {"unit"}));
    if (!out.every.empty()) TRYV(need_columns(plan.view, {"period"}));
    TRYV(need_columns(*view, {"id", "unit", "unit_path", "area"}));
    TRY(out.scope, scope_of(norm, *view));
    TRY(auto where, parse_filter(norm.expected->where, *view));
    std::vector<Filter> parts{where, out.scope};
    out.dated = !plan.standing && out.key == "id";
    if (out.dated) {
        TRYV(need_columns(*view, {"date"}));
        parts.push_back(in_window);
    }
    if (view->name == "units" && has_column(*view, "valid_from") && has_column(*view, "valid_to")) {
        TRY(auto stands,
            parse_filter("(valid_from is null or valid_from <= period_end) and (valid_to is null or valid_to >= "
                         "period_start)",
                         *view));
        parts.push_back(std::move(stands));
    }
    out.where = all_of(std::move(parts));
    return out;
}

}  // namespace

std::unexpected<Error> plan_error(std::string message) {
    std::string english = "norm does not compile: " + message;
    return fail(ErrorKind::invalid, "rulebook.norm", std::move(message), std::move(english));
}

bool has_column(const facts::View& view, std::string_view column) {
    return std::ranges::any_of(view.columns, [&](const auto& c) { return c.name == column; });
}

Status need_numbers(const facts::View& view, const std::vector<std::string>& columns) {
    for (const auto& name : columns) {
        const auto found = std::ranges::find(view.columns, name, &facts::View::Column::name);
        if (found == view.columns.end())
            return plan_error(fmt::format("dữ kiện “{}” không có cột “{}”", view.name, name));
        if (found->type != facts::Type::integer && found->type != facts::Type::number) {
            return plan_error(fmt::format("cột “{}” không phải số", name));
        }
    }
    return {};
}

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

Result<Plan> compile(const Norm& norm, const std::vector<facts::View>& views, bool dateless) {
    Plan plan;
    plan.view = *std::ranges::find(views, norm.fact, &facts::View::name);
    const facts::View& view = plan.view;
    TRYV(need_columns(view, {"id", "unit", "unit_path", "area", "date"}));
    plan.key = norm.per.empty() ? "" : norm.per[0] == "record" ? "id" : norm.per[0];
    // Rows that belong to an expected record count wherever and whenever they stand: the record has scope and window.
    const bool belong = norm.expected && plan.key != "unit" && norm.kind != "deadline";
    plan.scope = always();
    if (!belong) {
        TRY(plan.scope, scope_of(norm, view));
    }
    TRY(auto where, parse_filter(norm.where, view));
    TRY(plan.not_applicable, parse_filter(norm.not_applicable, view));
    if (norm.not_applicable.empty()) plan.not_applicable = nothing();
    plan.standing = norm.window == "standing";
    const auto end = norm.window == "period" ? Expr::Day::period_end : Expr::Day::as_of;
    plan.undated = plan.standing || dateless || belong || (norm.kind == "sql" && view.name == "units");
    const Filter in_window = plan.standing ? always() : between("date", Expr::Day::period_start, end);
    plan.where = all_of({where, plan.scope, plan.undated ? always() : in_window});

    const bool yearly = norm.per.size() == 2 && norm.per[1] == "year";
    if (norm.per.empty() || norm.per.size() > 2 || (norm.per.size() == 2 && !yearly))
        return plan_error("per phải là một trong unit, area, record, một cột; thêm year khi đếm trọn năm");
    if (plan.standing && yearly) return plan_error("window: standing không đi với year");
    const auto key = std::ranges::find(view.columns, plan.key, &facts::View::Column::name);
    if (key == view.columns.end() || key->type != facts::Type::text)
        return plan_error(fmt::format("per: dữ kiện “{}” không có cột chữ “{}”", view.name, plan.key));
    if (norm.expected) {
        TRY(plan.expected, expected_of(norm, views, plan, in_window));
        plan.expected->rows = all_of({where, plan.scope});
    }
    const bool over_rows = plan.key == "id" && (!norm.expected || norm.kind == "deadline");
    if (norm.kind == "record_limit" || norm.kind == "deadline" || norm.kind == "not_duplicate" ||
        (norm.kind == "completeness" && over_rows)) {
        if (!over_rows || yearly)
            return plan_error("loại này xét từng bản ghi: per phải là [record]; “expected” chỉ đi với deadline");
        return compile_record(norm, views, std::move(plan));
    }
    if (norm.kind == "sql") {
        plan.shape = Plan::Shape::sql;
        if (norm.expected || !norm.exceptions.empty())
            return plan_error("sql không nhận expected, except: câu lệnh tự lo");
        if ((plan.key == "unit") != (view.name == "units") || (plan.key != "unit" && plan.key != "id"))
            return plan_error("sql: per theo unit thì fact là units; theo record thì fact là dữ kiện của đối tượng");
        TRYV(prove_query(norm, views, plan));
        return plan;
    }
    TRY(auto exceptions, exceptions_of(norm, view));
    if (exceptions.any_waive && norm.kind != "count_cap")
        return plan_error(fmt::format("{} chưa nhận miễn (waive), chỉ nhận loại trừ (exclude)", norm.kind));
    if (norm.kind == "share") {
        plan.shape = Plan::Shape::share;
        TRY(auto numerator, parse_filter(norm.numerator, view));
        Filter alternative;
        if (norm.alternative) {
            TRY(alternative, parse_filter(norm.alternative->numerator, view));
        }
        share_cells(plan, exceptions, numerator, alternative);
    } else if (norm.kind == "count_cap" || norm.kind == "cardinality") {
        plan.shape = Plan::Shape::cap;
        Filter upcoming;
        if (!norm.upcoming.empty()) {
            TRY(auto filter, parse_filter(norm.upcoming, view));
            const Filter in_period = between("date", Expr::Day::period_start, Expr::Day::period_end);
            upcoming = all_of({filter, plan.scope, plan.undated ? always() : in_period});
        }
        cap_cells(plan, exceptions, upcoming);
    } else if (norm.kind == "completeness") {
        plan.shape = Plan::Shape::parts;
        if (!norm.expected) return plan_error("completeness theo nhóm cần “expected”: những nơi phải có");
        TRYV(parts_cells(plan, norm, exceptions));
    } else if (norm.kind == "sum_limit") {
        plan.shape = Plan::Shape::sum;
        if (exceptions.any_exclude) return plan_error("sum_limit chưa nhận except");
        TRYV(sum_cells(plan, norm));
    } else if (norm.kind == "change_vs_baseline") {
        plan.shape = Plan::Shape::change;
        if (plan.key != "unit" || !yearly)
            return plan_error("change_vs_baseline chỉ tính theo đơn vị: per: [unit, year]");
        change_cells(plan, exceptions, where);
    } else {
        return plan_error(fmt::format("loại “{}” chưa có bộ tính ở bản này; ghi planned: true", norm.kind));
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
    out.today = as_of;
    return out;
}

}  // namespace sauro::rulebook
