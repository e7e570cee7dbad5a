#include "modules/overview/service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/number.hpp"
#include "modules/overview/worklist.hpp"

namespace sauro::overview {
namespace {

using rulebook::Finding;
using rulebook::Norm;

constexpr std::size_t kept_overviews = 64;

struct Area {
    std::string code, name, parent, level;
    bool sample = false;
    std::string unit;  // the body that stands highest in it
    std::size_t depth = 0;
};

// Areas that have a unit in the subtree, with the highest unit of each.
Result<std::map<std::string, Area>> areas_below(db::Snapshot& snapshot, const std::string& path) {
    std::map<std::string, Area> areas;
    TRYV(snapshot.query(fmt::format("SELECT u.area, a.full_name, a.parent, a.level, a.sample, u.unit, u.unit_path FROM "
                                    "fact_units u JOIN fact_areas a ON a.area = u.area "
                                    "WHERE substr(u.unit_path, 1, {}) = ?",
                                    path.size()),
                        {path}, [&](const db::Row& row) {
                            const auto depth = static_cast<std::size_t>(std::ranges::count(row.text(6), '/'));
                            auto [at, fresh] = areas.try_emplace(row.str(0));
                            if (fresh || depth < at->second.depth)
                                at->second = {row.str(0),     row.str(1), row.str(2), row.str(3),
                                              row.boolean(4), row.str(5), depth};
                            return true;
                        }));
    return areas;
}

std::string scope_text(const std::map<std::string, Area>& areas, std::int64_t units) {
    std::int64_t provinces = 0, communes = 0, invented = 0;
    for (const auto& [code, area] : areas) {
        provinces += area.level == "province" ? 1 : 0;
        communes += area.level == "commune" ? 1 : 0;
        invented += area.level == "province" && area.sample ? 1 : 0;
    }
    std::string text;
    if (provinces > 1) text = fmt::format("{} tỉnh, thành phố", base::vi_number(provinces));
    if (provinces > 1 && invented > 0) text += fmt::format(" (có {} tỉnh minh họa)", invented);
    if (provinces > 1) text += "; ";
    if (communes > 1) text += fmt::format("{} xã, phường, đặc khu; ", base::vi_number(communes));
    return text + fmt::format("{} đơn vị", base::vi_number(units));
}

using ByNorm = std::map<std::string, std::vector<const Finding*>, std::less<>>;

std::vector<Gauge> gauges_of(const rulebook::Rulebook& book, const ByNorm& findings, const Scope& scope) {
    std::vector<Gauge> gauges;
    for (const Norm* norm : gauge_norms(book, scope.level)) {
        const auto found = findings.find(norm->id);
        gauges.push_back(
            gauge_of(*norm, found == findings.end() ? std::vector<const Finding*>() : found->second, scope));
    }
    return gauges;
}

// The areas directly below, each judged by the same gauges over its own findings.
std::vector<AreaRow> rows_of(const rulebook::Rulebook& book, const std::vector<Finding>& findings,
                             const std::map<std::string, Area>& areas, Scope scope) {
    const std::string_view wanted = scope.level == Level::central ? "province" : "commune";
    scope.level = scope.level == Level::central ? Level::province : Level::commune;
    std::map<std::string, ByNorm> by_area;
    for (const auto& finding : findings) {
        if (!finding.area) continue;
        auto area = areas.find(*finding.area);
        if (area == areas.end()) continue;
        // The cap of a province is its own; what its communes do is counted with it everywhere else.
        if (wanted == "province" && area->second.level == "commune" && finding.norm != cap_norm(Level::province))
            area = areas.find(area->second.parent);
        if (area == areas.end() || area->second.level != wanted) continue;
        by_area[area->first][finding.norm].push_back(&finding);
    }
    std::map<std::string, std::int64_t> children;
    for (const auto& [code, area] : areas) {
        if (area.level == "commune") ++children[area.parent];
    }
    std::vector<AreaRow> rows;
    for (const auto& [code, area] : areas) {
        if (area.level != wanted) continue;
        scope.unit = area.unit;
        const auto state = state_of(gauges_of(book, by_area[code], scope));
        AreaRow row{code, area.name, state.state, state.text, area.unit, {}};
        if (wanted == "province") row.children = children[code];
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

std::shared_ptr<const Overview> Kept::find(const std::string& key, const std::string& head) {
    const std::scoped_lock lock(mutex_);
    const auto found = entries_.find(key);
    if (found == entries_.end() || found->second.head != head) return nullptr;
    found->second.used = ++clock_;
    return found->second.overview;
}

void Kept::put(const std::string& key, const std::string& head, std::shared_ptr<const Overview> overview) {
    const std::scoped_lock lock(mutex_);
    entries_[key] = {head, std::move(overview), ++clock_};
    if (entries_.size() <= kept_overviews) return;
    entries_.erase(std::ranges::min_element(entries_, {}, [](const auto& entry) { return entry.second.used; }));
}

std::unexpected<Error> refuse_norm(std::string_view id) {
    return fail(ErrorKind::not_found, "norm.unknown",
                fmt::format("Không có quy tắc “{}”. Xem danh sách ở trang Căn cứ.", id),
                fmt::format("No norm \"{}\".", id));
}

Result<std::int64_t> provinces_below(db::Snapshot& snapshot, const std::string& path) {
    TRY(const auto count,
        snapshot.one(fmt::format("SELECT COUNT(DISTINCT u.area) FROM fact_units u JOIN fact_areas a ON a.area = u.area "
                                 "WHERE a.level = 'province' AND substr(u.unit_path, 1, {}) = ?",
                                 path.size()),
                     {path}, [](const db::Row& row) { return row.integer(0); }));
    return count.value_or(0);
}

Level level_of(std::string_view word) {
    return word == "central" ? Level::central : word == "province" ? Level::province : Level::commune;
}

Result<std::string> audit_head(db::Snapshot& snapshot) {
    TRY(const auto head,
        snapshot.one("SELECT hash FROM audit_head", {}, [](const db::Row& row) { return row.str(0); }));
    return head.value_or("");
}

Result<std::string> path_for(db::Snapshot& snapshot, const Norm& norm, const api::UnitRef& unit) {
    const bool per_area = std::ranges::find(norm.per, "area") != norm.per.end();
    if (!per_area || unit.level == "central") return unit.path;
    // From the top of the path down: the first unit of the same area leads all of its bodies.
    std::vector<std::string> above;
    for (std::size_t at = unit.path.find('/'); at != std::string::npos; at = unit.path.find('/', at + 1))
        above.push_back(unit.path.substr(0, at + 1));
    std::string best = unit.path;
    for (auto step = above.rbegin(); step != above.rend(); ++step) {
        TRY(const auto same, snapshot.one("SELECT 1 FROM fact_units WHERE unit_path = ? AND area = ?",
                                          {*step, unit.area}, [](const db::Row&) { return true; }));
        if (same) best = *step;
    }
    return best;
}

Result<Overview> build_overview(const rulebook::Rulebook& book, db::Snapshot& snapshot, const Request& request) {
    Overview out;
    out.period = request.period.code;
    out.as_of = request.as_of;
    out.computed_at = request.now;
    const bool open = request.as_of < request.period.last;
    out.period_text =
        open ? fmt::format("{}, lũy kế {} đến {}", request.period.vi(), request.period.first.vi(), request.as_of.vi())
             : request.period.vi();
    Scope scope{level_of(request.unit.level), request.unit.code, request.period.code, 0, request.as_of};
    TRY(const auto areas, areas_below(snapshot, request.unit.path));
    struct Below {
        std::int64_t units = 0;
        bool sample = false;  // figures of the whole are invented as soon as one unit's are
    };
    TRY(const auto found,
        snapshot.one(fmt::format("SELECT COUNT(*), MAX(sample) FROM fact_units WHERE substr(unit_path, 1, {}) = ?",
                                 request.unit.path.size()),
                     {request.unit.path}, [](const db::Row& row) { return Below{row.integer(0), row.boolean(1)}; }));
    const Below below = found.value_or(Below{});
    out.sample = below.sample;
    out.scope_text = scope_text(areas, below.units);
    scope.areas = std::ranges::count_if(areas, [](const auto& area) { return area.second.level == "province"; });

    rulebook::EvaluateRequest ask{request.period, request.as_of, request.unit.path, {}, false, true};
    TRY(const auto findings, rulebook::evaluate(book, snapshot, ask));
    ByNorm by_norm;
    for (const auto& finding : findings) by_norm[finding.norm].push_back(&finding);

    // The cap of the unit's own area counts whoever convened, also bodies beside the unit.
    std::vector<Finding> of_area;
    const std::string cap(cap_norm(scope.level));
    if (const Norm* norm = book.find(cap); norm != nullptr && scope.level != Level::central) {
        TRY(const auto path, path_for(snapshot, *norm, request.unit));
        if (path != request.unit.path) {
            TRY(of_area, rulebook::evaluate(book, snapshot, {request.period, request.as_of, path, cap, false, true}));
        } else {
            for (const Finding* finding : by_norm[cap]) of_area.push_back(*finding);
        }
        std::erase_if(of_area, [&](const Finding& finding) { return finding.area != request.unit.area; });
        by_norm[cap].clear();
        for (const auto& finding : of_area) by_norm[cap].push_back(&finding);
    }
    out.gauges = gauges_of(book, by_norm, scope);
    TRY(out.findings, worklist(book, snapshot, findings));
    if (scope.level == Level::central) {
        out.provinces = rows_of(book, findings, areas, scope);
    } else if (scope.level == Level::province) {
        out.children = rows_of(book, findings, areas, scope);
    }
    return out;
}

}  // namespace sauro::overview
