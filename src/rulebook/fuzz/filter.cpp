// Any text: it parses or is refused; what parses has an SQL form and an answer for an empty and for a full record.
#include <cstdint>
#include <cstdlib>

#include "rulebook/evaluate/filter.hpp"
#include "rulebook/test_views.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace sauro;
    static const auto view = rulebook::testing::documented_views()[1];
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto filter = rulebook::parse_filter(text, view);
    if (!filter) {
        if (filter.error().code != "rulebook.filter") std::abort();
        return 0;
    }
    const auto day = *base::Date::parse_iso("2026-06-30");
    const rulebook::Days days{day, day, day, day, day};
    const std::string sql = rulebook::to_sql(*filter, days);
    if (sql.find('?') != std::string::npos || sql.find(';') != std::string::npos) {
        // Only inside a quoted value may a semicolon stand; a parameter mark nowhere.
        if (sql.find('?') != std::string::npos || sql.find('\'') == std::string::npos) std::abort();
    }
    const rulebook::Record full{
        {"mode", "online"}, {"date", "2026-01-01"}, {"cost", 1}, {"broadcast_to_grassroots", 1}};
    (void)rulebook::test(*filter, {}, days);
    (void)rulebook::test(*filter, full, days);
    return 0;
}
