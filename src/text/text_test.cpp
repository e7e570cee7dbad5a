#include "text/text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <unicode/normalizer2.h>

#include "text/legacy.hpp"
#include "text/letters.hpp"
#include "text/syllable.hpp"
#include "text/utf8.hpp"

namespace sauro::text {
namespace {

std::string nfd(std::string_view utf8) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* form = icu::Normalizer2::getNFDInstance(status);
    std::string out;
    form->normalize(icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size()))),
                    status)
        .toUTF8String(out);
    return out;
}

std::string random_text(const std::vector<std::uint32_t>& picks) {
    // Half Vietnamese letters, half anything Unicode has.
    static constexpr std::u32string_view letters =
        U"aàáảãạăằắẳẵặâầấẩẫậđeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ ĐẢNGỦYbcnht-/0195";
    std::string out;
    for (const std::uint32_t p : picks) {
        char32_t c = p % 2 == 0 ? letters[(p / 2) % letters.size()] : (p / 2) % 0x110000;
        if (c >= 0xD800 && c < 0xE000) c = 0x301;
        append_codepoint(out, c);
    }
    return out;
}

TEST(Fold, TakesMarksAndCaseAway) {
    EXPECT_EQ(fold("ĐẢNG CỘNG SẢN Việt Nam"), "dang cong san viet nam");
    EXPECT_EQ(fold("Đặng Thùy Ðức"), "dang thuy duc");
    EXPECT_EQ(fold("226-KL/TW"), "226-kl/tw");
    EXPECT_EQ(fold("Hòa"), fold("Hoà"));
    EXPECT_EQ(fold(nfd("Kết luận số 226 của Đảng ủy")), fold("Kết luận số 226 của Đảng ủy"));
    EXPECT_EQ(fold("a\u200Bb\u00A0c\uFEFF"), "ab c");
    EXPECT_EQ(fold("\xFF\xC3"), "\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(Fold, EveryCodePointFoldsToAFixedPoint) {
    for (char32_t c = 1; c < 0x110000; ++c) {
        if (c >= 0xD800 && c < 0xE000) continue;
        std::string one;
        append_codepoint(one, c);
        const std::string once = fold(one);
        ASSERT_EQ(fold(once), once) << "U+" << std::hex << static_cast<unsigned>(c);
        ASSERT_EQ(fold(nfd(one)), once) << "U+" << std::hex << static_cast<unsigned>(c);
    }
}

TEST(Fold, PropertyIdempotentAndBlindToNormalForm) {
    EXPECT_TRUE(
        rc::check("fold(fold(x)) = fold(x); fold(nfd) = fold(nfc)", [](const std::vector<std::uint32_t>& picks) {
            const std::string text = random_text(picks);
            RC_ASSERT(fold(fold(text)) == fold(text));
            RC_ASSERT(fold(nfd(text)) == fold(nfc(text)));
            RC_ASSERT(is_utf8(fold(text)));
        }));
}

TEST(Fold, SyllablesAreRunsOfLettersAndDigits) {
    EXPECT_EQ(folded_syllables("Số 226-KL/TW, ngày 11"),
              (std::vector<std::string>{"so", "226", "kl", "tw", "ngay", "11"}));
    EXPECT_TRUE(folded_syllables(" …- ").empty());
}

TEST(Canonical, OneSeatForTheTone) {
    EXPECT_EQ(canonical("hoà"), "hòa");
    EXPECT_EQ(canonical("HOÀ"), "hòa");
    EXPECT_EQ(canonical("Thuỷ"), "thủy");
    EXPECT_EQ(canonical("uỷ ban"), "ủy ban");
    EXPECT_EQ(canonical("khoẻ"), "khỏe");
    EXPECT_EQ(canonical("hóan"), "hoán");
    EXPECT_EQ(canonical("hoàn toàn"), "hoàn toàn");
    EXPECT_EQ(canonical("hoại"), "hoại");
    EXPECT_EQ(canonical("huỳnh"), "huỳnh");
    EXPECT_EQ(canonical("quyết"), "quyết");
    EXPECT_EQ(canonical("cuả"), "của");
    EXPECT_EQ(canonical("nghiã"), "nghĩa");
    EXPECT_EQ(canonical("thuở"), "thuở");
    EXPECT_EQ(canonical("được nước"), "được nước");
}

TEST(Canonical, QuAndGiAreConsonants) {
    for (const char* word :
         {"quý", "quỷ", "quả", "quà", "giá", "giả", "già", "giỏi", "giữa", "gì", "giếng", "giúp", "quốc"}) {
        EXPECT_EQ(canonical(word), word);
    }
    EXPECT_EQ(canonical("qúy"), "quý");
    EXPECT_EQ(canonical("gía"), "giá");
}

TEST(Canonical, MarksStillWeighAndOtherWordsStay) {
    EXPECT_NE(canonical("hòa"), canonical("hoa"));
    EXPECT_EQ(canonical("café São Paulo ISO-9001"), "café são paulo iso-9001");
    EXPECT_EQ(canonical(nfd("Hoà")), "hòa");
}

TEST(Text, NfcAndCase) {
    EXPECT_EQ(nfc(nfd("Đảng ủy")), "Đảng ủy");
    EXPECT_EQ(to_lower("ỦY BAN Đ"), "ủy ban đ");
    EXPECT_EQ(trim("\u00A0 a b \n"), "a b");
    EXPECT_EQ(trim(" \t"), "");
    EXPECT_EQ(collapse_space("  a \n\u00A0 b  "), "a b");
}

TEST(Text, MarkShare) {
    EXPECT_GT(mark_share("Chấn chỉnh lề lối làm việc, nâng cao hiệu quả hoạt động"), 0.2);
    EXPECT_EQ(mark_share(nfd("làm việc")), mark_share("làm việc"));
    EXPECT_EQ(mark_share("Ket luan nay"), 0.0);
    EXPECT_EQ(mark_share("12 / 34"), 0.0);
}

TEST(Syllable, VietnameseOrNot) {
    for (const char* yes : {"việc", "nghiêng", "quyết", "giỏi", "đảng", "ủy", "khuỷu", "thuở", "rượu", "gì"})
        EXPECT_TRUE(is_vietnamese_syllable(yes)) << yes;
    for (const char* no : {"viéc1", "chin6", "hßa", "phả c", "việcc", "ñoà", "bảt", "zú", "q"})
        EXPECT_FALSE(is_vietnamese_syllable(no)) << no;
}

const std::string kSample = "Cộng hòa xã hội chủ nghĩa Việt Nam. Độc lập - Tự do - Hạnh phúc";

TEST(Decode, Utf8AndMarksOfOrder) {
    const auto plain = decode("\xEF\xBB\xBF" + kSample);
    ASSERT_TRUE(plain);
    EXPECT_EQ(plain->text, kSample);
    EXPECT_EQ(plain->encoding, "utf-8");
    EXPECT_FALSE(plain->converted);
    EXPECT_EQ(decode(nfd(kSample))->text, kSample);
    EXPECT_EQ(decode("")->text, "");
}

std::string utf16(std::string_view utf8, bool little, bool mark) {
    std::string out;
    const auto put = [&](char16_t u) {
        const char low = static_cast<char>(u & 0xFF), high = static_cast<char>(u >> 8);
        out += little ? low : high;
        out += little ? high : low;
    };
    if (mark) put(0xFEFF);
    const auto wide = icu::UnicodeString::fromUTF8(std::string(utf8));
    for (int32_t i = 0; i < wide.length(); ++i) put(wide[i]);
    return out;
}

TEST(Decode, Utf16) {
    for (const bool little : {true, false}) {
        for (const bool mark : {true, false}) {
            const auto got = decode(utf16("Thông báo 12-TB/TU ngày 3 tháng 2 năm 2026 at the office", little, mark));
            ASSERT_TRUE(got) << little << mark;
            EXPECT_EQ(got->text, "Thông báo 12-TB/TU ngày 3 tháng 2 năm 2026 at the office");
            EXPECT_EQ(got->encoding, little ? "utf-16le" : "utf-16be");
        }
    }
    const auto lone =
        decode(std::string_view("\xFF\xFE"
                                "a\0\x00\xD8"
                                "b\0",
                                8));
    ASSERT_TRUE(lone);
    EXPECT_EQ(lone->text, "a\uFFFDb");
}

TEST(Decode, Tcvn3) {
    const auto got = decode(
        "C\xE9ng h\xDF"
        "a x\xB7 h\xE9i ch\xF1 ngh\xDC"
        "a Vi\xD6t Nam. \xA7\xE9"
        "c l\xCBp - T\xF9 do - H\xB9nh ph\xF3"
        "c");
    ASSERT_TRUE(got);
    EXPECT_EQ(got->encoding, "tcvn3");
    EXPECT_TRUE(got->converted);
    EXPECT_EQ(canonical(got->text), canonical(kSample));
}

TEST(Decode, Tcvn3CapitalFont) {
    const auto got = decode(
        "K\xD5T LU\xCBN c\xF1"
        "a \xA7\xB6ng \xF1y");
    ASSERT_TRUE(got);
    EXPECT_EQ(got->text, "KẾT LUẬN của Đảng ủy");
}

TEST(Decode, Vni) {
    const auto got = decode(
        "Co\xE4ng ho\xF8"
        "a xa\xF5 ho\xE4i chu\xFB ngh\xF3"
        "a Vie\xE4t Nam. \xD1o\xE4"
        "c la\xE4p - T\xF6\xEF do - Ha\xEFnh phu\xF9"
        "c");
    ASSERT_TRUE(got);
    EXPECT_EQ(got->encoding, "vni");
    EXPECT_EQ(canonical(got->text), canonical(kSample));
    EXPECT_EQ(from_vni("HO\xC4I \xD1O\xC0NG"), "HỘI ĐỒNG");
}

TEST(Decode, Windows1258) {
    const auto got = decode(
        "C\xF4\xF2ng h\xF2"
        "a x\xE3\xDE h\xF4\xF2i ch\xF9\xD2 ngh\x69\xDE"
        "a Vi\xEA\xF2t Nam, \xD0\xF4\xF2"
        "c l\xE2\xF2p, ng\xFD\xF5\xCC"
        "i \xF0\xFD\xF5\xF2"
        "c");
    ASSERT_TRUE(got);
    EXPECT_EQ(got->encoding, "windows-1258");
    EXPECT_NE(got->text.find("Việt Nam, Độc lập, người được"), std::string::npos) << got->text;
}

TEST(Decode, DamageAndRefusal) {
    const auto mended = decode(kSample + "\xED\xA0\x80" + kSample);  // a surrogate in UTF-8
    ASSERT_TRUE(mended);
    EXPECT_TRUE(is_utf8(mended->text));
    EXPECT_TRUE(mended->converted);
    EXPECT_NE(mended->text.find("\uFFFD"), std::string::npos);
    EXPECT_EQ(decode(std::string_view("\x7F"
                                      "ELF\0\0\1\2\3",
                                      9))
                  .error()
                  .code,
              "text.binary");
    EXPECT_EQ(decode("\x81\x9F\xFE\xDB\xB1\xC4\xDA\xFA\xAB\xCD\xE0\xEB abc").error().code, "text.encoding_unknown");
    EXPECT_EQ(decode("plain text with one \x93odd\x94 quotation mark in it, long enough to be English prose for sure")
                  ->encoding,
              "windows-1258");
}

TEST(Decode, LegacyFontTextInsideUnicode) {
    const auto got = repair_legacy_font_text("Céng hßa x· héi chñ nghÜa ViÖt Nam");
    ASSERT_TRUE(got);
    EXPECT_EQ(*got, "Cộng hòa xã hội chủ nghĩa Việt Nam");
    EXPECT_FALSE(repair_legacy_font_text(kSample));
    EXPECT_FALSE(repair_legacy_font_text("Café à la carte, déjà vu"));
    EXPECT_FALSE(repair_legacy_font_text("plain"));
}

TEST(Codepoints, BothWays) {
    std::string text;
    for (int i = 0; i < 300; ++i) text += i % 3 == 0 ? "ệ" : i % 3 == 1 ? "a" : "😀";
    const CodepointIndex index(text);
    EXPECT_EQ(index.size(), 300U);
    std::size_t byte = 0;
    for (std::size_t i = 0; i < 300; ++i) {
        EXPECT_EQ(index.codepoint_at(byte), i);
        EXPECT_EQ(index.byte_at(i), byte);
        next_codepoint(text, byte);
    }
    EXPECT_EQ(index.codepoint_at(text.size()), 300U);
    EXPECT_EQ(index.byte_at(300), text.size());
    EXPECT_EQ(index.byte_at(9999), text.size());
    EXPECT_EQ(CodepointIndex("").codepoint_at(0), 0U);
}

TEST(Text, HostileBytesNeverThrow) {
    EXPECT_TRUE(rc::check("any bytes", [](const std::string& bytes) {
        RC_ASSERT(is_utf8(fold(bytes)));
        (void)canonical(bytes);
        (void)mark_share(bytes);
        (void)collapse_space(trim(bytes));
        if (const auto decoded = decode(bytes)) RC_ASSERT(is_utf8(decoded->text));
    }));
}

}  // namespace
}  // namespace sauro::text
