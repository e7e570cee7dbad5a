// Who may do what, through the router: the table of roles against the routes of this module, and what administrators
// do.
#include "modules/accounts/accounts_fixture.hpp"

namespace sauro::accounts {
namespace {

using api::Role;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* passphrase = "con trâu đi trước cái cày";

class Rights : public World {};
SAURO_EACH_DATABASE(Rights);

TEST_P(Rights, EveryUnitRouteFollowsTheTableOfRoles) {
    struct Line {
        Role role;
        bool view, accounts, audit;
    };
    // Written out, not computed from the table under test.
    const std::vector<Line> table{{Role::clerk, true, false, false},       {Role::specialist, true, false, false},
                                  {Role::leader, true, false, false},      {Role::head_of_office, true, false, false},
                                  {Role::administrator, true, true, true}, {Role::auditor, true, false, true}};
    for (const Line& line : table) {
        const std::string word = "nguoi" + std::to_string(static_cast<int>(line.role));
        auto client = signed_in(word, line.role, "MH01.DU");
        const auto status = [](bool may) { return may ? 200 : 403; };
        // The unit itself and what lies below it.
        for (const char* unit : {"MH01.DU", "MH01.UBND"}) {
            const std::string at = std::string("/api/v1/units/") + unit;
            EXPECT_EQ(client.get(at).status, status(line.view)) << word;
            EXPECT_EQ(client.get(at + "/children").status, status(line.view)) << word;
            EXPECT_EQ(client.get(at + "/accounts").status, status(line.accounts)) << word;
            EXPECT_EQ(client.get(at + "/audit").status, status(line.audit)) << word;
        }
        // Never above or beside it.
        for (const char* unit : {"MH.TU", "MH02.DU", "TW"}) {
            const std::string at = std::string("/api/v1/units/") + unit;
            for (const char* leaf : {"", "/children", "/accounts", "/audit"})
                EXPECT_EQ(client.get(at + leaf).status, 403) << word << at << leaf;
            EXPECT_THAT(client.get(at).text("/detail"), Not(HasSubstr("Minh")));  // not even its name
        }
        EXPECT_EQ(
            client
                .post("/api/v1/units/MH01.DU/accounts", R"({"username":"x)" + word + R"(","name":"X","role":"clerk"})")
                .status,
            status(line.accounts));
        EXPECT_EQ(client
                      .post("/api/v1/units/MH.TU/accounts",
                            R"({"username":"y)" + word + R"(","name":"Y","role":"administrator"})")
                      .status,
                  403);
    }
}

TEST_P(Rights, WithoutASessionNothingButTheOpenDoors) {
    auto stranger = browser();
    int closed = 0;
    for (const auto& row : routes()) {
        if (row.about.verb == api::Verb::open) continue;
        std::string path = row.about.path;
        for (const auto& [what, with] : {std::pair("{unit}", "MH.TU"), std::pair("{code}", "MH")}) {
            if (const auto at = path.find(what); at != std::string::npos)
                path.replace(at, std::string_view(what).size(), with);
        }
        EXPECT_EQ(stranger.call(row.about.method, path, "{}").status, 401) << path;
        ++closed;
    }
    EXPECT_GE(closed, 12);
}

TEST_P(Rights, AnAdministratorMakesAnAccountThatSignsInByItsLink) {
    auto admin = signed_in("quantri", Role::administrator, "MH.TU");
    const auto made = admin.post("/api/v1/units/MH01.DU/accounts",
                                 R"({"username":"van.thu","name":"  Lê   Thị Cúc ","title":"Văn thư","role":"clerk"})");
    ASSERT_EQ(made.status, 200) << made.body;
    EXPECT_EQ(made.text("/name"), "Lê Thị Cúc");
    EXPECT_EQ(made.text("/units/0/unit/code"), "MH01.DU");
    const std::string link = made.text("/first_sign_in_link");
    ASSERT_TRUE(link.starts_with("/vao?ma=")) << link;
    auto clerk = browser();
    EXPECT_EQ(clerk.post("/api/v1/sign-in-link", R"({"token":")" + link.substr(8) + "\"}").text("/username"),
              "van.thu");

    EXPECT_EQ(
        admin.post("/api/v1/units/MH01.DU/accounts", R"({"username":"Văn.Thư","name":"Khác","role":"clerk"})").code(),
        "account.exists");
    EXPECT_EQ(
        admin.post("/api/v1/units/MH01.DU/accounts", R"({"username":"có dấu cách","name":"K","role":"clerk"})").code(),
        "account.username");
    EXPECT_EQ(admin.post("/api/v1/units/MH01.DU/accounts", R"({"username":"khac","name":"K","role":"king"})").status,
              422);
    const auto with_password = admin.post(
        "/api/v1/units/MH01.DU/accounts",
        std::string(R"({"username":"co.mat.khau","name":"K","role":"leader","password":")") + passphrase + "\"}");
    EXPECT_EQ(with_password.status, 200);
    EXPECT_THAT(with_password.body, Not(HasSubstr("vao?ma")));

    const auto list = admin.get("/api/v1/units/MH.TU/accounts");
    EXPECT_THAT(list.body, HasSubstr("van.thu"));
    EXPECT_THAT(list.body, Not(HasSubstr("$argon2")));
    EXPECT_THAT(admin.get("/api/v1/units/MH02.DU/accounts").text("/items"), "[]");

    // Every change stands in the audit of the unit, newest first, by pages.
    const auto page = admin.get("/api/v1/units/MH.TU/audit?limit=1");
    EXPECT_EQ(page.text("/items/0/action"), "accounts.create");
    EXPECT_EQ(page.text("/items/0/actor_name"), "Người quantri");
    const auto next = admin.get("/api/v1/units/MH.TU/audit?limit=1&before=" + page.text("/next"));
    EXPECT_EQ(next.text("/items/0/action"), "accounts.create");
    EXPECT_LT(std::stoll(next.text("/items/0/seq")), std::stoll(page.text("/items/0/seq")));
}

TEST_P(Rights, SomebodyChangesHisPasswordAndPreferences) {
    SAURO_ASSERT_OK(create_user(database(), {"cuc", "Cúc", "", passphrase, "MH01.DU", Role::clerk}));
    const std::string body = std::string(R"({"username":"cuc","password":")") + passphrase + "\"}";
    auto here = browser(), elsewhere = browser();
    ASSERT_EQ(here.post("/api/v1/session", body).status, 200);
    ASSERT_EQ(elsewhere.post("/api/v1/session", body).status, 200);

    EXPECT_EQ(here.put("/api/v1/me/preferences", R"({"theme":"dark"})").text("/preferences/theme"), "dark");
    EXPECT_EQ(here.put("/api/v1/me/preferences", R"({"font_scale":115})").text("/preferences/theme"), "dark");
    EXPECT_EQ(here.put("/api/v1/me/preferences", R"({"font_scale":99})").status, 422);
    EXPECT_EQ(here.put("/api/v1/me/preferences", R"({"theme":"pink"})").status, 422);
    EXPECT_EQ(elsewhere.get("/api/v1/me").text("/preferences/font_scale"), "115");

    const std::string fresh = "ao sâu nước cả khôn chài cá";
    const auto change = [&](const std::string& old) {
        return R"({"old":")" + old + R"(","new_password":")" + fresh + "\"}";
    };
    EXPECT_EQ(here.post("/api/v1/me/password", change("sai mật khẩu rồi")).code(), "auth.wrong");
    EXPECT_EQ(here.post("/api/v1/me/password", change(passphrase)).status, 200);
    EXPECT_EQ(here.get("/api/v1/me").status, 200);
    EXPECT_EQ(elsewhere.get("/api/v1/me").status, 401);
    EXPECT_EQ(browser().post("/api/v1/session", body).status, 401);

    // Guessing the old password from an open session is stopped as well.
    int stopped = 0;
    for (int i = 0; i < 8; ++i)
        stopped += here.post("/api/v1/me/password", change("sai mật khẩu rồi")).status == 429 ? 1 : 0;
    EXPECT_GE(stopped, 3);
}

TEST_P(Rights, TheCommandLineManagesAccountsAndIsAudited) {
    auto client = signed_in("nhanvien", Role::clerk, "MH01.DU");
    EXPECT_EQ(client.get("/api/v1/units/MH02.DU").status, 403);
    SAURO_ASSERT_OK(grant(database(), "nhanvien", Role::auditor, "MH02.DU"));
    EXPECT_EQ(client.get("/api/v1/units/MH02.DU").status, 200);
    SAURO_ASSERT_OK(revoke(database(), "nhanvien", Role::auditor, "MH02.DU"));
    EXPECT_EQ(client.get("/api/v1/units/MH02.DU").status, 403);
    EXPECT_EQ(revoke(database(), "nhanvien", Role::auditor, "MH02.DU").error().code, "grant.unknown");
    EXPECT_EQ(grant(database(), "khongco", Role::auditor, "MH02.DU").error().code, "account.unknown");
    EXPECT_EQ(grant(database(), "nhanvien", Role::auditor, "XX").error().code, "unit.unknown");
    EXPECT_EQ(set_password(database(), "nhanvien", "ngắn").error().code, "password.too_short");
    EXPECT_FALSE(parse_role("king"));

    SAURO_ASSERT_OK(set_password(database(), "nhanvien", passphrase));
    EXPECT_EQ(client.get("/api/v1/me").status, 401);
    auto again = browser();
    const std::string body = std::string(R"({"username":"nhanvien","password":")") + passphrase + "\"}";
    ASSERT_EQ(again.post("/api/v1/session", body).status, 200);
    SAURO_ASSERT_OK(disable(database(), "nhanvien"));
    EXPECT_EQ(again.get("/api/v1/me").status, 401);
    EXPECT_EQ(again.post("/api/v1/session", body).status, 401);
    SAURO_ASSERT_OK(disable(database(), "nhanvien", false));
    EXPECT_EQ(again.post("/api/v1/session", body).status, 200);

    const auto listed = list(database());
    ASSERT_TRUE(listed);
    ASSERT_EQ(listed->size(), 1U);
    EXPECT_TRUE(listed->front().has_password);
    ASSERT_EQ(listed->front().grants.size(), 1U);
    EXPECT_EQ(listed->front().grants[0].unit_code, "MH01.DU");
    for (const char* action : {"account.create", "account.grant", "account.revoke", "account.set_password",
                               "account.disable", "account.enable"})
        EXPECT_THAT(text_of("SELECT action FROM audit_log WHERE actor = 'cli'"), HasSubstr(action));
    EXPECT_THAT(text_of("SELECT detail FROM audit_log"), Not(HasSubstr("trâu")));
    // A half-made account is not kept when its unit does not exist.
    EXPECT_EQ(create_user(database(), {"moi", "Mới", "", std::nullopt, "XX", Role::clerk}).error().code,
              "unit.unknown");
    EXPECT_EQ(list(database())->size(), 1U);
}

}  // namespace
}  // namespace sauro::accounts
