// The batch plan: for each norm one pass over its fact view, and the judge.
#include <algorithm>
#include <array>

#include "rulebook/evaluate/norm_verdicts.hpp"
#include "rulebook/evaluate/open_rows.hpp"
#include "rulebook/evaluate/query.hpp"

namespace sauro::rulebook {
namespace {

Result<std::unique_ptr<NormVerdicts>> judge_norm(const Rulebook::Impl& book, db::Snapshot& snapshot, const Plan& plan,
                                                 const EvaluateRequest& request, const Shift* shift) {
    auto out = std::make_unique<NormVerdicts>(book, plan, request, shift);
    TRYV(out->prepare(snapshot));
    const Selection selection{request.unit_path, {}, {}, request.from_rows};
    const auto take = [&](Group group) { out->take(std::move(group)); };
    if (plan.shape == Plan::Shape::sql) {
        TRYV(each_measured(snapshot, plan, out->window(), selection, nullptr, take));
        return out;
    }
    Selection open = selection;
    if (request.only_open && !shift) TRYV(only_open(book, snapshot, plan, out->window(), open));
    TRYV(each_group(snapshot, book.norms[plan.norm], plan, out->window(), open, take));
    TRYV(out->finish(snapshot, selection, request.with_facts));
    return out;
}

}  // namespace

Result<std::vector<Finding>> evaluate_norm(const Rulebook::Impl& book, db::Snapshot& snapshot, const Plan& plan,
                                           const EvaluateRequest& request, const Shift* shift) {
    TRY(const auto verdicts, judge_norm(book, snapshot, plan, request, shift));
    std::vector<Finding> out;
    for (const auto* one : verdicts->all()) out.push_back(verdicts->told(*one));
    return out;
}

std::vector<const Plan*> asked_plans(const Rulebook::Impl& book, const EvaluateRequest& request,
                                     std::span<const std::string> norms) {
    std::vector<const Plan*> out;
    for (const auto& plan : book.plans) {
        const auto& id = book.norms[plan.norm].id;
        if (plan.shape == Plan::Shape::text || (request.norm && *request.norm != id)) continue;
        if (norms.empty() || std::ranges::find(norms, id) != norms.end()) out.push_back(&plan);
    }
    return out;
}

std::vector<std::vector<const Plan*>> passes(const Rulebook::Impl& book, std::span<const Plan* const> plans,
                                             const EvaluateRequest& request) {
    constexpr std::size_t most = 60;  // marks of one row are a number
    std::vector<std::vector<const Plan*>> out;
    // View, key of its groups, period: the pass that still takes some.
    std::map<std::array<std::string, 3>, std::size_t> open;
    for (const auto* plan : plans) {
        if (!request.only_open || !shares_pass(*plan)) {
            out.push_back({plan});
            continue;
        }
        const auto [at, fresh] = open.try_emplace(
            {plan->view.name, plan->key, window_of(book.norms[plan->norm], request.period, request.as_of).code},
            out.size());
        if (fresh || out[at->second].size() == most) {
            at->second = out.size();
            out.emplace_back();
        }
        out[at->second].push_back(plan);
    }
    return out;
}

Result<PassVerdicts> judge_pass(const Rulebook::Impl& book, db::Snapshot& snapshot, std::span<const Plan* const> plans,
                                const EvaluateRequest& request) {
    PassVerdicts out;
    if (!request.only_open || !shares_pass(*plans.front())) {
        TRY(auto verdicts, judge_norm(book, snapshot, *plans.front(), request, nullptr));
        out.push_back(std::move(verdicts));
        return out;
    }
    for (const auto* plan : plans) out.push_back(std::make_unique<NormVerdicts>(book, *plan, request, nullptr));
    const Selection selection{request.unit_path, {}, {}, request.from_rows};
    TRYV(each_open(snapshot, book, plans, out.front()->window(), selection,
                   [&](std::size_t plan, Group group) { out[plan]->take(std::move(group)); }));
    for (auto& verdicts : out) {
        verdicts->sort();
        TRYV(verdicts->finish(snapshot, selection, request.with_facts));
    }
    return out;
}

Verdicts in_order(std::span<const Plan* const> plans, std::span<const std::vector<const Plan*>> passes,
                  std::span<PassVerdicts> found) {
    std::map<const Plan*, std::unique_ptr<NormVerdicts>> of_plan;
    for (std::size_t at = 0; at < passes.size(); ++at)
        for (std::size_t i = 0; i < passes[at].size(); ++i) of_plan[passes[at][i]] = std::move(found[at][i]);
    PassVerdicts out;
    for (const auto* plan : plans) out.push_back(std::move(of_plan[plan]));
    return Verdicts(std::move(out));
}

Result<Verdicts> judge_all(const Rulebook& book, db::Snapshot& snapshot, const EvaluateRequest& request) {
    const auto plans = asked_plans(book.impl(), request);
    const auto all = passes(book.impl(), plans, request);
    std::vector<PassVerdicts> found;
    for (const auto& pass : all) {
        TRY(auto verdicts, judge_pass(book.impl(), snapshot, pass, request));
        found.push_back(std::move(verdicts));
    }
    return in_order(plans, all, found);
}

Result<std::vector<Finding>> evaluate(const Rulebook& book, db::Snapshot& snapshot, const EvaluateRequest& request) {
    TRY(const auto verdicts, judge_all(book, snapshot, request));
    return verdicts.told();
}

}  // namespace sauro::rulebook
