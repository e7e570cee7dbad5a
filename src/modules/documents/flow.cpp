#include "modules/documents/flow.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/number.hpp"
#include "modules/documents/rules.hpp"

namespace sauro::documents::flow {

namespace {

using api::Verb;
using enum Needs;

// The whole flow. A step with no row out of it is an end.
const std::array kActs = {
    Act{"drafting", "check", "checking", "Chuyển kiểm tra", Verb::draft, {text}},
    Act{"drafting", "ask", "opinions", "Xin ý kiến", Verb::draft, {text}},
    Act{"drafting", "submit", "signing", "Trình ký", Verb::draft, {text, subject, type, necessity, file}},
    Act{"drafting",
        "number",
        "numbered",
        "Cấp số",
        Verb::register_document,
        {text, subject, type, necessity, breach_reason, file}},
    Act{"checking", "edit", "drafting", "Trả về soạn thảo", Verb::draft, {}},
    Act{"checking", "ask", "opinions", "Xin ý kiến", Verb::draft, {text}},
    Act{"checking", "submit", "signing", "Trình ký", Verb::draft, {text, subject, type, necessity, file}},
    Act{"checking",
        "number",
        "numbered",
        "Cấp số",
        Verb::register_document,
        {text, subject, type, necessity, breach_reason, file}},
    Act{"opinions", "ask", "opinions", "Xin thêm ý kiến", Verb::draft, {}},
    Act{"opinions", "edit", "drafting", "Tiếp thu, sửa dự thảo", Verb::draft, {answered}},
    Act{"opinions", "submit", "signing", "Trình ký", Verb::draft, {text, subject, type, answered, necessity, file}},
    Act{"signing", "withdraw", "drafting", "Rút về", Verb::draft, {}},
    Act{"signing", "sign", "signed", "Ký", Verb::sign, {necessity, breach_reason}},
    Act{"signing", "return", "drafting", "Trả lại", Verb::sign, {reason}},
    Act{"signed", "number", "numbered", "Cấp số", Verb::register_document, {subject, type, necessity, file}},
    Act{"signed", "reopen", "drafting", "Mở lại để sửa", Verb::sign, {reason}},
    Act{"numbered", "release", "released", "Phát hành", Verb::register_document, {recipients, file}},
    Act{"numbered", "cancel_number", "drafting", "Hủy số", Verb::register_document, {reason}},
    Act{"released", "recall", "recalled", "Thu hồi", Verb::register_document, {reason}},
    Act{"released", "replace", "replaced", "Thay thế", Verb::register_document, {reason}},
};

struct Unmet {
    std::string code, message, english;
};

std::optional<Unmet> unmet(Needs need, const State& s, const Given* given) {
    // The screen asks for a reason when the act is pressed; only the act itself is refused without one.
    const bool said = given == nullptr || !given->reason.empty();
    switch (need) {
        case text:
            if (s.text) break;
            return Unmet{"draft.text_needed",
                         "Dự thảo chưa có nội dung để người khác đọc được. Soạn, hoặc tải tệp lên trước.",
                         "The draft has no text yet."};
        case subject:
            if (s.subject) break;
            return Unmet{"field.needed", "Chưa có trích yếu. Ghi nội dung chính của văn bản trong một câu.",
                         "The subject is missing."};
        case type:
            if (s.type) break;
            return Unmet{"document.type_needed", "Chưa chọn tên loại văn bản. Chọn tên loại để lấy đúng số và ký hiệu.",
                         "Choose the document type first; the number depends on it."};
        case answered:
            if (s.open_opinions == 0 || said) break;
            return Unmet{
                "draft.opinions_open",
                fmt::format("Còn {} nơi chưa trả lời. Chờ ý kiến, ghi ý kiến đã nhận, hoặc nêu lý do không chờ.",
                            s.open_opinions),
                "Opinions are still open; wait, record them or give a reason."};
        case necessity:
            if (!s.necessity_needed || s.necessity_answered) break;
            return Unmet{
                "draft.necessity",
                "Dự thảo chép văn bản cấp trên quá mức cho phép. Viết lại, hoặc trả lời đủ năm câu hỏi về sự cần "
                "thiết (226-KL/TW, mục 2.1), hoặc người có quyền ký miễn và nêu lý do.",
                "The draft repeats a superior's document; answer the five questions of necessity first."};
        case breach_reason:
            if (s.breached == 0 || given == nullptr || says_why(given->reason)) break;
            return Unmet{"draft.breached",
                         fmt::format("Dự thảo còn {} lỗi vi phạm chưa xử lý. Sửa dự thảo, hoặc người ký nêu lý do bằng "
                                     "văn bản (ít nhất ba chữ) để vẫn lấy số.",
                                     s.breached),
                         "The draft has open breaches; fix them or give the signer's reason."};
        case reason:
            if (said) break;
            return Unmet{"flow.reason", "Chưa nêu lý do. Lý do được ghi vào lịch sử văn bản và báo cho nơi liên quan.",
                         "A reason is needed."};
        case recipients:
            if (s.recipients > 0) break;
            return Unmet{"document.recipients_needed", "Chưa có nơi nhận. Thêm ít nhất một nơi nhận rồi phát hành.",
                         "There is no recipient yet."};
        case file: {
            const bool excused = given == nullptr || says_why(given->reason);
            std::string faults;
            for (const auto& fault : s.file) {
                if (!fault.excusable || !excused) faults += (faults.empty() ? "" : " ") + fault.message;
            }
            if (faults.empty()) break;
            return Unmet{"document.file", faults, "The file may not go out as it is."};
        }
    }
    return std::nullopt;
}

}  // namespace

std::span<const Act> acts() { return kActs; }

Result<const Act*> allowed(const State& state, std::string_view act, const Given& given) {
    const auto row = std::ranges::find_if(kActs, [&](const Act& a) { return a.from == state.step && a.act == act; });
    if (row == kActs.end()) {
        const auto known = std::ranges::find(kActs, act, &Act::act);
        return fail(ErrorKind::conflict, "flow.step",
                    fmt::format("Văn bản đang ở bước \"{}\" nên chưa làm được việc \"{}\". Tải lại trang để thấy các "
                                "việc làm được.",
                                step_name(state.step), known == kActs.end() ? act : known->label),
                    fmt::format("The act {} is not possible in the step {}.", act, state.step));
    }
    for (const auto need : row->needs) {
        if (auto missing = unmet(need, state, &given))
            return fail(ErrorKind::conflict, missing->code, missing->message, missing->english);
    }
    return &*row;
}

std::vector<Choice> choices(const State& state, const std::function<bool(Verb)>& may) {
    std::vector<Choice> out;
    for (const auto& row : kActs) {
        if (row.from != state.step) continue;
        Choice choice{&row, true, {}, {}};
        if (!may(row.verb)) {
            choice.allowed = false;
            choice.why =
                fmt::format("Bạn chưa có quyền {}. Người cấp quyền: Quản trị đơn vị.", api::verb_phrase(row.verb));
        }
        for (const auto need : row.needs) {
            if (need == reason) choice.asks = "reason";
            if (need == breach_reason && state.breached > 0) choice.asks = "breach_reason";
            if (need == answered && state.open_opinions > 0) choice.asks = "answered";
            if (!choice.allowed) continue;
            if (const auto missing = unmet(need, state, nullptr)) {
                choice.allowed = false;
                choice.why = missing->message;
            }
        }
        out.push_back(std::move(choice));
    }
    return out;
}

std::string_view step_name(std::string_view step) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 9> names = {
        {{"drafting", "Soạn thảo"},
         {"checking", "Kiểm tra"},
         {"opinions", "Xin ý kiến"},
         {"signing", "Trình ký"},
         {"signed", "Đã ký, chờ cấp số"},
         {"numbered", "Đã cấp số, chờ phát hành"},
         {"released", "Đã phát hành"},
         {"recalled", "Đã thu hồi"},
         {"replaced", "Đã thay thế"}}};
    for (const auto& [code, name] : names) {
        if (code == step) return name;
    }
    return step;
}

std::string_view step_of_status(std::string_view status) {
    if (status == "editing") return "drafting";
    if (status == "checked") return "checking";
    return status;
}

std::int64_t working_minutes(const base::WorkCalendar& calendar, base::Millis from, base::Millis to) {
    if (to <= from) return 0;
    constexpr base::Millis minute = 60'000, day = 24 * 60 * minute, zone = 7 * 60 * minute;
    constexpr std::array<std::pair<base::Millis, base::Millis>, 2> hours = {{{8 * 60, 12 * 60}, {13 * 60, 17 * 60}}};
    const auto first = base::Date::from_ms(from), last = base::Date::from_ms(to);
    const auto within = [&](base::Date on) {
        if (!calendar.is_working_day(on)) return base::Millis{0};
        const base::Millis midnight = on.days() * day - zone;
        base::Millis sum = 0;
        for (const auto& [open, close] : hours) {
            const auto begin = std::max(from, midnight + open * minute), end = std::min(to, midnight + close * minute);
            sum += std::max<base::Millis>(0, end - begin);
        }
        return sum / minute;
    };
    if (first == last) return within(first);
    // Whole days between are counted by the calendar, not walked minute by minute.
    const auto between = calendar.working_days_between(first, last.plus_days(-1));
    return within(first) + between * kMinutesOfDay + within(last);
}

std::string duration_text(std::int64_t minutes) {
    if (minutes < 1) return "dưới 1 phút";
    const auto days = minutes / kMinutesOfDay, hours = minutes % kMinutesOfDay / 60, rest = minutes % 60;
    if (days > 0)
        return hours > 0 ? fmt::format("{} ngày {} giờ", base::vi_number(days), hours)
                         : fmt::format("{} ngày", base::vi_number(days));
    if (hours > 0) return rest > 0 ? fmt::format("{} giờ {} phút", hours, rest) : fmt::format("{} giờ", hours);
    return fmt::format("{} phút", rest);
}

}  // namespace sauro::documents::flow
