// What is measured of the sheet: paper, margins, page numbers; and of all the text: font, colour.
#include <fmt/format.h>

#include <algorithm>

#include "rulebook/format/format.hpp"
#include "text/text.hpp"

namespace sauro::rulebook {
namespace {

constexpr std::size_t kWord = 3;  // code points; less than that is a sign or a blank set otherwise

std::int64_t whole_mm(int twips) { return (static_cast<std::int64_t>(twips) * 254 + 7200) / 14400; }

int mm_to_twips(const Rational& mm) {
    return static_cast<int>((mm.numerator() * 7200 * 2 / (mm.denominator() * 127) + 1) / 2);
}

const std::vector<docread::PageLook>* sections(const AnalyserInput& in) {
    const auto& presentation = in.draft.document.presentation;
    return presentation && !presentation->sections.empty() ? &presentation->sections : nullptr;
}

Seen paper(const AnalyserInput& in) {
    const auto* const pages = sections(in);
    if (pages == nullptr) return not_measured(in);
    const Rational width = in.values.at("width"), height = in.values.at("height");
    std::vector<Deviation> wrong;
    for (const auto& page : *pages) {
        const auto shorter = whole_mm(std::min(page.width, page.height)),
                   longer = whole_mm(std::max(page.width, page.height));
        if (Rational(shorter) != width || Rational(longer) != height)
            wrong.push_back({nullptr, fmt::format("{} × {} mm", shorter, longer)});
    }
    const std::string a4 = fmt::format("{} × {} mm", width.text(), height.text());
    Seen out = verdict(in, "Khổ giấy", wrong, a4, "A4, " + a4);
    out.repair.sheet = docread::SheetRepair{.width = mm_to_twips(width), .height = mm_to_twips(height)};
    return out;
}

// Wide tables may lie; the text stands.
Seen orientation(const AnalyserInput& in) {
    const auto* const pages = sections(in);
    if (pages == nullptr) return not_measured(in);
    std::vector<Deviation> wrong;
    std::size_t from = 0;
    const auto& looks = in.draft.document.presentation->paragraphs;
    for (const auto& page : *pages) {
        const std::size_t to = std::min(looks.size(), from + static_cast<std::size_t>(page.paragraphs));
        std::size_t prose = 0, cells = 0;
        for (std::size_t i = from; i < to; ++i) {
            if (looks[i].end <= looks[i].start) continue;
            if (looks[i].cell && looks[i].cell->columns > 2)
                ++cells;
            else
                prose += looks[i].end - looks[i].start > 60 ? 1 : 0;
        }
        if (page.landscape && (from == 0 || cells < prose)) wrong.push_back({nullptr, "khổ nằm ngang"});
        from = to;
    }
    return verdict(in, "Chiều giấy", wrong, "khổ đứng", "khổ đứng, trừ trang có bảng rộng");
}

Seen margin(const AnalyserInput& in) {
    const auto* const pages = sections(in);
    if (pages == nullptr) return not_measured(in);
    static const std::map<std::string, std::pair<std::optional<int> docread::PageLook::*, std::string>> sides = {
        {"top", {&docread::PageLook::top, "Lề trên"}},
        {"bottom", {&docread::PageLook::bottom, "Lề dưới"}},
        {"left", {&docread::PageLook::left, "Lề trái"}},
        {"right", {&docread::PageLook::right, "Lề phải"}}};
    const auto& [member, name] = sides.at(in.norm.side);
    std::vector<Deviation> wrong;
    std::string fine;
    bool known = false;
    for (const auto& page : *pages) {
        if (page.landscape && &page != &pages->front()) continue;  // a wide table
        if (!(page.*member)) continue;
        known = true;
        const std::int64_t mm = whole_mm(*(page.*member));
        fine = fmt::format("{} mm", mm);
        // Margins told from where the text ends are right within a millimetre.
        const bool near = page.measured && (in_range(in, Rational(mm - 1)) || in_range(in, Rational(mm + 1)));
        if (!in_range(in, Rational(mm)) && !near) wrong.push_back({nullptr, fine});
    }
    if (!known) return not_measured(in, in.norm.side == "bottom" ? Lack::bottom : Lack::edges);
    Seen out = verdict(in, name, wrong, fine, range_vi(in, "mm"));
    const bool low = wrong.empty() || whole_mm(*(pages->front().*member)) < 1 ||
                     Rational(whole_mm(*(pages->front().*member))) < in.values.at("min");
    const int wanted = mm_to_twips(in.values.at(low ? "min" : "max"));
    out.repair.sheet.emplace();
    (in.norm.side == "top"      ? out.repair.sheet->top
     : in.norm.side == "bottom" ? out.repair.sheet->bottom
     : in.norm.side == "left"   ? out.repair.sheet->left
                                : out.repair.sheet->right) = wanted;
    return out;
}

std::string_view family(std::string_view font) {
    // "ABCDEF+TimesNewRomanPS-BoldMT"
    if (const std::size_t plus = font.find('+'); plus == 6) font.remove_prefix(7);
    return font;
}

std::string letters_only(std::string_view font) {
    std::string out;
    for (const char c : text::fold(font)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
    }
    return out;
}

template <class Good, class Show>
Seen all_text(const AnalyserInput& in, const std::string& what, const std::string& wanted,
              const docread::RunRepair& change, const Good& good, const Show& show) {
    if (!in.draft.page.measured()) return not_measured(in);
    std::vector<Deviation> wrong;
    std::vector<docread::RunRepair> repairs;
    bool known = false;
    for (const PageLine& line : in.draft.page.lines()) {
        if (line.ornament) continue;
        bool told = false;
        for (const RunShare& r : runs_of(line)) {
            const auto value = show(*r.run, line);
            if (!value) continue;
            known = true;
            if (r.length < kWord || good(*r.run, line)) continue;
            if (!told) wrong.push_back({&line, *value});
            told = true;
            docread::RunRepair repair = change;
            repair.start = std::max(r.run->start, line.start);
            repair.end = std::min(r.run->end, line.end);
            repairs.push_back(std::move(repair));
        }
    }
    if (!known) return not_measured(in, Lack::type);
    Seen out = verdict(in, what, wrong, "đúng", wanted);
    if (change.font || change.colour) out.repair.runs = std::move(repairs);
    return out;
}

bool old_coding(std::string_view font) {
    const std::string f = text::fold(font);
    return f.starts_with(".vn") || f.starts_with("vni-") || f.starts_with("vni ");
}

Seen font(const AnalyserInput& in) {
    return all_text(
        in, "Phông chữ", in.norm.wanted.front(), {.font = in.norm.wanted.front()},
        [&](const docread::TextLook& run, const PageLine&) {
            const std::string name = letters_only(family(*run.font));
            return old_coding(*run.font) ||  // another norm names it
                   std::ranges::any_of(in.norm.wanted,
                                       [&](const std::string& w) { return name.starts_with(letters_only(w)); });
        },
        [](const docread::TextLook& run, const PageLine&) { return run.font; });
}

Seen font_coding(const AnalyserInput& in) {
    return all_text(
        in, "Bộ mã chữ", "phông Unicode (TCVN 6909:2001)", {},
        [](const docread::TextLook& run, const PageLine&) { return !old_coding(*run.font); },
        [](const docread::TextLook& run, const PageLine&) { return run.font; });
}

Seen colour(const AnalyserInput& in) {
    const auto& urgency = in.draft.page.of(Element::urgency);
    const auto is_urgency = [&](const PageLine& line) {
        return std::ranges::any_of(urgency, [&](std::size_t i) { return &in.draft.page.lines()[i] == &line; });
    };
    return all_text(
        in, "Màu chữ", "màu đen", {.colour = "000000"},
        [&](const docread::TextLook& run, const PageLine& line) {
            return *run.colour == "auto" || *run.colour == "000000" || is_urgency(line);
        },
        [](const docread::TextLook& run, const PageLine&) { return run.colour; });
}

// Pages: as the file counts them, or as its lines would fill them.
enum class Length { one, several, unclear };
Length length_of(const AnalyserInput& in) {
    const auto& document = in.draft.document;
    const auto* const pages = sections(in);
    if (pages != nullptr && pages->size() > 1) return Length::several;
    std::size_t rows = 0;
    for (const PageLine& line : in.draft.page.lines()) rows += 1 + (line.end - line.start) / 78;
    if (rows > 62) return Length::several;
    if (document.pages && *document.pages > 1) return Length::several;
    if (document.pages && document.format == "pdf") return Length::one;
    return rows < 30 ? Length::one : Length::unclear;
}

const docread::PageNumbers* numbers(const AnalyserInput& in) {
    const auto* const pages = sections(in);
    return pages != nullptr && pages->front().numbers ? &*pages->front().numbers : nullptr;
}

Seen page_number_missing(const AnalyserInput& in) {
    if (sections(in) == nullptr) return not_measured(in);
    if (numbers(in) != nullptr) return met("Văn bản có đánh số trang");
    switch (length_of(in)) {
        case Length::one:
            return outside_of("Văn bản một trang, không hiện số trang");
        case Length::unclear:
            return unknown("Chưa rõ văn bản có quá một trang không; nếu có thì phải đánh số trang",
                           "số trang của văn bản");
        case Length::several:
            break;
    }
    return verdict(in, "Số trang", {{nullptr, "không có"}}, "", "có từ trang thứ hai");
}

Seen page_number_place(const AnalyserInput& in) {
    if (sections(in) == nullptr) return not_measured(in);
    const auto* const n = numbers(in);
    if (n == nullptr) return outside_of("Văn bản không đánh số trang");
    static const std::map<std::string, std::string> sides = {
        {"left", "bên trái"}, {"right", "bên phải"}, {"center", "giữa"}};
    const auto side = sides.find(n->alignment);
    const std::string found = fmt::format("{}, lề {}", side == sides.end() ? n->alignment : side->second,
                                          n->place == "header" ? "trên" : "dưới");
    std::vector<Deviation> wrong;
    if (n->place != "header" || n->alignment != "center") wrong.push_back({nullptr, found});
    Seen out = verdict(in, "Vị trí số trang", wrong, found, "giữa, lề trên");
    if (n->part && n->place == "header")
        out.repair.numbers = docread::NumberRepair{.part = *n->part, .alignment = "center"};
    return out;
}

Seen page_number_first(const AnalyserInput& in) {
    if (sections(in) == nullptr) return not_measured(in);
    const auto* const n = numbers(in);
    if (n == nullptr) return outside_of("Văn bản không đánh số trang");
    std::vector<Deviation> wrong;
    if (n->on_first) wrong.push_back({nullptr, "hiện cả ở trang thứ nhất"});
    Seen out = verdict(in, "Số trang", wrong, "không hiện ở trang thứ nhất", "hiện từ trang thứ hai");
    out.repair.sheet = docread::SheetRepair{.first_page_apart = true};
    return out;
}

Seen page_number_style(const AnalyserInput& in) {
    if (sections(in) == nullptr) return not_measured(in);
    const auto* const n = numbers(in);
    if (n == nullptr) return outside_of("Văn bản không đánh số trang");
    std::vector<Deviation> wrong;
    if (n->format != "decimal" && n->format != "numberInDash") wrong.push_back({nullptr, "không phải chữ số Ả Rập"});
    if (n->size && !in_range(in, Rational(*n->size, 2)))
        wrong.push_back({nullptr, "cỡ " + decimal_vi(Rational(*n->size, 2))});
    if (wants(in, "upright") && n->italic.value_or(false)) wrong.push_back({nullptr, "chữ nghiêng"});
    std::string wanted = "chữ số Ả Rập";
    if (!in.values.empty()) wanted += ", cỡ " + range_vi(in, "");
    if (wants(in, "upright")) wanted += ", kiểu đứng";
    const std::string fine = n->size ? "chữ số Ả Rập, cỡ " + decimal_vi(Rational(*n->size, 2)) : "chữ số Ả Rập";
    Seen out = verdict(in, "Kiểu số trang", wrong, fine, wanted);
    if (n->part && n->format == "decimal") {
        out.repair.numbers = docread::NumberRepair{.part = *n->part};
        if (in.values.contains("max")) out.repair.numbers->size = half_points(in.values.at("max"));
        if (wants(in, "upright")) out.repair.numbers->italic = false;
    }
    return out;
}

}  // namespace

void add_page_measures(MeasureTable& table) {
    table["paper"] = paper;
    table["orientation"] = orientation;
    table["margin"] = margin;
    table["font"] = font;
    table["font_coding"] = font_coding;
    table["colour"] = colour;
    table["page_number_missing"] = page_number_missing;
    table["page_number_place"] = page_number_place;
    table["page_number_first"] = page_number_first;
    table["page_number_style"] = page_number_style;
}

}  // namespace sauro::rulebook
