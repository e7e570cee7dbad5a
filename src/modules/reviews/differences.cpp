#include "modules/reviews/differences.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>

#include "text/text.hpp"

namespace sauro::reviews {
namespace {

constexpr std::size_t reach = 8;   // words that may differ before the two texts agree again
constexpr std::size_t around = 6;  // words of context on each side
constexpr std::array<std::string_view, 14> edges = {".", ",",  ";", ":", "(", ")", "[",
                                                    "]", "\"", "'", "…", "“", "”", "–"};

struct Word {
    std::string_view shown;  // as written, without signs at its ends
    std::string key;         // folded
    bool number = false;
    bool comma = false, capital = false;  // a comma behind it; a capital at its beginning
};

std::string_view trimmed(std::string_view word) {
    // Sign by sign, never byte by byte: the last byte of "ờ" is one of "”".
    for (bool again = true; again;) {
        again = false;
        for (const auto edge : edges) {
            if (word.starts_with(edge)) word.remove_prefix(edge.size()), again = true;
            if (word.ends_with(edge)) word.remove_suffix(edge.size()), again = true;
        }
    }
    return word;
}

bool holds_digit(std::string_view word) {
    return std::ranges::any_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<Word> words_of(std::string_view text) {
    std::vector<Word> out;
    std::size_t at = 0;
    while (at < text.size()) {
        while (at < text.size() && static_cast<unsigned char>(text[at]) <= ' ') ++at;
        std::size_t end = at;
        while (end < text.size() && static_cast<unsigned char>(text[end]) > ' ') ++end;
        const auto written = text.substr(at, end - at);
        const auto shown = trimmed(written);
        if (!shown.empty())
            out.push_back(
                {shown, text::fold(shown), holds_digit(shown), written.ends_with(','), text::to_lower(shown) != shown});
        at = end;
    }
    return out;
}

std::string joined(const std::vector<Word>& words, std::size_t from, std::size_t to) {
    std::string out;
    for (std::size_t i = from; i < std::min(to, words.size()); ++i) {
        if (!out.empty()) out += ' ';
        out += words[i].shown;
    }
    return out;
}

// What cannot be counted: the number stands at the end of its phrase.
bool is_joint(std::string_view key) {
    static constexpr std::array<std::string_view, 24> joints = {
        "khong", "va",  "hoac", "cua",   "theo", "de", "den",  "tro",  "la",  "cho",   "voi",  "do",
        "khi",   "thi", "ma",   "trong", "tai",  "tu", "phai", "duoc", "neu", "nhung", "bang", "nhu"};
    return std::ranges::find(joints, key) != joints.end();
}

// "02 tháng 3 năm 2026" is one day, wherever in it the texts differ.
std::optional<std::pair<std::size_t, std::size_t>> day_around(const std::vector<Word>& words, std::size_t at) {
    for (const std::size_t back : {0U, 2U, 4U}) {
        if (back > at) break;
        const std::size_t from = at - back;
        if (from + 4 < words.size() && words[from].number && words[from + 1].key == "thang" && words[from + 2].number &&
            words[from + 3].key == "nam" && words[from + 4].number)
            return std::pair(from, from + 5);
    }
    return std::nullopt;
}

// A bare number means little without what it counts; a date or a percentage stands alone.
std::string with_unit(const std::vector<Word>& words, std::size_t at) {
    if (const auto day = day_around(words, at)) return joined(words, day->first, day->second);
    const bool bare =
        std::ranges::all_of(words[at].shown, [](char c) { return (c >= '0' && c <= '9') || c == '.' || c == ','; });
    return joined(words, at, bare && at + 1 < words.size() && !is_joint(words[at + 1].key) ? at + 2 : at + 1);
}

// The day a paper is of ("Bến Thử, ngày 02 tháng 3 năm 2026") and its number are its own: any two papers differ there.
bool of_the_head(const std::vector<Word>& words, std::size_t at) {
    if (const auto day = day_around(words, at); day && day->first >= 2 && words[day->first - 1].key == "ngay") {
        const auto place = words[day->first - 2];
        return place.comma && place.capital;
    }
    return at > 0 && words[at - 1].key == "so" && words[at].shown.find_first_of("/-") != std::string_view::npos;
}

std::string context(const std::vector<Word>& words, std::size_t at) {
    return joined(words, at > around ? at - around : 0, at + around + 1);
}

class Walk {
  public:
    Walk(std::vector<Word> a, std::vector<Word> b, std::vector<Difference>& out, std::size_t most)
        : a_(std::move(a)), b_(std::move(b)), out_(out), most_(most) {}

    void run() {
        std::size_t i = 0, j = 0;
        while (i < a_.size() && j < b_.size() && out_.size() < most_) {
            if (a_[i].key == b_[j].key) {
                ++i;
                ++j;
                continue;
            }
            const auto [di, dj] = gap(i, j);
            pair_numbers(i, i + di, j, j + dj);
            i += di;
            j += dj;
        }
    }

  private:
    // The shortest way to two words that agree again; one word each when there is none near.
    std::pair<std::size_t, std::size_t> gap(std::size_t i, std::size_t j) const {
        for (std::size_t sum = 1; sum <= 2 * reach; ++sum) {
            for (std::size_t di = sum > reach ? sum - reach : 0; di <= std::min(sum, reach); ++di) {
                if (agree(i + di, j + sum - di)) return {di, sum - di};
            }
        }
        return {1, 1};
    }
    bool agree(std::size_t i, std::size_t j) const {
        if (i >= a_.size() || j >= b_.size() || a_[i].key != b_[j].key) return false;
        return i + 1 >= a_.size() || j + 1 >= b_.size() || a_[i + 1].key == b_[j + 1].key;
    }
    void pair_numbers(std::size_t i, std::size_t i_end, std::size_t j, std::size_t j_end) {
        i_end = std::min(i_end, a_.size());
        j_end = std::min(j_end, b_.size());
        while (out_.size() < most_) {
            while (i < i_end && !a_[i].number) ++i;
            while (j < j_end && !b_[j].number) ++j;
            if (i >= i_end || j >= j_end) return;
            const bool head = of_the_head(a_, i) && of_the_head(b_, j);
            if (a_[i].key != b_[j].key && !head) {
                Difference one{with_unit(a_, i), with_unit(b_, j), context(a_, i), context(b_, j)};
                const bool told = !out_.empty() && out_.back().a == one.a && out_.back().b == one.b;  // parts of a day
                if (!told) out_.push_back(std::move(one));
            }
            ++i;
            ++j;
        }
    }

    std::vector<Word> a_, b_;
    std::vector<Difference>& out_;
    std::size_t most_;
};

}  // namespace

std::vector<Difference> differing_numbers(std::string_view a, std::string_view b,
                                          const std::vector<reuse::Passage>& passages, std::size_t most) {
    std::vector<Difference> out;
    // A passage ends where the wording ends to agree: the number that differs may stand between two of them.
    for (std::size_t first = 0; first < passages.size() && out.size() < most;) {
        constexpr std::size_t near = 60;  // bytes between two passages of one sentence
        std::size_t last = first;
        while (last + 1 < passages.size() && passages[last + 1].a.start >= passages[last].a.end &&
               passages[last + 1].b.start >= passages[last].b.end &&
               passages[last + 1].a.start - passages[last].a.end <= near &&
               passages[last + 1].b.start - passages[last].b.end <= near)
            ++last;
        const auto cut = [](std::string_view text, std::size_t from, std::size_t to) {
            from = std::min(from, text.size());
            return text.substr(from, std::min(to, text.size()) - from);
        };
        Walk(words_of(cut(a, passages[first].a.start, passages[last].a.end)),
             words_of(cut(b, passages[first].b.start, passages[last].b.end)), out, most)
            .run();
        first = last + 1;
    }
    return out;
}

}  // namespace sauro::reviews
