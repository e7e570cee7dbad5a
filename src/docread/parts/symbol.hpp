// Numbers and symbols of documents: "226-KL/TW", "05/QĐ-UBND", "30/2020/NĐ-CP", and the dates that stand with them.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "docread/parts/source.hpp"

namespace sauro::docread {

struct Symbol {
    std::optional<int> number;
    std::string notation;  // "KL/TW", "QĐ-UBND"
    std::string text;      // as written, without blanks; empty when the number is still open (a draft)
    bool party = false;    // number - type / organ
    Span raw;
    double confidence = 1.0;
};

// The symbol of the document itself inside a piece of the head ("Số 226-KL/TW", "Số:   /KH-UBND", "Sé 226-KL/TW").
std::optional<Symbol> own_symbol(const Source& source, const Piece& piece);
// Every symbol a stretch of text cites.
std::vector<Symbol> cited_symbols(const Source& source, Span raw);

struct FoundDate {
    std::optional<std::string> iso;  // nothing: the day is not in the calendar, or still open
    Span raw;
    std::string written;  // "31/11/2026" when it is no day
    bool open = false;    // "ngày … tháng … năm 2026"
};
// "ngày 11 tháng 12 năm 2025" or "ngày 24/11/2025" within [begin, end) of the folded text.
std::optional<FoundDate> find_date(const Source& source, Span folded);
// "24/11/2025" at a folded offset; `end` moves past it.
std::optional<FoundDate> numeric_date_at(const Source& source, std::size_t at, std::size_t limit, std::size_t& end);

}  // namespace sauro::docread
