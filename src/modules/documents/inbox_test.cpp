#include "modules/documents/inbox.hpp"

#include <fstream>

#include "base/file.hpp"
#include "base/log.hpp"
#include "modules/documents/documents_fixture.hpp"
#include "modules/documents/inbox_runner.hpp"

namespace sauro::documents {
namespace {

namespace fs = std::filesystem;

class InboxTest : public DocumentsTest {
  protected:
    void SetUp() override {
        DocumentsTest::SetUp();
        base::log_quiet(true);
        std::string name = (fs::temp_directory_path() / "sauro-inbox-XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
        files_.emplace(std::move(*db::FileStore::open(folder_ / "files")));
        unit_ = desk("MH01.DU").unit.id;
    }
    void TearDown() override {
        files_.reset();
        fs::remove_all(folder_);
        base::log_quiet(false);
        DocumentsTest::TearDown();
    }

    fs::path scan(const std::string& name, const std::string& text) {
        const fs::path path = folder_ / name;
        std::ofstream(path) << text;
        return path;
    }
    // A letter as an office writes it; `number` tells it from the others.
    static std::string letter(int number) {
        return "TỈNH ỦY MINH HỌA\n*\nSố " + std::to_string(number) +
               "-CV/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nMinh Họa, ngày 20 tháng 01 năm 2026\nV/v gửi báo cáo số " +
               std::to_string(number) +
               "\n\nKính gửi: Đảng ủy xã Minh An\n\nĐề nghị các đồng chí gửi báo cáo trước ngày 25/02/2026.\n\nT/M BAN "
               "THƯỜNG VỤ\nPHÓ BÍ THƯ\nTrần Văn Mẫu\n";
    }
    bool add(const std::string& name, const std::string& text) {
        const auto added = add_to_inbox(database(), *files_, scan(name, text), unit_, "upload", "a1", {}, kNow);
        EXPECT_TRUE(added) << (added ? "" : added.error().message);
        return added.value_or(false);
    }
    inbox::Progress progress() {
        auto found = read([&](db::Snapshot& s) { return inbox::progress(s, unit_, kNow + 60'000); });
        EXPECT_TRUE(found);
        return found.value_or(inbox::Progress{});
    }
    std::vector<inbox::Item> listed(std::string_view state) {
        auto page = read([&](db::Snapshot& s) { return inbox::list(s, unit_, state, {}, 100); });
        EXPECT_TRUE(page);
        return page ? page->items : std::vector<inbox::Item>{};
    }
    std::size_t staged() const {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(folder_ / "files/staged"), fs::directory_iterator()));
    }
    InboxOptions options(int readers = 2) const {
        InboxOptions made;
        made.readers = readers;
        made.clock = [] { return kNow; };
        return made;
    }
    void run_to_the_end(InboxOptions with) {
        InboxRunner runner(database(), *files_, std::move(with));
        SAURO_ASSERT_OK(runner.start());
        runner.wait_until_empty();
    }
    std::optional<inbox::Claim> claim(std::string_view reader, base::Millis now = kNow) {
        auto taken = write([&](db::Tx& tx) { return inbox::claim(tx, reader, "", now); });
        EXPECT_TRUE(taken);
        return taken.value_or(std::nullopt);
    }

    fs::path folder_;
    std::optional<db::FileStore> files_;
    std::string unit_;
};

TEST_P(InboxTest, FilesBecomeIntakesLeastCertainFirst) {
    EXPECT_TRUE(add("rõ.txt", letter(1)));
    EXPECT_TRUE(add("ghi-chu.txt", "Mai nhớ mang theo tài liệu họp tổ dân phố nhé, cảm ơn cả nhà.\n"));
    EXPECT_EQ(progress().waiting, 2);
    run_to_the_end(options());
    const auto items = listed("review");
    ASSERT_EQ(items.size(), 2U);
    EXPECT_EQ(items[0].name, "ghi-chu.txt") << "the one that nobody can be sure of comes first";
    EXPECT_EQ(items[0].weakest_field, "symbol");
    EXPECT_EQ(items[1].symbol, "1-CV/TU");
    EXPECT_EQ(items[1].date, "2026-01-20");
    EXPECT_GT(*items[1].confidence, *items[0].confidence);
    const auto now = progress();
    EXPECT_EQ(now.waiting + now.reading, 0);
    EXPECT_EQ(now.review, 2);
    EXPECT_EQ(now.files_done, 2);
    EXPECT_EQ(now.files_total, 2);
    EXPECT_EQ(staged(), 0U);
    const auto intake = read([&](db::Snapshot& s) { return store::find_intake(s, unit_, *items[1].intake_id); });
    ASSERT_TRUE(intake && *intake);
    SAURO_ASSERT_OK(files_->verify((*intake)->file.sha256));
    EXPECT_EQ((*intake)->file.name, "rõ.txt");
}

TEST_P(InboxTest, TheSameBytesAreTakenOnce) {
    EXPECT_TRUE(add("a.txt", letter(1)));
    EXPECT_FALSE(add("ban-sao.txt", letter(1))) << "waiting already";
    run_to_the_end(options());
    EXPECT_FALSE(add("a.txt", letter(1))) << "in review already";
    EXPECT_EQ(listed("review").size(), 1U);
    EXPECT_EQ(staged(), 0U) << "the second copy leaves nothing behind";
}

TEST_P(InboxTest, RegisteringTakesTheFileOutOfTheQueue) {
    add("a.txt", letter(1));
    run_to_the_end(options());
    const auto item = listed("review").at(0);
    auto fields = incoming("1-CV/TU", "Tỉnh ủy Minh Họa");
    const auto record =
        write([&](db::Tx& tx) { return register_incoming(tx, desk("MH01.DU"), {fields, item.intake_id, {}, {}}); });
    ASSERT_TRUE(record) << record.error().message;
    EXPECT_EQ(progress().review, 0);
    const auto done = listed("registered");
    ASSERT_EQ(done.size(), 1U);
    EXPECT_EQ(done[0].document_id, record->id);
    EXPECT_FALSE(add("a.txt", letter(1))) << "registered already";
}

TEST_P(InboxTest, ASecretFileIsRefusedAndLeavesNoTrace) {
    add("mat.txt", "MẬT\n" + letter(7));
    run_to_the_end(options());
    const auto refused = listed("refused");
    ASSERT_EQ(refused.size(), 1U);
    EXPECT_EQ(refused[0].code, "read.secret");
    EXPECT_THAT(*refused[0].message, ::testing::HasSubstr("“Mật”"));
    EXPECT_EQ(staged(), 0U);
    std::size_t kept = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder_ / "files")) kept += entry.is_regular_file();
    EXPECT_EQ(kept, 0U);
    const auto again = write([&](db::Tx& tx) { return inbox::retry(tx, unit_, refused[0].id, kNow); });
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, "inbox.gone");
}

TEST_P(InboxTest, ADamagedFileStaysAndMayBeReadAgain) {
    add("hong.docx", std::string("PK\x03\x04", 4) + "not a zip at all");
    run_to_the_end(options());
    const auto refused = listed("refused");
    ASSERT_EQ(refused.size(), 1U);
    EXPECT_FALSE(refused[0].message->empty());
    EXPECT_EQ(staged(), 1U);
    ASSERT_TRUE(write([&](db::Tx& tx) { return inbox::retry(tx, unit_, refused[0].id, kNow); }));
    EXPECT_EQ(progress().waiting, 1);
    EXPECT_EQ(progress().refused, 0);
    const auto dropped =
        write([&](db::Tx& tx) { return inbox::drop(tx, *files_, unit_, refused[0].id, "Bản quét hỏng", kNow); });
    ASSERT_TRUE(dropped);
    EXPECT_EQ(dropped->message, "Bản quét hỏng");
    EXPECT_EQ(progress().waiting, 0);
    EXPECT_EQ(staged(), 0U);
}

TEST_P(InboxTest, WhatADeadReaderHeldIsReadByTheNext) {
    add("a.txt", letter(1));
    add("b.txt", letter(2));
    char host[256] = {};
    ::gethostname(host, sizeof host - 1);
    ASSERT_TRUE(claim(std::string(host) + ":2147483000")) << "a process that cannot be";
    ASSERT_TRUE(claim("other-machine:1"));
    EXPECT_FALSE(claim("x:1"));
    run_to_the_end(options());
    EXPECT_EQ(listed("review").size(), 1U) << "the claim of a living machine elsewhere holds";
    auto later = options();
    later.clock = [] { return kNow + inbox::kLease + 1; };
    run_to_the_end(later);
    EXPECT_EQ(listed("review").size(), 2U) << "until its lease runs out, though nothing new waits";
    EXPECT_EQ(progress().reading, 0);
    add("c.txt", letter(3));
    run_to_the_end(later);
    EXPECT_EQ(listed("review").size(), 3U);
}

TEST_P(InboxTest, ALostClaimChangesNothing) {
    add("a.txt", letter(1));
    const auto held = claim("one:1");
    ASSERT_TRUE(held);
    ASSERT_TRUE(*write([&](db::Tx& tx) { return inbox::page_read(tx, *held, "one:1", 1, 3, kNow); }));
    EXPECT_EQ(progress().active.at(0).pages_done, 1);
    EXPECT_EQ(progress().pages_total, 3);
    SAURO_ASSERT_OK(database().write([&](db::Tx& tx) { return inbox::release(tx, "one:1", kNow); }));
    const auto other = claim("two:2");
    ASSERT_TRUE(other);
    EXPECT_FALSE(*write([&](db::Tx& tx) { return inbox::page_read(tx, *held, "one:1", 2, 3, kNow); }));
    PreparedFile prepared;
    prepared.file = {std::string(64, 'a'), "a.txt", 10, "text/plain"};
    EXPECT_FALSE(*write([&](db::Tx& tx) { return inbox::read_done(tx, *held, "one:1", prepared, kNow); }));
    EXPECT_EQ(scalar("SELECT COUNT(*) FROM intakes"), 0) << "no second intake of one file";
    EXPECT_TRUE(*write([&](db::Tx& tx) { return inbox::read_done(tx, *other, "two:2", prepared, kNow); }));
    EXPECT_EQ(scalar("SELECT COUNT(*) FROM intakes"), 1);
}

TEST_P(InboxTest, APausedQueueWaitsAndOthersGoOn) {
    add("a.txt", letter(1));
    const std::string other = desk("MH02.DU").unit.id;
    ASSERT_TRUE(*add_to_inbox(database(), *files_, scan("b.txt", letter(2)), other, "upload", "a1", {}, kNow));
    SAURO_ASSERT_OK(database().write([&](db::Tx& tx) { return inbox::pause(tx, unit_, true); }));
    const auto taken = claim("one:1");
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->unit_id, other);
    EXPECT_FALSE(claim("one:1"));
    EXPECT_TRUE(progress().paused);
    SAURO_ASSERT_OK(database().write([&](db::Tx& tx) { return inbox::pause(tx, unit_, false); }));
    EXPECT_TRUE(claim("one:1"));
}

TEST_P(InboxTest, UnitsTakeTurns) {
    const std::string other = desk("MH02.DU").unit.id;
    for (int i = 0; i < 3; ++i) add("a" + std::to_string(i), letter(i));
    ASSERT_TRUE(*add_to_inbox(database(), *files_, scan("b", letter(9)), other, "upload", "a1", {}, kNow + 5));
    const auto first = claim("one:1", kNow + 10), second = claim("one:1", kNow + 11);
    ASSERT_TRUE(first && second);
    EXPECT_NE(first->unit_id, second->unit_id) << "a thousand scans of one unit do not hold up another";
}

TEST_P(InboxTest, PagesOfTheListFollowEachOther) {
    for (int i = 0; i < 5; ++i) add("a" + std::to_string(i), letter(i));
    Text cursor;
    std::vector<std::string> names;
    do {
        const auto page = read([&](db::Snapshot& s) { return inbox::list(s, unit_, "waiting", cursor, 2); });
        ASSERT_TRUE(page);
        for (const auto& item : page->items) names.push_back(item.name);
        cursor = page->next;
    } while (cursor && names.size() < 10);
    EXPECT_THAT(names, ::testing::UnorderedElementsAre("a0", "a1", "a2", "a3", "a4"));
    EXPECT_FALSE(read([&](db::Snapshot& s) { return inbox::list(s, unit_, "waiting", "x", 2); }));
    const auto unknown = read([&](db::Snapshot& s) { return inbox::list(s, unit_, "xong", {}, 2); });
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().code, "inbox.state");
}

TEST_P(InboxTest, AWatchedFolderIsTakenInByUnit) {
    auto watching = options(1);
    watching.folder = folder_ / "hop-quet";
    fs::create_directories(watching.folder / "MH01.DU");
    fs::create_directories(watching.folder / "KHONG-CO");
    const fs::path good = watching.folder / "MH01.DU/quet.txt", empty = watching.folder / "MH01.DU/rong.txt";
    std::ofstream(good) << letter(4);
    std::ofstream(empty) << "";
    std::ofstream(watching.folder / "KHONG-CO/la.txt") << letter(5);
    const auto long_ago = fs::file_time_type::clock::now() - std::chrono::minutes(5);
    for (const auto& path : {good, empty, watching.folder / "KHONG-CO/la.txt"}) fs::last_write_time(path, long_ago);
    InboxRunner runner(database(), *files_, watching);
    SAURO_ASSERT_OK(runner.start());
    const auto last = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while ((fs::exists(good) || fs::exists(empty) || progress().review == 0) && std::chrono::steady_clock::now() < last)
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    runner.stop();
    ASSERT_EQ(listed("review").size(), 1U);
    EXPECT_EQ(listed("review")[0].source, "folder");
    EXPECT_TRUE(fs::exists(watching.folder / "MH01.DU/khong-nhan/rong.txt")) << "what is not taken is not lost";
    EXPECT_TRUE(fs::exists(watching.folder / "KHONG-CO/la.txt")) << "no such unit: left alone";
}

SAURO_EACH_DATABASE(InboxTest);

}  // namespace
}  // namespace sauro::documents
