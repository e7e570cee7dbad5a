#include "rulebook/prose/concepts.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <stdexcept>

#include "base/embedded.hpp"
#include "text/text.hpp"

namespace sauro::embedded {
std::span<const base::EmbeddedFile> concepts();
}

namespace sauro::rulebook {
namespace {

std::optional<Concept::Class> class_of(std::string_view word) {
    if (word == "light") return Concept::Class::light;
    if (word == "who") return Concept::Class::who;
    if (word == "deed") return Concept::Class::deed;
    if (word == "thing") return Concept::Class::thing;
    return std::nullopt;
}

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t from = at;
        while (at < text.size() && word_byte(text[at])) ++at;
        if (at > from)
            out.emplace_back(text.substr(from, at - from));
        else
            ++at;
    }
    return out;
}

void Concepts::add(Concept::Class of, const std::vector<std::string>& phrases) {
    const auto id = static_cast<std::uint32_t>(concepts_.size());
    concepts_.push_back({of, phrases.empty() ? "" : phrases.front()});
    for (const auto& phrase : phrases) {
        auto words = words_of(phrase);
        if (words.empty()) continue;
        auto& list = phrases_[words.front()];
        const auto at = std::ranges::find_if(list, [&](const Phrase& p) { return p.words.size() <= words.size(); });
        const auto same = std::find_if(at, list.end(), [&](const Phrase& p) { return p.words == words; });
        if (same == list.end())
            list.insert(at, {std::move(words), {id}});
        else if (same->means.back() != id)
            same->means.push_back(id);
    }
}

void Concepts::add_lines(std::string_view lines) {
    for (std::size_t number = 1; !lines.empty(); ++number) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        const std::string line = text::canonical(lines.substr(0, end));
        lines.remove_prefix(std::min(end + 1, lines.size()));
        if (line.empty() || line.front() == '#') continue;
        const std::size_t colon = line.find(": ");
        const auto of = class_of(std::string_view(line).substr(0, std::min(colon, line.size())));
        // Part of the program: a wrong line is a fault of the build, and the tests read it.
        if (colon == std::string::npos || !of)
            throw std::runtime_error("data/concepts.txt, line " + std::to_string(number) + ": no class");
        std::vector<std::string> phrases;
        for (std::size_t from = colon + 2; from <= line.size();) {
            const std::size_t stop = std::min(line.find('|', from), line.size());
            phrases.push_back(line.substr(from, stop - from));
            from = stop + 1;
        }
        if (*of != Concept::Class::light) {
            add(*of, phrases);
            continue;
        }
        for (auto& word : phrases) add(*of, {std::move(word)});
    }
}

const Concepts::Phrase* Concepts::longest(const std::vector<std::string>& words, std::size_t at,
                                          std::size_t most) const {
    most = std::min(most, words.size() - at);
    const auto found = phrases_.find(words[at]);
    if (found == phrases_.end()) return nullptr;
    for (const Phrase& phrase : found->second) {
        const auto from = words.begin() + static_cast<std::ptrdiff_t>(at);
        if (phrase.words.size() <= most &&
            std::ranges::equal(phrase.words,
                               std::ranges::subrange(from, from + static_cast<std::ptrdiff_t>(phrase.words.size()))))
            return &phrase;
    }
    return nullptr;
}

const Concepts& Concepts::shipped() {
    static const Concepts built = [] {
        Concepts out;
        for (const auto& file : embedded::concepts()) out.add_lines(file.content);
        return out;
    }();
    return built;
}

}  // namespace sauro::rulebook
