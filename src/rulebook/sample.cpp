#include "rulebook/sample.hpp"

#include <algorithm>
#include <set>

#include "rulebook/impl.hpp"

namespace sauro::rulebook {
namespace {

void words_of(std::string_view filter, std::set<std::string, std::less<>>& into) {
    const auto inside = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    };
    for (std::size_t at = 0; at < filter.size();) {
        std::size_t end = at;
        while (end < filter.size() && inside(filter[end])) ++end;
        if (end > at) into.emplace(filter.substr(at, end - at));
        at = std::max(end, at + 1);
    }
}

}  // namespace

std::vector<SampleColumn> sample_columns(const Rulebook& book, const Norm& norm) {
    static const std::set<std::string, std::less<>> given = {"id",    "unit", "unit_path",   "area",
                                                             "level", "bloc", "area_merged", "sample"};
    const auto* view = norm.fact.empty() ? nullptr : find_view(book.impl().views, norm.fact);
    if (view == nullptr) return {};
    std::set<std::string, std::less<>> words{"date", norm.limit_column};
    for (const auto* filter : {&norm.where, &norm.numerator, &norm.not_applicable, &norm.upcoming})
        words_of(*filter, words);
    words.insert(norm.measure.begin(), norm.measure.end());
    words.insert(norm.per.begin(), norm.per.end());
    words.insert(norm.same.begin(), norm.same.end());
    if (norm.link) words.insert(norm.link->column);
    if (norm.deadline) {
        words.insert(norm.deadline->from);
        words.insert(norm.deadline->exclusive_column);
        words.insert(norm.deadline->done.begin(), norm.deadline->done.end());
    }
    for (const auto& need : norm.required) words_of(need.when, words);
    for (const auto& exception : norm.exceptions) {
        words_of(exception.when, words);
        for (const auto& need : exception.needs) words_of(need.when, words);
    }
    std::vector<SampleColumn> out;
    for (const auto& column : view->columns) {
        if (!given.contains(column.name)) out.push_back({column, words.contains(column.name)});
    }
    std::ranges::stable_partition(out, [](const SampleColumn& one) { return one.used; });
    return out;
}

}  // namespace sauro::rulebook
