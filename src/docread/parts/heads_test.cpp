// Heads of every system and level, old and new, and what pages and readings make of them. All bodies are made up.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "docread/testing.hpp"
#include "text/text.hpp"

namespace sauro::docread {
namespace {

using ::testing::ElementsAre;

struct Head {
    std::string_view left, number, dateline, type, subject;
    std::string_view want;  // system | symbol | type | issuer | parent body
};

std::string seen(const Document& d) {
    const auto show = [](const std::optional<std::string>& v) { return v.value_or("-"); };
    return show(d.system) + " | " + show(d.symbol) + " | " + show(d.document_type) + " | " + show(d.issuer) + " | " +
           show(d.parent_body);
}

Document state(const Head& h) {
    return analyse(std::string(h.left) + "\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n" +
                   std::string(h.number) + "\n" + std::string(h.dateline) + "\n" + std::string(h.type) + "\n" +
                   std::string(h.subject) +
                   "\nCăn cứ Luật A;\nĐiều 1. Ban hành.\nNơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nNguyễn Văn A\n");
}
Document party(const Head& h) {
    return analyse(
        std::string(h.left) + "\n*\nĐẢNG CỘNG SẢN VIỆT NAM\n" + std::string(h.number) + "\n" + std::string(h.dateline) +
        "\n" + std::string(h.type) + "\n" + std::string(h.subject) +
        "\n-----\n- Căn cứ Điều lệ Đảng;\n1. Một.\nNơi nhận:\n- Lưu.\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\nNguyễn Văn A\n");
}

constexpr std::string_view kDay = "Minh Họa, ngày 01 tháng 7 năm 2025";

TEST(Heads, OfTheState) {
    static constexpr Head kHeads[] = {
        {"QUỐC HỘI", "Luật số: 72/2025/QH15", kDay, "LUẬT", "MỘT VIỆC CÔNG",
         "state | 72/2025/QH15 | luật | Quốc hội | -"},
        {"ỦY BAN THƯỜNG VỤ QUỐC HỘI", "Nghị quyết số: 1660/NQ-UBTVQH15", kDay, "NGHỊ QUYẾT", "VỀ MỘT VIỆC",
         "state | 1660/NQ-UBTVQH15 | nghị quyết | Ủy ban Thường vụ Quốc hội | -"},
        {"CHỦ TỊCH NƯỚC", "Số: 08/2025/L-CTN", kDay, "LỆNH", "Về việc công bố",
         "state | 08/2025/L-CTN | lệnh | Chủ tịch nước | -"},
        {"VIỆN KIỂM SÁT NHÂN DÂN TỐI CAO - TÒA ÁN NHÂN DÂN TỐI CAO - BỘ CÔNG AN", "Số: 05/2025/TTLT-VKSNDTC-TANDTC-BCA",
         kDay, "THÔNG TƯ LIÊN TỊCH", "Quy định phối hợp",
         "state | 05/2025/TTLT-VKSNDTC-TANDTC-BCA | thông tư liên tịch | Viện kiểm sát nhân dân tối cao - Tòa án nhân "
         "dân tối cao - Bộ Công an | -"},
        {"TÒA ÁN NHÂN DÂN TỈNH\nVIỆN KIỂM SÁT NHÂN DÂN TỈNH\nMINH HỌA", "Số: 02/KHLN-TAND-VKSND", kDay,
         "KẾ HOẠCH LIÊN NGÀNH", "Về xét xử lưu động",
         "state | 02/KHLN-TAND-VKSND | kế hoạch | Tòa án nhân dân tỉnh - Viện kiểm sát nhân dân tỉnh Minh Họa | -"},
        {"VĂN PHÒNG\nĐOÀN ĐBQH VÀ HĐND TỈNH MINH HỌA", "Số: 45/VP-TH", kDay, "V/v chuẩn bị kỳ họp",
         "Kính gửi: Các Ban.", "state | 45/VP-TH | công văn | Văn phòng Đoàn ĐBQH và HĐND tỉnh Minh Họa | -"},
        {"HỘI ĐỒNG NHÂN DÂN\nTỈNH MINH HỌA\nBAN PHÁP CHẾ", "Số: 12/BC-BPC", kDay, "BÁO CÁO", "Thẩm tra",
         "state | 12/BC-BPC | báo cáo | Ban Pháp chế Hội đồng nhân dân tỉnh Minh Họa | Hội đồng nhân dân tỉnh Minh "
         "Họa"},
        {"ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HÀ MẪU", "Số: 25/1998/QĐ-UB", kDay, "QUYẾT ĐỊNH", "Về việc giao đất",
         "state | 25/1998/QĐ-UB | quyết định | Ủy ban nhân dân thành phố Hà Mẫu | -"},
        {"UBND HUYỆN SUỐI MẪU\nPHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "Số: 120/PGDĐT-THCS", kDay, "V/v tuyển sinh",
         "Kính gửi: Các trường.",
         "state | 120/PGDĐT-THCS | công văn | Phòng Giáo dục và Đào tạo | UBND huyện Suối Mẫu"},
        {"UBND XÃ BẾN MẪU\nTRƯỜNG TIỂU HỌC BẾN MẪU", "Số: 05/GM", kDay, "GIẤY MỜI", "Họp phụ huynh",
         "state | 05/GM | giấy mời | Trường Tiểu học Bến Mẫu | UBND xã Bến Mẫu"},
        {"BỘ TÀI CHÍNH\nCỤC THUẾ", "Số: 888/CT-NVT", kDay, "V/v hóa đơn", "Kính gửi: Thuế các tỉnh.",
         "state | 888/CT-NVT | công văn | Cục Thuế | Bộ Tài chính"},
        {"ỦY BAN MTTQ VIỆT NAM\nTỈNH MINH HỌA\nBAN THƯỜNG TRỰC", "Số: 77/MTTQ-BTT", kDay, "V/v ủng hộ",
         "Kính gửi: Các tổ chức.",
         "state | 77/MTTQ-BTT | công văn | Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh Minh Họa | Ủy ban MTTQ Việt Nam "
         "tỉnh Minh Họa"},
        {"TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM\nLIÊN ĐOÀN LAO ĐỘNG TỈNH MINH HỌA", "Số: 102/KH-LĐLĐ", kDay, "KẾ HOẠCH",
         "Tháng công nhân",
         "state | 102/KH-LĐLĐ | kế hoạch | Liên đoàn Lao động tỉnh Minh Họa | Tổng Liên đoàn Lao động Việt Nam"},
    };
    for (const Head& h : kHeads) EXPECT_EQ(seen(state(h)), h.want) << h.number;
}

TEST(Heads, OfTheParty) {
    static constexpr Head kHeads[] = {
        {"BAN CHẤP HÀNH TRUNG ƯƠNG\nBAN TỔ CHỨC", "Số 31-HD/BTCTW", kDay, "HƯỚNG DẪN", "về công tác cán bộ",
         "party | 31-HD/BTCTW | hướng dẫn | Ban Tổ chức Trung ương | Ban Chấp hành Trung ương"},
        {"ĐẢNG ỦY CHÍNH PHỦ\nĐẢNG ỦY BỘ NỘI VỤ", "Số 45-KH/ĐU", kDay, "KẾ HOẠCH", "công tác năm",
         "party | 45-KH/ĐU | kế hoạch | Đảng ủy Bộ Nội vụ | Đảng ủy Chính phủ"},
        {"TỈNH ỦY MINH HỌA\nĐẢNG ỦY ỦY BAN NHÂN DÂN TỈNH", "Số 33-BC/ĐU", kDay, "BÁO CÁO", "kết quả 6 tháng",
         "party | 33-BC/ĐU | báo cáo | Đảng ủy Ủy ban nhân dân tỉnh | Tỉnh ủy Minh Họa"},
        {"TỈNH ỦY MINH HỌA", "Số 09-KL/TU", kDay, "KẾT LUẬN\nCỦA BAN THƯỜNG VỤ TỈNH ỦY", "về một việc",
         "party | 09-KL/TU | kết luận | Ban Thường vụ Tỉnh ủy Minh Họa | -"},
        {"ĐẢNG BỘ TỈNH MINH HỌA\nĐẢNG ỦY XÃ BẾN MẪU", "Số 03-NQ/ĐU", kDay, "NGHỊ QUYẾT\nCỦA BAN CHẤP HÀNH ĐẢNG BỘ XÃ",
         "về một việc", "party | 03-NQ/ĐU | nghị quyết | Ban Chấp hành Đảng bộ xã Bến Mẫu | Đảng bộ tỉnh Minh Họa"},
        {"HUYỆN ỦY SUỐI MẪU\nBAN TUYÊN GIÁO", "Số 12 HD/BTGHU", kDay, "HƯỚNG DẪN", "tuyên truyền",
         "party | 12-HD/BTGHU | hướng dẫn | Ban Tuyên giáo Huyện ủy Suối Mẫu | Huyện ủy Suối Mẫu"},
        {"ĐẢNG ỦY QUÂN SỰ TỈNH MINH HỌA\nĐẢNG ỦY BAN CHỈ HUY PHÒNG THỦ KHU VỰC 1", "Số 15-NQ/ĐU", kDay, "NGHỊ QUYẾT",
         "lãnh đạo nhiệm vụ",
         "party | 15-NQ/ĐU | nghị quyết | Đảng ủy Ban Chỉ huy phòng thủ khu vực 1 | Đảng ủy Quân sự tỉnh Minh Họa"},
        {"BAN TỔ CHỨC TỈNH ỦY - ỦY BAN KIỂM TRA TỈNH ỦY", "Số 03-QCPH/BTCTU-UBKTTU", kDay, "QUY CHẾ PHỐI HỢP",
         "trong công tác cán bộ",
         "party | 03-QCPH/BTCTU-UBKTTU | quy chế phối hợp | Ban Tổ chức Tỉnh ủy - Ủy ban Kiểm tra Tỉnh ủy | -"},
    };
    for (const Head& h : kHeads) EXPECT_EQ(seen(party(h)), h.want) << h.number;
    // The youth union's motto is neither's.
    const Document youth = analyse("BCH ĐOÀN TỈNH MINH HỌA\n***\nSố: 25-KH/TĐTN-PTTN\nĐOÀN TNCS HỒ CHÍ MINH\n" +
                                   std::string(kDay) + "\nKẾ HOẠCH\nTriển khai Tháng Thanh niên\n-----\nI. MỘT\n");
    EXPECT_EQ(seen(youth), "- | 25-KH/TĐTN-PTTN | kế hoạch | BCH Đoàn tỉnh Minh Họa | -");
}

TEST(Heads, BrokenByPagesAndReadings) {
    const Document page = analyse(
        "ỦY BAN NHÂN DÂN\nTỈNH MINH HỌA\n-------\n|\nCỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh "
        "phúc\n|\nSố: 68/KH-UBND\n|\nMinh\nHọa, ngày 11 "
        "tháng 3\nnăm 2026\n|\nKẾ HOẠCH\nVỀ MỘT VIỆC\nCăn cứ Luật A;\nI. MỘT\n");
    EXPECT_EQ(page.place, "Minh Họa");
    EXPECT_EQ(page.date, "2026-03-11");
    EXPECT_EQ(page.issuer, "Ủy ban nhân dân tỉnh Minh Họa");
    const Document cells = analyse(
        "UBND TỈNH MINH HỌA | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 41/QĐ-UBND | Minh Họa, ngày 22 tháng O3 năm "
        "2026 |\nQUYẾT ĐỊNH\nVề một "
        "việc\nCăn cứ Nghị định s09/2019/NĐ-CP ngày 24/01/2019;\nĐiều 1. Ban hành.\n");
    EXPECT_EQ(cells.symbol, "41/QĐ-UBND");
    EXPECT_EQ(cells.date, "2026-03-22");
    ASSERT_EQ(cells.legal_basis.size(), 1U);
    EXPECT_EQ(cells.legal_basis[0].symbol, "09/2019/NĐ-CP");
    const Document told = analyse(
        "Quy định số 97-QĐ/TU của Tỉnh ủy: những điểm mới\n(Mặt trận) - Tại Quy định số 97-QĐ/TU, Ban Thường vụ Tỉnh "
        "ủy đã đề cập đến một điểm mới. Ban Biên tập "
        "trân trọng đăng toàn văn nội dung Quy định quan trọng này để bạn đọc tham khảo.\nTỈNH ỦY MINH HỌA\n*\nĐẢNG "
        "CỘNG SẢN VIỆT NAM\nSố 97-QĐ/TU\nMinh Họa, ngày 07 tháng "
        "02 năm 2026\nQUY ĐỊNH\nvề một việc\n-----\nĐiều 1. Phạm vi\nNơi nhận:\n- Lưu.\n");
    EXPECT_EQ(told.kind, "official");
    EXPECT_EQ(told.issuer, "Tỉnh ủy Minh Họa");
    EXPECT_EQ(told.date, "2026-02-07");
    EXPECT_EQ(told.subject, "về một việc");
}

TEST(Heads, NamesCompletedByTheHead) {
    const Document office = analyse(
        "BAN CHỈ HUY PHÒNG THỦ DÂN SỰ TỈNH MINH HỌA\nVĂN PHÒNG THƯỜNG TRỰC\nSố: 21/VPTT-TH\nV/v mở cửa xả\nCỘNG "
        "HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nMinh Họa, ngày 19 tháng 9 năm 2026\nKính gửi: UBND các xã.\nĐồng ý.\n");
    EXPECT_EQ(office.issuer, "Văn phòng Thường trực Ban Chỉ huy Phòng thủ dân sự tỉnh Minh Họa");
    const Document bloc = party({"TỈNH ỦY MINH HỌA\nĐẢNG ỦY CÁC CƠ QUAN ĐẢNG TỈNH MINH HỌA", "Số 17-KL/ĐU", kDay,
                                 "KẾT LUẬN", "CỦA BAN THƯỜNG VỤ ĐẢNG ỦY\nvề một số nhiệm vụ", ""});
    EXPECT_EQ(bloc.issuer, "Ban Thường vụ Đảng ủy các cơ quan Đảng tỉnh Minh Họa");
    // The kind of work a conclusion closes is no subject; a line in small letters below capitals belongs to it.
    EXPECT_EQ(
        state({"THANH TRA TỈNH MINH HỌA", "Số: 19/KL-TTr", kDay, "KẾT LUẬN THANH TRA", "Việc quản lý kinh phí", ""})
            .subject,
        "Việc quản lý kinh phí");
    EXPECT_EQ(state({"UBND XÃ BẾN MẪU", "Số: 19/TB-UBND", kDay, "THÔNG BÁO",
                     "Kết luận của Chủ tịch\ntại Hội nghị giao ban quý I", ""})
                  .subject,
              "Kết luận của Chủ tịch tại Hội nghị giao ban quý I");
    EXPECT_EQ(party({"TỈNH ỦY MINH HỌA", "Số 88-TB/TU", kDay, "THÔNG BÁO",
                     "KẾT LUẬN CỦA ĐỒNG CHÍ BÍ THƯ\ntại Hội nghị giao ban quý I", ""})
                  .subject,
              "KẾT LUẬN CỦA ĐỒNG CHÍ BÍ THƯ tại Hội nghị giao ban quý I");
}

TEST(Grounds, OfALetterStandInsideItsParagraph) {
    const auto basis = [](std::string_view opening) {
        const Document d = analyse("SỞ Y TẾ MINH HỌA\nSố: 70/SYT-NV\nV/v phòng dịch\n" + std::string(kDay) +
                                   "\nKính gửi: Các trạm y tế.\n" + std::string(opening) +
                                   " đề nghị:\n1. Trạm Y tế xã báo cáo.\n2. Khoa Dược bảo đảm thuốc.\n");
        std::string all;
        for (const LegalBasis& b : d.legal_basis) all += b.symbol + ' ';
        return all;
    };
    EXPECT_EQ(basis("Dịch tăng nhanh. Căn cứ Công văn số 905/BYT-DP ngày 20/3/2026, Sở Y tế"), "905/BYT-DP ");
    EXPECT_EQ(basis("Sở nhận được Công văn số 905/BYT-DP ngày 20/3/2026. Sở Y tế"), "");
    // The number of a case is no document.
    EXPECT_EQ(basis("Sau khi nghiên cứu hồ sơ vụ án thụ lý số 41/2026/TLST-DS ngày 04/5/2026, Sở Y tế"), "");
}

TEST(Signatures, SideBySideAndInRow) {
    const auto signer = [](std::string_view foot) {
        const Document d = analyse("Số: 05/KH-UBND\n" + std::string(kDay) +
                                   "\nKẾ HOẠCH\nVề một việc\nI. MỘT\nNơi nhận:\n- Lưu.\n" + std::string(foot));
        const Signer s = d.signer.value_or(Signer{});
        return s.form.value_or("-") + " | " + s.body.value_or("-") + " | " + s.title.value_or("-") + " | " +
               s.name.value_or("-");
    };
    EXPECT_EQ(signer("T/M ỦY BAN KIỂM TRA                     T/M BAN TỔ CHỨC\nCHỦ NHIỆM                               "
                     "TRƯỞNG BAN\n\nNgô Thị Chứng                           Lý Văn "
                     "Thực\n"),
              "T/M | ỦY BAN KIỂM TRA | CHỦ NHIỆM | Ngô Thị Chứng");
    EXPECT_EQ(signer("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Văn Mẫu\n"),
              "TM. | ỦY BAN NHÂN DÂN | PHÓ CHỦ TỊCH | Lê Văn Mẫu");
    EXPECT_EQ(signer("KT. CHÁNH ÁN\nPHÓ CHÁNH ÁN\nThS. Doãn Văn Lịch\n"),
              "KT. | CHÁNH ÁN | PHÓ CHÁNH ÁN | Doãn Văn Lịch");
    EXPECT_EQ(signer("TM. ĐOÀN ĐẠI BIỂU\nQ. TRƯỞNG ĐOÀN\nTriệu Thử\n"),
              "TM. | ĐOÀN ĐẠI BIỂU | Q. TRƯỞNG ĐOÀN | Triệu Thử");
    EXPECT_EQ(signer("TRƯỞNG CÔNG AN XÃ\nTrung tá Bùi Văn Ví\n"), "- | - | TRƯỞNG CÔNG AN XÃ | Bùi Văn Ví");
    EXPECT_EQ(signer("THƯ KÝ\nKiều Thị Hợp\nCHỦ TRÌ\nCao Xuân Đạm\n"), "- | - | CHỦ TRÌ | Cao Xuân Đạm");
    EXPECT_EQ(signer("THƯ KÝ                                      CHỦ TỌA\n                                            "
                     "CHỦ TỊCH\n\nVừ Thị Thử                                  Lý Văn Mẫu\n"),
              "- | - | CHỦ TỊCH | Lý Văn Mẫu");
    EXPECT_EQ(signer("THẨM PHÁN\n\nĐoàn Thị Lệ\n"), "- | - | THẨM PHÁN | Đoàn Thị Lệ");
    // Two offices one below the other: the first signs first, with a form or without.
    const Document joint =
        analyse("Số 05-HD/UBKT\n" + std::string(kDay) +
                "\nHƯỚNG DẪN\nvề một việc\n1. Một việc.\n\nCHÁNH THANH TRA\nPhan Trọng Mẫu\n\nT/M ỦY "
                "BAN KIỂM TRA\nCHỦ NHIỆM\nNông Văn Thử\n\nNơi nhận:\n- Lưu.\n");
    ASSERT_TRUE(joint.signer);
    EXPECT_EQ(joint.signer->name, "Phan Trọng Mẫu");
    EXPECT_EQ(joint.signer->title, "CHÁNH THANH TRA");
}

TEST(Signatures, WhoDecidesAboveIsNoSignature) {
    const Document d = analyse("ỦY BAN NHÂN DÂN\nXÃ THẠCH BÌNH\nSố: 141/QĐ-UBND\n" + std::string(kDay) +
                               "\nQUYẾT ĐỊNH\nVề việc điều động công chức\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN XÃ THẠCH "
                               "BÌNH\n\nCăn cứ Luật Cán bộ, công "
                               "chức ngày 24 tháng 6 năm 2025;\nQUYẾT ĐỊNH:\nĐiều 1. Điều động bà Nguyễn Thị Hà.\nĐiều "
                               "2. Văn phòng thi hành.\n\n"
                               "Nơi nhận:\n- Như Điều 2;\n- Lưu: VT.\nCHỦ TỊCH\n\nLê Quang Vinh\n");
    ASSERT_TRUE(d.signer.has_value());
    EXPECT_EQ(d.signer->title, "CHỦ TỊCH");
    EXPECT_EQ(d.signer->name, "Lê Quang Vinh");
}

TEST(Heads, AKindBehindTheTypeIsNoSubject) {
    const auto read = [](const std::string& title) {
        const Document d = analyse("Số 05-CTr/TU\n" + std::string(kDay) + "\n" + title + "\n1. Một việc.\n");
        return d.document_type.value_or("-") + " | " + d.subject.value_or("-");
    };
    EXPECT_EQ(text::to_lower(read("CHƯƠNG TRÌNH HÀNH ĐỘNG THỰC HIỆN NGHỊ QUYẾT ĐẠI HỘI")),
              "chương trình | thực hiện nghị quyết đại hội");
    EXPECT_EQ(read("CHƯƠNG TRÌNH PHỐI HỢP\nvề giữ gìn trật tự"), "chương trình | về giữ gìn trật tự");
}

TEST(Annexes, AreReadWithTheDocument) {
    const std::string main = "Số: 27/QĐ-UBND\n" + std::string(kDay) +
                             "\nQUYẾT ĐỊNH\nBan hành Quy định\nĐiều 1. Ban hành.\nĐiều 2. Hiệu lực.\nNơi nhận:\n- Lưu: "
                             "VT.\nCHỦ TỊCH\nLê Văn Mẫu\n";
    const Document rules = analyse(main +
                                   "QUY ĐỊNH\nVề một việc\n(Ban hành kèm theo Quyết định số 27/QĐ-UBND)\nChương I\nQUY "
                                   "ĐỊNH CHUNG\nĐiều 1. Trách nhiệm của Sở Y tế\n1. Hướng dẫn "
                                   "chuyên môn.\n2. Kiểm tra cơ sở.\n");
    EXPECT_EQ(testing::outline(rules.sections), "Điều 1 Điều 2 Chương I[Điều 1[1 2]]");
    ASSERT_EQ(rules.tasks.size(), 2U);
    EXPECT_EQ(rules.tasks[0].lead, "Sở Y tế");
    EXPECT_THAT(rules.recipients, ElementsAre("Lưu: VT"));
    const Document slogans = analyse(main +
                                     "PHỤ LỤC\nKHẨU HIỆU\n1. Nhiệt liệt chào mừng!\n2. Sở Y tế quyết tâm hoàn thành "
                                     "nhiệm vụ trước ngày 30/6/2026!\n");
    EXPECT_EQ(testing::outline(slogans.sections), "Điều 1 Điều 2");
    EXPECT_TRUE(slogans.tasks.empty());
}

TEST(Kinds, PressOfficialOther) {
    const auto kind = [](std::string_view text) { return analyse(std::string(text)).kind; };
    EXPECT_EQ(kind("Tỉnh yêu cầu đẩy nhanh giải ngân vốn\n16/03/2026 10:15\nChủ tịch tỉnh vừa có công điện yêu cầu các "
                   "địa phương đẩy nhanh giải ngân vốn đầu tư công "
                   "trong quý này.\nTheo đó, các địa phương báo cáo trước ngày 30/3/2026 về tiến độ của từng dự án "
                   "trên địa bàn.\nCác chủ đầu tư cho biết sẽ tập trung nhân lực để kịp "
                   "tiến độ.\nMinh Anh\n"),
              "press");
    EXPECT_EQ(kind("(PLMH) - Sáng 12/3, Ban Thường vụ Tỉnh ủy Minh Họa tổ chức hội nghị công bố quyết định về công tác "
                   "cán bộ của tỉnh.\nPhát biểu tại hội nghị, Bí thư nhấn mạnh "
                   "yêu cầu mới.\n"),
              "press");
    EXPECT_EQ(kind("KẾT LUẬN SỐ 221-KL/TU NGÀY 28/11/2025 CỦA BAN THƯỜNG VỤ TỈNH ỦY VỀ MỘT VIỆC\n1. Thống nhất.\n2. "
                   "Giao Sở Y tế báo cáo.\nT/M BAN THƯỜNG VỤ\nTrần Văn Mẫu\n"),
              "official");
    EXPECT_EQ(kind("Trang chủ / Văn bản\nThứ Tư, 11/3/2026 08:00\nỦY BAN NHÂN DÂN TỈNH MINH HỌA\nSố: 08/CT-UBND\nCỘNG "
                   "HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nMinh Họa, ngày 10 tháng 3 năm "
                   "2026\nCHỈ THỊ\nVề một việc\n1. Sở Y tế báo cáo.\nBình luận (0)\nTin liên quan\n"),
              "official");
    // A form that a citizen fills in bears the motto of the State and is no paper of an office.
    EXPECT_EQ(
        kind("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nTỜ KHAI\nCấp lại sổ\nKính gửi: Ủy ban "
             "nhân dân xã Bến Mẫu\nTôi tên là: .....\nBến Mẫu, ngày ... tháng ... năm 20...\nNGƯỜI KHAI\n"),
        "other");
    EXPECT_EQ(kind("From: a@vi-du.vn\nTo: b@vi-du.vn\nSubject: số liệu\nChị gửi em bảng trước thứ Sáu nhé.\n"),
              "other");
    EXPECT_EQ(kind("[Hỏi] Đánh số văn bản thế nào?\nvanthu » 14/08/2025, 21:37\nChào các bác, em mới vào nghề, mình "
                   "nên ghi ra sao?\nminh viết: ghi từ 01 nhé :))\n"),
              "other");
}

}  // namespace
}  // namespace sauro::docread
