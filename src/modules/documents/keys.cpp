#include "modules/documents/keys.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "text/text.hpp"

namespace sauro::documents {

namespace {

// Dashes that copying from word processors leaves in symbols.
constexpr std::array<std::string_view, 6> kDashes = {"‐", "‑", "‒", "–", "—", "−"};

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
        text.replace(at, from.size(), to);
    }
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Short forms that clerks write for issuers, folded on both sides.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kShortForms = {{
    {"ubnd", "uybannhandan"},
    {"hdnd", "hoidongnhandan"},
    {"btv", "banthuongvu"},
    {"bch", "banchaphanh"},
    {"mttq", "mattrantoquoc"},
    {"ubmttq", "uybanmattrantoquoc"},
    {"tp", "thanhpho"},
}};

}  // namespace

std::string symbol_key(std::string_view symbol) {
    std::string folded = text::fold(symbol);
    for (const auto dash : kDashes) replace_all(folded, dash, "-");
    std::string key;
    key.reserve(folded.size());
    for (const char c : folded) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte > ' ' && byte != 0x7F) key.push_back(c);
    }
    replace_all(key, "\xC2\xA0", "");  // no-break space
    if (key.starts_with("so:")) {
        key.erase(0, 3);
    } else if (key.size() > 2 && key.starts_with("so") && is_digit(key[2])) {
        key.erase(0, 2);
    }
    const auto first = std::min(key.find_first_not_of('0'), key.size());
    if (first > 0 && first < key.size() && is_digit(key[first])) key.erase(0, first);
    return key;
}

std::string issuer_key(std::string_view issuer) {
    std::string key;
    for (const auto& syllable : text::folded_syllables(issuer)) {
        const auto* known = std::find_if(kShortForms.begin(), kShortForms.end(),
                                         [&](const auto& form) { return form.first == syllable; });
        key += known == kShortForms.end() ? syllable : std::string(known->second);
    }
    return key;
}

std::int64_t sort_key(base::Date counted_on, std::int64_t position) {
    constexpr std::int64_t per_day = 10'000'000;
    return counted_on.days() * per_day + std::clamp<std::int64_t>(position, 0, per_day - 1);
}

}  // namespace sauro::documents
