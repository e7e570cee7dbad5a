// The filter language: positions in errors, three-valued logic, and the same answer from SQL as from memory.
#include "rulebook/evaluate/filter.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "rulebook/evaluate/conditions.hpp"
#include "rulebook/test_views.hpp"
#include "tests/support/databases.hpp"

namespace sauro::rulebook {
namespace {

using ::testing::HasSubstr;

const facts::View& conferences() {
    return *std::ranges::find(testing::documented_views(), "conferences", &facts::View::name);
}
Days days() {
    return {*base::Date::parse_iso("2026-06-30"), *base::Date::parse_iso("2026-01-01"),
            *base::Date::parse_iso("2026-12-31"), *base::Date::parse_iso("2025-01-01"),
            *base::Date::parse_iso("2025-12-31")};
}
Truth ask(const std::string& text, const Record& record) {
    const auto filter = parse_filter(text, conferences());
    EXPECT_TRUE(filter.has_value()) << text << ": " << (filter ? "" : filter.error().message);
    return filter ? test(*filter, record, days()) : Truth::unknown;
}

TEST(Filter, AndBindsTighterThanOrAndParenthesesOverrule) {
    const Record record{{"mode", "online"}, {"status", "held"}};
    EXPECT_EQ(ask("mode = online or mode = hybrid and status = planned", record), Truth::yes);
    EXPECT_EQ(ask("(mode = online or mode = hybrid) and status = planned", record), Truth::no);
    EXPECT_EQ(ask("not mode = hybrid and status = held", record), Truth::yes);
    EXPECT_EQ(ask("not (mode = online and status = held)", record), Truth::no);
}

TEST(Filter, AnUnknownFactIsUnknownUntilItCannotMatter) {
    const Record record{{"status", "held"}};
    EXPECT_EQ(ask("mode = online", record), Truth::unknown);
    EXPECT_EQ(ask("mode != online", record), Truth::unknown);
    EXPECT_EQ(ask("not mode = online", record), Truth::unknown);
    EXPECT_EQ(ask("mode in (online, hybrid)", record), Truth::unknown);
    EXPECT_EQ(ask("mode = online and status = planned", record), Truth::no);
    EXPECT_EQ(ask("mode = online or status = held", record), Truth::yes);
    EXPECT_EQ(ask("mode is null", record), Truth::yes);
    EXPECT_EQ(ask("mode is not null", record), Truth::no);
    EXPECT_EQ(ask("cost <= cost_norm", {{"cost", 5}}), Truth::unknown);
}

TEST(Filter, ComparesDatesColumnsAndNumbers) {
    EXPECT_EQ(ask("decision_date <= date", {{"decision_date", "2026-02-20"}, {"date", "2026-02-20"}}), Truth::yes);
    EXPECT_EQ(ask("decision_date < date", {{"decision_date", "2026-02-20"}, {"date", "2026-02-20"}}), Truth::no);
    EXPECT_EQ(ask("date <= as_of", {{"date", "2026-06-30"}}), Truth::yes);
    EXPECT_EQ(ask("date <= as_of", {{"date", "2026-07-01"}}), Truth::no);
    EXPECT_EQ(ask("date >= period_start and date <= period_end", {{"date", "2026-12-31"}}), Truth::yes);
    EXPECT_EQ(ask("planned_minutes > 240", {{"planned_minutes", 241}}), Truth::yes);
    EXPECT_EQ(ask("broadcast_to_grassroots = true", {{"broadcast_to_grassroots", 1}}), Truth::yes);
    EXPECT_EQ(ask("title = 'Hội nghị “lớn”'", {{"title", "Hội nghị “lớn”"}}), Truth::yes);
}

TEST(Filter, AnErrorNamesThePlaceAndWhatWasExpected) {
    const std::pair<const char*, const char*> wrong[] = {
        {"mode = ", "ký tự thứ 8: thiếu một từ"},
        {"moode = online", "ký tự thứ 1: dữ kiện “conferences” không có cột “moode”"},
        {"mode = online and", "thiếu tên cột"},
        {"(mode = online", "thiếu “)”"},
        {"mode = online)", "gặp “)”"},
        {"mode < online", "chỉ so bằng hoặc khác"},
        {"date = 2026-02-30", "ký tự thứ 8"},
        {"date = soon", "cần ngày"},
        {"cost = 1.5", "không phải số nguyên"},
        {"cost = date", "khác kiểu"},
        {"mode in online", "cần “(”"},
        {"mode in (online", "“,” hoặc “)”"},
        {"mode is empty", "cần “null”"},
        {"broadcast_to_grassroots = 1", "true hoặc false"},
        {"title = 'chưa đóng", "chưa đóng dấu nháy"},
        {"title = 'x?'", "“?”"},
        {"mode = online; drop table x", "không thuộc ngôn ngữ bộ lọc"},
        {"count(mode) > 1", "không có cột “count”"},
        {"mode (online)", "phép so sánh"},
        {"mode = null", "một giá trị"},
        {"scope = provincee", "ký tự thứ 9: cột “scope” không có giá trị “provincee”; chỉ có: national, province_wide"},
        {"mode in (online, 'Hybrid')", "cột “mode” không có giá trị “Hybrid”"},
        {"level != provincial", "chỉ có: central, province, commune"},
        {"chair = bi_thu", "đặt trong nháy: 'bi_thu'"},
    };
    for (const auto& [text, message] : wrong) {
        const auto filter = parse_filter(text, conferences());
        ASSERT_FALSE(filter.has_value()) << text;
        EXPECT_EQ(filter.error().code, "rulebook.filter");
        EXPECT_THAT(filter.error().message, HasSubstr(message)) << text;
    }
    EXPECT_FALSE(parse_filter(std::string(100, '(') + "mode = online", conferences()).has_value());
    std::string deep;
    for (int i = 0; i < 2000; ++i) deep += "not ";
    EXPECT_FALSE(parse_filter(deep.substr(0, 3900) + "mode = online", conferences()).has_value());
}

// Random filters over random records, unknown values among them: SQL on either database and the closure must agree.
class FilterPlans : public sauro::testing::OnEachDatabase {};
SAURO_EACH_DATABASE(FilterPlans);

std::string random_filter(std::mt19937& random, int depth) {
    const auto pick = [&](std::initializer_list<const char*> words) {
        return std::string(*(words.begin() + std::uniform_int_distribution<std::size_t>(0, words.size() - 1)(random)));
    };
    const int shape = std::uniform_int_distribution<int>(0, depth > 0 ? 9 : 5)(random);
    switch (shape) {
        case 0:
            return pick({"mode = online", "mode != hybrid", "status = held", "status != planned", "mode = status",
                         "title = \"o'k\"", "title != 'x'", "title = mode"});
        case 1:
            return "date" + pick({" < ", " <= ", " > ", " >= ", " = ", " != "}) +
                   pick({"as_of", "2026-03-01", "decision_date", "period_end"});
        case 2:
            return "cost" + pick({" < ", " <= ", " > ", " >= ", " = ", " != "}) + pick({"10", "cost_norm", "-1"});
        case 3:
            return pick({"mode in (online, hybrid)", "status in (held, planned)", "title in ('online', \"o'k\")"});
        case 4:
            return pick({"mode", "cost", "date", "decision_date"}) + pick({" is null", " is not null"});
        case 5:
            return "broadcast_to_grassroots = " + pick({"true", "false"});
        case 6:
            return "not (" + random_filter(random, depth - 1) + ")";
        case 7:
            return "(" + random_filter(random, depth - 1) + ")";
        case 8:
            return random_filter(random, depth - 1) + " and " + random_filter(random, depth - 1);
        default:
            return random_filter(random, depth - 1) + " or " + random_filter(random, depth - 1);
    }
}

TEST_P(FilterPlans, SqlAndClosureAgree) {
    std::mt19937 random(20260211);
    const auto one_of_values = [&](std::vector<db::Value> values) {
        return values[std::uniform_int_distribution<std::size_t>(0, values.size() - 1)(random)];
    };
    std::map<std::string, Record> records;
    for (int i = 0; i < 60; ++i) {
        Record record{{"id", "r" + std::to_string(i)},
                      {"mode", one_of_values({"online", "hybrid", db::Null{}})},
                      {"title", one_of_values({"o'k", "online", db::Null{}})},
                      {"status", one_of_values({"held", "planned", db::Null{}})},
                      {"date", one_of_values({"2026-02-28", "2026-03-01", "2026-07-01", db::Null{}})},
                      {"decision_date", one_of_values({"2026-03-01", db::Null{}})},
                      {"cost", one_of_values({9, 10, 11, db::Null{}})},
                      {"cost_norm", one_of_values({10, db::Null{}})},
                      {"broadcast_to_grassroots", one_of_values({0, 1, db::Null{}})}};
        records[std::get<std::string>(record["id"])] = record;
    }
    int compared = 0;
    const auto status = database().write([&](db::Tx& tx) -> Status {
        TRYV(testing::create_tables(tx));
        for (const auto& [id, record] : records) TRYV(testing::insert(tx, "conferences", record));
        while (compared < 300) {
            const std::string text = random_filter(random, 3);
            const auto filter = parse_filter(text, conferences());
            if (!filter) return fail(filter.error());
            ++compared;
            for (const auto& wanted : {*filter, is_yes(*filter), is_unknown(*filter), negate(*filter)}) {
                const std::string sql = to_sql(wanted, days());
                TRYV(tx.query("SELECT id, CASE WHEN " + sql + " THEN 1 WHEN NOT " + sql +
                                  " THEN 0 ELSE 2 END FROM fact_conferences",
                              {}, [&](const db::Row& row) {
                                  const auto code = row.integer(1);
                                  const Truth by_sql = code == 1 ? Truth::yes : code == 0 ? Truth::no : Truth::unknown;
                                  EXPECT_EQ(test(wanted, records[row.str(0)], days()), by_sql)
                                      << text << " on " << row.str(0) << "\n"
                                      << sql;
                                  return !::testing::Test::HasFailure();
                              }));
            }
            if (::testing::Test::HasFailure()) break;
        }
        return {};
    });
    ASSERT_TRUE(status.has_value()) << sauro::testing::explain(status);
    EXPECT_EQ(compared, 300);
}

TEST_P(FilterPlans, ConditionsHoldWhereTheAnswerIsTheWantedOne) {
    std::mt19937 random(226);
    const auto one_of_values = [&](std::vector<db::Value> values) {
        return values[std::uniform_int_distribution<std::size_t>(0, values.size() - 1)(random)];
    };
    std::map<std::string, Record> records;
    for (int i = 0; i < 60; ++i) {
        const auto id = "r" + std::to_string(i);
        records[id] = {{"id", id},
                       {"mode", one_of_values({"online", "hybrid", db::Null{}})},
                       {"title", one_of_values({"o'k", "online", db::Null{}})},
                       {"status", one_of_values({"held", "planned", db::Null{}})},
                       {"date", one_of_values({"2026-02-28", "2026-03-01", "2026-07-01"})},
                       {"decision_date", one_of_values({"2026-03-01", db::Null{}})},
                       {"cost", one_of_values({9, 10, 11, db::Null{}})},
                       {"cost_norm", one_of_values({10, db::Null{}})},
                       {"broadcast_to_grassroots", one_of_values({0, 1, db::Null{}})}};
    }
    const std::pair<Want, std::vector<Truth>> wants[] = {{Want::yes, {Truth::yes}},
                                                         {Want::no, {Truth::no}},
                                                         {Want::unknown, {Truth::unknown}},
                                                         {Want::not_no, {Truth::yes, Truth::unknown}},
                                                         {Want::not_yes, {Truth::no, Truth::unknown}},
                                                         {Want::known, {Truth::yes, Truth::no}}};
    const auto status = database().write([&](db::Tx& tx) -> Status {
        TRYV(testing::create_tables(tx));
        for (const auto& [id, record] : records) TRYV(testing::insert(tx, "conferences", record));
        for (int compared = 0; compared < 300; ++compared) {
            const std::string text = random_filter(random, 3);
            TRY(const auto parsed, parse_filter(text, conferences()));
            for (const auto& filter : {parsed, is_yes(parsed), is_unknown(parsed), all_of({is_yes(parsed), parsed})}) {
                for (const auto& [want, truths] : wants) {
                    const auto parts = conditions(filter, want, days(), {{"date"}});
                    std::string where = parts ? "1=1" : "1=0";
                    for (const auto& part : parts.value_or(std::vector<std::string>{})) where += " AND " + part;
                    std::set<std::string> found, wanted;
                    TRYV(tx.query("SELECT id FROM fact_conferences WHERE " + where, {}, [&](const db::Row& row) {
                        found.insert(row.str(0));
                        return true;
                    }));
                    for (const auto& [id, record] : records) {
                        if (std::ranges::find(truths, test(filter, record, days())) != truths.end()) wanted.insert(id);
                    }
                    EXPECT_EQ(found, wanted) << text << " → " << where;
                }
            }
        }
        return {};
    });
    ASSERT_TRUE(status) << sauro::testing::explain(status);
}

}  // namespace
}  // namespace sauro::rulebook
