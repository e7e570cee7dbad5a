// Bytes of unknown encoding -> UTF-8. Marks of order first (BOM, valid UTF-8); the three legacy encodings are told
// apart by which of them yields syllables that Vietnamese could write.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "text/legacy.hpp"
#include "text/letters.hpp"
#include "text/syllable.hpp"
#include "text/text.hpp"
#include "text/utf8.hpp"

namespace sauro::text {
namespace {

std::string from_utf16(std::string_view bytes, bool little) {
    std::string out;
    out.reserve(bytes.size());
    const auto unit = [&](std::size_t i) -> char32_t {
        const auto a = static_cast<unsigned char>(bytes[i]), b = static_cast<unsigned char>(bytes[i + 1]);
        return little ? a | (b << 8U) : b | (a << 8U);
    };
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        char32_t c = unit(i);
        if (c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.size() && unit(i + 2) >= 0xDC00 && unit(i + 2) < 0xE000) {
            c = 0x10000 + ((c - 0xD800) << 10U) + (unit(i + 2) - 0xDC00);
            i += 2;
        } else if (c >= 0xD800 && c < 0xE000) {
            c = kReplacement;  // a surrogate without its partner
        }
        append_codepoint(out, c);
    }
    return out;
}

struct Census {
    std::size_t high = 0, control = 0, nul_even = 0, nul_odd = 0;
};

Census take_census(std::string_view bytes) {
    Census c;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto b = static_cast<unsigned char>(bytes[i]);
        if (b >= 0x80) ++c.high;
        if (b == 0) ++(i % 2 == 0 ? c.nul_even : c.nul_odd);
        if (b < 0x20 && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != '\v' && b != 0x1B && b != 0x1A)
            ++c.control;
    }
    return c;
}

// Valid but for a few bytes: damaged UTF-8, not another encoding. The damaged places become U+FFFD.
std::optional<std::string> mend_utf8(std::string_view bytes) {
    std::size_t good = 0, bad = 0;
    std::string out;
    out.reserve(bytes.size());
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t from = at;
        const char32_t c = next_codepoint(bytes, at);
        if (c == kReplacement && bytes.substr(from, at - from) != "\xEF\xBF\xBD")
            ++bad;
        else if (c >= 0x80)
            ++good;
        append_codepoint(out, c);
    }
    return good >= 8 * bad && good > 0 ? std::optional(std::move(out)) : std::nullopt;
}

std::unexpected<Error> binary() {
    return fail(ErrorKind::unreadable, "text.binary",
                "Nội dung là dữ liệu nhị phân, không phải văn bản. Chọn tệp văn bản (txt, html, docx).",
                "The content is binary data, not text.");
}

Decoded finish(std::string text, std::string encoding, bool converted) {
    return {nfc(text), std::move(encoding), converted};
}

}  // namespace

Result<Decoded> decode(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    if (bytes.starts_with("\xFF\xFE")) return finish(from_utf16(bytes.substr(2), true), "utf-16le", true);
    if (bytes.starts_with("\xFE\xFF")) return finish(from_utf16(bytes.substr(2), false), "utf-16be", true);
    const Census census = take_census(bytes);
    const std::size_t nul = census.nul_even + census.nul_odd;
    if (nul > 0) {
        // UTF-16 without a mark: the high bytes of Latin text are zero, all on one side.
        if (bytes.size() >= 8 && nul * 5 >= bytes.size()) {
            if (census.nul_even == 0) return finish(from_utf16(bytes, true), "utf-16le", true);
            if (census.nul_odd == 0) return finish(from_utf16(bytes, false), "utf-16be", true);
        }
        return binary();
    }
    if (census.control * 50 > bytes.size()) return binary();
    if (is_utf8(bytes)) return finish(std::string(bytes), "utf-8", false);
    if (auto mended = mend_utf8(bytes)) return finish(std::move(*mended), "utf-8", true);

    struct Candidate {
        std::string_view name;
        std::string text;
        double score = 0;
    };
    // A sample decides; the whole is converted once.
    const std::string_view sample = bytes.substr(0, 16 * 1024);
    std::array<Candidate, 3> candidates{Candidate{"tcvn3", from_tcvn3(sample)}, Candidate{"vni", from_vni(sample)},
                                        Candidate{"windows-1258", nfc(from_windows_1258(sample))}};
    const Candidate* best = nullptr;
    for (Candidate& c : candidates) {
        const SyllableCount n = count_syllables(c.text, 1500);
        c.score = n.marked == 0 ? 0 : static_cast<double>(n.marked_good) / static_cast<double>(n.marked);
        if (n.words > 0) c.score += static_cast<double>(n.good) / static_cast<double>(n.words);
        if (best == nullptr || c.score > best->score) best = &c;
    }
    const bool stray = census.high * 20 < bytes.size();  // an odd quotation mark in plain text
    if (best->score < 1.0 && !stray) {
        return fail(ErrorKind::unreadable, "text.encoding_unknown",
                    "Không nhận ra bảng mã của văn bản (không phải Unicode, TCVN3, VNI hay Windows-1258). Mở tệp và "
                    "lưu lại bằng Unicode (UTF-8) rồi thử lại.",
                    "Unknown text encoding; save the file as UTF-8 and try again.");
    }
    if (best->score < 1.0 || best->name == "windows-1258")
        return finish(from_windows_1258(bytes), "windows-1258", true);
    return finish(best->name == "tcvn3" ? from_tcvn3(bytes) : from_vni(bytes), std::string(best->name), true);
}

}  // namespace sauro::text
