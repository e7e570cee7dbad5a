// The tasks of the superior that bind the draft's issuer, beside the stretches of the draft.
#include <algorithm>
#include <cctype>

#include "rulebook/prose/citations.hpp"
#include "rulebook/prose/outline.hpp"
#include "rulebook/prose/stretches.hpp"

namespace sauro::rulebook {
namespace {

// "Bí thư đảng ủy", "Chủ tịch Ủy ban nhân dân": the head of whom the part above it is for.
bool names_a_head(const Norm& norm, const std::string& lead) {
    static const Phrases heads = {"bí thư", "chủ tịch", "người đứng đầu"};
    const Prose line(lead);
    const Span whole{0, lead.size()};
    return line.starts_with_any(heads, whole) && count_words(lead) <= 6 &&
           !line.find_any(list_of(norm, "province_words"), whole) &&
           !line.find_any(list_of(norm, "commune_words"), whole);
}

// "1. Các đảng ủy xã, phường" above "1.1. …": by the place where what stands below begins, whom it is for.
struct Part {
    std::size_t start;
    std::optional<std::string> whose;
};
std::vector<Part> parts_of_bodies(const Norm& norm, const Draft& theirs) {
    constexpr std::size_t longest = 14;  // words
    const Prose& prose = theirs.prose;
    const std::size_t title_end = prose.byte(theirs.title_end());
    std::vector<std::pair<Depth, std::optional<std::string>>> open;
    std::vector<Part> out;
    for (const Span& paragraph : prose.paragraphs()) {
        const auto text = prose.of(paragraph);
        const Depth depth = depth_of(text);
        if (paragraph.end <= title_end || depth == plain) continue;
        while (!open.empty() && open.back().first >= depth) open.pop_back();
        const auto above = open.empty() ? std::nullopt : open.back().second;
        out.push_back({paragraph.start, above});
        const bool heading = std::string_view(".;,").find(text.back()) == std::string_view::npos && depth != dash &&
                             depth != plus && count_words(text) <= longest;
        const std::size_t end = paragraph.end - (text.ends_with(':') ? 1 : 0);
        const auto body = heading ? named_body(norm, theirs, paragraph) : std::nullopt;
        const bool whose = body && body->start == prose.first_word(paragraph) &&
                           !prose.find_any(list_of(norm, "task_verbs"), {body->end, paragraph.end});
        open.emplace_back(depth, !heading ? std::nullopt
                                 : whose  ? std::optional(std::string(prose.of({body->start, end})))
                                          : above);
    }
    return out;
}

std::optional<std::string> whose_part(const std::vector<Part>& parts, Span task) {
    const auto after = std::ranges::upper_bound(parts, task.start, {}, &Part::start);
    return after == parts.begin() || task.empty() ? std::nullopt : std::prev(after)->whose;
}

// Whether the superior means this draft's issuer: it names nobody, a class of bodies, or the issuer itself. A body of
// another level, or another body of its own, is none of this draft's business.
bool addressed_here(const Norm& norm, const Draft& draft, const Draft& theirs,
                    const std::optional<std::string>& named) {
    if (!named) return true;
    const std::string lead = text::canonical(*named);
    if (names_a_head(norm, lead)) return true;
    // Council and committee of one place each do their own.
    const std::string here = text::canonical(draft.document.issuer.value_or(""));
    const auto names = [](std::string_view text, std::string_view body) {
        return text.find(body) != std::string_view::npos;
    };
    if (names(lead, "hội đồng nhân dân") && !names(lead, "ủy ban nhân dân") && !here.empty() &&
        !names(here, "hội đồng nhân dân"))
        return false;
    // "Các cấp ủy, tổ chức đảng, cơ quan, địa phương, đơn vị": all of them, of every level.
    static const Phrases offices = {"cơ quan", "chính quyền"}, others = {"địa phương", "đơn vị", "đoàn thể"};
    static const Phrases levels = {"sở", "trung ương", "tỉnh ủy", "bộ", "tỉnh", "xã", "phường", "cấp trên"};
    if (const Prose all(lead); all.find_any(offices, {0, lead.size()}) && all.find_any(others, {0, lead.size()}) &&
                               !all.find_any(levels, {0, lead.size()}))
        return true;
    if (draft.document.issuer) {
        std::string issuer = text::canonical(*draft.document.issuer);
        // "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh" writes for the body that is meant.
        for (const std::string_view part : {"ban thường trực ", "ban thường vụ ", "ban chấp hành ", "thường trực "}) {
            if (issuer.starts_with(part)) issuer.erase(0, part.size());
        }
        if (issuer.starts_with(lead) || lead.starts_with(issuer)) return true;
    }
    const Issuer issuer = issuer_of(draft.authority, draft.document, draft.context);
    const Prose line(lead);
    const Span whole{0, lead.size()};
    const auto has = [&](const std::string& list) { return line.find_any(list_of(norm, list), whole).has_value(); };
    // Who is named by level: "Ủy ban nhân dân các xã, phường", "các đảng ủy xã", "các tỉnh ủy, thành ủy".
    // A number counts them ("đảng ủy 09 xã biên giới"), and a level without a name is all of it ("ủy ban nhân dân xã").
    static const Phrases several = {"các", "cấp", "mỗi", "từng"};
    const bool counted = std::ranges::any_of(lead, [](unsigned char c) { return std::isdigit(c) != 0; });
    // of the province's texts; a commune's own means one body.
    const std::string above = text::canonical(theirs.document.issuer.value_or(""));
    const bool of_commune = names(above, " xã ") || names(above, " phường ");
    const bool no_name =
        !of_commune && (lead.ends_with(" xã") || lead.ends_with(" phường") || lead.ends_with(" đặc khu"));
    const bool plural = line.find_any(several, whole) || counted || no_name;
    const bool commune = has("commune_words"), province = has("province_words");
    const bool party = has("party_words"), state = has("state_words");
    if (!plural) return false;  // one body with a name, not ours
    // Departments of provinces do not speak to an issuer of another kind; bodies of the province not to a commune.
    if (lead.starts_with("sở ") && !here.empty() && !names(here, "sở ")) return false;
    if (lead.ends_with(" tỉnh") && !names(lead, "các tỉnh") && issuer.level == "commune") return false;
    if (commune != province && !issuer.level.empty()) {
        if (commune && issuer.level != "commune") return false;
        if (province && issuer.level == "commune") return false;
    }
    if (party != state && !issuer.system.empty()) {
        if (party && issuer.system != "party") return false;
        if (state && issuer.system == "party") return false;
    }
    // "các sở, ban, ngành" are bodies of the province.
    if (!commune && has("province_bodies") && issuer.level == "commune") return false;
    return true;
}

// "I. NHIỆM VỤ CỦA CẤP TỈNH": what stands below, up to the next such heading, is the province's own.
std::vector<Span> parts_of_province(const Norm& norm, const Prose& prose) {
    static const Phrases theirs = {"của cấp tỉnh", "cơ quan cấp tỉnh", "nhiệm vụ cấp tỉnh", "việc cấp tỉnh"};
    std::vector<Span> out;
    bool open = false;
    for (const Span& paragraph : prose.paragraphs()) {
        if (all_capitals(prose.of({prose.first_word(paragraph), paragraph.end}))) {
            open = prose.find_any(theirs, paragraph) && !prose.find_any(list_of(norm, "commune_words"), paragraph);
            if (open) out.push_back({paragraph.start, paragraph.end});
        } else if (open) {
            out.back().end = paragraph.end;
        }
    }
    return out;
}

// A body's name ends where its work begins; that is not marked.
std::string first_words(std::string_view text) {
    constexpr std::size_t name_words = 4;
    std::size_t at = 0;
    for (std::size_t n = 0; n < name_words && at < text.size(); ++n) at = std::min(text.find(' ', at + 1), text.size());
    return std::string(text.substr(0, at));
}

// What is to be done, without who.
std::string core(const OwnTask& task) { return without(task.work, task.lead); }

TaskCoverage::Task shown(const Prose& prose, const OwnTask& task) {
    TaskCoverage::Task out;
    out.start = prose.codepoint(task.span.start);
    out.end = prose.codepoint(task.span.end);
    out.text = task.work;
    out.lead = task.lead;
    if (task.due) out.due = task.due->iso();
    return out;
}

// What a conclusion asks of everybody, a sentence each: "Hằng năm, các cơ quan, địa phương tinh giản …", "Các cấp
// không tổ chức lại …". Of other texts the tasks are what their items and orders say.
void add_asked_sentences(const Norm& norm, const Draft& theirs, std::vector<OwnTask>& tasks) {
    static const Phrases conclusions = {"kết luận"};
    if (!theirs.document.document_type || !conclusions.contains(text::canonical(*theirs.document.document_type)))
        return;
    static const Phrases everybody = {"hằng năm", "các cấp", "các tổ chức", "các cơ quan", "các địa phương"};
    const Prose& prose = theirs.prose;
    const std::size_t read = tasks.size();
    for (const Span& sentence : prose.sentences()) {
        if (sentence.end <= prose.byte(theirs.title_end()) || prose.of(sentence).ends_with(':')) continue;
        const bool to_all = prose.starts_with_any(everybody, sentence);
        const bool deed = prose.starts_with_any(list_of(norm, "task_verbs"), sentence);
        if (!to_all && !deed) continue;
        if (prose.find_any(list_of(norm, "told"), sentence) && !to_all) continue;
        constexpr std::size_t least = 8;
        if (count_words(prose.of(sentence)) < least) continue;
        const bool known =
            std::any_of(tasks.begin(), tasks.begin() + static_cast<std::ptrdiff_t>(read), [&](const OwnTask& t) {
                return t.source != OwnTask::Source::clause && t.span.start < sentence.end &&
                       sentence.start < t.span.end;
            });
        if (known || citations_in(prose, sentence).size() > 0) continue;
        OwnTask own;
        own.source = OwnTask::Source::item;
        own.span = own.paragraph = sentence;
        own.work = std::string(prose.of(sentence));
        tasks.push_back(std::move(own));
    }
    std::ranges::sort(tasks, {}, [](const OwnTask& task) { return task.span.start; });
}

}  // namespace

TaskPairs task_pairs(const Norm& norm, const Draft& draft, const docread::Document& superior) {
    const Draft& theirs = superior_of(draft, superior);
    const Vocabulary& vocabulary = vocabulary_of(norm, draft);
    TaskPairs out{{}, {}, {}, TermSpace(vocabulary), {}};
    out.stretches = candidates(norm, draft, own_tasks(norm, draft), out.space);
    auto asked = own_tasks(norm, theirs);
    add_asked_sentences(norm, theirs, asked);
    const auto provincial = parts_of_province(norm, theirs.prose);
    const auto bodies = parts_of_bodies(norm, theirs);
    const std::string level = issuer_of(draft.authority, draft.document, draft.context).level;
    for (const auto& task : asked) {
        if (out.rows.size() == most_tasks) break;
        if (task.source == OwnTask::Source::clause) continue;
        // "…các nội dung sau" only opens a list; what follows it are the tasks.
        std::string work = text::canonical(task.work);
        if (work.ends_with(" sau") || work.ends_with(" sau đây") || work.ends_with(" sau:")) continue;
        // What is forbidden binds without being said again.
        // A limit of spending is a number to keep.
        if (const Prose line(work); line.starts_with_any(list_of(norm, "forbidding"), {0, work.size()}) ||
                                    line.starts_with_any(list_of(norm, "limits_of_spending"), {0, work.size()}))
            continue;
        CoverageMatch match;
        match.superior = task;
        match.row.superior = shown(theirs.prose, task);
        match.recurring = (rhythm_in(theirs.prose, task.span) & ~yearly) != 0;
        // A body that opens the task itself is meant, whatever stands above it.
        auto named = task.source == OwnTask::Source::read ? task.lead : std::nullopt;
        if (const auto body = task.span.empty() ? std::nullopt : named_body(norm, theirs, task.span);
            body && body->start == theirs.prose.first_word(task.span) &&
            !(named && theirs.prose.of(*body).starts_with(*named)) &&
            !theirs.prose.starts_with_any(list_of(norm, "telling_words"), task.span))  // "Báo tai nạn về Sở"
            named = first_words(theirs.prose.of(*body));
        if (!named || names_a_head(norm, text::canonical(*named))) {
            if (auto whose = whose_part(bodies, task.span)) named = std::move(whose);
        }
        const bool province_only = level == "commune" && std::ranges::any_of(provincial, [&](const Span& part) {
                                       return part.start <= task.span.start && task.span.start < part.end;
                                   });
        match.row.addressed = !province_only && addressed_here(norm, draft, theirs, named);
        // "xây dựng kế hoạch của địa phương": the draft itself is the answer; what is asked besides is looked for.
        std::string rest = core(task);
        const std::string lower = text::canonical(rest);
        const Prose line(lower);
        if (const auto by = line.find_any(list_of(norm, "done_by_document"), {0, lower.size()});
            by && by->start == line.first_word({0, lower.size()})) {
            rest = lower.substr(by->end);
            match.row.by_document = true;
        }
        // "Khi có thiên tai, báo cáo …": the deed stands behind the words that open the sentence.
        Span deed{0, lower.size()};
        if (const auto comma = lower.find(',');
            comma != std::string::npos && line.starts_with_any(list_of(norm, "openings"), deed))
            deed.start = comma + 1;
        PairSide side;
        side.span = task.span;
        side.reports = line.starts_with_any(list_of(norm, "report_words"), deed);
        side.terms = out.space.add(rest);
        // "trước ngày 30/9/2026" alone asks nothing.
        if (side.terms.one.empty() && !match.row.by_document) continue;
        side.rhythm = rhythm_in(theirs.prose, task.span);
        if (task.due) {
            side.days = {{task.due_span.value_or(task.span), *task.due, *task.due}};
            side.given = static_cast<int>(std::max<std::int64_t>(0, task.due->days() - theirs.day().days()));
        }
        side.figures = figures_in(norm, vocabulary, theirs.prose, task.span);
        side.spends = spends(side);
        side.cites = !citations_in(theirs.prose, task.span).empty();
        side.place = static_cast<int>(task.span.start);
        out.tasks.push_back(std::move(side));
        out.rows.push_back(std::move(match));
    }
    std::vector<PairSide*> tasks, stretches;
    for (PairSide& task : out.tasks) tasks.push_back(&task);
    for (Candidate& one : out.stretches) stretches.push_back(&one);
    out.signs = Pairing(out.space, tasks, stretches);
    return out;
}

}  // namespace sauro::rulebook
