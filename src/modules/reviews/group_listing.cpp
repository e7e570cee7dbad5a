// Groups as people see them: documents, sectors, the wording they share, what was decided.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "modules/reviews/groups.hpp"
#include "modules/reviews/sector.hpp"

namespace sauro::reviews {
namespace {

constexpr std::size_t longest_text = 512U << 10;  // bytes; a longer one takes no part in the shared wording
constexpr std::size_t shortest_quote = 80, longest_quote = 600, most_quotes = 6;

Result<GroupItem> item_of(db::Snapshot& snapshot, const std::string& id, const std::string& state, bool joint,
                          base::Date today, bool history) {
    GroupItem item;
    item.id = id;
    item.state = state;
    item.proposal = joint ? "joint" : "merge";
    TRY(item.decision, decision_of(snapshot, Reviewed::Of::group, id, today, history));
    TRY(auto members, store::of_group(snapshot, id));
    std::ranges::stable_sort(members, {}, [](const auto& member) { return member.document.date.value_or(""); });
    std::vector<std::string> issuers;
    const auto note = [](std::vector<std::string>& into, const std::string& value) {
        if (std::ranges::find(into, value) == into.end()) into.push_back(value);
    };
    for (const auto& [d, share, joined_at] : members) {
        Member member;
        static_cast<Side&>(member) = {d.id,   d.unit_code, d.unit_name, d.status, d.symbol, d.document_type,
                                      d.date, d.subject,   share};
        member.sector = sector_of(d.unit_name, d.unit_bloc);
        member.late = item.decision && joined_at > item.decision->decided_at;
        note(issuers, d.unit_id);
        note(item.sectors, member.sector);
        item.members.push_back(std::move(member));
    }
    item.issuers = static_cast<std::int64_t>(issuers.size());
    return item;
}

// Not in the middle of a letter, a word where there is one.
std::string quote_of(std::string_view text, reuse::Span span) {
    auto words = text.substr(span.start, std::min(span.end - span.start, longest_quote));
    if (words.size() < span.end - span.start) words = words.substr(0, words.find_last_of(" \n"));
    std::string out;
    for (const char letter : words) out += letter == '\n' || letter == '\r' || letter == '\t' ? ' ' : letter;
    return words.size() < span.end - span.start ? out + " …" : out;
}

// Stretches of the central text that others have too: the most widely shared and longest first, none over another.
Status find_shared(db::Snapshot& snapshot, GroupDetail& group) {
    TRY(const auto central, store::words_of(snapshot, group.central));
    if (central.text.size() > longest_text) return {};
    std::map<std::string, std::vector<reuse::Span>> spans;  // in the central text, by the document that has them too
    std::vector<reuse::Span> candidates;
    for (const auto& member : group.members) {
        if (member.id == group.central) continue;
        TRY(const auto words, store::words_of(snapshot, member.id));
        if (words.text.size() > longest_text) continue;
        for (const auto& passage : reuse::compare(central.text, words.text).passages) {
            spans[member.id].push_back(passage.a);
            // Line by line: what is short is a heading, and says nothing about the matter.
            for (std::size_t at = passage.a.start; at < passage.a.end;) {
                const auto end = std::min(central.text.find('\n', at), passage.a.end);
                if (end - at >= shortest_quote) candidates.push_back({at, end});
                at = end + 1;
            }
        }
    }
    struct Stretch {
        reuse::Span span;
        std::vector<std::string> documents;
    };
    std::vector<Stretch> found;
    constexpr std::size_t most_candidates = 200;
    std::ranges::stable_sort(candidates, std::greater{}, [](const auto& span) { return span.end - span.start; });
    if (candidates.size() > most_candidates) candidates.resize(most_candidates);
    for (const auto& span : candidates) {
        Stretch stretch{span, {group.central}};
        for (const auto& [document, theirs] : spans) {
            std::size_t covered = 0;
            for (const auto& one : theirs)
                covered += std::max(std::min(one.end, span.end), std::max(one.start, span.start)) -
                           std::max(one.start, span.start);
            if (covered * 10 >= (span.end - span.start) * 8) stretch.documents.push_back(document);
        }
        found.push_back(std::move(stretch));
    }
    std::ranges::stable_sort(found, std::greater{}, [](const auto& one) { return one.documents.size(); });
    std::vector<reuse::Span> taken;
    for (auto& one : found) {
        if (group.passages.size() == most_quotes) break;
        const bool over = std::ranges::any_of(
            taken, [&](const auto& held) { return one.span.start < held.end && held.start < one.span.end; });
        if (over) continue;
        taken.push_back(one.span);
        group.passages.push_back({quote_of(central.text, one.span), std::move(one.documents)});
    }
    return {};
}

Result<std::string> central_of(db::Snapshot& snapshot, std::string_view group_id) {
    TRY(const auto members, store::of_group(snapshot, group_id));
    std::string best;
    std::size_t links = 0;
    for (const auto& [document, share, joined_at] : members) {
        TRY(const auto pairs, store::pairs_of(snapshot, document.number, 100));
        const auto own = static_cast<std::size_t>(std::ranges::count_if(pairs, [&](const auto& pair) {
            const auto other = pair.a_number == document.number ? pair.b_number : pair.a_number;
            return std::ranges::any_of(members, [&](const auto& m) { return m.document.number == other; });
        }));
        if (!best.empty() && own <= links) continue;
        best = document.id;
        links = own;
    }
    return best;
}

Result<std::vector<std::string>> sectors_of(db::Snapshot& snapshot, std::string_view unit_id) {
    std::vector<std::string> out;
    constexpr std::size_t most = 100;
    for (std::string after; out.size() < most;) {  // from one to the next along the index
        TRY(const auto next,
            snapshot.one("SELECT MIN(sector) FROM review_group_scopes WHERE unit_id = ? AND sector > ?",
                         {unit_id, after}, [](const db::Row& row) { return row.opt_text(0); }));
        if (!next || !*next) break;
        out.push_back(after = **next);
    }
    return out;
}

}  // namespace

Result<GroupList> list_groups(db::Snapshot& snapshot, std::string_view unit_id, const GroupsIn& in, base::Date today) {
    const int limit = std::clamp(in.limit.value_or(20), 1, 100);
    std::string sql =
        "SELECT s.group_id, s.state, s.joint, s.rank FROM review_group_scopes s WHERE s.unit_id = ? AND s.sector = ? "
        "AND s.state = ?";
    std::vector<db::Value> params = {std::string(unit_id), in.sector.value_or(""), in.state.value_or("open")};
    if (in.joint.value_or(false)) sql += " AND s.joint = 1";
    if (in.cursor) {
        TRY(const auto place, store::place_of(*in.cursor));
        sql += " AND (s.rank, s.group_id) < (?, ?)";
        params.emplace_back(place.rank);
        params.emplace_back(place.id);
    }
    sql += " ORDER BY s.rank DESC, s.group_id DESC LIMIT ?";
    params.emplace_back(limit + 1);
    struct Line {
        std::string id, state;
        bool joint;
        std::int64_t rank;
    };
    TRY(auto lines, snapshot.all(sql, db::Params(params), [](const db::Row& row) {
        return Line{row.str(0), row.str(1), row.boolean(2), row.integer(3)};
    }));
    GroupList out;
    if (lines.size() > static_cast<std::size_t>(limit)) {
        lines.pop_back();
        out.next = fmt::format("{}:{}", lines.back().rank, lines.back().id);
    }
    for (const auto& line : lines) {
        TRY(auto item, item_of(snapshot, line.id, line.state, line.joint, today, false));
        out.items.push_back(std::move(item));
    }
    if (!in.cursor) {
        TRY(out.sectors, sectors_of(snapshot, unit_id));
    }
    return out;
}

Result<GroupDetail> shown_group(db::Snapshot& snapshot, std::string_view unit_id, std::string_view id, base::Date today,
                                bool passages) {
    TRY(const auto found,
        snapshot.one("SELECT state, joint FROM review_group_scopes WHERE unit_id = ? AND sector = '' "
                     "AND group_id = ?",
                     {unit_id, id}, [](const db::Row& row) { return std::pair(row.str(0), row.boolean(1)); }));
    if (!found) {
        return fail(
            ErrorKind::not_found, "review.group_not_found",
            "Không có nhóm văn bản này (nhóm có thể vừa thay đổi), hoặc bạn chưa có quyền xem. Mở lại danh sách "
            "nhóm.",
            "No such group, or you may not view it.");
    }
    GroupDetail out;
    TRY(static_cast<GroupItem&>(out), item_of(snapshot, std::string(id), found->first, found->second, today, true));
    TRY(out.central, central_of(snapshot, id));
    if (passages) TRYV(find_shared(snapshot, out));
    return out;
}

}  // namespace sauro::reviews
