// Votes of those who checked in by phone and opinion slips of units, on both databases.
#include "modules/hall/hall_fixture.hpp"

namespace sauro::hall {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Votes : public Halls {
  protected:
    void SetUp() override {
        Halls::SetUp();
        run("open");
        code_ =
            call(http::Method::put, std::string(hall_path) + "/check-in", R"({"open":true})").text("/check_in_code");
    }
    // The ticket of a phone; "" when another phone holds it.
    std::string check_in(const std::string& name) {
        const auto answer = call(http::Method::post, "/hall-check-in/" + code_,
                                 fmt::format(R"({{"name":"{}","position":"Đại biểu"}})", name), "");
        EXPECT_EQ(answer.status, 200) << answer.body;
        const auto json = answer.json();
        const auto* ticket = json.as_object().if_contains("ticket");
        return ticket == nullptr ? "" : std::string(ticket->as_string());
    }
    sauro::testing::Answer open_vote(const std::string& more = "", const std::string& client = "v1") {
        return call(http::Method::post, std::string(hall_path) + "/votes",
                    fmt::format(R"({{"client_id":"{}","question":"Thông qua chương trình?",)"
                                R"("choices":["Đồng ý","Không đồng ý","Ý kiến khác"],"other":true,"secret":false{}}})",
                                client, more));
    }
    std::string vote_id() { return get(hall_path).text("/votes/0/id"); }
    sauro::testing::Answer answer(const std::string& ticket, int choice, const std::string& client,
                                  const std::string& opinion = "") {
        return call(http::Method::post, "/hall-seats/" + ticket + "/answers",
                    fmt::format(R"({{"vote":"{}","client_id":"{}","choice":{}{}}})", vote_id(), client, choice,
                                opinion.empty() ? "" : R"(,"opinion":")" + opinion + '"'),
                    "");
    }
    sauro::testing::Answer act(const std::string& what) {
        return call(http::Method::post, std::string(hall_path) + "/votes/" + vote_id(), R"({"act":")" + what + "\"}");
    }
    std::string counts() {
        std::string out;
        const auto hall = get(hall_path).json();
        for (const auto& one : hall.at("votes").at(0).at("choices").as_array())
            out += (one.as_object().contains("answers") ? std::to_string(one.at("answers").as_int64()) : "?") + " ";
        return out;
    }
    std::string column(const std::string& sql) {
        std::string found;
        const auto status = database().read([&](db::Snapshot& snapshot) {
            return snapshot.query(sql, {}, [&](const db::Row& row) {
                found += (row.is_null(0) ? "NULL" : row.str(0)) + " ";
                return true;
            });
        });
        EXPECT_TRUE(status) << sauro::testing::explain(status);
        return found;
    }

    std::string code_;
};
SAURO_EACH_DATABASE(Votes);

TEST_P(Votes, OneAnswerAPersonChangedUntilTheEnd) {
    const auto an = check_in("An"), binh = check_in("Bình");
    ASSERT_EQ(open_vote().status, 200);
    EXPECT_EQ(answer(an, 0, "a1").text("/mine/choice"), "0");
    EXPECT_EQ(answer(an, 0, "a1").status, 200) << "sent again is once";
    EXPECT_EQ(answer(binh, 2, "b1").code(), "hall.opinion") << "another opinion needs words";
    EXPECT_EQ(answer(binh, 0, "b1", "thừa").code(), "hall.opinion");
    EXPECT_EQ(answer(binh, 3, "b1").code(), "hall.choice");
    EXPECT_EQ(answer(binh, 2, "b1", "Bớt một mục").status, 200);
    EXPECT_EQ(counts(), "1 0 1 ");
    EXPECT_EQ(answer(an, 1, "a2").text("/mine/choice"), "1");
    EXPECT_EQ(counts(), "0 1 1 ");
    EXPECT_EQ(answer(an, 0, "a1").text("/mine/choice"), "1") << "an older one that comes late changes nothing";
    EXPECT_EQ(counts(), "0 1 1 ");
    EXPECT_EQ(get(hall_path).text("/votes/0/answered"), "2");
    EXPECT_EQ(get(hall_path).text("/votes/0/opinions/0/name"), "Bình");
    ASSERT_EQ(act("close").status, 200);
    ASSERT_EQ(act("close").status, 200) << "twice is once";
    EXPECT_EQ(answer(binh, 0, "b2").code(), "hall.vote_over");
    EXPECT_EQ(answer(binh, 2, "b1", "Bớt một mục").status, 200) << "what stands is not lost to a late repeat";
    EXPECT_EQ(column("SELECT choice FROM hall_ballots ORDER BY person_key, nth"), "0 1 2 ");
}

TEST_P(Votes, ASecretVoteKeepsWhoAndWhatApart) {
    const auto an = check_in("An"), binh = check_in("Bình");
    ASSERT_EQ(
        call(http::Method::post, std::string(hall_path) + "/votes",
             R"({"client_id":"s","question":"Nhân sự","choices":["Đồng ý","Ý kiến khác"],"other":true,"secret":true})")
            .status,
        200);
    EXPECT_EQ(
        call(http::Method::post, std::string(hall_path) + "/votes",
             R"({"client_id":"s","question":"Việc khác","choices":["Đồng ý","Không"],"other":false,"secret":true})")
            .code(),
        "hall.client_id_used");
    const auto mine = answer(an, 1, "a1", "Cân nhắc thêm");
    ASSERT_EQ(mine.status, 200) << mine.body;
    EXPECT_EQ(mine.text("/mine/answered"), "true");
    EXPECT_FALSE(mine.json().at("mine").as_object().contains("choice"));
    EXPECT_EQ(counts(), "? ? ") << "figures that move while people answer would tell who answered what";
    EXPECT_EQ(get(hall_path).text("/votes/0/answered"), "1");
    EXPECT_THAT(get(hall_path).body, Not(HasSubstr("Cân nhắc thêm")));
    EXPECT_EQ(answer(an, 0, "a2").code(), "hall.voted");
    EXPECT_EQ(answer(an, 1, "a1", "Cân nhắc thêm").status, 200);
    EXPECT_EQ(answer(binh, 0, "b1").status, 200);
    EXPECT_EQ(column("SELECT choice FROM hall_ballots"), "NULL NULL ");
    EXPECT_EQ(column("SELECT opinion FROM hall_ballots"), "NULL NULL ");
    EXPECT_EQ(column("SELECT at FROM hall_ballots"), "NULL NULL ");
    EXPECT_THAT(column("SELECT detail FROM audit_log"), Not(HasSubstr("nhắc")));
    ASSERT_EQ(act("close").status, 200);
    EXPECT_EQ(counts(), "1 1 ");
    EXPECT_EQ(get(hall_path).text("/votes/0/opinions/0/words"), "Cân nhắc thêm");
    EXPECT_FALSE(get(hall_path).json().at("votes").at(0).at("opinions").at(0).as_object().contains("name"));
}

TEST_P(Votes, TheTimeLimitIsTheServersAndNoSecondVoteRunsBeside) {
    const auto an = check_in("An");
    ASSERT_EQ(open_vote(R"(,"minutes":2)").status, 200);
    ASSERT_EQ(open_vote(R"(,"minutes":2)").status, 200) << "the same question twice is one";
    EXPECT_EQ(get(hall_path).json().at("votes").as_array().size(), 1U);
    EXPECT_EQ(open_vote("", "v2").code(), "hall.vote_open");
    EXPECT_EQ(act("hide").code(), "hall.vote_open");
    now_ += 2 * minute - 1;
    EXPECT_EQ(answer(an, 0, "a1").status, 200);
    now_ += 1;
    EXPECT_EQ(answer(an, 1, "a2").code(), "hall.vote_over");
    now_ += minute;
    ASSERT_EQ(act("close").status, 200);
    EXPECT_EQ(get(hall_path).text("/votes/0/closed_at"), std::to_string(morning + 2 * minute));
    EXPECT_EQ(open_vote("", "v2").status, 200);
    EXPECT_EQ(get(hall_path).text("/votes/0/number"), "2");
    EXPECT_EQ(open_vote(R"(,"minutes":0)", "v3").code(), "hall.vote");
}

TEST_P(Votes, ScreensCountWithItAndForgetAHiddenOne) {
    const auto an = check_in("An");
    auto screen = watch();
    screen.next();
    ASSERT_EQ(open_vote().status, 200);
    EXPECT_THAT(screen.next(), HasSubstr("Thông qua chương trình?"));
    ASSERT_EQ(answer(an, 0, "a1").status, 200);
    now_ += 1'000;
    EXPECT_THAT(screen.next(), HasSubstr(R"({"words":"Đồng ý","answers":1})"));
    ASSERT_EQ(act("close").status, 200);
    EXPECT_THAT(screen.next(), HasSubstr("closed_at"));
    ASSERT_EQ(act("hide").status, 200);
    EXPECT_THAT(screen.next(), Not(HasSubstr("Thông qua")));
}

TEST_P(Votes, APersonHasOneTicketWhateverIsTyped) {
    const auto an = check_in("Trần Văn An");
    EXPECT_EQ(an.size(), 43U);
    EXPECT_EQ(check_in("trần văn  an"), "") << "another phone under the same name does not vote";
    ASSERT_EQ(open_vote().status, 200);
    EXPECT_EQ(answer("khong-co", 0, "x").code(), "hall.no_seat");
    // At the desk the person is written again: a new phone may take over, the old one ends.
    ASSERT_EQ(call(http::Method::post, std::string(hall_path) + "/attendance",
                   R"({"name":"Trần Văn An","position":"Đại biểu"})")
                  .status,
              200);
    const auto fresh = check_in("Trần Văn An");
    EXPECT_EQ(fresh.size(), 43U);
    EXPECT_EQ(answer(an, 0, "x").code(), "hall.no_seat");
    EXPECT_EQ(answer(fresh, 0, "y").status, 200);
    EXPECT_EQ(get(hall_path).text("/present"), "1");
    EXPECT_EQ(column("SELECT ticket_hash FROM hall_attendance").size(), 65U);
}

TEST_P(Votes, ManyPhonesAtOnceAreAllCounted) {
    constexpr int phones = 24;
    std::vector<std::string> tickets;
    for (int i = 0; i < phones; ++i) tickets.push_back(check_in("Đại biểu " + std::to_string(i)));
    ASSERT_EQ(open_vote().status, 200);
    std::vector<std::future<int>> answers;
    for (int i = 0; i < phones; ++i)
        answers.push_back(std::async(std::launch::async, [&, i] {
            return answer(tickets[static_cast<std::size_t>(i)], i % 2, "p" + std::to_string(i)).status;
        }));
    for (auto& one : answers) EXPECT_EQ(one.get(), 200);
    EXPECT_EQ(counts(), "12 12 0 ");
}

TEST_P(Votes, TheEndOfTheConferenceEndsTheVoteAndTheMinutesTellIt) {
    const auto an = check_in("An");
    ASSERT_EQ(open_vote().status, 200);
    ASSERT_EQ(answer(an, 0, "a1").status, 200);
    ASSERT_EQ(call(http::Method::post, std::string(hall_path) + "/close",
                   R"({"client_id":"e","no_tasks_reason":"Chỉ sơ kết"})")
                  .status,
              200);
    EXPECT_EQ(get(hall_path).text("/votes/0/closed_at"), std::to_string(now_));
    EXPECT_EQ(answer(an, 1, "a2").code(), "hall.vote_over");
    EXPECT_EQ(open_vote("", "v9").code(), "hall.closed");
    EXPECT_EQ(get(std::string(hall_path) + "/paperwork?what=minutes").status, 200);
}

TEST_P(Votes, ASlipNamesWhoIsMissing) {
    const std::string slips = std::string(hall_path) + "/slips", due = std::to_string(now_ + 60 * minute);
    const auto send = [&](const std::string& units, const std::string& client, const std::string& when) {
        return call(
            http::Method::post, slips,
            fmt::format(
                R"({{"client_id":"{}","question":"Góp ý dự thảo","choices":["Nhất trí","Ý kiến khác"],"other":true,"units":{},"due_at":{}}})",
                client, units, when));
    };
    EXPECT_EQ(send("[]", "s0", due).code(), "hall.slip");
    EXPECT_EQ(send(R"(["KHONG"])", "s0", due).code(), "unit.unknown");
    EXPECT_EQ(send(R"(["X01"])", "s0", std::to_string(now_)).code(), "hall.slip_due");
    ASSERT_EQ(send(R"(["X01","H01","X01"])", "s1", due).status, 200);
    const auto hall = send(R"(["X01","H01"])", "s1", due);
    ASSERT_EQ(hall.json().at("slips").as_array().size(), 1U) << "twice is once";
    EXPECT_EQ(hall.json().at("slips").at(0).at("answers").as_array().size(), 2U);
    EXPECT_EQ(
        call(
            http::Method::post, slips,
            fmt::format(
                R"({{"client_id":"s1","question":"Việc khác","choices":["A","B"],"other":false,"units":["X01"],"due_at":{}}})",
                due))
            .code(),
        "hall.client_id_used");
    const auto waiting = [&] {
        std::size_t found = 0;
        const auto status = database().read([&](db::Snapshot& snapshot) -> Status {
            TRY(const auto unit, units::find_unit(snapshot, "X01"));
            TRY(const auto open, open_slips(snapshot, unit->id));
            found = open.size();
            return {};
        });
        EXPECT_TRUE(status) << sauro::testing::explain(status);
        return found;
    };
    EXPECT_EQ(waiting(), 1U);
    const auto mine = get("/units/X01/opinion-slips", "X01");
    EXPECT_EQ(mine.text("/items/0/convenor"), "Tỉnh ủy Mẫu");
    EXPECT_EQ(mine.text("/items/0/conference"), "Hội nghị sơ kết công tác quý I");
    const std::string address = "/units/X01/opinion-slips/" + mine.text("/items/0/id");
    const auto reply = [&](const std::string& body, const std::string& as = "X01") {
        return call(http::Method::post, address, body, as);
    };
    EXPECT_EQ(reply(R"({"client_id":"r1","choice":1})").code(), "hall.opinion");
    EXPECT_EQ(reply(R"({"client_id":"r1","choice":0})", "X01:auditor").status, 403);
    EXPECT_EQ(reply(R"({"client_id":"r1","choice":0,"opinion":"Thêm nguồn lực"})").text("/items/0/mine/choice"), "0");
    EXPECT_EQ(waiting(), 0U);
    EXPECT_EQ(call(http::Method::post, "/units/T01/opinion-slips/" + mine.text("/items/0/id"),
                   R"({"client_id":"r1","choice":0})")
                  .code(),
              "hall.no_slip");
    now_ += 61 * minute;
    EXPECT_EQ(reply(R"({"client_id":"r2","choice":1,"opinion":"Lùi hạn"})").text("/items/0/mine/late"), "true");
    const auto slip = get(hall_path).json().at("slips").at(0);
    EXPECT_EQ(slip.at("choices").at(1).at("answers"), 1);
    EXPECT_EQ(slip.at("choices").at(0).at("answers"), 0) << "the last answer counts";
    int missing = 0;
    for (const auto& one : slip.at("answers").as_array()) missing += one.as_object().contains("choice") ? 0 : 1;
    EXPECT_EQ(missing, 1);
    EXPECT_EQ(column("SELECT nth FROM hall_slip_answers ORDER BY nth"), "1 2 ");
    ASSERT_EQ(call(http::Method::post, std::string(hall_path) + "/close",
                   R"({"client_id":"e","no_tasks_reason":"Chỉ sơ kết"})")
                  .status,
              200);
    EXPECT_EQ(reply(R"({"client_id":"r3","choice":0})").code(), "hall.closed");
    EXPECT_EQ(get("/units/X01/opinion-slips", "X01").text("/items/0/closed"), "true");
}

}  // namespace
}  // namespace sauro::hall
