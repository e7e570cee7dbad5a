#include "modules/calendar_feed/ical.hpp"

#include <fmt/format.h>

namespace sauro::calendar_feed {
namespace {

constexpr std::string_view zone = "Asia/Ho_Chi_Minh";
constexpr std::int64_t day_minutes = 24 * 60;

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\' || c == ';' || c == ',') out += '\\';
        if (c == '\n')
            out += "\\n";
        else if (static_cast<unsigned char>(c) >= 0x20 || c == '\t')
            out += c;
    }
    return out;
}

// A continuation line begins with a space, which counts among its 75 octets.
void line(std::string& out, std::string_view text) {
    constexpr std::size_t most = 75;
    std::size_t room = most;
    while (text.size() > room) {
        std::size_t cut = room;
        while (cut > 1 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) --cut;
        out.append(text.substr(0, cut)).append("\r\n ");
        text.remove_prefix(cut);
        room = most - 1;
    }
    out.append(text).append("\r\n");
}
void text_line(std::string& out, std::string_view name, std::string_view value) {
    if (!value.empty()) line(out, fmt::format("{}:{}", name, escaped(value)));
}

std::string day_of(base::Date day) { return fmt::format("{:04}{:02}{:02}", day.year(), day.month(), day.day()); }
std::string minute_of(base::Date day, std::int64_t minute) {
    const base::Date on = day.plus_days(minute / day_minutes);
    return fmt::format("{}T{:02}{:02}00", day_of(on), minute % day_minutes / 60, minute % 60);
}
std::string utc(base::Millis instant) {
    constexpr base::Millis day = 86'400'000;
    const auto date = base::Date::from_days(instant / day);
    const base::Millis seconds = instant % day / 1000;
    return fmt::format("{}T{:02}{:02}{:02}Z", day_of(date), seconds / 3600, seconds / 60 % 60, seconds % 60);
}

void event(std::string& out, const Event& one) {
    line(out, "BEGIN:VEVENT");
    text_line(out, "UID", one.uid);
    // Without METHOD the stamp is the time of the last change.
    line(out, "DTSTAMP:" + utc(one.changed_at));
    line(out, "LAST-MODIFIED:" + utc(one.changed_at));
    line(out, fmt::format("SEQUENCE:{}", one.sequence));
    if (one.start_minute) {
        line(out, fmt::format("DTSTART;TZID={}:{}", zone, minute_of(one.day, *one.start_minute)));
        if (one.end_minute && *one.end_minute > *one.start_minute)
            line(out, fmt::format("DTEND;TZID={}:{}", zone, minute_of(one.day, *one.end_minute)));
    } else {
        line(out, "DTSTART;VALUE=DATE:" + day_of(one.day));
        line(out, "DTEND;VALUE=DATE:" + day_of(one.day.plus_days(1)));  // the day after, by the standard
    }
    const bool cancelled = one.status == Event::Status::cancelled;
    // Said in the title too: not every program shows the status.
    text_line(out, "SUMMARY", (cancelled ? "Đã hủy: " : "") + one.summary);
    text_line(out, "DESCRIPTION", one.description);
    text_line(out, "LOCATION", one.place);
    text_line(out, "CATEGORIES", one.category);
    line(out, cancelled                                ? "STATUS:CANCELLED"
              : one.status == Event::Status::tentative ? "STATUS:TENTATIVE"
                                                       : "STATUS:CONFIRMED");
    line(out, cancelled ? "TRANSP:TRANSPARENT" : "TRANSP:OPAQUE");
    line(out, "END:VEVENT");
}

}  // namespace

std::string write_calendar(std::string_view name, const std::vector<Event>& events) {
    std::string out;
    for (const std::string_view head :
         {"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Sau Ro//Lich hop//VI", "CALSCALE:GREGORIAN",
          "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H"})
        line(out, head);
    text_line(out, "NAME", name);
    text_line(out, "X-WR-CALNAME", name);
    for (const std::string_view part :
         {"BEGIN:VTIMEZONE", "TZID:Asia/Ho_Chi_Minh", "BEGIN:STANDARD", "DTSTART:19750613T000000", "TZOFFSETFROM:+0800",
          "TZOFFSETTO:+0700", "TZNAME:+07", "END:STANDARD", "END:VTIMEZONE"})
        line(out, part);
    for (const Event& one : events) event(out, one);
    line(out, "END:VCALENDAR");
    return out;
}

}  // namespace sauro::calendar_feed
