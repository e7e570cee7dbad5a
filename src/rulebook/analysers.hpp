// Named analysers of a document text. Each returns what it saw; check.cpp turns that into a finding.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "docread/document.hpp"
#include "rulebook/format_page.hpp"
#include "rulebook/norm.hpp"
#include "rulebook/prose.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::rulebook {

// One task of the document at hand: read from it, or, where none was read, a directive clause.
struct OwnTask {
    Span span;
    std::string work;
    std::optional<std::string> lead;
    bool has_time = false;  // a date, a period or a cycle
};

struct Draft {
    const docread::Document& document;
    const CheckContext& context;
    Prose prose;
    FormatPage page;
    bool implements = false;
    std::string implemented;  // symbol of the superior document, "" when only known to implement one

    Draft(const docread::Document& document_in, const CheckContext& context_in);
};

struct Seen {
    std::string outcome;
    std::string message;
    std::optional<std::string> measured, limit, missing;
    std::vector<Finding::Passage> passages;
    docread::Repair repair = {};  // of a docx, where one is safe
};

struct AnalyserInput {
    const Norm& norm;
    const Draft& draft;
    std::optional<Rational> limit;           // of the norm's first parameter, moved by the case test or an overlay
    std::map<std::string, Rational> values;  // of all its parameters, moved likewise
    const Rulebook::Impl* book = nullptr;    // for the norm that sums up others
    const std::vector<Finding>* others = nullptr;  // what those found, when they were asked already
    // for the norm that sums up others
};

using Analyser = std::function<Seen(const AnalyserInput&)>;
const Analyser* find_analyser(std::string_view name);

// Shared by the analysers.
const std::vector<std::string>& list_of(const Norm& norm, const std::string& name);
Finding::Passage passage(const Draft& draft, Span span);
// First named body in the span, by the norm's lists `bodies` (capital, case kept), `not_bodies` and `classes`.
std::optional<Span> named_body(const Norm& norm, const Draft& draft, Span span);
bool states_time(const Draft& draft, Span span);
std::vector<OwnTask> own_tasks(const Norm& norm, const Draft& draft);
Seen no_superior();

// The measures of kind `format` (format*.cpp).
const std::map<std::string, Analyser, std::less<>>& format_measures();

Seen brief_clear(const AnalyserInput& in);
Seen goal(const AnalyserInput& in);
Seen concretise(const AnalyserInput& in);
Seen resources(const AnalyserInput& in);
Seen time_limit(const AnalyserInput& in);
Seen assignment(const AnalyserInput& in);
Seen one_lead(const AnalyserInput& in);

}  // namespace sauro::rulebook
