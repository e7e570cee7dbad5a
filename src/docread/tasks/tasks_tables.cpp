// Assignments that stand in rows ("Nội dung | Cơ quan chủ trì | Phối hợp | Thời hạn | Sản phẩm") and in lines of fields
// ("Cơ quan chủ trì: …; thời gian hoàn thành: …").
#include <algorithm>
#include <array>

#include "docread/tasks/tasks_context.hpp"
#include "text/text.hpp"

namespace sauro::docread {
namespace {

constexpr std::size_t kMostRows = 1500;

enum class Column : std::uint8_t { other, ordinal, work, lead, help, due, product };

// Cells of a line, empty ones kept; folded offsets.
std::vector<Span> cells(const Source& source, const Line& line) {
    std::vector<Span> out;
    const std::string_view f = source.folded();
    std::size_t from = line.folded.begin;
    const auto put = [&](std::size_t end) {
        Span s{from, end};
        while (s.begin < s.end && (f[s.begin] == ' ' || f[s.begin] == '|')) ++s.begin;
        while (s.end > s.begin && (f[s.end - 1] == ' ' || f[s.end - 1] == '|')) --s.end;
        out.push_back(s);
    };
    for (std::size_t i = line.folded.begin; i < line.folded.end; ++i) {
        if (f[i] != '\t') continue;
        put(i);
        from = i + 1;
    }
    put(line.folded.end);
    return out;
}

Column column_named(std::string_view f) {
    const auto has = [&](std::initializer_list<std::string_view> list) {
        return std::any_of(list.begin(), list.end(), [&](std::string_view w) { return contains_word(f, w); });
    };
    if (f.size() > 80) return Column::other;
    if (f == "tt" || f == "stt" || f == "so tt" || f == "so thu tu") return Column::ordinal;
    if (has({"phoi hop"}) && !has({"chu tri"})) return Column::help;
    if ((has({"chu tri", "dau moi", "chiu trach nhiem", "phu trach", "tham muu", "phan cong", "don vi thuc hien",
              "co quan thuc hien", "nguoi thuc hien", "don vi", "co quan", "trach nhiem"})) &&
        !has({"thoi gian", "thoi han", "tien do", "noi dung", "ket qua", "kinh phi", "don vi tinh", "dvt", "chi tieu"}))
        return Column::lead;
    if (has({"thoi gian", "thoi han", "tien do", "hoan thanh", "thoi diem", "han"})) return Column::due;
    if (has({"san pham", "ket qua", "dau ra"})) return Column::product;
    if (has({"noi dung", "nhiem vu", "cong viec", "ten viec", "viec", "hoat dong", "chi tieu"})) return Column::work;
    return Column::other;
}

std::string shown(const Source& source, Span folded) {
    return folded.empty() ? std::string() : text::collapse_space(strip(source.raw(source.raw_span(folded)), " \t|;,."));
}

bool nothing(std::string_view s) { return s.empty() || s == "-" || s == "//" || s == "x" || s == "…"; }

// Bodies of a cell: ';' and line ends part them; a comma before a capital does too.
std::vector<std::string> bodies(const Source& source, Span cell) {
    std::vector<std::string> out;
    const std::string_view f = source.folded();
    std::size_t from = cell.begin;
    const auto put = [&](std::size_t end) {
        if (end <= from) return;
        const Words words(source, {from, end});
        for (std::string& name : split_actors(words, 0, words.size())) {
            if (!nothing(name)) out.push_back(std::move(name));
        }
    };
    for (std::size_t i = cell.begin; i < cell.end; ++i) {
        if (f[i] != ';' && f[i] != '\n') continue;
        put(i);
        from = i + 1;
    }
    put(cell.end);
    return out;
}

void put_due(const Source& source, Task& t, Span cell, const TaskSetting& setting) {
    if (cell.empty()) return;
    const std::string text = shown(source, cell);
    if (nothing(text)) return;
    t.recurrence = find_recurrence(source, cell);
    const std::string_view f = source.fold(cell);
    if (!t.recurrence && (f == "quy" || f == "thang" || f == "nam"))
        t.recurrence = f == "quy" ? "quarterly" : f == "thang" ? "monthly" : "yearly";
    t.due_text = text;
    if (t.recurrence) return;
    if (const auto due = due_of_field(source, cell, setting.date); due && due->date) {
        t.due = due->date->iso();
        t.due_exclusive = due->exclusive;
    }
}

class Rows {
  public:
    Rows(const Source& source, const TaskSetting& setting) : source_(source), setting_(setting) {}

    void line(const Line& line) {
        if (line.blank()) return;
        const auto row = cells(source_, line);
        if (row.size() < 3) {
            if (row.size() == 1) header_.clear();
            return;
        }
        std::vector<Column> names;
        bool lead = false, work = false;
        for (const Span& cell : row) {
            names.push_back(column_named(source_.fold(cell)));
            lead = lead || names.back() == Column::lead;
            work = work || names.back() == Column::work;
        }
        if (lead && work) {
            header_ = std::move(names);
            return;
        }
        if (!header_.empty() && out.size() < kMostRows) read(row, line);
    }
    std::vector<Task> out;

  private:
    void read(const std::vector<Span>& row, const Line& line) {
        Task t;
        // A row may lack its ordinal or its last, empty cells.
        const std::size_t shift =
            row.size() + 1 == header_.size() && header_[0] == Column::ordinal && !starts_with_number(row[0]) ? 1 : 0;
        std::vector<std::string> leads;
        Span due;
        for (std::size_t i = 0; i < row.size() && i + shift < header_.size(); ++i) {
            switch (header_[i + shift]) {
                case Column::work:
                    if (t.work.empty()) t.work = shown(source_, row[i]);
                    break;
                case Column::lead:
                    if (leads.empty() && !nothing(shown(source_, row[i]))) leads.push_back(shown(source_, row[i]));
                    break;
                case Column::help:
                    t.contributors = bodies(source_, row[i]);
                    break;
                case Column::due:
                    due = row[i];
                    break;
                case Column::product:
                    if (const std::string p = shown(source_, row[i]); !nothing(p)) t.product = p;
                    break;
                case Column::ordinal:
                case Column::other:
                    break;
            }
        }
        if (t.work.size() < 4 || leads.empty() || !has_letters(leads.front())) return;
        t.lead = leads.front();
        put_due(source_, t, due, setting_);
        t.start = line.raw.begin;
        t.end = line.raw.end;
        t.confidence = source_.marks_missing() ? 0.4 : 0.85;
        out.push_back(std::move(t));
    }

    static bool has_letters(std::string_view s) { return s.size() > 3 && !(s[0] >= '0' && s[0] <= '9'); }

    bool starts_with_number(Span cell) const {
        const std::string_view f = source_.fold(cell);
        return !f.empty() && f.size() < 6 && f[0] >= '0' && f[0] <= '9';
    }

    const Source& source_;
    const TaskSetting& setting_;
    std::vector<Column> header_;
};

struct Key {
    std::string_view words;
    Column column;
};
// Longer ones first.
constexpr Key kKeys[] = {
    {"co quan, don vi chu tri", Column::lead},
    {"don vi chu tri thuc hien", Column::lead},
    {"co quan chu tri thuc hien", Column::lead},
    {"co quan chu tri", Column::lead},
    {"don vi chu tri", Column::lead},
    {"phan cong chu tri", Column::lead},
    {"chu tri thuc hien", Column::lead},
    {"chu tri", Column::lead},
    {"don vi thuc hien", Column::lead},
    {"co quan thuc hien", Column::lead},
    {"nguoi thuc hien", Column::lead},
    {"phan cong thuc hien", Column::lead},
    {"trach nhiem thuc hien", Column::lead},
    {"don vi chiu trach nhiem", Column::lead},
    {"co quan tham muu", Column::lead},
    {"don vi tham muu", Column::lead},
    {"don vi dau moi", Column::lead},
    {"co quan dau moi", Column::lead},
    {"nguoi phu trach", Column::lead},
    {"don vi phu trach", Column::lead},
    {"giao", Column::lead},
    {"co quan, don vi phoi hop", Column::help},
    {"don vi phoi hop thuc hien", Column::help},
    {"co quan phoi hop thuc hien", Column::help},
    {"co quan phoi hop", Column::help},
    {"don vi phoi hop", Column::help},
    {"phoi hop thuc hien", Column::help},
    {"phoi hop", Column::help},
    {"thoi gian hoan thanh", Column::due},
    {"thoi han hoan thanh", Column::due},
    {"thoi gian thuc hien", Column::due},
    {"thoi han thuc hien", Column::due},
    {"tien do thuc hien", Column::due},
    {"han hoan thanh", Column::due},
    {"thoi han", Column::due},
    {"thoi gian", Column::due},
    {"tien do", Column::due},
    {"hoan thanh", Column::due},
    {"san pham dau ra", Column::product},
    {"san pham, ket qua", Column::product},
    {"ket qua, san pham", Column::product},
    {"san pham", Column::product},
    {"ket qua dau ra", Column::product},
};

// "- Đơn vị chủ trì: Sở Nội vụ." below the work, or "(chủ trì: …; phối hợp: …)" behind it.
class FieldLines {
  public:
    FieldLines(const Source& source, const TaskSetting& setting) : source_(source), setting_(setting) {}

    void paragraph(Span raw) {
        const Span p{source_.folded_at(raw.begin), source_.folded_at(raw.end)};
        const std::string_view f = source_.folded().substr(0, p.end);
        const std::string_view whole = source_.raw(raw);
        if (std::count(whole.begin(), whole.end(), '\t') >= 2) return flush();
        bool any = false;
        std::size_t first = p.end;
        for (std::size_t at = p.begin; at < p.end; ++at) {
            if (!is_word_byte(f[at]) || (at > p.begin && is_word_byte(f[at - 1])) || !opens_field(f, p.begin, at))
                continue;
            const Key* key = nullptr;
            std::size_t value = 0;
            for (const Key& k : kKeys) {
                if (!f.substr(at).starts_with(k.words)) continue;
                value = at + k.words.size();
                while (value < p.end && f[value] == ' ') ++value;
                if (value < p.end && f[value] == ':') {
                    key = &k;
                    ++value;
                }
                break;
            }
            if (key == nullptr) continue;
            const std::size_t end = value_end(f, value, p.end);
            if (!any) {
                first = at;
                // Text of the work in front of the fields begins a new record.
                if (at > p.begin + 25) {
                    flush();
                    work_ = {p.begin, at};
                }
            }
            any = true;
            set(key->column, {value, end}, raw);
            at = end > at ? end - 1 : at;
        }
        if (!any) {
            flush();
            work_ = p;
        }
        (void)first;
    }
    void flush() {
        if (!lead_.empty() && (!due_.empty() || !help_.empty() || !product_.empty())) {
            Task t;
            t.lead = shown(source_, lead_);
            t.contributors = bodies(source_, help_);
            t.work = work_.empty() ? std::string() : std::string(strip(shown(source_, work_), " (:-–"));
            put_due(source_, t, due_, setting_);
            if (const std::string p = shown(source_, product_); !nothing(p)) t.product = p;
            t.start = work_.empty() ? start_ : source_.raw_span(work_).begin;
            t.end = end_;
            t.confidence = source_.marks_missing() ? 0.4 : 0.8;
            if (!nothing(*t.lead) && t.lead->size() < 300 && out.size() < kMostRows) out.push_back(std::move(t));
        }
        lead_ = help_ = due_ = product_ = work_ = {};
        start_ = end_ = 0;
    }
    std::vector<Task> out;

  private:
    // A field begins a line, or stands behind a stop or a bracket.
    static bool opens_field(std::string_view f, std::size_t begin, std::size_t at) {
        std::size_t i = at;
        while (i > begin &&
               (f[i - 1] == ' ' || f[i - 1] == '\n' || f[i - 1] == '-' || f[i - 1] == '+' || f[i - 1] == '*'))
            --i;
        if (i == begin) return true;
        const char c = f[i - 1];
        return c == '.' || c == ';' || c == '(' || c == ',' || c == ')' || (at - begin < 6);
    }

    static std::size_t value_end(std::string_view f, std::size_t at, std::size_t limit) {
        for (std::size_t i = at; i < limit; ++i) {
            if (f[i] == ')') {  // a bracket opened inside the value belongs to it
                const std::size_t open = f.substr(at, i - at).find('(');
                if (open == std::string_view::npos) return i;
            }
            if (f[i] != '.' && f[i] != ';' && f[i] != ',') continue;
            std::size_t next = i + 1;
            while (next < limit && (f[next] == ' ' || f[next] == '\n')) ++next;
            if (next >= limit) return i;
            if (next == i + 1 && f[i] != ';') continue;
            const bool key = std::any_of(std::begin(kKeys), std::end(kKeys), [&](const Key& k) {
                return f.substr(next).starts_with(k.words) &&
                       strip(f.substr(next + k.words.size(), 3), " ").starts_with(":");
            });
            if (key || f[i] == '.') return i;
        }
        return limit;
    }

    void set(Column column, Span value, Span raw) {
        Span& into = column == Column::lead   ? lead_
                     : column == Column::help ? help_
                     : column == Column::due  ? due_
                                              : product_;
        if (column == Column::lead && !lead_.empty()) flush();
        if (into.empty()) into = value;
        if (start_ == 0) start_ = raw.begin;
        end_ = source_.raw_span(value).end;
    }

    const Source& source_;
    const TaskSetting& setting_;
    Span lead_, help_, due_, product_, work_;
    std::size_t start_ = 0, end_ = 0;
};

}  // namespace

bool is_field_line(const Source& source, Span folded) {
    const std::string_view f = source.fold(folded);
    return std::any_of(std::begin(kKeys), std::end(kKeys), [&](const Key& k) {
        return f.starts_with(k.words) && strip(f.substr(k.words.size(), 3), " ").starts_with(":");
    });
}

std::vector<Task> read_task_rows(const Source& source, const Layout& layout, const TaskSetting& setting) {
    Rows rows(source, setting);
    // Rows of an annex stand behind the signature.
    for (std::size_t i = layout.body_line; i < layout.foot_line; ++i) rows.line(source.lines()[i]);
    std::vector<Task> out = std::move(rows.out);
    if (setting.fields) {
        FieldLines fields(source, setting);
        for (const Span& paragraph : paragraphs(source, layout)) fields.paragraph(paragraph);
        fields.flush();
        for (Task& t : fields.out) out.push_back(std::move(t));
    }
    return out;
}

}  // namespace sauro::docread
