// A small province with one conference, the routes of the hall over both databases, and a clock that the test moves.
#pragma once
#include "modules/hall/hall.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "audit/audit.hpp"
#include "db/files.hpp"
#include "http/signal.hpp"
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

inline constexpr base::Millis morning = 1'772'416'800'000;  // 02/03/2026, 09:00 in Việt Nam
inline constexpr base::Millis minute = 60'000;
inline constexpr const char* hall_path = "/units/T01/conferences/c1/hall";

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
            return meetings::add_speech(tx,
                                        {one.code, one.conference_id, one.type, one.speaker, one.minutes, one.text,
                                         one.copied_percent, one.reading_minutes, one.listed_ideas, one.kept_reason},
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
    Stream watch(const std::string& last_id = "") { return watch(router_, last_id); }
    Stream watch(const http::Router& router, const std::string& last_id = "") {
        http::Request request;
        request.path = std::string("/api/v1") + hall_path + "/events";
        request.headers["cookie"] = "sauro_session=T01:auditor";
        if (!last_id.empty()) request.headers["last-event-id"] = last_id;
        const auto match = router.find(http::Method::get, request.path);
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

}  // namespace sauro::hall
