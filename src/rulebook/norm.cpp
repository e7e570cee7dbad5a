#include "rulebook/norm.hpp"

#include <algorithm>

#include "rulebook/rulebook.hpp"

namespace sauro::rulebook {

const ParameterValue* Parameter::on(base::Date day) const {
    const ParameterValue* best = nullptr;
    for (const auto& value : values) {
        if (value.from <= day) best = &value;  // the loader keeps them in order
    }
    return best;
}

std::string Norm::Applies::days_vi() const {
    std::string out = from ? "từ " + from->vi() : "";
    if (until) out += (out.empty() ? "đến hết " : " đến hết ") + until->vi();
    return out;
}

std::string Norm::row() const {
    std::string out;
    for (const auto& r : rows) out += (out.empty() ? "" : ";") + r;
    return out;
}

const Parameter* Norm::parameter(std::string_view name) const {
    const auto found = std::ranges::find(parameters, name, &Parameter::name);
    return found == parameters.end() ? nullptr : &*found;
}

std::vector<Coverage> coverage(const Rulebook& book) {
    std::vector<Coverage> out;
    for (const auto& source : book.sources()) {
        Coverage one;
        one.source = source.id;
        one.brief = source.brief;
        one.title = source.title;
        for (const auto& norm : book.norms()) {
            if (norm.source != source.id) continue;
            ++one.norms;
            ++one.executability[norm.executability];
            one.cases += static_cast<std::int64_t>(norm.cases.size());
            auto& ids = norm.checked ? one.checked_ids : norm.planned ? one.planned_ids : one.not_machine_ids;
            ids.push_back(norm.id);
        }
        one.checked = static_cast<std::int64_t>(one.checked_ids.size());
        one.planned = static_cast<std::int64_t>(one.planned_ids.size());
        one.not_machine = static_cast<std::int64_t>(one.not_machine_ids.size());
        out.push_back(std::move(one));
    }
    return out;
}

std::vector<const Norm*> verification_due(const Rulebook& book, base::Date today) {
    std::vector<const Norm*> out;
    for (const auto& norm : book.norms()) {
        // The same day a year later; of 29 February the first of March.
        const auto day =
            base::Date::from_ymd(norm.verified_on.year() + 1, norm.verified_on.month(), norm.verified_on.day());
        if (today > (day ? *day : norm.verified_on.plus_days(366))) out.push_back(&norm);
    }
    return out;
}

std::vector<RowCoverage> coverage_by_row(const Rulebook& book) {
    std::vector<RowCoverage> out;
    for (const auto& norm : book.norms()) {
        for (const auto& row : norm.rows) {
            auto found = std::ranges::find(out, row, &RowCoverage::row);
            if (found == out.end()) found = out.insert(out.end(), {row, 0, 0});
            ++found->norms;
            if (norm.checked) ++found->checked;
        }
    }
    // D2 before D10: letters first, then the number.
    const auto order = [](const RowCoverage& r) {
        const auto digits = r.row.find_first_of("0123456789");
        const std::string letters = r.row.substr(0, digits);
        const std::string number = digits == std::string::npos ? "" : r.row.substr(digits);
        return std::tuple(letters, number.size(), number);
    };
    std::ranges::sort(out, {}, order);
    return out;
}

}  // namespace sauro::rulebook
