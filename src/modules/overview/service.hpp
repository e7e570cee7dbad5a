// Builds the overview of a unit from one evaluation, and the figure lists; answers are kept as long as nothing was
// written.
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "api/api.hpp"
#include "modules/overview/dto.hpp"
#include "modules/overview/gauges.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::overview {

struct Request {
    api::UnitRef unit;
    base::Period period;
    base::Date as_of;
    base::Millis now = 0;
};

// An overview is derived from facts alone. Every write appends to the audit chain, so the chain's head names the state
// of the facts: an answer computed under the same head is still the answer, in this process or any other.
class Kept {
  public:
    std::shared_ptr<const Overview> find(const std::string& key, const std::string& head);
    void put(const std::string& key, const std::string& head, std::shared_ptr<const Overview> overview);

  private:
    struct Entry {
        std::string head;
        std::shared_ptr<const Overview> overview;
        std::uint64_t used = 0;
    };
    std::mutex mutex_;
    std::map<std::string, Entry> entries_;
    std::uint64_t clock_ = 0;
};

Result<Overview> build_overview(const rulebook::Rulebook& book, db::Snapshot& snapshot, const Request& request);

struct FigureAsk {
    std::string norm, cursor;
    int limit = 50;
    bool own = false;  // the unit alone, without those below; nothing to a norm counted by area
};
Result<FigureList> build_figure(const rulebook::Rulebook& book, db::Snapshot& snapshot, const Request& request,
                                const FigureAsk& ask);

// Where the facts of a norm lie for a unit: its subtree; for a norm counted per area, the whole area the unit works in,
// whoever convened.
Result<std::string> path_for(db::Snapshot& snapshot, const rulebook::Norm& norm, const api::UnitRef& unit);
Level level_of(std::string_view word);
std::unexpected<Error> refuse_norm(std::string_view id);
// Provinces that have a unit at or under `path`.
Result<std::int64_t> provinces_below(db::Snapshot& snapshot, const std::string& path);

Result<std::string> audit_head(db::Snapshot& snapshot);

}  // namespace sauro::overview
