// Until when. "trước ngày 31/12/2025" leaves that day out; "trong quý I/2026" ends with its last day. A term that runs
// from an event nobody knows stays text.
#include <algorithm>

#include "docread/tasks/tasks.hpp"
#include "docread/tasks/tasks_time.hpp"
#include "text/text.hpp"

namespace sauro::docread {
namespace {

using base::Date;

struct Opening {
    std::string_view words;
    bool exclusive;
    int strength;
};
// Longer ones first where one begins another.
constexpr Opening kOpenings[] = {
    {"cham nhat truoc", true, 4},
    {"muon nhat truoc", true, 4},
    {"cham nhat la", false, 4},
    {"cham nhat den het", false, 4},
    {"cham nhat den", false, 4},
    {"cham nhat vao", false, 4},
    {"cham nhat tu", false, 4},
    {"cham nhat trong", false, 4},
    {"cham nhat sau", false, 4},
    {"cham nhat", false, 4},
    {"muon nhat la", false, 4},
    {"muon nhat vao", false, 4},
    {"muon nhat", false, 4},
    {"khong muon hon", false, 4},
    {"khong cham hon", false, 4},
    {"khong qua", false, 3},
    {"truoc", true, 4},
    {"han cuoi", false, 4},
    {"thoi han", false, 3},
    {"thoi gian hoan thanh", false, 4},
    {"thoi gian thuc hien", false, 3},
    {"xong trong", false, 4},
    {"hoan thanh trong", false, 4},
    {"hoan thanh vao", false, 4},
    {"hoan thanh", false, 3},
    {"xong", false, 3},
    {"den het", false, 3},
    {"tu nay den het", false, 3},
    {"tu nay den", false, 3},
    {"trong thoi han", false, 4},
    {"trong thoi gian", false, 3},
    {"trong vong", false, 4},
    {"ngay trong", false, 3},
    {"trong", false, 2},
    {"het", false, 2},
    {"den", false, 2},
    {"vao", false, 2},
    {"tai ky sinh hoat", false, 2},
    {"tai ky hop", false, 2},
    {"tai phien hop", false, 2},
    {"tai hoi nghi", false, 1},
    {"trong ky hop", false, 2},
    {"sau", false, 1},
};

std::size_t word_start(std::string_view f, std::size_t at) {
    while (at < f.size() && !is_word_byte(f[at])) ++at;
    return at;
}

// "tính đến ngày …": what figures are as of, no term.
bool as_of(std::string_view f, std::size_t begin, std::size_t at) {
    const std::string_view near = strip(f.substr(begin, at - begin), " ,\n");
    for (const auto word : {"tinh", "ke", "so lieu", "cap nhat", "giai doan", "hieu luc", "thoi han"}) {
        if (near.ends_with(word)) return true;
    }
    return near.find("tinh tu ngay") != std::string_view::npos;
}
// "từ ngày … đến ngày …": the end of a stretch of time is its term.
bool from_before(std::string_view f, std::size_t begin, std::size_t at) {
    const std::string_view before = f.substr(begin, at - begin);
    const std::size_t cut = before.find_last_of(";:");
    const std::string_view clause = cut == std::string_view::npos ? before : before.substr(cut + 1);
    for (const auto word : {"tu ngay", "tu thang", "tu quy"}) {
        const std::size_t from = clause.rfind(word);
        if (from != std::string_view::npos && clause.size() - from < 60) return true;
    }
    return false;
}

// "… bố trí kinh phí trong năm 2026.": a period that ends the sentence is its term, unless it dates a noun.
bool ends_stretch(std::string_view f, std::size_t begin, std::size_t at, std::size_t end, std::size_t limit) {
    if (strip(f.substr(end, limit - end), " .;/\n") != std::string_view()) return false;
    const std::string_view near = strip(f.substr(begin, at - begin), " \n");
    for (const auto word : {"nhiem vu", "ke hoach", "cong tac", "chuong trinh", "hoi nghi", "noi dung", "trong tam",
                            "ket qua", "tinh hinh", "dinh huong", "van ban"}) {
        if (near.ends_with(word)) return false;
    }
    return true;
}

// What "trong năm 2026" may stand behind and set no term: "nhiệm vụ trọng tâm trong năm 2026".
bool only_describes(std::string_view f, std::size_t begin, std::size_t at) {
    const std::string_view before = f.substr(begin, at - begin);
    if (strip(before, " \n").empty()) return false;
    const std::string_view near = strip(before, " \n");
    if (near.ends_with(',') || near.ends_with(';') || near.ends_with('(') || near.ends_with(':') || near.ends_with('-'))
        return false;
    for (const auto word :
         {"hoan thanh", "xong", "bao cao", "trinh", "ban hanh", "thuc hien", "trien khai", "cong bo", "phe duyet",
          "ket thuc", "to chuc", "gui", "nop", "dut diem", "giai quyet", "van hanh", "dua vao su dung", "nghiem thu"}) {
        const std::size_t hit = near.rfind(word);
        if (hit != std::string_view::npos && near.size() - hit < 90) return false;
    }
    return true;
}

// "trudc ngay": what a reading without Vietnamese makes of "trước".
bool misread(std::string_view f, std::size_t at, Cursor& c) {
    std::size_t end = at;
    while (end < f.size() && is_word_byte(f[end])) ++end;
    const std::string_view word = f.substr(at, end - at);
    if (!word.starts_with("tr") || edit_distance(word, "truoc", 2) > 2) return false;
    Cursor next(f, end);
    if (!next.word("ngay")) return false;
    c = Cursor(f, end);
    return true;
}

// "tổ chức lễ ra quân ngày 01/3/2026": a day with its year, of nothing that was written or held before.
std::optional<Due> bare_day(const Source& source, const TimeReader& reader, Span span,
                            std::optional<Date> document_date) {
    const std::string_view f = source.folded().substr(0, span.end);
    if (!document_date) return std::nullopt;
    for (std::size_t at = find_word(f, "ngay", span.begin); at != std::string_view::npos;
         at = find_word(f, "ngay", at + 1)) {
        const std::string_view before = strip(f.substr(span.begin, at - span.begin), " ,\n");
        const bool cited =
            before.ends_with("tu") || before.ends_with("hop") || before.ends_with("hieu luc") ||
            (!before.empty() && before.find_last_of("0123456789/-") != std::string_view::npos &&
             before.size() - before.find_last_of("/-") < 12 && before.find_last_of("/-") != std::string_view::npos);
        if (cited) continue;
        const auto time = reader.day(Cursor(f, at + 4));
        if (!time || !time->last || *time->last < *document_date || time->end <= at) continue;
        const std::string_view written = f.substr(at, time->end - at);
        if (written.size() < 8) continue;
        Due due;
        due.date = time->last;
        due.folded = {at, time->end};
        due.strength = 1;
        return due;
    }
    return std::nullopt;
}

std::size_t word_end_before(std::string_view f, std::size_t at) {
    while (at > 0 && (f[at - 1] == ' ' || f[at - 1] == '\n')) --at;
    return at;
}

}  // namespace

std::optional<Due> find_due(const Source& source, Span span, std::optional<Date> document_date) {
    const std::string_view f = source.folded().substr(0, span.end);
    const TimeReader reader(f, document_date);
    std::optional<Due> best;
    for (std::size_t at = span.begin; at < span.end; ++at) {
        if (!is_word_byte(f[at]) || (at > 0 && is_word_byte(f[at - 1]))) continue;
        for (const Opening& o : kOpenings) {
            Cursor c(f, at);
            if (!c.word(o.words) && !(o.words == "truoc" && source.marks_missing() && misread(f, at, c))) continue;
            if (std::string_view(":").find(c.at() < f.size() ? f[c.at()] : ' ') != std::string_view::npos) c.sign(':');
            Cursor inner = c;
            if (o.words != "truoc") inner.any({"truoc"});
            const bool exclusive = o.exclusive || inner.at() != c.at();
            // "chậm nhất sau 10 ngày kể từ …", "trong thời hạn 15 ngày"
            auto time = reader.time(inner);
            if (!time) continue;
            if (o.words == "sau" && time->last) break;
            if ((o.words == "den" || o.words == "den het") && as_of(f, span.begin, at)) break;
            if (o.words == "hoan thanh" && exclusive && !time->last && !time->open && !time->recurring) break;
            if ((o.words == "trong" || o.words == "vao" || o.words == "het" || o.words == "den") &&
                !(o.words == "den" && from_before(f, span.begin, at)) &&
                !(o.words == "vao" &&
                  starts_with_word(f.substr(std::min(f.size(), word_start(f, inner.at()))), "ngay")) &&
                !(o.words == "trong" && time->first && time->first == time->last) &&
                !((o.words == "trong" || o.words == "vao") && ends_stretch(f, span.begin, at, time->end, span.end)) &&
                only_describes(f, span.begin, at))
                break;
            const bool term = time->open && !time->last;
            if ((o.words == "trong" || o.words == "den" || o.words == "vao" || o.words == "het") && term &&
                !starts_with_word(f.substr(std::min(f.size(), inner.at() + 1)), "nhiem"))
                break;
            Due due;
            due.exclusive = exclusive && !time->recurring && time->last.has_value();
            due.date = time->last;
            if (due.exclusive && time->first != time->last) {
                if (time->first > time->last)
                    due.exclusive = false;  // an hour of that day
                else
                    due.date = time->first;  // "trước tháng 6/2026": before it begins
            }
            std::size_t shown = at;  // the term begins behind "hoàn thành" and "xong"
            for (const std::string_view done : {"hoan thanh", "xong"}) {
                if (o.words.starts_with(done)) shown = word_start(f, at + done.size());
            }
            due.folded = {shown, time->end};
            due.strength = o.words == "trong" && time->first == time->last && time->last ? 3 : o.strength;
            if (o.words == "den" && from_before(f, span.begin, at)) due.strength = 3;
            // A day before the document was written can be nobody's term.
            if (due.date && document_date && *due.date < *document_date) break;
            if (!best || due.strength > best->strength || (due.strength == best->strength && due.date && !best->date))
                best = due;
            at = std::max(at, time->end > 0 ? time->end - 1 : at);
            break;
        }
    }
    if (!best) {
        // "báo cáo ngay trong ngày": a term without a date.
        if (const std::size_t at = find_word(f, "ngay trong ngay", span.begin); at != std::string_view::npos) {
            Due today;
            today.folded = {at, at + 15};
            today.strength = 3;
            best = today;
        }
    }
    if (!best) best = bare_day(source, reader, span, document_date);
    if (best) {
        // "hoàn thành trước ngày …": the text of the term begins at "trước".
        best->folded.end = std::max(best->folded.begin, word_end_before(f, best->folded.end));
    }
    return best;
}

// "2025 - 2026", "2027": a cell that is nothing but years.
static std::optional<Due> years_of_field(std::string_view f, Span span) {
    long last = -1;
    for (std::size_t i = span.begin; i < span.end;) {
        Cursor c(f, i);
        const long year = c.number(4);
        if (year >= 1990 && year < 2200) {
            last = year;
            i = c.at();
        } else if (is_word_byte(f[i]) && static_cast<unsigned char>(f[i]) < 0x80) {
            return std::nullopt;
        } else {
            ++i;
        }
    }
    const auto day = last < 0 ? std::nullopt : std::optional(Date::from_ymd(static_cast<int>(last), 12, 31));
    if (!day || !*day) return std::nullopt;
    Due due;
    due.date = **day;
    due.folded = span;
    due.strength = 4;
    return due;
}

std::optional<Due> due_of_field(const Source& source, Span span, std::optional<Date> document_date) {
    if (auto years = years_of_field(source.folded().substr(0, span.end), span)) return years;
    if (auto due = find_due(source, span, document_date); due && due->strength >= 3) return due;
    const std::string_view f = source.folded().substr(0, span.end);
    const TimeReader reader(f, document_date);
    std::optional<Due> last;
    // "Tháng 3 - tháng 6/2026": the last time named.
    for (std::size_t at = span.begin; at < span.end; ++at) {
        if (!is_word_byte(f[at]) || (at > 0 && is_word_byte(f[at - 1]))) continue;
        const auto time = reader.time(Cursor(f, at));
        if (!time || time->end <= at) continue;
        Due due;
        due.date = time->last;
        due.folded = {span.begin, time->end};
        due.strength = 4;
        if (!last || due.date) last = due;
        at = time->end - 1;
    }
    return last;
}

}  // namespace sauro::docread
