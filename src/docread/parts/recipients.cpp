#include <algorithm>

#include "docread/parts/parts.hpp"
#include "docread/tables.hpp"
#include "text/text.hpp"

namespace sauro::docread {
namespace {

constexpr std::size_t kMost = 200;  // entries; more is no list of recipients

bool is_dash(std::string_view raw) {
    return raw.starts_with('-') || raw.starts_with('+') || raw.starts_with("–") || raw.starts_with("—") ||
           raw.starts_with("•") || raw.starts_with('*');
}

std::string_view without_dash(std::string_view raw) {
    for (const std::string_view dash : {"–", "—", "•"}) {
        if (raw.starts_with(dash)) return strip(raw.substr(dash.size()), " \t");
    }
    return strip(raw, "-+* \t");
}

// Lines of the signature that stand in the other column or below the list.
bool belongs_to_signature(const Source& source, const Piece& piece) {
    const std::string_view f = source.fold(piece.folded);
    const std::string_view raw = source.raw(piece.raw);
    if (!is_dash(raw) && is_capitals(raw, source.marks_missing() ? 2 : 0)) return true;
    for (const SigningForm& form : signing_forms()) {
        if (f.starts_with(form.folded) && f.size() > form.folded.size() && f[form.folded.size()] == ' ') return true;
    }
    return f.starts_with("(da ky") || f == "da ky" || f.starts_with("(ky") || f.starts_with("phu luc");
}

}  // namespace

Recipients read_recipients(const Source& source, const Layout& layout) {
    Recipients out;
    if (layout.recipients_line == Layout::npos) return out;
    const auto& lines = source.lines();
    bool done = false, any_dash = false, blank_before = false;
    const std::size_t end_line = std::min(layout.foot_line, layout.annex_line);
    for (std::size_t i = layout.recipients_line; i < end_line && !done && out.entries.size() < kMost; ++i) {
        if (lines[i].blank()) {
            blank_before = true;
            continue;
        }
        std::size_t column = 0;
        for (const Piece& piece : source.pieces(i)) {
            std::string_view raw = source.raw(piece.raw);
            Span span = piece.raw;
            if (i == layout.recipients_line && column == 0 && out.entries.empty() && out.raw.empty()) {
                out.raw = span;
                const std::size_t colon = raw.find(':');
                raw = colon == std::string_view::npos ? std::string_view() : strip(raw.substr(colon + 1), " \t");
                ++column;
                // "Nơi nhận: T/M BAN BÍ THƯ" on one line: what follows is the signature.
                if (raw.empty() || raw.size() > 200) continue;
                const std::string f = text::fold(raw);
                bool sign = false;
                for (const SigningForm& form : signing_forms())
                    sign = sign || f.starts_with(std::string(form.folded) + " ");
                if (!sign) out.entries.emplace_back(without_dash(raw));
                continue;
            }
            ++column;
            if (column > 1 && !is_dash(raw)) continue;  // the other column
            if (is_dash(raw)) {
                any_dash = true;
                out.entries.emplace_back(without_dash(raw));
            } else if (belongs_to_signature(source, piece)) {
                if (layout.signature_line <= i && !out.entries.empty() && column == 1) done = true;
                continue;
            } else if (out.entries.empty() || raw.size() > 200 || (blank_before && any_dash)) {
                if (raw.size() > 200 || (blank_before && any_dash))
                    done = true;
                else
                    out.entries.emplace_back(raw);
            } else if (any_dash && !(out.entries.back().ends_with(';') || out.entries.back().ends_with('.'))) {
                out.entries.back().append(" ").append(raw);
            } else if (!any_dash) {
                // A list without dashes: a new entry after ';' or ',' at the end of the line.
                if (out.entries.back().ends_with(';') || out.entries.back().ends_with('.'))
                    out.entries.emplace_back(raw);
                else
                    out.entries.back().append(" ").append(raw);
            } else {
                done = true;
            }
            if (!done) out.raw.end = span.end;
            if (done) break;
        }
        blank_before = false;
    }
    for (std::string& entry : out.entries) entry = text::collapse_space(strip(entry, " \t,;./"));
    std::erase_if(out.entries, [](const std::string& e) { return e.empty(); });
    return out;
}

}  // namespace sauro::docread
