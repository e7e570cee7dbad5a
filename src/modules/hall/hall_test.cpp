// A conference held over the router, on both databases: commands once and in order, the record, the tasks, the phone.
#include "modules/hall/hall.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "audit/audit.hpp"
#include "db/files.hpp"
#include "modules/deliveries/deliveries.hpp"
#include "modules/documents/module.hpp"
#include "modules/evaluation/evaluation.hpp"
#include "modules/meetings/meetings.hpp"
#include "modules/meetings/record.hpp"
#include "modules/methods/methods.hpp"
#include "modules/procedures/procedures.hpp"
#include "modules/recommendations/recommendations.hpp"
#include "modules/reorganisation/reorganisation.hpp"
#include "modules/reports/reports.hpp"
#include "modules/reviews/reviews.hpp"
#include "modules/tasks/tasks.hpp"
#include "search/search.hpp"
#include "tests/support/fact_modules.hpp"
#include "tests/support/router_client.hpp"

namespace sauro::hall {
namespace {

using ::testing::HasSubstr;

constexpr base::Millis morning = 1'772'416'800'000;  // 02/03/2026, 09:00 in Việt Nam
constexpr base::Millis minute = 60'000;
constexpr const char* hall_path = "/units/T01/conferences/c1/hall";

// Session "T01": leader there; "T01:auditor" may only look; "X01" stands elsewhere.
struct Sessions : api::Authenticator {
    Result<std::optional<api::Principal>> principal_of(db::Snapshot& snapshot, std::string_view token,
                                                       base::Millis) override {
        if (gone) return std::nullopt;
        const auto colon = token.find(':');
        TRY(const auto unit, units::find_unit(snapshot, token.substr(0, colon)));
        if (!unit) return std::nullopt;
        const auto role = colon == std::string_view::npos ? api::Role::leader : api::Role::auditor;
        return api::Principal{"a1", "Nguyễn Thư Ký", "", {{role, unit->id, unit->path}}};
    }
    bool gone = false;
};

class Halls : public sauro::testing::FactModules {
  protected:
    void SetUp() override {
        migrate(audit::migrations());
        migrate(search::migrations());
        api::Module papers{"documents", documents::migrations(), documents::kinds(), documents::views(), {}};
        api::Module own{"hall", migrations(), {}, {}, {}};
        const std::vector<api::Module> modules{papers,
                                               meetings::module(),
                                               tasks::module(),
                                               reports::module(),
                                               recommendations::module(),
                                               procedures::module(),
                                               own};
        start(modules);
        std::vector<facts::View> views = units::module().views;
        for (const auto& one : modules) views.insert(views.end(), one.views.begin(), one.views.end());
        for (const auto& other : {methods::module(), evaluation::module(), reorganisation::module(), reviews::module(),
                                  deliveries::module()})
            views.insert(views.end(), other.views.begin(), other.views.end());
        static const auto book = rulebook::Rulebook::load(rulebook::embedded_rulebook(), views);
        ASSERT_TRUE(book.has_value()) << book.error().message;
        book_ = *book;
        auto files = db::FileStore::open(place().folder() / "files");
        ASSERT_TRUE(files.has_value());
        files_.emplace(*std::move(files));
        ASSERT_TRUE(
            load(
                R"({"kind":"conference","id":"c1","unit":"T01","date":"2026-03-02","title":"Hội nghị sơ kết công tác quý I","type":"professional","scope":"internal","mode":"in_person","planned_minutes":120,"delegates":30,"chair":"Phó Bí thư","status":"planned"}
{"kind":"conference","id":"c2","unit":"T01","date":"2026-03-03","title":"Hội nghị khác","status":"cancelled"}
{"kind":"paper","id":"p1","conference":"c1","title":"Báo cáo quý I","text":"Trong quý I toàn tỉnh đã rà soát văn bản, giảm số cuộc họp, chuyển giao ban sang trực tuyến, và gửi tài liệu trước hai ngày làm việc cho mọi đại biểu dự họp để nghiên cứu kỹ nội dung cần bàn."})")
                .loaded);
        open_routes();
    }
    // As after a restart of the server: nothing but the database stays.
    void open_routes() {
        registry_.emplace(database(), *files_, sessions_, directory_, [this] { return now_; });
        module(services()).routes(*registry_);
        router_ = registry_->take_router();
    }
    Services services() {
        Services out;
        out.rulebook = book_;
        out.clock = [this] { return now_; };
        out.find_conference = [](db::Snapshot& snapshot, const std::string& unit,
                                 const std::string& id) -> Result<std::optional<Conference>> {
            TRY(const auto found, meetings::find_conference(snapshot, unit, id));
            if (!found) return std::nullopt;
            return Conference{found->id,
                              found->code,
                              found->date,
                              found->title,
                              found->type,
                              found->mode,
                              found->chair,
                              found->agenda,
                              found->status,
                              found->planned_minutes,
                              found->actual_minutes,
                              found->delegates};
        };
        out.papers = [](db::Snapshot& snapshot, const std::string& id) -> Result<std::vector<Paper>> {
            TRY(const auto found, meetings::papers_of(snapshot, id));
            std::vector<Paper> papers;
            for (const auto& one : found) papers.push_back({one.title, one.text, one.sent_on});
            return papers;
        };
        out.add_speech = [](db::Tx& tx, const HeldSpeech& one, base::Millis now) {
            return meetings::add_speech(
                tx, {one.code, one.conference_id, one.type, one.speaker, one.minutes, one.text, one.copied_percent},
                now);
        };
        out.set_held = meetings::set_held;
        out.add_task = [kind = tasks::module().kinds.front()](db::Tx& tx, const Assignment& task) -> Status {
            TRYV(kind.store(tx, {{"id", task.code},
                                 {"assigner", task.assigner},
                                 {"lead", task.lead},
                                 {"work", task.work},
                                 {"due", task.due},
                                 {"status", "open"}}));
            return {};
        };
        return out;
    }

    sauro::testing::Answer call(http::Method method, const std::string& path, const std::string& body = "",
                                const std::string& as = "T01") {
        sauro::testing::RouterClient client(router_, "127.0.0.1");
        client.cookie = as;
        return client.call(method, "/api/v1" + path, body);
    }
    sauro::testing::Answer get(const std::string& path, const std::string& as = "T01") {
        return call(http::Method::get, path, "", as);
    }
    sauro::testing::Answer command(const std::string& act, const std::string& more = "",
                                   const std::string& client = "") {
        const std::string id = client.empty() ? "k" + std::to_string(++commands_) : client;
        return call(http::Method::post, std::string(hall_path) + "/commands",
                    fmt::format(R"({{"client_id":"{}","act":"{}"{}}})", id, act, more));
    }
    void run(const std::string& act, const std::string& more = "") {
        const auto answer = command(act, more);
        ASSERT_EQ(answer.status, 200) << act << " " << answer.body;
    }
    // What a screen is sent: one pull of a freshly opened stream.
    struct Stream {
        http::Producer producer;
        std::string next() {
            std::string chunk;
            const auto more = producer(chunk);
            EXPECT_TRUE(more.has_value());
            open = more.value_or(false);
            return chunk;
        }
        bool open = true;
    };
    Stream watch(const std::string& last_id = "") {
        http::Request request;
        request.path = std::string("/api/v1") + hall_path + "/events";
        request.headers["cookie"] = "sauro_session=T01:auditor";
        if (!last_id.empty()) request.headers["last-event-id"] = last_id;
        const auto match = router_.find(http::Method::get, request.path);
        request.params = match.params;
        std::promise<http::Response> answered;
        match.route->handler(std::move(request),
                             [&](http::Response response) { answered.set_value(std::move(response)); });
        auto response = answered.get_future().get();
        EXPECT_GT(response.every.count(), 0);
        return {std::get<http::Producer>(response.body)};
    }

    rulebook::Rulebook book_;
    std::optional<db::FileStore> files_;
    Sessions sessions_;
    units::Directory directory_;
    std::optional<api::Registry> registry_;
    http::Router router_;
    base::Millis now_ = morning;
    int commands_ = 0;
};
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
    EXPECT_EQ(command("close").code(), "hall.close");
    EXPECT_EQ(command("pause", "", std::string(65, 'x')).code(), "hall.client_id");
}

TEST_P(Halls, ARestartKnowsTheSameSecond) {
    run("open");
    run("register", R"(,"name":"A","kind":"contribution")");
    run("start");
    now_ += 3 * minute + 7'000;
    const auto before = get(hall_path).json().at("state");
    close();  // the database is opened again, everything in memory is gone
    open_routes();
    now_ += 5'000;
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
    const auto check = call(http::Method::post, texts, fmt::format(R"({{"speaker":1,"text":"{}"}})", copied));
    ASSERT_EQ(check.status, 200) << check.body;
    EXPECT_GE(std::stoi(check.text("/copied_percent")), 90);
    EXPECT_EQ(check.text("/copied/0/paper"), "Báo cáo quý I");
    EXPECT_EQ(check.text("/minutes"), "1");
    EXPECT_EQ(check.text("/limit_minutes"), "10");
    const auto own = call(http::Method::post, texts,
                          R"({"text":"Xã chúng tôi đề nghị bỏ mẫu số năm vì trùng với sổ điện tử.","kind":"closing"})");
    EXPECT_EQ(own.text("/copied_percent"), "0");
    EXPECT_EQ(own.text("/limit_minutes"), "50");
    run("open");
    run("start");
    now_ += 2 * minute;
    run("stop");
    EXPECT_EQ(rows("speeches").at(0).at("copied_percent"), check.text("/copied_percent"));
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
