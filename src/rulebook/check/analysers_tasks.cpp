// D10: the tasks of a document that carries out a superior one have resources, time and a responsible body.
#include <fmt/format.h>

#include <algorithm>

#include "rulebook/prose/outline.hpp"
#include "rulebook/superior/task_coverage.hpp"

namespace sauro::rulebook {
namespace {

constexpr std::size_t passages_shown = 50;

void add(Seen& seen, Finding::Passage one) {
    if (seen.passages.size() < passages_shown) seen.passages.push_back(std::move(one));
}

struct Fulfilled {
    std::size_t tasks = 0, good = 0;
    std::size_t not_asked = 0;  // tasks that need none and have none
    std::vector<Span> gaps;
    std::vector<Span> copied;  // tasks in the superior's own words: none of the draft's own
};

// A directive, a guide, a set of rules speaks to whoever it is meant for, and each of them sees to it: that a line
// names nobody, or no day, is no fault by itself. And where most of what is asked stands in some tasks and is missed in
// many, it may stand where it is not read.
bool people_are_to_say(const AnalyserInput& in, const Fulfilled& f) {
    const auto& type = in.draft.document.document_type;
    if (f.good == 0 || f.gaps.empty()) return false;
    if (type && list_of(in.norm, "rules_for_all").contains(text::canonical(*type))) return true;
    constexpr std::size_t many = 4;
    return f.gaps.size() >= many && f.gaps.size() * 5 > f.tasks * 2;
}

Seen verdict(const AnalyserInput& in, const Fulfilled& f, std::string_view each, std::string_view lack) {
    Seen out;
    if (f.tasks == 0 && !f.copied.empty()) {
        out.outcome = "breached";
        out.measured = fmt::format("0/{}", f.copied.size());
        out.limit = "100%";
        out.message =
            fmt::format("Cả {} nhiệm vụ chép nguyên lời văn bản cấp trên; chưa có nhiệm vụ nào của cấp mình {}",
                        f.copied.size(), each);
        for (const Span& one : f.copied) add(out, passage(in.draft, one));
        return out;
    }
    if (f.tasks == 0 && carries_out(in.norm, in.draft)) {
        out.outcome = "cannot_tell";
        out.message = "Văn bản có làm việc cấp trên giao nhưng chưa tách được từng nhiệm vụ";
        out.missing = fmt::format("người đọc xem từng việc đã {} chưa", each);
        return out;
    }
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
    if (people_are_to_say(in, f)) {
        out.outcome = "cannot_tell";
        out.missing = fmt::format("người đọc xem {} chỗ nêu ra có cần {} không", f.gaps.size(), each);
    }
    // Two norms count the same tasks: what one leaves aside is told.
    if (f.not_asked > 0) out.message += fmt::format("; {} việc khác không cần ghi", f.not_asked);
    return out;
}

// Tasks whose sentences are a superior's, word for word: none of one's own (226 2.1, third dash).
class Copies {
  public:
    explicit Copies(const Draft& draft) : draft_(draft) {}

    bool hold(Span task) {
        if (task.empty() || draft_.context.against.empty()) return false;
        if (superiors_.empty()) {
            for (const auto& superior : draft_.context.against) superiors_.push_back(in_a_row(superior.text));
        }
        // A doer or a day of its own beside the copied words stands in the same sentence.
        const Span said{std::min(task.start, sentence_at(task.start, task).start),
                        std::max(task.end, sentence_at(task.end - 1, task).end)};
        constexpr std::ptrdiff_t least = 10;  // words; fewer may be alike by chance
        const std::string own = in_a_row(draft_.prose.of({draft_.prose.first_word(said), said.end}));
        return std::ranges::count(own, ' ') > least &&
               std::ranges::any_of(superiors_, [&](const auto& theirs) { return theirs.contains(own); });
    }

  private:
    // " word word word ": a stretch of words is looked for as a whole.
    static std::string in_a_row(std::string_view text) {
        std::string out = " ";
        for (const auto& word : text::folded_syllables(text)) out += word + ' ';
        return out;
    }

    Span sentence_at(std::size_t at, Span otherwise) const {
        const auto& all = draft_.prose.sentences();
        const auto after = std::ranges::upper_bound(all, at, {}, &Span::start);
        return after == all.begin() ? otherwise : *std::prev(after);
    }

    const Draft& draft_;
    std::vector<std::string> superiors_;
};

// "\"Làm điểm\" là chọn nơi có khó khăn thật …" says what a word means; "STT | Việc | Phòng chủ trì" names columns.
bool defines(const Prose& prose, Span line) {
    static const Phrases columns = {"stt", "tt"}, means = {"là"};
    const auto text = prose.of(line);
    if (prose.starts_with_any(columns, line) && text.find('|') != std::string_view::npos) return true;
    const std::size_t word = prose.first_word(line) - line.start;
    constexpr std::size_t mark = 4;  // bytes of a quotation mark and the blank before it
    const auto before = text.substr(word > mark ? word - mark : 0, std::min(word, mark));
    return (before.ends_with('"') || before.ends_with("“")) && prose.find_any(means, line);
}

// A title above what is to be done ("2. Số hóa", "Về giao quyền cho chi bộ."), a leave, a closing formula: it sets no
// task, so neither term nor doer is missed.
bool sets_nothing(const AnalyserInput& in, const OwnTask& task) {
    if (task.span.empty()) return false;
    const Prose& prose = in.draft.prose;
    const Span work{prose.first_word(task.span), task.span.end};
    if (prose.find_any(list_of(in.norm, "no_demand"), work)) return true;
    if (text::canonical(task.work).starts_with("không ")) return true;  // what is forbidden has no last day
    if (task.vague_time || task.vague_body) return false;
    const Span line = task.paragraph.empty() ? task.span : task.paragraph;
    if (defines(prose, line) || label_in_brackets(in.norm, prose, line)) return true;
    return is_title(prose, task.paragraph.empty() ? task.span : task.paragraph) || is_title(prose, task.span);
}

// "Đồng chí Phó Bí thư phụ trách dự án đường trục": who stands for it, for as long as it lasts.
bool stands_for_it(const AnalyserInput& in, const OwnTask& task) {
    static const Phrases standing = {"phụ trách",  "trực tiếp phụ trách", "làm đầu mối",
                                     "là đầu mối", "chỉ đạo chung",       "phụ trách chung"};
    static const Phrases names = {"phân công", "cử", "giao"};
    if (task.span.empty() || task.vague_time) return false;
    const std::string work = text::canonical(task.work);
    const Prose line(work);
    const Span whole{0, work.size()};
    return line.starts_with_any(standing, whole) ||
           (line.starts_with_any(names, whole) && line.find_any(standing, whole)) ||
           (in.draft.prose.starts_with_any(names, task.span) && in.draft.prose.find_any(standing, task.span));
}

// "Trường hợp phải sơ tán, Công an xã …", "Hộ nào vắng nhà thì …": the case sets the time. "Ngân sách xã chi 62 triệu
// đồng" tells where money comes from.
bool time_not_asked(const AnalyserInput& in, const OwnTask& task) {
    static const Phrases cases = {"nếu", "trường hợp", "khi", "hễ"}, any = {"nào"}, then = {"thì"};
    static const Phrases money = {"triệu đồng", "tỷ đồng", "kinh phí", "chi phí"};
    static const Phrases from = {"nguồn", "ngân sách", "dự toán", "chi trả", "cùng chịu", "chi"};
    if (task.span.empty() || task.vague_time) return false;
    const Prose& prose = in.draft.prose;
    const auto after = std::ranges::upper_bound(prose.sentences(), task.span.start, {}, &Span::start);
    const Span sentence = after == prose.sentences().begin() ? task.span : *std::prev(after);
    // The clause of the task: what stands behind a semicolon is another's.
    const auto text = prose.of({sentence.start, std::max(sentence.start, task.span.start)});
    const auto stop = text.find_last_of(';');
    Span clause{stop == std::string_view::npos ? sentence.start : sentence.start + stop + 1,
                std::max(sentence.end, task.span.end)};
    if (const auto end = prose.of(clause).find(';'); end != std::string_view::npos) clause.end = clause.start + end;
    const bool paid = prose.find_any(money, clause) && prose.find_any(from, clause);
    if (paid || task.vague_body) return paid;
    if (prose.starts_with_any(cases, clause)) return true;
    const auto which = prose.find_any(any, clause);
    return which && prose.find_any(then, {which->end, clause.end});
}

// "Phát biểu khai mạc không quá 07 phút", "Họp nghiệp vụ: tối đa sáu giờ; họp chủ trương: một buổi": how long things
// may last binds whoever holds them.
bool binds_all(const AnalyserInput& in, const OwnTask& task) {
    static const Phrases limit = {"không quá", "tối đa"}, minutes = {"phút"};
    static const Phrases meetings = {"họp",    "hội nghị",  "phát biểu", "tham luận", "khai mạc",
                                     "bế mạc", "thảo luận", "kết luận",  "quán triệt"};
    static const Phrases units = {"phút", "giờ", "buổi", "ngày", "nửa ngày"};
    if (task.span.empty() || task.vague_body) return false;
    const Prose& prose = in.draft.prose;
    const auto bound = prose.find_any(limit, task.span);
    constexpr std::size_t opening = 40, near = 12;
    if (bound && bound->start < task.span.start + opening &&
        prose.find_any(minutes, {bound->end, std::min(task.span.end, bound->end + near)}))
        return true;
    if (!prose.starts_with_any(meetings, task.span)) return false;
    constexpr std::size_t few = 9;  // words of a length that is told
    std::size_t start = task.span.start;
    for (std::size_t i = start; i <= task.span.end; ++i) {
        if (i < task.span.end && prose.text()[i] != ';') continue;
        const Span part = prose.trimmed({start, i});
        start = i + 1;
        if (!part.empty() && (count_words(prose.of(part)) > few + few || !prose.find_any(units, part))) return false;
        const auto colon = prose.of(part).rfind(':');
        const Span said{colon == std::string_view::npos ? part.start : part.start + colon, part.end};
        if (!part.empty() && count_words(prose.of(said)) > few + few / 2) return false;
    }
    return true;
}

Span clause_of(const AnalyserInput& in, const OwnTask& task) {
    return task.span.empty() ? in.draft.prose.sentences().front() : task.span;
}

}  // namespace

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
    Copies copies(in.draft);
    const bool general = general_time(in.norm, in.draft).has_value();
    for (const auto& task : own_tasks(in.norm, in.draft)) {
        if (sets_nothing(in, task)) continue;
        if (!task.has_time && (stands_for_it(in, task) || time_not_asked(in, task))) {
            ++f.not_asked;
            continue;
        }
        if (copies.hold(task.span)) {
            f.copied.push_back(clause_of(in, task));
            continue;
        }
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
    Copies copies(in.draft);
    for (const auto& task : own_tasks(in.norm, in.draft)) {
        if (sets_nothing(in, task)) continue;
        const bool none_said = task.source == OwnTask::Source::clause && !task.vague_body && !task.lead;
        if (none_said || (!task.doer() && binds_all(in, task))) {
            ++f.not_asked;
            continue;
        }
        const Span clause = clause_of(in, task);
        if (copies.hold(task.span)) {
            f.copied.push_back(clause);
            continue;
        }
        ++f.tasks;
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
