#include "drafts.hpp"

#include <unicode/normalizer2.h>

#include <algorithm>
#include <functional>

#include "text/letters.hpp"
#include "text/text.hpp"
#include "text/utf8.hpp"

namespace sauro::bench {
namespace {

using Damage = std::function<std::string(const std::string&, Random&)>;

std::string keep(const std::string& text, Random&) { return text; }
std::string ascii(const std::string& text, Random&) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = text::next_codepoint(text, at);
        const char32_t folded = text::fold_codepoint(c);
        if (c < 0x80)
            out += static_cast<char>(c);
        else if (folded != 0)
            text::append_codepoint(out, folded);
    }
    return out;
}

// Decomposed, and the tone of oa, oe, uy on the other vowel.
std::string decomposed(const std::string& text, Random&) {
    static constexpr std::pair<std::string_view, std::string_view> moved[] = {{"òa", "oà"}, {"óa", "oá"}, {"ỏa", "oả"},
                                                                              {"õa", "oã"}, {"ọa", "oạ"}, {"úy", "uý"},
                                                                              {"ùy", "uỳ"}, {"ủy", "uỷ"}, {"ụy", "uỵ"}};
    std::string other;
    for (std::size_t at = 0; at < text.size();) {
        const auto rest = std::string_view(text).substr(at);
        const auto* found =
            std::find_if(std::begin(moved), std::end(moved), [&](auto& m) { return rest.starts_with(m.first); });
        if (found != std::end(moved)) {
            other += found->second;
            at += found->first.size();
        } else {
            other += text[at++];
        }
    }
    UErrorCode status = U_ZERO_ERROR;
    std::string out;
    icu::Normalizer2::getNFDInstance(status)->normalize(icu::UnicodeString::fromUTF8(other), status).toUTF8String(out);
    return out;
}

// 8 % of the syllables replaced by others of the language.
Damage edited(const Language& language) {
    return [&language](const std::string& text, Random& random) {
        std::string out;
        std::size_t done = 0;
        for (const auto& [begin, end] : split(text)) {
            out += text.substr(done, begin - done);
            if (random.chance(0.08)) {
                const std::string& word = language.any_word(random);
                out += word.substr(0, word.find(' '));
            } else {
                out += text.substr(begin, end - begin);
            }
            done = end;
        }
        return out + text.substr(done);
    };
}

// A page read without a Vietnamese model: marks lost, vowels read as digits or consonants, now and then a blank lost or
// dirt read as a sign. `rough`: a worse scanner with other confusions, whole lines cut.
std::string scanned(const std::string& text, Random& random, bool rough) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = text::next_codepoint(text, at);
        const char32_t folded = text::fold_codepoint(c);
        if (c == U' ' && random.chance(rough ? 0.012 : 0.007)) continue;
        if (c == U' ' && random.chance(rough ? 0.02 : 0.01)) out += rough ? " ~" : " .";
        if (c >= 0x80 && folded != 0) {
            const double u = random.unit();
            if (u < (rough ? 0.36 : 0.29)) {
                static constexpr std::string_view wrong = "6d3b18@oe&uiafrw", other = "0q5h7l$cevmnxj4s9";
                out += (rough ? other : wrong)[random.below(static_cast<std::uint32_t>(wrong.size()))];
            } else if (u < 0.42) {
                text::append_codepoint(
                    out, text::with_tone(text::split_vowel(text::lower_codepoint(c)).plain, text::Tone::acute));
            } else {
                text::append_codepoint(out, folded);
            }
        } else if (c < 0x80 && text::is_letter(c) && random.chance(rough ? 0.03 : 0.012)) {
            static constexpr std::string_view from = "lioncrmhub", to = "1j0ue7nbv6";
            const auto found = from.find(static_cast<char>(c));
            out += found == std::string_view::npos ? static_cast<char>(c) : to[found];
        } else if (c == U'\n' && rough && random.chance(0.3)) {
            out += "\n|| 4. .DOC 2\n";
        } else {
            text::append_codepoint(out, c);
        }
    }
    return out;
}
std::string scan(const std::string& text, Random& random) { return scanned(text, random, false); }
std::string rough_scan(const std::string& text, Random& random) { return scanned(text, random, true); }

class Maker {
  public:
    Maker(const Corpus& corpus, std::uint32_t documents, std::uint32_t reachable)
        : corpus_(corpus),
          language_(corpus_seed),
          documents_(documents),
          reachable_(std::min(reachable, written_documents)) {}

    const Language& language() const { return language_; }

    // A piece of a document that is not in the corpus.
    std::string filler(Random& random, Kind kind, std::uint32_t syllables) const {
        Random other(0x5EED0000 + random.next() % 1'000'000);
        const std::string text = language_.document(other, kind);
        const auto words = split(text);
        const std::size_t count = std::min<std::size_t>(words.size(), syllables);
        const std::size_t from = random.below(static_cast<std::uint32_t>(words.size() - count + 1));
        return text.substr(words[from].first, words[from + count - 1].second - words[from].first) + " ";
    }

    Draft draft(Random& random, Kind kind, std::uint32_t total, std::uint32_t passages, double share,
                const Damage& damage) const {
        struct Piece {
            std::string text;
            bool copied = false;
            Truth truth;
        };
        std::vector<Piece> pieces;
        Draft out;
        const auto copied = static_cast<std::uint32_t>(total * share);
        if (passages != 0) {
            const std::uint32_t each = copied / passages;
            out.source = pick(random, kind, copied + 20 * passages + 40);
            const std::string_view source = corpus_.text(out.source);
            const auto words = split(source);
            const std::size_t slice = words.size() / passages;  // one passage of each slice, so that they are disjoint
            for (std::uint32_t i = 0; i < passages; ++i) {
                const std::size_t from = slice * i + random.below(static_cast<std::uint32_t>(slice - each));
                const std::size_t begin = words[from].first, end = words[from + each - 1].second;
                pieces.push_back({std::string(source.substr(begin, end - begin)), true, {0, 0, begin, end}});
            }
        }
        for (std::uint32_t own = total - copied; own > 0;) {
            const std::uint32_t n = std::min<std::uint32_t>(own, 60);
            pieces.push_back({filler(random, kind, n), false, {}});
            own -= n;
        }
        for (std::size_t i = pieces.size(); i > 1; --i)
            std::swap(pieces[i - 1], pieces[random.below(static_cast<std::uint32_t>(i))]);
        std::size_t syllables = 0, taken = 0;
        for (Piece& piece : pieces) {
            const std::string text = damage(piece.text, random);
            const std::size_t count = split(text).size();
            syllables += count;
            if (piece.copied) {
                taken += count;
                piece.truth.begin = out.text.size();
                piece.truth.end = out.text.size() + text.size();
                out.passages.push_back(piece.truth);
            }
            out.text += text;
            if (!out.text.ends_with('\n')) out.text += random.chance(0.3) ? '\n' : ' ';
        }
        out.share = static_cast<double>(taken) / static_cast<double>(std::max<std::size_t>(syllables, 1));
        return out;
    }

    Draft whole(Random& random, Kind kind, const Damage& damage) const {
        Draft out;
        out.source = pick(random, kind, 200);
        const std::string source(corpus_.text(out.source));
        out.text = damage(source, random);
        out.share = 1;
        out.passages.push_back({0, out.text.size(), 0, source.size()});
        return out;
    }

  private:
    std::uint32_t pick(Random& random, Kind kind, std::uint32_t syllables) const {
        for (;;) {
            const std::uint32_t number = random.below(reachable_);
            if (is_legal(number, documents_) != (kind == Kind::legal)) continue;
            const std::size_t size = split(corpus_.text(number)).size();
            if (size >= syllables && size <= 30000) return number;
        }
    }

    const Corpus& corpus_;
    Language language_;
    std::uint32_t documents_, reachable_;
};

}  // namespace

std::vector<Condition> make_drafts(const Corpus& corpus, std::uint32_t documents, std::uint32_t reachable,
                                   std::uint32_t per_condition) {
    const Maker maker(corpus, documents, reachable);
    std::vector<Condition> out;
    const auto add = [&](const char* name, std::uint32_t total, std::uint32_t passages, double share,
                         const Damage& damage, bool is_scanned, bool clean = false) {
        Condition condition{name, passages == 0, is_scanned, clean, {}};
        for (std::uint32_t i = 0; i < per_condition; ++i) {
            Random random(out.size() * 10007 + i + 1);
            // One passage of a legal text may be a clause that many have: then there is no one source to find.
            const Kind kind = i % 2 == 0 && passages != 1 ? Kind::legal : Kind::news;
            condition.drafts.push_back(maker.draft(random, kind, total, passages, share, damage));
        }
        out.push_back(std::move(condition));
    };
    const Damage edit = edited(maker.language());
    add("30 % clean", 900, 2, 0.3, keep, false, true);
    add("30 % ascii", 900, 2, 0.3, ascii, false);
    add("30 % scan", 900, 2, 0.3, scan, true);
    add("60 % clean", 900, 3, 0.6, keep, false, true);
    add("60 % NFD, tones moved", 900, 3, 0.6, decomposed, false);
    add("60 % edited 8 %", 900, 3, 0.6, edit, false);
    add("60 % scan", 900, 3, 0.6, scan, true);
    Condition whole{"whole document, scan", false, true, false, {}};
    for (std::uint32_t i = 0; i < per_condition; ++i) {
        Random random(777'000 + i);
        whole.drafts.push_back(maker.whole(random, i % 2 == 0 ? Kind::legal : Kind::news, scan));
    }
    out.push_back(std::move(whole));
    add("60 % second scanner", 900, 3, 0.6, rough_scan, true);
    add("one passage of 80", 480, 1, 80.0 / 480 + 1e-9, keep, false);
    add("one passage of 120, scan", 720, 1, 120.0 / 720 + 1e-9, scan, true);
    add("negative", 900, 0, 0, keep, false);
    add("negative, scan", 900, 0, 0, scan, true);
    Condition formulaic{"negative, half standard clauses", true, false, false, {}};
    for (std::uint32_t i = 0; i < per_condition; ++i) {
        Random random(888'000 + i);
        Draft draft;
        draft.text = maker.language().document(random, Kind::legal, 0.5, 800);
        formulaic.drafts.push_back(std::move(draft));
    }
    out.push_back(std::move(formulaic));
    return out;
}

double scan_survival(const Corpus& corpus) {
    Random random(5);
    std::size_t same = 0, all = 0;
    for (std::uint32_t i = 0; i < 50; ++i) {
        const std::string_view source = corpus.text(i);
        for (const auto& [begin, end] : split(source)) {
            const std::string word(source.substr(begin, end - begin));
            same += text::fold(scan(word, random)) == text::fold(word) ? 1 : 0;
            ++all;
        }
    }
    return static_cast<double>(same) / static_cast<double>(all);
}

}  // namespace sauro::bench
