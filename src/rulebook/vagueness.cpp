// D8: words that leave open when a task is due, and groups that leave open who is to do it.
#include <algorithm>

#include "rulebook/analysers.hpp"

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
// the same stretch between commas.
bool told_as_past(const Norm& norm, const Prose& prose, Span word, Span clause) {
    const auto before = prose.lower({clause.start, word.start});
    const auto comma = before.find_last_of(",;:.(");
    const std::size_t from = comma == std::string_view::npos ? clause.start : clause.start + comma + 1;
    return prose.find_any(list_of(norm, "past"), {from, word.start}).has_value();
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
            if (tail && count_words(prose.of({head.end, tail->start})) <= pattern.reach)
                return Span{head.start, tail->end};
        }
    }
    return std::nullopt;
}

}  // namespace

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
    // A whole phrase is no quality, and what is lacking ("thiếu cát") does not make it told.
    if (const auto open = open_time_in(norm, draft, clause);
        open && !prose.find_any(list_of(norm, "done"), {clause.start, open->start}))
        return open;
    const auto masks = prose.all(list_of(norm, "neutral_time"), clause);
    for (const Span& word : prose.all(list_of(norm, "vague_time"), clause)) {
        if (!inside(masks, word) && !told_as_quality(norm, prose, word, clause) &&
            !told_as_past(norm, prose, word, clause))
            return word;
    }
    return std::nullopt;
}

namespace {

// "các cơ quan, đơn vị có liên quan", "các ngành, đoàn thể": nouns for any body in a row, and what stands behind them.
struct Group {
    Span span;
    bool vague = false, plural = false;
};
std::vector<Group> groups_in(const Norm& norm, const Prose& prose, Span clause) {
    std::vector<Group> out;
    const auto heads = prose.all(list_of(norm, "group_heads"), clause);
    const auto& loose = list_of(norm, "loose_heads");
    const auto begins = [](std::string_view text, const std::string& word) {
        return text.starts_with(word) && (text.size() == word.size() || !word_byte(text[word.size()]));
    };
    for (std::size_t i = 0; i < heads.size();) {
        std::size_t last = i;
        bool all_loose = true;
        const auto check = [&](const Span& head) { all_loose = all_loose && loose.contains(prose.lower(head)); };
        check(heads[i]);
        // ", ", " và ", " và những ": nothing but a joint, and a word for many, stands between.
        while (last + 1 < heads.size()) {
            const Span between{heads[last].end, heads[last + 1].start};
            if (count_words(prose.of(between)) > 2) break;
            auto joint = text::trim(prose.lower(between));
            if (const auto plural = prose.find_any(list_of(norm, "plurals"), between);
                plural && plural->end + 1 == between.end)
                joint = text::trim(prose.lower({between.start, plural->start}));
            if (joint != "," && joint != "và" && joint != ", và" && joint != "cùng") break;
            check(heads[++last]);
        }
        Group group;
        group.span = {heads[i].start, heads[last].end};
        for (const auto& word : list_of(norm, "plurals")) {
            const std::size_t size = word.size() + 1;
            if (group.span.start < clause.start + size) continue;
            const auto before = prose.lower({group.span.start - size, group.span.start});
            if (!before.starts_with(word) || before.back() != ' ') continue;
            group.span.start -= size;
            group.plural = true;
            break;
        }
        const std::size_t count = last - i + 1;
        i = last + 1;
        std::string_view rest = prose.lower({group.span.end, clause.end});
        rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
        // "trực thuộc theo chức năng": the word that leaves it open may stand one or two words on.
        const std::size_t open_end =
            group.span.end +
            std::min(prose.lower({group.span.end, clause.end}).find_first_of(",;:.("), clause.end - group.span.end);
        const auto mark = prose.find_any(list_of(norm, "group_marks"), {group.span.end, open_end});
        if (mark && count_words(prose.of({group.span.end, mark->start})) <= (group.plural ? 2U : 0U)) {
            group.span.end = mark->end;
            group.vague = true;
        } else {
            const bool duty = count > 1 && begins(rest, "có trách nhiệm");
            const auto& known = list_of(norm, "group_known_by");
            const bool identified = std::ranges::any_of(known, [&](const auto& word) { return begins(rest, word); });
            group.vague = group.plural && ((all_loose && !identified) || duty);
        }
        out.push_back(group);
    }
    return out;
}

}  // namespace

std::optional<Span> vague_group(const Norm& norm, const Draft& draft, Span clause) {
    const Prose& prose = draft.prose;
    const std::size_t first = prose.first_word(clause);
    for (const Group& found : groups_in(norm, prose, clause)) {
        if (!found.vague) continue;
        const Span group = found.span;
        // It is to do the work when it opens the clause, or stands behind a colon or an order, behind the words that
        // open the sentence ("Sau bão, các …"), or as the doer of a passive ("Kết quả được các … dán").
        bool doer = group.start == first;
        if (!doer) {
            std::size_t end = group.start;
            while (end > clause.start && prose.lower({end - 1, end}) == " ") --end;
            const auto before = prose.lower({clause.start, end});
            const bool opening = before.ends_with(',') && prose.starts_with_any(list_of(norm, "openings"), clause) &&
                                 !named_body(norm, draft, {first, end});
            const bool passive = (before.ends_with(" được") || before.ends_with(" bởi")) && found.plural &&
                                 !prose.starts_with_any(list_of(norm, "openings"), clause) &&
                                 !prose.find_any(list_of(norm, "past"), {first, end});
            doer = before.ends_with(':') || opening || passive ||
                   std::ranges::any_of(list_of(norm, "orders"), [&](const auto& order) {
                       return before.ends_with(order) &&
                              (before.size() == order.size() || !word_byte(before[before.size() - order.size() - 1]));
                   });
        }
        if (!doer) continue;
        constexpr std::size_t reach = 40;
        std::string_view tail = prose.lower({group.end, std::min(clause.end, group.end + reach)});
        tail.remove_prefix(std::min(tail.find_first_not_of(' '), tail.size()));
        // The names stand beside, or are said to stand elsewhere: "(Công an phường, …)", "gồm Trạm Y tế xã, …".
        const auto& names_follow = list_of(norm, "names_follow");
        if (tail.starts_with('(') || tail.starts_with(':') ||
            prose.starts_with_any(names_follow, {group.end, clause.end}))
            continue;
        if (std::ranges::any_of(list_of(norm, "past"), [&](const auto& word) {
                return tail.starts_with(word) && (tail.size() == word.size() || !word_byte(tail[word.size()]));
            }))
            continue;
        return group;
    }
    return std::nullopt;
}

}  // namespace sauro::rulebook
