// D10: a document that carries out a superior one turns it into tasks of its own, each with resources, time and a
// responsible body.
#include <fmt/format.h>

#include "rulebook/task_coverage.hpp"

namespace sauro::rulebook {
namespace {

constexpr std::size_t passages_shown = 50;

void add(Seen& seen, Finding::Passage one) {
    if (seen.passages.size() < passages_shown) seen.passages.push_back(std::move(one));
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
    const Rational least = in.limit.value_or(Rational(1, 3));
    for (const auto& superior : in.draft.context.against)
        in.draft.covered[&superior] = std::make_shared<const CoverageTable>(cover(in.norm, in.draft, superior, least));
    const auto& tasks = own_tasks(in.norm, in.draft);
    Seen out;
    if (tasks.empty()) {
        out.outcome = "breached";
        out.message = "Văn bản triển khai nhưng chưa có nhiệm vụ nào của cấp mình";
        out.measured = "0";
        return out;
    }
    if (in.draft.context.against.empty()) {
        const std::string named = in.draft.implemented.empty() ? "" : " số " + in.draft.implemented;
        out.outcome = "cannot_tell";
        out.message =
            fmt::format("Văn bản có {} nhiệm vụ của cấp mình; chưa có văn bản cấp trên{} để đối chiếu từng việc",
                        tasks.size(), named);
        out.missing = fmt::format("lời văn của văn bản cấp trên{}", named);
        return out;
    }
    std::size_t total = 0, covered = 0, copied = 0;
    bool unreadable = false;
    for (const auto& superior : in.draft.context.against) {
        unreadable = unreadable || superior.ocr.suspect;
        for (const auto& match : in.draft.covered.at(&superior)->rows) {
            if (!match.row.addressed) continue;
            ++total;
            if ((match.row.own && !match.row.copied) || match.row.by_document) {
                ++covered;
                continue;
            }
            const auto& task = match.row.superior;
            Finding::Passage gap;
            if (match.row.copied) {
                ++copied;
                gap = passage(in.draft, *match.own);
            } else {
                gap.quote = task.text;
            }
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
    if (covered == total) {
        out.message = fmt::format("Cả {} việc của văn bản cấp trên đều có nhiệm vụ tương ứng", total);
        return out;
    }
    out.message = fmt::format("{}/{} việc của văn bản cấp trên đã cụ thể thành nhiệm vụ của cấp mình", covered, total);
    if (copied > 0) out.message += fmt::format("; {} việc chép nguyên lời", copied);
    if (const auto gaps = total - covered - copied; gaps > 0) out.message += fmt::format("; {} việc chưa thấy", gaps);
    return out;
}

Seen resources(const AnalyserInput& in) {
    if (!in.draft.implements) return no_superior();
    Seen out;
    if (const auto sentence = resources_in(in.norm, in.draft)) {
        out.outcome = "met";
        out.message = "Văn bản có nêu nguồn lực thực hiện";
        add(out, passage(in.draft, *sentence));
        return out;
    }
    out.outcome = "breached";
    out.message = "Văn bản triển khai chưa nêu nguồn lực (kinh phí, nhân lực, phương tiện)";
    return out;
}

Seen time_limit(const AnalyserInput& in) {
    if (!in.draft.implements) return no_superior();
    Fulfilled f;
    const bool general = general_time(in.norm, in.draft).has_value();
    for (const auto& task : own_tasks(in.norm, in.draft)) {
        ++f.tasks;
        if (task.has_time || (general && !task.vague_time)) {
            ++f.good;
            continue;
        }
        f.gaps.push_back(task.vague_time.value_or(clause_of(in, task)));
    }
    return verdict(in, f, "có hạn hoặc chu kỳ", "chưa có ngày hoặc kỳ hạn");
}

Seen assignment(const AnalyserInput& in) {
    if (!in.draft.implements) return no_superior();
    Fulfilled f;
    for (const auto& task : own_tasks(in.norm, in.draft)) {
        if (task.source == OwnTask::Source::clause && !task.vague_body && !task.lead) continue;
        ++f.tasks;
        const Span clause = clause_of(in, task);
        if (task.doer() ||
            (!task.vague_body && task.source != OwnTask::Source::item && named_body(in.norm, in.draft, clause))) {
            ++f.good;
            continue;
        }
        f.gaps.push_back(task.vague_body.value_or(clause));
    }
    return verdict(in, f, "nêu rõ nơi chịu trách nhiệm", "chưa nêu đích danh ai làm");
}

}  // namespace sauro::rulebook
