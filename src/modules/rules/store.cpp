#include "modules/rules/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <tuple>

#include "base/log.hpp"
#include "json/json.hpp"
#include "modules/rules/rules.hpp"

namespace sauro::rules {
namespace {

base::Date date_of(std::string_view text) { return base::Date::parse_iso(text).value_or(base::Date{}); }

std::vector<rulebook::Decision::Value> values_of(const std::string& text) {
    std::vector<rulebook::Decision::Value> out;
    boost::system::error_code broken;
    const auto values = boost::json::parse(text, broken);
    if (broken || !values.is_array()) return out;
    const auto part = [](const boost::json::value& value, const char* key) {
        const auto* found = value.is_object() ? value.as_object().if_contains(key) : nullptr;
        return found != nullptr && found->is_string() ? std::string(found->as_string()) : std::string();
    };
    for (const auto& value : values.as_array())
        out.push_back({part(value, "norm"), part(value, "parameter"), part(value, "value")});
    return out;
}

auto target(const Change& change) {
    return std::tie(change.unit_path, change.norm, change.parameter, change.exception);
}

}  // namespace

namespace store {

Result<Kept> all(db::Snapshot& snapshot) {
    Kept out;
    TRY(out.changes,
        snapshot.all(
            "SELECT c.id, c.unit_id, u.code, u.name, u.path, c.norm, c.parameter, c.exception, c.action, c.value, "
            "c.starts_on, c.symbol, c.issued_on, c.issuer, c.clause, c.actor, c.actor_name, c.at FROM local_rules c "
            "JOIN "
            "units u ON u.id = c.unit_id ORDER BY c.id",
            {}, [](const db::Row& row) {
                return Change{row.str(0),
                              row.str(1),
                              row.str(2),
                              row.str(3),
                              row.str(4),
                              row.str(5),
                              row.str(6),
                              row.str(7),
                              row.str(8),
                              row.str(9),
                              date_of(row.text(10)),
                              row.str(11),
                              date_of(row.text(12)),
                              row.str(13),
                              row.str(14),
                              row.str(15),
                              row.str(16),
                              row.integer(17)};
            }));
    TRY(out.decided,
        snapshot.all(
            "SELECT id, interpretation, COALESCE(choice, ''), choice_values, owner, symbol, issued_on, reason, "
            "actor, actor_name, at FROM reading_decisions ORDER BY id",
            {}, [](const db::Row& row) {
                rulebook::Decision decision{row.str(0), row.str(1), row.str(2),          values_of(row.str(3)),
                                            row.str(4), row.str(5), date_of(row.text(6))};
                return Decided{std::move(decision), row.str(7), row.str(8), row.str(9), row.integer(10)};
            }));
    return out;
}

Result<std::string> newest(db::Snapshot& snapshot) {
    std::string out;
    for (const char* table : {"local_rules", "reading_decisions"}) {
        TRY(const auto found, snapshot.one(fmt::format("SELECT id FROM {} ORDER BY id DESC LIMIT 1", table), {},
                                           [](const db::Row& row) { return row.str(0); }));
        out += found.value_or("");
    }
    return out;
}

Status add(db::Tx& tx, const Change& c) {
    TRYV(tx.execute(
        "INSERT INTO local_rules (id, unit_id, norm, parameter, exception, action, value, starts_on, symbol, "
        "issued_on, issuer, clause, actor, actor_name, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
        "?, ?)",
        {c.id, c.unit_id, c.norm, c.parameter, c.exception, c.action, c.value, c.starts_on.iso(), c.symbol,
         c.issued_on.iso(), c.issuer, c.clause, c.actor, c.actor_name, c.at}));
    return {};
}

Status add(db::Tx& tx, const Decided& one) {
    const auto& d = one.decision;
    boost::json::array values;
    for (const auto& value : d.values)
        values.push_back({{"norm", value.norm}, {"parameter", value.parameter}, {"value", value.text}});
    TRYV(tx.execute(
        "INSERT INTO reading_decisions (id, interpretation, choice, choice_values, owner, symbol, issued_on, reason, "
        "actor, actor_name, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {d.id, d.interpretation, d.choice.empty() ? db::Value() : db::Value(d.choice), json::write(values), d.owner,
         d.symbol, d.date.iso(), one.reason, one.actor, one.actor_name, one.at}));
    return {};
}

}  // namespace store

std::vector<rulebook::Decision> standing(const std::vector<Decided>& decided) {
    std::map<std::string, const rulebook::Decision*> last;
    for (const auto& one : decided) last[one.decision.interpretation] = &one.decision;
    std::vector<rulebook::Decision> out;
    for (const auto& [interpretation, decision] : last) {
        if (!decision->choice.empty()) out.push_back(*decision);
    }
    return out;
}

std::vector<LocalRule> rules_of(std::vector<Change> changes) {
    std::ranges::stable_sort(changes, [](const Change& a, const Change& b) {
        return std::tuple(target(a), a.starts_on, std::string_view(a.id)) <
               std::tuple(target(b), b.starts_on, std::string_view(b.id));
    });
    std::vector<LocalRule> out;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        if (changes[i].action != "tighten") continue;
        LocalRule rule{changes[i], std::nullopt, ""};
        if (i + 1 < changes.size() && target(changes[i + 1]) == target(changes[i])) {
            rule.until = changes[i + 1].starts_on;
            rule.ended_by = changes[i + 1].symbol;
        }
        out.push_back(std::move(rule));
    }
    return out;
}

Result<rulebook::Overlay> overlay_of(const rulebook::Rulebook& book, const LocalRule& rule) {
    const Change& change = rule.change;
    rulebook::Overlay out;
    out.kept = true;
    out.id = change.id;
    out.unit_path = change.unit_path;
    out.source = change.symbol;
    out.norm = change.norm;
    out.parameter = change.parameter;
    out.exception = change.exception;
    out.until = rule.until;
    out.kept = true;
    const auto* norm = book.find(change.norm);
    if (norm == nullptr)
        return fail(ErrorKind::not_found, "norm.unknown", fmt::format("Không có quy tắc “{}”.", change.norm));
    if (change.parameter.empty()) {
        out.values.push_back({change.starts_on, "", rulebook::Rational(0), change.clause});
        return out;
    }
    const auto* parameter = norm->parameter(change.parameter);
    if (parameter == nullptr) {
        return fail(ErrorKind::invalid, "rulebook.overlay",
                    fmt::format("Quy tắc {} không có mức “{}”.", change.norm, change.parameter));
    }
    TRY(auto value, rulebook::local_value(*parameter, change.value, change.starts_on, change.clause));
    out.values.push_back(std::move(value));
    return out;
}

rulebook::Localised localised(const rulebook::Rulebook& book, const Kept& kept) {
    std::vector<rulebook::Overlay> overlays;
    std::map<std::string, std::string> refused;
    for (const auto& rule : rules_of(kept.changes)) {
        if (rule.never()) continue;
        auto overlay = overlay_of(book, rule);
        if (overlay)
            overlays.push_back(*std::move(overlay));
        else
            refused[rule.change.id] = overlay.error().message;
    }
    auto out = rulebook::with_local(book, std::move(overlays), standing(kept.decided));
    out.refused.merge(refused);
    return out;
}

Status refresh(rulebook::Rulebook& book, db::Snapshot& snapshot, std::string& seen) {
    TRY(const auto newest, store::newest(snapshot));
    if (newest == seen) return {};
    TRY(const auto kept, store::all(snapshot));
    const auto next = localised(book, kept);
    for (const auto& [id, why] : next.refused) base::log_warn("local_rule_left_out", {{"id", id}, {"why", why}});
    book.replace(next.book);
    seen = newest;
    return {};
}

}  // namespace sauro::rules
