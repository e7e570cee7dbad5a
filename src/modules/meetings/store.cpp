#include "modules/meetings/store.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <variant>

#include "base/id.hpp"
#include "modules/meetings/clashes.hpp"
#include "text/text.hpp"

namespace sauro::meetings::store {
namespace {

std::string end_of(std::string path) {
    path.back() = '0';  // paths end with '/', the next character closes the range
    return path;
}

constexpr std::string_view plan_state =
    "COALESCE(p.state, CASE WHEN p.approved_on IS NOT NULL THEN 'approved' ELSE 'draft' END)";

// Rows of a list; the plan is that of the convenor and the year.
std::string columns() {
    return fmt::format(
        "c.id, u.code, u.name, COALESCE(c.title, ''), c.date, c.type, c.scope, c.mode, c.place, c.statutory_kind, "
        "c.start_at, c.end_at, c.delegates, COALESCE(c.status, 'unknown'), "
        "CASE WHEN c.plan_id IS NOT NULL OR c.plan_item IS NOT NULL THEN 1 ELSE 0 END, "
        "CASE WHEN c.plan_id IS NULL AND c.plan_item IS NULL AND {} IN ('approved', 'amended', 'submitted') THEN 1 "
        "ELSE 0 END, "
        "CASE WHEN c.decision_symbol IS NOT NULL THEN 1 ELSE 0 END",
        plan_state);
}
constexpr std::string_view tables =
    " FROM conferences c JOIN units u ON u.id = c.unit_id LEFT JOIN conference_plans p ON p.unit_id = c.unit_id AND "
    "p.year = CAST(substr(c.date, 1, 4) AS BIGINT)";

Result<base::Date> day(const db::Row& row, std::size_t column) { return base::Date::parse_iso(row.text(column)); }

ConferenceRow row_of(const db::Row& row) {
    ConferenceRow one;
    one.id = row.str(0);
    one.unit = row.str(1);
    one.unit_name = row.str(2);
    one.title = row.str(3);
    one.date = day(row, 4).value_or(base::Date());
    one.type = row.opt_text(5);
    one.scope = row.opt_text(6);
    one.mode = row.opt_text(7);
    one.place = row.opt_text(8);
    one.statutory_kind = row.opt_text(9);
    one.start_at = row.opt_integer(10);
    one.end_at = row.opt_integer(11);
    one.delegates = row.opt_integer(12);
    one.status = row.str(13);
    one.in_plan = row.boolean(14);
    one.unplanned = row.boolean(15);
    one.has_decision = row.boolean(16);
    return one;
}

// What a person states, column by column: read, written and changed by one table.
template <class Of>
struct Column {
    std::string_view name;
    std::variant<Text Of::*, Count Of::*, Flag Of::*> member;
};
using D = ConferenceDraft;
constexpr Column<D> stated_columns[] = {{"type", &D::type},
                                        {"scope", &D::scope},
                                        {"mode", &D::mode},
                                        {"place", &D::place},
                                        {"chair", &D::chair},
                                        {"sector", &D::sector},
                                        {"agenda", &D::agenda},
                                        {"guided_by", &D::guided_by},
                                        {"necessity_note", &D::necessity_note},
                                        {"joint_issue_note", &D::joint_issue_note},
                                        {"broadcast_to_grassroots", &D::broadcast_to_grassroots},
                                        {"rerun_note", &D::rerun_note},
                                        {"start_at", &D::start_at},
                                        {"end_at", &D::end_at},
                                        {"planned_minutes", &D::planned_minutes},
                                        {"sessions", &D::sessions},
                                        {"cost_planned", &D::cost_planned},
                                        {"cost_norm", &D::cost_norm},
                                        {"delegates", &D::delegates},
                                        {"leaders_invited", &D::leaders_invited},
                                        {"leaders_total", &D::leaders_total}};
constexpr Column<Decision> decision_columns[] = {{"decision_by", &Decision::by},
                                                 {"decision_symbol", &Decision::symbol},
                                                 {"decision_file", &Decision::file},
                                                 {"decision_file_name", &Decision::file_name}};
// Those that are no plain member; `topic_key` comes from the agenda.
constexpr std::string_view other_columns[] = {"title",     "date",       "statutory_kind",
                                              "topic_key", "repeats_id", "decision_date"};

std::string names_of(std::string_view each) {
    std::string out;
    for (const auto& column : stated_columns) out += fmt::format(fmt::runtime(each), column.name);
    for (const auto& column : decision_columns) out += fmt::format(fmt::runtime(each), column.name);
    return out;
}

template <class Of, std::size_t N>
void read_columns(const db::Row& row, std::size_t& at, const Column<Of> (&columns)[N], Of& into) {
    for (const auto& column : columns) {
        std::visit(
            [&]<class T>(std::optional<T> Of::* member) {
                if constexpr (std::is_same_v<T, bool>)
                    into.*member = row.opt_boolean(at);
                else if constexpr (std::is_same_v<T, std::int64_t>)
                    into.*member = row.opt_integer(at);
                else
                    into.*member = row.opt_text(at);
            },
            column.member);
        ++at;
    }
}
template <class Of, std::size_t N>
void add_columns(std::vector<db::Value>& values, const Column<Of> (&columns)[N], const Of& from) {
    for (const auto& column : columns)
        std::visit([&](auto member) { values.emplace_back(from.*member); }, column.member);
}

std::string where(const Filter& filter, std::vector<db::Value>& params) {
    std::string sql = " WHERE c.date >= ? AND c.date <= ?";
    params.insert(params.end(), {filter.from, filter.to});
    if (filter.subtree) {
        sql += " AND u.path >= ? AND u.path < ?";
        params.insert(params.end(), {filter.path, end_of(filter.path)});
    } else {
        sql += " AND c.unit_id = ?";
        params.emplace_back(filter.unit_id);
    }
    return sql;
}

}  // namespace

Result<ConferencePage> list(db::Snapshot& snapshot, const Filter& filter) {
    std::vector<db::Value> params;
    std::string sql = "SELECT " + columns() + std::string(tables) + where(filter, params);
    const auto equal = [&](std::string_view column, const Text& value) {
        if (!value) return;
        sql += fmt::format(" AND {} = ?", column);
        params.emplace_back(*value);
    };
    equal("c.status", filter.status);
    equal("c.mode", filter.mode);
    equal("c.scope", filter.scope);
    if (filter.only_unplanned)
        sql += fmt::format(" AND c.plan_id IS NULL AND c.plan_item IS NULL AND {} <> 'draft'", plan_state);
    if (filter.after.size() > 11) {
        const std::string date = filter.after.substr(0, 10), id = filter.after.substr(11);
        sql += " AND (c.date > ? OR (c.date = ? AND c.id > ?))";
        params.insert(params.end(), {date, date, id});
    }
    sql += " ORDER BY c.date, c.id LIMIT ?";
    params.emplace_back(filter.limit + 1);
    ConferencePage page;
    TRY(page.items, snapshot.all(sql, db::Params(params), row_of));
    if (static_cast<int>(page.items.size()) > filter.limit) {
        page.items.pop_back();
        page.next = page.items.back().date.iso() + " " + page.items.back().id;
    }
    TRYV(mark_clashes(snapshot, page.items));
    return page;
}

Result<std::optional<Stored>> find(db::Snapshot& snapshot, const std::string& id, const std::string& path) {
    const std::string sql =
        "SELECT " + columns() +
        ", c.unit_id, COALESCE(c.external_id, c.id), c.plan_id, c.actual_minutes, c.cost, c.cancel_reason, c.version, "
        "c.basis, (SELECT COALESCE(r.external_id, r.id) FROM conferences r WHERE r.id = c.repeats_id), "
        "c.decision_date" +
        names_of(", c.{}") + std::string(tables) + " WHERE ";
    const auto map = [](const db::Row& row) {
        Stored one;
        auto& detail = one.detail;
        detail.row = row_of(row);
        one.id = detail.row.id;
        one.unit_id = row.str(17);
        one.external_id = row.str(18);
        one.plan_id = row.opt_text(19);
        detail.actual_minutes = row.opt_integer(20);
        detail.cost = row.opt_integer(21);
        detail.cancel_reason = row.opt_text(22);
        detail.version = row.integer(23);
        detail.basis = row.opt_text(24);
        auto& stated = detail.stated;
        stated.title = detail.row.title;
        stated.date = detail.row.date;
        stated.statutory_kind = detail.row.statutory_kind;
        stated.repeats = row.opt_text(25);
        Decision decision;
        if (auto date = day(row, 26)) decision.date = *date;
        std::size_t at = 27;
        read_columns(row, at, stated_columns, stated);
        read_columns(row, at, decision_columns, decision);
        if (decision.by || decision.symbol || !row.is_null(26)) stated.decision = std::move(decision);
        return one;
    };
    const auto by = [&](const char* column) {
        return snapshot.one(sql + column + " = ? AND u.path >= ? AND u.path < ?", {id, path, end_of(path)}, map);
    };
    TRY(auto found, by("c.id"));
    if (!found) {
        TRY(found, by("c.external_id"));
    }
    if (!found) return found;
    TRY(auto invited,
        snapshot.all("SELECT i.invited_unit, v.name, i.level, i.bloc, i.role, i.capacity, i.sector, i.in_charge, "
                     "i.concerned, i.in_scope FROM invitations i LEFT JOIN units v ON v.id = i.invited_unit_id WHERE "
                     "i.conference_id = ? ORDER BY i.invited_unit LIMIT 10000",
                     {found->id}, [](const db::Row& row) {
                         return Invitee{row.str(0),         row.opt_text(1),   row.opt_text(2), row.opt_text(3),
                                        row.opt_text(4),    row.opt_text(5),   row.opt_text(6), row.opt_boolean(7),
                                        row.opt_boolean(8), row.opt_boolean(9)};
                     }));
    found->detail.stated.invitees = std::move(invited);
    std::vector<ConferenceRow> rows{found->detail.row};
    TRYV(mark_clashes(snapshot, rows));
    found->detail.row = rows[0];
    return found;
}

namespace {

// In the order of names_of and other_columns. `repeats_id`: of d.repeats, already looked up.
std::vector<db::Value> stated_values(const ConferenceDraft& d, const Text& repeats_id) {
    const Decision decision = d.decision.value_or(Decision{});
    Text topic, decided;
    if (d.agenda && !d.agenda->empty()) topic = fmt::format("{}", fmt::join(text::folded_syllables(*d.agenda), " "));
    if (decision.date) decided = decision.date->iso();
    std::vector<db::Value> out;
    add_columns(out, stated_columns, d);
    add_columns(out, decision_columns, decision);
    out.insert(out.end(), {d.title, d.date.iso(), d.statutory_kind.value_or("none"), topic, repeats_id, decided});
    return out;
}

// Rows of one statement: what a driver takes in parameters is bounded.
Status insert_rows(db::Tx& tx, std::string_view into, std::size_t columns, std::vector<db::Value> values) {
    const std::size_t at_once = std::max<std::size_t>(1, 12'000 / columns);
    std::string row = "(?";
    for (std::size_t i = 1; i < columns; ++i) row += ", ?";
    row += ")";
    for (std::size_t from = 0; from < values.size(); from += at_once * columns) {
        const std::size_t many = std::min(at_once, (values.size() - from) / columns);
        std::string sql = fmt::format("INSERT INTO {} VALUES {}", into, row);
        for (std::size_t i = 1; i < many; ++i) sql += ", " + row;
        TRYV(tx.execute(sql, db::Params(values).subspan(from, many * columns)));
    }
    return {};
}

Result<Text> id_of_repeated(db::Tx& tx, const ConferenceDraft& draft) {
    if (!draft.repeats) return Text();
    const auto id = [](const db::Row& row) { return row.str(0); };
    TRY(auto found, tx.one("SELECT id FROM conferences WHERE id = ?", {*draft.repeats}, id));
    if (found) return found;
    return tx.one("SELECT id FROM conferences WHERE external_id = ?", {*draft.repeats}, id);
}

void add_invitees(std::vector<db::Value>& values, const std::string& id, const std::vector<Invitee>& invitees,
                  const std::vector<Known>& known, base::Millis now) {
    for (const auto& one : invitees) {
        const auto body = std::ranges::lower_bound(known, one.unit, {}, &Known::code);
        const Text unit_id = body != known.end() && body->code == one.unit ? Text(body->id) : Text();
        values.insert(values.end(), {base::uuid7(), id, one.unit, unit_id, one.level, one.bloc, one.in_charge,
                                     one.concerned, one.role, one.capacity, one.sector, one.in_scope, now});
    }
}

Status insert_invitees(db::Tx& tx, std::span<const New> rows, base::Millis now) {
    std::vector<std::string> codes;
    for (const auto& row : rows)
        for (const auto& one : row.draft.invited()) codes.push_back(one.unit);
    TRY(const auto known, known_units(tx, codes));
    std::vector<db::Value> values;
    for (const auto& row : rows) add_invitees(values, row.id, row.draft.invited(), known, now);
    return insert_rows(tx,
                       "invitations (id, conference_id, invited_unit, invited_unit_id, level, bloc, in_charge, "
                       "concerned, role, capacity, sector, in_scope, created_at)",
                       13, std::move(values));
}

}  // namespace

Status insert(db::Tx& tx, const std::string& unit_id, std::span<const New> rows, const Text& plan_id,
              base::Millis now) {
    const std::string into =
        fmt::format("conferences (id, unit_id, plan_id, status, scheduled_on, created_at, proposed_from, basis{}, {})",
                    names_of(", {}"), fmt::join(other_columns, ", "));
    std::vector<db::Value> values;
    for (const auto& row : rows) {
        TRY(const auto repeats_id, id_of_repeated(tx, row.draft));
        values.insert(values.end(), {row.id, unit_id, plan_id, "planned", base::Date::from_ms(now).iso(), now,
                                     row.proposed_from, row.basis});
        std::ranges::move(stated_values(row.draft, repeats_id), std::back_inserter(values));
    }
    TRYV(insert_rows(tx, into, 8 + std::size(stated_columns) + std::size(decision_columns) + std::size(other_columns),
                     std::move(values)));
    return insert_invitees(tx, rows, now);
}

Status update(db::Tx& tx, const std::string& id, const ConferenceDraft& draft, base::Millis now) {
    TRY(const auto repeats_id, id_of_repeated(tx, draft));
    const std::string sets =
        fmt::format("version = version + 1{}, {} = ?", names_of(", {} = ?"), fmt::join(other_columns, " = ?, "));
    auto params = stated_values(draft, repeats_id);
    params.emplace_back(id);
    TRYV(tx.execute(fmt::format("UPDATE conferences SET {} WHERE id = ?", sets), db::Params(params)));
    TRYV(tx.execute("DELETE FROM invitations WHERE conference_id = ?", {id}));
    const New row{id, draft, {}, {}};
    return insert_invitees(tx, {&row, 1}, now);
}

Result<std::optional<Plan>> plan(db::Snapshot& snapshot, const std::string& unit_id, std::int64_t year) {
    return snapshot.one(fmt::format("SELECT p.id, {}, p.version, p.symbol, p.based_on, p.approved_by, p.approved_on, "
                                    "p.note FROM conference_plans p WHERE p.unit_id = ? AND p.year = ?",
                                    plan_state),
                        {unit_id, year}, [&](const db::Row& row) {
                            return Plan{row.str(0),      unit_id,         row.str(1),      year,
                                        row.integer(2),  row.opt_text(3), row.opt_text(4), row.opt_text(5),
                                        row.opt_text(6), row.opt_text(7)};
                        });
}

Status put(db::Tx& tx, const Plan& plan, base::Millis now) {
    TRYV(
        tx.execute("INSERT INTO conference_plans (id, unit_id, year, state, symbol, based_on, approved_by, "
                   "approved_on, note, version, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?) ON CONFLICT "
                   "(unit_id, year) DO UPDATE SET state = excluded.state, symbol = excluded.symbol, based_on = "
                   "excluded.based_on, approved_by = excluded.approved_by, approved_on = excluded.approved_on, note = "
                   "excluded.note, version = conference_plans.version + 1",
                   {plan.id, plan.unit_id, plan.year, plan.state, plan.symbol, plan.based_on, plan.approved_by,
                    plan.approved_on, plan.note, now}));
    return {};
}

Result<std::vector<DayCount>> days(db::Snapshot& snapshot, const Filter& filter) {
    std::vector<db::Value> params;
    const std::string scope = where(filter, params) + " AND (c.status IS NULL OR c.status <> 'cancelled')";
    const std::string from = " FROM conferences c JOIN units u ON u.id = c.unit_id";
    TRY(auto out,
        snapshot.all("SELECT c.date, COUNT(*)" + from + scope + " GROUP BY c.date ORDER BY c.date", db::Params(params),
                     [](const db::Row& row) { return DayCount{row.str(0), row.integer(1), false}; }));
    TRY(const auto clashing, clash_days(snapshot, filter));
    for (const auto& date : clashing) {
        const auto found = std::ranges::lower_bound(out, date, {}, &DayCount::date);
        if (found != out.end() && found->date == date) found->clash = true;
    }
    return out;
}

Result<std::vector<Slot>> slots(db::Snapshot& snapshot, const std::string& unit_id, const std::string& from,
                                const std::string& to) {
    return snapshot.all(
        "SELECT id, date, COALESCE(title, ''), start_at, end_at, chair, place, proposed_from FROM "
        "conferences WHERE unit_id = ? AND date >= ? AND date <= ? AND (status IS NULL OR status <> "
        "'cancelled') ORDER BY date, id",
        {unit_id, from, to}, [](const db::Row& row) {
            return Slot{row.str(0),         row.str(1),      row.str(2),      row.opt_integer(3),
                        row.opt_integer(4), row.opt_text(5), row.opt_text(6), row.opt_text(7)};
        });
}

Result<std::vector<Known>> known_units(db::Snapshot& snapshot, const std::vector<std::string>& codes) {
    constexpr std::size_t at_once = 500;
    std::vector<Known> out;
    for (std::size_t from = 0; from < codes.size(); from += at_once) {
        std::string marks;
        std::vector<db::Value> params;
        for (std::size_t i = from; i < std::min(codes.size(), from + at_once); ++i) {
            marks += marks.empty() ? "?" : ", ?";
            params.emplace_back(codes[i]);
        }
        TRYV(
            snapshot.query("SELECT u.id, u.code, u.name, u.path, u.level, u.bloc, COALESCE(u.area_code, ''), "
                           "w.parent_code FROM units u LEFT JOIN areas w ON w.code = u.area_code WHERE u.code IN (" +
                               marks + ")",
                           db::Params(params), [&](const db::Row& row) {
                               out.push_back({row.str(0), row.str(1), row.str(2), row.str(3), row.str(4), row.str(5),
                                              row.str(6), row.opt_text(7)});
                               return true;
                           }));
    }
    std::ranges::sort(out, {}, &Known::code);
    const auto twice = std::ranges::unique(out, {}, &Known::code);
    out.erase(twice.begin(), twice.end());
    return out;
}

}  // namespace sauro::meetings::store
