// What the head of a document says, and in which form: names, number, date, type, subject.
#include <fmt/format.h>

#include <algorithm>

#include "rulebook/format/format.hpp"
#include "text/text.hpp"
#include "text/utf8.hpp"

namespace sauro::rulebook {
namespace {

const PageLine* only(const AnalyserInput& in, Element e) { return in.draft.page.first(e); }

Seen no_number() { return unknown("Chưa nhận ra dòng số và ký hiệu", "dòng “Số …” ở đầu văn bản"); }
constexpr const char* kCapitals = "tệp .docx, hoặc bản gõ bằng phông Unicode, để thấy chữ hoa";
Seen no_date() { return unknown("Chưa nhận ra dòng địa danh và ngày tháng", "dòng địa danh, ngày tháng năm"); }

// A component that must be there.
Seen present(const AnalyserInput& in) {
    const auto& page = in.draft.page;
    const std::string what = elements_vi(in);
    const Lines lines = lines_of(in);
    if (!lines.empty()) return met("Có " + what);
    const std::string& first = in.norm.elements.front();
    const std::string type = in.draft.document.document_type ? text::fold(*in.draft.document.document_type) : "";
    if (first == "national_name" && !page.of(Element::party_heading).empty())
        return outside_of("Đã báo tiêu đề của hệ thống khác");
    if (first == "party_heading" && !page.of(Element::national_name).empty())
        return outside_of("Đã báo tiêu đề của hệ thống khác");
    if (first == "type" && (page.is_letter() || page.type_code().empty() || page.type_code() == "CV"))
        return outside_of("Công văn không có tên loại");
    if (first == "subject" && page.of(Element::type).empty() && !page.is_letter())
        return unknown("Chưa nhận ra tên loại nên chưa xét trích yếu", "tên loại văn bản");
    if (first == "subject" && (type.starts_with("giay") || type == "cong dien" || type.starts_with("phieu") ||
                               type == "thu cong" || type == "bien ban" || type == "thong cao"))
        return outside_of("Loại văn bản này không buộc có trích yếu");
    if (first == "addressee" && !page.is_letter() && type != "to trinh")
        return outside_of("Loại văn bản này không có nơi kính gửi");
    // A draft may be typed without its head, or end before its foot.
    const auto none = [&](std::initializer_list<Element> elements) {
        return std::ranges::all_of(elements, [&](Element e) { return page.of(e).empty(); });
    };
    if (none({Element::national_name, Element::party_heading, Element::number, Element::place_date}))
        return unknown("Chưa có phần đầu văn bản nên chưa xét " + what, "phần đầu văn bản (tiêu đề, số, ngày tháng)");
    const bool foot = first == "signer_name" || first == "recipients_label";
    if (foot && none({Element::signing_power, Element::signing_title, Element::signer_name, Element::recipients_label}))
        return unknown("Chưa có phần cuối văn bản nên chưa xét " + what, "phần ký và nơi nhận");
    // Most of them are told by their capitals.
    if (in.draft.document.capitals_lost)
        return unknown("Chưa nhận ra " + what + ": chữ hoa của phông chữ cũ mất khi chuyển mã", kCapitals);
    return verdict(in, "Thành phần thể thức", {{nullptr, "thiếu " + what}}, "", what);
}

Seen heading_system(const AnalyserInput& in) {
    const bool party = in.norm.applies.system == "party";
    std::vector<Deviation> wrong;
    for (const Element e : {Element::national_name, Element::motto, Element::party_heading}) {
        if ((e == Element::party_heading) == party) continue;
        if (const PageLine* const line = only(in, e)) wrong.push_back({line, "có " + std::string(element_vi(e))});
    }
    return verdict(in, "Tiêu đề", wrong, "đúng hệ thống",
                   party ? "“ĐẢNG CỘNG SẢN VIỆT NAM”, không có Quốc hiệu" : "Quốc hiệu và Tiêu ngữ");
}

// The words themselves; "cased" where capitals weigh as well (a motto in capitals is a matter of its style).
Seen wording(const AnalyserInput& in) {
    const Lines lines = lines_of(in);
    if (lines.empty()) return outside_of("Văn bản không có " + elements_vi(in));
    std::string text;
    for (const PageLine* const line : lines) text += (text.empty() ? "" : " ") + std::string(line->text);
    const bool loose = in.draft.document.capitals_lost || all_capitals(text) || all_capitals(in.norm.wanted.front());
    const bool right = std::ranges::any_of(in.norm.wanted, [&](const std::string& w) {
        return loose ? text::canonical(text) == text::canonical(w) : text == w;
    });
    std::vector<Deviation> wrong;
    if (!right) wrong.push_back({lines.front(), fmt::format("“{}”", text)});
    return verdict(in, "Lời ghi " + elements_vi(in), wrong, fmt::format("“{}”", text),
                   fmt::format("“{}”", in.norm.wanted.front()));
}

Seen number_colon(const AnalyserInput& in) {
    const PageLine* const line = only(in, Element::number);
    if (line == nullptr) return no_number();
    const auto n = written_number(line->text);
    const bool wanted = wants(in, "colon");
    std::vector<Deviation> wrong;
    if (n->colon != wanted) wrong.push_back({line, n->colon ? "có dấu hai chấm" : "không có dấu hai chấm"});
    return verdict(in, "Sau từ “Số”", wrong, wanted ? "có dấu hai chấm" : "không có dấu hai chấm",
                   wanted ? "dấu hai chấm (Số: …)" : "không có dấu hai chấm (Số …)");
}

Seen number_zero(const AnalyserInput& in) {
    const PageLine* const line = only(in, Element::number);
    if (line == nullptr) return no_number();
    const auto n = written_number(line->text);
    if (n->digits.empty()) return outside_of("Văn bản chưa có số");
    const Rational digits = in.values.at("digits");
    std::vector<Deviation> wrong;
    if (Rational(static_cast<std::int64_t>(n->digits.size())) < digits) wrong.push_back({line, n->digits});
    return verdict(in, "Số văn bản", wrong, n->digits, fmt::format("ít nhất {} chữ số", digits.text()));
}

Seen number_separators(const AnalyserInput& in) {
    const PageLine* const line = only(in, Element::number);
    if (line == nullptr) return no_number();
    const auto n = written_number(line->text);
    const bool party = in.norm.applies.system == "party";
    const char after = party ? '-' : '/', between = party ? '/' : '-';
    const bool right = n->after_number == after && (party ? n->joints.empty() || n->joints.starts_with(between)
                                                          : n->joints.find('/') == std::string::npos);
    // "47/ KH-UBND"; a number left open has its gap in front.
    const std::size_t sign = line->text.find(n->after_number, n->digits.empty() ? 0 : line->text.find(n->digits));
    const bool gap = !n->digits.empty() && sign != std::string_view::npos && sign > 0 &&
                     (line->text[sign - 1] == ' ' || (sign + 1 < line->text.size() && line->text[sign + 1] == ' '));
    std::vector<Deviation> wrong;
    if (!right || gap) wrong.push_back({line, fmt::format("“{}”", line->text)});
    return verdict(in, "Dấu nối trong số và ký hiệu", wrong, "đúng",
                   party ? "gạch nối sau số, gạch chéo trước tên cơ quan" : "gạch chéo sau số, gạch nối giữa các nhóm");
}

Seen notation_type(const AnalyserInput& in) {
    const PageLine* const line = only(in, Element::number);
    if (line == nullptr) return no_number();
    const auto n = written_number(line->text);
    const auto& page = in.draft.page;
    std::string type = page.of(Element::type).empty() ? "" : std::string(only(in, Element::type)->text);
    if (type.empty() && page.is_letter()) type = "công văn";
    if (type.empty()) return unknown("Chưa nhận ra tên loại nên chưa đối chiếu ký hiệu", "tên loại văn bản");
    const std::string key = text::canonical(type) + " = ";
    const auto& codes = list_of(in.norm, "codes");
    const auto found =
        std::ranges::find_if(codes, [&](const std::string& c) { return text::canonical(c).starts_with(key); });
    if (found == codes.end()) return outside_of("Tên loại không có trong bảng chữ viết tắt");
    const std::string code = found->substr(found->find(" = ") + 3);
    const std::string& written = n->groups.front();
    const bool right = code == "-" ? written != "CV" : written == code;
    std::vector<Deviation> wrong;
    if (!right) wrong.push_back({line, fmt::format("“{}”", written)});
    return verdict(in, fmt::format("Ký hiệu của {}", text::to_lower(type)), wrong, written,
                   code == "-" ? "không ghi chữ viết tắt tên loại" : fmt::format("“{}”", code));
}

struct WrittenDate {
    std::string place, day, month, year;
    bool words = false, comma = false, open = false;
};

std::string digits_at(std::string_view text, std::size_t& at) {
    while (at < text.size() && (text[at] < '0' || text[at] > '9')) {
        // Only blanks and dots may stand between a word and its number.
        if (text[at] != ' ' && text[at] != '.' && text[at] != ':') return {};
        ++at;
    }
    std::string out;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') out += text[at++];
    return out;
}

WrittenDate written_date(const PageLine& line) {
    WrittenDate out;
    const std::string_view f = line.folded;
    std::size_t day = f.find("ngay");
    std::size_t from = day == std::string_view::npos ? f.find(',') : day;
    std::string_view place = f.substr(0, from == std::string_view::npos ? 0 : from);
    while (place.ends_with(' ')) place.remove_suffix(1);
    out.comma = place.ends_with(',') || (day == std::string_view::npos && from != std::string_view::npos);
    while (place.ends_with(',') || place.ends_with(' ')) place.remove_suffix(1);
    out.place = place;
    if (day == std::string_view::npos) return out;
    std::size_t at = day + 4;
    out.day = digits_at(f, at);
    const std::size_t month = f.find("thang", day),
                      year = month == std::string_view::npos ? month : f.find("nam", month);
    if (month == std::string_view::npos) {
        out.open = out.day.empty();
        return out;
    }
    at = month + 5;
    out.month = digits_at(f, at);
    if (year != std::string_view::npos) {
        at = year + 3;
        out.year = digits_at(f, at);
    }
    out.words = year != std::string_view::npos;
    out.open = out.day.empty() || out.month.empty() || out.year.empty();
    return out;
}

Seen place_missing(const AnalyserInput& in) {
    const PageLine* const line = only(in, Element::place_date);
    if (line == nullptr) return no_date();
    std::vector<Deviation> wrong;
    if (written_date(*line).place.empty()) wrong.push_back({line, "không ghi địa danh"});
    return verdict(in, "Địa danh", wrong, "có", "địa danh trước ngày tháng");
}

Seen date_form(const AnalyserInput& in) {
    const PageLine* const line = only(in, Element::place_date);
    if (line == nullptr) return no_date();
    const WrittenDate date = written_date(*line);
    std::vector<Deviation> wrong;
    if (!date.words)
        wrong.push_back({line, fmt::format("“{}”", line->text)});
    else if (!date.place.empty() && !date.comma)
        wrong.push_back({line, "không có dấu phẩy sau địa danh"});
    const bool whole =
        date.words && !date.open && date.day.size() <= 2 && date.month.size() <= 2 && date.year.size() == 4;
    if (whole && !base::Date::from_ymd(std::stoi(date.year), std::stoi(date.month), std::stoi(date.day)))
        wrong.push_back({line, fmt::format("ngày {}/{}/{} không có trong lịch", date.day, date.month, date.year)});
    return verdict(in, "Cách ghi ngày tháng", wrong, "đúng", "“Địa danh, ngày … tháng … năm …”");
}

Seen date_zero(const AnalyserInput& in) {
    const PageLine* const line = only(in, Element::place_date);
    if (line == nullptr) return no_date();
    const WrittenDate date = written_date(*line);
    if (!date.words || date.open) return outside_of("Ngày tháng chưa ghi đủ bằng chữ số");
    std::vector<Deviation> wrong;
    if (Rational(static_cast<std::int64_t>(date.day.size())) < in.values.at("digits"))
        wrong.push_back({line, "ngày " + date.day});
    const int month = date.month.size() > 2 ? 99 : std::stoi(date.month);
    const bool needs = Rational(month) <= in.values.at("month_until");
    if (needs && date.month.size() < 2) wrong.push_back({line, "tháng " + date.month});
    if (!needs && date.month.starts_with('0')) wrong.push_back({line, "tháng " + date.month});
    return verdict(in, "Số 0 trong ngày tháng", wrong, fmt::format("ngày {} tháng {}", date.day, date.month),
                   fmt::format("ngày dưới 10 và tháng 1 đến {} thêm số 0, tháng khác không thêm",
                               in.values.at("month_until").text()));
}

// In a head of tabs or blanks: what stands alone at the left right under a line of two parts is under its left one.
bool next_line(const PageLine& upper, const PageLine& lower) {
    return upper.look != nullptr && !upper.look->cell && upper.column == 0 && lower.column < 0 &&
           lower.paragraph == upper.paragraph + 1;
}

Seen letter_subject_form(const AnalyserInput& in) {
    const PageLine* const line = only(in, Element::letter_subject);
    if (line == nullptr) return outside_of("Văn bản không phải công văn, hoặc không có trích yếu");
    const PageLine* const number = only(in, Element::number);
    std::vector<Deviation> wrong;
    if (!line->text.starts_with("V/v ")) {
        wrong.push_back({line, "không mở đầu bằng “V/v”"});
    } else if (number != nullptr &&
               (line->span.start < number->span.start ||
                (number->column >= 0 && line->column != number->column && line->look != nullptr && !line->look->place &&
                 !(next_line(*number, *line) && line->look->alignment != "center")))) {
        wrong.push_back({line, "không đặt dưới số và ký hiệu"});
    }
    return verdict(in, "Trích yếu công văn", wrong, "đúng", "“V/v …” dưới số và ký hiệu");
}

Seen addressee_wording(const AnalyserInput& in) {
    const PageLine* const line = only(in, Element::addressee);
    const std::string type = in.draft.document.document_type ? text::fold(*in.draft.document.document_type) : "";
    if (line == nullptr || type != "to trinh") return outside_of("Không phải tờ trình, hoặc chưa có nơi nhận trình");
    std::vector<Deviation> wrong;
    const std::string word = text::fold(in.norm.wanted.front());
    if (!line->folded.starts_with(word)) wrong.push_back({line, fmt::format("“{}”", line->text)});
    return verdict(in, "Lời gửi của tờ trình", wrong, "đúng", fmt::format("“{}”", in.norm.wanted.front()));
}

// Words a part may not hold; `wanted` tells what is looked at and what should stand there: names of bodies of a level
// that is no more, an issuer cut short.
Seen unwanted_words(const AnalyserInput& in) {
    const Lines lines = lines_of(in);
    if (lines.empty()) return outside_of("Văn bản không có " + elements_vi(in));
    const auto& unwanted = list_of(in.norm, "unwanted");
    std::vector<Deviation> wrong;
    for (const PageLine* const line : lines) {
        const auto hit = in.draft.prose.find_any(unwanted, line->span);
        if (hit) wrong.push_back({line, fmt::format("“{}”", in.draft.prose.of(*hit))});
    }
    return verdict(in, in.norm.wanted.front(), wrong, "đúng", in.norm.wanted.back());
}

// Each before the next, wherever the columns of a head put them.
Seen parts_order(const AnalyserInput& in) {
    const auto& page = in.draft.page;
    std::vector<Deviation> wrong;
    const auto behind = [&](Element late, Element early) {
        if (page.of(late).empty() || page.of(early).empty()) return;
        if (page.of(late).front() >= page.of(early).front()) return;
        const std::string found = fmt::format("{} đứng trước {}", element_vi(late), element_vi(early));
        wrong.push_back({page.first(late), found});
        wrong.push_back({page.first(early), found});
    };
    behind(Element::type, Element::number);
    behind(Element::type, Element::place_date);
    behind(Element::subject, Element::type);
    behind(Element::number, Element::issuer);
    for (const Element heading : {Element::national_name, Element::party_heading}) {
        const PageLine* const right = page.first(heading);
        const PageLine* const left = page.first(Element::issuer);
        if (right == nullptr || left == nullptr || right->column != 0 || left->column != 1) continue;
        const std::string found = fmt::format("{} đứng bên trái {}", element_vi(heading), element_vi(Element::issuer));
        wrong.push_back({right, found});
        wrong.push_back({left, found});
    }
    if (!page.of(Element::recipients_label).empty() && !page.of(Element::body).empty()) {
        std::size_t after = 0;
        for (const std::size_t i : page.of(Element::body))
            after += i > page.of(Element::recipients_label).front() && page.lines()[i].text.size() > 80 ? 1 : 0;
        if (after >= 2) wrong.push_back({page.first(Element::recipients_label), "nơi nhận đứng trước lời văn"});
    }
    if (page.of(Element::number).empty() && page.of(Element::type).empty()) return no_number();
    return verdict(in, "Thứ tự các thành phần", wrong, "đúng", "theo sơ đồ bố trí");
}

}  // namespace

void add_head_words(MeasureTable& table) {
    table["present"] = present;
    table["heading_system"] = heading_system;
    table["wording"] = wording;
    table["number_colon"] = number_colon;
    table["number_zero"] = number_zero;
    table["number_separators"] = number_separators;
    table["notation_type"] = notation_type;
    table["place_missing"] = place_missing;
    table["date_form"] = date_form;
    table["date_zero"] = date_zero;
    table["letter_subject_form"] = letter_subject_form;
    table["addressee_wording"] = addressee_wording;
    table["unwanted_words"] = unwanted_words;
    table["parts_order"] = parts_order;
}

}  // namespace sauro::rulebook
