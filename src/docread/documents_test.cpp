// Fictional documents of every kind, read whole through the jail.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "docread/testing.hpp"

namespace sauro::docread {
namespace {

using testing::corpus;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::outline;
using testing::slice;

constexpr auto none = std::nullopt;
using Text = std::optional<std::string>;

struct Expected {
    std::string file;
    std::string kind;
    Text system;
    std::optional<int> number;
    Text notation, symbol, document_type, issuer, parent_body, place, date, subject;
    std::vector<std::string> recipients;
    std::string sections;
};

const std::vector<Expected>& expected() {
    static const std::vector<Expected> table = {
        {"ke-hoach-tinh-uy.txt",
         "official",
         "party",
         5,
         "KH/TU",
         "05-KH/TU",
         "kế hoạch",
         "Ban Thường vụ Tỉnh ủy Minh Họa",
         none,
         "Minh Họa",
         "2026-02-03",
         "thực hiện Kết luận số 226-KL/TW của Ban Bí thư về chấn chỉnh lề lối làm việc trên địa bàn tỉnh Minh Họa",
         {"Văn phòng Trung ương Đảng (để báo cáo)", "Các ban đảng, đảng ủy trực thuộc Tỉnh ủy",
          "Lưu Văn phòng Tỉnh ủy"},
         "I[1 2] II[1[1.1 1.2[a b]] 2] III"},
        {"quyet-dinh-ubnd-tinh.txt",
         "official",
         "state",
         5,
         "QĐ-UBND",
         "05/QĐ-UBND",
         "quyết định",
         "Ủy ban nhân dân tỉnh Minh Họa",
         none,
         "Minh Họa",
         "2026-01-05",
         "về việc ban hành Quy chế làm việc của Tổ công tác rà soát văn bản tỉnh Minh Họa",
         {"Như Điều 4", "Thường trực Tỉnh ủy (để b/c)", "Cổng thông tin điện tử tỉnh", "Lưu: VT, NC"},
         "Điều 1 Điều 2[1[a b c d đ] 2] Điều 3 Điều 4"},
        {"cong-van-ubnd-xa.txt",
         "official",
         "state",
         7,
         "UBND-VP",
         "07/UBND-VP",
         "công văn",
         "Ủy ban nhân dân xã Tân Mẫu",
         none,
         "Tân Mẫu",
         "2026-01-12",
         "về việc triển khai thực hiện Kết luận số 226-KL/TW của Ban Bí thư",
         {"Như trên", "Lưu: VT"},
         "1 2"},
        {"cong-van-dang-uy-xa.txt",
         "official",
         "party",
         12,
         "CV/ĐU",
         "12-CV/ĐU",
         "công văn",
         "Đảng ủy xã Tân Mẫu",
         "Đảng bộ tỉnh Minh Họa",
         "Tân Mẫu",
         "2026-01-09",
         "về việc đăng ký hội nghị năm 2026",
         {"Như trên", "Lưu Văn phòng Đảng ủy"},
         ""},
        {"nghi-quyet-hdnd-xa.txt",
         "official",
         "state",
         3,
         "NQ-HĐND",
         "03/NQ-HĐND",
         "nghị quyết",
         "Hội đồng nhân dân phường Hòa Mẫu",
         none,
         "Hòa Mẫu",
         "2025-12-20",
         "về nhiệm vụ phát triển kinh tế - xã hội năm 2026",
         {"HĐND tỉnh", "Lưu: VT"},
         "Điều 1 Điều 2"},
        {"thong-bao-vp-tinh-uy.txt",
         "official",
         "party",
         21,
         "TB/VPTU",
         "21-TB/VPTU",
         "thông báo",
         "Văn phòng Tỉnh ủy Minh Họa",
         "Tỉnh ủy Minh Họa",
         "Minh Họa",
         "2026-03-15",
         "kết luận của đồng chí Bí thư Tỉnh ủy tại cuộc họp giao ban tháng 3",
         {"Thường trực Tỉnh ủy", "Lưu Văn phòng Tỉnh ủy"},
         "1 2"},
        {"to-trinh-dang-uy.txt",
         "official",
         "party",
         8,
         "TTr/ĐU",
         "08-TTr/ĐU",
         "tờ trình",
         "Đảng ủy phường Hòa Mẫu",
         "Đảng bộ tỉnh Minh Họa",
         "Hòa Mẫu",
         "2026-03-02",
         "về việc tổ chức thêm hội nghị toàn phường",
         {"Như trên", "Lưu Đảng ủy"},
         ""},
        {"bao-cao-mttq.txt",
         "official",
         "state",
         14,
         "BC-MTTQ-BTT",
         "14/BC-MTTQ-BTT",
         "báo cáo",
         "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam xã Tân Mẫu",
         "Ủy ban Mặt trận Tổ quốc Việt Nam xã Tân Mẫu",
         "Tân Mẫu",
         "2026-06-25",
         "Kết quả thực hiện Kết luận số 226-KL/TW 6 tháng đầu năm 2026",
         {"Đảng ủy xã", "Lưu: BTT"},
         "Phần I Phần II"},
        {"nghi-quyet-lien-tich.txt",
         "official",
         "state",
         1,
         "NQLT-UBND-MTTQ",
         "01/NQLT-UBND-MTTQ",
         "nghị quyết liên tịch",
         "Ủy ban nhân dân tỉnh Minh Họa - Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Minh Họa",
         none,
         "Minh Họa",
         "2026-04-10",
         "về phối hợp vận động Nhân dân tham gia chuyển đổi số",
         {},
         "Chương I[Điều 1] Chương II[Điều 2]"},
        {"du-thao-ke-hoach.txt",
         "official",
         "state",
         none,
         "KH-SNNMT",
         none,
         "kế hoạch",
         "Sở Nông nghiệp và Môi trường",
         "UBND tỉnh Minh Họa",
         "Minh Họa",
         none,
         "Phòng, chống thiên tai năm 2026",
         {},
         "I II"},
        {"chi-thi-tinh-uy.txt",
         "official",
         "party",
         2,
         "CT/TU",
         "02-CT/TU",
         "chỉ thị",
         "Ban Thường vụ Tỉnh ủy Minh Họa",
         none,
         "Minh Họa",
         "2026-05-19",
         "về tăng cường sự lãnh đạo của Đảng đối với công tác bảo vệ bí mật nhà nước",
         {"Các cấp ủy", "Lưu Văn phòng Tỉnh ủy"},
         "1 2"},
        {"ngay-sai.txt",
         "official",
         "state",
         88,
         "TB-UBND",
         "88/TB-UBND",
         "thông báo",
         "UBND xã Tân Mẫu",
         none,
         "Tân Mẫu",
         none,
         "về lịch tiếp công dân",
         {},
         ""},
        {"giay-moi.txt",
         "official",
         "state",
         45,
         "GM-VP",
         "45/GM-VP",
         "giấy mời",
         "Văn phòng UBND tỉnh Minh Họa",
         "UBND tỉnh Minh Họa",
         "Minh Họa",
         "2026-08-04",
         "Họp về tiến độ chuyển đổi số",
         {},
         ""},
        {"cong-dien.txt",
         "official",
         "state",
         9,
         "CĐ-UBND",
         "09/CĐ-UBND",
         "công điện",
         "Chủ tịch Ủy ban nhân dân tỉnh Minh Họa",
         none,
         "Minh Họa",
         "2026-09-07",
         "về việc ứng phó với mưa lũ",
         {},
         ""},
        {"lien-nganh-huong-dan.txt",
         "official",
         "party",
         31,
         "HD/BTCTW",
         "31-HD/BTCTW",
         "hướng dẫn",
         "Ban Tổ chức Trung ương",
         "Ban Chấp hành Trung ương",
         "Hà Nội",
         "2026-06-01",
         "về mẫu báo cáo minh họa",
         {"Các tỉnh ủy, thành ủy"},
         "1 2"},
        {"trang-luat.txt",
         "official",
         "state",
         321,
         "QĐ-UBND",
         "321/QĐ-UBND",
         "quyết định",
         "Ủy ban nhân dân tỉnh Minh Họa",
         none,
         none,
         "2026-07-07",
         "về việc phê duyệt danh mục hồ sơ",
         {},
         "Điều 1 Điều 2"},
        {"quet-mat-dau.txt",
         "official",
         "party",
         17,
         "KL/TU",
         "17-KL/TU",
         "kết luận",
         "Ban Thường vụ Tỉnh ủy Minh Hoa",
         none,
         "Minh Hoa",
         "2026-04-20",
         "ve viec nang cao hieu qua hoat dong cua cac co quan",
         {"Cac dang uy truc thuoc", "Luu Van phong Tinh uy"},
         "1 2"},
        {"trang-tin.html",
         "official",
         "state",
         66,
         "SNV-VP",
         "66/SNV-VP",
         "công văn",
         "Sở Nội vụ",
         "UBND tỉnh Minh Họa",
         "Minh Họa",
         "2026-03-03",
         "về việc lập danh sách",
         {"Như trên", "Lưu: VT"},
         "1 2"},
        {"bao-chi.txt", "press", none, none, none, none, none, none, none, none, "2026-03-05", none, {}, ""},
        {"ghi-chu.txt", "other", none, none, none, none, none, none, none, none, none, none, {}, "1 2"},
    };
    return table;
}

class Documents : public ::testing::TestWithParam<Expected> {};

TEST_P(Documents, ReadsEveryField) {
    const Expected& want = GetParam();
    const auto got = read_file(corpus(want.file));
    ASSERT_TRUE(got) << got.error().code << " " << got.error().detail;
    EXPECT_EQ(got->kind, want.kind);
    EXPECT_EQ(got->system, want.system);
    EXPECT_EQ(got->number, want.number);
    EXPECT_EQ(got->notation, want.notation);
    EXPECT_EQ(got->symbol, want.symbol);
    EXPECT_EQ(got->document_type, want.document_type);
    EXPECT_EQ(got->issuer, want.issuer);
    EXPECT_EQ(got->parent_body, want.parent_body);
    EXPECT_EQ(got->place, want.place);
    EXPECT_EQ(got->date, want.date);
    EXPECT_EQ(got->subject, want.subject);
    EXPECT_EQ(got->recipients, want.recipients);
    EXPECT_EQ(outline(got->sections), want.sections);
    EXPECT_EQ(got->format, want.file.ends_with(".html") ? "html" : "txt");
    EXPECT_FALSE(got->text.empty());
    for (const FieldMark& f : got->fields) {
        EXPECT_LE(f.start, f.end) << f.field;
        EXPECT_LE(f.end, text::CodepointIndex(got->text).size()) << f.field;
        EXPECT_GT(f.confidence, 0.0) << f.field;
        EXPECT_LE(f.confidence, 1.0) << f.field;
    }
}

INSTANTIATE_TEST_SUITE_P(Corpus, Documents, ::testing::ValuesIn(expected()), [](const auto& item) {
    std::string name = item.param.file.substr(0, item.param.file.find('.'));
    for (char& c : name) c = c == '-' ? '_' : c;
    return name;
});

Document read(std::string_view file) {
    auto got = read_file(corpus(file));
    if (!got) {
        ADD_FAILURE() << file << ": " << got.error().code;
        return {};
    }
    return std::move(*got);
}

TEST(Signers, FormsOfBothSystems) {
    const auto signer = [](std::string_view file) { return read(file).signer.value_or(Signer{}); };
    const Signer party = signer("ke-hoach-tinh-uy.txt");
    EXPECT_EQ(party.form, "T/M");
    EXPECT_EQ(party.body, "BAN THƯỜNG VỤ");
    EXPECT_EQ(party.title, "PHÓ BÍ THƯ");
    EXPECT_EQ(party.name, "Nguyễn Văn Mẫu");
    const Signer deputy = signer("quyet-dinh-ubnd-tinh.txt");
    EXPECT_EQ(deputy.form, "KT.");
    EXPECT_EQ(deputy.body, "CHỦ TỊCH");
    EXPECT_EQ(deputy.title, "PHÓ CHỦ TỊCH");
    EXPECT_EQ(deputy.name, "Lê Thị Minh Họa");
    const Signer office = signer("nghi-quyet-hdnd-xa.txt");
    EXPECT_FALSE(office.form);
    EXPECT_EQ(office.title, "CHỦ TỊCH");
    EXPECT_EQ(office.name, "Vũ Đình Giả");
    const Signer chain = signer("giay-moi.txt");
    EXPECT_EQ(chain.form, "TL.");
    EXPECT_EQ(chain.body, "CHỦ TỊCH");
    EXPECT_EQ(chain.title, "PHÓ CHÁNH VĂN PHÒNG");
    EXPECT_EQ(chain.name, "Ngô Văn Thử");
    EXPECT_FALSE(read("trang-luat.txt").signer);
}

TEST(Tasks, LeadContributorsAndDue) {
    const Document d = read("ke-hoach-tinh-uy.txt");
    ASSERT_EQ(d.tasks.size(), 3U);
    EXPECT_EQ(d.tasks[0].lead, "Văn phòng Tỉnh ủy");
    EXPECT_THAT(d.tasks[0].contributors, ElementsAre("Sở Nội vụ", "Ban Tổ chức Tỉnh ủy"));
    EXPECT_EQ(d.tasks[0].due, "2026-06-30");
    EXPECT_TRUE(d.tasks[0].due_exclusive);
    EXPECT_EQ(d.tasks[0].due_text, "trước ngày 30/6/2026");
    EXPECT_EQ(d.tasks[0].clause, "1.1");
    EXPECT_TRUE(slice(d, d.tasks[0].start, d.tasks[0].end).starts_with("Giao Văn phòng Tỉnh ủy"));
    EXPECT_EQ(d.tasks[1].lead, "Sở Khoa học và Công nghệ");
    EXPECT_EQ(d.tasks[1].due, "2026-03-31");
    EXPECT_FALSE(d.tasks[1].due_exclusive);
    EXPECT_EQ(d.tasks[2].lead, "đảng ủy các xã, phường");
    EXPECT_EQ(d.tasks[2].due, "2026-03-15");
    EXPECT_FALSE(d.tasks[2].due_exclusive);
    const FieldMark* due = testing::field(d, "due");
    ASSERT_NE(due, nullptr);
    EXPECT_EQ(slice(d, due->start, due->end), "trước ngày 30/6/2026");
}

TEST(Tasks, NobodyIsChargedByAPressTextOrARepealedDate) {
    EXPECT_TRUE(read("bao-chi.txt").tasks.empty());
    const Document d = analyse("Số 05-TB/TU\nTHÔNG BÁO\n-----\nGiao Sở Nội vụ báo cáo trước ngày 31/11/2026.\n");
    ASSERT_EQ(d.tasks.size(), 1U);
    EXPECT_FALSE(d.tasks[0].due);
}

TEST(Citations, BasisAndRelation) {
    const Document d = read("quyet-dinh-ubnd-tinh.txt");
    ASSERT_EQ(d.legal_basis.size(), 3U);
    EXPECT_EQ(d.legal_basis[0].symbol, "72/2025/QH15");
    EXPECT_EQ(d.legal_basis[1].symbol, "30/2020/NĐ-CP");
    EXPECT_EQ(d.legal_basis[1].date, "2020-03-05");
    EXPECT_EQ(slice(d, d.legal_basis[1].start, d.legal_basis[1].end), "30/2020/NĐ-CP ngày 05 tháng 3 năm 2020");
    EXPECT_EQ(d.legal_basis[2].symbol, "12/TTr-SNV");
    const auto relation = [](const Document& doc, std::string_view symbol) -> std::string {
        for (const About& a : doc.about) {
            if (a.symbol == symbol) return a.relation;
        }
        return "(none)";
    };
    EXPECT_EQ(relation(d, "99/QĐ-UBND"), "replaces");
    EXPECT_EQ(relation(d, "30/2020/NĐ-CP"), "cites");
    EXPECT_EQ(relation(read("ke-hoach-tinh-uy.txt"), "226-KL/TW"), "implements");
    EXPECT_EQ(relation(read("bao-cao-mttq.txt"), "226-KL/TW"), "reports_on");
    EXPECT_EQ(relation(read("lien-nganh-huong-dan.txt"), "12-HD/BTCTW"), "amends");
}

TEST(Dates, ADayOutsideTheCalendarIsLeftOutAndSaid) {
    const Document d = read("ngay-sai.txt");
    EXPECT_FALSE(d.date);
    ASSERT_EQ(d.warnings.size(), 2U);
    EXPECT_THAT(d.warnings[0], HasSubstr("31/11/2026"));
    EXPECT_THAT(d.warnings[1], HasSubstr("30/02/2026"));
    EXPECT_FALSE(d.legal_basis.at(0).date);
    EXPECT_TRUE(read("du-thao-ke-hoach.txt").warnings.at(0).starts_with("Văn bản chưa có số"));
}

TEST(Heads, UrgencyAddresseesAndTitles) {
    EXPECT_EQ(read("cong-dien.txt").urgency, "Hỏa tốc");
    EXPECT_FALSE(read("giay-moi.txt").urgency);
    EXPECT_THAT(read("cong-van-ubnd-xa.txt").addressees,
                ElementsAre("Các phòng chuyên môn thuộc Ủy ban nhân dân xã", "Trưởng các thôn"));
    EXPECT_THAT(read("to-trinh-dang-uy.txt").addressees, ElementsAre("Ban Thường vụ Tỉnh ủy"));
    const Document d = read("nghi-quyet-lien-tich.txt");
    EXPECT_EQ(d.sections.at(0).title, "QUY ĐỊNH CHUNG");
    EXPECT_EQ(d.sections.at(0).children.at(0).title, "Phạm vi điều chỉnh");
    EXPECT_EQ(read("quyet-dinh-ubnd-tinh.txt").sections.at(0).title, "");  // a sentence is no title
}

TEST(Ocr, LostMarksAreSaidAndNothingIsGuessed) {
    const Document d = read("quet-mat-dau.txt");
    EXPECT_TRUE(d.ocr.suspect);
    EXPECT_EQ(d.ocr.reason, "vietnamese_marks_missing");
    EXPECT_LT(testing::field(d, "subject")->confidence, 0.5);
    EXPECT_GT(testing::field(d, "symbol")->confidence, 0.7);
    EXPECT_FALSE(read("ke-hoach-tinh-uy.txt").ocr.suspect);
    EXPECT_FALSE(analyse("This is a plain English note about the office. It has no marks at all, and it needs none, as "
                         "nobody expects any.")
                     .ocr.suspect);
}

TEST(Footers, WhatASiteAddedIsSetAside) {
    const Document d = read("trang-luat.txt");
    EXPECT_EQ(slice(d, d.sections.back().start, d.sections.back().end), "Điều 2. Quyết định có hiệu lực từ ngày ký.");
}

}  // namespace
}  // namespace sauro::docread
