// Norms that a text alone can be checked against: runs the analysers and turns what they saw into findings.
#include <fmt/format.h>

#include "rulebook/analysers.hpp"
#include "rulebook/check.hpp"
#include "rulebook/impl.hpp"
#include "rulebook/render.hpp"

namespace sauro::rulebook {
namespace {

Seen outside(std::string message) { return {"not_applicable", std::move(message), {}, {}, {}, {}}; }

// Reasons that hold for every text norm, before any analyser looks.
std::optional<Seen> not_for_this(const Norm& norm, const docread::Document& document) {
    if (document.kind == "press") return outside("Bài báo, không phải văn bản của cơ quan");
    const bool unnamed = !document.document_type && !document.symbol;
    // Speeches carry neither type nor number: their norms look for themselves.
    if (document.kind == "other" && unnamed && !norm.lists.contains("speech_types"))
        return outside("Chưa nhận ra đây là văn bản của cơ quan nào; chọn loại văn bản rồi kiểm lại");
    if (norm.applies.from && document.date) {
        const auto day = base::Date::parse_iso(*document.date);
        if (day && *day < *norm.applies.from)
            return outside(fmt::format("Văn bản ngày {}, quy tắc áp dụng từ {}", day->vi(), norm.applies.from->vi()));
    }
    if (document.ocr.suspect) {
        Seen seen;
        seen.outcome = "cannot_tell";
        seen.message = "Bản đọc mất dấu tiếng Việt nên chưa kiểm được";
        seen.missing = "bản đọc đủ dấu tiếng Việt";
        return seen;
    }
    return std::nullopt;
}

}  // namespace

Finding check_norm(const Rulebook::Impl& book, const Norm& norm, const Draft& draft, const Shift* shift) {
    std::optional<Rational> limit;
    std::string parameter_from, clause = norm.clause;
    if (!norm.parameters.empty()) {
        base::Date day = base::today();
        if (draft.document.date) {
            if (const auto parsed = base::Date::parse_iso(*draft.document.date)) day = *parsed;
        }
        const Parameter& parameter = norm.parameters.front();
        const auto found = strictest(norm, parameter, book.overlays, draft.context.unit_path.value_or(""), day);
        if (found.value) {
            limit = found.value->value;
            parameter_from = found.value->from.iso();
            clause = found.clause;
            if (shift && shift->parameter == parameter.name) limit = *limit + shift->by;
        }
    }
    auto seen = not_for_this(norm, draft.document);
    if (!seen) seen = (*find_analyser(norm.analyser))({norm, draft, limit});
    Finding out = finding_of(norm, seen->outcome);
    out.measured = seen->measured;
    out.limit = seen->limit;
    out.missing = seen->missing;
    out.passages = std::move(seen->passages);
    out.parameter_from = parameter_from;
    out.parameter_clause = clause;
    out.message = fmt::format("{} ({}).{}", seen->message, cite(norm, norm.clause),
                              reading_note(norm.interpretations, book.interpretations));
    return out;
}

std::vector<Finding> check(const Rulebook& book, const docread::Document& document, const CheckContext& context) {
    const Draft draft(document, context);
    std::vector<Finding> out;
    for (const auto& plan : book.impl().plans) {
        const Norm& norm = book.impl().norms[plan.norm];
        if (norm.analyser.empty()) continue;
        out.push_back(check_norm(book.impl(), norm, draft, nullptr));
    }
    return out;
}

}  // namespace sauro::rulebook
