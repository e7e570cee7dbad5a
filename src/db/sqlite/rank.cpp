#include "db/sqlite/rank.hpp"

#include <array>
#include <string_view>

namespace sauro::db::sqlite {
namespace {

constexpr double saturation = 2;

std::string_view digits(sqlite3_value* value) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
    return text == nullptr ? std::string_view() : std::string_view(text);
}

double weight(std::string_view weights, int at) {
    if (at < 0 || static_cast<std::size_t>(at) >= weights.size()) return 0;
    return weights[static_cast<std::size_t>(at)] - '0';
}

void rank(const Fts5ExtensionApi* api, Fts5Context* fts, sqlite3_context* context, int count, sqlite3_value** values) {
    if (count != 2) {
        sqlite3_result_error(context, "sauro_rank(table, columns, phrases)", -1);
        return;
    }
    const std::string_view columns = digits(values[0]), phrases = digits(values[1]);
    double score = 0;
    for (int phrase = 0; phrase < api->xPhraseCount(fts); ++phrase) {
        const double worth = weight(phrases, phrase);
        if (worth <= 0) continue;
        std::array<int, 10> times{};
        Fts5PhraseIter at{};
        int column = 0, offset = 0;
        if (api->xPhraseFirst(fts, phrase, &at, &column, &offset) != SQLITE_OK) continue;
        for (; column >= 0; api->xPhraseNext(fts, &at, &column, &offset)) {
            if (static_cast<std::size_t>(column) < times.size()) ++times[static_cast<std::size_t>(column)];
        }
        for (std::size_t c = 0; c < times.size(); ++c)
            score += worth * weight(columns, static_cast<int>(c)) * times[c] / (times[c] + saturation);
    }
    sqlite3_result_double(context, score);
}

// The documented way to the FTS5 interface: https://www.sqlite.org/fts5.html#extending_fts5
fts5_api* interface_of(sqlite3* handle) {
    fts5_api* api = nullptr;
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(handle, "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
        sqlite3_bind_pointer(statement, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
        sqlite3_step(statement);
    }
    sqlite3_finalize(statement);
    return api;
}

}  // namespace

int add_rank_function(sqlite3* handle) {
    fts5_api* api = interface_of(handle);
    if (api == nullptr) return SQLITE_ERROR;
    return api->xCreateFunction(api, "sauro_rank", nullptr, &rank, nullptr);
}

}  // namespace sauro::db::sqlite
