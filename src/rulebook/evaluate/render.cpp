#include "rulebook/render.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/number.hpp"
#include "rulebook/describe.hpp"
#include "rulebook/prose/words.hpp"

namespace sauro::rulebook {
namespace {

struct Sentence {
    const JudgeContext& c;
    const Group& group;
    const Judgement& j;

    std::string citation() const {
        const std::string clause = j.parameter.clause();
        if (j.parameter.overlay) return clause;
        return cite(c.norm, clause.empty() ? c.norm.clause : clause);
    }
    std::string year() const { return fmt::format("năm {}", c.window.days.period_start.year()); }
    std::string span() const { return c.window.period.kind == base::Period::Kind::year ? year() : c.window.code; }
    // One of the counted rows, in few words.
    std::string one() const { return noun(c.norm, "one", c.norm.fact == "conferences" ? "hội nghị" : "bản ghi"); }
    // Of a period that runs; one that lies ahead has no "until today".
    bool running() const { return c.window.open && c.window.begun; }
    std::string upto() const { return running() ? "Đến " + c.window.days.as_of.vi() + ", " : ""; }

    std::string share() const {
        const std::string part = noun(c.norm, "part", "phần được tính"), whole = noun(c.norm, "whole", "bản ghi");
        const std::string bound =
            fmt::format("{} {}", j.at_most ? "tối đa" : "tối thiểu", percent_vi(*j.limit, j.at_most));
        if (j.reason == Reason::not_begun) return fmt::format("{} chưa bắt đầu nên chưa có tỉ lệ.", capital(span()));
        if (j.reason == Reason::nothing_counted) {
            return fmt::format("Không có {} nào trong {} nên không tính tỉ lệ ({}).", whole, span(), citation());
        }
        std::string text;
        if (j.measured) {
            text = fmt::format("{}{} là {}/{} {} ({}), {} ({}).", upto(), running() ? part : capital(part),
                               vi_number(*j.count), vi_number(*j.whole), whole, percent_vi(*j.measured, j.at_most),
                               bound, citation());
        } else {
            text = fmt::format("{}chưa có {} nào đủ số liệu, mức {} ({}).", upto(), whole, bound, citation());
        }
        text = capital(text);
        if (j.reason == Reason::period_open)
            text += fmt::format(" {} chưa kết thúc nên chưa kết luận.", capital(span()));
        if (j.reason == Reason::plan_not_due) text += " Kế hoạch còn có thể đổi đến hết 30/01 nên chưa kết luận.";
        if (j.unknown > 0) {
            text += fmt::format(
                " Còn {} {} {}{}.", vi_number(j.unknown), whole, noun(c.norm, "unknown", "thiếu dữ kiện"),
                j.outcome == "cannot_tell" && j.reason == Reason::unknown_facts ? ", đủ để đổi kết luận" : "");
        }
        if (!j.alternative_outcome.empty()) {
            text += fmt::format(" Nếu {} thì {} ({}).", c.norm.alternative->text, outcome_word(j.alternative_outcome),
                                c.norm.alternative->interpretation);
        }
        return text;
    }

    std::string cap() const {
        const std::string counted = noun(c.norm, "counted", "lần"), place = noun(c.norm, "place", "Đơn vị");
        std::string text = has_subject(c.plan)
                               ? fmt::format("{} có {} {}, giới hạn {} ({}).", noun(c.norm, "subject", "Bản ghi"),
                                             vi_number(*j.count), counted, vi_number(*j.limit), citation())
                               : fmt::format("{} {} {} {} trong {}{}, giới hạn {} ({}).", place,
                                             noun(c.norm, "verb", "đã tổ chức"), vi_number(*j.count), counted, span(),
                                             running() ? " (đến " + c.window.days.as_of.vi() + ")" : "",
                                             vi_number(*j.limit), citation());
        if (j.reason == Reason::conflict) {
            std::string ids;
            for (const auto& exception : c.norm.exceptions) ids += (ids.empty() ? "“" : ", “") + exception.id + "”";
            text += fmt::format(
                " Có {} vừa thuộc loại trừ vừa thuộc trường hợp được miễn ({}): phải chọn một rồi mới kết luận.", one(),
                ids);
        }
        if (j.reason == Reason::waived)
            text += fmt::format(" {} {} vượt đã có quyết định hợp lệ.", vi_number(j.covered), one());
        if (j.outcome == "met" || j.outcome == "cannot_tell") {
            if (j.covered > 0) text += fmt::format(" {} {} đã có quyết định hợp lệ.", vi_number(j.covered), one());
        }
        if (j.outcome == "breached") {
            if (j.covered > 0) text += fmt::format(" Mới có {} {} có quyết định hợp lệ.", vi_number(j.covered), one());
            text += evidence_sentence(c.norm, j);
        }
        if (j.excluded > 0)
            text += fmt::format(" Không tính {} {}.", vi_number(j.excluded),
                                noun(c.norm, "excluded", one() + " được loại trừ"));
        if (j.unknown > 0) {
            text +=
                fmt::format(" Còn {} {} {}{}.", vi_number(j.unknown), one(), noun(c.norm, "unknown", "thiếu dữ kiện"),
                            j.outcome == "cannot_tell" ? ", đủ để vượt giới hạn" : "");
        }
        if (j.upcoming > 0) {
            const bool over = *j.limit < Rational(*j.count + j.upcoming);
            text += fmt::format(" Kế hoạch còn {} {}{}.", vi_number(j.upcoming), one(),
                                over && j.outcome == "met" ? ", họp đủ thì vượt giới hạn" : "");
        }
        return text;
    }

    std::string change() const {
        const std::string counted = noun(c.norm, "counted", "bản ghi");
        const int before = c.window.days.base_start.year();
        const std::string bound = fmt::format("phải giảm ít nhất {} ({})", percent_vi(*j.limit, false), citation());
        if (j.reason == Reason::no_baseline) {
            return fmt::format("{}{} {} {} trong {}; chưa có số liệu trọn năm {} để so, {}.", upto(),
                               running() ? "có" : "Có", vi_number(*j.count), counted, year(), before, bound);
        }
        std::string text = fmt::format("{}{} {} trong {}, năm {} là {}", upto(), vi_number(*j.count), counted, year(),
                                       before, vi_number(*j.whole));
        if (!j.baseline_basis.empty()) text += fmt::format(" (số gốc khai báo: {})", j.baseline_basis);
        if (j.reason == Reason::not_begun)
            return fmt::format("{} chưa bắt đầu; được phép nhiều nhất {} {}.", capital(year()), vi_number(*j.allowance),
                               counted);
        if (j.reason == Reason::zero_baseline) {
            return text + fmt::format("; năm trước bằng 0 nên không tính được mức giảm ({}).", citation());
        }
        if (j.measured && !c.window.open) {
            text += *j.measured < Rational(0) ? fmt::format(": tăng {}", percent_vi(Rational(0) - *j.measured, true))
                                              : fmt::format(": giảm {}", percent_vi(*j.measured, false));
        }
        text += "; " + bound + ".";
        if (j.reason == Reason::period_open) {
            text += fmt::format(
                " Cả năm được phép nhiều nhất {}; theo nhịp hiện nay sẽ là khoảng {}. {} chưa kết thúc nên chưa kết "
                "luận.",
                vi_number(*j.allowance), vi_number(j.forecast.value_or(0)), capital(year()));
        }
        if (j.unknown > 0) {
            text += fmt::format(" Còn {} bản ghi {}{}.", vi_number(j.unknown), noun(c.norm, "unknown", "thiếu dữ kiện"),
                                j.reason == Reason::unknown_facts ? ", đủ để đổi kết luận" : "");
        }
        if (j.small_base) text += " Số nhỏ (dưới 20), tỉ lệ chỉ để tham khảo.";
        return text;
    }

    std::string text() const {
        if (j.reason == Reason::out_of_force) {
            return fmt::format("Áp dụng {}, {} không thuộc diện ({}).", c.norm.applies.days_vi(),
                               has_subject(c.plan) && group.date ? "ngày " + group.date->vi() : year(), citation());
        }
        if (j.reason == Reason::no_parameter)
            return fmt::format("Chưa có giới hạn nào có hiệu lực vào thời điểm này ({}).", citation());
        switch (c.plan.shape) {
            case Plan::Shape::share:
                return share();
            case Plan::Shape::cap:
                return c.norm.kind == "cardinality" ? set_sentence(c, j, citation()) : cap();
            case Plan::Shape::parts:
                return set_sentence(c, j, citation());
            case Plan::Shape::sql:
                return query_sentence(c, j, citation());
            case Plan::Shape::change:
                return change();
            case Plan::Shape::sum:
                return sum_sentence(c, j, citation());
            default:
                return record_sentence(c, j, group, citation());
        }
    }

    // The fact that is missing, for `cannot_tell`.
    std::optional<std::string> missing() const {
        if (j.outcome != "cannot_tell") return std::nullopt;
        switch (j.reason) {
            case Reason::no_baseline:
                return fmt::format("số liệu năm {}", c.window.days.base_start.year());
            case Reason::zero_baseline:
                return fmt::format("số gốc năm {} khác 0", c.window.days.base_start.year());
            case Reason::period_open:
            case Reason::not_begun:
                return fmt::format("số liệu đến hết {} (còn {} ngày)", c.window.days.period_end.vi(),
                                   vi_number(c.window.days.period_end.days() - c.window.days.as_of.days()));
            case Reason::plan_not_due:
                return fmt::format("kế hoạch chốt trước 31/01/{}", c.window.days.period_start.year());
            case Reason::no_due:
                return noun(c.norm, "measure", "hạn hoàn thành");
            case Reason::not_recorded:
                return fmt::format("{}{}", noun(c.norm, "measure", "hạn hoàn thành"),
                                   group.other.empty() ? "" : ", hoặc kết quả, của " + group.other);
            case Reason::not_due:
                return fmt::format("kết quả (hạn {}{}, còn {} ngày)", j.exclusive ? "trước ngày " : "", j.due->vi(),
                                   vi_number(-j.late));
            case Reason::exclusive_unknown:
                return "hạn có tính chính ngày đó hay không";
            case Reason::conflict:
                return "chọn một trong hai ngoại lệ";
            case Reason::unknown_measure:
                return noun(c.norm, "measure", "số đo");
            default:
                return group.absent ? unknown_unit : noun(c.norm, "unknown", "dữ kiện của bản ghi");
        }
    }
};

std::string exact(const Norm& norm, const Plan& plan, const Judgement& j, const Rational& value, bool measured) {
    if (norm.kind == "deadline") return base::Date::from_days(value.numerator()).iso();
    const bool rate = plan.shape == Plan::Shape::share || plan.shape == Plan::Shape::change;
    if (!rate) return value.text();
    if (!measured) return value.percent();
    // The counts themselves, not in lowest terms: 13/20 says more than 65 %.
    const std::int64_t part = norm.kind == "share" ? *j.count : *j.whole - *j.count;
    return fmt::format("{}/{}", part, *j.whole);
}

}  // namespace

std::string cite(std::string_view source, std::string_view clause) {
    const bool numbered = !clause.empty() && clause[0] >= '0' && clause[0] <= '9';
    return fmt::format("{}, {}{}", source, numbered ? "mục " : "", clause);
}

std::string cite(const Norm& norm, const std::string& clause) { return cite(norm.source_brief, clause); }

std::string reading_note(const std::vector<std::string>& ids, const std::vector<Interpretation>& all) {
    std::string out;
    for (const auto& id : ids) {
        const auto found = std::ranges::find(all, id, &Interpretation::id);
        if (found != all.end() && found->status == "proposed") out += (out.empty() ? "" : ", ") + id;
    }
    if (!out.empty()) out = fmt::format(" Theo cách hiểu đề xuất: {}.", out);
    for (const auto& one : all) {
        if (one.decided.empty() || one.proposed.starts_with(one.decided) || std::ranges::find(ids, one.id) == ids.end())
            continue;
        out += fmt::format(" {} đã quyết định phương án {}; quy tắc này còn tính theo {}.", one.id, one.decided,
                           one.proposed.substr(0, one.proposed.find(' ')));
    }
    return out;
}

std::string severity_of(const Norm& norm, std::string_view outcome) {
    if (outcome != "breached") return "info";
    if (norm.executability == "over_reports") return "warning";  // the machine may be wrong: a person confirms
    if (norm.executability == "measured_only" || norm.force == "encouragement") return "info";
    return norm.force == "target" ? "warning" : "error";
}

std::string outcome_word(std::string_view outcome) {
    if (outcome == "met") return "đạt";
    if (outcome == "breached") return "không đạt";
    if (outcome == "waived") return "được miễn";
    return outcome == "not_applicable" ? "không áp dụng" : "chưa kết luận được";
}

Finding finding_of(const Norm& norm, std::string_view outcome) {
    Finding out;
    out.norm = norm.id;
    out.row = norm.row();
    out.source = norm.source;
    out.clause = norm.clause;
    out.outcome = outcome;
    out.severity = severity_of(norm, outcome);
    out.force = norm.force;
    out.group = norm.group;
    out.kind = norm.kind;
    out.remedy = norm.remedy;
    out.interpretations = norm.interpretations;
    return out;
}

std::optional<std::string> measured_text(const JudgeContext& c, const Judgement& j) {
    return j.measured ? std::optional(exact(c.norm, c.plan, j, *j.measured, true)) : std::nullopt;
}
std::optional<std::string> limit_text(const JudgeContext& c, const Judgement& j) {
    return j.limit ? std::optional(exact(c.norm, c.plan, j, *j.limit, false)) : std::nullopt;
}

Finding render(const JudgeContext& c, const Group& group, const Judgement& j, std::string_view note) {
    Finding out = finding_of(c.norm, j.outcome);
    const Sentence sentence{c, group, j};
    const bool per_area = c.plan.key == "area";
    if (!per_area) out.unit = group.unit;
    out.area = group.area;
    if (has_subject(c.plan) && !group.absent) out.subject = group.key;
    out.period = c.window.code;
    out.measured_value = j.measured;
    out.measured = measured_text(c, j);
    out.limit_value = j.limit;
    out.limit = limit_text(c, j);
    out.count = j.count;
    out.whole = j.whole;
    out.base_declared = !j.baseline_basis.empty();
    out.excluded = j.excluded;
    out.forecast = j.forecast;
    out.period_open = c.window.open || j.reason == Reason::not_due;
    out.missing = sentence.missing();
    if (j.parameter.value) out.parameter_from = j.parameter.value->from.iso();
    out.parameter_clause = j.parameter.clause();
    out.message = sentence.text();
    out.message += note;
    return out;
}

std::string role_reason(const Norm& norm, const std::string& role) {
    if (role == "excluded") return noun(norm, "excluded", "thuộc trường hợp loại trừ");
    if (role == "unknown" || role == "undetermined") return noun(norm, "unknown", "thiếu dữ kiện");
    if (role == "baseline") return "thuộc năm gốc";
    if (role == "base_unused") return "thuộc năm gốc của đơn vị không so bằng số đếm";
    if (role == "unbased") return "chưa có số liệu trọn năm gốc để so";
    if (role == "out_of_force") return "ngoài thời gian quy định được áp dụng";
    if (role == "waived") return "được tính, có quyết định hợp lệ";
    return "";
}

}  // namespace sauro::rulebook
