// Introductions and their items: "Giao các cơ quan sau:" orders what stands below it, "Sở Nội vụ có trách nhiệm:" leads
// it, "Tổ chức thực hiện" expects orders.
#include <algorithm>

#include "docread/tasks/tasks_reader.hpp"
#include "text/text.hpp"

namespace sauro::docread {

void TaskReader::close() {
    Context c = std::move(stack_.back());
    stack_.pop_back();
    if ((c.named || c.orders) && c.asked > 0) closed_lead_ = {c.level, c.named ? c.lead : std::string(), c.confidence};
    if (c.own && c.asked == 0) out.push_back(std::move(*c.own));
    if (!stack_.empty()) stack_.back().asked += c.asked;
}

bool TaskReader::items_name_leads(const std::vector<Unit>& units, std::size_t k, bool led) const {
    int child = 0;
    for (std::size_t i = k + 1; i < units.size() && i < k + 80 && units[i].level > units[k].level; ++i) {
        if (child == 0) child = units[i].level;
        if (units[i].level > child) continue;
        const Words words(source_, {units[i].text, std::min(units[i].folded.end, units[i].text + 900)});
        if (words.size() == 0) continue;
        if (roles().match(words, 0) > 0) continue;
        if (led && !is_word(words, 0, {"giao"})) {
            if (orders().match(words, 0) > 0 || deeds().match(words, 0) > 0 || !actor_at(words, 0)) continue;
        }
        if (leads_.find_led(words, 0, words.size(), true)) return true;
        if (const auto a = read_actors(words, 0, words.size(), false); a && (a->colon || a->end >= words.size()))
            return true;
    }
    return false;
}

bool TaskReader::first_item_is_work(const std::vector<Unit>& units, std::size_t k) const {
    if (!has_items(units, k)) return false;
    const Words words(source_, {units[k + 1].text, std::min(units[k + 1].folded.end, units[k + 1].text + 900)});
    return words.size() > 0 && deeds().match(words, 0) > 0 && !actor_at(words, 0) && orders().match(words, 0) == 0;
}

bool TaskReader::has_items(const std::vector<Unit>& units, std::size_t k) const {
    return k + 1 < units.size() && units[k + 1].level > units[k].level;
}

bool TaskReader::read_heading(const std::vector<Unit>& units, std::size_t k, const Words& words) {
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
            // "Nhiệm vụ của Tổ công tác": works, among which one may name its own ("Tổ trưởng phân công …").
            const bool own_leads = items_name_leads(units, k, true);
            const bool mixed = own_leads && duty && first_item_is_work(units, k);
            if (own_leads) c.orders = true;
            if (!own_leads || mixed) {
                c.named = true;
                c.lead = trimmed(words.text(a->begin, a->end));
                c.confidence = c.orders || duty ? 0.85 : 0.75;
                if (is_vague(words, a->begin, a->end)) c.confidence *= 0.7;
            }
            stack_.push_back(std::move(c));
            return true;
        }
    }
    if (u.heading && !leads_.find_led(words, 0, words.size(), false)) {
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

void TaskReader::inherit(Context& c) const {
    if (stack_.empty()) return;
    c.told = stack_.back().told;
    c.orders = stack_.back().orders;
}

void TaskReader::open_content(const Unit& u) {
    Context c;
    c.level = u.level;
    c.told = true;
    stack_.push_back(std::move(c));
}

void TaskReader::open_context(const std::vector<Unit>& units, std::size_t k, const Words& words, std::size_t before) {
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
            if (light) c.lead = own.lead.value_or("");  // for an item that names nobody but has a term
            c.confidence = own.confidence * 0.8;
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

std::optional<std::size_t> TaskReader::orders_at_end(const Words& words) const {
    const std::size_t n = words.size();
    if (n > 2 &&
        ((is_word(words, n - 2, {"chi"}) && is_word(words, n - 1, {"thi"})) || is_word(words, n - 1, {"dien"})))
        return n - 2;  // "… chỉ thị:"
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

bool TaskReader::inherits(const Unit& u, const Words& words, std::size_t from, std::size_t to) {
    if (stack_.empty() || !stack_.back().named || stack_.back().lead.empty()) return false;
    Context& c = stack_.back();
    if (c.child == 0) c.child = u.level;
    if (u.level != c.child || to - from < 2) return false;
    if (is_word(words, from, {"giao"}) && actor_at(words, from + 1)) return false;
    // Among the works of one body an item that names another.
    if (c.orders && deeds().match(words, from) == 0 && roles().match(words, from) == 0) {
        if (const auto led = leads_.find_led(words, from, to, true); led && led->actors.has_deed) return false;
        if (const auto a = read_actors(words, from, to, false); a && a->told) return false;
    }
    // "Được sử dụng …", "Có quyền …": what a body may do is no work.
    if (words[from].upper && (is_word(words, from, {"duoc"}) ||
                              (is_word(words, from, {"co"}) && is_word(words, from + 1, {"quyen", "the"}))))
        return false;
    if (deeds().match(words, from) > 0 || adverbials().match(words, from) > 0) return true;
    if (roles().match(words, from) > 0) return true;  // "Mỗi đơn vị …": one of those named above
    if (u.heading && !u.introduces && to - from < 4) return false;
    static constexpr std::string_view kTopics[] = {"ve",   "doi",  "tinh",  "ket",  "noi",  "thoi", "dia",   "so",
                                                   "ty",   "ti",   "muc",   "danh", "mau",  "cac",  "nhung", "viec",
                                                   "cong", "tong", "thanh", "toan", "ngay", "tu",   "can"};
    return std::find(std::begin(kTopics), std::end(kTopics), words.folded(from)) == std::end(kTopics) &&
           words[from].upper;
}

}  // namespace sauro::docread
