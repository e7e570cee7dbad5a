// One struct definition (BOOST_DESCRIBE_STRUCT) <-> JSON <-> schema. Errors name every wrong field at once by JSON
// pointer. Supported members: bool, integers, double, std::string, std::optional<T>, std::vector<T>,
// std::map<std::string, T>, described enums (by name), described structs (also derived ones: the members of the base
// come first), json::Any, base::Date (ISO text). An absent std::optional is allowed; an unknown key is refused by name;
// null only fits an optional (and Any). A trailing '_' of a member or enum name, needed for C++ keywords, is not part
// of the JSON name.
#pragma once
#include <boost/json/value.hpp>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace sauro::json {

using Any = boost::json::value;

// Text of one JSON value; depth ≤ 32, strict UTF-8, result NFC is the caller's matter. error json.syntax with line and
// column.
Result<Any> parse(std::string_view text);
std::string write(const Any& value);         // compact
std::string write_pretty(const Any& value);  // two blanks, for people

}  // namespace sauro::json

// template <class T> json::Any to_json(const T&);
// template <class T> Result<T> from_json(const json::Any&);          // every wrong field in Error::fields, code
// "json.fields" template <class T> json::Any schema_of();                          // OpenAPI 3.1 schema; named structs
// as $ref via SchemaBook
#include "json/mapping.hpp"  // IWYU pragma: export
