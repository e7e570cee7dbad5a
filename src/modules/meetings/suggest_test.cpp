// Clashes, free days and suggestions through the router on both databases.
#include "modules/meetings/suggest.hpp"

#include "modules/meetings/planning_fixture.hpp"

namespace sauro::meetings {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Suggesting : public testing::Planning {
  protected:
    // Saved; its id.
    std::string save(const std::string& title, const std::string& date, const std::string& more = "",
                     const std::string& as = "T01") {
        const auto saved =
            post("/conferences", fmt::format(R"({{"title":"{}","date":"{}"{}}})", title, date, more), as);
        EXPECT_EQ(saved.status, 200) << saved.body;
        return saved.text("/row/id");
    }
    // "null" where it is not said.
    static json::Any member(const json::Any& of, const char* name) {
        const auto* found = of.as_object().if_contains(name);
        return found == nullptr ? json::Any() : *found;
    }
    std::string clashing(const std::string& more = "", const std::string& as = "T01") {
        std::string out;
        const auto page = get("/conference-clashes?year=2026" + more, as).json();
        for (const auto& pair : page.at("items").as_array()) {
            out += json::write(pair.at("date")) + json::write(member(pair.at("a"), "title")) +
                   json::write(member(pair.at("b"), "title")) + json::write(pair.at("who"));
        }
        return out;
    }
};
SAURO_EACH_DATABASE(Suggesting);

constexpr const char* with_commune = R"(,"invitees":[{"unit":"X01"}])";

TEST_P(Suggesting, TwoConferencesAtOneHourWithTheSameGuestsAreFoundAndTouchingOnesAreNot) {
    save("Sáng", "2026-05-04", std::string(with_commune) + R"(,"start_at":480,"end_at":600)");
    save("Trưa", "2026-05-04", std::string(with_commune) + R"(,"start_at":600,"end_at":700)");
    EXPECT_EQ(clashing(), "");
    EXPECT_EQ(get("/conference-year?year=2026").text("/days/0/clash"), "false");
    save("Của hội đồng", "2026-05-04", with_commune, "H01");
    EXPECT_EQ(clashing(), R"("2026-05-04""Sáng""Của hội đồng"["Đảng ủy xã Mẫu"])"
                          R"("2026-05-04""Trưa""Của hội đồng"["Đảng ủy xã Mẫu"])");
    // The council does not see what the Party committee calls its conferences.
    EXPECT_EQ(clashing("", "H01"), R"("2026-05-04"null"Của hội đồng"["Đảng ủy xã Mẫu"])"
                                   R"("2026-05-04"null"Của hội đồng"["Đảng ủy xã Mẫu"])");
    EXPECT_EQ(clashing("&day=2026-05-05"), "");
    EXPECT_EQ(get("/conference-year?year=2026").text("/days/0/clash"), "true");
    EXPECT_EQ(get("/conferences").text("/items/0/clash"), "true");
}

TEST_P(Suggesting, WhoConvenesSitsInItsOwnConferenceToo) {
    save("Của cấp ủy", "2026-05-04", with_commune);
    save("Riêng của cấp ủy", "2026-05-04");
    EXPECT_EQ(clashing(), "");  // two of its own are its own affair
    save("Của hội đồng", "2026-05-04", R"(,"invitees":[{"unit":"T01"}])", "H01");
    EXPECT_EQ(clashing(), R"("2026-05-04""Của cấp ủy""Của hội đồng"["Tỉnh ủy Mẫu"])"
                          R"("2026-05-04""Riêng của cấp ủy""Của hội đồng"["Tỉnh ủy Mẫu"])");
    EXPECT_EQ(get("/conference-year?year=2026").text("/days/0/clash"), "true");
    // Nor is its own convenor free on the day it is invited elsewhere.
    const auto free = post("/conference-free-days", R"({"title":"Mới","date":"2026-05-04"})");
    EXPECT_NE(free.text("/days/0"), "2026-05-04");
    EXPECT_EQ(free.text("/clashes/0/who/0"), "Tỉnh ủy Mẫu");
}

TEST_P(Suggesting, TheLeaderInTheChairOfTwoIsAClashOfTheUnit) {
    save("Một", "2026-05-04", R"(,"chair":"Đồng chí Phó Bí thư")");
    save("Hai", "2026-05-04", R"(,"chair":"đồng chí phó bí thư")");
    save("Ba", "2026-05-04", R"(,"chair":"Đồng chí Phó Bí thư")", "H01");
    EXPECT_EQ(clashing(), R"("2026-05-04""Một""Hai"["Đồng chí Phó Bí thư"])");
}

TEST_P(Suggesting, PagesOfClashesHoldEveryPairOnce) {
    for (int day = 1; day <= 6; ++day) {
        for (const char* title : {"Một", "Hai", "Ba"}) save(title, fmt::format("2026-{:02}-04", day + 3), with_commune);
    }
    std::set<std::string> seen;
    std::string cursor;
    int pages = 0;
    do {
        const auto page = get("/conference-clashes?year=2026&limit=4" + cursor).json();
        for (const auto& pair : page.at("items").as_array())
            EXPECT_TRUE(seen.insert(json::write(pair.at("a").at("id")) + json::write(pair.at("b").at("id"))).second);
        const auto* next = page.as_object().if_contains("next");
        cursor.clear();
        if (next != nullptr && next->is_string()) {
            cursor = "&cursor=" + std::string(next->as_string());
        }
    } while (!cursor.empty() && ++pages < 20);
    EXPECT_EQ(seen.size(), 18U);
}

TEST_P(Suggesting, FreeDaysAreWorkingDaysOnWhichNoGuestSitsElsewhere) {
    save("Thứ hai", "2026-05-04", with_commune, "H01");
    save("Thứ ba", "2026-05-05", with_commune, "H01");
    const auto free =
        post("/conference-free-days", std::string(R"({"title":"Mới","date":"2026-05-04")") + with_commune + "}");
    ASSERT_EQ(free.status, 200) << free.body;
    EXPECT_EQ(json::write(free.json().at("days")),
              R"(["2026-05-06","2026-05-07","2026-05-01","2026-05-08","2026-04-30"])");
    EXPECT_EQ(free.text("/clashes/0/who/0"), "Đảng ủy xã Mẫu");
    EXPECT_EQ(free.text("/clashes/0/b/unit"), "H01");
    const auto alone = post("/conference-free-days", R"({"title":"Mới","date":"2026-05-04"})");
    EXPECT_EQ(alone.text("/days/0"), "2026-05-04");
}

// The commune held ten conferences the year before; its plan has twelve, none online, four of them of the whole
// commune.
class OverTheLimits : public Suggesting {
  protected:
    void plan() {
        std::string lines;
        for (int i = 0; i < 10; ++i)
            lines += fmt::format(
                R"({{"kind":"conference","id":"o{}","unit":"X01","date":"2025-03-{:02}","title":"Năm cũ {}","scope":"internal","statutory_kind":null,"status":"held"}})"
                "\n",
                i, i + 3, i);
        for (int i = 0; i < 4; ++i)
            lines += fmt::format(
                R"({{"kind":"conference","id":"w{0}","unit":"X01","date":"2026-0{1}-09","title":"Hội nghị triển khai nghị quyết về nông thôn mới","scope":"commune_wide","mode":"in_person","statutory_kind":null,"status":"planned"}})"
                "\n"
                R"({{"kind":"invitation","conference":"w{0}","unit":"H01","level":"province","bloc":"elected"}})"
                "\n",
                i, 3 + 2 * i - (i == 1 ? 1 : 0));
        for (int i = 0; i < 8; ++i)
            lines += fmt::format(
                R"({{"kind":"conference","id":"i{0}","unit":"X01","date":"2026-{1:02}-12","title":"Chuyên {2}","scope":"internal","mode":"in_person","statutory_kind":null,"status":"planned"{3}}})"
                "\n",
                i, 4 + i, std::string(static_cast<std::size_t>(i) + 3, static_cast<char>('a' + i)),
                i < 2 ? R"(,"guided_by":"12-HD/VPTU")" : "");
        lines +=
            R"({"kind":"conference","id":"h","unit":"T01","date":"2026-06-12","title":"Của tỉnh","scope":"internal","mode":"online","statutory_kind":null,"status":"planned"})"
            "\n"
            R"({"kind":"invitation","conference":"h","unit":"H01","level":"province","bloc":"elected"})"
            "\n"
            R"({"kind":"invitation","conference":"i2","unit":"H01","level":"province","bloc":"elected"})"
            "\n";
        const auto report = load(lines);
        ASSERT_TRUE(report.loaded) << facts::write_json(report);
        // The clock of the test stands before that of the machine that loads.
        const auto aged = database().write([](db::Tx& tx) -> Status {
            TRYV(tx.execute("UPDATE conferences SET created_at = 0"));
            return {};
        });
        ASSERT_TRUE(aged.has_value());
    }
    json::Any suggestions() {
        const auto answer = get("/conference-suggestions?year=2026", "X01");
        EXPECT_EQ(answer.status, 200) << answer.body;
        return answer.json();
    }
    static std::string texts(const json::Any& all) {
        std::string out;
        for (const auto& one : all.at("items").as_array()) out += std::string(one.at("text").as_string()) + "\n";
        return out;
    }
    static std::string request(const json::Any& item) {
        json::Any body{{"kind", item.at("kind")},
                       {"id", item.at("conference").at("id")},
                       {"version", item.at("conference").at("version")}};
        if (member(item, "into").is_object()) {
            body.as_object()["into"] = item.at("into").at("id");
            body.as_object()["into_version"] = item.at("into").at("version");
        }
        if (member(item, "day").is_string()) body.as_object()["day"] = item.at("day");
        return json::write(body);
    }
};
SAURO_EACH_DATABASE(OverTheLimits);

TEST_P(OverTheLimits, EveryLimitIsMetWhenAllAreTakenAndTheRulebookAgrees) {
    plan();
    auto all = suggestions();
    EXPECT_EQ(all.at("within"), json::Any(false));
    std::map<std::string, int> kinds;
    for (const auto& one : all.at("items").as_array()) ++kinds[std::string(one.at("kind").as_string())];
    EXPECT_EQ(kinds["merge"], 1) << texts(all);
    EXPECT_EQ(kinds["replace"], 2) << texts(all);
    EXPECT_EQ(kinds["move"], 1) << texts(all);
    EXPECT_EQ(kinds["online"], 6) << texts(all);
    std::size_t left = all.at("items").as_array().size();
    while (left > 0) {
        const auto taken = post("/conference-suggestions/take", request(all.at("items").as_array()[0]), "X01");
        ASSERT_EQ(taken.status, 200) << taken.body;
        all = suggestions();
        ASSERT_EQ(all.at("items").as_array().size(), --left) << "what is left needs no more than before";
    }
    EXPECT_EQ(all.at("within"), json::Any(true)) << json::write(all);
    const auto year = get("/conference-year?year=2026", "X01").json();
    for (const auto& line : year.at("meters").as_array())
        EXPECT_EQ(line.at("outcome"), json::Any("met")) << json::write(line);
    EXPECT_EQ(clashing("", "X01"), "");
}

TEST_P(OverTheLimits, EachProposalSaysWhatItChangesWithItsClause) {
    plan();
    const auto all = suggestions();
    for (const auto& one : all.at("items").as_array()) {
        EXPECT_FALSE(one.at("figures").as_array().empty()) << json::write(one);
        for (const auto& figure : one.at("figures").as_array())
            EXPECT_THAT(std::string(figure.at("clause").as_string()), HasSubstr("226-KL/TW, mục 2.2"));
    }
    const auto& wide = all.at("limits").as_array()[0];
    EXPECT_EQ(wide.at("before"), json::Any("4"));
    EXPECT_EQ(wide.at("after"), json::Any("3"));
    EXPECT_EQ(wide.at("limit"), json::Any("3"));
    EXPECT_FALSE(all.at("similar").as_array().empty());
    // Each says what goes wrong without it, and why it is this one.
    std::set<std::string> reasons;
    for (const auto& one : all.at("items").as_array()) {
        const std::string why(one.at("why").as_string());
        const std::string kind(one.at("kind").as_string());
        EXPECT_TRUE(why.contains("Chọn hội nghị này vì") || why.contains("khác đổi được")) << why;
        EXPECT_EQ(why.contains("Phải bớt hội nghị vì vượt mức"), kind == "merge" || kind == "replace") << why;
        reasons.insert(kind + why);
    }
    EXPECT_GE(reasons.size(), 4U);
}

TEST_P(Suggesting, NumberedConferencesAreNotProposedForMerging) {
    for (int i = 1; i <= 3; ++i)
        save(fmt::format("Chuyên đề xây dựng Đảng số {}", i), fmt::format("2027-03-{:02}", 2 * i), with_commune);
    EXPECT_TRUE(get("/conference-suggestions?year=2027").json().at("similar").as_array().empty());
    save("Hội nghị chuyên đề xây dựng Đảng số 3", "2027-03-20", with_commune);
    EXPECT_EQ(get("/conference-suggestions?year=2027").json().at("similar").as_array().size(), 1U);
}

TEST_P(OverTheLimits, WhatWasTakenCanBeTakenBack) {
    plan();
    const auto before = suggestions();
    std::set<std::string> kinds;
    for (const auto& proposed : before.at("items").as_array()) {
        const std::string kind(proposed.at("kind").as_string());
        if (!kinds.insert(kind).second) continue;
        const auto all = suggestions();
        const auto found = std::ranges::find_if(all.at("items").as_array(),
                                                [&](const auto& one) { return one.at("text") == proposed.at("text"); });
        const auto taken = post("/conference-suggestions/take", request(*found), "X01");
        ASSERT_EQ(taken.status, 200) << taken.body;
        const std::string steps = json::write(json::Any{{"steps", taken.json().at("undo")}});
        ASSERT_EQ(post("/conference-suggestions/undo", steps, "X01").status, 200);
        EXPECT_EQ(texts(suggestions()), texts(before)) << kind;
        // What was seen is stale now.
        EXPECT_EQ(post("/conference-suggestions/take", request(*found), "X01").code(), "meeting.stale");
        EXPECT_EQ(post("/conference-suggestions/undo", steps, "X01").status, 409);
    }
    EXPECT_EQ(kinds, (std::set<std::string>{"merge", "replace", "online", "move"}));
    const auto all = suggestions();
    EXPECT_EQ(post("/conference-suggestions/take", request(all.at("items").as_array()[0]), "H01").status, 404);
    EXPECT_EQ(post("/conference-suggestions/take", R"({"kind":"merge","id":"","version":1})").status, 404);
}

TEST_P(OverTheLimits, TakingBackIsNoWayAroundTheLimit) {
    plan();
    const auto all = suggestions();
    const auto& merge = all.at("items").as_array()[0];
    ASSERT_EQ(merge.at("kind"), json::Any("merge"));
    const auto taken = post("/conference-suggestions/take", request(merge), "X01");
    ASSERT_EQ(taken.status, 200) << taken.body;
    save("Chen vào", "2026-10-20", R"(,"scope":"internal")", "X01");
    const std::string steps = json::write(json::Any{{"steps", taken.json().at("undo")}});
    EXPECT_EQ(post("/conference-suggestions/undo", steps, "X01").code(), "meeting.over_limit");
}

TEST_P(Suggesting, APlanWithinItsLimitsHasNothingToPropose) {
    save("Một", "2026-05-04", R"(,"mode":"online","scope":"internal")");
    const auto all = get("/conference-suggestions?year=2027").json();
    EXPECT_EQ(all.at("within"), json::Any(true));
    EXPECT_TRUE(all.at("items").as_array().empty());
    EXPECT_EQ(get("/conference-suggestions?year=1").code(), "meeting.year");
}

}  // namespace
}  // namespace sauro::meetings
