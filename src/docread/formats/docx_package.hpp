// A docx as a package that is changed: parts loaded whole, saved, put back or left out; all others keep their bytes.
#pragma once
#include <pugixml.hpp>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "docread/formats/office_archive.hpp"

namespace sauro::docread {

using NewParts = std::vector<std::pair<std::string, std::string>>;

// With its blanks, comments and declaration; refused like every reading where it is unsafe.
Result<pugi::xml_document> load_part(OfficeArchive& archive, const std::string& name);
std::string saved_part(const pugi::xml_document& document);
// The archive with some parts written anew and some left out; libzip copies the packed bytes of the others.
Result<std::string> repacked(OfficeArchive& archive, std::string_view bytes, const NewParts& parts,
                             const std::set<std::string>& dropped = {});

}  // namespace sauro::docread
