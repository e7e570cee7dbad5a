// What a norm becomes once loaded: filters over one fact view, arranged as cells. A cell counts (or sums) rows; the
// batch plan lets SQL fill the cells of every group in one pass, the draft plan adds the cells of one record. The judge
// sees only filled cells.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "facts/facts.hpp"
#include "rulebook/filter.hpp"
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
}  // namespace cells

struct Plan {
    enum class Shape { text, record, share, cap, change, sum };
    Shape shape = Shape::text;
    std::size_t norm = 0;  // index in the rulebook
    facts::View view;
    std::string key;  // grouping column: unit, area, conference; "id" for records
    Filter scope;     // levels and blocs the norm applies to
    Filter where;     // of the subjects or the counted rows, with the window
    Filter listed;    // rows that the finding names
    Filter not_applicable;
    std::vector<Filter> atoms;        // of the cells: computed once per row
    std::vector<Cell> cells;          // group shapes
    std::vector<Filter> needs;        // record shape: required parts
    std::vector<std::string> values;  // record shape: measure columns, then the limit column
    // Of the figure list: first matching role wins.
    std::vector<std::pair<std::string, Filter>> roles;
};

// Errors carry no position: the loader adds file and line.
Result<Plan> compile(const Norm& norm, const facts::View& view);

// Days of a norm's window in a request.
struct Window {
    Days days;
    base::Period period;  // the year for yearly norms
    bool open = false;    // as_of lies before its end
    bool begun = true;
    std::string code;  // of the finding
};
Window window_of(const Norm& norm, const base::Period& period, base::Date as_of);

}  // namespace sauro::rulebook
