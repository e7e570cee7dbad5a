#include "modules/documents/check.hpp"

#include <algorithm>

#include "base/hash.hpp"
#include "docread/docread.hpp"
#include "modules/documents/rules.hpp"
#include "modules/documents/text_claims.hpp"
#include "rulebook/prepare.hpp"

namespace sauro::documents {

namespace {

FindingView view_of(rulebook::Finding&& f, const std::vector<docread::Document>& against) {
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
        if (auto& at = passage.other) {
            const auto source = std::ranges::find(against, at->file, &docread::Document::file);
            OtherPassageView other;
            other.document = source == against.end() ? at->file : source->file;
            if (source != against.end()) {
                other.symbol = source->symbol;
                other.quote = rulebook::words_at(*source, at->start, at->end);
            }
            other.start = static_cast<std::int64_t>(at->start);
            other.end = static_cast<std::int64_t>(at->end);
            shown.other = std::move(other);
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

CoveredTaskView view_of(rulebook::TaskCoverage::Task&& task) {
    return {static_cast<std::int64_t>(task.start),
            static_cast<std::int64_t>(task.end),
            std::move(task.text),
            std::move(task.lead),
            std::move(task.due),
            std::move(task.clause)};
}

std::vector<CoverageRowView> view_of(std::vector<rulebook::TaskCoverage>&& rows) {
    std::vector<CoverageRowView> out;
    for (auto& row : rows) {
        CoverageRowView one{view_of(std::move(row.superior)),
                            row.addressed,
                            row.by_document,
                            {},
                            row.copied,
                            std::move(row.state),
                            row.has_resources,
                            row.has_time,
                            row.has_responsible};
        if (row.own) one.own = view_of(std::move(*row.own));
        out.push_back(std::move(one));
    }
    return out;
}

// The superiors' documents of one check, each once, for the first reason found.
class Superiors {
  public:
    void add(std::string_view id, std::string_view why) {
        if (std::ranges::find(found_, id, &CoverageView::file) != found_.end()) return;
        CoverageView one;
        one.file = id;
        one.why = why;
        found_.push_back(std::move(one));
    }
    std::vector<CoverageView>& all() { return found_; }

  private:
    std::vector<CoverageView> found_;
};

constexpr std::string_view kNoCopy = "KL226.2.1.d3.no-copy";

std::optional<std::int64_t> percent_of(const std::optional<std::string>& share) {
    const auto exact = share ? rulebook::Rational::parse(*share) : Result<rulebook::Rational>(rulebook::Rational());
    if (!share || !exact) return std::nullopt;
    return exact->numerator() * 100 / exact->denominator();
}

// What the draft repeats of the superiors' documents that the engine found. The engine only finds; the share is the
// one of the norm on copying, so that the list, its dialog and the finding say one number.
Result<std::vector<CopyView>> copies_of(db::Snapshot& snapshot, const Services& services, const CheckRequest& request,
                                        PreparedCheck& prepared) {
    std::vector<docread::Document> texts;
    std::vector<CopyView> out;
    for (const auto& one : request.superiors) {
        TRY(auto stored, store::text_of(snapshot, one.id));
        if (!stored || stored->text.empty()) continue;
        texts.emplace_back().text = std::move(stored->text);
        out.push_back(
            {one.id, one.unit, one.symbol, one.issuer, one.subject, static_cast<std::int64_t>(one.share * 100), false});
    }
    if (texts.empty()) return out;
    const auto found = rulebook::copied_from(services.rulebook, prepared.document, prepared.context, texts);
    for (std::size_t i = 0; i < found.size(); ++i) {
        out[i].percent = percent_of(found[i].measured).value_or(out[i].percent);
        out[i].above = found[i].outcome == "breached";
        if (const auto limit = percent_of(found[i].limit)) prepared.copy_limit_percent = limit;
    }
    std::ranges::stable_sort(out, std::ranges::greater{}, &CopyView::percent);
    return out;
}

// The document the draft carries out: what its field names, else what its opening names. Every document of that symbol
// in the unit's registers is held against the draft; the field also stands for a text that names none.
Result<std::optional<ImplementsView>> implemented(db::Snapshot& snapshot, const store::Unit& unit,
                                                  const CheckRequest& request, docread::Document& document,
                                                  Superiors& superiors) {
    ImplementsView out;
    const auto named = rulebook::named_superior(document);
    if (request.implements) {
        out.symbol = *request.implements;
        out.why = "field";
        document.about.insert(document.about.begin(), {out.symbol, "implements"});
    } else if (named) {
        out.symbol = named->symbol;
        out.why = "text";
        out.sentence = named->sentence;
        out.start = static_cast<std::int64_t>(named->start);
        out.end = static_cast<std::int64_t>(named->end);
    } else {
        return std::nullopt;
    }
    TRY(const auto found, store::duplicates(snapshot, {unit.id, out.symbol, "", std::nullopt, "", ""}));
    for (const auto& match : found) superiors.add(match.id, out.why);
    return out;
}

}  // namespace

json::Any reading_json(const docread::Document& document, bool with_text) {
    json::Any value = json::to_json(document);
    if (!with_text && value.is_object()) value.get_object().erase("text");
    return value;
}

std::string stored_reading(const docread::Document& document) {
    json::Any value = reading_json(document, false);
    value.as_object()["words"] = base::sha256(document.text);
    return json::write(value);
}

Result<PreparedCheck> prepare_check(db::Snapshot& snapshot, const store::Unit& unit, const Services& services,
                                    const CheckRequest& request) {
    if (const auto marking = docread::secrecy_marking(request.text)) TRYV(refuse_secret(*marking));
    PreparedCheck out;
    rulebook::CheckContext& context = out.context;
    context.unit_level = unit.level;
    context.unit_bloc = unit.bloc;
    context.unit_path = unit.path;
    out.document = rulebook::completed(request.look.reading ? *request.look.reading : docread::analyse(request.text),
                                       {request.document_type, request.system, unit.bloc});
    Superiors superiors;
    for (const auto& id : request.against) superiors.add(id, "asked");
    TRY(out.implements, implemented(snapshot, unit, request, out.document, superiors));
    if (services.legal) {
        TRY(auto legal, services.legal(snapshot, unit.path, out.document));
        out.legal = std::make_shared<rulebook::LegalRegister>(std::move(legal));
        context.legal = out.legal.get();
    }
    TRY(out.copies, copies_of(snapshot, services, request, out));
    for (const auto& one : out.copies) {
        out.necessity = out.necessity || one.above;
        if (one.above) superiors.add(one.id, "copy");
    }
    for (auto& one : superiors.all()) {
        // What the engine found may stand in the register of a unit above, which the person may view.
        const bool found = std::ranges::find(request.superiors, one.file, &Superior::id) != request.superiors.end();
        TRY(const auto record, store::find(snapshot, found ? std::string_view() : unit.id, one.file));
        if (!record) return no_such_document();
        one.symbol = record->symbol;
        one.subject = record->subject;
        TRY(const auto stored, store::text_of(snapshot, one.file));
        if (!stored || stored->text.empty()) continue;
        auto other = docread::analyse(stored->text);
        if (!other.symbol) other.symbol = record->symbol;
        other.file = record->id;
        if (out.implements && one.why == out.implements->why) out.implements->known = true;
        context.against.push_back(std::move(other));
        out.superiors.push_back(std::move(one));
    }
    return out;
}

Result<CheckAnswer> check_text(db::Snapshot& snapshot, const store::Unit& unit, const Services& services,
                               const CheckRequest& request) {
    const auto& book = services.rulebook;
    TRY(auto prepared, prepare_check(snapshot, unit, services, request));
    CheckAnswer answer;
    if (request.look.reading) answer.looks = "file";
    if (request.look.reading) answer.warnings = request.look.reading->warnings;
    if (request.look.edited) answer.looks = "edited";
    if (request.look.scan) answer.looks = "scan";
    if (prepared.document.issuer) {
        if (auto place = other_place(*prepared.document.issuer, unit.name); !place.empty())
            answer.warnings.push_back(std::move(place));
    }
    answer.implements = std::move(prepared.implements);
    answer.copies = std::move(prepared.copies);
    answer.copy_limit_percent = prepared.copy_limit_percent;
    answer.necessity = prepared.necessity;
    auto checked = rulebook::check_with_coverage(book, prepared.document, prepared.context);
    for (auto& finding : checked.findings) {
        auto& s = answer.summary;
        auto& counter = finding.outcome == "breached"         ? s.breached
                        : finding.outcome == "met"            ? s.met
                        : finding.outcome == "waived"         ? s.waived
                        : finding.outcome == "not_applicable" ? s.not_applicable
                                                              : s.cannot_tell;
        ++counter;
        answer.necessity = answer.necessity || (finding.norm == kNoCopy && finding.outcome == "breached");
        if (!finding.repair.empty()) answer.repairs.emplace_back(finding.norm, finding.repair);
        const auto* norm = book.find(finding.norm);
        answer.findings.push_back(view_of(std::move(finding), prepared.context.against));
        answer.findings.back().sums_up = norm != nullptr && norm->analyser == "format_summary";
    }
    for (std::size_t i = 0; i < prepared.superiors.size(); ++i) {
        prepared.superiors[i].rows = view_of(std::move(checked.coverage[i]));
        if (!prepared.superiors[i].rows.empty()) answer.coverage.push_back(std::move(prepared.superiors[i]));
    }
    answer.summary.rulebook = book.hash();
    answer.document = reading_json(prepared.document, false);
    return answer;
}

std::int64_t violations_of(const CheckAnswer& answer) {
    return std::count_if(answer.findings.begin(), answer.findings.end(), [](const FindingView& f) {
        return f.outcome == "breached" && !f.sums_up && f.severity == "error";
    });
}

std::int64_t warnings_of(const CheckAnswer& answer) {
    return std::count_if(answer.findings.begin(), answer.findings.end(), [](const FindingView& f) {
        return f.outcome == "breached" && !f.sums_up && f.severity != "error";
    });
}

}  // namespace sauro::documents
