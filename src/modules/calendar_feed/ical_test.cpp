// The text of a calendar: folding, escaping, what a change and a cancellation look like. That other programs read it is
// shown in tests/e2e/calendar.test.mjs with an independent reader.
#include "modules/calendar_feed/ical.hpp"

#include <gmock/gmock.h>

#include <sstream>

namespace sauro::calendar_feed {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Event conference() {
    Event one;
    one.uid = "c1@sauro";
    one.changed_at = 1'772'416'800'000;  // 02/03/2026, 02:00 UTC
    one.day = *base::Date::from_ymd(2026, 3, 2);
    one.summary = "Hội nghị sơ kết";
    return one;
}

TEST(Ical, LinesAreFoldedWithoutCuttingALetter) {
    for (std::size_t before = 0; before < 8; ++before) {
        Event one = conference();
        one.summary = std::string(before, 'x');
        for (int i = 0; i < 60; ++i) one.summary += "ệ";
        const std::string text = write_calendar("Lịch", {one});
        std::string unfolded;
        std::istringstream lines(text);
        for (std::string line; std::getline(lines, line);) {
            ASSERT_TRUE(line.ends_with('\r'));
            line.pop_back();
            EXPECT_LE(line.size(), 75U);
            const bool more = line.starts_with(' ');
            const auto first = static_cast<unsigned char>(line[more ? 1 : 0]);
            EXPECT_NE(first & 0xC0U, 0x80U) << "a line begins inside a letter";
            unfolded += more ? line.substr(1) : "\n" + line;
        }
        EXPECT_THAT(unfolded, HasSubstr("\nSUMMARY:" + one.summary + "\n"));
    }
}

TEST(Ical, TextIsEscaped) {
    Event one = conference();
    one.summary = "A; B, C\\D";
    one.description = "dòng 1\ndòng 2\r\x01";
    const std::string text = write_calendar("X:Y", {one});
    EXPECT_THAT(text, HasSubstr("SUMMARY:A\\; B\\, C\\\\D\r\n"));
    EXPECT_THAT(text, HasSubstr("DESCRIPTION:dòng 1\\ndòng 2\r\n"));
    EXPECT_THAT(text, HasSubstr("NAME:X:Y\r\n"));
}

TEST(Ical, AWholeDayEndsTheDayAfterAndATimedOneHasItsZone) {
    Event one = conference();
    EXPECT_THAT(write_calendar("", {one}), HasSubstr("DTSTART;VALUE=DATE:20260302\r\nDTEND;VALUE=DATE:20260303\r\n"));
    one.start_minute = 22 * 60 + 30;
    EXPECT_THAT(write_calendar("", {one}), HasSubstr("DTSTART;TZID=Asia/Ho_Chi_Minh:20260302T223000\r\nSUMMARY"));
    one.end_minute = 25 * 60;
    EXPECT_THAT(write_calendar("", {one}), HasSubstr("DTEND;TZID=Asia/Ho_Chi_Minh:20260303T010000\r\n"));
    one.end_minute = 60;
    EXPECT_THAT(write_calendar("", {one}), Not(HasSubstr("DTEND"))) << "an end before the start is left out";
    EXPECT_THAT(write_calendar("", {}), HasSubstr("TZOFFSETTO:+0700"));
}

TEST(Ical, ACancellationIsToldInStatusAndTitle) {
    Event one = conference();
    one.status = Event::Status::cancelled;
    one.sequence = 4;
    const std::string text = write_calendar("", {one});
    EXPECT_THAT(text, HasSubstr("SUMMARY:Đã hủy: Hội nghị sơ kết\r\n"));
    EXPECT_THAT(text, HasSubstr("STATUS:CANCELLED\r\nTRANSP:TRANSPARENT\r\n"));
    EXPECT_THAT(text, HasSubstr("SEQUENCE:4\r\n"));
    EXPECT_THAT(text, HasSubstr("DTSTAMP:20260302T020000Z\r\nLAST-MODIFIED:20260302T020000Z\r\n"));
}

}  // namespace
}  // namespace sauro::calendar_feed
