// What the text and the foot of a document say, and in which form: grounds, numbering, ending, signature, recipients.
#include <fmt/format.h>

#include <algorithm>

#include "rulebook/format/format.hpp"
#include "rulebook/format/format_lines.hpp"
#include "text/text.hpp"
#include "text/utf8.hpp"

namespace sauro::rulebook {
namespace {

// "Căn cứ …;" above "Thực hiện …, Ủy ban nhân dân xã ban hành kế hoạch như sau:": the sentence goes on.
bool grounds_go_on(const AnalyserInput& in, const PageLine& last) {
    const auto& lines = in.draft.page.lines();
    const auto next = static_cast<std::size_t>(&last - lines.data()) + 1;
    if (next >= lines.size()) return false;
    const auto begins = [&](std::string_view word) { return starts_word(lines[next].folded, word); };
    return begins("thuc hien") || begins("trien khai") || begins("de") || begins("nham") || begins("sau khi");
}

Seen basis_marks(const AnalyserInput& in) {
    const Lines lines = lines_of(in);
    if (lines.empty()) return outside_of("Văn bản không có căn cứ ban hành ở đầu");
    std::vector<Deviation> wrong;
    for (const PageLine* const line : lines) {
        const bool last = line == lines.back();
        const char want = last ? '.' : ';';
        if (line->text.ends_with(want) || (last && line->text.ends_with(';') && grounds_go_on(in, *line))) continue;
        std::size_t sign = line->text.size() - 1;
        while (sign > 0 && text::is_continuation(line->text[sign])) --sign;
        wrong.push_back({line, fmt::format("cuối dòng là “{}”", line->text.substr(sign))});
    }
    return verdict(in, "Dấu cuối dòng căn cứ", wrong, "đúng", "dấu “;” cuối mỗi căn cứ, dấu “.” ở căn cứ cuối");
}

Seen basis_dash(const AnalyserInput& in) {
    const Lines lines = lines_of(in);
    if (lines.empty()) return outside_of("Văn bản không có căn cứ ban hành ở đầu");
    std::vector<Deviation> wrong;
    for (const PageLine* const line : lines) {
        if (!line->text.starts_with("-") && !line->text.starts_with("–"))
            wrong.push_back({line, "không có gạch đầu dòng"});
    }
    return verdict(in, "Đầu dòng căn cứ", wrong, "có gạch đầu dòng", "gạch đầu dòng “- ”");
}

int roman_value(std::string_view label) {
    int out = 0, last = 0;
    for (std::size_t i = label.size(); i-- > 0;) {
        const int v = label[i] == 'I' ? 1 : label[i] == 'V' ? 5 : label[i] == 'X' ? 10 : 0;
        if (v == 0) return 0;
        out += v < last ? -v : v;
        last = std::max(last, v);
    }
    return out;
}

// Articles, parts in Roman figures and numbered headings go on by one; the figures of a new part begin anew.
Seen numbering(const AnalyserInput& in) {
    std::vector<Deviation> wrong;
    int article = 0, part = 0, item = 0;
    bool any = false;
    const auto number_in = [](std::string_view text, std::size_t at) {
        int n = 0;
        std::size_t digits = 0;
        while (at < text.size() && text[at] >= '0' && text[at] <= '9' && digits < 3) {
            n = n * 10 + (text[at++] - '0');
            ++digits;
        }
        const bool closed = at < text.size() && (text[at] == '.' || text[at] == ':') &&
                            (at + 1 == text.size() || text[at + 1] == ' ' || text[at + 1] == '\t');
        return digits > 0 && closed ? n : 0;
    };
    for (const PageLine* const line : lines_of(in)) {
        const std::string_view f = line->folded;
        if (f.starts_with("dieu ") && line->text.starts_with("Đ")) {
            const int n = number_in(f, 5);
            if (n == 0) continue;
            any = true;
            if (n != article + 1) wrong.push_back({line, fmt::format("Điều {} sau Điều {}", n, article)});
            article = n;
            item = 0;
            continue;
        }
        const std::size_t dot = line->text.find_first_of(".-");
        if (dot != std::string_view::npos && dot > 0 && dot < 6) {
            const int n = roman_value(line->text.substr(0, dot));
            if (n > 0 && line->text.size() > dot + 1 && line->text[dot + 1] == ' ') {
                any = true;
                if (n != part + 1 && n != 1)
                    wrong.push_back({line, fmt::format("phần thứ {} sau phần thứ {}", n, part)});
                part = n;
                item = 0;
                continue;
            }
        }
        if (const int n = number_in(line->text, 0); n > 0 && n < 100) {
            any = true;
            // A list inside an item may count from one again, and the item go on behind it.
            if (n != item + 1 && n != 1 && item != 0)
                wrong.push_back({line, fmt::format("mục {} sau mục {}", n, item)});
            item = n;
        }
    }
    if (!any) return outside_of("Lời văn không đánh số");
    return verdict(in, "Đánh số điều, mục", wrong, "liên tục", "liên tục, không nhảy và không lặp");
}

Seen ending(const AnalyserInput& in) {
    const auto& page = in.draft.page;
    const PageLine* last = nullptr;
    for (const std::size_t i : page.of(Element::body)) {
        if (is_prose(page.lines()[i], 20)) last = &page.lines()[i];
    }
    const bool foot = page.foot_from() < page.lines().size();
    if (last == nullptr || !foot) return unknown("Chưa thấy chỗ kết thúc lời văn", "phần ký hoặc nơi nhận");
    const bool slash = last->text.ends_with("./.") || last->text.ends_with("./");
    std::vector<Deviation> wrong;
    if (slash && !wants(in, "./.")) wrong.push_back({last, "“./.”"});
    if (!slash && wants(in, "dot") && !last->text.ends_with('.'))
        wrong.push_back({last, fmt::format("“{}”", last->text.substr(last->text.find_last_of(' ') + 1))});
    return verdict(in, "Kết thúc lời văn", wrong, slash ? "“./.”" : "“.”",
                   wants(in, "./.") ? "dấu chấm hoặc “./.”" : "dấu chấm “.”");
}

// TM. KT. TL. TUQ. of the State; T/M K/T T/L of the Party.
Seen form_of_signing(const AnalyserInput& in) {
    const Lines lines = lines_of(in);
    std::vector<Deviation> wrong;
    bool any = false;
    for (const PageLine* const line : lines) {
        const std::size_t blank = line->text.find_first_of(" .");
        const bool dot = blank != std::string_view::npos && line->text[blank] == '.';
        const std::string_view form = line->text.substr(0, dot ? blank + 1 : blank);
        const std::string f = text::fold(form);
        if (f != "tm" && f != "kt" && f != "tl" && f != "tuq" && f != "q" && !f.ends_with('.') &&
            f.find('/') == std::string::npos)
            continue;  // the second line of a name
        any = true;
        const bool party = form.find('/') != std::string_view::npos;
        const bool wanted = in.norm.applies.system == "party" ? party : !party && dot;
        if (!wanted) wrong.push_back({line, fmt::format("“{}”", form)});
    }
    if (!any) return outside_of("Văn bản không ký thay mặt, ký thay hay ký thừa lệnh");
    std::string wanted;
    for (const std::string& w : in.norm.wanted) wanted += (wanted.empty() ? "" : ", ") + w;
    return verdict(in, "Hình thức ký", wrong, "đúng", wanted);
}

// A deputy secretary signs for the committee, never in the secretary's stead.
Seen deputy_form(const AnalyserInput& in) {
    const Lines power = lines_of(in);
    if (power.empty()) return outside_of("Văn bản không ký thay mặt, ký thay hay ký thừa lệnh");
    std::vector<Deviation> wrong;
    for (const PageLine* const line : power) {
        const bool stead = line->folded.starts_with("k/t bi thu") || line->folded.starts_with("kt. bi thu") ||
                           line->folded.starts_with("kt bi thu");
        if (stead) wrong.push_back({line, fmt::format("“{}”", line->text)});
    }
    return verdict(in, "Phó bí thư ký", wrong, "đúng", "“T/M …” và chức vụ “PHÓ BÍ THƯ”");
}

Seen academic_titles(const AnalyserInput& in) {
    const Lines lines = lines_of(in);
    if (lines.empty()) return outside_of("Văn bản chưa có họ tên người ký");
    std::vector<Deviation> wrong;
    for (const PageLine* const line : lines) {
        for (const std::string& title : list_of(in.norm, "titles")) {
            const std::string lower = text::canonical(line->text);
            if (!lower.starts_with(title)) continue;
            const std::string_view rest = std::string_view(lower).substr(title.size());
            if (!rest.empty() && rest.front() != ' ' && rest.front() != '.' && !title.ends_with('.')) continue;
            wrong.push_back({line, fmt::format("“{}”", line->text)});
            break;
        }
    }
    return verdict(in, "Trước họ tên người ký", wrong, "không ghi học hàm, học vị", "không ghi học hàm, học vị");
}

// One recipient, which may run over several lines: the first opens it, the last closes it.
struct Recipient {
    const PageLine* first;
    const PageLine* last;
};

bool dashed(const PageLine& line) { return line.text.starts_with("-") || line.text.starts_with("–"); }

std::string_view without_dash(const PageLine& line) {
    std::string_view out = line.folded;
    while (out.starts_with('-') || out.starts_with(' ')) out.remove_prefix(1);
    return out;
}

// In a plain text the list of the page ends where a recipient breaks over two lines: it goes on to the line that says
// who keeps a copy, where one stands above the signature.
Lines recipient_lines(const AnalyserInput& in) {
    constexpr std::size_t furthest = 60;
    Lines out = lines_of(in);
    if (out.empty() || out.back()->look != nullptr || without_dash(*out.back()).starts_with("luu")) return out;
    const auto& lines = in.draft.page.lines();
    const auto signing = [&](std::size_t at) {
        for (const Element e : {Element::signing_power, Element::signing_title, Element::signer_name}) {
            if (std::ranges::find(in.draft.page.of(e), at) != in.draft.page.of(e).end()) return true;
        }
        return false;
    };
    Lines more;
    const auto from = static_cast<std::size_t>(out.back() - lines.data()) + 1;
    for (std::size_t i = from; i < std::min(lines.size(), from + furthest) && !signing(i); ++i) {
        more.push_back(&lines[i]);
        if (!dashed(lines[i]) || !without_dash(lines[i]).starts_with("luu")) continue;
        out.insert(out.end(), more.begin(), more.end());
        break;
    }
    return out;
}

std::vector<Recipient> recipients_of(const AnalyserInput& in) {
    std::vector<Recipient> out;
    for (const PageLine* const line : recipient_lines(in)) {
        if (out.empty() || dashed(*line) || without_dash(*line).starts_with("luu") ||
            out.back().last->text.ends_with(';'))
            out.push_back({line, line});
        else
            out.back().last = line;
    }
    return out;
}

Seen recipients_archive(const AnalyserInput& in) {
    const auto entries = recipients_of(in);
    if (entries.empty()) return outside_of("Văn bản không có danh sách nơi nhận");
    const auto& [first, last] = entries.back();
    const bool kept = without_dash(*first).starts_with("luu");
    const bool clerk = kept && in.draft.prose.find("vt", {first->span.start, last->span.end}).has_value();
    const bool party = in.norm.applies.system == "party";
    std::vector<Deviation> wrong;
    if (!kept)
        wrong.push_back({first, "không có dòng lưu"});
    else if (clerk == party)
        wrong.push_back({first, fmt::format("“{}”", first->text)});
    return verdict(in, "Dòng cuối nơi nhận", wrong, "đúng", party ? "“Lưu …”, không ghi “VT”" : "“Lưu: VT, …”");
}

// `wanted`: the marks that may close a recipient; the last is closed by a full stop.
Seen recipients_marks(const AnalyserInput& in) {
    const auto entries = recipients_of(in);
    if (entries.empty()) return outside_of("Văn bản không có danh sách nơi nhận");
    std::string marks;
    for (const std::string& mark : in.norm.wanted) marks += fmt::format("{}“{}”", marks.empty() ? "" : " hoặc ", mark);
    const auto closed = [&](const PageLine& line) {
        return std::ranges::any_of(in.norm.wanted, [&](const auto& mark) { return line.text.ends_with(mark); });
    };
    std::vector<Deviation> wrong;
    for (const auto& entry : entries) {
        const bool last = &entry == &entries.back();
        if (!dashed(*entry.first)) wrong.push_back({entry.first, "không có gạch đầu dòng"});
        if (last && !entry.last->text.ends_with('.')) wrong.push_back({entry.last, "dòng cuối không có dấu chấm"});
        if (!last && !closed(*entry.last))
            wrong.push_back({entry.last, fmt::format("không có dấu {} cuối dòng", marks)});
    }
    return verdict(in, "Dấu câu nơi nhận", wrong, "đúng",
                   fmt::format("gạch đầu dòng, cuối dòng {}, dòng cuối “.”", marks));
}

}  // namespace

void add_body_words(MeasureTable& table) {
    table["basis_marks"] = basis_marks;
    table["basis_dash"] = basis_dash;
    table["numbering"] = numbering;
    table["ending"] = ending;
}

void add_foot_words(MeasureTable& table) {
    table["signing_form"] = form_of_signing;
    table["deputy_form"] = deputy_form;
    table["academic_titles"] = academic_titles;
    table["recipients_archive"] = recipients_archive;
    table["recipients_marks"] = recipients_marks;
}

}  // namespace sauro::rulebook
