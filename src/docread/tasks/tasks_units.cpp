// Paragraphs with their place in the nesting of lists, and the sentences inside them.
#include <algorithm>

#include "docread/tasks/tasks.hpp"
#include "text/text.hpp"

namespace sauro::docread {
namespace {

struct Opened {
    std::size_t start;
    int depth;
    bool article;  // what stands below an article belongs to it
};
void collect(const std::vector<Section>& sections, int depth, std::vector<Opened>& out) {
    for (const Section& s : sections) {
        out.push_back({s.start, depth, text::fold(s.label).starts_with("dieu")});
        collect(s.children, depth + 1, out);
    }
}

// Past a dash and a label: where the sentence itself starts.
std::size_t text_start(const Source& source, Span s, bool section) {
    const std::string_view f = source.folded();
    std::size_t at = s.begin;
    const auto blanks = [&] {
        while (at < s.end && (f[at] == ' ' || f[at] == '\t' || f[at] == '\n')) ++at;
    };
    while (at < s.end &&
           (f[at] == '-' || f[at] == '+' || f[at] == '*' || f[at] == '.' || f[at] == '\'' || f[at] == ' '))
        ++at;
    for (const std::string_view dash : {"–", "—", "•", "·", "▪", "\xEF\x82\xB7"}) {
        if (f.substr(at, s.end - at).starts_with(dash)) {
            at += dash.size();
            break;
        }
    }
    blanks();
    if (section) {
        for (const std::string_view word : {"dieu", "chuong", "muc", "phan", "tieu muc"}) {
            if (!starts_with_word(f.substr(at, s.end - at), word)) continue;
            at += word.size();
            blanks();
            break;
        }
    }
    // "1." "2.1." "a)" "IV-" "1/"
    std::size_t p = at;
    while (p < s.end && p - at < 10 && ((f[p] >= '0' && f[p] <= '9') || (f[p] == '.' && p > at))) ++p;
    if (p == at && section) {
        while (p < s.end && p - at < 6 && f[p] >= 'a' && f[p] <= 'z') ++p;
    } else if (p == at && p + 1 < s.end && f[p] >= 'a' && f[p] <= 'z' && f[p + 1] == ')') {
        ++p;
    }
    if (p > at && p < s.end) {
        const bool closed = f[p] == ')' || f[p] == '/' || (f[p] == '-' && p + 1 < s.end && f[p + 1] == ' ') ||
                            f[p - 1] == '.' || f[p] == '.' || f[p] == ':';
        if (closed || (section && f[p] == ' ')) {
            at = p;
            while (at < s.end && (f[at] == '.' || f[at] == ')' || f[at] == '/' || f[at] == '-' || f[at] == ':')) ++at;
        }
    }
    blanks();
    return at;
}

}  // namespace

std::vector<Unit> units(const Source& source, const Layout& layout, const std::vector<Section>& sections) {
    std::vector<Opened> opened;
    collect(sections, 1, opened);
    std::vector<Unit> out;
    std::size_t next = 0;
    int depth = 0;
    bool told_whole = false;  // the section that is open began with a whole sentence
    for (const Span& raw : paragraphs(source, layout)) {
        Unit u;
        u.raw = raw;
        u.folded = {source.folded_at(raw.begin), source.folded_at(raw.end)};
        if (u.folded.empty()) continue;
        if (layout.annex_lists && raw.begin >= source.lines()[layout.annex_line].raw.begin) break;
        while (next < opened.size() && opened[next].start < raw.end) {
            depth = opened[next].depth;
            u.section = u.section || opened[next].start >= raw.begin;
            ++next;
        }
        const std::string_view text = source.raw(raw);
        u.dash = text.starts_with('-') || text.starts_with("–") || text.starts_with("—") || text.starts_with("•") ||
                 text.starts_with("* ") || text.starts_with("▪") || text.starts_with("\xEF\x82\xB7");
        const bool plus = text.starts_with('+');
        u.level = u.section ? depth * 10 : depth * 10 + (plus ? 7 : u.dash ? 6 : 5);
        u.dash = u.dash || plus;
        u.text = text_start(source, u.folded, u.section);
        if (u.text >= u.folded.end) continue;
        const char last = source.folded()[u.folded.end - 1];
        u.introduces = last == ':';
        const bool sentence = last == '.' || last == ';' || last == '/';
        if (u.section) told_whole = sentence;
        u.closed =
            !u.section && !u.dash && told_whole && next == opened.size() && !opened.empty() && !opened.back().article;
        if (u.closed) u.level = (depth - 1) * 10 + 5;
        u.heading = last != '.' && last != ';' && last != ':' && last != ',' && raw.end - raw.begin < 260;
        out.push_back(u);
    }
    return out;
}

// A stop, blank, capital letter ends a sentence; a label or an abbreviation ("TT.", "TP.") does not.
std::vector<Span> sentences(const Source& source, Span folded) {
    std::vector<Span> out;
    const std::string_view f = source.folded();
    std::size_t from = folded.begin;
    for (std::size_t i = folded.begin; i < folded.end; ++i) {
        if (f[i] != '.' && f[i] != '!' && f[i] != '?') continue;
        std::size_t next = i + 1;
        while (next < folded.end && (f[next] == '.' || f[next] == '/')) ++next;
        if (next < folded.end && f[next] != ' ' && f[next] != '\n' && f[next] != '\t') continue;
        while (next < folded.end && (f[next] == ' ' || f[next] == '\n' || f[next] == '\t')) ++next;
        if (next >= folded.end) break;
        const std::string_view after = source.text().substr(source.raw_at(next), 4);
        if (!starts_upper(after) && !after.starts_with("(") && !after.starts_with("“")) continue;
        std::size_t word = i;
        while (word > from && is_word_byte(f[word - 1])) --word;
        const bool of_date = word > from && f[word - 1] == '/';  // "xong trước ngày 15/5. Riêng …"
        if (i - word <= 3 && i > word && !of_date) {             // "TT. Tỉnh ủy", "TP. Huế", "1. Giao"
            const std::string_view raw = source.raw(source.raw_span({word, i}));
            if (is_capitals(raw) || (i - word == 1) || raw == "Tp" || raw == "Ts") continue;
        }
        out.push_back({from, i});
        from = next;
    }
    while (from < folded.end && (f[folded.end - 1] == ' ' || f[folded.end - 1] == '\n')) --folded.end;
    if (from < folded.end) out.push_back({from, folded.end});
    return out;
}

}  // namespace sauro::docread
