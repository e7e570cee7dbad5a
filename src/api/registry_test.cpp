// The whole flow of a request over the route table, without sockets: router, session, right, input, handler, audit,
// answer.
#include <set>

#include "api/registry_fixture.hpp"

namespace sauro::api {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr auto get = http::Method::get;
constexpr auto post = http::Method::post;
constexpr auto put = http::Method::put;

TEST_F(RegistryTest, SessionsAndOpenRoutes) {
    EXPECT_EQ(ask(get, "/api/v1/hello", "").status, 200);
    EXPECT_EQ(ask(get, "/api/v1/hello", "clerk").body.at("name").as_string(), "An") << "an open route knows who asks";
    EXPECT_EQ(ask(get, "/api/v1/hello", "wrong").status, 200);
    EXPECT_EQ(ask(get, "/api/v1/me", "").status, 401);
    EXPECT_EQ(ask(get, "/api/v1/me", "").code(), "auth.required");
    EXPECT_EQ(ask(get, "/api/v1/me", "wrong").status, 401);
    EXPECT_EQ(ask(get, "/api/v1/me", "nobody").status, 200);
}

TEST_F(RegistryTest, RightsAreCheckedOnTheUnit) {
    EXPECT_EQ(ask(get, "/api/v1/units/A/notes", "clerk").status, 200);
    EXPECT_EQ(ask(get, "/api/v1/units/id-a/notes", "clerk").status, 200);
    EXPECT_EQ(ask(get, "/api/v1/units/A/notes", "").status, 401);
    EXPECT_EQ(ask(get, "/api/v1/units/ZZ/notes", "clerk").code(), "unit.unknown");
    EXPECT_EQ(ask(get, "/api/v1/units/ZZ/notes", "clerk").status, 404);
    const Got missing = ask(post, "/api/v1/units/A/notes", "auditor", R"({"text":"x"})");
    EXPECT_EQ(missing.status, 403);
    EXPECT_EQ(missing.code(), "auth.forbidden");
    EXPECT_EQ(missing.detail(),
              "Bạn chưa có quyền soạn và kiểm tra dự thảo tại Đảng ủy A. Người cấp quyền: Quản trị đơn vị.");
    for (const char* who : {"clerk", "nobody"}) {
        const Got outside = ask(get, "/api/v1/units/AB/notes", who);
        EXPECT_EQ(outside.status, 403);
        EXPECT_THAT(outside.text, Not(HasSubstr("Đảng ủy AB"))) << "the name of a unit one may not see is not told";
    }
    EXPECT_THAT(column("SELECT id FROM notes"), ElementsAre());
}

TEST_F(RegistryTest, WritesNeedTheHeaderOfThePage) {
    EXPECT_EQ(ask(post, "/api/v1/units/A/notes", "clerk", R"({"text":"x"})", {}).code(), "auth.csrf");
    EXPECT_EQ(ask(post, "/api/v1/units/A/notes", "clerk", R"({"text":"x"})", {{"x-sauro", "0"}}).status, 403);
    EXPECT_EQ(ask(post, "/api/v1/slow", "", R"({"name":"x"})", {}).code(), "auth.csrf") << "open writes too";
    EXPECT_EQ(ask(get, "/api/v1/me", "clerk", {}, {}).status, 200);
}

TEST_F(RegistryTest, AWriteLeavesItsAuditRowInTheSameTransaction) {
    const Got made = ask(post, "/api/v1/units/A/notes", "clerk", R"({"text":"Họp","pages":2})");
    ASSERT_EQ(made.status, 200) << made.text;
    EXPECT_EQ(made.text, R"({"id":"n1","text":"Họp","pages":2})");
    EXPECT_EQ(made.headers.at("X-Note"), "n1");
    EXPECT_THAT(column("SELECT actor || ' ' || unit || ' ' || action || ' ' || subject || ' ' || detail FROM audit_log "
                       "ORDER BY seq"),
                ElementsAre(R"(acc-1 id-a notes.add n1 {"pages":1})"));
    EXPECT_EQ(ask(post, "/api/v1/units/A/notes", "clerk", R"({"text":"again"})").status, 409)
        << "the same id: nothing of it stays";
    EXPECT_EQ(column("SELECT action FROM audit_log ORDER BY seq").size(), 1u);
    EXPECT_EQ(ask(post, "/api/v1/slow", "", R"({"name":"x"})").text, R"({"name":"x prepared"})");
    EXPECT_EQ(ask(post, "/api/v1/slow", "", R"({"name":"no"})").code(), "slow.no");
    EXPECT_THAT(column("SELECT actor FROM audit_log ORDER BY seq"), ElementsAre("acc-1", "acc-9"));
    const Status sound = database_->read([](db::Snapshot& snapshot) -> Status {
        TRY(const auto verdict, audit::verify(snapshot));
        EXPECT_EQ(verdict.first_altered, std::nullopt);
        return {};
    });
    EXPECT_TRUE(sound);
}

TEST_F(RegistryTest, ARefusedWriteLeavesNothing) {
    EXPECT_EQ(ask(post, "/api/v1/units/A/notes", "clerk", R"({"text":"refuse"})").code(), "note.refused");
    const Got thrown = ask(post, "/api/v1/units/A/notes", "clerk", R"({"text":"throw"})");
    EXPECT_EQ(thrown.status, 500);
    EXPECT_THAT(thrown.text, Not(HasSubstr("bug"))) << "details of a fault are for the log";
    EXPECT_THAT(column("SELECT id FROM notes"), ElementsAre());
    EXPECT_THAT(column("SELECT action FROM audit_log ORDER BY seq"), ElementsAre());
}

TEST_F(RegistryTest, ARefusalMayKeepTheChange) {
    const Got got = ask(post, "/api/v1/units/A/notes", "clerk", R"({"text":"keep"})");
    EXPECT_EQ(got.status, 429);
    EXPECT_EQ(got.code(), "note.later");
    EXPECT_EQ(got.headers.at("X-Note"), "n1");
    EXPECT_THAT(column("SELECT text FROM notes"), ElementsAre("keep"));
    EXPECT_THAT(column("SELECT action FROM audit_log ORDER BY seq"), ElementsAre("notes.add"));
}

TEST_F(RegistryTest, DecomposedTextIsStoredComposed) {
    const std::string decomposed =
        "Đa\xCC\x89ng u\xCC\x89y Ho\xCC\x80"
        "a";  // as a Mac or a PDF pastes it
    const std::string composed = "Đảng ủy Hòa";
    const Got made = ask(post, "/api/v1/units/A/notes", "clerk", "{\"text\":\"" + decomposed + "\\r\\ndòng 2\\t.\"}");
    ASSERT_EQ(made.status, 200) << made.text;
    EXPECT_THAT(column("SELECT text FROM notes"), ElementsAre(composed + "\ndòng 2\t."));
    const Got listed = ask(get, "/api/v1/units/A/notes?q=Ho%CC%80a", "clerk");
    EXPECT_EQ(listed.body.at("unit").as_string(), "id-a Hòa");
    EXPECT_EQ(ask(put, "/api/v1/units/A/notes/Ho%CC%80a", "clerk", "{}").body.at("id").as_string(), "Hòa");
}

TEST_F(RegistryTest, ControlCharactersAreRefusedByField) {
    for (const char* text : {"\\u0000", "a\\u0007", "\\u001b[31m", "a\\rb", "\\u007f"}) {
        const Got got = ask(post, "/api/v1/units/A/notes", "clerk",
                            std::string("{\"text\":\"ok\",\"tags\":[\"x\",\"") + text + "\"]}");
        EXPECT_EQ(got.status, 422) << text;
        EXPECT_THAT(got.faults(), ElementsAre("/tags/1 field.value")) << text;
    }
    EXPECT_THAT(ask(get, "/api/v1/units/A/notes?q=a%07", "clerk").faults(), ElementsAre("/q field.value"));
}

TEST_F(RegistryTest, InputComesFromPathQueryAndBody) {
    EXPECT_EQ(ask(put, "/api/v1/units/A/notes/n7", "clerk", R"({"text":"t"})").text, R"({"id":"n7","text":"t"})");
    EXPECT_EQ(ask(put, "/api/v1/units/A/notes/n7", "clerk", R"({"id":"n7","text":"t"})").status, 200)
        << "the whole object sent back";
    EXPECT_THAT(ask(put, "/api/v1/units/A/notes/n7", "clerk", R"({"id":"n8","text":"t"})").faults(),
                ElementsAre("/id field.twice"));
    EXPECT_EQ(ask(put, "/api/v1/units/A/notes/n7?text=t", "clerk", "").text, R"({"id":"n7","text":"t"})");
    EXPECT_THAT(ask(get, "/api/v1/units/A/notes?limit=x&role=king&la=1", "clerk").faults(),
                ::testing::UnorderedElementsAre("/limit field.type", "/role field.value", "/la field.unknown"));
    EXPECT_EQ(ask(get, "/api/v1/units/A/notes?limit=&role=clerk", "clerk").status, 200);
    EXPECT_THAT(ask(post, "/api/v1/units/A/notes", "clerk", R"({"pages":"2","date":"2026-11-31","x":1})").faults(),
                ::testing::UnorderedElementsAre("/text field.missing", "/pages field.type",
                                                "/date date.not_in_calendar", "/x field.unknown"));
    EXPECT_EQ(ask(post, "/api/v1/units/A/notes", "clerk", "{").code(), "json.syntax");
    EXPECT_THAT(ask(post, "/api/v1/units/A/notes", "clerk", "[]").faults(), ElementsAre(" field.type"));
    EXPECT_THAT(ask(post, "/api/v1/units/A/notes", "clerk", "").faults(), ElementsAre("/text field.missing"));
}

TEST_F(RegistryTest, UploadsAreAuthorisedBeforeTheirBody) {
    const Got made = ask(post, "/api/v1/units/A/files?name=a.txt", "clerk", "12345");
    EXPECT_EQ(made.text, R"({"name":"a.txt","actor":"acc-1","size":5})");
    EXPECT_THAT(column("SELECT action FROM audit_log ORDER BY seq"), ElementsAre("files.add"));
    std::filesystem::remove(folder_ / "upload");
    EXPECT_EQ(ask(post, "/api/v1/units/A/files?name=a.txt", "auditor", "12345").status, 403);
    EXPECT_EQ(ask(post, "/api/v1/units/A/files?name=a.txt", "", "12345").status, 401);
    EXPECT_EQ(ask(post, "/api/v1/units/A/files?name=a.txt", "clerk", "12345", {}).code(), "auth.csrf");
    EXPECT_FALSE(std::filesystem::exists(folder_ / "upload")) << "the gate answered, no body was taken";
}

TEST_F(RegistryTest, RawRoutesAreAuthorisedToo) {
    EXPECT_EQ(ask(get, "/api/v1/units/A/export", "auditor").text, "Đảng ủy A");
    EXPECT_EQ(ask(get, "/api/v1/units/A/export?q=fail", "auditor").code(), "export.none");
    EXPECT_EQ(ask(get, "/api/v1/units/A/export", "clerk").status, 403);
}

// Every "$ref" of the document points at something in it.
void check_refs(const json::Any& value, const json::Any& root, std::set<std::string>& used) {
    if (const auto* items = value.if_array()) {
        for (const auto& item : *items) check_refs(item, root, used);
    } else if (const auto* fields = value.if_object()) {
        for (const auto& field : *fields) {
            if (field.key() == "$ref") {
                const std::string ref(field.value().as_string());
                const std::string prefix = "#/components/schemas/";
                ASSERT_TRUE(ref.starts_with(prefix)) << ref;
                EXPECT_TRUE(root.at("components").at("schemas").as_object().contains(ref.substr(prefix.size()))) << ref;
                used.insert(ref.substr(prefix.size()));
            } else {
                check_refs(field.value(), root, used);
            }
        }
    }
}

TEST_F(RegistryTest, OpenApiSaysWhatTheTableSays) {
    const Got got = ask(get, "/api/v1/openapi.json", "");
    ASSERT_EQ(got.status, 200);
    EXPECT_EQ(got.body, registry_->openapi());
    EXPECT_EQ(got.body.at("openapi").as_string(), "3.1.0");
    std::set<std::string> used, names;
    check_refs(got.body, got.body, used);
    EXPECT_THAT(used, Contains("Problem"));
    EXPECT_THAT(used, Contains("api.rt.Note"));
    const auto& paths = got.body.at("paths").as_object();
    for (const auto& row : registry_->routes()) {
        const About& about = row.about;
        ASSERT_TRUE(paths.contains(about.path)) << about.path;
        std::string method(http::method_name(about.method));
        std::ranges::transform(method, method.begin(), [](char c) { return static_cast<char>(c | 0x20); });
        const auto& operation = paths.at(about.path).at(method);
        EXPECT_EQ(operation.at("operationId").as_string(), about.name);
        EXPECT_TRUE(names.insert(about.name).second);
        std::multiset<std::string> in_path;
        if (const auto* parameters = operation.as_object().if_contains("parameters")) {
            for (const auto& parameter : parameters->as_array()) {
                EXPECT_TRUE(parameter.as_object().contains("schema"));
                if (parameter.at("in").as_string() == "path") {
                    EXPECT_TRUE(parameter.at("required").as_bool());
                    in_path.insert("{" + std::string(parameter.at("name").as_string()) + "}");
                }
            }
        }
        EXPECT_EQ(in_path.size(), static_cast<std::size_t>(std::ranges::count(about.path, '{'))) << about.path;
        for (const std::string& name : in_path) EXPECT_THAT(about.path, HasSubstr(name));
        EXPECT_TRUE(operation.at("responses").as_object().contains("200"));
        EXPECT_TRUE(operation.at("responses").as_object().contains("default"));
        EXPECT_EQ(operation.at("security").as_array().empty(), about.verb == Verb::open);
    }
    const auto& add = paths.at("/api/v1/units/{unit}/notes").at("post");
    EXPECT_EQ(add.at("x-verb").as_string(), "draft");
    EXPECT_EQ(add.at("requestBody").at("content").at("application/json").at("schema").at("$ref").as_string(),
              "#/components/schemas/api.rt.NewNote");
    EXPECT_TRUE(add.at("requestBody").at("required").as_bool());
    const auto& change = paths.at("/api/v1/units/{unit}/notes/{id}").at("put").at("requestBody");
    EXPECT_FALSE(change.at("content").at("application/json").at("schema").at("properties").as_object().contains("id"))
        << "a path parameter is no body member";
    EXPECT_FALSE(change.at("required").as_bool());
    const auto& upload = paths.at("/api/v1/units/{unit}/files").at("post");
    EXPECT_TRUE(upload.at("requestBody").at("content").as_object().contains("application/octet-stream"));
    EXPECT_EQ(upload.at("x-max-bytes").to_number<int>(), 1000);
}

using RegistryDeathTest = RegistryTest;

TEST_F(RegistryDeathTest, AWrongTableDoesNotStart) {
    GTEST_FLAG_SET(death_test_style, "threadsafe");  // the writer thread is running
    base::log_quiet(false);
    const auto with = [&](http::Method method, const char* path, const char* name, Verb verb, bool write) {
        Registry registry(*database_, *files_, authenticator_, units_, base::now_ms);
        add_routes(registry);
        const auto read_handler = [](Ctx&, const json::Nothing&, db::Snapshot&) -> Result<json::Nothing> {
            return json::Nothing{};
        };
        const auto write_handler = [](Ctx&, const json::Nothing&, db::Tx&) -> Result<json::Nothing> {
            return json::Nothing{};
        };
        if (write)
            registry.write<json::Nothing, json::Nothing>({method, path, name, "x", verb}, write_handler);
        else
            registry.read<json::Nothing, json::Nothing>({method, path, name, "x", verb}, read_handler);
        registry.take_router();
    };
    EXPECT_DEATH(with(get, "/api/v1/x", "x", Verb::view, false), "verb on units needs");
    EXPECT_DEATH(with(get, "/api/v1/units/{unit}/x", "x", Verb::signed_in, false), "needs a verb on units");
    EXPECT_DEATH(with(get, "/api/v1/x", "x", Verb::open, true), "GET may not write");
    EXPECT_DEATH(with(get, "/api/v1/x", "me.get", Verb::open, false), "name stands already");
    EXPECT_DEATH(with(get, "/api/v1/me", "x", Verb::open, false), "route stands already");
    EXPECT_DEATH(with(get, "/x", "x", Verb::open, false), "outside /api/v1/");
    EXPECT_DEATH(with(get, "/api/v1/x", "", Verb::open, false), "name and a summary");
    EXPECT_DEATH(with(put, "/api/v1/units/{unit}/notes/{other}", "x", Verb::view, false), "same method and shape");
}

}  // namespace
}  // namespace sauro::api
