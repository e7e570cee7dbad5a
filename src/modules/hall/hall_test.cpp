// A conference held over the router, on both databases: commands once and in order, the record, the tasks, the phone.
#include "modules/hall/hall_fixture.hpp"

namespace sauro::hall {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;
using Row = std::map<std::string, std::string>;

SAURO_EACH_DATABASE(Halls);

TEST_P(Halls, ASpeechBecomesARowOfTheRecordInTheSameWrite) {
    run("register", R"(,"name":"Bí thư xã","kind":"contribution","subject":"Giảm họp")");
    run("open");
    run("start");
    now_ += 4 * minute;
    run("pause");
    now_ += 20 * minute;
    run("resume");
    now_ += 7 * minute;
    EXPECT_TRUE(rows("speeches").empty());
    run("stop");
    const auto held = rows("speeches");
    ASSERT_EQ(held.size(), 1U);
    EXPECT_EQ(held[0].at("minutes"), "11");
    EXPECT_EQ(held[0].at("type"), "contribution");
    EXPECT_EQ(held[0].at("speaker"), "Bí thư xã");
    run("register", R"(,"name":"Đại biểu","kind":"discussion")");
    run("start");
    run("stop");
    EXPECT_EQ(rows("speeches").size(), 1U) << "an exchange is no speech of the record";
}

TEST_P(Halls, TheSameCommandTwiceIsOneAndALateOneIsToldSo) {
    run("open");
    const auto first = command("register", R"(,"name":"A","kind":"opening","expected":1)", "once");
    EXPECT_EQ(first.text("/state/seq"), "2");
    const auto again = command("register", R"(,"name":"A","kind":"opening","expected":1)", "once");
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(again.text("/state/seq"), "2");
    EXPECT_EQ(again.json().at("state").at("speakers").as_array().size(), 1U);
    // Two operators saw number 2; the second one must look again.
    EXPECT_EQ(command("start", R"(,"expected":2)").status, 200);
    const auto late = command("start", R"(,"expected":2)");
    EXPECT_EQ(late.status, 409);
    EXPECT_EQ(late.code(), "hall.changed");
    // An id that was given already carries no other order, whoever sends it.
    const auto other = command("pause", "", "once");
    EXPECT_EQ(other.status, 409);
    EXPECT_EQ(other.code(), "hall.client_id_used");
    EXPECT_THAT(other.body, AllOf(HasSubstr("“Tạm dừng”"), HasSubstr("“Ghi tên”")));
    EXPECT_EQ(command("register", R"(,"name":"B","kind":"opening")", "once").code(), "hall.client_id_used");
    EXPECT_EQ(get(hall_path).text("/state/seq"), "3");
    EXPECT_EQ(command("close").code(), "hall.close");
    EXPECT_EQ(command("pause", "", std::string(65, 'x')).code(), "hall.client_id");
}

TEST_P(Halls, OfManyOperatorsAtOnceOneIsHeard) {
    run("open");
    run("register", R"(,"name":"A","kind":"contribution")");
    constexpr int operators = 12;
    std::vector<std::future<sauro::testing::Answer>> answers;
    for (int i = 0; i < operators; ++i)
        answers.push_back(std::async(std::launch::async, [this, i] {
            return command("start", R"(,"expected":2)", "operator" + std::to_string(i));
        }));
    int heard = 0, told = 0;
    for (auto& one : answers) {
        const auto answer = one.get();
        heard += answer.status == 200 ? 1 : 0;
        told += answer.status == 409 && answer.code() == "hall.changed" ? 1 : 0;
    }
    EXPECT_EQ(heard, 1);
    EXPECT_EQ(told, operators - 1);
    EXPECT_EQ(get(hall_path).text("/state/seq"), "3");
    // The same command from a page that sends it again while the first one is on its way.
    std::vector<std::future<sauro::testing::Answer>> same;
    for (int i = 0; i < operators; ++i)
        same.push_back(
            std::async(std::launch::async, [this] { return command("pause", R"(,"expected":3)", "again"); }));
    for (auto& one : same) EXPECT_EQ(one.get().text("/state/seq"), "4");
}

TEST_P(Halls, CommandsOutOfOrderAreRefusedAndChangeNothing) {
    for (const char* act : {"start", "pause", "resume", "stop", "next", "adjourn", "reconvene"})
        EXPECT_EQ(command(act).code(), "hall.not_open") << act;
    run("open");
    EXPECT_EQ(command("open").code(), "hall.open");
    EXPECT_EQ(command("resume").code(), "hall.not_paused");
    EXPECT_EQ(command("reconvene").code(), "hall.not_recess");
    EXPECT_EQ(command("remove", R"(,"speaker":7)").code(), "hall.no_such_speaker");
    EXPECT_EQ(get(hall_path).text("/state/seq"), "1");
}

TEST_P(Halls, ScreensOfAnotherProcessAreToldToo) {
    run("open");
    api::Registry other(database(), *files_, sessions_, directory_, [this] { return now_; });
    module(services()).routes(other);
    const http::Router router = other.take_router();
    auto stream = watch(router);
    EXPECT_THAT(stream.next(), HasSubstr("id: 1."));
    std::promise<void> raised;
    std::once_flag once;
    const auto signal = http::signal_of(stream.producer);
    const auto id = signal->add([&] { std::call_once(once, [&] { raised.set_value(); }); });
    run("register", R"(,"name":"A","kind":"contribution")");  // through the first one
    ASSERT_EQ(raised.get_future().wait_for(std::chrono::seconds(20)), std::future_status::ready);
    signal->remove(id);
    EXPECT_THAT(stream.next(), HasSubstr("id: 2."));
}

TEST_P(Halls, ARestartKnowsTheSameSecond) {
    run("open");
    run("register", R"(,"name":"A","kind":"contribution")");
    run("start");
    now_ += 3 * minute + 7'000;
    const auto before = get(hall_path).json().at("state");
    const auto data = [](const std::string& event) { return event.substr(event.find("data: ")); };
    const std::string shown = data(watch().next());
    EXPECT_THAT(shown, HasSubstr(R"("phase":"speaking")"));
    router_ = {};
    registry_.reset();
    close();  // the database is opened again, everything in memory is gone
    open_routes();
    now_ += 5'000;
    // Both a screen that comes back and a new one are shown the same state, so the same second of the same speech.
    EXPECT_EQ(data(watch("1.0").next()), shown);
    EXPECT_EQ(data(watch().next()), shown);
    const auto after = get(hall_path);
    EXPECT_EQ(after.json().at("state"), before);
    EXPECT_EQ(after.text("/server_now"), std::to_string(now_));
    EXPECT_EQ(command("register", R"(,"name":"B","kind":"contribution")").status, 200);
}

TEST_P(Halls, LimitsComeFromTheRulebook) {
    const auto limits = get(hall_path).json().at("limits");
    EXPECT_EQ(limits.at("opening_ms"), 10 * minute);
    EXPECT_EQ(limits.at("contribution_ms"), 10 * minute);
    EXPECT_EQ(limits.at("closing_total_ms"), 50 * minute);
    EXPECT_THAT(std::string(limits.at("clause").as_string()), HasSubstr("226-KL/TW, 2.2"));
    EXPECT_EQ(command("register", R"(,"name":"A","kind":"contribution","minutes":11)").code(), "hall.minutes");
}

TEST_P(Halls, ClosingNeedsTasksOrAReasonAndMarksTheConferenceHeld) {
    run("open");
    now_ += 90 * minute;
    const auto close_path = std::string(hall_path) + "/close";
    const auto refused = call(http::Method::post, close_path, R"({"client_id":"e1"})");
    EXPECT_EQ(refused.code(), "hall.no_conclusions");
    const auto conclusions = std::string(hall_path) + "/conclusions";
    EXPECT_EQ(call(http::Method::post, conclusions, R"({"work":"Rà soát","lead":"KHONG","due":"2026-04-01"})").code(),
              "unit.unknown");
    EXPECT_EQ(call(http::Method::post, conclusions, R"({"work":"Rà soát","lead":"X01","due":"2026-03-01"})").code(),
              "hall.due");
    EXPECT_EQ(call(http::Method::post, conclusions, R"({"work":"Rà soát","lead":"X01"})").status, 422);
    ASSERT_EQ(call(http::Method::post, conclusions,
                   R"({"work":"Rà soát biểu mẫu","lead":"X01","due":"2026-04-01","lead_person":"Chánh Văn phòng"})")
                  .status,
              200);
    const auto closed = call(http::Method::post, close_path, R"({"client_id":"e1"})");
    ASSERT_EQ(closed.status, 200) << closed.body;
    EXPECT_EQ(call(http::Method::post, close_path, R"({"client_id":"e1"})").status, 200) << "twice is once";
    const auto tasks = rows("tasks");
    ASSERT_EQ(tasks.size(), 1U);
    EXPECT_EQ(tasks[0].at("lead"), "X01");
    EXPECT_EQ(tasks[0].at("due"), "2026-04-01");
    EXPECT_EQ(tasks[0].at("assigner"), "T01");
    for (const auto& row : rows("conferences")) {
        if (row.at("id") != "c1") continue;
        EXPECT_EQ(row.at("status"), "held");
        EXPECT_EQ(row.at("actual_minutes"), "90");
    }
    EXPECT_EQ(call(http::Method::post, conclusions, R"({"work":"Muộn","lead":"X01","due":"2026-04-01"})").code(),
              "hall.closed");
    EXPECT_EQ(command("register", R"(,"name":"B")").code(), "hall.closed");
    const auto paper = get(std::string(hall_path) + "/paperwork?what=minutes");
    EXPECT_EQ(paper.status, 200);
}

TEST_P(Halls, CheckInByCodeCountsAPersonOnce) {
    const auto opened = call(http::Method::put, std::string(hall_path) + "/check-in", R"({"open":true})");
    const std::string code = opened.text("/check_in_code");
    EXPECT_EQ(code.size(), 8U);
    const auto place = call(http::Method::get, "/hall-check-in/" + code, "", "");
    EXPECT_EQ(place.text("/title"), "Hội nghị sơ kết công tác quý I");
    const auto in = [&](const std::string& with, const std::string& name) {
        return call(http::Method::post, "/hall-check-in/" + with,
                    fmt::format(R"({{"name":"{}","position":"Bí thư xã Bến Thử"}})", name), "");
    };
    EXPECT_EQ(in(code, "Trần Văn Mẫu").text("/already"), "false");
    EXPECT_EQ(in(code, "trần văn  mẫu").text("/already"), "true");
    EXPECT_EQ(in(code, "Lê Thị Mẫu").text("/already"), "false");
    EXPECT_EQ(in(code, "  ").code(), "hall.name");
    EXPECT_EQ(get(hall_path).text("/present"), "2");
    ASSERT_EQ(call(http::Method::put, std::string(hall_path) + "/check-in", R"({"open":false})").status, 200);
    EXPECT_EQ(in(code, "Muộn").code(), "hall.wrong_code");
    for (int i = 0; i < 30; ++i) in("00000000", "Dò mã");
    EXPECT_EQ(in(code, "Dò mã").status, 429);
    now_ += 11 * minute;
    EXPECT_EQ(in("00000000", "Dò mã").code(), "hall.wrong_code");
}

TEST_P(Halls, APreparedSpeechIsMeasuredAgainstThePapersSent) {
    run("register", R"(,"name":"A","kind":"contribution")");
    const auto texts = std::string(hall_path) + "/texts";
    const std::string copied =
        "Trong quý I toàn tỉnh đã rà soát văn bản, giảm số cuộc họp, chuyển giao ban sang trực tuyến, và gửi tài liệu "
        "trước hai ngày làm việc cho mọi đại biểu dự họp để nghiên cứu kỹ nội dung cần bàn.";
    const auto check =
        call(http::Method::post, texts,
             fmt::format(R"({{"speaker":1,"text":"{}","kept_reason":"Đọc lại để biểu quyết"}})", copied));
    ASSERT_EQ(check.status, 200) << check.body;
    EXPECT_GE(std::stoi(check.text("/copied_percent")), 90);
    EXPECT_EQ(check.text("/copied/0/paper"), "Báo cáo quý I");
    EXPECT_EQ(check.text("/minutes"), "1");
    EXPECT_EQ(check.text("/limit_minutes"), "10");
    EXPECT_EQ(check.text("/listed_ideas"), "0");
    const auto own = call(http::Method::post, texts,
                          R"({"text":"Xã chúng tôi đề nghị bỏ mẫu số năm vì trùng với sổ điện tử.","kind":"closing"})");
    EXPECT_EQ(own.text("/copied_percent"), "0");
    EXPECT_EQ(call(http::Method::post, texts, R"({"text":"Bài","kept_reason":" "})").code(), "hall.reason");
    EXPECT_EQ(own.text("/limit_minutes"), "50");
    run("open");
    run("start");
    now_ += 2 * minute;
    run("stop");
    EXPECT_THAT(rows("speeches").at(0), IsSupersetOf(Row{{"copied_percent", check.text("/copied_percent")},
                                                         {"reading_minutes", "1"},
                                                         {"listed_ideas", "0"},
                                                         {"kept_reason", "Đọc lại để biểu quyết"}}));
    EXPECT_EQ(call(http::Method::post, texts, R"({"speaker":1,"text":"khác"})").code(), "hall.spoken");
    EXPECT_EQ(call(http::Method::post, texts, R"({"speaker":9,"text":"khác"})").code(), "hall.no_such_speaker");
}

TEST_P(Halls, ScreensAreToldOfEachChangeAndOnlyThen) {
    run("open");
    auto stream = watch();
    const std::string first = stream.next();
    EXPECT_THAT(first, HasSubstr("id: 1."));
    EXPECT_THAT(first, HasSubstr("event: hall\ndata: {"));
    EXPECT_EQ(stream.next(), "");
    run("register", R"(,"name":"A","kind":"closing")");
    EXPECT_THAT(stream.next(), HasSubstr("id: 2."));
    EXPECT_EQ(stream.next(), "");
    now_ += 11'000;
    EXPECT_EQ(stream.next(), ": \n\n") << "a sign of life";
    // Who comes back with the last number has it already; another one gets the state at once.
    EXPECT_EQ(watch("2.0").next(), ": \n\n");
    EXPECT_THAT(watch("1.0").next(), HasSubstr("id: 2."));
    // The right is asked again while the screen watches.
    sessions_.gone = true;
    now_ += 31'000;
    stream.next();
    EXPECT_FALSE(stream.open);
}

TEST_P(Halls, AgendaRoomAndWhatIsTooLong) {
    const auto agenda = std::string(hall_path) + "/agenda";
    const auto set = call(
        http::Method::put, agenda,
        R"({"place":"Hội trường tầng 2","secretary":"Lê Văn Mẫu","items":[{"title":"Báo cáo","minutes":20,"presenter":"Văn phòng","document":"/van-ban-di/01a2-b","document_title":"12-BC/TU"},{"title":"Thảo luận"}]})");
    ASSERT_EQ(set.status, 200) << set.body;
    EXPECT_EQ(set.text("/agenda/0/minutes"), "20");
    EXPECT_EQ(set.text("/agenda/0/document"), "/van-ban-di/01a2-b");
    EXPECT_EQ(set.text("/agenda/1/title"), "Thảo luận");
    EXPECT_EQ(set.text("/place"), "Hội trường tầng 2");
    EXPECT_EQ(call(http::Method::put, agenda, R"({"items":[{"title":" "}]})").code(), "hall.agenda");
    EXPECT_EQ(call(http::Method::put, agenda, R"({"items":[{"title":"A","minutes":-1}]})").code(), "hall.agenda");
    EXPECT_EQ(call(http::Method::put, agenda, R"({"items":[{"title":"A","document":"//evil.example/x"}]})").code(),
              "hall.agenda");
    const std::string long_text(1001, 'x');
    EXPECT_EQ(command("register", R"(,"name":"A","reason":")" + long_text + '"').code(), "hall.too_long");
    EXPECT_EQ(command("dance").status, 422);
    EXPECT_EQ(call(http::Method::post, std::string(hall_path) + "/attendance", R"({"name":"","position":""})").code(),
              "hall.name");
    EXPECT_EQ(get(hall_path).text("/agenda/0/title"), "Báo cáo") << "a refusal changes nothing";
}

TEST_P(Halls, WhoMayDoWhat) {
    EXPECT_EQ(get(hall_path, "T01:auditor").status, 200);
    EXPECT_EQ(call(http::Method::post, std::string(hall_path) + "/commands", R"({"client_id":"x","act":"open"})",
                   "T01:auditor")
                  .status,
              403);
    EXPECT_EQ(get(hall_path, "X01").status, 403);
    EXPECT_EQ(get("/units/X01/conferences/c1/hall").code(), "conference.not_found") << "another unit's conference";
    EXPECT_EQ(
        call(http::Method::post, "/units/T01/conferences/c2/hall/commands", R"({"client_id":"x","act":"open"})").code(),
        "hall.cancelled");
    EXPECT_EQ(get(std::string(hall_path) + "/paperwork?what=minutes").code(), "hall.not_closed");
}

}  // namespace
}  // namespace sauro::hall
