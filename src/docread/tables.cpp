#include "docread/tables.hpp"

#include <algorithm>
#include <array>

#include "docread/source.hpp"

namespace sauro::docread {
namespace {

// Decree 30/2020 Article 7 and Annex III (29 types), the law-making types, and those of Regulation 399-QĐ/TW.
constexpr TypeEntry kTypes[] = {
    {"nghi quyet lien tich", "nghị quyết liên tịch", "NQLT", ""},
    {"thong tu lien tich", "thông tư liên tịch", "TTLT", ""},
    {"quy che phoi hop", "quy chế phối hợp", "QCPH", "QCPH"},
    {"nghi quyet", "nghị quyết", "NQ", "NQ"},
    {"quyet dinh", "quyết định", "QĐ", "QĐ"},
    {"chi thi", "chỉ thị", "CT", "CT"},
    {"ket luan", "kết luận", "KL", "KL"},
    {"quy che", "quy chế", "QC", "QC"},
    {"quy dinh", "quy định", "QyĐ", "QyĐ"},
    {"thong cao", "thông cáo", "TC", "TC"},
    {"thong bao", "thông báo", "TB", "TB"},
    {"thong tri", "thông tri", "", "TT"},
    {"huong dan", "hướng dẫn", "HD", "HD"},
    {"chuong trinh", "chương trình", "CTr", "CTr"},
    {"ke hoach", "kế hoạch", "KH", "KH"},
    {"phuong an", "phương án", "PA", "PA"},
    {"de an", "đề án", "ĐA", "ĐA"},
    {"du an", "dự án", "DA", "DA"},
    {"bao cao", "báo cáo", "BC", "BC"},
    {"bien ban", "biên bản", "BB", "BB"},
    {"to trinh", "tờ trình", "TTr", "TTr"},
    {"hop dong", "hợp đồng", "HĐ", ""},
    {"cong van", "công văn", "CV", "CV"},
    {"cong dien", "công điện", "CĐ", "CĐ"},
    {"ban ghi nho", "bản ghi nhớ", "BGN", ""},
    {"ban thoa thuan", "bản thỏa thuận", "BTT", ""},
    {"giay uy quyen", "giấy ủy quyền", "GUQ", "GUQ"},
    {"giay moi", "giấy mời", "GM", "GM"},
    {"giay gioi thieu", "giấy giới thiệu", "GGT", "GGT"},
    {"giay nghi phep", "giấy nghỉ phép", "GNP", "GNP"},
    {"giay di duong", "giấy đi đường", "GĐĐ", "GĐĐ"},
    {"giay chung nhan", "giấy chứng nhận", "GCN", "GCN"},
    {"phieu gui", "phiếu gửi", "PG", "PG"},
    {"phieu chuyen", "phiếu chuyển", "PC", "PC"},
    {"phieu bao", "phiếu báo", "PB", "PB"},
    {"thu cong", "thư công", "", ""},
    {"nghi dinh", "nghị định", "NĐ", ""},
    {"thong tu", "thông tư", "TT", ""},
    {"phap lenh", "pháp lệnh", "PL", ""},
    {"luat", "luật", "L", ""},
    {"lenh", "lệnh", "L", ""},
    {"cuong linh", "cương lĩnh", "", "CL"},
    {"dieu le", "điều lệ", "ĐL", "ĐL"},
    {"chien luoc", "chiến lược", "CL", "CL"},
    {"quy hoach", "quy hoạch", "QH", "QH"},
    {"tuyen bo", "tuyên bố", "", "TBố"},
    {"loi keu goi", "lời kêu gọi", "", "LKG"},
};

constexpr Entry kNotationOrgans[] = {
    {"VPTW", "Văn phòng Trung ương Đảng"},
    {"BTCTW", "Ban Tổ chức Trung ương"},
    {"UBKTTW", "Ủy ban Kiểm tra Trung ương"},
    {"BTGDVTW", "Ban Tuyên giáo và Dân vận Trung ương"},
    {"BTGTW", "Ban Tuyên giáo Trung ương"},
    {"BDVTW", "Ban Dân vận Trung ương"},
    {"BNCTW", "Ban Nội chính Trung ương"},
    {"BCSCLTW", "Ban Chính sách, chiến lược Trung ương"},
    {"CP", "Chính phủ"},
    {"TTg", "Thủ tướng Chính phủ"},
    {"VPCP", "Văn phòng Chính phủ"},
    {"QH15", "Quốc hội"},
    {"QH16", "Quốc hội"},
    {"UBTVQH15", "Ủy ban Thường vụ Quốc hội"},
    {"UBTVQH16", "Ủy ban Thường vụ Quốc hội"},
    {"CTN", "Chủ tịch nước"},
    {"BNV", "Bộ Nội vụ"},
    {"BTC", "Bộ Tài chính"},
    {"BTP", "Bộ Tư pháp"},
    {"BYT", "Bộ Y tế"},
    {"BGDĐT", "Bộ Giáo dục và Đào tạo"},
    {"BXD", "Bộ Xây dựng"},
    {"BCT", "Bộ Công Thương"},
    {"BCA", "Bộ Công an"},
    {"BQP", "Bộ Quốc phòng"},
    {"BNG", "Bộ Ngoại giao"},
    {"BKHCN", "Bộ Khoa học và Công nghệ"},
    {"BNNMT", "Bộ Nông nghiệp và Môi trường"},
    {"BVHTTDL", "Bộ Văn hóa, Thể thao và Du lịch"},
    {"BDTTG", "Bộ Dân tộc và Tôn giáo"},
    {"TTCP", "Thanh tra Chính phủ"},
    {"NHNN", "Ngân hàng Nhà nước Việt Nam"},
};

// Names whose capitals cannot be told from the shape of the word. Longest first.
constexpr Entry kPhrases[] = {
    {"ban chap hanh trung uong dang", "Ban Chấp hành Trung ương Đảng"},
    {"van phong trung uong dang", "Văn phòng Trung ương Đảng"},
    {"uy ban thuong vu quoc hoi", "Ủy ban Thường vụ Quốc hội"},
    {"bi mat nha nuoc", "bí mật nhà nước"},
    {"dang cong san viet nam", "Đảng Cộng sản Việt Nam"},
    {"mat tran to quoc viet nam", "Mặt trận Tổ quốc Việt Nam"},
    {"ban chap hanh trung uong", "Ban Chấp hành Trung ương"},
    {"ban chap hanh dang bo", "Ban Chấp hành Đảng bộ"},
    {"ho chi minh", "Hồ Chí Minh"},
    {"uy ban nhan dan", "Ủy ban nhân dân"},
    {"hoi dong nhan dan", "Hội đồng nhân dân"},
    {"uy ban kiem tra", "Ủy ban Kiểm tra"},
    {"uy ban mat tran to quoc", "Ủy ban Mặt trận Tổ quốc"},
    {"mat tran to quoc", "Mặt trận Tổ quốc"},
    {"thu tuong chinh phu", "Thủ tướng Chính phủ"},
    {"ngan hang nha nuoc", "Ngân hàng Nhà nước"},
    {"tong bi thu", "Tổng Bí thư"},
    {"thuong truc", "Thường trực"},
    {"ban chap hanh", "Ban Chấp hành"},
    {"ban thuong vu", "Ban Thường vụ"},
    {"ban chi dao", "Ban Chỉ đạo"},
    {"bo chinh tri", "Bộ Chính trị"},
    {"ban bi thu", "Ban Bí thư"},
    {"trung uong", "Trung ương"},
    {"chu tich nuoc", "Chủ tịch nước"},
    {"chinh phu", "Chính phủ"},
    {"quoc hoi", "Quốc hội"},
    {"viet nam", "Việt Nam"},
    {"nha nuoc", "Nhà nước"},
    {"uy ban", "Ủy ban"},
    {"quan uy", "Quân ủy"},
    {"dang uy", "Đảng ủy"},
    {"dang bo", "Đảng bộ"},
    {"tinh uy", "Tỉnh ủy"},
    {"thanh uy", "Thành ủy"},
    {"chi bo", "Chi bộ"},
    {"van phong", "Văn phòng"},
    {"cong thuong", "Công Thương"},
    {"dang", "Đảng"},
};

// Bodies a bad reading is mended to.
constexpr Entry kOrgans[] = {
    {"bo chinh tri, ban bi thu", "Bộ Chính trị, Ban Bí thư"},
    {"ban chap hanh trung uong", "Ban Chấp hành Trung ương"},
    {"bo chinh tri", "Bộ Chính trị"},
    {"ban bi thu", "Ban Bí thư"},
    {"van phong trung uong dang", "Văn phòng Trung ương Đảng"},
    {"chinh phu", "Chính phủ"},
    {"thu tuong chinh phu", "Thủ tướng Chính phủ"},
    {"quoc hoi", "Quốc hội"},
    {"ban thuong vu", "Ban Thường vụ"},
};

constexpr Entry kPlaces[] = {
    {"ha noi", "Hà Nội"},         {"hue", "Huế"},
    {"hai phong", "Hải Phòng"},   {"da nang", "Đà Nẵng"},
    {"can tho", "Cần Thơ"},       {"dong nai", "Đồng Nai"},
    {"cao bang", "Cao Bằng"},     {"lang son", "Lạng Sơn"},
    {"lai chau", "Lai Châu"},     {"dien bien", "Điện Biên"},
    {"son la", "Sơn La"},         {"tuyen quang", "Tuyên Quang"},
    {"lao cai", "Lào Cai"},       {"phu tho", "Phú Thọ"},
    {"bac ninh", "Bắc Ninh"},     {"thai nguyen", "Thái Nguyên"},
    {"hung yen", "Hưng Yên"},     {"ninh binh", "Ninh Bình"},
    {"quang ninh", "Quảng Ninh"}, {"thanh hoa", "Thanh Hóa"},
    {"nghe an", "Nghệ An"},       {"ha tinh", "Hà Tĩnh"},
    {"quang tri", "Quảng Trị"},   {"quang ngai", "Quảng Ngãi"},
    {"gia lai", "Gia Lai"},       {"dak lak", "Đắk Lắk"},
    {"khanh hoa", "Khánh Hòa"},   {"lam dong", "Lâm Đồng"},
    {"tay ninh", "Tây Ninh"},     {"dong thap", "Đồng Tháp"},
    {"vinh long", "Vĩnh Long"},   {"an giang", "An Giang"},
    {"ca mau", "Cà Mau"},         {"thanh pho ho chi minh", "Thành phố Hồ Chí Minh"},
};

// Spaced, dotted and slashed habits of both systems. Longer keys first.
constexpr SigningForm kForms[] = {
    {"tuq.", "TUQ.", false}, {"tuq", "TUQ.", false}, {"t/uq", "T/UQ", false}, {"t/m", "T/M", true},
    {"tm.", "TM.", true},    {"tm", "TM.", true},    {"k/t", "K/T", false},   {"kt.", "KT.", false},
    {"kt", "KT.", false},    {"t/l", "T/L", false},  {"tl.", "TL.", false},   {"tl", "TL.", false},
    {"q.", "Q.", false},
};

constexpr std::string_view kTitles[] = {
    "pho chanh van phong",
    "chanh van phong",
    "pho tong giam doc",
    "pho truong phong",
    "pho truong ban",
    "pho chu nhiem",
    "pho chu tich",
    "pho giam doc",
    "pho bi thu thuong truc",
    "pho bi thu",
    "pho thu tuong",
    "pho hieu truong",
    "thuong truc",
    "uy vien thuong truc",
    "uy vien",
    "tong giam doc",
    "truong phong",
    "truong ban",
    "truong doan",
    "chu nhiem",
    "chu tich",
    "giam doc",
    "bi thu",
    "thu truong",
    "thu tuong",
    "bo truong",
    "tong bi thu",
    "tong thanh tra",
    "hieu truong",
    "chanh thanh tra",
    "cuc truong",
    "vu truong",
    "chi cuc truong",
    "chi huy truong",
    "vien truong",
    "chanh an",
    "pho cuc truong",
    "pho vu truong",
};

// Canonical spelling: "cử" and "cũ" fold to the same letters, only one of them gives out work.
constexpr std::string_view kActors[] = {
    "các",
    "văn phòng",
    "ban",
    "bộ",
    "sở",
    "đảng ủy",
    "đảng bộ",
    "tỉnh ủy",
    "thành ủy",
    "ủy ban",
    "ubnd",
    "hđnd",
    "hội đồng",
    "mặt trận",
    "đồng chí",
    "công an",
    "quân sự",
    "chi bộ",
    "trưởng",
    "giám đốc",
    "chánh",
    "phòng",
    "thanh tra",
    "tòa án",
    "viện",
    "cục",
    "thủ trưởng",
    "chủ tịch",
    "bí thư",
    "người đứng đầu",
    "đơn vị",
    "cơ quan",
    "tổ chức đảng",
    "cấp ủy",
    "chi cục",
    "trung tâm",
    "hội nông dân",
    "hội liên hiệp",
    "hội cựu chiến binh",
    "hội phụ nữ",
    "liên đoàn",
    "đoàn thanh niên",
    "ubmttq",
    "ủy viên",
    "ngân hàng",
    "kho bạc",
    "thường trực",
    "từng",
    "mỗi",
    "chính phủ",
    "quốc hội",
    "báo",
    "đài",
    "công ty",
    "tập đoàn",
    "hiệp hội",
    "nhóm",
    "tổ công tác",
    "phó",
    "thành viên",
    "cán bộ",
    "công chức",
    "xã",
    "phường",
    "hđnd",
};

constexpr std::string_view kVerbs[] = {
    "chủ trì",
    "lãnh đạo",
    "chỉ đạo",
    "khẩn trương",
    "tiếp tục",
    "tập trung",
    "nghiêm túc",
    "phối hợp",
    "gửi",
    "phải",
    "đẩy mạnh",
    "xây dựng",
    "rà soát",
    "triển khai",
    "thực hiện",
    "theo dõi",
    "tham mưu",
    "hướng dẫn",
    "báo cáo",
    "căn cứ",
    "chịu trách nhiệm",
    "có trách nhiệm",
    "hoàn thành",
    "quán triệt",
    "thẩm định",
    "ban hành",
    "tổng hợp",
    "đăng ký",
    "kiểm tra",
    "giám sát",
    "đôn đốc",
    "chuẩn bị",
    "bố trí",
    "bảo đảm",
    "đảm bảo",
    "tăng cường",
    "chủ động",
    "quan tâm",
    "nghiên cứu",
    "đề xuất",
    "trình",
    "cung cấp",
    "phân công",
    "tuyên truyền",
    "đánh giá",
    "kịp thời",
    "thường xuyên",
    "nâng cao",
    "cập nhật",
    "công bố",
    "đăng tải",
    "giải quyết",
    "xử lý",
    "sắp xếp",
    "lập",
    "cử",
    "mời",
    "tổ chức triển khai",
    "tổ chức thực hiện",
    "tổ chức hội nghị",
    "tổ chức quán triệt",
    "tổ chức rà soát",
    "tổ chức các",
    "tổ chức lấy",
    "điều phối",
    "phân bổ",
    "quyết định",
    "xem xét",
    "cho ý kiến",
    "điều hành",
    "làm đầu mối",
    "là đầu mối",
    "soạn thảo",
    "hoàn thiện",
    "cụ thể hóa",
    "tiếp thu",
    "gắn với",
};

template <class T, std::size_t N>
std::span<const T> all(const T (&table)[N]) {
    return {table, N};
}

std::optional<std::string_view> nearest(std::span<const Entry> table, std::string_view folded, bool fuzzy) {
    for (const Entry& e : table) {
        if (e.key == folded) return e.shown;
    }
    if (!fuzzy || folded.size() < 4) return std::nullopt;
    // One wrong letter in four, and no second candidate as near.
    const std::size_t give_up = std::min<std::size_t>(3, std::max<std::size_t>(1, folded.size() / 5));
    std::size_t best = give_up + 1;
    std::optional<std::string_view> found;
    for (const Entry& e : table) {
        const std::size_t d = edit_distance(folded, e.key, give_up);
        if (d < best) {
            best = d;
            found = e.shown;
        } else if (d == best && d <= give_up) {
            found.reset();
        }
    }
    return found;
}

}  // namespace

std::span<const TypeEntry> document_types() { return all(kTypes); }

const TypeEntry* type_named(std::string_view folded) {
    for (const TypeEntry& t : kTypes) {
        if (t.folded == folded) return &t;
    }
    return nullptr;
}

const TypeEntry* type_of_code(std::string_view code, bool party) {
    for (const TypeEntry& t : kTypes) {
        if (const auto c = party ? t.party_code : t.state_code; !c.empty() && c == code) return &t;
    }
    return nullptr;
}

std::optional<std::string_view> organ_of_notation(std::string_view code) {
    for (const Entry& e : kNotationOrgans) {
        if (e.key == code) return e.shown;
    }
    return std::nullopt;
}

std::optional<std::string_view> known_organ(std::string_view folded, bool fuzzy) {
    return nearest(kOrgans, folded, fuzzy);
}
std::optional<std::string_view> known_place(std::string_view folded, bool fuzzy) {
    return nearest(kPlaces, folded, fuzzy);
}
std::span<const Entry> proper_phrases() { return all(kPhrases); }
std::span<const Entry> provinces() { return all(kPlaces); }
std::span<const SigningForm> signing_forms() { return all(kForms); }
std::span<const std::string_view> office_titles() { return all(kTitles); }
std::span<const std::string_view> actor_starts() { return all(kActors); }
std::span<const std::string_view> action_verbs() { return all(kVerbs); }

}  // namespace sauro::docread
