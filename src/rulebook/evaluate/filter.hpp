// The filter language of norms: comparisons, in, and/or/not, is [not] null, parentheses; no functions. Three-valued: an
// unknown fact makes a comparison unknown, and unknown travels up as in SQL. One parsed tree gives both plans: SQL
// text, and an answer for one record.
//
//   status = held or (status is null and date <= as_of)
//   statutory_kind in (party_committee, peoples_council)
//
// A word that names a column of the fact is that column; any other word is one of the words its column has (facts.hpp,
// one_of). Of a column without such words a value stands in quotes: symbol = '226-KL/TW'. as_of, period_start,
// period_end are days.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/time.hpp"
#include "db/db.hpp"
#include "facts/facts.hpp"

namespace sauro::rulebook {

enum class Truth { no, yes, unknown };
Truth operator!(Truth a);
Truth operator&(Truth a, Truth b);
Truth operator|(Truth a, Truth b);

// The days a filter may name.
struct Days {
    base::Date as_of, period_start, period_end;
    base::Date base_start, base_end;  // the year compared with; not nameable in a filter
};

using Record = std::map<std::string, db::Value>;

struct Expr;
using Filter = std::shared_ptr<const Expr>;

struct Expr {
    enum class Op { literal_yes, eq, ne, lt, le, gt, ge, in, under, is_null, land, lor, lnot, is_unknown, atom };
    enum class Day { none, as_of, period_start, period_end, base_start, base_end };
    struct Operand {
        std::string column;  // or
        db::Value value;     // or
        Day day = Day::none;
    };
    Op op = Op::literal_yes;
    std::string column;
    std::vector<Operand> operands;  // right side
    std::vector<Filter> children;
};

// Errors rulebook.filter name the position (1-based character) and what was expected. An empty text is "always".
Result<Filter> parse_filter(std::string_view text, const facts::View& view);

Filter always();
Filter all_of(std::vector<Filter> parts);
Filter any_of(std::vector<Filter> parts);
Filter negate(Filter part);
Filter is_unknown(Filter part);  // yes where `part` is unknown, else no
Filter is_yes(Filter part);      // unknown becomes no: evidence must stand, it is not presumed
// column >= first and column <= last
Filter between(const std::string& column, Expr::Day first, Expr::Day last);
Filter one_of(const std::string& column, const std::vector<std::string>& words);
// The column begins with this ASCII prefix; not nameable in a filter.
Filter under(const std::string& column, const std::string& prefix);
// A filter that one pass computes once per row under this name; elsewhere it is the filter itself.
Filter atom(std::string name, Filter filter);

// With `named`, atoms stand as their names (columns of an inner query).
std::string to_sql(const Filter& filter, const Days& days, bool named = false);
Truth test(const Filter& filter, const Record& record, const Days& days);

// Every comparison in the tree, atoms opened.
void each_comparison(const Filter& filter, const std::function<void(const Expr&)>& see);

base::Date day_of(Expr::Day day, const Days& days);
// An SQL text literal; and the value of a column as the closure plan sees it.
std::string sql_quote(std::string_view text);
const db::Value& value_of(const Record& record, const std::string& column);

}  // namespace sauro::rulebook
