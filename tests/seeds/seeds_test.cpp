// The five seed documents, every field of them. They are real papers and not part of the repository: where
// ../shared/seeds does not stand, the suite says so and holds only its own text to the same standard.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "docread/docread.hpp"
#include "reuse/reuse.hpp"
#include "text/text.hpp"

namespace sauro::docread {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const std::filesystem::path& folder() {
    static const std::filesystem::path path =
        std::filesystem::path(SAURO_SOURCE_DIR).parent_path() / "shared" / "seeds";
    return path;
}
bool stands() { return std::filesystem::is_directory(folder()); }

// The seed whose name begins with these three digits.
Document seed(std::string_view number) {
    for (const auto& entry : std::filesystem::directory_iterator(folder())) {
        if (!entry.path().filename().string().starts_with(number)) continue;
        auto got = read_file(entry.path());
        if (got) return std::move(*got);
        ADD_FAILURE() << entry.path() << ": " << got.error().code << " " << got.error().detail;
        return {};
    }
    ADD_FAILURE() << "no seed " << number << " in " << folder();
    return {};
}

std::string outline(const std::vector<Section>& sections) {
    std::string out;
    for (const Section& s : sections) {
        if (!out.empty()) out += ' ';
        out += s.label;
        if (!s.children.empty()) out += "[" + outline(s.children) + "]";
    }
    return out;
}

std::string slice(const Document& d, std::size_t start, std::size_t end) {
    const text::CodepointIndex index(d.text);
    const std::size_t from = index.byte_at(start);
    return d.text.substr(from, index.byte_at(end) - from);
}

double sure(const Document& d, std::string_view field) {
    for (const FieldMark& f : d.fields) {
        if (f.field == field) return f.confidence;
    }
    return 0;
}

TEST(Seeds, Conclusion226) {
    if (!stands()) return;
    const Document d = seed("000");
    EXPECT_EQ(d.kind, "official");
    EXPECT_EQ(d.format, "txt");
    EXPECT_EQ(d.system, "party");
    EXPECT_EQ(d.number, 226);
    EXPECT_EQ(d.notation, "KL/TW");
    EXPECT_EQ(d.symbol, "226-KL/TW");
    EXPECT_EQ(d.document_type, "kết luận");
    EXPECT_EQ(d.issuer, "Ban Bí thư");
    EXPECT_FALSE(d.parent_body);
    EXPECT_EQ(d.place, "Hà Nội");
    EXPECT_EQ(d.date, "2025-12-11");
    EXPECT_EQ(d.subject, "về việc chấn chỉnh lề lối làm việc, nâng cao hiệu quả hoạt động của hệ thống chính trị");
    EXPECT_FALSE(d.signer);
    EXPECT_FALSE(d.secrecy);
    EXPECT_FALSE(d.urgency);
    EXPECT_FALSE(d.ocr.suspect);
    EXPECT_THAT(d.recipients,
                ElementsAre("Các ban đảng, đảng uỷ trực thuộc Trung ương; các đảng uỷ trực thuộc Đảng uỷ Chính phủ, "
                            "Đảng uỷ Quốc hội, Đảng uỷ các cơ quan "
                            "Đảng Trung ương, Đảng uỷ Mặt trận Tổ quốc, các đoàn thể Trung ương; các tỉnh uỷ, thành uỷ",
                            "Các đồng chí Ủy viên Ban Chấp hành Trung ương Đảng", "Lưu Văn phòng Trung ương Đảng"));
    ASSERT_THAT(d.legal_basis, SizeIs(1));
    EXPECT_EQ(d.legal_basis[0].symbol, "151-TTr/VPTW");
    EXPECT_EQ(d.legal_basis[0].date, "2025-11-24");
    EXPECT_EQ(slice(d, d.legal_basis[0].start, d.legal_basis[0].end), "151-TTr/VPTW, ngày 24/11/2025");
    EXPECT_EQ(outline(d.sections), "1 2[2.1 2.2 2.3] 3");
    EXPECT_EQ(d.sections[0].title, "");
    EXPECT_EQ(d.sections[1].children[0].title, "Về công tác ban hành văn bản");
    EXPECT_EQ(d.sections[1].children[1].title, "Về công tác tổ chức các hội nghị");
    EXPECT_EQ(d.sections[1].children[2].title,
              "Về đổi mới phương thức làm việc, phối hợp công tác, ứng dụng công nghệ thông tin, chuyển đổi số");
    EXPECT_TRUE(slice(d, d.sections[2].start, d.sections[2].end).ends_with("để chỉ đạo, giải quyết."));
    EXPECT_THAT(d.warnings, IsEmpty());
    const auto office = std::find_if(d.tasks.begin(), d.tasks.end(),
                                     [](const Task& t) { return t.lead == "Văn phòng Trung ương Đảng"; });
    ASSERT_NE(office, d.tasks.end());
    EXPECT_THAT(office->contributors, ElementsAre("các cơ quan liên quan"));
    EXPECT_EQ(office->clause, "3");
}

TEST(Seeds, Letter18541) {
    if (!stands()) return;
    const Document d = seed("001");
    EXPECT_EQ(d.kind, "official");
    EXPECT_EQ(d.system, "party");
    EXPECT_EQ(d.number, 18541);
    EXPECT_EQ(d.notation, "CV/VPTW");
    EXPECT_EQ(d.symbol, "18541-CV/VPTW");
    EXPECT_EQ(d.document_type, "công văn");
    EXPECT_EQ(d.issuer, "Văn phòng Trung ương Đảng");
    EXPECT_EQ(d.parent_body, "Ban Chấp hành Trung ương");
    EXPECT_EQ(d.place, "Hà Nội");
    EXPECT_EQ(d.date, "2025-10-29");
    EXPECT_EQ(d.subject,
              "về việc báo cáo tình hình chấn chỉnh lề lối làm việc và chuẩn hoá hoạt động trong hệ thống chính trị");
    EXPECT_FALSE(d.signer);
    EXPECT_FALSE(d.ocr.suspect);
    EXPECT_THAT(d.addressees, ElementsAre("Ban thường vụ các tỉnh ủy, thành ủy"));
    EXPECT_THAT(d.recipients, ElementsAre("Như trên", "Thường trực Ban Bí thư (để báo cáo)",
                                          "Đồng chí Chánh Văn phòng Trung ương Đảng (để báo cáo)",
                                          "Văn phòng Tổng Bí thư", "Lưu Văn phòng Trung ương Đảng"));
    EXPECT_THAT(d.legal_basis, IsEmpty());
    EXPECT_EQ(outline(d.sections), "1 2 3 4 5");
    EXPECT_EQ(d.sections[4].title, "Thời điểm báo cáo");
    ASSERT_FALSE(d.tasks.empty());
    const Task& report = d.tasks.back();
    EXPECT_EQ(report.lead, "các tỉnh ủy, thành ủy");
    EXPECT_EQ(report.due, "2025-11-07");
    EXPECT_TRUE(report.due_exclusive);
    EXPECT_EQ(report.due_text, "trước ngày 07/11/2025");
    EXPECT_EQ(report.clause, "5");
}

TEST(Seeds, BadScanOf226) {
    if (!stands()) return;
    const Document d = seed("002");
    EXPECT_EQ(d.kind, "official");
    EXPECT_TRUE(d.ocr.suspect);
    EXPECT_EQ(d.ocr.reason, "vietnamese_marks_missing");
    EXPECT_EQ(d.system, "party");
    EXPECT_EQ(d.number, 226);
    EXPECT_EQ(d.notation, "KL/TW");
    EXPECT_EQ(d.symbol, "226-KL/TW");
    EXPECT_EQ(d.document_type, "kết luận");
    EXPECT_EQ(d.issuer, "Ban Bí thư");
    EXPECT_EQ(d.place, "Hà Nội");
    EXPECT_EQ(d.date, "2025-12-11");
    EXPECT_LT(sure(d, "subject"), 0.5);
    EXPECT_LT(sure(d, "place"), 0.8);
    ASSERT_TRUE(d.signer);
    EXPECT_EQ(d.signer->form, "T/M");
    EXPECT_EQ(d.signer->body, "BAN BÍ THƯ");
    EXPECT_FALSE(d.signer->name);
    EXPECT_THAT(d.recipients, SizeIs(3));
    EXPECT_EQ(outline(d.sections), "1 2[2.1 2.2 2.3] 3");
    ASSERT_THAT(d.legal_basis, SizeIs(1));
    EXPECT_EQ(d.legal_basis[0].symbol, "151-TTr/VPTW");
    EXPECT_EQ(d.legal_basis[0].date, "2025-11-24");
}

TEST(Seeds, PressText) {
    if (!stands()) return;
    const Document d = seed("003");
    EXPECT_EQ(d.kind, "press");
    EXPECT_FALSE(d.system);
    EXPECT_FALSE(d.symbol);
    EXPECT_FALSE(d.number);
    EXPECT_FALSE(d.document_type);
    EXPECT_FALSE(d.issuer);
    EXPECT_FALSE(d.signer);
    EXPECT_EQ(d.date, "2025-12-12");
    EXPECT_FALSE(d.ocr.suspect);
    EXPECT_THAT(d.recipients, IsEmpty());
    EXPECT_THAT(d.legal_basis, IsEmpty());
    EXPECT_THAT(d.sections, IsEmpty());
    EXPECT_THAT(d.tasks, IsEmpty());
}

TEST(Seeds, Conclusion221) {
    if (!stands()) return;
    const Document d = seed("004");
    EXPECT_EQ(d.kind, "official");
    EXPECT_EQ(d.system, "party");
    EXPECT_EQ(d.number, 221);
    EXPECT_EQ(d.notation, "KL/TW");
    EXPECT_EQ(d.symbol, "221-KL/TW");
    EXPECT_EQ(d.document_type, "kết luận");
    EXPECT_EQ(d.issuer, "Bộ Chính trị, Ban Bí thư");
    EXPECT_EQ(d.parent_body, "Ban Chấp hành Trung ương");
    EXPECT_EQ(d.place, "Hà Nội");
    EXPECT_EQ(d.date, "2025-11-28");
    EXPECT_EQ(d.subject,
              "về tình hình, kết quả hoạt động của bộ máy hệ thống chính trị và chính quyền địa phương 2 cấp");
    ASSERT_TRUE(d.signer);
    EXPECT_EQ(d.signer->form, "T/M");
    EXPECT_EQ(d.signer->body, "BỘ CHÍNH TRỊ");
    EXPECT_FALSE(d.signer->title);
    EXPECT_EQ(d.signer->name, "Trần Cẩm Tú");
    EXPECT_FALSE(d.ocr.suspect);
    EXPECT_THAT(d.recipients,
                ElementsAre("Các cơ quan, ban đảng Trung ương", "Các tỉnh uỷ, thành uỷ, đảng uỷ trực thuộc Trung ương",
                            "Đảng uỷ các bộ, ngành, tổ chức chính trị - xã hội ở Trung ương",
                            "Các đảng uỷ đơn vị sự nghiệp Trung ương",
                            "Các đồng chí Ủy viên Ban Chấp hành Trung ương Đảng", "Lưu Văn phòng Trung ương Đảng"));
    ASSERT_THAT(d.legal_basis, SizeIs(1));
    EXPECT_EQ(d.legal_basis[0].symbol, "565-BC/BTCTW");
    EXPECT_EQ(d.legal_basis[0].date, "2025-11-27");
    EXPECT_EQ(outline(d.sections), "1 2 3 4 5");

    std::vector<const Task*> due;
    for (const Task& t : d.tasks) {
        if (t.due) due.push_back(&t);
    }
    ASSERT_THAT(due, SizeIs(2));
    EXPECT_EQ(due[0]->lead, "Đảng uỷ Chính phủ");
    EXPECT_EQ(due[0]->due, "2025-12-31");
    EXPECT_FALSE(due[0]->due_exclusive);
    EXPECT_EQ(due[0]->due_text, "trong năm 2025");
    EXPECT_EQ(due[1]->lead, "Các tỉnh uỷ, thành uỷ");
    EXPECT_THAT(due[1]->contributors, ElementsAre("Bộ Y tế", "Bộ Giáo dục và Đào tạo", "Bộ Nội vụ"));
    EXPECT_EQ(due[1]->due, "2025-12-31");
    EXPECT_TRUE(due[1]->due_exclusive);
    EXPECT_EQ(due[1]->clause, "4");
    const Task& last = d.tasks.back();
    EXPECT_EQ(last.lead, "Ban Tổ chức Trung ương");
    EXPECT_THAT(last.contributors, ElementsAre("Bộ Nội vụ"));
    EXPECT_EQ(last.clause, "5");
}

// The same standard for a text of our own, so that the suite proves something wherever it runs.
TEST(OwnText, IsReadLikeTheSeeds) {
    const Document d = analyse(
        "BAN CHẤP HÀNH TRUNG ƯƠNG\n*\nĐẢNG CỘNG SẢN VIỆT NAM\nSố 999-KL/TW\nHà Nội, ngày 01 tháng 02 năm 2031\nKẾT "
        "LUẬN\nCỦA BAN BÍ THƯ\nVỀ MỘT VIỆC KHÔNG CÓ THẬT\n-----\n"
        "Xem xét Tờ trình số 888-TTr/VPTW, ngày 15/01/2031, Ban Bí thư kết luận như sau:\n1. Giao Văn phòng Trung ương "
        "Đảng theo dõi, hoàn thành trước ngày 03/03/2031.\n"
        "Nơi nhận:\n- Các ban đảng,\n- Lưu Văn phòng Trung ương Đảng.\nT/M BAN BÍ THƯ\nNguyễn Văn Mẫu\n\nNguồn tra "
        "cứu: vi-du.vn\n");
    EXPECT_EQ(d.symbol, "999-KL/TW");
    EXPECT_EQ(d.issuer, "Ban Bí thư");
    EXPECT_EQ(d.date, "2031-02-01");
    EXPECT_EQ(d.subject, "về một việc không có thật");
    EXPECT_EQ(d.signer->name, "Nguyễn Văn Mẫu");
    EXPECT_THAT(d.recipients, ElementsAre("Các ban đảng", "Lưu Văn phòng Trung ương Đảng"));
    EXPECT_EQ(d.legal_basis.at(0).symbol, "888-TTr/VPTW");
    EXPECT_EQ(d.tasks.at(0).due, "2031-03-03");
}

// The scan read without a Vietnamese model is the conclusion; the press article is made from it; the rest is other
// work.
TEST(Seeds, ReuseBetweenThem) {
    if (!stands()) return;
    const Document conclusion = seed("000"), scan = seed("002"), press = seed("003");
    const auto same = reuse::compare(scan.text, conclusion.text);
    EXPECT_EQ(same.verdict, reuse::Verdict::same);
    EXPECT_TRUE(same.ocr_like);
    EXPECT_GE(same.a_in_b, 0.95);
    EXPECT_GE(same.b_in_a, 0.95);
    const auto copied = reuse::compare(press.text, conclusion.text);
    EXPECT_EQ(copied.verdict, reuse::Verdict::copy);
    EXPECT_FALSE(copied.ocr_like);
    EXPECT_LT(copied.b_in_a, 0.6);
    EXPECT_EQ(reuse::compare(seed("004").text, seed("001").text).verdict, reuse::Verdict::distinct);
    EXPECT_EQ(reuse::compare(seed("001").text, conclusion.text).verdict, reuse::Verdict::distinct);
}

}  // namespace
}  // namespace sauro::docread

int main(int argc, char** argv) {
    if (argc > 1 && argv[1] == sauro::docread::worker_flag) return sauro::docread::worker_main(argc, argv);
    ::testing::InitGoogleTest(&argc, argv);
    const bool there = sauro::docread::stands();
    std::printf("seeds: %s %s\n", there ? "read from" : "NOT READ, no folder", sauro::docread::folder().c_str());
    return RUN_ALL_TESTS();
}
