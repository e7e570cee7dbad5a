// Pages of originals as pictures: who may look, what is asked again, what is drawn once.
#include "modules/documents/pictures.hpp"

#include <atomic>
#include <set>
#include <thread>

#include "base/log.hpp"
#include "modules/documents/inbox_runner.hpp"
#include "modules/documents/routes_fixture.hpp"

namespace sauro::documents {
namespace {

using ::testing::StartsWith;

// Two pages of an old letter, with a black square that no reader takes for words.
std::string pdf(int number = 1) {
    const auto page = [&](const std::string& text) {
        const std::string drawing = "BT /F 12 Tf 72 700 Td (" + text + ") Tj ET 100 300 200 200 re f";
        return "<</Length " + std::to_string(drawing.size()) + ">>stream\n" + drawing + "\nendstream endobj\n";
    };
    return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R 4 0 R]/Count "
           "2>>endobj\n"
           "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F 7 0 "
           "R>>>>>>endobj\n"
           "4 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 595]/Contents 6 0 R/Resources<</Font<</F 7 0 "
           "R>>>>>>endobj\n5 0 obj" +
           page("Cong van so " + std::to_string(number) + " ve viec gui bao cao") + "6 0 obj" + page("Trang hai") +
           "7 0 obj<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>endobj\ntrailer<</Root 1 0 R/Size 8>>\n%%EOF\n";
}

std::string header(const http::Response& response, std::string_view wanted) {
    for (const auto& [name, value] : response.headers) {
        if (name == wanted) return value;
    }
    return "";
}

TEST(Shelf, MakesOnceForManyAndForgetsTheOldest) {
    Shelf<std::string> shelf(10, 2, [](const std::string& made) { return made.size(); });
    std::atomic<int> made = 0;
    const auto get = [&](const std::string& key) {
        return shelf.get(key, [&]() -> Result<std::string> {
            ++made;
            return key + "...";
        });
    };
    {
        std::vector<std::jthread> people;
        for (int i = 0; i < 8; ++i) people.emplace_back([&] { EXPECT_EQ(**get("a"), "a..."); });
    }
    EXPECT_EQ(made, 1);
    shelf.put("b", "bbbb");
    EXPECT_EQ(**get("b"), "bbbb");
    EXPECT_EQ(made, 1);
    ASSERT_TRUE(get("c"));  // twelve bytes: "a", the oldest, goes
    ASSERT_TRUE(get("b"));
    EXPECT_EQ(made, 2);
    ASSERT_TRUE(get("a"));
    EXPECT_EQ(made, 3);
    const auto failed = shelf.get("d", []() -> Result<std::string> { return fail_internal("test", "no"); });
    EXPECT_FALSE(failed);
    EXPECT_TRUE(get("d")) << "a failure is not kept";
}

class Pictures : public Routes {
  protected:
    void SetUp() override {
        base::log_quiet(true);
        Routes::SetUp();
    }
    void TearDown() override {
        Routes::TearDown();
        base::log_quiet(false);
    }
    std::string drop(const std::string& name, const std::string& bytes) {
        const auto dropped = call(http::Method::post, unit_ + "/intake?name=" + name, {}, "clerk", bytes);
        EXPECT_EQ(dropped.status, 200) << dropped.json;
        return dropped.status == 200 ? str(dropped.json, "intake_id") : "";
    }
    std::string registered(const std::string& intake) {
        const auto saved = post(unit_ + "/documents/in",
                                (intake.empty() ? std::string("{") : R"({"intake_id":")" + intake + R"(",)") +
                                    R"("subject":"Gửi báo cáo","arrival_date":"2026-02-02","urgency":"thuong"})");
        EXPECT_EQ(saved.status, 200) << saved.json;
        return str(saved.json, "id");
    }
    static std::string body(const Answer& answer) { return std::get<std::string>(answer.raw.body); }
};
SAURO_EACH_DATABASE(Pictures);

TEST_P(Pictures, OfAFileBeingEnteredAndOfItsDocument) {
    const auto intake = drop("cong-van.pdf", pdf());
    const auto path = unit_ + "/intake/" + intake + "/pages/";
    const auto first = get(path + "1?dpi=50");
    ASSERT_EQ(first.status, 200) << first.json;
    EXPECT_THAT(body(first), StartsWith("\x89PNG"));
    EXPECT_EQ(header(first.raw, "Content-Type"), "image/png");
    EXPECT_EQ(header(first.raw, "Cache-Control"), "private, no-cache") << "asked again, so that a lost right counts";
    EXPECT_EQ(header(first.raw, "X-Page-Count"), "2");
    EXPECT_EQ(header(first.raw, "X-Page-Points"), "595.0x842.0");
    EXPECT_EQ(header(get(path + "2?dpi=50").raw, "X-Page-Points"), "842.0x595.0");
    const auto tag = header(first.raw, "ETag");
    EXPECT_EQ(call(http::Method::get, path + "1?dpi=50", {}, "clerk", {}, tag).status, 304);
    EXPECT_EQ(call(http::Method::get, path + "1?dpi=75", {}, "clerk", {}, tag).status, 200) << "another picture";

    const auto id = registered(intake);
    const auto kept = get(unit_ + "/documents/" + id + "/pages/1?dpi=50");
    ASSERT_EQ(kept.status, 200);
    EXPECT_EQ(body(kept), body(first));
}

TEST_P(Pictures, OnlyWhoMaySeeTheFile) {
    const auto intake = drop("cong-van.pdf", pdf());
    const auto id = registered(intake);
    const auto entry = "/intake/" + intake + "/pages/1", kept = "/documents/" + id + "/pages/1";
    EXPECT_EQ(get(unit_ + kept, "specialist").status, 200);
    EXPECT_EQ(get(unit_ + entry, "specialist").status, 403) << "entry is for the clerks";
    EXPECT_EQ(get(unit_ + kept, "nobody").status, 401);
    EXPECT_EQ(get("/units/MH02.UBND" + kept).status, 403) << "another commune";
    EXPECT_EQ(get("/units/MH01.DU" + kept).status, 404) << "another register of the same commune";
    EXPECT_EQ(get("/units/MH01.DU" + entry).status, 404);
    const auto tag = header(get(unit_ + kept).raw, "ETag");
    EXPECT_EQ(call(http::Method::get, "/units/MH02.UBND" + kept, {}, "clerk", {}, tag).status, 403)
        << "who knows the picture is told no less";
}

TEST_P(Pictures, WhatCannotBeShownSaysWhy) {
    const auto pages = unit_ + "/documents/" + registered(drop("cong-van.pdf", pdf())) + "/pages/";
    for (const char* page : {"0", "3", "-1", "2000000000"}) {
        const auto answer = get(pages + page);
        EXPECT_EQ(answer.status, 404) << page;
        EXPECT_EQ(answer.code(), "read.no_page") << page;
    }
    EXPECT_EQ(get(pages + "x").status, 422);
    EXPECT_EQ(get(pages + "1?dpi=99999").status, 200) << "bounded, not refused";
    const auto text = get(unit_ + "/documents/" + registered(drop("thu.txt", kLetter)) + "/pages/1");
    EXPECT_EQ(text.status, 422);
    EXPECT_EQ(text.code(), "read.no_picture");
    const auto none = get(unit_ + "/documents/" + registered("") + "/pages/1");
    EXPECT_EQ(none.status, 404);
    EXPECT_EQ(none.code(), "document.no_file");
    EXPECT_EQ(get(unit_ + "/documents/none/pages/1").code(), "document.not_found");
}

TEST_P(Pictures, AScanIsShownOnceItWasRead) {
    const auto added = call(http::Method::post, unit_ + "/inbox/files?name=quet.pdf", {}, "clerk", pdf(7));
    ASSERT_EQ(added.status, 200) << added.json;
    const auto page = unit_ + "/inbox/" + str(added.json, "id") + "/pages/2";
    const auto early = get(page);
    EXPECT_EQ(early.status, 404) << "nobody looks before the reader: it may be marked secret";
    EXPECT_EQ(early.code(), "inbox.not_found");
    InboxOptions options;
    options.readers = 1;
    options.clock = [] { return kNow; };
    InboxRunner runner(database(), *files_, options);
    SAURO_ASSERT_OK(runner.start());
    runner.wait_until_empty();
    EXPECT_EQ(get(page).status, 200);
    EXPECT_EQ(get(page, "specialist").status, 403);
}

TEST_P(Pictures, ManyEyesOneDrawing) {
    const auto intake = drop("cong-van.pdf", pdf());
    const auto stored = read([&](db::Snapshot& s) { return store::find_intake(s, desk().unit.id, intake); });
    ASSERT_TRUE(stored && *stored);
    const FileRef file = (*stored)->file;
    PictureShelf shelf{{}};
    std::mutex guard;
    std::set<const docread::PagePicture*> seen;
    std::vector<PictureShelf::Picture> held;
    std::vector<std::thread> eyes;
    for (int i = 0; i < 8; ++i) {
        eyes.emplace_back([&] {
            auto got = shelf.page(files_->path_of(file.sha256), file, 1, {.dpi = 40});
            const std::lock_guard lock(guard);
            ASSERT_TRUE(got) << got.error().code;
            seen.insert(got->get());
            held.push_back(std::move(*got));
        });
    }
    for (auto& one : eyes) one.join();
    EXPECT_EQ(held.size(), 8U);
    EXPECT_EQ(seen.size(), 1U);
    EXPECT_FALSE(shelf.page(files_->path_of(file.sha256), file, 9, {.dpi = 40}));
    EXPECT_FALSE(shelf.page(files_->path_of(file.sha256), file, 9, {.dpi = 40})) << "a refusal frees its place";
}

}  // namespace
}  // namespace sauro::documents
