// Named analysers of a document text. Each returns what it saw; check.cpp turns that into a finding.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "docread/document.hpp"
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
    bool implements = false;
    std::string implemented;  // symbol of the superior document, "" when only known to implement one

    Draft(const docread::Document& document_in, const CheckContext& context_in);
};

struct Seen {
    std::string outcome;
    std::string message;
    std::optional<std::string> measured, limit, missing;
    std::vector<Finding::Passage> passages;
};

struct AnalyserInput {
    const Norm& norm;
    const Draft& draft;
    std::optional<Rational> limit;  // of the norm's first parameter, moved by the case test or an overlay
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

Seen brief_clear(const AnalyserInput& in);
Seen goal(const AnalyserInput& in);
Seen concretise(const AnalyserInput& in);
Seen resources(const AnalyserInput& in);
Seen time_limit(const AnalyserInput& in);
Seen assignment(const AnalyserInput& in);
Seen one_lead(const AnalyserInput& in);
Seen speech_brief(const AnalyserInput& in);
Seen no_achievements(const AnalyserInput& in);

}  // namespace sauro::rulebook
