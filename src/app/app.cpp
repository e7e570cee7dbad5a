#include "app/app.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "api/repeat.hpp"
#include "app/modules.hpp"
#include "audit/audit.hpp"
#include "base/hash.hpp"
#include "base/log.hpp"
#include "modules/accounts/accounts.hpp"
#include "modules/documents/check.hpp"
#include "modules/documents/module.hpp"
#include "modules/findings/findings.hpp"
#include "modules/rules/rules.hpp"
#include "modules/sample/sample.hpp"
#include "modules/units/units.hpp"
#include "rulebook/prepare.hpp"
#include "search/search.hpp"

namespace sauro::app {
namespace fs = std::filesystem;

// The last change of what offices keep that was put over the rulebook.
struct LocalChanges {
    std::mutex guard;
    std::string newest;
};

struct App::Impl {
    std::unique_ptr<db::Database> database;
    std::optional<db::FileStore> files;
    base::WorkCalendar calendar = units::calendar();
    rulebook::Rulebook book;
    std::shared_ptr<const findings::Rules> rules;
    std::optional<findings::Worker> follower;
    std::vector<api::Module> modules;
    std::vector<facts::Kind> kinds;
    units::Directory directory;
    std::shared_ptr<compare::Engine> engine = std::make_shared<compare::Engine>();
    fs::path folder;
    std::optional<accounts::Sessions> sessions;
    std::shared_ptr<LocalChanges> local = std::make_shared<LocalChanges>();
    std::jthread counting, reviewing;  // last: end before what they use

    Status follow_rules() {
        return database->read([this](db::Snapshot& snapshot) { return rules->follow(snapshot); });
    }
};

namespace {

Status migrate(db::Database& database, const std::vector<api::Module>& modules) {
    std::vector<db::Migration> all;
    const auto take = [&all](const auto& more) { all.insert(all.end(), more.begin(), more.end()); };
    take(audit::migrations());
    take(api::migrations());
    take(search::migrations());
    take(rulebook::migrations());
    for (const auto& module : modules) take(module.migrations);
    TRYV(database.migrate(all));
    return database.write([](db::Tx& tx) { return rulebook::follow_changes(tx, fact_views()); });
}

// A newer version may want everything put into search again.
Status make_search_again(db::Database& database) {
    bool stale = false;
    TRYV(database.read([&](db::Snapshot& snapshot) -> Status {
        TRY(stale, search::stale(snapshot));
        return {};
    }));
    if (!stale) return {};
    base::log_info("search_made_again");
    return documents::rebuild_derived(database);
}

auto no_data_folder(const std::string& folder) {
    return fail(ErrorKind::unreadable, "data.missing",
                fmt::format("“{}” chưa phải là thư mục dữ liệu. Tạo bằng: sauro init --data {}", folder, folder),
                fmt::format("\"{}\" is no data folder yet. Make it with: sauro init --data {}", folder, folder));
}

}  // namespace

App::App(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
App::~App() {
    if (!impl_) return;
    if (impl_->follower) impl_->follower->stop();
    impl_->reviewing = {};
    impl_->engine->stop();
}

Result<std::unique_ptr<App>> App::open(const Options& options) {
    const fs::path folder = options.data;
    std::error_code ignored;
    if (options.database.empty() ? !fs::exists(folder / "sauro.db", ignored) : !fs::is_directory(folder, ignored))
        return no_data_folder(options.data);
    auto impl = std::make_unique<Impl>();
    TRY(const auto rules, rules_from(options.rulebook, options.data));
    impl->book = rules->given;
    rules->follow = [book = impl->book, local = impl->local](db::Snapshot& snapshot) mutable {
        const std::scoped_lock lock(local->guard);
        return rules::refresh(book, snapshot, local->newest);
    };
    rules->localise = rules::refresh;
    impl->rules = rules;
    if (options.database.empty()) {
        db::SqliteOptions sqlite;
        sqlite.path = (folder / "sauro.db").string();
        if (options.one_commit_per_write) sqlite.group_limit = 1;
        TRY(impl->database, db::open_sqlite(sqlite));
    } else {
        db::PostgresOptions postgres;
        postgres.url = options.database;
        TRY(impl->database, db::open_postgres(postgres));
    }
    TRY(impl->files, db::FileStore::open(folder / "files"));
    impl->folder = folder;
    impl->modules = modules(impl->book, impl->calendar, impl->engine, impl->rules);
    TRYV(migrate(*impl->database, impl->modules));
    TRYV(make_search_again(*impl->database));
    TRYV(impl->follow_rules());
    for (const auto& module : impl->modules)
        impl->kinds.insert(impl->kinds.end(), module.kinds.begin(), module.kinds.end());
    impl->sessions.emplace(*impl->database);
    return std::unique_ptr<App>(new App(std::move(impl)));
}

Result<std::unique_ptr<App>> App::create(const Options& options, const std::string& unit, bool sample) {
    const fs::path folder = options.data;
    std::error_code made;
    fs::create_directories(folder, made);
    if (made) {
        return fail(
            ErrorKind::unreadable, "data.not_writable",
            fmt::format(
                "Không tạo được thư mục “{}” ({}). Cấp quyền ghi cho tài khoản đang chạy, hoặc chọn thư mục khác.",
                options.data, made.message()),
            fmt::format("Cannot make the folder \"{}\" ({}).", options.data, made.message()));
    }
    if (options.database.empty() && !fs::exists(folder / "sauro.db")) {
        db::SqliteOptions sqlite;
        sqlite.path = (folder / "sauro.db").string();
        TRY(auto fresh, db::open_sqlite(sqlite));  // makes the file, so that open() knows the folder
    }
    TRY(auto app, open(options));
    TRYV(units::import_nation(app->database()));
    if (!unit.empty()) {
        TRYV(app->database().read([&](db::Snapshot& snapshot) -> Status {
            TRY(const auto found, app->units().find(snapshot, unit));
            if (!found) return fail(unknown_unit(unit));
            return {};
        }));
        TRYV(accounts::set_first_unit(app->database(), unit));
    }
    if (sample) {
        TRYV(units::create_sample_areas(app->database()));
        TRYV(sample::fill(app->database(), app->kinds(), base::today()));
        TRYV(accounts::create_sample_accounts(app->database()));
        TRYV(app->fill_sample_findings());
    }
    return app;
}

db::Database& App::database() { return *impl_->database; }
db::FileStore& App::files() { return *impl_->files; }
const rulebook::Rulebook& App::rulebook() const { return impl_->book; }
api::UnitDirectory& App::units() { return impl_->directory; }
const std::vector<facts::Kind>& App::kinds() const { return impl_->kinds; }
const base::WorkCalendar& App::calendar() const { return impl_->calendar; }

std::unique_ptr<api::Registry> App::registry(base::Clock clock) {
    auto registry = std::make_unique<api::Registry>(*impl_->database, *impl_->files, *impl_->sessions, impl_->directory,
                                                    std::move(clock));
    for (const auto& module : impl_->modules) {
        if (module.routes) module.routes(*registry);
    }
    return registry;
}

Status App::follow_texts() { return impl_->engine->start(*impl_->database, impl_->folder / "reuse"); }

Status App::replace_rulebook(const std::string& folder) {
    TRY(const auto next, rules_from(folder, impl_->folder.string()));
    impl_->book.replace(next->given);
    {
        const std::scoped_lock lock(impl_->local->guard);
        impl_->local->newest.clear();
    }
    return impl_->follow_rules();
}

Result<documents::PreparedCheck> App::prepare_check(const std::string& unit, const docread::Document& draft,
                                                    const rulebook::Said& said) {
    TRYV(impl_->engine->look(*impl_->database, impl_->folder / "reuse"));
    const auto services = documents_services(impl_->book, impl_->calendar, impl_->engine);
    std::optional<documents::PreparedCheck> out;
    TRYV(impl_->database->read([&](db::Snapshot& snapshot) -> Status {
        api::Ctx ctx;
        TRY(const auto found, units().find(snapshot, unit));
        if (!found) return fail(unknown_unit(unit));
        ctx.unit = *found;
        ctx.now = base::now_ms();
        ctx.who = {"cli", "", "", {{api::Role::specialist, found->id, found->path}}};
        TRY(const auto own, documents::store::find_unit(snapshot, found->id));
        documents::CheckRequest request{draft.text, said.document_type, said.system, {}, {}};
        request.look.reading = std::make_shared<const docread::Document>(draft);
        if (!draft.text.empty()) {
            TRY(request.superiors, services.superiors(snapshot, ctx, draft.text, ""));
        }
        TRY(out, documents::prepare_check(snapshot, *own, services, request));
        return {};
    }));
    return std::move(*out);
}

const findings::Rules& App::rules() const { return *impl_->rules; }

Status App::fill_sample_findings() {
    findings::Worker worker(*impl_->database, *impl_->rules, base::now_ms);
    TRYV(worker.refresh(true));
    TRY(const auto all, accounts::list(*impl_->database));
    if (all.empty()) return {};
    return findings::fill_sample(*impl_->database, all.front().id, all.front().name, base::now_ms());
}

void App::follow_facts() {
    impl_->follower.emplace(*impl_->database, *impl_->rules, base::now_ms);
    impl_->follower->start();
    impl_->counting = std::jthread([impl = impl_.get()](std::stop_token stop) {
        std::mutex mutex;
        std::condition_variable_any ended;
        std::unique_lock lock(mutex);
        while (!stop.stop_requested()) {
            // Another process may have written a change.
            if (const auto rules = impl->follow_rules(); !rules)
                base::log_warn("rules_not_fresh", {{"code", rules.error().code}});
            std::int64_t counted = 0;
            const auto status = impl->database->write([&](db::Tx& tx) -> Status {
                TRY(counted, rulebook::refresh_counters(impl->book, tx, 1));
                return {};
            });
            if (!status) base::log_warn("counters_not_fresh", {{"code", status.error().code}});
            const auto pause = status && counted > 0 ? std::chrono::milliseconds(50) : std::chrono::milliseconds(5000);
            ended.wait_for(lock, stop, pause, [] { return false; });
        }
    });
}

namespace {

// Documents like one of the store, from the reuse index, in the shape of the reviews module.
reviews::FindAlike find_alike(const std::shared_ptr<compare::Engine>& engine) {
    return [engine](db::Snapshot& snapshot, std::int64_t number,
                    const std::string& text) -> Result<std::vector<reviews::Neighbour>> {
        constexpr std::size_t most = 8;
        TRY(auto found, engine->registered_like(snapshot, number, text, most));
        std::vector<reviews::Neighbour> out;
        for (auto& match : found)
            out.push_back(
                {static_cast<std::int64_t>(match.id), match.share, match.source_share, std::move(match.passages)});
        return out;
    };
}

}  // namespace

void App::follow_reviews() {
    impl_->reviewing = std::jthread([impl = impl_.get()](std::stop_token stop) {
        std::mutex mutex;
        std::condition_variable_any ended;
        std::unique_lock lock(mutex);
        bool failing = false;  // said once
        while (!stop.stop_requested()) {
            std::int64_t documents = 0;
            if (impl->engine->complete()) {
                const auto step = reviews::find_step(*impl->database, find_alike(impl->engine), base::now_ms());
                if (!step && !failing) base::log_warn("reviews_stopped", {{"code", step.error().code}});
                failing = !step;
                if (step) documents = step->documents;
            }
            const auto pause = documents > 0 ? std::chrono::milliseconds(20) : std::chrono::milliseconds(2000);
            ended.wait_for(lock, stop, pause, [] { return false; });
        }
    });
}

Result<reviews::Step> App::review_all(const std::function<void(std::int64_t)>& each) {
    while (!impl_->engine->complete()) std::this_thread::sleep_for(std::chrono::milliseconds(50));
    reviews::Step all;
    for (;;) {
        constexpr int at_most = 200;  // nobody waits for the writer meanwhile
        TRY(const auto step, reviews::find_step(*impl_->database, find_alike(impl_->engine), base::now_ms(), at_most));
        if (step.documents == 0) return all;
        all.documents += step.documents;
        all.pairs += step.pairs;
        each(all.documents);
    }
}

Status App::verify_files() {
    std::string after;
    for (bool more = true; more;) {
        std::vector<std::string> page;
        TRYV(impl_->database->read([&](db::Snapshot& snapshot) {
            return snapshot.query(
                "SELECT DISTINCT file_sha256 FROM documents WHERE file_sha256 > ? ORDER BY file_sha256 LIMIT 500",
                {after}, [&](const db::Row& row) {
                    page.push_back(row.str(0));
                    return true;
                });
        }));
        for (const auto& sha256 : page) TRYV(impl_->files->verify(sha256));
        more = !page.empty();
        if (more) after = page.back();
    }
    return {};
}

Result<json::Any> openapi() {
    // The routes are wanted, not their answers: an empty database in memory stands behind the table.
    auto impl = std::make_unique<App::Impl>();
    TRY(impl->rules, rules_from({}, {}));
    impl->book = impl->rules->given;
    db::SqliteOptions sqlite;
    sqlite.path = ":memory:";
    TRY(impl->database, db::open_sqlite(sqlite));
    TRY(impl->files, db::FileStore::open(fs::temp_directory_path() / "sauro-openapi"));
    impl->sessions.emplace(*impl->database);
    api::Registry registry(*impl->database, *impl->files, *impl->sessions, impl->directory, base::now_ms);
    for (const auto& module : modules(impl->book, impl->calendar, impl->engine, impl->rules)) {
        if (module.routes) module.routes(registry);
    }
    return registry.openapi();
}

}  // namespace sauro::app
