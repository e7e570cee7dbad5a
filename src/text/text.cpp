#include "text/text.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <algorithm>

#include "text/letters.hpp"
#include "text/utf8.hpp"

namespace sauro::text {
namespace {

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// Hangul syllables and a few letters of other scripts decompose into several base letters: these go through the
// library, piece by piece.
void fold_other(char32_t c, std::string& out) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
    icu::UnicodeString parts;
    if (U_FAILURE(status) || !nfd->getDecomposition(static_cast<UChar32>(c), parts)) {
        if (const char32_t folded = fold_codepoint(c)) append_codepoint(out, folded);
        return;
    }
    for (int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
        if (const char32_t folded = fold_codepoint(static_cast<char32_t>(parts.char32At(i))))
            append_codepoint(out, folded);
    }
}

}  // namespace

bool is_utf8(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        if (static_cast<unsigned char>(bytes[at]) < 0x80) {
            ++at;
            continue;
        }
        const std::size_t from = at;
        if (next_codepoint(bytes, at) == kReplacement && bytes.substr(from, at - from) != "\xEF\xBF\xBD") return false;
    }
    return true;
}

std::string nfc(std::string_view utf8) {
    if (is_ascii(utf8)) return std::string(utf8);
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* form = icu::Normalizer2::getNFCInstance(status);
    const icu::StringPiece piece(utf8.data(), static_cast<int32_t>(utf8.size()));
    if (U_FAILURE(status) || form->isNormalizedUTF8(piece, status)) return std::string(utf8);
    std::string out;
    out.reserve(utf8.size());
    icu::StringByteSink<std::string> sink(&out);
    form->normalizeUTF8(0, piece, sink, nullptr, status);
    return U_FAILURE(status) ? std::string(utf8) : out;
}

std::string fold(std::string_view utf8) {
    std::string out;
    out.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const char c = utf8[at];
        if (static_cast<unsigned char>(c) < 0x80) {
            out += ascii_lower(c);
            ++at;
            continue;
        }
        const char32_t cp = next_codepoint(utf8, at);
        if (cp < 0x370 || (cp >= 0x1E00 && cp < 0x2070)) {
            if (const char32_t folded = fold_codepoint(cp)) append_codepoint(out, folded);
        } else {
            fold_other(cp, out);
        }
    }
    return out;
}

std::vector<std::string> folded_syllables(std::string_view utf8) {
    const std::string folded = fold(utf8);
    std::vector<std::string> out;
    std::size_t begin = std::string::npos;
    for (std::size_t at = 0; at < folded.size();) {
        const std::size_t from = at;
        const char32_t c = next_codepoint(folded, at);
        if (is_letter(c) || is_digit(c)) {
            if (begin == std::string::npos) begin = from;
        } else if (begin != std::string::npos) {
            out.emplace_back(folded, begin, from - begin);
            begin = std::string::npos;
        }
    }
    if (begin != std::string::npos) out.emplace_back(folded, begin);
    return out;
}

std::string to_lower(std::string_view utf8) {
    std::string out;
    out.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        if (static_cast<unsigned char>(utf8[at]) < 0x80) {
            out += ascii_lower(utf8[at++]);
        } else {
            append_codepoint(out, lower_codepoint(next_codepoint(utf8, at)));
        }
    }
    return out;
}

std::string trim(std::string_view utf8) {
    std::size_t begin = 0;
    while (begin < utf8.size()) {
        std::size_t after = begin;
        if (!is_space(next_codepoint(utf8, after))) break;
        begin = after;
    }
    std::size_t end = utf8.size();
    while (end > begin) {
        std::size_t from = end - 1;
        while (from > begin && is_continuation(utf8[from])) --from;
        std::size_t after = from;
        if (!is_space(next_codepoint(utf8, after))) break;
        end = from;
    }
    return std::string(utf8.substr(begin, end - begin));
}

std::string collapse_space(std::string_view utf8) {
    std::string out;
    out.reserve(utf8.size());
    bool pending = false;
    for (std::size_t at = 0; at < utf8.size();) {
        const std::size_t from = at;
        if (is_space(next_codepoint(utf8, at))) {
            pending = !out.empty();
            continue;
        }
        if (pending) out += ' ';
        pending = false;
        out.append(utf8.substr(from, at - from));
    }
    return out;
}

double mark_share(std::string_view utf8) {
    std::size_t letters = 0, marked = 0;
    bool counted = true;  // the letter before carries a mark already
    for (std::size_t at = 0; at < utf8.size();) {
        const char32_t c = lower_codepoint(next_codepoint(utf8, at));
        if (is_combining_mark(c)) {
            if (!counted) ++marked;
            counted = true;
        } else if (is_letter(c)) {
            ++letters;
            counted = is_marked_vietnamese(c);
            if (counted) ++marked;
        } else {
            counted = true;
        }
    }
    return letters == 0 ? 0.0 : static_cast<double>(marked) / static_cast<double>(letters);
}

CodepointIndex::CodepointIndex(std::string_view utf8) : text_(utf8) {
    marks_.reserve(utf8.size() / 64 + 1);
    std::uint32_t count = 0;
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        if (i % 64 == 0) marks_.push_back(count);
        if (!is_continuation(utf8[i])) ++count;
    }
    size_ = count;
}

std::size_t CodepointIndex::codepoint_at(std::size_t byte) const {
    if (byte >= text_.size()) return size_;
    std::size_t count = marks_[byte / 64];
    for (std::size_t i = byte / 64 * 64; i < byte; ++i) {
        if (!is_continuation(text_[i])) ++count;
    }
    return count;
}

std::size_t CodepointIndex::size() const { return size_; }

std::size_t CodepointIndex::byte_at(std::size_t codepoint) const {
    if (codepoint >= size_) return text_.size();
    // The last mark whose count is not above the wanted one; then at most 64 bytes further on.
    const auto mark = std::upper_bound(marks_.begin(), marks_.end(), static_cast<std::uint32_t>(codepoint));
    std::size_t i = static_cast<std::size_t>(mark - marks_.begin() - 1) * 64;
    std::size_t count = marks_[i / 64];
    for (; i < text_.size(); ++i) {
        if (is_continuation(text_[i])) continue;
        if (count == codepoint) return i;
        ++count;
    }
    return text_.size();
}

}  // namespace sauro::text
