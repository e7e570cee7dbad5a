// Markings of the head: secrecy (what a networked system may not take) and urgency. A marking is a line, or a column of
// one, and nothing else; a word inside a sentence marks nothing.
#include <algorithm>
#include <array>

#include "docread/docread.hpp"
#include "docread/parts/parts.hpp"
#include "text/letters.hpp"
#include "text/text.hpp"
#include "text/utf8.hpp"

namespace sauro::docread {
namespace {

constexpr std::size_t kHeadLines = 45;  // lines with text
constexpr std::size_t kLongLine = 400;  // bytes; the body has begun

// "M Ậ T" -> "MẬT": letters set apart for show.
std::string close_up(std::string_view raw) {
    std::string out;
    std::size_t letters = 0, words = 0;
    std::vector<std::string> parts;
    const std::string tidy = text::collapse_space(raw);
    for (std::size_t at = 0; at < tidy.size();) {
        std::size_t end = tidy.find(' ', at);
        if (end == std::string::npos) end = tidy.size();
        std::string part = tidy.substr(at, end - at);
        std::size_t count = 0;
        for (std::size_t i = 0; i < part.size(); ++count) text::next_codepoint(part, i);
        if (count == 1) ++letters;
        ++words;
        parts.push_back(std::move(part));
        at = end + 1;
    }
    if (words < 3 || letters != words) return tidy;
    for (const std::string& p : parts) out += p;
    return out;
}

bool has_mark(std::string_view raw) {
    for (std::size_t at = 0; at < raw.size();) {
        if (text::is_marked_vietnamese(text::lower_codepoint(text::next_codepoint(raw, at)))) return true;
    }
    return false;
}

// What a bare word or two says, when it is a level of secrecy. `labelled`: it stands behind "Độ mật:".
std::string_view level_of(std::string_view raw, bool labelled) {
    const std::string shown = close_up(strip(raw, " \t*.:;,-–_|[]()\"'"));
    if (shown.empty() || shown.size() > 40) return {};
    const std::string f = text::fold(shown);
    const std::string canonical = text::canonical(shown);
    const bool capitals = is_capitals(shown);
    if (f == "tuyet mat" || f == "tuyetmat") {
        if (canonical == "tuyệt mật" || canonical == "tuyệtmật" || capitals || labelled) return "Tuyệt mật";
    }
    if (f == "toi mat" || f == "toimat") {
        if (canonical == "tối mật" || canonical == "tốimật" || capitals || labelled) return "Tối mật";
    }
    // A wrong letter in a stamp: "TOl MẬT", "TUVET MAT". Better one refusal too many than a secret let in.
    if (f.ends_with(" mat") && is_capitals(shown, 1)) {
        if (edit_distance(f, "tuyet mat", 1) <= 1) return "Tuyệt mật";
        if (edit_distance(f, "toi mat", 1) <= 1 && f.starts_with("to")) return "Tối mật";
    }
    // "TÀI LIỆU MẬT", "BÍ MẬT NHÀ NƯỚC - TỐI MẬT": what it is, then how secret.
    if (capitals) {
        for (const std::string_view what : {"tai lieu", "van ban", "ho so", "bi mat nha nuoc"}) {
            if (!starts_with_word(f, what)) continue;
            const std::string_view level = strip(std::string_view(f).substr(what.size()), " -–:");
            if (level == "tuyet mat") return "Tuyệt mật";
            if (level == "toi mat") return "Tối mật";
            if (level == "mat" && canonical.ends_with("mật")) return "Mật";
        }
    }
    if (f == "mat") {
        // "mặt", "mắt", "mát", "mất" fold alike; so only what a reader can have made of "mật".
        static constexpr std::array<std::string_view, 4> kReadings = {"mật", "mât", "mạt", "mat"};
        const bool reading = std::find(kReadings.begin(), kReadings.end(), canonical) != kReadings.end();
        if (canonical == "mật" && (labelled || starts_upper(shown))) return "Mật";
        if (reading && (capitals || labelled)) return "Mật";
    }
    return {};
}

// "Độ mật: Tối mật".
std::string_view labelled_level(const Source& source, const Piece& piece) {
    const std::string_view f = source.fold(piece.folded);
    for (const std::string_view label :
         {"do mat", "muc do mat", "cap do mat", "dong dau mat", "do mat cua van ban", "muc do bao mat"}) {
        if (!starts_with_word(f, label)) continue;
        const std::string_view raw = source.raw(piece.raw);
        const std::size_t colon = raw.find(':');
        if (colon == std::string_view::npos) continue;
        if (const auto level = level_of(raw.substr(colon + 1), true); !level.empty()) return level;
    }
    return {};
}

// Columns run together by a reading: "TỐI MẬT Số 12-BC/TU", "MẬT CỘNG HÒA XÃ HỘI …".
std::string_view level_before_head(const Source& source, const Piece& piece) {
    const std::string_view raw = source.raw(piece.raw);
    const std::string_view f = source.fold(piece.folded);
    for (const std::string_view word : {"tuyet mat", "toi mat", "mat"}) {
        if (!starts_with_word(f, word) || f.size() <= word.size() + 2) continue;
        const std::string_view rest = strip(f.substr(word.size()), " \t-–");
        const bool number =
            starts_with_word(rest, "so") && rest.find_first_of("0123456789/-") != std::string_view::npos;
        const bool motto = rest.starts_with("cong hoa xa hoi") || rest.starts_with("dang cong san");
        const bool dateline =
            rest.find(", ngay") != std::string_view::npos && rest.find("thang") != std::string_view::npos;
        if (!number && !motto && !dateline) continue;
        const std::size_t cut = source.raw_at(piece.folded.begin + word.size()) - piece.raw.begin;
        const std::string_view head = raw.substr(0, cut);
        if (is_capitals(head)) {
            if (const auto level = level_of(head, false); !level.empty()) return level;
        }
    }
    // "Số 12-BC/ĐU (Tối mật)".
    if (const auto open = raw.rfind('('); starts_with_word(f, "so") && open != std::string_view::npos &&
                                          f.find_first_of("0123456789") != std::string_view::npos &&
                                          raw.ends_with(')')) {
        if (const auto level = level_of(raw.substr(open), true); !level.empty()) return level;
    }
    // "CỘNG HÒA … VIỆT NAM TỐI MẬT": the mark in the right-hand column.
    for (const std::string_view word : {"tuyet mat", "toi mat", "mat"}) {
        if (f.size() < 20 || !f.ends_with(word) || is_word_byte(f[f.size() - word.size() - 1])) continue;
        const std::string_view before = f.substr(0, f.size() - word.size());
        if (before.find("cong hoa xa hoi chu nghia viet nam") == std::string_view::npos &&
            before.find("dang cong san viet nam") == std::string_view::npos)
            continue;
        const std::size_t cut = source.raw_at(piece.folded.end - word.size()) - piece.raw.begin;
        if (const auto level = level_of(raw.substr(cut), false); !level.empty() && is_capitals(raw.substr(cut)))
            return level;
    }
    return {};
}

template <class Judge>
std::optional<Marking> find_in_head(const Source& source, Judge judge) {
    std::size_t seen = 0;
    for (std::size_t i = 0; i < source.lines().size() && seen < kHeadLines; ++i) {
        const Line& line = source.lines()[i];
        if (line.blank()) continue;
        ++seen;
        const std::string_view f = source.fold(line.folded);
        if (line.raw.end - line.raw.begin > kLongLine || f.starts_with("noi nhan")) break;
        if (starts_with_word(f, "dieu 1") || f.starts_with("can cu ") || starts_with_word(f, "kinh gui")) break;
        for (const Piece& piece : source.pieces(i)) {
            if (const auto shown = judge(piece); !shown.empty()) return Marking{std::string(shown), piece.raw};
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<Marking> find_secrecy(const Source& source) {
    return find_in_head(source, [&](const Piece& piece) -> std::string_view {
        if (const auto level = level_of(source.raw(piece.raw), false); !level.empty()) return level;
        if (const auto level = labelled_level(source, piece); !level.empty()) return level;
        return level_before_head(source, piece);
    });
}

std::optional<Marking> find_urgency(const Source& source) {
    return find_in_head(source, [&](const Piece& piece) -> std::string_view {
        const std::string_view raw = strip(source.raw(piece.raw), " \t*.:-–()[]");
        std::string f = text::fold(close_up(raw));
        bool labelled = false;
        for (const std::string_view label : {"do khan:", "muc do khan:", "muc do:"}) {
            if (f.starts_with(label)) {
                f = text::trim(f.substr(label.size()));
                labelled = true;
            }
        }
        if (!labelled && !is_capitals(raw) && !starts_upper(raw)) return {};
        if (f == "hoa toc hen gio") return "Hỏa tốc hẹn giờ";
        if (f == "hoa toc") return "Hỏa tốc";
        if (f == "thuong khan") return "Thượng khẩn";
        if (f == "khan" && (has_mark(raw) || is_capitals(raw))) return "Khẩn";
        return {};
    });
}

std::optional<std::string> secrecy_marking(std::string_view text) {
    // The head decides; a long body need not be prepared for it.
    std::string head = normalise(text.substr(0, 64 * 1024));
    const Source source(head);
    if (auto marking = find_secrecy(source)) return std::move(marking->shown);
    return std::nullopt;
}

}  // namespace sauro::docread
