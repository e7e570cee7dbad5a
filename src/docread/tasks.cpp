// What a document asks for: who leads, with whom, what, until when. A paragraph is read together with what introduces
// it: "Giao các cơ quan sau:" orders its items, "Sở Nội vụ có trách nhiệm:" leads them, "Tổ chức thực hiện" expects
// them.
#include "docread/tasks.hpp"

#include <algorithm>

#include "docread/tasks_context.hpp"
#include "text/text.hpp"

namespace sauro::docread {
namespace {

constexpr std::size_t kMost = 2000;       // tasks of one document
constexpr std::size_t kLongest = 12'000;  // bytes of one paragraph; a longer one is no task but a wall of text

bool is(const Words& words, std::size_t i, std::initializer_list<std::string_view> folded) {
    return i < words.size() && std::find(folded.begin(), folded.end(), words.folded(i)) != folded.end();
}

struct Led {
    Actors actors;
    double confidence = 0;
    bool ordered = false;
    bool gives = false;  // the order was "giao" or "phân công", which may go on: "…, giao B …"
};

class TaskReader {
  public:
    TaskReader(const Source& source, const TaskSetting& setting, const std::vector<Section>& sections)
        : source_(source), setting_(setting), sections_(sections) {}

    void read(const std::vector<Unit>& units) {
        for (std::size_t k = 0; k < units.size() && out.size() < kMost; ++k) {
            const Unit& u = units[k];
            while (!stack_.empty() && stack_.back().level >= u.level) {
                // An introduction none of whose items asked for anything was the task itself.
                close();
            }
            if (u.folded.end - u.folded.begin > kLongest) continue;
            const Words words(source_, {u.text, u.folded.end});
            if (words.size() == 0 || is_table_row(u)) continue;
            if (setting_.fields && is_field_line(source_, {u.text, u.folded.end})) continue;
            if (read_heading(units, k, words)) continue;
            read_unit(units, k, words);
        }
        while (!stack_.empty()) close();
        std::stable_sort(out.begin(), out.end(), [](const Task& a, const Task& b) { return a.start < b.start; });
    }

    std::vector<Task> out;

  private:
    struct Context {
        int level = 0;
        int child = 0;        // level of the items that are asked for; 0 until the first comes
        bool named = false;   // the lead is known and the items are its work
        bool orders = false;  // items name their own leads
        bool told = false;    // what stands here is a report
        bool vague = false;   // the lead is everybody
        std::string lead;
        std::vector<std::string> contributors;
        std::optional<Due> due;
        std::optional<std::string> recurrence;
        double confidence = 0;
        std::optional<Task> own;  // stands when no item asks for anything
        std::size_t asked = 0;
    };

    bool is_table_row(const Unit& u) const {
        const std::string_view raw = source_.raw(u.raw);
        return std::count(raw.begin(), raw.end(), '\t') >= 2;
    }

    void close() {
        Context c = std::move(stack_.back());
        stack_.pop_back();
        if (c.named && c.asked > 0) closed_lead_ = {c.level, c.lead, c.confidence};
        if (c.own && c.asked == 0) out.push_back(std::move(*c.own));
        if (!stack_.empty()) stack_.back().asked += c.asked;
    }

    // Items of unit `k`: do any of them name who is to act?
    // `led`: the introduction names a lead, so an item that orders others is that lead's work.
    bool items_name_leads(const std::vector<Unit>& units, std::size_t k, bool led) const {
        int child = 0;
        for (std::size_t i = k + 1; i < units.size() && i < k + 80 && units[i].level > units[k].level; ++i) {
            if (child == 0) child = units[i].level;
            if (units[i].level > child) continue;
            const Words words(source_, {units[i].text, std::min(units[i].folded.end, units[i].text + 900)});
            if (words.size() == 0) continue;
            if (roles().match(words, 0) > 0) continue;
            if (led && !is(words, 0, {"giao"})) {
                if (orders().match(words, 0) > 0 || deeds().match(words, 0) > 0 || !actor_at(words, 0)) continue;
            }
            if (find_led(words, 0, words.size(), true)) return true;
            if (const auto a = read_actors(words, 0, words.size(), false); a && (a->colon || a->end >= words.size()))
                return true;
        }
        return false;
    }

    bool has_items(const std::vector<Unit>& units, std::size_t k) const {
        return k + 1 < units.size() && units[k + 1].level > units[k].level;
    }

    // A title: it says what stands below it, and may name who is meant: "1. Sở Nội vụ", "Điều 7. Trách nhiệm của …".
    bool read_heading(const std::vector<Unit>& units, std::size_t k, const Words& words) {
        const Unit& u = units[k];
        const bool opens = has_items(units, k);
        if (!opens || !(u.heading || u.introduces) || u.raw.end - u.raw.begin > 500) return false;
        Context c;
        c.level = u.level;
        inherit(c);
        std::size_t at = 0;
        bool duty = false;
        for (const std::string_view opening :
             {"trach nhiem thi hanh cua", "trach nhiem cua", "nhiem vu cua", "nhiem vu, quyen han cua",
              "trach nhiem, quyen han cua", "doi voi", "ve trach nhiem cua", "phan cong"}) {
            const std::string_view f = source_.fold({u.text, u.folded.end});
            if (!starts_with_word(f, opening)) continue;
            at = words.at(u.text + opening.size());
            duty = true;
            break;
        }
        if (const auto a = read_actors(words, at, words.size(), false);
            a && a->end > a->begin && a->end >= words.size() && !a->told) {
            // Only where items below are works: elsewhere a heading may just be about that body.
            if (duty || c.orders || u.introduces) {
                if (items_name_leads(units, k, true)) {
                    c.orders = true;
                } else {
                    c.named = true;
                    c.lead = trimmed(words.text(a->begin, a->end));
                    c.confidence = c.orders || duty ? 0.85 : 0.75;
                    if (is_vague(words, a->begin, a->end)) c.confidence *= 0.7;
                }
                stack_.push_back(std::move(c));
                return true;
            }
        }
        if (u.heading && !find_led(words, 0, words.size(), false)) {
            classify_heading(source_.fold({u.text, u.folded.end}), c.orders, c.told, setting_);
            // "1. Về lĩnh vực y tế" below "… yêu cầu Ủy ban nhân dân tỉnh thực hiện:": what stands under it is for the
            // same lead.
            if (!stack_.empty() && stack_.back().named && !stack_.back().vague && u.level <= stack_.back().level + 10 &&
                !items_name_leads(units, k, false)) {
                const Context& outer = stack_.back();
                c.named = true;
                c.lead = outer.lead;
                c.contributors = outer.contributors;
                c.due = outer.due;
                c.recurrence = outer.recurrence;
                c.confidence = outer.confidence * 0.9;
            }
            stack_.push_back(std::move(c));
            return true;
        }
        return false;
    }

    // What an outer introduction says holds inside.
    void inherit(Context& c) const {
        if (stack_.empty()) return;
        c.told = stack_.back().told;
        c.orders = stack_.back().orders;
    }

    static std::string trimmed(std::string s) { return std::string(strip(s, " ,;:.-–")); }

    bool told_here() const { return !stack_.empty() ? stack_.back().told : setting_.report; }
    bool orders_here() const { return !stack_.empty() && stack_.back().orders; }

    void read_unit(const std::vector<Unit>& units, std::size_t k, const Words& words) {
        const Unit& u = units[k];
        if (told_here() && !asks_anyway(words)) return;
        if (u.section) section_ordered_ = false;
        unit_lead_.reset();
        unit_ordered_ = unit_vague_ = listing_ = false;
        closed_ = u.closed;
        last_of_unit_ = out.size();
        const std::size_t before = out.size();
        bool first = true;
        if (inherits(u, words, 0, words.size())) {
            // An item under a lead is one task, whatever it holds.
            const Context& c = stack_.back();
            add(u, words, 0, words.size(), c.lead, c.contributors, 0, c.confidence);
            Task& t = out.back();
            if (!t.due && !t.due_text && c.due && c.due->date && !t.recurrence) put_due(t, *c.due);
            if (!t.recurrence) t.recurrence = c.recurrence;
            ++stack_.back().asked;
            if (has_items(units, k) && u.introduces) open_content(u);
            return;
        }
        for (const Span& sentence : sentences(source_, {u.text, u.folded.end})) {
            const std::size_t from = words.at(sentence.begin), to = words.at(sentence.end);
            if (from >= to) continue;
            read_sentence(u, words, from, to, first);
            first = false;
        }
        if (out.size() > before) {
            if (!stack_.empty()) stack_.back().asked += out.size() - before;
        }
        if (has_items(units, k) && (u.introduces || out.size() > before)) open_context(units, k, words, before);
    }

    // Items below a task that is already whole are its content.
    void open_content(const Unit& u) {
        Context c;
        c.level = u.level;
        c.told = true;
        stack_.push_back(std::move(c));
    }

    // The unit introduces items: what it ordered becomes theirs.
    void open_context(const std::vector<Unit>& units, std::size_t k, const Words& words, std::size_t before) {
        const Unit& u = units[k];
        Context c;
        c.level = u.level;
        inherit(c);
        if (!u.introduces) {
            c.named = false;
            // "1. Sở Nội vụ chủ trì xây dựng …" with details below: they are its content.
            stack_.push_back(std::move(c));
            return;
        }
        const bool leads = items_name_leads(units, k, out.size() > before);
        if (out.size() > before) {
            Task own = std::move(out.back());
            out.pop_back();
            if (!stack_.empty() && stack_.back().asked > 0) --stack_.back().asked;
            const bool light = light_introduction(source_, {u.text, u.folded.end}, last_deed_);
            if (leads) {
                c.orders = true;
            } else if (light) {
                c.named = true;
                c.lead = own.lead.value_or("");
                c.contributors = own.contributors;
                c.due = last_due_;
                c.recurrence = own.recurrence;
                c.confidence = own.confidence;
                c.vague = unit_vague_;
                c.own = std::move(own);
            } else {
                if (!stack_.empty()) ++stack_.back().asked;
                out.push_back(std::move(own));
            }
        } else if (const auto order = orders_at_end(words)) {
            c.orders = true;  // "Ủy ban nhân dân xã yêu cầu:", "Giao các cơ quan sau:"
        } else if (leads) {
            c.orders = c.orders || resolves(source_.fold({u.text, u.folded.end}));
        } else if (const auto a = read_actors(words, 0, words.size(), false); a && a->end >= words.size() && !a->told) {
            c.named = c.orders || setting_.directive;
            c.lead = trimmed(words.text(a->begin, a->end));
            c.confidence = 0.75;
        }
        stack_.push_back(std::move(c));
    }

    // "…, Ủy ban nhân dân xã yêu cầu:" or "… như sau:" behind an order without anybody to do it.
    std::optional<std::size_t> orders_at_end(const Words& words) const {
        const std::size_t n = words.size();
        for (std::size_t i = n > 30 ? n - 30 : 0; i < n; ++i) {
            const std::size_t m = orders().match(words, i);
            if (m == 0 || words[i].upper) {
                if (m == 0 || i > 0) continue;
            }
            if (told_before(words, 0, i)) continue;
            return i;
        }
        return std::nullopt;
    }

    // A report asks for something only where it says so: "Đề nghị Ủy ban nhân dân tỉnh …".
    bool asks_anyway(const Words& words) const {
        (void)words;
        return false;
    }

    // "đã giao", "được phân công", "việc giao", "theo đề nghị": told, not ordered.
    bool told_before(const Words& words, std::size_t from, std::size_t i) const {
        if (i == 0 || i <= from) return false;
        if (words[i].sep == ' ') {
            if (is(words, i - 1, {"da", "duoc", "viec", "theo", "su", "cac",   "nhung", "cua", "do",  "khi",  "xet",
                                  "co", "dap",  "vua",  "tung", "bi", "khong", "chua",  "se",  "nhu", "cung", "ve"}))
                return true;
            // "nhiệm vụ giao", "nội dung yêu cầu", "đáp ứng yêu cầu"
            if (i >= 2 && ((is(words, i - 1, {"vu"}) && is(words, i - 2, {"nhiem"})) ||
                           (is(words, i - 1, {"dung"}) && is(words, i - 2, {"noi"})) ||
                           (is(words, i - 1, {"ung"}) && is(words, i - 2, {"dap"})) ||
                           (is(words, i - 1, {"dich"}) && is(words, i - 2, {"muc"}))))
                return true;
        }
        for (std::size_t k = from; k < i; ++k) {
            if (words[k].quoted) continue;
            if (is(words, k, {"trong", "theo"}) && is(words, k + 1, {"do"}) && k + 2 == i) return true;
            // "kinh phí được tỉnh giao cho đơn vị"
            if (is(words, k, {"duoc"}) && i - k <= 8 &&
                std::none_of(&words[k + 1], &words[i] + 1, [](const Word& w) { return w.sep == ',' || w.sep == ';'; }))
                return true;
            if (is(words, k, {"kinh"}) && is(words, k + 1, {"trinh"})) return true;
            if (is(words, k, {"da"}) && !words[k].upper &&
                (k == 0 || words[k - 1].folded.end + 1 == words[k].folded.begin)) {
                // "đã giao", "đã có công văn yêu cầu", "đã ban hành kế hoạch, trong đó giao …"
                if (i - k <= 6) return true;
                if (is(words, k + 1, {"ban", "co", "chi", "ky", "lanh"}) && !is(words, k + 2, {"quan"})) return true;
            }
        }
        return false;
    }

    // "nếu có vướng mắc, đề nghị liên hệ …": asks nothing of anybody now.
    static bool conditional(const Words& words, std::size_t from, std::size_t to) {
        for (std::size_t k = from; k < to && k < from + 40; ++k) {
            if (is(words, k, {"neu", "moi", "gap", "truong"}) || is(words, k, {"phat"})) {
                for (std::size_t m = k + 1; m < to && m < k + 12; ++m) {
                    if ((is(words, m, {"vuong"}) && is(words, m + 1, {"mac"})) ||
                        (is(words, m, {"kho"}) && is(words, m + 1, {"khan"})))
                        return true;
                }
            }
        }
        return false;
    }

    std::optional<Led> led_at(const Words& words, std::size_t i, std::size_t to, bool ordered,
                              double confidence) const {
        auto actors = read_actors(words, i, to, ordered);
        if (!actors || actors->end <= actors->begin) return std::nullopt;
        if (!actors->has_deed) {
            // "Sở Nội vụ:" in front of its works
            if (!(actors->colon || (ordered && actors->end >= to)) || actors->told) return std::nullopt;
        }
        if (actors->told && !actors->has_deed) return std::nullopt;
        Led led;
        led.actors = *actors;
        led.confidence = confidence;
        led.ordered = ordered;
        return led;
    }

    // Word behind an order and its small words; `i` is the order. Nothing when no body follows.
    std::optional<Led> order_at(const Words& words, std::size_t from, std::size_t i, std::size_t to) const {
        const std::size_t n = orders().match(words, i);
        if (n == 0 || words[i].quoted) return std::nullopt;
        if (told_before(words, from, i)) return std::nullopt;
        std::size_t at = i + n;
        at += order_notes().match(words, at);
        if (at < to && words[at].sep == ':') {
            // "Yêu cầu: các sở …"
        }
        auto led = led_at(words, at, to, true, i == from ? 0.9 : 0.8);
        if (led) led->gives = is(words, i, {"giao", "phan", "tiep"}) || is(words, i + 1, {"giao"});
        return led;
    }

    // An order inside a sentence stands after a stop of some kind, or right behind who gives it.
    bool order_stands(const Words& words, std::size_t from, std::size_t i) const {
        if (words[i].sep != ' ') return true;
        if (is(words, i - 1, {"dong", "va", "thoi"}) && i >= from + 1) return is(words, i - 1, {"thoi"});
        for (std::size_t back = 2; back <= 14 && i >= from + back; ++back) {
            const std::size_t begin = i - back;
            if (begin != from && words[begin].sep == ' ' && !is(words, begin - 1, {"nay", "tren", "sau"})) continue;
            if (!actor_at(words, begin)) continue;
            const auto subject = read_actors(words, begin, i, true);
            if (subject && (subject->end == i || subject->end >= i)) return true;
            if (subject && subject->has_deed && subject->deed + 2 >= i) return true;
        }
        if (i >= from + 1 && actor_at(words, i - 1)) return true;
        return false;
    }

    // "Tại Công văn số 12, Ủy ban nhân dân tỉnh yêu cầu …": told, unless the issuer itself speaks.
    bool retold(const Words& words, std::size_t from, std::size_t i) const {
        if (!is(words, from, {"tai", "theo", "ngay"}) || i <= from) return false;
        bool cited = false;
        for (std::size_t k = from; k < i && !cited; ++k)
            cited = is(words, k, {"so"}) && k + 1 < i && words.folded(k + 1)[0] >= '0' && words.folded(k + 1)[0] <= '9';
        if (!cited) return false;
        std::size_t begin = i;
        if (orders().match(words, i) > 0) {
            while (begin > from && words[begin].sep != ',' && i - begin < 16) --begin;
        } else if (const auto who = read_actors(words, i, words.size(), true); who && who->end > i) {
            return !setting_.is_issuer(text::fold(words.text(i, who->end)));  // `i` is the body itself
        }
        return begin == from || !setting_.is_issuer(text::fold(words.text(begin, i)));
    }

    // The lead of a stretch of words. `start`: only at its beginning.
    std::optional<Led> find_led(const Words& words, std::size_t from, std::size_t to, bool start) const {
        if (from >= to) return std::nullopt;
        std::size_t at = from;
        while (at < to && (is(words, at, {"dong", "ngoai", "rieng", "va"})) && at < from + 3) {
            if (is(words, at, {"dong"}) && !is(words, at + 1, {"thoi"})) break;
            at += is(words, at, {"dong"}) || is(words, at, {"ngoai"}) ? 2 : 1;
        }
        if (conditional(words, from, to)) return std::nullopt;
        if (auto led = order_at(words, at, at, to)) return led;
        if (auto led = led_at(words, at, to, false, 0.7)) {
            if (led->actors.has_deed || led->actors.colon) {
                // Is it the giver of an order? "Ủy ban nhân dân tỉnh giao Sở Nội vụ …"
                const std::size_t deed = led->actors.deed;
                if (led->actors.has_deed && orders().match(words, deed) > 0) {
                    if (auto inner = order_at(words, from, deed, to); inner && gives_orders(words, *led, deed))
                        return inner;
                }
                return led;
            }
        }
        if (start && is_deed_first(words, at)) return std::nullopt;
        for (std::size_t i = at + 1; i < to; ++i) {
            if (orders().match(words, i) == 0 || words[i].quoted || words[i].bracketed) continue;
            if (words[i].upper && words[i].sep != ':' && words[i].sep != '-') continue;  // "Về việc thứ hai: Giao Sở …"
            if (!order_stands(words, from, i) || retold(words, from, i)) continue;
            if (auto led = order_at(words, from, i, to)) return led;
        }
        // "Hằng năm, định kỳ 6 tháng, quý, các tỉnh ủy … báo cáo"
        if (adverbials().match(words, at) > 0 ||
            is(words, at, {"can", "de", "nham", "doi", "rieng", "dinh", "co", "thuc", "ket"})) {
            for (std::size_t i = at + 1; i < to && i < at + 60; ++i) {
                if (words[i].sep != ',' || words[i].bracketed || words[i].quoted || !actor_at(words, i)) continue;
                if (!adverbial_stretch(words, at, i)) continue;
                if (retold(words, from, i)) break;
                auto led = led_at(words, i, to, false, 0.7);
                if (led && led->actors.has_deed) return led;
            }
        }
        return std::nullopt;
    }

    // "Hằng năm, định kỳ 6 tháng, quý": times only. "định kỳ báo cáo Bộ Chính trị" is a deed with its object.
    static bool adverbial_stretch(const Words& words, std::size_t from, std::size_t to) {
        if (!is(words, from, {"dinh", "hang", "thuong"})) return true;
        for (std::size_t i = from + 2; i < to; ++i) {
            if (deeds().match(words, i) > 0 && !is(words, i, {"dinh"})) return false;
        }
        return true;
    }

    static bool is_deed_first(const Words& words, std::size_t i) {
        return deeds().match(words, i) > 0 && orders().match(words, i) == 0;
    }

    // A superior or the issuer orders; anybody else who "yêu cầu" does so as his work.
    bool gives_orders(const Words& words, const Led& led, std::size_t deed) const {
        const std::string name = text::fold(words.text(led.actors.begin, led.actors.end));
        if (setting_.is_issuer(name)) return true;
        return setting_.is_superior(name) && is(words, deed, {"giao", "yeu", "de", "thong", "dong"});
    }

    // Is a body that opens a sentence asked for something here?
    bool subject_counts(const Unit& u, const Words& words, const Led& led, std::size_t to, bool first) const {
        const Actors& a = led.actors;
        if (a.colon && !a.has_deed)
            return a.end < to && !is(words, a.end, {"khong", "tu", "gom", "la", "den"}) && !(words.folded(a.end)[0] >= '0' && words.folded(a.end)[0] <= '9') && (orders_here() || (u.section && setting_.directive)) &&
                   (!words[a.end].upper || deeds().match(words, a.end) > 0);
        const std::string name = text::fold(words.text(a.begin, a.end));
        if (a.has_deed && setting_.is_issuer(name) && !u.section && !u.dash) return false;
        const bool role = roles().match(words, a.begin) > 0 ||
                          (is(words, a.begin, {"cac", "nhung"}) && roles().match(words, a.begin + 1) > 0);
        if (role && !(a.charged && is(words, a.begin, {"nguoi"}))) return false;
        if (a.charged) return true;
        if (!first && !sentence_start_ && !unit_lead_ && !(words[a.begin].upper && u.section && setting_.directive))
            return false;
        if (!first && !sentence_start_ && unit_ordered_ && a.has_deed) return true;  // "Giao A …; B …"
        const Span rest{words[a.begin].folded.begin, words.stretch(a.begin, to).end};
        const auto due = find_due(source_, rest, setting_.date);
        const bool rhythm = find_recurrence(source_, rest).has_value();
        if (due && (due->date || due->strength >= 3)) return true;
        if (rhythm) return true;
        if (!first && sentence_start_) return unit_ordered_ && words[a.begin].upper && setting_.directive && a.has_deed;
        if (!first && !words[a.begin].upper) return false;
        if (orders_here()) return true;
        if (is(words, a.deed, {"phai", "can", "khan"})) return u.section || u.dash;
        if (!u.section && !u.dash && section_ordered_ && setting_.directive && words[a.begin].upper && a.has_deed)
            return true;
        return setting_.directive && u.section && u.level > 0;
    }

    void read_sentence(const Unit& u, const Words& words, std::size_t from, std::size_t to, bool first) {
        std::size_t begin = from;
        bool piece_first = first;
        for (std::size_t i = from + 1; i <= to; ++i) {
            if (i < to && (words[i].sep != ';' || words[i].bracketed)) continue;
            // A list of those responsible has ';' too; a piece must be able to stand alone.
            if (i < to && !stands_alone(words, begin, i, to)) continue;
            read_piece(u, words, begin, i, piece_first, begin == from);
            piece_first = false;
            begin = i;
        }
    }

    // Does the stretch before a ';' hold a deed, and may what follows be read by itself?
    bool stands_alone(const Words& words, std::size_t begin, std::size_t i, std::size_t to) const {
        const auto led = find_led(words, begin, to, false);
        if (!led || !led->actors.has_deed) return true;
        if (led->actors.deed >= i) return false;
        // "chủ trì, phối hợp với A; B xây dựng …": the list of helpers is not over.
        const auto helpers = find_contributors(words, led->actors.deed, i);
        return !helpers || helpers->end < i;
    }

    void read_piece(const Unit& u, const Words& words, std::size_t from, std::size_t to, bool first,
                    bool sentence_start) {
        sentence_start_ = sentence_start;
        auto led = find_led(words, from, to, false);
        if (led && !led->ordered && !subject_counts(u, words, *led, to, first)) led.reset();
        if (led && led->actors.colon && !led->actors.has_deed && led->actors.end >= to) led.reset();
        if (led && setting_.told_by(source_, words.stretch(from, to))) led.reset();
        if (led) {
            unit_lead_ = trimmed(words.text(led->actors.begin, led->actors.end));
            double confidence = led->confidence;
            if (!led->ordered) confidence = led->actors.charged ? 0.85 : 0.75;
            unit_vague_ = is_vague(words, led->actors.begin, led->actors.end);
            if (unit_vague_) confidence *= 0.7;
            listing_ = false;
            for (std::size_t i = led->actors.end + 1; i < to; ++i)
                listing_ = listing_ || (words[i].sep == ':' && !words[i].bracketed);
            if (implementation_clause(words, led->actors.deed)) confidence = std::min(confidence, 0.6);
            unit_confidence_ = confidence;
            unit_ordered_ = unit_ordered_ || led->ordered;
            section_ordered_ = section_ordered_ || led->ordered;
            add(u, words, from, to, *unit_lead_, {}, led->actors.has_deed ? led->actors.deed : led->actors.end,
                confidence);
            more_orders(u, words, *led, to);
            return;
        }
        // "Báo cáo gửi về Bộ trước ngày …" below the list of what the bodies addressed have to do.
        if (first && sentence_start && closed_lead_.level == u.level && !closed_lead_.lead.empty() &&
            is(words, from, {"bao", "ket", "van", "ho", "danh", "thoi", "noi", "so", "cac"})) {
            const auto due = find_due(source_, words.stretch(from, to), setting_.date);
            if (due && due->date && due->strength >= 4) {
                unit_lead_ = closed_lead_.lead;
                add(u, words, from, to, closed_lead_.lead, {}, from, closed_lead_.confidence * 0.8);
                return;
            }
        }
        continue_task(u, words, from, to, sentence_start);
    }

    static bool implementation_clause(const Words& words, std::size_t deed) {
        for (std::size_t k = deed; k < words.size() && k < deed + 6; ++k) {
            if (is(words, k, {"thi"}) && is(words, k + 1, {"hanh"})) return true;
        }
        return false;
    }

    bool inherits(const Unit& u, const Words& words, std::size_t from, std::size_t to) {
        if (stack_.empty() || !stack_.back().named || stack_.back().lead.empty()) return false;
        Context& c = stack_.back();
        if (c.child == 0) c.child = u.level;
        if (u.level != c.child || to - from < 2) return false;
        if (is(words, from, {"giao"}) && actor_at(words, from + 1)) return false;
        if (deeds().match(words, from) > 0 || adverbials().match(words, from) > 0) return true;
        if (roles().match(words, from) > 0) return true;  // "Mỗi đơn vị …": one of those named above
        if (u.heading && !u.introduces && to - from < 4) return false;
        static constexpr std::string_view kTopics[] = {"ve",   "doi",  "tinh",  "ket",  "noi",  "thoi", "dia",   "so",
                                                       "ty",   "ti",   "muc",   "danh", "mau",  "cac",  "nhung", "viec",
                                                       "cong", "tong", "thanh", "toan", "ngay", "tu",   "can"};
        return std::find(std::begin(kTopics), std::end(kTopics), words.folded(from)) == std::end(kTopics) &&
               words[from].upper;
    }

    // "…, giao Sở B …", "… và giao Sở C …" behind a first order of the same word.
    void more_orders(const Unit& u, const Words& words, const Led& led, std::size_t to) {
        if (!led.gives || !led.actors.has_deed) return;
        std::size_t begin = led.actors.deed;
        std::size_t last = begin;
        for (std::size_t i = begin + 1; i < to; ++i) {
            if (orders().match(words, i) == 0 || words[i].upper || words[i].quoted) continue;
            const bool joint = words[i].sep == ',' || is(words, i - 1, {"va"}) ||
                               (is(words, i - 1, {"thoi"}) && is(words, i - 2, {"dong"}));
            if (!joint || i < last + 3) continue;
            if (!is(words, i, {"giao", "phan"})) continue;
            const auto next = order_at(words, led.actors.begin, i, to);
            if (!next || !next->actors.has_deed) continue;
            trim_last(words, i);
            unit_lead_ = trimmed(words.text(next->actors.begin, next->actors.end));
            add(u, words, i, to, *unit_lead_, {}, next->actors.deed, 0.8);
            last = next->actors.deed;
            i = last;
        }
    }

    // The last task ends where the next begins; its term must lie inside.
    void trim_last(const Words& words, std::size_t i) {
        Task& t = out.back();
        const std::size_t end = words.stretch(0, i).end;
        if (end <= last_from_) return;
        const std::vector<std::string> helpers = t.contributors;
        Task redone = make(last_from_, end, last_deed_, t.lead.value_or(""), t.confidence);
        redone.contributors = helpers;
        t = std::move(redone);
    }

    // A stretch without a lead of its own: a term for the task before it, or more work for the same body.
    void continue_task(const Unit& u, const Words& words, std::size_t from, std::size_t to, bool sentence_start) {
        if (!unit_lead_ || out.size() <= last_of_unit_ || from >= to) return;
        Task& last = out.back();
        const Span span = words.stretch(from, to);
        const auto due = find_due(source_, span, setting_.date);
        const auto rhythm = find_recurrence(source_, span);
        // "ưu tiên các lĩnh vực: …; …; …": a list inside the sentence. A lead that is everybody is asked once.
        if (listing_ || unit_vague_) {
            last.end = source_.raw_span(span).end;
            if (due && due->strength >= 3 && !last.due && !last.recurrence) put_due(last, *due);
            return;
        }
        const bool closing = is(words, from, {"hoan", "xong", "thoi", "han", "gui", "bao", "trinh", "cham", "truoc"});
        const bool helpers = find_contributors(words, from, to).has_value();
        if (sentence_start) {
            if (due && due->strength >= 3 && closing && !last.due && !last.recurrence) {
                put_due(last, *due);
                last.end = source_.raw_span(span).end;
                return;
            }
            // "Sở A chủ trì …. Tổng hợp, báo cáo …": the next sentence goes on with what the body has to do.
            if (deeds().match(words, from) > 0 && !is(words, from, {"khong", "can", "phai", "tuyet", "chi"}) &&
                to - from > 3)
                add(u, words, from, to, *unit_lead_, {}, from, unit_confidence_ * 0.8);
            return;
        }
        const bool own_term = (due && due->strength >= 2) || rhythm;
        if (closing && !rhythm && !last.due && !last.due_text && !last.recurrence) {
            if (due) put_due(last, *due);
            last.end = source_.raw_span(span).end;
            return;
        }
        const bool accountable = is(words, from, {"chiu"}) && contains_word(source_.fold(span), "neu");
        const bool deed =
            !accountable && (deeds().match(words, from) > 0 || adverbials().match(words, from) > 0) &&
            (deeds().match(words, from) > 1 ||
             !is(words, from, {"khong", "tuyet", "nhat", "de", "nham", "trong", "neu", "truong", "theo"}));
        if (helpers || rhythm || (deed && (!closing || (own_term && last.due)))) {
            add(u, words, from, to, *unit_lead_, {}, from, unit_confidence_ * 0.9);
            return;
        }
        last.work += "; " + trimmed(text::collapse_space(source_.raw(source_.raw_span(span))));
        last.end = source_.raw_span(span).end;
    }

    struct Helpers {
        std::vector<std::string> names;
        std::size_t end = 0;  // word behind them
    };
    // "(tiếp tục) chủ trì, phối hợp (chặt chẽ) với X, Y theo dõi …"
    static std::optional<Helpers> find_contributors(const Words& words, std::size_t deed, std::size_t to) {
        std::size_t at = deed;
        for (std::size_t guard = 0; at < to && guard < 14; ++guard) {
            if (is(words, at, {"phoi"}) && is(words, at + 1, {"hop"})) {
                at += 2;
                for (std::size_t k = at; k < to && k < at + 7; ++k) {
                    if (!is(words, k, {"voi", "cung"})) continue;
                    at = k + 1;
                    if (is(words, at, {"voi"})) ++at;
                    break;
                }
                break;
            }
            if (is(words, at, {"cung"}) && at > deed) {
                at += is(words, at + 1, {"voi"}) ? 2 : 1;
                break;
            }
            const std::size_t manner = manners().match(words, at);
            if (manner == 0) return std::nullopt;
            at += manner;
        }
        if (at == deed || at >= to) return std::nullopt;
        const auto actors = read_actors(words, at, to, true);
        if (!actors || actors->end <= actors->begin) return std::nullopt;
        if (!actors->has_deed && actors->end < to) return std::nullopt;
        return Helpers{split_actors(words, actors->begin, actors->end), actors->has_deed ? actors->deed : actors->end};
    }

    void put_due(Task& t, const Due& due) const {
        if (due.date) t.due = due.date->iso();
        t.due_exclusive = due.exclusive;
        t.due_text = text::collapse_space(source_.raw(source_.raw_span(due.folded)));
    }

    Task make(std::size_t from, std::size_t end, std::size_t deed, const std::string& lead, double confidence) {
        Task t;
        const Span span{from, end};
        const Span raw = source_.raw_span(span);
        t.lead = lead;
        t.start = raw.begin;
        t.end = raw.end;
        t.work = trimmed(text::collapse_space(source_.raw(source_.raw_span({deed, end}))));
        t.recurrence = find_recurrence(source_, {deed, end});
        // "Hằng năm, …", "Trước ngày 15/12, …": in front of whom it is for.
        const std::string_view opening = source_.fold(span);
        if (!t.recurrence &&
            (opening.starts_with("hang ") || opening.starts_with("dinh ky") || opening.starts_with("moi ")))
            t.recurrence = find_recurrence(source_, {from, deed});
        last_due_ = find_due(source_, {deed, end}, setting_.date);
        if (!last_due_) {
            last_due_ = find_due(source_, {from, deed}, setting_.date);
            if (last_due_ && last_due_->folded.begin > from + 2) last_due_.reset();
        }
        if (last_due_) {
            // A day that comes again every year is no day: "trình trước ngày 20/12" of a yearly list.
            const bool dated = setting_.dated(source_, last_due_->folded);
            if (last_due_->date && !dated && contains_word(source_.fold(span), "hang nam")) {
                last_due_->date.reset();
                last_due_->exclusive = false;
                t.recurrence = t.recurrence ? t.recurrence : std::optional<std::string>("yearly");
            }
            put_due(t, *last_due_);
            if (!t.recurrence && !last_due_->date) t.recurrence = find_recurrence(source_, last_due_->folded);
            if (t.due && t.recurrence && dated && !recurs_itself(span))
                t.recurrence = find_recurrence(source_, {deed, end});
        }
        if (!closed_) t.clause = clause_path(sections_, raw.begin);
        t.confidence = source_.marks_missing() ? confidence * 0.5 : confidence;
        last_from_ = from;
        last_deed_ = deed;
        return t;
    }

    bool recurs_itself(Span span) const { return contains_word(source_.fold(span), "dinh ky"); }

    void add(const Unit& u, const Words& words, std::size_t from, std::size_t to, const std::string& lead,
             std::vector<std::string> contributors, std::size_t deed, double confidence) {
        if (out.size() >= kMost || lead.empty()) return;
        const Span span = words.stretch(from, to);
        std::size_t work = deed;
        if (deed < to) {
            if (auto helpers = find_contributors(words, deed, to)) {
                for (std::string& name : helpers->names) contributors.push_back(std::move(name));
                work = helpers->end;
            } else if (auto tail = shared_tail(words, deed, to)) {
                contributors = std::move(*tail);
            }
        }
        const std::size_t at = work < to ? words[work].folded.begin : span.end;
        Task t = make(from == 0 ? u.text : span.begin, span.end, std::min(at, span.end), lead, confidence);
        t.contributors = std::move(contributors);
        out.push_back(std::move(t));
    }

    // "Giao Sở Nội vụ chủ trì, Sở Tài chính và Công an tỉnh phối hợp (thực hiện) …"
    static std::optional<std::vector<std::string>> shared_tail(const Words& words, std::size_t deed, std::size_t to) {
        std::size_t at = deed;
        while (at < to && manners().match(words, at) > 0) at += manners().match(words, at);
        if (at == deed || at >= to || words[at].sep != ',') return std::nullopt;
        const auto actors = read_actors(words, at, to, true);
        if (!actors || !actors->has_deed) return std::nullopt;
        if (!is(words, actors->deed, {"phoi"}) && !(is(words, actors->deed, {"cung"}))) return std::nullopt;
        return split_actors(words, actors->begin, actors->end);
    }

    const Source& source_;
    const TaskSetting& setting_;
    const std::vector<Section>& sections_;
    std::vector<Context> stack_;
    struct ClosedLead {
        int level = -1;
        std::string lead;
        double confidence = 0;
    };
    ClosedLead closed_lead_;  // of the list that has just ended
    std::optional<std::string> unit_lead_;
    double unit_confidence_ = 0;
    bool section_ordered_ = false;  // something was ordered in this section
    bool sentence_start_ = false, closed_ = false, unit_ordered_ = false, unit_vague_ = false, listing_ = false;
    std::size_t last_of_unit_ = 0;
    std::size_t last_from_ = 0, last_deed_ = 0;
    std::optional<Due> last_due_;
};

}  // namespace

std::vector<Task> read_tasks(const Source& source, const Heading& heading, const Layout& layout,
                             const std::vector<Section>& sections) {
    const TaskSetting setting(source, heading);
    TaskReader reader(source, setting, sections);
    reader.read(units(source, layout, sections));
    std::vector<Task> out = std::move(reader.out);
    for (Task& row : read_task_rows(source, layout, setting)) {
        row.clause = clause_path(sections, row.start);
        out.push_back(std::move(row));
    }
    std::stable_sort(out.begin(), out.end(), [](const Task& a, const Task& b) { return a.start < b.start; });
    return out;
}

}  // namespace sauro::docread
