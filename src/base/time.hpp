// Days, instants, periods, and the working calendar.
#pragma once
#include <chrono>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace sauro::base {

using Millis = std::int64_t;  // epoch milliseconds UTC

// Where "now" comes from; tests hand in their own.
using Clock = std::function<Millis()>;
Millis now_ms();

// A calendar day that exists. Text form is ISO "2025-12-11".
class Date {
  public:
    Date() = default;
    static Result<Date> from_ymd(int year, int month, int day);  // 31/11/2026 is refused with the reason
    static Result<Date> parse_iso(std::string_view text);        // "2026-02-03"
    static Result<Date> parse_vi(std::string_view text);         // "03/02/2026", "3/2/2026", "03-02-2026", "03.02.2026"
    static Date from_days(std::int64_t days_since_epoch);
    static Date from_ms(Millis instant);  // the day in Việt Nam (UTC+7, no daylight saving)

    std::string iso() const;  // 2026-02-03
    std::string vi() const;   // 03/02/2026
    int year() const;
    int month() const;
    int day() const;
    std::int64_t days() const;  // since 1970-01-01
    Date plus_days(std::int64_t n) const { return from_days(days() + n); }
    int weekday() const;  // 1 Monday … 7 Sunday
    auto operator<=>(const Date&) const = default;

  private:
    std::int32_t days_ = 0;
};

Date today(const Clock& clock = now_ms);

// A reporting period: "2026" | "2026-Q1" | "2026-H1" | "2026-03". Both ends are inclusive.
struct Period {
    enum class Kind { year, half, quarter, month };
    Kind kind = Kind::year;
    Date first, last;
    std::string code;  // as written
    static Result<Period> parse(std::string_view text);
    static Period year(int y);
    Period previous_year() const;  // the same period one year before
    std::string vi() const;        // "Năm 2026", "Quý I/2026", "6 tháng đầu năm 2026", "Tháng 3/2026"
    bool contains(Date d) const { return first <= d && d <= last; }
};

// Days off (Tết, holidays) and swapped working Saturdays; a plain list, read from data/holidays.csv.
class WorkCalendar {
  public:
    WorkCalendar() = default;
    WorkCalendar(std::vector<Date> off, std::vector<Date> swapped_in);
    bool is_working_day(Date d) const;
    Date add_working_days(Date from, int n) const;       // n may be negative
    int working_days_between(Date from, Date to) const;  // (from, to], negative when to < from

  private:
    std::vector<Date> off_, on_;
};

}  // namespace sauro::base
