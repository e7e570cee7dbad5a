#include "rulebook/prose/words.hpp"

#include <fmt/format.h>

namespace sauro::rulebook {

std::string noun(const Norm& norm, const std::string& key, const std::string& otherwise) {
    const auto found = norm.nouns.find(key);
    return found == norm.nouns.end() ? otherwise : found->second;
}

// 65% or 61,9%; the decimal is cut towards the failing side, so that a share just short of its limit never reads as
// reached.
std::string percent_vi(const Rational& share, bool at_most) {
    __extension__ typedef __int128 Wide;
    const Wide scaled = Wide{share.numerator()} * 1000;
    const Wide whole = scaled / share.denominator();
    auto tenths = static_cast<std::int64_t>(whole);
    if (scaled % share.denominator() != 0) {
        if (at_most && scaled > 0) ++tenths;
        if (!at_most && scaled < 0) --tenths;
    }
    const std::int64_t size = tenths < 0 ? -tenths : tenths;
    const std::string sign = tenths < 0 ? "-" : "";
    return size % 10 == 0 ? fmt::format("{}{}%", sign, size / 10) : fmt::format("{}{},{}%", sign, size / 10, size % 10);
}

std::string vi_number(const Rational& r) {
    if (r.denominator() == 1) return vi_number(r.numerator());
    __extension__ typedef __int128 Wide;
    const auto hundredths = static_cast<std::int64_t>(Wide{r.numerator()} * 100 / r.denominator());
    const std::int64_t size = hundredths < 0 ? -hundredths : hundredths;
    std::string decimals = fmt::format(",{:02}", size % 100);
    while (decimals.ends_with('0')) decimals.pop_back();
    if (decimals == ",") decimals.clear();
    return (hundredths < 0 ? "-" : "") + vi_number(size / 100) + decimals;
}

std::string capital(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

}  // namespace sauro::rulebook
