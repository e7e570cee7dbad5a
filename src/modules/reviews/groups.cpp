#include "modules/reviews/groups.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <utility>

#include "base/id.hpp"
#include "modules/reviews/sector.hpp"

namespace sauro::reviews {
namespace {

constexpr std::int64_t joint_days = 366;  // "close in time" for a joint document: a proposal only
constexpr int most_pairs = 100;           // of one document, when a group is put together again

bool within_days(const Text& a, const Text& b, std::int64_t most) {
    if (!a || !b) return false;
    const auto first = base::Date::parse_iso(*a), second = base::Date::parse_iso(*b);
    return first && second && std::abs(first->days() - second->days()) <= most;
}

struct Standing {
    std::string id, state;
    std::int64_t members = 0;
};
Result<std::optional<Standing>> group_of(db::Snapshot& snapshot, std::int64_t number) {
    return snapshot.one(
        "SELECT g.id, g.state, (SELECT COUNT(*) FROM review_group_members o WHERE o.group_id = g.id) FROM "
        "review_group_members m JOIN review_groups g ON g.id = m.group_id WHERE m.number = ?",
        {number}, [](const db::Row& row) { return Standing{row.str(0), row.str(1), row.integer(2)}; });
}

Status add(db::Tx& tx, const std::string& group, std::int64_t number, double share, std::int64_t now) {
    TRYV(tx.execute("INSERT INTO review_group_members (number, group_id, share, joined_at) VALUES (?, ?, ?, ?)",
                    {number, group, share, now}));
    return {};
}

Result<std::string> make(db::Tx& tx, std::int64_t now) {
    auto id = base::uuid7();
    TRYV(
        tx.execute("INSERT INTO review_groups (id, state, documents, issuers, sectors, joint, rank, found_at) VALUES "
                   "(?, 'open', 0, 0, 0, 0, 0, ?)",
                   {id, now}));
    return id;
}

// Each unit from `scope` upwards gets a row for every sector and one for each of the group.
Status put_scopes(db::Tx& tx, const std::string& id, std::string_view scope, const std::set<std::string>& sectors) {
    for (std::string_view path = scope; !path.empty();) {
        const auto put = [&](const std::string& sector) {
            return tx.execute(
                "INSERT INTO review_group_scopes (unit_id, sector, group_id, state, rank, joint) SELECT "
                "u.id, ?, g.id, g.state, g.rank, g.joint FROM units u JOIN review_groups g ON g.id = ? "
                "WHERE u.path = ?",
                {sector, id, path});
        };
        TRYV(put(""));
        for (const auto& sector : sectors) TRYV(put(sector));
        const auto slash = path.substr(0, path.size() - 1).rfind('/');
        path = slash == std::string_view::npos ? std::string_view() : path.substr(0, slash + 1);
    }
    return {};
}

Status describe_one(db::Tx& tx, const std::string& id) {
    TRYV(tx.execute("DELETE FROM review_group_scopes WHERE group_id = ?", {id}));
    TRY(const auto members, store::of_group(tx, id));
    if (members.size() < 2) {
        TRYV(
            tx.execute("DELETE FROM review_group_members WHERE group_id = ? AND EXISTS (SELECT 1 FROM review_groups g "
                       "WHERE g.id = ? AND g.state = 'open')",
                       {id, id}));
        TRYV(tx.execute("DELETE FROM review_groups WHERE id = ? AND state = 'open'", {id}));
        return {};
    }
    std::set<std::string> issuers, sectors;
    std::string scope = members.front().document.unit_path;
    bool several = false;
    double shares = 0;
    for (const auto& member : members) {
        const auto& one = member.document;
        issuers.insert(one.unit_id);
        sectors.insert(sector_of(one.unit_name, one.unit_bloc));
        if (one.unit_path != scope) scope = store::common_path(scope, one.unit_path);
        shares += member.share;
        several =
            several || std::ranges::any_of(members, [&](const auto& other) { return joint(one, other.document); });
    }
    // Wording first, then how many bodies would be spared a document of their own.
    constexpr double points = 1000;
    constexpr std::int64_t for_issuer = 100, for_document = 20;
    const auto count = static_cast<std::int64_t>(members.size()), bodies = static_cast<std::int64_t>(issuers.size());
    const std::int64_t rank = std::llround(points * shares / static_cast<double>(members.size())) +
                              for_issuer * (bodies - 1) + for_document * (count - 2);
    TRYV(
        tx.execute("UPDATE review_groups SET documents = ?, issuers = ?, sectors = ?, joint = ?, rank = ? WHERE id = ?",
                   {count, bodies, static_cast<std::int64_t>(sectors.size()), several, rank, id}));
    // Two documents of one issuer are a pair, and listed as one.
    if (count > 2 || bodies > 1) TRYV(put_scopes(tx, id, scope, sectors));
    return {};
}

}  // namespace

bool joint(const store::Document& a, const store::Document& b) {
    return a.unit_id != b.unit_id && a.unit_level == b.unit_level && !a.unit_path.starts_with(b.unit_path) &&
           !b.unit_path.starts_with(a.unit_path) && within_days(a.date, b.date, joint_days);
}

namespace groups {

Status join(db::Tx& tx, const store::Pair& pair, std::int64_t now, std::set<std::string>& touched) {
    const double share = std::max(pair.share_a, pair.share_b);
    if (share < least_share) return {};
    TRY(const auto a, group_of(tx, pair.a_number));
    TRY(const auto b, group_of(tx, pair.b_number));
    constexpr auto most = static_cast<std::int64_t>(most_members);
    if (!a && !b) {
        TRY(const auto id, make(tx, now));
        TRYV(add(tx, id, pair.a_number, share, now));
        TRYV(add(tx, id, pair.b_number, share, now));
        touched.insert(id);
        return {};
    }
    if (!a || !b) {
        const auto& group = a ? *a : *b;
        if (group.members >= most) return {};
        touched.insert(group.id);
        return add(tx, group.id, a ? pair.b_number : pair.a_number, share, now);
    }
    touched.insert(a->id);
    touched.insert(b->id);
    if (a->id == b->id || a->members + b->members > most) return {};
    if (a->state == "decided" && b->state == "decided") return {};
    // What people decided about keeps its name; else the larger one does.
    const bool into_a = a->state == "decided" || (b->state != "decided" && a->members >= b->members);
    const auto& from = into_a ? *b : *a;
    const auto& into = into_a ? *a : *b;
    TRYV(tx.execute("UPDATE review_group_members SET group_id = ?, joined_at = ? WHERE group_id = ?",
                    {into.id, now, from.id}));
    return {};
}

Status leave(db::Tx& tx, std::int64_t number, std::set<std::string>& touched) {
    TRY(const auto held, group_of(tx, number));
    if (!held || held->state == "decided") return {};
    TRY(const auto before, store::of_group(tx, held->id));
    std::map<std::int64_t, std::int64_t> root;  // of each member
    std::map<std::int64_t, double> share;
    for (const auto& member : before) root[member.document.number] = member.document.number;
    for (const auto& member : before) {
        TRY(const auto pairs, store::pairs_of(tx, member.document.number, most_pairs));
        for (const auto& pair : pairs) {
            if (pair.state == "closed" || pair.share < least_share || !root.contains(pair.a_number) ||
                !root.contains(pair.b_number))
                continue;
            const auto from = root[pair.a_number], into = root[pair.b_number];
            for (auto& [of, its] : root)
                if (its == from) its = into;
            for (const auto one : {pair.a_number, pair.b_number}) share[one] = std::max(share[one], pair.share);
        }
    }
    std::map<std::int64_t, std::vector<std::int64_t>> parts;
    for (const auto& [of, its] : root) parts[its].push_back(of);
    TRYV(tx.execute("DELETE FROM review_group_members WHERE group_id = ?", {held->id}));
    touched.insert(held->id);
    std::string id = held->id;  // the first part keeps the name
    for (const auto& [of, part] : parts) {
        if (part.size() < 2) continue;
        if (id.empty()) {
            TRY(id, make(tx, before.front().joined_at));
        }
        touched.insert(id);
        for (const auto one : part) TRYV(add(tx, id, one, share[one], before.front().joined_at));
        id.clear();
    }
    return {};
}

Status describe(db::Tx& tx, const std::set<std::string>& touched) {
    for (const auto& id : touched) TRYV(describe_one(tx, id));
    return {};
}

}  // namespace groups

Status decide_group(db::Tx& tx, const api::UnitRef& unit, const DecisionIn& in, const Recorder& who) {
    TRYV(check_decision(in));
    TRY(const auto group, shown_group(tx, unit.id, in.id, base::Date::from_ms(who.now), false));
    Reviewed reviewed{Reviewed::Of::group, in.id, unit.id, {}, {}, group.sectors.size() > 1};
    TRY(const auto members, store::of_group(tx, in.id));
    if (group.issuers == 1) reviewed.unit_id = members.front().document.unit_id;
    constexpr std::size_t longest = 1000;
    for (const auto& member : group.members) {
        const auto& name = member.symbol ? *member.symbol : member.subject;
        if (member.id == group.central)
            reviewed.document = name;
        else if (reviewed.other.size() < longest)
            reviewed.other += (reviewed.other.empty() ? "" : ", ") + name;
    }
    TRYV(keep_decision(tx, reviewed, group.decision ? group.decision->version : 0, in, who));
    TRYV(tx.execute("UPDATE review_groups SET state = 'decided' WHERE id = ?", {in.id}));
    TRYV(tx.execute("UPDATE review_group_scopes SET state = 'decided' WHERE group_id = ?", {in.id}));
    std::set<std::int64_t> numbers;
    for (const auto& member : members) numbers.insert(member.document.number);
    for (const auto number : numbers) {
        TRY(const auto pairs, store::pairs_of(tx, number, most_pairs));
        for (const auto& pair : pairs) {
            // Each once: from the side of its first document.
            if (pair.state != "open" || pair.a_number != number || !numbers.contains(pair.b_number)) continue;
            TRYV(store::set_state(tx, pair.id, "decided"));
            TRYV(tx.execute("UPDATE review_pairs SET group_id = ? WHERE id = ?", {in.id, pair.id}));
        }
    }
    return {};
}

}  // namespace sauro::reviews
