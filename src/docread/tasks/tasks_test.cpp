// Sentences that give out work, and those that only look so. Every body and every order is made up.
#include <gtest/gtest.h>

#include "docread/testing.hpp"

namespace sauro::docread {
namespace {

constexpr std::string_view kHead =
    "Số 05-KL/TU\nMinh Họa, ngày 10 tháng 02 năm 2026\nKẾT LUẬN\nCỦA BAN THƯỜNG VỤ TỈNH ỦY\nvề một việc\n-----\n";

// "lead + contributors | due! | recurrence", one task after the other.
std::string asked(std::string_view body, std::string_view head = kHead) {
    std::string out;
    for (const Task& t : analyse(std::string(head) + std::string(body) + "\n").tasks) {
        if (!out.empty()) out += " // ";
        out += t.lead.value_or("-");
        for (const std::string& c : t.contributors) out += " + " + c;
        out += " | " + t.due.value_or("") + (t.due_exclusive ? "!" : "");
        out += " | " + t.recurrence.value_or("");
    }
    return out;
}

struct Case {
    std::string_view body, want;
};

TEST(TaskSentences, LeadAndContributors) {
    static constexpr Case kCases[] = {
        {"1. Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính, Công an tỉnh và các cơ quan, đơn vị liên quan xây dựng "
         "đề án.",
         "Sở Nội vụ + Sở Tài chính + Công an tỉnh + các cơ quan, đơn vị liên quan |  | "},
        {"1. Sở Xây dựng là cơ quan đầu mối, phối hợp chặt chẽ với Ủy ban nhân dân các xã, phường rà soát quy hoạch.",
         "Sở Xây dựng + Ủy ban nhân dân các xã, phường |  | "},
        {"1. Giao Ban Tổ chức Tỉnh ủy làm đầu mối, cùng Ban Nội chính Tỉnh ủy thẩm định hồ sơ.",
         "Ban Tổ chức Tỉnh ủy + Ban Nội chính Tỉnh ủy |  | "},
        {"1. Giao Sở Y tế chủ trì, Công an tỉnh và Sở Tài chính phối hợp lập phương án.",
         "Sở Y tế + Công an tỉnh + Sở Tài chính |  | "},
        {"1. Đề nghị Đoàn đại biểu Quốc hội tỉnh phối hợp với Thường trực Hội đồng nhân dân tỉnh giám sát việc thực "
         "hiện.",
         "Đoàn đại biểu Quốc hội tỉnh + Thường trực Hội đồng nhân dân tỉnh |  | "},
        {"1. Giao đồng chí Lê Thị Mẫu, Phó Chủ tịch Ủy ban nhân dân tỉnh trực tiếp chỉ đạo việc di dời.",
         "đồng chí Lê Thị Mẫu, Phó Chủ tịch Ủy ban nhân dân tỉnh |  | "},
        {"1. Phân công Ban Tuyên giáo và Dân vận Tỉnh ủy theo dõi dư luận; Báo và Phát thanh, Truyền hình Minh Họa mở "
         "chuyên mục.",
         "Ban Tuyên giáo và Dân vận Tỉnh ủy |  |  // Báo và Phát thanh, Truyền hình Minh Họa |  | "},
        {"1. Giao Sở Tư pháp thẩm định dự thảo, giao Văn phòng Tỉnh ủy tổng hợp ý kiến.",
         "Sở Tư pháp |  |  // Văn phòng Tỉnh ủy |  | "},
        {"1. Yêu cầu Thủ trưởng các sở, ban, ngành; Chủ tịch Ủy ban nhân dân các xã, phường khẩn trương thực hiện.",
         "Thủ trưởng các sở, ban, ngành; Chủ tịch Ủy ban nhân dân các xã, phường |  | "},
        {"1. Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh, các tổ chức chính trị - xã hội vận động đoàn viên, hội viên tham "
         "gia.",
         "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh, các tổ chức chính trị - xã hội |  | "},
        {"1. Giao Trung tâm Công nghệ thông tin xây dựng phần mềm.", "Trung tâm Công nghệ thông tin |  | "},
        {"1. Giao Ban Quản lý dự án đầu tư xây dựng tỉnh bàn giao mặt bằng.",
         "Ban Quản lý dự án đầu tư xây dựng tỉnh |  | "},
        {"1. Ban Chỉ đạo thực hiện Nghị quyết 57 khẩn trương ban hành quy chế.",
         "Ban Chỉ đạo thực hiện Nghị quyết 57 |  | "},
        {"Ban Thường vụ Tỉnh ủy giao Đảng ủy Công an tỉnh mở đợt cao điểm.", "Đảng ủy Công an tỉnh |  | "},
        {"Để khắc phục hạn chế trên, yêu cầu các đảng ủy trực thuộc Tỉnh ủy chấn chỉnh ngay việc hội họp.",
         "các đảng ủy trực thuộc Tỉnh ủy |  | "},
        {"1. Về đề nghị của Công ty cổ phần Mẫu Xanh: Giao Sở Xây dựng nghiên cứu, tham mưu.", "Sở Xây dựng |  | "},
        {"1. Giao Sở Xây dựng chủ trì tháo gỡ cho các trường học gặp khó khăn về cơ sở vật chất.", "Sở Xây dựng |  | "},
        {"1. Giao Ban Tổ chức Tỉnh ủy lãnh đạo rà soát biên chế; chỉ đạo Phòng Tổ chức lập danh sách.",
         "Ban Tổ chức Tỉnh ủy |  |  // Ban Tổ chức Tỉnh ủy |  | "},
        {"1. Ủy ban nhân dân các xã nơi tổ chức tiếp xúc bố trí hội trường.",
         "Ủy ban nhân dân các xã nơi tổ chức tiếp xúc |  | "},
        {"1. Hội Nông dân tỉnh tập hợp ý kiến; gửi Văn phòng Tỉnh ủy trước ngày 15/3/2026.",
         "Hội Nông dân tỉnh | 2026-03-15! | "},
        {"1. Trưởng các phòng: Kinh tế, Nội vụ, Chánh Văn phòng và các ông, bà có tên trên chịu trách nhiệm thi hành.",
         "Trưởng các phòng: Kinh tế, Nội vụ, Chánh Văn phòng và các ông, bà có tên trên |  | "},
        {"1. Đồng ý chủ trương. Giao Sở Công Thương hoàn thiện hồ sơ. Sở Tài chính bố trí kinh phí.",
         "Sở Công Thương |  |  // Sở Tài chính |  | "},
        {"Điều 3. Chánh Văn phòng Tỉnh ủy, Trưởng Ban Tổ chức Tỉnh ủy và các đồng chí có tên tại Điều 1 chịu trách "
         "nhiệm thi hành Quyết định này.",
         "Chánh Văn phòng Tỉnh ủy, Trưởng Ban Tổ chức Tỉnh ủy và các đồng chí có tên tại Điều 1 |  | "},
        {"Điều 3. Các ban, cơ quan thuộc Tỉnh ủy căn cứ Quyết định này thi hành.",
         "Các ban, cơ quan thuộc Tỉnh ủy |  | "},
    };
    for (const Case& c : kCases) EXPECT_EQ(asked(c.body), c.want) << c.body;
}

TEST(TaskSentences, WhereANameEnds) {
    static constexpr Case kCases[] = {
        {"1. Giao Phòng Giám sát, kiểm tra và xử lý sau thanh tra theo dõi việc thực hiện.",
         "Phòng Giám sát, kiểm tra và xử lý sau thanh tra |  | "},
        {"1. Giao Sở Nội vụ giám sát, kiểm tra và xử lý vi phạm.", "Sở Nội vụ |  | "},
        {"1. Giao Khoa Hồi sức tích cực - Chống độc cập nhật phác đồ.", "Khoa Hồi sức tích cực - Chống độc |  | "},
        {"1. Giao Trung tâm Dịch vụ tổng hợp xã phát thông báo trên loa.", "Trung tâm Dịch vụ tổng hợp xã |  | "},
        {"1. Giao Văn phòng Thường trực Ban Chỉ huy Phòng thủ dân sự tỉnh trực ban 24/24 giờ, tổng hợp tình hình.",
         "Văn phòng Thường trực Ban Chỉ huy Phòng thủ dân sự tỉnh |  | "},
        {"1. Giao Phòng Nghiệp vụ 1 (Thanh tra tỉnh) chủ trì, cùng Phòng Nghiệp vụ 2 (Ủy ban Kiểm tra) tổng hợp.",
         "Phòng Nghiệp vụ 1 (Thanh tra tỉnh) + Phòng Nghiệp vụ 2 (Ủy ban Kiểm tra) |  | "},
        {"1. Tổ chức khai thác có trách nhiệm lập báo cáo mực nước.", "Tổ chức khai thác |  | "},
        {"1. Tổ Ngữ văn phối hợp với Thư viện tuyển chọn đầu sách.", "Tổ Ngữ văn + Thư viện |  | "},
        {"1. Các Thẩm phán xếp lịch xét xử lưu động, xong trước ngày 20/10/2026.", "Các Thẩm phán | 2026-10-20! | "},
        {"1. Các Thẩm phán thuộc Tòa án tỉnh báo cáo kết quả.", "Các Thẩm phán thuộc Tòa án tỉnh |  | "},
        {"1. Giao các đơn vị trực thuộc Sở Y tế báo cáo số liệu.", "các đơn vị trực thuộc Sở Y tế |  | "},
    };
    for (const Case& c : kCases) EXPECT_EQ(asked(c.body), c.want) << c.body;
}

TEST(TaskSentences, OneLeadSeveralWorks) {
    static constexpr Case kCases[] = {
        {"1. Sở Tài chính bố trí vốn cho các dự án; trong năm 2026 hướng dẫn các xã quản lý nguồn thu.",
         "Sở Tài chính |  |  // Sở Tài chính | 2026-12-31 | "},
        {"1. Sở Tài chính bố trí vốn cho các dự án; chậm nhất ngày 15/3/2026 ban hành hướng dẫn.",
         "Sở Tài chính |  |  // Sở Tài chính | 2026-03-15 | "},
        {"1. Sở Tài chính bố trí vốn cho các dự án; chậm nhất ngày 15/3/2026.", "Sở Tài chính | 2026-03-15 | "},
        {"1. Các chi bộ rà soát chi ủy, xong trước ngày 15/5. Riêng Đảng ủy xã Bến Mẫu báo cáo phương án chậm nhất "
         "ngày 20/4/2026.",
         "Các chi bộ | 2026-05-15! |  // Đảng ủy xã Bến Mẫu | 2026-04-20 | "},
        {"2. Đối với 02 trường hợp đã chi vượt, đề nghị Đảng ủy phường Cầu Mẫu thu hồi, nộp ngân sách.",
         "Đảng ủy phường Cầu Mẫu |  | "},
        {"1. Giao Sở Y tế xây dựng kế hoạch trước ngày 15/3/2026 và báo cáo kết quả trước ngày 30/6/2026.",
         "Sở Y tế | 2026-03-15! |  // Sở Y tế | 2026-06-30! | "},
        {"1. Giao Sở Y tế xây dựng kế hoạch và báo cáo kết quả trước ngày 30/6/2026.", "Sở Y tế | 2026-06-30! | "},
        {"1. Đồng ý về nguyên tắc; Văn phòng Tỉnh ủy hoàn thiện thủ tục theo quy định.", "Văn phòng Tỉnh ủy |  | "},
    };
    for (const Case& c : kCases) EXPECT_EQ(asked(c.body), c.want) << c.body;
}

TEST(TaskSentences, Terms) {
    static constexpr std::pair<std::string_view, std::string_view> kTerms[] = {
        {"trước ngày 31/12/2026", "2026-12-31!"},
        {"trước ngày 31 tháng 12 năm 2026", "2026-12-31!"},
        {"xong trước 31/12", "2026-12-31!"},
        {"trước 15/01", "2027-01-15!"},
        {"chậm nhất ngày 15/3/2026", "2026-03-15"},
        {"chậm nhất là ngày 15 tháng 3 năm 2026", "2026-03-15"},
        {"muộn nhất vào ngày 20/4", "2026-04-20"},
        {"trong quý I/2026", "2026-03-31"},
        {"trong quý III năm 2026", "2026-09-30"},
        {"hoàn thành trong năm 2026", "2026-12-31"},
        {"xong trong tháng 6/2026", "2026-06-30"},
        {"trong tháng 6 năm 2026", "2026-06-30"},
        {"đến hết năm 2027", "2027-12-31"},
        {"trước tháng 5/2026", "2026-05-01!"},
        {"hoàn thành vào cuối năm 2026", "2026-12-31"},
        {"trong 6 tháng đầu năm 2026", "2026-06-30"},
        {"chậm nhất 10 ngày kể từ ngày ký", "2026-02-20"},
        {"trong thời hạn 15 ngày kể từ ngày ban hành Kết luận này", "2026-02-25"},
        {"trong vòng 02 tháng kể từ ngày ký", "2026-04-10"},
        {"trong thời hạn 10 (mười) ngày kể từ ngày nhận được", ""},
        {"chậm nhất 05 ngày làm việc", ""},
        {"trong nhiệm kỳ", ""},
        {"trước 17 giờ 00 ngày 20/2/2026", "2026-02-20"},
        {"trước 17h00 ngày 20/2/2026", "2026-02-20"},
        {"từ ngày 01/3/2026 đến ngày 15/3/2026", "2026-03-15"},
        {"trong ngày 25/02/2026", "2026-02-25"},
        {"hạn cuối 28/02/2026", "2026-02-28"},
        {"trước ngày 31/11/2026", ""},
    };
    for (const auto& [term, due] : kTerms) {
        const std::string body =
            "1. Giao Sở Nội vụ tổng hợp, báo cáo Ban Thường vụ Tỉnh ủy, " + std::string(term) + ".";
        EXPECT_EQ(asked(body), "Sở Nội vụ | " + std::string(due) + " | ") << term;
        const auto tasks = analyse(std::string(kHead) + body).tasks;
        ASSERT_EQ(tasks.size(), 1U);
        EXPECT_TRUE(tasks[0].due_text) << term;
    }
}

TEST(TaskSentences, Rhythms) {
    static constexpr Case kCases[] = {
        {"1. Giao Sở Nội vụ theo dõi, định kỳ hằng quý báo cáo Thường trực Tỉnh ủy.", "Sở Nội vụ |  | quarterly"},
        {"1. Giao Sở Nội vụ báo cáo kết quả trước ngày 15 tháng cuối quý hằng quý.", "Sở Nội vụ |  | quarterly"},
        {"1. Văn phòng Tỉnh ủy gửi báo cáo trước ngày 25 hằng tháng.", "Văn phòng Tỉnh ủy |  | monthly"},
        {"1. Sở Y tế kiểm tra định kỳ 6 tháng một lần.", "Sở Y tế |  | half_yearly"},
        {"1. Công an tỉnh tổng kết trước 30/6 hằng năm.", "Công an tỉnh |  | yearly"},
        {"1. Hằng năm, Sở Tài chính công khai số liệu.", "Sở Tài chính |  | yearly"},
        {"1. Công an xã ra quân vào thứ Bảy hằng tuần.", "Công an xã |  | weekly"},
        {"1. Sở Nội vụ xây dựng kế hoạch hằng năm, xong trong tháng 3/2026.", "Sở Nội vụ | 2026-03-31 | "},
    };
    for (const Case& c : kCases) EXPECT_EQ(asked(c.body), c.want) << c.body;
}

TEST(TaskSentences, OnlyTold) {
    for (const std::string_view body :
         {"1. Ban Thường vụ Tỉnh ủy đã giao Sở Tài chính kiểm kê tài sản và Sở đã hoàn thành trong tháng 11/2025.",
          "1. Việc giao nhiệm vụ cho các phòng chưa rõ ràng.",
          "1. Tại Công văn số 12/UBND-NC, Ủy ban nhân dân huyện cũ yêu cầu các xã báo cáo trước ngày 15/3/2026.",
          "1. Kế hoạch số 27-KH/TU, trong đó giao Văn phòng Tỉnh ủy rà soát văn bản, đạt kết quả tốt.",
          "1. Sở Y tế đã ban hành hướng dẫn và được giao chủ trì đề án.",
          "Cần tiếp tục đẩy mạnh tuyên truyền, nâng cao nhận thức của nhân dân.",
          "1. Nhiệm vụ giao cho Sở Nội vụ còn chậm.",
          "Trong quá trình thực hiện, nếu có vướng mắc, đề nghị các đơn vị phản ánh về Văn phòng Tỉnh ủy.",
          "1. Nâng cao chất lượng giao ban, giao thông thông suốt.",
          "1. Theo đề nghị của Ban Tổ chức Tỉnh ủy, thống nhất chủ trương.",
          "1. Tổ chức thực hiện tốt Chỉ thị số 05-CT/TU.",
          "1. Ban Thường vụ đã ban hành Kế hoạch, trong đó giao Ban Tổ chức chủ trì; yêu cầu 42 chi bộ báo cáo chậm "
          "nhất "
          "ngày 10/6/2026.",
          "1. Chủ tịch Ủy ban nhân dân các xã chịu trách nhiệm trước Chủ tịch Ủy ban nhân dân tỉnh nếu để xảy ra sai "
          "phạm.",
          "1. Công trình có công suất nhỏ giao Ủy ban nhân dân cấp xã quản lý."}) {
        EXPECT_EQ(asked(body), "") << body;
    }
}

TEST(TaskLists, IntroductionsLendTheirLead) {
    EXPECT_EQ(asked("1. Giao Sở Nội vụ:\na) Xây dựng đề án, trình trước ngày 15/4/2026;\nb) Tổng hợp kết quả hằng "
                    "quý.\n2. Hết."),
              "Sở Nội vụ | 2026-04-15! |  // Sở Nội vụ |  | quarterly");
    EXPECT_EQ(asked("Giao các cơ quan sau:\n- Văn phòng Tỉnh ủy: chuẩn bị hội trường;\n- Sở Y tế bố trí cấp cứu."),
              "Văn phòng Tỉnh ủy |  |  // Sở Y tế |  | ");
    EXPECT_EQ(asked("III. TỔ CHỨC THỰC HIỆN\n1. Sở Tư pháp\n- Rà soát văn bản.\n- Chủ trì, phối hợp với Sở Nội vụ tập "
                    "huấn.\n2. Sở Y tế báo cáo."),
              "Sở Tư pháp |  |  // Sở Tư pháp + Sở Nội vụ |  |  // Sở Y tế |  | ");
    EXPECT_EQ(asked("Ban Thường vụ Tỉnh ủy đề nghị các đảng ủy xã, phường thực hiện một số nội dung sau:\n1. Lập danh "
                    "sách đảng viên.\n2. "
                    "Gửi về Ban Tổ chức Tỉnh ủy trước ngày 20/3/2026."),
              "các đảng ủy xã, phường |  |  // các đảng ủy xã, phường | 2026-03-20! | ");
    EXPECT_EQ(asked("Điều 7. Trách nhiệm của Sở Xây dựng\n1. Hướng dẫn quản lý nhà.\n2. Kiểm tra công trình.\nĐiều 8. "
                    "Hiệu lực\nTừ ngày ký."),
              "Sở Xây dựng |  |  // Sở Xây dựng |  | ");
    // Where items name who acts, one without a name is an appeal.
    EXPECT_EQ(asked("Yêu cầu các cấp ủy thực hiện tốt các nhiệm vụ sau:\n1. Nâng cao nhận thức.\n2. Đảng ủy Công an "
                    "tỉnh mở đợt cao điểm."),
              "Đảng ủy Công an tỉnh |  | ");
}

TEST(TaskLists, WorksAmongWhichOneNamesItsOwnLead) {
    EXPECT_EQ(
        asked("Điều 2. Nhiệm vụ của Tổ công tác\n1. Khảo sát, lập bản đồ, hoàn thành trong tháng 11 năm 2026.\n2. Định "
              "kỳ hằng quý báo cáo Chủ tịch.\n3. Tổ trưởng phân công nhiệm vụ cho thành viên trong thời hạn 05 ngày "
              "kể từ ngày ký.\n4. Tổ công tác được sử dụng con dấu.\n5. Được sử dụng hội trường tầng 1."),
        "Tổ công tác | 2026-11-30 |  // Tổ công tác |  | quarterly // Tổ trưởng | 2026-02-15 | ");
}

TEST(TaskLists, ClauseSaysWhere) {
    const auto clause = [](std::string_view body) {
        const auto tasks = analyse(std::string(kHead) + std::string(body)).tasks;
        return tasks.empty() ? std::string("(none)") : tasks.back().clause.value_or("-");
    };
    EXPECT_EQ(clause("2. Hai\n2.1. Giao Sở Y tế báo cáo."), "2.1");
    EXPECT_EQ(clause("Điều 3. Tổ chức thực hiện\n1. Giao Sở Y tế:\na) Báo cáo trước ngày 01/3/2026."),
              "Điều 3 khoản 1 điểm a");
    EXPECT_EQ(clause("I. MỘT\n1. Việc\nII. TỔ CHỨC THỰC HIỆN\n1. Giao Sở Y tế báo cáo."), "II.1");
    EXPECT_EQ(clause("1. Thống nhất chủ trương.\n2. Ghi nhận kết quả.\nGiao Sở Y tế báo cáo."), "-");
}

TEST(TaskRows, ColumnsByTheirNames) {
    const std::string table =
        "I. PHÂN CÔNG\nTT\tNội dung\tCơ quan chủ trì\tCơ quan phối hợp\tThời hạn\tSản phẩm\n"
        "1\tRà soát văn bản\tVăn phòng Tỉnh ủy\tSở Tư pháp; các ban đảng\tTrước 30/4/2026\tDanh mục\n"
        "2\tBáo cáo hội nghị\tCác đảng ủy xã\t\tHằng quý\tBáo cáo\n"
        "3\tDiễn tập\tCông an tỉnh\tSở Y tế\tTháng 5 - tháng 6/2026\t\n";
    EXPECT_EQ(asked(table),
              "Văn phòng Tỉnh ủy + Sở Tư pháp + các ban đảng | 2026-04-30! |  // Các đảng ủy xã |  | quarterly // Công "
              "an tỉnh + Sở Y tế | 2026-06-30 | ");
    const auto tasks = analyse(std::string(kHead) + table).tasks;
    ASSERT_EQ(tasks.size(), 3U);
    EXPECT_EQ(tasks[0].work, "Rà soát văn bản");
    EXPECT_EQ(tasks[0].product, "Danh mục");
    EXPECT_EQ(tasks[0].clause, "I");
    // Figures under a heading that merely sounds alike assign nothing.
    EXPECT_EQ(asked("STT\tChỉ tiêu\tĐơn vị tính\tThực hiện 2025\n1\tThu ngân sách\tTỷ đồng\t186\n"), "");
}

TEST(TaskRows, FieldsBelowTheWork) {
    EXPECT_EQ(asked("1. Giám sát việc tiếp dân.\n- Đơn vị chủ trì: Phòng Nghiệp vụ II.\n- Đơn vị phối hợp: Văn phòng, "
                    "Phòng Nghiệp vụ I.\n- Thời gian hoàn "
                    "thành: Quý II/2026.\n"),
              "Phòng Nghiệp vụ II + Văn phòng + Phòng Nghiệp vụ I | 2026-06-30 | ");
    EXPECT_EQ(asked("1. Tập huấn cán bộ cơ sở năm 2026 (chủ trì: Sở Nội vụ; thời gian: tháng 4/2026).\n"),
              "Sở Nội vụ | 2026-04-30 | ");
}

TEST(TaskMarks, LostMarksStillTell) {
    static constexpr std::string_view kPlain =
        "So 133-TB/TU\nMinh Hoa, ngay 21 thang 11 nam 2025\nTHONG BAO\nket luan cua Thuong truc Tinh uy tai buoi lam "
        "viec\n-----\n"
        "Ngay 18/11/2025, Thuong truc Tinh uy da lam viec voi Dang uy phuong. Sau khi nghe bao cao cua cac co quan va "
        "y kien trao doi, Thuong truc "
        "Tinh uy ket luan nhu sau, trong do cac cap uy, cac nganh tiep tuc thuc hien cong viec cua minh:\n";
    EXPECT_EQ(
        asked("1. Giao So Noi vu chu tri, phoi hop voi So Tai chinh xay dung de an, trinh truoc ngay 31/12/2025.\n",
              kPlain),
        "So Noi vu + So Tai chinh | 2025-12-31! | ");
    const Document d = analyse(std::string(kPlain) + "1. Giao So Noi vu bao cao trong quy II/2026.\n");
    ASSERT_EQ(d.tasks.size(), 1U);
    EXPECT_LE(d.tasks[0].confidence, 0.5);
}

TEST(TaskKinds, OnlyPapersOfOfficesAsk) {
    EXPECT_EQ(asked("Giao Sở Y tế báo cáo trước ngày 15/3/2026.", "Họp nhanh sáng nay\n"), "");
    // A report tells what was ordered; what it asks for stands under its proposals.
    static constexpr std::string_view kReport =
        "Số: 12/BC-UBND\nMinh Họa, ngày 10 tháng 02 năm 2026\nBÁO CÁO\nkết quả năm 2025\n";
    EXPECT_EQ(asked("I. KẾT QUẢ\n1. Chủ tịch giao Sở Y tế rà soát trước ngày 15/3/2026.\nII. KIẾN NGHỊ\n1. Đề nghị Sở "
                    "Tài chính bố trí kinh phí.",
                    kReport),
              "Sở Tài chính |  | ");
}

}  // namespace
}  // namespace sauro::docread
