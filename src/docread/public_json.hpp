// The document as `sauro read --json` promises it: every field stands, what could not be read is null.
#pragma once
#include "docread/document.hpp"
#include "json/json.hpp"

namespace sauro::docread {
json::Any public_json(const Document& document);
json::Any public_json(const Presentation& presentation);
}  // namespace sauro::docread
