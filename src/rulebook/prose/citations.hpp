// Documents that a text names by number, with the kind, day and issuer it gives them; and days in a text. Offsets are
// bytes.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "rulebook/prose/prose.hpp"

namespace sauro::rulebook {

struct FoundDay {
    Span span;
    base::Date day;
};
// A day as it is written, in the calendar or not ("31/9/2026").
struct WrittenDay {
    Span span;
    std::optional<base::Date> day;
};
std::vector<WrittenDay> days_written_in(const Prose& prose, Span span);
// "ngày 05/3/2026", "05/3/2026", "ngày 05 tháng 3 năm 2026" that begins at `at`.
std::optional<FoundDay> day_at(const Prose& prose, std::size_t at, std::size_t end);
std::vector<FoundDay> days_in(const Prose& prose, Span span);

struct Citation {
    Span span;           // from the kind, when it is given, to the end of what was read
    Span number;         // the symbol alone
    std::string symbol;  // "66-QĐ/TW"; for a law cited by name its name
    std::string type;    // lower case, as written before the number; "" when none
    std::optional<FoundDay> day;
    Span issuer;  // after "của", empty when none is given
    bool by_name = false;
    std::optional<int> year;  // of a law cited by name
};
// Citations by number. A day without a symbol ("ngày 24/11/2025") and a number without letters are none.
std::vector<Citation> citations_in(const Prose& prose, Span span);

}  // namespace sauro::rulebook
