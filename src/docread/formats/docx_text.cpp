#include "docread/formats/docx_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "docread/formats/docx_marks.hpp"
#include "docread/formats/legacy_font.hpp"
#include "docread/formats/xml_node.hpp"
#include "docread/tasks/table_row.hpp"
#include "text/text.hpp"

namespace sauro::docread {
namespace {

constexpr int kDeepest = 200;  // nesting of tables, boxes and content controls; no real document comes near

std::string roman(int n) {
    static constexpr std::pair<int, std::string_view> kSteps[] = {
        {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}};
    if (n < 1 || n > 400) return std::to_string(n);
    std::string out;
    for (const auto& [step, sign] : kSteps) {
        for (; n >= step; n -= step) out += sign;
    }
    return out;
}

std::string shown(int n, std::string_view format) {
    if (format == "upperRoman") return roman(n);
    if (format == "lowerRoman") {
        std::string r = roman(n);
        for (char& c : r) c = static_cast<char>(c | 0x20);
        return r;
    }
    if ((format == "lowerLetter" || format == "upperLetter") && n >= 1 && n <= 26 * 9) {
        // Word goes on with "aa", "bb".
        const char sign = static_cast<char>((format == "lowerLetter" ? 'a' : 'A') + (n - 1) % 26);
        return std::string(static_cast<std::size_t>((n - 1) / 26 + 1), sign);
    }
    if (format == "decimalZero" && n >= 0 && n < 10) return "0" + std::to_string(n);
    return std::to_string(n);
}

class Words {
  public:
    Words(DocxNumbering& numbering, const DocxStyles& styles, std::uint64_t most, DocxText& all, std::string& out)
        : numbering_(numbering), styles_(styles), most_(most), all_(all), out_(out) {}

    bool fits() const { return out_.size() <= most_; }
    bool too_deep(int depth) const {
        if (depth > kDeepest) all_.too_deep = true;
        return depth > kDeepest;
    }
    std::vector<DocxParagraph> take_paragraphs() { return std::move(paragraphs_); }

    void blocks(pugi::xml_node node, int depth) {
        if (too_deep(depth)) return;
        for (const pugi::xml_node c : node.children()) {
            if (!fits()) return;
            const std::string_view name = local(c);
            if (name == "p")
                paragraph(c, depth);
            else if (name == "tbl")
                table(c, depth);
            else if (name == "AlternateContent")
                blocks(child(c, "Choice"), depth + 1);
            else if (name != "del" && name != "moveFrom" && name != "sectPr" && name != "pPr" && name != "rPr" &&
                     name != "tblPr")
                blocks(c, depth + 1);
        }
    }

  private:
    void note_hidden(std::string_view seen) {
        const auto begin = [](std::string_view all) {
            const text::CodepointIndex index(all);
            constexpr std::size_t most = 60;
            return index.size() <= most ? std::string(all) : std::string(all.substr(0, index.byte_at(most))) + "…";
        };
        const std::string words = begin(std::exchange(hidden_, {}));
        if (all_.hidden_words.size() >= 3) return;
        all_.hidden_words.push_back(text::trim(seen).empty()
                                        ? fmt::format("“{}” (cả đoạn bị ẩn)", words)
                                        : fmt::format("“{}” trong đoạn “{}”", words, begin(text::trim(seen))));
    }
    void newline() {
        while (!out_.empty() && (out_.back() == ' ' || out_.back() == '\t')) out_.pop_back();
        out_ += '\n';
    }

    void paragraph(pugi::xml_node p, int depth) {
        const bool joins = mark_deleted(p);
        const pugi::xml_node next = joins ? next_block(p) : pugi::xml_node();
        if (local(next) == "p") {
            joined_.push_back(p);
            return;
        }
        CodedText line;
        std::vector<pugi::xml_node> boxes;
        const pugi::xml_node properties = child(p, "pPr");
        const std::string_view style = value(child(properties, "pStyle"));
        DocxParagraph seen;
        seen.node = p;
        const auto hidden_before = all_.hidden;
        for (const pugi::xml_node before : std::exchange(joined_, {})) runs(before, style, line, boxes, depth, &seen);
        runs(p, style, line, boxes, depth, &seen);
        const std::string words = line.take();
        if (all_.hidden > hidden_before) note_hidden(words);
        if (words.empty() && boxes.empty() && next) return;  // nothing of it is left before the table that follows
        all_.old_fonts = all_.old_fonts || line.converted();
        // Boxes (a stamp of urgency or secrecy) stand above the paragraph they hang on.
        for (const pugi::xml_node box : boxes) blocks(box, depth + 1);
        if (!words.empty()) {
            DocxStyles::Numbering place = styles_.numbering(style);
            if (const pugi::xml_node own = child(properties, "numPr"); own) {
                place.list = number(value(child(own, "numId")), place.list);
                place.level = number(value(child(own, "ilvl")), place.level);
            }
            seen.start = out_.size();
            if (place.list > 0) out_ += numbering_.next(place.list, place.level);
        } else {
            seen.start = out_.size();
        }
        // Letters of an old font came out longer or shorter than they were: the first run stands for all of them.
        if (line.converted() && !seen.runs.empty()) {
            seen.runs.resize(1);
            seen.runs[0] = {seen.runs[0].node, 0, words.size()};
        }
        const std::size_t base = out_.size();
        out_ += words;
        newline();
        seen.end = std::max(seen.start, out_.size() - 1);
        for (DocxRun& run : seen.runs) {
            run.start = std::min(base + run.start, seen.end);
            run.end = std::min(base + run.end, seen.end);
        }
        paragraphs_.push_back(std::move(seen));
    }

    void runs(pugi::xml_node node, std::string_view style, CodedText& line, std::vector<pugi::xml_node>& boxes,
              int depth, DocxParagraph* seen, Coding coding = Coding::unicode) {
        if (too_deep(depth) || line.size() > most_) return;
        for (const pugi::xml_node c : node.children()) {
            const std::string_view name = local(c);
            if (name == "t")
                line.add(c.text().get(), coding);
            else if (name == "tab")
                line.add("\t", coding);
            else if (name == "br" || name == "cr")
                line.add(value(c, "type") == "page" ? "" : "\n", coding);
            else if (name == "noBreakHyphen")
                line.add("-", coding);
            else if (name == "r") {
                const pugi::xml_node look = child(c, "rPr");
                if (styles_.hidden(look, style)) {
                    if (const auto words = text::trim(child(c, "t").text().get()); !words.empty()) {
                        ++all_.hidden;
                        hidden_ += (hidden_.empty() ? "" : " ") + std::string(words.substr(0, most_));
                    }
                    continue;
                }
                const std::size_t from = line.size();
                runs(c, style, line, boxes, depth + 1, seen, coding_of_font(styles_.font(look, style)));
                if (line.size() > from) seen->runs.push_back({c, from, line.size()});
            } else if (name == "txbxContent") {
                if (boxes.size() < 200) boxes.push_back(c);
            } else if (name == "AlternateContent") {
                const pugi::xml_node choice = child(c, "Choice");
                runs(choice ? choice : child(c, "Fallback"), style, line, boxes, depth + 1, seen, coding);
            } else if (name != "del" && name != "moveFrom" && name != "delText" && name != "instrText" &&
                       name != "pPr" && name != "rPr" && name != "sdtPr") {
                runs(c, style, line, boxes, depth + 1, seen, coding);
            }
        }
    }

    void table(pugi::xml_node tbl, int depth) {
        if (too_deep(depth)) return;
        int number_of_row = 0;
        for (const pugi::xml_node row : tbl.children()) {
            if (!fits()) return;
            if (local(row) != "tr") {
                if (local(row) == "sdt") table(child(row, "sdtContent"), depth + 1);
                continue;
            }
            if (child(child(row, "trPr"), "del")) continue;
            std::vector<std::string> cells;
            std::vector<std::vector<DocxParagraph>> looks;
            for (const pugi::xml_node cell : row.children()) {
                if (local(cell) != "tc" || child(child(cell, "tcPr"), "cellDel")) continue;
                std::string inside;
                Words words(numbering_, styles_, most_ - std::min<std::uint64_t>(most_, out_.size()), all_, inside);
                words.blocks(cell, depth + 1);
                cells.push_back(std::move(inside));
                looks.push_back(std::move(words.paragraphs_));
            }
            if (cells.empty() && child(row, "tc")) continue;  // all were deleted
            const std::vector<PlacedCell> placed = append_row(cells, out_);
            for (std::size_t i = 0; i < looks.size(); ++i) {
                for (DocxParagraph& p : looks[i]) {
                    const auto moved = [&](std::size_t at) {
                        return placed[i].at + std::min(at - std::min(at, placed[i].cut), placed[i].size);
                    };
                    p.start = moved(p.start);
                    p.end = moved(p.end);
                    for (DocxRun& run : p.runs) run.start = moved(run.start), run.end = moved(run.end);
                    if (!p.table) {
                        p.table = tbl;
                        p.row = number_of_row;
                        p.column = static_cast<int>(i);
                        p.columns = static_cast<int>(looks.size());
                    }
                    paragraphs_.push_back(std::move(p));
                }
            }
            ++number_of_row;
        }
    }

    DocxNumbering& numbering_;
    const DocxStyles& styles_;
    std::uint64_t most_;
    DocxText& all_;
    std::string& out_;
    std::vector<DocxParagraph> paragraphs_;
    std::vector<pugi::xml_node> joined_;  // paragraphs whose marks are deleted: the next one takes their words
    std::string hidden_;
};

}  // namespace

DocxNumbering DocxNumbering::read(pugi::xml_node root) {
    DocxNumbering out;
    for (const pugi::xml_node node : root.children()) {
        if (local(node) == "abstractNum") {
            std::vector<Level> levels(9);
            for (const pugi::xml_node l : node.children()) {
                if (local(l) != "lvl") continue;
                const int at = number(value(l, "ilvl"), -1);
                if (at < 0 || at > 8) continue;
                levels[static_cast<std::size_t>(at)] = {std::string(value(child(l, "numFmt"))),
                                                        std::string(value(child(l, "lvlText"))),
                                                        number(value(child(l, "start")), 1)};
            }
            out.kinds_[number(value(node, "abstractNumId"), -1)] = std::move(levels);
        } else if (local(node) == "num") {
            List& list = out.lists_[number(value(node, "numId"), -1)];
            list.kind = number(value(child(node, "abstractNumId")), -1);
            for (const pugi::xml_node l : node.children()) {
                const pugi::xml_node anew = child(l, "startOverride");
                if (local(l) == "lvlOverride" && anew)
                    list.restarts[number(value(l, "ilvl"), 0)] = number(value(anew), 1);
            }
        }
    }
    return out;
}

std::string DocxNumbering::next(int list, int level) {
    const auto found = lists_.find(list);
    if (found == lists_.end() || level < 0 || level > 8) return {};
    List& rules = found->second;
    const auto kind = kinds_.find(rules.kind);
    if (kind == kinds_.end()) return {};
    const auto& levels = kind->second;
    auto& count = counters_[rules.kind];
    count.resize(9, 0);
    if (!rules.begun) {
        rules.begun = true;
        for (const auto& [deep, start] : rules.restarts) {
            if (deep >= 0 && deep < 9) count[static_cast<std::size_t>(deep)] = start - 1;
        }
        // A count of nought means "not begun": a list that starts anew at 1 is simply empty again.
    }
    const auto at = static_cast<std::size_t>(level);
    const Level& rule = levels[at];
    if (rule.format == "bullet") return "- ";
    if (rule.format == "none" || rule.pattern.empty()) return {};
    for (std::size_t i = at + 1; i < count.size(); ++i) count[i] = 0;
    count[at] = count[at] == 0 ? rule.start : count[at] + 1;
    std::string out;
    for (std::size_t i = 0; i < rule.pattern.size(); ++i) {
        const char c = rule.pattern[i];
        if (c == '%' && i + 1 < rule.pattern.size() && rule.pattern[i + 1] >= '1' && rule.pattern[i + 1] <= '9') {
            const auto which = static_cast<std::size_t>(rule.pattern[++i] - '1');
            out += shown(count[which] == 0 ? levels[which].start : count[which], levels[which].format);
        } else {
            out += c;
        }
    }
    return out + ' ';
}

bool docx_text(pugi::xml_node root, DocxNumbering& numbering, const DocxStyles& styles, std::uint64_t most,
               DocxText& out) {
    Words words(numbering, styles, most, out, out.text);
    words.blocks(root, 0);
    out.paragraphs = words.take_paragraphs();
    return words.fits();
}

}  // namespace sauro::docread
