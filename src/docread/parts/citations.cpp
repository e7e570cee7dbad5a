// Which documents a document names: its legal basis (what it cites before it begins to rule) and how it stands to the
// others.
#include <algorithm>
#include <map>

#include "docread/parts/parts.hpp"
#include "text/text.hpp"

namespace sauro::docread {
namespace {

constexpr std::size_t kMost = 2000;

// Strongest word in the stretch before a citation; a relation reaches no further back than its sentence.
std::string relation_of(std::string_view before, bool report) {
    const std::size_t stop = before.find_last_of(".;:\n");
    if (stop != std::string_view::npos) before = before.substr(stop + 1);
    const auto has = [&](std::string_view w) { return contains_word(before, w); };
    if (has("thay the") || has("thay cho")) return "replaces";
    if (has("sua doi") || has("bo sung") || has("dinh chinh")) return "amends";
    if (has("thuc hien") || has("trien khai") || has("quan triet") || has("cu the hoa"))
        return report ? "reports_on" : "implements";
    return "cites";
}

int weight(std::string_view relation) {
    if (relation == "replaces") return 4;
    if (relation == "amends") return 3;
    if (relation == "reports_on" || relation == "implements") return 2;
    return 1;
}

// The day that goes with a citation: ", ngày 24/11/2025" right behind it.
std::optional<FoundDate> date_behind(const Source& source, const Symbol& symbol) {
    const std::string_view f = source.folded();
    std::size_t at = source.folded_at(symbol.raw.end);
    std::size_t p = at;
    while (p < f.size() && p - at < 4 && (f[p] == ',' || f[p] == ' ' || f[p] == '\n' || f[p] == '(')) ++p;
    if (!f.substr(p).starts_with("ngay")) return std::nullopt;
    auto date = find_date(source, {p, std::min(f.size(), p + 60)});
    if (!date || source.folded_at(date->raw.begin) != p) return std::nullopt;
    return date;
}

// Does the paragraph a citation stands in name a ground? "Căn cứ …", "Xét …", "Theo đề nghị …"; a resolution also what
// it was put before ("Tại phiên họp …, sau khi nghe …"). "Thực hiện …" carries out, it is no ground.
bool names_ground(std::string_view paragraph) {
    const std::string_view f = strip(paragraph, " -+*–\t");
    for (const auto word : {"can cu", "xet", "theo de nghi", "xem xet", "theo to trinh", "tai phien hop", "tai ky hop",
                            "tai hoi nghi", "tai cuoc hop", "sau khi", "co xet"}) {
        if (starts_with_word(f, word)) return true;
    }
    return false;
}

// "… tử vong. Căn cứ Công văn số …, Bệnh viện đề nghị:": the sentence of a citation names its ground.
bool sentence_names_ground(std::string_view paragraph, std::size_t at) {
    constexpr std::size_t kSentence = 600;  // bytes; looks no further back
    at = std::min(at, paragraph.size());
    std::string_view before = paragraph.substr(at > kSentence ? at - kSentence : 0, std::min(at, kSentence));
    const std::size_t stop = before.rfind(". ");
    if (stop == std::string_view::npos) return false;
    before = strip(before.substr(stop + 2), " ");
    for (const auto word : {"can cu", "xet", "co xet", "theo de nghi"}) {
        if (starts_with_word(before, word)) return true;
    }
    return false;
}

// "vụ án … thụ lý số 41/2026/TLST-DS": the number of a case, no document.
bool case_number(std::string_view before) { return strip(before, " :").ends_with("thu ly so"); }

std::size_t preamble_end(const Layout& layout, const std::vector<Section>& sections) {
    return sections.empty() ? layout.body.end : sections.front().start;
}

// Folded text of the paragraph that holds a byte; a list under "Căn cứ:" or lines wrapped without a sign go with the
// line that opened them.
std::string_view paragraph_around(const Source& source, const std::vector<Span>& paragraphs, std::size_t byte) {
    auto after = std::upper_bound(paragraphs.begin(), paragraphs.end(), byte,
                                  [](std::size_t at, const Span& p) { return at < p.begin; });
    while (after != paragraphs.begin()) {
        --after;
        const std::string_view raw = source.raw(*after);
        if (after == paragraphs.begin() || !starts_lower(raw)) break;
    }
    if (after == paragraphs.end()) return {};
    return source.fold({source.folded_at(after->begin), source.folded_at(after->end)});
}

// A scheme lists its grounds under a heading of its own: lines that begin "Căn cứ …" one after the other.
bool listed_ground(const Source& source, const std::vector<Span>& paragraphs, std::size_t byte) {
    const auto opens = [&](std::size_t i) {
        if (i >= paragraphs.size()) return false;
        const std::string_view f =
            source.fold({source.folded_at(paragraphs[i].begin), source.folded_at(paragraphs[i].end)});
        return f.size() < 500 && starts_with_word(strip(f, " -+*–\t"), "can cu");
    };
    const auto after = std::upper_bound(paragraphs.begin(), paragraphs.end(), byte,
                                        [](std::size_t at, const Span& p) { return at < p.begin; });
    if (after == paragraphs.begin()) return false;
    const std::size_t i = static_cast<std::size_t>(after - paragraphs.begin()) - 1;
    return opens(i) && ((i > 0 && opens(i - 1)) || opens(i + 1));
}

}  // namespace

void read_citations(const Source& source, const Heading& heading, const Layout& layout,
                    const std::vector<Section>& sections, Document& out) {
    const std::string own = heading.symbol ? heading.symbol->text : std::string();
    const bool report = out.document_type == "báo cáo";
    std::vector<Span> places;
    if (heading.subject) places.push_back(heading.subject->raw);
    places.push_back(layout.body);
    const std::size_t preamble = preamble_end(layout, sections);
    std::map<std::string, std::size_t> seen;  // symbol -> place in `about`
    std::map<std::string, bool> based;
    const std::vector<Span> grounds = paragraphs(source, layout);
    for (const Span& place : places) {
        if (place.empty()) continue;
        for (const Symbol& symbol : cited_symbols(source, place)) {
            if (symbol.text == own) continue;
            const std::size_t at = source.folded_at(symbol.raw.begin);
            const std::size_t from = at > 160 ? at - 160 : 0;
            const std::string relation = relation_of(source.folded().substr(from, at - from), report);
            if (const auto it = seen.find(symbol.text); it == seen.end()) {
                if (out.about.size() >= kMost) break;
                seen.emplace(symbol.text, out.about.size());
                out.about.push_back({symbol.text, relation});
            } else if (weight(relation) > weight(out.about[it->second].relation)) {
                out.about[it->second].relation = relation;
            }
            if (symbol.raw.begin < layout.body.begin || based.contains(symbol.text)) continue;
            if (symbol.raw.begin >= preamble && !listed_ground(source, grounds, symbol.raw.begin)) continue;
            if (weight(relation) > 2) continue;  // what it changes is no ground it stands on
            if (case_number(source.folded().substr(from, at - from))) continue;
            const std::string_view ground = paragraph_around(source, grounds, symbol.raw.begin);
            const std::size_t inside =
                ground.empty() ? 0 : at - static_cast<std::size_t>(ground.data() - source.folded().data());
            if (!names_ground(ground) && !sentence_names_ground(ground, inside)) continue;
            based.emplace(symbol.text, true);
            LegalBasis basis;
            basis.symbol = symbol.text;
            basis.start = symbol.raw.begin;
            basis.end = symbol.raw.end;
            if (const auto date = date_behind(source, symbol)) {
                basis.end = date->raw.end;
                basis.date = date->iso;
                if (!date->iso && !date->open) {
                    out.warnings.push_back("Ngày " + date->written + " của văn bản " + symbol.text +
                                           " không có trong lịch.");
                }
            }
            out.legal_basis.push_back(std::move(basis));
        }
    }
}

}  // namespace sauro::docread
