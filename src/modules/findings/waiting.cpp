#include "modules/findings/waiting.hpp"

#include "rulebook/render.hpp"

namespace sauro::findings {
namespace {

constexpr std::size_t rows_shown = 20;

RulebookChangeNorm shown(const rulebook::NormDifference& found, const rulebook::Norm* norm) {
    RulebookChangeNorm out{found.norm, "", "", found.change, found.appearing, found.vanishing, found.other, {}};
    if (norm != nullptr) {
        out.statement = norm->statement;
        out.clause_text = rulebook::cite(*norm, norm->clause);
    }
    for (const auto& row : found.rows) {
        if (out.rows.size() == rows_shown) break;
        out.rows.push_back({row.change, row.unit, row.area, row.subject, row.before, row.after});
    }
    return out;
}

}  // namespace

Result<RulebookChange> waiting_change(db::Snapshot& snapshot, const Rules& rules, base::Date today) {
    TRY(const auto active, active_rules(snapshot, rules));
    RulebookChange out;
    out.before = active.hash;
    out.after = rules.given.hash();
    out.waits = !active.same;
    out.comparable = active.book.has_value();
    rulebook::EvaluateRequest request;
    request.as_of = today;
    request.period = base::Period::year(today.year());
    out.period = request.period.code;
    if (!out.waits || !out.comparable) return out;
    TRY(const auto found, rulebook::difference(*active.book, rules.given, snapshot, request));
    out.norms = found.norms;
    for (const auto& one : found.touched) {
        out.appearing += one.appearing;
        out.vanishing += one.vanishing;
        out.other += one.other;
        const auto* norm = rules.given.find(one.norm);
        out.touched.push_back(shown(one, norm != nullptr ? norm : active.book->find(one.norm)));
    }
    return out;
}

}  // namespace sauro::findings
