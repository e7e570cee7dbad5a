// The routes of areas and units. Answers are shaped for the page; see docs of the HTTP interface in openapi.json.
#include <boost/describe.hpp>

#include <algorithm>
#include <map>

#include "modules/units/rows.hpp"
#include "text/text.hpp"

namespace sauro::units {
namespace {

struct AreaBrief {
    std::string code, name, full_name, level;
};
BOOST_DESCRIBE_STRUCT(AreaBrief, (), (code, name, full_name, level))

struct UnitBrief {
    std::string id, code, name, level, bloc;
    AreaBrief area;
    std::string path;
    bool sample = false;
};
BOOST_DESCRIBE_STRUCT(UnitBrief, (), (id, code, name, level, bloc, area, path, sample))

struct UnitHit : UnitBrief {
    std::vector<std::string> path_names;
};
BOOST_DESCRIBE_STRUCT(UnitHit, (UnitBrief), (path_names))

struct Identifier {
    std::string scheme, code;
};
BOOST_DESCRIBE_STRUCT(Identifier, (), (scheme, code))

struct UnitDetail : UnitBrief {
    std::optional<UnitBrief> parent;
    std::vector<Identifier> identifiers;
    std::optional<std::string> valid_from, valid_to;
    std::int64_t children_count = 0;
};
BOOST_DESCRIBE_STRUCT(UnitDetail, (UnitBrief), (parent, identifiers, valid_from, valid_to, children_count))

struct AreaItem {
    std::string code, name, full_name, kind, level;
    std::optional<std::string> parent, valid_from, valid_to;
    std::optional<bool> merged;
    bool sample = false;
};
BOOST_DESCRIBE_STRUCT(AreaItem, (), (code, name, full_name, kind, level, parent, valid_from, valid_to, merged, sample))

struct AreaPeriod {
    std::string name, full_name, kind;
    std::optional<std::string> valid_from, valid_to, basis;
};
BOOST_DESCRIBE_STRUCT(AreaPeriod, (), (name, full_name, kind, valid_from, valid_to, basis))

struct AreaDetail : AreaItem {
    std::vector<AreaPeriod> history;
    std::vector<std::string> succeeded;
};
BOOST_DESCRIBE_STRUCT(AreaDetail, (AreaItem), (history, succeeded))

struct UnitKey {
    std::string unit;
};
BOOST_DESCRIBE_STRUCT(UnitKey, (), (unit))
struct SearchIn {
    std::optional<std::string> q, level, bloc;
    std::optional<bool> all;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(SearchIn, (), (q, level, bloc, all, limit))
struct ChildrenIn {
    std::string unit;
    std::optional<std::string> after;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(ChildrenIn, (), (unit, after, limit))
struct AreasIn {
    std::optional<base::Date> as_of;
    std::optional<std::string> parent;
};
BOOST_DESCRIBE_STRUCT(AreasIn, (), (as_of, parent))
struct AreaIn {
    std::string code;
    std::optional<base::Date> as_of;
};
BOOST_DESCRIBE_STRUCT(AreaIn, (), (code, as_of))

struct SearchOut {
    std::vector<UnitHit> items;
};
BOOST_DESCRIBE_STRUCT(SearchOut, (), (items))
struct ChildrenOut {
    std::vector<UnitBrief> items;
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(ChildrenOut, (), (items, next))
struct AreasOut {
    std::vector<AreaItem> items;
};
BOOST_DESCRIBE_STRUCT(AreasOut, (), (items))

// Areas are few beside units: each is read once per answer.
class Briefs {
  public:
    Briefs(db::Snapshot& snapshot, base::Date day) : snapshot_(snapshot), day_(day) {}

    template <class Brief>
    Result<Brief> of(const Unit& unit) {
        Brief brief;
        brief.id = unit.id;
        brief.code = unit.code;
        brief.name = unit.name;
        brief.level = unit.level;
        brief.bloc = unit.bloc;
        brief.path = unit.path;
        brief.sample = unit.sample;
        TRY(brief.area, area(unit.area));
        return brief;
    }

  private:
    Result<AreaBrief> area(const std::string& code) {
        const auto known = areas_.find(code);
        if (known != areas_.end()) return known->second;
        TRY(const auto found, find_area(snapshot_, code, day_));
        // An area that no longer stands still has a code to show.
        AreaBrief brief{code, code, code, ""};
        if (found) brief = {found->code, found->name, found->full_name, found->level};
        areas_.emplace(code, brief);
        return brief;
    }
    db::Snapshot& snapshot_;
    base::Date day_;
    std::map<std::string, AreaBrief> areas_;
};

void fill(AreaItem& item, Area&& area) {
    item.code = std::move(area.code);
    item.name = std::move(area.name);
    item.full_name = std::move(area.full_name);
    item.kind = std::move(area.kind);
    item.level = std::move(area.level);
    item.parent = std::move(area.parent);
    item.merged = area.merged;
    item.valid_from = std::move(area.valid_from);
    item.valid_to = std::move(area.valid_to);
    item.sample = area.sample;
}

Status check_word(const std::optional<std::string>& word, bool (*known)(std::string_view), std::string_view field,
                  std::string_view choices) {
    if (!word || word->empty() || known(*word)) return {};
    Error error{ErrorKind::invalid,
                "unit.word",
                "Giá trị lọc không có: chọn một trong " + std::string(choices) + ".",
                "unknown value; one of " + std::string(choices),
                {},
                {},
                {}};
    error.fields.push_back({"/" + std::string(field), error.code, error.message});
    return fail(std::move(error));
}

Result<SearchOut> search_units(api::Ctx& ctx, const SearchIn& in, db::Snapshot& snapshot) {
    constexpr int default_limit = 20, most = 100;
    TRYV(check_word(in.level, is_level, "level", "central, province, commune"));
    TRYV(check_word(in.bloc, is_bloc, "bloc", "party, government, elected, mass"));
    SearchRequest request;
    request.text = in.q.value_or("");
    request.level = in.level.value_or("");
    request.bloc = in.bloc.value_or("");
    request.limit = std::clamp(in.limit.value_or(default_limit), 1, most);
    // Names of bodies are public; `all` serves the boxes in which the issuer of a document is chosen.
    request.scopes = in.all.value_or(false) ? std::vector<std::string>{""} : api::visible_scopes(ctx.who);
    TRY(const std::vector<Unit> found, search(snapshot, request));
    Briefs briefs(snapshot, ctx.today());
    SearchOut out;
    for (const Unit& unit : found) {
        TRY(UnitHit hit, briefs.of<UnitHit>(unit));
        TRY(hit.path_names, path_names(snapshot, unit.path));
        out.items.push_back(std::move(hit));
    }
    return out;
}

Result<UnitDetail> show_unit(api::Ctx& ctx, const UnitKey&, db::Snapshot& snapshot) {
    TRY(const auto unit, find_unit(snapshot, ctx.unit.id));
    if (!unit) return fail(ErrorKind::not_found, "unit.not_found", "Không có đơn vị này.", "no such unit");
    Briefs briefs(snapshot, ctx.today());
    TRY(UnitDetail detail, briefs.of<UnitDetail>(*unit));
    detail.valid_from = unit->valid_from;
    detail.valid_to = unit->valid_to;
    if (unit->parent_id) {
        TRY(const auto parent, find_unit(snapshot, *unit->parent_id));
        if (parent) {
            TRY(detail.parent, briefs.of<UnitBrief>(*parent));
        }
    }
    TRY(detail.identifiers,
        snapshot.all(
            "SELECT scheme, code FROM unit_identifiers WHERE unit_id = ? AND valid_to IS NULL ORDER BY scheme, code",
            {unit->id}, [](const db::Row& row) { return Identifier{row.str(0), row.str(1)}; }));
    TRY(const auto count, snapshot.one("SELECT COUNT(*) FROM units WHERE parent_id = ?", {unit->id},
                                       [](const db::Row& row) { return row.integer(0); }));
    detail.children_count = count.value_or(0);
    return detail;
}

Result<ChildrenOut> list_children(api::Ctx& ctx, const ChildrenIn& in, db::Snapshot& snapshot) {
    constexpr int default_limit = 200, most = 500;
    const int limit = std::clamp(in.limit.value_or(default_limit), 1, most);
    TRY(std::vector<Unit> found, children_of(snapshot, ctx.unit.id, in.after.value_or(""), limit + 1));
    ChildrenOut out;
    if (found.size() > static_cast<std::size_t>(limit)) {
        found.pop_back();
        out.next = found.back().code;
    }
    Briefs briefs(snapshot, ctx.today());
    for (const Unit& unit : found) {
        TRY(UnitBrief brief, briefs.of<UnitBrief>(unit));
        out.items.push_back(std::move(brief));
    }
    return out;
}

Result<AreasOut> list_areas(api::Ctx& ctx, const AreasIn& in, db::Snapshot& snapshot) {
    const std::string parent = in.parent && !in.parent->empty() ? *in.parent : std::string(nation_code);
    TRY(std::vector<Area> found, areas_of(snapshot, parent, in.as_of.value_or(ctx.today())));
    AreasOut out;
    for (Area& area : found) fill(out.items.emplace_back(), std::move(area));
    return out;
}

Result<AreaDetail> show_area(api::Ctx& ctx, const AreaIn& in, db::Snapshot& snapshot) {
    TRY(auto area, find_area(snapshot, in.code, in.as_of.value_or(ctx.today())));
    if (!area) {
        return fail(ErrorKind::not_found, "area.not_found",
                    "Không có địa bàn mang mã này vào ngày đã chọn. Kiểm tra lại mã hoặc ngày.",
                    "no such area on that day");
    }
    AreaDetail detail;
    fill(detail, *std::move(area));
    TRY(std::vector<AreaName> names, names_of_area(snapshot, in.code));
    for (AreaName& name : names) {
        std::optional<std::string> from;
        if (!name.valid_from.empty()) from = std::move(name.valid_from);
        detail.history.push_back({std::move(name.name), std::move(name.full_name), std::move(name.kind),
                                  std::move(from), std::move(name.valid_to), std::move(name.basis)});
    }
    TRY(detail.succeeded, succeeded_by(snapshot, in.code));
    return detail;
}

}  // namespace

void add_routes(api::Registry& registry) {
    using http::Method;
    registry.read<SearchIn, SearchOut>({Method::get, "/api/v1/unit-search", "units.search",
                                        "Tìm đơn vị theo tên, có dấu hoặc không dấu", api::Verb::signed_in},
                                       search_units);
    registry.read<UnitKey, UnitDetail>(
        {Method::get, "/api/v1/units/{unit}", "units.show", "Một đơn vị, cấp trên và mã định danh", api::Verb::view},
        show_unit);
    registry.read<ChildrenIn, ChildrenOut>(
        {Method::get, "/api/v1/units/{unit}/children", "units.children", "Đơn vị trực thuộc", api::Verb::view},
        list_children);
    registry.read<AreasIn, AreasOut>(
        {Method::get, "/api/v1/areas", "areas.list", "Địa bàn trực thuộc, theo ngày; không nêu cấp trên là các tỉnh",
         api::Verb::signed_in},
        list_areas);
    registry.read<AreaIn, AreaDetail>({Method::get, "/api/v1/areas/{code}", "areas.show",
                                       "Một địa bàn, các tên qua thời gian và tỉnh cũ", api::Verb::signed_in},
                                      show_area);
}

}  // namespace sauro::units
