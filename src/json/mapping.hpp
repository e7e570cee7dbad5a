// The mapping behind json.hpp. Templates only make small tables and calls; reading, writing and naming faults stand in
// mapping.cpp and schema.cpp.
#pragma once
#include <boost/describe.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <boost/mp11/algorithm.hpp>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <typeinfo>
#include <vector>

#include "base/error.hpp"
#include "base/time.hpp"

namespace sauro::json {

using Any = boost::json::value;

// A struct without members: the body of a route that needs none, the answer of one that has nothing to say.
struct Nothing {};
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

// Where a value stands; becomes a JSON pointer only when something is wrong there.
struct Path {
    const Path* up = nullptr;
    std::string_view key = {};
    std::size_t index = 0;
    bool is_index = false;
    std::string pointer() const;
};
using Faults = std::vector<FieldError>;

enum class Kind {
    boolean,
    integer,
    number,
    text,
    word,
    date,
    list,
    map,
    object,
    any
};  // word = one of an enum's names

class SchemaBook;

// What the mapping knows about a member without its type.
struct Member {
    std::string_view name;
    bool optional = false;
    Kind kind = Kind::any;       // of the value inside an optional
    Kind item_kind = Kind::any;  // of the items, when kind is list
    void (*read)(const Any& in, void* object, const Path& at, Faults& faults) = nullptr;
    bool (*write)(const void* object, Any& out) = nullptr;  // false: absent
    Any (*schema)(SchemaBook& book) = nullptr;
};
struct StructInfo {
    const std::type_info* type = nullptr;
    std::span<const Member> members;
    const Member* find(std::string_view name) const;
};
struct EnumRow {
    std::string_view name;
    std::int64_t value = 0;
};

// Collects the schemas of named structs while a document is made; a struct is described once and referred to
// afterwards.
class SchemaBook {
  public:
    explicit SchemaBook(std::string prefix = "#/components/schemas/") : prefix_(std::move(prefix)) {}
    Any refer(const StructInfo& info);                          // {"$ref": …}
    boost::json::object take() { return std::move(schemas_); }  // name -> schema

  private:
    std::string prefix_;
    boost::json::object schemas_;
};

// "sauro::documents::Document" -> "documents.Document"
std::string schema_name(const std::type_info& type);

namespace detail {

template <class T>
struct optional_of : std::false_type {};
template <class T>
struct optional_of<std::optional<T>> : std::true_type {};
template <class T>
struct vector_of : std::false_type {};
template <class T, class A>
struct vector_of<std::vector<T, A>> : std::true_type {};
template <class T>
struct map_of : std::false_type {};
template <class T, class C, class A>
struct map_of<std::map<std::string, T, C, A>> : std::true_type {};

template <class T>
concept Described = std::is_class_v<T> && boost::describe::has_describe_members<T>::value;
template <class T>
concept DescribedEnum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;

constexpr std::string_view plain_name(std::string_view name) {
    if (name.ends_with('_')) name.remove_suffix(1);
    return name;
}

void fault(Faults& faults, const Path& at, std::string code, std::string message);
void read_bool(const Any& in, bool& out, const Path& at, Faults& faults);
void read_signed(const Any& in, std::int64_t& out, std::int64_t min, std::int64_t max, const Path& at, Faults& faults);
void read_unsigned(const Any& in, std::uint64_t& out, std::uint64_t max, const Path& at, Faults& faults);
void read_number(const Any& in, double& out, const Path& at, Faults& faults);
void read_text(const Any& in, std::string& out, const Path& at, Faults& faults);
void read_date(const Any& in, base::Date& out, const Path& at, Faults& faults);
void read_word(const Any& in, std::int64_t& out, std::span<const EnumRow> rows, const Path& at, Faults& faults);
void read_object(const Any& in, void* object, const StructInfo& info, const Path& at, Faults& faults);
const boost::json::array* list_of(const Any& in, const Path& at, Faults& faults);
const boost::json::object* map_of_any(const Any& in, const Path& at, Faults& faults);
Any write_object(const void* object, const StructInfo& info);
Any write_word(std::int64_t value, std::span<const EnumRow> rows);

Any simple_schema(Kind kind);
Any word_schema(std::span<const EnumRow> rows);
Any list_schema(Any items);
Any map_schema(Any items);
Any or_null(Any schema);
Any object_schema(const StructInfo& info, SchemaBook& book);
Error faults_error(Faults faults);

template <class T>
constexpr Kind kind_of() {
    if constexpr (std::same_as<T, bool>)
        return Kind::boolean;
    else if constexpr (std::integral<T>)
        return Kind::integer;
    else if constexpr (std::floating_point<T>)
        return Kind::number;
    else if constexpr (std::same_as<T, std::string>)
        return Kind::text;
    else if constexpr (std::same_as<T, base::Date>)
        return Kind::date;
    else if constexpr (std::same_as<T, Any>)
        return Kind::any;
    else if constexpr (std::is_enum_v<T>)
        return Kind::word;
    else if constexpr (vector_of<T>::value)
        return Kind::list;
    else if constexpr (map_of<T>::value)
        return Kind::map;
    else
        return Kind::object;
}

template <DescribedEnum E>
std::span<const EnumRow> enum_rows() {
    static const std::vector<EnumRow> rows = [] {
        std::vector<EnumRow> made;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(
            [&](auto d) { made.push_back({plain_name(d.name), static_cast<std::int64_t>(d.value)}); });
        return made;
    }();
    return rows;
}

template <class T>
const StructInfo& info_of();

template <class T>
void read_value(const Any& in, T& out, const Path& at, Faults& faults) {
    if constexpr (optional_of<T>::value) {
        if (in.is_null())
            out.reset();
        else
            read_value(in, out.emplace(), at, faults);
    } else if constexpr (std::same_as<T, Any>) {
        out = in;
    } else if constexpr (std::same_as<T, bool>) {
        read_bool(in, out, at, faults);
    } else if constexpr (std::signed_integral<T>) {
        std::int64_t wide = 0;
        read_signed(in, wide, std::numeric_limits<T>::min(), std::numeric_limits<T>::max(), at, faults);
        out = static_cast<T>(wide);
    } else if constexpr (std::unsigned_integral<T>) {
        std::uint64_t wide = 0;
        read_unsigned(in, wide, std::numeric_limits<T>::max(), at, faults);
        out = static_cast<T>(wide);
    } else if constexpr (std::floating_point<T>) {
        double wide = 0;
        read_number(in, wide, at, faults);
        out = static_cast<T>(wide);
    } else if constexpr (std::same_as<T, std::string>) {
        read_text(in, out, at, faults);
    } else if constexpr (std::same_as<T, base::Date>) {
        read_date(in, out, at, faults);
    } else if constexpr (DescribedEnum<T>) {
        std::int64_t value = 0;
        read_word(in, value, enum_rows<T>(), at, faults);
        out = static_cast<T>(value);
    } else if constexpr (vector_of<T>::value) {
        out.clear();
        if (const auto* items = list_of(in, at, faults)) {
            out.reserve(items->size());
            for (std::size_t i = 0; i < items->size(); ++i) {
                typename T::value_type item{};
                read_value((*items)[i], item, Path{&at, {}, i, true}, faults);
                out.push_back(std::move(item));
            }
        }
    } else if constexpr (map_of<T>::value) {
        out.clear();
        if (const auto* items = map_of_any(in, at, faults)) {
            for (const auto& [key, value] : *items) {
                const std::string_view name(key.data(), key.size());
                read_value(value, out[std::string(name)], Path{&at, name, 0, false}, faults);
            }
        }
    } else {
        static_assert(Described<T>,
                      "json mapping: describe this type with BOOST_DESCRIBE_STRUCT or BOOST_DESCRIBE_ENUM");
        read_object(in, &out, info_of<T>(), at, faults);
    }
}

template <class T>
Any write_value(const T& in) {
    if constexpr (optional_of<T>::value)
        return in ? write_value(*in) : Any(nullptr);
    else if constexpr (std::same_as<T, Any>)
        return in;
    else if constexpr (std::same_as<T, bool>)
        return Any(in);
    else if constexpr (std::signed_integral<T>)
        return Any(static_cast<std::int64_t>(in));
    else if constexpr (std::unsigned_integral<T>)
        return Any(static_cast<std::uint64_t>(in));
    else if constexpr (std::floating_point<T>)
        return Any(static_cast<double>(in));
    else if constexpr (std::same_as<T, std::string>)
        return Any(boost::json::string_view(in.data(), in.size()));
    else if constexpr (std::same_as<T, base::Date>)
        return Any(boost::json::string_view(in.iso()));
    else if constexpr (DescribedEnum<T>)
        return write_word(static_cast<std::int64_t>(in), enum_rows<T>());
    else if constexpr (vector_of<T>::value) {
        boost::json::array items;
        items.reserve(in.size());
        for (const auto& item : in) items.push_back(write_value<typename T::value_type>(item));
        return items;
    } else if constexpr (map_of<T>::value) {
        boost::json::object items;
        for (const auto& [key, value] : in) items.emplace(key, write_value(value));
        return items;
    } else {
        static_assert(Described<T>,
                      "json mapping: describe this type with BOOST_DESCRIBE_STRUCT or BOOST_DESCRIBE_ENUM");
        return write_object(&in, info_of<T>());
    }
}

template <class T>
Any schema_value(SchemaBook& book) {
    if constexpr (optional_of<T>::value)
        return or_null(schema_value<typename T::value_type>(book));
    else if constexpr (DescribedEnum<T>)
        return word_schema(enum_rows<T>());
    else if constexpr (vector_of<T>::value)
        return list_schema(schema_value<typename T::value_type>(book));
    else if constexpr (map_of<T>::value)
        return map_schema(schema_value<typename T::mapped_type>(book));
    else if constexpr (kind_of<T>() == Kind::object)
        return book.refer(info_of<T>());
    else
        return simple_schema(kind_of<T>());
}

template <class T, auto Pointer>
Member member_row(std::string_view name) {
    using V = std::remove_cvref_t<decltype(std::declval<T&>().*Pointer)>;
    Member row;
    row.name = plain_name(name);
    row.optional = optional_of<V>::value;
    if constexpr (optional_of<V>::value)
        row.kind = kind_of<typename V::value_type>();
    else
        row.kind = kind_of<V>();
    if constexpr (vector_of<V>::value) {
        row.item_kind = kind_of<typename V::value_type>();
    } else if constexpr (optional_of<V>::value) {
        if constexpr (vector_of<typename V::value_type>::value)
            row.item_kind = kind_of<typename V::value_type::value_type>();
    }
    row.read = [](const Any& in, void* object, const Path& at, Faults& faults) {
        read_value(in, static_cast<T*>(object)->*Pointer, at, faults);
    };
    row.write = [](const void* object, Any& out) {
        const auto& value = static_cast<const T*>(object)->*Pointer;
        if constexpr (optional_of<V>::value) {
            if (!value) return false;
        }
        out = write_value(value);
        return true;
    };
    row.schema = [](SchemaBook& book) {
        if constexpr (optional_of<V>::value)
            return schema_value<typename V::value_type>(book);
        else
            return schema_value<V>(book);
    };
    return row;
}

template <class T>
const StructInfo& info_of() {
    static const std::vector<Member> members = [] {
        std::vector<Member> made;
        using Rows = boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;
        boost::mp11::mp_for_each<Rows>([&]<class D>(D) { made.push_back(member_row<T, D::pointer>(D::name)); });
        return made;
    }();
    static const StructInfo info{&typeid(T), members};
    return info;
}

}  // namespace detail

using detail::info_of;

template <class T>
Any to_json(const T& value) {
    return detail::write_value(value);
}

template <class T>
Result<T> from_json(const Any& in) {
    T out{};
    Faults faults;
    detail::read_value(in, out, Path{}, faults);
    if (!faults.empty()) return std::unexpected(detail::faults_error(std::move(faults)));
    return out;
}

template <class T>
Any schema_of(SchemaBook& book) {
    return detail::schema_value<T>(book);
}
// A whole schema by itself, with what it refers to under "$defs".
Any closed_schema(const StructInfo& info);
template <class T>
Any schema_of() {
    return closed_schema(info_of<T>());
}

// Text of path and query parameters -> JSON that from_json<T> understands: a member's kind decides ("50" -> 50, "true"
// -> true, "a,b" -> ["a","b"]). A text that does not fit stays text, so from_json names the fault; an empty text of an
// optional that is not text counts as absent.
Any from_text_fields(const StructInfo& info, const std::map<std::string, std::string, std::less<>>& fields);
template <class T>
Any from_text_fields(const std::map<std::string, std::string, std::less<>>& fields) {
    return from_text_fields(info_of<T>(), fields);
}

}  // namespace sauro::json
