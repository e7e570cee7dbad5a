// Where the body of a document ends and its foot begins; what a publishing site added below is set aside.
#include <algorithm>

#include "docread/parts/parts.hpp"
#include "docread/tables.hpp"
#include "text/text.hpp"

namespace sauro::docread {
namespace {

constexpr std::string_view kSiteFoot[] = {
    "nguon tra cuu", "nguon:",    "nguon :", "theo nguon",    "xem them",          "tai ve",
    "tai van ban",   "ban quyen", "chia se", "tin lien quan", "van ban lien quan", "tu khoa:",
    "http://",       "https://",  "www."};

bool is_site_foot(std::string_view f) {
    for (const auto word : kSiteFoot) {
        if (f.starts_with(word)) return true;
    }
    return false;
}

}  // namespace

// "Nơi nhận", and what a bad reading makes of it.
static bool opens_recipients(const Source& source, const Piece& piece) {
    const std::string_view f = source.fold(piece.folded);
    if (f.starts_with("noi nhan")) {
        const std::string_view rest = strip(f.substr(8), " ");
        return rest.empty() || rest.front() == ':' || rest.front() == '.' || rest.starts_with("(") ||
               rest.starts_with("t/m") || rest.starts_with("tm.");
    }
    if (!source.marks_missing() || f.size() < 8) return false;
    return edit_distance(f.substr(0, 8), "noi nhan", 2) <= 2 && (f.size() == 8 || f[8] == ':' || f[8] == ' ');
}

static bool opens_signature(const Source& source, const Piece& piece) {
    const std::string_view f = source.fold(piece.folded);
    const std::string_view raw = source.raw(piece.raw);
    if (raw.size() > 140) return false;
    for (const SigningForm& form : signing_forms()) {
        if (!f.starts_with(form.folded)) continue;
        const std::string_view rest = f.substr(form.folded.size());
        if (rest.empty() || (rest.front() != ' ' && !form.folded.ends_with('.'))) continue;
        const std::string_view after = raw.substr(std::min(raw.size(), form.folded.size()));
        if (is_capitals(after, source.marks_missing() ? 2 : 0)) return true;
    }
    return false;
}

// A line that begins with a dash, a label or "Điều 3." begins a paragraph even where lines are wrapped.
static bool opens_paragraph(const Source& source, const Line& line) {
    const std::string_view raw = source.raw(line.raw);
    for (const std::string_view dash : {"-", "+", "–", "—", "•", "* "}) {
        if (raw.starts_with(dash)) return true;
    }
    const std::string_view f = source.fold(line.folded);
    for (const std::string_view word : {"dieu", "chuong", "muc", "phan"}) {
        if (!starts_with_word(f, word) || !starts_upper(raw)) continue;
        const std::string_view rest = strip(f.substr(word.size()), " ");
        return !rest.empty() && (rest[0] == 'i' || rest[0] == 'v' || rest[0] == 'x' ||
                                 (rest[0] >= '0' && rest[0] <= '9') || rest.starts_with("thu "));
    }
    std::size_t at = 0;
    while (at < f.size() && at < 8 && ((f[at] >= '0' && f[at] <= '9') || (f[at] == '.' && at > 0))) ++at;
    if (at > 0) {
        if (f[at - 1] == '.') return at < f.size() && (f[at] == ' ' || f[at] == '\t');
        return at < f.size() && (f[at] == ')' || (f.substr(at, 2) == "- ") || f.substr(at, 2) == "/ ");
    }
    if (f.size() > 2 && f[1] == ')' && f[0] >= 'a' && f[0] <= 'z') return true;
    // "IV. Tổ chức thực hiện", "II- Nội dung"
    std::size_t end = 0;
    while (end < f.size() && end < 5 && std::string_view("ivx").find(f[end]) != std::string_view::npos) ++end;
    return end > 0 && end + 1 < f.size() && starts_upper(raw) && (f[end] == '.' || f[end] == '-') && f[end + 1] == ' ';
}

// What is issued with the document: a type in capitals on a line of its own, or "(Kèm theo …)", below the signature.
static std::size_t find_annex(const Source& source, const Layout& layout) {
    const std::size_t from = std::min(layout.recipients_line, layout.signature_line);
    if (from == Layout::npos) return Layout::npos;
    const auto& lines = source.lines();
    for (std::size_t i = from + 1; i < layout.foot_line; ++i) {
        if (lines[i].blank() || lines[i].raw.end - lines[i].raw.begin > 300) continue;
        const std::string_view raw = source.raw(lines[i].raw);
        const std::string_view f = strip(source.fold(lines[i].folded), " .:*_-");
        if (f.starts_with("(ban hanh kem theo") || f.starts_with("(kem theo")) return i;
        if (!is_capitals(raw, source.marks_missing() ? 2 : 0)) continue;
        if (type_named(f) != nullptr || starts_with_word(f, "phu luc") || starts_with_word(f, "bieu mau") ||
            f.starts_with("danh muc") || f.starts_with("danh sach") || starts_with_word(f, "mau so"))
            return i;
    }
    return Layout::npos;
}

Layout lay_out(const Source& source, const Heading& heading) {
    const auto& lines = source.lines();
    Layout out;
    out.body_line = std::min(heading.body_line, lines.size());
    out.recipients_line = out.signature_line = out.annex_line = Layout::npos;
    out.foot_line = lines.size();
    // From the bottom: blank lines and lines of the site.
    for (std::size_t i = lines.size(), looked = 0; i > out.body_line && looked < 12; --i) {
        if (lines[i - 1].blank()) continue;
        ++looked;
        if (is_site_foot(source.fold(lines[i - 1].folded))) out.foot_line = i - 1;
    }
    for (std::size_t i = out.body_line; i < out.foot_line; ++i) {
        if (lines[i].blank() || lines[i].raw.end - lines[i].raw.begin > 400) continue;
        for (const Piece& piece : source.pieces(i)) {
            if (out.recipients_line == Layout::npos && opens_recipients(source, piece)) out.recipients_line = i;
            if (out.signature_line == Layout::npos && opens_signature(source, piece)) out.signature_line = i;
        }
    }
    out.annex_line = find_annex(source, out);
    if (out.annex_line != Layout::npos) {
        const std::string_view f = source.fold(lines[out.annex_line].folded);
        out.annex_lists = f.starts_with("phu luc") || f.starts_with("danh ") || f.starts_with("bieu mau") ||
                          f.starts_with("mau ") || f.starts_with("bieu ");
    }
    out.body_end_line = std::min({out.foot_line, out.recipients_line, out.signature_line});
    while (out.body_end_line > out.body_line && lines[out.body_end_line - 1].blank()) --out.body_end_line;
    if (out.body_line < out.body_end_line)
        out.body = {lines[out.body_line].raw.begin, lines[out.body_end_line - 1].raw.end};
    return out;
}

std::vector<Span> paragraphs(const Source& source, const Layout& layout) {
    std::vector<Span> out;
    const auto& lines = source.lines();
    std::size_t width = 0;
    for (const Line& line : lines) width = std::max(width, line.folded.end - line.folded.begin);
    const auto indent = [&](const Line& line) {
        const std::size_t before = source.text().rfind('\n', line.raw.begin);
        return line.raw.begin - (before == std::string_view::npos ? 0 : before + 1);
    };
    // Set in from the left, or behind a line that ended early: a paragraph begins though lines are wrapped.
    const auto begins = [&](const Line& last, const Line& line, std::size_t so_far) {
        if (indent(line) >= indent(last) + 3) return true;
        if (so_far > 1 && (last.folded.end - last.folded.begin) * 10 < width * 5 && starts_upper(source.raw(line.raw)))
            return true;
        const char end = source.folded()[last.folded.end - 1];
        return (end == '.' || end == ';' || end == ':' || end == '/') &&
               (last.folded.end - last.folded.begin) * 10 < width * 8 && !starts_lower(source.raw(line.raw));
    };
    // The number of a page, alone in the middle of its line, parts no paragraph.
    const auto page_number = [&](const Line& line) {
        const std::string_view f = strip(source.fold(line.folded), " -");
        return !f.empty() && f.size() <= 3 && f.find_first_not_of("0123456789") == std::string_view::npos &&
               indent(line) >= 20;
    };
    const auto read = [&](std::size_t from, std::size_t to) {
        bool open = false;
        std::size_t lines_so_far = 0, last = from;
        for (std::size_t i = from; i < to; ++i) {
            const Line& line = lines[i];
            if (line.blank()) {
                open = false;
                continue;
            }
            if (open && source.hard_wrapped() && page_number(line)) continue;
            if (open && source.hard_wrapped() && !opens_paragraph(source, line) &&
                !begins(lines[last], line, lines_so_far)) {
                out.back().end = line.raw.end;
                ++lines_so_far;
            } else {
                out.push_back(line.raw);
                lines_so_far = 1;
            }
            open = true;
            last = i;
        }
    };
    read(layout.body_line, layout.body_end_line);
    if (layout.annex_line != Layout::npos) read(layout.annex_line, layout.foot_line);
    return out;
}

}  // namespace sauro::docread
