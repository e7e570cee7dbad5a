// The fact views as the modules declare them, for tests of this folder (modules lie on a higher floor):
// testdata/fact_views.txt, which src/app compares with the modules.
#pragma once
#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "facts/table.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::rulebook::testing {

inline facts::View::Column column_of(const std::string& word) {
    static constexpr std::array names{"text", "integer", "boolean", "date", "number", "list", "object"};
    if (const auto open = word.find('('); open != std::string::npos) {
        facts::View::Column out{word.substr(0, open), facts::Type::text};
        std::istringstream words(word.substr(open + 1, word.size() - open - 2));
        for (std::string one; std::getline(words, one, '|');) out.one_of.push_back(one);
        return out;
    }
    const auto colon = word.find(':');
    if (colon == std::string::npos) return {word, facts::Type::text};
    const auto type = std::ranges::find(names, word.substr(colon + 1));
    if (type == names.end()) throw std::runtime_error("fact_views.txt: " + word);
    return {word.substr(0, colon), static_cast<facts::Type>(type - names.begin())};
}

inline std::vector<facts::View> read_views() {
    std::ifstream file(std::string(SAURO_SOURCE_DIR) + "/src/rulebook/testdata/fact_views.txt");
    std::vector<facts::View> views;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line[0] == '#') continue;
        if (line[0] != ' ') {
            views.push_back({line, {}, "", "", ""});
            continue;
        }
        std::istringstream words(line);
        for (std::string word; words >> word;) {
            auto& columns = views.back().columns;
            if (word == "usual") {
                columns = facts::unit_view("", {}).columns;
            } else {
                columns.push_back(column_of(word));
            }
        }
    }
    if (views.empty()) throw std::runtime_error("no fact_views.txt");
    return views;
}

inline const std::vector<facts::View>& documented_views() {
    static const std::vector<facts::View> views = read_views();
    return views;
}

// Plain tables in place of the modules' views.
inline Status create_tables(db::Tx& tx, const std::vector<facts::View>& views = documented_views()) {
    for (const auto& view : views) {
        std::string columns;
        for (const auto& column : view.columns) {
            const bool number = column.type == facts::Type::integer || column.type == facts::Type::boolean;
            columns += (columns.empty() ? "" : ", ") + column.name + (number ? " BIGINT" : " TEXT");
        }
        TRYV(tx.execute("CREATE TABLE fact_" + view.name + " (" + columns + ")"));
    }
    return {};
}

inline Status insert(db::Tx& tx, const std::string& fact, const std::map<std::string, db::Value>& record) {
    std::string columns, marks;
    std::vector<db::Value> values;
    for (const auto& [name, value] : record) {
        columns += (columns.empty() ? "" : ", ") + name;
        marks += marks.empty() ? "?" : ", ?";
        values.push_back(value);
    }
    TRYV(tx.execute("INSERT INTO fact_" + fact + " (" + columns + ") VALUES (" + marks + ")", values));
    return {};
}

inline const Rulebook& shipped() {
    static const Rulebook book = [] {
        auto loaded = Rulebook::load(embedded_rulebook(), documented_views());
        if (!loaded) throw std::runtime_error(loaded.error().message);
        return *loaded;
    }();
    return book;
}

}  // namespace sauro::rulebook::testing
