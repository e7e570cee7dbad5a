#include "rulebook/open_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "rulebook/conditions.hpp"

namespace sauro::rulebook {
namespace {

// What always has a value in a view that can be looked through beforehand (facts::View::scan).
Columns columns_of(const Plan& plan, bool of_scan) {
    Columns out;
    if (!plan.view.scan.empty()) out.never_null = {"date", "unit", "unit_path", "level", "bloc"};
    if (of_scan) out.only = &plan.view.scan;
    return out;
}

Conditions everywhere() { return std::vector<std::string>{}; }
Conditions one(std::string sql) { return std::vector{std::move(sql)}; }

// The strictest number any place and day may ask for; nullopt: not a whole number, or there is none.
std::optional<std::int64_t> strictest_of(const Rulebook::Impl& book, const Norm& norm, bool lowest) {
    if (norm.parameters.empty()) return std::nullopt;
    const Parameter& parameter = norm.parameters.front();
    std::optional<Rational> out;
    const auto take = [&](const std::vector<ParameterValue>& values) {
        for (const auto& value : values)
            if (!out || (lowest ? value.value < *out : value.value > *out)) out = value.value;
    };
    take(parameter.values);
    for (const auto& overlay : book.overlays) {
        if (overlay.norm == norm.id && overlay.parameter == parameter.name) take(overlay.values);
    }
    return out && out->denominator() == 1 ? std::optional(out->numerator()) : std::nullopt;
}

bool whole_numbers(const facts::View& view, const std::vector<std::string>& columns) {
    return std::ranges::all_of(columns, [&](const auto& name) {
        const auto found = std::ranges::find(view.columns, name, &facts::View::Column::name);
        return found != view.columns.end() && found->type == facts::Type::integer;
    });
}

// Where the first measure that is known goes beyond the limit, or one of both is not known.
Conditions beyond(const Rulebook::Impl& book, const Norm& norm, const Plan& plan, const Columns& columns) {
    if (!whole_numbers(plan.view, plan.values) ||
        !std::ranges::all_of(plan.values, [&](const auto& name) { return columns.asks(name); }))
        return everywhere();
    std::string limit, measure;
    for (const auto& name : norm.measure) measure += (measure.empty() ? "" : ", ") + name;
    if (norm.measure.size() > 1) measure = "COALESCE(" + measure + ")";
    const auto strictest = strictest_of(book, norm, norm.limit_column.empty());
    if (!strictest && !norm.parameters.empty()) return everywhere();
    if (norm.limit_column.empty()) {
        if (!strictest) return everywhere();
        return one(fmt::format("({0} > {1} OR {0} IS NULL)", measure, *strictest));
    }
    limit = strictest ? fmt::format("{} - {}", norm.limit_column, *strictest) : norm.limit_column;
    return one(fmt::format("({0} > {1} OR {0} IS NULL OR {2} IS NULL)", measure, limit, norm.limit_column));
}

// Where the verdict on a record in question would not be that it keeps the norm.
Conditions not_kept(const Rulebook::Impl& book, const Norm& norm, const Plan& plan, const Days& days,
                    const Columns& columns) {
    if (norm.kind == "record_limit") return beyond(book, norm, plan, columns);
    if (norm.kind == "completeness") {
        Conditions out = std::nullopt;
        for (const auto& need : plan.needs) out = either(out, conditions(need, Want::not_yes, days, columns));
        return out;
    }
    // Of what names nothing earlier nothing is held against it.
    const auto allowed = strictest_of(book, norm, true);
    if (plan.linked && allowed && *allowed >= 0 && columns.asks(plan.link)) return one(plan.link + " IS NOT NULL");
    return everywhere();
}

// Of a record: in question, and unknown whether it is, or not known to keep the norm.
Conditions open_record(const Rulebook::Impl& book, const Norm& norm, const Plan& plan, const Days& days,
                       const Columns& columns) {
    const auto ask = [&](const Filter& filter, Want want) { return conditions(filter, want, days, columns); };
    Conditions out = both(ask(plan.where, Want::not_no), ask(plan.not_applicable, Want::not_yes));
    Conditions open = either(ask(plan.where, Want::unknown), ask(plan.not_applicable, Want::unknown));
    if (plan.excluded) {
        // An exclusion that meets a waiver is a conflict.
        const auto waived = plan.waived ? ask(plan.waived, Want::yes) : std::nullopt;
        out = both(std::move(out), either(ask(plan.excluded, Want::not_yes), waived));
        open = either(open, either(ask(plan.excluded, Want::unknown), waived));
    }
    return both(std::move(out), either(not_kept(book, norm, plan, days, columns), open));
}

// Groups whose sum may go beyond the limit, by the rows alone.
std::string open_sums(const Rulebook::Impl& book, const Norm& norm, const Plan& plan, const Days& days) {
    const std::string key = plan.key + "_row", measure = norm.measure.front();
    const Columns columns = columns_of(plan, true);
    const auto limit = strictest_of(book, norm, true);
    if (!limit || !columns.asks(key) || plan.view.scan.empty() || !columns.asks(measure)) return "";
    const auto in = conditions(plan.where, Want::not_no, days, columns);
    const auto unknown = conditions(plan.where, Want::unknown, days, columns);
    if (unknown && unknown->empty()) return "";
    return fmt::format(
        "{0} IN (SELECT {0} FROM scan_{1} WHERE {2} GROUP BY {0} HAVING SUM(CASE WHEN {3} > 0 THEN {3} ELSE 0 END) > "
        "{4} OR COUNT({3}) < COUNT(*) OR SUM(CASE WHEN {5} THEN 1 ELSE 0 END) > 0)",
        key, plan.view.name, sql_of(in), measure, *limit, sql_of(unknown));
}

// Rows that share the keys of a repetition with another one, or of which something is not known.
std::string alike_rows(const Rulebook::Impl& book, const Norm& norm, const Plan& plan, const Days& days) {
    const Columns columns = columns_of(plan, true);
    const auto allowed = strictest_of(book, norm, true);
    if (!allowed || *allowed < 0 || plan.view.scan.empty() || !columns.asks("unit_id")) return "";
    std::string own = "row_id, unit_id", keys;
    Conditions doubt = either(conditions(plan.where, Want::unknown, days, columns),
                              conditions(plan.not_applicable, Want::unknown, days, columns));
    if (plan.excluded) doubt = either(doubt, conditions(plan.excluded, Want::unknown, days, columns));
    for (const auto& key : plan.same) {
        const bool of_unit = key == "area" || key == "unit";
        if (!of_unit && !columns.asks(key)) return "";
        keys += fmt::format("{}{}.{}", keys.empty() ? "" : ", ", of_unit ? "u" : "s", key);
        if (of_unit) continue;
        own += ", " + key;
        if (columns.may_be_null(key)) doubt = either(doubt, one(key + " IS NULL"));
    }
    if (doubt && doubt->empty()) return "";
    return fmt::format(
        "row_id IN (SELECT row_id FROM (SELECT s.row_id, s.doubt, COUNT(*) OVER (PARTITION BY {}) AS alike FROM "
        "(SELECT "
        "{}, CASE WHEN {} THEN 1 ELSE 0 END AS doubt FROM scan_{} WHERE {}) AS s JOIN fact_units AS u ON u.unit_id = "
        "s.unit_id) AS counted WHERE alike > 1 OR doubt = 1)",
        keys, own, sql_of(doubt), plan.view.name, sql_of(conditions(plan.where, Want::not_no, days, columns)));
}

// Rows found by what stands in them alone; "" when there is nothing to look through beforehand. Of a few units the way
// leads through them.
std::string found_by_scan(const std::vector<std::vector<std::string>>& lists, const Plan& plan) {
    const std::string sql = any_sql(lists);
    if (sql == "1=1") return "";
    return fmt::format("row_id IN (SELECT row_id FROM scan_{} WHERE {})", plan.view.name, sql);
}

}  // namespace

bool shares_pass(const Plan& plan) { return plan.shape == Plan::Shape::record && !plan.linked && plan.same.empty(); }

std::string may_be_open(const Rulebook::Impl& book, const Plan& plan, const Window& window,
                        const std::optional<std::string>& unit_path) {
    const Norm& norm = book.norms[plan.norm];
    if (!plan.same.empty()) return alike_rows(book, norm, plan, window.days);
    if (plan.view.scan.empty() || unit_path) return "";
    if (plan.shape == Plan::Shape::sum) return open_sums(book, norm, plan, window.days);
    if (!plan.linked) return "";
    const auto open = open_record(book, norm, plan, window.days, columns_of(plan, true));
    return open ? found_by_scan({*open}, plan) : "1=0";
}

Status each_open(db::Snapshot& snapshot, const Rulebook::Impl& book, std::span<const Plan* const> plans,
                 const Window& window, const Selection& selection,
                 const std::function<void(std::size_t plan, Group group)>& take) {
    const Plan& first = *plans.front();
    // Every column that one of them looks at.
    std::set<std::string> names{"id", "unit", "area", "unit_path", "date"};
    std::vector<std::vector<std::string>> in_row, in_scan;
    std::string marks;
    for (std::size_t i = 0; i < plans.size(); ++i) {
        const Plan& plan = *plans[i];
        const Norm& norm = book.norms[plan.norm];
        const auto open = open_record(book, norm, plan, window.days, columns_of(plan, false));
        if (!open) continue;
        in_row.push_back(*open);
        const auto found = open_record(book, norm, plan, window.days, columns_of(plan, true));
        in_scan.push_back(found.value_or(std::vector<std::string>{}));
        marks += fmt::format("{}CASE WHEN {} THEN CAST({} AS BIGINT) ELSE 0 END", marks.empty() ? "" : " + ",
                             sql_of(open), std::uint64_t{1} << i);
        const auto look = [&](const Expr& comparison) {
            names.insert(comparison.column);
            for (const auto& operand : comparison.operands)
                if (!operand.column.empty()) names.insert(operand.column);
        };
        for (const auto* filter : {&plan.scope, &plan.where, &plan.not_applicable, &plan.excluded, &plan.waived})
            if (*filter) each_comparison(*filter, look);
        for (const auto& filter : plan.evidence) each_comparison(filter, look);
        for (const auto& filter : plan.needs) each_comparison(filter, look);
        names.insert(plan.values.begin(), plan.values.end());
    }
    if (in_row.empty()) return {};
    const std::vector<std::string> columns(names.begin(), names.end());
    std::string sql = "SELECT ";
    for (const auto& name : columns) sql += name + ", ";
    sql += fmt::format("{} AS marks FROM fact_{} WHERE ", marks, first.view.name);
    const std::string scanned = first.view.scan.empty() || selection.unit_path ? "" : found_by_scan(in_scan, first);
    sql += scanned.empty() ? any_sql(in_row) : scanned;
    std::vector<db::Value> params;
    add_selection(first, selection, snapshot.dialect(), sql, params);
    // Not by the plain column: SQLite would walk everyone's rows by date.
    sql += " ORDER BY date || '', id";
    return snapshot.query(sql, params, [&](const db::Row& row) {
        auto open = static_cast<std::uint64_t>(row.integer(columns.size()));
        if (open == 0) return true;
        Record record;
        for (std::size_t i = 0; i < columns.size(); ++i) record.emplace_hint(record.end(), columns[i], row.value(i));
        for (std::size_t i = 0; i < plans.size(); ++i) {
            if ((open >> i & 1U) == 0) continue;
            if (auto group = group_of_record(*plans[i], window, record)) take(i, std::move(*group));
        }
        return true;
    });
}

}  // namespace sauro::rulebook
