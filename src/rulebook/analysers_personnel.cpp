// D3: personnel, allowances and regimes for persons inside a document on a professional matter.
#include <fmt/format.h>

#include <algorithm>

#include "rulebook/analysers.hpp"

namespace sauro::rulebook {
namespace {

constexpr std::size_t passages_shown = 50;

bool inside(const std::vector<Span>& masks, Span one) {
    return std::ranges::any_of(masks, [&](const Span& m) { return m.start < one.end && one.start < m.end; });
}

// The word before which a number stands, as "đồng" of "1,5 triệu đồng".
bool counted(std::string_view before) {
    const auto last = before.find_last_not_of(' ');
    if (last == std::string_view::npos) return false;
    before = before.substr(0, last + 1);
    return (before.back() >= '0' && before.back() <= '9') || before.ends_with("triệu") || before.ends_with("nghìn") ||
           before.ends_with("ngàn");
}

// One who works for the office; "người dân" is a longer word than "người".
std::optional<Span> person_in(const Norm& norm, const Prose& prose, Span span) {
    const auto others = prose.all(list_of(norm, "beneficiaries"), span);
    for (const Span& person : prose.all(list_of(norm, "persons"), span)) {
        if (!inside(others, person)) return person;
    }
    return std::nullopt;
}

// "Hộ nghèo được hỗ trợ …": of those whom the office serves, with nobody of its own in the clause.
bool for_others(const Norm& norm, const Prose& prose, Span clause) {
    return prose.find_any(list_of(norm, "beneficiaries"), clause) && !person_in(norm, prose, clause);
}

// Money given to one who works: "hưởng 150.000 đồng/người/buổi", "bác sĩ nhận 200.000 đồng". By person or by time, or
// received; what is taken in (a fee, a price, a meal paid by parents) is no allowance.
std::optional<Span> sum_for_person(const Norm& norm, const Prose& prose, Span clause) {
    if (prose.find_any(list_of(norm, "money_taken"), clause) || for_others(norm, prose, clause)) return std::nullopt;
    const auto person = person_in(norm, prose, clause);
    for (auto money = prose.find("đồng", clause); money; money = prose.find("đồng", {money->end, clause.end})) {
        if (!counted(prose.lower({clause.start, money->start}))) continue;
        constexpr std::size_t beside = 60, reach = 30;
        if (person && person->end < money->start) {
            const Span between{std::max(person->end, money->start > beside ? money->start - beside : 0), money->start};
            if (prose.find_any(list_of(norm, "receiving"), between)) return Span{person->start, money->end};
        }
        // "đồng/người", "đồng một buổi", "đồng cho mỗi người": the one it is for stands right behind.
        const Span after{money->end, std::min(clause.end, money->end + reach)};
        const auto per = prose.find_any(list_of(norm, "per_person"), after);
        if (!per) continue;
        const auto between = text::trim(prose.lower({money->end, per->start}));
        static constexpr std::string_view joins[] = {"/", "một", "mỗi", "cho một", "cho mỗi"};
        const bool each = std::ranges::find(joins, between) != std::end(joins);
        if (each && (person || prose.find_any(list_of(norm, "receiving"), clause))) return Span{money->start, per->end};
    }
    return std::nullopt;
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
    const auto& neutral = list_of(in.norm, "neutral");
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
        if (const auto wide = line.find_any(list_of(in.norm, "general_subjects"), whole)) {
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
    const auto& always = list_of(in.norm, "terms");
    const auto& with_person = list_of(in.norm, "terms_with_person");
    const auto& speaking = list_of(in.norm, "spoken_of");
    const std::size_t title_end = prose.byte(draft.title_end());
    std::size_t places = 0, sums = 0, clauses = 0;
    for (const Span& sentence : prose.sentences()) {
        if (sentence.end <= title_end) continue;
        if (prose.starts_with_any(list_of(in.norm, "grounds"), sentence)) continue;
        for (const Span& clause : prose.clauses(sentence)) {
            constexpr std::size_t few = 6;
            if (count_words(prose.of(clause)) >= few) ++clauses;
            const auto masks = prose.all(neutral, clause);
            std::optional<Span> found = sum_for_person(in.norm, prose, clause);
            const bool by_sum = found.has_value();
            const bool ruled_elsewhere = prose.find_any(list_of(in.norm, "as_ruled"), clause).has_value();
            const auto take = [&](const Span& term) {
                if (inside(masks, term) || ruled_elsewhere || for_others(in.norm, prose, clause)) return false;
                // Spoken of, not ruled: "tuyên truyền chính sách …", "số hóa hồ sơ bổ nhiệm".
                constexpr std::size_t near = 60;
                const std::size_t from = term.start > clause.start + near ? term.start - near : clause.start;
                if (prose.find_any(speaking, {from, term.start})) return false;
                // Told of what has happened: "hai người đã bị kỷ luật".
                constexpr std::size_t close = 40;
                const std::size_t just = term.start > clause.start + close ? term.start - close : clause.start;
                if (prose.find_any(list_of(in.norm, "told"), {just, term.start})) return false;
                found = term;
                return true;
            };
            if (!found) {
                for (const Span& term : prose.all(always, clause)) {
                    if (take(term)) break;
                }
            }
            if (!found) {
                for (const Span& term : prose.all(with_person, clause)) {
                    // The person stands beside the act, not at the other end of the clause.
                    constexpr std::size_t beside = 70;
                    const Span around{term.start > clause.start + beside ? term.start - beside : clause.start,
                                      std::min(clause.end, term.end + beside)};
                    if (person_in(in.norm, prose, around) && take(term)) break;
                }
            }
            if (!found) continue;
            ++places;
            sums += by_sum ? 1 : 0;
            if (out.passages.size() < passages_shown) out.passages.push_back(passage(draft, clause));
        }
    }
    out.measured = fmt::format("{}", places);
    out.limit = "0";
    // What fills the text is its matter, whatever its subject is called.
    // So are rates side by side: what is put in besides is told in a clause or two.
    constexpr std::size_t several = 3;
    if ((places >= several && places * 2 >= clauses) || (sums >= several && sums * 4 >= clauses)) {
        out.passages.clear();
        out.outcome = "cannot_tell";
        out.message =
            fmt::format("{}/{} ý nói về cán bộ, chế độ, chính sách: có thể đó chính là chủ đề", places, clauses);
        out.missing = "trích yếu nói rõ văn bản về việc gì";
        return out;
    }
    out.outcome = places > 0 ? "breached" : "met";
    out.message =
        places > 0 ? fmt::format("{} chỗ đặt việc cán bộ, chế độ hoặc chính sách trong văn bản về chuyên môn", places)
                   : "Chưa thấy nội dung cán bộ, chế độ, chính sách trong văn bản về chuyên môn";
    return out;
}

}  // namespace sauro::rulebook
