// Scenarios over the router: what the web page does.
#include <set>

#include "modules/documents/routes_fixture.hpp"

namespace sauro::documents {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

SAURO_EACH_DATABASE(Routes);

TEST_P(Routes, AClerkDropsAFileAndRegistersIt) {
    const auto dropped = call(http::Method::post, unit_ + "/intake?name=ke-hoach.txt", {}, "clerk", kLetter);
    ASSERT_EQ(dropped.status, 200) << dropped.json;
    EXPECT_EQ(str(dropped.json.at("reading"), "symbol"), "15/KH-UBND");
    EXPECT_THAT(str(dropped.json.at("reading"), "text"), HasSubstr("Tinh giản"));
    EXPECT_TRUE(dropped.json.at("duplicates").as_array().empty());
    const auto intake = str(dropped.json, "intake_id");

    const auto saved =
        post(unit_ + "/documents/in",
             R"({"intake_id":")" + intake +
                 R"(","symbol":"15/KH-UBND","document_type":"kế hoạch","date":"2026-01-12","arrival_date":"2026-02-02",
        "issuer":"UBND tỉnh Minh Họa","subject":"Tinh giản văn bản hành chính năm 2026","urgency":"khan","due":"2026-02-06","handler_unit":"MH01.VP"})");
    ASSERT_EQ(saved.status, 200) << saved.json;
    EXPECT_EQ(str(saved.json, "number_text"), "01");
    EXPECT_EQ(saved.json.at("due_in_working_days").as_int64(), 4);
    EXPECT_EQ(str(saved.json.at("handler_unit"), "code"), "MH01.VP");
    EXPECT_EQ(saved.json.at("file").at("size").as_int64(), static_cast<std::int64_t>(kLetter.size()));

    const auto again = call(http::Method::post, unit_ + "/intake?name=ban-khac.txt", {}, "clerk", kLetter);
    ASSERT_EQ(again.status, 200);
    ASSERT_EQ(again.json.at("duplicates").as_array().size(), 1U);
    EXPECT_EQ(str(again.json.at("duplicates").at(0), "reason"), "same_file");

    const auto id = str(saved.json, "id");
    const auto shown = get(unit_ + "/documents/" + id);
    EXPECT_THAT(str(shown.json, "text"), HasSubstr("Tinh giản"));
    EXPECT_EQ(str(shown.json.at("history").at(0), "action"), "document.register");
    EXPECT_FALSE(shown.json.at("reading").as_object().contains("text"));
    const auto original = get(unit_ + "/documents/" + id + "/file");
    EXPECT_EQ(original.text, kLetter);
    bool guarded = false;
    for (const auto& [name, value] : original.raw.headers)
        guarded = guarded || (name == "X-Content-Type-Options" && value == "nosniff");
    EXPECT_TRUE(guarded);
    EXPECT_EQ(audited(), "documents.intake documents.register documents.intake ");
}

TEST_P(Routes, SecretFilesLeaveNoTrace) {
    const auto refused = call(http::Method::post, unit_ + "/intake?name=mat.txt", {}, "clerk", "MẬT\n\n" + kLetter);
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.code(), "read.secret");
    EXPECT_THAT(str(refused.json, "clause"), HasSubstr("117/2025/QH15"));
    EXPECT_EQ(scalar("SELECT COUNT(*) FROM intakes"), 0);
    const auto marked = post(unit_ + "/documents/in",
                             R"({"subject":"x","arrival_date":"2026-02-02","urgency":"thuong","secrecy":"Mật"})");
    EXPECT_EQ(marked.status, 422);
    EXPECT_EQ(marked.code(), "document.secret");
}

TEST_P(Routes, WrongDaysAndUnknownUnitsAreNamed) {
    const auto wrong =
        post(unit_ + "/documents/in", R"({"subject":"x","date":"2026-11-31","arrival_date":"2026-02-02"})");
    EXPECT_EQ(wrong.status, 422);
    EXPECT_EQ(str(wrong.json.at("fields").at(0), "path"), "/date");
    const auto future = post(unit_ + "/documents/in", R"({"subject":"x","arrival_date":"2026-02-03"})");
    EXPECT_EQ(future.status, 422);
    EXPECT_EQ(str(future.json.at("fields").at(0), "code"), "date.future");
    EXPECT_EQ(get("/units/KHÔNG.CÓ/documents?direction=in").status, 404);
}

TEST_P(Routes, RightsDecideWhoEnters) {
    const std::string body = R"({"subject":"x","arrival_date":"2026-02-02"})";
    EXPECT_EQ(post(unit_ + "/documents/in", body, "auditor").status, 403);
    EXPECT_EQ(post(unit_ + "/documents/in", body, "specialist").status, 403);
    EXPECT_EQ(post(unit_ + "/documents/in", body, "nobody").status, 401);
    EXPECT_EQ(post("/units/MH02.UBND/documents/in", body).status, 403);
    EXPECT_EQ(get("/units/MH.TU/documents?direction=in").status, 403);
    EXPECT_EQ(post(unit_ + "/drafts", R"({"subject":"x"})", "specialist").status, 200);
}

TEST_P(Routes, ADuplicateIsSavedOnlyWithAReason) {
    const std::string fields =
        R"("symbol":"05/QĐ-UBND","issuer":"UBND tỉnh Hòa Bình","date":"2026-01-12","arrival_date":"2026-02-02","subject":"x")";
    ASSERT_EQ(post(unit_ + "/documents/in", "{" + fields + "}").status, 200);
    const auto warned = get(unit_ + "/documents/duplicates?symbol=5/qd-ubnd&issuer=UBND tỉnh Hoà Bình&year=2026");
    ASSERT_EQ(warned.json.at("items").as_array().size(), 1U);
    EXPECT_EQ(warned.json.at("items").at(0).at("number").as_int64(), 1);
    const auto refused = post(unit_ + "/documents/in", "{" + fields + "}");
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.code(), "document.duplicate");
    EXPECT_EQ(post(unit_ + "/documents/in", "{" + fields + R"(,"duplicate_reason":"Bản gửi lại có dấu"})").status, 200);
}

TEST_P(Routes, AListPagesFiltersAndFinds) {
    for (int i = 1; i <= 5; ++i) {
        const auto n = std::to_string(i);
        ASSERT_EQ(post(unit_ + "/documents/in",
                       R"({"symbol":")" + n + R"(/TB-UBND","arrival_date":"2026-02-02","subject":"Thông báo họp lần )" +
                           n + R"("})")
                      .status,
                  200);
    }
    ASSERT_EQ(
        post("/units/MH01.DU/documents/in", R"({"arrival_date":"2026-02-02","subject":"Thông báo họp của Đảng ủy"})")
            .status,
        200);
    const auto first = get(unit_ + "/documents?direction=in&limit=2");
    EXPECT_EQ(first.json.at("items").as_array().size(), 2U);
    EXPECT_EQ(first.json.at("items").at(0).at("number").as_int64(), 5);
    EXPECT_EQ(first.json.at("total").as_int64(), 5);
    EXPECT_EQ(first.json.at("counts").at("all").as_int64(), 5);
    const auto second = get(unit_ + "/documents?direction=in&limit=2&cursor=" + str(first.json, "next"));
    EXPECT_EQ(second.json.at("items").at(0).at("number").as_int64(), 3);
    const auto found = get(unit_ + "/documents?direction=in&q=thong bao hop");
    EXPECT_EQ(found.json.at("items").as_array().size(), 5U);  // not the one of another register
    EXPECT_FALSE(found.json.as_object().contains("total"));
    const auto by_number = get(unit_ + "/documents?direction=in&q=4");
    ASSERT_FALSE(by_number.json.at("items").as_array().empty());
    std::set<std::int64_t> numbers;
    for (const auto& item : by_number.json.at("items").as_array()) numbers.insert(item.at("number").as_int64());
    EXPECT_TRUE(numbers.contains(4));
    EXPECT_EQ(get(unit_ + "/documents?direction=out").json.at("items").as_array().size(), 0U);
    EXPECT_EQ(get(unit_ + "/documents?direction=up").status, 422);
}

TEST_P(Routes, ADraftThatWritesAnotherNumberIsNotNumberedInSilence) {
    const auto made =
        post(unit_ + "/drafts",
             json::write({{"subject", "Tinh giản văn bản"}, {"document_type", "kế hoạch"}, {"text", kLetter}}));
    ASSERT_EQ(made.status, 200) << made.json;
    const std::string number = unit_ + "/drafts/" + str(made.json, "id") + "/number";
    const auto refused = post(number, R"({"date":"2026-01-12","signer":"Trần Văn Ký"})");
    EXPECT_EQ(refused.code(), "draft.date_reason");
    EXPECT_NE(str(refused.json, "detail").find("Dự thảo ghi số 15 mà sổ cấp 01/KH-UBND"), std::string::npos)
        << refused.json;
    const auto numbered =
        post(number, R"({"date":"2026-01-12","signer":"Trần Văn Ký","date_reason":"Số ghi tay trước khi lấy số"})");
    ASSERT_EQ(numbered.status, 200) << numbered.json;
    EXPECT_EQ(str(numbered.json, "symbol"), "01/KH-UBND");
}

TEST_P(Routes, ADraftIsSavedCheckedAndNumbered) {
    const auto made = post(unit_ + "/drafts",
                           R"({"subject":"Kế hoạch tinh giản","document_type":"kế hoạch","text":"Nội dung ban đầu"})");
    ASSERT_EQ(made.status, 200) << made.json;
    const auto id = str(made.json, "id");
    const auto saved = put(unit_ + "/drafts/" + id, R"({"version":1,"text":"Nội dung đã sửa"})");
    ASSERT_EQ(saved.status, 200) << saved.json;
    EXPECT_EQ(saved.json.at("version").as_int64(), 2);
    EXPECT_EQ(put(unit_ + "/drafts/" + id, R"({"version":1,"text":"Của người khác"})").code(), "document.stale");
    EXPECT_EQ(str(get(unit_ + "/drafts/" + id + "/text").json, "text"), "Nội dung đã sửa");
    const auto checked = post(unit_ + "/drafts/" + id + "/check", "{}");
    ASSERT_EQ(checked.status, 200) << checked.json;
    EXPECT_FALSE(checked.json.at("document").as_object().contains("text"));
    EXPECT_FALSE(str(checked.json.at("summary"), "rulebook").empty());
    EXPECT_EQ(scalar("SELECT COUNT(*) FROM draft_findings WHERE version = 2"), 1);
    const auto numbered =
        post(unit_ + "/drafts/" + id + "/number",
             R"({"date":"2026-02-02","signer":"Trần Văn Ký","signer_title":"Chủ tịch","recipients":["Như trên"]})");
    ASSERT_EQ(numbered.status, 200) << numbered.json;
    EXPECT_EQ(str(numbered.json, "symbol"), "01/KH-UBND");
    EXPECT_EQ(str(numbered.json, "direction"), "out");
    EXPECT_EQ(post(unit_ + "/drafts/" + id + "/number", R"({"date":"2026-02-02","signer":"K"})").code(),
              "draft.numbered");
    EXPECT_EQ(get(unit_ + "/documents?direction=draft").json.at("items").as_array().size(), 0U);
    EXPECT_EQ(put(unit_ + "/drafts/" + id, R"({"version":3,"text":"sau khi ký"})").status, 404);
}

TEST_P(Routes, TypingIsCheckedAgainstTheRulebook) {
    const auto checked = post(
        unit_ + "/check",
        R"({"document_type":"kế hoạch","text":"KẾ HOẠCH\nthực hiện Kết luận số 226-KL/TW, ngày 11/12/2025 của Ban Bí thư\nI. MỤC ĐÍCH\n1. Giảm số hội nghị.\nII. NHIỆM VỤ\n1. Các cơ quan liên quan khẩn trương triển khai thực hiện chuyển đổi số.\n"})");
    ASSERT_EQ(checked.status, 200) << checked.json;
    const boost::json::value* vague = nullptr;
    for (const auto& finding : checked.json.at("findings").as_array()) {
        if (str(finding, "norm") == "KL226.2.1.d3.time-limit") vague = &finding;
    }
    ASSERT_NE(vague, nullptr);
    EXPECT_EQ(str(*vague, "outcome"), "breached");
    EXPECT_EQ(str(*vague, "group"), "sau_ro");
    EXPECT_EQ(str(vague->at("passages").at(0), "quote"), "khẩn trương");
    EXPECT_GT(checked.json.at("summary").at("breached").as_int64(), 0);
    EXPECT_EQ(post(unit_ + "/check", R"({"text":"MẬT\n\nNội dung"})").code(), "document.secret");
}

TEST_P(Routes, ADraftIsHeldAgainstTheSuperiorItNames) {
    const auto page = [](const char* issuer, const char* number, const char* place, const char* body) {
        return std::string("ỦY BAN NHÂN DÂN\n") + issuer +
               "\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\n" +
               number + "\n" + place + "\n\nKẾ HOẠCH\n" + body;
    };
    const std::string text =
        page("XÃ MINH AN", "Số:     /KH-UBND", "Minh An, ngày 02 tháng 02 năm 2026",
             "thực hiện Kế hoạch số 12/KH-UBND của Ủy ban nhân dân tỉnh Minh Họa\n\nI. NHIỆM "
             "VỤ\n1. Văn phòng chủ trì rà soát danh mục văn bản, cắt giảm 5% số văn bản so với năm "
             "trước, xong trước ngày 30/6/2026.\n");
    const auto check = [&](const char* implements = nullptr) {
        boost::json::object in{{"text", text}};
        if (implements != nullptr) in["implements"] = implements;
        return post(unit_ + "/check", boost::json::serialize(in)).json;
    };
    const auto outcome = [](const boost::json::value& answer, std::string_view norm) {
        for (const auto& finding : answer.at("findings").as_array()) {
            if (str(finding, "norm") == norm) return str(finding, "outcome");
        }
        return std::string();
    };
    // Named, but not in the registers: nobody can say that its tasks are all there.
    auto answer = check();
    EXPECT_EQ(str(answer.at("implements"), "symbol"), "12/KH-UBND");
    EXPECT_EQ(str(answer.at("implements"), "why"), "text");
    EXPECT_THAT(str(answer.at("implements"), "sentence"), HasSubstr("Kế hoạch số 12/KH-UBND"));
    EXPECT_FALSE(answer.at("implements").at("known").as_bool());
    EXPECT_EQ(outcome(answer, "KL226.2.1.d3.concretise"), "cannot_tell");

    const auto superior = register_in(desk(), incoming());
    ASSERT_TRUE(superior);
    ASSERT_TRUE(write([&](db::Tx& tx) {
        return store::put_text(
            tx, superior->id,
            page("TỈNH MINH HỌA", "Số: 12/KH-UBND", "Minh Họa, ngày 20 tháng 01 năm 2026",
                 "Tinh giản văn bản\n\nI. NHIỆM VỤ\n1. Ủy ban nhân dân các xã rà soát danh mục văn bản, "
                 "cắt giảm ít nhất 10% số văn bản so với năm trước, xong trước ngày 30/6/2026.\n2. Ủy "
                 "ban nhân dân các xã mở lớp học bơi miễn phí cho trẻ em, xong trước ngày 31/8/2026.\n"),
            "");
    }));
    answer = check();
    EXPECT_TRUE(answer.at("implements").at("known").as_bool());
    ASSERT_EQ(answer.at("coverage").as_array().size(), 1U);
    const auto& table = answer.at("coverage").at(0);
    EXPECT_EQ(str(table, "file"), superior->id);
    EXPECT_EQ(str(table, "why"), "text");
    const auto& rows = table.at("rows").as_array();
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_THAT(str(rows[0].at("own"), "text"), HasSubstr("rà soát danh mục"));
    EXPECT_FALSE(rows[1].as_object().contains("own"));  // the gap
    EXPECT_EQ(outcome(answer, "KL226.2.1.d3.concretise"), "breached");
    // The superior's number stands beside ours.
    bool beside = false;
    for (const auto& finding : answer.at("findings").as_array()) {
        if (str(finding, "norm") != "KL226.2.1.d3.consistent-law.superior") continue;
        for (const auto& passage : finding.at("passages").as_array()) {
            if (!passage.as_object().contains("other")) continue;
            const auto& other = passage.at("other");
            beside = beside || (str(other, "document") == superior->id && str(other, "symbol") == "12/KH-UBND" &&
                                str(other, "quote").find("10%") != std::string::npos);
        }
    }
    EXPECT_TRUE(beside);
    // What the person names goes before what the text says.
    answer = check("99/KH-UBND");
    EXPECT_EQ(str(answer.at("implements"), "why"), "field");
    EXPECT_FALSE(answer.at("implements").at("known").as_bool());
    EXPECT_TRUE(answer.at("coverage").as_array().empty());
}

TEST_P(Routes, BooksAreOpenedReservedAndPrinted) {
    const auto opened = post(unit_ + "/registers", R"({"direction":"in"})");
    ASSERT_EQ(opened.status, 200) << opened.json;
    const auto id = str(opened.json, "id");
    const auto held = post(unit_ + "/registers/" + id + "/reserve", R"({"count":2,"reason":"Văn bản giấy chờ quét"})");
    EXPECT_EQ(held.json.at("numbers").at(1).as_int64(), 2);
    ASSERT_EQ(
        post(unit_ + "/documents/in", R"({"arrival_date":"2026-02-02","subject":"=1+1"})").json.at("number").as_int64(),
        3);
    EXPECT_EQ(post(unit_ + "/registers/" + id + "/cancel", R"({"number":1,"reason":"Không đến"})").status, 200);
    const auto listed = get(unit_ + "/registers?year=2026");
    const auto& book = listed.json.at("items").at(0);
    EXPECT_EQ(book.at("next_number").as_int64(), 4);
    EXPECT_EQ(book.at("reserved").at(0).as_int64(), 2);
    EXPECT_EQ(str(book.at("cancelled").at(0), "reason"), "Không đến");
    EXPECT_TRUE(book.at("gaps").as_array().empty());
    const auto csv = get(unit_ + "/registers/" + id + "/book?format=csv");
    EXPECT_THAT(csv.text, StartsWith("\xEF\xBB\xBF"));
    EXPECT_THAT(csv.text, HasSubstr("Hủy số: Không đến"));
    EXPECT_THAT(csv.text, HasSubstr("Giữ số: Văn bản giấy chờ quét"));
    EXPECT_THAT(csv.text, HasSubstr("'=1+1"));
    const auto xlsx = get(unit_ + "/registers/" + id + "/book?format=xlsx");
    EXPECT_THAT(xlsx.text, StartsWith("PK"));
    EXPECT_TRUE(std::get<http::FileBody>(xlsx.raw.body).remove_after);
    EXPECT_EQ(get(unit_ + "/registers/" + id + "/book?format=pdf").code(), "export.format");
    EXPECT_THAT(get(unit_ + "/documents/export?direction=in&format=csv").text, HasSubstr("'=1+1"));
    EXPECT_EQ(get("/units/MH01.DU/registers/" + id + "/book?format=csv").status, 404);  // another unit's book
}

TEST_P(Routes, TodayShowsWhatIsDue) {
    ASSERT_EQ(
        post(unit_ + "/documents/in", R"({"arrival_date":"2026-01-20","subject":"Quá hạn","due":"2026-01-30"})").status,
        200);
    ASSERT_EQ(
        post(unit_ + "/documents/in", R"({"arrival_date":"2026-02-02","subject":"Đến hạn","due":"2026-02-02"})").status,
        200);
    ASSERT_EQ(
        post(unit_ + "/documents/in", R"({"arrival_date":"2026-02-02","subject":"Sắp tới","due":"2026-02-04"})").status,
        200);
    ASSERT_EQ(
        post(unit_ + "/documents/in", R"({"arrival_date":"2026-02-02","subject":"Còn lâu","due":"2026-03-04"})").status,
        200);
    const auto today = get(unit_ + "/today").json;
    ASSERT_EQ(today.at("overdue").as_array().size(), 1U);
    EXPECT_EQ(str(today.at("overdue").at(0), "due_text"), "quá hạn 3 ngày");
    EXPECT_EQ(str(today.at("today").at(0), "due_text"), "hạn hôm nay");
    EXPECT_EQ(str(today.at("upcoming").at(0), "due_text"), "còn 2 ngày làm việc");
    EXPECT_EQ(today.at("upcoming").as_array().size(), 1U);
    EXPECT_EQ(today.at("counts").at("documents").as_int64(), 3);
    EXPECT_EQ(today.at("done_today").as_array().size(), 3U);  // registered today
}

TEST_P(Routes, SearchShowsOnlyWhatMayBeSeen) {
    ASSERT_EQ(post(unit_ + "/documents/in", R"({"arrival_date":"2026-02-02","subject":"Hòa giải ở cơ sở"})").status,
              200);
    ASSERT_TRUE(register_in(desk("MH02.UBND"), [] {
        auto fields = incoming();
        fields.subject = "Hòa giải của xã khác";
        return fields;
    }()));
    const auto found = get("/search?q=hoà giải").json;
    ASSERT_EQ(found.at("items").as_array().size(), 1U);
    EXPECT_EQ(str(found.at("items").at(0), "title"), "Hòa giải ở cơ sở");
    EXPECT_THAT(str(found.at("items").at(0), "href"), StartsWith("/van-ban-den/"));
    EXPECT_EQ(str(found.at("items").at(0).at("unit"), "code"), "MH01.UBND");
}

TEST_P(Routes, StatusAndChangeGoThroughTheirRoutes) {
    const auto saved = post(unit_ + "/documents/in", R"({"arrival_date":"2026-02-02","subject":"x"})");
    const auto id = str(saved.json, "id");
    const auto changed =
        put(unit_ + "/documents/" + id, R"({"version":1,"note":"Đã gọi điện","subject":"Trích yếu mới"})");
    ASSERT_EQ(changed.status, 200) << changed.json;
    EXPECT_EQ(str(changed.json, "subject"), "Trích yếu mới");
    EXPECT_EQ(put(unit_ + "/documents/" + id, R"({"version":1,"note":"cũ"})").status, 409);
    EXPECT_EQ(put(unit_ + "/documents/" + id, R"({"version":2,"khong_co":1})").status, 422);
    const auto done = post(unit_ + "/documents/" + id + "/status", R"({"version":2,"status":"done"})");
    EXPECT_EQ(str(done.json, "status"), "done");
    EXPECT_EQ(put("/units/MH01.DU/documents/" + id, R"({"version":3,"note":"x"})").status, 404);
}

}  // namespace
}  // namespace sauro::documents
