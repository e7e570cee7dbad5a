// The tree of parts: Phần, Chương, Mục, Tiểu mục, Điều; I, 1, 1.1, a. Numbers must follow one another, so that a line
// that merely begins with a number (a page foot, a wrapped sentence) opens no section.
#include <algorithm>
#include <array>

#include "docread/parts/parts.hpp"
#include "text/text.hpp"
#include "text/utf8.hpp"

namespace sauro::docread {
namespace {

enum class Rank : std::uint8_t {
    part,
    chapter,
    group,
    subgroup,
    letter_capital,
    roman,
    article,
    number,
    decimal2,
    decimal3,
    decimal4,
    point
};

constexpr std::size_t kMost = 5000;  // sections of one document

struct Mark {
    Rank rank{};
    std::string label;         // "2.1", "Điều 5", "a"
    long ordinal = 0;          // for the test of order
    std::vector<long> path;    // of decimals
    Span raw;                  // the label itself
    std::size_t title_at = 0;  // folded offset after the label
    bool strong = false;       // label, blank, capital letter
    bool keyword = false;
};

bool digit(char c) { return c >= '0' && c <= '9'; }

long roman(std::string_view s) {
    long total = 0, last = 0;
    for (std::size_t i = s.size(); i-- > 0;) {
        long v = 0;
        switch (s[i]) {
            case 'i':
                v = 1;
                break;
            case 'v':
                v = 5;
                break;
            case 'x':
                v = 10;
                break;
            case 'l':
                v = 50;
                break;
            case 'c':
                v = 100;
                break;
            default:
                return 0;
        }
        total += v < last ? -v : v;
        last = std::max(last, v);
    }
    return total;
}

long ordinal_word(std::string_view s, std::size_t& used) {
    static constexpr std::pair<std::string_view, long> kWords[] = {
        {"thu nhat", 1}, {"thu hai", 2}, {"thu ba", 3},  {"thu tu", 4},   {"thu nam", 5},
        {"thu sau", 6},  {"thu bay", 7}, {"thu tam", 8}, {"thu chin", 9}, {"thu muoi", 10}};
    for (const auto& [word, n] : kWords) {
        if (starts_with_word(s, word)) {
            used = word.size();
            return n;
        }
    }
    return 0;
}

// "chương ii", "điều 5", "phần thứ nhất".
bool keyword_mark(const Source& source, Span line, std::string_view f, std::string_view word, Rank rank, Mark& out) {
    if (!starts_with_word(f, word)) return false;
    if (!starts_upper(source.raw(source.raw_span(line)))) return false;
    std::size_t at = word.size();
    while (at < f.size() && f[at] == ' ') ++at;
    const std::size_t number_at = at;
    std::size_t used = 0;
    if (const long n = ordinal_word(f.substr(at), used)) {
        out.ordinal = n;
        at += used;
    } else {
        while (at < f.size() && is_word_byte(f[at])) ++at;
        const std::string_view token = f.substr(number_at, at - number_at);
        if (token.empty() || token.size() > 6) return false;
        if (digit(token[0])) {
            for (const char c : token) {
                if (digit(c)) out.ordinal = out.ordinal * 10 + (c - '0');
            }
        } else {
            out.ordinal = roman(token);
            if (out.ordinal == 0 && token.size() == 1 && token[0] >= 'a' && token[0] <= 'h')
                out.ordinal = token[0] - 'a' + 1;
        }
    }
    if (out.ordinal <= 0) return false;
    // "Điều 5 của Luật …" cites an article; a heading goes on with a stop, a colon, nothing, or a title.
    const std::string_view rest = strip(f.substr(at), " ");
    for (const auto citing :
         {"cua", "nghi dinh", "luat", "thong tu", "quyet dinh", "quy che", "va", "den", "nay", "khoan", ","}) {
        if (starts_with_word(rest, citing) || (citing[0] == ',' && rest.starts_with(','))) return false;
    }
    if (rank == Rank::article && !rest.empty() && rest.front() != '.' && rest.front() != ':') return false;
    out.rank = rank;
    out.label = std::string(source.raw(source.raw_span({line.begin, line.begin + at})));
    out.raw = source.raw_span({line.begin, line.begin + at});
    while (at < f.size() && (f[at] == '.' || f[at] == ':' || f[at] == ' ' || f[at] == '-')) ++at;
    out.title_at = line.begin + at;
    out.strong = out.keyword = true;
    return true;
}

std::optional<Mark> mark_of(const Source& source, const Line& line) {
    Span span = line.folded;
    std::string_view f = source.fold(span);
    if (source.marks_missing()) {
        while (f.size() > 1 && (f[0] == '.' || f[0] == ' ' || f[0] == '\'')) {  // specks before the number
            f.remove_prefix(1);
            ++span.begin;
        }
    }
    if (f.empty()) return std::nullopt;
    Mark out;
    if (keyword_mark(source, span, f, "phan", Rank::part, out) ||
        keyword_mark(source, span, f, "chuong", Rank::chapter, out) ||
        keyword_mark(source, span, f, "tieu muc", Rank::subgroup, out) ||
        keyword_mark(source, span, f, "muc", Rank::group, out) ||
        keyword_mark(source, span, f, "dieu", Rank::article, out)) {
        return out;
    }
    const auto finish = [&](std::size_t label_end, std::size_t at) -> std::optional<Mark> {
        const std::size_t before = at;
        while (at < f.size() && (f[at] == ' ' || f[at] == '\t')) ++at;
        if (at >= f.size()) return std::nullopt;
        out.label = std::string(source.raw(source.raw_span({span.begin, span.begin + label_end})));
        out.raw = source.raw_span({span.begin, span.begin + at});
        out.title_at = span.begin + at;
        const std::string_view rest = source.text().substr(source.raw_at(out.title_at), 8);
        out.strong = at > before &&
                     (starts_upper(rest) || rest.starts_with("“") || rest.starts_with("\"") || rest.starts_with("("));
        return out;
    };
    if (digit(f[0])) {
        std::size_t at = 0;
        std::size_t label_end = 0;
        for (;;) {
            long n = 0;
            const std::size_t from = at;
            while (at < f.size() && digit(f[at])) n = std::min(n * 10 + (f[at++] - '0'), 100000L);
            if (at == from || at - from > 3) break;
            out.path.push_back(n);
            label_end = at;
            if (at + 1 < f.size() && f[at] == '.' && digit(f[at + 1])) {
                ++at;
                continue;
            }
            break;
        }
        if (out.path.empty() || out.path.size() > 4 || at >= f.size()) return std::nullopt;
        const bool plain = out.path.size() > 1 && f[at] == ' ';  // "2.1 Về …"
        if (f[at] != '.' && f[at] != ')' && f[at] != '-' && f[at] != '/' && !plain) return std::nullopt;
        if (f[at] == '-' || f[at] == '/') {  // "1- Tình hình", "1/ Tình hình", never "12-KH/TU"
            if (at + 1 >= f.size() || f[at + 1] != ' ') return std::nullopt;
        }
        if (!plain) ++at;
        out.ordinal = out.path.back();
        out.rank = static_cast<Rank>(static_cast<std::size_t>(Rank::number) + out.path.size() - 1);
        return finish(label_end, at);
    }
    // I. II- A. a) b)
    std::size_t end = 0;
    while (end < f.size() && end < 8 && f[end] >= 'a' && f[end] <= 'z') ++end;
    const std::string_view raw = source.raw(source.raw_span(span));
    if (end == 0 || end >= f.size()) return std::nullopt;
    const std::string_view token = f.substr(0, end);
    const std::string_view raw_token = source.raw(source.raw_span({span.begin, span.begin + end}));
    if (f[end] == ')' && end == 1) {
        out.rank = Rank::point;
        out.ordinal = raw_token == "đ" ? 45 : (token[0] - 'a' + 1) * 10;  // đ stands between d and e
        return finish(end, end + 1);
    }
    if (f[end] != '.' && f[end] != '-' && f[end] != '/') return std::nullopt;
    if (end + 1 < f.size() && f[end + 1] != ' ' && f[end + 1] != '\t') return std::nullopt;
    // A single "C." or "L." goes on after "B." or "K."; only I, V and X stand for numbers by themselves.
    const bool numeral = token.size() > 1 ? is_capitals(raw_token) : token == "i" || token == "v" || token == "x";
    if (starts_upper(raw_token) && numeral && roman(token) > 0) {
        out.rank = Rank::roman;
        out.ordinal = roman(token);
        return finish(end, end + 1);
    }
    if (end == 1 && starts_upper(raw)) {
        out.rank = Rank::letter_capital;
        out.ordinal = token[0] - 'a' + 1;
        return finish(end, end + 1);
    }
    if (end == 1 && f[end] == '.') {
        out.rank = Rank::point;
        out.ordinal = raw_token == "đ" ? 45 : (token[0] - 'a' + 1) * 10;
        return finish(end, end + 1);
    }
    return std::nullopt;
}

// A heading: short, and not a sentence.
std::string title_of(const Source& source, const Mark& mark, std::size_t end_line, std::size_t line_index) {
    const auto& lines = source.lines();
    const Line& line = lines[line_index];
    std::string title;
    if (mark.title_at < line.folded.end) {
        title = std::string(
            source.text().substr(source.raw_at(mark.title_at), line.raw.end - source.raw_at(mark.title_at)));
        for (std::size_t i = line_index + 1;
             source.hard_wrapped() && i < end_line && i < line_index + 4 && !lines[i].blank(); ++i) {
            if (mark_of(source, lines[i]) || source.raw(lines[i].raw).starts_with('-')) break;
            title.append(" ").append(source.raw(lines[i].raw));
        }
    } else if (mark.keyword) {
        // "Chương I" with its title on the next lines, in capitals or bold.
        for (std::size_t i = line_index + 1; i < end_line && i < line_index + 4; ++i) {
            if (lines[i].blank()) continue;
            const std::string_view raw = source.raw(lines[i].raw);
            if (mark_of(source, lines[i]) || (!title.empty() && !is_capitals(raw)) || raw.size() > 240 ||
                raw.ends_with('.'))
                break;
            title.append(title.empty() ? "" : " ").append(raw);
            if (!is_capitals(raw)) break;
        }
    }
    title = text::collapse_space(title);
    if (title.size() > 300 || title.ends_with(';') || title.ends_with(',')) return {};
    if (title.ends_with('.') && !title.ends_with("...")) return {};  // a sentence
    if (title.ends_with(':')) {
        if (title.size() > 160) return {};
        title.pop_back();
    }
    return title;
}

class Tree {
  public:
    bool fits(const Mark& mark) const {
        if (mark.keyword) return true;
        const auto it = std::find_if(stack_.rbegin(), stack_.rend(), [&](const Open& o) { return same_row(o, mark); });
        if (it != stack_.rend()) {
            const long step = mark.rank == Rank::point ? 10 : 1;
            const long ahead = mark.ordinal - it->ordinal;
            if (mark.rank == Rank::point) return ahead == 10 || ahead == 5 || (ahead > 0 && ahead <= 20 && mark.strong);
            return ahead == step || (ahead > 1 && ahead <= 3 && mark.strong);
        }
        if (mark.path.size() > 1) {  // "2.1" belongs under 2, whatever lies between
            const auto parent = std::find_if(stack_.rbegin(), stack_.rend(), [&](const Open& o) {
                return o.path.size() + 1 == mark.path.size() &&
                       std::equal(o.path.begin(), o.path.end(), mark.path.begin());
            });
            return mark.ordinal == 1 && (parent != stack_.rend() || mark.strong);
        }
        if (mark.rank == Rank::point) return mark.ordinal == 10;
        // Numbers may run on through the parts: I (1, 2), II (3, 4).
        const long before = last_[static_cast<std::size_t>(mark.rank)];
        return mark.ordinal == 1 || (mark.strong && before > 0 && mark.ordinal == before + 1);
    }

    void open(const Mark& mark, std::string title, std::size_t at) {
        while (!stack_.empty() && closes(stack_.back(), mark)) close(at);
        Section s;
        s.label = mark.label;
        s.title = std::move(title);
        s.start = at;
        stack_.push_back({mark.rank, mark.ordinal, mark.path, std::move(s)});
        last_[static_cast<std::size_t>(mark.rank)] = mark.ordinal;
        ++count_;
    }

    std::vector<Section> finish(std::size_t at) {
        while (!stack_.empty()) close(at);
        return std::move(roots_);
    }
    std::size_t count() const { return count_; }

  private:
    struct Open {
        Rank rank;
        long ordinal;
        std::vector<long> path;
        Section section;
    };

    static bool same_row(const Open& o, const Mark& m) {
        if (o.rank != m.rank) return false;
        if (m.path.size() < 2) return true;
        return std::equal(o.path.begin(), o.path.end() - 1, m.path.begin(), m.path.end() - 1);
    }

    // A new mark ends every open section of its rank or below. Under "1." a Roman or capital row may also hang; then it
    // opened below it.
    bool closes(const Open& o, const Mark& m) const {
        if (o.rank == m.rank) return true;
        const auto own = std::find_if(stack_.begin(), stack_.end(), [&](const Open& x) { return x.rank == m.rank; });
        if (own == stack_.end() && o.rank == Rank::article && (m.rank == Rank::roman || m.rank == Rank::letter_capital))
            return false;                      // what an article approves has parts of its own
        if (own != stack_.end()) return true;  // something of this rank is open further out: close down to it
        return o.rank > m.rank;
    }

    void close(std::size_t at) {
        Open done = std::move(stack_.back());
        stack_.pop_back();
        done.section.end = at;
        (stack_.empty() ? roots_ : stack_.back().section.children).push_back(std::move(done.section));
    }

    std::vector<Open> stack_;
    std::vector<Section> roots_;
    std::array<long, 16> last_{};
    std::size_t count_ = 0;
};

void trim_ends(std::vector<Section>& sections, std::string_view text) {
    for (Section& s : sections) {
        while (s.end > s.start && (text[s.end - 1] == '\n' || text[s.end - 1] == ' ' || text[s.end - 1] == '\t'))
            --s.end;
        trim_ends(s.children, text);
    }
}

}  // namespace

std::vector<Section> read_sections(const Source& source, const Layout& layout) {
    std::vector<Section> out;
    std::size_t count = 0;
    const auto read = [&](std::size_t from, std::size_t to, bool named_only) {
        Tree tree;
        for (std::size_t i = from; i < to && count + tree.count() < kMost; ++i) {
            if (source.lines()[i].blank()) continue;
            const auto mark = mark_of(source, source.lines()[i]);
            if (!mark || (named_only && !mark->keyword) || !tree.fits(*mark)) continue;
            tree.open(*mark, title_of(source, *mark, to, i), mark->raw.begin);
        }
        count += tree.count();
        std::size_t last = to;
        while (last > from && source.lines()[last - 1].blank()) --last;
        if (last == from) return;
        for (Section& s : tree.finish(source.lines()[last - 1].raw.end)) out.push_back(std::move(s));
    };
    read(layout.body_line, layout.body_end_line, false);
    if (layout.annex_line != Layout::npos) read(layout.annex_line, layout.foot_line, layout.annex_lists);
    trim_ends(out, source.text());
    return out;
}

std::optional<std::string> clause_path(const std::vector<Section>& sections, std::size_t byte) {
    std::string path;
    const std::vector<Section>* row = &sections;
    bool article = false;
    for (;;) {
        // The last section that starts at or before the byte; sections lie in order.
        const auto after = std::upper_bound(row->begin(), row->end(), byte,
                                            [](std::size_t at, const Section& s) { return at < s.start; });
        if (after == row->begin()) break;
        const Section& s = *(after - 1);
        if (byte >= s.end) break;
        const char first = s.label.empty() ? ' ' : s.label[0];
        const std::string folded = text::fold(s.label);
        if (starts_with_word(folded, "dieu")) {  // articles run on through chapters
            path = s.label;
            article = true;
        } else if (article) {
            path += (digit(first) ? " khoản " : starts_upper(s.label) ? " mục " : " điểm ") + s.label;
        } else if (s.label.find('.') != std::string::npos || path.empty()) {
            path = s.label;  // "2.1" says where it stands
        } else {
            path += (path.find(' ') == std::string::npos ? "." : ", ") + s.label;
        }
        row = &s.children;
    }
    return path.empty() ? std::nullopt : std::optional(path);
}

}  // namespace sauro::docread
