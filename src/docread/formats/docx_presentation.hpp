// The presentation of a docx: every paragraph as it looks in the end, sections, page numbers.
#pragma once
#include <vector>

#include "docread/formats/docx_text.hpp"
#include "docread/formats/office_archive.hpp"
#include "docread/presentation.hpp"

namespace sauro::docread {

// The main part as the package names it.
std::string docx_main_part(OfficeArchive& archive);
// The other parts with words of their own: headers, footers, notes.
std::vector<std::string> docx_story_parts(OfficeArchive& archive);
// Paragraphs of the main part in the order of the file: `node` of ParagraphLook counts them.
std::vector<pugi::xml_node> docx_paragraph_nodes(pugi::xml_node root);
// How typists push in a first line without asking the program: a tab, or blanks.
struct DocxOpening {
    bool tab = false;
    int blanks = 0;
    pugi::xml_node run;  // the first with text
};
DocxOpening docx_opening(pugi::xml_node paragraph);
// The sections' w:sectPr, in order; sections of PageLook count them.
std::vector<pugi::xml_node> docx_section_nodes(pugi::xml_node root);
// Names of the header and footer parts; PageNumbers::part counts them.
std::vector<std::string> docx_edge_parts(const OfficeArchive& archive);

Result<Presentation> docx_presentation(OfficeArchive& archive, const std::string& main, pugi::xml_node root,
                                       pugi::xml_node styles, pugi::xml_node numbering,
                                       const std::vector<DocxParagraph>& paragraphs);

}  // namespace sauro::docread
