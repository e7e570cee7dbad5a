#include "modules/hall/minutes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>

#include "export/docx.hpp"
#include "text/letters.hpp"
#include "text/utf8.hpp"

namespace sauro::hall {
namespace {

using exports::Align;
using exports::Block;
using exports::DocTable;
using exports::Paragraph;
using exports::Run;
using exports::TableCell;

std::string_view kind_words(Kind kind) {
    switch (kind) {
        case Kind::opening:
            return "Khai mạc";
        case Kind::contribution:
            return "Tham luận";
        case Kind::closing:
            return "Kết luận";
        case Kind::discussion:
            return "Trao đổi";
    }
    return "";
}

std::string capitals(std::string_view words) {
    std::string out;
    for (std::size_t at = 0; at < words.size();)
        text::append_codepoint(out, text::upper_codepoint(text::next_codepoint(words, at)));
    return out;
}

// In Việt Nam, all the year UTC+7.
std::string clock_time(Millis instant) {
    const std::int64_t minutes = instant / 60'000 + 7 * 60;
    return fmt::format("{:02} giờ {:02}", minutes / 60 % 24, minutes % 60);
}
std::string spoken_words(std::int64_t ms) {
    const std::int64_t seconds = ms / 1000;
    return fmt::format("{}:{:02}", seconds / 60, seconds % 60);
}

// Questions end as people typed them; others get a full stop.
std::string sentence(const std::string& text) {
    const char last = text.empty() ? '.' : text.back();
    return last == '.' || last == '?' || last == '!' ? text : text + ".";
}

Paragraph centred(std::vector<Run> runs, double after = 0) { return {std::move(runs), Align::centre, 0, 0, after}; }
Paragraph rule(double length_cm, double within_cm, double after = 0) {
    Paragraph line;
    line.rule_cm = length_cm;
    line.within_cm = within_cm;
    line.after_pt = after;
    return line;
}
Paragraph body(std::string text) { return {{Run{std::move(text)}}, Align::both, 1, 0, 6}; }
Paragraph heading(std::string text) { return {{Run{std::move(text), true}}, Align::left, 1, 6, 6}; }
TableCell cell(std::string text, Align align = Align::left, bool bold = false) {
    constexpr double table_size = 12;
    return {{Paragraph{{Run{std::move(text), bold, false, false, table_size}}, align}}};
}
std::vector<TableCell> head_row(std::initializer_list<const char*> titles) {
    std::vector<TableCell> row;
    for (const char* title : titles) row.push_back(cell(title, Align::centre, true));
    return row;
}

constexpr double page_cm = 16.5;

// Nghị định 30/2020 and Hướng dẫn 05-HD: who issues on the left, the nation's or the Party's line on the right; the
// sizes that each of them asks for.
DocTable letterhead(const MinutesInput& in, std::string_view sign) {
    constexpr double left_cm = 7, right_cm = page_cm - left_cm;
    const std::string day = fmt::format("{}, ngày {:02} tháng {:02} năm {}", in.area.empty() ? "…" : in.area,
                                        in.hall->date.day(), in.hall->date.month(), in.hall->date.year());
    TableCell left, right;
    if (in.unit->bloc == "party") {
        constexpr double size = 14;
        if (!in.superior.empty())
            left.paragraphs.push_back(centred({Run{capitals(in.superior), false, false, false, size}}));
        left.paragraphs.push_back(centred({Run{capitals(in.unit->name), true, false, false, size}}));
        left.paragraphs.push_back(centred({Run{"*", true, false, false, size}}));
        left.paragraphs.push_back(centred({Run{fmt::format("Số      -{}", sign), false, false, false, size}}));
        right.paragraphs.push_back(centred({Run{"ĐẢNG CỘNG SẢN VIỆT NAM", true, false, true, size}}));
        right.paragraphs.push_back(centred({Run{day, false, true, false, size}}));
    } else {
        constexpr double small = 12, size = 13, short_cm = 2.5, motto_cm = 5.4;
        if (!in.superior.empty())
            left.paragraphs.push_back(centred({Run{capitals(in.superior), false, false, false, small}}));
        left.paragraphs.push_back(centred({Run{capitals(in.unit->name), true, false, false, small}}));
        left.paragraphs.push_back(rule(short_cm, left_cm));
        left.paragraphs.push_back(centred({Run{fmt::format("Số:      /{}", sign), false, false, false, size}}));
        right.paragraphs.push_back(centred({Run{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", true, false, false, small}}));
        right.paragraphs.push_back(centred({Run{"Độc lập - Tự do - Hạnh phúc", true, false, false, size}}));
        right.paragraphs.push_back(rule(motto_cm, right_cm));
        right.paragraphs.push_back(centred({Run{day, false, true, false, size}}));
    }
    return {{left_cm, right_cm}, {{std::move(left), std::move(right)}}, false, false};
}

// Name of the type, subject, and the line that ends it: drawn for the State, typed for the Party.
void title(std::vector<Block>& out, bool party, std::string type, std::string subject) {
    constexpr double party_size = 15, state_size = 14, rule_cm = 3.5;
    out.emplace_back(centred({Run{std::move(type), true, false, false, party ? party_size : state_size}}));
    out.emplace_back(centred({Run{std::move(subject), true}}));
    out.emplace_back(party ? centred({Run{"-----"}}, 12) : rule(rule_cm, page_cm, 12));
}

DocTable speeches(const Hall& hall) {
    DocTable table{{1, 4.5, 4.2, 2.6, 2.1, 2.1}, {}, true, true};
    table.rows.push_back(head_row({"TT", "Người phát biểu", "Nội dung", "Loại", "Dự kiến", "Đã nói"}));
    std::vector<const Speaker*> order;
    for (const Speaker& one : hall.state.speakers)
        if (one.phase == Phase::done) order.push_back(&one);
    std::ranges::sort(order, {}, [](const Speaker* one) { return std::pair(*one->started_at, one->number); });
    int number = 0;
    for (const Speaker* one : order) {
        const std::string added = one->added_ms > 0 ? fmt::format(" (thêm {} phút)", one->added_ms / 60'000) : "";
        table.rows.push_back({cell(std::to_string(++number), Align::centre), cell(one->name), cell(one->subject),
                              cell(std::string(kind_words(one->kind))),
                              cell(one->planned_ms > 0 ? spoken_words(one->planned_ms) + added : added, Align::right),
                              cell(spoken_words(one->spoken_ms), Align::right)});
    }
    return table;
}

DocTable tasks(const Hall& hall) {
    DocTable table{{1, 5.8, 4.3, 2.8, 2.6}, {}, true, true};
    table.rows.push_back(head_row({"TT", "Việc", "Chủ trì", "Sản phẩm", "Hạn"}));
    int number = 0;
    for (const Conclusion& one : hall.conclusions) {
        const std::string who =
            one.lead_person ? fmt::format("{} ({})", one.lead_name, *one.lead_person) : one.lead_name;
        table.rows.push_back({cell(std::to_string(++number), Align::centre), cell(one.work), cell(who),
                              cell(one.product.value_or("")), cell(one.due.vi(), Align::centre)});
    }
    return table;
}

DocTable signatures(std::string_view left, std::string_view right) {
    const auto side = [](std::string_view who) {
        return TableCell{{centred({Run{std::string(who), true}}), centred({Run{"\n\n\n"}})}};
    };
    return {{8.2, 8.3}, {{side(left), side(right)}}, false, false};
}

// To whom it goes, and who signs: power, title and name stay open for the office.
DocTable foot(const MinutesInput& in) {
    const bool party = in.unit->bloc == "party";
    constexpr double label_state = 12, label_party = 14, item_state = 11, item_party = 12;
    TableCell left{{Paragraph{{Run{"Nơi nhận:", !party, !party, party, party ? label_party : label_state}}}}};
    std::vector<std::string> told;
    for (const Conclusion& one : in.hall->conclusions)
        if (std::ranges::find(told, one.lead_name) == told.end()) told.push_back(one.lead_name);
    const auto item = [&](const std::string& words) {
        left.paragraphs.push_back(Paragraph{{Run{"- " + words, false, false, false, party ? item_party : item_state}}});
    };
    for (const std::string& name : told) item(name + ";");
    item(party ? "Lưu Văn phòng." : "Lưu: VT.");
    const TableCell right{{centred({Run{party ? "T/M [CƠ QUAN]" : "TM. [CƠ QUAN]", true}}),
                           centred({Run{"[CHỨC VỤ]", !party}}), centred({Run{"\n\n"}}),
                           centred({Run{"[Họ và tên]", true}})}};
    return {{8.2, 8.3}, {{std::move(left), right}}, false, false};
}

void conclusions(std::vector<Block>& out, const Hall& hall) {
    if (hall.conclusions.empty())
        out.emplace_back(body("Hội nghị không giao việc cụ thể."));
    else
        out.emplace_back(tasks(hall));
}

DocTable results(const std::vector<Choice>& choices) {
    DocTable table{{1, 12, 3.5}, {}, true, true};
    table.rows.push_back(head_row({"TT", "Phương án", "Số trả lời"}));
    int number = 0;
    for (const Choice& one : choices)
        table.rows.push_back({cell(std::to_string(++number), Align::centre), cell(one.words),
                              cell(std::to_string(one.answers.value_or(0)), Align::right)});
    return table;
}

void votes(std::vector<Block>& out, const Vote& vote, std::int64_t present) {
    out.emplace_back(
        body(fmt::format("Biểu quyết {} ({}): {} Có mặt {}, trả lời {}.", vote.number,
                         vote.secret ? "phiếu kín" : "công khai", sentence(vote.question), present, vote.answered)));
    out.emplace_back(results(vote.choices));
    for (const Opinion& one : vote.opinions)
        out.emplace_back(body("Ý kiến khác" + (one.name ? " của " + *one.name : "") + ": " + one.words));
}

// Those who did not answer are named: that is a fact of the record, not a judgement.
void slips(std::vector<Block>& out, const Slip& slip) {
    std::string missing;
    std::int64_t answered = 0;
    for (const SlipAnswer& one : slip.answers) {
        if (one.choice)
            ++answered;
        else
            missing += (missing.empty() ? "" : "; ") + one.unit_name;
    }
    out.emplace_back(body(fmt::format("Phiếu lấy ý kiến: {} Gửi {} đơn vị, hạn {} ngày {}, trả lời {}.",
                                      sentence(slip.question), slip.answers.size(), clock_time(slip.due_at),
                                      base::Date::from_ms(slip.due_at).vi(), answered)));
    out.emplace_back(results(slip.choices));
    for (const SlipAnswer& one : slip.answers)
        if (one.opinion) out.emplace_back(body(one.unit_name + ": " + *one.opinion));
    if (!missing.empty()) out.emplace_back(body("Chưa trả lời: " + missing + "."));
}

void minutes(std::vector<Block>& out, const MinutesInput& in) {
    const Hall& hall = *in.hall;
    const State& state = hall.state;
    out.emplace_back(heading("I. Thời gian, địa điểm"));
    out.emplace_back(
        body(fmt::format("Khai mạc {} ngày {}; bế mạc {} ngày {}. Địa điểm: {}.", clock_time(*state.opened_at),
                         base::Date::from_ms(*state.opened_at).vi(), clock_time(*state.closed_at),
                         base::Date::from_ms(*state.closed_at).vi(), hall.place.value_or("…"))));
    out.emplace_back(
        body(fmt::format("Thời gian họp: {} phút{}, không tính nghỉ trưa và nghỉ đêm.", whole_minutes(state.sat_ms),
                         hall.planned_minutes ? fmt::format(" (dự kiến {})", *hall.planned_minutes) : "")));
    out.emplace_back(heading("II. Thành phần"));
    out.emplace_back(
        body(fmt::format("Chủ trì: {}. Thư ký: {}.", hall.chair.value_or("…"), hall.secretary.value_or("…"))));
    out.emplace_back(body(hall.delegates ? fmt::format("Triệu tập {}, có mặt {}.", *hall.delegates, hall.present)
                                         : fmt::format("Có mặt {}.", hall.present)));
    if (!in.attendees.empty()) {
        DocTable list{{1, 7, 8.5}, {}, true, true};
        list.rows.push_back(head_row({"TT", "Họ tên", "Chức vụ, cơ quan"}));
        int number = 0;
        for (const auto& one : in.attendees)
            list.rows.push_back({cell(std::to_string(++number), Align::centre), cell(one.name), cell(one.position)});
        out.emplace_back(std::move(list));
    }
    out.emplace_back(heading("III. Chương trình"));
    if (hall.agenda.empty()) out.emplace_back(body("Không ghi chương trình."));
    int item = 0;
    for (const AgendaItem& one : hall.agenda)
        out.emplace_back(body(fmt::format("{}. {}{}{}", ++item, one.title, one.presenter ? ", " + *one.presenter : "",
                                          one.minutes ? fmt::format(" ({} phút)", *one.minutes) : "")));
    if (!hall.papers.empty()) {
        std::string titles;
        for (const SentPaper& paper : hall.papers) titles += (titles.empty() ? "" : "; ") + paper.title;
        out.emplace_back(body("Tài liệu đã gửi trước: " + titles + "."));
    }
    out.emplace_back(heading("IV. Phát biểu"));
    out.emplace_back(speeches(hall));
    for (const AddedMinute& one : in.added)
        out.emplace_back(
            body(fmt::format("Thêm 1 phút cho {} lúc {}: {}", one.speaker, clock_time(one.at), sentence(one.reason))));
    const bool asked = !hall.votes.empty() || !hall.slips.empty();
    if (asked) out.emplace_back(heading("V. Biểu quyết, lấy ý kiến"));
    for (const Vote& vote : hall.votes | std::views::reverse) votes(out, vote, hall.present);
    for (const Slip& slip : hall.slips) slips(out, slip);
    out.emplace_back(heading(asked ? "VI. Kết luận" : "V. Kết luận"));
    conclusions(out, hall);
    out.emplace_back(body("Biên bản lập từ nhật ký điều hành của hội nghị."));
    out.emplace_back(signatures("THƯ KÝ", "CHỦ TRÌ"));
}

}  // namespace

std::string superior_of(const std::string& name, bool committee) {
    constexpr std::pair<std::string_view, std::string_view> led[] = {
        {"Tỉnh ủy ", "Đảng bộ tỉnh "}, {"Thành ủy ", "Đảng bộ thành phố "}, {"Đảng ủy ", "Đảng bộ "}};
    for (const auto& [of_committee, of_organisation] : led) {
        if (committee && name.starts_with(of_committee))
            return std::string(of_organisation) + name.substr(of_committee.size());
    }
    return name;
}

Status write_minutes(const std::filesystem::path& file, const MinutesInput& in) {
    const Hall& hall = *in.hall;
    const bool whole = in.what == Paperwork::minutes;
    exports::WordDocument document;
    document.title = (whole ? "Biên bản " : "Thông báo kết luận ") + hall.title;
    auto& out = document.blocks;
    out.emplace_back(letterhead(in, whole ? "BB" : "TB"));
    const bool party = in.unit->bloc == "party";
    title(out, party, whole ? "BIÊN BẢN" : "THÔNG BÁO", whole ? hall.title : "Kết luận " + hall.title);
    if (whole) {
        minutes(out, in);
    } else {
        out.emplace_back(body(fmt::format("Ngày {}, {} tổ chức {}. Hội nghị kết luận như sau:", hall.date.vi(),
                                          in.unit->name, hall.title)));
        conclusions(out, hall);
        out.emplace_back(body(fmt::format("Các đơn vị chủ trì thực hiện đúng hạn, báo cáo kết quả về {}{}",
                                          in.unit->name, party ? "." : "./.")));
        out.emplace_back(foot(in));
    }
    constexpr double party_line_pt = 18;
    for (Block& block : out) {
        auto* const paragraph = std::get_if<Paragraph>(&block);
        if (party && paragraph && paragraph->align != Align::centre) paragraph->line_pt = party_line_pt;
    }
    return exports::write_docx(file, document);
}

}  // namespace sauro::hall
