// What keeps a file from going out; the ways are walked in tests/cli/sent_file.test.mjs.
#include "modules/documents/sent_file.hpp"

#include "base/hash.hpp"
#include "modules/documents/documents_fixture.hpp"
#include "modules/documents/issuing.hpp"

namespace sauro::documents {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> codes(const Record& r, const std::string& reading, const std::string& text = "Lời văn") {
    std::vector<std::string> out;
    for (const auto& fault : file_faults(r, store::StoredText{text, reading}))
        out.push_back(fault.code + (fault.excusable ? "?" : ""));
    return out;
}

TEST(SentFile, ADraftsFileHoldsTheWordsOfThePageAndNothingUnsettled) {
    Record r;
    r.direction = "draft";
    const std::string same = R"({"format":"docx","words":")" + base::sha256("Lời văn") + R"("})";
    EXPECT_THAT(codes(r, same, "Lời khác"), IsEmpty()) << "no file";
    r.file_sha256 = std::string(64, 'a');
    EXPECT_THAT(codes(r, same), IsEmpty());
    EXPECT_THAT(codes(r, same, "Lời khác"), ElementsAre("edited"));
    EXPECT_THAT(codes(r, R"({"format":"docx"})", "Lời khác"), IsEmpty()) << "kept before the hash was";
    EXPECT_THAT(codes(r, R"({"format":"scan","words":"x"})"), IsEmpty()) << "a scan is read, not written";
    EXPECT_THAT(codes(r, R"({"format":"scan","unsettled":["macros"]})"), ElementsAre("unsettled"));
    EXPECT_THAT(codes(r, R"({"format":"rtf","unsettled":["comments","hidden_text"]})"),
                ElementsAre("unsettled", "unsettled"))
        << "only a .docx can be cleaned";
    const auto said = file_faults(
        r, store::StoredText{"", R"({"format":"docx","unsettled":["tracked_changes","comments","hidden_text"],)"
                                 R"("leftovers":{"changes":12,"comments":3,"changed_by":["An","Bình"],)"
                                 R"("commented_by":["Bình"],"hidden":["“x” trong đoạn “y”"]}})"});
    ASSERT_EQ(said.size(), 2U);
    EXPECT_EQ(said[0].code, "marks");
    EXPECT_THAT(said[0].message,
                HasSubstr("12 chỗ sửa theo dõi (Track Changes) của 2 người (An, Bình), 3 ý kiến bên lề "
                          "(Comment) của Bình; nơi nhận sẽ thấy. Bấm “Làm sạch tệp”"));
    EXPECT_THAT(said[1].message, HasSubstr("chữ ẩn: “x” trong đoạn “y”"));
    r.direction = "out";
    EXPECT_THAT(codes(r, R"({"format":"docx","unsettled":["comments"]})").at(0), "unsettled");
    r.direction = "draft";
    for (const char* broken : {"", "[]", "{", R"({"unsettled":"macros","number":"5"})"})
        EXPECT_THAT(codes(r, broken), IsEmpty());
}

TEST(SentFile, ANumberedFileSaysTheNumberAndTheDayOfTheRegister) {
    Record r;
    r.direction = "out";
    r.file_sha256 = std::string(64, 'a');
    r.number = 12;
    r.symbol = "12/KH-UBND";
    r.date = "2026-02-05";
    EXPECT_THAT(codes(r, R"({"format":"docx","number":12,"date":"2026-02-05"})"), IsEmpty());
    EXPECT_THAT(codes(r, R"({"format":"docx","number":8,"date":"2026-02-05"})"), ElementsAre("number"));
    const auto with = [&](const std::string& symbol) {
        return codes(r, R"({"format":"docx","number":12,"date":"2026-02-05","symbol":")" + symbol + R"("})");
    };
    for (const char* same : {"12/KH-UBND", "012/KH-UBND", "12 / KH - UBND"}) EXPECT_THAT(with(same), IsEmpty()) << same;
    for (const char* other : {"12/QĐ-UBND", "12/KH-HĐND", "12-KH/ĐU", "12/KH-UBND/KH-UBND"})
        EXPECT_THAT(with(other), ElementsAre("symbol?")) << other;
    EXPECT_THAT(codes(r, R"({"format":"docx","number":null,"date":null})"), ElementsAre("number?", "day?"));
    EXPECT_THAT(codes(r, R"({"format":"docx","number":12,"date":"2026-01-05"})"), ElementsAre("day?"));
    EXPECT_THAT(codes(r, R"({"format":"pdf","ocr":{"used":true},"number":8})"), IsEmpty()) << "read from a picture";
}

TEST(SentFile, WordsApartAreAShareOfAllWords) {
    EXPECT_EQ(words_apart("", ""), 0);
    EXPECT_EQ(words_apart("một hai ba bốn", "bốn ba hai một"), 0);
    EXPECT_EQ(words_apart("một hai", ""), 100);
    EXPECT_EQ(words_apart("a b c d e f g h i j", "a b c d e f g h i k"), 10);
}

class DraftFiles : public DocumentsTest {};
SAURO_EACH_DATABASE(DraftFiles);

TEST_P(DraftFiles, WordsOfThePageReplaceAPlainTextAndNothingElse) {
    const auto at = desk("MH01.UBND");
    for (const std::string format : {"txt", "docx"}) {
        const std::string reading = R"({"format":")" + format + R"(","words":")" + base::sha256("Lời văn") + R"("})";
        const Attachment file{{std::string(64, 'a'), "thu." + format, 9, "text/plain"}, "Lời văn", reading, true};
        Fields fields;
        fields.subject = "Về việc thử";
        const auto draft = write([&](db::Tx& tx) { return create_draft(tx, at, {fields, "", {}, file}); });
        ASSERT_TRUE(draft);
        const auto changed = [&](std::int64_t version, const char* text) {
            return write([&](db::Tx& tx) { return change(tx, at, draft->id, version, {}, Text(text)); });
        };
        const auto same = changed(draft->version, "Lời văn");
        ASSERT_TRUE(same);
        EXPECT_EQ(same->file_name, "thu." + format) << "the words are still those of the file";
        const auto other = changed(same->version, "Lời văn mới");
        ASSERT_TRUE(other);
        EXPECT_EQ(other->file_sha256.has_value(), format == "docx");
        const auto stored = read([&](db::Snapshot& s) { return store::text_of(s, draft->id); });
        ASSERT_TRUE(stored && *stored);
        EXPECT_EQ((*stored)->text, "Lời văn mới");
        EXPECT_EQ(file_faults(*other, *stored).size(), format == "docx" ? 1U : 0U);
        const auto kept = read([&](db::Snapshot& s) { return issuing::files_of(s, draft->id); });
        ASSERT_TRUE(kept);
        EXPECT_EQ(kept->size(), 1U) << "it stays in the history";
    }
}

TEST_P(DraftFiles, AFileWithAProgramInItMakesNoDraft) {
    docread::Document reading;
    EXPECT_TRUE(refuse_macros(reading));
    reading.unsettled = {"comments", "macros"};
    const auto refused = refuse_macros(reading);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "document.macros");
    EXPECT_THAT(refused.error().message, HasSubstr(".docx"));
}

class FollowUps : public DocumentsTest {};
SAURO_EACH_DATABASE(FollowUps);

TEST_P(FollowUps, ARecalledDocumentCanBeReplacedOnce) {
    const auto at = desk("MH01.UBND");
    const auto old = numbered(at, "kế hoạch");
    ASSERT_TRUE(old);
    const auto out =
        write([&](db::Tx& tx) { return issuing::release(tx, at, {old->id, old->version, {}, {"Chi bộ 1"}, {}}); });
    ASSERT_TRUE(out);
    ASSERT_TRUE(write([&](db::Tx& tx) { return issuing::recall(tx, at, out->id, out->version, "Sai thẩm quyền ký"); }));
    const auto follow = [&](const char* kind) {
        return write([&](db::Tx& tx) { return issuing::follow_up(tx, at, old->id, kind, "Sai thẩm quyền ký"); });
    };
    EXPECT_EQ(follow("corrects").error().code, "flow.step");
    const auto next = follow("replaces");
    ASSERT_TRUE(next);
    EXPECT_EQ(follow("replaces").error().code, "follow_up.open");
    const auto link = read([&](db::Snapshot& s) { return issuing::link_of(s, next->id); });
    ASSERT_TRUE(link && *link);
    EXPECT_EQ((*link)->of_document_id, old->id);
}

TEST_P(FollowUps, TheBookOfAYearIsClosedAfterJanuary) {
    constexpr base::Millis days = 24LL * 3600 * 1000;
    ASSERT_TRUE(numbered(desk("MH01.UBND", kNow - 60 * days), "kế hoạch", "2025-12-04"));
    EXPECT_TRUE(numbered(desk("MH01.UBND", kNow - 20 * days), "kế hoạch", "2025-12-31")) << "signed on its last day";
    const auto late = numbered(desk("MH01.UBND"), "kế hoạch", "2025-12-31");
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, "draft.date_order");
    EXPECT_THAT(late.error().message, HasSubstr("hết tháng 1"));
}

}  // namespace
}  // namespace sauro::documents
