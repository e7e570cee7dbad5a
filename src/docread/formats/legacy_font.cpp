#include "docread/formats/legacy_font.hpp"

#include <array>

#include "text/legacy.hpp"
#include "text/letters.hpp"
#include "text/utf8.hpp"

namespace sauro::docread {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool starts(std::string_view text, std::string_view head) {
    if (text.size() < head.size()) return false;
    for (std::size_t i = 0; i < head.size(); ++i) {
        if (lower(text[i]) != head[i]) return false;
    }
    return true;
}

// Signs of Windows where Latin-1 has controls.
constexpr std::array<char32_t, 32> kC1 = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                          0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                          0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                          0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

// The byte that a letter stood for, or -1. Windows signs of 0x80…0x9F have code points of their own.
int byte_of(char32_t c) {
    if (c <= 0xFF) return static_cast<int>(c);
    if (c == 0x2219) return 0xB7;
    if (c >= 0xF020 && c <= 0xF0FF) return static_cast<int>(c - 0xF000);  // how symbol fonts are kept
    for (std::size_t i = 0; i < kC1.size(); ++i) {
        if (kC1[i] == c) return static_cast<int>(0x80 + i);
    }
    return -1;
}

}  // namespace

char32_t windows_1252_letter(unsigned char byte) { return byte >= 0x80 && byte < 0xA0 ? kC1[byte - 0x80U] : byte; }

std::string from_windows_1252(std::string_view bytes) {
    std::string out;
    for (const char b : bytes) text::append_codepoint(out, windows_1252_letter(static_cast<unsigned char>(b)));
    return out;
}

Coding coding_of_font(std::string_view font) {
    if (starts(font, ".vn"))
        return font.size() > 4 && lower(font.back()) == 'h' ? Coding::tcvn3_capitals : Coding::tcvn3;
    if (starts(font, "vni-") || starts(font, "vni ")) return Coding::vni;
    return Coding::unicode;
}

std::string decode_coding(std::string_view utf8, Coding coding) {
    if (coding == Coding::unicode) return std::string(utf8);
    std::string out, bytes;
    const auto flush = [&] {
        out += coding == Coding::vni ? text::from_vni(bytes) : text::from_tcvn3(bytes);
        bytes.clear();
    };
    for (std::size_t at = 0; at < utf8.size();) {
        const char32_t c = text::next_codepoint(utf8, at);
        const int byte = byte_of(c);
        // What is no byte was typed as it is meant. Typographic signs of Windows are signs in these fonts too.
        if (byte < 0 || (c > 0xFF && byte < 0xA0)) {
            flush();
            text::append_codepoint(out, c);
        } else {
            bytes += static_cast<char>(byte);
        }
    }
    flush();
    if (coding != Coding::tcvn3_capitals) return out;
    std::string upper;
    for (std::size_t at = 0; at < out.size();)
        text::append_codepoint(upper, text::upper_codepoint(text::next_codepoint(out, at)));
    return upper;
}

void CodedText::close() {
    if (coding_ != Coding::unicode && !open_.empty()) converted_ = true;
    done_ += decode_coding(open_, coding_);
    open_.clear();
}

void CodedText::add(std::string_view utf8, Coding coding) {
    if (coding != coding_) {
        close();
        coding_ = coding;
    }
    open_ += utf8;
}

std::string CodedText::take() {
    close();
    coding_ = Coding::unicode;
    std::string out = std::move(done_);
    done_.clear();
    return out;
}

}  // namespace sauro::docread
