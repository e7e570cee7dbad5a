#include "rulebook/analysers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "rulebook/impl.hpp"

namespace sauro::rulebook {
namespace {

const std::map<std::string, Analyser, std::less<>>& all() {
    static const std::map<std::string, Analyser, std::less<>> table = {
        {"brief_clear", brief_clear},
        {"goal", goal},
        {"concretise", concretise},
        {"resources", resources},
        {"time_limit", time_limit},
        {"assignment", assignment},
        {"one_lead", one_lead},
        {"speech_brief", speech_brief},
        {"no_achievements", no_achievements},
    };
    return table;
}

constexpr std::size_t head_bytes = 3000;  // where a document says what it carries out: title, subject, first paragraph

// "Thực hiện Kết luận số 226-KL/TW …" in the head: the document carries out another one, by its number.
bool says_it_implements(const Draft& draft) {
    static const std::vector<std::string> verbs = {"thực hiện", "triển khai", "quán triệt", "cụ thể hóa"};
    static const std::vector<std::string> kinds = {"kết luận",     "nghị quyết", "chỉ thị",   "quyết định",
                                                   "quy định",     "hướng dẫn",  "công văn",  "kế hoạch",
                                                   "chương trình", "thông tri",  "thông báo", "nghị định"};
    const Prose& prose = draft.prose;
    for (const Span& sentence : prose.sentences()) {
        if (sentence.start > head_bytes) break;
        const auto verb = prose.find_any(verbs, sentence);
        if (!verb) continue;
        const auto kind = prose.find_any(kinds, {verb->end, std::min(sentence.end, verb->end + 120)});
        if (!kind) continue;
        // A number must follow closely: "Kết luận số 226-KL/TW", "Nghị quyết 30-NQ/TU".
        const auto near = prose.of({kind->end, std::min(sentence.end, kind->end + 40)});
        const auto digit = near.find_first_of("0123456789");
        if (digit != std::string_view::npos && near.find_first_of("-/", digit) != std::string_view::npos) return true;
    }
    return false;
}

}  // namespace

Draft::Draft(const docread::Document& document_in, const CheckContext& context_in)
    : document(document_in), context(context_in), prose(document_in.text) {
    for (const auto& about : document.about) {
        if (about.relation == "implements") {
            implements = true;
            implemented = about.symbol;
            break;
        }
    }
    if (!implements) implements = !context.against.empty() || says_it_implements(*this);
}

const Analyser* find_analyser(std::string_view name) {
    const auto found = all().find(name);
    return found == all().end() ? nullptr : &found->second;
}

const std::vector<std::string>& analyser_names() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> out;
        for (const auto& [name, analyser] : all()) out.push_back(name);
        return out;
    }();
    return names;
}

const std::vector<std::string>& list_of(const Norm& norm, const std::string& name) {
    static const std::vector<std::string> none;
    const auto found = norm.lists.find(name);
    return found == norm.lists.end() ? none : found->second;
}

Finding::Passage passage(const Draft& draft, Span span) {
    constexpr std::size_t longest = 600;
    Finding::Passage out;
    out.start = draft.prose.codepoint(span.start);
    out.end = draft.prose.codepoint(span.end);
    std::string_view quote = draft.prose.of(span);
    if (quote.size() > longest) {
        std::size_t cut = longest;
        while (cut > 0 && (static_cast<unsigned char>(quote[cut]) & 0xC0) == 0x80) --cut;
        out.quote = std::string(quote.substr(0, cut)) + "…";
    } else {
        out.quote = std::string(quote);
    }
    return out;
}

std::optional<Span> named_body(const Norm& norm, const Draft& draft, Span span) {
    const auto& bodies = list_of(norm, "bodies");
    const auto& not_bodies = list_of(norm, "not_bodies");
    const std::string_view text = draft.prose.of(span);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i > 0 && word_byte(text[i - 1])) continue;
        const auto rest = text.substr(i);
        const auto begins = [&](const std::string& word) {
            return rest.starts_with(word) && (rest.size() == word.size() || !word_byte(rest[word.size()]));
        };
        if (!std::ranges::any_of(bodies, begins) || std::ranges::any_of(not_bodies, begins)) continue;
        return Span{span.start + i, span.end};
    }
    return draft.prose.find_any(list_of(norm, "classes"), span);
}

bool states_time(const Draft& draft, Span span) {
    static const std::vector<std::string> cycles = {"hằng năm",   "hàng năm",   "hằng quý",  "hàng quý",
                                                    "hằng tháng", "hàng tháng", "hằng tuần", "hàng tuần",
                                                    "hằng ngày",  "hàng ngày",  "định kỳ",   "thường xuyên"};
    static const std::vector<std::string> units = {"tháng", "quý", "năm", "ngày", "tuần"};
    if (draft.prose.find_any(cycles, span)) return true;
    const auto text = draft.prose.lower(span);
    for (const auto& unit : units) {
        for (auto found = draft.prose.find(unit, span); found; found = draft.prose.find(unit, {found->end, span.end})) {
            // "quý I", "tháng 6", "ngày 30/6" forward; "30 ngày", "2 tuần" backward.
            const auto after = text.substr(found->end - span.start, 6);
            const auto digit = after.find_first_of("0123456789");
            if (digit != std::string_view::npos && digit <= 1) return true;
            if (unit == "quý" && after.starts_with(" i")) return true;
            if (found->start >= span.start + 2) {
                const char before = text[found->start - span.start - 2];
                if (before >= '0' && before <= '9') return true;
            }
        }
    }
    // 31/12/2026, 30/6
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
        const auto is_digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
        if (text[i] != '/' || !is_digit(i - 1) || !is_digit(i + 1)) continue;
        // A symbol such as 12/2024/NĐ-CP is no date.
        std::size_t end = i + 1;
        while (end < text.size() && (is_digit(end) || text[end] == '/')) ++end;
        const bool symbol = end > i + 1 && text[end - 1] == '/';
        if (!symbol && (end >= text.size() || (text[end] != '-' && !word_byte(text[end])))) return true;
    }
    return false;
}

std::vector<OwnTask> own_tasks(const Norm& norm, const Draft& draft) {
    std::vector<OwnTask> out;
    const text::CodepointIndex index(draft.document.text);
    for (const auto& task : draft.document.tasks) {
        OwnTask own;
        own.span = {index.byte_at(std::min(task.start, index.size())), index.byte_at(std::min(task.end, index.size()))};
        own.work = task.work;
        own.lead = task.lead;
        own.has_time = task.due || task.recurrence || (!own.span.empty() && states_time(draft, own.span));
        out.push_back(std::move(own));
    }
    // Directives the reader of documents took for no task: those are just the vague ones, or tasks told in another
    // order.
    const std::size_t read = out.size();
    bool listing = false;  // after "… yêu cầu:" an item speaks to whom it begins with, without a verb of its own
    const auto addressed = [&](const Span& clause) {
        constexpr std::size_t marker = 6;  // "1. ", "- ", "a) "
        const auto body = draft.prose.find_any(list_of(norm, "vague_body"), clause);
        return body && body->start - draft.prose.trimmed(clause).start <= marker;
    };
    for (const Span& sentence : draft.prose.sentences()) {
        if (draft.prose.of(draft.prose.trimmed(sentence)).ends_with(':') &&
            draft.prose.find_any(list_of(norm, "directives"), sentence)) {
            listing = true;  // the introduction asks nothing by itself, and the date it cites is no time limit
            continue;
        }
        for (const Span& clause : draft.prose.clauses(sentence)) {
            const auto overlaps = [&](const OwnTask& task) {
                return task.span.start < clause.end && clause.start < task.span.end;
            };
            if (std::any_of(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(read), overlaps)) continue;
            if (!draft.prose.find_any(list_of(norm, "directives"), clause) && !(listing && addressed(clause))) continue;
            const auto body = named_body(norm, draft, clause);
            const bool vague = draft.prose.find_any(list_of(norm, "vague_body"), clause) ||
                               draft.prose.find_any(list_of(norm, "vague_time"), clause);
            // Beside tasks that were read, a clause counts only when somebody is to do something, clearly or vaguely.
            if (read > 0 && !vague && !(body && draft.prose.find_any({"giao", "chủ trì", "có trách nhiệm"}, clause)))
                continue;
            OwnTask own;
            own.span = clause;
            own.work = std::string(draft.prose.of(clause));
            if (body) own.lead = std::string(draft.prose.of(*body));
            own.has_time = states_time(draft, clause);
            out.push_back(std::move(own));
        }
    }
    std::ranges::sort(out, {}, [](const OwnTask& task) { return task.span.start; });
    return out;
}

Seen no_superior() {
    Seen out;
    out.outcome = "not_applicable";
    out.message = "Văn bản không nêu đang triển khai văn bản cấp trên nào";
    return out;
}

}  // namespace sauro::rulebook
