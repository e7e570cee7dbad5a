#include "docread/parts/words.hpp"

#include <algorithm>

#include "text/letters.hpp"
#include "text/text.hpp"
#include "text/utf8.hpp"

namespace sauro::docread {
namespace {

int weight(char sep) {
    static constexpr std::string_view kOrder = " /-,)(:;.";  // weakest first
    const std::size_t at = kOrder.find(sep);
    return at == std::string_view::npos ? 0 : static_cast<int>(at);
}

// What a reading without Vietnamese leaves of a syllable: its consonants. "văn" read as "vin" keeps "v-n".
std::string bones(std::string_view folded) {
    std::string out;
    for (const char c : folded) {
        const bool vowel = std::string_view("aeiouyw0").find(c) != std::string_view::npos;
        if (!vowel)
            out += c;
        else if (out.empty() || out.back() != '-')
            out += '-';
    }
    return out;
}

}  // namespace

Words::Words(const Source& source, Span folded) : source_(source), span_(folded) {
    const std::string_view f = source.folded().substr(0, folded.end);
    char sep = ' ';
    bool quoted = false, bracketed = false;
    for (std::size_t at = folded.begin; at < f.size();) {
        const std::size_t from = at;
        const char32_t c = text::next_codepoint(f, at);
        if (text::is_letter(c) || text::is_digit(c)) {
            std::size_t end = at;
            while (end < f.size()) {
                std::size_t next = end;
                const char32_t d = text::next_codepoint(f, next);
                if (!text::is_letter(d) && !text::is_digit(d)) break;
                end = next;
            }
            Word w;
            w.folded = {from, end};
            w.sep = sep;
            w.quoted = quoted;
            w.bracketed = bracketed;
            w.upper = starts_upper(source.text().substr(source.raw_at(from), 4));
            words_.push_back(w);
            sep = ' ';
            at = end;
            continue;
        }
        char mark = ' ';
        if (c == U'(') bracketed = true;
        if (c == U')') bracketed = false;
        if (c == U'“') quoted = true;
        if (c == U'”') quoted = false;
        if (c < 0x80 && std::string_view("/-,)(:;.").find(static_cast<char>(c)) != std::string_view::npos)
            mark = static_cast<char>(c);
        if (c == U'–' || c == U'—') mark = '-';
        if (c == U'…') mark = ',';
        if (c == U'?' || c == U'!') mark = '.';
        if (c == U'\t') mark = ';';
        if (weight(mark) > weight(sep)) sep = mark;
    }
    last_sep_ = sep;
}

Span Words::stretch(std::size_t from, std::size_t to) const {
    if (from >= to || from >= words_.size()) return {};
    return {words_[from].folded.begin, words_[std::min(to, words_.size()) - 1].folded.end};
}

std::string Words::text(std::size_t from, std::size_t to) const {
    const Span s = stretch(from, to);
    if (s.empty()) return {};
    Span raw = source_.raw_span(s);
    // "Phòng Nghiệp vụ 1 (Thanh tra tỉnh)": the bracket that a stretch opened and the word behind it closes.
    const std::string_view inside = source_.raw(raw);
    if (source_.text().substr(raw.end).starts_with(')') && inside.rfind('(') != std::string_view::npos &&
        inside.find(')', inside.rfind('(')) == std::string_view::npos)
        ++raw.end;
    return text::collapse_space(source_.raw(raw));
}

std::size_t Words::at(std::size_t folded) const {
    return static_cast<std::size_t>(
        std::lower_bound(words_.begin(), words_.end(), folded,
                         [](const Word& w, std::size_t offset) { return w.folded.begin < offset; }) -
        words_.begin());
}

Lexicon::Lexicon(std::span<const std::string_view> phrases) {
    for (const auto phrase : phrases) {
        Phrase p;
        for (std::size_t at = 0; at < phrase.size();) {
            std::size_t end = phrase.find(' ', at);
            if (end == std::string_view::npos) end = phrase.size();
            p.canonical.push_back(text::canonical(phrase.substr(at, end - at)));
            p.folded.push_back(text::fold(p.canonical.back()));
            p.bones.push_back(bones(p.folded.back()));
            at = end + 1;
        }
        phrases_.push_back(std::move(p));
    }
    std::stable_sort(phrases_.begin(), phrases_.end(),
                     [](const Phrase& a, const Phrase& b) { return a.folded.size() > b.folded.size(); });
    for (std::size_t i = 0; i < phrases_.size(); ++i) {
        first_[phrases_[i].folded.front()].push_back(i);
        if (phrases_[i].folded.size() > 1) bones_[phrases_[i].bones.front()].push_back(i);
    }
}

std::size_t Lexicon::match(const Words& words, std::size_t i) const {
    if (i >= words.size()) return 0;
    const bool marks_weigh = !words.source().marks_missing();
    const auto longest = [&](const Index& index, const std::string& key, auto same_word) -> std::size_t {
        const auto it = index.find(key);
        if (it == index.end()) return 0;
        for (const std::size_t at : it->second) {
            const Phrase& p = phrases_[at];
            if (i + p.folded.size() > words.size()) continue;
            bool same = true;
            for (std::size_t k = 0; k < p.folded.size() && same; ++k)
                same = (k == 0 || words[i + k].sep == ' ') && same_word(p, k);
            if (same) return p.folded.size();
        }
        return 0;
    };
    const std::size_t exact = longest(first_, std::string(words.folded(i)), [&](const Phrase& p, std::size_t k) {
        return words.folded(i + k) == p.folded[k] &&
               (!marks_weigh || text::canonical(words.raw(i + k)) == p.canonical[k]);
    });
    if (exact > 1 || marks_weigh) return exact;
    // One syllable at least must have come through whole.
    bool whole = false;
    const std::size_t near = longest(bones_, bones(words.folded(i)), [&](const Phrase& p, std::size_t k) {
        const bool exact_here = words.folded(i + k) == p.folded[k];
        whole = exact_here || (k > 0 && whole);
        return (exact_here || bones(words.folded(i + k)) == p.bones[k]) && (whole || k + 1 < p.folded.size());
    });
    return std::max(exact, near);
}

}  // namespace sauro::docread
