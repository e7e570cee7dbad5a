// Sentences about one subject: a record, or a place that must have something.
#include <fmt/format.h>

#include "rulebook/prose/words.hpp"

namespace sauro::rulebook {
namespace {

std::string days_vi(std::int64_t days) { return vi_number(days) + " ngày"; }

std::string due_text(const Judgement& j) {
    return j.exclusive ? "trước ngày " + j.due->vi() : "đến hết ngày " + j.due->vi();
}

std::string obligation(const JudgeContext& c, const Judgement& j, const Group& group, const std::string& cited) {
    const std::string subject = noun(c.norm, "subject", "Việc"), verb = noun(c.norm, "verb", "hoàn thành");
    if (j.reason == Reason::not_recorded)
        return fmt::format("{}: chưa ghi nhận{}, cũng chưa có {} nên chưa kết luận ({}).", subject,
                           group.other.empty() ? "" : " của " + group.other, noun(c.norm, "measure", "hạn hoàn thành"),
                           cited);
    if (j.reason == Reason::no_due)
        return fmt::format("{}: chưa có {} nên chưa kết luận ({}).", subject, noun(c.norm, "measure", "hạn hoàn thành"),
                           cited);
    const std::string due = fmt::format("hạn {} ({})", due_text(j), cited);
    if (j.reason == Reason::exclusive_unknown)
        return fmt::format("{} {} đúng ngày {}; chưa rõ hạn có tính chính ngày đó không ({}).", subject, verb,
                           j.due->vi(), cited);
    if (j.reason == Reason::not_due)
        return fmt::format("{} chưa {}, còn {}, {}.", subject, verb, days_vi(-j.late), due);
    if (!j.done) return fmt::format("{} chưa {}, đã quá hạn {}, {}.", subject, verb, days_vi(j.late), due);
    if (j.late > 0)
        return fmt::format("{} {} ngày {}, chậm {}, {}.", subject, verb, j.done->vi(), days_vi(j.late), due);
    return fmt::format("{} {} ngày {}, đúng hạn, {}.", subject, verb, j.done->vi(), due);
}

std::string repetition(const JudgeContext& c, const Judgement& j, const Group& group, const std::string& cited) {
    const std::string subject = noun(c.norm, "subject", "Bản ghi"), verb = noun(c.norm, "verb", "trùng với"),
                      counted = noun(c.norm, "counted", "bản ghi");
    if (j.reason == Reason::unknown_measure)
        return fmt::format("{}: chưa có {} để đối chiếu ({}).", subject, noun(c.norm, "measure", "nội dung"), cited);
    std::string text;
    if (*j.count == 0) {
        text = fmt::format("{} không {} {} nào có trước ({}).", subject, verb, counted, cited);
    } else {
        text = fmt::format("{} {} {} {} có trước, {} “{}” ({}).", subject, verb, vi_number(*j.count), counted,
                           *j.count == 1 ? "là" : "sớm nhất là", group.other, cited);
    }
    if (j.unknown > 0)
        text += fmt::format(" Còn {} {} {}.", vi_number(j.unknown), counted, noun(c.norm, "unknown", "thiếu dữ kiện"));
    return text;
}

std::string parts_text(const Norm& norm, const Judgement& j) {
    std::string parts;
    for (auto i : j.missing_needs) parts += (parts.empty() ? "" : ", ") + norm.required[i].missing;
    return parts;
}

std::string measure(const JudgeContext& c, const Judgement& j, const std::string& cited) {
    const std::string subject = noun(c.norm, "subject", "Bản ghi"), unit = noun(c.norm, "unit", "");
    if (j.reason == Reason::unknown_measure) {
        return fmt::format("{}: chưa có {}, giới hạn {} ({}).", subject, noun(c.norm, "measure", "số đo"),
                           j.limit ? vi_number(*j.limit) + (unit.empty() ? "" : " " + unit) : "chưa có", cited);
    }
    const std::string stand_in = noun(c.norm, "stand_in", "");
    return fmt::format("{} {} {} {}{}, giới hạn {} {} ({}).", subject, noun(c.norm, "verb", "dài"),
                       vi_number(*j.measured), unit, j.stands_in && !stand_in.empty() ? " " + stand_in : "",
                       vi_number(*j.limit), unit, cited);
}

std::string required(const JudgeContext& c, const Judgement& j, const std::string& subject, const std::string& cited) {
    const std::string parts = parts_text(c.norm, j);
    if (parts.empty() && j.outcome == "met")
        return fmt::format("{} đủ {} phần bắt buộc ({}).", subject, vi_number(*j.whole), cited);
    if (parts.empty()) return fmt::format("{}: {} ({}).", subject, noun(c.norm, "unknown", "thiếu dữ kiện"), cited);
    return fmt::format("{} thiếu: {} ({}).", subject, parts, cited);
}

}  // namespace

std::string evidence_sentence(const Norm& norm, const Judgement& j) {
    std::string text;
    std::size_t index = 0;
    for (const auto& exception : norm.exceptions) {
        for (const auto& need : exception.needs) {
            if (index < j.incomplete_evidence.size() && j.incomplete_evidence[index] > 0)
                text += fmt::format(" Có {} nhưng thiếu {}: chưa được miễn.", noun(norm, "evidence", "quyết định"),
                                    need.missing);
            ++index;
        }
    }
    return text;
}

std::string record_sentence(const JudgeContext& c, const Judgement& j, const Group& group, const std::string& cited) {
    if (j.reason == Reason::declared_outside) return fmt::format("{} ({}).", c.norm.not_applicable_reason, cited);
    if (j.reason == Reason::excluded)
        return fmt::format("{}: {} nên không tính ({}).", noun(c.norm, "subject", "Bản ghi"),
                           noun(c.norm, "excluded", "thuộc trường hợp loại trừ"), cited);
    if (j.reason == Reason::unknown_subject) {
        if (group.absent)
            return fmt::format("{}: {} nên chưa biết có phải {} không ({}).", noun(c.norm, "subject", "Việc"),
                               unknown_unit, noun(c.norm, "verb", "hoàn thành"), cited);
        return fmt::format("{}: {} nên chưa biết có thuộc quy định này không ({}).", noun(c.norm, "record", "Bản ghi"),
                           noun(c.norm, "unknown", "thiếu dữ kiện"), cited);
    }
    if (j.reason == Reason::conflict)
        return fmt::format("{} vừa thuộc loại trừ vừa thuộc trường hợp được miễn: phải chọn một rồi mới kết luận ({}).",
                           noun(c.norm, "subject", "Bản ghi"), cited);
    std::string text = c.norm.kind == "completeness"    ? required(c, j, noun(c.norm, "subject", "Bản ghi"), cited)
                       : c.norm.kind == "deadline"      ? obligation(c, j, group, cited)
                       : c.norm.kind == "not_duplicate" ? repetition(c, j, group, cited)
                                                        : measure(c, j, cited);
    if (j.reason == Reason::waived)
        text += fmt::format(" Được miễn: có {} hợp lệ.", noun(c.norm, "evidence", "quyết định"));
    return text + evidence_sentence(c.norm, j);
}

std::string set_sentence(const JudgeContext& c, const Judgement& j, const std::string& cited) {
    const std::string subject =
        noun(c.norm, has_subject(c.plan) ? "subject" : "place", has_subject(c.plan) ? "Bản ghi" : "Đơn vị");
    if (j.reason == Reason::unknown_subject)
        return fmt::format("{}: {} nên chưa biết có thuộc quy định này không ({}).", subject,
                           noun(c.norm, "unknown", "thiếu dữ kiện"), cited);
    std::string text;
    if (c.norm.kind == "cardinality") {
        const char* wanted = c.norm.parameters.front().name.starts_with("max")   ? "nhiều nhất"
                             : c.norm.parameters.front().name.starts_with("min") ? "ít nhất"
                                                                                 : "đúng";
        text = fmt::format("{} có {} {}, phải có {} {} ({}).", subject, vi_number(*j.count),
                           noun(c.norm, "counted", "bản ghi"), wanted, vi_number(*j.limit), cited);
    } else {
        text = required(c, j, subject, cited);
    }
    if (j.reason == Reason::not_due)
        text += fmt::format(" Hạn {}, còn {} nên chưa kết luận.", due_text(j), days_vi(-j.late));
    if (j.reason == Reason::period_open || j.reason == Reason::not_begun)
        text += fmt::format(" {} chưa {} nên chưa kết luận.", c.window.period.vi(),
                            c.window.begun ? "kết thúc" : "bắt đầu");
    if (j.outcome == "breached" && j.due) text += fmt::format(" Đã quá hạn {}: {}.", days_vi(j.late), due_text(j));
    if (j.unknown > 0)
        text += fmt::format(" Còn {} {} {}.", vi_number(j.unknown), noun(c.norm, "counted", "bản ghi"),
                            noun(c.norm, "unknown", "thiếu dữ kiện"));
    return text;
}

std::string sum_sentence(const JudgeContext& c, const Judgement& j, const std::string& cited) {
    const std::string subject = noun(c.norm, "subject", "Tổng"), unit = noun(c.norm, "unit", "phút");
    std::string text = fmt::format("{} {} {}, giới hạn {} {} ({}).", subject, vi_number(*j.measured), unit,
                                   vi_number(*j.limit), unit, cited);
    if (j.unknown > 0)
        text += fmt::format(" Còn {} {}.", vi_number(j.unknown), noun(c.norm, "unknown", "bản ghi thiếu số liệu"));
    return text;
}

std::string query_sentence(const JudgeContext& c, const Judgement& j, const std::string& cited) {
    const std::string subject = noun(c.norm, "subject", "Số đo"), unit = noun(c.norm, "unit", "");
    if (!j.measured || !j.limit)
        return fmt::format("{}: chưa có {} ({}).", subject, noun(c.norm, "measure", "số đo"), cited);
    return fmt::format("{} là {}{}, {} {}{} ({}).", subject, vi_number(*j.measured), unit.empty() ? "" : " " + unit,
                       j.at_most ? "tối đa" : "tối thiểu", vi_number(*j.limit), unit.empty() ? "" : " " + unit, cited);
}

}  // namespace sauro::rulebook
