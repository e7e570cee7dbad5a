#include "modules/sample/in_force.hpp"

#include <algorithm>
#include <array>

namespace sauro::sample {
namespace {

// Two regulations of one committee that differ in a number; a decision of two bodies of one commune that could be one;
// two instructions on the same matter, the second wider.
constexpr std::array<InForce, 6> documents{{
    {"MH.TU",
     {2026, 2},
     "quy định",
     "về chế độ báo cáo định kỳ của các đảng ủy trực thuộc",
     "QUY ĐỊNH\nvề chế độ báo cáo định kỳ của các đảng ủy trực thuộc\n\n"
     "Điều 1. Mỗi đảng ủy trực thuộc gửi báo cáo tháng qua mạng trước ngày 25, không gửi thêm bản giấy, trừ báo cáo có "
     "độ mật. Báo cáo dài không quá ba trang, nêu việc đã xong, việc chậm, người chịu trách nhiệm và ngày phải xong.\n"
     "Điều 2. Văn phòng Tỉnh ủy tổng hợp một lần, không yêu cầu đảng ủy báo cáo lại số liệu đã có trên hệ thống. Cơ "
     "quan cần thêm số liệu thì lấy từ bản tổng hợp.\n"
     "Điều 3. Đảng ủy gửi chậm quá ba ngày làm việc thì Văn phòng nhắc bằng tin nhắn, chậm lần thứ hai trong quý thì "
     "nêu tên tại cuộc giao ban.\nĐiều 4. Văn phòng Tỉnh ủy theo dõi việc thực hiện.\n"},
    {"MH.TU",
     {2026, 8},
     "quy định",
     "về việc gửi, nhận báo cáo của các đảng ủy trực thuộc",
     "QUY ĐỊNH\nvề việc gửi, nhận báo cáo của các đảng ủy trực thuộc\n\n"
     "Điều 1. Mỗi đảng ủy trực thuộc gửi báo cáo tháng qua mạng trước ngày 20, không gửi thêm bản giấy, trừ báo cáo có "
     "độ mật. Báo cáo dài không quá năm trang, nêu việc đã xong, việc chậm, người chịu trách nhiệm và ngày phải xong.\n"
     "Điều 2. Văn phòng Tỉnh ủy tổng hợp một lần, không yêu cầu đảng ủy báo cáo lại số liệu đã có trên hệ thống.\n"
     "Điều 3. Ban Tổ chức Tỉnh ủy lấy số liệu đảng viên từ cơ sở dữ liệu, không thu thêm biểu mẫu.\n"
     "Điều 4. Quy định này có hiệu lực từ ngày ký.\n"},
    {"MH04.DU",
     {2026, 3},
     "quyết định",
     "về lịch tiếp công dân ở các thôn",
     "QUYẾT ĐỊNH\nvề lịch tiếp công dân ở các thôn\n\n"
     "Điều 1. Sáng thứ ba hằng tuần, một lãnh đạo xã về nhà văn hóa thôn tiếp công dân theo lịch dán ở cổng; việc trả "
     "lời được ngay thì trả lời tại chỗ, việc của cấp trên thì ghi phiếu chuyển có ngày hẹn.\n"
     "Điều 2. Trưởng thôn báo trước cho nhân dân hai ngày qua loa và nhóm tin nhắn của thôn; công chức tư pháp ghi sổ, "
     "chiều thứ sáu đối chiếu việc đã trả lời.\n"
     "Điều 3. Văn phòng Đảng ủy tổng hợp hằng tháng, niêm yết kết quả tại trụ sở.\n"},
    {"MH04.UBND",
     {2026, 4},
     "quyết định",
     "về việc tiếp dân lưu động tại thôn",
     "QUYẾT ĐỊNH\nvề việc tiếp dân lưu động tại thôn\n\n"
     "Điều 1. Sáng thứ ba hằng tuần, một lãnh đạo xã về nhà văn hóa thôn tiếp công dân theo lịch dán ở cổng; việc trả "
     "lời được ngay thì trả lời tại chỗ, việc của cấp trên thì ghi phiếu chuyển có ngày hẹn.\n"
     "Điều 2. Công chức tư pháp ghi sổ, chiều thứ sáu đối chiếu việc đã trả lời và báo Chủ tịch xã.\n"
     "Điều 3. Người đến từ hai lần về một việc mà chưa được trả lời thì Chủ tịch xã tiếp trực tiếp trong bảy ngày.\n"},
    {"MH.UBND",
     {2026, 3},
     "hướng dẫn",
     "bố trí cán bộ ở bộ phận một cửa cấp xã",
     "HƯỚNG DẪN\nbố trí cán bộ ở bộ phận một cửa cấp xã\n\n"
     "1. Mỗi bộ phận một cửa có ít nhất bốn người trực, trong đó một người biết hướng dẫn nộp hồ sơ trên điện thoại; "
     "không cử người đang tập sự trực một mình.\n"
     "2. Giờ nghỉ trưa có một người trực đến 13 giờ. Người dân chờ quá 20 phút thì người phụ trách ra xin lỗi và mở "
     "thêm quầy.\n3. Hằng tháng xã gửi số hồ sơ chậm về Văn phòng Ủy ban nhân dân tỉnh qua hệ thống.\n"},
    {"MH.UBND",
     {2026, 9},
     "hướng dẫn",
     "tổ chức tiếp nhận hồ sơ ở cấp xã",
     "HƯỚNG DẪN\ntổ chức tiếp nhận hồ sơ ở cấp xã\n\n"
     "1. Mỗi bộ phận một cửa có ít nhất ba người trực, trong đó một người biết hướng dẫn nộp hồ sơ trên điện thoại; "
     "không cử người đang tập sự trực một mình.\n"
     "2. Giờ nghỉ trưa có một người trực đến 13 giờ. Người dân chờ quá 20 phút thì người phụ trách ra xin lỗi và mở "
     "thêm quầy.\n3. Hồ sơ thiếu giấy tờ mà cơ sở dữ liệu đã có thì không yêu cầu nộp lại.\n"
     "4. Xã vùng xa tổ chức tiếp nhận lưu động tại thôn mỗi tháng một lần.\n"},
}};

}  // namespace

const InForce* in_force(std::string_view unit, World::Month month) {
    const auto found = std::ranges::find_if(documents, [&](const InForce& one) {
        return one.unit == unit && one.month.year == month.year && one.month.month == month.month;
    });
    return found == documents.end() ? nullptr : &*found;
}

}  // namespace sauro::sample
