#include "rulebook/check/analysers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "rulebook/impl.hpp"
#include "rulebook/prose/citations.hpp"

namespace sauro::rulebook {
namespace {

const std::map<std::string, Analyser, std::less<>>& all() {
    static const std::map<std::string, Analyser, std::less<>> table = {
        {"brief_clear", brief_clear},
        {"long_sentence", long_sentence},
        {"sound_days", sound_days},
        {"vague_time", vague_time},
        {"vague_body", vague_body},
        {"goal", goal},
        {"concretise", concretise},
        {"resources", resources},
        {"time_limit", time_limit},
        {"assignment", assignment},
        {"one_lead", one_lead},
        {"speech_brief", speech_brief},
        {"no_achievements", no_achievements},
        {"right_authority", right_authority},
        {"joint_authority", joint_authority},
        {"no_personnel_policy", no_personnel_policy},
        {"no_copy", no_copy},
        {"necessity", necessity},
        {"consistent_law", consistent_law},
        {"consistent_superior", consistent_superior},
    };
    return table;
}

constexpr std::size_t head_bytes = 3000;  // where a document says what it carries out: title, subject, first paragraph

// Where the title and the paragraphs before the first item of a list end.
std::size_t opening_end(const Draft& draft) {
    const std::size_t title = draft.prose.byte(draft.title_end());
    for (const Span& paragraph : draft.prose.paragraphs()) {
        const auto text = draft.prose.of(paragraph);
        const bool item = opens_item(text) && text.front() != '-' && text.front() != '*';
        if (item && paragraph.end > title && paragraph.start > 0) return paragraph.start;
    }
    return draft.prose.text().size();
}

// "Thực hiện Kết luận số 226-KL/TW …" in the head: the document carries out another one, by its number.
bool says_it_implements(const Draft& draft) {
    static const Phrases verbs = {"thực hiện", "triển khai", "quán triệt", "cụ thể hóa"};
    static const Phrases kinds = {"kết luận", "nghị quyết", "chỉ thị",      "quyết định", "quy định",  "hướng dẫn",
                                  "công văn", "kế hoạch",   "chương trình", "thông tri",  "thông báo", "nghị định"};
    const Prose& prose = draft.prose;
    // "kết quả thực hiện Kế hoạch số …" tells of it.
    static const Phrases told = {"kết quả", "tình hình", "quá trình", "sau khi", "đã", "căn cứ", "theo dõi việc"};
    const std::size_t end = std::min(head_bytes, opening_end(draft));
    for (const Span& sentence : prose.sentences()) {
        if (sentence.start >= end) break;
        const auto verb = prose.find_any(verbs, sentence);
        if (!verb || prose.find_any(told, {sentence.start, verb->start})) continue;
        const auto kind = prose.find_any(kinds, {verb->end, std::min(sentence.end, verb->end + 120)});
        if (!kind) continue;
        // A number must follow closely: "Kết luận số 226-KL/TW", "Nghị quyết 30-NQ/TU".
        const auto near = prose.of({kind->end, std::min(sentence.end, kind->end + 40)});
        const auto digit = near.find_first_of("0123456789");
        if (digit != std::string_view::npos && near.find_first_of("-/", digit) != std::string_view::npos) return true;
    }
    return false;
}

// "Thực hiện Công văn số 812/SNV-CCVC của Sở Nội vụ, UBND xã đăng ký 05 công chức tham gia lớp …": a letter that
// answers what was asked of its writer sets nobody a task.
bool answers_a_letter(const Draft& draft) {
    const auto& type = draft.document.document_type;
    if (!type || text::canonical(*type) != "công văn") return false;
    static const Phrases openings = {"thực hiện", "theo", "phúc đáp", "căn cứ", "tiếp theo"};
    static const Phrases answers = {"đăng ký", "cử",      "gửi",   "cung cấp", "nhất trí",   "thống nhất",
                                    "báo cáo", "trả lời", "góp ý", "xác nhận", "giới thiệu", "tham gia ý kiến"};
    static const Phrases orders = {"yêu cầu", "giao", "chỉ đạo", "đề nghị", "triển khai", "như sau"};
    const Prose& prose = draft.prose;
    for (const Span& sentence : prose.sentences()) {
        if (sentence.end <= prose.byte(draft.title_end()) || !prose.starts_with_any(openings, sentence)) continue;
        const auto cited = citations_in(prose, sentence);
        if (cited.empty()) continue;
        const Span rest{cited.back().span.end, sentence.end};
        const auto answer = prose.find_any(answers, rest);
        // "… gửi hồ sơ, đề nghị Sở xem xét" answers, "… đề nghị Phòng Kinh tế gửi số liệu" orders.
        const bool orders_first = answer && prose.find_any(orders, {rest.start, answer->start}).has_value();
        static const Phrases never = {"yêu cầu", "chỉ đạo", "như sau"};
        // Items below that set tasks make it more than an answer.
        const bool items = std::ranges::any_of(prose.paragraphs(), [&](const Span& paragraph) {
            return paragraph.start > sentence.end && opens_item(prose.of(paragraph));
        });
        return answer && !orders_first && !prose.find_any(never, rest) && !items;
    }
    return false;
}

}  // namespace

// What only tells or invites sets no tasks and carries nothing out, though it names what is carried out.
bool only_tells(const docread::Document& document) {
    static const std::vector<std::string> types = {"báo cáo",   "biên bản", "giấy mời",       "tờ trình",
                                                   "phiếu gửi", "thư công", "giấy giới thiệu"};
    return document.document_type && std::ranges::find(types, text::canonical(*document.document_type)) != types.end();
}

Draft::Draft(const docread::Document& document_in, const CheckContext& context_in, const Authority& authority_in)
    : document(document_in), context(context_in), authority(authority_in), prose(document_in.text), page(document_in) {
    for (const auto& about : document.about) {
        // Named in the title or the opening it is carried out; named in a task it is one thing among others. What the
        // form says of a text that does not name it stands.
        if (about.relation != "implements") continue;
        const auto at = document.text.find(about.symbol);
        if (at != std::string::npos && at > opening_end(*this)) continue;
        implements = true;
        implemented = about.symbol;
        break;
    }
    if (!implements) implements = !context.against.empty() || says_it_implements(*this);
    // A conclusion or notice passes on what was decided; it is no plan of its own for a superior's text.
    static const Phrases decisions = {"kết luận", "thông báo"};
    const bool passes_on = document.document_type && decisions.contains(text::canonical(*document.document_type));
    if (only_tells(document) || passes_on || answers_a_letter(*this)) implements = false;
}

base::Date Draft::day() const {
    if (document.date) {
        if (const auto parsed = base::Date::parse_iso(*document.date)) return *parsed;
    }
    return base::today();
}

std::size_t Draft::title_end() const {
    std::size_t out = 0;
    for (const auto& field : document.fields) {
        if (field.field == "document_type" || field.field == "subject") out = std::max(out, field.end);
    }
    return out;
}

const LegalRegister& Draft::legal() const { return context.legal ? *context.legal : LegalRegister::shipped(); }

const Analyser* find_analyser(std::string_view name) {
    if (const auto found = all().find(name); found != all().end()) return &found->second;
    const auto found = format_measures().find(name);
    return found == format_measures().end() ? nullptr : &found->second;
}

const std::vector<std::string>& analyser_names() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> out;
        for (const auto& [name, analyser] : all()) out.push_back(name);
        for (const auto& [name, measure] : format_measures()) out.push_back(name);
        return out;
    }();
    return names;
}

const Phrases& list_of(const Norm& norm, const std::string& name) {
    static const Phrases none;
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
    if (const auto body = draft.prose.find_cased(list_of(norm, "bodies"), list_of(norm, "not_bodies"), span))
        return Span{body->start, span.end};
    return draft.prose.find_any(list_of(norm, "classes"), span);
}

Seen no_superior() {
    Seen out;
    out.outcome = "not_applicable";
    out.message = "Văn bản không nêu đang triển khai văn bản cấp trên nào";
    return out;
}

}  // namespace sauro::rulebook
