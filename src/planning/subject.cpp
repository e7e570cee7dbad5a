// What a title is about, and when two conferences could be one.
#include <algorithm>
#include <array>
#include <cctype>

#include "planning/planning.hpp"
#include "text/text.hpp"

namespace sauro::planning {
namespace {

constexpr double close_enough = 0.6;  // INT-18: one subject,
constexpr int near_enough = 60;       // within 60 days

// What every title says; it tells nothing of the subject.
constexpr std::array<std::string_view, 16> common{
    "hoi nghi",  "truc tuyen", "toan quoc",    "toan tinh", "toan xa",   "quan triet",      "pho bien", "trien khai",
    "thuc hien", "hoc tap",    "tuyen truyen", "to chuc",   "chuyen de", "thong bao nhanh", "so ket",   "tong ket"};
// Words that count the members of a series, and how they are counted.
constexpr std::array<std::string_view, 19> series{"so",   "dot",  "ky",   "lan",   "quy",  "thang", "khoa",
                                                  "phan", "buoi", "lop",  "ngay",  "tuan", "de",    "nhom",
                                                  "cum",  "vuc",  "khoi", "chang", "hang"};
constexpr std::array<std::string_view, 34> counted{"mot",  "hai",  "ba",   "bon",  "tu",   "nam",  "sau", "bay",  "tam",
                                                   "chin", "muoi", "nhat", "nhi",  "i",    "ii",   "iii", "iv",   "v",
                                                   "vi",   "vii",  "viii", "ix",   "x",    "xi",   "xii", "xiii", "xiv",
                                                   "xv",   "xvi",  "dau",  "cuoi", "giua", "tiep", "chot"};

bool has(std::span<const std::string_view> words, std::string_view one) {
    return std::ranges::find(words, one) != words.end();
}

Words sorted_once(std::vector<std::string> words) {
    std::ranges::sort(words);
    words.erase(std::ranges::unique(words).begin(), words.end());
    return words;
}

// "Chuyên đề số 1", "đợt hai", "quý IV", "lớp A": in their order. These tell members of a series apart.
std::vector<std::string> numbers_of(const std::vector<std::string>& syllables) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < syllables.size(); ++i) {
        const auto& word = syllables[i];
        const bool digits = std::ranges::any_of(word, [](unsigned char c) { return std::isdigit(c) != 0; });
        const bool after = i > 0 && has(series, syllables[i - 1]);
        const bool last = i + 1 == syllables.size();
        if (digits || ((after || last) && (word.size() == 1 || has(counted, word)))) out.push_back(word);
    }
    return out;
}

}  // namespace

std::string subject_words(std::string_view title) {
    std::string words = " ";
    for (const auto& one : text::folded_syllables(title)) words += one + " ";
    for (const auto phrase : common) {
        const std::string whole = " " + std::string(phrase) + " ";
        for (auto at = words.find(whole); at != std::string::npos; at = words.find(whole, at))
            words.replace(at, whole.size(), " ");
    }
    return text::trim(words);
}

double closeness(const Words& a, const Words& b) {
    if (a.empty() || b.empty()) return 0;
    std::size_t shared = 0;
    for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
        if (*i < *j)
            ++i;
        else if (*j < *i)
            ++j;
        else
            ++shared, ++i, ++j;
    }
    return 2.0 * static_cast<double>(shared) / static_cast<double>(a.size() + b.size());
}

Subject subject_of(const Conference& one) {
    Subject out;
    out.title = sorted_once(text::folded_syllables(subject_words(one.title)));
    out.numbers = numbers_of(text::folded_syllables(one.title));
    auto agenda = text::folded_syllables(one.agenda);
    out.agenda_numbers = numbers_of(agenda);
    out.agenda = sorted_once(std::move(agenda));
    return out;
}

std::optional<double> mergeable(const Conference& a, const Subject& about_a, const Conference& b,
                                const Subject& about_b) {
    const auto apart = a.date.days() - b.date.days();
    if (apart > near_enough || apart < -near_enough || a.kind != b.kind || a.sector != b.sector ||
        about_a.numbers != about_b.numbers)
        return std::nullopt;
    if (!about_a.agenda.empty() && !about_b.agenda.empty() &&
        (about_a.agenda_numbers != about_b.agenda_numbers || closeness(about_a.agenda, about_b.agenda) < close_enough))
        return std::nullopt;
    // At least half of the shorter list is on the other one too; the leader in the chair is no guest.
    std::size_t guests_a = 0, guests_b = 0, both = 0;
    for (const auto who : a.who) guests_a += who != a.chair ? 1U : 0U;
    for (const auto who : b.who) {
        if (who == b.chair) continue;
        ++guests_b;
        both += who != a.chair && std::ranges::binary_search(a.who, who) ? 1U : 0U;
    }
    if (both == 0 || 2 * both < std::min(guests_a, guests_b)) return std::nullopt;
    const double close = closeness(about_a.title, about_b.title);
    return close < close_enough ? std::nullopt : std::optional(close);
}

}  // namespace sauro::planning
