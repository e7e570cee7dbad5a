#include "modules/hall/limits.hpp"

#include "rulebook/local.hpp"

namespace sauro::hall {
namespace {

constexpr const char* opening = "KL226.2.2.d3.opening-10";
constexpr const char* contribution = "KL226.2.2.d3.contribution-10";
constexpr const char* closing = "KL226.2.2.d3.closing-50";
constexpr const char* brief = "KL226.2.2.d3.speech-brief";

struct Value {
    std::int64_t number = 0;
    std::string clause;
};
std::optional<Value> value_of(const rulebook::Rulebook& book, const char* id, std::string_view path, base::Date day) {
    const rulebook::Norm* norm = book.find(id);
    if (norm == nullptr || norm->parameters.empty()) return std::nullopt;
    const auto found =
        rulebook::strictest(*norm, norm->parameters.front(), rulebook::overlays_over(book, id, path), path, day);
    if (found.value == nullptr) return std::nullopt;
    return Value{found.value->value.numerator() / found.value->value.denominator(),
                 found.local ? found.clause : norm->source + ", " + found.clause};
}

}  // namespace

Result<Limits> limits_of(const rulebook::Rulebook& book, std::string_view unit_path, base::Date day) {
    constexpr std::int64_t minute = 60'000;
    const auto first = value_of(book, opening, unit_path, day);
    const auto each = value_of(book, contribution, unit_path, day);
    const auto last = value_of(book, closing, unit_path, day);
    if (!first || !each || !last) {
        return fail(ErrorKind::conflict, "hall.no_limits",
                    "Sổ quy tắc chưa có mức thời gian phát biểu cho ngày họp này. Kiểm tra ngày họp và Sổ quy tắc.",
                    "The rulebook has no limits for speeches on that day.");
    }
    return Limits{first->number * minute, each->number * minute, last->number * minute, last->clause};
}

std::int64_t words_per_minute(const rulebook::Rulebook& book, std::string_view unit_path, base::Date day) {
    const auto pace = value_of(book, brief, unit_path, day);
    return pace && pace->number > 0 ? pace->number : 1;
}

}  // namespace sauro::hall
