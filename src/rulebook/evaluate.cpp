// The batch plan: for each norm one pass over its fact view, the judge, and the sentence.
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "rulebook/open_rows.hpp"
#include "rulebook/query.hpp"
#include "rulebook/render.hpp"

namespace sauro::rulebook {
namespace {

constexpr std::size_t facts_shown = 1000;

// Which rows each finding rests on: one more pass, over the listed rows only.
Status list_facts(db::Snapshot& snapshot, const Plan& plan, const Window& window, const Selection& selection,
                  std::map<std::string, Finding*>& by_key) {
    if (by_key.empty()) return {};
    std::vector<db::Value> params;
    std::string sql = fmt::format("SELECT {}, id FROM fact_{} WHERE {} AND {}", plan.key, plan.view.name,
                                  prune_sql(plan, window), to_sql(plan.listed, window.days));
    add_selection(plan, selection, snapshot.dialect(), sql, params);
    sql += " ORDER BY date, id";
    return snapshot.query(sql, params, [&](const db::Row& row) {
        const auto found = by_key.find(row.str(0));
        if (found == by_key.end()) return true;
        Finding& finding = *found->second;
        ++finding.facts_total;
        if (finding.facts.size() < facts_shown) finding.facts.push_back(row.str(1));
        return true;
    });
}

}  // namespace

namespace {

// Takes the groups of one norm and keeps their findings.
class Collector {
  public:
    Collector(const Rulebook::Impl& book, const Plan& plan, const EvaluateRequest& request, const Shift* shift)
        : book_(book),
          plan_(plan),
          request_(request),
          window_(window_of(book.norms[plan.norm], request.period, request.as_of)),
          context_{book.norms[plan.norm], plan, window_, book.overlays, book.calendar, shift} {}

    Status prepare(db::Snapshot& snapshot) {
        if (plan_.shape != Plan::Shape::change) return {};
        TRY(bases_, base_years(snapshot, context_.norm, window_, request_.unit_path, {}));
        return {};
    }
    void take(const Group& group) {
        const auto base = bases_.find(group.key);
        const Judgement verdict = judge(context_, group, base == bases_.end() ? nullptr : &base->second);
        const bool closed =
            verdict.outcome == "met" || verdict.outcome == "not_applicable" || verdict.reason == Reason::not_due;
        if (request_.only_open && closed && (has_subject(plan_) || plan_.shape == Plan::Shape::parts)) return;
        findings.push_back(render(context_, group, verdict, book_.interpretations));
        if (plan_.shape == Plan::Shape::record && !group.absent) {
            Finding& finding = findings.back();
            finding.facts = {group.key};
            if (verdict.count.value_or(0) > 0 && !group.other.empty()) finding.facts.push_back(group.other);
            finding.facts_total = static_cast<std::int64_t>(finding.facts.size());
        }
    }
    const Window& window() const { return window_; }

    std::vector<Finding> findings;

  private:
    const Rulebook::Impl& book_;
    const Plan& plan_;
    const EvaluateRequest& request_;
    Window window_;
    JudgeContext context_;
    std::map<std::string, BaseYear> bases_;
};

// What a norm asks for after the rows that are there: units of whom none is, and the rows behind each finding.
Status finish(db::Snapshot& snapshot, const Rulebook::Impl& book, const Plan& plan, const Selection& selection,
              bool with_facts, Collector& collector) {
    if (plan.shape == Plan::Shape::record && plan.expected)
        TRYV(each_absent(snapshot, book.norms[plan.norm], plan, collector.window(), selection,
                         [&](const Group& group) { collector.take(group); }));
    if (!with_facts || plan.shape == Plan::Shape::record) return {};
    std::map<std::string, Finding*> by_key;
    for (auto& finding : collector.findings) {
        const auto& key = plan.key == "unit" ? finding.unit : plan.key == "area" ? finding.area : finding.subject;
        if (key) by_key.emplace(*key, &finding);
    }
    return list_facts(snapshot, plan, collector.window(), selection, by_key);
}

}  // namespace

Result<std::vector<Finding>> evaluate_norm(const Rulebook::Impl& book, db::Snapshot& snapshot, const Plan& plan,
                                           const EvaluateRequest& request, const Shift* shift) {
    const Norm& norm = book.norms[plan.norm];
    Collector collector(book, plan, request, shift);
    TRYV(collector.prepare(snapshot));
    Selection selection{request.unit_path, {}, {}, request.from_rows};
    const auto take = [&](const Group& group) { collector.take(group); };
    if (plan.shape == Plan::Shape::sql) {
        TRYV(each_measured(snapshot, plan, collector.window(), selection, nullptr, take));
        return std::move(collector.findings);
    }
    if (request.only_open && !shift) selection.open = may_be_open(book, plan, collector.window(), request.unit_path);
    TRYV(each_group(snapshot, norm, plan, collector.window(), selection, take));
    selection.open.clear();
    TRYV(finish(snapshot, book, plan, selection, request.with_facts, collector));
    return std::move(collector.findings);
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
    std::map<std::pair<std::string, std::string>, std::size_t> open;  // view, period: its pass that still takes some
    for (const auto* plan : plans) {
        if (!request.only_open || !shares_pass(*plan)) {
            out.push_back({plan});
            continue;
        }
        const auto [at, fresh] = open.try_emplace(
            {plan->view.name, window_of(book.norms[plan->norm], request.period, request.as_of).code}, out.size());
        if (fresh || out[at->second].size() == most) {
            at->second = out.size();
            out.emplace_back();
        }
        out[at->second].push_back(plan);
    }
    return out;
}

Result<std::vector<std::vector<Finding>>> evaluate_pass(const Rulebook::Impl& book, db::Snapshot& snapshot,
                                                        std::span<const Plan* const> plans,
                                                        const EvaluateRequest& request) {
    std::vector<std::vector<Finding>> out;
    if (!request.only_open || !shares_pass(*plans.front())) {
        TRY(auto findings, evaluate_norm(book, snapshot, *plans.front(), request, nullptr));
        out.push_back(std::move(findings));
        return out;
    }
    std::vector<std::unique_ptr<Collector>> collectors;
    for (const auto* plan : plans) collectors.push_back(std::make_unique<Collector>(book, *plan, request, nullptr));
    const Selection selection{request.unit_path, {}, {}, request.from_rows};
    TRYV(each_open(snapshot, book, plans, collectors.front()->window(), selection,
                   [&](std::size_t plan, const Group& group) { collectors[plan]->take(group); }));
    for (std::size_t i = 0; i < plans.size(); ++i) {
        TRYV(finish(snapshot, book, *plans[i], selection, request.with_facts, *collectors[i]));
        out.push_back(std::move(collectors[i]->findings));
    }
    return out;
}

std::vector<Finding> in_order(std::span<const Plan* const> plans, std::map<const Plan*, std::vector<Finding>>& found) {
    if (plans.size() == 1) return std::move(found[plans.front()]);
    std::size_t total = 0;
    for (const auto& [plan, findings] : found) total += findings.size();
    std::vector<Finding> out;
    out.reserve(total);
    for (const auto* plan : plans) {
        std::ranges::move(found[plan], std::back_inserter(out));
        found[plan] = {};
    }
    return out;
}

Result<std::vector<Finding>> evaluate(const Rulebook& book, db::Snapshot& snapshot, const EvaluateRequest& request) {
    const auto plans = asked_plans(book.impl(), request);
    std::map<const Plan*, std::vector<Finding>> found;
    for (const auto& pass : passes(book.impl(), plans, request)) {
        TRY(auto findings, evaluate_pass(book.impl(), snapshot, pass, request));
        for (std::size_t i = 0; i < pass.size(); ++i) found[pass[i]] = std::move(findings[i]);
    }
    return in_order(plans, found);
}

}  // namespace sauro::rulebook
