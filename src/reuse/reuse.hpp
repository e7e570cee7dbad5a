// What two texts share. Pure functions; offsets are bytes (text::CodepointIndex converts). Damaged UTF-8 and hostile
// repetition are safe: time and memory are linear in the two lengths.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sauro::reuse {

struct Span {
    std::size_t start = 0, end = 0;  // [start, end)
};

struct Passage {
    Span a, b;
    double similarity = 0;  // 0…1: pairs of equal spelling count 1, equal but for marks 0.9, equal consonants 0.6
};

// same: both containments >= 0.85, or a bad reading of one and the same text; copy: the larger >= 0.5; overlap: >=
// 0.12.
enum class Verdict : std::uint8_t { distinct, overlap, copy, same };
std::string_view name(Verdict verdict);  // "distinct" …

inline constexpr double same_share = 0.85, copy_share = 0.5, overlap_share = 0.12;
inline constexpr double same_scan_share = 0.8;  // of one text, when one side is a bad reading

struct Comparison {
    Verdict verdict = Verdict::distinct;
    // Shares of syllables that lie in shared passages, 0…1; formulae of the trade (quốc hiệu, căn cứ, nơi nhận, closing
    // clauses) count a tenth.
    double a_in_b = 0, b_in_a = 0;
    // One side is a scan read badly: consonants agree where letters do not.
    bool ocr_like = false;
    std::vector<Passage> passages;  // in the order of the first text
};

Comparison compare(std::string_view a, std::string_view b);
Verdict judge(double a_in_b, double b_in_a, bool ocr_like);

// Equal for texts whose syllables are equal but for marks, capitals, signs and blanks; 0 for a text without syllables.
std::uint64_t folded_hash(std::string_view text);

}  // namespace sauro::reuse
