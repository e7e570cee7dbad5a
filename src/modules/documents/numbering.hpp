// How documents are numbered and how symbols are written: Decree 30/2020 Annexes III and IV (State), 399-QĐ/TW with
// 05-HD/VPTW (Party). Pure functions over the tables in data/; no database.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/time.hpp"

namespace sauro::documents {

inline constexpr std::string_view kIncomingBook = "den";
inline constexpr std::string_view kStateBook =
    "chung";  // one series of the year for all types, unless the unit keeps further books
inline constexpr std::string_view kCongressBook =
    "dai-hoi";  // a Party congress counts its documents in a series of its own
inline constexpr std::string_view kDefaultTerm = "2025-2030";

struct DocumentType {
    std::string system;    // "state" | "party"
    std::string name;      // "kế hoạch"
    std::string notation;  // "KH"; "" for công văn and thư công of the State
};
const std::vector<DocumentType>& document_types();
// Case and tone placement make no difference. nullptr: the system has no such type.
const DocumentType* find_type(std::string_view system, std::string_view name);

// What stands in the symbol for the issuing unit, and (State công văn) for its drafting part.
struct OrganNotation {
    std::string organ, drafting;
};
OrganNotation default_notation(std::string_view body, std::string_view level, std::string_view unit_code);

struct Symbol {
    std::string number;                   // as printed: "05", "12a", "226"
    std::string notation;                 // "QĐ-UBND", "KH/TU"
    std::string text;                     // "05/QĐ-UBND", "12-KH/TU"
    std::string system;                   // "state" | "party"
    std::optional<std::int64_t> ordinal;  // 5
    std::optional<int> year;              // of "12/2026/NQ-HĐND"
};
Symbol compose_symbol(const DocumentType& type, const OrganNotation& organ, std::int64_t number, bool congress);
std::optional<Symbol> parse_symbol(std::string_view text);

// The series a number is taken from.
struct BookKey {
    std::string direction, book, kind, period;
    std::optional<std::string> document_type;
};
BookKey incoming_book(std::string_view bloc, base::Date arrival);
// `book`: "" = the usual one. Party series are kept per notation, since Quyết định and Quy định share "QĐ" and may not
// share a symbol.
Result<BookKey> outgoing_book(const DocumentType& type, base::Date date, std::string_view book, std::string_view term);
std::string book_name(std::string_view direction, std::string_view book, std::string_view kind);
bool is_term(std::string_view text);  // "2025-2030"

// Secret documents have no place in a networked system: refused with the channel and the clause. `secrecy` empty or
// "thường": fine.
Status refuse_secret(std::string_view secrecy);

}  // namespace sauro::documents
