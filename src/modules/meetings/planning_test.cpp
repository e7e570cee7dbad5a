// Conferences through the router on both databases: what is saved, refused, shown before saving; the states of a plan.
#include "modules/meetings/effect.hpp"
#include "modules/meetings/planning_fixture.hpp"

namespace sauro::meetings {
namespace {

using testing::february_2026;
using ::testing::HasSubstr;
using testing::Planning;

SAURO_EACH_DATABASE(Planning);

constexpr const char* decision =
    R"(,"decision":{"by":"provincial_standing_committee","symbol":"15-QĐ/TU","date":"2026-02-09"%})";
std::string decided(const std::string& file) {
    std::string text = decision;
    text.replace(text.find('%'), 1, file.empty() ? "" : R"(,"file":")" + file + R"(","file_name":"15-QĐ-TU.pdf")");
    return text;
}

TEST_P(Planning, TheThirdProvinceWideOneNeedsTheRecordedDecisionWhoeverConvenes) {
    EXPECT_EQ(post("/conferences", draft(3)).status, 200);
    // The council of the same province convenes the second.
    EXPECT_EQ(post("/conferences", draft(4), "H01").status, 200);
    // A periodic session is not counted.
    EXPECT_EQ(post("/conferences", draft(5, R"(,"statutory_kind":"peoples_council")"), "H01").status, 200);

    const auto effect = post("/conference-effect", draft(6));
    ASSERT_EQ(effect.status, 200) << effect.body;
    EXPECT_EQ(effect.text("/needs_decision"), "true");
    EXPECT_THAT(effect.text("/summary"), HasSubstr("3/2, vượt giới hạn"));

    const auto refused = post("/conferences", draft(6));
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.code(), "meeting.over_limit");
    EXPECT_THAT(refused.body, HasSubstr("2.2, gạch đầu dòng 1"));
    EXPECT_EQ(fault(post("/conferences", draft(6, decided("")))), "/decision/file");
    // A hash that names nothing kept is no paper.
    EXPECT_EQ(fault(post("/conferences", draft(6, decided(std::string(64, 'a'))))), "/decision/file");
    const auto kept = files_->keep_bytes("%PDF-1.7 quyết định");
    ASSERT_TRUE(kept.has_value());
    const auto blank =
        decided(kept->sha256).replace(decided(kept->sha256).find("15-QĐ/TU"), std::string("15-QĐ/TU").size(), "   ");
    EXPECT_EQ(fault(post("/conferences", draft(6, blank))), "/decision/symbol");
    const auto saved = post("/conferences", draft(6, decided(kept->sha256)));
    ASSERT_EQ(saved.status, 200) << saved.body;
    EXPECT_EQ(saved.text("/row/has_decision"), "true");
    EXPECT_EQ(get("/conferences/" + saved.text("/row/id") + "/decision").status, 200);
    // The waiver covers that one only: the fourth is refused again.
    EXPECT_EQ(post("/conferences", draft(7)).status, 409);
    // Another scope is no matter of this limit.
    EXPECT_EQ(
        post("/conferences", R"({"title":"Hội nghị ngành","date":"2026-07-01","scope":"internal","mode":"online"})")
            .status,
        200);
}

TEST_P(Planning, BeforeItsScopeIsKnownTheEffectSaysWhatIsMissing) {
    std::string lines;
    for (int i = 1; i <= 3; ++i) {
        lines += fmt::format(
            R"({{"kind":"conference","id":"w{0}","unit":"T01","date":"2026-0{0}-10","title":"Hội nghị {0}",)"
            R"("scope":"province_wide","statutory_kind":null,"mode":"online","status":"planned"}})"
            "\n",
            i);
    }
    ASSERT_TRUE(load(lines).loaded);
    const auto cap = [](const sauro::testing::Answer& effect) {
        const auto body = effect.json();
        for (const auto& line : body.at("lines").as_array())
            if (line.at("kind").as_string() == "count_cap") return line.as_object();
        return boost::json::object();
    };
    const auto unplaced =
        post("/conference-effect", R"({"title":"Hội nghị chưa rõ","date":"2026-07-01","mode":"online"})");
    EXPECT_EQ(unplaced.text("/needs_decision"), "false") << unplaced.body;
    EXPECT_EQ(cap(unplaced).at("outcome").as_string(), "breached") << unplaced.body;
    EXPECT_EQ(cap(unplaced).at("missing").as_string(), "quy mô hội nghị");
    const auto placed = post("/conference-effect", draft(7));
    EXPECT_EQ(placed.text("/needs_decision"), "true");
    EXPECT_FALSE(cap(placed).contains("missing")) << placed.body;
}

TEST_P(Planning, AWideConferenceIsOfItsOwnLevelAndAPeriodicSessionOfItsOwnBody) {
    const std::string commune =
        R"({"title":"Hội nghị","date":"2026-03-12","scope":"commune_wide","type":"dissemination","mode":"online"})";
    EXPECT_EQ(fault(post("/conferences", commune)), "/scope");
    EXPECT_EQ(fault(post("/conferences", draft(3, R"(,"statutory_kind":"peoples_council")"))), "/statutory_kind");
    EXPECT_EQ(post("/conferences", draft(3, R"(,"statutory_kind":"party_committee")")).status, 200);
    EXPECT_EQ(fault(post("/conferences", draft(4, R"(,"leaders_invited":5,"leaders_total":3)"))), "/leaders_invited");
    EXPECT_EQ(fault(post("/conferences", draft(4, R"(,"cost_planned":9000000000000000000)"))), "/cost_planned");
}

TEST_P(Planning, TheEffectIsWhatTheListSaysAfterSaving) {
    for (const int month : {3, 4}) ASSERT_EQ(post("/conferences", draft(month)).status, 200);
    const std::string third =
        R"({"title":"Hội nghị ngành","date":"2026-05-04","type":"professional","scope":"internal","mode":"in_person"})";
    const auto find = [](const json::Any& lines, std::string_view norm) -> std::string {
        for (const auto& line : lines.as_array())
            if (line.at("norm").as_string() == norm) return json::write(line.at("after"));
        return "none";
    };
    const auto before = post("/conference-effect", third).json();
    ASSERT_EQ(post("/conferences", third).status, 200);
    const auto year = get("/conference-year?year=2026").json();
    for (const char* norm : {"KL226.2.2.p.online-min.plan", "KL226.2.2.p.in-person-max.plan"})
        EXPECT_EQ(find(before.at("lines"), norm), find(year.at("meters"), norm)) << norm;
    EXPECT_EQ(find(before.at("lines"), "KL226.2.2.p.online-min.plan"), R"("66,7 %")");
    EXPECT_EQ(find(year.at("meters"), "KL226.2.2.d1.province-wide-cap.plan"), R"("2")");
    EXPECT_EQ(year.at("days").as_array().size(), 3U);
}

TEST_P(Planning, InviteesOutOfScopeAreNamedAsTheSavedRowsWouldBe) {
    const std::string body =
        R"({"title":"Tập huấn","date":"2026-05-04","type":"professional","scope":"internal","mode":"online","sector":"nội vụ",)"
        R"("invitees":[{"unit":"X01","in_charge":true,"concerned":true,"sector":"nội vụ"},)"
        R"({"unit":"H01","in_charge":false,"concerned":false,"sector":"y tế"},)"
        R"({"unit":"Trường Đại học Minh Họa","level":"central","bloc":"government","in_charge":false,"concerned":true}]})";
    const auto effect = post("/conference-effect", body);
    ASSERT_EQ(effect.status, 200) << effect.body;
    std::map<std::string, std::string> named;
    const auto answer = effect.json();
    for (const auto& line : answer.at("lines").as_array())
        named[std::string(line.at("norm").as_string())] = json::write(line.at("invitees"));
    EXPECT_EQ(named["KL226.2.2.d2.own-bloc"], R"(["HĐND tỉnh Mẫu","Trường Đại học Minh Họa"])");
    EXPECT_EQ(named["KL226.2.2.d2.professional-unrelated"], R"(["HĐND tỉnh Mẫu"])");
    ASSERT_EQ(post("/conferences", body).status, 200);
    const auto saved = rows("compositions");
    ASSERT_EQ(saved.size(), 1U);
    EXPECT_EQ(saved[0].at("other_bloc"), "2");
    EXPECT_EQ(saved[0].at("not_in_charge"), "2");
    EXPECT_EQ(saved[0].at("unrelated"), "1");
    EXPECT_EQ(saved[0].at("out_of_scope"), "NULL");
    EXPECT_EQ(saved[0].at("outsiders"), "2");
    EXPECT_EQ(saved[0].at("other_level"), "1");
}

TEST_P(Planning, EveryFaultOfAFormIsSaid) {
    const auto with = [](const std::string& more) { return R"({"title":"Hội nghị","date":"2026-05-04")" + more + "}"; };
    EXPECT_EQ(fault(post("/conferences", with(R"(,"start_at":600,"end_at":540)"))), "/end_at");
    EXPECT_EQ(fault(post("/conferences", with(R"(,"cost_planned":-1)"))), "/cost_planned");
    EXPECT_EQ(fault(post("/conferences", with(R"(,"invitees":[{"unit":"KHONG"}])"))), "/invitees/0/unit");
    EXPECT_EQ(fault(post("/conferences", with(R"(,"scope":"everywhere")"))), "/scope");
    EXPECT_EQ(
        fault(post("/conferences", with(R"(,"decision":{"by":"provincial_standing_committee","date":"2026-01-01"})"))),
        "/decision/symbol");
    EXPECT_EQ(fault(post("/conferences", R"({"title":" ","date":"2026-05-04"})")), "/title");
    std::string many;
    for (std::size_t i = 0; i <= most_invitees; ++i)
        many += fmt::format(R"({}{{"unit":"N{}","level":"commune","bloc":"party"}})", i == 0 ? "" : ",", i);
    EXPECT_EQ(fault(post("/conferences", with(R"(,"invitees":[)" + many + "]"))), "/invitees");
    EXPECT_EQ(post("/conferences", R"({"title":"Năm cũ","date":"2025-05-04"})").code(), "meeting.year_closed");
}

TEST_P(Planning, OverlapWithTheSameChairIsRefusedAndTouchingTimesAreNot) {
    const auto at = [](int from, int to, const char* chair) {
        return fmt::format(R"({{"title":"Hội nghị","date":"2026-05-04","chair":"{}","start_at":{},"end_at":{}}})",
                           chair, from, to);
    };
    ASSERT_EQ(post("/conferences", at(480, 600, "Phó Bí thư")).status, 200);
    EXPECT_EQ(post("/conferences", at(599, 700, "Phó Bí thư")).code(), "meeting.overlap");
    EXPECT_EQ(post("/conferences", at(600, 700, "Phó Bí thư")).status, 200);
    EXPECT_EQ(post("/conferences", at(480, 600, "Chánh Văn phòng")).status, 200);
}

TEST_P(Planning, ChangedHeldAndCancelledOnceEach) {
    const auto made = post("/conferences", draft(2));
    ASSERT_EQ(made.status, 200) << made.body;
    const std::string one = "/conferences/" + made.text("/row/id");
    std::string changed = draft(2, R"(,"place":"Hội trường A","version":1)");
    EXPECT_EQ(call(http::Method::put, one, changed).text("/version"), "2");
    EXPECT_EQ(call(http::Method::put, one, changed).code(), "meeting.stale");
    EXPECT_EQ(fault(post(one + "/held", R"({"version":2,"actual_minutes":200})")), "/actual_minutes");
    now_ += 5LL * 86'400'000;
    EXPECT_EQ(fault(post(one + "/held", R"({"version":2,"actual_minutes":200,"cost":-5})")), "/cost");
    const auto held = post(one + "/held", R"({"version":2,"actual_minutes":200,"cost":5000000,"delegates":80})");
    EXPECT_EQ(held.text("/row/status"), "held");
    EXPECT_EQ(held.text("/row/delegates"), "80");
    EXPECT_EQ(post(one + "/cancel", R"({"version":3,"reason":"Lý do trùng lịch"})").code(), "meeting.not_planned");
    // Below a commune nobody sees the province's own.
    EXPECT_EQ(get(one, "X01").status, 404);
    EXPECT_EQ(post("/conferences", draft(8), "T01:auditor").status, 403);
}

TEST_P(Planning, PagesHoldEveryRowOnceAndTheSubtreeTooWhenAsked) {
    for (int day = 1; day <= 9; ++day)
        ASSERT_EQ(
            post("/conferences", fmt::format(R"({{"title":"Hội nghị {}","date":"2026-05-{:02}"}})", day, 1 + day / 2),
                 day % 3 == 0 ? "X01" : "T01")
                .status,
            200);
    std::set<std::string> seen;
    std::string cursor;
    do {
        const auto page = get("/conferences?subtree=true&limit=2" + (cursor.empty() ? "" : "&cursor=" + cursor)).json();
        for (const auto& row : page.at("items").as_array())
            EXPECT_TRUE(seen.insert(std::string(row.at("title").as_string())).second);
        const auto* next = page.as_object().if_contains("next");
        cursor = next != nullptr && next->is_string() ? std::string(next->as_string()) : "";
    } while (!cursor.empty());
    EXPECT_EQ(seen.size(), 9U);
    EXPECT_EQ(get("/conferences").json().at("items").as_array().size(), 6U);
}

TEST_P(Planning, APlanIsSubmittedApprovedAndThenWhatComesIsOutside) {
    ASSERT_EQ(post("/conferences", draft(3)).status, 200);
    const auto act = [&](const std::string& more, const std::string& as = "T01") {
        return post("/conference-plan/act", R"({"year":2026,)" + more + "}", as);
    };
    EXPECT_EQ(act(R"("act":"approve")").code(), "plan.state");
    EXPECT_EQ(fault(act(R"("act":"submit")")), "/based_on");
    EXPECT_EQ(act(R"("act":"submit","based_on":"Chương trình công tác năm 2026")").text("/state"), "submitted");
    EXPECT_EQ(act(R"("act":"approve","approved_by":"Ban Thường vụ")", "T01:specialist").status, 403);
    EXPECT_EQ(fault(act(R"("act":"return")")), "/note");
    const auto approved = act(R"("act":"approve","approved_by":"Ban Thường vụ")");
    EXPECT_EQ(approved.text("/state"), "approved");
    EXPECT_EQ(approved.text("/items"), "1");
    const auto outside = post("/conferences", draft(4));
    EXPECT_EQ(outside.text("/row/unplanned"), "true");
    EXPECT_EQ(get("/conferences?unplanned=true").json().at("items").as_array().size(), 1U);
    EXPECT_EQ(act(R"("act":"amend","note":"Bổ sung quý IV")").text("/state"), "amended");
    EXPECT_EQ(post("/conferences", R"({"title":"Bổ sung","date":"2026-10-02"})").text("/row/in_plan"), "true");
    EXPECT_EQ(post("/conference-plan/act", R"({"year":2025,"act":"submit"})").code(), "meeting.year_closed");
}

TEST_P(Planning, LastYearIsCopiedOnceOnTheSameWeekdayAndTheThirdWideOneIsLeftOut) {
    std::string lines;
    for (int i = 1; i <= 3; ++i)
        lines += fmt::format(
            R"({{"kind":"conference","id":"o{}","unit":"T01","date":"2025-0{}-03","title":"Năm cũ {}","scope":"province_wide","statutory_kind":null,"status":"held"}})"
            "\n",
            i, i + 2, i);
    ASSERT_TRUE(load(lines).loaded);
    const auto copied = post("/conference-plan/copy", R"({"year":2026})");
    ASSERT_EQ(copied.status, 200) << copied.body;
    EXPECT_EQ(copied.text("/saved"), "2");
    EXPECT_THAT(copied.text("/rows/2/message"), HasSubstr("Ban Thường vụ"));
    EXPECT_EQ(get("/conferences").text("/items/0/date"), "2026-03-02");  // a Monday, as 03/03/2025
    EXPECT_EQ(post("/conference-plan/copy", R"({"year":2026})").text("/saved"), "0");
}

TEST(PercentText, RoundsAndNeverHidesABreach) {
    using rulebook::Rational;
    const Rational sixty(60, 100), ten(10, 100);
    EXPECT_EQ(percent_text({2, 3}, sixty), "66,7 %");
    EXPECT_EQ(percent_text({599, 1000}, sixty), "59,9 %");
    EXPECT_EQ(percent_text({5999, 10000}, sixty), "59,99 %") << "not 60,0";
    EXPECT_EQ(percent_text({3, 5}, sixty), "60 %");
    EXPECT_EQ(percent_text({4001, 10000}, Rational(40, 100)), "40,01 %");
    EXPECT_EQ(percent_text({-1, 12}, ten), "−8,3 %");
    EXPECT_EQ(percent_text({-1, 1000}), "−0,1 %");
    EXPECT_EQ(percent_text({-1, 100'000}), "0 %");
    EXPECT_EQ(percent_text({7, 100}, ten), "7 %");
}

// Twelve the year before: each planned one shows what the number becomes, less as minus, more as plus.
TEST_P(Planning, TheChangeAgainstTheYearBeforeHasItsSign) {
    std::string lines;
    for (int i = 0; i < 12; ++i)
        lines += fmt::format(
            R"({{"kind":"conference","id":"o{0}","unit":"X01","date":"2025-03-{1:02}","title":"Cũ {0}","scope":"internal","mode":"online","statutory_kind":null,"status":"held"}})"
            "\n",
            i, i + 3);
    for (int i = 0; i < 12; ++i)
        lines += fmt::format(
            R"({{"kind":"conference","id":"n{0}","unit":"X01","date":"2026-05-{1:02}","title":"Mới {0}","scope":"internal","mode":"online","statutory_kind":null,"status":"planned"}})"
            "\n",
            i, i + 3);
    const auto report = load(lines);
    ASSERT_TRUE(report.loaded) << facts::write_json(report);
    const auto effect =
        post("/conference-effect", R"({"title":"Thêm","date":"2026-06-03","scope":"internal","mode":"online"})", "X01");
    EXPECT_THAT(effect.text("/summary"), HasSubstr("so với năm trước +8,3 %, chưa giảm đủ 10 %")) << effect.body;
    EXPECT_THAT(effect.body, HasSubstr(R"("after":"+8,3 %")"));
}

TEST_P(Planning, WhoIsWantedElsewhereAtTheseHoursIsSaidAndNotRefused) {
    const std::string first =
        R"({"title":"Giao ban","date":"2026-05-04","start_at":480,"end_at":600,"invitees":[{"unit":"X01"}]})";
    ASSERT_EQ(post("/conferences", first, "H01").status, 200);
    const auto draft = [](const char* more) {
        return std::string(R"({"title":"Tập huấn","date":"2026-05-04","scope":"internal","mode":"online")") + more +
               "}";
    };
    const auto warnings = [&](const std::string& body, const std::string& as = "T01") {
        const auto effect = post("/conference-effect", body, as);
        EXPECT_EQ(effect.status, 200) << effect.body;
        return effect.json().at("warnings").as_array();
    };
    const auto clashing = draft(R"(,"start_at":540,"end_at":660,"invitees":[{"unit":"X01"}])");
    ASSERT_EQ(warnings(clashing).size(), 1U);
    const std::string text(warnings(clashing)[0].as_string());
    EXPECT_THAT(text, HasSubstr("“Giao ban”"));
    EXPECT_THAT(text, HasSubstr("Đảng ủy xã Mẫu phải dự cả hai"));
    EXPECT_TRUE(warnings(draft(R"(,"start_at":600,"end_at":660,"invitees":[{"unit":"X01"}])")).empty());
    EXPECT_TRUE(warnings(draft(R"(,"start_at":540,"end_at":660)")).empty());
    // Who convenes the other one cannot come, nor can the convenor that is invited there.
    EXPECT_EQ(warnings(draft(R"(,"start_at":540,"end_at":660,"invitees":[{"unit":"H01"}])")).size(), 1U);
    const auto own = warnings(draft(R"(,"start_at":540,"end_at":660)"), "X01");
    ASSERT_EQ(own.size(), 1U);
    EXPECT_FALSE(std::string_view(own[0].as_string()).contains("Giao ban")) << "outside its reach";
    const auto saved = post("/conferences", clashing);
    ASSERT_EQ(saved.status, 200) << saved.body;
    EXPECT_EQ(saved.json().at("warnings").as_array().size(), 1U);
    EXPECT_EQ(get("/conferences/" + saved.text("/row/id")).json().at("warnings").as_array().size(), 1U);
}

}  // namespace
}  // namespace sauro::meetings
