#include "modules/documents/check.hpp"

#include <algorithm>

#include "docread/docread.hpp"
#include "modules/documents/rules.hpp"

namespace sauro::documents {

namespace {

FindingView view_of(rulebook::Finding&& f) {
    FindingView view;
    view.norm = std::move(f.norm);
    view.row = std::move(f.row);
    view.source = std::move(f.source);
    view.clause = std::move(f.clause);
    view.outcome = std::move(f.outcome);
    view.severity = std::move(f.severity);
    view.force = std::move(f.force);
    view.group = f.group.empty() ? "noi_dung" : std::move(f.group);
    view.message = std::move(f.message);
    view.remedy = std::move(f.remedy);
    view.measured = std::move(f.measured);
    view.limit = std::move(f.limit);
    view.missing = std::move(f.missing);
    for (auto& passage : f.passages) {
        PassageView shown;
        shown.start = static_cast<std::int64_t>(passage.start);
        shown.end = static_cast<std::int64_t>(passage.end);
        shown.quote = std::move(passage.quote);
        if (passage.other) {
            shown.other =
                OtherPassageView{std::move(passage.other->file), static_cast<std::int64_t>(passage.other->start),
                                 static_cast<std::int64_t>(passage.other->end)};
        }
        if (const auto& at = passage.place) {
            shown.page = at->page;
            shown.box = BoxView{at->left, at->top, at->right, at->bottom};
        }
        view.passages.push_back(std::move(shown));
    }
    view.interpretations = std::move(f.interpretations);
    view.repairable = !f.repair.empty();
    return view;
}

constexpr std::string_view kNoCopy = "KL226.2.1.d3.no-copy";

// The share from which wording counts as copied; none when the rulebook does not say.
std::optional<double> copy_limit(const rulebook::Rulebook& book, base::Date on) {
    const auto* norm = book.find(kNoCopy);
    const auto* parameter = norm == nullptr ? nullptr : norm->parameter("max_containment");
    const auto* value = parameter == nullptr ? nullptr : parameter->on(on);
    return value == nullptr ? std::nullopt : std::optional(value->value.approximate());
}

}  // namespace

json::Any reading_json(const docread::Document& document, bool with_text) {
    json::Any value = json::to_json(document);
    if (!with_text && value.is_object()) value.get_object().erase("text");
    return value;
}

Result<CheckAnswer> check_text(db::Snapshot& snapshot, const store::Unit& unit, const Services& services,
                               const CheckRequest& request) {
    if (const auto marking = docread::secrecy_marking(request.text)) TRYV(refuse_secret(*marking));
    const auto& book = services.rulebook;
    auto document = request.look.reading ? *request.look.reading : docread::analyse(request.text);
    // What the form says stands for what a draft without its head cannot say.
    if (!document.document_type && request.document_type) document.document_type = request.document_type;
    if (!document.system)
        document.system = request.system ? request.system : Text(unit.bloc == "party" ? "party" : "state");

    rulebook::CheckContext context;
    context.unit_level = unit.level;
    context.unit_bloc = unit.bloc;
    context.unit_path = unit.path;
    std::vector<std::string> superiors = request.against;
    if (request.implements) {
        TRY(const auto found, store::duplicates(snapshot, {unit.id, *request.implements, "", std::nullopt, "", ""}));
        for (const auto& match : found) {
            if (std::find(superiors.begin(), superiors.end(), match.id) == superiors.end())
                superiors.push_back(match.id);
        }
    }
    rulebook::LegalRegister legal;
    if (services.legal) {
        TRY(legal, services.legal(snapshot, unit.path, document));
        context.legal = &legal;
    }
    CheckAnswer answer;
    if (request.look.reading) answer.looks = "file";
    if (request.look.edited) answer.looks = "edited";
    const auto limit = copy_limit(book, request.on);
    if (limit) answer.copy_limit_percent = static_cast<std::int64_t>(*limit * 100 + 0.5);
    for (const auto& one : request.superiors) {
        const bool above = limit && one.share >= *limit;
        answer.copies.push_back(
            {one.id, one.unit, one.symbol, one.issuer, one.subject, static_cast<std::int64_t>(one.share * 100), above});
        answer.necessity = answer.necessity || above;
        const bool known = std::ranges::find(superiors, one.id) != superiors.end();
        if (above && !known) superiors.push_back(one.id);
    }
    for (const auto& id : superiors) {
        // What the engine found may stand in the register of a unit above, which the person may view.
        const bool found = std::ranges::find(request.superiors, id, &Superior::id) != request.superiors.end();
        TRY(const auto record, store::find(snapshot, found ? std::string_view() : unit.id, id));
        if (!record) return no_such_document();
        TRY(const auto stored, store::text_of(snapshot, id));
        if (!stored || stored->text.empty()) continue;
        auto other = docread::analyse(stored->text);
        if (!other.symbol) other.symbol = record->symbol;
        other.file = record->id;
        context.against.push_back(std::move(other));
    }

    for (auto& finding : rulebook::check(book, document, context)) {
        auto& s = answer.summary;
        auto& counter = finding.outcome == "breached"         ? s.breached
                        : finding.outcome == "met"            ? s.met
                        : finding.outcome == "waived"         ? s.waived
                        : finding.outcome == "not_applicable" ? s.not_applicable
                                                              : s.cannot_tell;
        ++counter;
        answer.necessity = answer.necessity || (finding.norm == kNoCopy && finding.outcome == "breached");
        if (!finding.repair.empty()) answer.repairs.emplace_back(finding.norm, finding.repair);
        answer.findings.push_back(view_of(std::move(finding)));
    }
    answer.summary.rulebook = book.hash();
    answer.document = reading_json(document, false);
    return answer;
}

std::int64_t violations_of(const CheckAnswer& answer) {
    return std::count_if(answer.findings.begin(), answer.findings.end(),
                         [](const FindingView& f) { return f.outcome == "breached" && f.severity == "error"; });
}

std::int64_t warnings_of(const CheckAnswer& answer) {
    return std::count_if(answer.findings.begin(), answer.findings.end(),
                         [](const FindingView& f) { return f.outcome == "breached" && f.severity != "error"; });
}

}  // namespace sauro::documents
