// Any file and any request of repair: no crash; what comes out is a docx with the words it had. The first two bytes
// pick the changes, the rest is a whole archive or the main part of one.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "docread/formats/extract.hpp"
#include "docread/fuzz/stored_zip.hpp"
#include "docread/repair.hpp"

namespace {

using namespace sauro::docread;

Repair picked(std::uint8_t which, std::uint8_t where) {
    Repair repair;
    if (which & 1) {
        RunRepair run;
        run.start = where & 15;
        run.end = run.start + 1 + (where >> 2);
        run.font = "Times New Roman";
        run.size = 28;
        run.bold = (which & 16) != 0;
        run.caps = (which & 32) != 0;
        run.underline = (which & 64) != 0;
        run.colour = "auto";
        repair.runs.push_back(run);
    }
    if (which & 2) {
        ParagraphRepair paragraph;
        paragraph.node = where & 31;
        paragraph.alignment = "justify";
        paragraph.first_line = 567;
        paragraph.before = 120;
        paragraph.line = 360;
        paragraph.line_rule = "exact";
        repair.paragraphs.push_back(paragraph);
    }
    if (which & 4) {
        SheetRepair sheet;
        sheet.width = 11906;
        sheet.height = 16838;
        sheet.left = 1701;
        sheet.first_page_apart = true;
        repair.sheet = sheet;
    }
    if (which & 8) {
        NumberRepair numbers;
        numbers.part = where & 3;
        numbers.alignment = "center";
        numbers.size = 26;
        numbers.italic = false;
        repair.numbers = numbers;
    }
    repair.clean = (which & 128) != 0;
    return repair;
}

void mend(const Repair& repair, const std::string& docx) {
    Limits limits;
    limits.text_bytes = 4 << 20;
    const auto mended = repair_answer(repair_request(repair, docx), limits);
    if (!mended) return;
    const auto before = extract_docx(docx, limits), after = extract_docx(*mended, limits);
    if (before && (!after || after->text != before->text)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const Repair repair = picked(data[0], data[1]);
    const std::string rest(reinterpret_cast<const char*>(data) + 2, size - 2);
    if (rest.starts_with("PK")) {
        mend(repair, rest);
    } else {
        mend(repair, stored_zip({{"word/document.xml", rest}, {"word/header1.xml", rest}}));
    }
    (void)repair_answer(rest, {});
    return 0;
}
