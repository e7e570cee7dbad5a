#include "docread/tables.hpp"

#include <algorithm>
#include <array>

#include "docread/parts/source.hpp"

namespace sauro::docread {
namespace {

// What kind of it a line of a type says, while the subject stands below.
constexpr std::string_view kKinds[] = {"phoi hop",         "lien tich",
                                       "lien nganh",       "lien bo",
                                       "lien so",          "hanh dong",
                                       "tong ket",         "so ket",
                                       "tom tat",          "chi tiet",
                                       "tong the",         "chuyen de",
                                       "giai trinh",       "tiep thu",
                                       "bo sung",          "dieu chinh",
                                       "tong hop",         "nhanh",
                                       "thanh tra",        "kiem tra",
                                       "giam sat",         "kiem toan",
                                       "tham tra",         "tham dinh",
                                       "khao sat",         "ket qua thanh tra",
                                       "ket qua kiem tra", "ket qua giam sat",
                                       "kiem diem",        "dinh ky",
                                       "dot xuat",         "phoi hop cong tac"};

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
    {"vien kiem sat nhan dan toi cao", "Viện kiểm sát nhân dân tối cao"},
    {"toa an nhan dan toi cao", "Tòa án nhân dân tối cao"},
    {"bo chi huy quan su", "Bộ Chỉ huy Quân sự"},
    {"bo chi huy bo doi bien phong", "Bộ Chỉ huy Bộ đội Biên phòng"},
    {"ban chi huy quan su", "Ban Chỉ huy Quân sự"},
    {"ban chi huy phong thu dan su", "Ban Chỉ huy Phòng thủ dân sự"},
    {"ban chi dao phong thu dan su", "Ban Chỉ đạo Phòng thủ dân sự"},
    {"ban chap hanh trung uong dang", "Ban Chấp hành Trung ương Đảng"},
    {"van phong trung uong dang", "Văn phòng Trung ương Đảng"},
    {"uy ban thuong vu quoc hoi", "Ủy ban Thường vụ Quốc hội"},
    {"bi mat nha nuoc", "bí mật nhà nước"},
    {"dang cong san viet nam", "Đảng Cộng sản Việt Nam"},
    {"lien hiep phu nu viet nam", "Liên hiệp Phụ nữ Việt Nam"},
    {"lien hiep cac hoi", "Liên hiệp các hội"},
    {"vien kiem sat nhan dan", "Viện kiểm sát nhân dân"},
    {"doan tncs ho chi minh", "Đoàn TNCS Hồ Chí Minh"},
    {"benh vien da khoa", "Bệnh viện Đa khoa"},
    {"tong lien doan lao dong", "Tổng Liên đoàn Lao động"},
    {"lien doan lao dong", "Liên đoàn Lao động"},
    {"doan dbqh", "Đoàn ĐBQH"},
    {"doan dai bieu quoc hoi", "Đoàn đại biểu Quốc hội"},
    {"hoi dong bau cu quoc gia", "Hội đồng bầu cử quốc gia"},
    {"kiem toan nha nuoc", "Kiểm toán nhà nước"},
    {"bao hiem xa hoi", "Bảo hiểm xã hội"},
    {"kho bac nha nuoc", "Kho bạc Nhà nước"},
    {"hoi cuu chien binh", "Hội Cựu chiến binh"},
    {"hoi lien hiep phu nu", "Hội Liên hiệp Phụ nữ"},
    {"hoi nong dan", "Hội Nông dân"},
    {"hoi lhpn", "Hội LHPN"},
    {"hoi ccb", "Hội CCB"},
    {"doan thanh nien", "Đoàn Thanh niên"},
    {"doan tinh", "Đoàn tỉnh"},
    {"doan xa", "Đoàn xã"},
    {"doan phuong", "Đoàn phường"},
    {"dai hoi dai bieu", "Đại hội đại biểu"},
    {"toa an nhan dan", "Tòa án nhân dân"},
    {"thanh tra chinh phu", "Thanh tra Chính phủ"},
    {"van phong chinh phu", "Văn phòng Chính phủ"},
    {"trung tam chinh tri", "Trung tâm Chính trị"},
    {"trung tam phuc vu hanh chinh cong", "Trung tâm Phục vụ hành chính công"},
    {"ban quan ly", "Ban Quản lý"},
    {"ban chi dao", "Ban Chỉ đạo"},
    {"ban to chuc", "Ban Tổ chức"},
    {"ban noi chinh", "Ban Nội chính"},
    {"ban xay dung dang", "Ban Xây dựng Đảng"},
    {"ban tuyen giao va dan van", "Ban Tuyên giáo và Dân vận"},
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
    {"bo chinh tri", "Bộ Chính trị"},
    {"ban bi thu", "Ban Bí thư"},
    {"trung uong", "Trung ương"},
    {"chu tich nuoc", "Chủ tịch nước"},
    {"chinh phu", "Chính phủ"},
    {"quoc hoi", "Quốc hội"},
    {"viet nam", "Việt Nam"},
    {"nha nuoc", "Nhà nước"},
    {"dang uy quan su", "Đảng ủy Quân sự"},
    {"dang uy", "Đảng ủy"},
    {"tinh uy", "Tỉnh ủy"},
    {"thanh uy", "Thành ủy"},
    {"huyen uy", "Huyện ủy"},
    {"quan uy", "Quận ủy"},
    {"thi uy", "Thị ủy"},
    {"uy ban", "Ủy ban"},
    {"quan uy trung uong", "Quân ủy Trung ương"},
    {"dang bo", "Đảng bộ"},
    {"chi bo", "Chi bộ"},
    {"van phong", "Văn phòng"},
    {"cong an", "Công an"},
    {"tinh doan", "Tỉnh đoàn"},
    {"thanh doan", "Thành đoàn"},
    {"bo cong thuong", "Bộ Công Thương"},
    {"so cong thuong", "Sở Công Thương"},
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
    "tham phan",
    "tham tra vien",
    "kiem sat vien",
    "chap hanh vien",
    "cong chung vien",
    "tham phan - chu toa phien toa",
    "pho cuc truong",
    "pho vu truong",
    "pho chanh an",
    "pho vien truong",
    "pho chanh thanh tra",
    "pho chu tich thuong truc",
    "pho hieu truong",
    "pho thu truong",
    "pho tong thanh tra",
    "pho chi cuc truong",
    "pho chi huy truong",
    "pho truong doan",
    "pho tong bien tap",
    "tong bien tap",
    "tong kiem toan",
    "thong doc",
    "pho thong doc",
    "chinh uy",
    "pho chinh uy",
    "vien pho",
    "tru tri",
    "to truong",
    "pho truong",
    "truong tieu ban",
    "chu tri",
    "chu toa",
    "thu ky",
    "tong thu ky",
    "hat truong",
    "doi truong",
    "tram truong",
    "tong cuc truong",
    "pho tong cuc truong",
    "chanh vp",
    "quyen chu tich",
    "quyen giam doc",
    "truong thon",
    "bi thu chi bo",
    "pho chu nhiem",
    "uy vien thu ky",
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

const TypeEntry* type_line(std::string_view folded) {
    constexpr std::string_view draft = "du thao ";
    if (folded.starts_with(draft)) folded.remove_prefix(draft.size());
    if (folded.ends_with(')')) folded = strip(folded.substr(0, folded.find('(')), " ");
    if (const TypeEntry* whole = type_named(folded)) return whole;
    for (const TypeEntry& type : kTypes) {
        if (!starts_with_word(folded, type.folded) || folded.size() <= type.folded.size()) continue;
        const auto kind = folded.substr(type.folded.size() + 1);
        return std::ranges::find(kKinds, kind) == std::end(kKinds) ? nullptr : &type;
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

}  // namespace sauro::docread
