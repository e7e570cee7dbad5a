// D3: personnel, allowances and regimes for persons inside a document on a professional matter.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "rulebook/check/analysers.hpp"
#include "rulebook/prose/frames.hpp"

namespace sauro::rulebook {
namespace {

constexpr std::size_t passages_shown = 50;

bool inside(const std::vector<Span>& masks, Span one) {
    return std::ranges::any_of(masks, [&](const Span& m) { return m.start < one.end && one.start < m.end; });
}

}  // namespace

Seen no_personnel_policy(const AnalyserInput& in) {
    const Draft& draft = in.draft;
    const Prose& prose = draft.prose;
    Seen out;
    const std::string type = draft.document.document_type ? text::canonical(*draft.document.document_type) : "";
    const auto& outside = list_of(in.norm, "exempt_types");
    if (outside.contains(type)) {
        out.outcome = "not_applicable";
        out.message = fmt::format("Loại “{}” không quy định về chuyên môn", type);
        return out;
    }
    std::string subject = draft.document.subject ? text::canonical(*draft.document.subject) : "";
    if (subject.empty()) {
        out.outcome = "cannot_tell";
        out.message = "Chưa đọc ra trích yếu nên chưa biết văn bản có phải về chuyên môn";
        out.missing = "trích yếu nội dung";
        return out;
    }
    {
        const Prose line(subject);
        const Span whole{0, subject.size()};
        const auto masks = line.all(list_of(in.norm, "neutral_subjects"), whole);
        for (const Span& own : line.all(list_of(in.norm, "own_subjects"), whole)) {
            if (inside(masks, own)) continue;
            out.outcome = "not_applicable";
            out.message = fmt::format("Văn bản có chủ đề là cán bộ, chế độ, chính sách (“{}”)", line.of(own));
            return out;
        }
        // "Kết luận … tại cuộc họp về tiếp công dân" speaks of one matter.
        const auto about = line.find("về", whole);
        const Span matter{about ? about->end : whole.start, whole.end};
        if (const auto wide = line.find_any(list_of(in.norm, "general_subjects"), matter)) {
            out.outcome = "not_applicable";
            out.message = fmt::format("Văn bản bàn nhiều việc (“{}”), không riêng một chuyên môn", line.of(*wide));
            return out;
        }
    }
    if (prose.sentences().empty()) {
        out.outcome = "cannot_tell";
        out.message = "Văn bản chưa có nội dung";
        out.missing = "nội dung văn bản";
        return out;
    }
    const Frames& frames = *in.norm.frames;
    const std::size_t title_end = prose.byte(draft.title_end());
    std::size_t places = 0, clauses = 0;
    std::vector<Finding::Passage> doubtful;
    std::string words, doubtful_words;
    for (const Span& sentence : prose.sentences()) {
        if (sentence.end <= title_end) continue;
        if (prose.starts_with_any(list_of(in.norm, "grounds"), sentence)) continue;
        for (const Span& clause : prose.clauses(sentence)) {
            constexpr std::size_t few = 6;
            if (count_words(prose.of(clause)) >= few) ++clauses;
            const auto reading = frames.weigh(prose, clause);
            if (reading.sum < frames.maybe()) continue;
            const bool sure = reading.sum >= frames.sure();
            auto& told = sure ? words : doubtful_words;
            auto& passages = sure ? out.passages : doubtful;
            if (told.empty()) told = fmt::format("“{}”", fmt::join(heaviest(prose, reading.signs), " … "));
            if (passages.size() < passages_shown) passages.push_back(passage(draft, clause));
            places += sure ? 1 : 0;
        }
    }
    out.measured = fmt::format("{}", places);
    out.limit = "0";
    // What fills the text is its matter, whatever its subject is called.
    constexpr std::size_t several = 3;
    if (places >= several && places * 2 >= clauses) {
        out.passages.clear();
        out.outcome = "cannot_tell";
        out.message =
            fmt::format("{}/{} ý nói về cán bộ, chế độ, chính sách: có thể đó chính là chủ đề", places, clauses);
        out.missing = "trích yếu nói rõ văn bản về việc gì";
        return out;
    }
    if (places == 0 && !doubtful.empty()) {
        out.outcome = "cannot_tell";
        out.message =
            fmt::format("{} chỗ có thể đặt việc cán bộ, chế độ hoặc chính sách ({})", doubtful.size(), doubtful_words);
        out.missing = "người soạn xem các chỗ nêu ra có phải quy định về cán bộ, chế độ";
        out.passages = std::move(doubtful);
        return out;
    }
    out.outcome = places > 0 ? "breached" : "met";
    out.message = places > 0
                      ? fmt::format("{} chỗ đặt việc cán bộ, chế độ hoặc chính sách trong văn bản về chuyên môn ({}{})",
                                    places, places > 1 ? "chỗ đầu: " : "", words)
                      : "Chưa thấy nội dung cán bộ, chế độ, chính sách trong văn bản về chuyên môn";
    return out;
}

}  // namespace sauro::rulebook
