// Exceptions that overlap. On a single row an exclusion and a waiver may both hold, and then there is no verdict
// (Reason::conflict); here are those that would meet on every row. Filters compare columns with constants, so a few
// values of each column stand for all of them.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "rulebook/impl.hpp"

namespace sauro::rulebook {
namespace {

constexpr std::size_t most_rows = 20000;

using Domain = std::map<std::string, std::vector<db::Value>>;

// Beside each constant its neighbours, so that < and <= differ.
void add(std::vector<db::Value>& values, const db::Value& value) {
    values.push_back(value);
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        values.insert(values.end(), {db::Value(*number - 1), db::Value(*number + 1)});
    } else if (const auto* text = std::get_if<std::string>(&value)) {
        if (const auto day = base::Date::parse_iso(*text)) {
            values.insert(values.end(), {db::Value(day->plus_days(-1).iso()), db::Value(day->plus_days(1).iso())});
        } else {
            values.push_back(db::Value(*text + "~"));
        }
    }
}

Domain domain_of(const std::vector<Filter>& filters, const Days& days) {
    Domain out;
    const auto see = [&](const Expr& comparison) {
        auto& values = out[comparison.column];
        for (const auto& operand : comparison.operands) {
            if (operand.day != Expr::Day::none)
                add(values, db::Value(day_of(operand.day, days).iso()));
            else if (operand.column.empty())
                add(values, operand.value);
            else
                for (auto* side : {&values, &out[operand.column]}) add(*side, db::Value("2026-01-15"));
        }
    };
    for (const auto& filter : filters) each_comparison(filter, see);
    for (auto& [column, values] : out) {
        if (values.empty()) values.emplace_back("x");  // only asked whether it is null
        values.emplace_back(db::Null{});
    }
    return out;
}

// Every combination of the values; false when there are too many to try.
bool each_row(const Domain& domain, const std::function<void(const Record&)>& see) {
    std::size_t rows = 1;
    for (const auto& [column, values] : domain) {
        if (rows > most_rows / values.size()) return false;
        rows *= values.size();
    }
    for (std::size_t number = 0; number < rows; ++number) {
        Record record;
        std::size_t rest = number;
        for (const auto& [column, values] : domain) {
            record[column] = values[rest % values.size()];
            rest /= values.size();
        }
        see(record);
    }
    return true;
}

}  // namespace

Status exceptions_apart(const Norm& norm, const facts::View& view) {
    const auto day = base::Date::from_days(20500);
    const Days days{day, day.plus_days(-100), day.plus_days(100), day.plus_days(-500), day.plus_days(-101)};
    const auto whole = [&](const NormException& exception) -> Result<Filter> {
        TRY(auto when, parse_filter(exception.when, view));
        std::vector<Filter> parts{is_yes(when)};
        for (const auto& need : exception.needs) {
            TRY(auto part, parse_filter(need.when, view));
            parts.push_back(is_yes(part));
        }
        return all_of(std::move(parts));
    };
    for (std::size_t i = 0; i < norm.exceptions.size(); ++i) {
        for (std::size_t j = 0; j < norm.exceptions.size(); ++j) {
            const auto &one = norm.exceptions[i], &other = norm.exceptions[j];
            if (i == j || (one.effect == other.effect && j < i)) continue;
            TRY(const auto covered, whole(one));
            TRY(const auto covering, whole(other));
            bool some = false, always_both = true;
            const bool tried = each_row(domain_of({covered, covering}, days), [&](const Record& record) {
                if (test(covered, record, days) != Truth::yes) return;
                some = true;
                always_both = always_both && test(covering, record, days) == Truth::yes;
            });
            if (tried && some && always_both)
                return schema_error(
                    norm.file, norm.line,
                    fmt::format(
                        "quy tắc {}: ngoại lệ “{}” ({}) chồng lên “{}” ({}) ở mọi bản ghi; phải tách điều kiện.",
                        norm.id, one.id, one.clause, other.id, other.clause));
        }
    }
    return {};
}

}  // namespace sauro::rulebook
