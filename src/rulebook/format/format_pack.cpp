// Whose rules of form hold: the State's, the Party's, or a union's own.
#include <algorithm>
#include <cctype>

#include "rulebook/format/format_lines.hpp"
#include "rulebook/format/format_page.hpp"

namespace sauro::rulebook {

// The Front and the unions alone: what they issue together with a body of the State follows the State's rules.
bool FormatPage::by_a_union() const {
    static constexpr std::string_view unions[] = {"mat tran to quoc",
                                                  "mttq",
                                                  "doan tncs",
                                                  "doan thanh nien",
                                                  "hoi lien hiep phu nu",
                                                  "hoi lhpn",
                                                  "hoi nong dan",
                                                  "cuu chien binh",
                                                  "lien doan lao dong",
                                                  "ldld",
                                                  "cong doan",
                                                  "hoi chu thap do",
                                                  "hoi nguoi cao tuoi",
                                                  "hoi lien hiep thanh nien"};
    static constexpr std::string_view others[] = {"nhan dan ", "cong an", "chi huy", "dang uy", "tinh uy",
                                                  "thanh uy",  "dang bo", "chi bo",  "ubnd",    "hdnd"};
    static constexpr std::string_view offices[] = {"so ", "phong ", "truong "};
    static constexpr std::string_view places[] = {"xa ", "phuong ", "tinh ", "dac khu "};  // "xã Trường Sơn"
    if (!of(Element::party_heading).empty()) return false;
    bool found = false;
    const std::size_t type = of(Element::type).empty() ? body_from_ : of(Element::type).front();
    for (std::size_t i = 0; i < std::min({type, body_from_, lines_.size()}); ++i) {
        if (!has_capitals_only(lines_[i]) || lines_[i].ornament) continue;
        const std::string line = lines_[i].folded + ' ';
        const auto holds = [&](std::string_view word) { return line.find(word) != std::string::npos; };
        const auto office = [&](std::string_view word) {
            const std::size_t at = line.find(word);
            return at != std::string::npos && (at == 0 || !isalnum(static_cast<unsigned char>(line[at - 1]))) &&
                   std::ranges::none_of(places, [&](std::string_view place) {
                       return std::string_view(line).substr(0, at).ends_with(place);
                   });
        };
        if (std::ranges::any_of(others, holds) || std::ranges::any_of(offices, office)) return false;
        found = found || std::ranges::any_of(unions, holds);
    }
    return found;
}

void FormatPage::decide_pack() {
    if (by_a_union()) {
        pack_ = Pack::own;
        return;
    }
    int party = 0, state = 0;
    if (!of(Element::party_heading).empty()) ++party;
    if (!of(Element::national_name).empty() || !of(Element::motto).empty()) ++state;
    if (const PageLine* const line = first(Element::number)) {
        if (const auto n = written_number(line->text)) {
            (n->after_number == '-' ? party : state) += 1;
            const std::string& last = n->groups.back();
            for (const std::string_view organ : {"TU", "TW", "ĐU", "CB", "ĐH", "HU", "QU", "ĐUK"}) {
                if (last == organ || last.starts_with(std::string(organ) + "/")) party += 2;
            }
            for (const std::string_view organ : {"UBND", "HĐND", "TTg", "CP"}) {
                if (last.find(organ) != std::string::npos || n->groups.front() == organ) state += 2;
            }
        }
    }
    for (const Element e : {Element::issuer, Element::parent}) {
        for (const std::size_t i : of(e)) {
            const std::string_view f = lines_[i].folded;
            for (const std::string_view word :
                 {"dang uy", "tinh uy", "thanh uy", "dang bo", "chi bo", "dang doan", "ban bi thu", "bo chinh tri",
                  "xa uy", "trung uong dang", "ban chap hanh"}) {
                if (f.find(word) != std::string_view::npos) party += 2;
            }
            for (const std::string_view word :
                 {"uy ban nhan dan", "hoi dong nhan dan", "so ", "chinh phu", "thu tuong"}) {
                if (f.starts_with(word)) state += 2;
            }
        }
    }
    for (const std::size_t i : of(Element::signing_power)) {
        const std::string_view f = lines_[i].folded;
        (f.size() > 1 && f[1] == '/' ? party : state) += 1;
    }
    if (party > state) pack_ = Pack::party;
    if (state > party) pack_ = Pack::state;
    if (!pack_ && document_.system) pack_ = *document_.system == "party" ? Pack::party : Pack::state;
}

}  // namespace sauro::rulebook
