// Filters as conditions of SQL that only ask for one answer. Where a filter is three-valued, "yes and not unknown"
// written out works every part out twice a row; asked for "yes" alone, a row fails at its first comparison. Private to
// this folder.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "rulebook/evaluate/filter.hpp"

namespace sauro::rulebook {

enum class Want { yes, no, unknown, not_no, not_yes, known };

// Parts that hold together, none = everywhere; nullopt: nowhere. For places where NULL counts as false (WHERE, FILTER).
using Conditions = std::optional<std::vector<std::string>>;
Conditions both(Conditions a, const Conditions& b);
Conditions either(const Conditions& a, const Conditions& b);
// `a` where `known` holds anyway.
Conditions less(Conditions a, const Conditions& known);
// The lists that hold, any of them; what several begin with in common is asked once.
std::string any_sql(std::vector<std::vector<std::string>> lists);
std::string sql_of(const Conditions& parts);

// What is known of the columns beforehand.
struct Columns {
    std::vector<std::string> never_null{};
    // The only ones that can be asked; a comparison that looks at another one holds (the answer is then too wide, never
    // too narrow). nullptr: all.
    const std::vector<std::string>* only = nullptr;
    bool asks(const std::string& column) const;
    bool may_be_null(const std::string& column) const;
};

// Exactly where the filter has the wanted answer, unless `only` widens it.
Conditions conditions(const Filter& filter, Want want, const Days& days, const Columns& columns = {});

}  // namespace sauro::rulebook
