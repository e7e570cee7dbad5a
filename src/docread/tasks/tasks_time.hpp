// Times as a sentence writes them: a day, a period, a term that runs from an event. Offsets are folded bytes.
#pragma once
#include <optional>
#include <string_view>

#include "base/time.hpp"
#include "docread/parts/source.hpp"

namespace sauro::docread {

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
    std::optional<base::Date> first, last;
    std::size_t end = 0;
    bool recurring = false;  // "ngày 25 hằng tháng", "tháng cuối quý"
    bool open = false;       // understood, but no day follows from it
};

// Reads a time at a place. A day without a year is the first such day on or after the document's date.
class TimeReader {
  public:
    TimeReader(std::string_view folded, std::optional<base::Date> document) : f_(folded), document_(document) {}
    std::optional<Time> time(Cursor c) const;    // whatever stands there
    std::optional<Time> day(Cursor c) const;     // d/m[/yyyy], d tháng m [năm yyyy], or a lone day that comes again
    std::optional<Time> period(Cursor c) const;  // quý, tháng, năm, 6 tháng đầu năm
    std::optional<Time> term(Cursor c) const;    // "10 ngày (làm việc) kể từ ngày ký", "02 tháng kể từ ngày ban hành"

  private:
    std::optional<base::Date> next(long month, long day) const;
    bool recurs(Cursor& c) const;

    std::string_view f_;
    std::optional<base::Date> document_;
};

}  // namespace sauro::docread
