#include "docread/tasks/tasks_lead.hpp"

#include <algorithm>

#include "text/text.hpp"

namespace sauro::docread {
namespace {

constexpr std::size_t kFar = 240;  // words of a stretch in which an order is looked for
constexpr std::size_t kBack = 60;  // words before an order that may turn it into a tale

// "nếu có vướng mắc, đề nghị liên hệ …": asks nothing of anybody now.
std::size_t condition_at(const Words& words, std::size_t from, std::size_t to) {
    for (std::size_t k = from; k < to && k < from + 30; ++k) {
        const bool opens = is_word(words, k, {"neu", "gap"}) ||
                           (is_word(words, k, {"truong", "phat"}) && is_word(words, k + 1, {"hop", "sinh"})) ||
                           (is_word(words, k, {"moi"}) && is_word(words, k + 1, {"kho", "vuong"})) ||
                           (is_word(words, k, {"co"}) && is_word(words, k + 1, {"kho", "vuong", "phat"}));
        if (!opens) continue;
        for (std::size_t m = k + 1; m < to && m < k + 10; ++m) {
            if ((is_word(words, m, {"vuong"}) && is_word(words, m + 1, {"mac"})) ||
                (is_word(words, m, {"kho"}) && is_word(words, m + 1, {"khan"})) ||
                (is_word(words, m, {"phat"}) && is_word(words, m + 1, {"sinh"})))
                return k;
        }
    }
    return static_cast<std::size_t>(-1);
}

// "Hằng năm, định kỳ 6 tháng, quý": times only. "định kỳ báo cáo Bộ Chính trị" is a deed with its object.
bool adverbial_stretch(const Words& words, std::size_t from, std::size_t to) {
    if (!is_word(words, from, {"dinh", "hang", "thuong"})) return true;
    for (std::size_t i = from + 2; i < to; ++i) {
        if (deeds().match(words, i) > 0 && !is_word(words, i, {"dinh"})) return false;
    }
    return true;
}

bool is_deed_first(const Words& words, std::size_t i) {
    return deeds().match(words, i) > 0 && orders().match(words, i) == 0;
}

}  // namespace

bool is_word(const Words& words, std::size_t i, std::initializer_list<std::string_view> folded) {
    return i < words.size() && std::find(folded.begin(), folded.end(), words.folded(i)) != folded.end();
}

bool told_before(const Words& words, std::size_t from, std::size_t i) {
    if (i == 0 || i <= from) return false;
    if (words[i].sep == ' ') {
        if (is_word(words, i - 1, {"da", "duoc", "viec", "theo", "su", "cac",   "nhung", "cua", "do",  "khi",  "xet",
                                   "co", "dap",  "vua",  "tung", "bi", "khong", "chua",  "se",  "nhu", "cung", "ve"}))
            return true;
        // "nhiệm vụ giao", "nội dung yêu cầu", "đáp ứng yêu cầu"
        if (i >= 2 && ((is_word(words, i - 1, {"vu"}) && is_word(words, i - 2, {"nhiem"})) ||
                       (is_word(words, i - 1, {"dung"}) && is_word(words, i - 2, {"noi"})) ||
                       (is_word(words, i - 1, {"ung"}) && is_word(words, i - 2, {"dap"})) ||
                       (is_word(words, i - 1, {"dich"}) && is_word(words, i - 2, {"muc"}))))
            return true;
    }
    for (std::size_t k = std::max(from, i > kBack ? i - kBack : 0); k < i; ++k) {
        if (words[k].quoted) continue;
        if (is_word(words, k, {"trong", "theo"}) && is_word(words, k + 1, {"do"}) && k + 2 == i) return true;
        // "kinh phí được tỉnh giao cho đơn vị"
        if (is_word(words, k, {"duoc"}) && i - k <= 8 &&
            std::none_of(&words[k + 1], &words[i] + 1, [](const Word& w) { return w.sep == ',' || w.sep == ';'; }))
            return true;
        if (is_word(words, k, {"kinh"}) && is_word(words, k + 1, {"trinh"})) return true;
        // "Đối với 02 trường hợp đã chi vượt, đề nghị …": tells which, and then asks.
        if (is_word(words, k, {"da"}) && words[i].sep == ',' && is_word(words, from, {"doi"}) &&
            is_word(words, from + 1, {"voi"}))
            continue;
        if (is_word(words, k, {"da"}) && !words[k].upper &&
            (k == 0 || words[k - 1].folded.end + 1 == words[k].folded.begin)) {
            // "đã giao", "đã có công văn yêu cầu", "đã ban hành kế hoạch, trong đó giao …"
            if (i - k <= 6) return true;
            if (is_word(words, k + 1, {"ban", "co", "chi", "ky", "lanh"}) && !is_word(words, k + 2, {"quan"}))
                return true;
        }
    }
    return false;
}

// "(tiếp tục) chủ trì, phối hợp (chặt chẽ) với X, Y theo dõi …"
std::optional<Helpers> find_contributors(const Words& words, std::size_t deed, std::size_t to) {
    std::size_t at = deed;
    for (std::size_t guard = 0; at < to && guard < 14; ++guard) {
        if (is_word(words, at, {"phoi"}) && is_word(words, at + 1, {"hop"})) {
            at += 2;
            for (std::size_t k = at; k < to && k < at + 7; ++k) {
                if (!is_word(words, k, {"voi", "cung"})) continue;
                at = k + 1;
                if (is_word(words, at, {"voi"})) ++at;
                break;
            }
            break;
        }
        if (is_word(words, at, {"cung"}) && at > deed) {
            at += is_word(words, at + 1, {"voi"}) ? 2 : 1;
            break;
        }
        const std::size_t manner = manners().match(words, at);
        if (manner == 0) return std::nullopt;
        at += manner;
    }
    if (at == deed || at >= to) return std::nullopt;
    const auto actors = read_actors(words, at, to, true, true);
    if (!actors || actors->end <= actors->begin) return std::nullopt;
    if (!actors->has_deed && actors->end < to) return std::nullopt;
    return Helpers{split_actors(words, actors->begin, actors->end), actors->has_deed ? actors->deed : actors->end};
}

// "Giao Sở Nội vụ chủ trì, Sở Tài chính và Công an tỉnh phối hợp (thực hiện) …"
std::optional<std::vector<std::string>> shared_tail(const Words& words, std::size_t deed, std::size_t to) {
    std::size_t at = deed;
    while (at < to && manners().match(words, at) > 0) at += manners().match(words, at);
    if (at == deed || at >= to || words[at].sep != ',') return std::nullopt;
    const auto actors = read_actors(words, at, to, true);
    if (!actors || !actors->has_deed) return std::nullopt;
    if (!is_word(words, actors->deed, {"phoi"}) && !(is_word(words, actors->deed, {"cung"}))) return std::nullopt;
    return split_actors(words, actors->begin, actors->end);
}

std::optional<Led> LeadFinder::led_at(const Words& words, std::size_t i, std::size_t to, bool ordered,
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
std::optional<Led> LeadFinder::order_at(const Words& words, std::size_t from, std::size_t i, std::size_t to) const {
    const std::size_t n = orders().match(words, i);
    if (n == 0 || words[i].quoted) return std::nullopt;
    if (told_before(words, from, i)) return std::nullopt;
    std::size_t at = i + n;
    at += order_notes().match(words, at);
    if (at < to && words[at].sep == ':') {
        // "Yêu cầu: các sở …"
    }
    auto led = led_at(words, at, to, true, i == from ? 0.9 : 0.8);
    if (led) led->gives = is_word(words, i, {"giao", "phan", "tiep"}) || is_word(words, i + 1, {"giao"});
    return led;
}

// An order inside a sentence stands after a stop of some kind, or right behind who gives it.
bool LeadFinder::order_stands(const Words& words, std::size_t from, std::size_t i) const {
    if (words[i].sep != ' ') return true;
    if (is_word(words, i - 1, {"dong", "va", "thoi"}) && i >= from + 1) return is_word(words, i - 1, {"thoi"});
    for (std::size_t back = 2; back <= 14 && i >= from + back; ++back) {
        const std::size_t begin = i - back;
        if (begin != from && words[begin].sep == ' ' && !is_word(words, begin - 1, {"nay", "tren", "sau"})) continue;
        if (!actor_at(words, begin)) continue;
        const auto subject = read_actors(words, begin, i, true);
        if (subject && (subject->end == i || subject->end >= i)) return true;
        if (subject && subject->has_deed && subject->deed + 2 >= i) return true;
    }
    if (i >= from + 1 && actor_at(words, i - 1)) return true;
    return false;
}

// "Tại Công văn số 12, Ủy ban nhân dân tỉnh yêu cầu …": told, unless the issuer itself speaks.
bool LeadFinder::retold(const Words& words, std::size_t from, std::size_t i) const {
    if (!is_word(words, from, {"tai", "theo", "ngay"}) || i <= from) return false;
    bool cited = false;
    for (std::size_t k = from; k < i && !cited; ++k)
        cited =
            is_word(words, k, {"so"}) && k + 1 < i && words.folded(k + 1)[0] >= '0' && words.folded(k + 1)[0] <= '9';
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
std::optional<Led> LeadFinder::find_led(const Words& words, std::size_t from, std::size_t to, bool start) const {
    if (from >= to || spent()) return std::nullopt;
    to = std::min(to, words.size());
    const std::size_t far = std::min(to, from + kFar);
    budget_ -= std::min(budget_, far - from + 20);
    std::size_t at = from;
    while (at < to && (is_word(words, at, {"dong", "ngoai", "rieng", "va"})) && at < from + 3) {
        if (is_word(words, at, {"dong"}) && !is_word(words, at + 1, {"thoi"})) break;
        at += is_word(words, at, {"dong"}) || is_word(words, at, {"ngoai"}) ? 2 : 1;
    }
    const std::size_t condition = condition_at(words, from, to);
    if (condition <= at || is_word(words, at, {"neu"})) return std::nullopt;
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
    for (std::size_t i = at + 1; i < far && i < condition; ++i) {
        if (orders().match(words, i) == 0 || words[i].quoted || words[i].bracketed) continue;
        budget_ -= std::min(budget_, kBack);
        if (words[i].upper && words[i].sep != ':' && words[i].sep != '-') continue;  // "Về việc thứ hai: Giao Sở …"
        if (!order_stands(words, from, i) || retold(words, from, i)) continue;
        if (auto led = order_at(words, from, i, to)) return led;
    }
    // "Khám tuyển: Hội đồng khám sức khỏe khám tập trung từ ngày …"
    for (std::size_t i = at + 1; i < far && i < at + 16 && setting_.directive; ++i) {
        if (words[i].sep != ':' || words[i].bracketed || !words[i].upper || !actor_at(words, i)) continue;
        auto led = led_at(words, i, to, false, 0.65);
        if (led && led->actors.has_deed) return led;
    }
    // "Hằng năm, định kỳ 6 tháng, quý, các tỉnh ủy … báo cáo"
    if (adverbials().match(words, at) > 0 ||
        is_word(words, at, {"can", "de", "nham", "doi", "rieng", "dinh", "co", "thuc", "ket"})) {
        for (std::size_t i = at + 1; i < to && i < at + 60 && i < condition; ++i) {
            if (words[i].sep != ',' || words[i].bracketed || words[i].quoted || !actor_at(words, i)) continue;
            if (!adverbial_stretch(words, at, i)) continue;
            if (retold(words, from, i)) break;
            auto led = led_at(words, i, to, false, 0.7);
            if (led && led->actors.has_deed) return led;
        }
    }
    return std::nullopt;
}

// A superior or the issuer orders; anybody else who "yêu cầu" does so as his work.
bool LeadFinder::gives_orders(const Words& words, const Led& led, std::size_t deed) const {
    const std::string name = text::fold(words.text(led.actors.begin, led.actors.end));
    if (setting_.is_issuer(name)) return true;
    return setting_.is_superior(name) && is_word(words, deed, {"giao", "yeu", "de", "thong", "dong"});
}

}  // namespace sauro::docread
