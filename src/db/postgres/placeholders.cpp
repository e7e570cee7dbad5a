#include "db/postgres/placeholders.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace sauro::db::postgres {
namespace {

bool word_char(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// Length of the quoted run that starts at `at`, closing quote included; an unclosed one goes to the end.
std::size_t quoted(std::string_view sql, std::size_t at, char quote, bool backslashes) {
    std::size_t i = at + 1;
    for (; i < sql.size(); ++i) {
        if (backslashes && sql[i] == '\\')
            ++i;
        else if (sql[i] == quote) {
            if (i + 1 < sql.size() && sql[i + 1] == quote)
                ++i;
            else
                break;
        }
    }
    return std::min(i + 1, sql.size()) - at;
}

// $tag$ … $tag$; 0 when it is none.
std::size_t dollar_quoted(std::string_view sql, std::size_t at) {
    std::size_t i = at + 1;
    while (i < sql.size() && word_char(sql[i])) ++i;
    if (i >= sql.size() || sql[i] != '$') return 0;
    const std::string_view tag = sql.substr(at, i + 1 - at);
    const std::size_t close = sql.find(tag, i + 1);
    return (close == std::string_view::npos ? sql.size() : close + tag.size()) - at;
}

std::size_t block_comment(std::string_view sql, std::size_t at) {
    std::size_t depth = 0;  // they nest on PostgreSQL
    for (std::size_t i = at; i + 1 < sql.size(); ++i) {
        if (sql[i] == '/' && sql[i + 1] == '*')
            ++depth, ++i;
        else if (sql[i] == '*' && sql[i + 1] == '/') {
            ++i;
            if (--depth == 0) return i + 1 - at;
        }
    }
    return sql.size() - at;
}

bool before_is(std::string_view rest) {
    const std::size_t i = rest.find_first_not_of(" \t\r\n");
    if (i == std::string_view::npos || i == 0 || rest.size() < i + 3) return false;
    return (rest[i] | 0x20) == 'i' && (rest[i + 1] | 0x20) == 's' && !word_char(rest[i + 2]);
}

}  // namespace

Translated translate(std::string_view sql) {
    Translated out;
    out.sql.reserve(sql.size() + 16);
    for (std::size_t i = 0; i < sql.size();) {
        const char c = sql[i];
        std::size_t kept = 1;
        if (c == '\'') {
            const bool escapes = i > 0 && (sql[i - 1] | 0x20) == 'e' && (i == 1 || !word_char(sql[i - 2]));
            kept = quoted(sql, i, '\'', escapes);
        } else if (c == '"') {
            kept = quoted(sql, i, '"', false);
        } else if (c == '$' && (i == 0 || !word_char(sql[i - 1]))) {
            kept = std::max<std::size_t>(1, dollar_quoted(sql, i));
        } else if (c == '-' && sql.substr(i).starts_with("--")) {
            kept = std::min(sql.find('\n', i), sql.size()) - i;
        } else if (c == '/' && sql.substr(i).starts_with("/*")) {
            kept = block_comment(sql, i);
        } else if (c == '?') {
            const std::string number = fmt::format("${}", ++out.parameters);
            out.sql += before_is(sql.substr(i + 1)) ? fmt::format("({}::text)", number) : number;
            ++i;
            continue;
        }
        out.sql += sql.substr(i, kept);
        i += kept;
    }
    return out;
}

}  // namespace sauro::db::postgres
