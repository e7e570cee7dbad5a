// Where a name is whole: behind a level, a field every level has, an office; what stands there is a verb, known or not.
#include "docread/tasks/tasks_lead.hpp"
#include "text/text.hpp"

namespace sauro::docread {
namespace {

bool is(const Words& words, std::size_t i, std::initializer_list<std::string_view> folded) {
    return is_word(words, i, folded);
}

// Words in small letters that may follow a whole name and still belong to it, or that no verb can be.
bool modifies(const Words& words, std::size_t i) {
    static constexpr std::string_view kModifiers[] = {
        "tỉnh",  "thành", "xã",    "phường", "nhân",   "đảng", "các",  "và",   "của",    "thuộc", "trực thuộc",
        "cấp",   "liên",  "có",    "đặc",    "huyện",  "ủy",   "dân",  "khu",  "số",     "khóa",  "nhiệm",
        "hiện",  "còn",   "nay",   "đã",     "sẽ",     "là",   "được", "bị",   "cũ",     "mới",   "trước",
        "sau",   "tại",   "trên",  "trong",  "theo",   "với",  "cùng", "do",   "vì",     "khi",   "nếu",
        "mà",    "thì",   "nhưng", "nêu",    "trở",    "như",  "về",   "cho",  "để",     "nơi",   "ven",
        "vùng",  "miền",  "biên",  "giới",   "địa",    "bàn",  "quan", "lại",  "khác",   "nói",   "trung",
        "trọng", "điểm",  "biệt",  "khó",    "khăn",   "loại", "phía", "dọc",  "giáp",   "từng",  "mỗi",
        "hai",   "ba",    "nhất",  "thường", "chuyên", "phụ",  "từ",   "đến",  "tham",   "tiểu",  "bao",
        "qua",   "đông",  "ngoài", "riêng",  "ở",      "phải", "cần",  "cách", "kể",     "gồm",   "hoặc",
        "ngang", "tương", "đương", "phố",    "thôn",   "lân",  "giai", "đoạn", "ngày",   "tháng", "năm",
        "quý",   "vừa",   "chưa",  "đang",   "chiến",  "vực",  "hội",  "cận",  "cơ",     "đơn",   "tổ",
        "ban",   "sở",    "bộ",    "phòng",  "ngành",  "đoàn", "viên", "chức", "trưởng", "phó",   "hữu",
        "hành",  "chính", "không", "cũng",   "vẫn",    "thực"};
    static const Lexicon lexicon{std::span<const std::string_view>(kModifiers)};
    return lexicon.match(words, i) > 0;
}

// Fields of the bodies every level has: behind one of them the name is over.
const Lexicon& fields_of_bodies() {
    static constexpr std::string_view kFields[] = {"nội vụ",
                                                   "tài chính",
                                                   "tư pháp",
                                                   "xây dựng",
                                                   "công thương",
                                                   "y tế",
                                                   "nông nghiệp và môi trường",
                                                   "khoa học và công nghệ",
                                                   "giáo dục và đào tạo",
                                                   "dân tộc và tôn giáo",
                                                   "ngoại vụ",
                                                   "du lịch",
                                                   "kế hoạch và đầu tư",
                                                   "giao thông vận tải",
                                                   "thông tin và truyền thông",
                                                   "tài nguyên và môi trường",
                                                   "nông nghiệp và phát triển nông thôn",
                                                   "quốc phòng",
                                                   "công an",
                                                   "ngoại giao",
                                                   "lao động",
                                                   "kinh tế",
                                                   "tuyên giáo và dân vận",
                                                   "nội chính",
                                                   "dân vận",
                                                   "tuyên giáo",
                                                   "văn hóa và thể thao",
                                                   "thể thao và du lịch",
                                                   "thương binh và xã hội",
                                                   "xã hội",
                                                   "quy hoạch và kiến trúc",
                                                   "hạ tầng và đô thị"};
    static const Lexicon lexicon{std::span<const std::string_view>(kFields)};
    return lexicon;
}

// Offices whose name is whole by itself: "các Thẩm phán xếp lịch …".
const Lexicon& whole_offices() {
    static constexpr std::string_view kWhole[] = {
        "thẩm phán",      "hội thẩm",       "thẩm tra viên",   "kiểm sát viên", "kiểm tra viên",
        "thanh tra viên", "chấp hành viên", "điều tra viên",   "phó chánh án",  "chi hội trưởng",
        "trưởng thôn",    "tổ trưởng",      "phó viện trưởng", "phó giám đốc"};
    static const Lexicon lexicon{std::span<const std::string_view>(kWhole)};
    return lexicon;
}

}  // namespace

// Is the small word at `j` the first behind a name that is whole? Then it is a verb, though no list knows it.
bool ends_name(const Words& words, std::size_t j, std::size_t head, std::size_t head_end) {
    if (words[j].upper || words[j].sep != ' ' || j < 1 || (words.folded(j)[0] >= '0' && words.folded(j)[0] <= '9') ||
        modifies(words, j))
        return false;
    if (is(words, j, {"hoi"}) && is(words, j - 1, {"xa"})) return false;  // "xã hội"
    if (j == head_end && quantifiers().match(words, head) > 0) {
        for (std::size_t n = 2; n <= 3 && n < j - head + 1; ++n) {
            if (whole_offices().match(words, j - n) == n) return true;
        }
    }
    const bool level = is(words, j - 1, {"tinh", "xa", "phuong", "huyen", "uong", "thon"}) ||
                       (is(words, j - 1, {"pho"}) && is(words, j - 2, {"thanh", "to", "khu", "dan"})) ||
                       (is(words, j - 1, {"uy"}) && words[head].upper);
    if (level && j > head) return words[j - 1].upper == false || is(words, j - 1, {"uong"});
    if (words[j - 1].upper && words[j - 1].sep == ' ' && j >= head_end + 2 && words[j - 2].upper)
        return true;  // "Minh Họa khôi phục"
    if (j >= head_end + 1 && words[j - 1].sep == ' ' && is_capitals(words.raw(j - 1)) &&
        words.folded(j - 1).size() <= 4)
        return true;  // "khu vực V thông quan"
    if (is(words, head, {"so", "bo", "ban", "phong"}) && words[head].upper) {
        for (std::size_t from = head_end; from < j; ++from) {
            // The longest field that begins the name, or follows a comma or a dash in it.
            const bool begins = from == head_end || words[from].sep == ',' || words[from].sep == '-';
            if (begins && from + fields_of_bodies().match(words, from) == j &&
                fields_of_bodies().match(words, from) > 0)
                return true;
        }
    }
    return false;
}

}  // namespace sauro::docread
