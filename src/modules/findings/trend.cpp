#include "modules/findings/trend.hpp"

#include <fmt/format.h>

namespace sauro::findings {
namespace {

constexpr std::string_view figures = "open, explained, waived, fixed, cannot_tell, came, went, answered";

TrendPoint point_of(const db::Row& row) {
    return {row.str(0),     row.integer(1), row.integer(2), row.integer(3), row.integer(4),
            row.integer(5), row.integer(6), row.integer(7), row.integer(8)};
}

std::int64_t* stock(Change& change, std::string_view state) {
    if (state == "open") return &change.open;
    if (state == "explained") return &change.explained;
    if (state == "waived") return &change.waived;
    if (state == "fixed") return &change.fixed;
    return nullptr;
}

}  // namespace

bool Change::nothing() const {
    return open == 0 && explained == 0 && waived == 0 && fixed == 0 && cannot_tell == 0 && came == 0 && went == 0 &&
           answered == 0;
}

void Trend::moved(std::string_view unit_path, std::string_view norm, std::string_view from, std::string_view to) {
    if (from == to) return;
    Change change;
    if (auto* before = stock(change, from)) --*before;
    if (auto* after = stock(change, to)) ++*after;
    if (from.empty() || from == "fixed") change.came = 1;
    if (to == "fixed") change.went = 1;
    if (to == "explained" || to == "waived") change.answered = 1;
    add(unit_path, norm, change);
}

void Trend::unknown(std::string_view unit_path, std::string_view norm, std::int64_t difference) {
    Change change;
    change.cannot_tell = difference;
    add(unit_path, norm, change);
}

void Trend::add(std::string_view unit_path, std::string_view norm, const Change& change) {
    for (std::size_t at = unit_path.find('/'); at != std::string_view::npos; at = unit_path.find('/', at + 1)) {
        const std::string scope(unit_path.substr(0, at + 1));
        for (const std::string_view which : {norm, std::string_view()}) {
            Change& sum = changes_[{scope, std::string(which)}];
            sum.open += change.open;
            sum.explained += change.explained;
            sum.waived += change.waived;
            sum.fixed += change.fixed;
            sum.cannot_tell += change.cannot_tell;
            sum.came += change.came;
            sum.went += change.went;
            sum.answered += change.answered;
        }
    }
}

Status Trend::write(db::Tx& tx) {
    const std::string week = today_.plus_days(1 - today_.weekday()).iso();
    const std::string month = today_.iso().substr(0, 8) + "01";
    for (const auto& [key, change] : changes_) {
        if (change.nothing()) continue;
        const auto& [scope, norm] = key;
        for (const std::string_view grain : {"week", "month"}) {
            const std::string& bucket = grain == "week" ? week : month;
            TRY(const auto last,
                tx.one(fmt::format("SELECT bucket, {} FROM finding_trend WHERE scope = ? AND norm = ? AND grain = ? "
                                   "ORDER BY bucket DESC LIMIT 1",
                                   figures),
                       {scope, norm, grain}, point_of));
            TrendPoint now = last.value_or(TrendPoint{});
            if (!last || last->bucket != bucket) now.came = now.went = now.answered = 0;
            TRYV(tx.execute(
                fmt::format(
                    "INSERT INTO finding_trend (scope, norm, grain, bucket, {}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?) "
                    "ON CONFLICT (scope, norm, grain, bucket) DO UPDATE SET open = excluded.open, explained = "
                    "excluded.explained, waived = excluded.waived, fixed = excluded.fixed, cannot_tell = "
                    "excluded.cannot_tell, came = excluded.came, went = excluded.went, answered = "
                    "excluded.answered",
                    figures),
                {scope, norm, grain, bucket, now.open + change.open, now.explained + change.explained,
                 now.waived + change.waived, now.fixed + change.fixed, now.cannot_tell + change.cannot_tell,
                 now.came + change.came, now.went + change.went, now.answered + change.answered}));
        }
    }
    changes_.clear();
    return {};
}

Result<std::vector<TrendPoint>> trend(db::Snapshot& snapshot, std::string_view scope, std::string_view norm,
                                      std::string_view grain, base::Date from, base::Date to) {
    TRY(auto points,
        snapshot.all(fmt::format("SELECT bucket, {0} FROM (SELECT bucket, {0} FROM finding_trend WHERE scope = ? AND "
                                 "norm = ? AND grain = ? AND bucket < ? ORDER BY bucket DESC LIMIT 1) AS before",
                                 figures),
                     {scope, norm, grain, from.iso()}, point_of));
    TRY(auto within, snapshot.all(fmt::format("SELECT bucket, {} FROM finding_trend WHERE scope = ? AND norm = ? AND "
                                              "grain = ? AND bucket >= ? AND bucket <= ? ORDER BY bucket",
                                              figures),
                                  {scope, norm, grain, from.iso(), to.iso()}, point_of));
    points.insert(points.end(), within.begin(), within.end());
    return points;
}

Result<TrendPoint> stocks(db::Snapshot& snapshot, std::string_view scope, std::string_view norm) {
    TRY(auto last, snapshot.one(fmt::format("SELECT bucket, {} FROM finding_trend WHERE scope = ? AND norm = ? AND "
                                            "grain = 'month' ORDER BY bucket DESC LIMIT 1",
                                            figures),
                                {scope, norm}, point_of));
    return last.value_or(TrendPoint{});
}

}  // namespace sauro::findings
