#include "reuse/reuse.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <unicode/normalizer2.h>

#include "reuse/prose_fixture.hpp"
#include "reuse/tokens.hpp"
#include "text/text.hpp"

namespace sauro::reuse {
namespace {

using fixture::join;
using fixture::prose;
using fixture::scan_badly;
using fixture::words;

std::string nfd(std::string_view utf8) {
    UErrorCode status = U_ZERO_ERROR;
    std::string out;
    icu::Normalizer2::getNFDInstance(status)
        ->normalize(icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size()))),
                    status)
        .toUTF8String(out);
    return out;
}

Syllable one(std::string_view word) {
    const Tokens t = tokenise(word, false);
    EXPECT_EQ(t.size(), 1U) << word;
    return t.size() == 1 ? t.all[0] : Syllable{};
}

TEST(Syllables, SpellingsOfOneSyllable) {
    EXPECT_EQ(one("hoà").exact, one("hòa").exact);
    EXPECT_EQ(one("HOÀ").exact, one("hòa").exact);
    EXPECT_EQ(one(nfd("thuở")).exact, one("thuở").exact);
    EXPECT_NE(one("hòa").exact, one("hóa").exact);
    EXPECT_NE(one("đường").exact, one("dường").exact);
    EXPECT_NE(one("ma").exact, one("mă").exact);
    EXPECT_NE(one("mâ").exact, one("mă").exact);
    EXPECT_EQ(one("đường").folded, one("duong").folded);
    EXPECT_EQ(one("nghiêng").folded, one("NGHIENG").folded);
    EXPECT_NE(one("nghiêng").folded, one("nghieng1").folded);
    EXPECT_NE(one("abcdefgh1").folded, one("abcdefgh2").folded);
    EXPECT_NE(one("xabcdefgh").folded, one("yabcdefgh").folded);
    EXPECT_EQ(one("ПРИКАЗ").folded, one("приказ").folded);
    EXPECT_NE(one("приказ").folded, one("приказы").folded);
    EXPECT_EQ(tokenise("", false).size(), 0U);
    EXPECT_EQ(tokenise(" ,.-\u0301 \u200B", false).size(), 0U);
    EXPECT_EQ(one("chu\u00ADyển").exact, one("chuyển").exact);  // soft hyphen
}

TEST(Syllables, AScanKeepsTheSkeleton) {
    for (const auto& [written, read] : std::vector<std::pair<const char*, const char*>>{{"phối", "phdi"},
                                                                                        {"chống", "chbng"},
                                                                                        {"chức", "chirc"},
                                                                                        {"với", "v6i"},
                                                                                        {"ương", "wong"},
                                                                                        {"làm", "1am"},
                                                                                        {"động", "dfng"},
                                                                                        {"những", "nhirng"},
                                                                                        {"trong", "trong"},
                                                                                        {"gần", "gﬁn"}})
        EXPECT_EQ(one(written).skeleton, one(read).skeleton) << written << " " << read;
    EXPECT_EQ(one("lề").skeleton, 0U);
    EXPECT_EQ(one("18").skeleton, 0U);
    EXPECT_NE(one("2026").skeleton, 0U);
    EXPECT_NE(one("thông").skeleton, one("trông").skeleton);
}

TEST(Syllables, AgreeWithTheFoldingOfText) {
    EXPECT_TRUE(rc::check("the same words as text::folded_syllables, equal ids for equal words, NFD or not", [] {
        static constexpr std::u32string_view letters =
            U"aàáảãạăằắẳẵặâầấẩẫậđeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ   ĐẢNGỦYbcnht-/0195.éüñçаБ";
        std::string text;
        for (const auto p : *rc::gen::container<std::vector<std::uint32_t>>(rc::gen::arbitrary<std::uint32_t>()))
            text::append_codepoint(text, letters[p % letters.size()]);
        const auto expected = text::folded_syllables(text);
        const Tokens t = tokenise(text, false), d = tokenise(nfd(text), false);
        RC_ASSERT(t.size() == expected.size());
        RC_ASSERT(d.size() == expected.size());
        for (std::size_t i = 0; i < t.size(); ++i) {
            RC_ASSERT(text::fold(text.substr(t.all[i].begin, t.all[i].end - t.all[i].begin)) == expected[i]);
            RC_ASSERT(t.all[i].exact == d.all[i].exact);
            for (std::size_t k = 0; k < i; ++k)
                RC_ASSERT((t.all[i].folded == t.all[k].folded) == (expected[i] == expected[k]));
        }
    }));
}

TEST(Compare, TheSameTextInAnyForm) {
    const std::string text = prose(1, 400);
    for (const std::string& form : {text, nfd(text), text::fold(text), "\n\n" + text + " ."}) {
        const auto c = compare(text, form);
        EXPECT_EQ(c.verdict, Verdict::same);
        EXPECT_DOUBLE_EQ(c.a_in_b, 1);
        EXPECT_DOUBLE_EQ(c.b_in_a, 1);
        EXPECT_FALSE(c.ocr_like);
        ASSERT_EQ(c.passages.size(), 1U);
        EXPECT_EQ(folded_hash(text), folded_hash(form));
    }
    EXPECT_DOUBLE_EQ(compare(text, text).passages[0].similarity, 1);
    EXPECT_NEAR(compare(text, text::fold(text)).passages[0].similarity, 0.95, 0.05);
    EXPECT_NE(folded_hash(text), folded_hash(prose(2, 400)));
}

TEST(Compare, NothingInCommonAndNothingAtAll) {
    EXPECT_EQ(compare(prose(1, 400), prose(2, 600)).verdict, Verdict::distinct);
    EXPECT_TRUE(compare(prose(1, 400), prose(2, 600)).passages.empty());
    EXPECT_EQ(compare("", "").verdict, Verdict::distinct);
    EXPECT_EQ(compare("", prose(1, 50)).a_in_b, 0);
    EXPECT_EQ(folded_hash(" - "), 0U);
    EXPECT_EQ(compare("công văn", "Công văn").verdict, Verdict::same);
}

TEST(Compare, ABadScanIsTheSameDocument) {
    const std::string text = prose(3, 900), scan = scan_badly(text, 7);
    const auto c = compare(scan, text);
    EXPECT_TRUE(c.ocr_like);
    EXPECT_EQ(c.verdict, Verdict::same);
    EXPECT_GT(c.a_in_b, 0.95);
    EXPECT_GT(c.b_in_a, 0.95);
}

TEST(Compare, AnEditedTextIsNoScan) {
    auto source = words(4, 600);
    const std::string text = join(source);
    const auto other = words(5, 600);
    for (std::size_t i = 5; i < source.size(); i += 12) source[i] = other[i];
    const auto c = compare(join(source), text);
    EXPECT_FALSE(c.ocr_like);
    EXPECT_GT(c.a_in_b, 0.97);
    EXPECT_EQ(c.verdict, Verdict::same);
}

TEST(Compare, CopiedPassagesAreFoundWhereTheyStand) {
    EXPECT_TRUE(rc::check("one passage taken over: its place in both texts, its share", [] {
        const auto seed = *rc::gen::inRange<std::uint32_t>(1, 1000000);
        const auto source = words(seed, 800), own = words(seed + 1000000, 600);
        const auto length = *rc::gen::inRange<std::size_t>(30, 300);
        const auto from = *rc::gen::inRange<std::size_t>(0, 500), at = *rc::gen::inRange<std::size_t>(0, 600);
        const std::string before = join(own, 0, at), copied = join(source, from, from + length),
                          after = join(own, at, 600), text = join(source);
        const std::string draft = before + " " + copied + " " + after;
        const auto c = compare(draft, text);
        const double share = static_cast<double>(length) / static_cast<double>(600 + length);
        RC_ASSERT(c.passages.size() == 1U);
        RC_ASSERT(std::abs(c.a_in_b - share) < 0.01);
        RC_ASSERT(std::abs(c.b_in_a - static_cast<double>(length) / 800) < 0.01);
        RC_ASSERT(c.verdict == judge(share, static_cast<double>(length) / 800, false) ||
                  std::abs(share - overlap_share) < 0.01 || std::abs(share - copy_share) < 0.01);
        const auto source_at = join(source, 0, from).size();
        RC_ASSERT(std::abs(static_cast<double>(c.passages[0].a.start) - static_cast<double>(before.size())) < 20);
        RC_ASSERT(std::abs(static_cast<double>(c.passages[0].b.start) - static_cast<double>(source_at)) < 20);
        // The other way round gives the same picture.
        const auto back = compare(text, draft);
        RC_ASSERT(std::abs(back.b_in_a - c.a_in_b) < 0.01);
        RC_ASSERT(std::abs(back.a_in_b - c.b_in_a) < 0.01);
    }));
}

TEST(Compare, FormulaeCountLittle) {
    const std::string head = "ỦY BAN NHÂN DÂN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n";
    const std::string bases =
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;\nCăn cứ Nghị định số 30/2020/NĐ-CP ngày "
        "05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;\nTheo đề nghị của Chánh Văn phòng,\n";
    const std::string tail =
        "\nQuyết định này có hiệu lực kể từ ngày ký.\nNơi nhận:\n- Như Điều 3;\n- Thường trực Hội đồng nhân dân;\n- "
        "Lưu: VT.";
    const auto a = head + bases + prose(10, 300) + tail, b = head + bases + prose(11, 300) + tail;
    const auto c = compare(a, b);
    EXPECT_EQ(c.verdict, Verdict::distinct) << c.a_in_b;
    EXPECT_LT(c.a_in_b, 0.05);
    EXPECT_FALSE(c.passages.empty());  // still shown, only not counted
    EXPECT_DOUBLE_EQ(compare(a, a).a_in_b, 1);
    // Short papers of one office: their heads are alike, and nothing else.
    const std::string paper =
        "ỦY BAN NHÂN DÂN\nXÃ TÂN MẪU\nVĂN PHÒNG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n";
    EXPECT_EQ(compare(paper + "Số: 12/GM-VP\nTân Mẫu, ngày 04 tháng 8 năm 2026\n" + prose(12, 50),
                      paper + "Số: 31/CĐ-VP\nTân Mẫu, ngày 19 tháng 9 năm 2026\n" + prose(13, 50))
                  .verdict,
              Verdict::distinct);
    // Formulae apart, everything is taken over.
    EXPECT_GT(compare(head + bases + prose(10, 300), prose(10, 300)).a_in_b, 0.95);
}

TEST(Compare, VerdictsFollowTheContract) {
    EXPECT_EQ(judge(0.85, 0.85, false), Verdict::same);
    EXPECT_EQ(judge(0.84, 1.0, false), Verdict::copy);
    EXPECT_EQ(judge(0.84, 0.80, true), Verdict::same);
    EXPECT_EQ(judge(0.1, 0.5, false), Verdict::copy);
    EXPECT_EQ(judge(0.49, 0.1, false), Verdict::overlap);
    EXPECT_EQ(judge(0.12, 0, false), Verdict::overlap);
    EXPECT_EQ(judge(0.119, 0.119, true), Verdict::distinct);
    EXPECT_EQ(name(Verdict::overlap), "overlap");
}

std::string repeated(std::string_view piece, std::size_t bytes) {
    std::string out;
    while (out.size() < bytes) out += piece;
    return out;
}

// Repetition and noise that would make pairs of equal seeds quadratic; the suite ends within its time or not at all.
TEST(Compare, HostileRepetitionStaysBounded) {
    const std::size_t bytes = 1 << 18;
    EXPECT_EQ(compare(repeated("a ", bytes), repeated("a ", bytes)).verdict, Verdict::same);
    const auto shifted = compare(repeated("ngan ", bytes), repeated("ngan ", bytes - 5000));
    EXPECT_GT(shifted.b_in_a, 0.99);
    EXPECT_GT(shifted.a_in_b, 0.95);
    std::mt19937 random(5);
    std::string one, two;
    while (one.size() < bytes) one += random() % 2 ? "ba " : "ca ", two += random() % 2 ? "ba " : "ca ";
    const auto noise = compare(one, two);
    EXPECT_LE(noise.a_in_b, 1.0);
    EXPECT_LE(noise.b_in_a, 1.0);
    const auto table =
        compare(repeated("tổng số mười hai triệu đồng ", bytes), repeated("tổng số mười ba triệu đồng ", bytes));
    EXPECT_LE(table.a_in_b, 1.0);
    EXPECT_EQ(compare(std::string(bytes, 'x'), std::string(bytes, 'y')).verdict, Verdict::distinct);
}

TEST(Compare, AnyBytes) {
    EXPECT_TRUE(rc::check("damaged text: shares in 0…1, passages inside the texts", [] {
        auto bytes = *rc::gen::container<std::string>(rc::gen::oneOf(
            rc::gen::arbitrary<char>(), rc::gen::element('a', 'b', 'n', ' ', ' ', '\xC3', '\xA0', '\xE1', '\xBA')));
        bytes += ' ';
        const std::string a = repeated(bytes, 2000), b = prose(3, 40) + bytes + repeated(bytes, 1000);
        for (const auto& c : {compare(a, b), compare(b, a)}) {
            RC_ASSERT(c.a_in_b >= 0 && c.a_in_b <= 1);
            RC_ASSERT(c.b_in_a >= 0 && c.b_in_a <= 1);
            for (const auto& p : c.passages) {
                RC_ASSERT(p.a.start < p.a.end && p.b.start < p.b.end);
                RC_ASSERT(std::max(p.a.end, p.b.end) <= std::max(a.size(), b.size()));
                RC_ASSERT(p.similarity > 0 && p.similarity <= 1);
            }
        }
    }));
}

}  // namespace
}  // namespace sauro::reuse
