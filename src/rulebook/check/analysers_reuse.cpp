// D7: a draft that repeats its superior, and whether it says why it is needed.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "reuse/reuse.hpp"
#include "rulebook/check/analysers.hpp"

namespace sauro::rulebook {
namespace {

constexpr std::size_t passages_shown = 50;
constexpr std::int64_t thousand = 1000;

Rational per_thousand(double share) { return Rational(std::llround(share * thousand), thousand); }

std::string percent(const Rational& share) { return fmt::format("{}%", share.numerator() * 100 / share.denominator()); }

// What the document says: from behind its title to the list of recipients. Heads and signatures are alike everywhere.
Span body_of(const Draft& draft) {
    const std::size_t start = draft.prose.byte(draft.title_end());
    return {start, std::max(start, draft.prose.body_end())};
}

// The body with its frame blanked out, byte for byte: headings, legal bases, the sentence that says what is carried
// out, closing formulae are alike in every document of a kind.
std::string own_words(const Norm& norm, const Draft& draft) {
    const Prose& prose = draft.prose;
    const Span body = body_of(draft);
    std::string out(prose.of(body));
    const auto& frame = list_of(norm, "frame");
    for (const Span& paragraph : prose.paragraphs()) {
        if (paragraph.start < body.start || paragraph.end > body.end) continue;
        const auto text = prose.of(paragraph);
        constexpr std::size_t heading_words = 12;
        const bool heading =
            count_words(text) <= heading_words && std::string_view(".;,").find(text.back()) == std::string_view::npos;
        const bool formula = text.ends_with(':') || !opens_item(text);
        const bool framed = formula && prose.starts_with_any(frame, paragraph);
        if (!heading && !framed) continue;
        std::fill_n(out.begin() + static_cast<std::ptrdiff_t>(paragraph.start - body.start), text.size(), ' ');
    }
    return out;
}

// Below this a passage was worked over: other doers, other figures, words of its own between. Of real copies it is
// above 0.8, of texts that turn each task into one of their own below 0.7.
constexpr double copied_likeness = 0.75;

struct Copied {
    Rational share;
    const docread::Document* superior = nullptr;
    reuse::Comparison compared;
};

// The superior that holds most of the draft.
std::optional<Copied> most_copied(const Norm& norm, const Draft& draft) {
    std::optional<Copied> most;
    const std::string own = own_words(norm, draft);
    for (const auto& superior : draft.context.against) {
        if (superior.text.empty()) continue;
        auto compared = reuse::compare(own, superior.text);
        double taken = 0, alike = 0;
        for (const auto& p : compared.passages) {
            const auto size = static_cast<double>(p.a.end - p.a.start);
            alike += size;
            if (p.similarity >= copied_likeness) taken += size;
        }
        std::erase_if(compared.passages, [](const auto& p) { return p.similarity < copied_likeness; });
        const Rational share = per_thousand(alike > 0 ? compared.a_in_b * taken / alike : 0);
        if (!most || share > most->share) most = Copied{share, &superior, std::move(compared)};
    }
    return most;
}

std::string named(const docread::Document& document) {
    return document.symbol ? *document.symbol : document.file.empty() ? "văn bản cấp trên" : document.file;
}

}  // namespace

Seen no_copy(const AnalyserInput& in) {
    const Draft& draft = in.draft;
    Seen out;
    const auto most = most_copied(in.norm, draft);
    if (!most) {
        if (!draft.implements) return no_superior();
        out.outcome = "cannot_tell";
        out.message = "Chưa có lời văn của văn bản cấp trên để so";
        out.missing = draft.implemented.empty() ? "văn bản cấp trên" : "lời văn của " + draft.implemented;
        return out;
    }
    const Rational limit = in.limit.value_or(Rational(3, 10));
    out.measured = most->share.text();
    out.limit = limit.text();
    out.outcome = most->share > limit ? "breached" : "met";
    out.message = fmt::format("{} lời văn của dự thảo nằm trong {} (mức nhắc {}; không tính căn cứ, công thức chung)",
                              percent(most->share), named(*most->superior), percent(limit));
    if (out.outcome == "met") return out;
    const text::CodepointIndex theirs(most->superior->text);
    for (const auto& p : most->compared.passages) {
        if (out.passages.size() >= passages_shown) break;
        const std::size_t start = body_of(draft).start;
        Finding::Passage one = passage(draft, {start + p.a.start, start + p.a.end});
        one.other = {most->superior->file, theirs.codepoint_at(p.b.start), theirs.codepoint_at(p.b.end)};
        out.passages.push_back(std::move(one));
    }
    return out;
}

// The five questions stand in the remedy; what the text itself answers is measured, the rest a person answers.
Seen necessity(const AnalyserInput& in) {
    const Draft& draft = in.draft;
    const Prose& prose = draft.prose;
    Seen out;
    const auto& outside = list_of(in.norm, "exempt_types");
    const std::string type = draft.document.document_type ? text::canonical(*draft.document.document_type) : "";
    if (outside.contains(type)) {
        out.outcome = "not_applicable";
        out.message = fmt::format("Loại “{}” không đặt việc mới", type);
        return out;
    }
    bool why = false, resources = false, time = false, body = false;
    for (const Span& sentence : prose.sentences()) {
        why = why || prose.find_any(list_of(in.norm, "why_words"), sentence);
        resources = resources || prose.find_any(list_of(in.norm, "resource_words"), sentence);
    }
    for (const auto& task : own_tasks(in.norm, draft)) {
        time = time || task.has_time;
        body = body || task.lead;
    }
    std::string open;
    std::size_t answered = 0;
    const auto question = [&](bool there, std::string_view words) {
        if (there)
            ++answered;
        else
            open += fmt::format("{}{}", open.empty() ? "" : "; ", words);
    };
    question(why, "vì sao cần ban hành");
    question(false, "thêm gì so với văn bản đã có");
    question(resources, "nguồn lực ở đâu");
    question(time, "xong khi nào");
    question(body, "ai chịu trách nhiệm");
    out.outcome = "cannot_tell";
    out.measured = fmt::format("{}/5", answered);
    out.message =
        fmt::format("Lời văn tự trả lời {}/5 câu hỏi về sự cần thiết; người soạn trả lời phần còn lại", answered);
    out.missing = open;
    return out;
}

}  // namespace sauro::rulebook
