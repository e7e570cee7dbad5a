// What a draft sets somebody to do: the tasks read from it, and the clauses that order something in another way.
#include <algorithm>

#include "rulebook/check/analysers.hpp"
#include "rulebook/prose/citations.hpp"
#include "rulebook/prose/outline.hpp"

namespace sauro::rulebook {
namespace {

constexpr std::size_t longest_sentence = 1000, longest_paragraph = 8000;  // bytes

Span part_around(const Norm& norm, const Prose& prose, Span task, Span word) {
    // The clause that holds the word, cut at ';' and at the ends of sentences; what only closes it ("…; không còn ai từ
    // 8 giờ", "…; xong trước ngày 30/6") belongs to it.
    Span out = task;
    for (std::size_t i = task.start; i < task.end; ++i) {
        const char c = prose.text()[i];
        const bool stop =
            c == ';' || (c == '.' && i + 1 < task.end && (prose.text()[i + 1] == ' ' || prose.text()[i + 1] == '\n'));
        if (!stop) continue;
        if (i < word.start)
            out.start = i + 1;
        else if (c == '.' || !prose.starts_with_any(list_of(norm, "closing_parts"), {i + 1, task.end})) {
            out.end = i;
            break;
        }
    }
    return out;
}

}  // namespace

std::vector<Span> working_paragraphs(const Norm& norm, const Draft& draft, const char* outside_list) {
    const Prose& prose = draft.prose;
    const auto& outside = list_of(norm, outside_list);
    const std::size_t title_end = prose.byte(draft.title_end());
    std::vector<Span> out;
    bool skipped = false;  // under a heading that holds no tasks
    Depth skipped_at = plain;
    const auto head_of = [&](Span paragraph) {
        // "Kinh phí: …" says its own heading.
        const std::size_t first = prose.first_word(paragraph);
        const auto text = prose.lower({first, paragraph.end});
        constexpr std::size_t longest = 60;
        const auto colon = text.substr(0, longest).find(':');
        return Span{first, colon == std::string_view::npos ? first : first + colon};
    };
    for (const Span& paragraph : prose.paragraphs()) {
        if (paragraph.end <= title_end) continue;
        const auto text = prose.of(paragraph);
        constexpr std::size_t heading_words = 12;
        const Span whole{prose.first_word(paragraph), paragraph.end};
        const bool open_end =
            count_words(text) <= heading_words && std::string_view(".;,:").find(text.back()) == std::string_view::npos;
        const bool no_tasks = open_end && prose.find_any(outside, whole);
        const bool tasks = open_end && prose.find_any(list_of(norm, "task_sections"), whole);
        if (open_end && (no_tasks || tasks || all_capitals(prose.of(whole)))) {
            skipped = no_tasks && !tasks;
            skipped_at = depth_of(text);
            continue;
        }
        // "Điều 3. Giữ đường" behind "Điều 1. Phạm vi": the next of its kind.
        if (skipped && open_end && depth_of(text) < dash && depth_of(text) <= skipped_at) skipped = false;
        if (skipped) continue;
        if (prose.starts_with_any(list_of(norm, "grounds"), paragraph)) continue;
        if (const Span head = head_of(paragraph); !head.empty() && prose.find_any(outside, head)) continue;
        out.push_back(paragraph);
    }
    return out;
}

namespace {

// Who does what an item says, when it begins with the deed: "… do thú y xã làm", "…; Hợp tác xã thuê máy xúc".
std::optional<std::string> doer_inside(const Norm& norm, const Draft& draft, Span item) {
    const Prose& prose = draft.prose;
    for (const auto& word : list_of(norm, "doer_words")) {
        if (const auto found = prose.find(word, item)) return std::string(prose.of(*found));
    }
    std::size_t start = prose.first_word(item);
    for (std::size_t i = start; i <= item.end; ++i) {
        const bool stop = i == item.end || std::string_view(".;:,(").find(prose.text()[i]) != std::string_view::npos;
        if (!stop) continue;
        const Span part = prose.trimmed({start, i});
        start = i + 1;
        if (part.empty()) continue;
        const auto body = named_body(norm, draft, part);
        if (body && body->start == part.start) return std::string(prose.of(*body));
        // "Công khai: kế toán Quỹ in bảng kê", "…, ban công tác mặt trận đọc từng điều": one who bears an office.
        static const Phrases officers = {"kế toán", "thủ quỹ", "văn thư", "thủ kho", "ban công tác mặt trận"};
        if (const auto one = prose.find_any(officers, part); one && one->start == part.start)
            return std::string(prose.of(*one));
    }
    return std::nullopt;
}

// A deed opens the item: at its first word, or behind what tells when or how soon ("Mỗi quý họp với nhà trường …",
// "Sớm bố trí chỗ ở …", "Chiều thứ Tư hằng tuần, nhặt rác …").
bool opens_with_deed(const Norm& norm, const Draft& draft, Span item) {
    const Prose& prose = draft.prose;
    const auto& verbs = list_of(norm, "task_verbs");
    if (prose.starts_with_any(verbs, item)) return true;
    const std::size_t first = prose.first_word(item);
    constexpr std::size_t opening = 90;  // bytes
    const auto deed = prose.find_any(verbs, {first, std::min(item.end, first + opening)});
    if (!deed || deed->start == first) return false;
    const Span before = prose.trimmed({first, deed->start});
    if (named_body(norm, draft, before)) return false;
    if (list_of(norm, "plain_adverbs").contains(prose.lower(before))) return true;
    static const Phrases times = {"mỗi",  "hằng",  "hàng", "định kỳ", "trước", "sau", "trong", "từ",
                                  "ngày", "tháng", "quý",  "sáng",    "chiều", "tối", "đầu",   "cuối"};
    static const Phrases ends = {"tuần", "tháng", "quý", "năm", "ngày", "sáng", "chiều", "tối", "lần"};
    if (!prose.starts_with_any(times, before) || !time_said(draft, before)) return false;
    const auto text = prose.lower(before);
    const auto last = text.substr(text.find_last_of(' ') + 1);
    return text.ends_with(',') || (last.back() >= '0' && last.back() <= '9') || ends.contains(last);
}

// "Đơn vị chủ trì: Phòng Kinh tế" belongs to the task above (outline.hpp).
bool only_a_label(const Norm& norm, const Prose& prose, Span clause) {
    return std::ranges::any_of(list_of(norm, "doer_labels"), [&](const auto& label) {
        if (!prose.starts_with(label, clause)) return false;
        const std::size_t after = prose.first_word(clause) + label.size();
        return after < clause.end && prose.text()[after] == ':';
    });
}

// "4. Đề nghị Ủy ban Mặt trận Tổ quốc xã" alone on its line: what is asked stands below.
bool only_names(const Norm& norm, const Draft& draft, Span paragraph) {
    const Prose& prose = draft.prose;
    constexpr std::size_t heading_words = 14;
    const auto& orders = list_of(norm, "directives");
    if (paragraph.empty() || !word_byte(prose.of(paragraph).back()) || !prose.starts_with_any(orders, paragraph) ||
        count_words(prose.of(paragraph)) > heading_words)
        return false;
    const auto order = prose.find_any(orders, paragraph);
    return named_body(norm, draft, paragraph) &&
           !prose.find_any(list_of(norm, "task_verbs"), {order->end, paragraph.end});
}

std::vector<OwnTask> find_tasks(const Norm& norm, const Draft& draft) {
    const Prose& prose = draft.prose;
    std::vector<OwnTask> out;
    const auto& paragraphs = prose.paragraphs();
    const std::size_t title_end = prose.byte(draft.title_end());
    const auto frames = outline(norm, draft);
    const auto frame_of = [&](Span span) -> const Frame* {
        const auto after = std::ranges::upper_bound(paragraphs, span.start, {}, [](const Span& p) { return p.start; });
        return after == paragraphs.begin() ? nullptr
                                           : &frames[static_cast<std::size_t>(after - paragraphs.begin()) - 1];
    };
    // What the task does not say itself, its heading or a line beside it may.
    const auto inherit = [&](OwnTask& own, bool doer) {
        const Frame* frame = own.span.empty() ? nullptr : frame_of(own.span);
        if (!frame) return;
        if (!own.has_time && frame->time) {
            own.has_time = true;
            if (frame->term && !own.due) own.due = frame->term->day, own.due_span = frame->term->span;
        }
        if (doer && !own.lead) own.lead = frame->doer;
    };
    const auto paragraph_of = [&](Span span) {
        const auto after = std::ranges::upper_bound(paragraphs, span.start, {}, [](const Span& p) { return p.start; });
        if (after == paragraphs.begin()) return span;
        const Span found = *std::prev(after);
        // A paragraph longer than any office writes would be read again for each of its tasks.
        if (span.start >= found.end || found.end - found.start > longest_paragraph) return span;
        return Span{found.start, std::max(found.end, span.end)};
    };
    const auto judge = [&](OwnTask& own) {
        if (own.span.empty()) return;
        // To the end of its sentence: "…, hoàn thành vào thời điểm thích hợp".
        Span said = own.span;
        const auto after =
            std::ranges::upper_bound(prose.sentences(), said.end, {}, [](const Span& s) { return s.start; });
        if (own.source == OwnTask::Source::read && after != prose.sentences().begin()) {
            const std::size_t end = std::min(std::prev(after)->end, own.paragraph.end);
            said.end = std::max(said.end, std::min(end, said.end + longest_sentence));
        }
        own.vague_time = vague_time_in(norm, draft, said);
        if (own.vague_time) {
            const Span part = part_around(norm, prose, own.paragraph, *own.vague_time);
            if (time_said(draft, {part.start, own.vague_time->start}) ||
                time_said(draft, {own.vague_time->end, part.end}))
                own.vague_time.reset();
        }
        own.vague_body = vague_group(norm, draft, own.span);
        if (!own.vague_body && own.lead) own.vague_body = vague_doer_cell(norm, draft, own.paragraph, *own.lead);
        // "khi nghiệm thu", "suốt đợt lũ": an event sets the time, where it is none that may never come.
        if (!own.has_time && !own.vague_time) own.has_time = prose.find_any(list_of(norm, "events"), said).has_value();
    };
    for (const auto& task : draft.document.tasks) {
        constexpr std::size_t bare = 3;  // "phối hợp thực hiện" sets nothing of its own
        if (count_words(task.work) <= bare && text::canonical(task.work).starts_with("phối hợp")) continue;
        OwnTask own;
        own.span = {prose.byte(task.start), prose.byte(task.end)};
        own.paragraph = own.span.empty() ? own.span : paragraph_of(own.span);
        // "II- Đảng ủy Ủy ban nhân dân phường chỉ đạo" gives what stands below it to somebody.
        constexpr std::size_t role_words = 3;
        const Frame* frame = own.span.empty() ? nullptr : frame_of(own.span);
        if (frame && frame->heads && task.lead && count_words(task.work) <= role_words) continue;
        if (frame && only_names(norm, draft, own.paragraph)) continue;
        own.work = task.work;
        own.lead = task.lead;
        if (task.due) {
            if (const auto day = base::Date::parse_iso(*task.due)) {
                own.due = task.due_exclusive ? day->plus_days(-1) : *day;
                if (task.due_text && !own.span.empty())
                    own.due_span = prose.find(text::canonical(*task.due_text), own.paragraph);
            }
        }
        own.has_time = task.due || task.recurrence || (!own.span.empty() && time_said(draft, own.paragraph));
        inherit(own, false);
        judge(own);
        out.push_back(std::move(own));
    }
    std::size_t read = out.size();
    const auto overlaps_read = [&](Span span) {
        return std::any_of(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(read), [&](const OwnTask& task) {
            return task.span.start < span.end && span.start < task.span.end;
        });
    };
    for (const TaskRow& row : task_rows(norm, draft)) {
        if (overlaps_read(row.span)) continue;
        OwnTask own;
        own.source = OwnTask::Source::item;
        own.span = own.paragraph = row.span;
        own.work = std::string(prose.of(row.work));
        own.lead = row.doer;
        own.has_time = !row.time.empty() || time_said(draft, row.span);
        if (const auto days = days_in(prose, row.time.empty() ? row.span : row.time); !days.empty())
            own.due = days.back().day, own.due_span = days.back().span;
        judge(own);
        out.push_back(std::move(own));
    }
    read = out.size();
    // Items that begin with what is to be done and not with who does it.
    const bool addressed = !draft.document.addressees.empty();  // whom a letter is sent to does what it asks
    for (const Span& paragraph : working_paragraphs(norm, draft)) {
        const Frame* frame = frame_of(paragraph);
        if (prose.of(paragraph).ends_with(':') || (frame && frame->heads)) continue;
        if (!opens_item(prose.of(paragraph)) || overlaps_read(paragraph)) continue;
        const auto term = term_in(draft, paragraph);
        // "Mọi bến đò có phao trước ngày 30/6": what is to be there by a day, though no deed is named.
        const bool result = term && prose.find_any(list_of(norm, "closing_words"), term->span) &&
                            !prose.starts_with_any(list_of(norm, "time_labels"), paragraph) &&
                            !named_body(norm, draft, paragraph) && citations_in(prose, paragraph).empty();
        if (!result && !opens_with_deed(norm, draft, paragraph)) continue;
        OwnTask own;
        own.source = OwnTask::Source::item;
        own.span = own.paragraph = paragraph;
        own.work = std::string(prose.of(paragraph));
        own.lead = doer_inside(norm, draft, paragraph);
        if (!own.lead && addressed) own.lead = "nơi nêu ở trên";
        own.has_time = time_said(draft, paragraph);
        if (term) {
            own.due = term->day;
            own.due_span = term->span;
        }
        inherit(own, true);
        judge(own);
        out.push_back(std::move(own));
    }
    read = out.size();
    // Directives the reader of documents took for no task: those are just the vague ones, or tasks told in another
    // order.
    const auto working = working_paragraphs(norm, draft, "aim_sections");
    const auto aims = [&](Span clause) {  // it stands where no task is set: "2. Yêu cầu", "Điều 2. Nguyên tắc"
        const auto after = std::ranges::upper_bound(working, clause.start, {}, &Span::start);
        return after == working.begin() || std::prev(after)->end <= clause.start;
    };
    bool listing = false;  // after "… yêu cầu:" an item speaks to whom it begins with, without a verb of its own
    for (const Span& sentence : prose.sentences()) {
        if (sentence.end <= title_end) continue;
        if (prose.of(prose.trimmed(sentence)).ends_with(':') && prose.find_any(list_of(norm, "directives"), sentence)) {
            listing = true;  // the introduction asks nothing by itself, and the date it cites is no time limit
            continue;
        }
        for (const Span& clause : prose.clauses(sentence)) {
            const Frame* frame = frame_of(clause);
            if (overlaps_read(clause) || only_a_label(norm, prose, clause) || (frame && frame->heads) || aims(clause))
                continue;
            const auto order = prose.find_any(list_of(norm, "directives"), clause);
            const auto body = named_body(norm, draft, clause);
            const auto group = vague_group(norm, draft, clause);
            const std::size_t first = prose.first_word(clause);
            const bool opens = (group && group->start == first) || (body && body->start == first);
            const bool open_ended = open_time_in(norm, draft, clause).has_value();
            if (!order && !opens && !open_ended && !group) continue;
            if (order && prose.find_any(list_of(norm, "past"), {clause.start, order->start})) continue;
            OwnTask own;
            own.source = OwnTask::Source::clause;
            own.span = clause;
            own.paragraph = paragraph_of(clause);
            own.work = std::string(prose.of(clause));
            if (body) own.lead = std::string(prose.of(*body));
            own.has_time = time_said(draft, clause);
            inherit(own, true);
            judge(own);
            // A clause that merely begins with a body tells as often as it orders; it counts when it is vague, or says
            // who answers for it.
            static const Phrases charges = {"giao", "chủ trì", "có trách nhiệm"};
            const bool charged = body && prose.find_any(charges, clause);
            const bool counts = own.vague_time || own.vague_body || charged || (order && read == 0);
            if (!counts && !(listing && opens && group)) continue;
            out.push_back(std::move(own));
        }
    }
    std::erase_if(out,
                  [&](const OwnTask& task) { return !task.span.empty() && only_recounts(norm, draft, task.span); });
    std::ranges::sort(out, {}, [](const OwnTask& task) { return task.span.start; });
    return out;
}

bool same_lists(const Norm& a, const Norm& b) {
    static constexpr std::string_view used[] = {
        "directives",       "vague_time",       "neutral_time",    "qualities",     "past",
        "orders",           "group_heads",      "group_marks",     "loose_heads",   "group_known_by",
        "plurals",          "task_verbs",       "doer_words",      "bodies",        "not_bodies",
        "classes",          "no_task_sections", "task_sections",   "grounds",       "term_words",
        "time_labels",      "doer_labels",      "task_columns",    "time_nouns",    "loose_qualities",
        "when_words",       "means_words",      "openings",        "names_follow",  "doer_columns",
        "time_columns",     "closing_words",    "plain_adverbs",   "done",          "closing_parts",
        "events",           "group_kinds",      "group_places",    "group_people",  "group_alone",
        "group_companions", "leaders_told",     "names_elsewhere", "past_openings", "order_turns",
        "told_sections",    "target_columns",   "aim_sections"};
    return std::ranges::all_of(
        used, [&](std::string_view name) { return list_of(a, std::string(name)) == list_of(b, std::string(name)); });
}

}  // namespace

const std::vector<OwnTask>& own_tasks(const Norm& norm, const Draft& draft) {
    for (const auto& found : draft.found_tasks) {
        if (found.norm == &norm || same_lists(*found.norm, norm)) return found.tasks;
    }
    return draft.found_tasks.emplace_back(Draft::TasksByLists{&norm, find_tasks(norm, draft)}).tasks;
}

}  // namespace sauro::rulebook
