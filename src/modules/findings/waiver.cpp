#include "modules/findings/waiver.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <vector>

#include "rulebook/describe.hpp"
#include "text/text.hpp"

namespace sauro::findings {
namespace {

using rulebook::Norm;

// Who decides, as `decision_by` of a fact names it, and what its name on paper goes on with behind "Ban Thường vụ"
// (folded). "Ban Thường vụ Đảng ủy Ủy ban nhân dân tỉnh" is neither.
struct Decider {
    std::string_view code, level, name;
    std::array<std::string_view, 3> of;
};
constexpr std::array<Decider, 2> deciders = {{{"provincial_standing_committee",
                                               "province",
                                               "Ban Thường vụ Tỉnh ủy, Thành ủy",
                                               {"tinh uy", "thanh uy", "thanh uy"}},
                                              {"commune_standing_committee",
                                               "commune",
                                               "Ban Thường vụ Đảng ủy xã, phường, đặc khu",
                                               {"dang uy xa ", "dang uy phuong ", "dang uy dac khu "}}}};

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

bool asks_for(const rulebook::NormException& exception, const Decider& decider) {
    return std::ranges::any_of(
        exception.needs, [&](const auto& need) { return need.when == fmt::format("decision_by = {}", decider.code); });
}

bool is_of(const Decider& decider, std::string_view body) {
    const std::string folded = text::fold(text::collapse_space(body)) + " ";
    std::string_view rest = folded;
    for (const std::string_view board : {"ban thuong vu ", "btv "}) {
        if (!rest.starts_with(board)) continue;
        rest.remove_prefix(board.size());
        return std::ranges::any_of(decider.of, [&](std::string_view word) { return rest.starts_with(word); });
    }
    return false;
}

// "15-QĐ/TU": a number and its symbol.
bool is_number(std::string_view text) {
    const auto digit = [](unsigned char c) { return std::isdigit(c) != 0; };
    const auto letter = [](unsigned char c) { return std::isalpha(c) != 0; };
    return std::ranges::any_of(text, digit) && std::ranges::any_of(text, letter);
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
    std::size_t limit = 0;
    const auto read = std::from_chars(row.limit->data(), row.limit->data() + row.limit->size(), limit);
    if (read.ec != std::errc() || limit >= days.size()) return std::nullopt;
    const auto day = base::Date::parse_iso(days[limit].substr(0, 10));
    return day ? std::optional(*day) : std::nullopt;
}

}  // namespace

bool by_decision(const rulebook::NormException& exception) {
    return exception.effect == "waive" &&
           std::ranges::any_of(exception.needs, [](const auto& need) { return need.when.starts_with("decision_"); });
}

std::string waiver_in_record(const Norm& norm) {
    std::string out;
    for (const auto& exception : norm.exceptions) {
        if (exception.effect != "waive" || by_decision(exception)) continue;
        for (const auto& need : exception.needs) out += (out.empty() ? "" : ", ") + need.missing;
    }
    return out;
}

Result<std::vector<std::string>> deciding_bodies(db::Snapshot& snapshot, const Norm& norm, const store::Row& row) {
    std::vector<std::string> out;
    for (const auto& exception : norm.exceptions) {
        for (const auto& decider : deciders) {
            if (!by_decision(exception) || !asks_for(exception, decider)) continue;
            TRYV(
                snapshot.query("SELECT name FROM fact_units WHERE area = ? AND level = ? AND body = 'party_committee' "
                               "AND valid_to IS NULL ORDER BY id",
                               {row.area, decider.level}, [&](const db::Row& unit) {
                                   out.push_back("Ban Thường vụ " + unit.str(0));
                                   return true;
                               }));
        }
    }
    return out;
}

Status evidence_fits(db::Snapshot& snapshot, const rulebook::Rulebook& book, const Norm& norm, const store::Row& row,
                     const Evidence& given, base::Date today) {
    if (!is_number(given.number))
        return refuse(norm, "/number",
                      fmt::format("“{}” chưa phải số, ký hiệu của quyết định. Ghi đủ, ví dụ 15-QĐ/TU.", given.number));
    for (const auto& exception : norm.exceptions) {
        if (!by_decision(exception)) continue;
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
