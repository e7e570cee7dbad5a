#include "docread/formats/docx_marks.hpp"

#include <algorithm>
#include <string>

namespace sauro::docread {
namespace {

constexpr int kDeepest = 1000;
constexpr std::size_t kMostPeople = 50;

bool is_content_change(std::string_view name) {
    return name == "ins" || name == "del" || name == "moveFrom" || name == "moveTo";
}

// The change of a paragraph mark that the last words before it share.
bool with_words_before(pugi::xml_node change) {
    const pugi::xml_node block = change.parent().parent();
    if (local(change.parent()) != "rPr" || local(block) != "pPr") return false;
    return local(block.parent().last_child()) == local(change);
}

void note_author(pugi::xml_node by, std::vector<std::string>& people) {
    std::string who(value(by, "author"));
    if (!who.empty() && people.size() < kMostPeople && !among(people, who)) people.push_back(std::move(who));
}

void count(pugi::xml_node node, Leftovers& into, int depth) {
    if (depth > kDeepest) return;
    for (const pugi::xml_node c : node.children()) {
        const std::string_view name = local(c);
        if (name == "Fallback") continue;  // the same words once more, for older programs
        const bool content = is_content_change(name);
        const bool stretch = name.ends_with("RangeStart") || name.ends_with("RangeEnd");
        if ((content && !with_words_before(c)) || (is_look_change(name) && !stretch)) {
            ++into.changes;
            note_author(c, into.changed_by);
        }
        if (name != "del" && name != "moveFrom") count(c, into, depth + 1);
    }
}

bool row_goes(pugi::xml_node row) {
    if (child(child(row, "trPr"), "del")) return true;
    bool cells = false;
    for (const pugi::xml_node c : row.children()) {
        if (local(c) != "tc") continue;
        if (!child(child(c, "tcPr"), "cellDel")) return false;
        cells = true;
    }
    return cells;
}

bool table_goes(pugi::xml_node table) {
    bool rows = false;
    for (const pugi::xml_node c : table.children()) {
        if (local(c) == "sdt" || (local(c) == "tr" && !row_goes(c))) return false;
        rows = rows || local(c) == "tr";
    }
    return rows;
}

}  // namespace

bool is_look_change(std::string_view name) {
    static constexpr std::string_view kNames[] = {
        "rPrChange",  "pPrChange",  "sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange",
        "trPrChange", "tcPrChange", "cellIns",      "cellDel",     "cellMerge",     "numberingChange",
    };
    const bool stretch = name.ends_with("RangeStart") || name.ends_with("RangeEnd");
    return among(kNames, name) ||
           (stretch && (name.starts_with("moveFrom") || name.starts_with("moveTo") || name.starts_with("customXml")));
}

bool is_comment_place(std::string_view name) {
    return name == "commentRangeStart" || name == "commentRangeEnd" || name == "commentReference";
}

void count_changes(pugi::xml_node root, Leftovers& into) { count(root, into, 0); }

void count_comments(pugi::xml_node root, Leftovers& into) {
    for (const pugi::xml_node c : root.children()) {
        if (local(c) != "comment") continue;
        ++into.comments;
        note_author(c, into.commented_by);
    }
}

bool mark_deleted(pugi::xml_node paragraph) {
    const pugi::xml_node mark = child(child(paragraph, "pPr"), "rPr");
    return child(mark, "del") || child(mark, "moveFrom");
}

pugi::xml_node next_block(pugi::xml_node block) {
    static constexpr std::string_view kBlocks[] = {"p", "tbl", "sdt", "customXml", "AlternateContent", "ins", "moveTo"};
    for (pugi::xml_node next = block.next_sibling(); next; next = next.next_sibling()) {
        if (among(kBlocks, local(next)) && !(local(next) == "tbl" && table_goes(next))) return next;
    }
    return {};
}

}  // namespace sauro::docread
