// The vocabulary of assignments, in canonical spelling. Data only.
#include "docread/tasks.hpp"

namespace sauro::docread {
namespace {

constexpr std::string_view kHeads[] = {
    // bodies
    "văn phòng", "vp", "ban", "bộ", "sở", "đảng ủy", "đảng bộ", "đảng đoàn", "tỉnh ủy", "thành ủy", "quận ủy",
    "huyện ủy", "thị ủy", "quân ủy", "ủy ban", "ubnd", "hđnd", "ubmttq", "mttq", "ubkt", "btv", "hội đồng", "mặt trận",
    "thường trực", "chi bộ", "đảng bộ bộ phận", "chi ủy", "công an", "quân sự", "bộ chỉ huy", "bộ đội biên phòng",
    "biên phòng", "đồn biên phòng", "phòng", "thanh tra", "tòa án", "tand", "vksnd", "viện", "viện kiểm sát", "cục",
    "vụ", "tổng cục", "chi cục", "trung tâm", "hội nông dân", "hội liên hiệp", "hội cựu chiến binh", "hội phụ nữ",
    "hội chữ thập đỏ", "hội người cao tuổi", "hội khuyến học", "liên đoàn lao động", "liên đoàn", "công đoàn",
    "đoàn thanh niên", "chi đoàn", "chi hội", "chi bộ", "báo và phát thanh", "báo và đài", "đài phát thanh", "đồn", "bộ chqs", "đoàn tncs", "tỉnh đoàn", "thành đoàn", "xã đoàn", "ngân hàng", "kho bạc", "chính phủ",
    "quốc hội", "thủ tướng", "báo", "đài", "đài truyền thanh", "công ty", "tổng công ty", "tập đoàn", "hiệp hội",
    "doanh nghiệp", "hợp tác xã", "liên minh hợp tác xã", "chi nhánh", "trường", "nhà trường", "học viện", "bệnh viện", "giáo viên", "giáo viên chủ nhiệm", "tổ văn phòng", "huyện đoàn", "đoàn cơ sở", "ban công tác mặt trận", "công đoàn cơ sở", "người lao động", "viên chức",
    "trạm y tế", "trạm", "hạt kiểm lâm", "kiểm lâm", "bảo hiểm xã hội", "thuế", "hải quan", "cơ quan thuế", "bưu điện",
    "viễn thông", "điện lực", "công ty điện lực", "kiểm toán", "cổng thông tin điện tử", "nhóm", "tổ công tác",
    "tổ giúp việc", "tổ biên tập", "tổ thẩm định", "tổ chuyên gia", "tổ kiểm tra", "tổ công nghệ số", "tổ dân phố",
    "đoàn kiểm tra", "đoàn công tác", "đoàn giám sát", "đoàn khảo sát", "đoàn đại biểu", "đoàn đbqh", "tiểu ban",
    "ban chỉ đạo", "ban tổ chức", "ban quản lý", "khối", "khoa", "bộ phận", "bộ phận một cửa", "đội", "tổ chức đảng",
    "tổ chức chính trị", "tổ chức cơ sở đảng", "tổ chức thành viên", "tổ chức chủ trì",
    "tổ chức công đoàn", "đảng viên", "cấp ủy", "chính quyền", "địa phương", "cơ quan", "đơn vị",  "ngành",
    "đoàn thể",  "cá nhân", "lực lượng", "chủ đầu tư", "nhà thầu", "hộ kinh doanh", "cơ sở",
    "hội cơ sở", "thôn", "ấp", "bản", "buôn", "khu phố", "khu dân cư", "xã", "phường", "đặc khu", "thị trấn", "huyện",
    "quận", "thị xã", "tỉnh", "thành phố", "các cấp", "các bên", "các tổ chức", "ủy viên", "bên a", "bên b",
    "trung ương đoàn", "trung ương hội", "tổng liên đoàn", "ban thường vụ", "ban chấp hành", "ban thường trực",
    // offices and persons
    "đồng chí", "đ/c", "ông", "bà", "trưởng", "trưởng ban", "trưởng phòng", "trưởng thôn", "trưởng đoàn", "tổ trưởng",
    "giám đốc", "tổng giám đốc", "hiệu trưởng", "viện trưởng", "cục trưởng", "vụ trưởng", "chi cục trưởng", "chánh",
    "chánh văn phòng", "chánh thanh tra", "chánh án", "thủ trưởng", "chủ tịch", "phó chủ tịch", "phó", "bí thư",
    "phó bí thư", "bộ trưởng", "thứ trưởng", "chủ nhiệm", "người đứng đầu", "người phát ngôn", "thành viên", "cán bộ",
    "công chức", "viên chức", "thư ký", "lãnh đạo", "tập thể", "cơ quan tham mưu", "cơ quan chuyên môn", "cơ quan chủ trì", "cơ quan phối hợp", "đơn vị phối hợp", "cơ quan thường trực", "ban giám hiệu", "ban giám đốc", "chỉ huy trưởng",
    "tổng biên tập", "kế toán trưởng", "kế toán", "chủ tọa", "báo cáo viên", "tổng thanh tra", "thống đốc",
    "chỉ huy", "đại biểu", "tổ trưởng dân phố", "tổ viên", "hội viên", "đoàn viên", "cấp trên", "cấp dưới", "cấp xã",
    "cấp tỉnh", "toàn thể", "trung đoàn", "ban chqs", "bộ chqs", "bch", "bql", "btc", "tổ", "hội", "đoàn"};

// Common words that are a body only behind a capital.
constexpr std::string_view kCapitalHeads[] = {"vụ", "báo", "đài", "tổ", "hội", "đoàn", "khối", "bản", "trạm", "đội",
                                              "viện", "thuế", "phó", "bà", "cơ sở", "trưởng", "khoa", "tỉnh", "quân sự",
                                              "chánh", "ngành", "bộ", "ban", "sở", "phòng", "cục", "bên a", "bên b", "xã", "phường", "huyện"};

constexpr std::string_view kNotActors[] = {
    "hội nghị", "hội thảo", "hội thi", "hội họp", "hội nhập", "hội trường", "hội ý", "hội chợ", "tổ chức", "báo cáo",
    "báo chí", "bảo đảm", "ban hành", "bộ máy", "bộ tiêu chí", "bộ thủ tục", "bộ chỉ số", "bộ tài liệu", "bộ câu hỏi",
    "sở hữu", "sở tại", "sở thích", "phòng chống", "phòng ngừa", "phòng họp", "phòng cháy", "phòng bệnh", "viện dẫn",
    "đoàn kết", "đội ngũ", "trường hợp", "tổng hợp", "vụ việc", "vụ án", "xã hội", "xã hội hóa", "cục bộ", "cơ sở dữ liệu",
    "cơ sở vật chất", "cơ sở hạ tầng", "cơ sở pháp lý", "bản sao", "bản chính", "bản đồ", "bản tin", "bản án",
    "báo động", "đơn vị hành chính", "phòng ban hành", "công an toàn", "khối lượng", "bà con", "ông bà", "đoàn viên đã",
    "đội hình", "cấp bách", "cấp phép", "cấp giấy", "tổ hợp", "nhóm nhiệm vụ", "nhóm giải pháp", "nhóm việc", "nhóm tiêu chí",
    "lực lượng sản xuất",  "bên cạnh", "báo hiệu", "trưởng thành", "trường lớp", "tỉnh táo",
    "thuế suất", "thuế giá trị gia tăng", "thuế thu nhập", "ban đầu", "bản thân", "khoa học", "khối dữ liệu", "tổ quốc",
    "chính quyền địa phương 2 cấp", "chính quyền điện tử", "chính quyền số", "chính phủ số", "chính phủ điện tử",
    "địa phương hóa", "xã hội số", "ngành nghề", "doanh nghiệp nào", "tập thể dục", "tập thể thao", "phó mặc",
    "trường học hạnh phúc", "hội viên danh dự", "báo cáo viên nào", "viện phí", "đài thọ", "trạm thu phí", "huyện cũ",
    "vụ xuân", "vụ mùa", "vụ đông", "vụ hè", "phường hội", "cơ sở để", "cơ sở cho", "cá nhân hóa", "cơ sở đó", "hội diễn"};

constexpr std::string_view kQuantifiers[] = {"các", "những", "mọi", "từng", "mỗi", "tất cả", "tất cả các", "toàn thể",
                                             "một số", "toàn bộ", "hai", "cả", "các đồng chí", "từng đồng chí", "quý"};

constexpr std::string_view kCharges[] = {
    "có trách nhiệm", "chịu trách nhiệm", "chủ trì", "làm đầu mối", "là đầu mối", "là cơ quan đầu mối",
    "là đơn vị đầu mối", "là cơ quan chủ trì", "làm thường trực", "có nhiệm vụ", "đầu mối",
    "tiếp tục chủ trì", "chủ trì thực hiện", "trực tiếp chủ trì"};

constexpr std::string_view kDeeds[] = {
    // how
    "khẩn trương", "tiếp tục", "tập trung", "nghiêm túc", "chủ động", "tích cực", "kịp thời", "thường xuyên", "trực tiếp",
    "nhanh chóng", "sớm", "thống nhất", "phải", "cần", "quyết liệt", "đồng thời", "nghiêm chỉnh", "chú trọng", "quan tâm",
    "ưu tiên", "kiên quyết", "cùng", "không được", "không để", "không", "tự", "đồng loạt", "định kỳ", "lập tức", "tuyệt đối",
    // charge
    "có trách nhiệm", "chịu trách nhiệm", "chủ trì", "làm đầu mối", "là đầu mối", "làm thường trực",
    "có nhiệm vụ", "đầu mối", "phối hợp", "căn cứ", "đảm nhận", "đảm nhiệm", "phụ trách", "thường trực giúp",
    // what
    "lãnh đạo", "chỉ đạo", "gửi", "đẩy mạnh", "xây dựng", "rà soát", "triển khai", "thực hiện", "theo dõi", "tham mưu",
    "hướng dẫn", "báo cáo", "hoàn thành", "quán triệt", "thẩm định", "ban hành", "tổng hợp", "đăng ký", "kiểm tra",
    "giám sát", "đôn đốc", "chuẩn bị", "bố trí", "bảo đảm", "đảm bảo", "tăng cường", "nghiên cứu", "đề xuất", "trình",
    "cung cấp", "phân công", "tuyên truyền", "đánh giá", "nâng cao", "cập nhật", "công bố", "đăng tải", "giải quyết",
    "xử lý", "sắp xếp", "lập", "cử", "mời", "tổ chức", "điều phối", "phân bổ", "quyết định", "xem xét", "cho ý kiến",
    "điều hành", "soạn thảo", "hoàn thiện", "cụ thể hóa", "tiếp thu", "gắn với", "vận động", "phát động", "hưởng ứng",
    "tham gia", "tham dự", "cử cán bộ", "thông báo", "thông tin", "niêm yết", "công khai", "lấy ý kiến", "góp ý",
    "thẩm tra", "xác minh", "kiểm kê", "thống kê", "rút kinh nghiệm", "khắc phục", "chấn chỉnh", "tháo gỡ", "hỗ trợ",
    "đầu tư", "mua sắm", "lắp đặt", "vận hành", "kết nối", "tích hợp", "số hóa", "chuyển đổi", "chuyển giao", "bàn giao",
    "tiếp nhận", "quản lý", "sử dụng", "khai thác", "lưu trữ", "lưu giữ", "bảo quản", "bảo vệ", "bảo mật", 
    "phòng chống", "phòng ngừa", "ngăn chặn", "đấu tranh", "truy quét", "tuần tra", "ứng trực", "trực", "sơ tán", "di dời",
    "ứng phó", "cứu nạn", "thu hồi", "thu gom", "chi trả", "cấp", "cấp phát", "giao", "giao cho", "yêu cầu", "đề nghị",
    "phê duyệt", "thông qua", "ký", "ký kết", "đàm phán", "thương thảo", "giới thiệu", "bầu", "bổ nhiệm", "điều động",
    "luân chuyển", "quy hoạch", "đào tạo", "bồi dưỡng", "tập huấn", "tuyển dụng", "tuyển chọn", "khen thưởng", "biểu dương",
    "kỷ luật", "xếp loại", "nhận xét", "bình xét", "sơ kết", "tổng kết", "họp", "khảo sát", "điều tra", "thanh tra", "đối chiếu",
    "đối soát", "kê khai", "duyệt", "xác nhận", "chứng thực", "tiếp công dân", "trả lời", "phúc đáp", "giải trình", "làm rõ",
    "phân tích", "dự báo", "cảnh báo", "phát hiện", "phản ánh", "kiến nghị", "tư vấn", "phổ biến", "truyền thông", "đưa tin",
    "phát sóng", "phát hành", "sao gửi", "nhân rộng", "duy trì", "củng cố", "kiện toàn", "thành lập", "giải thể",
    "sáp nhập", "hợp nhất", "bãi bỏ", "sửa đổi", "bổ sung", "thay thế", "điều chỉnh", "cân đối", "quyết toán", "thanh toán",
    "giải ngân", "tạm ứng", "ứng dụng", "khai trương", "tổ chức thực hiện", "thi hành", "chấp hành", "tuân thủ", "nhắc nhở",
    "vệ sinh", "trồng", "chăm sóc", "tu sửa", "sửa chữa", "nâng cấp", "cải tạo", "khởi công", "thi công", "nghiệm thu", "giải phóng",
    "bồi thường", "đền bù", "hòa giải", "xét xử", "truy tố", "khởi tố", "thi đua", "đổi mới", "cải tiến", "cải cách", "đơn giản hóa",
    "chuẩn hóa", "đồng bộ", "liên thông", "khai báo", "nộp", "nhận", "tiến hành", "tạo điều kiện", "giúp", "giúp việc", "phục vụ",
    "đón tiếp", "trang trí", "chuyển", "biên soạn", "biên tập", "thiết kế", "dự thảo", "dự kiến", "lồng ghép", "huy động",
    "khuyến khích", "động viên", "thăm hỏi", "tặng", "trao", "chăm lo", "giáo dục", "nắm", "nắm tình hình", "nắm chắc", "bám sát",
    "xác định", "lựa chọn", "đề ra", "cam kết", "ra quân", "treo", "dừng", "tạm dừng", "hạn chế", "tinh giản",
    "cắt giảm", "tiết kiệm", "thực hành", "mở", "tạo lập", "cài đặt", "khởi tạo", "kích hoạt", "phát triển", "mở rộng", "thúc đẩy",
    "xúc tiến", "quảng bá", "bình ổn", "dự trữ", "kiểm soát", "giữ", "giữ vững", "đối thoại", "tiếp xúc",     "phát huy", "tổ chức lại", "phân cấp", "phân quyền", "ủy quyền", "xin ý kiến", "trao đổi", "liên hệ",
    "truy cập", "quét", "dọn", "dọn dẹp", "quét dọn", "tính toán",     "thỏa thuận", "ghi", "ghi nhận", "ghi chép", "đo đạc", "cắm mốc", "lên kế hoạch", "lên phương án",     "thể chế hóa", "hiện đại hóa", "đồng hành", "làm việc", "làm tốt", "làm", "hoàn tất", "khôi phục", "ngoại kiểm", "định hướng", "giải tỏa", "rút", "nêu gương", "dành", "đưa", "chấm dứt", "tránh", "phân loại", "dự họp", "dự hội nghị", "truy vết", "tiêm", "khám", "chữa", "điều trị", "cấp cứu", "cách ly", "khoanh vùng", "khống chế", "vận chuyển", "đấu nối", "đấu thầu", "đấu giá", "cho thuê", "thuê", "cho vay", "thế chấp", "mua", "sản xuất", "chế biến", "tiêu thụ", "thu hoạch", "chăn nuôi", "nuôi", "gieo trồng", "tưới", "nạo vét", "gia cố", "trích", "lập phương án", "dạy", "học tập", "giảng dạy", "tuyển sinh", "chấm", "ôn luyện", "biểu diễn", "trình diễn", "trưng bày", "triển lãm", "đón", "tiễn", "tiếp đón", "tiếp dân", "tổ chức tiếp", "ra soát", "hủy", "xóa", "xóa bỏ", "loại bỏ", "gỡ bỏ", "chặn", "khởi động", "khánh thành", "công nhận", "chứng nhận", "xếp hạng", "phân hạng", "chấm điểm", "thi tuyển", "sát hạch", "xét", "xét tuyển", "xét duyệt", "bảo trì", "bảo dưỡng", "tận dụng", "khơi thông", "huấn luyện", "diễn tập", "truy bắt", "tố giác", "giải thích", "phân phối", "phân luồng", "điều chuyển", "điều tiết", "điều hòa", "dự phòng", "tham khảo", "so sánh", "thay đổi", "nhân bản", "mã hóa", "sao lưu", "kết xuất", "tra cứu", "thu thập", "thu nhận", "thu nộp", "thu phí", "chi hỗ trợ", "gia hạn", "trì hoãn", "hoãn", "rút ngắn", "kéo dài", "giãn", "trình bày", "thể hiện", "chứng minh", "gợi ý", "tổng rà soát", "tái cơ cấu", "cơ cấu lại", "bầu cử", "ứng cử", "đề cử", "hiệp thương", "tiếp xúc cử tri", "chất vấn", "thảo luận", "biểu quyết", "bỏ phiếu", "lấy phiếu", "xin lỗi", "khen", "phê bình", "nhắc", "cổ vũ", "thăm", "viếng", "tri ân", "trợ giúp", "cứu trợ", "cứu hộ", "chữa cháy", "hộ tống", "canh gác", "niêm phong", "tịch thu", "xử phạt", "cưỡng chế", "khởi kiện", "trưng cầu", "giám định", "định giá", "thẩm định giá", "san lấp", "cắm", "dựng", "lát", "đào", "đắp", "phát quang", "chặt", "tỉa", "quét sơn", "kết thúc", "bắt đầu"};

// Begin like a deed and are part of a name.
constexpr std::string_view kNotDeeds[] = {"giao thông", "giao dịch", "giao lưu", "giao ban", "giao tiếp", 
    "trực thuộc", "trực tiếp quản lý", "cấp xã", "cấp tỉnh", "cấp huyện", "cấp trên", "cấp dưới", "cấp ủy", "cấp cơ sở", "cấp mình", "cấp nước", "cấp thôn",
    "cấp sở", "cấp phòng", "cấp bộ", "cấp trung ương", "tổ chức đảng", "tổ chức chính trị", "tổ chức thành viên", "tổ chức xã hội", "tổ chức có",
    "tổ chức liên quan", "tổ chức đoàn thể", "tổ chức cơ sở", "tổ chức hội", "tổ chức công đoàn", "tổ chức kinh tế", "dự án", "thu nhập", "chi bộ", "chi hội",
    "chi đoàn", "chi cục", "chi nhánh", "chi ủy", "thường trực", "giáo dục và đào tạo", "giáo dục", "không khí", "lập pháp", "trình độ", "làm chủ", "bảo vệ thực vật",
    "quản lý thị trường", "quản lý nhà nước", "tiếp công dân tỉnh", "tiếp công dân xã", "thanh tra tỉnh", "thanh tra chính phủ", "thanh tra sở",
    "đào tạo", "phát triển nông thôn", "đầu tư xây dựng", "xây dựng đảng", "kiểm tra đảng", "bồi dưỡng chính trị", "chuyển đổi số quốc gia", "cùng cấp",
    "cần thiết", "không gian", "phục vụ hành chính công", "đăng ký đất đai", "kiểm soát bệnh tật", "hỗ trợ pháp lý", "in ấn", "dịch vụ", "thi công", "giám sát thi công",
    "tư vấn giám sát", "trực ban", "phát thanh", "truyền hình", "thống kê tỉnh", "thống kê cơ sở", "giúp việc", "tham mưu giúp việc", "lưu trữ lịch sử", "họp báo",
    "cho vay", "tổng hợp quốc gia", "bảo hiểm", "bảo tàng", "thư viện", "cùng các", "tuyên giáo", "tuyên huấn", "nhận thức", "ghi chú", "đo lường"};

constexpr std::string_view kOrders[] = {
    "giao", "giao cho", "giao trách nhiệm cho", "giao nhiệm vụ cho", "tiếp tục giao", "phân công", "phân công cho",
    "phân công nhiệm vụ cho", "yêu cầu", "đề nghị", "kính đề nghị", "trân trọng đề nghị", "chỉ đạo", "ủy quyền", "ủy quyền cho",
    "chỉ định", "ủy nhiệm", "kiến nghị", "đề xuất", "giao thêm", "nhắc", "lưu ý", "thống nhất giao", "đồng ý giao", "trao",
    "cho phép"};

constexpr std::string_view kOrderNotes[] = {"cho", "trách nhiệm cho", "nhiệm vụ cho", "bổ sung", "tới", "đối với", "thêm"};

constexpr std::string_view kAdverbials[] = {
    "trên cơ sở", "trước", "trước ngày", "hằng năm", "hàng năm", "hằng quý", "hàng quý", "hằng tháng", "hàng tháng", "hằng tuần",
    "hàng tuần", "hằng ngày", "hàng ngày", "định kỳ", "trong", "theo", "ngoài", "ngay", "ngay sau", "từ", "sau", "sau khi",
    "khi", "chậm nhất", "muộn nhất", "đến", "vào", "thông qua", "bằng", "qua", "tùy", "tùy theo", "nhất là", "đặc biệt", "để",
    "nhằm", "trường hợp", "nếu", "bên cạnh", "đồng thời", "trong đó", "kể từ", "tại", "trong quá trình"};

constexpr std::string_view kPast[] = {"đã", "vừa", "vẫn", "chưa", "đang", "sẽ", "từng", "được", "bị", "là", "cũng", "nêu", "cho biết",
                                      "khẳng định", "nhấn mạnh", "cho rằng", "đạt", "còn", "nhận thấy", "gồm", "bao gồm", "có quyền",
                                      "nhận được", "ghi nhận", "đồng ý", "có ý kiến", "có công văn", "có văn bản", "có báo cáo",
                                      "có tờ trình", "kết luận", "quyết nghị", "thống nhất đánh giá", "trân trọng", "kính", "kính trình", "kính mong", "rất mong"};

constexpr std::string_view kNamedByDeed[] = {
    "ban chỉ đạo", "tổ công tác", "tổ giúp việc", "ban tổ chức", "ban quản lý", "hội đồng", "đoàn kiểm tra", "đoàn công tác",
    "tiểu ban", "tổ kiểm tra", "đoàn giám sát", "trung tâm", "ban xây dựng", "đội", "tổ", "ban", "đoàn thanh tra", "ủy ban",
    "phòng", "cục", "vụ", "chi cục", "bộ phận", "trung tâm dịch vụ", "tổ chức", "hội", "nhóm", "công ty", "ban vận động", "đoàn",
    "viện", "quỹ"};

// Roles, not bodies: what is said of them is a rule for everybody.
constexpr std::string_view kRoles[] = {"cơ quan chủ trì", "cơ quan phối hợp", "đơn vị phối hợp", "đơn vị chủ trì", "cấp trên", "cấp dưới", "người đứng đầu",
                                       "cán bộ", "công chức", "đảng viên", "cá nhân", "tổ chức, cá nhân", "đại biểu", "báo cáo viên", "hội viên",
                                       "toàn thể", "mỗi", "từng", "mọi", "hộ kinh doanh", "người lao động"};

constexpr std::string_view kVague[] = {
    "các cơ quan liên quan", "các cơ quan có liên quan", "các đơn vị liên quan", "các đơn vị có liên quan", "các cấp ủy",
    "các tổ chức đảng", "cấp ủy", "các cơ quan", "các đơn vị", "các địa phương", "các cấp", "các ngành", "các tổ chức",
    "đơn vị liên quan", "cơ quan liên quan", "các bên liên quan", "các lực lượng", "các cá nhân", "cấp có thẩm quyền",
    "cơ quan có thẩm quyền", "cả hệ thống chính trị", "các bộ phận", "toàn thể"};

}  // namespace

#define SAURO_LEXICON(name, table)                                               \
    const Lexicon& name() {                                                      \
        static const Lexicon lexicon{std::span<const std::string_view>(table)}; \
        return lexicon;                                                          \
    }
SAURO_LEXICON(actor_heads, kHeads)
SAURO_LEXICON(actor_capital_heads, kCapitalHeads)
SAURO_LEXICON(not_actors, kNotActors)
SAURO_LEXICON(quantifiers, kQuantifiers)
SAURO_LEXICON(deeds, kDeeds)
SAURO_LEXICON(not_deeds, kNotDeeds)
SAURO_LEXICON(charges, kCharges)
SAURO_LEXICON(orders, kOrders)
SAURO_LEXICON(order_notes, kOrderNotes)
SAURO_LEXICON(adverbials, kAdverbials)
SAURO_LEXICON(past_marks, kPast)
SAURO_LEXICON(named_by_deed, kNamedByDeed)
SAURO_LEXICON(vague_actors, kVague)
SAURO_LEXICON(roles, kRoles)
#undef SAURO_LEXICON

}  // namespace sauro::docread
