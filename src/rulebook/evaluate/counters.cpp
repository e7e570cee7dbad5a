#include "rulebook/evaluate/counters.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "rulebook/impl.hpp"

namespace sauro::embedded {
std::span<const base::EmbeddedFile> rulebook_migrations();
}

namespace sauro::rulebook {
namespace {

std::string cell_columns(std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += fmt::format(", c{}", i);
    return out;
}

// Months of a plan's rows with their cells summed up from January on. `only_changed`: units and years of the journal.
std::string cumulative_sql(const Plan& plan, const Counting& counting, bool only_changed) {
    const Days days = kept_days(false);
    std::string inner = "SELECT unit_id, date";
    for (std::size_t i = 0; i < counting.kept_atoms.size(); ++i)
        inner += fmt::format(", {} AS a{}", to_sql(counting.kept_atoms[i], days), i);
    std::string sums, windowed;
    for (std::size_t i = 0; i < counting.kept.size(); ++i) {
        const bool ahead = counting.ahead && i == cells::upcoming;
        if (ahead) inner += fmt::format(", {} AS ahead", to_sql(counting.kept[i].filter, kept_days(true)));
        const std::string filter = ahead ? "ahead" : to_sql(counting.kept[i].filter, days, true);
        sums += fmt::format(", CAST(SUM(CASE WHEN {} THEN 1 ELSE 0 END) AS BIGINT) AS c{}", filter, i);
        windowed += fmt::format(", CAST(SUM(COALESCE(m.c{}, 0)) OVER w AS BIGINT)", i);
    }
    inner += fmt::format(" FROM rows_{}", plan.view.name);
    if (only_changed)
        inner += fmt::format(
            " WHERE unit_id IN (SELECT unit_id FROM rule_changes WHERE fact = {0}) AND (unit_id, "
            "substr(date, 1, 4)) IN (SELECT unit_id, year FROM rule_changes WHERE fact = {0})",
            sql_quote(plan.view.name));
    std::string months;
    for (int month = 1; month <= 12; ++month)
        months += fmt::format("{}SELECT '{:02}' AS number", month == 1 ? "" : " UNION ALL ", month);
    return fmt::format(
        "WITH monthly AS MATERIALIZED (SELECT unit_id, substr(date, 1, 7) AS month, MAX(date) AS last_day{} FROM ({}) "
        "AS pass GROUP BY "
        "unit_id, substr(date, 1, 7)) SELECT CAST(? AS BIGINT), y.year || '-' || n.number, y.unit_id, MAX(m.last_day) "
        "OVER w{} FROM (SELECT "
        "DISTINCT unit_id, substr(month, 1, 4) AS year FROM monthly) AS y CROSS JOIN ({}) AS n LEFT JOIN monthly AS m "
        "ON "
        "m.unit_id = y.unit_id AND m.month = y.year || '-' || n.number WINDOW w AS (PARTITION BY y.unit_id, y.year "
        "ORDER BY n.number)",
        sums, inner, windowed, months);
}

Status count(db::Tx& tx, const Plan& plan, std::int64_t id, bool only_changed) {
    const Counting& counting = *plan.counting;
    if (only_changed)
        TRYV(
            tx.execute("DELETE FROM rule_counts WHERE plan = ? AND unit_id IN (SELECT unit_id FROM rule_changes WHERE "
                       "fact = ?) AND "
                       "(unit_id, substr(month, 1, 4)) IN (SELECT unit_id, year FROM rule_changes WHERE fact = ?)",
                       {id, plan.view.name, plan.view.name}));
    TRYV(tx.execute(fmt::format("INSERT INTO rule_counts (plan, month, unit_id, last_day{}) {}",
                                cell_columns(counting.kept.size()), cumulative_sql(plan, counting, only_changed)),
                    {id}));
    return {};
}

// One journal row for each unit and year that a statement touches.
std::vector<std::string> triggers(const facts::View& view, db::Dialect dialect) {
    const auto& source = *view.source;
    const auto note = [&](std::string_view row) {
        return fmt::format(
            "INSERT INTO rule_changes (fact, unit_id, year) SELECT '{0}', {1}.{2}, substr({1}.{3}, 1, 4) WHERE NOT "
            "EXISTS "
            "(SELECT 1 FROM rule_changes WHERE fact = '{0}' AND unit_id = {1}.{2} AND year = substr({1}.{3}, 1, 4));",
            view.name, row, source.unit_id, source.date);
    };
    std::vector<std::string> out;
    const std::tuple<std::string, bool, bool> events[] = {
        {"insert", false, true}, {"update", true, true}, {"delete", true, false}};
    std::string watched;
    for (const auto& column : source.watched) watched += (watched.empty() ? " OF " : ", ") + column;
    for (const auto& [event, old_row, new_row] : events) {
        const std::string when = event + (old_row && new_row ? watched : "");
        const std::string name = fmt::format("rule_changes_{}_{}", source.table, event);
        const std::string body = (old_row ? note("OLD") : "") + (new_row ? note("NEW") : "");
        if (dialect == db::Dialect::sqlite) {
            out.push_back(fmt::format("CREATE TRIGGER IF NOT EXISTS {} AFTER {} ON {} BEGIN {} END", name, when,
                                      source.table, body));
            continue;
        }
        out.push_back(fmt::format(
            "CREATE OR REPLACE FUNCTION {}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {} RETURN NULL; END $$", name,
            body));
        out.push_back(fmt::format("CREATE OR REPLACE TRIGGER {0} AFTER {1} ON {2} FOR EACH ROW EXECUTE FUNCTION {0}()",
                                  name, when, source.table));
    }
    return out;
}

bool kept(const Plan& plan) { return plan.counting && !plan.counting->signature.empty(); }

}  // namespace

std::vector<db::Migration> migrations() { return db::migrations_of("rulebook", embedded::rulebook_migrations()); }

Status follow_changes(db::Tx& tx, std::span<const facts::View> views) {
    for (const auto& view : views) {
        if (!view.source) continue;
        for (const auto& sql : triggers(view, tx.dialect())) TRYV(tx.execute(sql));
    }
    return {};
}

namespace {

// What views keep beside their rows; at most so many parts of the work.
Result<std::int64_t> refresh_views(const Rulebook& book, db::Tx& tx, int most_new) {
    std::int64_t parts = 0;
    for (const auto& view : book.impl().views) {
        for (const auto& sql : view.refresh) {
            for (;;) {
                TRY(const auto rows, tx.execute(sql));
                if (rows == 0) break;
                ++parts;
                if (--most_new <= 0) return parts;
            }
        }
    }
    return parts;
}

}  // namespace

Result<std::int64_t> refresh_counters(const Rulebook& book, db::Tx& tx, int most_new) {
    TRY(const auto parts, refresh_views(book, tx, most_new));
    most_new -= static_cast<int>(parts);
    struct Known {
        std::int64_t id;
        std::string signature;
    };
    TRY(auto known, tx.all("SELECT id, signature FROM rule_plans ORDER BY id", {},
                           [](const db::Row& row) { return Known{row.integer(0), row.str(1)}; }));
    std::int64_t next = known.empty() ? 1 : known.back().id + 1, counted = parts;
    std::set<std::string> wanted, facts;
    for (const auto& plan : book.impl().plans) {
        if (!kept(plan) || !wanted.insert(plan.counting->signature).second) continue;
        const auto found = std::ranges::find(known, plan.counting->signature, &Known::signature);
        std::int64_t id = next;
        if (found == known.end()) {
            if (most_new-- <= 0) continue;
            TRYV(tx.execute("INSERT INTO rule_plans (id, signature, fact) VALUES (?, ?, ?)",
                            {next++, plan.counting->signature, plan.view.name}));
            TRYV(count(tx, plan, id, false));
            ++counted;
        } else {
            id = found->id;
            TRY(const auto changed, tx.one("SELECT 1 FROM rule_changes WHERE fact = ? LIMIT 1", {plan.view.name},
                                           [](const db::Row&) { return true; }));
            if (changed) {
                TRYV(count(tx, plan, id, true));
                ++counted;
            }
        }
        facts.insert(plan.view.name);
    }
    for (const auto& fact : facts) TRYV(tx.execute("DELETE FROM rule_changes WHERE fact = ?", {fact}));
    for (const auto& one : known) {
        if (wanted.contains(one.signature)) continue;
        TRYV(tx.execute("DELETE FROM rule_counts WHERE plan = ?", {one.id}));
        TRYV(tx.execute("DELETE FROM rule_plans WHERE id = ?", {one.id}));
    }
    return counted;
}

Result<std::optional<CounterUse>> counter_use(db::Snapshot& snapshot, const Norm& norm, const Plan& plan,
                                              const Window& window) {
    std::optional<CounterUse> out;
    // A year that has not begun cuts its base year at the day of evaluation.
    if (!kept(plan) || window.days.as_of < window.days.period_start) return out;
    TRY(const auto id, snapshot.one("SELECT id FROM rule_plans WHERE signature = ?", {plan.counting->signature},
                                    [](const db::Row& row) { return row.integer(0); }));
    if (!id) return out;
    CounterUse use;
    use.plan = *id;
    const std::string year = fmt::format("{:04}", window.days.period_start.year());
    use.last_month = year + "-12";
    use.month = norm.window == "period" ? use.last_month : window.days.as_of.iso().substr(0, 7);
    if (norm.window != "period" && window.days.as_of < window.days.period_end) use.as_of = window.days.as_of.iso();
    if (plan.shape == Plan::Shape::change) use.base_month = fmt::format("{:04}-12", window.days.base_start.year());
    return out = use;
}

std::string changed_units_sql(const Plan& plan, const CounterUse& use) {
    std::string years = sql_quote(use.month.substr(0, 4));
    if (!use.base_month.empty()) years += ", " + sql_quote(use.base_month.substr(0, 4));
    std::string sql = fmt::format("SELECT unit_id FROM rule_changes WHERE fact = {} AND year IN ({})",
                                  sql_quote(plan.view.name), years);
    if (!use.as_of.empty())
        sql += fmt::format(" UNION SELECT unit_id FROM rule_counts WHERE plan = {} AND month = {} AND last_day > {}",
                           use.plan, sql_quote(use.month), sql_quote(use.as_of));
    return sql;
}

std::string counted_units_sql(const Plan& plan, const CounterUse& use) {
    const auto from = [&](const std::string& month, const std::function<std::string(std::size_t)>& cell) {
        std::string sql = "SELECT unit_id";
        for (std::size_t i = 0; i < plan.cells.size(); ++i) sql += fmt::format(", {} AS c{}", cell(i), i);
        return sql + fmt::format(" FROM rule_counts WHERE plan = {} AND month = {} AND unit_id NOT IN ({})", use.plan,
                                 sql_quote(month), changed_units_sql(plan, use));
    };
    const auto kept_cell = [](std::size_t i) { return fmt::format("c{}", i); };
    if (plan.shape == Plan::Shape::change) {
        // kept: counted, uncertain, any, excluded
        const char* now[] = {"c0", "c1", "0", "0", "0", "c3"};
        const char* then[] = {"0", "0", "c0", "c1", "c2", "0"};
        return from(use.month, [&](std::size_t i) { return now[i]; }) + " UNION ALL " +
               from(use.base_month, [&](std::size_t i) { return then[i]; });
    }
    if (!plan.counting->ahead) return from(use.month, kept_cell);
    // What lies ahead: all of the year less what lies behind.
    return from(use.month,
                [&](std::size_t i) { return i == cells::upcoming ? "-c" + std::to_string(i) : kept_cell(i); }) +
           " UNION ALL " +
           from(use.last_month, [&](std::size_t i) { return i == cells::upcoming ? kept_cell(i) : std::string("0"); });
}

}  // namespace sauro::rulebook
