#include "modules/reviews/relations.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>

#include "base/id.hpp"
#include "modules/reviews/groups.hpp"
#include "modules/reviews/store.hpp"
#include "text/text.hpp"

namespace sauro::reviews {
namespace {

constexpr std::string_view columns =
    "SELECT r.id, u.code, r.newer, r.older, r.relation, r.clause, r.date, r.state, r.source, r.recorded_name FROM "
    "document_relations r JOIN units u ON u.id = r.unit_id WHERE ";

Relation relation_of(const db::Row& row) {
    return {row.str(0),      row.str(1), row.str(2), row.str(3), row.str(4),
            row.opt_text(5), row.str(6), row.str(7), row.str(8), row.opt_text(9)};
}

Result<Relation> one(db::Snapshot& snapshot, std::string_view unit_id, std::string_view id) {
    TRY(auto found, snapshot.one(std::string(columns) + "r.id = ? AND r.unit_id = ?", {id, unit_id}, relation_of));
    if (!found) {
        return fail(ErrorKind::not_found, "relation.not_found",
                    "Không có dòng này trong sổ văn bản đang hiệu lực của đơn vị. Mở lại danh sách.",
                    "No such line in the register of documents in force of this unit.");
    }
    return std::move(*found);
}

constexpr std::array<std::string_view, 4> known = {"replaces", "repeals", "amends", "supplements"};

void collect(std::vector<FieldError>& faults, bool wrong, const char* path, const char* code, const char* message) {
    if (wrong) faults.push_back({path, code, message});
}

// The unit and those above it, from its path.
std::vector<std::string> paths_above(std::string_view path) {
    std::vector<std::string> out;
    while (!path.empty()) {
        out.emplace_back(path);
        const auto slash = path.substr(0, path.size() - 1).rfind('/');
        path = slash == std::string_view::npos ? std::string_view() : path.substr(0, slash + 1);
    }
    return out;
}

Result<std::vector<Relation>> confirmed(db::Snapshot& snapshot, const std::vector<std::string>& paths,
                                        std::string_view column, const std::string& key, const std::string& as_of) {
    std::vector<Relation> out;
    const std::string sql = std::string(columns) + "u.path = ? AND r." + std::string(column) +
                            " = ? AND r.state = 'confirmed' AND r.date <= ? ORDER BY r.date, r.id LIMIT 100";
    for (const auto& path : paths) {
        TRYV(snapshot.query(sql, {path, key, as_of}, [&](const db::Row& row) {
            auto found = relation_of(row);
            const auto same = [&](const Relation& other) {
                return other.newer == found.newer && other.older == found.older && other.relation == found.relation;
            };
            if (std::ranges::none_of(out, same)) out.push_back(std::move(found));
            return true;
        }));
    }
    std::ranges::stable_sort(out, {}, &Relation::date);
    return out;
}

// What acts on another document is the newer of the two: a line after which each would be newer than the other,
// straight or through others, is refused.
Status no_circle(db::Snapshot& snapshot, const std::string& unit_path, const std::string& newer,
                 const std::string& older) {
    constexpr std::string_view ever = "9999-12-31";
    constexpr std::size_t most = 100;  // documents; a walk through a register ends
    const auto paths = paths_above(unit_path);
    const auto target = symbol_key(older);
    std::vector<std::string> reached = {symbol_key(newer)};
    for (std::size_t i = 0; i < reached.size() && reached.size() < most; ++i) {
        TRY(const auto steps, confirmed(snapshot, paths, "older_key", reached[i], std::string(ever)));
        for (const auto& step : steps) {
            const auto key = symbol_key(step.newer);
            if (key == target) {
                TRY(const auto since, base::Date::parse_iso(step.date));
                return fail(ErrorKind::conflict, "relation.circle",
                            "Sổ đã ghi " + step.newer + " là văn bản mới hơn " + step.older + " (từ " + since.vi() +
                                "), nên " + older + " không thể bị chính " + newer +
                                " thay thế, bãi bỏ hay sửa đổi. Xem lại văn bản nào ban hành sau; ghi đúng số, ký hiệu "
                                "của văn bản mới ở ô thứ nhất.",
                            "The register holds the opposite: the line would close a circle.");
            }
            if (std::ranges::find(reached, key) == reached.end()) reached.push_back(key);
        }
    }
    return {};
}

bool ends(const Relation& relation) {
    return !relation.clause && (relation.relation == "replaces" || relation.relation == "repeals");
}

}  // namespace

std::string symbol_key(std::string_view symbol) {
    std::string key;
    for (const char c : text::fold(symbol)) {
        if (static_cast<unsigned char>(c) > ' ') key.push_back(c);
    }
    const auto first = key.find_first_not_of('0');
    if (first != std::string::npos && first > 0 && key[first] >= '0' && key[first] <= '9') key.erase(0, first);
    return key;
}

Result<Relation> record(db::Tx& tx, const api::UnitRef& unit, const RelationIn& in, const Recorder& who) {
    Error error{
        ErrorKind::invalid, "relation.fields", "Còn ô chưa đúng; xem từng ô.", "Some fields are wrong.", {}, {}, {}};
    const auto newer = symbol_key(in.newer), older = symbol_key(in.older);
    collect(error.fields, newer.empty() || in.newer.size() > 200, "/newer", "field.value",
            "Ghi số, ký hiệu của văn bản mới, ví dụ 05-HD/VPTW.");
    collect(error.fields, older.empty() || in.older.size() > 200, "/older", "field.value",
            "Ghi số, ký hiệu của văn bản cũ, ví dụ 36-HD/VPTW.");
    collect(error.fields, !newer.empty() && newer == older, "/older", "relation.same",
            "Văn bản không thể thay thế hay sửa chính nó; kiểm tra lại hai số, ký hiệu.");
    collect(error.fields, std::ranges::find(known, std::string_view(in.relation)) == known.end(), "/relation",
            "field.value", "Chọn thay thế, bãi bỏ, sửa đổi hoặc bổ sung.");
    if (!error.fields.empty()) return std::unexpected(std::move(error));
    TRYV(no_circle(tx, unit.path, in.newer, in.older));
    const auto id = base::uuid7();
    const std::optional<std::string> clause = in.clause && !in.clause->empty() ? in.clause : std::nullopt;
    TRY(const auto added,
        tx.execute(
            "INSERT INTO document_relations (id, unit_id, newer, newer_key, older, older_key, older_document, "
            "relation, clause, date, state, source, recorded_by, recorded_name, recorded_at) VALUES (?, ?, ?, ?, "
            "?, ?, (SELECT d.id FROM documents d WHERE d.unit_id = ? AND d.symbol_key = ? AND d.direction = "
            "'out' LIMIT 1), ?, ?, ?, 'confirmed', 'person', ?, ?, ?) ON CONFLICT (unit_id, newer_key, "
            "older_key, relation) DO NOTHING",
            {id, unit.id, in.newer, newer, in.older, older, unit.id, older, in.relation, clause, in.date.iso(),
             who.account, who.name, who.now}));
    if (added == 0) {
        return fail(ErrorKind::conflict, "relation.known",
                    "Sổ đã có dòng này giữa hai văn bản (có thể đang chờ xác nhận). Tìm dòng đó để xem hoặc xác nhận.",
                    "The register holds this line already.");
    }
    TRYV(close_superseded(tx, base::Date::from_ms(who.now)));
    return one(tx, unit.id, id);
}

Result<Relation> settle(db::Tx& tx, const api::UnitRef& unit, std::string_view id, bool confirm,
                        std::optional<base::Date> date, const Recorder& who) {
    TRY(const auto before, one(tx, unit.id, id));
    if (before.state != "proposed") {
        return fail(ErrorKind::conflict, "relation.settled",
                    "Dòng này đã được " + std::string(before.state == "confirmed" ? "xác nhận" : "bỏ qua") +
                        (before.recorded_name ? " bởi " + *before.recorded_name : "") + ". Tải lại danh sách.",
                    "This line was settled already.");
    }
    if (confirm) TRYV(no_circle(tx, unit.path, before.newer, before.older));
    TRYV(tx.execute(
        "UPDATE document_relations SET state = ?, date = ?, recorded_by = ?, recorded_name = ?, recorded_at "
        "= ? WHERE id = ?",
        {confirm ? "confirmed" : "rejected", date ? date->iso() : before.date, who.account, who.name, who.now, id}));
    if (confirm) TRYV(close_superseded(tx, base::Date::from_ms(who.now)));
    return one(tx, unit.id, id);
}

Status propose(db::Tx& tx, std::string_view unit_id, const std::string& newer, const std::string& older,
               std::string_view relation, const std::string& date, base::Millis now) {
    const auto newer_key = symbol_key(newer), older_key = symbol_key(older);
    if (newer_key.empty() || older_key.empty() || newer_key == older_key) return {};
    TRYV(tx.execute(
        "INSERT INTO document_relations (id, unit_id, newer, newer_key, older, older_key, older_document, "
        "relation, date, state, source, recorded_at) VALUES (?, ?, ?, ?, ?, ?, (SELECT d.id FROM documents "
        "d WHERE d.unit_id = ? AND d.symbol_key = ? AND d.direction = 'out' LIMIT 1), ?, ?, 'proposed', "
        "'text', ?) ON CONFLICT (unit_id, newer_key, older_key, relation) DO NOTHING",
        {base::uuid7(), unit_id, newer, newer_key, older, older_key, unit_id, older_key, relation, date, now}));
    return {};
}

Status replaced_by_flow(db::Tx& tx, std::string_view unit_id, const std::string& newer, const std::string& older,
                        const std::string& date, base::Millis now) {
    const auto newer_key = symbol_key(newer), older_key = symbol_key(older);
    if (newer_key.empty() || older_key.empty() || newer_key == older_key) return {};
    // What a text only proposed is sure now; what a person settled stands.
    TRYV(tx.execute(
        "INSERT INTO document_relations (id, unit_id, newer, newer_key, older, older_key, older_document, relation, "
        "date, state, source, recorded_name, recorded_at) VALUES (?, ?, ?, ?, ?, ?, (SELECT d.id FROM documents d "
        "WHERE d.unit_id = ? AND d.symbol_key = ? AND d.direction = 'out' LIMIT 1), 'replaces', ?, 'confirmed', "
        "'person', 'Luồng phát hành', ?) ON CONFLICT (unit_id, newer_key, older_key, relation) DO UPDATE SET state = "
        "'confirmed', date = excluded.date, recorded_name = excluded.recorded_name, recorded_at = "
        "excluded.recorded_at WHERE document_relations.state = 'proposed'",
        {base::uuid7(), unit_id, newer, newer_key, older, older_key, unit_id, older_key, date, now}));
    return {};
}

Result<std::vector<Relation>> done_to(db::Snapshot& snapshot, std::string_view unit_path,
                                      const std::vector<std::string>& symbols) {
    constexpr std::string_view ever = "9999-12-31";
    std::vector<Relation> out;
    const auto paths = paths_above(unit_path);
    for (const auto& symbol : symbols) {
        TRY(auto found, confirmed(snapshot, paths, "older_key", symbol_key(symbol), std::string(ever)));
        std::ranges::move(found, std::back_inserter(out));
    }
    return out;
}

Result<std::optional<Paper>> paper_of(db::Snapshot& snapshot, std::string_view unit_path, const std::string& symbol) {
    std::vector<Paper> found;
    for (const auto& path : paths_above(unit_path)) {
        TRYV(snapshot.query(
            "SELECT d.date, d.issuer FROM units u JOIN documents d ON d.unit_id = u.id WHERE u.path = ? "
            "AND d.symbol_key = ? AND d.direction IN ('in', 'out') LIMIT 10",
            {path, symbol_key(symbol)}, [&](const db::Row& row) {
                Paper paper;
                paper.date = row.opt_text(0);
                paper.issuer = row.opt_text(1);
                const bool known = std::ranges::any_of(
                    found, [&](const Paper& one) { return one.date == paper.date && one.issuer == paper.issuer; });
                if (!known) found.push_back(std::move(paper));
                return true;
            }));
    }
    if (found.size() != 1) return std::nullopt;
    return found.front();
}

Result<RelationPage> relations(db::Snapshot& snapshot, std::string_view unit_id, std::string_view state,
                               const std::optional<std::string>& cursor, int limit) {
    limit = std::clamp(limit, 1, 200);
    RelationPage page;
    // Identifiers begin with the time: the newest first; "~" sorts behind all of them.
    TRY(page.items,
        snapshot.all(std::string(columns) + "r.unit_id = ? AND r.state = ? AND r.id < ? ORDER BY r.id DESC LIMIT ?",
                     {unit_id, state, cursor.value_or("~"), limit + 1}, relation_of));
    if (page.items.size() > static_cast<std::size_t>(limit)) {
        page.items.pop_back();
        page.next = page.items.back().id;
    }
    return page;
}

Result<Standing> standing(db::Snapshot& snapshot, std::string_view unit_path, const std::string& symbol,
                          base::Date as_of) {
    Standing out{symbol, as_of.iso(), "in_force", {}, {}, {}};
    const auto paths = paths_above(unit_path);
    const auto key = symbol_key(symbol);
    TRY(out.by, confirmed(snapshot, paths, "older_key", key, out.as_of));
    TRY(out.did, confirmed(snapshot, paths, "newer_key", key, out.as_of));
    for (const auto& relation : out.by) {
        if (ends(relation)) {
            out.state = relation.relation == "replaces" ? "replaced" : "repealed";
            break;
        }
        out.state = "partly_amended";
    }
    if (out.state == "in_force" || out.state == "partly_amended") {
        for (const auto& path : paths) {
            TRYV(
                snapshot.query("SELECT 1 FROM units u JOIN documents d ON d.unit_id = u.id WHERE u.path = ? AND "
                               "d.symbol_key = ? AND d.direction = 'out' AND d.status = 'recalled' LIMIT 1",
                               {path, key}, [&](const db::Row&) {
                                   out.state = "recalled";
                                   return false;
                               }));
        }
    }
    // Along whole replacements both ways; a circle in the register ends the walk.
    constexpr std::size_t longest = 12;
    out.chain.push_back(symbol);
    const auto known_in_chain = [&](const std::string& one) {
        return std::ranges::any_of(out.chain, [&](const auto& held) { return symbol_key(held) == symbol_key(one); });
    };
    for (auto near = out.did; out.chain.size() < longest;) {
        const auto at = std::ranges::find_if(near, [](const auto& r) { return ends(r) && r.relation == "replaces"; });
        if (at == near.end() || known_in_chain(at->older)) break;
        out.chain.insert(out.chain.begin(), at->older);
        TRY(near, confirmed(snapshot, paths, "newer_key", symbol_key(out.chain.front()), out.as_of));
    }
    for (auto near = out.by; out.chain.size() < longest;) {
        const auto at = std::ranges::find_if(near, [](const auto& r) { return ends(r) && r.relation == "replaces"; });
        if (at == near.end() || known_in_chain(at->newer)) break;
        out.chain.push_back(at->newer);
        TRY(near, confirmed(snapshot, paths, "older_key", symbol_key(out.chain.back()), out.as_of));
    }
    return out;
}

Status close_superseded(db::Tx& tx, base::Date today) {
    struct Due {
        std::string id;
        std::optional<std::int64_t> number;
        bool whole = false;
    };
    TRY(const auto due,
        tx.all(
            "SELECT r.id, n.number, CASE WHEN r.clause IS NULL AND r.relation IN ('replaces', 'repeals') THEN 1 ELSE "
            "0 END FROM document_relations r LEFT JOIN text_numbers n ON n.document_id = r.older_document WHERE "
            "r.state = 'confirmed' AND r.applied = 0 AND r.date <= ? LIMIT 100",
            {today.iso()}, [](const db::Row& row) { return Due{row.str(0), row.opt_integer(1), row.boolean(2)}; }));
    for (const auto& one : due) {
        if (one.whole && one.number) {
            TRY(const auto pairs, store::pairs_of(tx, *one.number, 10000));
            for (const auto& pair : pairs) {
                if (pair.state == "open") TRYV(store::set_state(tx, pair.id, "closed"));
            }
            std::set<std::string> touched;
            TRYV(groups::leave(tx, *one.number, touched));
            TRYV(groups::describe(tx, touched));
        }
        TRYV(tx.execute("UPDATE document_relations SET applied = 1 WHERE id = ?", {one.id}));
    }
    return {};
}

}  // namespace sauro::reviews
