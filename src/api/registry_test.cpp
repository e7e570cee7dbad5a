// The whole flow of a request over the route table, without sockets: router, session, right, input, handler, audit,
// answer.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fstream>
#include <future>
#include <set>

#include "api/api.hpp"
#include "audit/audit.hpp"
#include "base/log.hpp"

namespace sauro::api {
namespace rt {

struct Note {
    std::string id, text;
    std::optional<int> pages;
};
BOOST_DESCRIBE_STRUCT(Note, (), (id, text, pages))
struct NewNote {
    std::string text;
    std::optional<int> pages;
    std::optional<base::Date> date;
    std::optional<std::vector<std::string>> tags;
};
BOOST_DESCRIBE_STRUCT(NewNote, (), (text, pages, date, tags))
struct OneNote {
    std::string id;
    std::optional<std::string> text;
};
BOOST_DESCRIBE_STRUCT(OneNote, (), (id, text))
struct List {
    std::optional<std::string> q;
    std::optional<int> limit;
    std::optional<Role> role;
};
BOOST_DESCRIBE_STRUCT(List, (), (q, limit, role))
struct Notes {
    std::vector<Note> items;
    std::string unit;
};
BOOST_DESCRIBE_STRUCT(Notes, (), (items, unit))
struct Named {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(Named, (), (name))
struct Stored {
    std::string name, actor;
    std::int64_t size = 0;
};
BOOST_DESCRIBE_STRUCT(Stored, (), (name, actor, size))

}  // namespace rt

namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::Pair;

constexpr std::string_view notes_sql =
    "CREATE TABLE notes(id TEXT PRIMARY KEY, unit TEXT NOT NULL, text TEXT NOT NULL, pages BIGINT);\n";

struct FakeAuthenticator : Authenticator {
    Result<std::optional<Principal>> principal_of(db::Snapshot&, std::string_view token, base::Millis) override {
        const auto found = people.find(std::string(token));
        if (found == people.end()) return std::optional<Principal>();
        return std::optional(found->second);
    }
    std::map<std::string, Principal> people;
};
struct FakeUnits : UnitDirectory {
    Result<std::optional<UnitRef>> find(db::Snapshot&, std::string_view name) override {
        for (const UnitRef& unit : units) {
            if (unit.id == name || unit.code == name) return std::optional(unit);
        }
        return std::optional<UnitRef>();
    }
    std::vector<UnitRef> units{{"id-a", "A", "Đảng ủy A", "TW/A/", "commune", "party", "x"},
                               {"id-ab", "AB", "Đảng ủy AB", "TW/AB/", "commune", "party", "x"}};
};

struct Got {
    int status = 0;
    json::Any body;
    std::string text;
    std::map<std::string, std::string> headers;
    std::string code() const {
        const auto* fields = body.if_object();
        const auto* found = fields == nullptr ? nullptr : fields->if_contains("code");
        return found == nullptr ? "" : std::string(found->as_string());
    }
    std::string detail() const { return std::string(body.at("detail").as_string()); }
    std::vector<std::string> faults() const {
        std::vector<std::string> rows;
        for (const auto& field : body.at("fields").as_array())
            rows.push_back(std::string(field.at("path").as_string()) + " " + std::string(field.at("code").as_string()));
        return rows;
    }
};

class RegistryTest : public ::testing::Test {
  protected:
    void SetUp() override {
        base::log_quiet(true);
        std::string name = (std::filesystem::temp_directory_path() / "sauro-api-XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
        database_ = std::move(*db::open_sqlite({.path = (folder_ / "t.db").string()}));
        const auto audit = audit::migrations();
        ASSERT_TRUE(database_->migrate(audit));
        const db::Migration own[] = {{"notes", "0001_notes.sql", notes_sql}};
        ASSERT_TRUE(database_->migrate(own));
        files_ = std::make_unique<db::FileStore>(std::move(*db::FileStore::open(folder_ / "files")));
        authenticator_.people["clerk"] = {"acc-1", "An", "", {{Role::clerk, "id-a", "TW/A/"}}};
        authenticator_.people["auditor"] = {"acc-2", "Bình", "", {{Role::auditor, "id-a", "TW/A/"}}};
        authenticator_.people["nobody"] = {"acc-3", "Chi", "", {}};
        registry_ = std::make_unique<Registry>(*database_, *files_, authenticator_, units_,
                                               [] { return base::Millis{1'800'000'000'000}; });
        add_routes(*registry_);
        router_ = registry_->take_router();
    }
    void TearDown() override {
        registry_.reset();
        database_.reset();
        std::filesystem::remove_all(folder_);
        base::log_quiet(false);
    }

    static void add_routes(Registry& registry) {
        using namespace rt;
        registry.read<json::Nothing, Named>(
            {http::Method::get, "/api/v1/hello", "hello.get", "Chào", Verb::open},
            [](Ctx& ctx, const json::Nothing&, db::Snapshot&) -> Result<Named> { return Named{ctx.who.name}; });
        registry.read<json::Nothing, Named>(
            {http::Method::get, "/api/v1/me", "me.get", "Tôi", Verb::signed_in},
            [](Ctx& ctx, const json::Nothing&, db::Snapshot&) -> Result<Named> { return Named{ctx.who.name}; });
        registry.read<List, Notes>(
            {http::Method::get, "/api/v1/units/{unit}/notes", "notes.list", "Danh sách", Verb::view},
            [](Ctx& ctx, const List& in, db::Snapshot& snapshot) -> Result<Notes> {
                Notes out;
                out.unit = ctx.unit.id + " " + in.q.value_or("-");
                TRY(out.items, snapshot.all("SELECT id, text, pages FROM notes WHERE unit = ? ORDER BY id LIMIT ?",
                                            {ctx.unit.id, in.limit.value_or(50)}, [](const db::Row& row) {
                                                Note note{row.str(0), row.str(1), {}};
                                                if (!row.is_null(2)) note.pages = static_cast<int>(row.integer(2));
                                                return note;
                                            }));
                return out;
            });
        registry.write<NewNote, Note>(
            {http::Method::post, "/api/v1/units/{unit}/notes", "notes.add", "Thêm", Verb::draft},
            [](Ctx& ctx, const NewNote& in, db::Tx& tx) -> Result<Note> {
                TRYV(tx.execute("INSERT INTO notes(id, unit, text, pages) VALUES(?,?,?,?)",
                                {"n1", ctx.unit.id, in.text, in.pages}));
                ctx.audit = {"n1", R"({"pages":1})", ""};
                ctx.answer_headers.emplace_back("X-Note", "n1");
                if (in.text == "refuse") return fail(ErrorKind::conflict, "note.refused", "Không nhận.");
                if (in.text == "throw") throw std::runtime_error("bug");
                if (in.text == "keep")
                    ctx.refuse_after_commit = Error{ErrorKind::throttled, "note.later", "Thử lại sau.", {}, {}, {}, {}};
                return Note{"n1", in.text, in.pages};
            });
        registry.write<OneNote, Note>(
            {http::Method::put, "/api/v1/units/{unit}/notes/{id}", "notes.change", "Sửa", Verb::draft},
            [](Ctx&, const OneNote& in, db::Tx&) -> Result<Note> { return Note{in.id, in.text.value_or("?"), {}}; });
        registry.write<Named, std::string, Named>(
            {http::Method::post, "/api/v1/slow", "slow.do", "Việc lâu", Verb::open},
            [](Ctx&, const Named& in, db::Snapshot&) -> Result<std::string> {
                if (in.name == "no") return fail(ErrorKind::invalid, "slow.no", "Không.");
                return in.name + " prepared";
            },
            [](Ctx& ctx, const Named&, const std::string& prepared, db::Tx&) -> Result<Named> {
                ctx.audit.actor = "acc-9";
                return Named{prepared};
            });
        registry.upload<Named, std::int64_t, Stored>(
            {http::Method::post, "/api/v1/units/{unit}/files", "files.add", "Tải lên", Verb::register_document}, 1000,
            [](Ctx&, const Named&, const std::filesystem::path& path) -> Result<std::int64_t> {
                return static_cast<std::int64_t>(std::filesystem::file_size(path));
            },
            [](Ctx& ctx, const Named& in, const std::int64_t& size, db::Tx&) -> Result<Stored> {
                return Stored{in.name, ctx.who.account_id, size};
            });
        registry.raw<List>({http::Method::get, "/api/v1/units/{unit}/export", "notes.export", "Xuất", Verb::view_audit},
                           [](Ctx& ctx, const List& in) -> Result<http::Response> {
                               if (in.q == "fail") return fail(ErrorKind::not_found, "export.none", "Không có.");
                               return http::Response{200, {{"Content-Type", "text/csv"}}, ctx.unit.name};
                           });
    }

    Got ask(http::Method method, std::string_view target, std::string_view token, std::string_view body = {},
            std::vector<std::pair<std::string, std::string>> headers = {{"x-sauro", "1"}}) {
        auto parsed = http::parse_target(target);
        EXPECT_TRUE(parsed) << target;
        const auto match = router_.find(method, parsed->path);
        if (match.route == nullptr) return {404, nullptr, "no route", {}};
        http::Request request;
        request.method = method;
        request.path = parsed->path;
        request.query = parsed->query;
        request.params = match.params;
        request.id = "r1";
        for (auto& [name, value] : headers) request.headers[name] = value;
        if (!token.empty()) request.headers["cookie"] = "sauro_session=" + std::string(token);
        if (match.route->gate) {
            if (auto refused = match.route->gate(request)) return taken(std::move(*refused));
        }
        if (match.route->body == http::BodyKind::upload) {
            request.upload = folder_ / "upload";
            std::ofstream(request.upload) << body;
        } else {
            request.body = std::string(body);
        }
        std::promise<http::Response> answered;
        auto answer = answered.get_future();
        match.route->handler(std::move(request),
                             [&answered](http::Response response) { answered.set_value(std::move(response)); });
        if (answer.wait_for(std::chrono::seconds(20)) != std::future_status::ready) {
            ADD_FAILURE() << "no answer";
            std::abort();
        }
        return taken(answer.get());
    }
    static Got taken(http::Response response) {
        Got got;
        got.status = response.status;
        got.text = std::get<std::string>(response.body);
        if (auto any = json::parse(got.text)) got.body = std::move(*any);
        for (auto& [name, value] : response.headers) got.headers[name] = value;
        return got;
    }
    std::vector<std::string> column(std::string_view sql) {
        std::vector<std::string> rows;
        const Status read = database_->read([&](db::Snapshot& snapshot) -> Status {
            TRY(rows, snapshot.all(sql, {}, [](const db::Row& row) { return row.str(0); }));
            return {};
        });
        EXPECT_TRUE(read);
        return rows;
    }

    std::filesystem::path folder_;
    std::unique_ptr<db::Database> database_;
    std::unique_ptr<db::FileStore> files_;
    FakeAuthenticator authenticator_;
    FakeUnits units_;
    std::unique_ptr<Registry> registry_;
    http::Router router_;
};

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
