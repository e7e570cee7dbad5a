// A draft against the rulebook, as the web page sees it.
#pragma once
#include <string>
#include <vector>

#include "docread/document.hpp"
#include "json/json.hpp"
#include "modules/documents/module.hpp"
#include "modules/documents/readings.hpp"
#include "modules/documents/store.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::documents {

// The place in a superior's document: its id in the register, its symbol, the words there.
struct OtherPassageView {
    std::string document;
    Text symbol;
    std::int64_t start = 0, end = 0;
    std::string quote;
};
BOOST_DESCRIBE_STRUCT(OtherPassageView, (), (document, symbol, start, end, quote))
// On the sheet of the draft's file, twips from the left and the top.
struct BoxView {
    std::int64_t left = 0, top = 0, right = 0, bottom = 0;
};
BOOST_DESCRIBE_STRUCT(BoxView, (), (left, top, right, bottom))
struct PassageView {
    std::int64_t start = 0, end = 0;
    std::string quote;
    std::optional<OtherPassageView> other;
    Number page;  // from 1, with its box: where the file has pages
    std::optional<BoxView> box;
};
BOOST_DESCRIBE_STRUCT(PassageView, (), (start, end, quote, other, page, box))
struct FindingView {
    std::string norm, row, source, clause, outcome, severity, force, group, message, remedy;
    Text measured, limit, missing;
    std::vector<PassageView> passages;
    std::vector<std::string> interpretations;
    bool repairable = false;  // "Sửa giúp" mends the file without touching a word
    bool sums_up = false;     // tells of the faults of form found beside it: no fault of its own
};
BOOST_DESCRIBE_STRUCT(FindingView, (),
                      (norm, row, source, clause, outcome, severity, force, group, message, remedy, measured, limit,
                       missing, passages, interpretations, repairable, sums_up))
struct CheckSummary {
    std::int64_t breached = 0, met = 0, waived = 0, not_applicable = 0, cannot_tell = 0;
    std::string rulebook;
};
BOOST_DESCRIBE_STRUCT(CheckSummary, (), (breached, met, waived, not_applicable, cannot_tell, rulebook))
// A superior's document whose wording the draft repeats.
struct CopyView {
    std::string id, unit;
    Text symbol, issuer;
    std::string subject;
    std::int64_t percent = 0;  // of the draft's own words as KL226.2.1.d3.no-copy measures them, rounded down
    bool above = false;        // more than the rulebook lets pass
};
BOOST_DESCRIBE_STRUCT(CopyView, (), (id, unit, symbol, issuer, subject, percent, above))
// A task as it stands in its own document, code points.
struct CoveredTaskView {
    std::int64_t start = 0, end = 0;
    std::string text;
    Text lead, due, clause;
};
BOOST_DESCRIBE_STRUCT(CoveredTaskView, (), (start, end, text, lead, due, clause))
// As `coverage` of `sauro check --json`: a task of the superior and the draft's own; no own one is a gap, when
// addressed.
struct CoverageRowView {
    CoveredTaskView superior;
    bool addressed = true, by_document = false;
    std::optional<CoveredTaskView> own;
    bool copied = false;  // the own task is the superior's, word for word
    std::string state;    // covered | copied | doubtful | gap: what the finding counts it as, when addressed
    bool has_resources = false, has_time = false, has_responsible = false;
};
BOOST_DESCRIBE_STRUCT(CoverageRowView, (),
                      (superior, addressed, by_document, own, copied, state, has_resources, has_time, has_responsible))
// A superior's document the draft is held against. `why`: field (the person named it), text (the draft does), asked
// (`against` of the request), copy (its wording is repeated).
struct CoverageView {
    std::string file, why;  // file: id in the register
    Text symbol;
    std::string subject;
    std::vector<CoverageRowView> rows;
};
BOOST_DESCRIBE_STRUCT(CoverageView, (), (file, why, symbol, subject, rows))
// What the draft carries out, by its field or else by its own words.
struct ImplementsView {
    std::string symbol, why;  // field | text
    Text sentence;            // of the draft, that names it
    std::int64_t start = 0, end = 0;
    bool known = false;  // stands in the unit's registers with its words
};
BOOST_DESCRIBE_STRUCT(ImplementsView, (), (symbol, why, sentence, start, end, known))
struct CheckAnswer {
    json::Any document;  // the reading without its text
    std::vector<FindingView> findings;
    CheckSummary summary;
    std::optional<ImplementsView> implements;
    std::vector<CoverageView> coverage;
    std::vector<CopyView> copies;
    Number copy_limit_percent;  // of KL226.2.1.d3.no-copy, where it judged one of `copies`
    bool necessity = false;     // the five questions are asked before the number
    // Whose looks were checked: "file"; "edited": the words are no longer those of the file; "scan": the words were
    // read from pictures; absent: no file shows any.
    Text looks;
    // What the reader says of the file: changes or comments nobody has settled, notes that were not read.
    std::vector<std::string> warnings;
    std::vector<std::pair<std::string, docread::Repair>> repairs{};  // norm -> what mends it; not in the JSON
};
BOOST_DESCRIBE_STRUCT(CheckAnswer, (),
                      (document, findings, summary, implements, coverage, copies, copy_limit_percent, necessity, looks,
                       warnings))

struct CheckRequest {
    std::string text;
    Text document_type, system, implements;  // implements: symbol of the superior document
    std::vector<std::string> against;        // ids of documents of this unit
    std::vector<Superior> superiors{};       // what the reuse engine found; the person may view each
    FileLook look{};                         // of the draft's file
};
// A draft with everything it is checked with: its unit, the documents in force, the superiors of the registers. The
// page and `sauro check --data` both start here.
struct PreparedCheck {
    docread::Document document;
    rulebook::CheckContext context;  // `legal` points to the register below
    std::shared_ptr<rulebook::LegalRegister> legal;
    std::optional<ImplementsView> implements;
    std::vector<CoverageView> superiors;  // of each of `context.against`, without rows
    std::vector<CopyView> copies;
    Number copy_limit_percent;
    bool necessity = false;
};
Result<PreparedCheck> prepare_check(db::Snapshot&, const store::Unit&, const Services&, const CheckRequest&);
// Pure once the superior documents are read from the snapshot; takes up to some 200 ms for ten pages, so never inside a
// write.
Result<CheckAnswer> check_text(db::Snapshot&, const store::Unit&, const Services&, const CheckRequest&);
// Breaches of the level "Vi phạm": these hold a number back until the signer gives a reason; warnings and hints do not.
std::int64_t violations_of(const CheckAnswer&);
std::int64_t warnings_of(const CheckAnswer&);
// A reading as JSON; `with_text` false leaves the text out.
json::Any reading_json(const docread::Document&, bool with_text);
// What is kept beside the words of a file: the reading without them, and the hash that tells whether the words of the
// draft are still those of the file.
std::string stored_reading(const docread::Document&);

}  // namespace sauro::documents
