#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <set>

#include "base/file.hpp"
#include "base/hash.hpp"
#include "base/id.hpp"
#include "base/number.hpp"

namespace sauro::base {
namespace {

TEST(Uuid, GrowsAndNeverRepeats) {
    std::set<std::string> seen;
    for (int i = 0; i < 5000; ++i) {
        const std::string id = uuid7();
        EXPECT_TRUE(is_uuid(id)) << id;
        EXPECT_EQ(id[14], '7');
        EXPECT_TRUE(seen.insert(id).second);
    }
    EXPECT_FALSE(is_uuid("../../etc/passwd"));
}

TEST(Sha256, KnownAnswer) {
    EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    Sha256 pieces;
    pieces.update("a");
    pieces.update("bc");
    EXPECT_EQ(pieces.finish(), sha256("abc"));
}

TEST(File, SaysWhatIsWrong) {
    const auto missing = read_file("/khong/co/tep.txt", 10);
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, "file.missing");
    EXPECT_EQ(read_file("/tmp", 10).error().code, "file.is_folder");
    char folder[] = "/tmp/sauro-base-XXXXXX";
    ASSERT_NE(mkdtemp(folder), nullptr);
    const std::filesystem::path path = std::filesystem::path(folder) / "t.txt";
    ASSERT_TRUE(write_file_durably(path, "một hai"));
    EXPECT_EQ(read_file(path, 100).value(), "một hai");
    EXPECT_EQ(read_file(path, 3).error().code, "file.too_large");
    std::filesystem::remove_all(folder);
}

TEST(Number, IsGroupedByThousandsWithDots) {
    const std::pair<std::int64_t, const char*> cases[] = {
        {0, "0"},          {999, "999"},       {1000, "1.000"},         {-999, "-999"},
        {-1000, "-1.000"}, {20'000, "20.000"}, {1'234'567, "1.234.567"}};
    for (const auto& [value, text] : cases) EXPECT_EQ(vi_number(value), text);
}

}  // namespace
}  // namespace sauro::base
