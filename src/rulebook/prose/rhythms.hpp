// How often something is done. Private to this folder.
#pragma once
#include <optional>

#include "rulebook/prose/prose.hpp"

namespace sauro::rulebook {

// Bits for day, week, month, quarter, year: "hằng tuần", "quý nào", "tháng một lần".
inline constexpr unsigned yearly = 1U << 4U;
unsigned rhythm_in(const Prose& prose, Span span);
// Days from one time to the next where the span tells one such length alone: "ba tháng một lần" 90, "mỗi quý một
// lần" 90. Nothing where it is done several times in a period ("mỗi tháng hai lần").
std::optional<int> days_between(const Prose& prose, Span span);

// "Trước ngày 20 hằng tháng", "ngày 12 của tháng cuối quý": the last day on which it is still done, where the span
// tells one such day alone.
struct PeriodDay {
    std::string_view period;
    int day = 0;
    Span span;
};
std::optional<PeriodDay> period_day_in(const Prose& prose, Span span);

}  // namespace sauro::rulebook
