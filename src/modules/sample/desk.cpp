// What lies on the desk today: documents that came in and wait for their number, drafts in which a check finds
// something.
#include <array>

#include "modules/sample/book.hpp"

namespace sauro::sample {
namespace {

struct Waiting {
    std::string_view unit, symbol, type, subject, issuer, system;
    int days_ago;
    std::string_view urgency{"thuong"};
    int due_in = -1;  // days from today; -1: no date
};
constexpr std::array<Waiting, 9> waiting{{
    {"MH01.DU", "1187-CV/TU", "công văn", "Về việc đôn đốc báo cáo quý IV thực hiện Kết luận 226-KL/TW",
     "Tỉnh ủy Minh Họa", "party", 0, "khan", 6},
    {"MH01.DU", "322-KH/TU", "kế hoạch", "Tổng kết công tác xây dựng Đảng năm 2026", "Tỉnh ủy Minh Họa", "party", 0,
     "thuong", 12},
    {"MH01.DU", "916/UBND-VP", "công văn", "Về việc rà soát trụ sở, tài sản công sau sắp xếp",
     "Ủy ban nhân dân tỉnh Minh Họa", "state", 0},
    {"MH01.DU", "204-HD/BTCTU", "hướng dẫn", "Kiểm điểm, đánh giá, xếp loại tập thể, cá nhân năm 2026",
     "Ban Tổ chức Tỉnh ủy Minh Họa", "party", 1, "thuong", 20},
    {"MH01.DU", "77/BC-MTTQ", "báo cáo", "Kết quả giám sát việc tiếp công dân ở cơ sở",
     "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Minh Họa", "state", 1},
    {"MH01.DU", "58/TTr-UBND", "tờ trình", "Đề nghị cho ý kiến về lịch hội nghị quý I/2027",
     "Ủy ban nhân dân xã Minh An", "state", 1, "thuong", 4},
    {"MH.TU", "143-BC/ĐU", "báo cáo", "Kết quả thực hiện Kết luận 226-KL/TW mười tháng năm 2026",
     "Đảng ủy xã Minh Châu", "party", 0},
    {"MH.TU", "91-TTr/ĐU", "tờ trình", "Xin ý kiến tổ chức hội nghị toàn xã ngoài kế hoạch", "Đảng ủy xã Minh Giang",
     "party", 0, "khan", 3},
    {"MH.TU", "402/BC-UBND", "báo cáo", "Tiến độ số hóa hồ sơ, thủ tục hành chính", "Ủy ban nhân dân tỉnh Minh Họa",
     "state", 1},
}};

struct Draft {
    std::string_view unit, type, system, subject, implements, text;
};
constexpr std::array<Draft, 3> drafts{{
    {"MH01.DU", "kế hoạch", "party", "Triển khai thực hiện Kết luận 226-KL/TW quý I/2027", "226-KL/TW",
     "TỈNH ỦY MINH HỌA\nĐẢNG ỦY XÃ MINH AN\n*\nSố     -KH/ĐU\n\nĐẢNG CỘNG SẢN VIỆT NAM\nMinh An, ngày     tháng     "
     "năm 2026\n\nKẾ HOẠCH\n"
     "triển khai thực hiện Kết luận 226-KL/TW quý I/2027\n-----\n\n"
     "Căn cứ Kết luận số 226-KL/TW, ngày 11/12/2025 của Ban Bí thư, Ban Thường vụ Đảng ủy xã xây dựng kế hoạch như "
     "sau:\n\n"
     "1. Nhiệm vụ\n"
     "1.1. Các cơ quan liên quan sớm rà soát chế độ báo cáo, kịp thời đề xuất cắt giảm.\n"
     "1.2. Văn phòng Đảng ủy và Ủy ban nhân dân xã chủ trì xây dựng lịch hội nghị năm 2027, hoàn thành trước ngày "
     "15/01/2027.\n"
     "1.3. Ủy ban Mặt trận Tổ quốc xã phối hợp tuyên truyền sâu rộng trong Nhân dân.\n\n"
     "2. Tổ chức thực hiện\n"
     "Các chi bộ, cơ quan, đơn vị theo chức năng, nhiệm vụ chủ động triển khai, báo cáo kết quả theo quy định.\n\n"
     "Nơi nhận:\n- Tỉnh ủy (báo cáo),\n- Các chi bộ trực thuộc,\n- Lưu Văn phòng Đảng ủy.\n\nT/M BAN THƯỜNG VỤ\nBÍ "
     "THƯ\n"},
    {"MH01.DU", "công văn", "party", "Về việc chuẩn bị hội nghị tổng kết năm 2026", "",
     "TỈNH ỦY MINH HỌA\nĐẢNG ỦY XÃ MINH AN\n*\nSố     -CV/ĐU\nvề việc chuẩn bị hội nghị tổng kết năm 2026\n\nĐẢNG CỘNG "
     "SẢN VIỆT NAM\n"
     "Minh An, ngày     tháng     năm 2026\n\nKính gửi: Các chi bộ trực thuộc.\n\n"
     "Để chuẩn bị hội nghị tổng kết năm 2026, Ban Thường vụ Đảng ủy xã đề nghị các chi bộ khẩn trương gửi báo cáo về "
     "Văn phòng Đảng ủy trong thời gian "
     "sớm nhất. Các đơn vị có liên quan bố trí thành phần dự họp phù hợp, quan tâm chỉ đạo thực hiện tốt nội dung "
     "trên.\n\n"
     "Nơi nhận:\n- Như trên,\n- Lưu Văn phòng Đảng ủy.\n\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n"},
    {"MH.TU", "kế hoạch", "party", "Kiểm tra việc thực hiện Kết luận 226-KL/TW ở cấp xã năm 2027", "226-KL/TW",
     "ĐẢNG CỘNG SẢN VIỆT NAM\nTỈNH ỦY MINH HỌA\n*\nSố     -KH/TU\nMinh Họa, ngày     tháng     năm 2026\n\nKẾ HOẠCH\n"
     "kiểm tra việc thực hiện Kết luận 226-KL/TW ở cấp xã năm 2027\n-----\n\n"
     "Mục đích: đánh giá việc giảm văn bản, giảm hội nghị ở cấp xã và tháo gỡ khó khăn cho cơ sở.\n\n"
     "1. Ủy ban Kiểm tra Tỉnh ủy chủ trì kiểm tra 12 xã, phường, đặc khu, hoàn thành trước ngày 30/6/2027.\n"
     "2. Văn phòng Tỉnh ủy tổng hợp, sớm báo cáo Ban Thường vụ.\n"
     "3. Các cơ quan liên quan phối hợp thực hiện.\n\n"
     "Nơi nhận:\n- Các đảng ủy xã, phường, đặc khu,\n- Lưu Văn phòng Tỉnh ủy.\n\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n"},
}};

}  // namespace

Status fill_desk(World& world) {
    Books books(world);
    for (const auto& one : waiting) {
        Line line;
        line.unit = world.find(one.unit);
        if (line.unit == nullptr) continue;
        line.direction = "in";
        line.status = "waiting";
        line.numbered = false;
        line.given_symbol = one.symbol;
        line.document_type = one.type;
        line.subject = one.subject;
        line.issuer = one.issuer;
        line.system = one.system;
        line.arrival = world.today.plus_days(-one.days_ago);
        line.date = line.arrival->plus_days(-1);
        line.urgency = one.urgency;
        line.channel = "network";
        line.digital = true;
        line.pages = 2;
        if (one.due_in >= 0) line.due = world.today.plus_days(one.due_in);
        TRYV(books.add(line));
    }
    int position = 1;
    for (const auto& one : drafts) {
        Line line;
        line.unit = world.find(one.unit);
        if (line.unit == nullptr) continue;
        line.direction = "draft";
        line.status = "editing";
        line.date = world.today;
        line.position = position++;
        line.document_type = one.type;
        line.system = one.system;
        line.subject = one.subject;
        line.implements = one.implements;
        line.text = one.text;
        TRYV(books.add(line));
    }
    return books.close();
}

}  // namespace sauro::sample
