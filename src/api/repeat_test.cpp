// Idempotency-Key on both databases: what was done once is not done again, whatever became of the answer.
#include "api/repeat.hpp"

#include <atomic>

#include "api/registry_fixture.hpp"
#include "tests/support/databases.hpp"
#include "tests/support/router_client.hpp"

namespace sauro::api {
namespace {

constexpr const char* key = "0123456789abcdef-A_z";

class Repeats : public testing::OnEachDatabase {
  protected:
    void SetUp() override {
        base::log_quiet(true);
        const db::Migration own[] = {
            {"notes", "0001_notes.sql", "CREATE TABLE notes (n BIGINT PRIMARY KEY, text TEXT NOT NULL);\n"}};
        migrate(audit::migrations());
        migrate(migrations());
        migrate(own);
        authenticator_.people["clerk"] = {"acc-1", "An", "", {{Role::clerk, "id-a", "TW/A/"}}};
        authenticator_.people["other"] = {"acc-2", "Bình", "", {{Role::clerk, "id-a", "TW/A/"}}};
        files_.emplace(std::move(*db::FileStore::open(folder_.path())));
        registry_.emplace(database(), *files_, authenticator_, units_, [this] { return now_; });
        registry_->write<rt::Named, int, rt::Note>(
            {http::Method::post, "/api/v1/units/{unit}/notes", "notes.add", "Thêm", Verb::draft},
            [this](Ctx&, const rt::Named&, db::Snapshot&) -> Result<int> { return ++prepared_; },
            [](Ctx&, const rt::Named& in, const int&, db::Tx& tx) -> Result<rt::Note> {
                TRY(const auto last, tx.one("SELECT n FROM notes ORDER BY n DESC LIMIT 1", {},
                                            [](const db::Row& row) { return row.integer(0); }));
                const std::int64_t n = last.value_or(0) + 1;
                TRYV(tx.execute("INSERT INTO notes (n, text) VALUES (?, ?)", {n, in.name}));
                if (in.name == "refuse") return fail(ErrorKind::conflict, "note.refused", "Không nhận.");
                return rt::Note{std::to_string(n), in.name, {}};
            });
        router_ = registry_->take_router();
    }
    void TearDown() override { base::log_quiet(false); }

    testing::Answer add(const std::string& text, const std::string& with_key = key, const char* who = "clerk") {
        testing::RouterClient client(router_, "127.0.0.1");
        client.cookie = who;
        if (!with_key.empty()) client.headers["idempotency-key"] = with_key;
        return client.post("/api/v1/units/A/notes", R"({"name":")" + text + R"("})");
    }
    std::int64_t rows(std::string_view table) {
        std::int64_t count = -1;
        const Status read = database().read([&](db::Snapshot& snapshot) {
            return snapshot.query("SELECT COUNT(*) FROM " + std::string(table), {}, [&](const db::Row& row) {
                count = row.integer(0);
                return true;
            });
        });
        EXPECT_TRUE(read) << testing::explain(read);
        return count;
    }

    testing::TempFolder folder_;
    FakeAuthenticator authenticator_;
    FakeUnits units_;
    std::optional<db::FileStore> files_;
    std::optional<Registry> registry_;
    http::Router router_;
    base::Millis now_ = 1'800'000'000'000;
    std::atomic<int> prepared_ = 0;  // two requests may prepare at once
};
SAURO_EACH_DATABASE(Repeats);

TEST_P(Repeats, TheSameRequestIsDoneOnceAndAnsweredAgain) {
    const auto first = add("Họp");
    ASSERT_EQ(first.status, 200) << first.body;
    const auto again = add("Họp");
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(rows("notes"), 1);
    EXPECT_EQ(rows("audit_log"), 1) << "nothing changed, so nothing is noted";
    EXPECT_EQ(prepared_, 1) << "what the first sending used up is not asked for again";
}

TEST_P(Repeats, WithoutAKeyOrWithAnotherItIsANewWrite) {
    for (const char* one : {"", "", "another-key-0000", key, "another-key-0001"}) {
        EXPECT_EQ(add("Họp", one).status, 200) << one;
    }
    EXPECT_EQ(rows("notes"), 5);
    EXPECT_EQ(add("Họp", key, "other").text("/id"), "6") << "keys of two people have nothing to do with each other";
}

TEST_P(Repeats, AKeyStandsForOneRequest) {
    ASSERT_EQ(add("Họp").status, 200);
    const auto other = add("Họp khác");
    EXPECT_EQ(other.status, 409);
    EXPECT_EQ(other.code(), "repeat.other_request");
    EXPECT_EQ(rows("notes"), 1);
}

TEST_P(Repeats, ARefusalIsJudgedAnew) {
    EXPECT_EQ(add("refuse").code(), "note.refused");
    EXPECT_EQ(rows("api_kept_answers"), 0);
    EXPECT_EQ(add("refuse").code(), "note.refused");
    EXPECT_EQ(prepared_, 2);
    EXPECT_EQ(rows("notes"), 0);
}

TEST_P(Repeats, AWrongKeyIsRefused) {
    for (const char* wrong : {"short", "0123456789abcdef ", "0123456789abcdé-0", "0123456789abcdef;x"}) {
        EXPECT_EQ(add("Họp", wrong).code(), "repeat.key") << wrong;
    }
    EXPECT_EQ(add("Họp", std::string(65, 'a')).code(), "repeat.key");
    EXPECT_EQ(rows("notes"), 0);
}

TEST_P(Repeats, OldAnswersAreForgottenAFewAtATime) {
    for (int i = 0; i < 40; ++i) ASSERT_EQ(add("Họp", "key-of-the-first-day-" + std::to_string(i)).status, 200);
    now_ += kept_for - 1;
    EXPECT_EQ(add("Họp", "key-of-the-first-day-39").text("/id"), "40") << "kept to the last moment";
    now_ += 1;
    EXPECT_EQ(add("Họp", "key-of-the-first-day-39").text("/id"), "41") << "a key that is too old is a new one";
    EXPECT_EQ(rows("api_kept_answers"), 40 - 16 + 0) << "sixteen went, the one used again has a new row";
    add("Họp", "key-of-another-day-1");
    add("Họp", "key-of-another-day-2");
    EXPECT_EQ(rows("api_kept_answers"), 3);
}

TEST_P(Repeats, TwoSendingsAtTheSameMomentAreOneWrite) {
    std::vector<std::future<testing::Answer>> sent;
    for (int i = 0; i < 8; ++i) sent.push_back(std::async(std::launch::async, [this] { return add("Họp"); }));
    for (auto& one : sent) EXPECT_EQ(one.get().text("/id"), "1");
    EXPECT_EQ(rows("notes"), 1);
}

}  // namespace
}  // namespace sauro::api
