// Wording that every document of the trade carries; to share it is no copying. Folded, so that a text without marks
// is judged alike.
#include <string>
#include <unordered_map>
#include <vector>

#include "reuse/tokens.hpp"

namespace sauro::reuse {
namespace {

constexpr std::string_view phrases[] = {
    "cộng hòa xã hội chủ nghĩa việt nam",
    "độc lập tự do hạnh phúc",
    "đảng cộng sản việt nam",
    "ủy ban nhân dân",
    "hội đồng nhân dân",
    "luật tổ chức chính quyền địa phương",
    "luật ban hành văn bản quy phạm pháp luật",
    "xét đề nghị của",
    "theo đề nghị của",
    "xét tờ trình của",
    "sau khi xem xét đề nghị của",
    "trên cơ sở đề nghị của",
    "quyết định này có hiệu lực thi hành kể từ ngày ký",
    "quyết định này có hiệu lực kể từ ngày ký",
    "nghị quyết này có hiệu lực kể từ ngày ký",
    "nghị quyết này có hiệu lực thi hành kể từ ngày",
    "thông tư này có hiệu lực thi hành kể từ ngày",
    "nghị định này có hiệu lực thi hành kể từ ngày",
    "quy định này có hiệu lực kể từ ngày ký",
    "kết luận này phổ biến đến chi bộ",
    "chỉ thị này phổ biến đến chi bộ",
    "có hiệu lực thi hành kể từ ngày ký và thay thế",
    "các quy định trước đây trái với quy định này đều bị bãi bỏ",
    "các quy định trước đây trái với quyết định này đều bãi bỏ",
    "chịu trách nhiệm thi hành quyết định này",
    "căn cứ quyết định thi hành",
    "chịu trách nhiệm thi hành nghị quyết này",
    "chịu trách nhiệm thi hành nghị định này",
    "chịu trách nhiệm thi hành thông tư này",
    "và thủ trưởng các cơ quan đơn vị có liên quan chịu trách nhiệm thi hành",
    "thủ trưởng các cơ quan đơn vị và các tổ chức cá nhân có liên quan",
    "chánh văn phòng ủy ban nhân dân",
    "bộ trưởng thủ trưởng cơ quan ngang bộ thủ trưởng cơ quan thuộc chính phủ",
    "chủ tịch ủy ban nhân dân các tỉnh thành phố trực thuộc trung ương",
    "trong quá trình triển khai thực hiện nếu có khó khăn vướng mắc",
    "trong quá trình tổ chức thực hiện nếu có khó khăn vướng mắc",
    "trong quá trình thực hiện nếu có khó khăn vướng mắc",
    "trong quá trình thực hiện nếu có vướng mắc",
    "nếu có khó khăn vướng mắc đề nghị phản ánh kịp thời về",
    "đề nghị các cơ quan đơn vị địa phương kịp thời phản ánh về",
    "để tổng hợp báo cáo cấp có thẩm quyền xem xét quyết định",
    "để được hướng dẫn giải quyết",
    "để xem xét giải quyết theo quy định",
    "để kịp thời xem xét chỉ đạo",
    "chủ trì phối hợp với các cơ quan đơn vị có liên quan",
    "chủ trì phối hợp với các cơ quan liên quan",
    "theo dõi đôn đốc kiểm tra việc thực hiện",
    "theo chức năng nhiệm vụ được giao",
    "hằng năm sơ kết tổng kết báo cáo",
    "định kỳ báo cáo kết quả thực hiện",
    "trân trọng báo cáo",
    "kính đề nghị xem xét quyết định",
    "thay mặt ban thường vụ",
    "tm ủy ban nhân dân",
    "phạm vi điều chỉnh và đối tượng áp dụng",
    "thông tư này quy định về",
    "nghị định này quy định chi tiết",
};

constexpr std::size_t longest_basis = 80, longest_recipients = 150, longest_citation = 40, longest_head = 80;

struct Phrases {
    std::unordered_map<std::uint64_t, std::vector<std::vector<std::uint32_t>>> by_start;
    std::uint32_t can = 0, cu = 0, noi = 0, nhan = 0, number = 0, day = 0, month = 0, year = 0;
    std::vector<std::vector<std::uint32_t>> openings;
    bool opens_citation(std::uint32_t first, std::uint32_t second) const {
        for (const auto& o : openings) {
            if (o[0] == first && o[1] == second) return true;
        }
        return false;
    }
    static std::uint64_t start(std::uint32_t first, std::uint32_t second) {
        return std::uint64_t{first} << 32 | second;
    }
    static std::vector<std::uint32_t> ids(std::string_view text) {
        std::vector<std::uint32_t> out;
        for_each_syllable(text, [&](const Syllable& s) { out.push_back(s.folded); });
        return out;
    }
    Phrases() {
        for (const auto phrase : phrases) {
            auto all = ids(phrase);
            by_start[start(all[0], all[1])].push_back(std::move(all));
        }
        const auto basis = ids("căn cứ"), recipients = ids("nơi nhận");
        can = basis[0], cu = basis[1], noi = recipients[0], nhan = recipients[1];
        number = ids("số")[0];
        const auto date = ids("ngày tháng năm");
        day = date[0], month = date[1], year = date[2];
        openings = {ids("thực hiện"), ids("thi hành"), ids("triển khai")};
    }
};

class Marker {
  public:
    Marker(std::string_view text, Tokens& tokens) : text_(text), t_(tokens) {}

    void run() {
        static const Phrases known;
        head(known);
        for (std::size_t i = 0; i + 1 < t_.size(); ++i) {
            const std::uint32_t first = t_.all[i].folded, second = t_.all[i + 1].folded;
            if (first == known.can && second == known.cu && line_start(i)) {
                basis(i);
            } else if (known.opens_citation(first, second) && line_start(i)) {
                citation(i, known.number);
            } else if (first == known.noi && second == known.nhan && line_start(i)) {
                recipients(i);
            }
            const auto found = known.by_start.find(Phrases::start(first, second));
            if (found == known.by_start.end()) continue;
            for (const auto& phrase : found->second) {
                if (stands(phrase, i)) set(i, i + phrase.size());
            }
        }
    }

  private:
    bool stands(const std::vector<std::uint32_t>& phrase, std::size_t at) const {
        if (at + phrase.size() > t_.size()) return false;
        for (std::size_t k = 2; k < phrase.size(); ++k) {
            if (t_.all[at + k].folded != phrase[k]) return false;
        }
        return true;
    }
    void set(std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end && i < t_.size(); ++i) t_.formula[i] = true;
    }
    std::string_view before(std::size_t i) const {  // signs and blanks between a token and the one before it
        const std::size_t from = i == 0 ? 0 : t_.all[i - 1].end;
        return text_.substr(from, t_.all[i].begin - from);
    }
    bool line_start(std::size_t i) const { return i == 0 || before(i).find('\n') != std::string_view::npos; }

    // The head of a paper: agencies, motto, number, place, to "ngày … tháng … năm …".
    void head(const Phrases& known) {
        bool numbered = false;
        const std::size_t end = std::min(t_.size(), longest_head);
        for (std::size_t i = 0; i < end; ++i) {
            const std::uint32_t id = t_.all[i].folded;
            if (id == known.number) numbered = true;
            if (id != known.day) continue;
            std::size_t month = i + 1;
            while (month < end && month <= i + 2 && t_.all[month].folded != known.month) ++month;
            std::size_t year = month + 1;
            while (year < end && year <= month + 2 && t_.all[year].folded != known.year) ++year;
            if (month > i + 2 || year > month + 2 || year >= end) continue;
            if (numbered) set(0, year + 2);
            return;
        }
    }
    // "Căn cứ …" to the semicolon; without one, to the end of the line.
    void basis(std::size_t from) {
        std::size_t line = 0;
        for (std::size_t i = from + 1; i <= from + longest_basis; ++i) {
            if (i == t_.size() || before(i).find(';') != std::string_view::npos) return set(from, i);
            if (line == 0 && line_start(i)) line = i;
        }
        if (line != 0) set(from, line);
    }
    // "Thực hiện Kết luận số …, ngày … của …," to the sign that follows the date.
    void citation(std::size_t from, std::uint32_t number) {
        bool numbered = false, dated = false;
        for (std::size_t i = from + 2; i <= from + longest_citation; ++i) {
            const bool over = i == t_.size() || (dated && before(i).find_first_of(",;.:\n") != std::string_view::npos);
            if (over) return dated ? set(from, i) : void();
            if (t_.all[i].folded == number) numbered = true;
            if (!numbered && i > from + 8) return;
            if (numbered && t_.all[i].end - t_.all[i].begin == 4 && text_[t_.all[i].begin] == '2') dated = true;
        }
    }
    // "Nơi nhận:" to the end when that is near, else the lines that begin with a dash.
    void recipients(std::size_t from) {
        if (t_.size() - from <= longest_recipients) return set(from, t_.size());
        std::size_t end = from + 2;
        for (; end < from + longest_recipients; ++end) {
            if (line_start(end) && before(end).find_first_of("-+*") == std::string_view::npos) break;
        }
        set(from, end);
    }

    std::string_view text_;
    Tokens& t_;
};

}  // namespace

void mark_formulae(std::string_view text, Tokens& tokens) { Marker(text, tokens).run(); }

}  // namespace sauro::reuse
