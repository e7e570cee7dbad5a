#include "base/time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace sauro::base {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

year_month_day ymd(std::int32_t days) { return year_month_day{sys_days{std::chrono::days{days}}}; }

bool all_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<int> number(std::string_view text) {
    if (!all_digits(text) || text.size() > 4) return std::nullopt;
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

auto bad_date(std::string_view text) {
    return fail(ErrorKind::invalid, "date.unreadable",
                fmt::format("“{}” không phải là ngày. Nhập theo dạng ngày/tháng/năm, ví dụ 20/11/2026.", text),
                fmt::format("\"{}\" is not a date. Write it as YYYY-MM-DD.", text));
}

}  // namespace

Millis now_ms() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

Result<Date> Date::from_ymd(int year, int month, int day) {
    const year_month_day value{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                               std::chrono::day{static_cast<unsigned>(day)}};
    if (year < 1900 || year > 2200 || month < 1 || day < 1 || !value.ok()) {
        return fail(ErrorKind::invalid, "date.not_in_calendar",
                    fmt::format("Ngày {:02}/{:02}/{} không có trong lịch. Nhập lại ngày.", day, month, year),
                    fmt::format("{:04}-{:02}-{:02} is not a day of the calendar.", year, month, day));
    }
    return from_days(sys_days{value}.time_since_epoch().count());
}

Result<Date> Date::parse_iso(std::string_view text) {
    if (text.size() == 10 && text[4] == '-' && text[7] == '-') {
        const auto y = number(text.substr(0, 4)), m = number(text.substr(5, 2)), d = number(text.substr(8, 2));
        if (y && m && d) return from_ymd(*y, *m, *d);
    }
    return bad_date(text);
}

Result<Date> Date::parse_vi(std::string_view text) {
    std::array<std::string_view, 3> part;
    std::size_t index = 0, start = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i == text.size() || text[i] == '/' || text[i] == '-' || text[i] == '.') {
            if (index == 3) return bad_date(text);
            part[index++] = text.substr(start, i - start);
            start = i + 1;
        }
    }
    if (index != 3 || part[0].size() > 2 || part[1].size() > 2 || part[2].size() != 4) return bad_date(text);
    const auto d = number(part[0]), m = number(part[1]), y = number(part[2]);
    if (!d || !m || !y) return bad_date(text);
    return from_ymd(*y, *m, *d);
}

Date Date::from_days(std::int64_t days_since_epoch) {
    Date date;
    date.days_ = static_cast<std::int32_t>(days_since_epoch);
    return date;
}

Date Date::from_ms(Millis instant) {
    constexpr Millis vietnam_offset = 7LL * 3600 * 1000;
    const std::chrono::milliseconds local{instant + vietnam_offset};
    return from_days(std::chrono::floor<std::chrono::days>(local).count());
}

std::string Date::iso() const {
    const auto at = ymd(days_);
    int y = static_cast<int>(at.year());
    const auto m = static_cast<unsigned>(at.month()), d = static_cast<unsigned>(at.day());
    if (y < 0 || y > 9999) return fmt::format("{:04}-{:02}-{:02}", y, m, d);
    // Evaluations compare millions of days as texts.
    std::string out = "0000-00-00";
    const auto put = [&](std::size_t place, unsigned two) {
        out[place] = static_cast<char>('0' + two / 10);
        out[place + 1] = static_cast<char>('0' + two % 10);
    };
    put(0, static_cast<unsigned>(y) / 100);
    put(2, static_cast<unsigned>(y) % 100);
    put(5, m);
    put(8, d);
    return out;
}
std::string Date::vi() const { return fmt::format("{:02}/{:02}/{:04}", day(), month(), year()); }
int Date::year() const { return static_cast<int>(ymd(days_).year()); }
int Date::month() const { return static_cast<int>(static_cast<unsigned>(ymd(days_).month())); }
int Date::day() const { return static_cast<int>(static_cast<unsigned>(ymd(days_).day())); }
std::int64_t Date::days() const { return days_; }
int Date::weekday() const {
    return static_cast<int>(std::chrono::weekday{sys_days{std::chrono::days{days_}}}.iso_encoding());
}

Date today(const Clock& clock) { return Date::from_ms(clock()); }

namespace {

Date first_of(int year, int month) { return *Date::from_ymd(year, month, 1); }
Date last_of(int year, int month) {
    return (month == 12 ? first_of(year + 1, 1) : first_of(year, month + 1)).plus_days(-1);
}

Period span(Period::Kind kind, int year, int first_month, int last_month, std::string code) {
    return {kind, first_of(year, first_month), last_of(year, last_month), std::move(code)};
}

}  // namespace

Period Period::year(int y) { return span(Kind::year, y, 1, 12, fmt::format("{:04}", y)); }

Result<Period> Period::parse(std::string_view text) {
    const auto year_number = number(text.substr(0, std::min<std::size_t>(4, text.size())));
    if (text.size() >= 4 && year_number && *year_number >= 1900 && *year_number <= 2199) {
        const int y = *year_number;
        if (text.size() == 4) return year(y);
        if (text[4] == '-' && text.size() == 7) {
            const int n = text[6] - '0';
            if (text[5] == 'Q' && n >= 1 && n <= 4) return span(Kind::quarter, y, 3 * n - 2, 3 * n, std::string(text));
            if (text[5] == 'H' && n >= 1 && n <= 2) return span(Kind::half, y, 6 * n - 5, 6 * n, std::string(text));
            if (const auto m = number(text.substr(5)); m && *m >= 1 && *m <= 12)
                return span(Kind::month, y, *m, *m, std::string(text));
        }
    }
    return fail(
        ErrorKind::usage, "period.unreadable",
        fmt::format("Kỳ “{}” không hợp lệ. Viết 2026 (năm), 2026-Q1 (quý), 2026-H1 (6 tháng) hoặc 2026-03 (tháng).",
                    text),
        fmt::format("Period \"{}\" is not one of 2026, 2026-Q1, 2026-H1, 2026-03.", text));
}

Period Period::previous_year() const {
    const std::string before = fmt::format("{:04}{}", first.year() - 1, code.substr(4));
    return *parse(before);
}

std::string Period::vi() const {
    static constexpr std::array<const char*, 4> roman{"I", "II", "III", "IV"};
    switch (kind) {
        case Kind::year:
            return fmt::format("Năm {}", first.year());
        case Kind::half:
            return fmt::format("6 tháng {} năm {}", first.month() == 1 ? "đầu" : "cuối", first.year());
        case Kind::quarter:
            return fmt::format("Quý {}/{}", roman.at(static_cast<std::size_t>(first.month() / 3)), first.year());
        case Kind::month:
            return fmt::format("Tháng {}/{}", first.month(), first.year());
    }
    return code;
}

WorkCalendar::WorkCalendar(std::vector<Date> off, std::vector<Date> swapped_in)
    : off_(std::move(off)), on_(std::move(swapped_in)) {
    std::ranges::sort(off_);
    std::ranges::sort(on_);
}

bool WorkCalendar::is_working_day(Date d) const {
    if (std::ranges::binary_search(on_, d)) return true;
    return d.weekday() <= 5 && !std::ranges::binary_search(off_, d);
}

Date WorkCalendar::add_working_days(Date from, int n) const {
    const int step = n < 0 ? -1 : 1;
    for (int left = n; left != 0;) {
        from = from.plus_days(step);
        if (is_working_day(from)) left -= step;
    }
    return from;
}

int WorkCalendar::working_days_between(Date from, Date to) const {
    int count = 0;
    for (Date d = from; d < to;) count += is_working_day(d = d.plus_days(1)) ? 1 : 0;
    for (Date d = to; d < from;) count -= is_working_day(d = d.plus_days(1)) ? 1 : 0;
    return count;
}

}  // namespace sauro::base
