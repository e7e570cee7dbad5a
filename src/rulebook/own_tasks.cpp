// What a draft sets somebody to do: the tasks read from it, and the clauses that order something in another way.
#include <algorithm>

#include "rulebook/analysers.hpp"
#include "rulebook/citations.hpp"

namespace sauro::rulebook {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

bool inside(const std::vector<Span>& masks, Span one) {
    return std::ranges::any_of(masks, [&](const Span& m) { return m.start < one.end && one.start < m.end; });
}

// "kịp thời, chính xác" tells how, not when.
bool told_as_quality(const Norm& norm, const Prose& prose, Span word, Span clause) {
    constexpr std::size_t reach = 34;
    const auto& qualities = list_of(norm, "qualities");
    const Span after{word.end, std::min(clause.end, word.end + reach)};
    const auto tail = prose.lower(after);
    if (tail.starts_with(", ") || tail.starts_with(" và ")) {
        const auto next = prose.find_any(qualities, after);
        if (next && next->start - word.end <= 6) return true;
    }
    const std::size_t from = word.start > clause.start + reach ? word.start - reach : clause.start;
    for (const Span& before : prose.all(qualities, {from, word.start})) {
        const auto between = prose.lower({before.end, word.start});
        if (between == ", " || between == " và " || between == ", và ") return true;
    }
    return false;
}

std::optional<Span> vague_time_in(const Norm& norm, const Draft& draft, Span clause) {
    const Prose& prose = draft.prose;
    const auto masks = prose.all(list_of(norm, "neutral_time"), clause);
    for (const Span& word : prose.all(list_of(norm, "vague_time"), clause)) {
        if (inside(masks, word) || told_as_quality(norm, prose, word, clause)) continue;
        // What was done, or has been lacking, is told and not ordered.
        constexpr std::size_t reach = 40;
        const std::size_t from = word.start > clause.start + reach ? word.start - reach : clause.start;
        if (prose.find_any(list_of(norm, "past"), {from, word.start})) continue;
        return word;
    }
    return std::nullopt;
}

Span part_around(const Prose& prose, Span task, Span word) {
    // The clause that holds the word, cut at ';' and at the ends of sentences.
    Span out = task;
    for (std::size_t i = task.start; i < task.end; ++i) {
        const char c = prose.text()[i];
        const bool stop = c == ';' || (c == '.' && i + 1 < task.end && (prose.text()[i + 1] == ' ' || prose.text()[i + 1] == '\n'));
        if (!stop) continue;
        if (i < word.start) out.start = i + 1;
        else {
            out.end = i;
            break;
        }
    }
    return out;
}

}  // namespace

bool states_time(const Draft& draft, Span span) {
    static const std::vector<std::string> cycles = {
        "hằng năm",   "hàng năm",  "hằng quý",  "hàng quý", "hằng tháng", "hàng tháng", "hằng tuần", "hàng tuần",
        "hằng ngày",  "hàng ngày", "định kỳ",   "mỗi năm",  "mỗi quý",    "mỗi tháng",  "mỗi tuần",  "mỗi ngày",
        "trong ngày", "cuối năm",  "cuối quý",  "cuối tháng", "cuối tuần", "đầu năm",    "hết năm",   "trong năm",
        "trong tháng", "trong tuần", "ngay sau khi", "trước tết", "nửa đầu tháng", "nửa cuối tháng", "thứ hai", "thứ sáu"};
    static const std::vector<std::string> units = {"tháng", "quý", "năm", "ngày", "tuần", "giờ"};
    if (draft.prose.find_any(cycles, span)) return true;
    const auto text = draft.prose.lower(span);
    for (const auto& unit : units) {
        for (auto found = draft.prose.find(unit, span); found; found = draft.prose.find(unit, {found->end, span.end})) {
            // "quý I", "tháng 6", "ngày 30/6" forward; "30 ngày", "2 tuần" backward.
            const auto after = text.substr(found->end - span.start, 6);
            const auto number = after.find_first_of("0123456789");
            if (number != std::string_view::npos && number <= 1) return true;
            if (unit == "quý" && after.starts_with(" i")) return true;
            if (found->start >= span.start + 2 && digit(text[found->start - span.start - 2])) return true;
        }
    }
    // 31/12/2026, 30/6
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
        if (text[i] != '/' || !digit(text[i - 1]) || !digit(text[i + 1])) continue;
        // A symbol such as 12/2024/NĐ-CP is no date.
        std::size_t end = i + 1;
        while (end < text.size() && (digit(text[end]) || text[end] == '/')) ++end;
        const bool symbol = end > i + 1 && text[end - 1] == '/';
        if (!symbol && (end >= text.size() || (text[end] != '-' && !word_byte(text[end])))) return true;
    }
    return false;
}

bool general_time(const Norm& norm, const Draft& draft) {
    const Prose& prose = draft.prose;
    const auto& sentences = prose.sentences();
    for (std::size_t i = 0; i < sentences.size(); ++i) {
        if (!prose.find_any(list_of(norm, "general_time"), sentences[i])) continue;
        if (states_time(draft, sentences[i])) return true;
        // "III. THỜI GIAN THỰC HIỆN" with the time in the paragraph below.
        const bool heading = count_words(prose.of(sentences[i])) <= 8;
        if (heading && i + 1 < sentences.size() && states_time(draft, sentences[i + 1])) return true;
    }
    return false;
}

std::optional<Span> vague_group(const Norm& norm, const Draft& draft, Span clause) {
    const Prose& prose = draft.prose;
    const std::size_t first = prose.first_word(clause);
    for (const Span& group : prose.all(list_of(norm, "vague_body"), clause)) {
        // It is to do the work when it opens the clause or stands behind an order.
        bool doer = group.start == first;
        if (!doer) {
            std::size_t end = group.start;
            while (end > clause.start && (prose.text()[end - 1] == ' ' || prose.text()[end - 1] == '\n')) --end;
            if (end > clause.start && prose.text()[end - 1] == ':') doer = true;
            const auto before = prose.lower({clause.start, end});
            for (const auto& order : list_of(norm, "orders")) {
                doer = doer || (before.ends_with(order) &&
                                (before.size() == order.size() || !word_byte(before[before.size() - order.size() - 1])));
            }
        }
        if (!doer) continue;
        const Span behind{group.end, std::min(clause.end, group.end + 40)};
        const auto tail = prose.lower(behind);
        const auto mark = tail.find_first_not_of(" \n");
        if (mark != std::string_view::npos && (tail[mark] == '(' || tail[mark] == ':' || tail.substr(mark).starts_with("gồm") ||
                                               tail.substr(mark).starts_with("như:")))
            continue;
        if (mark != std::string_view::npos) {
            const Span told{group.end + mark, behind.end};
            const auto past = prose.find_any(list_of(norm, "past"), told);
            if (past && past->start == told.start) continue;
        }
        return group;
    }
    return std::nullopt;
}

std::vector<OwnTask> own_tasks(const Norm& norm, const Draft& draft) {
    const Prose& prose = draft.prose;
    std::vector<OwnTask> out;
    const auto judge = [&](OwnTask& own) {
        if (own.span.empty()) return;
        if (const auto word = vague_time_in(norm, draft, own.span);
            word && !own.due && !states_time(draft, part_around(prose, own.span, *word)) && !own.has_time)
            own.vague_time = word;
        own.vague_body = vague_group(norm, draft, own.span);
    };
    for (const auto& task : draft.document.tasks) {
        OwnTask own;
        own.span = {prose.byte(task.start), prose.byte(task.end)};
        own.work = task.work;
        own.lead = task.lead;
        if (task.due) {
            if (const auto day = base::Date::parse_iso(*task.due)) {
                own.due = task.due_exclusive ? day->plus_days(-1) : *day;
                if (task.due_text && !own.span.empty()) own.due_span = prose.find(text::canonical(*task.due_text), own.span);
            }
        }
        own.has_time = task.due || task.recurrence || (!own.span.empty() && states_time(draft, own.span));
        judge(own);
        out.push_back(std::move(own));
    }
    // Directives the reader of documents took for no task: those are just the vague ones, or tasks told in another
    // order.
    const std::size_t read = out.size();
    bool listing = false;  // after "… yêu cầu:" an item speaks to whom it begins with, without a verb of its own
    for (const Span& sentence : prose.sentences()) {
        if (prose.of(prose.trimmed(sentence)).ends_with(':') && prose.find_any(list_of(norm, "directives"), sentence)) {
            listing = true;  // the introduction asks nothing by itself, and the date it cites is no time limit
            continue;
        }
        for (const Span& clause : prose.clauses(sentence)) {
            const auto overlaps = [&](const OwnTask& task) {
                return task.span.start < clause.end && clause.start < task.span.end;
            };
            if (std::any_of(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(read), overlaps)) continue;
            const auto group = vague_group(norm, draft, clause);
            const bool opens = group && group->start == prose.first_word(clause);
            const auto order = prose.find_any(list_of(norm, "directives"), clause);
            if (!order && !(listing && opens)) continue;
            if (prose.find_any(list_of(norm, "past"), {clause.start, order ? order->start : clause.start})) continue;
            const auto body = named_body(norm, draft, clause);
            OwnTask own;
            own.span = clause;
            own.work = std::string(prose.of(clause));
            if (body) own.lead = std::string(prose.of(*body));
            own.has_time = states_time(draft, clause);
            judge(own);
            // Beside tasks that were read, a clause counts only when somebody is to do something, clearly or vaguely.
            if (read > 0 && !own.vague_time && !own.vague_body &&
                !(body && prose.find_any({"giao", "chủ trì", "có trách nhiệm"}, clause)))
                continue;
            out.push_back(std::move(own));
        }
    }
    std::ranges::sort(out, {}, [](const OwnTask& task) { return task.span.start; });
    return out;
}

}  // namespace sauro::rulebook
