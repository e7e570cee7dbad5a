// What a document asks for, sentence by sentence: who leads, with whom, what, until when. Basic level: sentences that
// give out work by name.
#include <fmt/format.h>

#include <algorithm>

#include "base/time.hpp"
#include "docread/parts.hpp"
#include "docread/tables.hpp"
#include "text/text.hpp"

namespace sauro::docread {
namespace {

constexpr std::size_t kMost = 2000;     // tasks of one document
constexpr std::size_t kLongest = 6000;  // bytes of one sentence; a longer one is no task but a wall of text
constexpr std::size_t kLongestLead = 220;

struct Trigger {
    std::string_view word;  // canonical
    double confidence;
};
constexpr Trigger kTriggers[] = {{"giao cho", 0.9}, {"giao", 0.9},     {"phân công", 0.85},
                                 {"yêu cầu", 0.85}, {"đề nghị", 0.85}, {"chỉ đạo", 0.6}};

// Does the text at a folded offset spell this canonical word? Marks weigh, unless the reading lost them.
bool spells(const Source& source, std::size_t at, std::size_t limit, std::string_view folded_word,
            std::string_view canonical_word) {
    const std::string_view f = source.folded().substr(0, limit);
    if (!f.substr(at).starts_with(folded_word)) return false;
    const std::size_t end = at + folded_word.size();
    if ((at > 0 && is_word_byte(f[at - 1])) || (end < f.size() && is_word_byte(f[end]))) return false;
    return source.marks_missing() || text::canonical(source.raw(source.raw_span({at, end}))) == canonical_word;
}

struct Words {
    std::string_view canonical;
    std::string folded;
};
const std::vector<Words>& folded_table(std::span<const std::string_view> table, std::vector<Words>& store) {
    if (store.empty()) {
        for (const auto w : table) store.push_back({w, text::fold(w)});
    }
    return store;
}
const std::vector<Words>& verbs() {
    static std::vector<Words> store = [] {
        std::vector<Words> s;
        return folded_table(action_verbs(), s);
    }();
    return store;
}
const std::vector<Words>& actors() {
    static std::vector<Words> store = [] {
        std::vector<Words> s;
        return folded_table(actor_starts(), s);
    }();
    return store;
}

bool actor_at(const Source& source, std::size_t at, std::size_t limit) {
    for (const Words& w : actors()) {
        if (spells(source, at, limit, w.folded, w.canonical)) return true;
    }
    return false;
}

// The word right before a folded offset.
std::string_view word_before(std::string_view f, std::size_t at) {
    std::size_t end = at;
    while (end > 0 && f[end - 1] == ' ') --end;
    std::size_t begin = end;
    while (begin > 0 && is_word_byte(f[begin - 1])) --begin;
    return f.substr(begin, end - begin);
}

// Offset of the first verb at or after `from`; a verb that is part of a name ("Ban Chỉ đạo", "Ủy ban Kiểm tra") is
// passed over.
std::size_t first_verb(const Source& source, std::size_t from, std::size_t limit) {
    const std::string_view f = source.folded().substr(0, limit);
    for (std::size_t at = from; at < limit; ++at) {
        if (!is_word_byte(f[at]) || (at > 0 && is_word_byte(f[at - 1]))) continue;
        for (const Words& w : verbs()) {
            if (!spells(source, at, limit, w.folded, w.canonical)) continue;
            const std::string_view before = word_before(f, at);
            if (at > from && (before == "ban" || before == "vien" || before == "so")) break;
            if (starts_upper(source.text().substr(source.raw_at(at), 4)) && at > from)
                break;  // capital inside a sentence: a name
            return at;
        }
    }
    return limit;
}

// "Bộ Y tế, Bộ Giáo dục và Đào tạo và Bộ Nội vụ" -> three; "Giáo dục và Đào tạo" stays together.
std::vector<std::string> split_actors(const Source& source, Span folded) {
    std::vector<std::string> out;
    const std::string_view f = source.folded();
    std::size_t begin = folded.begin;
    const auto put = [&](std::size_t end) {
        std::string name = text::collapse_space(strip(source.raw(source.raw_span({begin, end})), " ,;.:\n\t"));
        if (!name.empty() && name.size() < 200) out.push_back(std::move(name));
    };
    for (std::size_t i = folded.begin; i < folded.end && out.size() < 40; ++i) {
        std::size_t next = 0;
        if (f[i] == ',' || f[i] == ';')
            next = i + 1;
        else if (i > folded.begin && f[i - 1] == ' ' && f.substr(i).starts_with("va "))
            next = i + 3;
        else
            continue;
        while (next < folded.end && (f[next] == ' ' || f[next] == '\n')) ++next;
        if (!actor_at(source, next, folded.end)) continue;
        put(i);
        begin = next;
        i = next;
    }
    put(folded.end);
    return out;
}

struct Due {
    std::string iso, written;
    bool exclusive = false;
    Span raw;
};

std::string last_day(int year, int month) {
    for (int day = 31; day > 27; --day) {
        if (const auto d = base::Date::from_ymd(year, month, day)) return d->iso();
    }
    return {};
}

long number_at(std::string_view f, std::size_t& at) {
    const std::size_t from = at;
    long n = 0;
    while (at < f.size() && at - from < 4 && f[at] >= '0' && f[at] <= '9') n = n * 10 + (f[at++] - '0');
    return at == from ? -1 : n;
}

// "trong năm 2025", "trong quý I/2026", "trong tháng 3/2026".
std::optional<Due> period_at(const Source& source, std::size_t at, std::size_t limit, std::size_t from) {
    const std::string_view f = source.folded().substr(0, limit);
    const auto year_after = [&](std::size_t& p) -> long {
        while (p < f.size() && (f[p] == ' ' || f[p] == '/')) ++p;
        if (starts_with_word(f.substr(p), "nam")) {
            p += 3;
            while (p < f.size() && f[p] == ' ') ++p;
        }
        const long y = number_at(f, p);
        return y >= 1990 && y < 2200 ? y : -1;
    };
    const auto make = [&](std::string iso, std::size_t end) -> std::optional<Due> {
        Due due{std::move(iso), {}, false, source.raw_span({from, end})};
        due.written = text::collapse_space(source.raw(due.raw));
        return due;
    };
    if (starts_with_word(f.substr(at), "nam")) {
        std::size_t p = at;
        if (const long y = year_after(p); y > 0) return make(fmt::format("{}-12-31", y), p);
    } else if (starts_with_word(f.substr(at), "quy")) {
        std::size_t p = at + 3;
        while (p < f.size() && f[p] == ' ') ++p;
        long quarter = 0;
        for (const auto& [word, n] :
             {std::pair{"iv", 4L}, {"iii", 3L}, {"ii", 2L}, {"i", 1L}, {"1", 1L}, {"2", 2L}, {"3", 3L}, {"4", 4L}}) {
            if (starts_with_word(f.substr(p), word)) {
                quarter = n;
                p += std::string_view(word).size();
                break;
            }
        }
        if (quarter == 0) return std::nullopt;
        if (const long y = year_after(p); y > 0)
            return make(last_day(static_cast<int>(y), static_cast<int>(quarter * 3)), p);
    } else if (starts_with_word(f.substr(at), "thang")) {
        std::size_t p = at + 5;
        while (p < f.size() && f[p] == ' ') ++p;
        const long month = number_at(f, p);
        if (month < 1 || month > 12) return std::nullopt;
        if (const long y = year_after(p); y > 0) return make(last_day(static_cast<int>(y), static_cast<int>(month)), p);
    }
    return std::nullopt;
}

std::optional<Due> find_due(const Source& source, Span sentence) {
    const std::string_view f = source.folded().substr(0, sentence.end);
    struct Opening {
        std::string_view words;
        bool exclusive;
    };
    static constexpr Opening kOpenings[] = {
        {"truoc ngay", true},          {"truoc", true},      {"cham nhat la ngay", false}, {"cham nhat ngay", false},
        {"cham nhat den ngay", false}, {"cham nhat", false}, {"den het ngay", false},      {"den ngay", false},
        {"xong trong", false},         {"trong", false},     {"vao ngay", false}};
    std::optional<Due> best;
    for (std::size_t at = sentence.begin; at < sentence.end; ++at) {
        if (!is_word_byte(f[at]) || (at > 0 && is_word_byte(f[at - 1]))) continue;
        for (const Opening& o : kOpenings) {
            if (!starts_with_word(f.substr(at), o.words)) continue;
            std::size_t p = at + o.words.size();
            while (p < f.size() && (f[p] == ' ' || f[p] == '\n')) ++p;
            if (o.words.ends_with("trong")) {
                if (auto due = period_at(source, p, sentence.end, at)) return due;
                break;
            }
            if (o.words == "den ngay" || o.words == "vao ngay") {
                // "từ ngày … đến ngày …" is a stretch of time; only a sentence that hands in something by then has a
                // due day.
                if (o.words == "vao ngay" || contains_word(f.substr(sentence.begin, at - sentence.begin), "tu ngay"))
                    break;
            }
            std::size_t end = p;
            if (auto date = numeric_date_at(source, p, sentence.end, end); date && date->iso) {
                best = Due{*date->iso, {}, o.exclusive, source.raw_span({at, end})};
            } else if (o.words.ends_with("ngay")) {
                const std::size_t word = at + o.words.size() - 4;
                if (auto full = find_date(source, {word, std::min(sentence.end, word + 60)});
                    full && full->iso && full->raw.begin == source.raw_at(word)) {
                    best = Due{*full->iso, {}, o.exclusive, {source.raw_at(at), full->raw.end}};
                }
            }
            if (!best && o.words == "truoc") {
                if (starts_with_word(f.substr(p), "thang") || starts_with_word(f.substr(p), "quy") ||
                    starts_with_word(f.substr(p), "nam"))
                    break;
            }
            break;
        }
        if (best) break;
    }
    if (best) best->written = text::collapse_space(source.raw(best->raw));
    return best;
}

std::optional<std::string> find_recurrence(const Source& source, Span sentence) {
    const std::string_view f = source.fold(sentence);
    std::string out;
    const auto add = [&](std::string_view code) { out += (out.empty() ? "" : ",") + std::string(code); };
    const bool regular = contains_word(f, "dinh ky") || contains_word(f, "hang") || contains_word(f, "hang nam");
    if (!regular) return std::nullopt;
    if (contains_word(f, "hang tuan")) add("weekly");
    if (contains_word(f, "hang thang")) add("monthly");
    if (contains_word(f, "hang quy") || (contains_word(f, "dinh ky") && contains_word(f, "quy"))) add("quarterly");
    if (contains_word(f, "6 thang")) add("half_yearly");
    if (contains_word(f, "hang nam") || (contains_word(f, "dinh ky") && contains_word(f, "nam"))) add("yearly");
    return out.empty() ? std::nullopt : std::optional(out);
}

// Sentences of a paragraph, in folded offsets: a stop, blank, capital letter ends one.
std::vector<Span> sentences(const Source& source, Span raw) {
    std::vector<Span> out;
    const std::string_view f = source.folded();
    const std::size_t begin = source.folded_at(raw.begin), end = source.folded_at(raw.end);
    std::size_t from = begin;
    for (std::size_t i = begin; i < end; ++i) {
        if (f[i] != '.' && f[i] != ';') continue;
        std::size_t next = i + 1;
        if (next < end && f[next] != ' ' && f[next] != '\n') continue;
        while (next < end && (f[next] == ' ' || f[next] == '\n')) ++next;
        if (next >= end || !starts_upper(source.text().substr(source.raw_at(next), 4))) continue;
        if (i - from < 4) continue;  // "1. Giao …": the label
        out.push_back({from, i});
        from = next;
    }
    if (from < end) out.push_back({from, end});
    return out;
}

// Past a dash and a label: where the sentence itself starts.
std::size_t sentence_start(const Source& source, Span s) {
    const std::string_view f = source.folded();
    std::size_t at = s.begin;
    while (at < s.end && (f[at] == '-' || f[at] == '+' || f[at] == ' ' || f[at] == '*')) ++at;
    std::size_t p = at;
    while (p < s.end && p - at < 10 && ((f[p] >= '0' && f[p] <= '9') || f[p] == '.')) ++p;
    if (p > at && p < s.end && (f[p] == ' ' || f[p] == '\t' || f[p] == ')') &&
        (f[p - 1] == '.' || f[p] == ')' || p - at > 2))
        at = p + 1;
    if (at + 2 < s.end && f[at + 1] == ')') at += 2;
    while (at < s.end && (f[at] == ' ' || f[at] == '\t')) ++at;
    return at;
}

// Nothing but words on how to work: then the body led is the one that works with others, not somebody it directs.
bool only_manner(std::string_view f) {
    static constexpr std::string_view kManner[] = {
        "tiep tuc", "chu tri",        "khan truong",      "chu dong",     "lam dau moi", "la dau moi", "va",
        "phai",     "co trach nhiem", "chiu trach nhiem", "thuong xuyen", "tich cuc",    "kip thoi",   "nghiem tuc"};
    for (;;) {
        f = strip(f, " ,\n");
        if (f.empty()) return true;
        bool taken = false;
        for (const auto word : kManner) {
            if (!starts_with_word(f, word)) continue;
            f.remove_prefix(word.size());
            taken = true;
            break;
        }
        if (!taken) return false;
    }
}

class TaskReader {
  public:
    TaskReader(const Source& source, const std::vector<Section>& sections) : source_(source), sections_(sections) {}

    void read(Span sentence) {
        if (sentence.end - sentence.begin > kLongest || out.size() >= kMost) return;
        const std::size_t start = sentence_start(source_, sentence);
        if (start >= sentence.end) return;
        for (const Trigger& t : kTriggers) {
            const std::string folded = text::fold(t.word);
            if (spells(source_, start, sentence.end, folded, t.word) &&
                from_lead(sentence, start, start + folded.size(), t.confidence))
                return;
        }
        // "…, Văn phòng Trung ương Đảng đề nghị các tỉnh ủy …": the order stands inside the sentence.
        const std::string_view f = source_.folded().substr(0, sentence.end);
        for (const std::string_view word :
             {std::string_view("yêu cầu"), std::string_view("đề nghị"), std::string_view("giao")}) {
            const std::string folded = text::fold(word);
            for (std::size_t at = find_word(f, folded, start + 1); at != std::string_view::npos;
                 at = find_word(f, folded, at + 1)) {
                if (!spells(source_, at, sentence.end, folded, word)) continue;
                if (starts_upper(source_.text().substr(source_.raw_at(at), 4))) continue;
                if (from_lead(sentence, start, at + folded.size(), 0.7)) return;
            }
        }
        from_subject(sentence, start);
    }

    std::vector<Task> out;

  private:
    bool from_lead(Span sentence, std::size_t start, std::size_t at, double confidence) {
        const std::string_view f = source_.folded();
        while (at < sentence.end && f[at] == ' ') ++at;
        if (at >= sentence.end || !actor_at(source_, at, sentence.end)) return false;
        const std::size_t verb = first_verb(source_, at, std::min(sentence.end, at + kLongestLead + 40));
        if (verb >= sentence.end || verb == at || verb - at > kLongestLead) return false;
        add(sentence, start, {at, verb}, verb, confidence);
        return true;
    }

    // "Các tỉnh ủy … phối hợp Bộ Y tế … hoàn thành trước ngày …": the body itself opens the sentence.
    void from_subject(Span sentence, std::size_t start) {
        if (source_.marks_missing() || !actor_at(source_, start, sentence.end)) return;
        std::size_t verb = first_verb(source_, start, std::min(sentence.end, start + kLongestLead));
        // "Cơ quan chủ trì hội nghị có trách nhiệm …": the charge ends the naming of who is meant.
        const std::string_view near = source_.folded().substr(0, std::min(sentence.end, start + kLongestLead));
        for (const std::string_view charge : {"co trach nhiem", "chiu trach nhiem"}) {
            const std::size_t at = find_word(near, charge, start);
            if (at != std::string_view::npos && verb < at &&
                near.substr(start, at - start).find_first_of(",;:") == std::string_view::npos)
                verb = at;
        }
        if (verb >= sentence.end || verb == start || verb - start >= kLongestLead) return;
        const std::string_view f = source_.folded().substr(0, sentence.end);
        const bool charged = f.substr(verb).starts_with("chu tri") || f.substr(verb).starts_with("chiu trach nhiem") ||
                             f.substr(verb).starts_with("co trach nhiem");
        const bool due = find_due(source_, {verb, sentence.end}).has_value();
        if (!charged && !due) return;
        add(sentence, start, {start, verb}, verb, due ? 0.75 : 0.65);
    }

    void add(Span sentence, std::size_t start, Span lead, std::size_t verb, double confidence) {
        Task task;
        std::string name = text::collapse_space(strip(source_.raw(source_.raw_span(lead)), " ,;:\n\t"));
        if (name.empty()) return;
        task.lead = std::move(name);
        std::size_t work = verb;
        read_contributors(sentence, verb, work, task);
        task.work = text::collapse_space(strip(source_.raw(source_.raw_span({work, sentence.end})), " .;:,/\n\t"));
        if (const auto due = find_due(source_, {verb, sentence.end})) {
            task.due = due->iso;
            task.due_exclusive = due->exclusive;
            task.due_text = due->written;
        }
        task.recurrence = find_recurrence(source_, sentence);
        const Span raw = source_.raw_span({start, sentence.end});
        task.start = raw.begin;
        task.end = raw.end;
        task.clause = clause_at(sections_, raw.begin);
        task.confidence = source_.marks_missing() ? confidence * 0.5 : confidence;
        out.push_back(std::move(task));
    }

    // "chủ trì, phối hợp với X, Y theo dõi …": X and Y help, the work begins at the next verb.
    void read_contributors(Span sentence, std::size_t verb, std::size_t& work, Task& task) {
        const std::string_view f = source_.folded().substr(0, sentence.end);
        const std::size_t window = std::min(sentence.end, verb + 120);
        std::size_t with = find_word(f.substr(0, window), "phoi hop", verb);
        if (with == std::string_view::npos) return;
        // Only when it opens the work: "(tiếp tục) chủ trì, phối hợp với …".
        const std::string_view lead_in = f.substr(verb, with - verb);
        if (!only_manner(lead_in)) return;
        std::size_t at = with + 8;
        while (at < f.size() && f[at] == ' ') ++at;
        for (const std::string_view link : {"chat che voi", "chat che cung", "voi", "cung"}) {
            if (starts_with_word(f.substr(at), link)) {
                at += link.size();
                while (at < f.size() && f[at] == ' ') ++at;
                break;
            }
        }
        if (!actor_at(source_, at, sentence.end)) return;
        const std::size_t end = first_verb(source_, at, std::min(sentence.end, at + 500));
        if (end >= sentence.end || end == at) return;
        task.contributors = split_actors(source_, {at, end});
        work = end;
    }

    const Source& source_;
    const std::vector<Section>& sections_;
};

}  // namespace

std::vector<Task> read_tasks(const Source& source, const Layout& layout, const std::vector<Section>& sections) {
    TaskReader reader(source, sections);
    for (const Span& paragraph : paragraphs(source, layout)) {
        for (const Span& sentence : sentences(source, paragraph)) reader.read(sentence);
    }
    return std::move(reader.out);
}

}  // namespace sauro::docread
