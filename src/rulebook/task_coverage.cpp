#include "rulebook/task_coverage.hpp"

#include <algorithm>

#include "rulebook/impl.hpp"
#include "rulebook/likeness.hpp"

namespace sauro::rulebook {
namespace {

// Beyond these a text is no plan, and every pair is compared.
constexpr std::size_t most_tasks = 400;

// Whether the superior means this draft's issuer: it names nobody, a class of bodies, or the issuer itself. A body of
// another level, or another body of its own, is none of this draft's business.
bool addressed_here(const Norm& norm, const Draft& draft, const std::optional<std::string>& named) {
    if (!named) return true;
    const std::string lead = text::canonical(*named);
    if (draft.document.issuer) {
        const std::string issuer = text::canonical(*draft.document.issuer);
        if (issuer.starts_with(lead) || lead.starts_with(issuer)) return true;
    }
    const Issuer issuer = issuer_of(draft.authority, draft.document, draft.context);
    const Prose line(lead);
    const Span whole{0, lead.size()};
    const auto has = [&](const std::string& list) { return line.find_any(list_of(norm, list), whole).has_value(); };
    // Who is named by level: "Ủy ban nhân dân các xã, phường", "các đảng ủy xã", "các tỉnh ủy, thành ủy".
    const bool plural = line.find("các", whole) || line.find("cấp xã", whole) || line.find("cấp tỉnh", whole) ||
                        line.find("mỗi", whole) || line.find("từng", whole) || line.find("cấp", whole);
    const bool commune = has("commune_words"), province = has("province_words");
    const bool party = has("party_words"), state = has("state_words");
    if (!plural) return false;  // one body with a name, not ours
    if (commune != province && !issuer.level.empty()) {
        if (commune && issuer.level != "commune") return false;
        if (province && issuer.level == "commune") return false;
    }
    if (party != state && !issuer.system.empty()) {
        if (party && issuer.system != "party") return false;
        if (state && issuer.system == "party") return false;
    }
    // "các sở, ban, ngành" are bodies of the province.
    if (!commune && has("province_bodies") && issuer.level == "commune") return false;
    return true;
}

std::string without(std::string text, const std::optional<std::string>& part) {
    // A name of more words than bodies have took some of the work with it.
    constexpr std::size_t longest_name = 7;
    if (!part || part->empty() || count_words(*part) > longest_name) return text;
    const auto at = text.find(*part);
    if (at != std::string::npos) text.erase(at, part->size());
    return text;
}

// What is to be done, without who.
std::string core(const OwnTask& task) { return without(task.work, task.lead); }

TaskCoverage::Task shown(const Prose& prose, const OwnTask& task) {
    TaskCoverage::Task out;
    out.start = prose.codepoint(task.span.start);
    out.end = prose.codepoint(task.span.end);
    out.text = task.work;
    out.lead = task.lead;
    if (task.due) out.due = task.due->iso();
    return out;
}

// How often something is done: bits for day, week, month, quarter, year.
unsigned rhythm_in(const Prose& prose, Span span) {
    static const Phrases rhythms[] = {
        {"hằng ngày", "hàng ngày", "mỗi ngày", "từng ngày", "ngày nào", "mỗi tối", "mỗi sáng"},
        {"hằng tuần", "hàng tuần", "mỗi tuần", "từng tuần", "tuần nào", "một tuần", "báo cáo tuần", "cách tuần"},
        {"hằng tháng", "hàng tháng", "mỗi tháng", "từng tháng", "tháng nào", "một tháng", "tháng một lần"},
        {"hằng quý", "hàng quý", "mỗi quý", "từng quý", "quý nào", "một quý", "ba tháng một"},
        {"hằng năm", "hàng năm", "mỗi năm", "từng năm", "năm nào", "một năm", "báo cáo năm", "cả năm"}};
    unsigned out = 0;
    for (std::size_t i = 0; i < std::size(rhythms); ++i) {
        if (prose.find_any(rhythms[i], span)) out |= 1U << i;
    }
    return out;
}

// A stretch of the draft that may carry out a task of the superior.
struct Candidate {
    Span span, paragraph;
    Terms terms;
    bool reports = false;  // says that a body above is told
    unsigned rhythm = 0;
    std::vector<NamedDay> days;
};

std::vector<Candidate> candidates(const Norm& norm, const Draft& draft, const std::vector<OwnTask>& own,
                                  TermSpace& space) {
    const Prose& prose = draft.prose;
    std::vector<Candidate> out;
    const auto put = [&](Span span, Span paragraph) {
        if (out.size() == 4 * most_tasks) return;
        std::string words(prose.of(span));
        auto task = std::ranges::lower_bound(own, span.start, {}, [](const OwnTask& t) { return t.span.start; });
        for (; task != own.end() && task->span.start < span.end; ++task) {
            if (task->source == OwnTask::Source::read) words = without(std::move(words), task->lead);
        }
        const bool reports =
            prose.find_any(list_of(norm, "telling_words"), span) && prose.find_any(list_of(norm, "bodies_above"), span);
        out.push_back({span, paragraph, space.add(words), reports, rhythm_in(prose, span), days_named(draft, span)});
    };
    const auto& sentences = prose.sentences();
    std::size_t next = 0;
    for (const Span& paragraph : working_paragraphs(norm, draft)) {
        put(paragraph, paragraph);
        while (next < sentences.size() && sentences[next].start < paragraph.start) ++next;
        for (; next < sentences.size() && sentences[next].start < paragraph.end; ++next) {
            const Span& sentence = sentences[next];
            const auto clauses = prose.clauses(sentence);
            if (sentence.start != paragraph.start || sentence.end != paragraph.end) put(sentence, paragraph);
            for (const Span& clause : clauses) {
                if (clauses.size() > 1) put(clause, paragraph);
            }
        }
    }
    for (const auto& task : own) {
        if (task.source != OwnTask::Source::clause && !task.span.empty()) put(task.span, task.paragraph);
    }
    return out;
}

// Whether a paragraph says nothing of its own: no figure, no date and hardly a word that the superior's does not have.
bool word_for_word(std::string_view own, std::string_view superior) {
    constexpr std::size_t least = 8, tenth = 10;  // syllables; one in ten may differ
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
    const Phrases &same = list_of(norm, "same_meaning"), &empty = list_of(norm, "empty_words");
    for (const auto& known : draft.vocabularies) {
        if (known.same_meaning == &same || (*known.same_meaning == same && *known.empty_words == empty))
            return *known.vocabulary;
    }
    draft.vocabularies.push_back({&same, &empty, std::make_shared<const Vocabulary>(same, empty)});
    return *draft.vocabularies.back().vocabulary;
}

CoverageTable cover(const Norm& norm, const Draft& draft, const docread::Document& superior, const Rational& least) {
    const Draft& theirs = superior_of(draft, superior);
    const Prose& prose = draft.prose;
    const auto& own = own_tasks(norm, draft);
    TermSpace space(vocabulary_of(norm, draft));
    const auto stretches = candidates(norm, draft, own, space);
    const bool general_resources = resources_in(norm, draft).has_value();
    const auto for_all = general_time(norm, draft);
    const auto term_for_all = for_all ? term_in(draft, *for_all) : std::nullopt;
    CoverageTable out;
    std::vector<Terms> wanted;
    std::vector<bool> reports;  // one closing sentence answers every report
    for (const auto& task : own_tasks(norm, theirs)) {
        if (out.rows.size() == most_tasks) break;
        if (task.source == OwnTask::Source::clause) continue;
        // "…các nội dung sau" only opens a list; what follows it are the tasks.
        std::string work = text::canonical(task.work);
        if (work.ends_with(" sau") || work.ends_with(" sau đây") || work.ends_with(" sau:")) continue;
        // What is forbidden binds without being said again.
        if (const Prose line(work); line.starts_with_any(list_of(norm, "forbidding"), {0, work.size()})) continue;
        CoverageMatch match;
        match.superior = task;
        match.row.superior = shown(theirs.prose, task);
        match.recurring = rhythm_in(theirs.prose, task.span) != 0;
        match.row.addressed =
            addressed_here(norm, draft, task.source == OwnTask::Source::read ? task.lead : std::nullopt);
        // "xây dựng kế hoạch của địa phương": the draft itself is the answer; what is asked besides is looked for.
        std::string rest = core(task);
        const std::string lower = text::canonical(rest);
        const Prose line(lower);
        if (const auto by = line.find_any(list_of(norm, "done_by_document"), {0, lower.size()});
            by && by->start == line.first_word({0, lower.size()})) {
            rest = lower.substr(by->end);
            match.row.by_document = true;
        }
        // "Khi có thiên tai, báo cáo …": the deed stands behind the words that open the sentence.
        Span deed{0, lower.size()};
        if (const auto comma = lower.find(',');
            comma != std::string::npos && line.starts_with_any(list_of(norm, "openings"), deed))
            deed.start = comma + 1;
        reports.push_back(line.starts_with_any(list_of(norm, "report_words"), deed));
        wanted.push_back(space.add(rest));
        out.rows.push_back(std::move(match));
    }
    // The likest pairs first: a paragraph that carries out one task is taken for another only when it is very like it
    // too.
    struct Pair {
        std::size_t row, stretch;
        Rational like;
    };
    std::vector<Pair> pairs;
    std::vector<std::int64_t> weights;
    for (const Candidate& one : stretches) weights.push_back(space.weight(one.terms));
    for (std::size_t i = 0; i < out.rows.size(); ++i) {
        constexpr std::size_t little = 7;  // terms: "thực hiện trước ngày …" asks nothing beside the plan
        out.rows[i].row.by_document = out.rows[i].row.by_document && wanted[i].size() < little;
        if (out.rows[i].row.by_document) continue;
        const std::int64_t weight = space.weight(wanted[i]);
        for (std::size_t j = 0; j < stretches.size(); ++j) {
            // One word in common says nothing; of a report it is told to whom.
            const auto shared = space.meet(wanted[i], stretches[j].terms);
            const bool told_above = reports[i] && stretches[j].reports && shared.count > 0;
            if (reports[i] ? !told_above : shared.count < 3U) continue;
            const Rational like = space.likeness(shared, weight, weights[j]);
            // A line that tells the body above names it and its work; it does none of it.
            const bool only_tells = stretches[j].reports && !reports[i] && like < least + least;
            if (told_above || (like >= least && !only_tells)) pairs.push_back({i, j, std::max(like, least)});
        }
    }
    std::ranges::stable_sort(pairs, [&](const Pair& a, const Pair& b) {
        const bool here = out.rows[a.row].row.addressed, there = out.rows[b.row].row.addressed;
        return here != there ? here : a.like > b.like;
    });
    // Of a paragraph that carries out several tasks the clause that is this one.
    const auto narrowest = [&](std::size_t row, const Candidate& whole) {
        const Candidate* best = &whole;
        Rational most(0);
        const std::int64_t weight = space.weight(wanted[row]);
        for (std::size_t j = 0; j < stretches.size(); ++j) {
            const Candidate& part = stretches[j];
            if (part.span.start < whole.span.start || part.span.end > whole.span.end || &part == &whole) continue;
            const Rational like = space.likeness(space.meet(wanted[row], part.terms), weight, weights[j]);
            if (like < least || like < most || like == most) continue;
            best = &part;
            most = like;
        }
        return best;
    };
    std::vector<const Candidate*> chosen(out.rows.size(), nullptr);
    std::vector<Span> taken;
    const auto is_free = [&](Span span) {
        return std::ranges::none_of(taken, [&](const Span& t) { return t.start < span.end && span.start < t.end; });
    };
    // What no stretch says in like words may be told in other ones: where a stretch carries out nothing else, signs
    // beside the words count as words do: a day within the term, the same rhythm, its place between the neighbours.
    const auto told_otherwise = [&] {
        std::vector<Pair> signs;
        for (std::size_t i = 0; i < out.rows.size(); ++i) {
            const CoverageMatch& row = out.rows[i];
            if (!row.row.addressed || row.row.by_document || chosen[i]) continue;
            std::size_t from = 0, to = prose.body_end();
            for (std::size_t k = i; k-- > 0;) {
                if (!chosen[k] || !out.rows[k].row.addressed) continue;
                from = chosen[k]->span.end;
                break;
            }
            for (std::size_t k = i + 1; k < out.rows.size(); ++k) {
                if (!chosen[k] || !out.rows[k].row.addressed) continue;
                to = chosen[k]->span.start;
                break;
            }
            const unsigned rhythm = rhythm_in(theirs.prose, row.superior.span);
            const std::int64_t weight = space.weight(wanted[i]);
            for (std::size_t j = 0; j < stretches.size(); ++j) {
                const Candidate& one = stretches[j];
                if (!is_free(one.span) || reports[i] != one.reports) continue;
                const auto shared = space.meet(wanted[i], one.terms);
                if (shared.count == 0) continue;
                constexpr int near = 20;  // days before the superior's term
                const bool in_term =
                    row.superior.due && std::ranges::any_of(one.days, [&](const NamedDay& day) {
                        return day.last <= *row.superior.due && row.superior.due->plus_days(-near) <= day.last;
                    });
                const Rational sign(3, 20), place(1, 20), own_item(1, 5);
                Rational like = space.likeness(shared, weight, weights[j]);
                if (in_term) like = like + sign;
                if ((rhythm & one.rhythm) != 0) like = like + sign;
                const bool several = out.rows.size() > 1;
                if (several && one.span.start >= from && one.span.end <= to)
                    like = like + (is_free(one.paragraph) ? own_item : place);
                // Beside other tasks of the superior a little less is enough: each is told once.
                if (like >= (several ? least - Rational(1, 20) : least)) signs.push_back({i, j, like});
            }
        }
        std::ranges::stable_sort(signs, [](const Pair& a, const Pair& b) { return a.like > b.like; });
        for (const Pair& pair : signs) {
            const Candidate& one = stretches[pair.stretch];
            if (chosen[pair.row] || !is_free(one.span)) continue;
            chosen[pair.row] = &one;
            out.rows[pair.row].likeness = pair.like;
            out.rows[pair.row].by_signs = true;
            taken.push_back(one.span);
        }
    };
    std::vector<std::size_t> tried(out.rows.size(), 0);
    bool others = false;  // tasks of other bodies come last
    for (const Pair& pair : pairs) {
        if (!others && !out.rows[pair.row].row.addressed) {
            told_otherwise();
            others = true;
        }
        constexpr std::size_t most_tries = 6;  // the likest places; the rest is chance
        if (chosen[pair.row] || ++tried[pair.row] > most_tries) continue;
        const Candidate& one = *narrowest(pair.row, stretches[pair.stretch]);
        const bool free = is_free(one.span);
        if (!free && !reports[pair.row] && pair.like < least + least) continue;
        chosen[pair.row] = &one;
        out.rows[pair.row].likeness = pair.like;
        out.rows[pair.row].shared = !free;
        taken.push_back(one.span);
    }
    if (!others) told_otherwise();
    for (std::size_t i = 0; i < out.rows.size(); ++i) {
        CoverageMatch& match = out.rows[i];
        const Candidate* best = chosen[i];
        if (!best) continue;
        const auto task = std::ranges::find_if(own, [&](const OwnTask& t) {
            return !t.span.empty() && t.span.start < best->span.end && best->span.start < t.span.end;
        });
        match.own = best->span;
        TaskCoverage::Task here;
        here.start = prose.codepoint(best->span.start);
        here.end = prose.codepoint(best->span.end);
        here.text = text::collapse_space(prose.of(best->span));
        if (task != own.end()) {
            here.lead = task->lead;
            if (task->due && task->due_span) match.own_term = Term{*task->due, *task->due_span};
        }
        if (const auto term = term_in(draft, best->paragraph);
            term && (!match.own_term || term->day > match.own_term->day)) {
            // In a paragraph of several tasks the term of this stretch counts, not that of its neighbours.
            const auto own_term = term_in(draft, best->span);
            if (own_term)
                match.own_term = own_term;
            else if (!match.own_term)
                match.own_term = term;
        }
        if (!match.own_term && best->days.size() == 1) {
            // The day on which it is done, told without a word for a term: "diễn tập ngày 12/6/2026".
            const NamedDay& day = best->days.front();
            if (day.first == day.last) match.own_term = Term{day.last, day.span};
        }
        const bool own_time = (task != own.end() && task->has_time) || states_time(draft, best->paragraph);
        if (!match.own_term && !own_time) match.own_term = term_for_all;
        if (match.own_term) here.due = match.own_term->day.iso();
        match.row.own = std::move(here);
        match.row.has_time = own_time || for_all;
        match.row.has_responsible = task != own.end() ? task->doer() : named_body(norm, draft, best->span).has_value();
        match.row.has_resources = general_resources;
        match.row.copied = !match.row.by_document &&
                           word_for_word(prose.of(best->paragraph),
                                         theirs.prose.of(match.superior.paragraph.empty() ? match.superior.span
                                                                                          : match.superior.paragraph));
    }
    return out;
}

}  // namespace sauro::rulebook
