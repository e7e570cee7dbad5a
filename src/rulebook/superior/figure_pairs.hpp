// Whether a number of the draft and one of the superior speak of one thing: signs of the pair, weighed by what labelled
// figures taught (tests/substance/pairs.mjs). All signs are computed here and nowhere else. Private to this folder.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "rulebook/check/analysers.hpp"
#include "rulebook/prose/likeness.hpp"
#include "rulebook/prose/quantities.hpp"
#include "rulebook/superior/pairing.hpp"
#include "rulebook/superior/task_coverage.hpp"

namespace sauro::rulebook {

// A number with what its text says of it.
struct Counted {
    Quantity q;
    Span sentence_span;
    std::string word;     // the first of its unit as written
    std::string per;      // "mỗi lớp 30 cháu": of what it is the share
    bool single = false;  // its text uses that word once
    bool listed = false;  // its sentence counts that thing again
    Terms terms;
    std::shared_ptr<const Terms> sentence;  // one for the numbers of a sentence
    std::int64_t weight = 0, sentence_weight = 0;
    int place = 0;  // among its text's: per cent of the way from the first to the last
};

inline constexpr std::array<std::string_view, 31> figure_sign_names = {
    "lighter",   "of_own",   "of_theirs", "sentence", "deeds",      "things",   "words",     "pairs",
    "rarest",    "no_thing", "bound",     "no_bound", "same_value", "far",      "per",       "other_per",
    "one_per",   "money",    "counted",   "share",    "once",       "one_task", "elsewhere", "order",
    "row_first", "row_gap",  "col_first", "col_gap",  "own_exact",  "exact",    "other_unit"};
using FigureSigns = std::array<std::int16_t, figure_sign_names.size()>;  // hundredths

struct FigurePair {
    std::size_t own = 0, theirs = 0;
    Rational like;        // how alike what stands around them is, or their sentences
    bool unlike = false;  // nothing to compare
    FigureSigns signs{};
};

// The numbers of both texts that may be compared, and the pairs of one unit and one level.
struct FigurePairs {
    std::vector<Counted> own, theirs;
    std::vector<FigurePair> pairs;  // by `own`
};
// Made once for a draft and a superior, whichever norm asks first.
const FigurePairs& figure_pairs(const Norm& norm, const Draft& draft, const docread::Document& superior);

// "Hội nghị quán triệt không quá 1/2 ngày; hội nghị chuyên môn không quá 1 ngày": limits of one sentence, each for a
// case of its own. A number that names one case alone speaks of no other: those pairs go.
void keep_named_case(FigurePairs& all, const Prose& mine, const Prose& theirs);

// Whether the draft's value keeps what the superior asks.
bool keeps(const Quantity& own, const Quantity& superior);
// "mỗi lớp 30 cháu", "cứ một đầu trâu": what there is so much for each of; "" when it is not said.
std::string per_what(const Vocabulary& vocabulary, const Prose& prose, const Quantity& q);
// "II- NHÌN LẠI NĂM 2025": what stands below, up to the next such heading, is told of the past.
std::vector<Span> parts_of_past(const Norm& norm, const Prose& prose);
bool in_any(const std::vector<Span>& parts, Span span);
// "Hai mô hình về rác, một mô hình về chợ": its sentence counts the thing in parts.
bool counts_again(const Prose& prose, const Quantity& q);
// "Mỗi đoạn mười thùng" beside "60 thùng dọc bãi": things counted for each of something, and in all.
bool shares_out(const std::string& own_per, const std::string& their_per, const Quantity& superior);
Span sentence_of(const Prose& prose, Span span);
// "Năm 2025, xã vận động được 71% …", "Đến ngày 31/12/2025, có …": a sentence that opens with a time gone by.
bool opens_in_past(const Draft& draft, Span sentence);

}  // namespace sauro::rulebook
