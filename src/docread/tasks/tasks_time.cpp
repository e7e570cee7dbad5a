#include "docread/tasks/tasks_time.hpp"

#include <algorithm>

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

// Saturdays, Sundays and the holidays of fixed date; Tết moves and is not known here.
bool day_off(Date d) {
    if (d.weekday() >= 6) return true;
    const int md = d.month() * 100 + d.day();
    return md == 101 || md == 430 || md == 501 || md == 902;
}

}  // namespace

// The first such day on or after the document's date.
std::optional<Date> TimeReader::next(long month, long day) const {
    if (!document_) return std::nullopt;
    auto d = day_of(document_->year(), month, day);
    if (!d || *d < *document_) d = day_of(document_->year() + 1, month, day);
    return d;
}

bool TimeReader::recurs(Cursor& c) const {
    c.sign(',');
    return c.any(
        {"hang nam",   "hang thang",     "hang quy",           "moi nam",       "moi thang",       "moi quy",
         "cuoi quy",   "dau quy",        "cua thang cuoi quy", "cua thang sau", "thang sau",       "cua quy sau",
         "cua thang",  "cua quy",        "cua nam sau",        "cua nam",       "thang tiep theo", "dau thang",
         "cuoi thang", "thang cuoi quy", "thang cuoi cua quy", "thang dau quy", "cua moi thang",   "trong thang",
         "quy"});
}

// d/m[/yyyy], d tháng m [năm yyyy], or a lone day that comes again.
std::optional<Time> TimeReader::day(Cursor c) const {
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
            if (month < 0 && s.any({"cuoi quy", "cuoi cung cua quy", "dau quy", "cuoi cua quy", "cuoi moi quy", "cuoi",
                                    "sau", "tiep theo", "lien ke"})) {
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

std::optional<Time> TimeReader::period(Cursor c) const {
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
        if (y < 0 && document_) {
            y = document_->year();
            if (const auto end = month_end(y, last * 3); end && *end < *document_) ++y;
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
        if (y < 0 && document_) {
            y = document_->year();
            if (const auto end = month_end(y, last); end && *end < *document_) ++y;
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
            if (y < 0 && document_) y = document_->year();
            if (y < 0) return done(std::nullopt, std::nullopt, half.at());
            return first ? done(day_of(y, 1, 1), month_end(y, 6), half.at())
                         : done(day_of(y, 7, 1), month_end(y, 12), half.at());
        }
    }
    if (c.word("nam")) {
        if (c.any({"nay", "hien tai"}) && document_)
            return done(day_of(document_->year(), 1, 1), month_end(document_->year(), 12), c.at());
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

// "10 ngày (làm việc) kể từ ngày ký", "02 tháng kể từ ngày ban hành".
std::optional<Time> TimeReader::term(Cursor c) const {
    c.any({"khong qua", "toi da", "vong"});
    const long n = c.number(3);
    if (n < 1 || n > 400) return std::nullopt;
    if (c.sign('(')) {  // "10 (mười) ngày"
        while (c.at() < f_.size() && f_[c.at()] != ')' && f_[c.at()] != '\n') c = Cursor(f_, c.at() + 1);
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
    while (end < f_.size() && std::string_view(",;.\n)").find(f_[end]) == std::string_view::npos &&
           end - from.at() < 90)
        ++end;
    while (end > from.at() && f_[end - 1] == ' ') --end;
    out.end = end;
    // "kể từ ngày Quyết định này được ban hành"
    const std::string_view event = f_.substr(from.at(), end - from.at());
    signing = signing ||
              (contains_word(event, "nay") &&
               (contains_word(event, "ban hanh") || contains_word(event, "duoc ky") || contains_word(event, "ky")));
    // "kể từ ngày ký hợp đồng": somebody else's signature
    Cursor whose = from;
    const bool other = whose.any({"hop dong", "ket thuc", "bien ban", "quyet dinh phe duyet"});
    if (!signing || other || !document_ || hours) return out;
    Date d = *document_;
    if (months) {
        const long all = document_->year() * 12L + document_->month() - 1 + n;
        auto moved = day_of(all / 12, all % 12 + 1, document_->day());
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

std::optional<Time> TimeReader::time(Cursor c) const {
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
    if (clock.at() + 2 < f_.size() && f_[clock.at()] >= '0' && f_[clock.at()] <= '9') {
        std::size_t p = clock.at();
        while (p < f_.size() && p - clock.at() < 6 && ((f_[p] >= '0' && f_[p] <= '9') || f_[p] == 'h' || f_[p] == 'g'))
            ++p;
        if (f_.substr(clock.at(), p - clock.at()).find_first_of("hg") != std::string_view::npos) {
            Cursor rest(f_, p);
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

}  // namespace sauro::docread
