#include <algorithm>

#include "docread/names.hpp"
#include "docread/parts.hpp"
#include "docread/tables.hpp"
#include "text/letters.hpp"
#include "text/text.hpp"
#include "text/utf8.hpp"

namespace sauro::docread {
namespace {

// Two to six words, each with a capital: "Trần Cẩm Tú"; a line in capitals throughout is an office or a body.
bool is_person(std::string_view raw) {
    if (raw.size() > 80 || raw.size() < 5 || is_capitals(raw)) return false;
    std::size_t words = 0;
    for (std::size_t at = 0; at < raw.size();) {
        std::size_t end = raw.find(' ', at);
        if (end == std::string_view::npos) end = raw.size();
        const std::string_view word = raw.substr(at, end - at);
        at = end + 1;
        if (word.empty()) continue;
        if (!starts_upper(word)) return false;
        for (std::size_t i = 0; i < word.size();) {
            const char32_t c = text::next_codepoint(word, i);
            if (!text::is_letter(c) && c != U'-' && c != U'\'') return false;
        }
        ++words;
    }
    return words >= 2 && words <= 6;
}

// Ranks and degrees that some write before the name.
std::string person_name(std::string_view raw) {
    std::string name = text::collapse_space(strip(raw, " .*"));
    for (const std::string_view rank :
         {"TS. ", "ThS. ", "PGS. ", "GS. ", "PGS.TS. ", "GS.TS. ", "BS. ", "KS. ", "Đ/c "}) {
        if (name.starts_with(rank)) name = name.substr(rank.size());
    }
    return name;
}

bool is_title(std::string_view folded) {
    std::string_view core = strip(folded, " .,*");
    if (core.starts_with("q. ")) core.remove_prefix(3);
    for (const auto title : office_titles()) {
        if (starts_with_word(core, title)) return true;
    }
    return false;
}

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

std::optional<Signature> read_signature(const Source& source, const Layout& layout) {
    const bool bad = source.marks_missing();
    std::size_t from = std::min(layout.signature_line, layout.recipients_line);
    if (from == Layout::npos) {
        // No list and no form: an office in capitals near the end, with a person below it.
        from = layout.foot_line > 14 ? layout.foot_line - 14 : 0;
        from = std::max(from, layout.body_line);
    } else if (layout.signature_line == Layout::npos && layout.recipients_line != Layout::npos) {
        from = layout.recipients_line > layout.body_line + 8 ? layout.recipients_line - 8 : layout.body_line;
    }
    const std::vector<Piece> pieces = signature_pieces(source, from, std::min(layout.foot_line, layout.annex_line));
    Signature out;
    bool started = false, chained = false;
    std::size_t since = 0;
    for (Piece piece : pieces) {
        piece = after_recipients(source, piece);
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
            if (hit.form != nullptr) {
                out.signer.form = std::string(hit.form->shown);
                std::string_view rest =
                    strip(raw.substr(source.raw_at(piece.folded.begin + hit.length) - piece.raw.begin), " .*");
                std::string body = text::collapse_space(rest);
                if (bad) {
                    if (const auto known = known_organ(text::fold(body), true)) {
                        // Shown in capitals, as the form writes it.
                        std::string up;
                        for (std::size_t at = 0; at < known->size();) {
                            const char32_t c = text::next_codepoint(*known, at);
                            text::append_codepoint(up, text::upper_codepoint(c));
                        }
                        body = up;
                    }
                }
                // "Q. CHỦ TỊCH" names the office itself.
                (hit.form->shown == "Q." ? out.signer.title : out.signer.body) = std::move(body);
                out.confidence = bad ? 0.6 : 0.95;
            } else {
                out.signer.title = text::collapse_space(raw);
                out.confidence = 0.8;
            }
            continue;
        }
        if (++since > 10) break;
        if (f.starts_with("(da ky") || f == "da ky" || f.starts_with("(ky") || f.starts_with("[da ky") ||
            is_ornament(raw))
            continue;
        if (const FormHit again = form_at(f); again.form != nullptr && capitals) {
            if (out.signer.name) break;
            // "TL. CHỦ TỊCH / KT. CHÁNH VĂN PHÒNG": one chain. Two collectives are two signers; the first is kept.
            if (!again.form->collective) {
                out.signer.title = (out.signer.title ? *out.signer.title + ", " : "") + text::collapse_space(raw);
                chained = true;
                out.raw.end = std::max(out.raw.end, piece.raw.end);
            }
            continue;
        }
        if (capitals && !out.signer.name) {
            if (is_title(f)) {
                if (!out.signer.title)
                    out.signer.title = text::collapse_space(raw);
                else
                    out.signer.title->append(chained ? ", " : " ").append(text::collapse_space(raw));
            } else if (out.signer.body && !out.signer.title) {
                out.signer.body->append(" ").append(text::collapse_space(raw));
            } else if (out.signer.title) {
                out.signer.title->append(" ").append(text::collapse_space(raw));
            }
            out.raw.end = std::max(out.raw.end, piece.raw.end);
            continue;
        }
        if (!bad && is_person(strip(raw, " .*"))) {
            out.signer.name = person_name(raw);
            out.raw.end = std::max(out.raw.end, piece.raw.end);
            break;
        }
    }
    if (!started) return std::nullopt;
    if (!out.signer.form && !out.signer.name) return std::nullopt;  // an office alone is a heading, no signature
    return out;
}

}  // namespace sauro::docread
