#include <fmt/format.h>

#include "base/log.hpp"
#include "modules/units/csv.hpp"
#include "modules/units/units.hpp"

namespace sauro::units {

Result<base::WorkCalendar> read_calendar(std::string_view text) {
    TRY(const Csv csv, parse_csv("holidays.csv", text, {"date", "kind", "name", "certainty", "source"}));
    std::vector<base::Date> off, swapped_in;
    for (const CsvRow& row : csv.rows) {
        const std::string& kind = row.fields[1];
        const std::string& certainty = row.fields[3];
        auto date = base::Date::parse_iso(row.fields[0]);
        if (!date) {
            Error error = std::move(date).error();
            error.message = fmt::format("holidays.csv, dòng {}: {}", row.line, error.message);
            return fail(std::move(error));
        }
        const bool known =
            certainty == "law" || certainty == "announced" || certainty == "configurable" || certainty == "pending";
        if ((kind != "off" && kind != "working") || !known) {
            return fail(ErrorKind::unreadable, "holidays.word",
                        fmt::format("holidays.csv, dòng {}: cột kind là off hoặc working; cột certainty là law, "
                                    "announced, configurable hoặc pending.",
                                    row.line),
                        fmt::format("holidays.csv, line {}: unknown kind or certainty", row.line));
        }
        if (certainty == "pending") continue;
        (kind == "off" ? off : swapped_in).push_back(*date);
    }
    return base::WorkCalendar(std::move(off), std::move(swapped_in));
}

base::WorkCalendar calendar() {
    auto read = read_calendar(embedded_data("holidays.csv"));
    if (read) return *std::move(read);
    // The file is part of the binary and covered by a test: this cannot happen in a tested build.
    base::log_error("calendar.broken", {{"message", read.error().message}});
    return {};
}

}  // namespace sauro::units
