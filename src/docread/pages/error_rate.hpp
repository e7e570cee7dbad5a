// For tests and benchmarks: how much of a text was read wrong.
#pragma once
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "text/text.hpp"
#include "text/utf8.hpp"

namespace sauro::docread::testing {

// Edits (signs put in, left out, changed) per sign of the truth; white space counts as one blank.
inline double character_error(std::string_view truth, std::string_view read, bool fold_case = false) {
    const auto signs = [fold_case](std::string_view s) {
        const std::string tidy = text::collapse_space(text::nfc(fold_case ? text::to_lower(s) : std::string(s)));
        std::vector<char32_t> out;
        for (std::size_t at = 0; at < tidy.size();) out.push_back(text::next_codepoint(tidy, at));
        return out;
    };
    const auto a = signs(truth), b = signs(read);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U)});
            diagonal = above;
        }
    }
    return a.empty() ? 0 : static_cast<double>(row[b.size()]) / static_cast<double>(a.size());
}

}  // namespace sauro::docread::testing
