#include "docread/parts/heading.hpp"

#include <algorithm>
#include <array>

#include "docread/names.hpp"
#include "docread/parts/heading_subject.hpp"
#include "docread/parts/issuer.hpp"
#include "docread/tables.hpp"
#include "text/text.hpp"

namespace sauro::docread {
namespace {

constexpr std::size_t kHeadLines = 80;  // lines with text; no head is longer

constexpr std::string_view kRecitals[] = {"can cu",        "thuc hien",       "xem xet",
                                          "tai phien hop", "tai ky hop",      "theo de nghi",
                                          "xet de nghi",   "tiep theo",       "thi hanh",
                                          "kinh gui",      "trien khai",      "sau khi",
                                          "hom nay",       "trong thoi gian", "thoi gian qua",
                                          "nham",          "de trien khai",   "de thuc hien",
                                          "phuc dap",      "tra loi",         "ngay",
                                          "nhan duoc",     "theo ke hoach",   "theo chi dao",
                                          "quyet dinh:",   "quyet nghi:",     "xet"};

bool near(std::string_view folded, std::string_view wanted, bool fuzzy) {
    const std::string_view core = strip(folded, " .:-_*–");
    if (core == wanted) return true;
    return fuzzy && core.size() > 12 && edit_distance(core, wanted, 4) <= 4;
}

bool is_state_motto(std::string_view f, bool fuzzy) {
    return f.find("cong hoa xa hoi chu nghia viet nam") != std::string_view::npos ||
           (f.find("doc lap") != std::string_view::npos && f.find("hanh phuc") != std::string_view::npos &&
            f.size() < 60) ||
           near(f, "cong hoa xa hoi chu nghia viet nam", fuzzy);
}

// `titled`: the line stands right under the type, where a subject is due; then only what can never be a subject opens
// the body.
bool opens_body(const Source& source, const Line& line, bool titled) {
    const std::string_view f = strip(source.fold(line.folded), "-+ ");
    const std::string_view raw = strip(source.raw(line.raw), "-+ ");
    if (!starts_upper(raw) && !(f.size() > 1 && f[0] >= '0' && f[0] <= '9')) return false;
    for (const auto word : kRecitals) {
        if (!f.starts_with(word) || is_capitals(raw)) continue;
        if (!titled || f.starts_with("can cu") || f.starts_with("kinh gui") ||
            (raw.size() > 240 && (raw.ends_with(':') || raw.ends_with('.'))))
            return true;
    }
    for (const auto word : {"dieu 1", "chuong i", "phan thu nhat", "phan i", "phan 1", "muc 1", "i. ", "i- ", "1. ",
                            "1- ", "a. ", "a- ", "1.  "}) {
        if (f.starts_with(word)) return true;
    }
    return raw.size() > (titled ? 600U : 240U) && !is_capitals(raw);
}

class HeadReader {
  public:
    explicit HeadReader(const Source& source) : source_(source), subject_(source) {}

    Heading run() {
        const auto& lines = source_.lines();
        std::size_t seen = 0, i = head_start();
        for (; i < lines.size() && seen < kHeadLines; ++i) {
            if (lines[i].blank()) {
                subject_.close();
                continue;
            }
            ++seen;
            if (known_ && opens_body(source_, lines[i], titled_ && !subject_.started()) &&
                !continues_subject(lines[i])) {
                if (const std::string_view f = source_.fold(lines[i].folded); f.starts_with("kinh gui"))
                    i = read_addressees(i);
                break;
            }
            if (known_ && starts_with_word(source_.fold(lines[i].folded), "kinh trinh")) {
                i = read_addressees(i);
                break;
            }
            if (!known_ && seen > 30) break;
            // A rule under the type and then a sentence: there is no subject.
            const std::string_view whole = source_.raw(lines[i].raw);
            if (ruled_off_ && !subject_.started() && (whole.ends_with('.') || whole.ends_with(':'))) break;
            if (!out_.date && !titled_) {
                if (const std::size_t used = read_wrapped_dateline(i); used > 0) {
                    i += used - 1;
                    continue;
                }
            }
            bool body = false;
            for (const Piece& piece : source_.pieces(i)) {
                if (!read_piece(piece)) body = true;
            }
            if (body && (subject_.started() || out_.type_line)) break;
        }
        out_.body_line = known_ ? i : 0;
        finish();
        return std::move(out_);
    }

  private:
    // A page may tell about a document before it shows it: the head begins with the short lines around the motto or the
    // number, behind the last prose before them.
    std::size_t head_start() const {
        const auto& lines = source_.lines();
        std::size_t seen = 0, prose = 0;
        for (std::size_t i = 0; i < lines.size() && seen < 150; ++i) {
            if (lines[i].blank()) continue;
            ++seen;
            const std::string_view f = source_.fold(lines[i].folded);
            if (f.size() < 120) {
                bool anchor = false;
                for (const Piece& piece : source_.pieces(i)) {
                    const std::string_view pf = source_.fold(piece.folded);
                    anchor = anchor || is_state_motto(pf, false) || near(pf, "dang cong san viet nam", false);
                    if (!anchor && starts_with_word(pf, "so")) anchor = own_symbol(source_, piece).has_value();
                }
                if (anchor) return prose;
            }
            if (f.size() > 160) prose = i + 1;
        }
        return 0;
    }

    bool continues_subject(const Line& line) {
        return subject_.started() && !subject_.closed() && starts_lower(source_.raw(line.raw));
    }

    // False when the piece can only belong to the body.
    bool read_piece(const Piece& piece) {
        const std::string_view f = source_.fold(piece.folded);
        const std::string_view raw = source_.raw(piece.raw);
        const bool fuzzy = source_.marks_missing();
        if (is_ornament(raw)) {
            if (titled_) subject_.close();
            ruled_off_ = titled_;
            return true;
        }
        // Columns a reading ran together: "UBND XÃ TÂN MẪU CỘNG HÒA XÃ HỘI …". The motto ends the left-hand name.
        for (const std::string_view motto : {"cong hoa xa hoi chu nghia viet nam", "dang cong san viet nam"}) {
            const std::size_t at = f.find(motto);
            if (titled_ || at == std::string_view::npos || at == 0 || f[at - 1] != ' ' || at + motto.size() != f.size())
                continue;
            Piece left = piece;
            left.folded.end = piece.folded.begin + at - 1;
            left.raw = source_.raw_span(left.folded);
            (motto.starts_with("cong") ? out_.state_motto : out_.party_motto) = known_ = true;
            return read_piece(left);
        }
        if (!(titled_ && f.size() > 60) && is_state_motto(f, fuzzy)) return known_ = out_.state_motto = true;
        if (near(f, "dang cong san viet nam", fuzzy)) return known_ = out_.party_motto = true;
        if ((f.starts_with("du thao") || f.starts_with("(du thao")) && type_line(f) == nullptr) return true;
        bool taken = false;
        if (!out_.symbol && !titled_) {
            if (auto symbol = own_symbol(source_, piece)) {
                out_.symbol = std::move(symbol);
                known_ = taken = true;
            }
        }
        if (!out_.date && read_date(piece)) known_ = taken = true;
        if (taken) {
            read_cover_on_symbol_line(piece);
            return true;
        }
        if (!titled_ && (f.starts_with("v/v") || (out_.symbol && !out_.type_line && !cover_ &&
                                                  starts_with_word(f, "ve viec") && raw.size() < 300))) {
            cover_ = out_.cover_line = known_ = true;
            const std::size_t skip = f.starts_with("v/v") ? 3 : 7;
            std::size_t begin = piece.folded.begin + skip;
            while (begin < piece.folded.end && (source_.folded()[begin] == ' ' || source_.folded()[begin] == ':'))
                ++begin;
            if (begin < piece.folded.end)
                subject_.take({source_.raw_at(begin), piece.raw.end}, {begin, piece.folded.end}, true);
            return true;
        }
        if (!titled_ && read_type(piece)) return true;
        if (titled_ && !subject_.started() && (starts_with_word(f, "cua") || (fuzzy && starts_with_word(f, "cta")))) {
            // In small letters a long line is the subject as printed: "của Ban Chấp hành … thực hiện Nghị quyết …".
            if (!is_capitals(raw, fuzzy ? 2 : 0) && f.size() > 60) {
                subject_.take(piece.raw, piece.folded, true);
                return true;
            }
            // "CỦA BAN CHẤP HÀNH ĐẢNG BỘ THÀNH PHỐ VỀ PHÁT TRIỂN DU LỊCH": who, and then what about.
            const std::size_t about = find_word(f, "ve");
            const std::size_t end = about == std::string_view::npos || about < 8 ? f.size() : about;
            of_ = Span{source_.raw_at(piece.folded.begin + 4), source_.raw_at(piece.folded.begin + end)};
            while (of_.end > of_.begin && source_.text()[of_.end - 1] == ' ') --of_.end;
            if (end < f.size())
                subject_.take({source_.raw_at(piece.folded.begin + end), piece.raw.end},
                              {piece.folded.begin + end, piece.folded.end}, true);
            return true;
        }
        if (titled_ || (cover_ && !subject_.closed())) {
            if (subject_.take(piece.raw, piece.folded, false, cover_ && !titled_)) return true;
            if (titled_) return false;
        }
        if (cover_ && !is_capitals(raw)) return true;
        if (raw.size() < 160) block_.push_back(piece);
        return true;
    }

    // "Sơn / La, ngày 11 tháng 3 / năm 2020": a dateline a narrow column broke. Returns the lines it takes.
    std::size_t read_wrapped_dateline(std::size_t i) {
        const auto& lines = source_.lines();
        const auto short_line = [&](std::size_t k) {
            return k < lines.size() && !lines[k].blank() && lines[k].folded.end - lines[k].folded.begin < 50;
        };
        if (!short_line(i) || is_capitals(source_.raw(lines[i].raw)) || source_.pieces(i).size() != 1) return 0;
        const std::string_view first = source_.fold(lines[i].folded);
        if (find_word(first, "ngay") == std::string_view::npos &&
            (first.find_first_of("0123456789:-/.") != std::string_view::npos || first.size() > 25))
            return 0;
        for (std::size_t n = 2; n <= 3 && short_line(i + n - 1); ++n) {
            Piece whole;
            whole.folded = {lines[i].folded.begin, lines[i + n - 1].folded.end};
            whole.raw = source_.raw_span(whole.folded);
            whole.line = i;
            if (find_word(source_.fold(lines[i].folded), "ngay") == std::string_view::npos &&
                find_word(source_.fold(lines[i + 1].folded), "ngay") == std::string_view::npos)
                return 0;
            const auto date = find_date(source_, whole.folded);
            if (!date || !date->iso || date->raw.end < lines[i + n - 1].raw.begin) continue;
            for (std::size_t k = i; k < i + n; ++k) {
                if (const auto own = find_date(source_, lines[k].folded); own && own->iso)
                    return 0;  // whole on one line: read as usual
            }
            if (read_date(whole)) {
                known_ = true;
                return n;
            }
        }
        return 0;
    }

    bool read_date(const Piece& piece) {
        auto date = find_date(source_, piece.folded);
        if (!date) return false;
        // Only a dateline: "<place>, ngày …", nothing after it; a sentence that names a day is none.
        const std::string_view after =
            strip(source_.text().substr(date->raw.end, piece.raw.end - date->raw.end), " .*");
        std::size_t from = piece.raw.begin;
        if (out_.symbol && out_.symbol->raw.end > from && out_.symbol->raw.end <= date->raw.begin)
            from = out_.symbol->raw.end;
        std::string_view before = strip(source_.text().substr(from, date->raw.begin - from), " \t_");
        if (!after.empty() || before.size() > 60) return false;
        // "Phú Mẫu, 05 giờ 30 ngày …": an urgent telegram names the hour.
        if (const std::size_t comma = before.find(','); comma != std::string_view::npos) {
            const std::string hour = text::fold(before.substr(comma + 1));
            if (hour.find("gio") != std::string::npos || hour.find('h') != std::string::npos)
                before = before.substr(0, comma + 1);
        }
        const std::string_view place = strip(before, " ,\t_.");
        if (before.ends_with(',') && starts_upper(place)) {
            const std::size_t begin = static_cast<std::size_t>(place.data() - source_.text().data());
            const Span span{begin, begin + place.size()};
            if (source_.marks_missing()) {
                const std::string folded = text::fold(place);
                const auto known = known_place(folded, true);
                out_.place = known ? Read{std::string(*known), span, 0.6} : Read{natural_place(place), span, 0.3};
            } else {
                out_.place = Read{natural_place(place), span, 0.95};
            }
        } else if (!before.empty() && !source_.marks_missing()) {
            return false;
        }
        out_.date = std::move(date);
        return true;
    }

    // "Số: 05/UBND-VP V/v triển khai …" on one line.
    void read_cover_on_symbol_line(const Piece& piece) {
        if (!out_.symbol || out_.symbol->raw.begin < piece.raw.begin || out_.symbol->raw.end > piece.raw.end) return;
        const std::string_view f = source_.fold(piece.folded);
        const std::size_t at = find_word(f, "v/v");
        if (at == std::string_view::npos) return;
        std::size_t begin = piece.folded.begin + at + 3;
        while (begin < piece.folded.end && (source_.folded()[begin] == ' ' || source_.folded()[begin] == ':')) ++begin;
        cover_ = out_.cover_line = true;
        if (begin < piece.folded.end)
            subject_.take({source_.raw_at(begin), piece.raw.end}, {begin, piece.folded.end}, true);
    }

    // Does the line below begin a subject?
    bool subject_below(const Piece& piece) const {
        const auto& lines = source_.lines();
        if (piece.line + 1 >= lines.size() || lines[piece.line + 1].blank()) return false;
        const std::string_view raw = source_.raw(lines[piece.line + 1].raw);
        return !is_ornament(raw) && !raw.ends_with('.') && !raw.ends_with(';') && !raw.ends_with(':');
    }

    bool read_type(const Piece& piece) {
        const std::string_view f = source_.fold(piece.folded);
        const std::string_view raw = source_.raw(piece.raw);
        const std::string_view core = strip(f, " .:*-");
        const bool capitals = is_capitals(raw, source_.marks_missing() ? 2 : 0);
        if (const TypeEntry* type = type_named(core)) {
            if (!capitals && !out_.symbol && !out_.date) return false;
            set_type(*type, piece.raw, capitals ? 0.98 : 0.85);
            return true;
        }
        // "CHƯƠNG TRÌNH HÀNH ĐỘNG", "BÁO CÁO TỔNG KẾT", "KẾ HOẠCH (điều chỉnh)": a kind of the type; the subject stands
        // below.
        const std::string_view before = raw.substr(0, raw.find('('));
        if (const TypeEntry* type = type_line(core);
            type != nullptr && is_capitals(before, source_.marks_missing() ? 2 : 0) && subject_below(piece)) {
            out_.joint = out_.joint || core.find(" lien ") != std::string_view::npos;
            set_type(*type, piece.raw, 0.95);
            return true;
        }
        for (const TypeEntry& type : document_types()) {
            if (!starts_with_word(f, type.folded) || type.folded.size() < 5 || f.size() == type.folded.size()) continue;
            std::size_t rest_at = piece.folded.begin + type.folded.size() + 1;
            std::string_view rest = f.substr(type.folded.size() + 1);
            // "CHƯƠNG TRÌNH HÀNH ĐỘNG THỰC HIỆN …" on one line: the kind is no part of the subject.
            for (const std::string_view kind : {"hanh dong ", "lien nganh ", "lien tich ", "lien bo ", "lien so "}) {
                if (!capitals || !rest.starts_with(kind)) continue;
                out_.joint = out_.joint || kind != "hanh dong ";
                rest_at += kind.size();
                rest.remove_prefix(kind.size());
                break;
            }
            const Span head{piece.raw.begin, source_.raw_at(piece.folded.begin + type.folded.size())};
            if (starts_with_word(rest, "so") && raw.size() < 500 && read_title_line(piece, type, head, rest_at))
                return true;
            if (!capitals) continue;
            set_type(type, head, 0.9);
            const Span tail{source_.raw_at(rest_at), piece.raw.end};
            if (starts_with_word(rest, "cua")) {
                of_ = Span{source_.raw_at(rest_at + 4), piece.raw.end};
            } else {
                subject_.take(tail, {rest_at, piece.folded.end}, true);
            }
            return true;
        }
        return false;
    }

    // "Kết luận số 226-KL/TW, ngày 11/12/2025 của Ban Bí thư về việc …": the title as collections of law write it.
    bool read_title_line(const Piece& piece, const TypeEntry& type, Span head, std::size_t rest_at) {
        const auto cited = cited_symbols(source_, {source_.raw_at(rest_at), piece.raw.end});
        if (cited.empty() || cited.front().raw.begin > source_.raw_at(rest_at) + 12) return false;
        if (out_.symbol) return false;
        out_.symbol = cited.front();
        out_.symbol->confidence = 0.85;
        known_ = true;
        set_type(type, head, 0.9);
        const Span after{source_.folded_at(out_.symbol->raw.end), piece.folded.end};
        if (auto date = find_date(source_, after); date && !out_.date) out_.date = std::move(date);
        const std::string_view f = source_.folded().substr(0, after.end);
        const std::size_t of = find_word(f, "cua", after.begin), about = find_word(f, "ve", after.begin);
        if (of != std::string_view::npos && (about == std::string_view::npos || of < about)) {
            const std::size_t end = about == std::string_view::npos ? after.end : about;
            if (of + 4 < end) of_ = Span{source_.raw_at(of + 4), source_.raw_at(end)};
        }
        if (about != std::string_view::npos)
            subject_.take({source_.raw_at(about), piece.raw.end}, {about, piece.folded.end}, true);
        return true;
    }

    void set_type(const TypeEntry& type, Span raw, double confidence) {
        out_.document_type = Read{std::string(type.shown), raw, confidence};
        out_.type_line = titled_ = known_ = true;
        if (cover_) subject_.close();
    }

    std::size_t read_addressees(std::size_t i) {
        out_.addressed = true;
        const auto& lines = source_.lines();
        std::string_view first = source_.raw(lines[i].raw);
        const std::size_t colon = first.find(':');
        std::vector<std::string> items;
        const auto add = [&](std::string_view text, bool fresh) {
            const std::string_view core = strip(text, " \t-+");
            if (core.empty()) return;
            if (fresh || items.empty())
                items.emplace_back(core);
            else
                items.back().append(" ").append(core);
        };
        add(colon == std::string_view::npos ? first.substr(std::min<std::size_t>(first.size(), 11))
                                            : first.substr(colon + 1),
            true);
        for (++i; i < lines.size() && items.size() < 60; ++i) {
            if (lines[i].blank()) {
                if (items.empty()) continue;
                std::size_t next = i;
                while (next < lines.size() && lines[next].blank()) ++next;
                if (next < lines.size() && source_.raw(lines[next].raw).starts_with('-') &&
                    !opens_body(source_, lines[next], false)) {
                    i = next - 1;
                    continue;
                }
                break;
            }
            const std::string_view raw = source_.raw(lines[i].raw);
            const bool dash = raw.starts_with("-") || raw.starts_with("+") || raw.starts_with("–");
            if (opens_body(source_, lines[i], false)) break;
            const bool listed = !items.empty() && (items.back().ends_with(',') || items.back().ends_with(';'));
            if (!dash && !items.empty() && !starts_lower(raw) && (!listed || raw.size() > 90)) break;
            add(raw, dash || items.empty());
        }
        for (std::string& item : items) item = text::collapse_space(strip(item, " ,;."));
        out_.addressees = std::move(items);
        return i;
    }

    void finish() {
        const bool bad = source_.marks_missing();
        const auto& lines = source_.lines();
        const std::size_t body_at = out_.body_line < lines.size() ? lines[out_.body_line].raw.begin : 0;
        out_.subject = subject_.result(source_.text().substr(body_at), bad ? 0.3 : titled_ ? 0.92 : 0.9);
        if (out_.subject && cover_ && !titled_ && !text::fold(out_.subject->value).starts_with("ve ")) {
            out_.subject->value = "về việc " + out_.subject->value;
        }
        read_issuer(source_, block_, of_, out_);
        if (out_.document_type || !out_.symbol) return;
        // No line names the type: the notation does, or its absence (a letter of the State carries none).
        const Symbol& symbol = *out_.symbol;
        const std::string code = symbol.notation.substr(0, symbol.notation.find_first_of("-/"));
        if (!symbol.party &&
            out_.cover_line) {  // a letter of the State has no type in its symbol; "CT" is the tax office
            out_.document_type = Read{"công văn", symbol.raw, 0.9};
        } else if (const TypeEntry* type = type_of_code(code, symbol.party)) {
            out_.document_type = Read{std::string(type->shown), symbol.raw, type->shown == "công văn" ? 0.95 : 0.75};
        } else if (!symbol.party && (out_.cover_line || out_.addressed)) {
            out_.document_type = Read{"công văn", symbol.raw, 0.9};
        }
    }

    const Source& source_;
    SubjectReader subject_;
    Heading out_;
    std::vector<Piece> block_;
    Span of_;
    bool known_ = false;      // something that only official documents have was seen
    bool titled_ = false;     // the line with the type has gone by
    bool cover_ = false;      // "V/v" has gone by
    bool ruled_off_ = false;  // an ornament stood under the type
};

}  // namespace

Heading read_heading(const Source& source) { return HeadReader(source).run(); }

}  // namespace sauro::docread
