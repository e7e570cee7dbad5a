#include "modules/units/csv.hpp"

#include <fmt/format.h>

#include <span>

#include "base/embedded.hpp"

namespace sauro::embedded {
std::span<const base::EmbeddedFile> units_data();
}

namespace sauro::units {
namespace {

std::unexpected<Error> wrong_line(std::string_view file, std::size_t line, std::string_view why_vi,
                                  std::string_view why_en) {
    return fail(ErrorKind::unreadable, "csv.line",
                fmt::format("{}, dòng {}: {}. Sửa dòng đó rồi chạy lại.", file, line, why_vi),
                fmt::format("{}, line {}: {}", file, line, why_en));
}

// Fields of one line; false when a quote is not closed.
bool split_line(std::string_view line, std::vector<std::string>& fields) {
    fields.clear();
    std::string field;
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (quoted) {
            if (c == '"' && i + 1 < line.size() && line[i + 1] == '"') {
                field += '"';
                ++i;
            } else if (c == '"') {
                quoted = false;
            } else {
                field += c;
            }
        } else if (c == '"' && field.empty()) {
            quoted = true;
        } else if (c == ',') {
            fields.push_back(std::move(field));
            field.clear();
        } else {
            field += c;
        }
    }
    fields.push_back(std::move(field));
    return !quoted;
}

}  // namespace

Result<Csv> parse_csv(std::string_view file, std::string_view text, const std::vector<std::string>& columns) {
    Csv csv;
    std::size_t number = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        ++number;
        if (number == 1 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty()) continue;
        std::vector<std::string> fields;
        if (!split_line(line, fields))
            return wrong_line(file, number, "dấu nháy kép không đóng", "a quote is not closed");
        if (csv.header.empty()) {
            if (fields != columns) {
                return wrong_line(file, number, fmt::format("cần đúng các cột {}", fmt::join(columns, ",")),
                                  fmt::format("the columns must be {}", fmt::join(columns, ",")));
            }
            csv.header = std::move(fields);
            continue;
        }
        if (fields.size() != columns.size()) {
            return wrong_line(file, number, fmt::format("có {} cột, cần {}", fields.size(), columns.size()),
                              fmt::format("{} columns, {} wanted", fields.size(), columns.size()));
        }
        csv.rows.push_back({number, std::move(fields)});
    }
    if (csv.header.empty()) return wrong_line(file, 1, "tệp trống", "the file is empty");
    return csv;
}

std::string_view embedded_data(std::string_view name) {
    for (const base::EmbeddedFile& file : embedded::units_data()) {
        if (file.name == name) return file.content;
    }
    return {};
}

Result<Csv> embedded_csv(std::string_view name, const std::vector<std::string>& columns) {
    return parse_csv(fmt::format("data/{}", name), embedded_data(name), columns);
}

}  // namespace sauro::units
