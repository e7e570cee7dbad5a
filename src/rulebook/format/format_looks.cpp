// What is measured of components and paragraphs: size, weight and slant, alignment, indents, spacing, rules below.
#include <fmt/format.h>

#include <algorithm>

#include "rulebook/format/format.hpp"

namespace sauro::rulebook {
namespace {

constexpr std::size_t kIndented = 60,
                      kFull = 90;    // code points of a paragraph that shows its first line, its right edge
const Rational kHalf(1, 2);          // pt that a pitch taken from the page may be off
const Rational kQuarter(1, 4);       // pt that a size may be off
const Rational kThreeTenths(3, 10);  // mm that an indent may be off

std::string capital(std::string text) {
    for (const auto& [small, big] : {std::pair{"đ", "Đ"}}) {
        if (text.starts_with(small)) return big + text.substr(std::string_view(small).size());
    }
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
    return text;
}

bool near_range(const AnalyserInput& in, const Rational& value, const Rational& slack) {
    return in_range(in, value) || in_range(in, value + slack) || in_range(in, value - slack);
}

Seen none_of(const AnalyserInput& in) { return outside_of("Văn bản không có " + elements_vi(in)); }

Seen size(const AnalyserInput& in) {
    const bool text = in.norm.elements.front() == "body";
    const Lines lines = text ? prose_of(in, 25) : lines_of(in);
    if (lines.empty()) return text && !in.draft.page.measured() ? not_measured(in) : none_of(in);
    std::vector<Deviation> wrong;
    docread::Repair repair;
    std::string fine;
    for (const PageLine* const line : lines) {
        const auto main = size_of(*line);
        if (!main) return not_measured(in, Lack::type);
        std::optional<Rational> odd;
        const auto look_at = [&](int half_points) {
            const Rational value(half_points, 2);
            if (!near_range(in, value, kQuarter))
                odd = value;
            else
                fine = decimal_vi(value) + " pt";
        };
        look_at(*main);
        if (text) {  // a stretch inside a paragraph too
            for (const RunShare& r : runs_of(*line)) {
                if (r.length >= 12 && r.run->size) look_at(*r.run->size);
            }
        }
        if (!odd) continue;
        wrong.push_back({line, decimal_vi(*odd) + " pt"});
        repair.runs.push_back(over(*line));
        repair.runs.back().size = half_points(in.values.at(*odd < in.values.at("min") ? "min" : "max"));
    }
    Seen out = verdict(in, "Cỡ chữ " + elements_vi(in), wrong, fine, range_vi(in, "pt"));
    out.repair = std::move(repair);
    return out;
}

// The changes a measure of paragraphs asks for, one a deviation.
template <class Change>
void mend(Seen& out, const std::vector<Deviation>& wrong, const Change& change) {
    for (const Deviation& d : wrong) {
        if (d.line == nullptr || d.line->look == nullptr || !d.line->look->node) continue;
        docread::ParagraphRepair to;
        to.node = *d.line->look->node;
        change(to, *d.line);
        out.repair.paragraphs.push_back(std::move(to));
    }
}

// "CỦA BAN BÍ THƯ", "HỘI NGHỊ LẦN THỨ BA …" under the type: whose it is, in capitals by right.
bool names_whose(std::string_view folded) {
    return folded.starts_with("cua ") || folded.starts_with("hoi nghi ") || folded.starts_with("dai hoi ");
}

struct StyleWord {
    std::string_view key, good, bad;
};
constexpr StyleWord kStyles[] = {
    {"caps", "in hoa", "không in hoa"},
    {"not_caps", "chữ in thường", "in hoa"},
    {"bold", "đậm", "không đậm"},
    {"not_bold", "không đậm", "đậm"},
    {"italic", "nghiêng", "đứng"},
    {"upright", "đứng", "nghiêng"},
    {"underlined", "gạch chân", "không gạch chân"},
};

std::optional<bool> shows(const AnalyserInput& in, const PageLine& line, std::string_view key) {
    const auto turned = [](std::optional<bool> value) { return value ? std::optional(!*value) : value; };
    if (key == "bold") return is_bold(line);
    if (key == "not_bold") return turned(is_bold(line));
    if (key == "italic") return is_italic(line);
    if (key == "upright") return turned(is_italic(line));
    if (key == "underlined") return is_underlined(line);
    const bool capitals = has_capitals_only(line);
    if (!capitals && in.draft.document.capitals_lost) return std::nullopt;
    return capitals == (key == "caps");
}

std::string wanted_styles(const AnalyserInput& in) {
    std::string out;
    for (const StyleWord& style : kStyles) {
        if (wants(in, style.key)) out += (out.empty() ? "" : ", ") + std::string(style.good);
    }
    return out;
}

Seen style(const AnalyserInput& in) {
    const bool text = in.norm.elements.front() == "body";
    const Lines lines = text ? prose_of(in, kFull) : lines_of(in);
    if (lines.empty()) return text && !in.draft.page.measured() ? not_measured(in) : none_of(in);
    std::vector<Deviation> wrong;
    docread::Repair repair;
    bool blind = false, typed = false;
    for (const PageLine* const line : lines) {
        std::string found;
        if (wants(in, "not_caps") && names_whose(line->folded)) continue;
        // A numbered heading may be long and bold.
        if (text && !(line->text.ends_with('.') || line->text.ends_with(';') || line->text.ends_with(':'))) continue;
        for (const StyleWord& style : kStyles) {
            if (!wants(in, style.key)) continue;
            const auto is = shows(in, *line, style.key);
            if (!is) blind = true;
            if (is && !*is) found += (found.empty() ? "" : ", ") + std::string(style.bad);
        }
        if (found.empty()) continue;
        wrong.push_back({line, found});
        docread::RunRepair change = over(*line);
        if (wants(in, "bold") || wants(in, "not_bold")) change.bold = wants(in, "bold");
        if (wants(in, "italic") || wants(in, "upright")) change.italic = wants(in, "italic");
        if (wants(in, "underlined")) change.underline = true;
        if (wants(in, "caps")) change.caps = true;
        if (wants(in, "not_caps")) change.caps = false;
        // What was typed in capitals stays so: that would be another word.
        typed = typed || (wants(in, "not_caps") && all_capitals(line->text));
        repair.runs.push_back(std::move(change));
    }
    const bool capitals = in.draft.document.capitals_lost && (wants(in, "caps") || wants(in, "not_caps"));
    if (wrong.empty() && blind) return not_measured(in, capitals ? Lack::capitals : Lack::type);
    const std::string wanted = wanted_styles(in);
    Seen out = verdict(in, capital("kiểu chữ " + elements_vi(in)), wrong, wanted, wanted);
    if (!typed) out.repair = std::move(repair);
    return out;
}

// "Điều 1." and the heading behind it.
Seen article_style(const AnalyserInput& in) {
    const Lines lines = lines_of(in);
    if (lines.empty()) return none_of(in);
    std::vector<Deviation> wrong;
    docread::Repair repair;
    for (const PageLine* const line : lines) {
        PageLine label = *line;
        label.end = std::min(line->end, line->start + 6);
        const auto bold = is_bold(label);
        if (!bold) return not_measured(in, Lack::type);
        if (*bold) continue;
        wrong.push_back({line, "không đậm"});
        docread::RunRepair change = over(*line);
        change.bold = true;
        repair.runs.push_back(std::move(change));
    }
    Seen out = verdict(in, "Kiểu chữ của “Điều …”", wrong, "đậm", "đậm");
    // A heading of its own; a label at the head of a paragraph of text would take all of it along.
    const bool headings =
        std::ranges::all_of(wrong, [](const Deviation& d) { return d.line->end - d.line->start < 90; });
    if (headings) out.repair = std::move(repair);
    return out;
}

Seen alignment(const AnalyserInput& in) {
    const bool text = in.norm.elements.front() == "body";
    const Lines lines = text ? prose_of(in, kFull) : lines_of(in);
    if (lines.empty()) return text && !in.draft.page.measured() ? not_measured(in) : none_of(in);
    static const std::map<std::string, std::string, std::less<>> names = {
        {"left", "canh trái"}, {"right", "canh phải"}, {"center", "canh giữa"}, {"justify", "canh đều hai lề"}};
    std::vector<Deviation> wrong;
    bool known = false;
    for (const PageLine* const line : lines) {
        if (line->look == nullptr || !line->look->alignment) continue;
        known = true;
        if (wants(in, *line->look->alignment)) continue;
        const auto name = names.find(*line->look->alignment);
        wrong.push_back({line, name == names.end() ? *line->look->alignment : name->second});
    }
    if (!known) return not_measured(in, Lack::paragraphs);
    const std::string wanted = names.find(in.norm.wanted.front())->second;
    Seen out = verdict(in, capital("canh lề " + elements_vi(in)), wrong, wanted, wanted);
    mend(out, wrong, [&](docread::ParagraphRepair& to, const PageLine&) { to.alignment = in.norm.wanted.front(); });
    return out;
}

Rational tenths_of_mm(int twips) {
    const std::int64_t scaled = static_cast<std::int64_t>(twips) * 254;  // 1/1440 mm
    return {(scaled + (scaled < 0 ? -720 : 720)) / 1440, 10};
}

Seen first_line(const AnalyserInput& in) {
    const Lines lines = prose_of(in, kIndented);
    if (lines.empty()) return in.draft.page.measured() ? none_of(in) : not_measured(in);
    std::vector<Deviation> wrong;
    std::string fine;
    bool known = false;
    for (const PageLine* const line : lines) {
        if (line->look == nullptr || !line->look->first_line) continue;
        known = true;
        const Rational mm = tenths_of_mm(*line->look->first_line + line->look->left.value_or(0));
        if (near_range(in, mm, kThreeTenths))
            fine = decimal_vi(mm) + " mm";
        else
            wrong.push_back({line, decimal_vi(mm) + " mm"});
    }
    if (!known) return not_measured(in, Lack::paragraphs);
    Seen out = verdict(in, "Lùi đầu dòng", wrong, fine, range_vi(in, "mm"));
    const Rational wanted = in.values.at("min");
    mend(out, wrong, [&](docread::ParagraphRepair& to, const PageLine&) {
        to.first_line = static_cast<int>((wanted.numerator() * 7200 * 2 / (wanted.denominator() * 127) + 1) / 2);
    });
    return out;
}

Seen paragraph_spacing(const AnalyserInput& in) {
    const auto& page = in.draft.page;
    if (!page.measured()) return not_measured(in);
    std::vector<Deviation> wrong;
    std::string fine;
    const PageLine* above = nullptr;
    bool known = false;
    for (const std::size_t i : page.of(Element::body)) {
        const PageLine& line = page.lines()[i];
        if (line.look == nullptr || line.grid || line.look == (above != nullptr ? above->look : nullptr)) continue;
        const PageLine* const last = above;
        above = &line;
        if (last == nullptr || last->paragraph + 1 != line.paragraph || !is_prose(line, 25) || !is_prose(*last, 25))
            continue;
        if (!last->look->after || !line.look->before) continue;
        known = true;
        const Rational points(*last->look->after + *line.look->before, 20);
        if (near_range(in, points, kQuarter))
            fine = decimal_vi(points) + " pt";
        else {
            // The gap is between the two: the upper one is shown where a run of them begins.
            if (wrong.empty() || wrong.back().line != last) wrong.push_back({last, decimal_vi(points) + " pt"});
            wrong.push_back({&line, decimal_vi(points) + " pt"});
        }
    }
    if (!known)
        return unknown("Chưa đo được khoảng cách đoạn", "hai đoạn lời văn liền nhau có khoảng cách ghi trong tệp");
    Seen out = verdict(in, "Khoảng cách giữa các đoạn", wrong, fine, range_vi(in, "pt"));
    mend(out, wrong,
         [&](docread::ParagraphRepair& to, const PageLine&) { to.before = half_points(in.values.at("min")) * 10; });
    return out;
}

// What each line of prose has for its height, judged one by one; nothing is said of lines without a measure.
struct LineHeight {
    bool fits = false;
    std::string shown;
};
template <class Judge>
Seen line_height(const AnalyserInput& in, const std::string& wanted, std::vector<Deviation>& wrong, Judge judge) {
    const Lines lines = prose_of(in, kFull);
    if (lines.empty()) return in.draft.page.measured() ? none_of(in) : not_measured(in);
    std::string fine;
    bool known = false;
    for (const PageLine* const line : lines) {
        const auto* const look = line->look;
        if (look == nullptr || !look->line || !look->line_rule) continue;
        const std::optional<LineHeight> seen = judge(*line, *look);
        if (!seen) continue;
        known = true;
        if (seen->fits)
            fine = seen->shown;
        else
            wrong.push_back({line, seen->shown});
    }
    return known ? verdict(in, "Giãn dòng", wrong, fine, wanted) : not_measured(in, Lack::paragraphs);
}

// In lines: a line of Times New Roman at single spacing is 1.15 of its size.
Seen line_spacing(const AnalyserInput& in) {
    std::vector<Deviation> wrong;
    const auto judge = [&](const PageLine& line, const docread::ParagraphLook& look) -> std::optional<LineHeight> {
        const auto size = size_of(line);
        if (!size || *size == 0 || *look.line_rule == "at_least") return {};  // never less than the line needs
        const bool exact = *look.line_rule != "multiple";
        // Twips over 11.5 twips a half point; to a tenth of a line, for nobody sets type finer than that.
        const Rational lines_high =
            exact ? Rational((static_cast<std::int64_t>(*look.line) * 200 / (*size * 115) + 1) / 2, 10)
                  : Rational(*look.line, 240);
        return LineHeight{in_range(in, lines_high), decimal_vi(lines_high) + " dòng"};
    };
    Seen out = line_height(in, range_vi(in, "dòng"), wrong, judge);
    mend(out, wrong, [&](docread::ParagraphRepair& to, const PageLine& line) {
        const bool tight =
            Rational(*line.look->line, *line.look->line_rule == "multiple" ? 240 : 300) < in.values.at("min");
        const Rational lines_high = in.values.at(tight ? "min" : "max");
        to.line_rule = "multiple";
        to.line = static_cast<int>(240 * lines_high.numerator() / lines_high.denominator());
    });
    return out;
}

// Exactly so many points.
Seen line_pitch(const AnalyserInput& in) {
    std::vector<Deviation> wrong;
    const auto judge = [&](const PageLine&, const docread::ParagraphLook& look) -> std::optional<LineHeight> {
        const Rational points(*look.line, 20);
        if (*look.line_rule == "multiple")
            return LineHeight{false, decimal_vi(Rational(*look.line, 240)) + " dòng, không đặt chính xác"};
        if (*look.line_rule == "at_least")
            return LineHeight{false, "ít nhất " + decimal_vi(points) + " pt, không đặt chính xác"};
        return LineHeight{near_range(in, points, *look.line_rule == "measured" ? kHalf : kQuarter),
                          "chính xác " + decimal_vi(points) + " pt"};
    };
    Seen out = line_height(in, "chính xác " + range_vi(in, "pt"), wrong, judge);
    mend(out, wrong, [&](docread::ParagraphRepair& to, const PageLine&) {
        to.line_rule = "exact";
        to.line = half_points(in.values.at("min")) * 10;
    });
    return out;
}

// The line shall be a third to a half as long as the words: typists underline the middle of them.
bool underlined_part(const PageLine& line) {
    std::size_t under = 0, all = 0;
    for (const RunShare& r : runs_of(line)) {
        all += r.length;
        if (r.run->underline.value_or(false)) under += r.length;
    }
    return all > 0 && under * 4 >= all;
}

// A line under a component: a border, a drawn shape, underlined words, or signs typed on a line of their own.
Seen rule_below(const AnalyserInput& in) {
    const Lines lines = lines_of(in);
    if (lines.empty()) return none_of(in);
    const PageLine& last = *lines.back();
    const auto& all = in.draft.page.lines();
    const auto at = static_cast<std::size_t>(&last - all.data());
    bool found = underlined_part(last);
    const PageLine* below = nullptr;
    for (std::size_t i = at + 1; i < std::min(all.size(), at + 4) && below == nullptr; ++i) {
        if (all[i].column == last.column || all[i].column < 0) below = &all[i];
    }
    const bool dashes = below != nullptr && below->ornament && below->text.find('*') == std::string_view::npos;
    found = found || dashes;
    bool blind = last.look == nullptr;
    if (!found && last.look != nullptr) {
        const auto& looks = in.draft.document.presentation->paragraphs;
        const auto cell = [](const docread::ParagraphLook& look) {
            return look.cell ? std::tuple(look.cell->table, look.cell->row, look.cell->column) : std::tuple(-1, -1, -1);
        };
        // A line of two parts (a tab or blanks between) has its rules under one of them or under both.
        const auto& sheet = in.draft.document.presentation->sections;
        const bool shared = last.column >= 0 && !last.look->cell && !sheet.empty();
        const auto under = [&](const docread::DrawnRule& rule) {
            if (!shared || !rule.left) return true;
            const int text = sheet.front().width - sheet.front().left.value_or(0) - sheet.front().right.value_or(0);
            return (*rule.left + rule.length.value_or(0) / 2 < text * 45 / 100) == (last.column == 0);
        };
        // Its own paragraph, empty ones under it, and the next one, where a drawn line may hang.
        for (std::size_t p = lines.front()->paragraph; p < looks.size(); ++p) {
            const bool own = p <= last.paragraph;
            if (!own && cell(looks[p]) != cell(*last.look)) break;
            const bool empty = looks[p].start >= looks[p].end;
            for (const auto& rule : looks[p].rules)
                found = found || ((own || empty || rule.kind == "shape") && under(rule));
            if (!own && !empty) break;
        }
        blind = last.look->place.has_value();  // a PDF does not tell its lines
    }
    const std::string what = "Đường kẻ dưới " + elements_vi(in);
    const std::string wanted = wants(in, "dashes") ? "có, dạng “-----”" : "có đường kẻ ngang, nét liền";
    if (!found && blind) return not_measured(in, Lack::rules);
    std::vector<Deviation> wrong;
    if (!found) wrong.push_back({&last, "không có"});
    return verdict(in, what, wrong, "có", wanted);
}

Seen star(const AnalyserInput& in) {
    const PageLine* const issuer = in.draft.page.first(Element::issuer);
    if (issuer == nullptr) return outside_of("Chưa nhận ra tên cơ quan ban hành");
    std::vector<Deviation> wrong;
    if (in.draft.page.of(Element::star).empty())
        wrong.push_back({&in.draft.page.lines()[in.draft.page.of(Element::issuer).back()], "không có"});
    return verdict(in, "Dấu sao (*) dưới tên cơ quan ban hành", wrong, "có", "có");
}

// The mark of urgency stands in a frame.
Seen framed(const AnalyserInput& in) {
    const Lines lines = lines_of(in);
    if (lines.empty()) return none_of(in);
    std::vector<Deviation> wrong;
    for (const PageLine* const line : lines) {
        if (line->look == nullptr || line->look->place) return not_measured(in, Lack::rules);
        if (!line->look->framed) wrong.push_back({line, "không có khung"});
    }
    return verdict(in, "Khung của " + elements_vi(in), wrong, "có khung", "có khung viền đơn");
}

}  // namespace

void add_look_measures(MeasureTable& table) {
    table["size"] = size;
    table["style"] = style;
    table["article_style"] = article_style;
    table["alignment"] = alignment;
    table["first_line"] = first_line;
    table["paragraph_spacing"] = paragraph_spacing;
    table["line_spacing"] = line_spacing;
    table["line_pitch"] = line_pitch;
    table["rule_below"] = rule_below;
    table["star"] = star;
    table["framed"] = framed;
}

}  // namespace sauro::rulebook
