#include "docread/docx_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace sauro::docread {
namespace {

constexpr int kDeepest = 200;  // nesting of tables, boxes and content controls; no real document comes near

std::string_view local(pugi::xml_node node) {
    const std::string_view name = node.name();
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child(pugi::xml_node node, std::string_view name) {
    for (const pugi::xml_node c : node.children()) {
        if (local(c) == name) return c;
    }
    return {};
}

std::string_view value(pugi::xml_node node, std::string_view name = "val") {
    for (const pugi::xml_attribute a : node.attributes()) {
        const std::string_view full = a.name();
        const std::size_t colon = full.find(':');
        if ((colon == std::string_view::npos ? full : full.substr(colon + 1)) == name) return a.value();
    }
    return {};
}

int number(std::string_view text, int otherwise) {
    if (text.empty() || text.size() > 6) return otherwise;
    int n = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return otherwise;
        n = n * 10 + (c - '0');
    }
    return n;
}

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
    if ((format == "lowerLetter" || format == "upperLetter") && n >= 1 && n <= 26)
        return std::string(1, static_cast<char>((format == "lowerLetter" ? 'a' : 'A') + n - 1));
    return std::to_string(n);
}

class Words {
  public:
    Words(DocxNumbering& numbering, std::uint64_t most, std::string& out)
        : numbering_(numbering), most_(most), out_(out) {}

    bool fits() const { return out_.size() <= most_; }

    void blocks(pugi::xml_node node, int depth) {
        if (depth > kDeepest) return;
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
    void newline() {
        while (!out_.empty() && (out_.back() == ' ' || out_.back() == '\t')) out_.pop_back();
        out_ += '\n';
    }

    void paragraph(pugi::xml_node p, int depth) {
        std::string line;
        std::vector<pugi::xml_node> boxes;
        runs(p, line, boxes, depth);
        // Boxes (a stamp of urgency or secrecy) stand above the paragraph they hang on.
        for (const pugi::xml_node box : boxes) blocks(box, depth + 1);
        if (const pugi::xml_node numbered = child(child(p, "pPr"), "numPr"); numbered && !line.empty()) {
            const int list = number(value(child(numbered, "numId")), 0);
            if (list > 0) out_ += numbering_.next(list, number(value(child(numbered, "ilvl")), 0));
        }
        out_ += line;
        newline();
    }

    void runs(pugi::xml_node node, std::string& line, std::vector<pugi::xml_node>& boxes, int depth) {
        if (depth > kDeepest || line.size() > most_) return;
        for (const pugi::xml_node c : node.children()) {
            const std::string_view name = local(c);
            if (name == "t")
                line += c.text().get();
            else if (name == "tab")
                line += '\t';
            else if (name == "br" || name == "cr")
                line += value(c, "type") == "page" ? "" : "\n";
            else if (name == "noBreakHyphen")
                line += '-';
            else if (name == "r") {
                const pugi::xml_node hidden = child(child(c, "rPr"), "vanish");
                if (hidden && value(hidden) != "0" && value(hidden) != "false") continue;
                runs(c, line, boxes, depth + 1);
            } else if (name == "txbxContent") {
                if (boxes.size() < 200) boxes.push_back(c);
            } else if (name == "AlternateContent") {
                const pugi::xml_node choice = child(c, "Choice");
                runs(choice ? choice : child(c, "Fallback"), line, boxes, depth + 1);
            } else if (name != "del" && name != "moveFrom" && name != "delText" && name != "instrText" &&
                       name != "pPr" && name != "rPr" && name != "sdtPr") {
                runs(c, line, boxes, depth + 1);
            }
        }
    }

    // A row whose cells are single lines stays one line, columns apart; otherwise the cells follow one another.
    void table(pugi::xml_node tbl, int depth) {
        if (depth > kDeepest) return;
        for (const pugi::xml_node row : tbl.children()) {
            if (!fits()) return;
            if (local(row) != "tr") {
                if (local(row) == "sdt") table(child(row, "sdtContent"), depth + 1);
                continue;
            }
            if (child(child(row, "trPr"), "del")) continue;
            std::vector<std::string> cells;
            for (const pugi::xml_node cell : row.children()) {
                if (local(cell) != "tc") continue;
                std::string inside;
                Words words(numbering_, most_ - std::min<std::uint64_t>(most_, out_.size()), inside);
                words.blocks(cell, depth + 1);
                while (!inside.empty() && (inside.back() == '\n' || inside.back() == ' ')) inside.pop_back();
                const std::size_t first = inside.find_first_not_of("\n ");
                cells.push_back(first == std::string::npos ? std::string() : inside.substr(first));
            }
            const bool single = std::all_of(cells.begin(), cells.end(),
                                            [](const std::string& c) { return c.find('\n') == std::string::npos; });
            bool first = true;
            for (const std::string& cell : cells) {
                if (cell.empty()) continue;
                if (!first) out_ += single ? '\t' : '\n';
                out_ += cell;
                first = false;
            }
            if (!first) newline();
        }
    }

    DocxNumbering& numbering_;
    std::uint64_t most_;
    std::string& out_;
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
            out.lists_[number(value(node, "numId"), -1)] = number(value(child(node, "abstractNumId")), -1);
        }
    }
    return out;
}

std::string DocxNumbering::next(int list, int level) {
    const auto found = lists_.find(list);
    if (found == lists_.end() || level < 0 || level > 8) return {};
    const auto kind = kinds_.find(found->second);
    if (kind == kinds_.end()) return {};
    const auto& levels = kind->second;
    auto& count = counters_[found->second];
    count.resize(9, 0);
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

bool docx_text(pugi::xml_node root, DocxNumbering& numbering, std::uint64_t most, std::string& out) {
    Words words(numbering, most, out);
    words.blocks(root, 0);
    return words.fits();
}

}  // namespace sauro::docread
