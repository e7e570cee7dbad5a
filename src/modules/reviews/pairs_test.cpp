// Pairs of issued documents, decisions on them and the register of documents in force, through the routes.
#include <set>

#include "modules/documents/issuing.hpp"
#include "modules/reviews/relations.hpp"
#include "modules/reviews/reviews_fixture.hpp"

namespace sauro::reviews {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::rules;

class Pairs : public testing::Office {};
SAURO_EACH_DATABASE(Pairs);

TEST_P(Pairs, TwoRulesThatDifferInANumberAreShownAsFacts) {
    issue("MH01.DU", "1-QyĐ/ĐU", rules("15 %", "Quy định có hiệu lực từ ngày ký."));
    issue("MH01.DU", "2-QyĐ/ĐU", rules("10 %", "Văn phòng theo dõi chung."));
    issue("MH01.DU", "3-QyĐ/ĐU", "Trạm y tế mở cửa cả tuần; người trực ghi sổ và bàn giao vào bảy giờ sáng mỗi ngày.");
    EXPECT_EQ(find().documents, 3);
    const auto found = pairs();
    ASSERT_EQ(found.size(), 1U);
    const auto& difference = found[0].at("differences").as_array().at(0);
    EXPECT_EQ(difference.at("a").as_string(), "15 %");
    EXPECT_EQ(difference.at("b").as_string(), "10 %");
    EXPECT_THAT(std::string(difference.at("context_a").as_string()), HasSubstr("giảm ít nhất 15 %"));
    EXPECT_EQ(pairs("MH01.DU", "?kind=differing").size(), 1U);
    EXPECT_EQ(pairs("MH01.DU", "?kind=joint").size(), 0U);
    EXPECT_EQ(find().documents, 0) << "nothing waits";
}

TEST_P(Pairs, ARecalledDocumentLeavesTheReview) {
    issue("MH01.DU", "1-QyĐ/ĐU", rules("15 %", "Quy định có hiệu lực từ ngày ký."));
    const auto second = issue("MH01.DU", "2-QyĐ/ĐU", rules("10 %", "Văn phòng theo dõi chung."));
    find();
    ASSERT_EQ(pairs().size(), 1U);
    const auto recalled = database().write([&](db::Tx& tx) -> Status {
        TRY(const auto desk, documents::open_desk(tx, "MH01.DU", {"a1", "Văn thư"}, kNow));
        TRYV(documents::issuing::recall(tx, desk, second.id, second.version, "Ban hành nhầm thẩm quyền"));
        return {};
    });
    ASSERT_TRUE(recalled) << sauro::testing::explain(recalled);
    EXPECT_EQ(find().documents, 1) << "it is looked at again";
    EXPECT_THAT(pairs(), IsEmpty());
    auto clerk = as("clerk.MH01.DU");
    const std::string standing = "/api/v1/units/MH01.DU/document-standing?symbol=";
    EXPECT_EQ(clerk.get(standing + *second.symbol).text("/state"), "recalled");
    EXPECT_EQ(clerk.get(standing + "1-QyĐ/ĐU").text("/state"), "in_force");
}

TEST_P(Pairs, WhatTheFlowReplacedIsReplacedInTheRegister) {
    const auto older = issue("MH01.DU", "1-QyĐ/ĐU", rules("15 %", "Một."));
    const auto newer = issue("MH01.DU", "2-QyĐ/ĐU", rules("10 %", "Hai."));
    const auto linked = database().write([&](db::Tx& tx) -> Status {
        TRYV(
            tx.execute("INSERT INTO document_links (document_id, of_document_id, kind, reason, at) VALUES (?, ?, "
                       "'replaces', 'Sai mức', ?)",
                       {newer.id, older.id, kNow}));
        return {};
    });
    ASSERT_TRUE(linked) << sauro::testing::explain(linked);
    find();
    auto clerk = as("clerk.MH01.DU");
    const auto answer = clerk.get("/api/v1/units/MH01.DU/document-standing?symbol=" + *older.symbol);
    EXPECT_EQ(answer.text("/state"), "replaced") << answer.body;
    EXPECT_EQ(answer.text("/by/0/newer"), *newer.symbol);
    EXPECT_EQ(answer.text("/by/0/state"), "confirmed");
}

TEST_P(Pairs, DayAndIssuerOfAPaperComeFromTheUnitsBooks) {
    const auto one = issue("MH01.DU", "1-QyĐ/ĐU", rules("15 %", "Một."));
    const auto of = [&](const std::string& symbol) {
        std::optional<Paper> found;
        const auto read = database().read([&](db::Snapshot& snapshot) -> Status {
            TRY(const auto unit, documents::store::find_unit(snapshot, "MH01.DU"));
            TRY(found, paper_of(snapshot, unit->path, symbol));
            return {};
        });
        EXPECT_TRUE(read) << sauro::testing::explain(read);
        return found;
    };
    ASSERT_TRUE(of(*one.symbol));
    EXPECT_EQ(of(*one.symbol)->date, one.date);
    EXPECT_FALSE(of("99-QyĐ/ĐU"));
}

TEST_P(Pairs, InvitationsReportsAndIncomingPapersAreNotCompared) {
    issue("MH01.DU", "1-QyĐ/ĐU", rules("15 %", "Một."));
    issue("MH01.DU", "2-GM/ĐU", rules("15 %", "Hai."), "Giấy mời");
    issue("MH01.DU", "3-BC/ĐU", rules("15 %", "Ba."), "Báo cáo");
    find();
    EXPECT_THAT(pairs(), IsEmpty());
}

TEST_P(Pairs, OfTwoCommunesOnlyTheProvinceSeesThem) {
    issue("MH01.DU", "1-QyĐ/ĐU", rules("15 %", "Một."));
    issue("MH02.DU", "1-QyĐ/ĐU", rules("15 %", "Hai."));
    find();
    EXPECT_THAT(pairs("MH01.DU"), IsEmpty());
    EXPECT_THAT(pairs("MH02.DU"), IsEmpty());
    const auto found = pairs("MH.TU", "?kind=joint");
    ASSERT_EQ(found.size(), 1U) << "of one level, close in time";
    const auto id = std::string(found[0].at("id").as_string());
    EXPECT_EQ(as("specialist.MH01.DU").get("/api/v1/units/MH01.DU/reviews/" + id).code(), "review.not_found");
    EXPECT_EQ(as("specialist.MH01.DU").get("/api/v1/units/MH.TU/reviews/" + id).status, 403);
}

TEST_P(Pairs, TheSearchGoesOnWhereItStoppedAndForgetsWhatChanged) {
    std::vector<documents::Record> made;
    for (int i = 1; i <= 5; ++i)
        made.push_back(issue("MH01.DU", std::to_string(i) + "-QyĐ/ĐU", rules("15 %", "Phần riêng.")));
    std::int64_t steps = 0;
    for (auto step = find(2); step.documents > 0; step = find(2)) ++steps;
    EXPECT_EQ(steps, 3);
    EXPECT_EQ(pairs().size(), 10U);
    std::set<std::string> seen;
    std::string cursor;
    for (int page = 0; page < 4; ++page) {
        const auto answer =
            as("specialist.MH01.DU")
                .get("/api/v1/units/MH01.DU/reviews?limit=3" + (cursor.empty() ? "" : "&cursor=" + cursor));
        const auto body = answer.json();
        for (const auto& one : body.at("items").as_array())
            EXPECT_TRUE(seen.insert(std::string(one.at("id").as_string())).second);
        cursor = body.as_object().contains("next") ? std::string(body.at("next").as_string()) : "";
    }
    EXPECT_EQ(seen.size(), 10U);
    EXPECT_EQ(cursor, "");
    SAURO_ASSERT_OK(database().write([&](db::Tx& tx) -> Status {
        TRY(const auto desk, documents::open_desk(tx, "MH01.DU", {"a1", "Văn thư"}, kNow));
        TRYV(documents::issuing::recall(tx, desk, made[0].id, made[0].version, "Ban hành nhầm"));
        return {};
    }));
    SAURO_ASSERT_OK(database().write([&](db::Tx& tx) -> Status {
        TRYV(tx.execute("UPDATE text_numbers SET change = 1000 WHERE document_id = ?", {made[0].id}));
        return {};
    }));
    find();
    EXPECT_EQ(pairs().size(), 6U) << "a recalled document is no longer in force";
}

TEST_P(Pairs, ADecisionNeedsWhoAndWhenAndStandsWhereTheNormsReadIt) {
    issue("MH01.DU", "1-QyĐ/ĐU", rules("15 %", "Một."));
    issue("MH01.DU", "2-QyĐ/ĐU", rules("10 %", "Hai."));
    find();
    const auto path = "/api/v1/units/MH01.DU/reviews/" + only_pair() + "/decision";
    EXPECT_EQ(as("clerk.MH01.DU").post(path, R"({"version":0,"issue":"none"})").status, 403);
    auto leader = as("leader.MH01.DU");
    const auto refused = leader.post(path, R"({"version":0,"issue":"overlap","action":"amend"})");
    EXPECT_EQ(refused.code(), "review.fields");
    EXPECT_THAT(refused.body, HasSubstr("/owner"));
    EXPECT_THAT(refused.body, HasSubstr("/due"));
    EXPECT_EQ(leader.post(path, R"({"version":0,"issue":"none","action":"repeal"})").code(), "review.fields");
    const auto kept = leader.post(
        path,
        R"({"version":0,"issue":"contradiction","action":"amend","owner":"Văn phòng Đảng ủy","due":"2026-01-31"})");
    ASSERT_EQ(kept.status, 200) << kept.body;
    EXPECT_EQ(kept.text("/decision/overdue"), "true");
    EXPECT_EQ(kept.text("/state"), "decided");
    EXPECT_EQ(leader.post(path, R"({"version":0,"issue":"none"})").code(), "review.changed");
    const auto done = leader.post(
        path,
        R"({"version":1,"issue":"contradiction","action":"amend","owner":"Văn phòng Đảng ủy","due":"2026-01-31","done_on":"2026-02-01","result":"9-QyĐ/ĐU"})");
    ASSERT_EQ(done.status, 200) << done.body;
    EXPECT_EQ(done.json().at("decision").at("history").as_array().size(), 2U);
    EXPECT_THAT(pairs(), IsEmpty());
    EXPECT_EQ(pairs("MH.TU", "?state=decided").size(), 1U);
    const auto summary = leader.get("/api/v1/units/MH01.DU/review-summary");
    EXPECT_EQ(summary.text("/decided"), "1");
    EXPECT_EQ(summary.text("/done"), "1");
    EXPECT_EQ(summary.text("/overdue"), "0");
    std::vector<std::string> facts;
    SAURO_ASSERT_OK(database().read([&](db::Snapshot& snapshot) {
        return snapshot.query(
            "SELECT unit || ' ' || document || ' ' || other || ' ' || issue || ' ' || done_on FROM "
            "fact_document_reviews",
            {}, [&](const db::Row& row) {
                facts.push_back(row.str(0));
                return true;
            });
    }));
    EXPECT_THAT(facts, ElementsAre("MH01.DU 1-QyĐ/ĐU 2-QyĐ/ĐU contradiction 2026-02-01"));
}

TEST_P(Pairs, WhatReplacesClosesThePairsOfTheOldDocument) {
    issue("MH01.DU", "1-QyĐ/ĐU", rules("15 %", "Một."));
    issue("MH01.DU", "2-QyĐ/ĐU", rules("10 %", "Hai."));
    find();
    auto clerk = as("clerk.MH01.DU");
    const std::string path = "/api/v1/units/MH01.DU/document-relations";
    EXPECT_EQ(clerk.post(path, R"({"newer":"2-QyĐ/ĐU","older":"02-QyĐ/ĐU","relation":"replaces","date":"2026-02-01"})")
                  .code(),
              "relation.fields");
    ASSERT_EQ(clerk.post(path, R"({"newer":"2-QyĐ/ĐU","older":"01-QyĐ/ĐU","relation":"replaces","date":"2026-03-01"})")
                  .status,
              200);
    EXPECT_EQ(
        clerk.post(path, R"({"newer":"2-QyĐ/ĐU","older":"1-QyĐ/ĐU","relation":"replaces","date":"2026-03-01"})").code(),
        "relation.known");
    EXPECT_EQ(pairs().size(), 1U) << "only from March on";
    const auto later = find_step(database(), plainly, kNow + 40LL * 86'400'000, 20);
    ASSERT_TRUE(later);
    EXPECT_THAT(pairs(), IsEmpty());
    EXPECT_EQ(pairs("MH01.DU", "?state=closed").size(), 1U);
}

TEST_P(Pairs, TheRegisterTellsTheStateOnADayAndTheChain) {
    auto central = as("clerk.MH.TU");
    const std::string path = "/api/v1/units/MH.TU/document-relations";
    ASSERT_EQ(central.post(path, R"({"newer":"36-HD/TU","older":"11-HD/TU","relation":"replaces","date":"2018-04-03"})")
                  .status,
              200);
    ASSERT_EQ(central.post(path, R"({"newer":"05-HD/TU","older":"36-HD/TU","relation":"replaces","date":"2026-01-10"})")
                  .status,
              200);
    ASSERT_EQ(
        central
            .post(
                path,
                R"({"newer":"7-QĐ/TU","older":"05-HD/TU","relation":"amends","clause":"khoản 2","date":"2026-01-20"})")
            .status,
        200);
    auto below = as("specialist.MH01.DU");  // what the province records holds for the commune
    const auto at = [&](const std::string& symbol, const std::string& day) {
        return below.get("/api/v1/units/MH01.DU/document-standing?symbol=" + symbol + "&as_of=" + day);
    };
    EXPECT_EQ(at("36-HD/TU", "2026-01-09").text("/state"), "in_force");
    const auto replaced = at("36-HD/TU", "2026-01-10");
    EXPECT_EQ(replaced.text("/state"), "replaced");
    EXPECT_EQ(replaced.text("/chain"), R"(["11-HD/TU","36-HD/TU","05-HD/TU"])");
    EXPECT_EQ(at("05-HD/TU", "2026-02-01").text("/state"), "partly_amended");
    EXPECT_EQ(at("99-HD/TU", "2026-02-01").text("/state"), "in_force");
    EXPECT_EQ(
        as("specialist.MH02.DU").get("/api/v1/units/MH02.DU/document-relations").json().at("items").as_array().size(),
        0U);
}

TEST_P(Pairs, TheRegisterTakesNoCircle) {
    issue("MH01.DU", "7-QyĐ/ĐU", rules("15 %", "Thay thế Quy định số 9."), "Quy định",
          R"({"about":[{"symbol":"9-QyĐ/ĐU","relation":"replaces"}]})");
    find();
    auto clerk = as("clerk.MH01.DU");
    const std::string path = "/api/v1/units/MH01.DU/document-relations";
    const auto line = [&](const char* newer, const char* older, const char* day) {
        return clerk.post(path, std::string(R"({"newer":")") + newer + R"(","older":")" + older +
                                    R"(","relation":"replaces","date":")" + day + R"("})");
    };
    ASSERT_EQ(line("8-QyĐ/ĐU", "7-QyĐ/ĐU", "2026-01-10").status, 200);
    ASSERT_EQ(line("9-QyĐ/ĐU", "8-QyĐ/ĐU", "2026-01-20").status, 200);
    const auto back = line("8-QyĐ/ĐU", "09-QyĐ/ĐU", "2026-02-01");
    EXPECT_EQ(back.code(), "relation.circle");
    EXPECT_THAT(back.body, HasSubstr("20/01/2026"));
    EXPECT_EQ(line("7-QyĐ/ĐU", "9-QyĐ/ĐU", "2026-02-01").code(), "relation.circle") << "through another document";
    const auto proposed = clerk.get(path + "?state=proposed");
    ASSERT_EQ(proposed.json().at("items").as_array().size(), 1U) << proposed.body;
    const auto settle = path + "/" + proposed.text("/items/0/id") + "/settle";
    EXPECT_EQ(clerk.post(settle, R"({"confirm":true})").code(), "relation.circle");
    EXPECT_EQ(clerk.post(settle, R"({"confirm":false})").status, 200) << "it can still be put aside";
    EXPECT_EQ(line("10-QyĐ/ĐU", "9-QyĐ/ĐU", "2026-02-01").status, 200);
}

TEST_P(Pairs, WhatATextSaysIsAProposalUntilAPersonConfirmsIt) {
    issue("MH01.DU", "5-QyĐ/ĐU", rules("15 %", "Thay thế Quy định số 1."), "Quy định",
          R"({"about":[{"symbol":"1-QyĐ/ĐU","relation":"replaces"},{"symbol":"226-KL/TW","relation":"implements"}]})");
    find();
    auto clerk = as("clerk.MH01.DU");
    const auto proposed = clerk.get("/api/v1/units/MH01.DU/document-relations?state=proposed");
    ASSERT_EQ(proposed.json().at("items").as_array().size(), 1U) << proposed.body;
    const auto standing = [&] {
        return clerk.get("/api/v1/units/MH01.DU/document-standing?symbol=1-QyĐ/ĐU").text("/state");
    };
    EXPECT_EQ(standing(), "in_force") << "a machine's reading decides nothing";
    const auto path = "/api/v1/units/MH01.DU/document-relations/" + proposed.text("/items/0/id") + "/settle";
    EXPECT_EQ(as("specialist.MH01.DU").post(path, R"({"confirm":true})").status, 403);
    EXPECT_EQ(clerk.post(path, R"({"confirm":true})").text("/recorded_name"), "Trần Thị Rà Soát");
    EXPECT_EQ(standing(), "replaced");
    EXPECT_EQ(clerk.post(path, R"({"confirm":false})").code(), "relation.settled");
}

TEST_P(Pairs, WhatIsEnteredAgainIsCountedUntilAReasonOrADecision) {
    const auto same = rules("15 %", "Văn phòng theo dõi chung.");
    issue("MH01.DU", "1-QyĐ/ĐU", same, "Quy định", "{}", nullptr);
    issue("MH01.DU", "2-QyĐ/ĐU", same, "Quy định", "{}", nullptr);
    issue("MH01.DU", "3-GM/ĐU", same, "Giấy mời", "{}", nullptr);
    issue("MH01.DU", "4-QyĐ/ĐU", same, "Quy định", "{}", "Ban hành lại do sửa nơi nhận");
    issue("MH02.DU", "1-QyĐ/ĐU", same, "Quy định", "{}", nullptr);
    find();
    const auto checks = [&] {
        std::vector<std::string> out;
        const auto read = database().read([&](db::Snapshot& snapshot) {
            return snapshot.query(
                "SELECT unit || ' ' || document || ' ' || duplicate || ' ' || resolved FROM "
                "fact_entry_checks ORDER BY unit, document",
                {}, [&](const db::Row& row) {
                    out.push_back(row.str(0));
                    return true;
                });
        });
        EXPECT_TRUE(read);
        return out;
    };
    EXPECT_THAT(checks(), ElementsAre("MH01.DU 1-QyĐ/ĐU 0 0", "MH01.DU 2-QyĐ/ĐU 1 0", "MH01.DU 3-GM/ĐU 0 0",
                                      "MH01.DU 4-QyĐ/ĐU 1 1", "MH02.DU 1-QyĐ/ĐU 0 0"));
    for (const auto& pair : pairs()) {
        const auto path = "/api/v1/units/MH01.DU/reviews/" + std::string(pair.at("id").as_string()) + "/decision";
        EXPECT_EQ(as("leader.MH01.DU").post(path, R"({"version":0,"issue":"none"})").status, 200);
    }
    EXPECT_EQ(checks()[1], "MH01.DU 2-QyĐ/ĐU 1 1");
}

}  // namespace
}  // namespace sauro::reviews
