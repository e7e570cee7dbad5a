#include "rulebook/format/format_page.hpp"

#include <algorithm>
#include <map>

#include "docread/names.hpp"
#include "docread/pasted.hpp"
#include "docread/tables.hpp"
#include "rulebook/format/format_lines.hpp"
#include "text/letters.hpp"
#include "text/text.hpp"
#include "text/utf8.hpp"

namespace sauro::rulebook {
namespace {

using docread::ParagraphLook;

constexpr std::size_t kHeadLines = 45;  // a head has no more

constexpr std::pair<std::string_view, std::string_view> kElements[] = {
    {"national_name", "Quốc hiệu"},
    {"motto", "Tiêu ngữ"},
    {"party_heading", "tiêu đề “ĐẢNG CỘNG SẢN VIỆT NAM”"},
    {"parent", "tên cơ quan cấp trên"},
    {"issuer", "tên cơ quan ban hành"},
    {"star", "dấu sao dưới tên cơ quan"},
    {"number", "số và ký hiệu"},
    {"place_date", "địa danh và ngày tháng"},
    {"type", "tên loại văn bản"},
    {"subject", "trích yếu"},
    {"letter_subject", "trích yếu công văn"},
    {"addressee", "nơi kính gửi"},
    {"basis", "căn cứ ban hành"},
    {"article", "tiêu đề điều"},
    {"body", "lời văn"},
    {"signing_power", "quyền hạn ký"},
    {"signing_title", "chức vụ người ký"},
    {"signer_name", "họ tên người ký"},
    {"recipients_label", "từ “Nơi nhận”"},
    {"recipients", "danh sách nơi nhận"},
    {"urgency", "dấu mức độ khẩn"},
};

bool blank(char c) { return c == ' ' || c == '\t'; }

Span trimmed(std::string_view text, Span s) {
    while (s.start < s.end && blank(text[s.start])) ++s.start;
    while (s.end > s.start && blank(text[s.end - 1])) --s.end;
    return s;
}

bool digit(char c) { return c >= '0' && c <= '9'; }
bool dashed(std::string_view text) { return text.starts_with('-') || text.starts_with("–") || text.starts_with('+'); }

}  // namespace

std::optional<Element> element_named(std::string_view word) {
    for (std::size_t i = 0; i < std::size(kElements); ++i) {
        if (kElements[i].first == word) return static_cast<Element>(i);
    }
    return std::nullopt;
}

std::string_view element_vi(Element element) { return kElements[static_cast<std::size_t>(element)].second; }

FormatPage::FormatPage(const docread::Document& document) : document_(document) {
    cut_lines();
    taken_.resize(lines_.size());
    tell_tables();
    read_head();
    read_names();
    read_foot();
    read_body();
    decide_pack();
}

// Lines of the text, parted where a tab stands between the columns of a head or a foot.
void FormatPage::cut_lines() {
    const std::string_view text = document_.text;
    const text::CodepointIndex index(text);
    const std::vector<ParagraphLook>* looks = measured() ? &document_.presentation->paragraphs : nullptr;
    std::size_t look = 0, number = 0;
    for (std::size_t at = 0; at < text.size(); ++number) {
        std::size_t end = text.find('\n', at);
        if (end == std::string_view::npos) end = text.size();
        std::vector<Span> pieces;
        for (std::size_t from = at; from < end;) {
            std::size_t to = from;
            while (to < end && text[to] != '\t' && text.substr(to, 4) != "    ") ++to;
            // A gap left open for a number or a day parts nothing.
            const std::string_view before = text.substr(from, to - from);
            std::size_t next = to;
            while (next < end && blank(text[next])) ++next;
            const std::string folded = text::fold(before.substr(before.size() > 12 ? before.size() - 12 : 0));
            const std::string_view tail = std::string_view(folded).substr(0, folded.find_last_not_of(' ') + 1);
            const bool open =
                tail.ends_with("so:") || tail == "so" || tail.ends_with("ngay") || tail.ends_with("thang");
            const Span piece = trimmed(text, {from, to});
            if (open && next < end) {
                std::size_t rest = next;
                while (rest < end && text[rest] != '\t' && text.substr(rest, 4) != "    ") ++rest;
                pieces.push_back(trimmed(text, {from, rest}));
                next = rest;
                while (next < end && blank(text[next])) ++next;
            } else if (!piece.empty()) {
                pieces.push_back(piece);
            }
            from = std::max(next, from + 1);
        }
        // A head or foot pasted as one line.
        if (pieces.size() == 1 && looks == nullptr) {
            constexpr std::size_t head_lines = 12;
            const Span whole = pieces.front();
            const std::string_view words = text.substr(whole.start, whole.end - whole.start);
            std::size_t second = number < head_lines ? docread::second_column_of_head(words) : std::string_view::npos;
            if (second == std::string_view::npos) second = docread::second_column_of_foot(words);
            if (second != std::string_view::npos)
                pieces = {trimmed(text, {whole.start, whole.start + second}), {whole.start + second, whole.end}};
        }
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            PageLine line;
            line.span = pieces[i];
            line.start = index.codepoint_at(line.span.start);
            line.end = index.codepoint_at(line.span.end);
            line.text = text.substr(line.span.start, line.span.end - line.span.start);
            line.folded = text::fold(line.text);
            line.ornament = is_ornament(line.text);
            line.paragraph = number;
            if (pieces.size() == 2) line.column = static_cast<int>(i);
            if (looks != nullptr) {
                while (look < looks->size() && (*looks)[look].end <= line.start) ++look;
                if (look < looks->size() && (*looks)[look].start < line.end) {
                    line.look = &(*looks)[look];
                    line.paragraph = look;
                    if (line.look->cell && line.look->cell->columns >= 2)
                        line.column = line.look->cell->column == 0                              ? 0
                                      : line.look->cell->column + 1 == line.look->cell->columns ? 1
                                                                                                : -1;
                }
            }
            lines_.push_back(std::move(line));
        }
        at = end + 1;
    }
}

// A table is laid out as a head or a foot, or it holds data.
void FormatPage::tell_tables() {
    std::vector<int> layout_tables;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        const PageLine& line = lines_[i];
        if (line.look == nullptr || !line.look->cell) continue;
        const std::string_view f = line.folded;
        const bool head = i < kHeadLines && (f.starts_with("cong hoa xa hoi") || f.starts_with("dang cong san") ||
                                             f.starts_with("doc lap") || looks_like_place_date(f));
        const bool foot = f.starts_with("noi nhan") || is_signing_form(f, line.text);
        const bool box = line.look->framed || line.look->cell->columns == 1;
        if (head || foot || box) layout_tables.push_back(line.look->cell->table);
    }
    // Two that sign side by side, whatever they are called: capitals at the top of both cells, a person at their foot.
    struct Cell {
        const PageLine *first = nullptr, *last = nullptr;
    };
    std::map<int, std::pair<Cell, Cell>> pairs;
    for (const PageLine& line : lines_) {
        if (line.look == nullptr || !line.look->cell || line.look->cell->columns != 2) continue;
        auto& [left, right] = pairs[line.look->cell->table];
        Cell& cell = line.look->cell->column == 0 ? left : right;
        if (cell.first == nullptr) cell.first = &line;
        cell.last = &line;
    }
    const auto signs = [](const Cell& cell) {
        return cell.first != nullptr && cell.first != cell.last && has_capitals_only(*cell.first) &&
               docread::is_person(cell.last->text);
    };
    for (const auto& [table, cells] : pairs) {
        if (signs(cells.first) && signs(cells.second)) layout_tables.push_back(table);
    }
    for (PageLine& line : lines_) {
        if (line.look != nullptr && line.look->cell)
            line.grid = std::ranges::find(layout_tables, line.look->cell->table) == layout_tables.end();
        if (line.grid) line.column = -1;
    }
}

const docread::FieldMark* FormatPage::field(std::string_view name) const {
    const auto at = std::ranges::find(document_.fields, name, &docread::FieldMark::field);
    return at == document_.fields.end() ? nullptr : &*at;
}

bool FormatPage::meets(const PageLine& line, const docread::FieldMark* mark) const {
    return mark != nullptr && line.start < mark->end && mark->start < line.end;
}

void FormatPage::read_head() {
    const auto head = std::min(lines_.size(), kHeadLines);
    const auto one = [&](Element e, const auto& is) {
        for (std::size_t i = 0; i < head; ++i) {
            if (lines_[i].grid || lines_[i].ornament || taken(i) || !is(lines_[i])) continue;
            put(e, i);
            return;
        }
    };
    one(Element::national_name,
        [](const PageLine& l) { return l.folded.starts_with("cong hoa xa hoi") && l.folded.size() < 60; });
    one(Element::motto, [](const PageLine& l) { return l.folded.starts_with("doc lap") && l.folded.size() < 45; });
    one(Element::party_heading,
        [](const PageLine& l) { return l.folded.starts_with("dang cong san viet") && l.folded.size() < 40; });
    // A narrow column of a PDF breaks them over two lines.
    const auto whole = [&](Element e, std::string_view end) {
        if (of(e).empty()) return;
        const PageLine& line = lines_[of(e).front()];
        for (std::size_t i = of(e).front() + 1; i < std::min(head, of(e).front() + 3); ++i) {
            if (line.folded.ends_with(end) || lines_[i].column != line.column || !end.ends_with(lines_[i].folded))
                continue;
            put(e, i);
            return;
        }
    };
    whole(Element::national_name, "viet nam");
    whole(Element::motto, "hanh phuc");
    whole(Element::party_heading, "viet nam");
    one(Element::number, [](const PageLine& l) {
        return l.text.size() < 60 && (l.folded.starts_with("so") || digit(l.text.front())) && written_number(l.text);
    });
    // "2. Thực hiện Quy định số 66-QĐ/TW, ngày 06/02/2017 …" is no head.
    one(Element::place_date, [](const PageLine& l) {
        const auto day = l.folded.find("ngay");
        const bool cites = day != std::string::npos && l.folded.substr(0, day).find(" so ") != std::string::npos;
        return looks_like_place_date(l.folded) && !opens_item(l.text) && !cites;
    });
    one(Element::urgency, [](const PageLine& l) {
        return l.folded == "khan" || l.folded == "thuong khan" || l.folded == "hoa toc" ||
               l.folded == "hoa toc hen gio";
    });
    one(Element::type, [](const PageLine& l) {
        return docread::type_line(l.folded) != nullptr && l.folded != "cong van" && l.column != 0 &&
               l.folded.size() < 40;
    });
    one(Element::addressee,
        [](const PageLine& l) { return starts_word(l.folded, "kinh gui") || starts_word(l.folded, "kinh trinh"); });

    // Several stand in a list under "Kính gửi:", or beside it.
    if (!of(Element::addressee).empty()) {
        const std::size_t label = of(Element::addressee).front();
        for (std::size_t i = label + 1; i < std::min(lines_.size(), label + 40); ++i) {
            const PageLine& above = lines_[i - 1];
            const bool more = above.text.ends_with(':') || above.text.ends_with(';') || above.text.ends_with(',') ||
                              lines_[i].paragraph == above.paragraph;
            if (!more || taken(i) || lines_[i].text.size() > 250 || !dashed(lines_[i].text)) break;
            put(Element::addressee, i);
        }
    }

    if (const PageLine* const line = first(Element::number)) {
        const auto n = written_number(line->text);
        legal_act_ = n && !n->year.empty();
        // The first group names the type; in a State letter it names the body.
        const bool code = n && (docread::type_of_code(n->groups.front(), true) != nullptr ||
                                docread::type_of_code(n->groups.front(), false) != nullptr);
        if (code) type_code_ = n->groups.front();
    }
    const PageLine* const type = first(Element::type);
    if (type == nullptr) {
        const std::size_t until = of(Element::addressee).empty() ? head : of(Element::addressee).front();
        for (std::size_t i = 0; i < until; ++i) {
            const std::string_view f = lines_[i].folded;
            if (taken(i) || lines_[i].ornament) continue;
            // Under the number a letter of the Party may say "về …" alone.
            const bool under = !of(Element::number).empty() && i > of(Element::number).front() &&
                               i <= of(Element::number).front() + 3 && starts_word(f, "ve");
            const bool named = f.starts_with("v/v") || f.starts_with("vv ") ||
                               ((starts_word(f, "ve viec") || under) && lines_[i].text.size() < 200);
            if (!named && !(meets(lines_[i], field("subject")) && lines_[i].text.size() < 250)) continue;
            // Under a number that names a type, the type itself was forgotten.
            if (!type_code_.empty() && type_code_ != "CV") {
                put(Element::subject, i);
                break;
            }
            put(Element::letter_subject, i);
            // The rest of it, in the same column under it.
            for (std::size_t j = i + 1; j < until && lines_[i].look != nullptr; ++j) {
                const PageLine& next = lines_[j];
                if (taken(j) || next.ornament || next.look == nullptr || next.column != lines_[i].column ||
                    !(meets(next, field("subject"))))
                    break;
                put(Element::letter_subject, j);
            }
            break;
        }
    } else {
        const std::size_t from = of(Element::type).front();
        for (std::size_t i = from + 1; i < std::min(lines_.size(), from + 12); ++i) {
            const PageLine& line = lines_[i];
            if (taken(i)) continue;
            if (line.ornament || line.grid || opens_basis(line.folded) || line.column >= 0) break;
            const bool read = meets(line, field("subject"));
            const bool centred = line.look != nullptr && line.look->alignment == "center";
            // "CỦA BAN BÍ THƯ" under "KẾT LUẬN": whose it is, not what it is about.
            if (!read && !centred && has_capitals_only(line) && line.folded.starts_with("cua ")) continue;
            // The body that issues it may stand in the centre above its grounds: "ỦY BAN NHÂN DÂN TỈNH MINH HỌA".
            const bool issuing = has_capitals_only(line) && !of(Element::subject).empty() &&
                                 !line.folded.starts_with("ve ") && !line.folded.starts_with("cua ");
            if (!(read || centred) || issuing || line.folded.ends_with(':') || opens_division(line.folded)) break;
            put(Element::subject, i);
        }
        // Out of its place: between the number and the type.
        std::size_t above = 0;
        for (const Element e : {Element::number, Element::place_date}) {
            if (!of(e).empty() && of(e).front() < from) above = std::max(above, of(e).front() + 1);
        }
        for (std::size_t i = 0; of(Element::subject).empty() && i < from; ++i) {
            const PageLine& line = lines_[i];
            if (!taken(i) && !line.ornament && line.column < 0 && !has_capitals_only(line) &&
                (i >= above || starts_word(line.folded, "ve")))
                put(Element::subject, i);
        }
    }
    std::size_t last = 0;
    for (const Element e :
         {Element::national_name, Element::motto, Element::party_heading, Element::number, Element::place_date,
          Element::type, Element::subject, Element::letter_subject, Element::addressee}) {
        // What is out of its place, below the text, does not move the end of the head.
        if (!of(e).empty() && of(e).back() < last + 14) last = std::max(last, of(e).back() + 1);
    }
    while (last < lines_.size() && lines_[last].ornament) ++last;
    body_from_ = last;
    letter_ = type == nullptr && (type_code_.empty() || type_code_ == "CV") &&
              (!of(Element::letter_subject).empty() || !of(Element::addressee).empty());
}

// The bodies above the number: what is left of the head, on the left.
void FormatPage::read_names() {
    const std::size_t type = of(Element::type).empty() ? body_from_ : of(Element::type).front();
    const std::size_t number = of(Element::number).empty() ? type : of(Element::number).front();
    std::vector<std::size_t> names;
    // The columns may be the wrong way round: the heading of the country or of the Party at the left.
    bool swapped = false;
    for (const Element e : {Element::national_name, Element::party_heading})
        swapped = swapped || (!of(e).empty() && lines_[of(e).front()].column == 0);
    const auto beside = [&](const PageLine& line) {
        return swapped ? line.column != 1 || !has_capitals_only(line) : line.column == 1;
    };
    for (std::size_t i = 0; i < std::min({type, body_from_, lines_.size()}); ++i) {
        const PageLine& line = lines_[i];
        if (line.ornament) {
            if (line.text.find('*') != std::string_view::npos && line.column != (swapped ? 0 : 1) && !names.empty())
                put(Element::star, i);
            continue;
        }
        if (taken(i) || line.grid || beside(line) || line.text.size() > 160) continue;
        if (i > number && line.column != (swapped ? 1 : 0)) continue;
        names.push_back(i);
    }
    const auto* const parent = field("parent_body");
    const auto* const issuer = field("issuer");
    for (std::size_t k = 0; k < names.size(); ++k) {
        const PageLine& line = lines_[names[k]];
        // The last line is always the body that issues; above it what was read as its superior.
        const bool above = k + 1 < names.size() && (meets(line, parent) || (parent == nullptr && !meets(line, issuer)));
        put(above ? Element::parent : Element::issuer, names[k]);
    }
}

void FormatPage::read_body() {
    bool grounds = true;
    const std::string type = document_.document_type ? text::fold(*document_.document_type) : "";
    const bool enacts = type == "quyet dinh" || type == "nghi quyet";
    for (std::size_t i = body_from_; i < foot_from_; ++i) {
        const PageLine& line = lines_[i];
        if (taken(i) || line.ornament || line.grid || line.column >= 0) continue;
        if (grounds && opens_basis(line.folded)) {
            const bool more = i + 1 < foot_from_ && opens_basis(lines_[i + 1].folded);
            if (enacts || more || line.text.ends_with(";") || !of(Element::basis).empty()) {
                put(Element::basis, i);
                continue;
            }
        }
        const bool heading = has_capitals_only(line) || line.folded.ends_with("quyet dinh:") || line.text.size() < 40;
        if (!heading) grounds = false;
        if (starts_word(line.folded, "dieu") && line.folded.size() > 6 && digit(line.folded[5]))
            put(Element::article, i);
        put(Element::body, i);
    }
}

}  // namespace sauro::rulebook
