#include <fmt/format.h>

#include "export/table.hpp"

namespace sauro::exports {

namespace {
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
}

std::string csv_field(std::string_view text) {
    std::string guarded;
    if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) guarded = "'";
    guarded += text;
    if (guarded.find_first_of(",\"\r\n;") == std::string::npos) return guarded;
    std::string quoted = "\"";
    for (const char c : guarded) {
        if (c == '"') quoted.push_back('"');
        quoted.push_back(c);
    }
    quoted.push_back('"');
    return quoted;
}

std::string csv_head(const Table& table) {
    std::string out(kByteOrderMark);
    for (const auto& line : table.heading) out += csv_field(line) + "\r\n";
    std::string_view comma;
    for (const auto& column : table.columns) {
        out += comma;
        out += csv_field(column.title);
        comma = ",";
    }
    out += "\r\n";
    return out;
}

void csv_row(std::string& out, std::span<const Cell> row) {
    struct Write {
        std::string& out;
        void operator()(std::monostate) const {}
        void operator()(std::int64_t v) const { fmt::format_to(std::back_inserter(out), "{}", v); }
        void operator()(double v) const { fmt::format_to(std::back_inserter(out), "{}", v); }
        void operator()(base::Date v) const { out += v.vi(); }
        void operator()(const std::string& v) const { out += csv_field(v); }
    };
    bool first = true;
    for (const auto& cell : row) {
        if (!first) out.push_back(',');
        first = false;
        std::visit(Write{out}, cell);
    }
    out += "\r\n";
}

}  // namespace sauro::exports
