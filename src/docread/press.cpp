// What kind of text it is. Official papers carry a head; press texts carry a dateline of an agency.
#include <algorithm>

#include "base/time.hpp"
#include "docread/parts.hpp"
#include "text/text.hpp"

namespace sauro::docread {
namespace {

constexpr std::string_view kAgencies[] = {"tpo",         "tto",
                                          "vov",         "vov.vn",
                                          "ttxvn",       "ttxvn/vietnam+",
                                          "vtv",         "vtv.vn",
                                          "nld",         "nldo",
                                          "sggpo",       "sggp",
                                          "hnmo",        "hanoimoi",
                                          "dan tri",     "vnexpress",
                                          "vietnamnet",  "vnn",
                                          "ndo",         "nhan dan",
                                          "nd",          "qdnd",
                                          "cand",        "anttd",
                                          "chinhphu.vn", "baochinhphu.vn",
                                          "dcsvn",       "tuoi tre",
                                          "thanh nien",  "tien phong",
                                          "lao dong",    "laodong",
                                          "bqn",         "vtc news",
                                          "vtcnews",     "kinhtedothi",
                                          "plo",         "vgp"};

// "TPO - Về công tác …", "(Chinhphu.vn) - …".
bool is_dateline(std::string_view f, std::string_view raw) {
    for (const auto agency : kAgencies) {
        std::string_view rest = f;
        const bool bracket = rest.starts_with('(');
        if (bracket) rest.remove_prefix(1);
        if (!rest.starts_with(agency)) continue;
        rest.remove_prefix(agency.size());
        if (bracket) {
            if (!rest.starts_with(')')) continue;
            rest.remove_prefix(1);
        }
        while (rest.starts_with(' ')) rest.remove_prefix(1);
        if (rest.starts_with("-") || rest.starts_with("–") || rest.starts_with("—") || (bracket && !rest.empty()))
            return true;
    }
    // Any short word in capitals and a dash, then a sentence: "ABC - Sáng 5/3, …".
    const std::size_t dash = raw.find(" - ");
    if (dash == std::string_view::npos || dash > 12 || dash < 2 || raw.size() < 120) return false;
    for (std::size_t i = 0; i < dash; ++i) {
        if (raw[i] < 'A' || raw[i] > 'Z') return false;
    }
    return true;
}

// "date 2025-12-12 Ban Bí thư yêu cầu …": the stamp a collector of web pages leaves.
std::optional<FoundDate> stamp(const Source& source, const Line& line) {
    const std::string_view f = source.fold(line.folded);
    for (const std::string_view word : {"date", "published", "ngay dang", "ngay dang:", "cap nhat", "cap nhat:"}) {
        if (!starts_with_word(f, word)) continue;
        std::size_t at = word.size();
        while (at < f.size() && (f[at] == ' ' || f[at] == ':')) ++at;
        if (f.size() >= at + 10 && f[at + 4] == '-') {
            if (const auto d = base::Date::parse_iso(f.substr(at, 10))) {
                return FoundDate{
                    d->iso(), source.raw_span({line.folded.begin + at, line.folded.begin + at + 10}), {}, false};
            }
        }
        std::size_t end = 0;
        if (auto date = numeric_date_at(source, line.folded.begin + at, line.folded.end, end); date && date->iso)
            return date;
    }
    return std::nullopt;
}

}  // namespace

std::string judge_kind(const Source& source, const Heading& heading, const Layout& layout, bool signed_by,
                       std::optional<FoundDate>& press_date) {
    int official = 0;
    if (heading.symbol) official += 3;
    if (heading.state_motto || heading.party_motto) official += 2;
    if (heading.date && heading.place) official += 1;
    if (heading.type_line) official += 2;
    if (heading.addressed) official += 1;
    if (heading.cover_line) official += 1;
    if (layout.recipients_line != Layout::npos) official += 2;
    if (signed_by) official += 1;

    int press = 0;
    std::size_t seen = 0;
    for (const Line& line : source.lines()) {
        if (line.blank()) continue;
        if (++seen > 12) break;
        const std::string_view f = source.fold(line.folded);
        if (is_dateline(f, source.raw(line.raw))) press += 3;
        if (auto date = stamp(source, line); date && seen <= 3) {
            press += 1;
            if (!press_date) press_date = std::move(date);
        }
        if (starts_with_word(f, "tac gia") || starts_with_word(f, "phong vien") || f.starts_with("pv ") ||
            f.starts_with("anh:"))
            press += 1;
    }
    if (official >= 3 && official >= press) return "official";
    if (press >= 3) return "press";
    return "other";
}

}  // namespace sauro::docread
