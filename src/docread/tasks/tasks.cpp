// What a document asks for: who leads, with whom, what, until when. A paragraph is read together with what introduces
// it: "Giao các cơ quan sau:" orders its items, "Sở Nội vụ có trách nhiệm:" leads them, "Tổ chức thực hiện" expects
// them.
#include <algorithm>

#include "docread/tasks/tasks_reader.hpp"
#include "text/text.hpp"

namespace sauro::docread {
namespace {

constexpr std::size_t kMost = 2000;       // tasks of one document
constexpr std::size_t kLongest = 12'000;  // bytes of one paragraph; a longer one is no task but a wall of text

}  // namespace

void TaskReader::read(const std::vector<Unit>& units) {
    for (std::size_t k = 0; k < units.size() && out.size() < kMost; ++k) {
        const Unit& u = units[k];
        while (!stack_.empty() && stack_.back().level >= u.level) {
            // An introduction none of whose items asked for anything was the task itself.
            close();
        }
        if (u.folded.end - u.folded.begin > kLongest) continue;
        const Words words(source_, {u.text, u.folded.end});
        if (words.size() == 0 || is_table_row(u)) continue;
        if (setting_.fields && is_field_line(source_, {u.text, u.folded.end})) continue;
        if (read_heading(units, k, words)) continue;
        read_unit(units, k, words);
    }
    while (!stack_.empty()) close();
    std::stable_sort(out.begin(), out.end(), [](const Task& a, const Task& b) { return a.start < b.start; });
}

bool TaskReader::is_table_row(const Unit& u) const {
    const std::string_view raw = source_.raw(u.raw);
    return std::count(raw.begin(), raw.end(), '\t') >= 2;
}

std::string TaskReader::trimmed(std::string s) { return std::string(strip(s, " ,;:.-–")); }

bool TaskReader::told_here() const { return !stack_.empty() ? stack_.back().told : setting_.report; }

bool TaskReader::orders_here() const { return !stack_.empty() && stack_.back().orders; }

void TaskReader::read_unit(const std::vector<Unit>& units, std::size_t k, const Words& words) {
    const Unit& u = units[k];
    if (told_here()) return;
    if (u.section) section_ordered_ = false;
    unit_lead_.reset();
    unit_ordered_ = unit_vague_ = listing_ = false;
    closed_ = u.closed || (!u.section && !u.dash && setting_.closes(source_.fold({u.text, u.folded.end})));
    last_of_unit_ = out.size();
    const std::size_t before = out.size();
    bool first = true;
    if (inherits(u, words, 0, words.size())) {
        // An item under a lead is one task, whatever it holds.
        const Context& c = stack_.back();
        add(u, words, 0, words.size(), c.lead, c.contributors, 0, c.confidence);
        Task& t = out.back();
        if (!t.due && !t.due_text && c.due && c.due->date && !t.recurrence) put_due(t, *c.due);
        if (!t.recurrence) t.recurrence = c.recurrence;
        ++stack_.back().asked;
        if (has_items(units, k) && u.introduces) open_content(u);
        return;
    }
    for (const Span& sentence : sentences(source_, {u.text, u.folded.end})) {
        const std::size_t from = words.at(sentence.begin), to = words.at(sentence.end);
        if (from >= to) continue;
        read_sentence(u, words, from, to, first);
        first = false;
    }
    if (out.size() > before) {
        if (!stack_.empty()) stack_.back().asked += out.size() - before;
    }
    if (has_items(units, k) && (u.introduces || out.size() > before)) open_context(units, k, words, before);
}

bool TaskReader::subject_counts(const Unit& u, const Words& words, const Led& led, std::size_t to, bool first) const {
    const Actors& a = led.actors;
    if (a.colon && !a.has_deed)
        return a.end < to && !is_word(words, a.end, {"khong", "tu", "gom", "la", "den"}) &&
               !(words.folded(a.end)[0] >= '0' && words.folded(a.end)[0] <= '9') &&
               (orders_here() || (u.section && setting_.directive)) &&
               (!words[a.end].upper || deeds().match(words, a.end) > 0);
    const std::string name = text::fold(words.text(a.begin, a.end));
    if (a.has_deed && setting_.is_issuer(name) && !u.section && !u.dash) return false;
    const bool role = roles().match(words, a.begin) > 0 ||
                      (is_word(words, a.begin, {"cac", "nhung"}) && roles().match(words, a.begin + 1) > 0);
    if (role && !(a.charged && is_word(words, a.begin, {"nguoi"}))) return false;
    if (a.charged) return true;
    if (!first && !sentence_start_ && unit_ordered_ && a.has_deed) return true;  // "Giao A …; B …"
    // "Đồng ý về nguyên tắc; Văn phòng Tỉnh ủy hoàn thiện …": agreed, and who carries it out.
    if (!first && !sentence_start_ && a.has_deed && setting_.directive && words[a.begin].upper && sentence_agrees_)
        return true;
    const Span rest{words[a.begin].folded.begin, words.stretch(a.begin, to).end};
    const auto due = find_due(source_, rest, setting_.date);
    const bool rhythm = find_recurrence(source_, rest).has_value();
    if (due && (due->date || due->strength >= 3)) return true;
    if (!first && !sentence_start_ && !unit_lead_ && !rhythm &&
        !(words[a.begin].upper && u.section && setting_.directive))
        return false;
    if (rhythm) return true;
    if (!first && sentence_start_) return unit_ordered_ && words[a.begin].upper && setting_.directive && a.has_deed;
    if (!first && !words[a.begin].upper) return false;
    if (orders_here()) return true;
    if (is_word(words, a.deed, {"phai", "can", "khan"})) return u.section || u.dash;
    if (!u.section && !u.dash && section_ordered_ && setting_.directive && words[a.begin].upper && a.has_deed)
        return true;
    return setting_.directive && u.section && u.level > 0;
}

void TaskReader::read_sentence(const Unit& u, const Words& words, std::size_t from, std::size_t to, bool first) {
    sentence_end_ = to;
    sentence_agrees_ = (is_word(words, from, {"dong"}) && is_word(words, from + 1, {"y"})) ||
                       (is_word(words, from, {"nhat"}) && is_word(words, from + 1, {"tri"})) ||
                       (is_word(words, from, {"thong"}) && is_word(words, from + 1, {"nhat"})) ||
                       (is_word(words, from, {"cho"}) && is_word(words, from + 1, {"phep"}));
    std::size_t begin = from;
    bool piece_first = first;
    for (std::size_t i = from + 1; i <= to; ++i) {
        if (i < to && (words[i].sep != ';' || words[i].bracketed)) continue;
        // A list of those responsible has ';' too; a piece must be able to stand alone.
        if (i < to && !stands_alone(words, begin, i, to)) continue;
        read_piece(u, words, begin, i, piece_first, begin == from);
        piece_first = false;
        begin = i;
    }
}

bool TaskReader::stands_alone(const Words& words, std::size_t begin, std::size_t i, std::size_t to) const {
    const auto led = leads_.find_led(words, begin, to, false);
    if (!led || !led->actors.has_deed) return true;
    if (led->actors.deed >= i) return false;
    // "chủ trì, phối hợp với A; B xây dựng …": the list of helpers is not over.
    const auto helpers = find_contributors(words, led->actors.deed, i);
    return !helpers || helpers->end < i;
}

void TaskReader::read_piece(const Unit& u, const Words& words, std::size_t from, std::size_t to, bool first,
                            bool sentence_start) {
    sentence_start_ = sentence_start;
    auto led = leads_.find_led(words, from, to, false);
    // "Giao A lãnh đạo …; chỉ đạo Sở B …": A directs, B is not asked here.
    if (led && led->ordered && unit_lead_ && !sentence_start && is_word(words, from, {"chi", "phan"})) led.reset();
    if (led && !led->ordered && !subject_counts(u, words, *led, first && sentence_start ? sentence_end_ : to, first))
        led.reset();
    if (led && led->actors.colon && !led->actors.has_deed && led->actors.end >= to) led.reset();
    if (led && setting_.told_by(source_, words.stretch(from, to))) led.reset();
    // "… chịu trách nhiệm trước … nếu để …": who answers for it, no work.
    if (led && !led->ordered && is_word(words, led->actors.deed, {"chiu"}) &&
        is_word(words, led->actors.deed + 3, {"truoc"}) && contains_word(source_.fold(words.stretch(from, to)), "neu"))
        led.reset();
    // "… đã ban hành Kế hoạch, trong đó giao …; yêu cầu …": the tale goes on behind the semicolon.
    if (sentence_start) sentence_told_ = false;
    if (led && led->ordered && !sentence_start && sentence_told_) led.reset();
    if (!led && sentence_start) sentence_told_ = tells_of_orders(words, from, to);
    if (led) {
        unit_lead_ = trimmed(words.text(led->actors.begin, led->actors.end));
        double confidence = led->confidence;
        if (!led->ordered) confidence = led->actors.charged ? 0.85 : 0.75;
        unit_vague_ = is_vague(words, led->actors.begin, led->actors.end);
        if (unit_vague_) confidence *= 0.7;
        listing_ = false;
        for (std::size_t i = led->actors.end + 1; i < to; ++i)
            listing_ = listing_ || (words[i].sep == ':' && !words[i].bracketed);
        if (implementation_clause(words, led->actors.deed)) confidence = std::min(confidence, 0.6);
        unit_confidence_ = confidence;
        unit_ordered_ = unit_ordered_ || led->ordered;
        section_ordered_ = true;
        add(u, words, from, to, *unit_lead_, {}, led->actors.has_deed ? led->actors.deed : led->actors.end, confidence);
        more_orders(u, words, *led, to);
        return;
    }
    if (first && sentence_start && !stack_.empty() && stack_.back().orders && !stack_.back().named &&
        !stack_.back().lead.empty() && deeds().match(words, from) > 0) {
        const auto due = find_due(source_, words.stretch(from, to), setting_.date);
        if (due && due->date && due->strength >= 3) {
            unit_lead_ = stack_.back().lead;
            add(u, words, from, to, *unit_lead_, {}, from, stack_.back().confidence);
            return;
        }
    }
    // "Báo cáo gửi về Bộ trước ngày …" below the list of what the bodies addressed have to do.
    if (first && sentence_start && closed_lead_.level == u.level &&
        is_word(words, from, {"bao", "ket", "van", "ho", "danh", "thoi", "noi", "so", "cac"})) {
        const auto due = find_due(source_, words.stretch(from, to), setting_.date);
        if (due && due->date && due->strength >= 4) {
            add(u, words, from, to, closed_lead_.lead, {}, from, std::max(0.4, closed_lead_.confidence * 0.8));
            if (closed_lead_.lead.empty())
                out.back().lead.reset();  // several were named above: whose it is, is not said
            return;
        }
    }
    continue_task(u, words, from, to, sentence_start);
}

// "… đã …, trong đó giao …": orders somebody gave before, told.
bool TaskReader::tells_of_orders(const Words& words, std::size_t from, std::size_t to) {
    bool past = false;
    for (std::size_t i = from; i < to && i < from + 120; ++i) {
        past = past || (is_word(words, i, {"da"}) && !words[i].upper);
        if (past && orders().match(words, i) > 0 && told_before(words, from, i)) return true;
    }
    return false;
}

bool TaskReader::implementation_clause(const Words& words, std::size_t deed) {
    for (std::size_t k = deed; k < words.size() && k < deed + 6; ++k) {
        if (is_word(words, k, {"thi"}) && is_word(words, k + 1, {"hanh"})) return true;
    }
    return false;
}

void TaskReader::more_orders(const Unit& u, const Words& words, const Led& led, std::size_t to) {
    if (!led.gives || !led.actors.has_deed) return;
    std::size_t begin = led.actors.deed;
    std::size_t last = begin;
    for (std::size_t i = begin + 1; i < to; ++i) {
        if (orders().match(words, i) == 0 || words[i].upper || words[i].quoted) continue;
        const bool joint = words[i].sep == ',' || is_word(words, i - 1, {"va"}) ||
                           (is_word(words, i - 1, {"thoi"}) && is_word(words, i - 2, {"dong"}));
        if (!joint || i < last + 3) continue;
        if (!is_word(words, i, {"giao", "phan"})) continue;
        const auto next = leads_.order_at(words, led.actors.begin, i, to);
        if (!next || !next->actors.has_deed) continue;
        trim_last(words, i);
        unit_lead_ = trimmed(words.text(next->actors.begin, next->actors.end));
        add(u, words, i, to, *unit_lead_, {}, next->actors.deed, 0.8);
        last = next->actors.deed;
        i = last;
    }
}

void TaskReader::trim_last(const Words& words, std::size_t i) {
    Task& t = out.back();
    const std::size_t end = words.stretch(0, i).end;
    if (end <= last_from_) return;
    const std::vector<std::string> helpers = t.contributors;
    Task redone = make(last_from_, end, last_deed_, t.lead.value_or(""), t.confidence);
    redone.contributors = helpers;
    t = std::move(redone);
}

void TaskReader::continue_task(const Unit& u, const Words& words, std::size_t from, std::size_t to,
                               bool sentence_start) {
    if (!unit_lead_ || out.size() <= last_of_unit_ || from >= to) return;
    Task& last = out.back();
    const Span span = words.stretch(from, to);
    const auto due = find_due(source_, span, setting_.date);
    const auto rhythm = find_recurrence(source_, span);
    // "ưu tiên các lĩnh vực: …; …; …": a list inside the sentence. A lead that is everybody is asked once.
    if (listing_ || unit_vague_) {
        last.end = source_.raw_span(span).end;
        if (due && due->strength >= 3 && !last.due && !last.recurrence) put_due(last, *due);
        return;
    }
    // "…; hoàn thành trước ngày …", "…; gửi Văn phòng trước ngày …" date the work before them; "báo cáo", "gửi danh
    // sách" is work of its own.
    const bool hands_in = is_word(words, from, {"gui", "trinh"}) &&
                          (is_word(words, from + 1, {"ve", "den", "cho", "qua"}) || actor_at(words, from + 1));
    const bool closing = hands_in || is_word(words, from, {"hoan", "xong", "thoi", "han", "cham", "truoc"});
    const bool helpers = find_contributors(words, from, to).has_value();
    if (sentence_start) {
        if (due && due->strength >= 3 && closing && !last.due && !last.recurrence) {
            put_due(last, *due);
            last.end = source_.raw_span(span).end;
            return;
        }
        // "Sở A chủ trì …. Tổng hợp, báo cáo …": the next sentence goes on with what the body has to do.
        if (deeds().match(words, from) > 0 && !is_word(words, from, {"khong", "can", "phai", "tuyet", "chi"}) &&
            to - from > 3)
            add(u, words, from, to, *unit_lead_, {}, from, unit_confidence_ * 0.8);
        return;
    }
    const bool own_term = (due && due->strength >= 2) || rhythm;
    // "…; trong năm 2026 hướng dẫn …", "…; chậm nhất ngày 15/3 ban hành …": the term first, and then the work.
    if (due && due->strength >= 2 && due->folded.begin <= span.begin + 2) {
        const std::size_t work = words.at(due->folded.end);
        if (work < to && work > from && deeds().match(words, work) > 0) {
            add(u, words, from, to, *unit_lead_, {}, work, unit_confidence_ * 0.9);
            return;
        }
    }
    if (closing && !rhythm && !last.due && !last.due_text && !last.recurrence) {
        if (due) put_due(last, *due);
        last.end = source_.raw_span(span).end;
        return;
    }
    const bool accountable = is_word(words, from, {"chiu"}) && contains_word(source_.fold(span), "neu");
    const bool deed =
        !accountable && (deeds().match(words, from) > 0 || adverbials().match(words, from) > 0) &&
        (deeds().match(words, from) > 1 ||
         !is_word(words, from, {"khong", "tuyet", "nhat", "de", "nham", "trong", "neu", "truong", "theo"}));
    if (helpers || rhythm || (deed && (!closing || (own_term && last.due)))) {
        add(u, words, from, to, *unit_lead_, {}, from, unit_confidence_ * 0.9);
        return;
    }
    last.work += "; " + trimmed(text::collapse_space(source_.raw(source_.raw_span(span))));
    last.end = source_.raw_span(span).end;
}

void TaskReader::put_due(Task& t, const Due& due) const {
    if (due.date) t.due = due.date->iso();
    t.due_exclusive = due.exclusive;
    t.due_text = text::collapse_space(source_.raw(source_.raw_span(due.folded)));
}

Task TaskReader::make(std::size_t from, std::size_t end, std::size_t deed, const std::string& lead, double confidence) {
    Task t;
    const Span span{from, end};
    const Span raw = source_.raw_span(span);
    t.lead = lead;
    t.start = raw.begin;
    t.end = raw.end;
    t.work = trimmed(text::collapse_space(source_.raw(source_.raw_span({deed, end}))));
    t.recurrence = find_recurrence(source_, {deed, end});
    // "Hằng năm, …", "Trước ngày 15/12, …": in front of whom it is for.
    const std::string_view opening = source_.fold(span);
    if (!t.recurrence &&
        (opening.starts_with("hang ") || opening.starts_with("dinh ky") || opening.starts_with("moi ")))
        t.recurrence = find_recurrence(source_, {from, deed});
    last_due_ = find_due(source_, {deed, end}, setting_.date);
    if (!last_due_) {
        last_due_ = find_due(source_, {from, deed}, setting_.date);
        if (last_due_ && last_due_->folded.begin > from + 2) last_due_.reset();
    }
    if (last_due_) {
        // A day that comes again every year is no day: "trình trước ngày 20/12" of a yearly list.
        const bool dated = setting_.dated(source_, last_due_->folded);
        if (last_due_->date && !dated && contains_word(source_.fold(span), "hang nam")) {
            last_due_->date.reset();
            last_due_->exclusive = false;
            t.recurrence = t.recurrence ? t.recurrence : std::optional<std::string>("yearly");
        }
        put_due(t, *last_due_);
        if (!t.recurrence && !last_due_->date) t.recurrence = find_recurrence(source_, last_due_->folded);
        if (t.due && t.recurrence && dated && !recurs_itself(span))
            t.recurrence = find_recurrence(source_, {deed, end});
    }
    if (!closed_) t.clause = clause_path(sections_, raw.begin);
    t.confidence = source_.marks_missing() ? confidence * 0.5 : confidence;
    last_from_ = from;
    last_deed_ = deed;
    return t;
}

bool TaskReader::recurs_itself(Span span) const { return contains_word(source_.fold(span), "dinh ky"); }

// "… xây dựng kế hoạch trước ngày 15/3 và báo cáo kết quả trước ngày 30/6": where the second verb stands that has a
// term of its own; `to` when none does.
std::size_t TaskReader::second_term(const Words& words, std::size_t from, std::size_t to) const {
    for (std::size_t i = from + 4; i + 3 < to && i < from + 120; ++i) {
        if (!is_word(words, i - 1, {"va"}) || words[i].sep != ' ' || words[i].bracketed || words[i].quoted ||
            deeds().match(words, i) < 2)
            continue;
        const auto first = find_due(source_, words.stretch(from, i - 1), setting_.date);
        if (!first || !first->date || first->strength < 3 || words.at(first->folded.end) + 1 < i - 1) continue;
        const auto own = find_due(source_, words.stretch(i, to), setting_.date);
        if ((own && own->date && own->strength >= 3) || find_recurrence(source_, words.stretch(i, to))) return i;
    }
    return to;
}

void TaskReader::add(const Unit& u, const Words& words, std::size_t from, std::size_t to, const std::string& lead,
                     std::vector<std::string> contributors, std::size_t deed, double confidence) {
    if (out.size() >= kMost) return;
    const Span span = words.stretch(from, to);
    std::size_t work = deed;
    if (deed < to) {
        if (auto helpers = find_contributors(words, deed, to)) {
            for (std::string& name : helpers->names) contributors.push_back(std::move(name));
            work = helpers->end;
        } else if (auto tail = shared_tail(words, deed, to)) {
            contributors = std::move(*tail);
        }
    }
    const std::size_t at = work < to ? words[work].folded.begin : span.end;
    const std::size_t second = second_term(words, work, to);
    const std::size_t end = second < to ? words.stretch(from, second - 1).end : span.end;
    Task t = make(from == 0 ? u.text : span.begin, end, std::min(at, end), lead, confidence);
    t.contributors = std::move(contributors);
    out.push_back(std::move(t));
    if (second < to) add(u, words, second, to, lead, {}, second, confidence * 0.9);
}

std::vector<Task> read_tasks(const Source& source, const Heading& heading, const Layout& layout,
                             const std::vector<Section>& sections) {
    const TaskSetting setting(source, heading);
    TaskReader reader(source, setting, sections);
    reader.read(units(source, layout, sections));
    std::vector<Task> out = std::move(reader.out);
    for (Task& row : read_task_rows(source, layout, setting)) {
        row.clause = clause_path(sections, row.start);
        out.push_back(std::move(row));
    }
    std::stable_sort(out.begin(), out.end(), [](const Task& a, const Task& b) { return a.start < b.start; });
    return out;
}

}  // namespace sauro::docread
