// What kind of text it is. Official papers carry a head; press texts carry a dateline of an agency.
#include <algorithm>
#include <array>

#include "base/time.hpp"
#include "docread/parts/parts.hpp"
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
    const bool bracket = f.starts_with('(');
    for (const auto agency : kAgencies) {
        std::string_view rest = f.substr(bracket ? 1 : 0);
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
    // Any short word in capitals and a dash, then a sentence: "ABC - Sáng 5/3, …", "(BMH) - …".
    std::size_t at = bracket ? 1 : 0;
    const std::size_t from = at;
    while (
        at < raw.size() && at - from < 12 &&
        ((raw[at] >= 'A' && raw[at] <= 'Z') || raw[at] == '.' || raw[at] == '&' || (raw[at] >= '0' && raw[at] <= '9')))
        ++at;
    if (at - from < 2 || raw.size() < 90 || !(raw[from] >= 'A' && raw[from] <= 'Z')) return false;
    if (bracket) {
        if (at >= raw.size() || raw[at] != ')') return false;
        ++at;
    }
    const std::string_view rest = raw.substr(at);
    return rest.starts_with(" - ") || rest.starts_with(" – ") || rest.starts_with(" — ") ||
           (bracket && rest.starts_with("- "));
}

// "Thứ Năm, 15/01/2026 - 09:12", "05/3/2026 14:00", "03/07/2026, 16:45 [GMT+7]": a line that is nothing but a moment.
bool is_timestamp(std::string_view f) {
    if (f.size() > 60) return false;
    const bool clock = f.find(':') != std::string_view::npos || f.find("gmt") != std::string_view::npos ||
                       f.find(" gio ") != std::string_view::npos;
    std::size_t digits = 0, slashes = 0, letters = 0;
    for (const char c : f) {
        if (c >= '0' && c <= '9') ++digits;
        if (c == '/' || c == '-' || c == '.') ++slashes;
        if (c >= 'a' && c <= 'z') ++letters;
    }
    const bool weekday =
        f.starts_with("thu ") || f.starts_with("chu nhat") || f.starts_with("cap nhat") || f.starts_with("ngay dang");
    return digits >= 6 && slashes >= 2 && ((clock && letters <= 16) || weekday);
}

// Words that only papers and news sites write; each kind counts once.
struct Trace {
    std::string_view word;
    int weight;
    bool opens;  // at the start of a line
};
constexpr Trace kTraces[] = {
    {"tu khoa:", 2, true},
    {"tags:", 2, true},
    {"bai, anh:", 3, true},
    {"tin, anh:", 3, true},
    {"anh:", 1, true},
    {"tin va anh", 2, true},
    {"bai va anh", 2, true},
    {"theo phong vien", 2, false},
    {"phong vien", 1, false},
    {"ban doc", 1, false},
    {"binh luan", 1, true},
    {"tin lien quan", 1, true},
    {"tin cung chuyen muc", 1, true},
    {"xem them", 1, true},
    {"doc them", 1, true},
    {"tong bien tap", 2, false},
    {"giay phep xuat ban", 2, false},
    {"bao dien tu", 1, false},
    {"tin van", 2, true},
    {"(tong hop)", 2, true},
    {"hoi dap phap luat", 2, true},
    {"hoi - dap", 1, true},
    {"luat su", 1, false},
    {"p.v", 2, true},
    {"pv", 2, true},
    {"nguon:", 1, true},
    {"theo bao", 1, false},
    {"trao doi voi bao chi", 1, false},
    {"chia se voi", 1, false},
    {"(ttxvn", 2, false},
    {"gmt+7", 1, false},
    {"luot xem", 1, false},
    {"toa soan", 1, false},
    {"chuyen muc", 1, true},
};
// How a report tells: "vừa ban hành", "cho biết".
constexpr std::string_view kTelling[] = {
    "vua ban hanh", "vua ky",      "moi ban hanh", "vua co",   "cho biet",  "nhan manh",         "khang dinh",
    "chia se",      "noi them",    "neu ro",       "theo do,", "cung theo", "dang chu y",        "phat bieu tai",
    "thong tin tu", "ke lai",      "bay to",       "cho rang", "hay tin",   "tai buoi lam viec", "sang nay",
    "chieu nay",    "trong khi do"};

// A title in mixed letters, without a stop, over paragraphs of prose.
bool has_headline(const Source& source) {
    std::size_t seen = 0, prose = 0;
    bool headline = false;
    for (const Line& line : source.lines()) {
        if (line.blank()) continue;
        const std::string_view raw = source.raw(line.raw);
        if (++seen == 1) {
            headline = raw.size() > 14 && raw.size() < 220 && !is_capitals(raw) && starts_upper(raw) &&
                       !raw.ends_with('.') && !raw.ends_with(':') && !raw.ends_with(',') && !raw.ends_with(';') &&
                       raw.find('@') == std::string_view::npos && raw.find('(') == std::string_view::npos;
        }
        if (seen > 1 && raw.size() > 60) ++prose;
        if (seen > 40) break;
    }
    return headline && prose >= 3;
}

// The author's name closes a report: two to five capital words alone on the last line.
bool ends_with_name(const Source& source) {
    const auto& lines = source.lines();
    for (std::size_t i = lines.size(), looked = 0; i > 0 && looked < 3; --i) {
        if (lines[i - 1].blank()) continue;
        ++looked;
        const std::string_view raw = strip(source.raw(lines[i - 1].raw), " ./()");
        if (raw.size() > 50 || raw.size() < 5 || is_capitals(raw)) continue;
        std::size_t words = 0;
        bool all = true;
        for (std::size_t at = 0; at < raw.size();) {
            std::size_t end = raw.find(' ', at);
            if (end == std::string_view::npos) end = raw.size();
            if (end > at) {
                ++words;
                all = all && starts_upper(raw.substr(at, end - at)) &&
                      raw.substr(at, end - at).find_first_of("0123456789:,;@") == std::string_view::npos;
            }
            at = end + 1;
        }
        if (all && words >= 2 && words <= 5) return true;
    }
    return false;
}

bool is_message(const Source& source) {
    std::size_t heads = 0, seen = 0;
    for (const Line& line : source.lines()) {
        if (line.blank()) continue;
        if (++seen > 12) break;
        const std::string_view f = source.fold(line.folded);
        for (const std::string_view word :
             {"from:", "to:", "cc:", "subject:", "date:", "sent:", "tu:", "den:", "chu de:", "gui:"})
            heads += f.starts_with(word) ? 1 : 0;
    }
    return heads >= 2;
}

// Chat and forums: nobody writes so for a paper or in an office.
bool is_informal(const Source& source) {
    std::size_t hits = 0;
    for (const std::string_view word : {" em ", " a oi", "minh ", " nhe", ":))", "=))", "viet:", "chao ca nha",
                                        "cac bac", "cam on anh", "cam on chi", "sep ", " da em", "nha minh"}) {
        hits += source.folded().substr(0, 20'000).find(word) != std::string_view::npos ? 1 : 0;
    }
    return hits >= 3;
}

// "ĐƠN ĐỀ NGHỊ … NGƯỜI LÀM ĐƠN": a form a citizen fills in; it bears the motto and speaks of "tôi".
bool is_form(const Source& source) {
    std::size_t seen = 0;
    bool titled = false;
    for (const Line& line : source.lines()) {
        if (line.blank()) continue;
        if (++seen > 12) break;
        const std::string_view f = source.fold(line.folded);
        if (!is_capitals(source.raw(line.raw), source.marks_missing() ? 2 : 0)) continue;
        for (const std::string_view word : {"don", "to khai", "phieu", "giay de nghi", "giay cam ket", "ban cam ket",
                                            "giay uy quyen", "so yeu ly lich", "hop dong", "ban tu khai"})
            titled = titled || starts_with_word(f, word);
    }
    if (!titled) return false;
    const std::string_view text = source.folded().substr(0, 50'000);
    for (const std::string_view word :
         {"toi ten la", "ten toi la", "toi la", "nguoi lam don", "nguoi viet don", "nguoi khai", "toi cam doan",
          "toi cam ket", "toi xin cam", "ky, ghi ro ho ten", "ky va ghi ro ho ten", "ho va ten nguoi", "ben a"})
        if (contains_word(text, word)) return true;
    return false;
}

int press_points(const Source& source) {
    int points = 0;
    std::size_t seen = 0;
    bool dateline = false, moment = false;
    std::size_t quotes = 0;
    std::array<bool, std::size(kTraces)> traced{};
    std::array<bool, std::size(kTelling)> told{};
    for (const Line& line : source.lines()) {
        if (line.blank()) continue;
        if (++seen > 400) break;
        const std::string_view f = source.fold(line.folded);
        const std::string_view raw = source.raw(line.raw);
        if (seen <= 12) {
            dateline = dateline || is_dateline(f, raw);
            moment = moment || is_timestamp(f);
        }
        for (std::size_t i = 0; i < std::size(kTraces); ++i) {
            const Trace& t = kTraces[i];
            if (traced[i]) continue;
            traced[i] = t.opens ? (f.starts_with(t.word) &&
                                   (is_word_byte(t.word.back()) ? f.size() < 60 || f.size() == t.word.size() : true))
                                : f.find(t.word) != std::string_view::npos;
            if (t.opens && traced[i] && is_word_byte(t.word.back()) && f.size() > t.word.size() &&
                is_word_byte(f[t.word.size()]))
                traced[i] = false;
        }
        for (std::size_t i = 0; i < std::size(kTelling); ++i)
            told[i] = told[i] || f.find(kTelling[i]) != std::string_view::npos;
        if (raw.size() > 80 && (raw.find("“") != std::string_view::npos || raw.find('"') != std::string_view::npos))
            ++quotes;
    }
    if (dateline) points += 3;
    if (moment) points += 2;
    for (std::size_t i = 0; i < std::size(kTraces); ++i) points += traced[i] ? kTraces[i].weight : 0;
    points += static_cast<int>(std::min<std::ptrdiff_t>(3, std::count(told.begin(), told.end(), true)));
    if (quotes >= 2) ++points;
    if (has_headline(source)) {
        ++points;
        if (ends_with_name(source)) points += 2;
    }
    return points;
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

// The first "15/01/2026" of a line.
std::optional<FoundDate> first_date(const Source& source, const Line& line) {
    for (std::size_t at = line.folded.begin; at < line.folded.end; ++at) {
        const char c = source.folded()[at];
        if (c < '0' || c > '9' || (at > line.folded.begin && is_word_byte(source.folded()[at - 1]))) continue;
        std::size_t end = 0;
        if (auto date = numeric_date_at(source, at, line.folded.end, end); date && date->iso) return date;
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

    std::size_t seen = 0;
    for (const Line& line : source.lines()) {
        if (line.blank()) continue;
        if (++seen > 8) break;
        if (auto date = stamp(source, line); date && !press_date) press_date = std::move(date);
        const std::string_view f = source.fold(line.folded);
        if (!press_date && is_timestamp(f)) press_date = first_date(source, line);
    }
    if (!heading.symbol && is_form(source)) return "other";
    // An office's paper has a head: its own number or the motto, and with it a type, an address or a foot.
    if (official >= 5) return "official";
    if (is_message(source) || is_informal(source)) return "other";
    const int press = press_points(source) + (press_date ? 1 : 0);
    if (official >= 3 && official >= press) return "official";
    return press >= 3 ? "press" : "other";
}

}  // namespace sauro::docread
