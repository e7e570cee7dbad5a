// D8: short, clear, with a goal; W6: one lead.
#include <fmt/format.h>

#include <algorithm>

#include "rulebook/analysers.hpp"

namespace sauro::rulebook {
namespace {

constexpr std::size_t passages_shown = 50;

void add(Seen& seen, const Draft& draft, Span span) {
    if (seen.passages.size() < passages_shown) seen.passages.push_back(passage(draft, span));
}

}  // namespace

// Measures, never a verdict: the text sets no number for "ngắn gọn".
Seen brief_clear(const AnalyserInput& in) {
    const Prose& prose = in.draft.prose;
    Seen out;
    std::size_t words = 0, sentences = 0, longest = 0, long_ones = 0, vague = 0;
    const std::size_t limit = in.limit ? static_cast<std::size_t>(in.limit->numerator() / in.limit->denominator()) : 60;
    for (const Span& sentence : prose.sentences()) {
        const std::size_t size = count_words(prose.of(sentence));
        words += size;
        if (size < 4) continue;  // numbers, headings of a word or two
        ++sentences;
        longest = std::max(longest, size);
        if (size > limit) {
            ++long_ones;
            add(out, in.draft, sentence);
        }
    }
    // Where the document carries out nothing, its vague assignments are shown here; where it does, by the norms on time
    // and assignment.
    if (!in.draft.implements) {
        for (const Span& sentence : prose.sentences()) {
            for (const Span& clause : prose.clauses(sentence)) {
                if (!prose.find_any(list_of(in.norm, "directives"), clause)) continue;
                const auto time = prose.find_any(list_of(in.norm, "vague_time"), clause);
                const auto body = prose.find_any(list_of(in.norm, "vague_body"), clause);
                const bool vague_time = time && !states_time(in.draft, clause);
                const bool vague_body = body && !named_body(in.norm, in.draft, clause);
                if (!vague_time && !vague_body) continue;
                ++vague;
                add(out, in.draft, vague_body ? *body : *time);
            }
        }
    }
    if (sentences == 0) {
        out.outcome = "cannot_tell";
        out.message = "Văn bản chưa có câu nào để đo";
        out.missing = "nội dung văn bản";
        return out;
    }
    out.outcome = "cannot_tell";
    out.measured = fmt::format("{}", long_ones);
    out.missing = "giới hạn: văn bản gốc không đặt con số, người soạn xem xét";
    out.message = fmt::format("{}{} từ, {} câu, câu dài nhất {} từ",
                              in.draft.document.pages ? fmt::format("{} trang, ", *in.draft.document.pages) : "", words,
                              sentences, longest);
    out.message += long_ones > 0 ? fmt::format("; {} câu dài hơn {} từ", long_ones, limit)
                                 : fmt::format("; không có câu nào dài hơn {} từ", limit);
    if (vague > 0) out.message += fmt::format("; {} chỗ giao việc chưa rõ nơi làm hoặc thời gian", vague);
    return out;
}

Seen goal(const AnalyserInput& in) {
    const Prose& prose = in.draft.prose;
    Seen out;
    const auto& exempt = list_of(in.norm, "exempt_types");
    const std::string type = in.draft.document.document_type ? text::canonical(*in.draft.document.document_type) : "";
    if (std::ranges::find(exempt, type) != exempt.end()) {
        out.outcome = "not_applicable";
        out.message = fmt::format("Loại “{}” không cần nêu mục tiêu riêng", type);
        return out;
    }
    if (prose.sentences().empty()) {
        out.outcome = "cannot_tell";
        out.message = "Văn bản chưa có nội dung";
        out.missing = "nội dung văn bản";
        return out;
    }
    for (const Span& sentence : prose.sentences()) {
        const auto words = prose.find_any(list_of(in.norm, "goal_words"), sentence);
        const auto& openings = list_of(in.norm, "goal_openings");
        const bool opening =
            std::ranges::any_of(openings, [&](const auto& word) { return prose.starts_with(word, sentence); });
        if (!words && !opening) continue;
        // A heading alone ("Mục tiêu") names a goal to come; the passage is shown either way.
        out.outcome = "met";
        out.message = "Văn bản có nêu mục tiêu";
        add(out, in.draft, sentence);
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
    static const std::vector<std::string> contributors = {"phối hợp", "với",         "cùng với",
                                                          "tham mưu", "đề nghị của", "ý kiến của"};
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
    static const std::vector<std::string> joint = {"cùng chủ trì", "đồng chủ trì"};
    for (const Span& sentence : prose.sentences()) {
        for (const Span& clause : prose.clauses(sentence)) {
            const auto chair = prose.find("chủ trì", clause);
            if (!chair) continue;
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
