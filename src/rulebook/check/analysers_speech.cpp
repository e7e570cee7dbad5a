// M20: a prepared speech is short and to the point, lists no achievements and retells no events.
#include <fmt/format.h>

#include <algorithm>

#include "base/number.hpp"

#include "rulebook/check/analysers.hpp"

namespace sauro::rulebook {
namespace {

constexpr std::size_t head_bytes = 600;  // where a speech says that it is one
constexpr std::size_t fewest_words = 4;  // a heading or a number is no sentence

// By its declared type, or by how it begins.
bool is_speech(const AnalyserInput& in) {
    const auto& types = list_of(in.norm, "speech_types");
    if (in.draft.document.document_type) {
        const std::string type = text::canonical(*in.draft.document.document_type);
        return types.contains(type);
    }
    const auto& sentences = in.draft.prose.sentences();
    if (sentences.empty()) return false;
    const std::size_t start = sentences.front().start;
    return in.draft.prose.find_any(types, {start, std::min(sentences.back().end, start + head_bytes)}).has_value();
}

Seen no_speech() { return {"not_applicable", "Không phải bài phát biểu, tham luận", {}, {}, {}, {}}; }

Seen empty() {
    Seen out;
    out.outcome = "cannot_tell";
    out.message = "Bài phát biểu chưa có câu nào";
    out.missing = "nội dung bài phát biểu";
    return out;
}

// Sentences and the items of a list, in order.
std::vector<Span> items(const Prose& prose) {
    std::vector<Span> out;
    for (const Span& sentence : prose.sentences()) {
        for (const Span& clause : prose.clauses(sentence)) {
            if (count_words(prose.of(clause)) >= fewest_words) out.push_back(clause);
        }
    }
    return out;
}

// The longest row of neighbours in which one of the phrases stands.
std::pair<std::size_t, std::size_t> longest_run(const Prose& prose, const std::vector<Span>& spans,
                                                const Phrases& phrases) {
    std::pair<std::size_t, std::size_t> best{0, 0};  // first, count
    std::size_t first = 0, count = 0;
    for (std::size_t i = 0; i < spans.size(); ++i) {
        if (!prose.find_any(phrases, spans[i])) {
            count = 0;
            continue;
        }
        if (count == 0) first = i;
        ++count;
        if (count > best.second) best = {first, count};
    }
    return best;
}

}  // namespace

// Measures, never a verdict: 226 sets no number of words. The parameter is the pace of speaking, words a minute.
Seen speech_brief(const AnalyserInput& in) {
    if (!is_speech(in)) return no_speech();
    const Prose& prose = in.draft.prose;
    std::size_t words = 0, sentences = 0, longest = 0;
    for (const Span& sentence : prose.sentences()) {
        const std::size_t size = count_words(prose.of(sentence));
        words += size;
        sentences += size >= fewest_words ? 1 : 0;
        longest = std::max(longest, size);
    }
    if (sentences == 0) return empty();
    const auto pace = in.limit ? std::max<std::int64_t>(1, in.limit->numerator() / in.limit->denominator()) : 150;
    const std::int64_t minutes = (static_cast<std::int64_t>(words) + pace - 1) / pace;
    Seen out;
    out.outcome = "cannot_tell";
    out.measured = fmt::format("{}", minutes);
    out.missing = "giới hạn: văn bản gốc không đặt con số, người nói xem xét";
    out.message = fmt::format("Đọc hết khoảng {} phút ({} từ, {} câu, câu dài nhất {} từ)", base::vi_number(minutes),
                              base::vi_number(words), base::vi_number(sentences), base::vi_number(longest));
    return out;
}

// A figure or two is no list: a warning begins with more neighbours than the parameter allows.
Seen no_achievements(const AnalyserInput& in) {
    if (!is_speech(in)) return no_speech();
    const Prose& prose = in.draft.prose;
    const auto spans = items(prose);
    if (spans.empty()) return empty();
    const auto allowed =
        in.limit ? static_cast<std::size_t>(in.limit->numerator() / in.limit->denominator()) : std::size_t{2};
    const auto praised = longest_run(prose, spans, list_of(in.norm, "achievement_words"));
    const auto told = longest_run(prose, spans, list_of(in.norm, "narrative_words"));
    Seen out;
    out.measured = fmt::format("{}", std::max(praised.second, told.second));
    out.limit = fmt::format("{}", allowed);
    out.outcome = "met";
    out.message = "Không thấy đoạn kể thành tích hay thuật diễn biến";
    std::string found;
    for (const auto& [run, what] : {std::pair(praised, "kể thành tích"), std::pair(told, "thuật diễn biến")}) {
        if (run.second <= allowed) continue;
        out.outcome = "breached";
        found += fmt::format("{}{} ý liền nhau {}", found.empty() ? "" : "; ", run.second, what);
        out.passages.push_back(passage(in.draft, {spans[run.first].start, spans[run.first + run.second - 1].end}));
    }
    if (!found.empty()) out.message = "Bài phát biểu có " + found;
    return out;
}

}  // namespace sauro::rulebook
