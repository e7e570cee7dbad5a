// D8: words that leave open when a task is due.
#include <algorithm>

#include "rulebook/check/analysers.hpp"

namespace sauro::rulebook {
namespace {

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

// What was done, or has been lacking, is told and not ordered: "đã thu dọn kịp thời". The word of the past stands in
// the same stretch between commas; behind "thì" an order follows ("còn thiếu bảng cũ thì sớm bổ sung").
bool told_as_past(const Norm& norm, const Prose& prose, Span word, Span clause) {
    const auto before = prose.lower({clause.start, word.start});
    const auto comma = before.find_last_of(",;:.(");
    std::size_t from = comma == std::string_view::npos ? clause.start : clause.start + comma + 1;
    static const Phrases then_word = {"thì"};
    if (const auto then = prose.all(then_word, {from, word.start}); !then.empty()) from = then.back().end;
    return prose.find_any(list_of(norm, "past"), {from, word.start}).has_value();
}

// "Khi có người say nắng thì sơ cứu kịp thời": the case sets the time.
bool told_of_a_case(const Prose& prose, Span word, Span clause) {
    // "Chỉ ra văn bản khi cần": what it is restricted to.
    static const Phrases only = {"chỉ"},
                         other = {"chỉ đạo", "chỉ thị", "chỉ tiêu", "chỉ định", "chỉ huy", "chỉ số", "chỉ dẫn"};
    if (prose.starts_with_any(only, clause) && !prose.starts_with_any(other, clause)) return true;
    static const Phrases in_time = {"kịp thời"}, then_word = {"thì"};
    return in_time.contains(prose.lower(word)) && prose.find_any(then_word, {clause.start, word.start});
}

// A word for a time and, close behind it, one that sets none: "vào một dịp phù hợp", "khi nào bản thu xếp được", "sau
// khi bố trí được kinh phí".
std::optional<Span> open_ended(const Norm& norm, const Prose& prose, Span clause) {
    struct Pattern {
        const char *head, *tail;
        std::size_t reach;
    };
    static constexpr Pattern patterns[] = {{"time_nouns", "loose_qualities", 3}, {"when_words", "means_words", 8}};
    for (const Pattern& pattern : patterns) {
        for (const Span& head : prose.all(list_of(norm, pattern.head), clause)) {
            // The part up to the next comma, and of it so many words.
            const auto rest = prose.lower({head.end, clause.end});
            const Span part{head.end, head.end + std::min(rest.find_first_of(",;.:()"), rest.size())};
            const auto tail = prose.find_any(list_of(norm, pattern.tail), part);
            // "khi có điểm không còn phù hợp" is a case that shows by itself.
            static const Phrases turned = {"không còn"};
            if (tail && !prose.find_any(turned, {head.end, tail->start}) &&
                count_words(prose.of({head.end, tail->start})) <= pattern.reach)
                return Span{head.start, tail->end};
        }
    }
    return std::nullopt;
}

}  // namespace

// "ngày ba lượt", "sáng từ 6 giờ 30", "02 lần một ca": how often or at what hour, beside what `states_time` knows.
bool time_said(const Draft& draft, Span span) {
    if (states_time(draft, span)) return true;
    static const Phrases counted = {"lượt", "lần", "giờ", "bận", "cữ", "phiên", "buổi"};
    static const Phrases numbers = {"một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "vài"};
    const Prose& prose = draft.prose;
    for (const Span& unit : prose.all(counted, span)) {
        const auto before = text::trim(prose.lower({span.start, unit.start}));
        const auto blank = before.find_last_of(' ');
        const auto word = blank == std::string_view::npos ? before : before.substr(blank + 1);
        if (!word.empty() && (numbers.contains(word) || (word.back() >= '0' && word.back() <= '9'))) return true;
    }
    return false;
}

// Under "I. TÌNH HÌNH", "IV. BÀI HỌC NĂM 2025" things are told, none is set: the nearest heading above says so.
bool in_told_section(const Norm& norm, const Prose& prose, std::size_t paragraph) {
    constexpr std::size_t heading_words = 12, far = 40;  // paragraphs; a longer account is read as tasks are
    const auto& paragraphs = prose.paragraphs();
    const std::size_t last = paragraph > far ? paragraph - far : 0;
    for (std::size_t i = paragraph; i-- > last;) {
        const auto text = prose.of(paragraphs[i]);
        const bool open_end = std::string_view(".;,:").find(text.back()) == std::string_view::npos;
        if (!open_end || count_words(text) > heading_words || text.find('|') != std::string_view::npos) continue;
        if (!opens_item(text) && !all_capitals(text)) continue;
        Span title = paragraphs[i];
        if (const auto dot = text.find(". "); text.starts_with("Điều ") && dot != std::string_view::npos)
            title.start += dot + 1;
        return prose.starts_with_any(list_of(norm, "told_sections"), title);
    }
    return false;
}

// "Tháng qua các phòng nắm việc sát. Phòng Kinh tế kịp thời xử lý …": the paragraph tells what was done, until it turns
// to what is to be done.
bool only_recounts(const Norm& norm, const Draft& draft, Span clause) {
    const Prose& prose = draft.prose;
    const auto after = std::ranges::upper_bound(prose.paragraphs(), clause.start, {}, &Span::start);
    if (after == prose.paragraphs().begin()) return false;
    const Span paragraph = *std::prev(after);
    if (in_told_section(norm, prose, static_cast<std::size_t>(after - prose.paragraphs().begin()) - 1)) return true;
    constexpr std::size_t longest = 8000;  // bytes; a longer one would be read again for each of its clauses
    if (paragraph.end - paragraph.start > longest) return false;
    // "… đã kết nối đến 74 xã. Tuy nhiên, việc gửi chưa kịp thời": what went well and what did not.
    static const Phrases however = {"tuy nhiên", "tuy vậy"}, done = {"đã"};
    const auto turn = prose.find_any(however, paragraph);
    const bool weighs = turn && prose.find_any(done, {paragraph.start, turn->start});
    return (weighs || prose.starts_with_any(list_of(norm, "past_openings"), paragraph)) &&
           !prose.find_any(list_of(norm, "order_turns"), {paragraph.start, std::max(paragraph.start, clause.end)});
}

std::optional<Span> open_time_in(const Norm& norm, const Draft& draft, Span clause) {
    const Prose& prose = draft.prose;
    if (const auto open = open_ended(norm, prose, clause)) return open;
    const auto masks = prose.all(list_of(norm, "neutral_time"), clause);
    for (const Span& word : prose.all(list_of(norm, "vague_time"), clause)) {
        if (!inside(masks, word) && !list_of(norm, "plain_adverbs").contains(prose.lower(word))) return word;
    }
    return std::nullopt;
}

std::optional<Span> vague_time_in(const Norm& norm, const Draft& draft, Span clause) {
    const Prose& prose = draft.prose;
    if (only_recounts(norm, draft, clause)) return std::nullopt;
    // A whole phrase is no quality, and what is lacking ("thiếu cát") does not make it told.
    if (const auto open = open_time_in(norm, draft, clause);
        open && !told_of_a_case(prose, *open, clause) &&
        !prose.find_any(list_of(norm, "done"), {clause.start, open->start}))
        return open;
    const auto masks = prose.all(list_of(norm, "neutral_time"), clause);
    for (const Span& word : prose.all(list_of(norm, "vague_time"), clause)) {
        if (!inside(masks, word) && !told_as_quality(norm, prose, word, clause) &&
            !told_as_past(norm, prose, word, clause) && !told_of_a_case(prose, word, clause))
            return word;
    }
    return std::nullopt;
}

std::vector<Sign> grammar_of(const Norm& norm, const Draft& draft, Span clause) {
    using enum BuiltIn;
    std::vector<Sign> out;
    const auto put = [&](BuiltIn kind, Span span) { out.push_back({static_cast<std::size_t>(kind), span}); };
    if (norm.analyser == "vague_body") {
        for (const NamedGroup& group : groups_in(norm, draft, clause)) {
            using Place = NamedGroup::Place;
            const BuiltIn kind = group.place == Place::vague   ? vague_doer
                                 : group.place == Place::loose ? loose_doer
                                 : group.place == Place::named ? named_doer
                                                               : group_beside;
            put(kind, group.span);
        }
    } else if (norm.analyser == "vague_time") {
        const auto open = open_time_in(norm, draft, clause);
        if (open) put(open_phrase, *open);
        const auto word = vague_time_in(norm, draft, clause);
        if (word && !open) put(vague_word, *word);
        const Span rest = open ? Span{open->end, clause.end} : word ? Span{word->end, clause.end} : Span{};
        const Span before = open ? Span{clause.start, open->start} : word ? Span{clause.start, word->start} : clause;
        if (time_said(draft, before) || (!rest.empty() && time_said(draft, rest)))
            put(said_time, {clause.end, clause.end});
    }
    return out;
}

}  // namespace sauro::rulebook
