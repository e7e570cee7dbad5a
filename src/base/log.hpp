// Structured log: one JSON object a line on standard error (or a file). Never put personal data or document text in it.
#pragma once
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace sauro::base {

using LogFields = std::initializer_list<std::pair<std::string_view, std::string>>;

void log_to_file(const std::string& path);  // "" returns to standard error
void log_quiet(bool quiet);                 // command line tools log errors only
void log_info(std::string_view event, LogFields fields = {});
void log_warn(std::string_view event, LogFields fields = {});
void log_error(std::string_view event, LogFields fields = {});

}  // namespace sauro::base
