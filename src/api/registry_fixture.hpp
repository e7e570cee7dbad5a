// The whole flow of a request over the route table, without sockets: router, session, right, input, handler, audit,
// answer.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fstream>
#include <future>

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

inline constexpr std::string_view notes_sql =
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

}  // namespace sauro::api
