// Where the body of a document ends and its foot begins; what a publishing site added below is set aside.
#include <algorithm>

#include "docread/parts.hpp"
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

Layout lay_out(const Source& source, const Heading& heading) {
    const auto& lines = source.lines();
    Layout out;
    out.body_line = std::min(heading.body_line, lines.size());
    out.recipients_line = out.signature_line = Layout::npos;
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
    out.body_end_line = std::min({out.foot_line, out.recipients_line, out.signature_line});
    while (out.body_end_line > out.body_line && lines[out.body_end_line - 1].blank()) --out.body_end_line;
    if (out.body_line < out.body_end_line)
        out.body = {lines[out.body_line].raw.begin, lines[out.body_end_line - 1].raw.end};
    return out;
}

std::vector<Span> paragraphs(const Source& source, const Layout& layout) {
    std::vector<Span> out;
    const auto& lines = source.lines();
    bool open = false;
    for (std::size_t i = layout.body_line; i < layout.body_end_line; ++i) {
        const Line& line = lines[i];
        if (line.blank()) {
            open = false;
            continue;
        }
        const std::string_view raw = source.raw(line.raw);
        const bool item = raw.starts_with('-') || raw.starts_with('+') || raw.starts_with("–") || raw.starts_with("•");
        const std::string_view f = source.fold(line.folded);
        const bool numbered = !f.empty() && f[0] >= '0' && f[0] <= '9' &&
                              f.find_first_not_of("0123456789.") != std::string_view::npos &&
                              f[f.find_first_not_of("0123456789")] == '.';
        if (open && source.hard_wrapped() && !item && !numbered)
            out.back().end = line.raw.end;
        else
            out.push_back(line.raw);
        open = true;
    }
    return out;
}

}  // namespace sauro::docread
