#include "modules/documents/allowance.hpp"
#include "rulebook/describe.hpp"

#include <fmt/format.h>

namespace sauro::documents {

namespace {

constexpr std::string_view kReduce = "KL226.2.1.d3.reduce-15";
constexpr std::int64_t kMostUnits = 2000;  // of a subtree looked at while somebody types; a nation has its own page

struct UnitYear {
    std::string code;
    Text valid_from, valid_to;
    bool merged = false;
    std::int64_t now = 0, then = 0;
};

// The unit at `path`, or all under it, with what they issued in the year and the year before: one look into the
// counters for each.
Result<std::vector<UnitYear>> years_of(db::Snapshot& snapshot, const std::string& path, int year, bool below) {
    std::string sql =
        "SELECT f.unit, f.valid_from, f.valid_to, COALESCE(f.area_merged, 0), (SELECT COALESCE(SUM(v.count), 0) FROM "
        "document_volumes v WHERE v.unit_id = f.unit_id AND v.year = ?), (SELECT COALESCE(SUM(v.count), 0) FROM "
        "document_volumes v WHERE v.unit_id = f.unit_id AND v.year = ?) FROM fact_units f WHERE f.unit_path ";
    std::vector<db::Value> values{std::int64_t{year}, std::int64_t{year - 1}, path};
    if (below) {
        std::string end = path;
        end.back() = '0';  // paths end with '/', the next character closes the range
        sql += ">= ? AND f.unit_path < ? LIMIT ?";
        values.insert(values.end(), {end, kMostUnits + 1});
    } else {
        sql += "= ?";
    }
    return snapshot.all(sql, db::Params(values), [](const db::Row& row) {
        return UnitYear{row.str(0),          row.opt_text(1), row.opt_text(2),
                        row.integer(3) != 0, row.integer(4),  row.integer(5)};
    });
}

bool whole_base(const UnitYear& u, int base_year, const rulebook::Norm& norm) {
    const auto first = fmt::format("{}-01-01", base_year), last = fmt::format("{}-12-31", base_year);
    if (u.valid_from && *u.valid_from > first) return false;
    if (u.valid_to && *u.valid_to < last) return false;
    const auto merged_from = norm.baseline ? norm.baseline->merged_from : std::nullopt;
    return !(u.merged && merged_from && first < merged_from->iso());
}

Allowance add_up(const std::vector<UnitYear>& units, const std::map<std::string, std::int64_t>& declared,
                 const rulebook::Norm& norm, const rulebook::Rational& reduction, base::Date today) {
    Allowance sum;
    std::int64_t base = 0;
    for (const auto& u : units) {
        ++sum.units;
        sum.so_far_all += u.now;
        const auto known = declared.find(u.code);
        if (whole_base(u, today.year() - 1, norm) && u.then > 0) {
            base += u.then;
        } else if (known != declared.end()) {
            base += known->second;
        } else {
            ++sum.without_base;
            continue;
        }
        sum.so_far += u.now;
    }
    if (sum.without_base == sum.units) return sum;
    sum.baseline = base;
    const auto kept = (rulebook::Rational(1) - reduction) * rulebook::Rational(base);
    sum.allowance = kept.numerator() / kept.denominator();
    const auto period = base::Period::year(today.year());
    const std::int64_t gone = today.days() - period.first.days() + 1;
    const std::int64_t whole = period.last.days() - period.first.days() + 1;
    sum.forecast = (2 * sum.so_far * whole + gone) / (2 * gone);  // the present pace to the end of the year, rounded
    return sum;
}

}  // namespace

Result<AllowanceView> allowance_of(db::Snapshot& snapshot, const store::Unit& unit, const rulebook::Rulebook& book,
                                   const Baselines& baselines, base::Date today) {
    AllowanceView view;
    view.year = today.year();
    view.state = "none";
    TRY(const auto own, years_of(snapshot, unit.path, today.year(), false));
    view.own.units = 1;
    if (!own.empty()) view.own.so_far_all = own.front().now;
    view.next = view.own.so_far_all + 1;
    const auto* norm = book.find(kReduce);
    const auto* parameter = norm == nullptr ? nullptr : norm->parameter("min_reduction");
    const auto* value = parameter == nullptr ? nullptr : parameter->on(today);
    if (value == nullptr || own.empty()) {
        view.missing = "Bộ quy tắc đang dùng không có mức giảm văn bản cho năm này.";
        view.text = fmt::format("Văn bản thứ {} của năm {}", view.next, view.year);
        return view;
    }
    view.norm = norm->id;
    view.clause = rulebook::cite(norm->source_brief, norm->clause);
    view.interpretations = norm->interpretations;
    std::map<std::string, std::int64_t> declared;
    if (baselines) {
        TRY(declared, baselines(snapshot, unit.path, today.year() - 1));
    }
    view.own = add_up(own, declared, *norm, value->value, today);
    if (unit.level != "central") {
        TRY(const auto all, years_of(snapshot, unit.path, today.year(), true));
        if (all.size() > 1 && static_cast<std::int64_t>(all.size()) <= kMostUnits)
            view.subtree = add_up(all, declared, *norm, value->value, today);
    }
    if (!view.own.allowance) {
        view.text = fmt::format("Văn bản thứ {} của năm {}", view.next, view.year);
        view.missing = fmt::format(
            "Chưa có số gốc trọn năm {} (đơn vị mới lập, địa bàn sáp nhập hoặc chưa nhập sổ năm trước) nên chưa tính "
            "được "
            "hạn mức. Khai số gốc có căn cứ để tính.",
            today.year() - 1);
        return view;
    }
    view.text = fmt::format("Văn bản thứ {} trên hạn mức {} của năm {}", view.next, *view.own.allowance, view.year);
    view.state = view.next > *view.own.allowance                       ? "bad"
                 : view.own.forecast.value_or(0) > *view.own.allowance ? "warn"
                                                                       : "ok";
    return view;
}

}  // namespace sauro::documents
