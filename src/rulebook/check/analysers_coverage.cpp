// D10: a document that carries out a superior one turns what is asked into tasks of its own.
#include <fmt/format.h>

#include <algorithm>

#include "rulebook/superior/figure_pairs.hpp"
#include "rulebook/superior/task_coverage.hpp"

namespace sauro::rulebook {
namespace {

constexpr std::size_t passages_shown = 50;

// "Số hộ dùng nước sạch đạt 78%" among the draft's targets answers a task that asks a figure, though no task of its own
// takes it up: people are to say. Where in the superior those figures stand.
std::vector<Span> figures_answered(const AnalyserInput& in, const docread::Document& superior) {
    std::vector<Span> out;
    const auto weights = PairWeights::read(list_of(in.norm, "figure_weights"), figure_sign_names);
    if (!weights) return out;  // proven when the norm was loaded
    const FigurePairs& figures = figure_pairs(in.norm, in.draft, superior);
    for (const FigurePair& pair : figures.pairs) {
        const Span there = figures.theirs[pair.theirs].q.span;
        const bool known = std::ranges::find(out, there.start, &Span::start) != out.end();
        if (!known && weights->sum(pair.signs) >= weights->sure()) out.push_back(there);
    }
    return out;
}

// "Người đứng đầu có trách nhiệm lãnh đạo, chỉ đạo tăng cường …": how leaders are to act, not a deed to plan; whether a
// draft answers it people are to say.
bool asks_how_to_lead(const std::string& task) {
    static const Phrases duties = {"có trách nhiệm lãnh đạo", "chịu trách nhiệm lãnh đạo", "thường xuyên lãnh đạo",
                                   "tự chịu trách nhiệm", "quán xuyến"};
    const Prose prose(task);
    return prose.find_any(duties, {0, task.size()}).has_value();
}

// "Xây dựng quy định thực hiện chuyển đổi số" asks for a text of rules; "số hóa 96% văn bản" is another deed.
bool asks_another_paper(const std::string& task, const std::string& own) {
    static const Phrases making = {"xây dựng", "ban hành", "sửa đổi", "hoàn thiện", "bổ sung", "soạn thảo"};
    static const Phrases rules = {"quy định", "quy chế", "nội quy", "quy trình", "quy ước", "hương ước"};
    static const Phrases made = {"xây dựng", "ban hành", "sửa",     "hoàn thiện", "bổ sung", "soạn", "lập",  "viết",
                                 "gộp",      "đặt ra",   "rà soát", "thông qua",  "ký",      "ra",   "trình"};
    static const Phrases papers = {"quy định", "quy chế",  "nội quy", "quy trình", "quy ước", "hương ước",
                                   "quy tắc",  "nội dung", "văn bản", "bảng",      "bản",     "hướng dẫn"};
    constexpr std::size_t next = 24;  // bytes between the deed and what it makes
    const Prose asked(task), told(own);
    const Span all{0, own.size()};
    const auto makes_rules = [&](const Span& deed) {
        return asked.find_any(rules, {deed.end, std::min(task.size(), deed.end + next)}).has_value();
    };
    return std::ranges::any_of(asked.all(making, {0, task.size()}), makes_rules) &&
           !(told.find_any(papers, all) && told.find_any(made, all));
}

// "Tổ chức hội nghị năm 2026 theo Kết luận …": of a directive about many things it takes up a part.
bool takes_a_part(const AnalyserInput& in, std::size_t covered, std::size_t total) {
    constexpr std::size_t many = 10, few_of_ten = 4, opening = 24;
    const auto& subject = in.draft.document.subject;
    if (!subject || total < many || covered * 10 >= total * few_of_ten) return false;
    const std::string words = text::canonical(*subject);
    return !Prose(words).find_any(list_of(in.norm, "implementing_words"), {0, std::min(words.size(), opening)});
}

// "Căn cứ Kế hoạch số 118/KH-UBND …" and nowhere else: a ground, which need not be carried out task by task.
bool only_a_ground(const AnalyserInput& in, const docread::Document& superior) {
    if (!superior.symbol || superior.symbol->empty()) return false;
    const Prose& prose = in.draft.prose;
    const std::string symbol = text::canonical(*superior.symbol);
    const Span whole{0, prose.text().size()};
    auto at = prose.find(symbol, whole);
    if (!at) return false;
    for (; at; at = prose.find(symbol, {at->end, whole.end})) {
        const auto after = std::ranges::upper_bound(prose.paragraphs(), at->start, {}, &Span::start);
        if (after == prose.paragraphs().begin() ||
            !prose.starts_with_any(list_of(in.norm, "grounds"), *std::prev(after)))
            return false;
    }
    return true;
}

}  // namespace

Seen concretise(const AnalyserInput& in) {
    if (!in.draft.implements) return no_superior();
    const auto& tasks = own_tasks(in.norm, in.draft);
    Seen out;
    if (tasks.empty() && !carries_out(in.norm, in.draft)) {
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
    std::size_t total = 0, covered = 0, copied = 0, doubtful = 0;
    std::vector<Finding::Passage> gaps, doubts;
    bool unreadable = false;
    for (const auto& superior : in.draft.context.against) {
        unreadable = unreadable || superior.ocr.suspect;
        std::optional<std::vector<Span>> answered;
        const auto told_as_target = [&](Span task) {
            if (!answered) answered = figures_answered(in, superior);
            return std::ranges::any_of(*answered,
                                       [&](const Span& s) { return task.start <= s.start && s.end <= task.end; });
        };
        coverage_of(in.norm, in.draft, superior);
        const bool ground = only_a_ground(in, superior);
        for (auto& match : in.draft.covered.at(&superior)->rows) {  // the table says what this finding counts
            if (!match.row.addressed) continue;
            ++total;
            const auto& task = match.row.superior;
            if (match.row.state == "gap" &&
                (ground || asks_how_to_lead(task.text) || told_as_target(match.superior.span)))
                match.row.state = "doubtful";
            if (match.row.state == "covered" && match.row.own && asks_another_paper(task.text, match.row.own->text))
                match.row.state = "doubtful";
            if (match.row.state == "covered") {
                ++covered;
                continue;
            }
            const bool doubt = match.row.state == "doubtful";
            Finding::Passage gap;
            // What is copied, or may carry it out, is shown beside it.
            if (match.own && (match.sure || doubt))
                gap = passage(in.draft, *match.own);
            else
                gap.quote = task.text;
            copied += match.row.state == "copied" ? 1 : 0;
            gap.other = {superior.file, task.start, task.end};
            doubtful += doubt ? 1 : 0;
            (doubt ? doubts : gaps).push_back(std::move(gap));
        }
    }
    // What it leaves may be another's.
    const bool part = copied == 0 && takes_a_part(in, covered, total);
    if (part) {
        doubtful += gaps.size();
        std::ranges::move(gaps, std::back_inserter(doubts));
        gaps.clear();
        for (const auto& superior : in.draft.context.against) {
            for (auto& match : in.draft.covered.at(&superior)->rows) {
                if (match.row.addressed && match.row.state == "gap") match.row.state = "doubtful";
            }
        }
    }
    // What is sure is told; doubts alone are shown as such.
    for (auto& one : gaps.empty() ? doubts : gaps)
        if (out.passages.size() < passages_shown) out.passages.push_back(std::move(one));
    if (total == 0) {
        out.outcome = "cannot_tell";
        out.message = "Chưa đọc ra nhiệm vụ nào trong văn bản cấp trên để đối chiếu";
        out.missing = unreadable ? "bản đọc được của văn bản cấp trên" : "danh sách nhiệm vụ của văn bản cấp trên";
        return out;
    }
    out.measured = fmt::format("{}/{}", covered, total);
    out.limit = "100%";
    out.outcome = covered == total ? "met" : gaps.empty() ? "cannot_tell" : "breached";
    if (covered == total) {
        out.message = fmt::format("Cả {} việc của văn bản cấp trên đều có nhiệm vụ tương ứng", total);
        return out;
    }
    if (gaps.empty())
        out.missing = part ? "phần việc mà văn bản này nhận" : "người đối chiếu từng việc với văn bản cấp trên";
    out.message = fmt::format("{}/{} việc của văn bản cấp trên đã cụ thể thành nhiệm vụ của cấp mình", covered, total);
    if (copied > 0) out.message += fmt::format("; {} việc chép nguyên lời", copied);
    if (const auto unseen = gaps.size() - copied; unseen > 0) out.message += fmt::format("; {} việc chưa thấy", unseen);
    if (doubtful > 0) out.message += fmt::format("; {} việc cần người đối chiếu", doubtful);
    return out;
}

}  // namespace sauro::rulebook
