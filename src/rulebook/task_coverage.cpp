#include "rulebook/task_coverage.hpp"

#include <algorithm>

#include "rulebook/impl.hpp"
#include "rulebook/likeness.hpp"

namespace sauro::rulebook {
namespace {

// Beyond these a text is no plan, and every pair is compared.
constexpr std::size_t most_tasks = 400;

bool begins_with_any(std::string_view text, const std::vector<std::string>& words) {
    return std::ranges::any_of(words, [&](const auto& word) {
        return text.starts_with(word) && (text.size() == word.size() || !word_byte(text[word.size()]));
    });
}

// Whether the superior means this draft's issuer: it names nobody, a class of bodies, or the issuer itself. A body of
// another level, or another body of its own, is none of this draft's business.
bool addressed_here(const Norm& norm, const Draft& draft, const docread::Task& task) {
    if (!task.lead) return true;
    const std::string lead = text::canonical(*task.lead);
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
    if (!part || part->empty()) return text;
    const auto at = text.find(*part);
    if (at != std::string::npos) text.erase(at, part->size());
    return text;
}

// What is to be done, without who and until when.
std::string core(const docread::Task& task) { return without(without(task.work, task.lead), task.due_text); }

TaskCoverage::Task shown(const docread::Task& task) {
    TaskCoverage::Task out;
    out.start = task.start;
    out.end = task.end;
    out.text = task.work;
    out.lead = task.lead;
    out.due = task.due;
    out.clause = task.clause;
    return out;
}

}  // namespace

std::optional<Span> resources_in(const Norm& norm, const Draft& draft) {
    const Prose& prose = draft.prose;
    for (const Span& sentence : prose.sentences()) {
        if (std::ranges::any_of(list_of(norm, "grounds"), [&](const auto& w) { return prose.starts_with(w, sentence); }))
            continue;
        const auto masks = prose.all(list_of(norm, "no_resources"), sentence);
        for (const Span& word : prose.all(list_of(norm, "resource_words"), sentence)) {
            if (std::ranges::any_of(masks, [&](const Span& m) { return m.start < word.end && word.start < m.end; }))
                continue;
            return sentence;
        }
    }
    return std::nullopt;
}

CoverageTable cover(const Norm& norm, const Draft& draft, const docread::Document& superior, const Rational& least) {
    CoverageTable out;
    out.own = own_tasks(norm, draft);
    if (out.own.size() > most_tasks) out.own.resize(most_tasks);
    const Vocabulary vocabulary(list_of(norm, "same_meaning"), list_of(norm, "empty_words"));
    TermSpace space(vocabulary);
    std::vector<Terms> own;
    for (const auto& task : out.own) {
        std::string work = task.span.empty() ? task.work : std::string(draft.prose.of(task.span));
        own.push_back(space.add(without(std::move(work), task.lead)));
    }
    const bool general_resources = resources_in(norm, draft).has_value();
    const bool general_term = general_time(norm, draft);
    std::vector<Terms> theirs;
    for (const auto& task : superior.tasks) {
        if (out.rows.size() == most_tasks) break;
        // "…các nội dung sau" only opens a list; what follows it are the tasks.
        const std::string work = text::canonical(task.work);
        if (work.ends_with(" sau") || work.ends_with(" sau đây") || work.ends_with(" sau:")) continue;
        CoverageMatch row;
        row.superior = &task;
        row.row.superior = shown(task);
        row.row.addressed = addressed_here(norm, draft, task);
        // "xây dựng kế hoạch của địa phương": the draft itself is the answer.
        row.row.by_document = begins_with_any(text::trim(without(work, task.lead ? std::optional(text::canonical(*task.lead)) : std::nullopt)),
                                              list_of(norm, "done_by_document"));
        theirs.push_back(space.add(core(task)));
        out.rows.push_back(std::move(row));
    }
    for (std::size_t i = 0; i < out.rows.size(); ++i) {
        CoverageMatch& match = out.rows[i];
        for (std::size_t j = 0; j < own.size(); ++j) {
            const Rational like = space.likeness(theirs[i], own[j]);
            constexpr std::size_t few = 2;  // one word in common says nothing
            if (like > match.likeness && space.common(theirs[i], own[j]) >= few) {
                match.likeness = like;
                match.own = j;
            }
        }
        if (match.likeness < least) match.own.reset();
        if (!match.own) continue;
        const OwnTask& task = out.own[*match.own];
        TaskCoverage::Task here;
        here.start = draft.prose.codepoint(task.span.start);
        here.end = draft.prose.codepoint(task.span.end);
        here.text = task.work;
        here.lead = task.lead;
        if (task.due) here.due = task.due->iso();
        match.row.own = std::move(here);
        match.row.has_time = task.has_time || general_term;
        match.row.has_responsible = task.doer();
        match.row.has_resources =
            general_resources || (!task.span.empty() && draft.prose.find_any(list_of(norm, "resource_words"), task.span));
    }
    return out;
}

std::vector<TaskCoverage> coverage(const Rulebook& book, const docread::Document& superior,
                                   const docread::Document& document, const CheckContext& context) {
    std::vector<TaskCoverage> out;
    for (const auto& norm : book.impl().norms) {
        if (norm.analyser != "concretise") continue;
        const Draft draft(document, context, book.impl().authority);
        const auto* parameter = norm.parameter("min_cover");
        if (!parameter) break;
        const auto value = strictest(norm, *parameter, book.impl().overlays, context.unit_path.value_or(""), draft.day());
        if (!value.value) break;
        for (auto& row : cover(norm, draft, superior, value.value->value).rows) out.push_back(std::move(row.row));
        break;
    }
    return out;
}

}  // namespace sauro::rulebook
