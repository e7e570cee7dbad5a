// Keys for matching documents: never shown, only compared. Marks, case, tone placement, NFC/NFD and blanks make no
// difference.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace sauro::documents {

// "Số: 05/QĐ-UBND" and "5/QD – UBND" -> "5/qd-ubnd"; "" when nothing is left.
std::string symbol_key(std::string_view symbol);
// "UBND tỉnh Hòa Bình" and "Uỷ ban nhân dân tỉnh Hoà Bình" -> "uybannhandantinhhoabinh".
std::string issuer_key(std::string_view issuer);
// Newest first in lists: day * 10^7 + position of the day (the book number; for drafts the time of day).
std::int64_t sort_key(base::Date counted_on, std::int64_t position);

}  // namespace sauro::documents
