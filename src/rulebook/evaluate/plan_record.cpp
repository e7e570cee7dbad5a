// Plans over single records: a measure against its limit, parts that must be there, an obligation and its day, a record
// that repeats an earlier one.
#include <fmt/format.h>

#include <algorithm>

#include "rulebook/evaluate/plan.hpp"

namespace sauro::rulebook {
namespace {

Status need_days(const facts::View& view, const std::vector<std::string>& columns) {
    for (const auto& name : columns) {
        const auto found = std::ranges::find(view.columns, name, &facts::View::Column::name);
        if (found == view.columns.end() || found->type != facts::Type::date)
            return plan_error(fmt::format("dữ kiện “{}” không có cột ngày “{}”", view.name, name));
    }
    return {};
}

// done…, then due or from, then exclusive: the order that judge_record.cpp reads.
Status deadline_values(const Norm& norm, Plan& plan) {
    const Deadline& deadline = *norm.deadline;
    plan.values = deadline.done;
    if (!deadline.due.empty()) {
        plan.values.push_back(deadline.due);
    } else if (!deadline.from.empty() && deadline.from != "period_start" && deadline.from != "period_end") {
        plan.values.push_back(deadline.from);
    }
    TRYV(need_days(plan.view, plan.values));
    if (deadline.exclusive_column.empty()) return {};
    const auto found = std::ranges::find(plan.view.columns, deadline.exclusive_column, &facts::View::Column::name);
    if (found == plan.view.columns.end() || found->type != facts::Type::boolean)
        return plan_error(
            fmt::format("exclusive là true, false hoặc một cột đúng sai; “{}” không phải", deadline.exclusive_column));
    plan.values.push_back(deadline.exclusive_column);
    return {};
}

Status duplicate_values(const Norm& norm, const std::vector<facts::View>& views, Plan& plan) {
    if (!norm.link) {
        for (const auto& name : norm.same) {
            const auto found = std::ranges::find(plan.view.columns, name, &facts::View::Column::name);
            if (found == plan.view.columns.end() || found->type == facts::Type::list ||
                found->type == facts::Type::object || found->type == facts::Type::number)
                return plan_error(fmt::format("same: dữ kiện “{}” không có cột so được “{}”", plan.view.name, name));
        }
        plan.same = norm.same;
        return {};
    }
    const auto column = std::ranges::find(plan.view.columns, norm.link->column, &facts::View::Column::name);
    if (column == plan.view.columns.end() || column->type != facts::Type::text)
        return plan_error(fmt::format("link: dữ kiện “{}” không có cột chữ “{}”", plan.view.name, norm.link->column));
    plan.link = norm.link->column;
    plan.linked = *std::ranges::find(views, norm.link->fact, &facts::View::name);
    TRY(plan.linked_when, parse_filter(norm.link->when, *plan.linked));
    return {};
}

}  // namespace

Result<Plan> compile_record(const Norm& norm, const std::vector<facts::View>& views, Plan plan) {
    plan.shape = Plan::Shape::record;
    TRY(auto exceptions, exceptions_of(norm, plan.view));
    if (exceptions.any_exclude) plan.excluded = exceptions.exclude;
    if (exceptions.any_waive) plan.waived = exceptions.waive;
    plan.evidence = std::move(exceptions.needs);
    if (norm.kind == "deadline") {
        TRYV(deadline_values(norm, plan));
    } else if (norm.kind == "not_duplicate") {
        TRYV(duplicate_values(norm, views, plan));
    } else {
        plan.values = norm.measure;
        if (!norm.limit_column.empty()) plan.values.push_back(norm.limit_column);
        TRYV(need_numbers(plan.view, plan.values));
    }
    for (const auto& need : norm.required) {
        TRY(auto part, parse_filter(need.when, plan.view));
        plan.needs.push_back(std::move(part));
    }
    plan.listed = is_yes(plan.where);
    if (plan.excluded) plan.roles.emplace_back("excluded", all_of({is_yes(plan.where), is_yes(plan.excluded)}));
    plan.roles.emplace_back("counted", is_yes(plan.where));
    plan.roles.emplace_back("unknown", is_unknown(plan.where));
    return plan;
}

}  // namespace sauro::rulebook
