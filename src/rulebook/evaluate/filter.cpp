#include "rulebook/evaluate/filter.hpp"

#include <fmt/format.h>

namespace sauro::rulebook {

Truth operator!(Truth a) { return a == Truth::unknown ? a : a == Truth::yes ? Truth::no : Truth::yes; }
Truth operator&(Truth a, Truth b) {
    if (a == Truth::no || b == Truth::no) return Truth::no;
    return a == Truth::yes && b == Truth::yes ? Truth::yes : Truth::unknown;
}
Truth operator|(Truth a, Truth b) { return !((!a) & (!b)); }

namespace {

std::shared_ptr<Expr> node(Expr::Op op, std::vector<Filter> children = {}) {
    auto expr = std::make_shared<Expr>();
    expr->op = op;
    expr->children = std::move(children);
    return expr;
}

std::string operand_sql(const Expr::Operand& operand, const Days& days) {
    if (!operand.column.empty()) return operand.column;
    if (operand.day != Expr::Day::none) return sql_quote(day_of(operand.day, days).iso());
    if (const auto* number = std::get_if<std::int64_t>(&operand.value)) return fmt::format("{}", *number);
    return sql_quote(std::get<std::string>(operand.value));
}

std::string_view symbol(Expr::Op op) {
    switch (op) {
        case Expr::Op::eq:
            return "=";
        case Expr::Op::ne:
            return "<>";
        case Expr::Op::lt:
            return "<";
        case Expr::Op::le:
            return "<=";
        case Expr::Op::gt:
            return ">";
        default:
            return ">=";
    }
}

bool null(const db::Value& value) { return std::holds_alternative<db::Null>(value); }

// -1, 0, 1 of two known values of one type; integers and reals mix.
int compare(const db::Value& a, const db::Value& b) {
    const auto sign = [](auto x, auto y) { return x < y ? -1 : x > y ? 1 : 0; };
    if (std::holds_alternative<std::string>(a) && std::holds_alternative<std::string>(b)) {
        return sign(std::get<std::string>(a).compare(std::get<std::string>(b)), 0);
    }
    if (std::holds_alternative<std::int64_t>(a) && std::holds_alternative<std::int64_t>(b)) {
        return sign(std::get<std::int64_t>(a), std::get<std::int64_t>(b));
    }
    const auto real = [](const db::Value& v) {
        if (const auto* i = std::get_if<std::int64_t>(&v)) return static_cast<double>(*i);
        if (const auto* d = std::get_if<double>(&v)) return *d;
        return 0.0;  // a text where a number belongs: the loaders of facts refuse it before it comes here
    };
    return sign(real(a), real(b));
}

Truth holds(Expr::Op op, int order) {
    bool yes = false;
    switch (op) {
        case Expr::Op::eq:
            yes = order == 0;
            break;
        case Expr::Op::ne:
            yes = order != 0;
            break;
        case Expr::Op::lt:
            yes = order < 0;
            break;
        case Expr::Op::le:
            yes = order <= 0;
            break;
        case Expr::Op::gt:
            yes = order > 0;
            break;
        default:
            yes = order >= 0;
            break;
    }
    return yes ? Truth::yes : Truth::no;
}

Truth compare_one(Expr::Op op, const db::Value& left, const Expr::Operand& operand, const Record& record,
                  const Days& days) {
    if (null(left)) return Truth::unknown;
    if (operand.day != Expr::Day::none) return holds(op, compare(left, db::Value(day_of(operand.day, days).iso())));
    const db::Value& right = operand.column.empty() ? operand.value : value_of(record, operand.column);
    if (null(right)) return Truth::unknown;
    return holds(op, compare(left, right));
}

}  // namespace

const db::Value& value_of(const Record& record, const std::string& column) {
    static const db::Value unknown;
    const auto found = record.find(column);
    return found == record.end() ? unknown : found->second;
}

base::Date day_of(Expr::Day day, const Days& days) {
    switch (day) {
        case Expr::Day::as_of:
            return days.as_of;
        case Expr::Day::period_start:
            return days.period_start;
        case Expr::Day::base_start:
            return days.base_start;
        case Expr::Day::base_end:
            return days.base_end;
        default:
            return days.period_end;
    }
}

std::string sql_quote(std::string_view text) {
    std::string out = "'";
    for (char c : text) {
        if (c == '\'') out += '\'';
        out += c;
    }
    return out + "'";
}

Filter always() { return node(Expr::Op::literal_yes); }
Filter all_of(std::vector<Filter> parts) {
    std::erase_if(parts, [](const Filter& f) { return f->op == Expr::Op::literal_yes; });
    if (parts.empty()) return always();
    return parts.size() == 1 ? parts.front() : node(Expr::Op::land, std::move(parts));
}
Filter any_of(std::vector<Filter> parts) {
    return parts.size() == 1 ? parts.front() : node(Expr::Op::lor, std::move(parts));
}
Filter negate(Filter part) { return node(Expr::Op::lnot, {std::move(part)}); }
Filter is_unknown(Filter part) { return node(Expr::Op::is_unknown, {std::move(part)}); }
Filter is_yes(Filter part) { return all_of({part, negate(is_unknown(part))}); }

Filter between(const std::string& column, Expr::Day first, Expr::Day last) {
    auto from = node(Expr::Op::ge);
    from->column = column;
    from->operands.push_back({"", {}, first});
    auto to = node(Expr::Op::le);
    to->column = column;
    to->operands.push_back({"", {}, last});
    return all_of({from, to});
}

Filter one_of(const std::string& column, const std::vector<std::string>& words) {
    if (words.empty()) return always();
    auto expr = node(Expr::Op::in);
    expr->column = column;
    for (const auto& word : words) expr->operands.push_back({"", db::Value(word), Expr::Day::none});
    return expr;
}

Filter under(const std::string& column, const std::string& prefix) {
    auto expr = node(Expr::Op::under);
    expr->column = column;
    expr->operands.push_back({"", db::Value(prefix), Expr::Day::none});
    return expr;
}

Filter atom(std::string name, Filter filter) {
    auto expr = node(Expr::Op::atom, {std::move(filter)});
    expr->column = std::move(name);
    return expr;
}

void each_comparison(const Filter& filter, const std::function<void(const Expr&)>& see) {
    if (!filter->column.empty() && filter->op != Expr::Op::atom) see(*filter);
    for (const auto& child : filter->children) each_comparison(child, see);
}

std::string to_sql(const Filter& filter, const Days& days, bool named) {
    const auto join = [&](std::string_view word) {
        std::string out;
        for (const auto& child : filter->children)
            out += (out.empty() ? "" : std::string(word)) + to_sql(child, days, named);
        return "(" + out + ")";
    };
    switch (filter->op) {
        case Expr::Op::literal_yes:
            return "(1=1)";
        case Expr::Op::atom:
            return named ? filter->column : to_sql(filter->children.front(), days);
        case Expr::Op::land:
            return join(" AND ");
        case Expr::Op::lor:
            return join(" OR ");
        case Expr::Op::lnot:
            return "(NOT " + to_sql(filter->children.front(), days, named) + ")";
        case Expr::Op::is_unknown:
            return "(" + to_sql(filter->children.front(), days, named) + " IS NULL)";
        case Expr::Op::is_null:
            return "(" + filter->column + " IS NULL)";
        case Expr::Op::in: {
            std::string list;
            for (const auto& operand : filter->operands)
                list += (list.empty() ? "" : ", ") + operand_sql(operand, days);
            return fmt::format("({} IN ({}))", filter->column, list);
        }
        case Expr::Op::under: {
            const auto& prefix = std::get<std::string>(filter->operands.front().value);
            return fmt::format("(substr({}, 1, {}) = {})", filter->column, prefix.size(), sql_quote(prefix));
        }
        default:
            return fmt::format("({} {} {})", filter->column, symbol(filter->op),
                               operand_sql(filter->operands.front(), days));
    }
}

Truth test(const Filter& filter, const Record& record, const Days& days) {
    switch (filter->op) {
        case Expr::Op::literal_yes:
            return Truth::yes;
        case Expr::Op::atom:
            return test(filter->children.front(), record, days);
        case Expr::Op::land: {
            Truth all = Truth::yes;
            for (const auto& child : filter->children)
                if ((all = all & test(child, record, days)) == Truth::no) break;
            return all;
        }
        case Expr::Op::lor: {
            Truth any = Truth::no;
            for (const auto& child : filter->children)
                if ((any = any | test(child, record, days)) == Truth::yes) break;
            return any;
        }
        case Expr::Op::lnot:
            return !test(filter->children.front(), record, days);
        case Expr::Op::is_unknown:
            return test(filter->children.front(), record, days) == Truth::unknown ? Truth::yes : Truth::no;
        case Expr::Op::is_null:
            return null(value_of(record, filter->column)) ? Truth::yes : Truth::no;
        case Expr::Op::in: {
            Truth any = Truth::no;
            for (const auto& operand : filter->operands) {
                any = any | compare_one(Expr::Op::eq, value_of(record, filter->column), operand, record, days);
            }
            return any;
        }
        case Expr::Op::under: {
            const auto* path = std::get_if<std::string>(&value_of(record, filter->column));
            if (path == nullptr) return Truth::unknown;
            return path->starts_with(std::get<std::string>(filter->operands.front().value)) ? Truth::yes : Truth::no;
        }
        default:
            return compare_one(filter->op, value_of(record, filter->column), filter->operands.front(), record, days);
    }
}

}  // namespace sauro::rulebook
