// D9 and D10 beside a superior: which of its tasks are asked here, and what in the draft may carry one out.
#include <gtest/gtest.h>

#include <algorithm>

#include "docread/docread.hpp"
#include "rulebook/impl.hpp"
#include "rulebook/prose/quantities.hpp"
#include "rulebook/prose/rhythms.hpp"
#include "rulebook/superior/pairing.hpp"
#include "rulebook/test_views.hpp"

namespace sauro::rulebook {
namespace {

docread::Document paper(const std::string& issuer, const std::string& date, const std::string& body) {
    return docread::analyse(issuer + "\n-------\nSố: " + date + "/KH-UBND\nMinh Họa, ngày " + date +
                            " tháng 3 năm 2026\n\nKẾ HOẠCH\nlàm việc năm 2026\n\n" + body);
}

struct Beside {
    docread::Document superior, draft;
    CheckContext context;

    Beside(const std::string& theirs, const std::string& mine)
        : superior(paper("ỦY BAN NHÂN DÂN TỈNH MINH HỌA", "05", theirs)),
          draft(paper("ỦY BAN NHÂN DÂN XÃ AN THƯỢNG", "24", mine)) {
        context.unit_level = "commune";
        context.unit_bloc = "government";
    }

    std::vector<TaskCoverage> rows() {
        context.against = {superior};
        return check_with_coverage(testing::shipped(), draft, context).coverage.front();
    }
    // Of the task that says so.
    TaskCoverage row(std::string_view task) {
        for (auto& one : rows()) {
            if (one.superior.text.find(task) != std::string::npos) return one;
        }
        ADD_FAILURE() << "no task " << task;
        return {};
    }
    Finding finding(std::string_view norm) {
        context.against = {superior};
        for (auto& one : check(testing::shipped(), draft, context)) {
            if (one.norm == norm) return one;
        }
        ADD_FAILURE() << "no finding of " << norm;
        return {};
    }
};

TEST(Superior, WhatTheProvinceSetsItselfIsNotAskedOfACommune) {
    Beside texts(
        "I. NHIỆM VỤ CỦA CẤP TỈNH\n1. Mở 03 lớp tập huấn cho cán bộ xã, phường trong quý II/2026.\n"
        "II. NHIỆM VỤ CỦA ỦY BAN NHÂN DÂN XÃ, PHƯỜNG\n1. Rà soát trụ nước, sửa trụ hỏng trước ngày 30/6/2026.\n"
        "2. Báo tai nạn về Sở Xây dựng trong 24 giờ.\n",
        "1. Phòng Kinh tế thay van trụ nước hỏng trước ngày 05/6/2026.\n");
    EXPECT_FALSE(texts.row("Mở 03 lớp").addressed);
    EXPECT_TRUE(texts.row("Rà soát trụ nước").addressed);
    EXPECT_TRUE(texts.row("Báo tai nạn").addressed) << "a deed, not the newspaper";
}

TEST(Superior, ABodyOfACommuneMeansThatOneInTheCommunesOwnText) {
    const std::string theirs = "1. Ủy ban Mặt trận Tổ quốc xã chấm điểm các thôn trong tháng 10/2026.\n";
    Beside texts(theirs, "1. Bí thư chi bộ thôn họp dân trước ngày 05/4/2026.\n");
    EXPECT_TRUE(texts.row("chấm điểm").addressed);
    texts.superior = paper("ĐẢNG ỦY XÃ PHÚ CỔ", "05", theirs);
    EXPECT_FALSE(texts.row("chấm điểm").addressed);
}

TEST(Superior, AHeadingThatNamesWhoseItsItemsAreSaysWhomTheyBind) {
    // Items that open with their deed, and one that opens with the head of those bodies.
    const std::string theirs =
        "1. Ủy ban nhân dân các xã, phường\n1.1. Chủ tịch Ủy ban nhân dân tiếp dân ít nhất hai buổi mỗi tháng.\n"
        "1.2. Tổ chức đối thoại với Nhân dân ít nhất hai lần trong năm.\n"
        "2. Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh\n2.1. Giám sát việc giải quyết đơn thư trước ngày 31/10/2026.\n";
    Beside texts(theirs, "1. Ban Dân chủ - Pháp luật kiểm tra đơn thư trước ngày 05/4/2026.\n");
    texts.draft = paper("BAN THƯỜNG TRỰC ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM TỈNH MINH HỌA", "24",
                        "1. Ban Dân chủ - Pháp luật kiểm tra đơn thư trước ngày 05/4/2026.\n");
    texts.context.unit_level = "province";
    texts.context.unit_bloc = "mass";
    EXPECT_FALSE(texts.row("tiếp dân").addressed);
    EXPECT_FALSE(texts.row("Tổ chức đối thoại").addressed);
    EXPECT_TRUE(texts.row("Giám sát").addressed) << "its standing committee writes for it";
    Beside own(theirs, "1. Văn phòng lập lịch trước ngày 05/4/2026.\n");
    EXPECT_TRUE(own.row("tiếp dân").addressed);
    EXPECT_TRUE(own.row("Tổ chức đối thoại").addressed);
    EXPECT_FALSE(own.row("Giám sát").addressed);
}

TEST(Superior, AGroundAloneNeedsNoTaskForEach) {
    const std::string theirs = "1. Trồng tre giữ đất ven kênh mỗi quý một đợt.\n";
    const std::string own =
        "Điều 1. Phân công 06 công chức trực quầy từ ngày 28/4/2026.\nĐiều 2. Công chức trực quầy trả kết quả đúng "
        "hẹn.\n";
    Beside carried(theirs, "Thực hiện Kế hoạch số 05/KH-UBND của Ủy ban nhân dân tỉnh.\n" + own);
    EXPECT_EQ(carried.finding("KL226.2.1.d3.concretise").outcome, "breached");
    Beside ground(theirs, "Căn cứ Kế hoạch số 05/KH-UBND của Ủy ban nhân dân tỉnh.\n" + own);
    EXPECT_EQ(ground.finding("KL226.2.1.d3.concretise").outcome, "cannot_tell");
}

TEST(Superior, WhoTellsAllInOtherWordsMayTellThisOneSo) {
    const auto weights = PairWeights::read({"base 0", "sure 1", "maybe -1", "least -4", "others 0.5", "usual 4"});
    ASSERT_TRUE(weights);
    EXPECT_EQ(weights->maybe_beside(0, 0), -100) << "nobody beside it";
    EXPECT_EQ(weights->maybe_beside(5 * 400, 5), -100) << "as usual";
    EXPECT_LT(weights->maybe_beside(5 * 100, 5), -200);
    EXPECT_GT(weights->maybe_beside(5 * 600, 5), -50);
}

TEST(Superior, RulesThatAreAskedForAreMadeByAText) {
    const std::string theirs = "1. Xây dựng quy định thực hiện chuyển đổi số trong công tác văn bản.\n";
    Beside deed(theirs,
                "1. Văn phòng số hóa, chuyển đổi số 96% văn bản đi, đến trong công tác trước ngày 30/6/2026.\n");
    EXPECT_EQ(deed.row("Xây dựng quy định").state, "doubtful");
    Beside rules(theirs,
                 "1. Văn phòng xây dựng, trình ban hành quy chế chuyển đổi số trong công tác văn bản trước ngày "
                 "30/6/2026.\n");
    EXPECT_EQ(rules.row("Xây dựng quy định").state, "covered");
}

TEST(Superior, TwoNormsCountTheSameTasks) {
    Beside texts("1. Làm sạch kênh nội đồng trước ngày 30/6/2026.\n",
                 "1. Phòng Kinh tế vớt bèo, làm sạch kênh nội đồng trước ngày 20/6/2026.\n"
                 "2. Phòng Kinh tế chi 62 triệu đồng từ ngân sách xã sửa cống trước ngày 25/6/2026.\n");
    EXPECT_EQ(texts.finding("KL226.2.1.d3.time-limit").measured, "2/2");
    EXPECT_EQ(texts.finding("KL226.2.1.d3.assignment").measured, "2/2");
}

TEST(Superior, HowLeadersAreToActPeopleJudge) {
    const std::string mine = "1. Kế toán quyết toán 50 triệu đồng tiền áo phao trước ngày 10/9/2026.\n";
    Beside deed("1. Tăng cường công tác tư tưởng trong cán bộ, đảng viên.\n", mine);
    EXPECT_EQ(deed.finding("KL226.2.1.d3.concretise").outcome, "breached");
    Beside duty("1. Người đứng đầu cấp ủy có trách nhiệm lãnh đạo, chỉ đạo tăng cường công tác tư tưởng.\n", mine);
    EXPECT_EQ(duty.finding("KL226.2.1.d3.concretise").outcome, "cannot_tell");
}

TEST(Superior, ASendingBehindTheDeedMakesNoReport) {
    Beside texts(
        "1. Chấm điểm chất lượng sinh hoạt của từng chi bộ sau mỗi kỳ sinh hoạt.\n"
        "2. Báo cáo Ban Tổ chức Tỉnh ủy trước ngày 20/6/2026.\n",
        "1. Các chi bộ chấm điểm buổi sinh hoạt theo phiếu của Ban Tổ chức Tỉnh ủy, gửi điểm về Ban Xây dựng "
        "Đảng trong 03 ngày sau buổi họp.\n"
        "2. Ban Xây dựng Đảng báo cáo Ban Tổ chức Tỉnh ủy ngày 15/6/2026.\n");
    EXPECT_EQ(texts.finding("KL226.2.1.d3.concretise").outcome, "met");
}

TEST(Superior, HowThingsStandCarriesNothingOut) {
    Beside texts("1. Thu gom rác phao xốp, mỗi tháng ít nhất một đợt.\n2. Đánh số lồng bè trước ngày 30/6/2026.\n",
                 "Xã Hải Khẩu có 402 hộ nuôi biển, phần lớn là lồng tre, phao xốp, đặt dày ở vụng Khẩu.\n"
                 "1. Phòng Kinh tế gắn biển số cho lồng bè trước ngày 25/6/2026.\n");
    const auto finding = texts.finding("KL226.2.1.d3.concretise");
    EXPECT_EQ(finding.outcome, "breached");
    ASSERT_EQ(finding.passages.size(), 1U);
    EXPECT_TRUE(finding.passages[0].quote.find("Thu gom rác") != std::string::npos) << finding.passages[0].quote;
}

TEST(Superior, MonthsOfAQuarterEachAreARhythm) {
    const auto rhythm = [](std::string_view text) {
        const Prose prose(text);
        return rhythm_in(prose, {0, text.size()});
    };
    const unsigned quarterly = rhythm("mỗi quý một lần");
    EXPECT_NE(quarterly, 0U);
    EXPECT_EQ(rhythm("ngày 10 các tháng 9, 12/2026 và 3, 6/2027"), quarterly);
    EXPECT_EQ(rhythm("ngày 12 của tháng cuối quý"), quarterly);
    EXPECT_EQ(rhythm("trong tháng 9 và tháng 10/2026"), 0U);
}

struct Case {
    const char *theirs, *mine;
    bool differs;
};
bool differs(const Case& one) {
    Beside texts(one.theirs + std::string("\n"), one.mine + std::string("\n"));
    return texts.finding("KL226.2.1.d3.consistent-law.superior").outcome == "breached";
}

TEST(Superior, WhatKeepsANumberAndWhatDoesNot) {
    const Case cases[] = {
        // Before an event, around a place and as a scope a number binds the other way.
        {"1. Gửi tài liệu đến chi bộ chậm nhất 05 ngày trước buổi sinh hoạt.",
         "1. Văn phòng gửi tài liệu đến chi bộ bảy ngày trước buổi sinh hoạt.", false},
        {"1. Gửi tài liệu đến chi bộ chậm nhất 05 ngày trước buổi sinh hoạt.",
         "1. Văn phòng gửi tài liệu đến chi bộ ba ngày trước buổi sinh hoạt.", true},
        {"1. Xóa điểm giữ xe không phép trong bán kính 300 m quanh trường trước ngày 20/9/2026.",
         "1. Công an xã xóa điểm giữ xe không phép quanh trường hai trăm mét, xong ngày 15/9/2026.", true},
        {"1. Xóa điểm giữ xe không phép trong bán kính 300 m quanh trường trước ngày 20/9/2026.",
         "1. Công an xã xóa điểm giữ xe không phép trong bán kính 400 m quanh trường, xong ngày 15/9/2026.", false},
        {"1. Kiểm tra toàn bộ cây cao trên 08 m ven đường trước ngày 25/7/2026.",
         "1. Phòng Kinh tế kiểm tra mọi cây cao hơn bảy mét ven đường, xong ngày 22/7/2026.", false},
        {"1. Kiểm tra toàn bộ cây cao trên 08 m ven đường trước ngày 25/7/2026.",
         "1. Phòng Kinh tế kiểm tra mọi cây cao hơn mười mét ven đường, xong ngày 22/7/2026.", true},
        {"1. Cấm xe tải trên 2,5 tấn vào tuyến đường có trường học trong giờ tan trường.",
         "1. Phòng Kinh tế cắm biển cấm xe tải trên 5 tấn vào tuyến đường có trường học trong giờ tan trường.", true},
        {"1. Cấm xe tải trên 2,5 tấn vào tuyến đường có trường học trong giờ tan trường.",
         "1. Phòng Kinh tế cắm biển cấm xe tải trên 2 tấn vào tuyến đường có trường học trong giờ tan trường.", false},
        {"1. Bố trí lực lượng phân luồng tại cổng trường trong 30 phút đầu giờ học.",
         "1. Công an xã phân luồng tại cổng trường trong 15 phút đầu giờ học.", true},
        {"1. Bố trí lực lượng phân luồng tại cổng trường trong 30 phút đầu giờ học.",
         "1. Công an xã phân luồng tại cổng trường trong 45 phút đầu giờ học.", false},
        // More of what was asked; so much of each beside so much in all.
        {"1. In sách hỏi đáp, phát 3.000 cuốn đến các chi bộ trước ngày 31/5/2026.",
         "1. Văn phòng in sách hỏi đáp, phát 3.200 cuốn đến các chi bộ trước ngày 22/5/2026.", false},
        {"1. Đặt ít nhất 60 thùng rác dọc bãi biển trước ngày 31/8/2026.",
         "1. Phòng Kinh tế chia bãi biển làm sáu đoạn, mỗi đoạn mười thùng rác, đặt xong ngày 25/8/2026.", false},
        {"1. Bảo đảm 100% báo cáo định kỳ gửi trên môi trường mạng.",
         "1. Văn phòng gửi báo cáo định kỳ trên môi trường mạng, giảm một nửa số báo cáo.", false},
        {"1. Gọi tàu thuyền vào nơi tránh trú trước 17 giờ ngày 16/9/2026.",
         "1. Đồn Biên phòng gọi tàu thuyền vào nơi tránh trú, không còn chiếc nào ngoài khơi từ 15 giờ ngày 16/9/2026.",
         false},
        {"1. Niêm yết kết quả giám sát trong 07 ngày kể từ ngày kết thúc giám sát.",
         "1. Trưởng thôn niêm yết kết quả giám sát sau khi kết thúc giám sát năm ngày.", false},
        // Days that stand twice in a sentence are no parts of one count.
        {"1. Trồng cây ăn quả: mở ít nhất 01 lớp kỹ thuật, ít nhất 3 ngày một lớp.",
         "1. Phòng Kinh tế mở 02 lớp kỹ thuật trồng cây ăn quả từ ngày 06/7/2026, mỗi lớp 2 ngày.", true},
        // What keeps another limit of the sentence excuses this one no more.
        {"1. Hội nghị: phát biểu khai mạc không quá 10 phút, phát biểu tham luận không quá 10 phút.",
         "1. Văn phòng xếp hội nghị: phát biểu khai mạc không quá 10 phút, phát biểu tham luận không quá 15 phút.",
         true},
        // So long each time, beside a least in all.
        {"1. Huấn luyện đội dân phòng không dưới 16 giờ trong năm.",
         "1. Công an xã huấn luyện đội dân phòng bốn tháng, mỗi buổi năm giờ.", false},
        {"1. Huấn luyện đội dân phòng không dưới 16 giờ trong năm.",
         "1. Công an xã huấn luyện đội dân phòng 12 giờ trong năm.", true},
        {"1. Tập huấn cán bộ tiếp dân cấp xã, tối thiểu hai ngày mỗi lớp.",
         "1. Văn phòng tập huấn cán bộ tiếp dân cấp xã, mỗi lớp một ngày rưỡi.", true},
        // So many a year, beside a most in all.
        {"1. Tổ chức họp: cấp tỉnh tổ chức không quá 2 hội nghị có quy mô toàn tỉnh, cấp xã tổ chức không quá 3 hội "
         "nghị có quy mô toàn xã.",
         "1. Mỗi năm xã tổ chức nhiều nhất 4 hội nghị toàn xã.", true},
        {"1. Tổ chức họp: cấp tỉnh tổ chức không quá 2 hội nghị có quy mô toàn tỉnh, cấp xã tổ chức không quá 3 hội "
         "nghị có quy mô toàn xã.",
         "1. Mỗi năm xã tổ chức nhiều nhất 2 hội nghị toàn xã.", false},
        // Told in other words, with hardly a word in common.
        {"1. Họp\n- Mỗi cuộc họp không quá 90 phút; tài liệu gửi trước ít nhất 02 ngày làm việc.\n2. Nghe dân\n- Lập "
         "đường dây nhận phản ánh, xong trước ngày 15/6/2026; trả lời người phản ánh trong 05 ngày làm việc.\n- Xin "
         "lỗi bằng văn bản khi hồ sơ trễ hạn.\n3. Bố trí nơi tiếp dân có ghế ngồi trước ngày 30/6/2026.",
         "1. Về cách họp. Cuộc họp bắt đầu đúng giờ, không cuộc nào quá một trăm phút; người chủ trì được quyền cắt ý "
         "kiến lan man. Tài liệu do Văn phòng đưa lên mạng trước ngày họp hai ngày làm việc.\n2. Về nghe dân. Phòng "
         "Văn hóa lắp điện thoại, công bố số trên loa thôn ngày 08/6/2026.",
         true},
    };
    for (const Case& one : cases) EXPECT_EQ(differs(one), one.differs) << one.mine;
}

TEST(Superior, NumbersInWordsInPartsAndOfThePast) {
    const Case cases[] = {
        {"1. Người bệnh đến lĩnh thuốc chờ không quá 45 phút.",
         "1. Trạm Y tế để người bệnh lĩnh thuốc chờ dưới một giờ.", true},
        {"1. Rà soát đảng viên đi làm ăn xa sáu tháng một lần.",
         "1. Văn phòng rà soát đảng viên đi làm ăn xa trên tám tháng vào tháng 5 và tháng 11.", false},
        {"1. Xây dựng ít nhất 3 mô hình Dân vận khéo mới trong năm 2026.",
         "1. Mặt trận xây dựng mô hình Dân vận khéo mới năm 2026: hai mô hình về rác, một mô hình về chợ.", false},
        {"1. Chốt ở cửa rừng có người trực, mỗi chốt ít nhất 4 người.",
         "1. Chốt ở cửa rừng có người trực, mỗi chốt Công an xã hai người, dân quân ba người.", false},
        // A share of bodies beside a share of files.
        {"1. Tỷ lệ hồ sơ thủ tục hành chính nộp trực tuyến đạt từ 85% trở lên.\n"
         "2. 100% xã, phường có ít nhất 02 điểm hỗ trợ dịch vụ công trực tuyến.",
         "1. Tỷ lệ hồ sơ nộp trực tuyến đạt 88%.", false},
        {"1. Nghiêm cấm đốt nương trong khoảng từ 10 giờ đến 16 giờ.",
         "1. Trưởng thôn cho đốt nương từ 5 giờ đến 8 giờ sáng.", false},
        {"1. Bí thư tiếp dân ít nhất 2 ngày mỗi tháng tại trụ sở.",
         "1. Bí thư tiếp dân tại trụ sở thứ Tư tuần đầu và tuần cuối; lịch dán ngày 01 của tháng đầu mỗi quý.", false},
        {"1. Giải quyết dứt điểm ít nhất 80% số kiến nghị của Nhân dân trong năm.",
         "I. NHÌN LẠI NĂM TRƯỚC\nTrong số kiến nghị của Nhân dân, 62% được giải quyết dứt điểm trong năm.\n"
         "II. VIỆC PHẢI LÀM\n1. Văn phòng giải quyết dứt điểm 85% số kiến nghị của Nhân dân trong năm.",
         false},
    };
    for (const Case& one : cases) EXPECT_EQ(differs(one), one.differs) << one.mine;
}

TEST(Superior, ADifferenceIsToldInWholeWords) {
    const auto told_of = [](const std::string& text) {
        const Prose prose(text);
        std::string out;
        for (const Quantity& q : quantities_in(prose, {0, text.size()}))
            out += (out.empty() ? "" : "|") + whole_words(prose, q);
        return out;
    };
    EXPECT_EQ(told_of("Bố trí 01 điểm hỗ trợ dịch vụ công tại trụ sở."), "01 điểm hỗ trợ dịch vụ công");
    EXPECT_EQ(told_of("Mở 02 lớp bồi dưỡng nhận thức về Đảng, 60 học viên."), "02 lớp bồi dưỡng nhận thức|60 học viên");
    EXPECT_EQ(told_of("Cử 05 công chức được tập huấn trong 03 ngày."), "05 công chức|03 ngày");
    EXPECT_EQ(told_of("Báo cáo trước ngày 15 tháng 6 và 20 tháng 12 hằng năm."), "") << "days, no number of months";
    EXPECT_EQ(told_of("Thi công trong 2 tháng 15 ngày."), "2 tháng");
}

TEST(Superior, APartOfADayIsATime) {
    const std::string theirs = "1. Các hội nghị quán triệt nghị quyết, chỉ thị có thời gian họp không quá 1/2 ngày.";
    EXPECT_TRUE(differs({theirs.c_str(), "1. Hội nghị quán triệt nghị quyết họp không quá 1 ngày.", true}));
    EXPECT_FALSE(differs({theirs.c_str(), "1. Hội nghị quán triệt nghị quyết họp không quá 4 giờ.", false}));
}

TEST(Superior, ANumberThatNamesOneCaseSpeaksOfNoOther) {
    const std::string theirs =
        "1. Các hội nghị quán triệt, phổ biến nghị quyết, chỉ thị có thời gian họp không quá 1/2 ngày; các hội nghị "
        "chuyên môn, nghiệp vụ có thời gian họp không quá 1 ngày.";
    EXPECT_TRUE(
        differs({theirs.c_str(), "1. Hội nghị quán triệt nghị quyết có thời gian họp không quá 1 ngày.", true}));
    EXPECT_FALSE(
        differs({theirs.c_str(), "1. Hội nghị chuyên môn, nghiệp vụ có thời gian họp không quá 1 ngày.", false}));
}

TEST(Superior, ThreeFourthsAreAShare) {
    const Prose prose("Văn phòng giải quyết ba phần tư số kiến nghị.");
    const auto found = quantities_in(prose, {0, prose.text().size()});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].unit, "%");
    EXPECT_EQ(found[0].value, Rational(75));
}

TEST(Superior, HalfAUnitBehindItIsCounted) {
    const auto read = [](std::string_view text) {
        const Prose prose(text);
        const auto found = quantities_in(prose, {0, text.size()});
        return found.empty() ? std::pair(std::string("-"), Rational(0)) : std::pair(found[0].unit, found[0].value);
    };
    EXPECT_EQ(read("Mỗi lớp một ngày rưỡi."), std::pair(std::string("ngày"), Rational(3, 2)));
    EXPECT_EQ(read("Cuộc họp kéo dài hai giờ rưỡi."), std::pair(std::string("phút"), Rational(150)));
    EXPECT_EQ(read("Cuộc họp kéo dài hai giờ."), std::pair(std::string("phút"), Rational(120)));
}

TEST(Superior, WhichDayIsLater) {
    const Case cases[] = {
        // The day on which it begins.
        {"1. Tiêm phòng cho đàn chó, mèo, xong trước ngày 30/9/2026.",
         "1. Trạm Thú y tiêm phòng cho đàn chó, mèo, bắt đầu ngày 20/9, vét đến ngày 20/10/2026.", true},
        {"1. Tổ chức bữa trưa bán trú cho học sinh ở xa, bắt đầu từ ngày 05/9/2026.",
         "1. Từ ngày 01/10/2026, Hiệu trưởng tổ chức bữa trưa bán trú cho học sinh ở xa.", true},
        {"1. Tổ chức bữa trưa bán trú cho học sinh ở xa, bắt đầu từ ngày 05/9/2026.",
         "1. Từ ngày 01/9/2026, Hiệu trưởng tổ chức bữa trưa bán trú cho học sinh ở xa.", false},
        // A day of each period, of each year.
        {"1. Báo cáo Ban An toàn giao thông tỉnh trước ngày 18 hằng tháng.",
         "1. Văn phòng báo cáo Ban An toàn giao thông tỉnh ngày 22 hằng tháng.", true},
        {"1. Báo cáo Ban An toàn giao thông tỉnh trước ngày 18 hằng tháng.",
         "1. Văn phòng báo cáo Ban An toàn giao thông tỉnh ngày 17 hằng tháng.", false},
        {"1. Báo cáo Ban Tuyên giáo Tỉnh ủy trước ngày 15/12 hằng năm.",
         "1. Văn phòng báo cáo Ban Tuyên giáo Tỉnh ủy trước ngày 20/12 hằng năm.", true},
        {"1. Báo cáo Ban Tuyên giáo Tỉnh ủy trước ngày 10 tháng 12 hằng năm.",
         "1. Văn phòng báo cáo Ban Tuyên giáo Tỉnh ủy trước ngày 08/12 hằng năm.", false},
        {"1. Báo cáo Ban Tổ chức Tỉnh ủy trước ngày 15 tháng 6 và 15 tháng 12 hằng năm.",
         "1. Văn phòng báo cáo Ban Tổ chức Tỉnh ủy trước ngày 20 tháng 6 và 20 tháng 12 hằng năm.", true},
        // Of a part; of a year that closes; of the list below.
        {"1. Rà soát đất công ích, lập sổ từng thửa, xong trước ngày 30/6/2026.",
         "1. Phòng Kinh tế rà soát đất công ích, lập sổ từng thửa, xong trước ngày 31/8/2026; trong đó 04 thôn báo "
         "cáo sơ bộ ngày 30/5/2026.",
         true},
        {"1. Lắp thiết bị báo cháy ở di tích gỗ trước ngày 31/10/2026.",
         "1. Ban Quản lý lắp thiết bị báo cháy ở di tích gỗ trước khi năm 2026 khép lại.", true},
        {"1. Lập sổ theo dõi chó, mèo đến từng hộ, xong trước ngày 15/7/2026.",
         "1. Lập sổ theo dõi chó, mèo\n- Trưởng thôn phát phiếu ngày 20/6/2026;\n- Nhập sổ xong ngày 10/7/2026;\n"
         "2. Công việc trong Kế hoạch không ghi ngày thì kết thúc chậm nhất ngày 30/9/2026.",
         false},
    };
    for (const Case& one : cases) EXPECT_EQ(differs(one), one.differs) << one.mine;
}

TEST(Superior, ADayOfEachYearIsReadAsOneOfEachMonthIs) {
    const auto day = [](const std::string& text) {
        const Prose prose(text);
        const auto found = period_day_in(prose, {0, text.size()});
        return found ? std::pair(std::string(found->period), found->day) : std::pair(std::string("-"), 0);
    };
    const auto asked = day("báo cáo trước ngày 15/12 hằng năm");
    EXPECT_EQ(asked.first, "năm");
    EXPECT_LE(day("báo cáo ngày 14 tháng 12 hằng năm").second, asked.second);
    EXPECT_GT(day("gửi báo cáo trước ngày 20/12 hằng năm").second, asked.second);
    EXPECT_LT(day("gửi báo cáo trước ngày 30/11 mỗi năm").second, asked.second);
    EXPECT_EQ(day("báo cáo trước ngày 15/12/2026 hằng năm").first, "-");
    EXPECT_EQ(day("báo cáo trước ngày 15/12 hằng tháng").first, "-");
}

TEST(Superior, WhoSpeaksForACommitteeIsThatCommittee) {
    Beside texts("1. Giám sát công trình trước ngày 30/6/2026.\n",
                 "Thực hiện Kế hoạch số 05/KH-UBND ngày 05/3/2026 của Ban Thường trực Ủy ban nhân dân tỉnh Minh Họa;\n"
                 "1. Trưởng thôn giám sát công trình trước ngày 20/6/2026.\n");
    EXPECT_EQ(texts.finding("KL226.2.1.d3.consistent-law").outcome, "met");
}

TEST(Superior, ABaseToldAsEndedBehindASemicolonIsToldSo) {
    LegalRegister legal = LegalRegister::shipped();
    ASSERT_TRUE(legal.add_file("so.jsonl", R"({"symbol":"19/2021/QĐ-UBND","document_type":"quyết định",)"
                                           R"("date":"2021-08-11","repealed_by":"27/2025/QĐ-UBND",)"
                                           R"("in_force_to":"2025-10-01"})"));
    Beside texts("1. Giám sát chợ trước ngày 30/6/2026.\n",
                 "Nội quy chợ lập theo Quyết định số 19/2021/QĐ-UBND ngày 11 tháng 8 năm 2021; Quyết định này đã bị "
                 "bãi bỏ từ ngày 01 tháng 10 năm 2025.\n");
    texts.context.legal = &legal;
    EXPECT_EQ(texts.finding("KL226.2.1.d3.consistent-law").outcome, "met");
    texts.draft = paper("ỦY BAN NHÂN DÂN XÃ AN THƯỢNG", "24",
                        "Nội quy chợ lập theo Quyết định số 19/2021/QĐ-UBND ngày 11 tháng 8 năm 2021; nay sửa lại.\n");
    EXPECT_EQ(texts.finding("KL226.2.1.d3.consistent-law").outcome, "breached");
}

}  // namespace
}  // namespace sauro::rulebook
