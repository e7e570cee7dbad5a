#include "rulebook/format/format.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "rulebook/check/check.hpp"
#include "rulebook/impl.hpp"

namespace sauro::rulebook {
namespace {

constexpr std::size_t kMostPassages = 200;

std::optional<bool> share_of(const PageLine& line, const auto& member) {
    std::size_t yes = 0, all = 0;
    for (const RunShare& r : runs_of(line)) {
        const auto& value = r.run->*member;
        if (!value) return std::nullopt;
        all += r.length;
        if (*value) yes += r.length;
    }
    if (all == 0) return std::nullopt;
    return yes * 2 > all;
}

// The norm that asks for the right rules as a whole: broken when one of them is.
Seen summary(const AnalyserInput& in) {
    Seen out;
    std::size_t checked = 0, broken = 0, open = 0;
    const auto count = [&](const Finding& finding) {
        if (finding.kind != "format" || finding.norm == in.norm.id) return;
        if (finding.outcome == "met") ++checked;
        if (finding.outcome == "cannot_tell") ++open;
        if (finding.outcome != "breached") return;
        ++checked;
        if (finding.severity == "error") ++broken;
    };
    if (in.others != nullptr) {
        for (const Finding& finding : *in.others) count(finding);
    } else {
        for (const Plan& plan : in.book->plans) {
            const Norm& norm = in.book->norms[plan.norm];
            if (norm.kind == "format" && &norm != &in.norm) count(check_norm(*in.book, norm, in.draft, nullptr));
        }
    }
    if (in.draft.page.pack() == Pack::own)
        return unknown("Văn bản của Mặt trận hoặc đoàn thể, trình bày theo hướng dẫn của tổ chức ấy",
                       "hướng dẫn thể thức của tổ chức ban hành, chưa có trong sổ quy tắc");
    out.measured = std::to_string(broken);
    out.limit = "0";
    out.outcome = broken > 0 ? "breached" : checked > 0 ? "met" : open > 0 ? "cannot_tell" : "not_applicable";
    if (out.outcome == "breached") {
        out.message =
            fmt::format("{} trong {} yêu cầu trình bày kiểm được chưa đúng, nêu từng lỗi bên dưới", broken, checked);
    } else if (out.outcome == "met") {
        out.message = fmt::format("{} yêu cầu trình bày kiểm được đều đúng", checked);
        if (open > 0) out.message += fmt::format("; {} yêu cầu chưa kiểm được", open);
    } else if (out.outcome == "cannot_tell") {
        out.message = "Chưa kiểm được yêu cầu trình bày nào";
        out.missing = "tệp .docx hoặc PDF có chữ, đủ tiêu đề và số ký hiệu";
    } else {
        out.message = "Không thuộc diện kiểm cách trình bày";
    }
    return out;
}

// Documents older than the rules we know.
Seen older_rules(const AnalyserInput& in) {
    if (!in.draft.document.date || *in.draft.document.date >= in.norm.lists.at("known_from").front())
        return outside_of("Văn bản không thuộc thời gian của hướng dẫn cũ");
    return unknown("Văn bản của Đảng ra trước ngày hướng dẫn hiện hành, khi đó theo Hướng dẫn 36-HD/VPTW",
                   "toàn văn Hướng dẫn 36-HD/VPTW để có các trị số");
}

}  // namespace

const std::map<std::string, Analyser, std::less<>>& format_measures() {
    static const MeasureTable table = [] {
        MeasureTable out = {{"format_summary", summary}, {"older_rules", older_rules}};
        add_page_measures(out);
        add_look_measures(out);
        add_head_words(out);
        add_body_words(out);
        add_foot_words(out);
        return out;
    }();
    return table;
}

Lines lines_of(const AnalyserInput& in) {
    std::vector<std::size_t> at;
    for (const std::string& name : in.norm.elements) {
        const auto& of = in.draft.page.of(*element_named(name));
        at.insert(at.end(), of.begin(), of.end());
    }
    std::ranges::sort(at);
    Lines out;
    for (const std::size_t i : at) out.push_back(&in.draft.page.lines()[i]);
    return out;
}

std::string elements_vi(const AnalyserInput& in) {
    std::string out;
    for (const std::string& name : in.norm.elements)
        out += (out.empty() ? "" : ", ") + std::string(element_vi(*element_named(name)));
    return out;
}

bool wants(const AnalyserInput& in, std::string_view word) {
    return std::ranges::find(in.norm.wanted, word) != in.norm.wanted.end();
}

Seen met(std::string message) { return {"met", std::move(message), {}, {}, {}, {}}; }
Seen outside_of(std::string message) { return {"not_applicable", std::move(message), {}, {}, {}, {}}; }
Seen unknown(std::string message, std::string missing) {
    return {"cannot_tell", std::move(message), {}, {}, std::move(missing), {}};
}
Seen not_measured(const AnalyserInput& in, Lack lack) {
    struct Why {
        std::string_view pdf, other, missing;
    };
    static constexpr Why kReasons[] = {
        {"PDF không ghi điều này", "tệp không ghi điều này", "tệp .docx"},
        {"PDF không ghi phông, cỡ chữ ở chỗ này", "tệp không ghi phông, cỡ chữ ở chỗ này",
         "tệp .docx có ghi phông và cỡ chữ"},
        {"PDF không có đoạn lời văn đủ dài để đo", "tệp không ghi điều này ở đoạn lời văn",
         "tệp .docx, hoặc PDF có đoạn lời văn từ ba dòng trở lên"},
        {"PDF có ít dòng lời văn chạy hết khổ chữ, chưa đủ để đo lề", "tệp không ghi lề trang",
         "tệp .docx, hoặc PDF có từ sáu dòng lời văn chạy hết khổ chữ"},
        {"PDF không cho biết lề dưới, vì chữ có thể dừng trước lề", "tệp không ghi lề trang", "tệp .docx"},
        {"PDF không cho biết đường kẻ và khung", "tệp không cho biết đường kẻ và khung",
         "tệp .docx, hoặc người xem tận trang"},
    };
    const docread::Document& document = in.draft.document;
    const std::string what = in.norm.elements.empty() ? "Cách trình bày trang" : "Cách trình bày " + elements_vi(in);
    const auto because = [&](std::string_view why, std::string_view missing) {
        return unknown(fmt::format("{} chưa đo được: {}", what, why), std::string(missing));
    };
    if (in.draft.page.measured() && lack != Lack::capitals) {
        const Why& reason = kReasons[static_cast<std::size_t>(lack)];
        return because(document.format == "pdf" ? reason.pdf : reason.other, reason.missing);
    }
    if (lack == Lack::capitals)
        return because("chữ gõ bằng phông cũ đã chuyển mã, chữ hoa không còn",
                       "tệp .docx, hoặc bản gõ bằng phông Unicode");
    if (document.format == "scan") return because("trang là ảnh chụp", "tệp .docx, hoặc PDF có chữ");
    if (document.format == "pdf")
        return because("lớp chữ của PDF không cho biết phông và cỡ, hoặc đã phải sửa mã chữ",
                       "tệp .docx, hoặc PDF xuất thẳng từ trình soạn thảo bằng phông Unicode");
    if (document.format == "docx" && document.capitals_lost)
        return because("chữ gõ bằng phông cũ đã chuyển mã, không còn khớp với chỗ đo",
                       "tệp .docx gõ bằng phông Unicode");
    if (document.format == "docx") return because("cấu trúc tệp không khớp với chữ", "tệp .docx lưu lại từ Word");
    return because("tệp này chỉ đọc được chữ", "tệp .docx, hoặc PDF có chữ");
}

Finding::Passage line_passage(const AnalyserInput& in, const PageLine& line) {
    Finding::Passage out = passage(in.draft, line.span);
    if (line.look != nullptr) out.place = line.look->place;
    return out;
}

bool is_prose(const PageLine& line, std::size_t at_least) {
    return line.end - line.start >= at_least && !line.grid && line.column < 0 && !all_capitals(line.text) &&
           (line.look == nullptr || line.look->alignment != "center");
}

Lines prose_of(const AnalyserInput& in, std::size_t at_least) {
    Lines out;
    const PageLine* last = nullptr;
    for (const std::size_t i : in.draft.page.of(Element::body)) {
        const PageLine& line = in.draft.page.lines()[i];
        const bool same = last != nullptr && line.look != nullptr && line.look == last->look;  // after a line break
        last = &line;
        if (!same && is_prose(line, at_least)) out.push_back(&line);
    }
    return out;
}

Seen verdict(const AnalyserInput& in, const std::string& what, const std::vector<Deviation>& wrong, std::string fine,
             const std::string& wanted) {
    Seen out;
    out.limit = wanted;
    if (wrong.empty()) {
        out.outcome = "met";
        out.message = fmt::format("{}: {}", what, fine);
        out.measured = std::move(fine);
        return out;
    }
    out.outcome = "breached";
    std::vector<std::string> found;
    for (const Deviation& d : wrong) {
        if (std::ranges::find(found, d.found) == found.end() && found.size() < 6) found.push_back(d.found);
        if (d.line != nullptr && out.passages.size() < kMostPassages) out.passages.push_back(line_passage(in, *d.line));
    }
    std::string text;
    for (const std::string& f : found) text += (text.empty() ? "" : "; ") + f;
    out.measured = text;
    out.message = fmt::format("{}: {}; cần {}", what, text, wanted);
    if (wrong.size() > 1) out.message += fmt::format(" ({} chỗ)", wrong.size());
    return out;
}

int half_points(const Rational& points) { return static_cast<int>(points.numerator() * 2 / points.denominator()); }

docread::RunRepair over(const PageLine& line) {
    docread::RunRepair out;
    out.start = line.start;
    out.end = line.end;
    return out;
}

std::string decimal_vi(const Rational& value) {
    const bool below = value.numerator() < 0;
    const std::int64_t numerator = below ? -value.numerator() : value.numerator();
    const std::int64_t hundredths = (numerator * 200 / value.denominator() + 1) / 2;
    std::string out = (below && hundredths > 0 ? "-" : "") + std::to_string(hundredths / 100);
    if (const std::int64_t rest = hundredths % 100; rest != 0)
        out += rest % 10 == 0 ? fmt::format(",{}", rest / 10) : fmt::format(",{:02}", rest);
    return out;
}

std::string range_vi(const AnalyserInput& in, std::string_view unit) {
    const auto min = in.values.find("min"), max = in.values.find("max");
    const std::string after = unit.empty() ? "" : " " + std::string(unit);
    if (min == in.values.end()) return max == in.values.end() ? "" : "tối đa " + decimal_vi(max->second) + after;
    if (max == in.values.end()) return "tối thiểu " + decimal_vi(min->second) + after;
    if (min->second == max->second) return decimal_vi(min->second) + after;
    return decimal_vi(min->second) + "–" + decimal_vi(max->second) + after;
}

bool in_range(const AnalyserInput& in, const Rational& value) {
    const auto min = in.values.find("min"), max = in.values.find("max");
    return (min == in.values.end() || value >= min->second) && (max == in.values.end() || value <= max->second);
}

std::vector<RunShare> runs_of(const PageLine& line) {
    std::vector<RunShare> out;
    if (line.look == nullptr) return out;
    for (const docread::TextLook& run : line.look->runs) {
        const std::size_t from = std::max(run.start, line.start), to = std::min(run.end, line.end);
        if (from < to) out.push_back({&run, to - from});
    }
    return out;
}

std::optional<bool> is_bold(const PageLine& line) { return share_of(line, &docread::TextLook::bold); }
std::optional<bool> is_italic(const PageLine& line) { return share_of(line, &docread::TextLook::italic); }
std::optional<bool> is_underlined(const PageLine& line) { return share_of(line, &docread::TextLook::underline); }

std::optional<int> size_of(const PageLine& line) {
    std::map<int, std::size_t> lengths;
    for (const RunShare& r : runs_of(line)) {
        if (r.run->size) lengths[*r.run->size] += r.length;
    }
    if (lengths.empty()) return std::nullopt;
    return std::ranges::max_element(lengths, {}, [](const auto& l) { return l.second; })->first;
}

}  // namespace sauro::rulebook
