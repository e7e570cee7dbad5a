// The composition root: opens what a data folder holds, builds every module once, in an explicit list.
#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "api/api.hpp"
#include "base/time.hpp"
#include "db/db.hpp"
#include "db/files.hpp"
#include "facts/facts.hpp"
#include "http/http.hpp"
#include "modules/reviews/reviews.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::documents {
struct PreparedCheck;
}
namespace sauro::findings {
struct Rules;
}
namespace sauro::rulebook {
struct Said;
}

namespace sauro::app {

inline constexpr std::string_view version = "0.1.0";

// What needs no data folder.
std::vector<facts::View> fact_views();
std::vector<facts::Kind> fact_kinds();
Result<rulebook::Rulebook> shipped_rulebook();
Result<rulebook::Rulebook> rulebook_from(const std::string& folder);  // "" = shipped
Error unknown_unit(std::string_view code);
struct UnitKind {
    std::string level, bloc;
};
Result<UnitKind> standard_unit(const std::string& code);  // one of the standard bodies, without a data folder

struct Options {
    std::string data;                   // folder: sauro.db, files/
    std::string database;               // postgresql://… instead of sauro.db
    std::string rulebook;               // folder instead of the shipped rulebook
    bool one_commit_per_write = false;  // SQLite without group commit; only for comparison in ./bench
};

class App {
  public:
    // An existing data folder; migrates what is behind.
    static Result<std::unique_ptr<App>> open(const Options& options);
    // Makes the folder and the nation's units; safe to repeat. `unit`: where the first administrator will stand.
    static Result<std::unique_ptr<App>> create(const Options& options, const std::string& unit, bool sample);
    ~App();

    db::Database& database();
    db::FileStore& files();
    const rulebook::Rulebook& rulebook() const;
    api::UnitDirectory& units();
    const std::vector<facts::Kind>& kinds() const;
    const base::WorkCalendar& calendar() const;
    // Every original file that a document names stands in the store with its own hash; the error names the first that
    // does not.
    Status verify_files();

    // Opens the reuse index of the data folder and follows the store with it; for the one serving process. Without it,
    // what asks for like documents finds none and says that it is not complete.
    Status follow_texts();

    // A draft as the page prepares it for a specialist of this unit: registers, documents in force, what it repeats of
    // superiors' documents. Also beside a serving process.
    Result<documents::PreparedCheck> prepare_check(const std::string& unit, const docread::Document& draft,
                                                   const rulebook::Said& said);

    // Puts another rulebook in place without a restart; one that does not load leaves the running one as it is.
    // rulebook::difference says beforehand which findings would change.
    Status replace_rulebook(const std::string& folder);
    // For the one serving process: keeps the counters of norms fresh, every few seconds, and findings current, under
    // the rulebook that is active in the data folder.
    void follow_facts();
    const findings::Rules& rules() const;

    // Keeps looking for pairs of issued documents that share wording while the process serves; after follow_texts().
    void follow_reviews();
    // The same to its end, once the index has read the store; for `sauro review run`. `each`: after every step, with
    // the documents looked at so far.
    Result<reviews::Step> review_all(const std::function<void(std::int64_t)>& each);

    // Every route of every module, plus /healthz, /metrics and the OpenAPI document.
    std::unique_ptr<api::Registry> registry(base::Clock clock = base::now_ms);
    struct Impl;  // public only so that openapi() can build the table without a data folder

  private:
    Status fill_sample_findings();
    explicit App(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

// The route table without a database behind it, for `sauro openapi`.
Result<json::Any> openapi();

}  // namespace sauro::app
