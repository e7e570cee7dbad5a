#include <algorithm>

#include "docread/names.hpp"
#include "docread/parts/parts.hpp"
#include "docread/tables.hpp"
#include "text/letters.hpp"
#include "text/text.hpp"
#include "text/utf8.hpp"

namespace sauro::docread {
namespace {

// Ranks and degrees that some write before the name.
std::string person_name(std::string_view raw) {
    std::string name = text::collapse_space(strip(raw, " .*"));
    static constexpr std::string_view kRanks[] = {
        "TS.",     "ThS.",      "PGS.",     "GS.",      "PGS.TS.",   "GS.TS.",       "BS.",         "BSCKI.",
        "BSCKII.", "KS.",       "CN.",      "Đ/c",      "Đại tướng", "Thượng tướng", "Trung tướng", "Thiếu tướng",
        "Đại tá",  "Thượng tá", "Trung tá", "Thiếu tá", "Đại úy",    "Thượng úy"};
    for (bool again = true; again;) {
        again = false;
        for (const std::string_view rank : kRanks) {
            if (name.size() <= rank.size() + 1 || !name.starts_with(rank) || name[rank.size()] != ' ') continue;
            name = name.substr(rank.size() + 1);
            again = true;
        }
    }
    // "Ths. ", "BS.CKII. ": letters with a stop before a name are a degree.
    for (std::size_t dot = name.find(". "); dot != std::string::npos && dot <= 9; dot = name.find(". "))
        name = name.substr(dot + 2);
    return name;
}

bool is_title(std::string_view folded) {
    std::string_view core = strip(folded, " .,*");
    if (core.starts_with("q. ")) core.remove_prefix(3);
    for (const auto title : office_titles()) {
        if (starts_with_word(core, title)) return true;
    }
    // "TRƯỞNG CÔNG AN XÃ", "PHÓ TRƯỞNG PHÒNG", "QUYỀN TRƯỞNG BAN"
    for (const auto word :
         {"truong", "pho truong", "pho tong", "quyen", "pho bi thu", "pho chu", "pho giam", "pho chanh"}) {
        if (starts_with_word(core, word)) return true;
    }
    return false;
}

bool is_chair(std::string_view folded) { return folded == "chu toa" || folded == "chu tri" || folded == "thu ky"; }

struct FormHit {
    const SigningForm* form = nullptr;
    std::size_t length = 0;  // folded bytes
};

FormHit form_at(std::string_view folded) {
    for (const SigningForm& form : signing_forms()) {
        if (!folded.starts_with(form.folded) || folded.size() == form.folded.size()) continue;
        const char next = folded[form.folded.size()];
        if (next == ' ' || (form.folded.ends_with('.') && is_word_byte(next)) ||
            (form.folded.find('/') != std::string_view::npos && next == '.')) {
            return {&form, form.folded.size()};
        }
    }
    return {};
}

// Lines of the column the signature stands in: pieces that are no item of the list of recipients.
std::vector<Piece> signature_pieces(const Source& source, std::size_t from, std::size_t to) {
    std::vector<Piece> out;
    for (std::size_t i = from; i < to && out.size() < 40; ++i) {
        if (source.lines()[i].blank()) continue;
        for (const Piece& p : source.pieces(i)) {
            const std::string_view raw = source.raw(p.raw);
            if (raw.starts_with('-') || raw.starts_with("–") || raw.starts_with('+')) continue;
            out.push_back(p);
        }
    }
    return out;
}

// "Nơi nhận: T/M BAN BÍ THƯ": the part of a piece after the words that open the list.
Piece after_recipients(const Source& source, Piece p) {
    const std::string_view f = source.fold(p.folded);
    const std::size_t colon = f.find(':');
    if (colon == std::string_view::npos || colon > 14) return p;
    if (!f.starts_with("noi nh") && !source.marks_missing()) return p;
    std::size_t at = colon + 1;
    while (at < f.size() && f[at] == ' ') ++at;
    p.folded.begin += at;
    p.raw.begin = source.raw_at(p.folded.begin);
    return p;
}

}  // namespace

// Shown in capitals, as the form writes it.
static std::string in_capitals(std::string_view name) {
    std::string up;
    for (std::size_t at = 0; at < name.size();)
        text::append_codepoint(up, text::upper_codepoint(text::next_codepoint(name, at)));
    return up;
}

// Column of a piece, in code points.
static std::size_t column_of(const Source& source, const Piece& piece) {
    const std::size_t line = source.text().rfind('\n', piece.raw.begin);
    std::size_t column = 0;
    for (std::size_t at = line == std::string_view::npos ? 0 : line + 1; at < piece.raw.begin; ++column)
        text::next_codepoint(source.text(), at);
    return column;
}

// Is this piece of a line in another column than the one a signature began in?
// `first`: the piece it began with; a piece alone on its line belongs to the column of that line it stands under.
static bool beside(const Source& source, const std::vector<Piece>& pieces, std::size_t n, std::size_t column,
                   std::size_t first) {
    const auto distance = [&](const Piece& p) {
        const std::size_t c = column_of(source, p) + (p.folded.end - p.folded.begin) / 2;
        const std::size_t wanted = column + 8;
        return c > wanted ? c - wanted : wanted - c;
    };
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (i == n || pieces[i].line != pieces[n].line) continue;
        if (distance(pieces[i]) < distance(pieces[n])) return true;
    }
    const auto centre = [&](const Piece& p) { return column_of(source, p) + (p.folded.end - p.folded.begin) / 2; };
    const auto apart = [](std::size_t a, std::size_t b) { return a > b ? a - b : b - a; };
    const std::size_t own = centre(pieces[n]), begun = centre(pieces[first]);
    if (apart(own, begun) < 15) return false;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (i != first && pieces[i].line == pieces[first].line && apart(own, centre(pieces[i])) + 8 < apart(own, begun))
            return true;
    }
    return false;
}

// The signature that begins at or after a piece.
static std::optional<Signature> read_from(const Source& source, const Layout& layout, const std::vector<Piece>& pieces,
                                          std::size_t first) {
    const bool bad = source.marks_missing();
    Signature out;
    bool started = false, collective = false, chained = false;
    std::size_t since = 0, column = 0, begun = first;
    std::string stood_in;  // the office a second form names
    for (std::size_t n = first; n < pieces.size(); ++n) {
        const Piece piece = after_recipients(source, pieces[n]);
        if (piece.raw.empty()) continue;
        const std::string_view f = source.fold(piece.folded);
        const std::string_view raw = source.raw(piece.raw);
        const bool capitals = is_capitals(raw, bad ? 2 : 0);
        if (!started) {
            const FormHit hit = form_at(f);
            const bool office = capitals && is_title(f);
            if ((hit.form == nullptr || !is_capitals(raw.substr(std::min(raw.size(), hit.length)), bad ? 2 : 0)) &&
                !office)
                continue;
            started = true;
            out.raw = piece.raw;
            column = column_of(source, piece);
            begun = n;
            if (hit.form == nullptr) {
                out.signer.title = text::collapse_space(strip(raw, " .*:"));
                out.confidence = 0.8;
                continue;
            }
            out.signer.form = std::string(hit.form->shown);
            collective = hit.form->collective;
            std::string body = text::collapse_space(
                strip(raw.substr(source.raw_at(piece.folded.begin + hit.length) - piece.raw.begin), " .*"));
            if (const auto known = bad ? known_organ(text::fold(body), true) : std::nullopt) body = in_capitals(*known);
            // "Q. CHỦ TỊCH" names the office itself.
            (hit.form->shown == "Q." ? out.signer.title : out.signer.body) = std::move(body);
            out.confidence = bad ? 0.6 : 0.95;
            continue;
        }
        // Joint signatures stand side by side: only the column of the first counts.
        if (beside(source, pieces, n, column, begun)) continue;
        if (++since > 12) break;
        if (f.starts_with("(da ky") || f == "da ky" || f.starts_with("(ky") || f.starts_with("[da ky") ||
            is_ornament(raw))
            continue;
        if (const FormHit again = form_at(f); again.form != nullptr && capitals) {
            if (out.signer.name) break;
            // "TL. CHỦ TỊCH / KT. CHÁNH VĂN PHÒNG / PHÓ CHÁNH VĂN PHÒNG": the first form, the last office. Two
            // collectives are two signers; the first is kept.
            if (again.form->collective) break;
            if (again.form->shown == "Q.") {  // "Q. TRƯỞNG ĐOÀN" is the office itself
                out.signer.title = text::collapse_space(strip(raw, " .*"));
                out.raw.end = std::max(out.raw.end, piece.raw.end);
                continue;
            }
            chained = true;
            stood_in = text::collapse_space(
                strip(raw.substr(source.raw_at(piece.folded.begin + again.length) - piece.raw.begin), " .*"));
            out.raw.end = std::max(out.raw.end, piece.raw.end);
            continue;
        }
        // "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ … / QUYẾT ĐỊNH:": who decides, no signature; a short decision ends soon after.
        if (capitals && !out.signer.form && !out.signer.name && f.ends_with(':')) {
            started = false;
            since = 0;
            out = {};
            continue;
        }
        if (capitals && !out.signer.name) {
            const std::string line = text::collapse_space(strip(raw, " .*"));
            if (is_title(f) || !collective || chained) {
                // "CHỦ TỌA / CHỦ TỊCH": the part played in a meeting, and then the office.
                const bool role = out.signer.title && is_chair(text::fold(*out.signer.title));
                if (!out.signer.title || role)
                    out.signer.title = line;
                else
                    out.signer.title->append(" ").append(line);
            } else if (out.signer.body && !out.signer.title) {
                out.signer.body->append(" ").append(line);
            } else if (out.signer.title) {
                out.signer.title->append(" ").append(line);
            }
            out.raw.end = std::max(out.raw.end, piece.raw.end);
            continue;
        }
        if (is_person(person_name(raw))) {
            out.signer.name = person_name(raw);
            if (bad) out.confidence = std::min(out.confidence, 0.4);
            out.raw.end = std::max(out.raw.end, piece.raw.end);
            break;
        }
    }
    if (!started) return std::nullopt;
    if (!out.signer.title && !stood_in.empty()) out.signer.title = stood_in;
    // An office alone is a heading, unless it stands at the foot of a draft.
    const std::size_t foot = std::min(layout.recipients_line, layout.signature_line);
    if (!out.signer.form && !out.signer.name && (foot == Layout::npos || source.line_of(out.raw.begin) < foot))
        return std::nullopt;
    return out;
}

std::optional<Signature> read_signature(const Source& source, const Layout& layout) {
    std::size_t from = std::min(layout.signature_line, layout.recipients_line);
    if (from == Layout::npos) {
        // No list and no form: an office in capitals near the end, with a person below it.
        from = layout.foot_line > 14 ? layout.foot_line - 14 : 0;
        from = std::max(from, layout.body_line);
    } else if (layout.signature_line == Layout::npos && layout.recipients_line != Layout::npos) {
        from = layout.recipients_line > layout.body_line + 8 ? layout.recipients_line - 8 : layout.body_line;
    }
    // Joint signatures one below the other: an office in capitals with its person may stand above the first form.
    if (layout.signature_line != Layout::npos && from == layout.signature_line) {
        std::size_t person = Layout::npos;
        for (std::size_t i = from, looked = 0; i > layout.body_line && looked < 8; --i) {
            if (source.lines()[i - 1].blank()) continue;
            ++looked;
            const std::string_view raw = source.raw(source.lines()[i - 1].raw);
            const std::string_view f = source.fold(source.lines()[i - 1].folded);
            if (person == Layout::npos) {
                if (f.starts_with("(") || is_ornament(raw)) continue;
                if (!is_person(person_name(raw))) break;
                person = i - 1;
                continue;
            }
            if (f.starts_with("(") || is_ornament(raw)) continue;
            if (is_capitals(raw) && is_title(f)) from = i - 1;
            break;
        }
    }
    const std::vector<Piece> pieces = signature_pieces(source, from, std::min(layout.foot_line, layout.annex_line));
    std::optional<Signature> best = read_from(source, layout, pieces, 0);
    // Minutes are signed by their writer and by the chair: the chair answers for them.
    if (best && best->signer.title && text::fold(*best->signer.title).starts_with("thu ky")) {
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            const std::string_view f = strip(source.fold(pieces[i].folded), " .*:");
            if (!f.starts_with("chu tri") && !f.starts_with("chu toa")) continue;
            if (auto chair = read_from(source, layout, pieces, i)) return chair;
        }
    }
    return best;
}

}  // namespace sauro::docread
