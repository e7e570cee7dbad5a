#include "base/time.hpp"

#include <gtest/gtest.h>

namespace sauro::base {
namespace {

TEST(Date, RefusesADayThatIsNotInTheCalendar) {
    const auto date = Date::parse_vi("31/11/2026");
    ASSERT_FALSE(date);
    EXPECT_EQ(date.error().code, "date.not_in_calendar");
    EXPECT_EQ(date.error().message, "Ngày 31/11/2026 không có trong lịch. Nhập lại ngày.");
    EXPECT_FALSE(Date::parse_iso("2026-02-29"));
    EXPECT_TRUE(Date::parse_iso("2028-02-29"));
    EXPECT_FALSE(Date::parse_iso("2026-2-3"));
    EXPECT_FALSE(Date::parse_vi("1/2/3/2026"));
}

TEST(Date, ReadsAndWritesBothForms) {
    const Date date = *Date::parse_vi("3/2/2026");
    EXPECT_EQ(date.iso(), "2026-02-03");
    EXPECT_EQ(date.vi(), "03/02/2026");
    EXPECT_EQ(date.weekday(), 2);
    EXPECT_EQ(Date::parse_iso("2026-02-03")->days(), date.days());
}

TEST(Date, TheDayIsTheOneInVietNam) {
    EXPECT_EQ(Date::from_ms(1767200400000).iso(), "2026-01-01");  // 2025-12-31T17:00:00Z
    EXPECT_EQ(Date::from_ms(1767200399999).iso(), "2025-12-31");
}

TEST(Period, KnowsItsEndsAndTheYearBefore) {
    const Period quarter = *Period::parse("2026-Q1");
    EXPECT_EQ(quarter.first.iso(), "2026-01-01");
    EXPECT_EQ(quarter.last.iso(), "2026-03-31");
    EXPECT_EQ(quarter.previous_year().code, "2025-Q1");
    EXPECT_EQ(quarter.vi(), "Quý I/2026");
    EXPECT_EQ(Period::parse("2026-Q4")->vi(), "Quý IV/2026");
    EXPECT_EQ(Period::parse("2026-H2")->first.iso(), "2026-07-01");
    EXPECT_EQ(Period::parse("2028-02")->last.iso(), "2028-02-29");
    for (const char* bad : {"", "26", "2026-Q5", "2026-13", "2026-H3", "2026/01", "abcd"})
        EXPECT_FALSE(Period::parse(bad)) << bad;
}

TEST(WorkCalendar, SkipsWeekendsHolidaysAndKnowsSwappedDays) {
    const WorkCalendar calendar({*Date::parse_iso("2026-09-02")}, {*Date::parse_iso("2026-09-05")});
    const Date tuesday = *Date::parse_iso("2026-09-01");
    EXPECT_EQ(calendar.add_working_days(tuesday, 1).iso(), "2026-09-03");
    EXPECT_EQ(calendar.add_working_days(tuesday, 3).iso(), "2026-09-05");  // the Saturday that is worked
    EXPECT_EQ(calendar.working_days_between(tuesday, *Date::parse_iso("2026-09-05")), 3);
    EXPECT_EQ(calendar.working_days_between(*Date::parse_iso("2026-09-05"), tuesday), -3);
}

}  // namespace
}  // namespace sauro::base
