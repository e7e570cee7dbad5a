#include "docread/formats/docx_words.hpp"

#include <algorithm>
#include <functional>
#include <string>

#include "docread/formats/xml_node.hpp"
#include "docread/parts/source.hpp"
#include "text/text.hpp"

namespace sauro::docread {
namespace {

// A part of a run that gives letters: w:t, or one sign for w:tab, w:br, w:noBreakHyphen.
struct Letters {
    pugi::xml_node node;
    std::size_t start = 0, end = 0;
    bool text = false;
};

std::size_t length_of(std::string_view words) { return text::CodepointIndex(words).size(); }

void collect(pugi::xml_node run, std::size_t& at, std::vector<Letters>& out) {
    for (const pugi::xml_node c : run.children()) {
        const std::string_view name = local(c);
        const bool sign = name == "tab" || name == "br" || name == "cr" || name == "noBreakHyphen";
        if (name != "t" && !sign) continue;
        const std::size_t size = sign ? 1 : length_of(text::nfc(c.text().get()));
        out.push_back({c, at, at + size, !sign});
        at += size;
    }
}

// Inside a field (the day of opening, a form's entry): what is written there is gone when the field is worked out anew.
bool in_field(pugi::xml_node run) {
    pugi::xml_node paragraph = run;
    while (paragraph && local(paragraph) != "p") {
        if (local(paragraph) == "fldSimple") return true;
        paragraph = paragraph.parent();
    }
    struct Depth final : pugi::xml_tree_walker {
        pugi::xml_node until;
        int open = 0;
        bool for_each(pugi::xml_node& node) override {
            if (node == until) return false;
            if (local(node) != "fldChar") return true;
            const std::string_view kind = value(node, "fldCharType");
            open += kind == "begin" ? 1 : kind == "end" ? -1 : 0;
            return true;
        }
    } fields;
    fields.until = run;
    paragraph.traverse(fields);
    return fields.open > 0;
}

void set_text(pugi::xml_node node, const std::string& words) {
    node.text().set(words.c_str());
    if (!node.attribute("xml:space")) node.append_attribute("xml:space");
    node.attribute("xml:space").set_value("preserve");
}

}  // namespace

bool write_words(const std::vector<PlacedRun>& runs, std::vector<WordRepair> words) {
    struct Place {
        const WordRepair* to;
        std::vector<Letters> over;
    };
    std::vector<Place> places;
    std::ranges::sort(words, std::greater<>(), &WordRepair::start);  // from the end: places before keep their counts
    for (const WordRepair& to : words) {
        Place place{&to, {}};
        for (const PlacedRun& run : runs) {
            if (run.end <= to.start || run.start >= to.end) continue;
            if (in_field(run.node)) return false;
            std::size_t at = run.start;
            collect(run.node, at, place.over);
            if (at != run.end) return false;
        }
        std::erase_if(place.over, [&](const Letters& l) { return l.end <= to.start || l.start >= to.end; });
        if (std::ranges::none_of(place.over, &Letters::text) || place.over.front().start > to.start ||
            place.over.back().end < to.end)
            return false;
        places.push_back(std::move(place));
    }
    for (const Place& place : places) {
        const WordRepair& to = *place.to;
        bool written = false;
        for (const Letters& l : place.over) {
            pugi::xml_node node = l.node;
            if (!l.text) {
                node.parent().remove_child(node);
                continue;
            }
            const std::string held = text::nfc(node.text().get());
            const text::CodepointIndex index(held);
            const std::size_t from = index.byte_at(std::max(l.start, to.start) - l.start),
                              until = index.byte_at(std::min(l.end, to.end) - l.start);
            set_text(node, held.substr(0, from) + (written ? "" : to.words) + held.substr(until));
            written = true;
        }
    }
    return true;
}

}  // namespace sauro::docread
