// What a draft is before it is checked: gaps of its text filled from what was said of it, and the superior it carries
// out. The page and the command line both start here, so that they judge alike.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "docread/document.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::rulebook {

// By the form or the command line, for what the text does not say itself.
struct Said {
    std::optional<std::string> document_type;  // "kế hoạch"
    std::optional<std::string> system;         // party | state
    std::optional<std::string> unit_bloc;      // of the unit that drafts it: its system, where nothing else says
};
docread::Document completed(docread::Document document, const Said& said);

// The superior document which the text says it carries out, in its title or its opening.
struct NamedSuperior {
    std::string symbol;
    std::size_t start = 0, end = 0;  // code points of the sentence that names it; both 0 when only a field does
    std::string sentence;
};
std::optional<NamedSuperior> named_superior(const docread::Document& document);

// How much of the draft stands in each of these superiors' documents, as the norm on copying measures it: its finding
// for each alone. Empty when the rulebook has no such norm.
std::vector<Finding> copied_from(const Rulebook& book, const docread::Document& document, CheckContext context,
                                 const std::vector<docread::Document>& superiors);

// What stands at a place (code points) of a superior's document, at most some lines.
std::string words_at(const docread::Document& source, std::size_t start, std::size_t end);

}  // namespace sauro::rulebook
