// YAML with a memory for where things stand: every error names file and line, every mapping refuses a key it does not
// know. Read with libyaml: the rulebook is read at each start of the program, and nothing else is quick enough.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/time.hpp"

namespace sauro::rulebook {

// A value and all below it. What is not there is an undefined value; nothing throws.
class Yaml {
  public:
    enum class Kind { undefined, null, scalar, sequence, mapping };
    using Entry = std::pair<Yaml, Yaml>;

    Kind kind = Kind::undefined;
    int line = 0;                // from 1
    std::string text;            // of a scalar
    std::vector<Yaml> items;     // of a sequence
    std::vector<Entry> entries;  // of a mapping, in the order of the file

    bool is_defined() const { return kind != Kind::undefined; }
    bool is_null() const { return kind == Kind::null; }
    bool is_scalar() const { return kind == Kind::scalar; }
    bool is_sequence() const { return kind == Kind::sequence; }
    bool is_mapping() const { return kind == Kind::mapping; }
    const Yaml& operator[](std::string_view key) const;  // the first of that name
};

// One document; at most 8 MB, nested at most 64 deep, no key twice. An alias is a copy of what its anchor names.
Result<Yaml> parse_yaml(std::string_view content, const std::string& file);

// file:line: message, code rulebook.schema
std::unexpected<Error> schema_error(const std::string& file, int line, const std::string& message);
inline int line_of(const Yaml& node) { return node.line; }
// The value on one line, the same for the same value however it was written.
std::string flat(const Yaml& node);

// Looks into a value that must outlive it.
class Mapping {
  public:
    // `what` names the thing in messages: "quy tắc", "tham số “max”".
    static Result<Mapping> of(const Yaml& node, const std::string& file, std::string what,
                              const std::vector<std::string_view>& keys);

    bool has(std::string_view key) const;
    const Yaml& node(std::string_view key) const;          // undefined when absent
    int line(std::string_view key) const;                  // of the key's value, or of the mapping
    Result<std::string> text(std::string_view key) const;  // required, not empty
    Result<std::string> text_or(std::string_view key, std::string otherwise) const;
    Result<std::string> word(std::string_view key, const std::vector<std::string_view>& allowed) const;
    Result<std::vector<std::string>> texts(
        std::string_view key) const;  // a list, or one scalar as a list; absent = empty
    Result<std::optional<base::Date>> date(std::string_view key) const;
    Result<bool> flag(std::string_view key) const;                                            // absent = false
    Result<std::span<const Yaml>> list(std::string_view key, std::size_t most = 5000) const;  // absent = empty
    std::unexpected<Error> wrong(std::string_view key, const std::string& message) const;
    const std::string& what() const { return what_; }
    int line() const { return node_->line; }

  private:
    Mapping(const Yaml& node, std::string file, std::string what);
    const Yaml* node_;
    std::string file_, what_;
};

}  // namespace sauro::rulebook
