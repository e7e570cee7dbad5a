// Tracked changes accepted in the tree of one part. The reader skips what was deleted without changing anything; this
// is the other half, and cleaned_docx() holds one against the other.
#include <algorithm>
#include <string>

#include "docread/formats/docx_clean.hpp"
#include "docread/formats/docx_marks.hpp"
#include "docread/formats/xml_node.hpp"

namespace sauro::docread {
namespace {

constexpr int kDeepest = 400;

std::string beside(pugi::xml_node like, std::string_view name) {
    const std::string_view full = like.name();
    const std::size_t colon = full.find(':');
    return std::string(full.substr(0, colon == std::string_view::npos ? 0 : colon + 1)) + std::string(name);
}

bool has(pugi::xml_node node, std::string_view name) { return static_cast<bool>(child(node, name)); }

// Ends of a bookmark or of a permission may stand among words that go; their other ends may not.
bool is_place(std::string_view name) {
    return name == "bookmarkStart" || name == "bookmarkEnd" || name == "permStart" || name == "permEnd";
}

bool holds_words(pugi::xml_node paragraph) {
    for (const pugi::xml_node c : paragraph.children()) {
        if (c.type() == pugi::node_element && local(c) != "pPr" && local(c) != "proofErr" && !is_place(local(c)))
            return true;
    }
    return false;
}

// Begun fields less ended ones.
int open_fields(pugi::xml_node node, int depth = 0) {
    int open = 0;
    for (const pugi::xml_node c : node.children()) {
        if (local(c) == "fldChar")
            open += value(c, "fldCharType") == "begin" ? 1 : value(c, "fldCharType") == "end" ? -1 : 0;
        if (depth < kDeepest * 2) open += open_fields(c, depth + 1);
    }
    return open;
}

class Settling {
  public:
    bool unsure = false;

    void contents(pugi::xml_node node, int depth) {
        children(node, depth);
        joins(node);
    }

  private:
    void children(pugi::xml_node node, int depth) {
        unsure = unsure || depth > kDeepest;
        if (unsure) return;
        for (pugi::xml_node c = node.first_child(), next; c; c = next) {
            next = c.next_sibling();
            if (c.type() == pugi::node_element) one(node, c, depth);
        }
    }

    void one(pugi::xml_node node, pugi::xml_node c, int depth) {
        const std::string_view name = local(c);
        if (name == "cellMerge") {
            merge(node, c);
        } else if (is_look_change(name) || is_comment_place(name) || name == "delText" || name == "delInstrText" ||
                   (name == "tr" && has(child(c, "trPr"), "del")) ||
                   (name == "tc" && has(child(c, "tcPr"), "cellDel"))) {
            node.remove_child(c);
        } else if (name == "del" || name == "moveFrom") {
            if (local(node) == "rPr") return;            // of a paragraph mark: joins() needs it
            unsure = unsure || local(node) == "ctrlPr";  // a sign of a formula, not words
            for (pugi::xml_node in = c.first_child(), next; in; in = next) {
                next = in.next_sibling();
                if (is_place(local(in))) node.insert_move_before(in, c);
            }
            node.remove_child(c);
        } else if (name == "ins" || name == "moveTo") {
            children(c, depth + 1);
            while (c.first_child()) node.insert_move_before(c.first_child(), c);
            node.remove_child(c);
        } else {
            const bool run = name == "r" && has(c, "commentReference"), link = name == "hyperlink" && c.first_child(),
                       row = name == "tr" && has(c, "tc"), table = name == "tbl" && has(c, "tr");
            contents(c, depth + 1);
            const bool empty = (run && only_looks(c)) || (link && !c.first_child()) || (row && !has(c, "tc")) ||
                               (table && !has(c, "tr"));
            if (empty)
                node.remove_child(c);
            else if (name == "tc" && local(last_element(c)) != "p")
                c.append_child(beside(c, "p").c_str());  // a cell ends with a paragraph
        }
    }

    static bool only_looks(pugi::xml_node run) {
        return std::ranges::all_of(
            run.children(), [](pugi::xml_node c) { return c.type() != pugi::node_element || local(c) == "rPr"; });
    }
    static pugi::xml_node last_element(pugi::xml_node node) {
        pugi::xml_node last = node.last_child();
        while (last && last.type() != pugi::node_element) last = last.previous_sibling();
        return last;
    }

    // Cells that were merged or parted: what was proposed becomes what is.
    static void merge(pugi::xml_node properties, pugi::xml_node change) {
        const std::string how(value(change, "vMerge"));
        if (!how.empty()) {
            while (const pugi::xml_node old = child(properties, "vMerge")) properties.remove_child(old);
            static constexpr std::string_view kBefore[] = {"cnfStyle", "tcW", "gridSpan", "hMerge"};
            pugi::xml_node after;
            for (const pugi::xml_node c : properties.children()) {
                if (among(kBefore, local(c))) after = c;
            }
            const std::string name = beside(change, "vMerge");
            pugi::xml_node now =
                after ? properties.insert_child_after(name.c_str(), after) : properties.prepend_child(name.c_str());
            now.append_attribute(beside(change, "val").c_str()) = how == "rest" ? "restart" : "continue";
        }
        properties.remove_child(change);
    }

    // Words before a mark that went stand in the next paragraph, which keeps its own looks.
    static void joins(pugi::xml_node node) {
        for (pugi::xml_node p = node.first_child(), next; p; p = next) {
            next = p.next_sibling();
            if (local(p) != "p" || !mark_deleted(p)) continue;
            const pugi::xml_node after = next_block(p);
            if (local(after) == "p") {
                pugi::xml_node into = after;
                pugi::xml_node at = child(into, "pPr");
                for (pugi::xml_node c = p.first_child(), following; c; c = following) {
                    following = c.next_sibling();
                    if (local(c) == "pPr") continue;
                    at = at ? into.insert_move_after(c, at) : into.prepend_move(c);
                }
                node.remove_child(p);
            } else if (after && !holds_words(p)) {
                node.remove_child(p);
            } else {
                pugi::xml_node mark = child(child(p, "pPr"), "rPr");
                for (const char* const gone : {"del", "moveFrom"}) mark.remove_child(child(mark, gone));
            }
        }
    }
};

}  // namespace

bool settle_part(pugi::xml_node root) {
    const int open = open_fields(root);
    Settling settling;
    settling.contents(root, 0);
    Leftovers left;
    count_changes(root, left);
    return !settling.unsure && left.changes == 0 && open_fields(root) == open;
}

}  // namespace sauro::docread
