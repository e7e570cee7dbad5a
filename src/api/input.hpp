// From a request to one clean JSON object for from_json: path parameters, query and body together. Private to api.
#pragma once
#include "api/api.hpp"

namespace sauro::api {

// Every wrong field is in the error, those of the text (control characters) included. `unit_id` stands for the {unit}
// parameter.
Result<json::Any> gather_input(const http::Request& request, const json::StructInfo& info, const std::string& unit_id);

}  // namespace sauro::api
