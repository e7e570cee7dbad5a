// `?` -> `$1`, `$2`, …, leaving quoted text, quoted names, dollar-quoted bodies and comments alone.
#pragma once
#include <string>
#include <string_view>

namespace sauro::db::postgres {

struct Translated {
    std::string sql;
    int parameters = 0;
};
// A parameter that only meets IS NULL gets a cast, for PostgreSQL could not tell its type.
Translated translate(std::string_view sql);

}  // namespace sauro::db::postgres
