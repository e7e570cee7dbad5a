// Week and month figures, written when they change, for a unit and each unit above it.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "db/db.hpp"

namespace sauro::findings {

struct Change {
    std::int64_t open = 0, explained = 0, waived = 0, fixed = 0, cannot_tell = 0, came = 0, went = 0, answered = 0;
    bool nothing() const;
};

// Gathers what one write changes, then writes each figure once.
class Trend {
  public:
    explicit Trend(base::Date today) : today_(today) {}
    // From one state to another; "" = was not there.
    void moved(std::string_view unit_path, std::string_view norm, std::string_view from, std::string_view to);
    void unknown(std::string_view unit_path, std::string_view norm, std::int64_t difference);
    Status write(db::Tx& tx);

  private:
    void add(std::string_view unit_path, std::string_view norm, const Change& change);
    base::Date today_;
    std::map<std::pair<std::string, std::string>, Change> changes_;  // scope, norm
};

struct TrendPoint {
    std::string bucket;
    std::int64_t open = 0, explained = 0, waived = 0, fixed = 0, cannot_tell = 0, came = 0, went = 0, answered = 0;
};
// In order of time, from the last one before `from` on: stocks hold until the next row.
Result<std::vector<TrendPoint>> trend(db::Snapshot& snapshot, std::string_view scope, std::string_view norm,
                                      std::string_view grain, base::Date from, base::Date to);
// Stocks as of the last change; zeros when nothing was ever found.
Result<TrendPoint> stocks(db::Snapshot& snapshot, std::string_view scope, std::string_view norm);

}  // namespace sauro::findings
