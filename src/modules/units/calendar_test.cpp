#include <gtest/gtest.h>

#include "modules/units/csv.hpp"
#include "modules/units/units.hpp"

namespace sauro::units {
namespace {

base::Date day(const char* iso) { return base::Date::parse_iso(iso).value(); }

TEST(Calendar, KnowsTetAndTheDaysOfTheLaw) {
    const base::WorkCalendar calendar = units::calendar();
    for (const char* off :
         {"2025-01-01", "2025-01-27", "2025-01-31", "2025-04-07", "2025-04-30", "2025-05-01", "2025-09-02",
          "2026-01-01", "2026-02-16", "2026-02-20", "2026-04-27", "2026-04-30", "2026-05-01", "2026-09-02"})
        EXPECT_FALSE(calendar.is_working_day(day(off))) << off;
    for (const char* on :
         {"2025-02-03", "2025-04-08", "2026-02-13", "2026-02-23", "2026-04-28", "2026-05-04", "2026-09-03"})
        EXPECT_TRUE(calendar.is_working_day(day(on))) << on;
}

TEST(Calendar, CountsWorkingDaysAcrossTet) {
    // Friday 13/02/2026; the next working day is Monday 23/02.
    EXPECT_EQ(calendar().add_working_days(day("2026-02-13"), 1), day("2026-02-23"));
    EXPECT_EQ(calendar().working_days_between(day("2026-02-13"), day("2026-02-24")), 2);
}

TEST(Calendar, WorksOnASwappedSaturday) {
    EXPECT_TRUE(calendar().is_working_day(day("2026-01-10")));
    EXPECT_FALSE(calendar().is_working_day(day("2026-01-02")));
    EXPECT_FALSE(calendar().is_working_day(day("2026-01-17")));  // an ordinary Saturday
}

TEST(Calendar, DoesNotCountWhatIsOnlyAnnouncedAsAnIntention) {
    EXPECT_TRUE(calendar().is_working_day(day("2026-11-24")));
}

TEST(Calendar, NamesTheLineThatIsWrong) {
    const std::string head = "date,kind,name,certainty,source\n";
    const auto wrong_day = read_calendar(head + "2026-02-30,off,Tết,law,x\n");
    ASSERT_FALSE(wrong_day);
    EXPECT_NE(wrong_day.error().message.find("dòng 2"), std::string::npos) << wrong_day.error().message;
    const auto wrong_word = read_calendar(head + "2026-02-03,holiday,Tết,law,x\n");
    ASSERT_FALSE(wrong_word);
    EXPECT_EQ(wrong_word.error().code, "holidays.word");
    const auto short_line = read_calendar(head + "2026-02-03,off\n");
    ASSERT_FALSE(short_line);
    EXPECT_EQ(short_line.error().code, "csv.line");
    EXPECT_FALSE(read_calendar(""));
}

TEST(Csv, ReadsQuotedFields) {
    const auto csv = parse_csv("x.csv",
                               "\xEF\xBB\xBF"
                               "a,b\r\n\"một, hai\",\"nói \"\"vâng\"\"\"\r\n",
                               {"a", "b"});
    ASSERT_TRUE(csv);
    ASSERT_EQ(csv->rows.size(), 1U);
    EXPECT_EQ(csv->rows[0].fields, (std::vector<std::string>{"một, hai", "nói \"vâng\""}));
    EXPECT_FALSE(parse_csv("x.csv", "a,b\n\"một,hai\n", {"a", "b"}));
}

}  // namespace
}  // namespace sauro::units
