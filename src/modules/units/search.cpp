// Names searched by beginnings of words, with or without marks. The inner query walks the covering index units_search
// (20,000 short rows, measured: a few milliseconds) and gives the few best codes; only those rows are read whole.
#include <fmt/format.h>

#include "modules/units/rows.hpp"
#include "text/text.hpp"

namespace sauro::units {
namespace {

constexpr std::size_t max_words = 8;

struct Sql {
    std::string text;
    std::vector<db::Value> params;
    void add(std::string_view sql, std::initializer_list<db::Value> values = {}) {
        text += sql;
        params.insert(params.end(), values.begin(), values.end());
    }
};

std::string like(std::string_view words) { return fmt::format("% {}%", words); }

void add_filters(Sql& sql, const SearchRequest& request) {
    sql.add("(");
    for (std::size_t i = 0; i < request.scopes.size(); ++i) {
        const std::string& scope = request.scopes[i];
        sql.add(i == 0 ? "substr(path, 1, CAST(? AS INTEGER)) = ?" : " OR substr(path, 1, CAST(? AS INTEGER)) = ?",
                {scope.size(), scope});
    }
    sql.add(")");
    if (!request.level.empty()) sql.add(" AND level = ?", {request.level});
    if (!request.bloc.empty()) sql.add(" AND bloc = ?", {request.bloc});
}

constexpr std::string_view by_level = "CASE level WHEN 'central' THEN 0 WHEN 'province' THEN 1 ELSE 2 END";

}  // namespace

Result<std::vector<Unit>> search(db::Snapshot& snapshot, const SearchRequest& request) {
    if (request.scopes.empty() || request.limit <= 0) return std::vector<Unit>();
    std::vector<std::string> words = text::folded_syllables(request.text);
    if (words.size() > max_words) words.resize(max_words);
    if (words.empty() && !text::trim(request.text).empty()) return std::vector<Unit>();

    std::string phrase;
    for (const std::string& word : words) phrase += (phrase.empty() ? "" : " ") + word;
    const std::string spelled = text::canonical(text::collapse_space(request.text));
    const bool marks = spelled != phrase;

    Sql sql;
    sql.add(fmt::format("SELECT {} FROM (SELECT code AS hit FROM units WHERE ", unit_columns));
    add_filters(sql, request);
    if (words.empty()) {
        sql.add(" ORDER BY path LIMIT ?) found JOIN units u ON u.code = found.hit ORDER BY u.path", {request.limit});
        return snapshot.all(sql.text, db::Params(sql.params), unit_of);
    }
    const std::string code = text::to_lower(text::trim(request.text));
    sql.add(" AND ((");
    for (std::size_t i = 0; i < words.size(); ++i)
        sql.add(i == 0 ? "folded_name LIKE ?" : " AND folded_name LIKE ?", {like(words[i])});
    sql.add(") OR substr(lower(code), 1, CAST(? AS INTEGER)) = ?)", {code.size(), code});

    // Whole code; the words side by side, first with their marks, then without; more whole words; higher levels;
    // shorter names. The same order is applied to the few rows outside, because a join need not keep the order of its
    // input.
    const auto add_order = [&](std::string_view prefix) {
        const auto when = [&](std::string_view column, std::string_view condition) {
            return fmt::format("CASE WHEN {}{} {} THEN 0 ELSE 1 END", prefix, column, condition);
        };
        sql.add(fmt::format(" ORDER BY CASE WHEN lower({}code) = ? THEN 0 ELSE 1 END", prefix), {code});
        if (marks) sql.add(", " + when("spelled_name", "LIKE ?"), {like(spelled)});
        sql.add(", " + when("folded_name", "LIKE ?"), {like(phrase)});
        for (std::size_t i = 0; i < words.size(); ++i)
            sql.add((i == 0 ? ", " : " + ") + when("folded_name", "LIKE ?"), {fmt::format("% {} %", words[i])});
        sql.add(fmt::format(", {}, length({}folded_name), {}code", by_level, prefix, prefix));
    };
    add_order("");
    sql.add(" LIMIT ?) found JOIN units u ON u.code = found.hit", {request.limit});
    add_order("u.");
    return snapshot.all(sql.text, db::Params(sql.params), unit_of);
}

}  // namespace sauro::units
