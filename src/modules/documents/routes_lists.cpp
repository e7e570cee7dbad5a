#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "modules/documents/keys.hpp"
#include "modules/documents/routes.hpp"
#include "modules/documents/rules.hpp"
#include "search/search.hpp"
#include "text/text.hpp"

namespace sauro::documents {

namespace {

struct ListIn : ListFilter {
    Text cursor;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(ListIn, (ListFilter), (cursor, limit))
struct CountsOut {
    std::int64_t all = 0, waiting = 0, overdue = 0;
};
BOOST_DESCRIBE_STRUCT(CountsOut, (), (all, waiting, overdue))
struct ListOut {
    std::vector<Document> items;
    Text next;
    Number total;
    CountsOut counts;
};
BOOST_DESCRIBE_STRUCT(ListOut, (), (items, next, total, counts))

struct OneIn {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(OneIn, (), (id))
struct HistoryItem {
    std::int64_t at = 0;
    std::string actor_name, action, detail;
};
BOOST_DESCRIBE_STRUCT(HistoryItem, (), (at, actor_name, action, detail))
struct DocumentDetail : Document {
    Text text;
    std::optional<json::Any> reading;
    std::vector<HistoryItem> history;
};
BOOST_DESCRIBE_STRUCT(DocumentDetail, (Document), (text, reading, history))

struct DuplicatesIn {
    Text symbol, issuer;
    std::optional<int> year;
    Text except;
};
BOOST_DESCRIBE_STRUCT(DuplicatesIn, (), (symbol, issuer, year, except))
struct DuplicatesOut {
    std::vector<Duplicate> items;
};
BOOST_DESCRIBE_STRUCT(DuplicatesOut, (), (items))

struct SearchIn {
    std::string q;
    std::optional<int> limit;
    Text kind, unit, document_type, issuer;  // unit: id or code; it and all below it
    std::optional<base::Date> from, to;      // of the document
};
BOOST_DESCRIBE_STRUCT(SearchIn, (), (q, limit, kind, unit, document_type, issuer, from, to))
struct HighlightView {
    std::size_t start = 0, end = 0;
};
BOOST_DESCRIBE_STRUCT(HighlightView, (), (start, end))
struct SearchItem {
    std::string kind, id;
    std::optional<UnitBrief> unit;
    std::string title;
    Text subtitle;
    std::string snippet, href;
    std::vector<HighlightView> highlights, title_highlights;  // code points of snippet and title
};
BOOST_DESCRIBE_STRUCT(SearchItem, (), (kind, id, unit, title, subtitle, snippet, href, highlights, title_highlights))
struct SearchOut {
    std::vector<SearchItem> items;
};
BOOST_DESCRIBE_STRUCT(SearchOut, (), (items))

std::optional<std::int64_t> as_number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && value > 0 ? std::optional(value) : std::nullopt;
}

// A page of what `q` found; the cursor counts what was shown, since the order is the order of finding.
Result<store::Page> found_page(db::Snapshot& snapshot, const api::Ctx& ctx, const ListIn& in,
                               const store::ListQuery& query) {
    TRY(const auto ids, ids_matching(snapshot, ctx, in));
    TRY(auto rows, store::by_ids(snapshot, query.unit_id, query.direction, ids));
    std::erase_if(rows, [&](const Record& r) { return !passes(r, query); });
    std::stable_sort(rows.begin(), rows.end(), [](const Record& a, const Record& b) {
        return std::tie(b.sort_key, b.id) < std::tie(a.sort_key, a.id);
    });
    std::size_t from = 0;
    if (in.cursor) {
        const auto shown =
            in.cursor->starts_with("q:") ? as_number(std::string_view(*in.cursor).substr(2)) : std::nullopt;
        if (!shown)
            return fail(ErrorKind::invalid, "list.cursor",
                        "Dấu trang của danh sách không còn dùng được. Hãy mở lại danh sách từ đầu.",
                        "The list cursor is not valid.");
        from = static_cast<std::size_t>(*shown);
    }
    store::Page page;
    const auto limit = static_cast<std::size_t>(query.limit);
    for (std::size_t i = from; i < rows.size() && page.rows.size() < limit; ++i)
        page.rows.push_back(std::move(rows[i]));
    if (from + limit < rows.size()) page.next = fmt::format("q:{}", from + limit);
    return page;
}

Result<ListOut> list_documents(api::Ctx& ctx, const ListIn& in, db::Snapshot& snapshot, const Services& services) {
    TRY(auto query, query_of(ctx, in));
    query.cursor = in.cursor;
    query.limit = std::clamp(in.limit.value_or(50), 1, 200);
    const bool searched = in.q && !text::trim(*in.q).empty();
    TRY(auto page, searched ? found_page(snapshot, ctx, in, query) : store::list(snapshot, query));
    ListOut out;
    TRY(out.items, present(snapshot, page.rows, shown_of(ctx, services)));
    out.next = std::move(page.next);
    TRY(const auto counts, store::counts(snapshot, ctx.unit.id, in.direction, ctx.today()));
    out.counts = {counts.all, counts.waiting, counts.overdue};
    const bool filtered =
        searched || in.status || in.overdue.value_or(false) || in.year || in.from || in.to || in.document_type;
    if (!filtered) out.total = counts.all;
    return out;
}

Result<DocumentDetail> show_document(api::Ctx& ctx, const OneIn& in, db::Snapshot& snapshot, const Services& services) {
    TRY(const auto record, store::find(snapshot, ctx.unit.id, in.id));
    if (!record) return no_such_document();
    TRY(auto document, present_one(snapshot, *record, shown_of(ctx, services)));
    DocumentDetail detail;
    static_cast<Document&>(detail) = std::move(document);
    TRY(auto stored, store::text_of(snapshot, in.id));
    if (stored) {
        detail.text = std::move(stored->text);
        if (!stored->reading.empty()) {
            if (auto reading = json::parse(stored->reading)) detail.reading = std::move(*reading);
        }
    }
    TRY(const auto events, store::events_of(snapshot, in.id));
    for (const auto& event : events) detail.history.push_back({event.at, event.actor_name, event.action, event.detail});
    return detail;
}

std::vector<HighlightView> highlights_in(std::string_view query, std::string_view shown) {
    std::vector<HighlightView> out;
    for (const auto& one : search::highlights(query, shown)) out.push_back({one.start, one.end});
    return out;
}

Result<SearchOut> search_all(api::Ctx& ctx, const SearchIn& in, db::Snapshot& snapshot) {
    const int limit = std::clamp(in.limit.value_or(20), 1, 50);
    auto scopes = api::visible_scopes(ctx.who);
    if (in.unit && !in.unit->empty()) {
        TRY(const auto unit, store::find_unit(snapshot, *in.unit));
        if (!unit || !api::allowed(ctx.who, api::Verb::view, unit->path)) {
            return fail(ErrorKind::forbidden, "auth.forbidden",
                        "Bạn chưa có quyền xem văn bản của đơn vị này. Người cấp quyền: Quản trị đơn vị.",
                        "You may not view documents of this unit.");
        }
        scopes = {unit->path};
    }
    search::Query query{.text = in.q,
                        .kind = in.kind.value_or(""),
                        .scopes = std::move(scopes),
                        .limit = limit,
                        .type = in.document_type.value_or(""),
                        .issuer = in.issuer ? issuer_key(*in.issuer) : "",
                        .from = in.from ? in.from->iso() : "",
                        .to = in.to ? in.to->iso() : ""};
    TRY(const auto hits, search::find(snapshot, query));
    SearchOut out;
    std::vector<std::string> unit_ids;
    for (const auto& hit : hits) {
        SearchItem item{hit.kind, hit.id, std::nullopt, hit.title, {}, hit.snippet, {}, {}, {}};
        if (hit.kind == "unit") {
            item.href = "/toan-canh?don-vi=" + hit.id;
        } else {
            TRY(const auto record, store::find(snapshot, "", hit.id));
            if (!record) continue;
            item.href = href_of(*record);
            item.title = record->subject;
            std::string line = record->symbol.value_or("");
            if (record->issuer) line += (line.empty() ? "" : ", ") + *record->issuer;
            if (record->date) {
                if (const auto date = base::Date::parse_iso(*record->date))
                    line += (line.empty() ? "" : ", ") + date->vi();
            }
            if (!line.empty()) item.subtitle = line;
            TRY(auto briefs, store::unit_briefs(snapshot, {record->unit_id}));
            if (const auto at = briefs.find(record->unit_id); at != briefs.end()) item.unit = at->second;
        }
        item.highlights = highlights_in(in.q, item.snippet);
        item.title_highlights = highlights_in(in.q, item.title);
        out.items.push_back(std::move(item));
    }
    return out;
}

}  // namespace

Result<Desk> desk_of(const api::Ctx& ctx, db::Snapshot& snapshot) {
    return open_desk(snapshot, ctx.unit.id, {ctx.who.account_id, ctx.who.name}, ctx.now);
}

Result<store::ListQuery> query_of(const api::Ctx& ctx, const ListFilter& in) {
    if (in.direction != "in" && in.direction != "out" && in.direction != "draft") {
        return fail(ErrorKind::invalid, "list.direction",
                    "Sổ cần xem phải là văn bản đến (in), đi (out) hoặc dự thảo (draft).",
                    "direction must be in, out or draft.");
    }
    store::ListQuery query;
    query.unit_id = ctx.unit.id;
    query.direction = in.direction;
    if (in.status && !in.status->empty()) query.status = in.status;
    if (in.document_type && !in.document_type->empty()) query.document_type = in.document_type;
    query.from = in.from;
    query.to = in.to;
    if (in.year) {
        TRY(const auto first, base::Date::from_ymd(*in.year, 1, 1));
        TRY(const auto last, base::Date::from_ymd(*in.year, 12, 31));
        if (!query.from || *query.from < first) query.from = first;
        if (!query.to || *query.to > last) query.to = last;
    }
    if (in.overdue.value_or(false)) query.overdue_on = ctx.today();
    return query;
}

bool passes(const Record& r, const store::ListQuery& q) {
    if (q.status && r.status != *q.status) return false;
    if (q.document_type && r.document_type != q.document_type) return false;
    if (q.from && r.counted_on < q.from->iso()) return false;
    if (q.to && r.counted_on > q.to->iso()) return false;
    return !q.overdue_on || (r.is_open && r.due && *r.due < q.overdue_on->iso());
}

Result<std::vector<std::string>> ids_matching(db::Snapshot& snapshot, const api::Ctx& ctx, const ListFilter& in) {
    constexpr int most = 200;  // what the search gives at once; whoever gets more types another word
    const auto words = text::trim(in.q.value_or(""));
    std::vector<std::string> ids;
    if (const auto number = as_number(words)) {
        TRY(ids, store::ids_by_number(snapshot, ctx.unit.id, in.direction, *number));
    }
    const std::string kind = in.direction == "draft" ? "draft" : "document";
    TRY(const auto hits,
        search::find(
            snapshot,
            {.text = words, .kind = kind, .scopes = {register_scope(ctx.unit.path, in.direction)}, .limit = most}));
    for (const auto& hit : hits) {
        if (std::find(ids.begin(), ids.end(), hit.id) == ids.end()) ids.push_back(hit.id);
    }
    return ids;
}

void add_list_routes(api::Registry& registry, const Shared& services) {
    using api::Verb;
    using http::Method;
    registry.read<ListIn, ListOut>(
        {Method::get, "/api/v1/units/{unit}/documents", "documents.list",
         "Danh sách văn bản của một sổ, mới nhất trước", Verb::view},
        [services](api::Ctx& ctx, const ListIn& in, db::Snapshot& s) { return list_documents(ctx, in, s, *services); });
    registry.read<OneIn, DocumentDetail>(
        {Method::get, "/api/v1/units/{unit}/documents/{id}", "documents.show", "Một văn bản, lời văn và lịch sử",
         Verb::view},
        [services](api::Ctx& ctx, const OneIn& in, db::Snapshot& s) { return show_document(ctx, in, s, *services); });
    registry.read<DuplicatesIn, DuplicatesOut>(
        {Method::get, "/api/v1/units/{unit}/documents/duplicates", "documents.duplicates",
         "Văn bản cùng số, ký hiệu, cơ quan và năm đã có trong sổ", Verb::view},
        [](api::Ctx& ctx, const DuplicatesIn& in, db::Snapshot& s) -> Result<DuplicatesOut> {
            DuplicatesOut out;
            TRY(out.items, store::duplicates(s, {ctx.unit.id, in.symbol.value_or(""), in.issuer.value_or(""), in.year,
                                                 "", in.except.value_or(""), "in"}));
            return out;
        });
    registry.read<json::Nothing, TodayAnswer>({Method::get, "/api/v1/units/{unit}/today", "documents.today",
                                               "Việc hôm nay: quá hạn, hôm nay, sắp tới", Verb::view},
                                              [services](api::Ctx& ctx, const json::Nothing&, db::Snapshot& s) {
                                                  return today_of(s, ctx.unit.id, *services, ctx.now);
                                              });
    registry.read<SearchIn, SearchOut>({Method::get, "/api/v1/search", "documents.search",
                                        "Tìm văn bản và đơn vị, có dấu hoặc không dấu", Verb::signed_in},
                                       search_all);
}

}  // namespace sauro::documents
