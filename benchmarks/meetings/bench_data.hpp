// What both parts of the benchmark read, write and fill with.
#pragma once
#include <fmt/format.h>

#include <cstdlib>
#include <optional>

#include "../must.hpp"
#include "app/app.hpp"

namespace sauro::bench {

template <class Do>
auto read(db::Database& database, Do what) {
    std::optional<std::invoke_result_t<Do, db::Snapshot&>> out;
    must(database.read([&](db::Snapshot& snapshot) -> Status {
        out = what(snapshot);
        return {};
    }));
    return must(*std::move(out));
}
inline void write(db::Database& database, const std::string& sql) {
    must(database.write([&](db::Tx& tx) -> Status {
        TRYV(tx.execute(sql));
        return {};
    }));
}

// The numbers from `from` to before `to`, as a table n(i).
inline std::string numbers(std::int64_t from, std::int64_t to) {
    return fmt::format(
        "(WITH RECURSIVE n(i) AS (SELECT {} UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {}) SELECT i FROM n)", from,
        to);
}

// Two years of a nation: so many conferences, three speeches and four guests each.
void fill_nation(app::App& app, std::int64_t conferences);

}  // namespace sauro::bench
