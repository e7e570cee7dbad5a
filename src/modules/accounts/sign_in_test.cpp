// Scenarios of first run, sign-in, lock-out and links, through the router.
#include <thread>

#include "modules/accounts/accounts_fixture.hpp"

namespace sauro::accounts {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr base::Millis second = 1000, hour = 3600 * second, day = 24 * hour;
constexpr const char* passphrase = "con trâu đi trước cái cày";

class SignIn : public World {
  protected:
    static std::string credentials(const std::string& username, const std::string& password) {
        return R"({"username":")" + username + R"(","password":")" + password + "\"}";
    }
    static std::string first_run(const std::string& token) {
        return R"({"token":")" + token + R"(","name":"Trần Văn Bình","username":"binh","password":")" + passphrase +
               "\"}";
    }
    void make_user(const std::string& username) {
        SAURO_ASSERT_OK(
            create_user(database(), {username, "Lê Thị Cúc", "Văn thư", passphrase, "MH01.DU", api::Role::clerk}));
    }
};
SAURO_EACH_DATABASE(SignIn);

TEST_P(SignIn, TheFirstAccountIsMadeOnceByALink) {
    auto browser = this->browser();
    auto state = browser.get("/api/v1/first-run");
    EXPECT_EQ(state.text("/needed"), "true");
    EXPECT_EQ(state.text("/sample"), "true");
    EXPECT_EQ(state.text("/product_version"), "9.9.9");

    EXPECT_EQ(browser.post("/api/v1/first-run", first_run("guess")).code(), "link.invalid");
    const auto old_link = make_first_run_link(database()), link = make_first_run_link(database());
    ASSERT_TRUE(old_link && link);
    EXPECT_EQ(browser.post("/api/v1/first-run", first_run(*old_link)).code(),
              "link.invalid");  // replaced by the newer one
    const auto weak = browser.post(
        "/api/v1/first-run", R"({"token":")" + *link + R"(","name":"B","username":"binh","password":"123456789012"})");
    EXPECT_EQ(weak.status, 422);
    EXPECT_EQ(weak.code(), "password.common");

    SAURO_ASSERT_OK(set_first_unit(database(), "MH.TU"));
    const auto me = browser.post("/api/v1/first-run", first_run(*link));
    ASSERT_EQ(me.status, 200) << me.body;
    EXPECT_EQ(me.text("/name"), "Trần Văn Bình");
    EXPECT_EQ(me.text("/units/0/unit/code"), "MH.TU");
    EXPECT_EQ(me.text("/units/0/role"), "administrator");
    EXPECT_EQ(me.text("/units/1/role"), "head_of_office");
    EXPECT_EQ(me.text("/visible_scopes/0"), "TW/MH.TU/");
    EXPECT_EQ(browser.get("/api/v1/me").status, 200);

    auto stranger = this->browser("10.0.0.2");
    EXPECT_EQ(stranger.post("/api/v1/first-run", first_run(*link)).code(), "link.invalid");
    EXPECT_EQ(stranger.get("/api/v1/first-run").text("/needed"), "false");
    EXPECT_FALSE(make_first_run_link(database()));
    EXPECT_EQ(text_of("SELECT COUNT(*) FROM accounts"), "1");
    EXPECT_THAT(text_of("SELECT action FROM audit_log"), HasSubstr("first_run.create"));
}

TEST_P(SignIn, TheFirstRunLinkDiesAfterADay) {
    const auto link = make_first_run_link(database());
    ASSERT_TRUE(link);
    now += day + 1000 * second;
    EXPECT_EQ(browser().post("/api/v1/first-run", first_run(*link)).code(), "link.invalid");
    EXPECT_EQ(text_of("SELECT COUNT(*) FROM accounts"), "0");
}

TEST_P(SignIn, WithAPasswordTheCookieIsSafeAndTheTokenIsNotKept) {
    make_user("cuc");
    auto browser = this->browser();
    EXPECT_EQ(browser.get("/api/v1/me").status, 401);
    const auto answer =
        browser.post("/api/v1/session", credentials("Cúc", passphrase));  // typed with a mark and a capital
    ASSERT_EQ(answer.status, 200) << answer.body;
    const std::string set = answer.headers.at("Set-Cookie");
    EXPECT_THAT(set, HasSubstr("HttpOnly"));
    EXPECT_THAT(set, HasSubstr("SameSite=Strict"));
    EXPECT_THAT(set, HasSubstr("Path=/"));
    EXPECT_THAT(set, Not(HasSubstr("Secure")));
    EXPECT_THAT(answer.body, Not(HasSubstr("argon2")));
    EXPECT_GE(browser.cookie.size(), 43U);  // 32 bytes
    EXPECT_THAT(text_of("SELECT token_hash FROM sessions"), Not(HasSubstr(browser.cookie)));

    auto behind_tls = this->browser();
    behind_tls.headers["x-forwarded-proto"] = "https";
    EXPECT_THAT(behind_tls.post("/api/v1/session", credentials("cuc", passphrase)).headers.at("Set-Cookie"),
                HasSubstr("; Secure"));

    EXPECT_EQ(browser.del("/api/v1/session").status, 200);
    EXPECT_EQ(browser.get("/api/v1/me").status, 401);
    EXPECT_EQ(behind_tls.get("/api/v1/me").status, 200);  // the other session goes on
}

TEST_P(SignIn, ASessionEndsWhenIdleAndAfterAWeek) {
    make_user("cuc");
    auto browser = this->browser();
    ASSERT_EQ(browser.post("/api/v1/session", credentials("cuc", passphrase)).status, 200);
    const auto started = now.load();
    now += 12 * hour + second;
    EXPECT_EQ(browser.get("/api/v1/me").status, 401);

    now = started;
    // Used every ten hours it lives, but not longer than seven days. last_seen is moved on by a write of its own.
    for (int i = 1; i <= 16; ++i) {
        now = started + i * 10 * hour;
        ASSERT_EQ(browser.get("/api/v1/me").status, 200) << i;
        const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(10);
        while (text_of("SELECT last_seen FROM sessions") != std::to_string(now.load()) &&
               std::chrono::steady_clock::now() < limit)
            std::this_thread::yield();
    }
    now = started + 7 * day;
    EXPECT_EQ(browser.get("/api/v1/me").status, 401);
}

TEST_P(SignIn, WrongPasswordsBringAGrowingDelay) {
    make_user("cuc");
    auto browser = this->browser();
    for (int i = 0; i < 5; ++i) {
        const auto answer = browser.post("/api/v1/session", credentials("cuc", "sai mật khẩu rồi"));
        ASSERT_EQ(answer.status, 401) << i;
        EXPECT_EQ(answer.code(), "auth.wrong");
    }
    // Locked: also the right password, also from elsewhere, also when the name is spelled otherwise.
    auto answer = this->browser("10.0.0.9").post("/api/v1/session", credentials("CÚC", passphrase));
    EXPECT_EQ(answer.status, 429);
    EXPECT_EQ(answer.code(), "auth.locked");
    EXPECT_THAT(answer.text("/detail"), HasSubstr("30 giây"));
    EXPECT_EQ(answer.headers.at("Retry-After"), "30");

    base::Millis wait = 30 * second;
    for (const base::Millis next :
         {60 * second, 120 * second, 240 * second, 480 * second, 900 * second, 900 * second}) {
        now += wait - second;
        EXPECT_EQ(browser.post("/api/v1/session", credentials("cuc", passphrase)).status, 429);
        now += second;
        EXPECT_EQ(browser.post("/api/v1/session", credentials("cuc", "sai mật khẩu rồi")).status, 401);
        EXPECT_EQ(browser.post("/api/v1/session", credentials("cuc", passphrase)).headers.at("Retry-After"),
                  std::to_string(next / second));
        wait = next;
    }
    now += wait;
    EXPECT_EQ(browser.post("/api/v1/session", credentials("cuc", passphrase)).status, 200);
    // Success starts the count anew.
    EXPECT_EQ(browser.post("/api/v1/session", credentials("cuc", "sai mật khẩu rồi")).status, 401);
    EXPECT_EQ(browser.post("/api/v1/session", credentials("cuc", passphrase)).status, 200);
}

TEST_P(SignIn, AnUnknownNameAnswersLikeAKnownOne) {
    make_user("cuc");
    auto browser = this->browser();
    const auto known = browser.post("/api/v1/session", credentials("cuc", "sai mật khẩu rồi"));
    const auto unknown = browser.post("/api/v1/session", credentials("khongco", "sai mật khẩu rồi"));
    EXPECT_EQ(known.status, unknown.status);
    EXPECT_EQ(known.body, unknown.body);
    for (int i = 0; i < 4; ++i) browser.post("/api/v1/session", credentials("khongco", "sai mật khẩu rồi"));
    EXPECT_EQ(browser.post("/api/v1/session", credentials("khongco", "sai mật khẩu rồi")).status, 429);
    EXPECT_THAT(text_of("SELECT key_hash FROM attempts"), Not(HasSubstr("khongco")));
}

TEST_P(SignIn, OneAddressGuessingManyNamesIsStoppedToo) {
    auto browser = this->browser("10.6.6.6");
    int refused = 0;
    for (int i = 0; i < 40; ++i)
        refused +=
            browser.post("/api/v1/session", credentials("nguoi" + std::to_string(i), "sai mật khẩu rồi")).status == 429
                ? 1
                : 0;
    EXPECT_EQ(refused, 10);  // after the thirtieth failure
    make_user("cuc");
    EXPECT_EQ(this->browser("10.0.0.1").post("/api/v1/session", credentials("cuc", passphrase)).status, 200);
}

TEST_P(SignIn, TheSampleAdministratorHasNoPasswordAndALinkThatWorksOnce) {
    SAURO_ASSERT_OK(create_sample_accounts(database()));
    SAURO_ASSERT_OK(create_sample_accounts(database()));
    EXPECT_EQ(text_of("SELECT COUNT(*) FROM accounts WHERE password_hash IS NULL"), "1");
    EXPECT_EQ(text_of("SELECT COUNT(*) FROM accounts"), "1");
    auto guesser = this->browser("10.0.0.7");
    for (const char* guess : {"", "admin", "quantri.minhhoa", "123456789012"})
        EXPECT_EQ(guesser.post("/api/v1/session", credentials("quantri.minhhoa", guess)).status, 401) << guess;

    const auto account = first_administrator_without_password(database());
    ASSERT_TRUE(account && *account);
    const auto link = make_sign_in_link(database(), **account);
    ASSERT_TRUE(link);
    auto browser = this->browser();
    const std::string body = R"({"token":")" + *link + "\"}";
    const auto me = browser.post("/api/v1/sign-in-link", body);
    ASSERT_EQ(me.status, 200) << me.body;
    EXPECT_EQ(me.text("/name"), "Quản trị minh họa");
    EXPECT_EQ(me.text("/sample"), "true");
    EXPECT_EQ(me.text("/has_password"), "false");
    EXPECT_EQ(this->browser("10.0.0.8").post("/api/v1/sign-in-link", body).code(), "link.invalid");

    // It may set a password without an old one; from then on nobody gets in past it.
    EXPECT_EQ(
        browser.post("/api/v1/me/password", std::string(R"({"old":"","new_password":")") + passphrase + "\"}").status,
        200);
    EXPECT_EQ(this->browser().post("/api/v1/session", credentials("quantri.minhhoa", passphrase)).status, 200);
    const auto nobody = first_administrator_without_password(database());
    ASSERT_TRUE(nobody);
    EXPECT_FALSE(*nobody);
}

TEST_P(SignIn, TwoUsesOfALinkAtOnceLetOneIn) {
    SAURO_ASSERT_OK(create_sample_accounts(database()));
    const auto account = first_administrator_without_password(database());
    const auto link = make_sign_in_link(database(), **account);
    ASSERT_TRUE(link);
    std::atomic<int> in = 0;
    std::vector<std::jthread> people;
    for (int i = 0; i < 8; ++i) {
        people.emplace_back([&] {
            auto client = this->browser();
            if (client.post("/api/v1/sign-in-link", R"({"token":")" + *link + "\"}").status == 200) ++in;
        });
    }
    people.clear();
    EXPECT_EQ(in, 1);
}

}  // namespace
}  // namespace sauro::accounts
