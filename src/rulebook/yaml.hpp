// YAML with a memory for where things stand: every error names file and line, every mapping refuses a key it does not
// know.
#pragma once
#include <yaml-cpp/yaml.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/time.hpp"

namespace sauro::rulebook {

Result<YAML::Node> parse_yaml(std::string_view content, const std::string& file);

// file:line: message, code rulebook.schema
std::unexpected<Error> schema_error(const std::string& file, int line, const std::string& message);
int line_of(const YAML::Node& node);

class Mapping {
  public:
    // `what` names the thing in messages: "quy tắc", "tham số “max”".
    static Result<Mapping> of(const YAML::Node& node, const std::string& file, std::string what,
                              std::vector<std::string_view> keys);

    bool has(std::string_view key) const;
    YAML::Node node(std::string_view key) const;           // undefined when absent
    int line(std::string_view key) const;                  // of the key's value, or of the mapping
    Result<std::string> text(std::string_view key) const;  // required, not empty
    Result<std::string> text_or(std::string_view key, std::string otherwise) const;
    Result<std::string> word(std::string_view key, const std::vector<std::string_view>& allowed) const;
    Result<std::vector<std::string>> texts(
        std::string_view key) const;  // a list, or one scalar as a list; absent = empty
    Result<std::optional<base::Date>> date(std::string_view key) const;
    Result<bool> flag(std::string_view key) const;                     // absent = false
    Result<std::vector<YAML::Node>> list(std::string_view key) const;  // absent = empty
    std::unexpected<Error> wrong(std::string_view key, const std::string& message) const;
    const std::string& what() const { return what_; }
    int line() const { return line_; }

  private:
    Mapping(YAML::Node node, std::string file, std::string what);
    YAML::Node node_;
    std::string file_, what_;
    int line_ = 0;
};

}  // namespace sauro::rulebook
