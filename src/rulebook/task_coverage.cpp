#include "rulebook/task_coverage.hpp"

#include <algorithm>

#include "rulebook/impl.hpp"
#include "rulebook/stretches.hpp"

namespace sauro::rulebook {
namespace {

// Whether the superior means this draft's issuer: it names nobody, a class of bodies, or the issuer itself. A body of
// another level, or another body of its own, is none of this draft's business.
bool addressed_here(const Norm& norm, const Draft& draft, const std::optional<std::string>& named) {
    if (!named) return true;
    const std::string lead = text::canonical(*named);
    // Council and committee of one place each do their own.
    const std::string here = text::canonical(draft.document.issuer.value_or(""));
    const auto names = [](std::string_view text, std::string_view body) {
        return text.find(body) != std::string_view::npos;
    };
    if (names(lead, "hội đồng nhân dân") && !names(lead, "ủy ban nhân dân") && !here.empty() &&
        !names(here, "hội đồng nhân dân"))
        return false;
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

// A body's name ends where its work begins; that is not marked.
std::string first_words(std::string_view text) {
    constexpr std::size_t name_words = 4;
    std::size_t at = 0;
    for (std::size_t n = 0; n < name_words && at < text.size(); ++n) at = std::min(text.find(' ', at + 1), text.size());
    return std::string(text.substr(0, at));
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
        // A limit of spending is a number to keep.
        if (const Prose line(work); line.starts_with_any(list_of(norm, "forbidding"), {0, work.size()}) ||
                                    line.starts_with_any(list_of(norm, "limits_of_spending"), {0, work.size()}))
            continue;
        CoverageMatch match;
        match.superior = task;
        match.row.superior = shown(theirs.prose, task);
        match.recurring = rhythm_in(theirs.prose, task.span) != 0;
        // A body that opens the task itself is meant, whatever stands above it.
        auto named = task.source == OwnTask::Source::read ? task.lead : std::nullopt;
        if (const auto body = task.span.empty() ? std::nullopt : named_body(norm, theirs, task.span);
            body && body->start == theirs.prose.first_word(task.span) &&
            !(named && theirs.prose.of(*body).starts_with(*named)))
            named = first_words(theirs.prose.of(*body));
        match.row.addressed = addressed_here(norm, draft, named);
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
        bool in_term = false;  // a day shortly before the superior's term
    };
    constexpr int near = 20;  // days before the superior's term
    const auto in_term = [&](std::size_t row, const Candidate& one) {
        const auto& due = out.rows[row].superior.due;
        return due && std::ranges::any_of(one.days, [&](const NamedDay& day) {
                   return day.last <= *due && due->plus_days(-near) <= day.last;
               });
    };
    std::vector<Pair> pairs;
    std::vector<std::int64_t> weights;
    for (const Candidate& one : stretches) weights.push_back(space.weight(one.terms));
    for (std::size_t i = 0; i < out.rows.size(); ++i) {
        constexpr std::size_t little = 7;  // terms: "thực hiện trước ngày …" asks nothing beside the plan
        out.rows[i].row.by_document = out.rows[i].row.by_document && wanted[i].all.size() < little;
        if (out.rows[i].row.by_document) continue;
        const std::int64_t weight = space.weight(wanted[i]);
        for (std::size_t j = 0; j < stretches.size(); ++j) {
            // One word in common says nothing; of a report it is told to whom.
            const auto shared = space.meet(wanted[i], stretches[j].terms);
            const bool told_above = reports[i] && stretches[j].reports && shared.count > 0;
            if (!told_above && shared.count < 3U) continue;
            if (reports[i] && !stretches[j].tells) continue;
            const Rational like = space.likeness(shared, weight, weights[j]);
            out.rows[i].nearest = std::max(out.rows[i].nearest, like);
            // A line that tells the body above names it and its work; it does none of it.
            const bool only_tells = stretches[j].only_tells && !reports[i] && like < least + Rational(1, 5);
            if (told_above || (like >= least && !only_tells))
                pairs.push_back({i, j, std::max(like, least), in_term(i, stretches[j])});
        }
    }
    std::ranges::stable_sort(pairs, [&](const Pair& a, const Pair& b) {
        const bool here = out.rows[a.row].row.addressed, there = out.rows[b.row].row.addressed;
        const Rational bonus(3, 20);
        return here != there ? here : (a.in_term ? a.like + bonus : a.like) > (b.in_term ? b.like + bonus : b.like);
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
                const Rational sign(3, 20), place(1, 20), own_item(1, 5), some(1, 5);
                Rational like = space.likeness(shared, weight, weights[j]);
                if (like < some || (shared.things == 0 && like < least)) continue;  // signs beside no words are chance
                if (in_term(i, one)) like = like + sign;
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
        if (chosen[i] || !out.rows[i].row.addressed) continue;
        constexpr std::size_t few = 4;  // words: "nhận giúp 06 xã đảo"
        out.rows[i].doubtful = wanted[i].one.size() < few || std::ranges::any_of(
                                                                 stretches,
                                                                 [&](const Candidate& one) {
                                                                     return is_free(one.span) && in_term(i, one) &&
                                                                            space.meet(wanted[i], one.terms).count > 0;
                                                                 });
    }
    for (std::size_t i = 0; i < out.rows.size(); ++i) {
        CoverageMatch& match = out.rows[i];
        const Candidate* best = chosen[i];
        if (!best) continue;
        const auto task = std::ranges::find_if(own, [&](const OwnTask& t) {
            return !t.span.empty() && t.span.start < best->span.end && best->span.start < t.span.end;
        });
        match.own = best->span;
        // What is as like to another task of the superior may carry out that one.
        const auto like_here = [&](std::size_t row) {
            return space.likeness(space.meet(wanted[row], best->terms), space.weight(wanted[row]),
                                  space.weight(best->terms));
        };
        const Rational this_one = like_here(i);
        for (std::size_t k = 0; k < out.rows.size() && !match.shared; ++k)
            match.shared = k != i && this_one < like_here(k);
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
