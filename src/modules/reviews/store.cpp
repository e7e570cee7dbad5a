#include "modules/reviews/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "json/json.hpp"
#include "text/text.hpp"

namespace sauro::reviews::store {
namespace {

// What these say is over with the day they were sent for; comparing them finds habits, not overlapping rules.
constexpr std::array<std::string_view, 12> passing_types = {
    "giay moi", "giay gioi thieu", "giay nghi phep", "phieu gui", "phieu chuyen", "phieu bao",
    "thu cong", "cong dien",       "bien ban",       "bao cao",   "to trinh",     "giay uy quyen"};

constexpr std::string_view document_columns =
    "SELECT n.number, n.change, d.id, d.unit_id, u.code, u.name, u.path, u.level, u.bloc, d.direction, d.status, "
    "d.symbol, d.document_type, d.date, d.subject";
constexpr std::string_view document_tables =
    " FROM documents d JOIN units u ON u.id = d.unit_id JOIN text_numbers n ON n.document_id = d.id ";

struct Differences {
    std::vector<Difference> items;
};
BOOST_DESCRIBE_STRUCT(Differences, (), (items))

Document document_of(const db::Row& row) {
    return {row.integer(0), row.integer(1),   row.str(2),       row.str(3),       row.str(4),
            row.str(5),     row.str(6),       row.str(7),       row.str(8),       row.str(9),
            row.str(10),    row.opt_text(11), row.opt_text(12), row.opt_text(13), row.str(14)};
}

constexpr std::string_view pair_columns =
    "SELECT p.id, p.a_number, p.b_number, p.a_change, p.b_change, p.a_document, p.b_document, p.share_a, p.share_b, "
    "p.joint, p.differences, p.rank, p.state, p.group_id FROM ";

Pair pair_of(const db::Row& row) {
    Pair pair{row.str(0), row.integer(1),  row.integer(2), row.integer(3),  row.integer(4),
              row.str(5), row.str(6),      row.real(7),    row.real(8),     row.boolean(9),
              {},         row.integer(11), row.str(12),    row.opt_text(13)};
    // Written by put(); what cannot be read is found again by the next step.
    if (auto any = json::parse(row.text(10)))
        if (auto kept = json::from_json<Differences>(*any)) pair.differences = std::move(kept->items);
    return pair;
}

}  // namespace

bool in_review(const Document& document) {
    if (document.direction != "out" || document.status != "released") return false;
    if (!document.document_type) return true;
    const auto type = text::fold(*document.document_type);
    return std::ranges::find(passing_types, std::string_view(type)) == passing_types.end();
}

Result<std::optional<Document>> by_number(db::Snapshot& snapshot, std::int64_t number) {
    return snapshot.one(fmt::format("{}{}WHERE n.number = ?", document_columns, document_tables), {number},
                        document_of);
}

Result<std::optional<Document>> by_id(db::Snapshot& snapshot, std::string_view id) {
    return snapshot.one(fmt::format("{}{}WHERE d.id = ?", document_columns, document_tables), {id}, document_of);
}

Result<std::vector<std::int64_t>> numbers_after(db::Snapshot& snapshot, std::int64_t mark, int limit) {
    return snapshot.all("SELECT number FROM text_numbers WHERE change > ? ORDER BY change LIMIT ?", {mark, limit},
                        [](const db::Row& row) { return row.integer(0); });
}

Result<Words> words_of(db::Snapshot& snapshot, std::string_view document_id) {
    TRY(auto found, snapshot.one("SELECT text, reading FROM document_texts WHERE document_id = ?", {document_id},
                                 [](const db::Row& row) { return Words{row.str(0), row.str(1)}; }));
    return std::move(found).value_or(Words{});
}

Result<Progress> progress(db::Snapshot& snapshot) {
    TRY(auto found,
        snapshot.one("SELECT p.mark, p.documents, p.run_started, p.updated_at, p.run_documents, (SELECT COUNT(*) FROM "
                     "(SELECT 1 FROM text_numbers n WHERE n.change > p.mark LIMIT ?) x), (SELECT d.updated_at FROM "
                     "text_numbers n JOIN documents d ON d.id = n.document_id WHERE n.change > p.mark ORDER BY "
                     "n.change LIMIT 1) FROM review_progress p WHERE p.id = 1",
                     {most_waiting}, [](const db::Row& row) {
                         return Progress{row.integer(0),
                                         row.integer(1),
                                         row.integer(2),
                                         row.integer(3),
                                         row.integer(4),
                                         row.integer(5),
                                         row.opt_integer(6).value_or(0)};
                     }));
    return found.value_or(Progress{});
}

Status advance(db::Tx& tx, const Progress& from, std::int64_t mark, std::int64_t documents, base::Millis now) {
    // Steps follow each other closely while documents wait; after a pause a new run begins.
    constexpr base::Millis pause = 60'000;
    const bool anew = now - from.last_step > pause;
    TRYV(
        tx.execute("UPDATE review_progress SET mark = ?, documents = documents + ?, updated_at = ?, run_started = ?, "
                   "run_documents = ? WHERE id = 1",
                   {mark, documents, now, anew ? now : from.run_started, documents + (anew ? 0 : from.run_documents)}));
    return {};
}

Status put(db::Tx& tx, const Pair& pair, std::string_view scope, std::int64_t now) {
    const auto differing = static_cast<std::int64_t>(pair.differences.size());
    TRYV(tx.execute(
        "INSERT INTO review_pairs (id, a_number, b_number, a_document, b_document, a_change, b_change, share_a, "
        "share_b, joint, differing, differences, rank, state, found_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
        "?, ?) ON CONFLICT (id) DO UPDATE SET a_change = excluded.a_change, b_change = excluded.b_change, share_a = "
        "excluded.share_a, share_b = excluded.share_b, joint = excluded.joint, differing = excluded.differing, "
        "differences = excluded.differences, rank = excluded.rank",
        {pair.id, pair.a_number, pair.b_number, pair.a_document, pair.b_document, pair.a_change, pair.b_change,
         pair.share_a, pair.share_b, pair.joint, differing, json::write(json::to_json(Differences{pair.differences})),
         pair.rank, "open", now}));
    // The unit whose path this is, and each above it: the path is made of their codes.
    bool own = true;
    for (std::string_view path = scope; !path.empty();) {
        TRYV(tx.execute(
            "INSERT INTO review_pair_scopes (unit_id, pair_id, state, rank, own, joint, differing) SELECT u.id, p.id, "
            "p.state, p.rank, ?, p.joint, p.differing FROM units u JOIN review_pairs p ON p.id = ? WHERE u.path = ? ON "
            "CONFLICT (unit_id, pair_id) DO UPDATE SET rank = excluded.rank, joint = excluded.joint, differing = "
            "excluded.differing",
            {own, pair.id, path}));
        own = false;
        const auto slash = path.substr(0, path.size() - 1).rfind('/');
        path = slash == std::string_view::npos ? std::string_view() : path.substr(0, slash + 1);
    }
    return {};
}

Status put(db::Tx& tx, const EntryCheck& check, base::Millis now) {
    constexpr double hundred = 100;
    const auto share = check.other ? db::Value(std::llround(hundred * check.share)) : db::Value();
    TRYV(tx.execute(
        "INSERT INTO entry_checks (document_id, unit_id, checked_at, checked_on, other_document, share, pair_id) "
        "VALUES (?, ?, "
        "?, ?, ?, ?, ?) ON CONFLICT (document_id) DO UPDATE SET checked_at = excluded.checked_at, checked_on = "
        "excluded.checked_on, other_document = excluded.other_document, share = excluded.share, pair_id = "
        "excluded.pair_id",
        {check.document, check.unit_id, now, base::Date::from_ms(now).iso(), check.other, share,
         check.other ? Text(check.pair) : std::nullopt}));
    return {};
}

Status remove(db::Tx& tx, std::string_view id) {
    TRYV(tx.execute("DELETE FROM review_pair_scopes WHERE pair_id = ?", {id}));
    TRYV(tx.execute("DELETE FROM review_pairs WHERE id = ?", {id}));
    return {};
}

Status set_state(db::Tx& tx, std::string_view id, std::string_view state) {
    TRYV(tx.execute("UPDATE review_pairs SET state = ? WHERE id = ?", {state, id}));
    TRYV(tx.execute("UPDATE review_pair_scopes SET state = ? WHERE pair_id = ?", {state, id}));
    return {};
}

Result<std::vector<PairKey>> pairs_of(db::Snapshot& snapshot, std::int64_t number, int limit) {
    return snapshot.all(
        "SELECT id, state, a_number, b_number, a_change, b_change, rank, share_a, share_b FROM review_pairs WHERE "
        "a_number = ? UNION ALL SELECT id, state, a_number, b_number, a_change, b_change, rank, share_a, share_b FROM "
        "review_pairs WHERE b_number = ? ORDER BY 7 DESC LIMIT ?",
        {number, number, limit}, [](const db::Row& row) {
            return PairKey{row.str(0),
                           row.str(1),
                           row.integer(2),
                           row.integer(3),
                           row.integer(4),
                           row.integer(5),
                           std::max(row.real(7), row.real(8))};
        });
}

Result<std::optional<Pair>> pair(db::Snapshot& snapshot, std::string_view unit_id, std::string_view id) {
    return snapshot.one(std::string(pair_columns) +
                            "review_pair_scopes s JOIN review_pairs p ON p.id = s.pair_id WHERE s.unit_id = ? AND "
                            "s.pair_id = ?",
                        {unit_id, id}, pair_of);
}

Result<Place> place_of(std::string_view cursor) {
    const auto colon = cursor.find(':');
    Place place;
    const char* end = cursor.data() + std::min(colon, cursor.size());
    const auto read = std::from_chars(cursor.data(), end, place.rank);
    if (colon == std::string_view::npos || read.ec != std::errc{} || read.ptr != end) {
        return fail(ErrorKind::invalid, "list.cursor",
                    "Dấu trang của danh sách không còn dùng được. Hãy mở lại danh sách từ đầu.",
                    "The list cursor is not valid; start from the first page.");
    }
    place.id = cursor.substr(colon + 1);
    return place;
}

Result<std::vector<GroupMember>> of_group(db::Snapshot& snapshot, std::string_view group_id) {
    return snapshot.all(
        fmt::format("{}, m.share, m.joined_at{}JOIN review_group_members m ON m.number = n.number WHERE "
                    "m.group_id = ? ORDER BY m.number",
                    document_columns, document_tables),
        {group_id}, [](const db::Row& row) { return GroupMember{document_of(row), row.real(15), row.integer(16)}; });
}

Result<Page> list(db::Snapshot& snapshot, const ListQuery& query) {
    const int limit = std::clamp(query.limit, 1, 200);
    std::string sql =
        std::string(pair_columns) +
        "review_pair_scopes s JOIN review_pairs p ON p.id = s.pair_id WHERE s.unit_id = ? AND s.state = ?";
    std::vector<db::Value> params = {query.unit_id, query.state};
    if (query.own) sql += " AND s.own = 1";
    if (query.joint) sql += " AND s.joint = 1";
    if (query.differing) sql += " AND s.differing > 0";
    if (query.cursor) {
        TRY(const auto place, place_of(*query.cursor));
        sql += " AND (s.rank, s.pair_id) < (?, ?)";
        params.emplace_back(place.rank);
        params.emplace_back(place.id);
    }
    sql += " ORDER BY s.rank DESC, s.pair_id DESC LIMIT ?";
    params.emplace_back(limit + 1);
    Page page;
    TRY(page.rows, snapshot.all(sql, db::Params(params), pair_of));
    if (page.rows.size() > static_cast<std::size_t>(limit)) {
        page.rows.pop_back();
        page.next = fmt::format("{}:{}", page.rows.back().rank, page.rows.back().id);
    }
    return page;
}

std::string common_path(std::string_view a, std::string_view b) {
    const auto [end, other] = std::ranges::mismatch(a, b);
    const auto shared = a.substr(0, static_cast<std::size_t>(end - a.begin()));
    const auto slash = shared.rfind('/');
    return slash == std::string_view::npos ? std::string() : std::string(shared.substr(0, slash + 1));
}

}  // namespace sauro::reviews::store
