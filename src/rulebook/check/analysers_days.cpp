// D8: days that no calendar has, a day of the week that is another, a term before the document itself.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "rulebook/check/analysers.hpp"
#include "rulebook/prose/citations.hpp"
#include "text/text.hpp"

namespace sauro::rulebook {
namespace {

constexpr std::array<std::string_view, 8> weekday_names = {"",        "thứ hai", "thứ ba",  "thứ tư",
                                                           "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật"};

// "thứ Hai, ngày 12/9/2026", "Chủ nhật (12/9/2026)": the day of the week said right before; 0: none is. "Lần thứ hai,
// ngày …", "kỳ họp thứ Ba" count.
int weekday_said(const Prose& prose, Span day) {
    constexpr std::size_t reach = 48;
    const std::size_t from = day.start > reach ? day.start - reach : 0;
    const auto before = prose.lower({from, day.start});
    const auto last = before.find_last_not_of(" ,(");
    if (last == std::string_view::npos) return 0;
    const auto said = before.substr(0, last + 1);
    for (std::size_t i = 1; i < weekday_names.size(); ++i) {
        const auto name = weekday_names[i];
        if (!said.ends_with(name)) continue;
        const auto ahead = text::trim(said.substr(0, said.size() - name.size()));
        const auto ends = [&](std::string_view word) { return ahead.ends_with(word); };
        static constexpr std::string_view counted[] = {"lần",       "kỳ họp",  "khóa",    "khoá",
                                                       "phiên họp", "đại hội", "hội nghị"};
        static constexpr std::string_view told[] = {"sáng", "chiều", "tối", "vào", "ngày", "từ", "trước", "đến", "đêm"};
        // A day of the week bears a capital; in small letters what stands before it tells.
        const std::size_t word = from + said.size() - name.size() + name.find(' ') + 1;
        const bool capital = prose.of({word, word + 1}) != prose.lower({word, word + 1});
        const bool is_day = i == 7 || capital || std::ranges::any_of(told, ends);
        return is_day && std::ranges::none_of(counted, ends) ? static_cast<int>(i) : 0;
    }
    return 0;
}

// "…/2026/QĐ": part of a symbol, no day.
bool in_symbol(const Prose& prose, Span day) {
    const auto text = prose.text();
    return day.end < text.size() && (text[day.end] == '/' || text[day.end] == '-' || word_byte(text[day.end]));
}

}  // namespace

Seen sound_days(const AnalyserInput& in) {
    const Prose& prose = in.draft.prose;
    Seen out;
    std::size_t read = 0, terms = 0, faults = 0;
    std::string first;
    constexpr std::size_t passages_shown = 50;
    const auto wrong = [&](Span where, const std::string& what) {
        if (++faults == 1) first = what;
        if (out.passages.size() < passages_shown) out.passages.push_back(passage(in.draft, where));
    };
    for (const WrittenDay& one : days_written_in(prose, {0, prose.text().size()})) {
        if (in_symbol(prose, one.span)) continue;
        ++read;
        const std::string words(prose.of(one.span));
        if (!one.day) {
            wrong(one.span, fmt::format("“{}” không có trong lịch", words));
            continue;
        }
        const int said = weekday_said(prose, one.span);
        if (said != 0 && said != one.day->weekday())
            wrong(one.span, fmt::format("{} là {}, văn bản ghi {}", one.day->vi(),
                                        weekday_names[static_cast<std::size_t>(one.day->weekday())],
                                        weekday_names[static_cast<std::size_t>(said)]));
    }
    const auto issued =
        in.draft.document.date ? base::Date::parse_iso(*in.draft.document.date) : Result<base::Date>(base::Date{});
    if (in.draft.document.date && issued) {
        for (const OwnTask& task : own_tasks(in.norm, in.draft)) {
            if (!task.due || !task.due_span) continue;
            ++terms;
            if (!(*task.due < *issued)) continue;
            wrong(*task.due_span,
                  fmt::format("hạn “{}” đã qua vào ngày văn bản ({})", prose.of(*task.due_span), issued->vi()));
        }
    }
    out.measured = std::to_string(faults);
    out.limit = "0";
    if (faults > 0) {
        out.outcome = "breached";
        out.message = fmt::format("{} chỗ ghi ngày không dùng được: {}", faults, first);
    } else if (read == 0) {
        out.outcome = "not_applicable";
        out.message = "Văn bản không ghi ngày nào";
    } else {
        out.outcome = "met";
        out.message = fmt::format("Cả {} ngày ghi trong văn bản đều có trong lịch", read);
        if (terms > 0) out.message += fmt::format("; {} hạn của các việc đọc ra đều chưa qua khi ban hành", terms);
    }
    return out;
}

}  // namespace sauro::rulebook
