// D10: a document that carries out a superior one turns it into tasks of its own, each with resources, time and a
// responsible body.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "rulebook/analysers.hpp"

namespace sauro::rulebook {
namespace {

constexpr std::size_t passages_shown = 50;

void add(Seen& seen, Finding::Passage one) {
    if (seen.passages.size() < passages_shown) seen.passages.push_back(std::move(one));
}

// Neighbouring syllables in pairs, folded: word order counts a little, marks and case do not.
std::set<std::string> pairs(std::string_view work) {
    const auto syllables = text::folded_syllables(work);
    std::set<std::string> out;
    for (std::size_t i = 0; i + 1 < syllables.size(); ++i) out.insert(syllables[i] + " " + syllables[i + 1]);
    return out;
}

// Whether enough of the superior's task stands in one task here; exact: common · denominator ≥ numerator · all.
bool covers(const std::set<std::string>& own, const std::set<std::string>& superior, const Rational& least) {
    if (superior.empty()) return true;
    std::int64_t common = 0;
    for (const auto& pair : superior) common += own.contains(pair) ? 1 : 0;
    return Rational(common, static_cast<std::int64_t>(superior.size())) >= least;
}

struct Fulfilled {
    std::size_t tasks = 0, good = 0;
    std::vector<Span> gaps;
};

Seen verdict(const AnalyserInput& in, const Fulfilled& f, std::string_view each, std::string_view lack) {
    Seen out;
    if (f.tasks == 0) {
        out.outcome = "breached";
        out.message = fmt::format("Văn bản triển khai nhưng chưa thấy nhiệm vụ nào {}", each);
        out.measured = "0";
        return out;
    }
    out.measured = fmt::format("{}/{}", f.good, f.tasks);
    out.limit = "100%";
    for (const Span& gap : f.gaps) add(out, passage(in.draft, gap));
    out.outcome = f.gaps.empty() ? "met" : "breached";
    out.message = f.gaps.empty()
                      ? fmt::format("Cả {} nhiệm vụ {}", f.tasks, each)
                      : fmt::format("{}/{} nhiệm vụ {}; {} chỗ {}", f.good, f.tasks, each, f.gaps.size(), lack);
    return out;
}

Span clause_of(const AnalyserInput& in, const OwnTask& task) {
    return task.span.empty() ? in.draft.prose.sentences().front() : task.span;
}

}  // namespace

Seen concretise(const AnalyserInput& in) {
    if (!in.draft.implements) return no_superior();
    const auto tasks = own_tasks(in.norm, in.draft);
    Seen out;
    if (tasks.empty()) {
        out.outcome = "breached";
        out.message = "Văn bản triển khai nhưng chưa có nhiệm vụ nào của cấp mình";
        out.measured = "0";
        return out;
    }
    if (in.draft.context.against.empty()) {
        out.outcome = "met";
        out.measured = fmt::format("{}", tasks.size());
        out.message = fmt::format(
            "Văn bản có {} nhiệm vụ của cấp mình; đưa văn bản cấp trên vào để đối chiếu từng việc", tasks.size());
        return out;
    }
    std::vector<std::set<std::string>> own;
    for (const auto& task : tasks) own.push_back(pairs(task.span.empty() ? task.work : in.draft.prose.of(task.span)));
    const Rational least = in.limit.value_or(Rational(1, 3));
    std::size_t total = 0, covered = 0;
    bool unreadable = false;
    for (const auto& superior : in.draft.context.against) {
        unreadable = unreadable || superior.ocr.suspect;
        for (const auto& task : superior.tasks) {
            // What a superior keeps for itself is no task of this level.
            const auto& kept = list_of(in.norm, "central_leads");
            if (task.lead && std::ranges::any_of(kept, [&](const auto& lead) { return task.lead->starts_with(lead); }))
                continue;
            // "…các nội dung sau" only opens a list; what follows it are the tasks.
            const std::string work = text::canonical(task.work);
            if (work.ends_with(" sau") || work.ends_with(" sau đây")) continue;
            ++total;
            const auto wanted = pairs(task.work);
            if (std::ranges::any_of(own, [&](const auto& one) { return covers(one, wanted, least); })) {
                ++covered;
                continue;
            }
            Finding::Passage gap;
            gap.quote = task.clause ? fmt::format("[mục {}] {}", *task.clause, task.work) : task.work;
            gap.other = {superior.file, task.start, task.end};
            add(out, std::move(gap));
        }
    }
    if (total == 0) {
        out.outcome = "cannot_tell";
        out.message = "Chưa đọc ra nhiệm vụ nào trong văn bản cấp trên để đối chiếu";
        out.missing = unreadable ? "bản đọc được của văn bản cấp trên" : "danh sách nhiệm vụ của văn bản cấp trên";
        return out;
    }
    out.measured = fmt::format("{}/{}", covered, total);
    out.limit = "100%";
    out.outcome = covered == total ? "met" : "breached";
    out.message = covered == total
                      ? fmt::format("Cả {} việc của văn bản cấp trên đều có nhiệm vụ tương ứng", total)
                      : fmt::format("{}/{} việc của văn bản cấp trên đã có nhiệm vụ tương ứng; {} việc chưa thấy",
                                    covered, total, total - covered);
    return out;
}

Seen resources(const AnalyserInput& in) {
    if (!in.draft.implements) return no_superior();
    Seen out;
    for (const Span& sentence : in.draft.prose.sentences()) {
        const auto found = in.draft.prose.find_any(list_of(in.norm, "resource_words"), sentence);
        if (!found) continue;
        out.outcome = "met";
        out.message = "Văn bản có nêu nguồn lực thực hiện";
        add(out, passage(in.draft, sentence));
        return out;
    }
    out.outcome = "breached";
    out.message = "Văn bản triển khai chưa nêu nguồn lực (kinh phí, nhân lực, phương tiện)";
    return out;
}

Seen time_limit(const AnalyserInput& in) {
    if (!in.draft.implements) return no_superior();
    Fulfilled f;
    for (const auto& task : own_tasks(in.norm, in.draft)) {
        ++f.tasks;
        if (task.has_time) {
            ++f.good;
            continue;
        }
        const Span clause = clause_of(in, task);
        f.gaps.push_back(in.draft.prose.find_any(list_of(in.norm, "vague_time"), clause).value_or(clause));
    }
    return verdict(in, f, "có hạn hoặc chu kỳ", "chưa có ngày (“sớm”, “kịp thời” không phải hạn)");
}

Seen assignment(const AnalyserInput& in) {
    if (!in.draft.implements) return no_superior();
    Fulfilled f;
    for (const auto& task : own_tasks(in.norm, in.draft)) {
        ++f.tasks;
        const Span clause = clause_of(in, task);
        const auto vague = in.draft.prose.find_any(list_of(in.norm, "vague_body"), clause);
        const bool named = (task.lead && !vague) || named_body(in.norm, in.draft, clause);
        if (named) {
            ++f.good;
            continue;
        }
        f.gaps.push_back(vague.value_or(clause));
    }
    return verdict(in, f, "nêu rõ nơi chịu trách nhiệm",
                   "chưa nêu đích danh ai làm (“các cơ quan liên quan” không phải một nơi)");
}

}  // namespace sauro::rulebook
