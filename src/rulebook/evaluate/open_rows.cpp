#include "rulebook/evaluate/open_rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <boost/json.hpp>
#include <map>
#include <set>
#include <unordered_map>

#include "rulebook/evaluate/conditions.hpp"

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
        return one(fmt::format("(({} > {}) IS NOT FALSE)", measure, *strictest));
    }
    limit = strictest ? fmt::format("{} - {}", norm.limit_column, *strictest) : norm.limit_column;
    return one(fmt::format("(({} > {}) IS NOT FALSE)", measure, limit));
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
    Conditions open =
        either(less(ask(plan.where, Want::unknown), out), less(ask(plan.not_applicable, Want::unknown), out));
    if (plan.excluded) {
        // An exclusion that meets a waiver is a conflict.
        const auto waived = plan.waived ? ask(plan.waived, Want::yes) : std::nullopt;
        out = both(std::move(out), either(ask(plan.excluded, Want::not_yes), waived));
        open = either(open, either(less(ask(plan.excluded, Want::unknown), out), less(waived, out)));
    }
    open = either(less(not_kept(book, norm, plan, days, columns), out), open);
    return both(std::move(out), open);
}

// Groups whose sum may go beyond the limit, by the rows alone: rows that count, those that may, what is added up.
struct OpenSums {
    std::vector<std::string> rows;
    Conditions unknown;
    std::string measure;
    std::int64_t limit = 0;
    // What is asked of a group of rows of which `known` is known.
    std::string group(const Conditions& known) const {
        return fmt::format(
            "SUM({1}) FILTER (WHERE {0} AND {1} > 0) > {2} OR COUNT(*) FILTER (WHERE ({0} AND {1} IS NULL) OR {3}) > 0",
            sql_of(less(rows, known)), measure, limit, sql_of(less(unknown, known)));
    }
};
std::optional<OpenSums> open_sums(const Rulebook::Impl& book, const Norm& norm, const Plan& plan, const Days& days) {
    const std::string& measure = norm.measure.front();
    const Columns columns = columns_of(plan, true);
    const auto limit = strictest_of(book, norm, true);
    if (!limit || !columns.asks(measure)) return std::nullopt;
    auto in = conditions(plan.where, Want::not_no, days, columns);
    auto unknown = conditions(plan.where, Want::unknown, days, columns);
    if (!in || (unknown && unknown->empty())) return std::nullopt;
    return OpenSums{*std::move(in), std::move(unknown), measure, *limit};
}

// Parts that all of the lists have.
std::vector<std::string> shared_parts(const std::vector<std::vector<std::string>>& lists) {
    std::vector<std::string> out = lists.front();
    std::erase_if(out, [&](const auto& part) {
        return !std::ranges::all_of(lists,
                                    [&](const auto& list) { return std::ranges::find(list, part) != list.end(); });
    });
    return out;
}

// The columns that a plan looks at.
void name_columns(const Plan& plan, std::set<std::string>& names) {
    const auto look = [&](const Expr& comparison) {
        names.insert(comparison.column);
        for (const auto& operand : comparison.operands)
            if (!operand.column.empty()) names.insert(operand.column);
    };
    for (const auto* filter : {&plan.scope, &plan.where, &plan.not_applicable, &plan.excluded, &plan.waived})
        if (*filter) each_comparison(*filter, look);
    for (const auto& filter : plan.evidence) each_comparison(filter, look);
    for (const auto& filter : plan.needs) each_comparison(filter, look);
    for (const auto& cell : plan.cells) {
        each_comparison(cell.filter, look);
        if (!cell.sum.empty()) names.insert(cell.sum);
    }
    names.insert(plan.values.begin(), plan.values.end());
    if (plan.linked) names.insert(plan.link);
}

// The key of each unit that stands in fact_units only.
Result<std::unordered_map<std::string, std::string>> of_units(db::Snapshot& snapshot, const std::string& key) {
    std::unordered_map<std::string, std::string> out;
    TRYV(snapshot.query("SELECT unit_id, " + key + " FROM fact_units", {}, [&](const db::Row& row) {
        if (!row.is_null(1)) out.emplace(row.text(0), row.text(1));
        return true;
    }));
    return out;
}

// row_id of the rows that share the keys of a repetition with another one, or of which something is not known; nullopt:
// they cannot be looked through beforehand. Keys are compared by hash: two that only seem alike are told apart later.
Result<std::optional<std::vector<db::Value>>> alike_rows(const Rulebook::Impl& book, db::Snapshot& snapshot,
                                                         const Norm& norm, const Plan& plan, const Days& days) {
    const Columns columns = columns_of(plan, true);
    const auto allowed = strictest_of(book, norm, true);
    if (!allowed || *allowed < 0 || plan.view.scan.empty() || !columns.asks("unit_id")) return std::nullopt;
    const auto out_of_doubt = [&](const Filter& filter) { return conditions(filter, Want::unknown, days, columns); };
    Conditions doubt = either(out_of_doubt(plan.where), out_of_doubt(plan.not_applicable));
    if (plan.excluded) doubt = either(doubt, out_of_doubt(plan.excluded));
    if (doubt && doubt->empty()) return std::nullopt;
    std::string sql = fmt::format("SELECT row_id, unit_id, CASE WHEN {} THEN 1 ELSE 0 END", sql_of(doubt));
    std::vector<std::unordered_map<std::string, std::string>> units;
    for (const auto& key : plan.same) {
        if (key == "area" || key == "unit") {
            TRY(auto of_unit, of_units(snapshot, key));
            units.push_back(std::move(of_unit));
            continue;
        }
        if (!columns.asks(key)) return std::nullopt;
        sql += ", " + key;
    }
    sql += fmt::format(" FROM scan_{} WHERE {}", plan.view.name,
                       sql_of(conditions(plan.where, Want::not_no, days, columns)));
    std::vector<db::Value> rows, out;
    std::vector<bool> in_doubt;
    std::vector<std::pair<std::size_t, std::size_t>> keys;  // hash, index of the row
    std::string unit;
    TRYV(snapshot.query(sql, {}, [&](const db::Row& row) {
        std::size_t hash = 0;
        const auto mix = [&](std::string_view text) {
            hash = (hash ^ std::hash<std::string_view>{}(text)) * 0x9E3779B97F4A7C15U;
        };
        bool known = true;
        unit = row.text(1);
        for (const auto& of_unit : units) {
            const auto found = of_unit.find(unit);
            known = known && found != of_unit.end();
            if (known) mix(found->second);
        }
        for (std::size_t i = 3; known && i < row.size(); ++i) {
            known = !row.is_null(i);
            mix(row.text(i));
        }
        if (known) {
            keys.emplace_back(hash, rows.size());
            rows.push_back(row.value(0));
            in_doubt.push_back(row.boolean(2));
        } else {
            out.push_back(row.value(0));
        }
        return true;
    }));
    std::ranges::sort(keys);
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const bool alike = (i > 0 && keys[i - 1].first == keys[i].first) ||
                           (i + 1 < keys.size() && keys[i + 1].first == keys[i].first);
        if (alike || in_doubt[keys[i].second]) out.push_back(std::move(rows[keys[i].second]));
    }
    return out;
}

// One parameter for any number of rows.
std::string any_of_these(db::Dialect dialect, const std::vector<db::Value>& rows, std::vector<db::Value>& params) {
    boost::json::array list;
    for (const auto& row : rows) {
        if (const auto* number = std::get_if<std::int64_t>(&row))
            list.emplace_back(*number);
        else if (const auto* text = std::get_if<std::string>(&row))
            list.emplace_back(*text);
    }
    params.emplace_back(boost::json::serialize(list));
    // A row_id is a number or a text, as its view has it.
    return dialect == db::Dialect::sqlite
               ? "row_id IN (SELECT value FROM json_each(?))"
               : "CAST(row_id AS TEXT) IN (SELECT json_array_elements_text(CAST(? AS json)))";
}

// Rows found by what stands in them alone; "" when there is nothing to look through beforehand. Of a few units the way
// leads through them.
std::string found_by_scan(const std::vector<std::vector<std::string>>& lists, const Plan& plan) {
    const std::string sql = any_sql(lists);
    if (sql == "1=1") return "";
    return fmt::format("row_id IN (SELECT row_id FROM scan_{} WHERE {})", plan.view.name, sql);
}

// "<link>_row": the row_id of the record that a row names.
std::string row_of(const Plan& plan) { return plan.link + "_row"; }

// Whether the record that a row names fulfils the condition; a row that names none: no.
std::string named_truth(const Plan& plan, const Days& days) {
    return fmt::format(
        "CASE WHEN {0} IS NULL THEN 0 ELSE COALESCE((SELECT {1} FROM fact_{2} AS named WHERE named.row_id = own.{3}), "
        "2) END",
        plan.link, truth_column(plan.linked_when, days), plan.linked->name, row_of(plan));
}

}  // namespace

bool shares_pass(const Plan& plan) {
    const auto scanned = [&](const std::string& column) {
        return std::ranges::find(plan.view.scan, column) != plan.view.scan.end();
    };
    if (plan.shape == Plan::Shape::sum) return !plan.expected && scanned(plan.key + "_row");
    if (plan.shape != Plan::Shape::record || !plan.same.empty()) return false;
    return !plan.linked || scanned(row_of(plan));
}

Status only_open(const Rulebook::Impl& book, db::Snapshot& snapshot, const Plan& plan, const Window& window,
                 Selection& selection) {
    const Norm& norm = book.norms[plan.norm];
    if (plan.same.empty()) return {};
    TRY(const auto rows, alike_rows(book, snapshot, norm, plan, window.days));
    if (rows) selection.open = any_of_these(snapshot.dialect(), *rows, selection.open_params);
    return {};
}

namespace {

// Sums over the groups of one key: their rows come once, and are counted as those of a draft are.
Status each_sum(db::Snapshot& snapshot, const Rulebook::Impl& book, std::span<const Plan* const> plans,
                const Window& window, const Selection& selection,
                const std::function<void(std::size_t plan, Group group)>& take) {
    const Plan& first = *plans.front();
    std::set<std::string> names{first.key, "unit", "area", "unit_path", "date"};
    std::vector<OpenSums> open;
    std::string rows;
    bool narrowed = !selection.unit_path;  // of a few units the way leads through them
    for (const auto* plan : plans) {
        name_columns(*plan, names);
        rows += (rows.empty() ? "(" : " OR (") + prune_sql(*plan, window) + ")";
        auto one = open_sums(book, book.norms[plan->norm], *plan, window.days);
        narrowed = narrowed && one;
        if (narrowed) open.push_back(*std::move(one));
    }
    const std::vector<std::string> columns(names.begin(), names.end());
    std::string sql = fmt::format("SELECT {} FROM fact_{} WHERE ({})", fmt::join(columns, ", "), first.view.name, rows);
    if (narrowed) {
        std::vector<std::vector<std::string>> counted;
        for (const auto& one : open) counted.push_back(one.rows);
        const Conditions known = shared_parts(counted);
        std::string groups;
        for (const auto& one : open) groups += (groups.empty() ? "" : " OR ") + one.group(known);
        sql += fmt::format(" AND {0}_row IN (SELECT {0}_row FROM scan_{1} WHERE {2} GROUP BY {0}_row HAVING {3})",
                           first.key, first.view.name, any_sql(std::move(counted)), groups);
    }
    std::vector<db::Value> params;
    add_selection(first, selection, snapshot.dialect(), sql, params);
    std::vector<std::map<std::string, Group>> sums(plans.size());
    Record record;
    std::vector<db::Value*> cells;
    for (const auto& name : columns) cells.push_back(&record[name]);
    TRYV(snapshot.query(sql, params, [&](const db::Row& row) {
        for (std::size_t i = 0; i < columns.size(); ++i) *cells[i] = row.value(i);
        for (std::size_t i = 0; i < plans.size(); ++i) {
            auto one = group_of_record(*plans[i], window, record);
            if (!one) continue;
            const auto [at, fresh] = sums[i].try_emplace(one->key);
            if (fresh)
                at->second = *std::move(one);
            else
                join(*plans[i], at->second, *one);
        }
        return true;
    }));
    for (std::size_t i = 0; i < plans.size(); ++i)
        for (auto& [key, group] : sums[i]) take(i, std::move(group));
    return {};
}

}  // namespace

Status each_open(db::Snapshot& snapshot, const Rulebook::Impl& book, std::span<const Plan* const> plans,
                 const Window& window, const Selection& selection,
                 const std::function<void(std::size_t plan, Group group)>& take) {
    const Plan& first = *plans.front();
    if (first.shape == Plan::Shape::sum) return each_sum(snapshot, book, plans, window, selection, take);
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
        name_columns(plan, names);
    }
    if (in_row.empty()) return {};
    const std::vector<std::string> columns(names.begin(), names.end());
    std::string sql = "SELECT ";
    for (const auto& name : columns) sql += name + ", ";
    sql += marks + " AS marks";
    std::vector<std::size_t> named(plans.size());  // of a linked plan: the column that tells of the named record
    std::size_t more = columns.size();
    for (std::size_t i = 0; i < plans.size(); ++i) {
        if (!plans[i]->linked) continue;
        named[i] = ++more;
        sql += ", " + named_truth(*plans[i], window.days);
    }
    sql += fmt::format(" FROM fact_{} AS own WHERE ", first.view.name);
    const std::string scanned = first.view.scan.empty() || selection.unit_path ? "" : found_by_scan(in_scan, first);
    sql += scanned.empty() ? any_sql(in_row) : scanned;
    // What all of them ask of the joined row and the scan could not: planners shall not begin with it.
    const auto asked = less(shared_parts(in_row), shared_parts(in_scan));
    if (!scanned.empty() && !asked->empty()) sql += fmt::format(" AND CASE WHEN {} THEN 1 END = 1", sql_of(asked));
    std::vector<db::Value> params;
    add_selection(first, selection, snapshot.dialect(), sql, params);
    Record record;
    std::vector<db::Value*> cells;
    for (const auto& name : columns) cells.push_back(&record[name]);
    return snapshot.query(sql, params, [&](const db::Row& row) {
        auto open = static_cast<std::uint64_t>(row.integer(columns.size()));
        if (open == 0) return true;
        for (std::size_t i = 0; i < columns.size(); ++i) *cells[i] = row.value(i);
        for (std::size_t i = 0; i < plans.size(); ++i) {
            if ((open >> i & 1U) == 0) continue;
            auto group = group_of_record(*plans[i], window, record);
            if (!group) continue;
            if (named[i] > 0) {
                if (const auto* link = std::get_if<std::string>(&record[plans[i]->link])) group->other = *link;
                const auto truth = row.integer(named[i]);
                group->values = {Rational(truth == truth_code(Truth::yes) ? 1 : 0),
                                 Rational(truth == truth_code(Truth::unknown) ? 1 : 0)};
            }
            take(i, *std::move(group));
        }
        return true;
    });
}

}  // namespace sauro::rulebook
