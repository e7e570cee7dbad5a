// Where a document ends: its recipients and its signature, beside or below each other.
#include <algorithm>

#include "rulebook/format/format_lines.hpp"
#include "rulebook/format/format_page.hpp"

namespace sauro::rulebook {

void FormatPage::read_foot() {
    foot_from_ = lines_.size();
    std::size_t label = lines_.size();
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        if (lines_[i].grid || !lines_[i].folded.starts_with("noi nhan") || lines_[i].text.size() > 40) continue;
        label = i;
        break;
    }
    const auto same_cell = [&](const PageLine& a, const PageLine& b) {
        return a.look != nullptr && b.look != nullptr && a.look->cell && b.look->cell &&
               a.look->cell->table == b.look->cell->table && a.look->cell->column == b.look->cell->column;
    };
    if (label < lines_.size()) {
        put(Element::recipients_label, label);
        const PageLine& first = lines_[label];
        for (std::size_t i = label + 1; i < lines_.size(); ++i) {
            const PageLine& line = lines_[i];
            if (first.look != nullptr && first.look->cell) {
                if (!same_cell(first, line)) {
                    if (line.look != nullptr && line.look->cell && line.look->cell->table == first.look->cell->table)
                        continue;
                    break;
                }
            } else if (line.column == 1) {
                continue;  // of the signature, beside
            } else if (is_signing_form(line.folded, line.text) ||
                       !(line.text.starts_with("-") || line.text.starts_with("–") || line.text.starts_with("+") ||
                         line.folded.starts_with("luu") || line.folded.starts_with("nhu tren") ||
                         line.text.ends_with(";") || line.column == 0)) {
                break;
            }
            if (!line.ornament) put(Element::recipients, i);
        }
    }
    // The signature: under its form, or where the reader of documents found it.
    const auto* const signer = field("signer");
    std::size_t from = lines_.size();
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        if (taken(i) || lines_[i].grid) continue;
        if (i >= body_from_ && is_signing_form(lines_[i].folded, lines_[i].text)) {
            from = i;
            break;
        }
    }
    std::vector<std::size_t> block;
    if (from == lines_.size() && label < lines_.size() && lines_[label].look != nullptr && lines_[label].look->cell) {
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            const PageLine& line = lines_[i];
            if (!taken(i) && line.look != nullptr && line.look->cell &&
                line.look->cell->table == lines_[label].look->cell->table && line.column == 1) {
                from = i;
                break;
            }
        }
    }
    if (from == lines_.size() && signer != nullptr) {
        for (std::size_t i = body_from_; i < lines_.size() && from == lines_.size(); ++i) {
            if (!taken(i) && meets(lines_[i], signer)) from = i;
        }
    }
    // Above or beside the recipients: an office in capitals.
    for (std::size_t i = std::max(body_from_, label > 10 ? label - 10 : 0); from == lines_.size() && i < lines_.size();
         ++i) {
        if (!taken(i) && !lines_[i].grid && has_capitals_only(lines_[i]) && names_office(lines_[i])) from = i;
    }
    // "BÊN GIAO", "BÊN NHẬN": two that sign side by side and have no office here.
    for (std::size_t i = body_from_; from == lines_.size() && i < lines_.size(); ++i) {
        if (!taken(i) && lines_[i].column == 1 && lines_[i].look != nullptr && lines_[i].look->cell &&
            has_capitals_only(lines_[i]))
            from = i;
    }
    if (from < lines_.size()) {
        const PageLine& first = lines_[from];
        for (std::size_t i = from; i < std::min(lines_.size(), from + 14); ++i) {
            const PageLine& line = lines_[i];
            if (first.look != nullptr && first.look->cell ? !same_cell(first, line) : line.column == 0) continue;
            if (taken(i) || line.ornament) continue;
            if (line.text.size() > 110 || line.folded.starts_with("phu luc")) break;
            // After the name nothing more belongs to it.
            block.push_back(i);
            if (!(first.look != nullptr && first.look->cell) && !has_capitals_only(line) && !line.text.starts_with("("))
                break;
        }
    }
    bool named = false;
    for (std::size_t k = block.size(); k-- > 0;) {
        const PageLine& line = lines_[block[k]];
        if (line.text.starts_with("(") || line.text.starts_with("[")) continue;
        const bool form = is_signing_form(line.folded, line.text);
        if (!named && !form && !names_office(line) && k > 0) {
            put(Element::signer_name, block[k]);
            named = true;
        } else if (form) {
            put(Element::signing_power, block[k]);
        } else if (k > 0 && is_signing_form(lines_[block[k - 1]].folded, lines_[block[k - 1]].text) &&
                   !names_office(line)) {
            put(Element::signing_power, block[k]);  // "TM. ỦY BAN / NHÂN DÂN XÃ" over two lines
        } else {
            put(Element::signing_title, block[k]);
        }
    }
    for (const Element e : {Element::signing_power, Element::signing_title})
        std::ranges::reverse(elements_[static_cast<std::size_t>(e)]);
    const std::size_t signature = block.empty() ? lines_.size() : block.front();
    // A foot out of its place, with the text below it, ends no text.
    const auto prose = [&](std::size_t begin, std::size_t end) {
        std::size_t out = 0;
        for (std::size_t i = begin; i < std::min(end, lines_.size()); ++i)
            out += !taken(i) && lines_[i].column < 0 && !lines_[i].grid && lines_[i].text.size() > 80 ? 1 : 0;
        return out;
    };
    for (const std::size_t at : {label, signature}) {
        if (at < body_from_ || at >= lines_.size()) continue;
        if (prose(body_from_, at) > 0 || prose(at, lines_.size()) < 2) foot_from_ = std::min(foot_from_, at);
    }
    if (signature < lines_.size() && label < signature && prose(label, signature) >= 2) foot_from_ = signature;
}

}  // namespace sauro::rulebook
