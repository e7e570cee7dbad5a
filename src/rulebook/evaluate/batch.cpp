#include "rulebook/evaluate/batch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>

namespace sauro::rulebook {
namespace {

bool by_record(const Plan& plan) { return plan.shape == Plan::Shape::record; }

Truth truth_of(std::int64_t code) { return code == 1 ? Truth::yes : code == 0 ? Truth::no : Truth::unknown; }

// Whole units in all facts of today; a real number is taken to the fourth decimal, exactly from there on. A day is its
// number.
std::optional<Rational> rational(const db::Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        const auto parsed = base::Date::parse_iso(*text);
        return parsed ? std::optional(Rational(parsed->days())) : std::nullopt;
    }
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return Rational(*whole);
    if (const auto* real = std::get_if<double>(&value)) return Rational(std::llround(*real * 10000), 10000);
    return std::nullopt;
}

std::optional<base::Date> day(const std::optional<std::string>& text) {
    if (!text) return std::nullopt;
    const auto parsed = base::Date::parse_iso(*text);
    return parsed ? std::optional(*parsed) : std::nullopt;
}

std::optional<std::string> text_of(const Record& record, const std::string& column) {
    const auto& value = value_of(record, column);
    const auto* text = std::get_if<std::string>(&value);
    return text ? std::optional(*text) : std::nullopt;
}

Group read_group(const Plan& plan, const db::Row& row) {
    Group group;
    group.key = row.str(0);
    group.unit = row.opt_text(1);
    group.area = row.opt_text(2);
    group.path = row.opt_text(3);
    group.date = day(row.opt_text(4));
    std::size_t at = 5;
    if (!by_record(plan)) {
        for (std::size_t i = 0; i < plan.cells.size(); ++i) group.cells.push_back(row.integer(at++));
        if (plan.expected) group.where = truth_of(row.integer(at++));
        return group;
    }
    group.where = truth_of(row.integer(at++));
    group.not_applicable = truth_of(row.integer(at++));
    if (plan.excluded) group.excluded = truth_of(row.integer(at++));
    if (plan.waived) group.waived = truth_of(row.integer(at++));
    for (std::size_t i = 0; i < plan.evidence.size(); ++i) group.evidence.push_back(truth_of(row.integer(at++)));
    for (std::size_t i = 0; i < plan.needs.size(); ++i) group.needs.push_back(truth_of(row.integer(at++)));
    if (plan.linked || !plan.same.empty()) {
        group.other = row.str(at++);
        for (int i = 0; i < 2; ++i) group.values.push_back(rational(row.value(at++)));
        return group;
    }
    for (std::size_t i = 0; i < plan.values.size(); ++i) group.values.push_back(rational(row.value(at++)));
    return group;
}

}  // namespace

Status each_group(db::Snapshot& snapshot, const Norm& norm, const Plan& plan, const Window& window,
                  const Selection& selection, const std::function<void(Group)>& take) {
    std::vector<db::Value> params;
    if (plan.counting) {
        std::optional<CounterUse> counters;
        // One unit's own rows are few: they are counted sooner than its counters are picked out.
        if (!selection.key && !selection.from_rows) {
            TRY(counters, counter_use(snapshot, norm, plan, window));
        }
        const std::string sql = by_unit_sql(plan, window, selection, snapshot.dialect(), counters, params);
        return snapshot.query(sql, params, [&](const db::Row& row) {
            take(read_group(plan, row));
            return true;
        });
    }
    const std::string sql = by_record(plan) ? record_sql(plan, window, selection, snapshot.dialect(), params)
                                            : cells_sql(plan, window, selection, snapshot.dialect(), params);
    return snapshot.query(sql, params, [&](const db::Row& row) {
        take(read_group(plan, row));
        return true;
    });
}

namespace {

// The periods of one kind in the window that have ended, while the norm applies.
std::vector<base::Period> ended(const Norm& norm, const Window& window, const std::string& every) {
    std::vector<base::Period> out;
    const int parts = every == "quarter" ? 4 : every == "half" ? 2 : 1;
    for (int n = 1; n <= parts; ++n) {
        const int year = window.days.period_start.year();
        const auto period = base::Period::parse(parts == 1 ? fmt::format("{}", year)
                                                           : fmt::format("{}-{}{}", year, parts == 4 ? "Q" : "H", n));
        if (!period || period->first < window.days.period_start || period->last > window.days.period_end ||
            period->last >= window.today || !norm.applies.at(period->first))
            continue;
        out.push_back(*period);
    }
    return out;
}

}  // namespace

Status each_absent(db::Snapshot& snapshot, const Norm& norm, const Plan& plan, const Window& window,
                   const Selection& selection, const std::function<void(Group)>& take) {
    std::map<std::string, Group> absent;
    const auto look = [&](const std::string& code, const std::string& words, std::optional<base::Date> since) {
        std::vector<db::Value> params;
        const std::string sql = absent_sql(plan, window, selection, code, snapshot.dialect(), params);
        return snapshot.query(sql, params, [&](const db::Row& row) {
            auto [at, fresh] = absent.try_emplace(row.str(0));
            Group& group = at->second;
            if (fresh) {
                group.absent = true;
                group.unit = row.str(0);
                group.area = row.opt_text(1);
                group.path = row.opt_text(2);
                group.where = truth_of(row.integer(3));
                group.date = since;
                group.values.assign(plan.values.size(), std::nullopt);
            }
            group.other += (group.other.empty() ? "" : ", ") + words;
            return true;
        });
    };
    if (plan.expected->every.empty()) {
        TRYV(look("", "", {}));
    } else {
        for (const auto& period : ended(norm, window, plan.expected->every)) {
            std::string words = period.vi();  // "Quý I/2026"
            words.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(words.front())));
            TRYV(look(period.code, words, period.first));
        }
    }
    for (auto& [unit, group] : absent) take(std::move(group));
    return {};
}

std::optional<Group> group_of_record(const Plan& plan, const Window& window, const Record& record) {
    const auto [first, last] = reach(plan, window);
    const auto date = day(text_of(record, "date"));
    if (!plan.undated && date && (*date < first || *date > last)) return std::nullopt;
    if (test(plan.scope, record, window.days) == Truth::no) return std::nullopt;
    const Truth where = test(plan.where, record, window.days);
    if ((by_record(plan) || plan.shape == Plan::Shape::sum) && where == Truth::no) return std::nullopt;
    Group group;
    group.key = text_of(record, plan.key).value_or("");
    group.unit = text_of(record, "unit");
    group.area = text_of(record, "area");
    group.path = text_of(record, "unit_path");
    group.date = date;
    if (by_record(plan)) {
        group.where = where;
        group.not_applicable = test(plan.not_applicable, record, window.days);
        if (plan.excluded) group.excluded = test(plan.excluded, record, window.days);
        if (plan.waived) group.waived = test(plan.waived, record, window.days);
        for (const auto& part : plan.evidence) group.evidence.push_back(test(part, record, window.days));
        for (const auto& need : plan.needs) group.needs.push_back(test(need, record, window.days));
        for (const auto& value : plan.values) group.values.push_back(rational(value_of(record, value)));
        return group;
    }
    for (const auto& cell : plan.cells) {
        const bool in = test(cell.filter, record, window.days) == Truth::yes;
        const auto* amount = cell.sum.empty() ? nullptr : std::get_if<std::int64_t>(&value_of(record, cell.sum));
        group.cells.push_back(!in ? 0 : cell.sum.empty() ? 1 : amount ? *amount : 0);
    }
    return group;
}

void join(const Plan& plan, Group& into, const Group& more) {
    for (std::size_t i = 0; i < into.cells.size(); ++i) into.cells[i] += more.cells[i];
    const auto least = [](auto& a, const auto& b) {
        if (b && (!a || *b < *a)) a = b;
    };
    // A subject whose rows stand at several units belongs to none of them.
    const auto same = [&](auto& a, const auto& b) {
        if (!has_subject(plan)) return least(a, b);
        if (a != b) a.reset();
    };
    same(into.unit, more.unit);
    same(into.area, more.area);
    least(into.path, more.path);
    least(into.date, more.date);
}

std::optional<Group> subject_of_record(const Plan& plan, const Window& window, const Record& record) {
    const Expected& expected = *plan.expected;
    const auto [first, last] = reach(plan, window);
    const auto date = text_of(record, "date");
    if (expected.dated && date && (*date < first.iso() || *date > last.iso())) return std::nullopt;
    Group group;
    group.where = test(expected.where, record, window.days);
    if (group.where == Truth::no) return std::nullopt;
    group.key = text_of(record, expected.key).value_or("");
    group.unit = text_of(record, "unit");
    group.area = text_of(record, "area");
    group.path = text_of(record, "unit_path");
    group.date = day(date);
    return group;
}

Result<std::map<std::string, BaseYear>> base_years(db::Snapshot& snapshot, const Norm& norm, const Window& window,
                                                   const std::optional<std::string>& unit_path,
                                                   const std::optional<std::string>& unit) {
    std::map<std::string, BaseYear> out;
    const auto narrow = [&](std::string sql, std::vector<db::Value>& params) {
        if (unit_path) sql += under_path(*unit_path, snapshot.dialect(), params);
        if (unit) {
            sql += " AND unit = ?";
            params.emplace_back(*unit);
        }
        return sql;
    };
    std::vector<db::Value> params;
    std::string sql = narrow("SELECT unit, valid_from, valid_to, area_merged FROM fact_units WHERE 1=1", params);
    TRYV(snapshot.query(sql, params, [&](const db::Row& row) {
        BaseYear& base = out[row.str(0)];
        base.unit_known = true;
        base.valid_from = day(row.opt_text(1));
        base.valid_to = day(row.opt_text(2));
        base.merged = row.opt_boolean(3);
        return true;
    }));
    if (!norm.baseline) return out;
    params = {norm.baseline->measure, window.days.base_start.year()};
    sql = narrow("SELECT unit, value, basis FROM fact_baselines WHERE measure = ? AND year = ?", params);
    TRYV(snapshot.query(sql, params, [&](const db::Row& row) {
        if (row.is_null(1)) return true;
        BaseYear& base = out[row.str(0)];
        base.declared = row.integer(1);
        base.declared_basis = row.str(2);
        return true;
    }));
    return out;
}

}  // namespace sauro::rulebook
