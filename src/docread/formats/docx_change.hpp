// The looks of WordprocessingML nodes changed as a repair asks; children stand in the order that the format wants.
#pragma once
#include <pugixml.hpp>
#include <vector>

#include "docread/repair.hpp"

namespace sauro::docread {

void change_run(pugi::xml_node run, const RunRepair& to);
void change_paragraph(pugi::xml_node paragraph, const ParagraphRepair& to);
void change_sheet(const std::vector<pugi::xml_node>& sections, const SheetRepair& to);
// The part that holds the page numbers; without any nothing changes.
void change_numbers(pugi::xml_node root, const NumberRepair& to);

}  // namespace sauro::docread
