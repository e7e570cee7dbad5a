#include "docread/public_json.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/mp11/algorithm.hpp>
#include <type_traits>

namespace sauro::docread {
namespace {

template <class T>
json::Any value_of(const T& value);

template <class T>
json::Any struct_of(const T& value) {
    boost::json::object out;
    using Members = boost::describe::describe_members<T, boost::describe::mod_public>;
    boost::mp11::mp_for_each<Members>([&](auto member) { out[member.name] = value_of(value.*member.pointer); });
    return out;
}

template <class T>
json::Any value_of(const T& value) {
    if constexpr (std::is_arithmetic_v<T> || std::is_same_v<T, std::string>) {
        return json::Any(value);
    } else if constexpr (requires { value.has_value(); }) {
        return value ? value_of(*value) : json::Any(nullptr);
    } else if constexpr (requires { value.begin(); }) {
        boost::json::array out;
        for (const auto& item : value) out.push_back(value_of(item));
        return out;
    } else {
        return struct_of(value);
    }
}

}  // namespace

json::Any public_json(const Document& document) { return struct_of(document); }
json::Any public_json(const Presentation& presentation) { return struct_of(presentation); }

}  // namespace sauro::docread
