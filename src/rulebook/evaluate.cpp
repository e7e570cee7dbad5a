// The batch plan: for each norm one pass over its fact view, the judge, and the sentence.
#include <fmt/format.h>

#include "rulebook/batch.hpp"
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

Result<std::vector<Finding>> evaluate_norm(const Rulebook::Impl& book, db::Snapshot& snapshot, const Plan& plan,
                                           const EvaluateRequest& request, const Shift* shift) {
    const Norm& norm = book.norms[plan.norm];
    const Window window = window_of(norm, request.period, request.as_of);
    const JudgeContext context{norm, plan, window, book.overlays, book.calendar, shift};
    const Selection selection{request.unit_path, {}, {}, request.from_rows};
    std::map<std::string, BaseYear> bases;
    if (plan.shape == Plan::Shape::change) {
        TRY(bases, base_years(snapshot, norm, window, request.unit_path, {}));
    }
    std::vector<Finding> out;
    const auto take = [&](Group group) {
        const auto base = bases.find(group.key);
        const Judgement verdict = judge(context, group, base == bases.end() ? nullptr : &base->second);
        const bool closed =
            verdict.outcome == "met" || verdict.outcome == "not_applicable" || verdict.reason == Reason::not_due;
        if (request.only_open && closed && (has_subject(plan) || plan.shape == Plan::Shape::parts)) return;
        out.push_back(render(context, group, verdict, book.interpretations));
        if (plan.shape == Plan::Shape::record && !group.absent) {
            out.back().facts = {group.key};
            if (verdict.count.value_or(0) > 0 && !group.other.empty()) out.back().facts.push_back(group.other);
            out.back().facts_total = static_cast<std::int64_t>(out.back().facts.size());
        }
    };
    if (plan.shape == Plan::Shape::sql) {
        TRYV(each_measured(snapshot, plan, window, selection, nullptr, take));
        return out;
    }
    TRYV(each_group(snapshot, norm, plan, window, selection, take));
    if (plan.shape == Plan::Shape::record && plan.expected)
        TRYV(each_absent(snapshot, norm, plan, window, selection, take));
    if (request.with_facts && plan.shape != Plan::Shape::record) {
        std::map<std::string, Finding*> by_key;
        for (auto& finding : out) {
            const auto& key = plan.key == "unit" ? finding.unit : plan.key == "area" ? finding.area : finding.subject;
            if (key) by_key.emplace(*key, &finding);
        }
        TRYV(list_facts(snapshot, plan, window, selection, by_key));
    }
    return out;
}

Result<std::vector<Finding>> evaluate(const Rulebook& book, db::Snapshot& snapshot, const EvaluateRequest& request) {
    std::vector<Finding> out;
    for (const auto& plan : book.impl().plans) {
        if (plan.shape == Plan::Shape::text) continue;
        if (request.norm && *request.norm != book.impl().norms[plan.norm].id) continue;
        TRY(auto findings, evaluate_norm(book.impl(), snapshot, plan, request, nullptr));
        std::move(findings.begin(), findings.end(), std::back_inserter(out));
    }
    return out;
}

}  // namespace sauro::rulebook
