// JSON Schema 2020-12 as OpenAPI 3.1 uses it.
#include <cxxabi.h>

#include <cstdlib>
#include <memory>

#include "json/mapping.hpp"

namespace sauro::json {
namespace {

boost::json::string_view key(std::string_view text) { return {text.data(), text.size()}; }

}  // namespace

std::string schema_name(const std::type_info& type) {
    int status = 0;
    const std::unique_ptr<char, void (*)(void*)> full(abi::__cxa_demangle(type.name(), nullptr, nullptr, &status),
                                                      std::free);
    std::string text = status == 0 ? full.get() : type.name();
    for (const std::string_view drop : {"sauro::", "(anonymous namespace)::"}) {
        for (std::size_t at = text.find(drop); at != std::string::npos; at = text.find(drop))
            text.erase(at, drop.size());
    }
    std::string name;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_')
            name += c;
        else if (c == ':' && !name.empty() && name.back() != '.')
            name += '.';
        else if (c == '<' || c == ',')
            name += '_';
    }
    return name;
}

Any SchemaBook::refer(const StructInfo& info) {
    const std::string name = schema_name(*info.type);
    if (!schemas_.contains(name)) {
        schemas_.emplace(name, nullptr);  // stands already when the struct refers to itself
        Any made = detail::object_schema(info, *this);
        schemas_[name] = std::move(made);
    }
    return boost::json::object{{"$ref", prefix_ + name}};
}

Any closed_schema(const StructInfo& info) {
    SchemaBook book("#/$defs/");
    Any root = detail::object_schema(info, book);
    auto defs = book.take();
    if (!defs.empty()) root.as_object().emplace("$defs", std::move(defs));
    return root;
}

namespace detail {

Any simple_schema(Kind kind) {
    switch (kind) {
        case Kind::boolean:
            return boost::json::object{{"type", "boolean"}};
        case Kind::integer:
            return boost::json::object{{"type", "integer"}};
        case Kind::number:
            return boost::json::object{{"type", "number"}};
        case Kind::text:
        case Kind::word:
            return boost::json::object{{"type", "string"}};
        case Kind::date:
            return boost::json::object{{"type", "string"}, {"format", "date"}};
        case Kind::list:
            return boost::json::object{{"type", "array"}};
        case Kind::map:
        case Kind::object:
            return boost::json::object{{"type", "object"}};
        case Kind::any:
            break;
    }
    return boost::json::object{};
}

Any word_schema(std::span<const EnumRow> rows) {
    boost::json::array names;
    for (const EnumRow& row : rows) names.emplace_back(key(row.name));
    return boost::json::object{{"type", "string"}, {"enum", std::move(names)}};
}

Any list_schema(Any items) { return boost::json::object{{"type", "array"}, {"items", std::move(items)}}; }
Any map_schema(Any items) {
    return boost::json::object{{"type", "object"}, {"additionalProperties", std::move(items)}};
}

// Only inside lists and maps does null stand for "nothing"; an absent member is simply not in "required".
Any or_null(Any schema) {
    return boost::json::object{{"anyOf", boost::json::array{std::move(schema), boost::json::object{{"type", "null"}}}}};
}

Any object_schema(const StructInfo& info, SchemaBook& book) {
    boost::json::object properties;
    boost::json::array required;
    for (const Member& member : info.members) {
        properties.emplace(key(member.name), member.schema(book));
        if (!member.optional) required.emplace_back(key(member.name));
    }
    boost::json::object out{{"type", "object"}, {"properties", std::move(properties)}};
    if (!required.empty()) out.emplace("required", std::move(required));
    out.emplace("additionalProperties", false);
    return out;
}

}  // namespace detail
}  // namespace sauro::json
