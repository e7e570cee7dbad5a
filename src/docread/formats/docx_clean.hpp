// A docx without what nobody has settled: every tracked change accepted, comments gone.
#pragma once
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "docread/docread.hpp"

namespace sauro::docread {

class OfficeArchive;

// Accepts the changes of one part and takes the places of comments out of it. False when something in it cannot be
// settled for certain: a field cut in two, nesting without end.
bool settle_part(pugi::xml_node root);

// The whole file; what was read is what is read (Repair::clean).
Result<std::string> cleaned_docx(OfficeArchive& archive, std::string_view bytes, const Limits& limits);

}  // namespace sauro::docread
