#include "rulebook/prose/stretches.hpp"

#include <algorithm>

#include "rulebook/prose/citations.hpp"
#include "rulebook/prose/numbers.hpp"
#include "rulebook/prose/quantities.hpp"
#include "rulebook/superior/figure_pairs.hpp"
#include "rulebook/superior/task_coverage.hpp"

namespace sauro::rulebook {

std::string without(std::string text, const std::optional<std::string>& part) {
    // A name of more words than bodies have took some of the work with it.
    constexpr std::size_t longest_name = 7;
    if (!part || part->empty() || count_words(*part) > longest_name) return text;
    const auto at = text.find(*part);
    if (at != std::string::npos) text.erase(at, part->size());
    return text;
}

std::vector<PairSide::Figure> figures_in(const Norm& norm, const Vocabulary& vocabulary, const Prose& prose,
                                         Span span) {
    std::vector<PairSide::Figure> out;
    for (auto& q : quantities_in(prose, span)) {
        to_measure(list_of(norm, "people"), vocabulary, q);
        out.push_back({std::move(q.unit), q.value});
    }
    return out;
}

bool spends(const PairSide& side) {
    return std::ranges::any_of(side.figures, [](const auto& figure) { return figure.unit == "đồng"; });
}

namespace {

// "Xã có 402 hộ nuôi biển", "Đảng bộ phường hiện có 34 chi bộ", "Năm 2025, thôn …": how things stand or stood.
bool tells_how_it_stands(const Draft& draft, Span sentence) {
    static const Phrases places = {"xã", "phường", "đặc khu", "đảng bộ", "thôn", "tỉnh", "chi bộ", "trường", "toàn xã"};
    static const Phrases has = {"có", "còn"};
    const Prose& prose = draft.prose;
    if (opens_in_past(draft, sentence)) return true;
    if (!prose.starts_with_any(places, sentence)) return false;
    constexpr std::size_t reach = 60;
    const std::size_t first = prose.first_word(sentence);
    const auto found = prose.find_any(has, {first, std::min(sentence.end, first + reach)});
    return found && found->end + 1 < sentence.end && digit(prose.text()[found->end + 1]);
}

// "- Phòng Kinh tế, Phòng Văn hóa - Xã hội;": whom the text is sent to.
bool only_a_name(const Norm& norm, const Draft& draft, Span paragraph) {
    constexpr std::size_t most_words = 14;
    const auto text = draft.prose.of(paragraph);
    if (!text.starts_with("- ") || text.find_first_of(":0123456789") != std::string_view::npos ||
        count_words(text) > most_words)
        return false;
    const auto body = named_body(norm, draft, paragraph);
    return body && body->start == draft.prose.first_word(paragraph) &&
           !draft.prose.find_any(list_of(norm, "task_verbs"), paragraph);
}

// "Ban Thường vụ Đảng ủy xã thực hiện Kết luận số …": what is carried out, not how.
bool names_what_it_carries_out(const Norm& norm, const Draft& draft, Span paragraph) {
    const Prose& prose = draft.prose;
    if (prose.starts_with_any(list_of(norm, "implementing_words"), paragraph))
        return !citations_in(prose, paragraph).empty();
    if (draft.implemented.empty() || opens_item(prose.of(paragraph))) return false;
    const auto at = prose.of(paragraph).find(draft.implemented);
    return at != std::string_view::npos &&
           prose.find_any(list_of(norm, "implementing_words"), {paragraph.start, paragraph.start + at});
}

}  // namespace

bool is_title(const Prose& prose, Span span) {
    constexpr std::size_t title_words = 6, topic_words = 8;
    const Span whole = prose.trimmed(span);
    if (whole.empty()) return true;
    const Span text{prose.first_word(whole), whole.end};
    const std::size_t words = count_words(prose.of(text));
    if (prose.starts_with("về", text) && words <= topic_words) return true;
    const bool stops = std::string_view(".;,").find(prose.text()[whole.end - 1]) != std::string_view::npos;
    const std::size_t behind = prose.text().find_first_not_of(' ', whole.end);
    const bool line = behind == std::string_view::npos || prose.text()[behind] == '\n';
    // "II- Đảng ủy Ủy ban nhân dân phường chỉ đạo": a part of the text, whatever its length.
    constexpr std::size_t part_words = 16;
    const std::string_view label = prose.of({whole.start, text.start});
    const bool part = label.size() > 1 && (label.front() < '0' || label.front() > '9') && word_byte(label.front()) &&
                      label.find(')') == std::string_view::npos;
    if (part && !stops && line && words <= part_words) return true;
    return !stops && line && words <= title_words &&
           prose.of(whole).find_first_of("0123456789|\t", text.start - whole.start) == std::string_view::npos;
}

std::vector<Candidate> candidates(const Norm& norm, const Draft& draft, const std::vector<OwnTask>& own,
                                  TermSpace& space) {
    const Vocabulary& vocabulary = vocabulary_of(norm, draft);
    const Prose& prose = draft.prose;
    const auto past = parts_of_past(norm, prose);
    std::vector<Candidate> out;
    const auto put = [&](Span span, Span paragraph) {
        if (out.size() == 4 * most_tasks) return;
        Candidate one;
        one.span = span;
        one.paragraph = paragraph;
        std::string words(prose.of(span));
        auto task = std::ranges::lower_bound(own, span.start, {}, [](const OwnTask& t) { return t.span.start; });
        for (; task != own.end() && task->span.start < span.end; ++task) {
            one.own_task = one.own_task || task->source != OwnTask::Source::clause;
            if (task->source == OwnTask::Source::read) words = without(std::move(words), task->lead);
        }
        one.terms = space.add(words);
        // "Chấm điểm theo phiếu của Ban Tổ chức Tỉnh ủy, gửi điểm về Ban Xây dựng Đảng" tells no body above.
        const auto told_first = prose.find_any(list_of(norm, "telling_words"), span);
        one.tells = told_first.has_value();
        one.reports = one.tells && prose.find_any(list_of(norm, "bodies_above"), {told_first->end, span.end});
        one.only_tells = one.reports && prose.find_any(list_of(norm, "reporting_words"), span);
        one.told = prose.find_any(list_of(norm, "told"), span).has_value() ||
                   prose.find_any(list_of(norm, "past_of_draft"), span);
        one.rhythm = rhythm_in(prose, span);
        one.days = days_named(draft, span);
        one.figures = figures_in(norm, vocabulary, prose, span);
        one.stands = tells_how_it_stands(draft, span) || in_any(past, span);
        one.cites = !citations_in(prose, span).empty();
        one.spends = spends(one);
        one.place = static_cast<int>(span.start);
        out.push_back(std::move(one));
    };
    const auto& sentences = prose.sentences();
    std::size_t next = 0;
    for (const Span& paragraph : working_paragraphs(norm, draft)) {
        if (is_title(prose, paragraph) || names_what_it_carries_out(norm, draft, paragraph) ||
            only_a_name(norm, draft, paragraph) ||
            prose.starts_with_any(list_of(norm, "limits_of_spending"), paragraph))  // what the money is for
            continue;
        put(paragraph, paragraph);
        while (next < sentences.size() && sentences[next].start < paragraph.start) ++next;
        for (; next < sentences.size() && sentences[next].start < paragraph.end; ++next) {
            const Span& sentence = sentences[next];
            const auto clauses = prose.clauses(sentence);
            if (is_title(prose, sentence)) continue;
            if (sentence.start != paragraph.start || sentence.end != paragraph.end) put(sentence, paragraph);
            for (const Span& clause : clauses) {
                if (clauses.size() > 1) put(clause, paragraph);
            }
        }
    }
    for (const auto& task : own) {
        if (task.source != OwnTask::Source::clause && !task.span.empty() && !is_title(prose, task.span))
            put(task.span, task.paragraph);
    }
    return out;
}

}  // namespace sauro::rulebook
