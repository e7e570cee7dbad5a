#include "reuse/tokens.hpp"

namespace sauro::reuse {

Tokens tokenise(std::string_view text, bool with_formulae, std::uint32_t base) {
    Tokens out;
    out.all.reserve(text.size() / 6 + 1);
    for_each_syllable(text, [&](Syllable s) {
        if (s.skeleton != 0) out.solid.push_back(static_cast<std::uint32_t>(out.all.size()));
        s.begin += base;
        s.end += base;
        out.all.push_back(s);
    });
    out.formula.assign(out.all.size(), false);
    if (with_formulae && base == 0) mark_formulae(text, out);
    return out;
}

}  // namespace sauro::reuse
