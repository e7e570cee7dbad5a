// Nodes of Office XML by their local names: the prefix is the writer's choice.
#pragma once
#include <pugixml.hpp>
#include <string_view>

namespace sauro::docread {

inline std::string_view local(pugi::xml_node node) {
    const std::string_view name = node.name();
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

inline pugi::xml_node child(pugi::xml_node node, std::string_view name) {
    for (const pugi::xml_node c : node.children()) {
        if (local(c) == name) return c;
    }
    return {};
}

inline std::string_view value(pugi::xml_node node, std::string_view name = "val") {
    for (const pugi::xml_attribute a : node.attributes()) {
        const std::string_view full = a.name();
        const std::size_t colon = full.find(':');
        if ((colon == std::string_view::npos ? full : full.substr(colon + 1)) == name) return a.value();
    }
    return {};
}

inline int number(std::string_view text, int otherwise) {
    if (text.empty() || text.size() > 6) return otherwise;
    int n = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return otherwise;
        n = n * 10 + (c - '0');
    }
    return n;
}

}  // namespace sauro::docread
