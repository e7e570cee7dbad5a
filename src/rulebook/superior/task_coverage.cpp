#include "rulebook/superior/task_coverage.hpp"

#include <algorithm>

#include "rulebook/impl.hpp"
#include "rulebook/prose/stretches.hpp"

namespace sauro::rulebook {
namespace {

// Whether a paragraph says nothing of its own: no figure, no date and hardly a word that the superior's does not have.
bool word_for_word(std::string_view own, std::string_view superior) {
    constexpr std::size_t least = 10, tenth = 10;  // syllables; one in ten may differ
    const auto mine = text::folded_syllables(own);
    auto theirs = text::folded_syllables(superior);
    if (mine.size() < least) return false;
    std::ranges::sort(theirs);
    std::size_t added = 0;
    for (const auto& word : mine) {
        if (std::ranges::binary_search(theirs, word)) continue;
        if (word.find_first_of("0123456789") != std::string::npos) return false;
        ++added;
    }
    return added * tenth <= mine.size();
}

}  // namespace

std::optional<Span> resources_in(const Norm& norm, const Draft& draft) {
    const Prose& prose = draft.prose;
    for (const Span& sentence : prose.sentences()) {
        if (prose.starts_with_any(list_of(norm, "grounds"), sentence)) continue;
        // Sums that are aims or fines pay for nothing.
        if (prose.find_any(list_of(norm, "sums_of_aims"), sentence) &&
            !prose.find_any(list_of(norm, "funds"), sentence))
            continue;
        const auto masks = prose.all(list_of(norm, "no_resources"), sentence);
        // "Bố trí 05 công chức": people given to the work.
        for (const Span& given : prose.all(list_of(norm, "giving_verbs"), sentence)) {
            constexpr std::size_t reach = 40;
            if (prose.find_any(list_of(norm, "people"), {given.end, std::min(sentence.end, given.end + reach)}))
                return sentence;
        }
        for (const Span& word : prose.all(list_of(norm, "resource_words"), sentence)) {
            if (std::ranges::any_of(masks, [&](const Span& m) { return m.start < word.end && word.start < m.end; }))
                continue;
            return sentence;
        }
    }
    return std::nullopt;
}

const Draft& superior_of(const Draft& draft, const docread::Document& superior) {
    static const CheckContext no_context;
    auto& found = draft.superiors[&superior];
    if (!found) found = std::make_unique<const Draft>(superior, no_context, draft.authority);
    return *found;
}

const Vocabulary& vocabulary_of(const Norm& norm, const Draft& draft) {
    const Phrases& same = list_of(norm, "same_meaning");
    for (const auto& known : draft.vocabularies) {
        if (known.same_meaning == &same || *known.same_meaning == same) return *known.vocabulary;
    }
    draft.vocabularies.push_back({&same, std::make_shared<const Vocabulary>(same)});
    return *draft.vocabularies.back().vocabulary;
}

namespace {

// "1. Lập sổ chó, mèo" above its dashes, which have days of their own.
bool heads_a_list(const Prose& prose, Span paragraph) {
    const auto& all = prose.paragraphs();
    const auto next = std::ranges::lower_bound(all, paragraph.end, {}, [](const Span& p) { return p.start; });
    return next != all.end() && prose.of(*next).starts_with('-') && !prose.of(paragraph).starts_with('-');
}

Span paragraph_around(const Prose& prose, Span inside) {
    const auto& all = prose.paragraphs();
    const auto after = std::ranges::upper_bound(all, inside.start, {}, &Span::start);
    return after == all.begin() ? inside : *std::prev(after);
}

// What the table tells of the stretch that carries a task out.
struct OwnSide {
    const Norm& norm;
    const Draft& draft;
    const Prose& theirs;
    bool resources = false;
    std::optional<Span> for_all;       // the sentence with a time for all tasks
    std::optional<Term> term_for_all;  // and its day

    void fill(CoverageMatch& match, const Candidate& best) const;
    std::optional<Term> term_of(const OwnTask* task, const Candidate& best) const;
};

std::optional<Term> OwnSide::term_of(const OwnTask* task, const Candidate& best) const {
    std::optional<Term> out;
    if (task && task->due && task->due_span) out = Term{*task->due, *task->due_span};
    // In a paragraph of several tasks the term of this stretch counts, not that of its neighbours.
    if (const auto term = term_in(draft, best.paragraph); term && (!out || term->day > out->day)) {
        if (const auto own_term = term_in(draft, best.span))
            out = own_term;
        else if (!out)
            out = term;
    }
    // The day on which it is done, told without a word for a term: "diễn tập ngày 12/6/2026".
    if (!out && best.days.size() == 1 && best.days.front().first == best.days.front().last)
        out = Term{best.days.front().last, best.days.front().span};
    // "…, mỗi ấp ba buổi; buổi sau cùng tối 14/11/2026": the one day of its paragraph.
    if (!out && best.days.empty()) {
        const auto days = days_named(draft, best.paragraph);
        if (days.size() == 1 && days.front().first == days.front().last)
            out = Term{days.front().last, days.front().span};
    }
    return out;
}

void OwnSide::fill(CoverageMatch& match, const Candidate& best) const {
    const Prose& prose = draft.prose;
    const auto& own = own_tasks(norm, draft);
    const auto found = std::ranges::find_if(own, [&](const OwnTask& t) {
        return !t.span.empty() && t.span.start < best.span.end && best.span.start < t.span.end;
    });
    const OwnTask* task = found == own.end() ? nullptr : &*found;
    match.own = best.span;
    match.own_term = term_of(task, best);
    const bool own_time = (task && task->has_time) || states_time(draft, best.paragraph);
    if (!match.own_term && !own_time && !heads_a_list(prose, best.paragraph)) match.own_term = term_for_all;
    TaskCoverage::Task here;
    here.start = prose.codepoint(best.span.start);
    here.end = prose.codepoint(best.span.end);
    here.text = text::collapse_space(prose.of(best.span));
    if (task) here.lead = task->lead;
    if (match.own_term) here.due = match.own_term->day.iso();
    match.row.own = std::move(here);
    match.row.has_time = own_time || for_all;
    match.row.has_responsible = task ? task->doer() : named_body(norm, draft, best.span).has_value();
    match.row.has_resources = resources;
    match.row.copied =
        word_for_word(prose.of(best.paragraph), theirs.of(paragraph_around(theirs, match.superior.span)));
}

}  // namespace

const CoverageTable& coverage_of(const Norm& norm, const Draft& draft, const docread::Document& superior) {
    auto& known = draft.covered[&superior];
    if (known) return *known;
    const Draft& theirs = superior_of(draft, superior);
    const auto weights = PairWeights::read(list_of(norm, "pair_weights"));  // proven when the norm was loaded
    auto [rows, tasks, stretches, space, signs] = task_pairs(norm, draft, superior);
    CoverageTable out{std::move(rows)};
    struct Pair {
        std::size_t row, stretch;
        int sum;
    };
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < out.rows.size() && weights; ++i) {
        constexpr std::size_t little = 7;  // terms: "thực hiện trước ngày …" asks nothing beside the plan
        out.rows[i].row.by_document = out.rows[i].row.by_document && tasks[i].terms.all.size() < little;
        if (out.rows[i].row.by_document) continue;
        for (std::size_t j = 0; j < stretches.size(); ++j) {
            const int sum = weights->sum(signs.of(i, j));
            if (sum >= weights->least()) pairs.push_back({i, j, sum});
        }
    }
    // The surest first, what binds others last; a stretch carries out one task, but one sentence may answer every
    // report.
    std::ranges::stable_sort(pairs, [&](const Pair& a, const Pair& b) {
        const bool here = out.rows[a.row].row.addressed, there = out.rows[b.row].row.addressed;
        return here != there ? here : a.sum > b.sum;
    });
    std::vector<const Pair*> chosen(out.rows.size(), nullptr);
    std::vector<Span> taken;
    for (const Pair& pair : pairs) {
        if (chosen[pair.row]) continue;
        const Span span = stretches[pair.stretch].span;
        const bool free =
            std::ranges::none_of(taken, [&](const Span& t) { return t.start < span.end && span.start < t.end; });
        const bool report = tasks[pair.row].reports && stretches[pair.stretch].reports;
        if (!free && !report) continue;
        chosen[pair.row] = &pair;
        out.rows[pair.row].shared = !free;
        taken.push_back(span);
    }
    const auto for_all = general_time(norm, draft);
    const OwnSide side{norm,         draft,
                       theirs.prose, resources_in(norm, draft).has_value(),
                       for_all,      for_all ? term_in(draft, *for_all) : std::nullopt};
    for (std::size_t i = 0; i < out.rows.size(); ++i) {
        CoverageMatch& match = out.rows[i];
        if (!chosen[i]) continue;
        const auto [row, stretch, sum] = *chosen[i];
        match.sum = sum;
        match.sure = sum >= weights->sure();
        // What is rather another task of the superior may have its term from that.
        for (std::size_t k = 0; k < out.rows.size() && !match.shared; ++k)
            match.shared = k != i && sum < weights->sum(signs.of(k, stretch));
        side.fill(match, stretches[stretch]);
    }
    // How the others stand says how the draft is written (PairWeights::maybe_beside).
    const auto stands = [&](std::size_t i) {
        return chosen[i] ? std::min(chosen[i]->sum, PairWeights::highest) : PairWeights::lowest;
    };
    int all = 0, asked = 0;
    for (std::size_t i = 0; i < out.rows.size(); ++i) {
        if (!out.rows[i].row.addressed || out.rows[i].row.by_document) continue;
        all += stands(i);
        ++asked;
    }
    for (std::size_t i = 0; i < out.rows.size(); ++i) {
        CoverageMatch& match = out.rows[i];
        auto& row = match.row;
        const bool counted = row.addressed && !row.by_document;
        const int bar = weights->maybe_beside(all - (counted ? stands(i) : 0), asked - (counted ? 1 : 0));
        match.doubtful = chosen[i] && !match.sure && match.sum >= bar;
        row.state = row.by_document  ? "covered"
                    : match.sure     ? (row.copied ? "copied" : "covered")
                    : match.doubtful ? "doubtful"
                                     : "gap";
    }
    known = std::make_shared<CoverageTable>(std::move(out));
    return *known;
}

bool carries_out(const Norm& norm, const Draft& draft) {
    return std::ranges::any_of(draft.context.against, [&](const docread::Document& superior) {
        return std::ranges::any_of(coverage_of(norm, draft, superior).rows, &CoverageMatch::sure);
    });
}

}  // namespace sauro::rulebook
