// What offices keep as data, put over a rulebook: local documents, which may do what an overlay file may do, tighten
// and nothing else; and decisions on open interpretations, which may go either way within what the rulebook declares.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "rulebook/overlay.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::rulebook {

// Another choice that norms are then judged by, or the value of a parameter that the text leaves open.
struct Decision {
    std::string id;                      // of the record that keeps it
    std::string interpretation, choice;  // "INT-08", "(b)"
    struct Value {
        std::string norm, parameter, text;
    };
    std::vector<Value> values;  // only with the proposed choice, which they belong to
    std::string owner, symbol;  // who decided, by which document
    base::Date date;
};

struct Localised {
    Rulebook book;
    std::map<std::string, std::string> refused;  // id of an overlay or decision -> why it is left out (Vietnamese)
};
// A rulebook of its own: the files of `book` with exactly these overlays and decisions. One that the files no longer
// allow (they became stricter since) is left out and named; the others stand. Without any the hash is that of the
// files.
Localised with_local(const Rulebook& book, std::vector<Overlay> overlays, const std::vector<Decision>& decisions);

// Whether one overlay may join those `book` has: as check_overlay, and a value must be stricter than what holds for its
// unit on that day, the documents of the units above included. Both clauses are named.
Status may_join(const Rulebook& book, const Overlay& overlay);

// What may be decided about an interpretation.
struct Choice {
    std::string letter, text;  // "(b)", "(b) …"
    bool proposed = false;
    bool counted = false;  // norms are or can be judged by it; another one is recorded and said, no more
};
std::vector<Choice> choices_of(const Rulebook& book, std::string_view interpretation);
// A value of the system's own under the proposed choice; one decided lies between these, both included.
struct OpenValue {
    std::string norm, parameter, least, most;
};
std::vector<OpenValue> open_values(const Rulebook& book, std::string_view interpretation);
// Whether a decision can be put over the files of `book`; the error names the field, and the clause of a value.
Status may_decide(const Rulebook& book, const Decision& decision);

// "20" of a parameter in percent is "20%"; a parameter that is a day takes an ISO date.
Result<ParameterValue> local_value(const Parameter& parameter, std::string_view text, base::Date from,
                                   std::string clause);

// What of `overlays` holds for a unit at `path`: those of its own and of the units above it.
std::vector<Overlay> overlays_over(const Rulebook& book, std::string_view norm, std::string_view path);

}  // namespace sauro::rulebook
