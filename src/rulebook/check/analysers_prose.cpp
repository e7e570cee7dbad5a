// D8: short, clear, with a goal; W6: one lead.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/number.hpp"
#include "rulebook/check/analysers.hpp"
#include "rulebook/prose/frames.hpp"
#include "rulebook/prose/outline.hpp"
#include "text/text.hpp"

namespace sauro::rulebook {
namespace {

constexpr std::size_t passages_shown = 50;
constexpr int contrary = 200;  // hundredths below the doubtful: the concepts speak against what the grammar found

void add(Seen& seen, const Draft& draft, Span span) {
    if (seen.passages.size() < passages_shown) seen.passages.push_back(passage(draft, span));
}

}  // namespace

// Measures, never a verdict: the text sets no number for "ngắn gọn".
Seen brief_clear(const AnalyserInput& in) {
    const Prose& prose = in.draft.prose;
    Seen out;
    std::size_t words = 0, sentences = 0, longest = 0;
    for (const Span& sentence : prose.sentences()) {
        const std::size_t size = count_words(prose.of(sentence));
        words += size;
        if (size < 4) continue;  // numbers, headings of a word or two
        ++sentences;
        longest = std::max(longest, size);
    }
    out.outcome = "cannot_tell";
    if (sentences == 0) {
        out.message = "Văn bản chưa có câu nào để đo";
        out.missing = "nội dung văn bản";
        return out;
    }
    out.measured = fmt::format("{}", words);
    out.missing = "giới hạn: văn bản gốc không đặt con số, người soạn xem xét";
    out.message =
        fmt::format("{}{} từ, {} câu, trung bình {} từ một câu, câu dài nhất {} từ",
                    in.draft.document.pages ? fmt::format("{} trang, ", base::vi_number(*in.draft.document.pages)) : "",
                    base::vi_number(words), base::vi_number(sentences), base::vi_number(words / sentences),
                    base::vi_number(longest));
    return out;
}

Seen long_sentence(const AnalyserInput& in) {
    const Prose& prose = in.draft.prose;
    Seen out;
    const Rational limit = in.limit.value_or(Rational(60));
    const auto most = static_cast<std::size_t>(limit.numerator() / limit.denominator());
    std::size_t longest = 0, count = 0, sentences = 0;
    const auto measure = [&](Span part) {
        part = prose.trimmed(part);
        const std::size_t size = count_words(prose.of(part));
        if (size < 4) return;
        ++sentences;
        longest = std::max(longest, size);
        if (size <= most) return;
        ++count;
        add(out, in.draft, part);
    };
    const std::size_t title_end = prose.byte(in.draft.title_end());
    for (const Span& sentence : prose.sentences()) {
        if (sentence.end <= title_end) continue;
        if (prose.starts_with_any(list_of(in.norm, "outside"), sentence)) continue;
        // "…;" at a line end closes an item of a list.
        std::size_t start = sentence.start;
        for (std::size_t i = sentence.start; i + 1 < sentence.end; ++i) {
            if (prose.text()[i] != ';') continue;
            std::size_t next = i + 1;
            while (next < sentence.end && (prose.text()[next] == ' ' || prose.text()[next] == '\r')) ++next;
            if (next >= sentence.end || prose.text()[next] != '\n') continue;
            measure({start, i + 1});
            start = i + 1;
        }
        measure({start, sentence.end});
    }
    if (sentences == 0) {
        out.outcome = "cannot_tell";
        out.message = "Văn bản chưa có câu nào để đo";
        out.missing = "nội dung văn bản";
        return out;
    }
    out.measured = fmt::format("{}", longest);
    out.limit = fmt::format("{}", most);
    out.outcome = count > 0 ? "breached" : "met";
    out.message =
        count > 0 ? fmt::format("{} câu dài hơn {} từ, câu dài nhất {} từ", base::vi_number(count),
                                base::vi_number(most), base::vi_number(longest))
                  : fmt::format("Câu dài nhất {} từ, mức nhắc {} từ", base::vi_number(longest), base::vi_number(most));
    return out;
}

namespace {

// Clauses of the paragraphs that set tasks, with what the norm's concepts make of each.
struct Weighed {
    Span clause;
    int sum = 0;
    bool named = false;              // the day, period or cycle, in it or in the heading; the body, in it
    std::vector<std::string> words;  // of what the concepts are sure of: those that weigh most
};
std::vector<Weighed> weighed_clauses(const AnalyserInput& in, bool of_time) {
    const Prose& prose = in.draft.prose;
    const Frames& frames = *in.norm.frames;
    std::vector<Weighed> out;
    std::vector<Frame> headings;
    auto sentence = prose.sentences().begin();
    for (const Span& paragraph : working_paragraphs(in.norm, in.draft)) {
        while (sentence != prose.sentences().end() && sentence->end <= paragraph.start) ++sentence;
        for (; sentence != prose.sentences().end() && sentence->start < paragraph.end; ++sentence) {
            for (const Span& clause : prose.clauses(*sentence)) {
                const auto reading = frames.weigh(prose, clause, grammar_of(in.norm, in.draft, clause));
                Weighed one{clause, reading.sum, false, {}};
                const bool introduces = prose.of(clause).ends_with(':');  // what it sets stands below
                if (one.sum < frames.maybe() || reading.signs.empty() || introduces) {
                    if (introduces) one.sum = std::min(one.sum, frames.maybe() - 1);
                    out.push_back(std::move(one));
                    continue;
                }
                if (one.sum >= frames.sure()) one.words = heaviest(prose, reading.signs);
                if (!of_time) {
                    // "Thầy Đạt là đầu mối, phối hợp với các đơn vị liên quan": who leads is said.
                    static const Phrases leads = {"là đầu mối", "làm đầu mối"};
                    one.named = named_body(in.norm, in.draft, clause) || only_recounts(in.norm, in.draft, clause) ||
                                prose.find_any(list_of(in.norm, "names_elsewhere"), clause) ||
                                prose.find_any(leads, clause);
                } else {
                    if (headings.empty()) headings = outline(in.norm, in.draft);
                    const auto after = std::ranges::upper_bound(prose.paragraphs(), clause.start, {}, &Span::start);
                    const auto index = static_cast<std::size_t>(after - prose.paragraphs().begin()) - 1;
                    // "trong một ngày không xa" is no day: what weighs most is left out.
                    const Span word = std::ranges::max(reading.signs, {}, &Sign::weight).span;
                    one.named = headings[index].time || only_recounts(in.norm, in.draft, clause) ||
                                time_said(in.draft, {clause.start, word.start}) ||
                                time_said(in.draft, {word.end, clause.end});
                }
                out.push_back(std::move(one));
            }
        }
    }
    return out;
}

// A few of the words behind it, as the draft has them, each once.
void say(std::vector<std::string>& said, std::string words) {
    constexpr std::size_t most = 3;
    words = text::collapse_space(words);
    if (said.size() < most && std::ranges::find(said, words) == said.end()) said.push_back(std::move(words));
}

// What the grammar of tasks finds, where the concepts do not speak against it; and what the concepts alone are sure of.
Seen vague(const AnalyserInput& in, std::optional<Span> OwnTask::* place, bool of_time, std::string_view what) {
    Seen out;
    const Prose& prose = in.draft.prose;
    const auto& tasks = own_tasks(in.norm, in.draft);
    if (only_tells(in.draft.document)) {
        out.outcome = "not_applicable";
        out.message = "Văn bản không giao việc";
        return out;
    }
    std::vector<Span> found;
    for (const auto& task : tasks) {
        if (task.*place) found.push_back(*(task.*place));
    }
    std::ranges::sort(found, {}, &Span::start);
    const Frames& frames = *in.norm.frames;
    std::vector<Span> sure, doubtful;
    std::vector<std::string> said;
    // From the Centre "các cấp ủy, tổ chức đảng, cơ quan, địa phương" are all there are; "có liên quan" is open still.
    const bool to_all =
        !of_time && issuer_of(in.draft.authority, in.draft.document, in.draft.context).level == "central";
    const auto put_sure = [&](Span span, const std::vector<std::string>& words) {
        if (to_all && !prose.find_any(list_of(in.norm, "group_marks"), span)) return doubtful.push_back(span);
        sure.push_back(span);
        for (const auto& one : words) say(said, one);
    };
    const auto put_found = [&](Span span) { put_sure(span, {std::string(prose.of(span))}); };
    auto next = found.begin();
    for (const Weighed& one : weighed_clauses(in, of_time)) {
        for (; next != found.end() && next->end <= one.clause.start; ++next) put_found(*next);
        if (next != found.end() && next->start < one.clause.end) {
            // A cell of a table has no grammar to weigh.
            const auto text = prose.text();
            const bool cell = next->end < text.size() && (text[next->end] == '\t' || text[next->end] == '|');
            const bool doubt = !cell && one.sum < frames.maybe() - contrary;
            for (; next != found.end() && next->start < one.clause.end; ++next)
                doubt ? doubtful.push_back(*next) : put_found(*next);
        } else if (one.sum >= frames.maybe() && !one.named) {
            one.sum >= frames.sure() ? put_sure(one.clause, one.words) : doubtful.push_back(one.clause);
        }
    }
    for (; next != found.end(); ++next) put_found(*next);
    if (tasks.empty() && sure.empty()) {
        out.outcome = "not_applicable";
        out.message = "Văn bản không giao việc";
        return out;
    }
    for (const Span& one : sure.empty() ? doubtful : sure) add(out, in.draft, one);
    if (sure.empty() && !doubtful.empty()) {
        out.outcome = "cannot_tell";
        out.message = fmt::format("{} chỗ có thể là việc {}", doubtful.size(), what);
        out.missing = "người soạn xem các chỗ nêu ra";
        return out;
    }
    out.measured = fmt::format("{}", sure.size());
    out.limit = "0";
    out.outcome = sure.empty() ? "met" : "breached";
    out.message = sure.empty() ? fmt::format("Không có việc nào trong {} việc {}", tasks.size(), what)
                               : fmt::format("{} chỗ giao việc {}: “{}”", sure.size(), what, fmt::join(said, "”, “"));
    return out;
}

}  // namespace

Seen vague_time(const AnalyserInput& in) {
    return vague(in, &OwnTask::vague_time, true, "chỉ ghi thời gian chung mà không có ngày hoặc kỳ hạn");
}
Seen vague_body(const AnalyserInput& in) { return vague(in, &OwnTask::vague_body, false, "cho nơi không nêu tên"); }

Seen goal(const AnalyserInput& in) {
    static constexpr std::string_view aims_behind_grounds[] = {"và để ", "; nhằm ", ", nhằm ", "; để "};
    const Prose& prose = in.draft.prose;
    Seen out;
    const auto& exempt = list_of(in.norm, "exempt_types");
    const std::string type = in.draft.document.document_type ? text::canonical(*in.draft.document.document_type) : "";
    if (exempt.contains(type)) {
        out.outcome = "not_applicable";
        out.message = fmt::format("Loại “{}” không cần nêu mục tiêu riêng", type);
        return out;
    }
    // What a cell resolves at its monthly meeting is its work of the month.
    const std::string subject = in.draft.document.subject.value_or("");
    if (const Prose line(subject);
        type == "nghị quyết" && line.starts_with_any(list_of(in.norm, "routine_subjects"), {0, subject.size()})) {
        out.outcome = "not_applicable";
        out.message = "Nghị quyết của kỳ sinh hoạt không cần nêu mục tiêu riêng";
        return out;
    }
    if (prose.sentences().empty()) {
        out.outcome = "cannot_tell";
        out.message = "Văn bản chưa có nội dung";
        out.missing = "nội dung văn bản";
        return out;
    }
    const std::size_t title_end = prose.byte(in.draft.title_end());
    std::size_t told = 0;       // sentences of the body so far: the lead is the first of them
    std::optional<Span> maybe;  // tells an outcome without the words for an aim
    for (const Span& sentence : prose.sentences()) {
        if (sentence.end <= title_end) continue;
        // "Căn cứ Nghị quyết … và để mùa khô này không xảy ra vụ cháy nào, Ban Thường vụ yêu cầu:" tells the aim too,
        // and so does "Căn cứ …; nhằm …".
        const bool grounds = prose.starts_with_any(list_of(in.norm, "grounds"), sentence);
        if (grounds && std::ranges::none_of(aims_behind_grounds, [&](std::string_view words) {
                return prose.lower(sentence).find(words) != std::string_view::npos;
            }))
            continue;
        ++told;
        const auto masks = prose.all(list_of(in.norm, "no_goal"), sentence);
        const auto places = prose.all(list_of(in.norm, "goal_words"), sentence);
        const bool words = std::ranges::any_of(places, [&](const Span& place) {
            return std::ranges::none_of(masks,
                                        [&](const Span& m) { return m.start < place.end && place.start < m.end; });
        });
        const auto& openings = list_of(in.norm, "goal_openings");
        bool opening = grounds || prose.starts_with_any(openings, sentence);
        constexpr std::size_t lead = 4;
        if (!words && !opening && told <= lead && prose.find_any(list_of(in.norm, "lead_words"), sentence)) {
            // "…ban hành Kế hoạch … để giảm giấy tờ": the aim inside the sentence that opens the document.
            for (const Span& place : prose.all(openings, sentence)) {
                opening = opening || std::ranges::none_of(masks, [&](const Span& m) {
                              return m.start < place.end && place.start < m.end;
                          });
            }
        }
        constexpr std::size_t begin = 6;
        if (!words && !opening && told <= begin) {
            // "…trong một ngày, để cấp ủy hiểu …": a purpose behind its comma.
            for (const Span& place : prose.all(openings, sentence)) {
                opening = opening || (place.start >= sentence.start + 2 &&
                                      prose.lower({place.start - 2, place.start}) == ", " && masks.empty());
            }
        }
        if (!words && !opening) {
            const bool figure = prose.lower(sentence).find_first_of("0123456789%") != std::string_view::npos;
            const bool orders = prose.find_any(list_of(in.norm, "lead_words"), sentence).has_value() ||
                                named_body(in.norm, in.draft, sentence).has_value();
            // With a day to be ready by it is a task.
            const bool task = opens_item(prose.of(sentence)) && prose.find("trước ngày", sentence);
            if (!maybe && told <= begin && figure && !orders && !task &&
                prose.find_any(list_of(in.norm, "outcome_words"), sentence))
                maybe = sentence;
            continue;
        }
        // A heading alone ("Mục tiêu") names a goal to come; the passage is shown either way.
        out.outcome = "met";
        out.message = "Văn bản có nêu mục tiêu";
        add(out, in.draft, sentence);
        return out;
    }
    const auto& expected = list_of(in.norm, "expected_types");
    if (!expected.contains(type)) {
        out.outcome = "cannot_tell";
        out.message =
            fmt::format("Chưa thấy câu nêu mục tiêu; loại “{}” không bắt buộc có", type.empty() ? "chưa rõ" : type);
        out.missing = "người soạn xem có cần nêu mục tiêu";
        return out;
    }
    if (maybe) {
        out.outcome = "cannot_tell";
        out.message = "Có câu nêu kết quả ở phần đầu nhưng không gọi là mục tiêu";
        out.missing = "người soạn xem câu đó có phải mục tiêu";
        add(out, in.draft, *maybe);
        return out;
    }
    out.outcome = "breached";
    out.message = "Chưa thấy đoạn nào nêu mục tiêu của văn bản";
    return out;
}

namespace {

// Bodies side by side in front of "chủ trì": "Sở A và Sở B", "Sở A, Sở B". One that only takes part ("phối hợp với …")
// is no lead.
std::size_t leads_in(const Norm& norm, const Draft& draft, Span span) {
    const Prose& prose = draft.prose;
    static const Phrases contributors = {"phối hợp", "với", "cùng với", "tham mưu", "đề nghị của", "ý kiến của"};
    if (prose.find_any(contributors, span)) return 1;
    static const std::vector<std::string> openings = {"giao",      "do", "đề nghị",     "yêu cầu",
                                                      "phân công", "và", "các đồng chí"};
    std::size_t leads = 0;
    const auto take = [&](Span part) {
        part = prose.trimmed(part);
        for (bool again = true; again;) {
            again = false;
            for (const auto& word : openings) {
                if (!prose.starts_with(word, part)) continue;
                part.start = prose.find(word, part)->end;
                again = true;
            }
        }
        while (part.start < part.end && !word_byte(prose.text()[part.start])) ++part.start;
        const auto body = named_body(norm, draft, part);
        if (body && body->start == part.start) ++leads;
    };
    std::size_t start = span.start;
    auto conjunction = prose.find("và", span);
    for (std::size_t i = span.start; i < span.end; ++i) {
        const bool at_and = conjunction && conjunction->start == i;
        if (prose.text()[i] != ',' && !at_and) continue;
        take({start, i});
        start = at_and ? conjunction->end : i + 1;
        if (at_and) conjunction = prose.find("và", {start, span.end});
    }
    take({start, span.end});
    return leads;
}

}  // namespace

Seen one_lead(const AnalyserInput& in) {
    const Prose& prose = in.draft.prose;
    Seen out;
    std::size_t named = 0, doubled = 0;
    static const Phrases joint = {"cùng chủ trì", "đồng chủ trì"};
    for (const Span& sentence : prose.sentences()) {
        for (const Span& clause : prose.clauses(sentence)) {
            const auto chair = prose.find("chủ trì", clause);
            if (!chair) continue;
            // "Thành phần: Ông Minh Đức, Phó Chủ tịch, chủ trì; bà Tâm, thư ký" names who sat there.
            static const Phrases opening = {"thành phần"}, sitting = {"thư ký", "chủ tọa"};
            if (prose.starts_with_any(opening, sentence) || prose.find_any(sitting, sentence)) continue;
            // "chủ trì họp", "chủ trì hội nghị" speaks of who chairs, not of who leads the work.
            if (prose.starts_with("họp", {chair->end, clause.end}) ||
                prose.starts_with("hội nghị", {chair->end, clause.end}))
                continue;
            std::size_t from = clause.start;
            for (std::size_t i = clause.start; i < chair->start; ++i) {
                if (prose.text()[i] == ':' || prose.text()[i] == '\n') from = i + 1;
            }
            if (const auto given = prose.find("giao", {from, chair->start})) from = given->end;
            const Span before{from, chair->start};
            if (!named_body(in.norm, in.draft, before)) continue;
            ++named;
            if (prose.find_any(joint, clause) || leads_in(in.norm, in.draft, before) > 1) {
                ++doubled;
                add(out, in.draft, clause);
            }
        }
    }
    if (named == 0) {
        out.outcome = "not_applicable";
        out.message = "Văn bản không có câu nào giao nơi chủ trì";
        return out;
    }
    out.measured = fmt::format("{}", doubled);
    out.limit = "0";
    out.outcome = doubled > 0 ? "breached" : "met";
    out.message = doubled > 0
                      ? fmt::format("{} việc giao cho từ hai nơi cùng chủ trì; mỗi việc chỉ một đầu mối", doubled)
                      : fmt::format("Cả {} việc có nơi chủ trì đều chỉ một đầu mối", named);
    return out;
}

}  // namespace sauro::rulebook
