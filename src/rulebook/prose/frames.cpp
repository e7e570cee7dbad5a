#include "rulebook/prose/frames.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>

#include "text/text.hpp"

namespace sauro::rulebook {
namespace {

using enum BuiltIn;
constexpr std::size_t number_of(BuiltIn kind) { return static_cast<std::size_t>(kind); }

// In the order of `BuiltIn`; lists of words may add to them.
constexpr std::array<std::string_view, 13> built_in = {
    "money",      "big_money",  "percent",      "each_person", "each_time",   "each_thing", "vague_doer",
    "loose_doer", "named_doer", "group_beside", "vague_word",  "open_phrase", "said_time"};
constexpr std::size_t reach = 100;             // bytes between two signs of a pair
constexpr double largest_for_a_person = 30e6;  // đồng; above it a sum is one for the work
constexpr std::size_t longest_number = 24, longest_unit = 12;

struct Unit {
    std::string_view word;
    double times;
};
constexpr Unit units[] = {{"triệu đồng", 1e6}, {"nghìn đồng", 1e3}, {"ngàn đồng", 1e3}, {"tỷ đồng", 1e9},
                          {"tỉ đồng", 1e9},    {"đồng", 1},         {"triệu", 1e6},     {"nghìn", 1e3},
                          {"ngàn", 1e3},       {"tỷ", 1e9},         {"tỉ", 1e9},        {"đ", 1}};

bool stands_at(std::string_view text, std::size_t at, std::string_view word) {
    return text.substr(at, word.size()) == word &&
           (at + word.size() >= text.size() || !word_byte(text[at + word.size()]));
}
std::size_t skip_blanks(std::string_view text, std::size_t at) {
    while (at < text.size() && text[at] == ' ') ++at;
    return at;
}
bool digit(char c) { return c >= '0' && c <= '9'; }

// "1.200.000", "1,5"; `at` moves behind it.
double number_at(std::string_view text, std::size_t& at) {
    double value = 0, place = 0;
    const std::size_t end = std::min(text.size(), at + longest_number);
    for (; at < end && (digit(text[at]) || text[at] == '.' || text[at] == ','); ++at) {
        if (text[at] == '.' || text[at] == ',') {
            if (at + 1 >= text.size() || !digit(text[at + 1])) break;
            const bool thousands = at + 3 < text.size() && digit(text[at + 2]) && digit(text[at + 3]);
            if (!thousands) place = 1;
            continue;
        }
        if (place > 0) {
            place /= 10;
            value += place * (text[at] - '0');
        } else {
            value = value * 10 + (text[at] - '0');
        }
    }
    return value;
}

// "/người", "/ ngày": what a sum is for.
std::optional<BuiltIn> rate_at(std::string_view text, std::size_t& at) {
    static const Phrases times = {"tháng", "buổi", "ngày", "ca",  "đêm",  "lượt", "giờ",    "quý", "năm", "tiết",
                                  "phiên", "cuộc", "bài",  "tin", "tuần", "kỳ",   "chuyến", "lần", "công"};
    static const Phrases people = {"người", "đồng chí", "cán bộ", "công chức", "viên chức", "thành viên", "giáo viên"};
    std::size_t next = skip_blanks(text, at);
    if (next >= text.size() || text[next] != '/') return std::nullopt;
    next = skip_blanks(text, next + 1);
    std::size_t end = next;
    const auto hash = word_hash(text, next, end);
    if (end == next) return std::nullopt;
    const std::size_t stop = std::min(text.size(), next + longest_unit + 4);
    at = end;
    if (times.at(text, next, hash, stop) > 0) return each_time;
    return people.at(text, next, hash, stop) > 0 ? each_person : each_thing;
}

}  // namespace

std::vector<std::string> heaviest(const Prose& prose, std::vector<Sign> signs) {
    constexpr std::size_t shown = 3;
    std::ranges::stable_sort(signs, std::greater(), &Sign::weight);
    signs.resize(std::min(signs.size(), shown));
    std::ranges::sort(signs, {}, [](const Sign& sign) { return sign.span.start; });
    std::vector<std::string> out;
    for (const Sign& sign : signs) out.emplace_back(text::trim(prose.of(sign.span)));
    return out;
}

std::optional<std::size_t> Frames::id_of(std::string_view name) const {
    const auto found = std::ranges::find(names_, name);
    if (found == names_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - names_.begin());
}

Result<Frames> Frames::read(const std::map<std::string, Phrases>& lists) {
    const auto wrong = [](std::string vi) { return fail(ErrorKind::invalid, "rulebook.frames", std::move(vi), ""); };
    Frames out;
    out.names_.assign(built_in.begin(), built_in.end());
    std::vector<std::string> all;
    for (const auto& name : lists.at("concepts")) {
        const auto list = lists.find(name);
        if (list == lists.end()) return wrong(fmt::format("không có danh sách “{}” nêu ở “concepts”", name));
        auto id = out.id_of(name);
        if (!id) {
            id = out.names_.size();
            out.names_.push_back(name);
        }
        for (const auto& phrase : list->second) {
            if (!out.concept_of_.emplace(phrase, *id).second)
                return wrong(fmt::format("“{}” đứng ở hai danh sách, lần hai ở “{}”", phrase, name));
            all.push_back(phrase);
        }
    }
    out.phrases_ = Phrases(std::move(all));
    const std::size_t count = out.names_.size();
    out.alone_.resize(count);
    out.opening_.resize(count);
    out.pair_.resize(count * count);
    const auto weights = lists.find("weights");
    if (weights == lists.end()) return wrong("thiếu danh sách “weights”");
    for (const auto& entry : weights->second) {
        const auto blank = entry.find(' ');
        double value = 0;
        const auto number = blank == std::string::npos ? std::string() : entry.substr(blank + 1);
        const auto read = std::from_chars(number.data(), number.data() + number.size(), value);
        if (number.empty() || read.ec != std::errc() || read.ptr != number.data() + number.size())
            return wrong(fmt::format("“{}” không có dạng “tên số”", entry));
        const int weight = static_cast<int>(value * 100 + (value < 0 ? -0.5 : 0.5));
        const std::string_view feature = std::string_view(entry).substr(0, blank);
        if (feature == "base" || feature == "sure" || feature == "maybe") {
            (feature == "base" ? out.base_ : feature == "sure" ? out.sure_ : out.maybe_) = weight;
            continue;
        }
        const auto arrow = feature.find('>');
        const bool opens = feature.starts_with('^');
        const auto first = out.id_of(opens ? feature.substr(1) : feature.substr(0, arrow));
        const auto second = arrow == std::string_view::npos ? first : out.id_of(feature.substr(arrow + 1));
        if (!first || !second) return wrong(fmt::format("“{}” nêu một khái niệm không có danh sách", entry));
        if (arrow != std::string_view::npos)
            out.pair_[*first * count + *second] = weight;
        else
            (opens ? out.opening_ : out.alone_)[*first] = weight;
    }
    return out;
}

std::vector<Sign> Frames::signs_in(const Prose& prose, Span clause, const std::vector<Sign>& seen) const {
    std::vector<Sign> out;
    const auto text = prose.lower(clause);
    const auto words = prose.all(phrases_, clause);
    auto word = words.begin();
    const auto words_until = [&](std::size_t end) {
        for (; word != words.end() && word->start < end; ++word) {
            if (!out.empty() && word->start < out.back().span.end) continue;
            out.push_back({concept_of_.find(prose.lower(*word))->second, *word});
        }
    };
    for (std::size_t at = 0; at < text.size();) {
        if (!digit(text[at]) || (at > 0 && word_byte(text[at - 1]))) {
            ++at;
            continue;
        }
        const std::size_t start = at;
        const double value = number_at(text, at);
        const auto put = [&](BuiltIn id, std::size_t from) {
            words_until(clause.start + from);
            out.push_back({number_of(id), {clause.start + from, clause.start + at}});
        };
        if (at < text.size() && text[at] == '%') {
            ++at;
            put(percent, start);
            continue;
        }
        const std::size_t unit_at = skip_blanks(text, at);
        const auto unit = std::ranges::find_if(units, [&](const Unit& u) { return stands_at(text, unit_at, u.word); });
        if (unit == std::end(units)) continue;
        at = unit_at + unit->word.size();
        put(value * unit->times <= largest_for_a_person ? money : big_money, start);
        for (std::size_t from = at; const auto rate = rate_at(text, at); from = at) put(*rate, from);
    }
    words_until(clause.end);
    if (seen.empty()) return out;
    out.insert(out.end(), seen.begin(), seen.end());
    std::ranges::stable_sort(out, {}, [](const Sign& sign) { return sign.span.start; });
    return out;
}

void Frames::each_feature(const std::vector<Sign>& signs, const auto& opening, const auto& alone,
                          const auto& pair) const {
    const std::size_t count = names_.size();
    std::vector<bool> told(count), pairs(count * count);
    for (std::size_t i = 0; i < signs.size(); ++i) {
        const std::size_t id = signs[i].concept_id;
        if (i == 0) opening(i);
        if (!told[id]) alone(i);
        told[id] = true;
        for (std::size_t j = i + 1; j < signs.size() && signs[j].span.start - signs[i].span.start <= reach; ++j) {
            const std::size_t both = id * count + signs[j].concept_id;
            if (signs[j].concept_id == id || pairs[both]) continue;
            pairs[both] = true;
            pair(i, j);
        }
    }
}

Frames::Reading Frames::weigh(const Prose& prose, Span clause, const std::vector<Sign>& seen) const {
    Reading out{base_, signs_in(prose, clause, seen)};
    auto& signs = out.signs;
    each_feature(
        signs, [&](std::size_t i) { signs[i].weight += opening_[signs[i].concept_id]; },
        [&](std::size_t i) { signs[i].weight += alone_[signs[i].concept_id]; },
        [&](std::size_t i, std::size_t j) {
            const int weight = pair_[signs[i].concept_id * names_.size() + signs[j].concept_id];
            signs[i].weight += weight / 2;
            signs[j].weight += weight - weight / 2;
        });
    for (const Sign& sign : signs) out.sum += sign.weight;
    return out;
}

std::vector<std::string> Frames::features(const Prose& prose, Span clause, const std::vector<Sign>& seen) const {
    std::vector<std::string> out;
    const auto signs = signs_in(prose, clause, seen);
    const auto name = [&](std::size_t i) -> const std::string& { return names_[signs[i].concept_id]; };
    each_feature(
        signs, [&](std::size_t i) { out.push_back("^" + name(i)); }, [&](std::size_t i) { out.push_back(name(i)); },
        [&](std::size_t i, std::size_t j) { out.push_back(name(i) + ">" + name(j)); });
    return out;
}

}  // namespace sauro::rulebook
