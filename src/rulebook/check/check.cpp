// Norms that a text alone can be checked against: runs the analysers and turns what they saw into findings.
#include <fmt/format.h>

#include <algorithm>

#include "rulebook/check/analysers.hpp"
#include "rulebook/check/check.hpp"
#include "rulebook/impl.hpp"
#include "rulebook/prose/words.hpp"
#include "rulebook/render.hpp"
#include "rulebook/superior/task_coverage.hpp"

namespace sauro::rulebook {
namespace {

Seen outside(std::string message) { return {"not_applicable", std::move(message), {}, {}, {}, {}}; }

Seen unknown(std::string message, std::string missing) {
    Seen out;
    out.outcome = "cannot_tell";
    out.message = std::move(message);
    out.missing = std::move(missing);
    return out;
}

// Begins with words of a speech, in the lists of the norms on speeches.
bool like_a_speech(const Rulebook::Impl& book, const Draft& draft) {
    constexpr std::size_t head_bytes = 600;
    const auto norm = std::ranges::find_if(book.norms, [](const Norm& n) { return n.lists.contains("speech_types"); });
    const auto& sentences = draft.prose.sentences();
    if (norm == book.norms.end() || sentences.empty()) return false;
    const std::size_t start = sentences.front().start;
    const Span head{start, std::min(sentences.back().end, start + head_bytes)};
    return draft.prose.find_any(list_of(*norm, "speech_types"), head).has_value();
}

// A text that names neither its type nor its number: its words are checked; its form waits until somebody says what it
// is. Norms on speeches look for themselves.
std::optional<Seen> not_named(const Rulebook::Impl& book, const Norm& norm, const Draft& draft) {
    const auto& document = draft.document;
    if (document.kind != "other" || document.document_type || document.symbol || norm.lists.contains("speech_types"))
        return std::nullopt;
    constexpr std::string_view missing = "loại văn bản (ô Loại văn bản; dòng lệnh: --type)";
    if (norm.kind == "format") return unknown("Chưa rõ loại văn bản nên chưa kiểm thể thức", std::string(missing));
    if (like_a_speech(book, draft))
        return unknown("Chưa rõ đây là văn bản hay bài phát biểu, tham luận", std::string(missing));
    return std::nullopt;
}

// Reasons that hold for every text norm, before any analyser looks.
std::optional<Seen> not_for_this(const Norm& norm, const Draft& draft) {
    const docread::Document& document = draft.document;
    if (document.kind == "press") return outside("Bài báo, không phải văn bản của cơ quan");
    // A draft that bears no day yet is of the day it is checked on.
    const base::Date day = draft.day();
    if (!norm.applies.at(day))
        return outside(document.date
                           ? fmt::format("Văn bản ngày {}, quy tắc áp dụng {}", day.vi(), norm.applies.days_vi())
                           : fmt::format("Văn bản chưa ghi ngày, xét theo ngày {}; quy tắc áp dụng {}", day.vi(),
                                         norm.applies.days_vi()));
    if (document.ocr.suspect)
        return unknown("Bản đọc mất dấu tiếng Việt nên chưa kiểm được", "bản đọc đủ dấu tiếng Việt");
    return std::nullopt;
}

// Two systems, two rules of presentation; and legal acts of the State have rules of their own.
std::optional<Seen> not_this_pack(const Norm& norm, const FormatPage& page) {
    if (norm.applies.system.empty()) return std::nullopt;
    if (!page.pack()) {
        return unknown("Chưa rõ văn bản của cơ quan Đảng hay Nhà nước nên chưa biết theo quy tắc trình bày nào",
                       "cơ quan ban hành (tiêu đề, ký hiệu hoặc hình thức ký)");
    }
    if (*page.pack() == Pack::own) return outside("Mặt trận và các đoàn thể trình bày theo hướng dẫn của tổ chức mình");
    const bool party = *page.pack() == Pack::party;
    if (party != (norm.applies.system == "party"))
        return outside(party ? "Văn bản của Đảng, quy tắc này cho văn bản hành chính Nhà nước"
                             : "Văn bản hành chính Nhà nước, quy tắc này cho văn bản của Đảng");
    if (page.is_legal_act()) return outside("Văn bản quy phạm pháp luật, trình bày theo quy định riêng");
    return std::nullopt;
}

// What stands in the words stands on a page too, where the file says where (PDF): the paragraphs a passage runs
// through, on the first of their pages.
class Places {
  public:
    explicit Places(const docread::Document& document) {
        if (!document.presentation) return;
        for (const auto& look : document.presentation->paragraphs) {
            if (look.place && look.end > look.start) looks_.push_back(&look);
        }
        std::ranges::sort(looks_, {}, &docread::ParagraphLook::start);
    }
    bool known() const { return !looks_.empty(); }

    std::optional<docread::PagePlace> of(std::size_t start, std::size_t end) const {
        std::optional<docread::PagePlace> out;
        auto at = std::ranges::upper_bound(looks_, start, {}, &docread::ParagraphLook::start);
        if (at != looks_.begin()) --at;
        for (; at != looks_.end() && (*at)->start < end; ++at) {
            const docread::PagePlace& place = *(*at)->place;
            if ((*at)->end <= start || (out && place.page != out->page)) continue;
            if (!out) out = place;
            out->left = std::min(out->left, place.left);
            out->top = std::min(out->top, place.top);
            out->right = std::max(out->right, place.right);
            out->bottom = std::max(out->bottom, place.bottom);
        }
        return out;
    }

  private:
    std::vector<const docread::ParagraphLook*> looks_;
};

}  // namespace

Finding check_norm(const Rulebook::Impl& book, const Norm& norm, const Draft& draft, const Shift* shift,
                   const std::vector<Finding>* others) {
    std::optional<Rational> limit;
    std::string parameter_from, clause = norm.clause;
    std::map<std::string, Rational> values;
    const base::Date day = draft.day();
    for (const Parameter& parameter : norm.parameters) {
        const auto found = strictest(norm, parameter, book.overlays, draft.context.unit_path.value_or(""), day);
        if (!found.value) continue;
        Rational value = found.value->value;
        if (shift && shift->parameter == parameter.name) value = value + shift->by;
        values.emplace(parameter.name, value);
        if (&parameter != &norm.parameters.front()) continue;
        limit = value;
        parameter_from = found.value->from.iso();
        clause = found.clause;
    }
    auto seen = not_for_this(norm, draft);
    if (!seen) seen = not_named(book, norm, draft);
    if (!seen && norm.kind == "format") seen = not_this_pack(norm, draft.page);
    if (!seen) seen = (*find_analyser(norm.analyser))({norm, draft, limit, std::move(values), &book, others});
    Finding out = finding_of(norm, seen->outcome);
    if (seen->doubtful) out.severity = "info";
    out.measured = seen->measured;
    out.limit = seen->limit;
    out.missing = seen->missing;
    out.passages = std::move(seen->passages);
    if (seen->outcome == "breached" && draft.document.format == "docx") out.repair = std::move(seen->repair);
    out.parameter_from = parameter_from;
    out.parameter_clause = clause;
    out.message = fmt::format("{} ({}).{}", capital(seen->message), cite(norm, norm.clause),
                              reading_note(norm.interpretations, book.interpretations));
    return out;
}

std::vector<Finding> check(const Rulebook& book, const docread::Document& document, const CheckContext& context) {
    return check_with_coverage(book, document, context).findings;
}

Checked check_with_coverage(const Rulebook& book, const docread::Document& document, const CheckContext& context) {
    const Draft draft(document, context, book.impl().authority);
    Checked checked;
    std::vector<Finding>& out = checked.findings;
    std::vector<std::pair<std::size_t, const Norm*>> later;
    for (const auto& plan : book.impl().plans) {
        const Norm& norm = book.impl().norms[plan.norm];
        if (norm.analyser.empty()) continue;
        // What sums up others waits for them.
        const bool sums_up = norm.analyser == "format_summary";
        if (sums_up) later.emplace_back(out.size(), &norm);
        out.push_back(sums_up ? Finding{} : check_norm(book.impl(), norm, draft, nullptr));
    }
    for (const auto& [at, norm] : later) out[at] = check_norm(book.impl(), *norm, draft, nullptr, &out);
    if (const Places places(document); places.known()) {
        for (Finding& finding : out) {
            for (auto& passage : finding.passages) {
                if (!passage.place && passage.end > passage.start)
                    passage.place = places.of(passage.start, passage.end);
            }
        }
    }
    for (const auto& superior : context.against) {
        auto& rows = checked.coverage.emplace_back();
        if (const auto table = draft.covered.find(&superior); table != draft.covered.end()) {
            for (const auto& match : table->second->rows) {
                rows.push_back(match.row);
                // What does not carry it out for sure enough to be counted is not shown beside it.
                if (match.row.state == "gap") rows.back().own.reset();
            }
        }
    }
    return checked;
}

}  // namespace sauro::rulebook
