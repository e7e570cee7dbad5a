#include "rulebook/stretches.hpp"

#include <algorithm>

#include "rulebook/citations.hpp"
#include "rulebook/quantities.hpp"
#include "rulebook/task_coverage.hpp"

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
        one.tells = prose.find_any(list_of(norm, "telling_words"), span).has_value();
        one.reports = one.tells && prose.find_any(list_of(norm, "bodies_above"), span);
        one.only_tells = one.reports && prose.find_any(list_of(norm, "reporting_words"), span);
        one.told = prose.find_any(list_of(norm, "told"), span).has_value() ||
                   prose.find_any(list_of(norm, "past_of_draft"), span);
        one.rhythm = rhythm_in(prose, span);
        one.days = days_named(draft, span);
        one.figures = figures_in(norm, vocabulary, prose, span);
        one.place = static_cast<int>(span.start);
        out.push_back(std::move(one));
    };
    const auto& sentences = prose.sentences();
    std::size_t next = 0;
    for (const Span& paragraph : working_paragraphs(norm, draft)) {
        // "Thực hiện Kế hoạch số …, Ủy ban nhân dân xã …": what is carried out, not how; and what the money is for.
        const bool opens = prose.starts_with_any(list_of(norm, "implementing_words"), paragraph) &&
                           !citations_in(prose, paragraph).empty();
        if (is_title(prose, paragraph) || opens ||
            prose.starts_with_any(list_of(norm, "limits_of_spending"), paragraph))
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
