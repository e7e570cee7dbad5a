// Short names for the fields of kinds, and the kind whose keys stand in columns of its own table: most facts are so.
#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "facts/table.hpp"

namespace sauro::facts {

namespace field {
inline Field typed(std::string name, Type type, std::string note) {
    return {.name = std::move(name), .type = type, .note = std::move(note)};
}
inline Field words(std::string name, std::string note = {}) {
    return typed(std::move(name), Type::text, std::move(note));
}
inline Field date(std::string name, std::string note = {}) {
    return typed(std::move(name), Type::date, std::move(note));
}
inline Field flag(std::string name, std::string note = {}) {
    return typed(std::move(name), Type::boolean, std::move(note));
}
inline Field count(std::string name, std::string note = {}) {
    return typed(std::move(name), Type::integer, std::move(note));
}
inline Field number(std::string name, std::string note = {}) {
    return typed(std::move(name), Type::number, std::move(note));
}
inline Field list(std::string name, std::string note = {}) {
    return typed(std::move(name), Type::list, std::move(note));
}
inline Field choice(std::string name, std::vector<std::string> one_of, std::string note = {}) {
    return {.name = std::move(name), .one_of = std::move(one_of), .note = std::move(note)};
}
// Points to a fact of another kind by its id, or to a unit by its code.
inline Field ref(std::string name, std::string kind, std::string note = {}) {
    return {.name = std::move(name), .refers = std::move(kind), .note = std::move(note)};
}
inline Field unit(std::string name, std::string note = {}) { return ref(std::move(name), "unit", std::move(note)); }
inline Field must(Field field) {
    field.required = true;
    return field;
}
inline Field key() { return must(words("id", "mã của bên gửi")); }
inline Field optional_key() { return words("id", "có thể bỏ; nên ghi khi dữ kiện chia ra nhiều tệp"); }
}  // namespace field

// Each key stands in the column of its name, one that refers to something as `<key>_id`; a key without a fixed place is
// named in `columns`. Lines may come without id where the key `id` is not required.
struct TableKind {
    std::string name, table;
    std::vector<Field> fields;
    std::vector<std::string> natural_key{};           // columns UNIQUE together
    std::map<std::string, std::string> references{};  // kind -> its table, for keys that refer to facts
    std::map<std::string, std::string> columns{};     // key -> column, where it is not the usual one
    AfterInsert after{};
};
Kind table_kind(TableKind spec);

// The view of such a kind: the usual columns, one for each key but lists (one that refers shows the code or id; from,
// to, by, area and level stand as from_unit, to_unit, by_unit, place and of_level), then `more`.
View kind_view(std::string name, const Kind& kind, std::vector<View::Column> more = {});

}  // namespace sauro::facts
