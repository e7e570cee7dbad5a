// Until when. "trước ngày 31/12/2025" leaves that day out; "trong quý I/2026" ends with its last day. A day without a
// year is the first such day on or after the document's date; a term that runs from an event nobody knows stays text.
#include <algorithm>
#include <array>

#include "docread/tasks.hpp"
#include "text/text.hpp"
#include "text/utf8.hpp"

namespace sauro::docread {
namespace {

using base::Date;

std::optional<Date> day_of(long year, long month, long day) {
    const auto d = Date::from_ymd(static_cast<int>(year), static_cast<int>(month), static_cast<int>(day));
    return d ? std::optional(*d) : std::nullopt;
}
std::optional<Date> month_end(long year, long month) {
    for (long day = 31; day > 27; --day) {
        if (const auto d = day_of(year, month, day)) return d;
    }
    return std::nullopt;
}

// A reader over folded text: words, numbers, blanks; nothing moves on failure.
class Cursor {
  public:
    Cursor(std::string_view f, std::size_t at) : f_(f), at_(at) {}
    std::size_t at() const { return at_; }
    void blanks() {
        while (at_ < f_.size() && (f_[at_] == ' ' || f_[at_] == '\n' || f_[at_] == '\t')) ++at_;
    }
    bool word(std::string_view w) {  // blanks inside match any run of blanks
        Cursor c = *this;
        c.blanks();
        for (std::size_t i = 0; i < w.size();) {
            std::size_t end = w.find(' ', i);
            if (end == std::string_view::npos) end = w.size();
            c.blanks();
            if (!starts_with_word(f_.substr(c.at_), w.substr(i, end - i))) return false;
            c.at_ += end - i;
            i = end + 1;
        }
        at_ = c.at_;
        return true;
    }
    bool any(std::initializer_list<std::string_view> list) {
        return std::any_of(list.begin(), list.end(), [&](std::string_view w) { return word(w); });
    }
    bool sign(char c) {
        Cursor n = *this;
        n.blanks();
        if (n.at_ >= f_.size() || f_[n.at_] != c) return false;
        at_ = n.at_ + 1;
        return true;
    }
    long number(std::size_t most = 4) {
        Cursor n = *this;
        n.blanks();
        long value = 0;
        std::size_t from = n.at_;
        while (n.at_ < f_.size() && f_[n.at_] >= '0' && f_[n.at_] <= '9' && n.at_ - from < most)
            value = value * 10 + (f_[n.at_++] - '0');
        if (n.at_ == from || (n.at_ < f_.size() && f_[n.at_] >= '0' && f_[n.at_] <= '9')) return -1;
        at_ = n.at_;
        return value;
    }
    long roman() {
        for (const auto& [w, n] : {std::pair<std::string_view, long>{"iv", 4}, {"iii", 3}, {"ii", 2}, {"i", 1}}) {
            if (word(w)) return n;
        }
        Cursor c = *this;
        const long n = c.number(1);
        if (n >= 1 && n <= 4) {
            *this = c;
            return n;
        }
        return -1;
    }
    // "/2026", " năm 2026", "-2026"; -1 when none follows.
    long year() {
        Cursor c = *this;
        if (!c.sign('/')) c.sign('-');
        c.word("nam");
        const long y = c.number(4);
        if (y < 1990 || y > 2199) return -1;
        at_ = c.at_;
        return y;
    }

  private:
    std::string_view f_;
    std::size_t at_;
};

struct Time {
    std::optional<Date> first, last;
    std::size_t end = 0;
    bool recurring = false;  // "ngày 25 hằng tháng", "tháng cuối quý"
    bool open = false;       // understood, but no day follows from it
};

struct Reader {
    std::string_view f;
    std::optional<Date> document;

    // The first such day on or after the document's date.
    std::optional<Date> next(long month, long day) const {
        if (!document) return std::nullopt;
        auto d = day_of(document->year(), month, day);
        if (!d || *d < *document) d = day_of(document->year() + 1, month, day);
        return d;
    }

    bool recurs(Cursor& c) const {
        c.sign(',');
        return c.any(
            {"hang nam",   "hang thang",     "hang quy",           "moi nam",       "moi thang",       "moi quy",
             "cuoi quy",   "dau quy",        "cua thang cuoi quy", "cua thang sau", "thang sau",       "cua quy sau",
             "cua thang",  "cua quy",        "cua nam sau",        "cua nam",       "thang tiep theo", "dau thang",
             "cuoi thang", "thang cuoi quy", "thang cuoi cua quy", "thang dau quy", "cua moi thang",   "trong thang",
             "quy"});
    }

    // d/m[/yyyy], d tháng m [năm yyyy], or a lone day that comes again.
    std::optional<Time> day(Cursor c) const {
        Time out;
        const long d = c.number(2);
        if (d < 1 || d > 31) return std::nullopt;
        Cursor s = c;
        long month = -1;
        char sep = 0;
        for (const char candidate : {'/', '-', '.'}) {
            Cursor p = c;
            if (p.sign(candidate) && (month = p.number(2)) > 0) {
                sep = candidate;
                s = p;
                break;
            }
        }
        if (sep == 0) {
            if (s.word("thang")) {
                month = s.number(2);
                if (month < 0 && s.any({"cuoi quy", "cuoi cung cua quy", "dau quy", "cuoi cua quy", "cuoi moi quy",
                                        "cuoi", "sau", "tiep theo", "lien ke"})) {
                    out.recurring = true;
                    out.end = s.at();
                    return out;
                }
            }
            if (month < 0) {
                Cursor r = c;
                if (!recurs(r)) return std::nullopt;
                out.recurring = true;
                out.end = r.at();
                return out;
            }
        }
        if (month < 1 || month > 12) return std::nullopt;
        Cursor y = s;
        long year = -1;
        if (sep != 0) {
            if (y.sign(sep)) year = y.number(4);
            if (year < 1990) {
                y = s;
                year = y.word("nam") ? y.number(4) : -1;
            }
        } else {
            year = y.sign('/') || y.word("nam") ? y.number(4) : -1;
        }
        if (year >= 1990 && year < 2200) {
            out.first = out.last = day_of(year, month, d);
            out.open = !out.last;
            out.end = y.at();
            return out;
        }
        Cursor r = s;
        r.sign(',');
        if (r.any({"hang nam", "moi nam", "cua nam sau", "nam sau"})) {
            out.recurring = true;
            out.end = r.at();
            return out;
        }
        if (sep == '.') return std::nullopt;  // "2.1" is a number
        out.first = out.last = next(month, d);
        out.open = !out.last;
        out.end = s.at();
        return out;
    }

    std::optional<Time> period(Cursor c) const {
        Time out;
        const auto done = [&](std::optional<Date> first, std::optional<Date> last, std::size_t end) {
            out.first = first;
            out.last = last;
            out.open = !last;
            out.end = end;
            return std::optional(out);
        };
        bool at_start = false;
        bool bounded = false;
        c.any({"tuan cuoi", "nhung ngay cuoi"});
        if (c.any({"dau"})) at_start = bounded = true;
        if (!bounded && c.any({"cuoi", "het", "ca"})) bounded = true;
        if (!bounded && c.any({"nua dau", "giua"})) at_start = bounded = true;
        if (c.word("quy")) {
            const long q = c.roman();
            if (q < 0) return std::nullopt;
            // "quý I và quý II/2026", "quý III - IV/2026": the last one named.
            long last = q;
            Cursor more = c;
            if (more.any({"va quy", "den quy", "va"}) || more.sign('-') || more.sign(',')) {
                more.word("quy");
                if (const long second = more.roman(); second > q) {
                    last = second;
                    c = more;
                }
            }
            long y = c.year();
            if (y < 0 && document) {
                y = document->year();
                if (const auto end = month_end(y, last * 3); end && *end < *document) ++y;
            }
            if (at_start || y < 0) return done(std::nullopt, std::nullopt, c.at());
            return done(day_of(y, q * 3 - 2, 1), month_end(y, last * 3), c.at());
        }
        if (c.word("thang")) {
            const long m = c.number(2);
            if (m < 1 || m > 12) return std::nullopt;
            long last = m;
            Cursor more = c;
            if (more.any({"den thang", "va thang"}) || more.sign('-')) {
                if (const long second = more.number(2); second > m && second <= 12) {
                    last = second;
                    c = more;
                }
            }
            long y = c.year();
            Cursor r = c;
            if (y < 0 && r.any({"hang nam", "moi nam"})) {
                out.recurring = true;
                out.end = r.at();
                return out;
            }
            if (y < 0 && document) {
                y = document->year();
                if (const auto end = month_end(y, last); end && *end < *document) ++y;
            }
            if (at_start || y < 0) return done(std::nullopt, std::nullopt, c.at());
            return done(day_of(y, m, 1), month_end(y, last), c.at());
        }
        Cursor half = c;
        if (half.number(1) == 6 && half.word("thang")) {
            const bool first = half.word("dau");
            if (first || half.word("cuoi")) {
                half.word("nam");
                long y = half.year();
                if (y < 0 && document) y = document->year();
                if (y < 0) return done(std::nullopt, std::nullopt, half.at());
                return first ? done(day_of(y, 1, 1), month_end(y, 6), half.at())
                             : done(day_of(y, 7, 1), month_end(y, 12), half.at());
            }
        }
        if (c.word("nam")) {
            if (c.any({"nay", "hien tai"}) && document)
                return done(day_of(document->year(), 1, 1), month_end(document->year(), 12), c.at());
            const long y = c.number(4);
            if (y < 1990 || y > 2199) return std::nullopt;
            // "năm 2026 và năm 2027", "năm 2026 - 2027"
            long last = y;
            Cursor more = c;
            if (more.any({"va nam", "den nam"}) || more.sign('-')) {
                if (const long second = more.number(4); second > y && second < 2200) {
                    last = second;
                    c = more;
                }
            }
            if (at_start) return done(std::nullopt, std::nullopt, c.at());
            return done(day_of(y, 1, 1), month_end(last, 12), c.at());
        }
        if (c.word("nhiem ky")) return done(std::nullopt, std::nullopt, c.at());
        return std::nullopt;
    }

    static bool day_off(Date d) {
        if (d.weekday() >= 6) return true;
        const int md = d.month() * 100 + d.day();
        return md == 101 || md == 430 || md == 501 || md == 902;
    }

    // "10 ngày (làm việc) kể từ ngày ký", "02 tháng kể từ ngày ban hành".
    std::optional<Time> term(Cursor c) const {
        c.any({"khong qua", "toi da", "vong"});
        const long n = c.number(3);
        if (n < 1 || n > 400) return std::nullopt;
        if (c.sign('(')) {  // "10 (mười) ngày"
            while (c.at() < f.size() && f[c.at()] != ')' && f[c.at()] != '\n') c = Cursor(f, c.at() + 1);
            c.sign(')');
        }
        const bool days = c.word("ngay");
        const bool months = !days && c.word("thang");
        const bool hours = !days && !months && c.any({"gio", "tieng"});
        const bool weeks = !days && !months && !hours && c.word("tuan");
        if (!days && !months && !hours && !weeks) return std::nullopt;
        if (months && c.any({"dau", "cuoi"})) return std::nullopt;  // "6 tháng đầu năm"
        const bool working = days && c.any({"lam viec"});
        Time out;
        out.open = true;
        out.end = c.at();
        Cursor from = c;
        from.sign(',');
        if (!from.any({"ke tu", "tinh tu", "sau khi", "sau", "tu"})) return out;
        from.any({"khi", "sau khi"});
        from.any({"ngay", "thoi diem"});
        bool signing = from.any({"ky ban hanh", "ky", "ban hanh"});
        // to the end of what the term runs from
        std::size_t end = from.at();
        while (end < f.size() && std::string_view(",;.\n)").find(f[end]) == std::string_view::npos &&
               end - from.at() < 90)
            ++end;
        while (end > from.at() && f[end - 1] == ' ') --end;
        out.end = end;
        // "kể từ ngày Quyết định này được ban hành"
        const std::string_view event = f.substr(from.at(), end - from.at());
        signing = signing ||
                  (contains_word(event, "nay") &&
                   (contains_word(event, "ban hanh") || contains_word(event, "duoc ky") || contains_word(event, "ky")));
        // "kể từ ngày ký hợp đồng": somebody else's signature
        Cursor whose = from;
        const bool other = whose.any({"hop dong", "ket thuc", "bien ban", "quyet dinh phe duyet"});
        if (!signing || other || !document || hours) return out;
        Date d = *document;
        if (months) {
            const long all = document->year() * 12L + document->month() - 1 + n;
            auto moved = day_of(all / 12, all % 12 + 1, document->day());
            if (!moved) moved = month_end(all / 12, all % 12 + 1);
            if (!moved) return out;
            d = *moved;
        } else if (working) {
            for (long left = n; left > 0;) {
                d = d.plus_days(1);
                if (!day_off(d)) --left;
            }
        } else {
            d = d.plus_days(n * (weeks ? 7 : 1));
        }
        out.first = out.last = d;
        out.open = false;
        return out;
    }

    std::optional<Time> time(Cursor c) const {
        c.blanks();
        Cursor hour = c;  // "17 giờ 00 ngày …", "17h00 ngày …"
        if (hour.number(2) >= 0 && hour.any({"gio", "h"})) {
            hour.number(2);
            hour.any({"phut"});
            hour.sign(',');
            if (hour.word("ngay")) {
                auto t = day(hour);
                if (t && t->first) t->first = t->first->plus_days(1);  // "before 17:00": the day itself counts
                return t;
            }
        }
        Cursor clock = c;
        if (clock.at() + 2 < f.size() && f[clock.at()] >= '0' && f[clock.at()] <= '9') {
            std::size_t p = clock.at();
            while (p < f.size() && p - clock.at() < 6 && ((f[p] >= '0' && f[p] <= '9') || f[p] == 'h' || f[p] == 'g'))
                ++p;
            if (f.substr(clock.at(), p - clock.at()).find_first_of("hg") != std::string_view::npos) {
                Cursor rest(f, p);
                rest.sign(',');
                if (rest.word("ngay")) {
                    auto t = day(rest);
                    if (t && t->first) t->first = t->first->plus_days(1);
                    return t;
                }
            }
        }
        if (c.word("ngay")) {
            return day(c);
        }
        if (auto t = day(c)) return t;
        if (auto t = term(c)) return t;
        return period(c);
    }
};

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
std::optional<Due> bare_day(const Source& source, const Reader& reader, Span span, std::optional<Date> document_date) {
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
    const Reader reader{f, document_date};
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
                !(o.words == "trong" && ends_stretch(f, span.begin, at, time->end, span.end)) &&
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
    if (!best) best = bare_day(source, reader, span, document_date);
    if (best) {
        // "hoàn thành trước ngày …": the text of the term begins at "trước".
        best->folded.end = std::max(best->folded.begin, word_end_before(f, best->folded.end));
    }
    return best;
}

std::optional<Due> due_of_field(const Source& source, Span span, std::optional<Date> document_date) {
    if (auto due = find_due(source, span, document_date); due && due->strength >= 3) return due;
    const std::string_view f = source.folded().substr(0, span.end);
    const Reader reader{f, document_date};
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

std::optional<std::string> find_recurrence(const Source& source, Span span) {
    const std::string_view f = source.fold(span);
    // The shortest period is the one that binds: a quarterly report is due before a yearly one.
    struct Rhythm {
        std::string_view code;
        std::array<std::string_view, 6> words;
    };
    static constexpr Rhythm kRhythms[] = {
        {"weekly", {"hang tuan", "moi tuan", "tuan mot lan", "mot tuan mot lan", "thu sau hang tuan"}},
        {"monthly", {"hang thang", "moi thang", "dinh ky thang", "mot thang mot lan", "01 thang/lan"}},
        {"quarterly", {"hang quy", "moi quy", "dinh ky quy", "cuoi quy", "03 thang/lan"}},
        {"half_yearly",
         {"6 thang mot lan", "dinh ky 6 thang", "hang 6 thang", "dinh ky 06 thang", "6 thang/lan", "06 thang mot lan"}},
        {"yearly", {"hang nam", "moi nam", "dinh ky nam", "mot nam mot lan", "dinh ky mot nam"}},
    };
    // A rhythm that only names a thing: "kế hoạch hằng năm", "hội nghị định kỳ hằng năm".
    static constexpr std::string_view kThings[] = {
        "ke hoach", "chuong trinh", "chi tieu", "nhiem vu", "kinh phi",  "du toan",         "ngan sach",
        "hoi nghi", "cong tac",     "giao ban", "ky hop",   "phien hop", "bao cao tong ket"};
    const bool regular = contains_word(f, "dinh ky");
    for (const Rhythm& r : kRhythms) {
        for (const auto word : r.words) {
            if (word.empty()) continue;
            for (std::size_t at = find_word(f, word); at != std::string_view::npos; at = find_word(f, word, at + 1)) {
                const std::string_view before = strip(f.substr(0, at), " \n");
                const bool thing =
                    std::any_of(std::begin(kThings), std::end(kThings), [&](auto t) { return before.ends_with(t); });
                if (!thing) return std::string(r.code);
            }
        }
        if (!regular) continue;
        // "định kỳ hằng quý, 6 tháng, năm": what is listed behind the word.
        const std::size_t at = find_word(f, "dinh ky");
        const std::string_view list = f.substr(at, std::min<std::size_t>(f.size() - at, 60));
        const std::string_view cut = list.substr(0, list.find_first_of(";.("));
        if (r.code == "quarterly" && contains_word(cut, "quy") && !contains_word(cut, "quy dinh") &&
            !contains_word(cut, "quy che"))
            return "quarterly";
        if (r.code == "half_yearly" && (contains_word(cut, "6 thang") || contains_word(cut, "06 thang")))
            return "half_yearly";
        if (r.code == "yearly" && contains_word(cut, "nam")) return "yearly";
        if (r.code == "monthly" && contains_word(cut, "thang") && !contains_word(cut, "6 thang") &&
            !contains_word(cut, "06 thang") && !contains_word(cut, "3 thang"))
            return "monthly";
    }
    return std::nullopt;
}

}  // namespace sauro::docread
