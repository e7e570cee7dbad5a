// Meetings as daily records, and whether a conference is needed, on both databases.
#include "modules/meetings/daily.hpp"
#include "modules/meetings/planning_fixture.hpp"
#include "planning/planning.hpp"

namespace sauro::meetings {
namespace {

using ::testing::HasSubstr;

class Daily : public testing::Planning {
  protected:
    static std::string meeting(const std::string& title, const std::string& more = "") {
        return fmt::format(R"({{"title":"{}","date":"2026-02-09","type":"topical"{}}})", title, more);
    }
};
SAURO_EACH_DATABASE(Daily);

TEST_P(Daily, WhatIsCalledAConferenceNeedsAReasonToBeCountedAsAMeeting) {
    const auto refused = post("/meetings", meeting("Hội nghị sơ kết quý I"));
    EXPECT_EQ(fault(refused), "/kept_reason");
    EXPECT_EQ(refused.code(), "meeting.like_conference");
    EXPECT_THAT(refused.body, HasSubstr("mục 3, gạch đầu dòng 1"));
    const auto kept = post("/meetings", meeting("Hội nghị sơ kết quý I", R"(,"kept_reason":"Họp trong Văn phòng")"));
    ASSERT_EQ(kept.status, 200) << kept.body;
    EXPECT_EQ(kept.text("/row/like_conference"), "true");
    EXPECT_EQ(kept.text("/findings/0/outcome"), "met");
    EXPECT_EQ(post("/meetings", meeting("Họp chuẩn bị hội nghị sơ kết")).status, 200);
    EXPECT_EQ(get("/meetings?like_conference=true").json().at("items").as_array().size(), 1U);
    // Two counters: no conference came of it.
    EXPECT_EQ(get("/conferences").json().at("items").as_array().size(), 0U);
    EXPECT_EQ(rows("meetings").size(), 2U);
}

TEST_P(Daily, AllFourBlocsOfTheAreaMakeAConferenceButNoBriefing) {
    ASSERT_TRUE(
        load(
            R"({"kind":"unit","code":"U01","area":"A01","name":"UBND tỉnh Mẫu","level":"province","bloc":"government","parent":"T01"}
{"kind":"unit","code":"M01","area":"A01","name":"Mặt trận tỉnh Mẫu","level":"province","bloc":"mass","parent":"T01"})")
            .loaded);
    const std::string three = R"(,"invitees":[{"unit":"H01"},{"unit":"U01"}])";
    const std::string all = R"(,"invitees":[{"unit":"H01"},{"unit":"U01"},{"unit":"M01"}])";
    EXPECT_EQ(post("/meetings", meeting("Họp bàn đầu tư công", three)).status, 200);
    EXPECT_EQ(post("/meeting-check", meeting("Họp bàn thu ngân sách", all)).text("/findings/0/outcome"), "breached");
    EXPECT_EQ(fault(post("/meetings", meeting("Họp bàn thu ngân sách", all))), "/kept_reason");
    const auto briefing =
        post("/meetings", R"({"title":"Giao ban tháng","date":"2026-02-10","type":"briefing")" + all + "}");
    ASSERT_EQ(briefing.status, 200) << briefing.body;
    EXPECT_EQ(briefing.json().at("stated").at("invitees").as_array().size(), 3U);
    EXPECT_EQ(briefing.text("/stated/invitees/0/name"), "HĐND tỉnh Mẫu");
}

TEST_P(Daily, ARecordIsKeptChangedAndPaged) {
    const auto made =
        post("/meetings", meeting("Giao ban tuần",
                                  R"(,"chair":"Chánh Văn phòng","purpose":"Rà việc tuần","start_at":480,"end_at":540,)"
                                  R"("papers_sent_on":"2026-02-06","participants":12,"status":"held")"));
    ASSERT_EQ(made.status, 200) << made.body;
    EXPECT_EQ(made.text("/row/minutes"), "60");
    const std::string one = "/meetings/" + made.text("/row/id");
    const std::string changed =
        meeting("Giao ban tuần",
                R"(,"conclusions":"Giao Văn phòng gửi lịch","start_at":480,"end_at":570,"status":"held","version":1)");
    EXPECT_EQ(call(http::Method::put, one, changed).text("/stated/conclusions"), "Giao Văn phòng gửi lịch");
    EXPECT_EQ(call(http::Method::put, one, changed).code(), "meeting.stale");
    EXPECT_EQ(get(one).text("/row/minutes"), "90");
    EXPECT_EQ(get(one, "X01").status, 404);
    EXPECT_EQ(post("/meetings", meeting("Họp"), "T01:auditor").status, 403);
    for (int day = 1; day <= 8; ++day)
        ASSERT_EQ(post("/meetings", fmt::format(R"({{"title":"Họp {}","date":"2026-02-{:02}"}})", day, 1 + day / 2),
                       day % 3 == 0 ? "X01" : "T01")
                      .status,
                  200);
    std::vector<std::string> dates;
    std::set<std::string> seen;
    std::string cursor;
    do {
        const auto page = get("/meetings?subtree=true&limit=2" + (cursor.empty() ? "" : "&cursor=" + cursor)).json();
        for (const auto& row : page.at("items").as_array()) {
            EXPECT_TRUE(seen.insert(std::string(row.at("id").as_string())).second);
            dates.emplace_back(row.at("date").as_string());
        }
        const auto* next = page.as_object().if_contains("next");
        cursor = next != nullptr && next->is_string() ? std::string(next->as_string()) : "";
    } while (!cursor.empty());
    EXPECT_EQ(dates.size(), 9U);
    EXPECT_TRUE(std::ranges::is_sorted(dates, std::ranges::greater{}));
}

TEST_P(Daily, EveryFaultOfAMeetingIsSaid) {
    EXPECT_EQ(fault(post("/meetings", meeting(" "))), "/title");
    EXPECT_EQ(fault(post("/meetings", meeting("Họp", R"(,"start_at":600,"end_at":540)"))), "/end_at");
    EXPECT_EQ(fault(post("/meetings", meeting("Họp", R"(,"participants":-1)"))), "/participants");
    EXPECT_EQ(fault(post("/meetings", meeting("Họp", R"(,"invitees":[{"unit":"KHONG"}])"))), "/invitees");
    EXPECT_EQ(fault(post("/meetings", meeting("Họp", R"(,"papers_sent_on":"2026-02-11")"))), "/papers_sent_on");
    EXPECT_EQ(fault(post("/meetings", R"({"title":"Họp","date":"2026-03-09","status":"held"})")), "/status");
    EXPECT_EQ(post("/meetings", R"({"title":"Họp","date":"2025-12-09"})").code(), "meeting.year_closed");
    // In the same room at the same time: another meeting, and a conference.
    const std::string hall = R"(,"place":"Phòng họp 1","start_at":480,"end_at":540)";
    ASSERT_EQ(post("/meetings", meeting("Họp một", hall)).status, 200);
    EXPECT_EQ(post("/meetings", meeting("Họp hai", hall)).code(), "meeting.overlap");
    const auto taken = post("/conferences", R"({"title":"Tập huấn","date":"2026-02-09","mode":"online")" + hall + "}");
    EXPECT_EQ(taken.code(), "meeting.overlap");
    EXPECT_THAT(taken.body, HasSubstr("cuộc họp “Họp một” (08:00 đến 09:00)"));
}

TEST(DailyWords, OnlyWhatIsItselfCalledAConference) {
    EXPECT_TRUE(called_conference("HỘI NGHỊ tổng kết năm"));
    EXPECT_TRUE(called_conference("Họp chuẩn bị hội nghị và hội nghị báo cáo viên"));
    EXPECT_FALSE(called_conference("Họp chuẩn bị Hội nghị tổng kết"));
    EXPECT_FALSE(called_conference("Giao ban tuần"));
}

TEST_P(Daily, LoadedMeetingsAreAskedTheSameQuestion) {
    ASSERT_TRUE(
        load(
            R"({"kind":"meeting","id":"m1","unit":"T01","date":"2026-01-05","title":"Hội nghị giao ban","type":"topical","status":"held"}
{"kind":"meeting","id":"m2","unit":"T01","date":"2026-01-06","title":"Giao ban","type":"briefing","status":"held","conclusions":"Như dự thảo"})")
            .loaded);
    const auto found = rows("meetings");
    EXPECT_EQ(found.at(0).at("called_conference"), "1");
    EXPECT_EQ(found.at(1).at("called_conference"), "0");
    EXPECT_EQ(get("/meetings/m1").text("/findings/0/outcome"), "breached");
}

TEST_P(Daily, WhatADocumentGuidesAlreadyIsExplainedOrNotHeld) {
    guidance_.items = {
        {"d1", "T01", "out", "Hướng dẫn số hóa hồ sơ", "12-HD/TU", "hướng dẫn", {}, "2026-01-05", 0.9, "subject"}};
    const auto with = [](const std::string& more) {
        return R"({"title":"Tập huấn số hóa hồ sơ","date":"2026-05-04","type":"professional","mode":"online")" + more +
               "}";
    };
    const auto asked = post("/conference-necessity", with(""));
    EXPECT_EQ(asked.text("/guiding/0/symbol"), "12-HD/TU");
    EXPECT_EQ(asked.text("/guiding_norm"), "KL226.2.2.p.already-guided");
    const auto refused = post("/conferences", with(""));
    EXPECT_EQ(fault(refused), "/necessity_note");
    EXPECT_EQ(refused.code(), "meeting.guided");
    EXPECT_EQ(rows_of("conferences"), 0);
    EXPECT_EQ(post("/conferences", with(R"(,"guided_by":"12-HD/TU","necessity_note":"Ba xã hỏi về mẫu biểu")")).status,
              200);
    // What stands already is not asked again for another day, but for another title.
    guidance_.ended = std::exchange(guidance_.items, {});
    guidance_.ended.front().relation = "replaced";
    const auto made = post("/conferences", with(R"(,"place":"Hội trường")"));
    ASSERT_EQ(made.status, 200) << made.body;
    guidance_.items = {
        {"d1", "T01", "out", "Hướng dẫn số hóa hồ sơ", "12-HD/TU", "hướng dẫn", {}, "2026-01-05", 0.9, "subject"}};
    const std::string one = "/conferences/" + made.text("/row/id");
    EXPECT_EQ(call(http::Method::put, one, with(R"(,"version":1)")).status, 200);
    EXPECT_EQ(
        fault(call(
            http::Method::put, one,
            R"({"title":"Tập huấn số hóa hồ sơ đảng viên","date":"2026-05-04","type":"professional","version":2})")),
        "/necessity_note");
    // A congress is outside of this clause.
    EXPECT_EQ(post("/conferences", R"({"title":"Đại hội số hóa hồ sơ","date":"2026-05-05","type":"congress"})").status,
              200);
}

TEST_P(Daily, WhatWasBroadcastDownToTheCommunesIsNotHeldAgainWithoutAReason) {
    const auto made = post(
        "/conferences",
        R"({"title":"Hội nghị quán triệt Kết luận 226-KL/TW về lề lối làm việc","date":"2026-03-02","mode":"online","broadcast_to_grassroots":true})");
    ASSERT_EQ(made.status, 200) << made.body;
    const auto again = [](const std::string& more, const std::string& day = "2026-04-06") {
        return R"({"title":"Hội nghị triển khai Kết luận 226-KL/TW về lề lối làm việc","mode":"online","date":")" +
               day + "\"" + more + "}";
    };
    const auto asked = post("/conference-necessity", again(""), "X01");
    ASSERT_EQ(asked.status, 200) << asked.body;
    EXPECT_EQ(asked.text("/reruns/0/id"), made.text("/row/id"));
    EXPECT_EQ(asked.text("/reruns/0/unit_name"), "Tỉnh ủy Mẫu");
    EXPECT_EQ(asked.text("/rerun_norm"), "KL226.2.2.p.no-rerun");
    const auto refused = post("/conferences", again(""), "X01");
    EXPECT_EQ(fault(refused), "/rerun_note");
    EXPECT_THAT(refused.body, HasSubstr("2.2, đoạn mở đầu, câu 3"));
    // Before it, or on another subject, nothing is asked.
    EXPECT_EQ(post("/conferences", again("", "2026-02-20"), "X01").status, 200);
    EXPECT_EQ(
        post("/conferences", R"({"title":"Tập huấn nghiệp vụ văn thư lưu trữ","date":"2026-04-06"})", "X01").status,
        200);
    const auto kept = post("/conferences", again(R"(,"rerun_note":"Bàn kế hoạch riêng của xã")"), "X01");
    ASSERT_EQ(kept.status, 200) << kept.body;
    EXPECT_EQ(kept.text("/stated/rerun_note"), "Bàn kế hoạch riêng của xã");
    // Said to be the same one, the norm finds it in the effect and in the saved row.
    const std::string same =
        again(R"(,"rerun_note":"Họp lại","repeats":")" + made.text("/row/id") + "\"", "2026-04-07");
    EXPECT_THAT(post("/conference-effect", same, "X01").body, HasSubstr("KL226.2.2.p.no-rerun"));
    const auto saved = post("/conferences", same, "X01");
    EXPECT_EQ(saved.text("/stated/repeats"), made.text("/row/id"));
}

TEST_P(Daily, AMemberOfASeriesAndACommonAgendaAreNoRerunWhatTheDraftNamesIsHoweverOld) {
    const auto held = [&](std::string_view title, std::string_view day, std::string_view agenda) {
        const auto made =
            post("/conferences", fmt::format(R"({{"title":"{}","date":"{}","mode":"online","agenda":"{}",)"
                                             R"("broadcast_to_grassroots":true}})",
                                             title, day, agenda));
        EXPECT_EQ(made.status, 200) << made.body;
        return made.text("/row/id");
    };
    const auto asked = [&](const std::string& draft) {
        return post("/conference-necessity", draft, "X01").json().at("reruns").as_array().size();
    };
    held("Hội nghị đánh giá xây dựng nông thôn mới quý I năm 2026", "2026-04-06",
         "Báo cáo kết quả, thảo luận, kết luận");
    const std::string about = R"("date":"2026-07-06","mode":"online"})";
    EXPECT_EQ(asked(R"({"title":"Hội nghị đánh giá xây dựng nông thôn mới quý II năm 2026",)" + about), 0U);
    EXPECT_EQ(asked(R"({"title":"Hội nghị đánh giá xây dựng nông thôn mới quý I",)" + about), 1U);
    EXPECT_EQ(asked(R"({"title":"Tập huấn văn thư","agenda":"Báo cáo kết quả, thảo luận, kết luận",)" + about), 0U)
        << "every agenda says that";
    const auto old = held("Hội nghị phổ biến quy chế tiếp công dân", "2026-01-12", "");
    const auto much_later = [&](const std::string& more) {
        return R"({"title":"Hội nghị phổ biến quy chế tiếp công dân","date":"2026-11-16","mode":"online")" + more + "}";
    };
    EXPECT_EQ(asked(much_later("")), 0U) << "not the same period";
    EXPECT_EQ(asked(much_later(R"(,"repeats":")" + old + "\"")), 1U);
    EXPECT_EQ(fault(post("/conferences", much_later(R"(,"repeats":")" + old + "\""), "X01")), "/rerun_note");
}

TEST(Subjects, OnlyWhatATitleIsAboutIsCompared) {
    EXPECT_EQ(planning::subject_words("Hội nghị trực tuyến toàn quốc quán triệt, triển khai Kết luận 226-KL/TW"),
              "ket luan 226 kl tw");
    EXPECT_EQ(closeness("ket luan 226 kl tw", "ket luan 226 kl tw ve le loi"), 1);
    EXPECT_EQ(closeness("6 thang", "6 thang"), 0) << "too little to tell";
    EXPECT_LT(closeness("cong tac van thu luu tru", "cong tac dau tu cong trung han"), 0.3);
}

}  // namespace
}  // namespace sauro::meetings
