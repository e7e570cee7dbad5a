#include "modules/overview/service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "modules/overview/worklist.hpp"

namespace sauro::overview {
namespace {

using rulebook::Finding;
using rulebook::Norm;

constexpr std::size_t kept_overviews = 64;

std::string thousands(std::int64_t n) {
    std::string digits = std::to_string(n), out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) out += '.';
        out += digits[i];
    }
    return out;
}

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
    if (provinces > 1) text = fmt::format("{} tỉnh, thành phố", thousands(provinces));
    if (provinces > 1 && invented > 0) text += fmt::format(" (có {} tỉnh minh họa)", invented);
    if (provinces > 1) text += "; ";
    if (communes > 1) text += fmt::format("{} xã, phường, đặc khu; ", thousands(communes));
    return text + fmt::format("{} đơn vị", thousands(units));
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

Status refuse_norm(std::string_view id) {
    return fail(ErrorKind::not_found, "norm.unknown",
                fmt::format("Không có quy tắc “{}”. Xem danh sách ở trang Căn cứ.", id),
                fmt::format("No norm \"{}\".", id));
}

std::string label_of(const std::string& column) {
    static const std::map<std::string, std::string, std::less<>> labels{{"id", "Mã"},
                                                                        {"unit", "Đơn vị"},
                                                                        {"area", "Địa bàn"},
                                                                        {"date", "Ngày"},
                                                                        {"title", "Tên hội nghị"},
                                                                        {"type", "Loại"},
                                                                        {"scope", "Quy mô"},
                                                                        {"mode", "Hình thức"},
                                                                        {"status", "Trạng thái"},
                                                                        {"statutory_kind", "Họp định kỳ"},
                                                                        {"direction", "Chiều"},
                                                                        {"document_type", "Tên loại"},
                                                                        {"symbol", "Số, ký hiệu"},
                                                                        {"subject", "Trích yếu"},
                                                                        {"administrative", "Văn bản hành chính"},
                                                                        {"channel", "Đường gửi"},
                                                                        {"digital", "Đã số hóa"},
                                                                        {"pages", "Số trang"},
                                                                        {"minutes", "Số phút"},
                                                                        {"speaker", "Người phát biểu"},
                                                                        {"conference", "Hội nghị"},
                                                                        {"actual_minutes", "Số phút họp"},
                                                                        {"planned_minutes", "Số phút dự kiến"},
                                                                        {"form", "Biểu mẫu"},
                                                                        {"period", "Kỳ"},
                                                                        {"due", "Hạn"},
                                                                        {"filed_on", "Ngày nộp"},
                                                                        {"work", "Việc"},
                                                                        {"lead", "Chủ trì"},
                                                                        {"text", "Nội dung"},
                                                                        {"decision_symbol", "Số quyết định"},
                                                                        {"decision_date", "Ngày quyết định"}};
    const auto found = labels.find(column);
    return found == labels.end() ? std::string() : found->second;  // columns without a label are not shown
}

json::Any cell(const db::Value& value) {
    const auto& base = static_cast<const db::Value::Base&>(value);
    if (const auto* i = std::get_if<std::int64_t>(&base)) return *i;
    if (const auto* d = std::get_if<double>(&base)) return *d;
    if (const auto* s = std::get_if<std::string>(&base)) return boost::json::string(*s);
    return nullptr;
}

std::string kind_of(const std::string& column, const std::vector<rulebook::FigureRow>& rows, std::size_t index) {
    if (column == "date" || column == "due" || column.ends_with("_on") || column.ends_with("_date")) return "date";
    for (const auto& row : rows) {
        const auto& base = static_cast<const db::Value::Base&>(row.values[index]);
        if (std::holds_alternative<std::int64_t>(base) || std::holds_alternative<double>(base)) return "number";
        if (std::holds_alternative<std::string>(base)) return "text";
    }
    return "text";
}

// People read names of units and areas, not their codes.
constexpr std::pair<std::string_view, std::string_view> unit_columns[] = {
    {"unit", "SELECT unit, name FROM fact_units WHERE unit IN "},
    {"lead", "SELECT unit, name FROM fact_units WHERE unit IN "},
    {"area", "SELECT area, full_name FROM fact_areas WHERE area IN "}};
using Names = std::map<std::pair<std::string, std::string>, std::string>;  // column, code

Result<Names> names_of_codes(db::Snapshot& snapshot, const rulebook::Figure& rows) {
    Names out;
    for (const auto& [column, sql] : unit_columns) {
        const auto at = static_cast<std::size_t>(std::ranges::find(rows.columns, column) - rows.columns.begin());
        if (at == rows.columns.size()) continue;
        std::set<std::string> codes;
        for (const auto& row : rows.rows) {
            const auto* code = std::get_if<std::string>(&static_cast<const db::Value::Base&>(row.values[at]));
            if (code) codes.insert(*code);
        }
        if (codes.empty()) continue;
        std::string marks;
        for (std::size_t i = 0; i < codes.size(); ++i) marks += i == 0 ? "?" : ", ?";
        const std::vector<db::Value> params(codes.begin(), codes.end());
        TRYV(snapshot.query(std::string(sql) + "(" + marks + ")", db::Params(params), [&](const db::Row& row) {
            out[{std::string(column), row.str(0)}] = row.str(1);
            return true;
        }));
    }
    return out;
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

Result<FigureList> build_figure(const rulebook::Rulebook& book, db::Snapshot& snapshot, const Request& request,
                                const FigureAsk& ask) {
    const Norm* norm = book.find(ask.norm);
    if (norm == nullptr) {
        TRYV(refuse_norm(ask.norm));
    }
    TRY(const auto path, path_for(snapshot, *norm, request.unit));
    const bool own_area = std::ranges::find(norm->per, "area") != norm->per.end() && request.unit.level != "central";
    rulebook::FigureRequest figure;
    figure.norm = norm->id;
    figure.period = request.period;
    figure.as_of = request.as_of;
    figure.after = ask.cursor;
    figure.limit = ask.limit;
    if (own_area) {
        figure.area = request.unit.area;
    } else {
        figure.unit_path = path;
    }
    TRY(auto rows, rulebook::figure_rows(book, snapshot, figure));
    TRY(auto findings,
        rulebook::evaluate(book, snapshot, {request.period, request.as_of, path, norm->id, false, false}));
    if (own_area) std::erase_if(findings, [&](const Finding& finding) { return finding.area != request.unit.area; });
    std::vector<const Finding*> all;
    for (const auto& finding : findings) all.push_back(&finding);

    FigureList out;
    out.norm = {norm->id, norm->statement, norm->clause, norm->source};
    out.period = request.period.code;
    out.unit = request.unit.code;
    out.total = rows.total;
    out.next = rows.next;
    const Gauge gauge = gauge_of(*norm, all,
                                 {level_of(request.unit.level), request.unit.code, request.period.code,
                                  static_cast<std::int64_t>(all.size()), request.as_of});
    out.outcome = gauge.outcome;
    if (all.size() == 1) {
        out.message = all.front()->message;
        out.measured = all.front()->measured;
        out.limit = all.front()->limit;
        // How many parts one record has, not how many rows stand below.
        if (norm->kind == "completeness" && all.front()->subject && out.measured && out.limit)
            out.measured = fmt::format("{}/{} phần", *out.measured, *out.limit);
    } else {
        std::int64_t count = 0, whole = 0;
        for (const Finding* finding : all) {
            count += finding->count.value_or(0);
            whole += finding->whole.value_or(0);
        }
        const bool change = norm->kind == "change_vs_baseline";
        out.message =
            norm->kind == "share"
                ? fmt::format("{} đơn vị: {} trên {}.", thousands(static_cast<std::int64_t>(all.size())),
                              thousands(count), thousands(whole))
            : change ? fmt::format("{} đơn vị: {} trong kỳ này, {} trong năm trước.",
                                   thousands(static_cast<std::int64_t>(all.size())), thousands(count), thousands(whole))
                     : fmt::format("{} nơi, {} được đếm.", thousands(static_cast<std::int64_t>(all.size())),
                                   thousands(count));
        if (norm->kind == "share" && whole > 0) out.measured = fmt::format("{}/{}", count, whole);
        if (change && whole > 0) out.measured = fmt::format("{}/{}", whole - count, whole);
        if (!all.empty()) out.limit = all.front()->limit;
    }

    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < rows.columns.size(); ++i) {
        const std::string label = label_of(rows.columns[i]);
        if (label.empty()) continue;
        shown.push_back(i);
        if (rows.columns[i] != "id")
            out.columns.push_back({rows.columns[i], label, kind_of(rows.columns[i], rows.rows, i)});
    }
    TRY(const auto names, names_of_codes(snapshot, rows));
    for (const auto& row : rows.rows) {
        boost::json::object line{{"id", row.id}, {"included", row.included}};
        if (!row.why_excluded.empty()) line["why_excluded"] = row.why_excluded;
        for (const std::size_t i : shown) {
            const auto* code = std::get_if<std::string>(&static_cast<const db::Value::Base&>(row.values[i]));
            const auto name = code ? names.find({rows.columns[i], *code}) : names.end();
            line[rows.columns[i]] = name == names.end() ? cell(row.values[i]) : json::Any(name->second);
        }
        out.rows.emplace_back(std::move(line));
    }
    return out;
}

}  // namespace sauro::overview
