// A draft against the rulebook, as the web page sees it.
#pragma once
#include <string>
#include <vector>

#include "docread/document.hpp"
#include "json/json.hpp"
#include "modules/documents/store.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::documents {

struct PassageView {
    std::int64_t start = 0, end = 0;
    std::string quote;
};
BOOST_DESCRIBE_STRUCT(PassageView, (), (start, end, quote))
struct FindingView {
    std::string norm, row, source, clause, outcome, severity, force, group, message, remedy;
    Text measured, limit, missing, quote;
    std::vector<PassageView> passages;
    std::vector<std::string> interpretations;
};
BOOST_DESCRIBE_STRUCT(FindingView, (),
                      (norm, row, source, clause, outcome, severity, force, group, message, remedy, measured, limit,
                       missing, quote, passages, interpretations))
struct CheckSummary {
    std::int64_t breached = 0, met = 0, waived = 0, not_applicable = 0, cannot_tell = 0;
    std::string rulebook;
};
BOOST_DESCRIBE_STRUCT(CheckSummary, (), (breached, met, waived, not_applicable, cannot_tell, rulebook))
struct CheckAnswer {
    json::Any document;  // the reading without its text
    std::vector<FindingView> findings;
    CheckSummary summary;
};
BOOST_DESCRIBE_STRUCT(CheckAnswer, (), (document, findings, summary))

struct CheckRequest {
    std::string text;
    Text document_type, system, implements;  // implements: symbol of the superior document
    std::vector<std::string> against;        // ids of documents of this unit
};
// Pure once the superior documents are read from the snapshot; takes up to some 200 ms for ten pages, so never inside a
// write.
Result<CheckAnswer> check_text(db::Snapshot&, const store::Unit&, const rulebook::Rulebook&, const CheckRequest&);
// Breaches of the level "Vi phạm": these hold a number back until the signer gives a reason; warnings and hints do not.
std::int64_t violations_of(const CheckAnswer&);
std::int64_t warnings_of(const CheckAnswer&);
// A reading as JSON; `with_text` false leaves the text out.
json::Any reading_json(const docread::Document&, bool with_text);

}  // namespace sauro::documents
