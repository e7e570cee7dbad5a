// Vietnamese text: pure functions over UTF-8. Offsets are bytes here; docread publishes code points (CodepointIndex
// converts).
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace sauro::text {

bool is_utf8(std::string_view bytes);
std::string nfc(std::string_view utf8);  // Unicode normal form C; input must be UTF-8

// For matching, never for showing: lower case, no marks, đ = d. "Hòa" = "Hoà" = "hoa". NFD and NFC give the same.
std::string fold(std::string_view utf8);
// Folded syllables (runs of letters and digits) of a text, in order.
std::vector<std::string> folded_syllables(std::string_view utf8);
// Lower case with marks kept, tone placement unified ("hoà" -> "hòa"): equal spelling, typed marks still weigh.
std::string canonical(std::string_view utf8);
std::string to_lower(std::string_view utf8);
std::string trim(std::string_view utf8);            // Unicode white space
std::string collapse_space(std::string_view utf8);  // runs of white space to one blank, trimmed

// Share of letters that carry a Vietnamese mark, 0…1; real Vietnamese prose lies above 0.2, a text read without a
// Vietnamese model far below.
double mark_share(std::string_view utf8);

// Bytes of unknown encoding -> UTF-8 NFC.
struct Decoded {
    std::string text;
    std::string encoding;  // "utf-8" "utf-16le" "utf-16be" "tcvn3" "vni" "windows-1258"
    bool converted = false;
};
Result<Decoded> decode(std::string_view bytes);  // error text.binary / text.encoding_unknown

// Byte offset <-> code point offset of one text; O(log n).
class CodepointIndex {
  public:
    explicit CodepointIndex(std::string_view utf8);
    std::size_t codepoint_at(std::size_t byte) const;
    std::size_t byte_at(std::size_t codepoint) const;
    std::size_t size() const;  // in code points

  private:
    std::vector<std::uint32_t> marks_;  // code point count at every 64th byte
    std::string_view text_;
    std::size_t size_ = 0;
};

}  // namespace sauro::text
