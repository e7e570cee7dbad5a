// The plan of a year from tables, last year and assigned work, on both databases.
#include "docread/formats/office_fixture.hpp"
#include "modules/meetings/planning_fixture.hpp"

namespace sauro::meetings {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Importing : public testing::Planning {
  protected:
    sauro::testing::Answer paste(const std::string& rows, bool only_good = false) {
        return post("/conference-plan/import",
                    json::write(json::Any{{"year", 2026}, {"csv", rows}, {"only_good", only_good}}));
    }
    std::size_t saved() { return get("/conferences?limit=200").json().at("items").as_array().size(); }
    // What was said of a line of the table, "" nothing.
    static std::string said_of(const sauro::testing::Answer& answer, int line) {
        const auto body = answer.json();
        for (const auto& field : body.at("fields").as_array())
            if (field.at("path").as_string() == fmt::format("/rows/{}", line))
                return std::string(field.at("message").as_string());
        return "";
    }
};
SAURO_EACH_DATABASE(Importing);

constexpr std::string_view faulty =
    "Ngày;Tên;Loại;Quy mô;Hình thức;Bắt đầu;Kết thúc;Địa điểm;Chủ trì;Đại biểu;Dự toán;Nơi được mời\r\n"
    "15/03/2026;\"Hội nghị; quán triệt\nhai dòng\";quán triệt;nội bộ;trực tuyến;8h;11h30;;Phó Bí "
    "thư;300;12.000.000;X01, HĐND tỉnh Mẫu\r\n"
    "31/02/2026;Sai ngày\r\n"
    "16/03/2026;Sai quy mô;;cả nước\r\n"
    "17/03/2026;Sai giờ;;;;10:00;9:00\r\n"
    "18/03/2025;Năm đã khóa\r\n"
    "18/03/2027;Năm khác\r\n"
    "19/03/2026;Chi âm;;;;;;;;;-5\r\n"
    "20/03/2026;Lạ mặt;;;;;;;;;;KHONG\r\n"
    "15/03/2026;hội nghị, quán triệt hai dòng\r\n"
    "15/03/2026;Trùng giờ;;;;9h;10h;;Phó Bí thư\r\n";

TEST_P(Importing, OneFaultKeepsEveryRowOutUnlessTheGoodOnesAreWanted) {
    const auto refused = paste(std::string(faulty));
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.code(), "plan.rows");
    EXPECT_EQ(refused.json().at("fields").as_array().size(), 9U);
    EXPECT_THAT(said_of(refused, 4), HasSubstr("31/02/2026"));
    EXPECT_THAT(said_of(refused, 5), HasSubstr("cả nước"));
    EXPECT_THAT(said_of(refused, 6), HasSubstr("Giờ kết thúc không sau giờ bắt đầu"));
    EXPECT_THAT(said_of(refused, 7), HasSubstr("Năm 2025 đã khóa"));
    EXPECT_THAT(said_of(refused, 8), HasSubstr("không thuộc năm 2026"));
    EXPECT_THAT(said_of(refused, 9), HasSubstr("Dự toán không thể âm"));
    EXPECT_THAT(said_of(refused, 10), HasSubstr("Không có đơn vị mã “KHONG”"));
    EXPECT_THAT(said_of(refused, 11), HasSubstr("Trùng ngày và tên với hội nghị ở dòng 2"));
    EXPECT_THAT(said_of(refused, 12), HasSubstr("hội nghị ở dòng 2"));
    EXPECT_EQ(saved(), 0U);

    const auto taken = paste(std::string(faulty), true);
    ASSERT_EQ(taken.status, 200) << taken.body;
    EXPECT_EQ(taken.text("/saved"), "1");
    EXPECT_EQ(taken.text("/refused"), "9");
    const auto one = get("/conferences/" + get("/conferences").text("/items/0/id"));
    EXPECT_EQ(one.text("/stated/cost_planned"), "12000000");
    EXPECT_EQ(one.text("/stated/invitees/0/unit"), "H01") << "named, not coded";
    EXPECT_EQ(one.text("/stated/invitees/1/unit"), "X01");
    // The same table again finds its row standing.
    EXPECT_THAT(said_of(paste(std::string(faulty)), 2), HasSubstr("kế hoạch đã lưu"));
}

TEST_P(Importing, EveryFaultOfARowIsNamed) {
    const auto refused = paste("31/02/2026;;họp;cả nước;;25h;;;;nhiều;-5;;;;KHONG\n");
    const auto said = said_of(refused, 1);
    for (const char* what :
         {"31/02/2026", "Ghi tên hội nghị", "“họp”", "“cả nước”", "“25h”", "“nhiều”", "không thể âm", "KHONG"})
        EXPECT_THAT(said, HasSubstr(what));
    EXPECT_EQ(saved(), 0U);
}

TEST_P(Importing, DaysAreTakenAsSpreadsheetsAndPeopleWriteThem) {
    // 46096 is 15/03/2026; 05/03/26 is a day of 2026 only; 25/03/26 and 26/03/25 could be one another.
    const auto taken = paste("46096;Số của bảng tính\n05/03/26;Hai chữ số\n2026-04-01;Theo máy\n");
    ASSERT_EQ(taken.status, 200) << taken.body;
    const auto page = get("/conferences").json();
    std::vector<std::string> days;
    for (const auto& one : page.at("items").as_array()) days.emplace_back(one.at("date").as_string());
    EXPECT_THAT(days, ElementsAre("2026-03-05", "2026-03-15", "2026-04-01"));
    const auto refused = paste("25/03/26;Không rõ\n05/03/98;Năm nào\n460960;Số lạ\n");
    EXPECT_THAT(said_of(refused, 1), HasSubstr("25/03/2026 hoặc 26/03/2025"));
    EXPECT_THAT(said_of(refused, 2), HasSubstr("không phải ngày"));
    EXPECT_THAT(said_of(refused, 3), HasSubstr("không phải ngày"));
}

TEST_P(Importing, TheThirdProvinceWideRowIsNamedWithItsLimit) {
    std::string rows;
    for (int month = 3; month <= 6; ++month)
        rows += fmt::format("12/{:02}/2026;Hội nghị tháng {};;toàn tỉnh;trực tuyến\n", month, month);
    const auto refused = paste(rows);
    EXPECT_EQ(said_of(refused, 2), "");
    EXPECT_THAT(said_of(refused, 3), HasSubstr("Ban Thường vụ"));
    EXPECT_THAT(said_of(refused, 4), HasSubstr("Ban Thường vụ"));
    EXPECT_EQ(saved(), 0U) << "the two that were within the limit are taken back";
    EXPECT_EQ(paste(rows, true).text("/saved"), "2");
    EXPECT_EQ(saved(), 2U);
}

TEST_P(Importing, AWorkbookWithItsTitleAboveAndColumnsInAnyOrder) {
    const docread::testing::Scratch scratch;
    const auto cell = [](const std::string& words) { return "<c t=\"inlineStr\"><is><t>" + words + "</t></is></c>"; };
    const auto row = [&](std::initializer_list<std::string> cells) {
        std::string out = "<row>";
        for (const auto& one : cells) out += cell(one);
        return out + "</row>";
    };
    const std::string sheet = "<worksheet><sheetData>" + row({"KẾ HOẠCH HỘI NGHỊ NĂM 2026"}) +
                              row({"TT", "Tên hội nghị", "Ngày họp", "Ghi chú", "Hình thức"}) +
                              row({"1", "Sơ kết quý I", "10/04/2026", "x", "Trực tuyến"}) +
                              row({"2", "", "11/04/2026"}) + "</sheetData></worksheet>";
    const auto bytes = docread::testing::zipped(
        scratch, {{"xl/workbook.xml", R"(<workbook><sheets><sheet name="KH" sheetId="1"/></sheets></workbook>)"},
                  {"xl/worksheets/sheet1.xml", sheet}});
    const auto refused = send("/conference-plan/table?year=2026&name=kh.xlsx", bytes);
    EXPECT_EQ(refused.code(), "plan.rows") << refused.body;
    EXPECT_THAT(said_of(refused, 4), HasSubstr("Ghi tên hội nghị"));
    const auto taken = send("/conference-plan/table?year=2026&name=kh.xlsx&only_good=true", bytes);
    ASSERT_EQ(taken.status, 200) << taken.body;
    EXPECT_EQ(taken.text("/saved"), "1");
    EXPECT_EQ(taken.text("/warnings/0"), "Cột không dùng: Ghi chú.");
    EXPECT_EQ(get("/conferences").text("/items/0/mode"), "online");
    EXPECT_EQ(send("/conference-plan/table?year=2026&name=kh.xlsx", bytes.substr(0, bytes.size() / 2)).code(),
              "read.damaged");
    EXPECT_EQ(send("/conference-plan/table?year=2025&name=kh.xlsx", bytes).code(), "meeting.year_closed");
}

TEST_P(Importing, AThousandRowsWithInviteesComeInOneWriteAndOneMoreIsRefused) {
    std::string rows;
    for (std::size_t i = 0; i < most_import_rows; ++i)
        rows += fmt::format("{:02}/{:02}/2026\tHội nghị số {}\t\t\t\t\t\t\t\t\t\t\t\t\tX01;H01\n", 1 + i % 28,
                            3 + i % 10, i);
    const auto taken = paste(rows);
    ASSERT_EQ(taken.status, 200) << taken.body;
    EXPECT_EQ(taken.text("/saved"), "1000");
    EXPECT_EQ(rows_of("invitations"), 2000);
    EXPECT_EQ(paste(rows + "01/03/2026\tThêm\n").code(), "plan.too_many");
    std::string far;
    for (std::size_t i = 0; i <= docread::most_sheet_rows; ++i) far += "01/03/2026\tThêm\n";
    for (const auto& many : {rows + "01/03/2026\tThêm\n", far})
        EXPECT_THAT(paste(many).text("/detail"), HasSubstr("hơn 1.000 dòng"));
    EXPECT_EQ(paste("  \n").code(), "plan.empty");
}

TEST_P(Importing, ProposalsNameTheFactTheyComeFrom) {
    ASSERT_TRUE(
        load(
            R"({"kind":"task","id":"n1","assigner":"T01","lead":"X01","work":"Tổ chức hội nghị sơ kết 6 tháng thực hiện Kết luận","due":"2026-06-28","source":"12-KH/TU","clause":"3.1","status":"open"}
{"kind":"task","id":"n2","assigner":"T01","lead":"X01","work":"Gửi báo cáo tổng kết năm","due":"2026-12-10","status":"open"}
{"kind":"task","id":"n3","assigner":"T01","lead":"X01","work":"Tổng kết phong trào thi đua","due":"2026-11-10","status":"done"}
{"kind":"task","id":"n4","assigner":"T01","lead":"T01","work":"Hội nghị toàn thể","due":"2026-11-10","status":"open"}
{"kind":"conference","id":"o1","unit":"X01","date":"2025-07-07","title":"Kỳ họp giữa năm","statutory_kind":"peoples_council","status":"held"}
{"kind":"conference","id":"o2","unit":"X01","date":"2025-09-01","title":"Hội nghị đã hủy","status":"cancelled"}
{"kind":"conference","id":"o3","unit":"X01","date":"2025-09-08","title":"Tập huấn văn thư","mode":"online","status":"held"})")
            .loaded);
    const auto list = get("/conference-plan/proposals?year=2026", "X01").json();
    std::map<std::string, std::string> found;
    for (const auto& one : list.at("items").as_array())
        found[std::string(one.at("id").as_string())] =
            fmt::format("{} {} {}", std::string_view(one.at("source").as_string()),
                        std::string_view(one.at("date").as_string()), std::string_view(one.at("basis").as_string()));
    // 28/06/2026 is a Sunday: the Friday before.
    EXPECT_EQ(found, (std::map<std::string, std::string>{
                         {"task:n1", "task 2026-06-26 Tỉnh ủy Mẫu giao, 12-KH/TU, mục 3.1, hạn 28/06/2026"},
                         {"conference:o1", "periodic 2026-07-06 Hội nghị ngày 07/07/2025 của năm trước"},
                         {"conference:o3", "last_year 2026-09-07 Hội nghị ngày 08/09/2025 của năm trước"}}));
    const auto taken =
        post("/conference-plan/proposals", R"({"year":2026,"ids":["task:n1","conference:o3","task:n9"]})", "X01");
    ASSERT_EQ(taken.status, 200) << taken.body;
    EXPECT_EQ(taken.text("/saved"), "2");
    EXPECT_EQ(get("/conference-plan/proposals?year=2026", "X01").json().at("items").as_array().size(), 1U);
    const auto first = get("/conferences", "X01");
    EXPECT_EQ(get("/conferences/" + first.text("/items/0/id"), "X01").text("/basis"),
              "Tỉnh ủy Mẫu giao, 12-KH/TU, mục 3.1, hạn 28/06/2026");
    EXPECT_EQ(post("/conference-plan/proposals", R"({"year":2026,"ids":["task:n1"]})", "X01").code(), "plan.proposals");
    EXPECT_EQ(post("/conference-plan/proposals", R"({"year":2026,"ids":["task:n4"]})", "T01:auditor").status, 403);
}

TEST_P(Importing, AListOfThoseInvitedIsReadByCodeAndByName) {
    const auto read = [&](const std::string& rows) {
        return post("/conference-invitees", json::write(json::Any{{"rows", rows}}));
    };
    const auto list = read(
        "Đơn vị\tNgành\tVai\tPhụ trách\tLiên quan\tCấp\tKhối\n"
        "X01\tnội vụ\tKhác\tcó\tcó\n"
        "HĐND tỉnh Mẫu\t\t\tkhông\n"
        "Trường Đại học Minh Họa\t\t\t\t\ttỉnh\tchính quyền\n"
        "Nơi lạ\n"
        "X01\n"
        "H01\t\tgiám đốc\n");
    ASSERT_EQ(list.status, 200) << list.body;
    EXPECT_EQ(list.text("/items/0/name"), "Đảng ủy xã Mẫu");
    EXPECT_EQ(list.text("/items/0/in_charge"), "true");
    EXPECT_EQ(list.text("/items/0/role"), "other");
    EXPECT_EQ(list.text("/items/1/unit"), "H01");
    EXPECT_EQ(list.text("/items/1/in_charge"), "false");
    EXPECT_EQ(list.text("/items/2/level"), "province");
    EXPECT_EQ(list.json().at("refused").as_array().size(), 3U);
    EXPECT_EQ(list.text("/refused/0/line"), "5");
    EXPECT_EQ(list.text("/refused/1/message"), "Đã có ở dòng 2.");
    EXPECT_THAT(list.text("/refused/2/message"), HasSubstr("giám đốc"));
    std::string many;
    for (std::size_t i = 0; i < most_invitees; ++i) many += fmt::format("Nơi {}\t\t\t\t\txã\tđảng\n", i);
    EXPECT_EQ(read(many).json().at("items").as_array().size(), most_invitees);
    EXPECT_EQ(read(many + "Thêm\n").code(), "meeting.too_many");
}

// The effect answers for unsaved invitees what the view invitation_marks answers of the saved rows: every mixture of
// what can be known of one.
TEST_P(Importing, UnsavedInviteesAreJudgedAsSavedOnes) {
    const std::vector<std::string> units{R"("unit":"X01")", R"("unit":"H01")", R"("unit":"T01")",
                                         R"("unit":"N","level":"central","bloc":"government")",
                                         R"("unit":"N","level":"province","bloc":"party")"};
    const std::vector<std::string> sectors{"", R"(,"sector":"nội vụ")", R"(,"sector":"y tế")"};
    const std::vector<std::string> flags{"", R"(,"concerned":true,"in_charge":false,"in_scope":true)",
                                         R"(,"concerned":false,"in_charge":true,"in_scope":false)"};
    const std::vector<std::string> roles{"", R"(,"role":"other","capacity":"party")",
                                         R"(,"role":"provincial_secretary","capacity":"mass")"};
    const std::map<std::string, std::string> named{{"own-bloc", "other_bloc"},
                                                   {"scope-only", "out_of_scope"},
                                                   {"directly-concerned", "unconcerned"},
                                                   {"internal-own-level", "other_level"},
                                                   {"internal-no-outsiders", "outsiders"},
                                                   {"professional-unrelated", "unrelated"}};
    int day = 0, seen = 0;
    for (const auto& unit : units)
        for (const auto& sector : sectors)
            for (const auto& flag : flags)
                for (const auto& role : roles) {
                    const std::string body = fmt::format(
                        R"({{"title":"Tập huấn {}","date":"{}","type":"professional","scope":"internal","mode":"online","sector":"nội vụ","invitees":[{{{}{}{}{}}}]}})",
                        day, base::Date::from_days(20'600 + day).iso(), unit, sector, flag, role);
                    ++day;
                    const auto effect = post("/conference-effect", body).json();
                    ASSERT_EQ(post("/conferences", body).status, 200) << body;
                    const auto saved = rows("compositions");
                    const auto& row =
                        *std::ranges::max_element(saved, {}, [](const auto& one) { return one.at("date"); });
                    for (const auto& line : effect.at("lines").as_array()) {
                        for (const auto& [norm, column] : named) {
                            if (!std::string_view(line.at("norm").as_string()).ends_with("." + norm)) continue;
                            const auto outcome = std::string(line.at("outcome").as_string());
                            const std::string as_saved = row.at(column) == "NULL" ? "cannot_tell"
                                                         : row.at(column) == "0"  ? "met"
                                                                                  : "breached";
                            EXPECT_EQ(outcome, as_saved) << norm << " " << body;
                            ++seen;
                        }
                    }
                }
    EXPECT_GE(seen, 500);
}

TEST_P(Importing, TenThousandInviteesAreSavedAndShown) {
    std::string many;
    for (std::size_t i = 0; i < most_invitees; ++i)
        many += fmt::format(R"({}{{"unit":"N{}","level":"commune","bloc":"party","in_charge":true,"sector":"y tế"}})",
                            i == 0 ? "" : ",", i);
    const auto made = post("/conferences", R"({"title":"Tập huấn","date":"2026-05-04","invitees":[)" + many + "]}");
    ASSERT_EQ(made.status, 200) << made.body.substr(0, 400);
    EXPECT_EQ(rows_of("invitations"), static_cast<std::int64_t>(most_invitees));
    const auto shown = get("/conferences/" + made.text("/row/id")).json();
    EXPECT_EQ(shown.at("stated").at("invitees").as_array().size(), most_invitees);
}

}  // namespace
}  // namespace sauro::meetings
