#include "docread/tasks/tasks_context.hpp"

#include <algorithm>

#include "text/text.hpp"

namespace sauro::docread {
namespace {

bool one_of(std::string_view word, std::initializer_list<std::string_view> list) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

// "UBND xã" -> "uy ban nhan dan xa".
std::string written_out(std::string_view folded) {
    static constexpr std::pair<std::string_view, std::string_view> kShort[] = {
        {"ubnd", "uy ban nhan dan"},  {"hdnd", "hoi dong nhan dan"},         {"btv", "ban thuong vu"},
        {"mttq", "mat tran to quoc"}, {"ubmttq", "uy ban mat tran to quoc"}, {"ubkt", "uy ban kiem tra"},
        {"vp", "van phong"}};
    std::string out;
    for (std::size_t at = 0; at < folded.size();) {
        std::size_t end = at;
        while (end < folded.size() && is_word_byte(folded[end])) ++end;
        std::string_view word = folded.substr(at, end - at);
        for (const auto& [shortened, full] : kShort) {
            if (word == shortened) word = full;
        }
        if (!word.empty()) {
            if (!out.empty()) out += ' ';
            out += word;
        }
        at = end + 1;
    }
    return out;
}

}  // namespace

TaskSetting::TaskSetting(const Source& source, const Heading& heading) {
    (void)source;
    if (heading.date && heading.date->iso) {
        if (const auto d = base::Date::parse_iso(*heading.date->iso)) date = *d;
    }
    const std::string type = heading.document_type ? heading.document_type->value : std::string();
    report = one_of(type, {"báo cáo", "biên bản", "thông cáo", "tuyên bố"});
    directive = one_of(type, {"kết luận",          "chỉ thị",      "công điện", "kế hoạch",
                              "nghị quyết",        "chương trình", "hướng dẫn", "quyết định",
                              "quy định",          "quy chế",      "thông báo", "công văn",
                              "phương án",         "đề án",        "thông tri", "nghị quyết liên tịch",
                              "nghị định",         "thông tư",     "lệnh",      "quy chế phối hợp",
                              "thông tư liên tịch"});
    fields = !one_of(type, {"giấy mời", "biên bản"});
    if (heading.issuer) issuer = written_out(text::fold(heading.issuer->value));
}

bool TaskSetting::is_issuer(std::string_view folded_name) const {
    std::string name = written_out(folded_name);
    for (const std::string_view title :
         {"chu tich ", "pho chu tich ", "ban thuong vu ", "ban chap hanh ", "thuong truc "}) {
        if (name.starts_with(title)) name = name.substr(title.size());
    }
    if (issuer.empty() || name.size() < 3) return false;
    std::string own = issuer;
    for (const std::string_view title : {"chu tich ", "ban thuong vu ", "ban chap hanh ", "thuong truc "}) {
        if (own.starts_with(title)) own = own.substr(title.size());
    }
    return own.starts_with(name) || name.starts_with(own);
}

bool TaskSetting::is_superior(std::string_view folded_name) const {
    const std::string name = written_out(folded_name);
    for (const std::string_view who :
         {"chu tich",      "pho chu tich", "thu tuong",    "bo truong",   "bi thu",          "pho bi thu",
          "ban thuong vu", "ban bi thu",   "bo chinh tri", "thuong truc", "uy ban nhan dan", "hoi dong nhan dan",
          "ban chap hanh", "dong chi",     "chinh phu",    "ban to chuc", "hoi nghi",        "tinh uy",
          "thanh uy",      "dang uy",      "giam doc",     "truong ban",  "ban chi dao"}) {
        if (starts_with_word(name, who)) return true;
    }
    return false;
}

bool TaskSetting::told_by(const Source& source, Span folded) const {
    const std::string_view f = source.fold(folded);
    // What a report tells of itself: "… và đã được thực hiện nghiêm túc".
    for (const std::string_view word : {"da duoc thuc hien", "da hoan thanh", "duoc thuc hien nghiem tuc",
                                        "duoc thuc hien thuong xuyen", "da thuc hien xong"}) {
        if (f.find(word) != std::string_view::npos) return true;
    }
    return false;
}

bool TaskSetting::closes(std::string_view f) const {
    for (const std::string_view word :
         {"tren day la", "nhan duoc", "trong qua trinh", "qua trinh thuc hien", "can cu noi dung"}) {
        if (f.starts_with(word)) return true;
    }
    return false;
}

bool TaskSetting::dated(const Source& source, Span folded) const {
    const std::string_view f = source.fold(folded);
    for (std::size_t i = 0; i + 4 <= f.size(); ++i) {
        if ((i == 0 || !(f[i - 1] >= '0' && f[i - 1] <= '9')) && (f.substr(i, 2) == "20" || f.substr(i, 2) == "19") &&
            f[i + 2] >= '0' && f[i + 2] <= '9' && f[i + 3] >= '0' && f[i + 3] <= '9')
            return true;
    }
    return false;
}

void classify_heading(std::string_view f, bool& orders, bool& told, const TaskSetting& setting) {
    const auto has = [&](std::initializer_list<std::string_view> list) {
        return std::any_of(list.begin(), list.end(), [&](std::string_view w) { return contains_word(f, w); });
    };
    if (has({"to chuc thuc hien", "phan cong", "kien nghi", "de xuat", "trach nhiem", "to chuc thi hanh",
             "nhiem vu cua", "thuc hien", "ket luan", "phuong huong", "nhiem vu", "giai phap", "de nghi",
             "dieu khoan thi hanh"}) &&
        !has({"tinh hinh", "ket qua", "thuc trang", "danh gia"})) {
        orders = true;
        told = false;
        if (has({"phuong huong", "giai phap"}) && setting.report) orders = false;
        return;
    }
    if (has({"tinh hinh",         "ket qua",
             "thuc trang",        "han che",
             "nguyen nhan",       "muc tieu",
             "quan diem",         "muc dich",
             "chi tieu",          "danh gia",
             "ton tai",           "su can thiet",
             "thao luan",         "dien bien",
             "thanh phan",        "co so phap ly",
             "uu diem",           "khuyet diem",
             "bai hoc",           "boi canh",
             "dac diem",          "pham vi dieu chinh",
             "doi tuong ap dung", "giai thich tu ngu"})) {
        orders = false;
        told = true;
    }
}

bool resolves(std::string_view f) {
    for (const std::string_view word :
         {"nhu sau", "ket luan", "quyet dinh", "quyet nghi", "thong nhat", "yeu cau", "giao", "sau day", "sau"}) {
        if (contains_word(f, word)) return true;
    }
    return false;
}

bool light_introduction(const Source& source, Span folded, std::size_t deed) {
    const std::string_view f = source.fold({std::clamp(deed, folded.begin, folded.end), folded.end});
    for (const std::string_view word : {"trong do", "bao gom", "gom", "bao cao", "ke hoach", "de an", "cu the hoa"}) {
        if (contains_word(f, word)) return false;
    }
    if (f.size() < 60) return true;
    const std::size_t tail = f.size() > 70 ? f.size() - 70 : 0;
    const std::string_view end = f.substr(tail);
    const bool points = contains_word(end, "sau") || contains_word(end, "sau day") || contains_word(end, "cu the");
    const bool works = contains_word(end, "nhiem vu") || contains_word(end, "noi dung") ||
                       contains_word(end, "cong viec") || contains_word(end, "viec") ||
                       contains_word(end, "giai phap") || contains_word(end, "yeu cau") ||
                       contains_word(end, "cong tac");
    return points && works;
}

const Lexicon& manners() {
    static constexpr std::string_view kManners[] = {"tiếp tục",
                                                    "chủ trì",
                                                    "khẩn trương",
                                                    "chủ động",
                                                    "làm đầu mối",
                                                    "là đầu mối",
                                                    "đầu mối",
                                                    "và",
                                                    "phải",
                                                    "cần",
                                                    "có trách nhiệm",
                                                    "chịu trách nhiệm",
                                                    "thường xuyên",
                                                    "tích cực",
                                                    "kịp thời",
                                                    "nghiêm túc",
                                                    "trực tiếp",
                                                    "tham mưu",
                                                    "là cơ quan đầu mối",
                                                    "là đơn vị đầu mối",
                                                    "có nhiệm vụ",
                                                    "sớm",
                                                    "chủ trì thực hiện"};
    static const Lexicon lexicon{std::span<const std::string_view>(kManners)};
    return lexicon;
}

}  // namespace sauro::docread
