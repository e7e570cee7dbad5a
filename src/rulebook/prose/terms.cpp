// When a task is due: times in words, last days, a time for all tasks together.
#include <algorithm>

#include "rulebook/check/analysers.hpp"
#include "rulebook/prose/citations.hpp"
#include "rulebook/prose/numbers.hpp"

namespace sauro::rulebook {
namespace {

// "mỗi tối", "hằng quý", "chiều nào", "trong buổi": a part of time, each or this one.
Phrases times_told() {
    std::vector<std::string> out = {"định kỳ",      "cuối năm",       "cuối quý",
                                    "cuối tháng",   "cuối tuần",      "đầu năm",
                                    "hết năm",      "nửa đầu tháng",  "nửa cuối tháng",
                                    "ngay sau khi", "trước tết",      "thứ hai",
                                    "thứ ba",       "thứ tư",         "thứ năm",
                                    "thứ sáu",      "thứ bảy",        "chủ nhật",
                                    "trong suốt",   "suốt thời gian", "đầu tháng",
                                    "giữa tháng",   "đầu quý",        "giữa quý",
                                    "cả năm",       "một năm",        "một tháng",
                                    "một tuần",     "một ngày",       "mỗi học kỳ",
                                    "sau mỗi",      "mùng",           "mồng",
                                    "dịp tết",      "sau tết",        "ngay sau",
                                    "khai giảng",   "học kỳ",         "năm học",
                                    "nửa năm",      "nửa tháng",      "cùng thời gian",
                                    "cùng dịp",     "mùa khô",        "mùa mưa",
                                    "hết vụ",       "vụ đông xuân",   "vụ hè thu",
                                    "quý một",      "quý hai",        "quý ba",
                                    "quý bốn",      "kỳ họp",         "phiên họp",
                                    "24/24",        "24/7",           "khi có kết quả",
                                    "kể từ khi",    "buổi sinh hoạt", "kỳ sinh hoạt",
                                    "ngay hôm đó",  "hôm đó",         "khoảng thời gian ấy",
                                    "từ ngày ký",   "từ hôm nay",     "từ nay đến",
                                    "kỳ sau",       "kỳ tới",         "lần sau",
                                    "tuần sau",     "tháng sau",      "kỳ kế tiếp"};
    for (const std::string part : {"giờ", "sáng", "trưa", "chiều", "tối", "đêm", "ngày", "buổi", "tuần", "tháng", "quý",
                                   "năm", "phiên", "kỳ", "ca", "vụ", "mùa", "đợt"}) {
        out.push_back(part + " nào");
        for (const std::string each : {"mỗi ", "hằng ", "hàng ", "từng ", "trong ", "cùng "})
            out.push_back(each + part);
    }
    return Phrases(std::move(out));
}

// "sáu ngày làm việc", "trong bốn giờ", "30 ngày": a count of the unit stands before it.
bool counted(std::string_view text, std::size_t unit, std::size_t end) {
    constexpr int number_words = 4;
    if (unit >= 2 && text[unit - 1] == ' ' && digit(text[unit - 2])) return true;
    std::size_t at = unit;
    for (int n = 0; n < number_words && at >= 2; ++n) {
        const auto blank = text.rfind(' ', at - 2);
        at = blank == std::string_view::npos ? 0 : blank + 1;
        const auto number = word_byte(text[at]) ? number_word_at(text, at, end) : std::nullopt;
        if (number && number->end + 1 == unit) return true;
    }
    return false;
}

}  // namespace

bool states_time(const Draft& draft, Span span) {
    static const Phrases told = times_told();
    static const std::vector<std::string> units = {"tháng", "quý", "năm", "ngày", "tuần", "giờ", "phút"};
    if (draft.prose.find_any(told, span)) return true;
    const auto text = draft.prose.lower(span);
    for (const auto& unit : units) {
        for (auto found = draft.prose.find(unit, span); found; found = draft.prose.find(unit, {found->end, span.end})) {
            // "quý I", "tháng 6", "ngày 30/6" forward; "30 ngày", "2 tuần" backward.
            const auto after = text.substr(found->end - span.start, 6);
            const auto number = after.find_first_of("0123456789");
            if (number != std::string_view::npos && number <= 1) return true;
            if (unit == "quý" && after.starts_with(" i")) return true;
            if (counted(text, found->start - span.start, found->end - span.start)) return true;
        }
    }
    // 31/12/2026, 30/6
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
        if (text[i] != '/' || !digit(text[i - 1]) || !digit(text[i + 1])) continue;
        // A symbol such as 12/2024/NĐ-CP is no date.
        std::size_t end = i + 1;
        while (end < text.size() && (digit(text[end]) || text[end] == '/')) ++end;
        const bool symbol = end > i + 1 && text[end - 1] == '/';
        if (!symbol && (end >= text.size() || (text[end] != '-' && !word_byte(text[end])))) return true;
        i = end;  // the rest of this run says the same
    }
    return false;
}

std::optional<Span> general_time(const Norm& norm, const Draft& draft) {
    const Prose& prose = draft.prose;
    const auto& sentences = prose.sentences();
    // "Các điểm 2, 3 và 4 áp dụng từ ngày …", "các quy định tại Điều 2 đến Điều 6 thực hiện từ ngày này".
    static const Phrases parts = {"các điểm", "các mục",           "các khoản",
                                  "các điều", "quy định tại điều", "nội dung tại mục"};
    static const Phrases runs = {"áp dụng từ",       "thực hiện từ", "làm từ",
                                 "hoàn thành trước", "xong trước",   "áp dụng đến"};
    const auto several_parts = [&](Span sentence) {
        const auto named = prose.find_any(parts, sentence);
        const auto behind = named ? prose.lower({named->end, sentence.end}) : std::string_view();
        return behind.size() > 1 && digit(behind[1]) && prose.find_any(runs, {named->end, sentence.end});
    };
    for (std::size_t i = 0; i < sentences.size(); ++i) {
        if (!prose.find_any(list_of(norm, "general_time"), sentences[i]) && !several_parts(sentences[i])) continue;
        if (states_time(draft, sentences[i])) return sentences[i];
        // "III. THỜI GIAN THỰC HIỆN" with the time in the paragraph below.
        const bool heading = count_words(prose.of(sentences[i])) <= 8;
        if (heading && i + 1 < sentences.size() && states_time(draft, sentences[i + 1])) return sentences[i + 1];
    }
    return std::nullopt;
}

namespace {

// "30/9", "tháng 9", "tháng 9/2026", "quý III năm 2026", "hết năm 2026": the last day of what is named; without a year
// that of the document.
class LooseDays {
  public:
    LooseDays(const Draft& draft, Span span)
        : prose_(draft.prose), span_(span), text_(draft.prose.lower({0, span.end})), year_(draft.day().year()) {}

    std::vector<NamedDay> read() {
        for (std::size_t i = span_.start; i < span_.end; ++i) {
            if (i > 0 && (word_byte(text_[i - 1]) || text_[i - 1] == '/' || text_[i - 1] == '-')) continue;
            if (digit(text_[i])) day_and_month(i);
        }
        static const Phrases periods = {"tháng", "quý", "năm"};
        for (const auto& word : prose_.all(periods, span_)) period(word);
        return std::move(out_);
    }

  private:
    int number(std::size_t& at, std::size_t most) const {
        const std::size_t from = at;
        int value = 0;
        while (at < span_.end && digit(text_[at]) && at - from < most) value = value * 10 + (text_[at++] - '0');
        return at == from || (at < span_.end && digit(text_[at])) ? -1 : value;
    }
    void blanks(std::size_t& at) const {
        while (at < span_.end && text_[at] == ' ') ++at;
    }
    // "/2026", " năm 2026"; the document's year where none is given.
    int year_after(std::size_t& at) const {
        std::size_t next = at;
        blanks(next);
        if (next < span_.end && text_[next] == '/')
            ++next;
        else if (text_.substr(next).starts_with("năm "))
            next += std::string_view("năm ").size();
        else
            return year_;
        const int year = number(next, 4);
        if (year < 1900) return year_;
        at = next;
        return year;
    }
    void put(Span span, const Result<base::Date>& first, const Result<base::Date>& last) {
        if (first && last) out_.push_back({span, *first, *last});
    }
    void day_and_month(std::size_t start) {
        std::size_t at = start;
        const int day = number(at, 2);
        if (day < 1 || at >= span_.end || text_[at] != '/') return;
        const int month = number(++at, 2);
        const bool ends = at >= span_.end || (text_[at] != '/' && text_[at] != '-' && !word_byte(text_[at]));
        if (month < 1 || !ends) return;
        const auto date = base::Date::from_ymd(year_, month, day);
        put({start, at}, date, date);
    }
    void period(Span word) {
        std::size_t at = word.end;
        blanks(at);
        const bool quarter = prose_.lower(word) == "quý", year = prose_.lower(word) == "năm";
        int first = -1, months = 1;
        if (quarter) {
            const std::size_t from = at;
            while (at < span_.end && text_[at] == 'i') ++at;
            int which = static_cast<int>(at - from);
            if (at < span_.end && text_[at] == 'v') which = 4, ++at;
            if (which == 0) which = number(at, 1);
            first = which >= 1 && which <= 4 ? which * 3 - 2 : -1;
            months = 3;
        } else if (year) {
            const int named = number(at, 4);
            if (named >= 1900)
                put({word.start, at}, base::Date::from_ymd(named, 1, 1), base::Date::from_ymd(named, 12, 31));
            return;
        } else {
            first = number(at, 2);
        }
        if (first < 1 || first > 12) return;
        const int of = year_after(at), next = first + months;
        const auto after = base::Date::from_ymd(next > 12 ? of + 1 : of, next > 12 ? next - 12 : next, 1);
        if (!after) return;
        const auto begin = base::Date::from_ymd(of, first, 1);
        const base::Date end = after->plus_days(-1);
        if (const auto day = day_before(word.start); day.day > 0 && months == 1) {
            const auto date = base::Date::from_ymd(of, first, day.day);
            put({day.start, at}, date, date);
            return;
        }
        const auto [from_day, to_day] = part_of_month(word.start, months);
        if (from_day == 0 || !begin)
            put({word.start, at}, begin, Result<base::Date>(end));
        else
            put({word.start, at}, Result<base::Date>(begin->plus_days(from_day - 1)),
                Result<base::Date>(to_day == 0 ? end : begin->plus_days(to_day - 1)));
    }
    // "ngày 10 tháng 12", without a year.
    struct DayBefore {
        std::size_t start;
        int day;
    };
    DayBefore day_before(std::size_t month) const {
        static constexpr std::string_view word = "ngày ";
        std::size_t end = month;
        while (end > span_.start && text_[end - 1] == ' ') --end;
        std::size_t from = end;
        while (from > span_.start && digit(text_[from - 1])) --from;
        if (from == end || end - from > 2 || !text_.substr(span_.start, from - span_.start).ends_with(word))
            return {month, 0};
        std::size_t at = from;
        return {from - word.size(), number(at, 2)};
    }
    // "trung tuần tháng 7", "tuần cuối tháng 9", "nửa đầu tháng 6": first and last day; 0 as the last: that of the
    // month, 0 as the first: the whole month.
    std::pair<int, int> part_of_month(std::size_t word, int months) const {
        struct Part {
            std::string_view words;
            int first, last;
        };
        static constexpr Part parts[] = {{"tuần cuối cùng của", 22, 0},
                                         {"thượng tuần", 1, 10},
                                         {"trung tuần", 11, 20},
                                         {"hạ tuần", 21, 0},
                                         {"tuần đầu", 1, 7},
                                         {"tuần cuối", 22, 0},
                                         {"đầu", 1, 10},
                                         {"giữa", 11, 20},
                                         {"nửa đầu", 1, 15},
                                         {"nửa cuối", 16, 0},
                                         {"tuần thứ nhất", 1, 7},
                                         {"tuần thứ hai", 8, 14},
                                         {"tuần thứ ba", 15, 21}};
        if (months != 1) return {0, 0};
        std::string_view before = text_.substr(span_.start, word - span_.start);
        while (before.ends_with(' ')) before.remove_suffix(1);
        const auto* best = &parts[0];
        std::size_t longest = 0;
        for (const auto& part : parts) {
            if (part.words.size() > longest && before.ends_with(part.words)) best = &part, longest = part.words.size();
        }
        return longest == 0 ? std::pair{0, 0} : std::pair{best->first, best->last};
    }

    const Prose& prose_;
    Span span_;
    std::string_view text_;
    int year_;
    std::vector<NamedDay> out_;
};

}  // namespace

std::vector<NamedDay> days_named(const Draft& draft, Span span) {
    std::vector<NamedDay> out;
    const auto days = days_in(draft.prose, span);
    for (const auto& found : days) out.push_back({found.span, found.day, found.day});
    for (const auto& found : LooseDays(draft, span).read()) {
        const auto after =
            std::ranges::lower_bound(days, found.span.end, {}, [](const auto& d) { return d.span.start; });
        const bool part_of_day = after != days.begin() && std::prev(after)->span.end > found.span.start;
        if (!part_of_day) out.push_back(found);
    }
    return out;
}

std::optional<Term> term_in(const Draft& draft, Span span) {
    static const Phrases terms = {"trước", "đến",        "hết",      "chậm nhất", "muộn nhất", "xong",
                                  "hạn",   "hoàn thành", "kết thúc", "cuối cùng", "tức"};
    static const Phrases within = {"trong", "cuối"};
    static const Phrases starts = {"từ", "kể từ", "bắt đầu"};
    const Prose& prose = draft.prose;
    std::optional<Term> out;
    const auto take = [&](const NamedDay& found, bool loose) {
        // A year stands right behind its word: "hết năm 2026"; a plan is of a year, too.
        const bool whole_year = found.first.plus_days(360) < found.last;
        const std::size_t reach = whole_year ? 14 : 26;
        const Span before{found.span.start > span.start + reach ? found.span.start - reach : span.start,
                          found.span.start};
        auto words = prose.all(terms, before);
        const auto from = prose.all(starts, before);
        if (words.empty() && loose) words = prose.all(within, before);
        // "vào tháng 7", "vào trung tuần tháng 7"; not "vào nghị quyết tháng 7".
        static const Phrases beside = {"vào trung tuần", "vào thượng tuần", "vào hạ tuần",  "vào giữa",
                                       "vào đầu",        "vào cuối",        "vào tuần đầu", "vào tuần cuối",
                                       "vào nửa đầu",    "vào nửa cuối"};
        if (words.empty() && loose && !whole_year) {
            words = prose.all(beside, before);
            static constexpr std::string_view into = "vào ";
            if (words.empty() && prose.lower(before).ends_with(into))
                words.push_back({before.end - into.size(), before.end - 1});
        }
        if (words.empty() || (!from.empty() && from.back().start > words.back().start)) return;
        // "trước khi năm 2026 khép lại": its last day; "trước 17 giờ ngày 16/9": that day.
        const bool exclusive = prose.lower(words.back()) == "trước" &&
                               !prose.starts_with("trước khi", {words.back().start, span.end}) &&
                               !prose.find("giờ", {words.back().end, found.span.start});
        const base::Date last = exclusive ? found.first.plus_days(-1) : found.last;
        // "vào đầu tháng 12, muộn nhất ngày 03/12/2026": the day, not the month it lies in.
        if (loose && out && found.first <= out->day && out->day <= found.last) return;
        if (!out || last > out->day) out = Term{last, {words.back().start, found.span.end}};
    };
    const std::size_t whole_days = days_in(prose, span).size();
    std::size_t at = 0;
    for (const auto& found : days_named(draft, span)) take(found, at++ >= whole_days);
    return out;
}

}  // namespace sauro::rulebook
