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
        view.passages.push_back({static_cast<std::int64_t>(passage.start), static_cast<std::int64_t>(passage.end),
                                 std::move(passage.quote)});
    }
    view.interpretations = std::move(f.interpretations);
    return view;
}

}  // namespace

json::Any reading_json(const docread::Document& document, bool with_text) {
    json::Any value = json::to_json(document);
    if (!with_text && value.is_object()) value.get_object().erase("text");
    return value;
}

Result<CheckAnswer> check_text(db::Snapshot& snapshot, const store::Unit& unit, const rulebook::Rulebook& book,
                               const CheckRequest& request) {
    if (const auto marking = docread::secrecy_marking(request.text)) TRYV(refuse_secret(*marking));
    auto document = docread::analyse(request.text);
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
    for (const auto& id : superiors) {
        TRY(const auto record, store::find(snapshot, unit.id, id));
        if (!record) return no_such_document();
        TRY(const auto stored, store::text_of(snapshot, id));
        if (!stored || stored->text.empty()) continue;
        auto other = docread::analyse(stored->text);
        if (!other.symbol) other.symbol = record->symbol;
        context.against.push_back(std::move(other));
    }

    CheckAnswer answer;
    for (auto& finding : rulebook::check(book, document, context)) {
        auto& s = answer.summary;
        auto& counter = finding.outcome == "breached"         ? s.breached
                        : finding.outcome == "met"            ? s.met
                        : finding.outcome == "waived"         ? s.waived
                        : finding.outcome == "not_applicable" ? s.not_applicable
                                                              : s.cannot_tell;
        ++counter;
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
