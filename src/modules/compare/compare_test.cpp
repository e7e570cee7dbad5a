#include "modules/compare/compare.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

#include "audit/audit.hpp"
#include "base/log.hpp"
#include "modules/compare/level.hpp"
#include "modules/compare/store.hpp"
#include "modules/documents/module.hpp"
#include "modules/documents/service.hpp"
#include "modules/units/units.hpp"
#include "search/search.hpp"
#include "tests/support/databases.hpp"

namespace sauro::compare {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

// A hundred and fifty syllables of office prose in an order of their own for each `kind`.
std::string prose(std::uint32_t kind) {
    static const char* const syllables[] = {
        "xây",   "dựng", "kế",  "hoạch", "phân",  "công", "đầu",  "mối",   "chủ",  "trì", "báo",   "cáo",
        "kết",   "quả",  "số",  "liệu",  "nguồn", "tổ",   "chức", "hội",   "nghị", "văn", "bản",   "hướng",
        "dẫn",   "tài",  "họp", "ngày",  "rà",    "soát", "quy",  "trình", "thủ",  "tục", "nội",   "bộ",
        "chồng", "chéo", "cập", "nhật",  "hồ",    "sơ",   "điện", "tử",    "kiểm", "tra", "phòng", "môn",
        "khai",  "tiến", "độ",  "trang", "trả",   "lời",  "kiến", "cơ"};
    std::string out;
    std::uint32_t state = kind * 2654435761U + 12345U;
    for (int i = 0; i < 150; ++i) {
        state = state * 1664525U + 1013904223U;
        out.append(syllables[(state >> 8) % std::size(syllables)]) += i % 15 == 14 ? ". " : " ";
    }
    return out;
}

class CompareTest : public sauro::testing::OnEachDatabase {
  protected:
    static constexpr base::Millis kNow = 1'770'000'000'000;
    void SetUp() override {
        base::log_quiet(true);
        migrate(units::module().migrations);
        migrate(audit::migrations());
        migrate(search::migrations());
        migrate(documents::migrations());
        SAURO_ASSERT_OK(units::create_sample_areas(database()));
        std::string name = (fs::temp_directory_path() / "sauro-compare-XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
        start();
    }
    void TearDown() override {
        engine_.reset();
        fs::remove_all(folder_);
        base::log_quiet(false);
    }
    void start() {
        engine_ = std::make_unique<Engine>();
        SAURO_ASSERT_OK(engine_->start(database(), folder_ / "reuse"));
    }

    documents::Record put(const char* unit, const std::string& symbol, const std::string& text,
                          const char* issuer = "Tỉnh ủy Minh Họa") {
        documents::Record made;
        const auto status = database().write([&](db::Tx& tx) -> Status {
            TRY(const auto desk, documents::open_desk(tx, unit, {"a1", "Văn thư"}, kNow));
            documents::Fields fields;
            fields.symbol = symbol;
            fields.issuer = issuer;
            fields.subject = "Về việc " + symbol;
            fields.date = base::Date::parse_iso("2026-01-20").value();
            documents::Attachment file{
                {std::string(63, 'a') + symbol.front(), symbol + ".txt", 1, "text/plain"}, text, "{}", true};
            fields.duplicate_reason = "thử";
            TRY(made, documents::register_incoming(tx, desk, {fields, {}, file, {}}));
            return {};
        });
        EXPECT_TRUE(status) << (status ? "" : status.error().message);
        return made;
    }
    api::Principal somebody_of(const char* unit) {
        api::Principal who{"acc", "Ai đó", "", {}};
        const auto status = database().read([&](db::Snapshot& snapshot) -> Status {
            TRY(const auto desk, documents::open_desk(snapshot, unit, {"a", "b"}, kNow));
            who.grants.push_back({api::Role::specialist, desk.unit.id, desk.unit.path});
            return {};
        });
        EXPECT_TRUE(status);
        return who;
    }
    std::vector<Similar> alike(const std::string& text, const char* unit = "MH01.DU", const std::string& except = "") {
        const auto who = somebody_of(unit);
        std::vector<Similar> items;
        const auto status = database().read([&](db::Snapshot& snapshot) -> Status {
            TRY(auto answer, engine_->similar(snapshot, {who, "commune", text, except, ""}));
            items = std::move(answer.items);
            return {};
        });
        EXPECT_TRUE(status);
        return items;
    }
    // The index follows within a second; a test waits for what it needs, at most a minute.
    bool eventually(const std::function<bool()>& holds) {
        const auto last = std::chrono::steady_clock::now() + 60s;
        while (!holds()) {
            if (std::chrono::steady_clock::now() > last) return false;
            std::this_thread::sleep_for(10ms);
        }
        return true;
    }
    void wait_for(const std::string& text, std::size_t count = 1) {
        EXPECT_TRUE(eventually([&] { return alike(text).size() == count; })) << alike(text).size();
    }

    fs::path folder_;
    std::unique_ptr<Engine> engine_;
};

TEST_P(CompareTest, WhatIsRegisteredIsFoundByItsWording) {
    const auto source = put("MH01.DU", "1-CV/TU", prose(1));
    put("MH01.DU", "2-CV/TU", prose(2));
    wait_for(prose(1));
    const auto found = alike("Phần mở đầu riêng của dự thảo này nói chuyện khác hẳn. " + prose(1));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].id, source.id);
    EXPECT_TRUE(found[0].superior) << "of the Province for a commune";
    EXPECT_GT(found[0].share_of_this, 0.8);
    EXPECT_GT(found[0].share_of_other, 0.95);
    EXPECT_TRUE(alike(prose(1), "MH01.DU", source.id).empty()) << "never itself";
}

TEST_P(CompareTest, OthersDocumentsAreNeverShown) {
    put("MH02.DU", "3-CV/TU", prose(3));
    EXPECT_TRUE(eventually([&] { return alike(prose(3), "MH02.DU").size() == 1; }));
    EXPECT_TRUE(alike(prose(3), "MH01.DU").empty());
    EXPECT_EQ(alike(prose(3), "MH.TU").size(), 1U) << "the superior unit sees those below it";
}

TEST_P(CompareTest, SuperiorsComeFirst) {
    put("MH01.DU", "4-CV/DU", prose(4), "Đảng ủy xã Hòa Mẫu");
    put("MH01.DU", "5-KL/TW", prose(4).substr(0, prose(4).size() / 2), "Ban Bí thư");
    wait_for(prose(4), 2);
    const auto found = alike(prose(4));
    EXPECT_EQ(found[0].symbol, "5-KL/TW");
    EXPECT_LT(found[0].share_of_this, found[1].share_of_this);
}

TEST_P(CompareTest, AnIndexThatIsLostIsBuiltAgain) {
    put("MH01.DU", "6-CV/TU", prose(6));
    wait_for(prose(6));
    for (const char* harm : {"restart", "lost", "damaged"}) {
        engine_.reset();
        if (std::string_view(harm) == "lost") fs::remove_all(folder_ / "reuse");
        if (std::string_view(harm) == "damaged") {
            for (const auto& file : fs::directory_iterator(folder_ / "reuse"))
                if (file.path().extension() == ".seg") fs::resize_file(file.path(), file.file_size() / 2);
        }
        start();
        wait_for(prose(6));
        EXPECT_TRUE(eventually([&] { return engine_->complete(); })) << harm;
    }
}

TEST_P(CompareTest, MoreLikeThisIsPagedAndShowsWhatMayBeSeen) {
    // Each takes a little less of the same text; every third belongs to another commune.
    const std::string text = prose(9);
    std::set<std::string> own;
    for (int i = 0; i < 12; ++i) {
        auto part = text.substr(0, text.find(' ', text.size() * static_cast<std::size_t>(40 - i * 2) / 40 - 1));
        const auto made = put(i % 3 == 2 ? "MH02.DU" : "MH01.DU", std::to_string(i + 10) + "-CV/TU", part);
        if (i % 3 != 2) own.insert(made.id);
    }
    const auto who = somebody_of("MH01.DU");
    const auto page = [&](int limit, Text cursor) {
        SimilarAnswer answer;
        const auto status = database().read([&](db::Snapshot& snapshot) -> Status {
            Question question{who, "commune", text, "", ""};
            question.limit = limit;
            question.cursor = std::move(cursor);
            TRY(answer, engine_->related(snapshot, question));
            return {};
        });
        EXPECT_TRUE(status) << status.error().code;
        return answer;
    };
    ASSERT_TRUE(eventually([&] { return page(50, {}).items.size() == own.size(); })) << page(50, {}).items.size();
    std::set<std::string> seen;
    double last = 2;
    Text cursor;
    int pages = 0;
    do {
        const auto answer = page(3, cursor);
        ++pages;
        for (const auto& one : answer.items) {
            EXPECT_TRUE(seen.insert(one.id).second) << "twice";
            EXPECT_LE(one.share_of_this, last);
            last = one.share_of_this;
            EXPECT_EQ(one.verdict, "related");
        }
        cursor = answer.next;
    } while (cursor && pages < 10);
    EXPECT_EQ(seen, own);
    EXPECT_EQ(pages, 3);
    for (const char* wrong : {"", "x", "0.5", "0.5 x", "0.5 7 8"}) {
        const auto status = database().read([&](db::Snapshot& snapshot) -> Status {
            Question question{who, "commune", text, "", ""};
            question.cursor = wrong;
            const auto got = engine_->related(snapshot, question);
            EXPECT_EQ(got ? "" : got.error().code, "list.cursor") << wrong;
            return {};
        });
        EXPECT_TRUE(status);
    }
}

TEST_P(CompareTest, WhatGoesBackToTheDraftsIsNoDocumentAnyMore) {
    std::string id;
    SAURO_ASSERT_OK(database().write([&](db::Tx& tx) -> Status {
        TRY(const auto desk, documents::open_desk(tx, "MH01.DU", {"a1", "Văn thư"}, kNow));
        documents::Fields fields;
        fields.subject = "Dự thảo";
        fields.document_type = "Báo cáo";
        TRY(const auto draft, documents::create_draft(tx, desk, {fields, prose(7), {}}));
        id = draft.id;
        return {};
    }));
    put("MH01.DU", "8-CV/TU", prose(8));
    wait_for(prose(8));
    EXPECT_TRUE(alike(prose(7)).empty()) << "a draft is nobody's source";
    documents::Record numbered;
    SAURO_ASSERT_OK(database().write([&](db::Tx& tx) -> Status {
        TRY(const auto desk, documents::open_desk(tx, "MH01.DU", {"a1", "Văn thư"}, kNow));
        documents::NumberRequest request;
        request.draft_id = id;
        request.checked_version = 1;
        request.date = base::Date::parse_iso("2026-02-02").value();
        request.signer = "Trần Văn Ký";
        TRY(numbered, documents::number_draft(tx, desk, request));
        return {};
    }));
    wait_for(prose(7));
    SAURO_ASSERT_OK(database().write([&](db::Tx& tx) -> Status {
        TRY(const auto desk, documents::open_desk(tx, "MH01.DU", {"a1", "Văn thư"}, kNow));
        return documents::cancel_number(tx, desk, *numbered.register_id, *numbered.number, "Ghi nhầm");
    }));
    wait_for(prose(7), 0);
}

TEST(Level, OfIssuers) {
    EXPECT_EQ(level_of_issuer("Ban Bí thư"), 3);
    EXPECT_EQ(level_of_issuer("Văn phòng Trung ương Đảng"), 3);
    EXPECT_EQ(level_of_issuer("Bộ Nội vụ"), 3);
    EXPECT_EQ(level_of_issuer("Ban Tổ chức Tỉnh ủy Minh Họa"), 2);
    EXPECT_EQ(level_of_issuer("UBND tỉnh Minh Họa"), 2);
    EXPECT_EQ(level_of_issuer("Sở Nội vụ"), 2);
    EXPECT_EQ(level_of_issuer("Ủy ban nhân dân xã Bến Mẫu, tỉnh Minh Họa"), 1);
    EXPECT_EQ(level_of_issuer("Câu lạc bộ Sách"), 0);
}

SAURO_EACH_DATABASE(CompareTest);

}  // namespace
}  // namespace sauro::compare
