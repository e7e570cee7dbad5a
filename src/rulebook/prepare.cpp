#include "rulebook/prepare.hpp"

#include <algorithm>

#include "rulebook/check/analysers.hpp"
#include "rulebook/check/check.hpp"
#include "rulebook/impl.hpp"
#include "text/text.hpp"

namespace sauro::rulebook {

docread::Document completed(docread::Document document, const Said& said) {
    if (!document.document_type) document.document_type = said.document_type;
    if (!document.system) document.system = said.system;
    if (!document.system && said.unit_bloc) document.system = *said.unit_bloc == "party" ? "party" : "state";
    return document;
}

std::optional<NamedSuperior> named_superior(const docread::Document& document) {
    const CheckContext context;
    const Authority none;
    const Draft draft(document, context, none);
    if (draft.implemented.empty()) return std::nullopt;
    NamedSuperior out{draft.implemented, 0, 0, {}};
    const auto at = document.text.find(draft.implemented);
    for (const Span& sentence : draft.prose.sentences()) {
        if (at < sentence.start || at >= sentence.end) continue;
        const auto place = passage(draft, sentence);
        out.start = place.start;
        out.end = place.end;
        out.sentence = text::collapse_space(place.quote);
        break;
    }
    return out;
}

std::string words_at(const docread::Document& source, std::size_t start, std::size_t end) {
    constexpr std::size_t longest = 400;
    const text::CodepointIndex index(source.text);
    if (end <= start || start >= index.size()) return {};
    const std::size_t last = std::min({end, index.size(), start + longest});
    const std::size_t from = index.byte_at(start);
    std::string out = text::collapse_space(source.text.substr(from, index.byte_at(last) - from));
    if (last < end) out += "…";
    return out;
}

std::vector<Finding> copied_from(const Rulebook& book, const docread::Document& document, CheckContext context,
                                 const std::vector<docread::Document>& superiors) {
    std::vector<Finding> out;
    const auto norm = std::ranges::find(book.impl().norms, "no_copy", &Norm::analyser);
    if (norm == book.impl().norms.end()) return out;
    context.against.assign(1, {});
    const Draft draft(document, context, book.impl().authority);
    for (const auto& superior : superiors) {
        context.against.front() = superior;
        out.push_back(check_norm(book.impl(), *norm, draft, nullptr));
    }
    return out;
}

}  // namespace sauro::rulebook
