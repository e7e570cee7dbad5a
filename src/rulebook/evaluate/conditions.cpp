#include "rulebook/evaluate/conditions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace sauro::rulebook {
namespace {

std::string joined(const std::vector<std::string>& parts, std::string_view word) {
    std::string out;
    for (const auto& part : parts) out += (out.empty() ? "" : std::string(word)) + part;
    return parts.size() == 1 ? out : "(" + out + ")";
}

}  // namespace

namespace {

bool has(const std::vector<std::string>& parts, const std::string& part) {
    return std::ranges::find(parts, part) != parts.end();
}
// "x IS NULL" and "x IS NOT NULL" turned round; "" of everything else.
std::string opposite_null(const std::string& part) {
    constexpr std::string_view null = " IS NULL", some = " IS NOT NULL";
    const auto column = part.find(' ');
    if (column == std::string::npos) return "";
    const std::string_view rest = std::string_view(part).substr(column);
    return rest == null ? part.substr(0, column).append(some) : rest == some ? part.substr(0, column).append(null) : "";
}
// Where `a` holds `b` does: it asks for less.
bool within(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    const auto holds = [&](const std::string& part) {
        return has(a, part) || (a.size() == 1 && part.starts_with("(" + a.front() + " OR "));
    };
    return std::ranges::all_of(b, holds);
}

}  // namespace

Conditions both(Conditions a, const Conditions& b) {
    if (!a || !b) return std::nullopt;
    for (const auto& part : *b) {
        if (has(*a, opposite_null(part))) return std::nullopt;
        if (!has(*a, part)) a->push_back(part);
    }
    return a;
}
Conditions less(Conditions a, const Conditions& known) {
    if (a && known) std::erase_if(*a, [&](const auto& part) { return has(*known, part); });
    return a;
}
Conditions either(const Conditions& a, const Conditions& b) {
    if (!a) return b;
    if (!b) return a;
    if (within(*a, *b)) return b;
    if (within(*b, *a)) return a;
    return std::vector{"(" + joined(*a, " AND ") + " OR " + joined(*b, " AND ") + ")"};
}

std::string sql_of(const Conditions& parts) {
    return !parts ? "1=0" : parts->empty() ? "1=1" : joined(*parts, " AND ");
}

std::string any_sql(std::vector<std::vector<std::string>> lists) {
    if (lists.empty()) return "1=0";
    if (lists.size() == 1) return sql_of(lists.front());
    if (std::ranges::any_of(lists, &std::vector<std::string>::empty)) return "1=1";
    // The part that most of them have; of several the first.
    const std::string* shared = nullptr;
    std::ptrdiff_t most = 1;
    for (const auto& list : lists) {
        for (const auto& part : list) {
            const auto having = std::ranges::count_if(
                lists, [&](const auto& other) { return std::ranges::find(other, part) != other.end(); });
            if (having > most) {
                most = having;
                shared = &part;
            }
        }
    }
    std::string out;
    if (!shared) {
        for (const auto& list : lists) out += (out.empty() ? "(" : " OR ") + joined(list, " AND ");
        return out + ")";
    }
    const std::string part = *shared;
    std::vector<std::vector<std::string>> with, without;
    for (auto& list : lists) {
        const auto removed = std::erase(list, part);
        (removed > 0 ? with : without).push_back(std::move(list));
    }
    out = "(" + part + " AND " + any_sql(std::move(with)) + ")";
    return without.empty() ? out : "(" + out + " OR " + any_sql(std::move(without)) + ")";
}

bool Columns::asks(const std::string& column) const {
    return !only || column.empty() || std::ranges::find(*only, column) != only->end();
}
bool Columns::may_be_null(const std::string& column) const {
    return !column.empty() && std::ranges::find(never_null, column) == never_null.end();
}

namespace {

using Parts = Conditions;

struct Writer {
    const Days& days;
    const Columns& columns;

    static Parts everywhere() { return std::vector<std::string>{}; }
    static Parts nowhere() { return std::nullopt; }
    static Parts one(std::string sql) { return std::vector<std::string>{std::move(sql)}; }

    static Want opposite(Want want) {
        switch (want) {
            case Want::yes:
                return Want::no;
            case Want::no:
                return Want::yes;
            case Want::not_no:
                return Want::not_yes;
            case Want::not_yes:
                return Want::not_no;
            default:
                return want;
        }
    }

    // A filter that is never unknown.
    static Parts definite(Want want, const auto& yes, const auto& no) {
        switch (want) {
            case Want::yes:
            case Want::not_no:
                return yes();
            case Want::no:
            case Want::not_yes:
                return no();
            case Want::unknown:
                return nowhere();
            default:
                return everywhere();
        }
    }

    Parts comparison(const Filter& filter, Want want) const {
        const std::string sql = to_sql(filter, days);
        std::set<std::string> nullable;
        bool asked = true;
        const auto add = [&](const std::string& column) {
            asked = asked && columns.asks(column);
            if (columns.may_be_null(column)) nullable.insert(column);
        };
        add(filter->column);
        for (const auto& operand : filter->operands) add(operand.column);
        if (!asked) return want == Want::unknown && nullable.empty() ? nowhere() : everywhere();
        // Of a list with another column in it one known match is enough; no norm has one.
        const bool simple = filter->op != Expr::Op::in || nullable.size() <= 1;
        Parts unknown = nowhere();
        if (simple) {
            for (const auto& column : nullable) unknown = either(unknown, one(column + " IS NULL"));
        } else {
            unknown = one(sql + " IS NULL");
        }
        switch (want) {
            case Want::yes:
                return one(sql);
            case Want::no:
                return one("NOT " + sql);
            case Want::unknown:
                return unknown;
            case Want::not_no:
                return either(unknown, one(sql));
            case Want::not_yes:
                return either(unknown, one("NOT " + sql));
            default:
                return unknown ? one(either(one(sql), one("NOT " + sql))->front()) : everywhere();
        }
    }

    // Of all (land) or of any (lor); the second is the first turned round.
    Parts together(const std::vector<Filter>& children, bool all, Want want) const {
        const Want yes = all ? Want::yes : Want::no, no = all ? Want::no : Want::yes;
        const Want not_no = all ? Want::not_no : Want::not_yes;
        const Want asked = all ? want : opposite(want);
        Parts out;
        switch (asked) {
            case Want::yes:
            case Want::not_no:
                out = everywhere();
                for (const auto& child : children)
                    out = both(std::move(out), of(child, asked == Want::yes ? yes : not_no));
                return out;
            case Want::no:
            case Want::not_yes:
                out = nowhere();
                for (const auto& child : children)
                    out = either(out, of(child, asked == Want::no ? no : opposite_of(no)));
                return out;
            case Want::unknown:
                out = nowhere();
                for (const auto& child : children) out = either(out, of(child, Want::unknown));
                return both(std::move(out), together(children, all, all ? Want::not_no : Want::not_yes));
            default:
                return either(together(children, all, Want::yes), together(children, all, Want::no));
        }
    }
    // "not yes" beside "no", seen from the side of `together`.
    static Want opposite_of(Want no) { return no == Want::no ? Want::not_yes : Want::not_no; }

    // `part` of "part and not (part is unknown)", as is_yes makes it.
    static Filter yes_of(const Filter& filter) {
        if (filter->op != Expr::Op::land) return nullptr;
        for (const auto& child : filter->children) {
            if (child->op != Expr::Op::lnot || child->children.front()->op != Expr::Op::is_unknown) continue;
            const auto& part = child->children.front()->children.front();
            if (filter->children.size() == 2 && std::ranges::find(filter->children, part) != filter->children.end())
                return part;
        }
        return nullptr;
    }

    Parts of(const Filter& filter, Want want) const {
        const auto& child = filter->children.empty() ? filter : filter->children.front();
        switch (filter->op) {
            case Expr::Op::literal_yes:
                return definite(want, everywhere, nowhere);
            case Expr::Op::atom:
                return of(child, want);
            case Expr::Op::lnot:
                return of(child, opposite(want));
            case Expr::Op::is_unknown:
                return definite(want, [&] { return of(child, Want::unknown); }, [&] { return of(child, Want::known); });
            case Expr::Op::is_null:
                if (!columns.may_be_null(filter->column)) return definite(want, nowhere, everywhere);
                if (!columns.asks(filter->column)) return definite(want, everywhere, everywhere);
                return definite(
                    want, [&] { return one(filter->column + " IS NULL"); },
                    [&] { return one(filter->column + " IS NOT NULL"); });
            case Expr::Op::land:
                if (const auto part = yes_of(filter)) {
                    return definite(want, [&] { return of(part, Want::yes); }, [&] { return of(part, Want::not_yes); });
                }
                return together(filter->children, true, want);
            case Expr::Op::lor:
                return together(filter->children, false, want);
            default:
                return comparison(filter, want);
        }
    }
};

// Parts are written out for several answers at each level: a deep filter would grow without end.
bool deeper_than(const Filter& filter, int levels) {
    if (levels == 0) return !filter->children.empty();
    return std::ranges::any_of(filter->children, [&](const auto& child) { return deeper_than(child, levels - 1); });
}

}  // namespace

Conditions conditions(const Filter& filter, Want want, const Days& days, const Columns& columns) {
    constexpr int deepest = 12;
    if (deeper_than(filter, deepest)) {
        bool asked = true;
        each_comparison(filter, [&](const Expr& comparison) {
            asked = asked && columns.asks(comparison.column) &&
                    std::ranges::all_of(comparison.operands, [&](const auto& o) { return columns.asks(o.column); });
        });
        if (!asked) return Writer::everywhere();
        const std::string sql = to_sql(filter, days);
        switch (want) {
            case Want::yes:
                return std::vector{sql};
            case Want::no:
                return std::vector{"NOT " + sql};
            case Want::unknown:
                return std::vector{sql + " IS NULL"};
            case Want::not_no:
                return std::vector{fmt::format("({} OR {} IS NULL)", sql, sql)};
            case Want::not_yes:
                return std::vector{fmt::format("(NOT {} OR {} IS NULL)", sql, sql)};
            case Want::known:
                return std::vector{sql + " IS NOT NULL"};
        }
    }
    return Writer{days, columns}.of(filter, want);
}

}  // namespace sauro::rulebook
