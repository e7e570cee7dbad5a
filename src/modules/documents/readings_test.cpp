// Whose looks a draft has.
#include "modules/documents/readings.hpp"

#include <gtest/gtest.h>

namespace sauro::documents {
namespace {

TEST(LookOfADraft, WordsReadFromPicturesAreSaidToBeSoWithoutReadingThemAgain) {
    ReadingShelf shelf{docread::Limits{}};
    const api::Ctx ctx;  // no files: nothing may be opened
    Record record;
    const auto of = [&](const char* reading) {
        const auto look = look_of(ctx, shelf, record, store::StoredText{"lời văn", reading}, "lời văn");
        EXPECT_TRUE(look.has_value());
        return look.value_or(FileLook{});
    };
    EXPECT_FALSE(of(R"({"format":"scan"})").scan) << "no file";
    record.file_sha256 = std::string(64, 'a');
    record.file_media_type = "application/pdf";
    const auto scan = of(R"({"format":"scan"})");
    EXPECT_TRUE(scan.scan);
    EXPECT_FALSE(scan.reading);
    record.file_media_type = "text/plain";
    EXPECT_FALSE(of(R"({"format":"txt"})").scan);
}

}  // namespace
}  // namespace sauro::documents
