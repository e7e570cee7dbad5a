// D9: what a draft cites is in force on its day, and is what it is said to be.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "rulebook/check/analysers.hpp"
#include "rulebook/prose/citations.hpp"

namespace sauro::rulebook {
namespace {

constexpr std::size_t passages_shown = 50;
constexpr std::size_t told = 6;  // citations named in the sentence

// "UBND" and "Ủy ban nhân dân" are one; what a name ends in beyond the other's end is no difference.
std::string plain_body(const Norm& norm, std::string_view name) {
    std::string out = " " + text::collapse_space(text::canonical(name)) + " ";
    for (const auto& pair : list_of(norm, "abbreviations")) {
        const auto mark = pair.find('=');
        if (mark == std::string::npos) continue;
        const std::string from = " " + pair.substr(0, mark) + " ", to = " " + pair.substr(mark + 1) + " ";
        for (auto at = out.find(from); at != std::string::npos; at = out.find(from, at + to.size() - 1))
            out.replace(at, from.size(), to);
    }
    // It speaks for its committee.
    static constexpr std::string_view speaker = " ban thường trực ";
    return text::trim(out.starts_with(speaker) ? out.substr(speaker.size()) : out);
}

// Whether the name of a cited body, followed by the rest of its sentence, is the known one. They are compared word by
// word; where they part at a small letter of the draft the name has ended there ("Ban Tổ chức Tỉnh ủy | làm một …"),
// but for the word of a level ("Ủy ban nhân dân xã").
bool one_body(std::string_view cited, std::string_view known, std::string_view as_written) {
    std::size_t at = 0, words = 0;
    for (;;) {
        const auto rest = cited.substr(at), other = known.substr(std::min(at, known.size()));
        if (rest.empty() || other.empty()) return true;
        const auto word = rest.substr(0, rest.find(' '));
        if (word != other.substr(0, other.find(' '))) {
            constexpr std::size_t least = 2;
            if (words < least || begins_level(word)) return false;
            const Prose written(as_written);
            const auto place = written.find_cased({std::string(word).c_str()}, {}, {0, as_written.size()});
            return place.has_value();
        }
        ++words;
        at += std::min(word.size() + 1, rest.size());
    }
}

bool same_body(const Norm& norm, std::string_view cited, std::string_view known) {
    const std::string a = plain_body(norm, cited);
    for (std::size_t from = 0; from <= known.size();) {
        const std::size_t end = std::min(known.find('|', from), known.size());
        if (one_body(a, plain_body(norm, known.substr(from, end - from)), cited)) return true;
        from = end + 1;
    }
    return false;
}

// The letters that stand for the kind: "NQ" of "12-NQ/TU", of "05/2026/NQ-HĐND".
std::string type_code(std::string_view symbol) {
    std::size_t at = 0;
    const auto digits = [&] {
        while (at < symbol.size() && symbol[at] >= '0' && symbol[at] <= '9') ++at;
    };
    digits();
    if (at < symbol.size()) ++at;
    const std::size_t year = at;
    digits();
    if (at > year && at < symbol.size()) ++at;
    const std::size_t end = std::min(symbol.find_first_of("-/", at), symbol.size());
    return text::canonical(symbol.substr(at, end - at));
}

bool among(std::string_view types, std::string_view type) {
    for (std::size_t from = 0; from <= types.size();) {
        const std::size_t end = std::min(types.find('|', from), types.size());
        if (types.substr(from, end - from) == type) return true;
        from = end + 1;
    }
    return false;
}

std::optional<std::string> types_of_code(const Norm& norm, const std::string& code) {
    for (const auto& pair : list_of(norm, "type_codes")) {
        const auto mark = pair.find('=');
        if (mark != std::string::npos && pair.substr(0, mark) == code) return pair.substr(mark + 1);
    }
    return std::nullopt;
}

class Judge {
  public:
    Judge(const AnalyserInput& in, Seen& out) : in_(in), prose_(in.draft.prose), out_(out), day_(in.draft.day()) {
        for (const auto& superior : in.draft.context.against) {
            if (!superior.symbol) continue;
            LegalEntry entry;
            entry.symbol = *superior.symbol;
            entry.type = superior.document_type.value_or("");
            // Head and signature of a Party paper name the committee and who speaks for it: either may be cited.
            if (superior.system.value_or("") != "party") entry.issuer = superior.issuer.value_or("");
            if (superior.date) {
                if (const auto day = base::Date::parse_iso(*superior.date)) entry.date = *day;
            }
            // What the superior's own text leaves open, the register may tell: more given is never less seen.
            if (const auto* known = in.draft.legal().find(entry.symbol); known && entry.issuer.empty())
                entry.issuer = known->issuer;
            entry.source = "văn bản cấp trên";
            given_.add(std::move(entry));
        }
    }

    void sentence(const Span& sentence) {
        const auto cited = citations_in(prose_, sentence);
        for (const auto& one : cited) {
            if (in_.draft.document.symbol && symbol_key(one.symbol) == symbol_key(*in_.draft.document.symbol)) continue;
            if (one.type.empty() && prose_.starts_with("số", sentence) && one.number.start < sentence.start + 12)
                continue;
            const LegalEntry* entry = in_.draft.legal().find(one.symbol);
            if (const auto* given = given_.find(one.symbol); given && !(entry && entry->ended_on)) entry = given;
            by_number(one, entry, sentence, cited);
        }
        by_name(sentence, cited);
    }

    std::size_t checked() const { return seen_.size(); }
    const std::set<std::string>& unknown() const { return unknown_; }
    const std::vector<std::string>& faults() const { return faults_; }
    // What was amended or ended in part, and is cited as it stands.
    const std::vector<std::string>& amended() const { return amended_; }
    const std::vector<Finding::Passage>& amended_at() const { return amended_at_; }

  private:
    void fault(Span place, std::string why) {
        const std::size_t start = prose_.codepoint(place.start);
        const bool shown = !out_.passages.empty() && out_.passages.back().start == start;
        if (!shown && out_.passages.size() < passages_shown) out_.passages.push_back(passage(in_.draft, place));
        if (std::ranges::find(faults_, why) == faults_.end()) faults_.push_back(std::move(why));
    }

    void by_number(const Citation& one, const LegalEntry* entry, Span sentence, const std::vector<Citation>& cited) {
        seen_.insert(symbol_key(one.symbol));
        // A day behind the draft's own: one of the two is wrong. Where the register knows the day, that is told.
        const bool later_than_draft = one.day && in_.draft.document.date && day_ < one.day->day;
        if (later_than_draft && !(entry && entry->date))
            fault(one.span,
                  fmt::format("{} ghi ngày {}, sau ngày của dự thảo ({})", one.symbol, one.day->day.vi(), day_.vi()));
        const auto code_types = types_of_code(in_.norm, type_code(one.symbol));
        const bool type_against_code = !one.type.empty() && code_types && !among(*code_types, one.type);
        if (type_against_code) fault(one.span, fmt::format("{} ghi là “{}”", one.symbol, one.type));
        if (!entry) {
            unknown_.insert(one.symbol);
            return;
        }
        // Issued after that one ended, or told by a day or an issuer that the register does not know: perhaps another.
        const bool later = one.day && !entry->date && entry->ended_on && *entry->ended_on < one.day->day;
        if (later || (!entry->certain && (one.day || !one.issuer.empty()))) {
            unknown_.insert(one.symbol);
            return;
        }
        if (!type_against_code && !one.type.empty() && !entry->type.empty() &&
            one.type != text::canonical(entry->type) &&
            !(entry->system == "party" && one.type.starts_with("quy") &&
              text::canonical(entry->type).starts_with("quy")))
            fault(one.span, fmt::format("{} là {}, dự thảo ghi “{}”", one.symbol, entry->type, one.type));
        const bool other_day = one.day && entry->date && one.day->day != *entry->date;
        const bool other_body = !one.issuer.empty() && !entry->issuer.empty() && names_body(one.issuer) &&
                                !same_body(in_.norm, prose_.of(one.issuer), entry->issuer);
        // Another number of the same kind in another place: both day and issuer differ, so it is not the one in the
        // register.
        const bool another_paper = other_day && other_body && entry->system.empty();
        if (another_paper) {
            unknown_.insert(one.symbol);
            return;
        }
        if (other_day)
            fault(one.span,
                  fmt::format("{} ban hành ngày {}, dự thảo ghi {}", one.symbol, entry->date->vi(), one.day->day.vi()));
        if (other_body) fault(one.span, fmt::format("{} do {} ban hành", one.symbol, shown(entry->issuer)));
        if (entry->ended(day_) && !told_as_ended(one.span, sentence, *entry, cited))
            ended(one.span, one.symbol, *entry);
        if (entry->amended(day_)) amended(one.span, *entry, sentence, cited);
    }

    // It still holds, not every clause of it: a reminder, unless the draft names what amended it.
    void amended(Span place, const LegalEntry& entry, Span sentence, const std::vector<Citation>& cited) {
        const bool named = std::ranges::any_of(
            cited, [&](const Citation& c) { return symbol_key(c.symbol) == symbol_key(entry.ended_by); });
        if (named || told_as_ended(place, sentence, entry, cited)) return;
        auto why = fmt::format("{} đã được sửa đổi, bổ sung hoặc thay một phần bởi {}", entry.symbol, entry.ended_by);
        if (entry.amended_on) why += " từ " + entry.amended_on->vi();
        if (std::ranges::find(amended_, why) != amended_.end()) return;
        amended_.push_back(std::move(why));
        if (amended_at_.size() < passages_shown) amended_at_.push_back(passage(in_.draft, place));
    }

    void ended(Span place, const std::string& name, const LegalEntry& entry) {
        const bool replaced = entry.relation == "replaced" && !entry.ended_by.empty();
        fault(place, fmt::format("{} {} từ {}", name,
                                 replaced                 ? "đã được thay bằng " + entry.ended_by
                                 : entry.ended_by.empty() ? std::string("đã hết hiệu lực")
                                                          : "đã bị bãi bỏ bởi " + entry.ended_by,
                                 entry.ended_on->vi()));
    }

    // "Luật Lưu trữ năm 2011", "Luật Lưu trữ ngày 11 tháng 11 năm 2011".
    void by_name(Span sentence, const std::vector<Citation>& cited) {
        if (!prose_.find("luật", sentence)) return;
        for (const auto& [name, keys] : in_.draft.legal().names()) {
            const auto found = prose_.find(name, sentence);
            if (!found) continue;
            constexpr std::size_t reach = 60;
            const Span tail{found->end, std::min(sentence.end, found->end + reach)};
            if (std::ranges::any_of(
                    cited, [&](const auto& c) { return c.number.start >= found->end && c.number.start < tail.end; }))
                continue;
            int year = 0;
            std::optional<base::Date> day;
            Span place = *found;
            if (const auto days = days_in(prose_, tail); !days.empty()) {
                day = days.front().day;
                year = day->year();
                place.end = days.front().span.end;
            } else if (const auto word = prose_.find("năm", tail)) {
                const auto digits = prose_.lower({word->end, std::min(tail.end, word->end + 5)});
                if (digits.size() == 5 &&
                    std::all_of(digits.begin() + 1, digits.end(), [](char c) { return c >= '0' && c <= '9'; })) {
                    year = std::stoi(std::string(digits.substr(1)));
                    place.end = word->end + 5;
                }
            }
            if (year == 0) continue;
            seen_.insert(name);
            const LegalEntry* same_year = nullptr;
            for (const auto* entry : in_.draft.legal().named(name)) {
                const bool fits = entry->date
                                      ? entry->date->year() == year
                                      : entry->symbol.find("/" + std::to_string(year) + "/") != std::string::npos;
                if (fits && (!same_year || (day && entry->date && *entry->date == *day))) same_year = entry;
            }
            if (!same_year) continue;
            if (day && same_year->date && *same_year->date != *day)
                fault(place, fmt::format("{} ban hành ngày {}, dự thảo ghi {}", same_year->symbol,
                                         same_year->date->vi(), day->vi()));
            if (same_year->ended(day_) && !told_as_ended(place, sentence, *same_year, cited))
                ended(place, fmt::format("{} ({})", same_year->name, same_year->symbol), *same_year);
        }
    }

    // The draft itself says that it ended, or speaks of the time when it held.
    bool told_as_ended(Span place, Span sentence, const LegalEntry& entry, const std::vector<Citation>& cited) const {
        constexpr std::size_t before = 140, after = 140;
        std::size_t from = std::max(sentence.start, place.start > before ? place.start - before : 0);
        std::size_t to = std::min(sentence.end, place.end + after);
        // What is said of another citation between is not said of this one.
        for (const auto& other : cited) {
            if (other.span.end <= place.start) from = std::max(from, other.span.end);
        }
        for (std::size_t i = place.start; i > from; --i) {
            if (prose_.text()[i - 1] == ';') {
                from = i;
                break;
            }
        }
        // "…; Quyết định này đã bị bãi bỏ" still speaks of it.
        static const Phrases same = {"quyết định này", "nghị quyết này", "quy định này", "văn bản này"};
        if (const auto stop = prose_.lower({place.end, to}).find(';');
            stop != std::string_view::npos && !prose_.starts_with_any(same, {place.end + stop + 1, to}))
            to = place.end + stop;
        if (prose_.find_any(list_of(in_.norm, "ended_before"), {from, place.start})) return true;
        if (prose_.find_any(list_of(in_.norm, "ended_after"), {place.end, to})) return true;
        if (prose_.find_any(list_of(in_.norm, "history"), sentence)) return true;
        // "phát hành trước ngày 27/5/2026 theo Hướng dẫn số 36-HD/VPTW"
        static const std::vector<std::string> until = {"trước ngày", "đến ngày", "đến hết ngày"};
        for (const auto& day : days_in(prose_, sentence)) {
            const std::size_t ahead = std::min<std::size_t>(16, day.span.start - sentence.start);
            const auto said = prose_.lower({day.span.start - ahead, std::min(sentence.end, day.span.start + 6)});
            const bool bound =
                std::ranges::any_of(until, [&](const auto& w) { return said.find(w) != std::string_view::npos; });
            if (bound && entry.ended_on && day.day <= *entry.ended_on && day.span.start < place.start) return true;
        }
        // "Quý I/2026, xã còn làm theo …": the time told of lies before the end.
        for (const auto& named : days_named(in_.draft, {sentence.start, place.start})) {
            const std::size_t reach = std::string_view("từ ngày ").size();
            const Span ahead{named.span.start - std::min(reach, named.span.start - sentence.start), named.span.start};
            static const Phrases starts = {"từ", "ngày"};
            const bool period = named.first != named.last && !prose_.find_any(starts, ahead);
            if (period && entry.ended_on && named.last < *entry.ended_on) return true;
        }
        // "Năm 2024, xã đã … theo …": a year or day before the end, told as past.
        if (!prose_.find("đã", sentence)) return false;
        for (const auto& day : days_in(prose_, sentence)) {
            const bool own = std::ranges::any_of(
                cited, [&](const auto& c) { return c.span.start <= day.span.start && day.span.end <= c.span.end; });
            if (!own && entry.ended_on && day.day < *entry.ended_on) return true;
        }
        const auto lower = prose_.lower(sentence);
        for (auto word = prose_.find("năm", sentence); word; word = prose_.find("năm", {word->end, sentence.end})) {
            const bool own = std::ranges::any_of(
                cited, [&](const auto& c) { return c.span.start <= word->start && word->end <= c.span.end; });
            const std::size_t at = word->end - sentence.start;
            if (own || at + 5 > lower.size() || lower[at] != ' ') continue;
            const auto digits = lower.substr(at + 1, 4);
            if (!std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; })) continue;
            if (entry.ended_on && std::stoi(std::string(digits)) < entry.ended_on->year()) return true;
        }
        return false;
    }

    bool names_body(Span issuer) const {
        const auto body = named_body(in_.norm, in_.draft, issuer);
        return body && body->start == issuer.start;
    }
    static std::string shown(std::string issuer) {
        std::ranges::replace(issuer, '|', '/');
        return issuer;
    }

    const AnalyserInput& in_;
    const Prose& prose_;
    Seen& out_;
    base::Date day_;
    LegalRegister given_;
    std::set<std::string> seen_, unknown_;
    std::vector<std::string> faults_, amended_;
    std::vector<Finding::Passage> amended_at_;
};

std::string joined(const auto& words) {
    std::string out;
    std::size_t count = 0;
    for (const auto& word : words) {
        if (count++ == told) return out + "…";
        out += (out.empty() ? "" : "; ") + word;
    }
    return out;
}

}  // namespace

Seen consistent_law(const AnalyserInput& in) {
    Seen out;
    Judge judge(in, out);
    for (const Span& sentence : in.draft.prose.sentences()) judge.sentence(sentence);
    if (judge.checked() == 0) {
        out.outcome = "not_applicable";
        out.message = "Văn bản không dẫn văn bản nào theo số, ký hiệu";
        return out;
    }
    out.measured = fmt::format("{}", judge.faults().size());
    out.limit = "0";
    const std::string amended = judge.amended().empty() ? ""
                                                        : "; lưu ý " + joined(judge.amended()) +
                                                              ": kiểm tra điều khoản được dẫn còn nguyên không";
    if (!judge.faults().empty()) {
        out.outcome = "breached";
        out.message = joined(judge.faults()) + amended;
        return out;
    }
    if (!judge.unknown().empty()) {
        out.outcome = "cannot_tell";
        out.message = fmt::format("{}/{} văn bản được dẫn có trong sổ hiệu lực và đúng",
                                  judge.checked() - judge.unknown().size(), judge.checked());
        out.message += amended;
        out.missing = "hiệu lực của " + joined(judge.unknown());
        return out;
    }
    out.outcome = "met";
    out.message = fmt::format("Cả {} văn bản được dẫn còn hiệu lực, đúng ngày và cơ quan ban hành", judge.checked());
    if (!judge.amended().empty()) out.passages = judge.amended_at();
    out.message += amended;
    return out;
}

}  // namespace sauro::rulebook
