#include "db/files.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <thread>

#include "base/file.hpp"
#include "base/hash.hpp"
#include "tests/support/databases.hpp"

namespace sauro::db {
namespace {

namespace fs = std::filesystem;

class Files : public ::testing::Test {
  protected:
    void SetUp() override {
        auto opened = FileStore::open(folder_.path() / "kho" / "tep");
        ASSERT_TRUE(opened.has_value());
        store_ = std::move(*opened);
    }
    std::size_t leftovers() const {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(folder_.path() / "kho/tep/tmp"), fs::directory_iterator()));
    }
    sauro::testing::TempFolder folder_;
    FileStore store_;
};

TEST_F(Files, KeepsBytesUnderTheirHash) {
    const std::string bytes = std::string(300'000, 'a') + std::string("\0\xFF", 2);
    const auto kept = store_.keep_bytes(bytes);
    SAURO_ASSERT_OK(kept);
    EXPECT_EQ(kept->sha256, base::sha256(bytes));
    EXPECT_EQ(kept->size, bytes.size());
    EXPECT_FALSE(kept->existed);
    const fs::path place = store_.path_of(kept->sha256);
    EXPECT_EQ(place, folder_.path() / "kho/tep" / kept->sha256.substr(0, 2) / kept->sha256);
    EXPECT_EQ(base::read_file(place, 1 << 20).value_or(""), bytes);
    struct stat info{};
    ASSERT_EQ(::stat(place.c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0222, 0u) << "what is stored is not writable";
    EXPECT_EQ(leftovers(), 0u);
}

TEST_F(Files, TheSameBytesAreStoredOnceAndNeverReplaced) {
    const auto first = store_.keep_bytes("x");
    SAURO_ASSERT_OK(first);
    struct stat before{}, after{};
    ::stat(store_.path_of(first->sha256).c_str(), &before);
    const auto second = store_.keep_bytes("x");
    SAURO_ASSERT_OK(second);
    EXPECT_TRUE(second->existed);
    ::stat(store_.path_of(first->sha256).c_str(), &after);
    EXPECT_EQ(before.st_ino, after.st_ino);
    EXPECT_EQ(leftovers(), 0u);
}

TEST_F(Files, AStreamedUploadIsMovedIn) {
    const fs::path upload = store_.temporary();
    EXPECT_NE(upload, store_.temporary());
    std::ofstream(upload) << "nội dung";
    const auto kept = store_.keep(upload);
    SAURO_ASSERT_OK(kept);
    EXPECT_FALSE(fs::exists(upload));
    EXPECT_EQ(base::read_file(store_.path_of(kept->sha256), 100).value_or(""), "nội dung");
    const auto gone = store_.keep(upload);
    ASSERT_FALSE(gone);
    EXPECT_EQ(gone.error().code, "files.missing");
    const auto empty = store_.keep_bytes("");
    SAURO_ASSERT_OK(empty);
    EXPECT_EQ(empty->size, 0u);
}

TEST_F(Files, ALinkIsNotFollowed) {
    std::ofstream(folder_.path() / "secret") << "x";
    const fs::path upload = store_.temporary();
    fs::create_symlink(folder_.path() / "secret", upload);
    EXPECT_FALSE(store_.keep(upload));
}

TEST_F(Files, ManyKeepersOfTheSameBytes) {
    std::vector<std::jthread> threads;
    std::atomic<int> fresh = 0, failed = 0;
    for (int i = 0; i < 16; ++i) {
        threads.emplace_back([&] {
            const auto kept = store_.keep_bytes("cùng một tệp");
            if (!kept)
                ++failed;
            else if (!kept->existed)
                ++fresh;
        });
    }
    threads.clear();
    EXPECT_EQ(failed, 0);
    EXPECT_EQ(fresh, 1);
}

TEST_F(Files, OnlyAHashIsAPath) {
    for (const std::string& name :
         {std::string(), std::string("../../etc/passwd"), std::string(63, 'a'), std::string(65, 'a'),
          std::string(64, 'A'), std::string(62, 'a') + "/.", std::string(64, 'g')}) {
        EXPECT_TRUE(store_.path_of(name).empty()) << name;
    }
    EXPECT_FALSE(store_.path_of(std::string(64, 'a')).empty());
}

TEST_F(Files, ABadPlaceIsNamed) {
    std::ofstream(folder_.path() / "file") << "x";
    const auto opened = FileStore::open(folder_.path() / "file" / "store");
    ASSERT_FALSE(opened);
    EXPECT_NE(opened.error().message.find("file/store"), std::string::npos);
}

}  // namespace
}  // namespace sauro::db
