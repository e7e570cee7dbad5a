// What a norm becomes once loaded: filters over one fact view, arranged as cells. A cell counts (or sums) rows; the
// batch plan lets SQL fill the cells of every group in one pass, the draft plan adds the cells of one record. The judge
// sees only filled cells.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "facts/facts.hpp"
#include "rulebook/evaluate/filter.hpp"
#include "rulebook/norm.hpp"

namespace sauro::rulebook {

struct Cell {
    Filter filter;
    std::string sum;  // column to add up over the rows; empty = count them
};

// Cells in the order of the kinds' enums below.
namespace cells {
enum Share { part_yes, part_no, part_unknown, maybe_yes, maybe_no, maybe_unknown, share_excluded, alternative_start };
enum Cap { counted, uncertain, excluded, covered, uncertain_covered, conflicting, upcoming, needs_start };
enum Change { now, now_uncertain, then, then_uncertain, then_any, change_excluded };
enum Sum { total, total_rows, unknown_measure, uncertain_rows };
// Of `parts`: two a required part, rows that have it and rows that may have it.
}  // namespace cells

// The subjects that must have something: rows of another view, joined to the groups.
struct Expected {
    facts::View view;
    std::string key;      // its column that the grouping column repeats
    bool dated = false;   // its rows count by their date
    Filter scope, where;  // `where` with scope and window
    std::vector<std::string> recorded_in;
    Filter rows;        // deadline: what counts as a row of the unit, without the window
    std::string every;  // deadline: a row for each such period
};

struct Counting;

struct Plan {
    enum class Shape { text, record, share, cap, change, sum, parts, sql };
    Shape shape = Shape::text;
    std::size_t norm = 0;  // index in the rulebook
    facts::View view;
    std::string key;        // grouping column: unit, area, conference; "id" for records
    bool standing = false;  // no window
    bool undated = false;   // no window on its rows: standing, or their subjects have it
    Filter scope;           // levels and blocs the norm applies to
    Filter where;           // of the subjects or the counted rows, with the window
    Filter listed;          // rows that the finding names
    Filter not_applicable;
    std::vector<Filter> atoms;        // of the cells: computed once per row
    std::vector<Cell> cells;          // group shapes
    std::vector<Filter> needs;        // record shape: required parts
    std::vector<std::string> values;  // record shape: numbers or days the judge looks at, in the order of the kind
    Filter excluded, waived;          // record shape: exceptions, when there are any
    std::vector<Filter> evidence;     // record shape: each need of the waivers
    std::shared_ptr<const Counting> counting;  // group shapes whose rows can be counted before units are joined
    std::optional<Expected> expected;
    std::string link;                   // not_duplicate by link: the column, and
    std::optional<facts::View> linked;  // where the named record stands
    Filter linked_when;
    std::vector<std::string> same;  // not_duplicate by equal columns
    struct QueryPiece {             // sql: text, or a day, or a fact view
        std::string text, fact;
        Expr::Day day = Expr::Day::none;
    };
    std::vector<QueryPiece> query;
    std::vector<std::string> reads;  // the facts its query looks at
    // Of the figure list: first matching role wins.
    std::vector<std::pair<std::string, Filter>> roles;
};

// The same cells over rows_<fact>, without levels and blocs: those are asked of the unit, once.
struct Counting {
    std::vector<Filter> atoms;
    std::vector<Cell> cells;
    // The same without dates, as counters keep them by unit and month; empty when the days matter in another way.
    std::vector<Filter> kept_atoms;
    std::vector<Cell> kept;
    bool ahead = false;     // kept[cells::upcoming] counts what lies after the day of evaluation
    std::string signature;  // of `kept`: parameters have no part in it
};

inline bool has_subject(const Plan& plan) { return plan.key != "unit" && plan.key != "area"; }

// Errors carry no position: the loader adds file and line.
// `dateless`: without the window, for what is kept by month.
Result<Plan> compile(const Norm& norm, const std::vector<facts::View>& views, bool dateless = false);
Result<std::shared_ptr<const Counting>> compile_counting(const Norm& norm, const std::vector<facts::View>& views,
                                                         const Plan& plan);

// Parts of it, in files of their own.
std::unexpected<Error> plan_error(std::string message);
Status need_numbers(const facts::View& view, const std::vector<std::string>& columns);
bool has_column(const facts::View& view, std::string_view column);
Result<Plan> compile_record(const Norm& norm, const std::vector<facts::View>& views, Plan plan);
struct Exceptions {
    // An exclusion is three-valued like every filter: unknown whether a session is statutory is unknown whether it
    // counts. A waiver is evidence: it stands when its condition and every need are known to stand.
    Filter exclude, waive;
    std::vector<Filter> needs;
    bool any_exclude = false, any_waive = false;
};
// Refuses exceptions that stand on the same rows: a waiver that an exclusion always covers, the same condition twice.
Status exceptions_apart(const Norm& norm, const facts::View& view);
Result<Exceptions> exceptions_of(const Norm& norm, const facts::View& view);

// Days of a norm's window in a request.
struct Window {
    Days days;
    base::Period period;  // the year for yearly norms
    bool open = false;    // as_of lies before its end
    bool begun = true;
    base::Date today;  // the day of evaluation itself: what was due in a period may be done after it
    std::string code;  // of the finding
};
Window window_of(const Norm& norm, const base::Period& period, base::Date as_of);

}  // namespace sauro::rulebook
