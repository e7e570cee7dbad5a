#include "modules/findings/waiver.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "rulebook/describe.hpp"
#include "text/text.hpp"

namespace sauro::findings {
namespace {

using rulebook::Norm;

// Who decides, as `decision_by` of a fact names it, and the words that its name on paper holds (folded).
struct Decider {
    std::string_view code, name;
    std::array<std::string_view, 2> words;
};
constexpr std::array<Decider, 2> deciders = {
    {{"provincial_standing_committee", "Ban Thường vụ Tỉnh ủy, Thành ủy", {"tinh uy", "thanh uy"}},
     {"commune_standing_committee", "Ban Thường vụ Đảng ủy xã, phường", {"dang uy", "dang uy"}}}};

std::unexpected<Error> refuse(const Norm& norm, std::string_view field, std::string message) {
    Error error{ErrorKind::invalid,
                "finding.evidence",
                message,
                "The decision is not the one this norm asks for.",
                {{std::string(field), "finding.evidence", message}},
                rulebook::cite(norm.source, norm.clause),
                {}};
    return fail(std::move(error));
}

bool is_of(const Decider& decider, std::string_view body) {
    const std::string folded = text::fold(body);
    const auto holds = [&](std::string_view word) { return folded.find(word) != std::string::npos; };
    return holds("ban thuong vu") && std::ranges::any_of(decider.words, holds);
}

// The day of the first record over the limit of a count: the one that needed a decision. Nothing where the records do
// not tell.
Result<std::optional<base::Date>> first_over(db::Snapshot& snapshot, const rulebook::Rulebook& book, const Norm& norm,
                                             const store::Row& row, base::Date today) {
    constexpr int most = 1000;  // a limit of a few; more rows than this are counted wrong elsewhere
    const auto period = base::Period::parse(row.period);
    if (norm.kind != "count_cap" || !row.limit || !period) return std::nullopt;
    const bool by_area = std::ranges::find(norm.per, "area") != norm.per.end();
    rulebook::FigureRequest request{norm.id, {}, {}, {}, *period, today, "", most, {}, {}};
    (by_area ? request.area : request.unit) = by_area ? row.area : row.unit;
    TRY(const auto figure, rulebook::figure_rows(book, snapshot, request));
    const auto column = static_cast<std::size_t>(std::ranges::find(figure.columns, "date") - figure.columns.begin());
    std::vector<std::string> days;
    for (const auto& one : figure.rows) {
        if (one.role != "counted" || column >= one.values.size()) continue;
        if (const auto* day = std::get_if<std::string>(&static_cast<const db::Value::Base&>(one.values[column])))
            days.push_back(*day);
    }
    std::ranges::sort(days);
    const auto limit = static_cast<std::size_t>(std::max(0, std::atoi(row.limit->c_str())));
    if (limit >= days.size()) return std::nullopt;
    const auto day = base::Date::parse_iso(days[limit].substr(0, 10));
    return day ? std::optional(*day) : std::nullopt;
}

}  // namespace

Status evidence_fits(db::Snapshot& snapshot, const rulebook::Rulebook& book, const Norm& norm, const store::Row& row,
                     const Evidence& given, base::Date today) {
    for (const auto& exception : norm.exceptions) {
        if (exception.effect != "waive") continue;
        for (const auto& need : exception.needs) {
            for (const auto& decider : deciders) {
                if (need.when != fmt::format("decision_by = {}", decider.code) || is_of(decider, given.body)) continue;
                return refuse(norm, "/body",
                              fmt::format("“{}” không thay được {}: trường hợp đặc biệt này do {} quyết định. Ghi đúng "
                                          "cơ quan đã quyết định, hoặc ghi giải trình.",
                                          given.body, decider.name, decider.name));
            }
            if (need.when != "decision_date <= date") continue;
            TRY(const auto over, first_over(snapshot, book, norm, row, today));
            if (!over || given.date <= *over) continue;
            return refuse(norm, "/date",
                          fmt::format("Quyết định ngày {} có sau cuộc vượt mức ngày {}: phải được phép trước khi họp. "
                                      "Xem lại ngày, hoặc ghi giải trình.",
                                      given.date.vi(), over->vi()));
        }
    }
    return {};
}

}  // namespace sauro::findings
