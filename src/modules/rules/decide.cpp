#include "modules/rules/decide.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/id.hpp"
#include "rulebook/describe.hpp"
#include "text/text.hpp"

namespace sauro::rules {
namespace {

constexpr std::size_t rows_shown = 20;

std::unexpected<Error> wrong(const std::string& field, const std::string& code, const std::string& message) {
    Error error{ErrorKind::invalid, code, message, {}, {}, {}, {}};
    error.fields.push_back({"/" + field, code, message});
    return fail(std::move(error));
}

bool blank(const std::string& text) { return text.find_first_not_of(" \t\n") == std::string::npos; }

Status check_document(const Deciding& wanted, base::Date today) {
    if (blank(wanted.owner)) return wrong("owner", "interpretation.no_owner", "Chưa nêu cơ quan, người quyết định.");
    if (blank(wanted.symbol))
        return wrong("symbol", "interpretation.no_document", "Chưa có số, ký hiệu văn bản quyết định.");
    if (blank(wanted.reason)) return wrong("reason", "interpretation.no_reason", "Chưa nêu lý do.");
    if (wanted.issued_on > today) {
        return wrong(
            "issued_on", "interpretation.date",
            fmt::format("Ngày quyết định {} ở sau hôm nay; ghi ngày của văn bản quyết định.", wanted.issued_on.vi()));
    }
    return {};
}

}  // namespace

Result<PreparedDecision> prepare_decision(const rulebook::Rulebook& book, db::Snapshot& snapshot, const api::Ctx& ctx,
                                          const Deciding& wanted) {
    TRYV(check_document(wanted, ctx.today()));
    PreparedDecision out;
    auto& decision = out.decided.decision;
    decision.id = base::uuid7();
    decision.interpretation = wanted.interpretation;
    decision.choice = wanted.choice.value_or("");
    if (!decision.choice.empty() && !decision.choice.starts_with('('))
        decision.choice = fmt::format("({})", decision.choice);
    for (const auto& value : wanted.values.value_or(std::vector<ReadingValue>{}))
        decision.values.push_back({value.norm, value.parameter, value.value});
    decision.owner = text::nfc(wanted.owner);
    decision.symbol = text::nfc(wanted.symbol);
    decision.date = wanted.issued_on;
    out.decided.reason = text::nfc(wanted.reason);
    out.decided.actor = ctx.who.account_id;
    out.decided.actor_name = ctx.who.name;
    out.decided.at = ctx.now;
    TRY(auto kept, store::all(snapshot));
    if (decision.choice.empty()) {
        const auto holds = standing(kept.decided);
        if (std::ranges::find(holds, wanted.interpretation, &rulebook::Decision::interpretation) == holds.end()) {
            return fail(
                ErrorKind::conflict, "interpretation.not_decided",
                fmt::format("{} chưa có quyết định nào đang dùng để bãi bỏ. Tải lại trang.", wanted.interpretation),
                "No decision of it stands.");
        }
    }
    kept.decided.push_back(out.decided);
    auto next = localised(book, kept);
    if (const auto why = next.refused.find(decision.id); why != next.refused.end()) {
        // Again, alone, for the error with its field.
        return fail(rulebook::may_decide(book, decision).error());
    }
    out.next = std::move(next.book);
    return out;
}

Result<ReadingPreview> preview(const rulebook::Rulebook& book, const PreparedDecision& prepared, db::Snapshot& snapshot,
                               base::Date today) {
    ReadingPreview out;
    rulebook::EvaluateRequest request;
    request.period = base::Period::year(today.year());
    request.as_of = today;
    out.period = request.period.code;
    out.rulebook = prepared.next.hash();
    const auto& after = prepared.next.interpretations();
    const auto one = std::ranges::find(after, prepared.decided.decision.interpretation, &rulebook::Interpretation::id);
    if (one != after.end())
        if (auto other = rulebook::counted_by(*one); !other.empty()) out.counted_by = std::move(other);
    TRY(const auto difference, rulebook::difference(book, prepared.next, snapshot, request));
    for (const auto& touched : difference.touched) {
        const auto* norm = prepared.next.find(touched.norm);
        TouchedView view{touched.norm,
                         norm->statement,
                         rulebook::cite(norm->source_brief, norm->clause),
                         touched.appearing,
                         touched.vanishing,
                         touched.other,
                         {}};
        out.appearing += touched.appearing;
        out.vanishing += touched.vanishing;
        out.other += touched.other;
        for (const auto& row : touched.rows) {
            if (view.rows.size() == rows_shown) break;
            view.rows.push_back({row.change, row.before, row.after, row.unit, row.area, row.subject});
        }
        out.touched.push_back(std::move(view));
    }
    return out;
}

Status record(const rulebook::Rulebook& book, const PreparedDecision& prepared, db::Tx& tx) {
    TRYV(store::add(tx, prepared.decided));
    tx.after_commit([running = book, next = prepared.next]() mutable { running.replace(next); });
    return {};
}

}  // namespace sauro::rules
