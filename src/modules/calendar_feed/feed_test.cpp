// Calendar links over the router, on both databases: who sees what, changes and cancellations, renewal, revocation.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "audit/audit.hpp"
#include "db/files.hpp"
#include "modules/accounts/accounts.hpp"
#include "modules/calendar_feed/calendar_feed.hpp"
#include "modules/meetings/meetings.hpp"
#include "tests/support/fact_modules.hpp"
#include "tests/support/router_client.hpp"

namespace sauro::calendar_feed {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr base::Millis february_2026 = 1'770'700'000'000;  // 10/02/2026

class Feed : public sauro::testing::FactModules {
  protected:
    void SetUp() override {
        migrate(audit::migrations());
        api::Module own = module({accounts::principal});
        start({accounts::module(), meetings::module(), own});
        ASSERT_TRUE(
            load(
                R"({"kind":"conference","id":"c1","unit":"T01","date":"2026-03-02","title":"Hội nghị tỉnh","mode":"hybrid","chair":"Phó Bí thư","status":"planned"}
{"kind":"conference","id":"c2","unit":"T01","date":"2026-03-05","title":"Hội nghị không mời xã","status":"planned"}
{"kind":"conference","id":"c3","unit":"H01","date":"2026-03-06","title":"Kỳ họp","status":"planned"}
{"kind":"conference","id":"c0","unit":"X01","date":"2020-03-06","title":"Đã lâu","status":"held"}
{"kind":"invitation","conference":"c1","unit":"X01"}
{"kind":"meeting","id":"m1","unit":"X01","date":"2026-03-03","title":"Giao ban tuần","status":"planned"}
{"kind":"meeting","id":"m2","unit":"T01","date":"2026-03-04","title":"Giao ban tỉnh","status":"planned"})")
                .loaded);
        auto files = db::FileStore::open(place().folder() / "files");
        ASSERT_TRUE(files.has_value());
        files_.emplace(*std::move(files));
        sessions_.emplace(database());
        registry_.emplace(database(), *files_, *sessions_, directory_, [this] { return now_; });
        accounts::module().routes(*registry_);
        own.routes(*registry_);
        router_ = registry_->take_router();
    }
    sauro::testing::RouterClient browser() { return {router_, "10.0.0.1"}; }
    sauro::testing::RouterClient signed_in(const std::string& name, const std::string& unit) {
        auto client = browser();
        const auto id =
            accounts::create_user(database(), {name, "Người " + name, "", std::nullopt, unit, api::Role::clerk});
        EXPECT_TRUE(id);
        const auto token = accounts::make_sign_in_link(database(), id.value_or(""));
        EXPECT_EQ(client.post("/api/v1/sign-in-link", R"({"token":")" + token.value_or("") + "\"}").status, 200);
        return client;
    }
    void execute(const std::string& sql) {
        const auto status = database().write([&](db::Tx& tx) -> Status {
            TRYV(tx.execute(sql));
            return {};
        });
        ASSERT_TRUE(status) << sauro::testing::explain(status);
    }
    static std::string unfolded(std::string text) {
        for (auto at = text.find("\r\n "); at != std::string::npos; at = text.find("\r\n ", at)) text.erase(at, 3);
        return text;
    }
    std::string address_of(sauro::testing::RouterClient& who, const std::string& target) {
        const auto made = who.post("/api/v1" + target, "{}");
        EXPECT_EQ(made.status, 200) << made.body;
        return made.text("/address");
    }

    std::optional<db::FileStore> files_;
    std::optional<accounts::Sessions> sessions_;
    units::Directory directory_;
    std::optional<api::Registry> registry_;
    http::Router router_;
    base::Millis now_ = february_2026;
};
SAURO_EACH_DATABASE(Feed);

TEST_P(Feed, AUnitSeesItsOwnAndWhatItIsInvitedTo) {
    auto clerk = signed_in("vanthu", "X01");
    const auto calendar = browser().get(address_of(clerk, "/units/X01/calendar-link"));
    ASSERT_EQ(calendar.status, 200) << calendar.body;
    EXPECT_EQ(calendar.headers.at("Content-Type"), "text/calendar; charset=utf-8");
    EXPECT_THAT(calendar.body, HasSubstr("SUMMARY:Hội nghị tỉnh\r\n"));
    EXPECT_THAT(unfolded(calendar.body), HasSubstr("Đơn vị triệu tập: Tỉnh ủy Mẫu\\nChủ trì: Phó Bí thư"));
    EXPECT_THAT(calendar.body, HasSubstr("SUMMARY:Giao ban tuần\r\n"));
    EXPECT_THAT(calendar.body, HasSubstr("CATEGORIES:Cuộc họp\r\n"));
    EXPECT_THAT(calendar.body, Not(HasSubstr("không mời xã")));
    EXPECT_THAT(calendar.body, Not(HasSubstr("Kỳ họp")));
    EXPECT_THAT(calendar.body, Not(HasSubstr("Giao ban tỉnh")));
    EXPECT_THAT(calendar.body, Not(HasSubstr("Đã lâu")));
    execute(
        "INSERT INTO meeting_invitees (meeting_id, unit_id) SELECT m.id, u.unit_id FROM meetings m, fact_units u WHERE "
        "m.external_id = 'm2' AND u.unit = 'X01'");
    execute("UPDATE meetings SET start_at = 480, end_at = 540, place = 'Phòng 2' WHERE external_id = 'm2'");
    const auto mine = browser().get(address_of(clerk, "/me/calendar-link"));
    EXPECT_THAT(mine.body, HasSubstr("SUMMARY:Giao ban tuần\r\n"));
    EXPECT_THAT(mine.body, HasSubstr("DTSTART;TZID=Asia/Ho_Chi_Minh:20260304T080000\r\n"));
    EXPECT_THAT(mine.body, HasSubstr("SUMMARY:Giao ban tỉnh\r\n"));
    EXPECT_THAT(mine.body, HasSubstr("LOCATION:Phòng 2\r\n"));
    EXPECT_EQ(clerk.get("/api/v1/me/calendar-links").json().at("items").as_array().size(), 2U);
    EXPECT_EQ(clerk.post("/api/v1/units/T01/calendar-link", "{}").status, 403);
    EXPECT_EQ(browser().post("/api/v1/me/calendar-link", "{}").status, 401);
}

TEST_P(Feed, AChangeAndACancellationRaiseTheSequenceAndOnlyThen) {
    auto clerk = signed_in("vanthu", "X01");
    const auto address = address_of(clerk, "/units/X01/calendar-link");
    const auto first = browser().get(address);
    EXPECT_THAT(first.body, HasSubstr("SEQUENCE:0\r\n"));
    EXPECT_THAT(first.body, Not(HasSubstr("SEQUENCE:1\r\n")));
    auto again = browser();
    again.headers["if-none-match"] = first.headers.at("ETag");
    const auto same = again.get(address);
    EXPECT_EQ(same.status, 304);
    EXPECT_EQ(same.body, "");
    execute("UPDATE conferences SET date = '2026-03-09', start_at = 510, end_at = 690 WHERE external_id = 'c1'");
    const auto moved = again.get(address);
    EXPECT_EQ(moved.status, 200);
    EXPECT_THAT(moved.body, HasSubstr("DTSTART;TZID=Asia/Ho_Chi_Minh:20260309T083000\r\n"
                                      "DTEND;TZID=Asia/Ho_Chi_Minh:20260309T113000\r\n"));
    EXPECT_THAT(moved.body, HasSubstr("SEQUENCE:1\r\n"));
    execute("UPDATE conferences SET status = 'cancelled', cancel_reason = 'Gộp' WHERE external_id = 'c1'");
    execute("UPDATE meetings SET status = 'cancelled' WHERE external_id = 'm1'");
    execute("UPDATE conferences SET cost = 1 WHERE external_id = 'c1'");  // nothing a calendar shows
    const auto cancelled = browser().get(address);
    EXPECT_THAT(cancelled.body, HasSubstr("SEQUENCE:2\r\n"));
    EXPECT_THAT(cancelled.body, Not(HasSubstr("SEQUENCE:3\r\n")));
    EXPECT_THAT(cancelled.body, HasSubstr("SUMMARY:Đã hủy: Hội nghị tỉnh\r\n"));
    EXPECT_THAT(cancelled.body, HasSubstr("SUMMARY:Đã hủy: Giao ban tuần\r\n"));
    EXPECT_THAT(unfolded(cancelled.body), HasSubstr("Lý do hủy: Gộp"));
    const auto uid = [](const std::string& body) {
        const auto at = body.rfind("UID:", body.find("Hội nghị tỉnh"));
        return body.substr(at, body.find('\r', at) - at);
    };
    EXPECT_EQ(uid(first.body), uid(cancelled.body));
}

TEST_P(Feed, ARightThatEndsAndALinkThatIsReplacedShowNothingMore) {
    auto clerk = signed_in("vanthu", "X01");
    const auto old = address_of(clerk, "/units/X01/calendar-link");
    const auto fresh = address_of(clerk, "/units/X01/calendar-link");
    EXPECT_NE(old, fresh);
    EXPECT_EQ(browser().get(old).code(), "calendar.no_link");
    EXPECT_EQ(browser().get(fresh).status, 200);
    ASSERT_TRUE(accounts::revoke(database(), "vanthu", api::Role::clerk, "X01"));
    EXPECT_EQ(browser().get(fresh).code(), "calendar.no_link");
    ASSERT_TRUE(accounts::grant(database(), "vanthu", api::Role::clerk, "X01"));
    EXPECT_EQ(browser().get(fresh).status, 200);
    const auto link = clerk.get("/api/v1/me/calendar-links").text("/items/0/id");
    auto other = signed_in("nguoikhac", "X01");
    EXPECT_EQ(other.del("/api/v1/me/calendar-links/" + link).code(), "calendar.no_link");
    EXPECT_EQ(clerk.del("/api/v1/me/calendar-links/" + link).status, 200);
    EXPECT_EQ(browser().get(fresh).code(), "calendar.no_link");
    const auto last = address_of(clerk, "/me/calendar-link");
    EXPECT_EQ(browser().get(last).status, 200);
    ASSERT_TRUE(accounts::disable(database(), "vanthu"));
    EXPECT_EQ(browser().get(last).code(), "calendar.no_link");
}

TEST_P(Feed, TheTokenIsNotKeptAndAskingIsCounted) {
    auto clerk = signed_in("vanthu", "X01");
    const auto address = address_of(clerk, "/me/calendar-link");
    const auto token = address.substr(address.rfind('/') + 1, 43);
    const auto status = database().read([&](db::Snapshot& snapshot) {
        return snapshot.query("SELECT token_hash FROM calendar_links", {}, [&](const db::Row& row) {
            EXPECT_NE(row.str(0), token);
            EXPECT_EQ(row.str(0).size(), 64U);
            return true;
        });
    });
    EXPECT_TRUE(status);
    for (int i = 0; i < 60; ++i) ASSERT_EQ(browser().get(address).status, 200) << i;
    EXPECT_EQ(browser().get(address).status, 429);
    now_ += 10 * 60'000;
    EXPECT_EQ(browser().get(address).status, 200);
    for (int i = 0; i < 30; ++i) EXPECT_EQ(browser().get("/api/v1/calendars/khong-co.ics").status, 404);
    EXPECT_EQ(browser().get("/api/v1/calendars/khong-co.ics").status, 429);
}

}  // namespace
}  // namespace sauro::calendar_feed
