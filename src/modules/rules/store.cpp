#include "modules/rules/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "base/log.hpp"
#include "modules/rules/rules.hpp"

namespace sauro::rules {
namespace {

base::Date date_of(std::string_view text) { return base::Date::parse_iso(text).value_or(base::Date{}); }

auto target(const Change& change) {
    return std::tie(change.unit_path, change.norm, change.parameter, change.exception);
}

}  // namespace

namespace store {

Result<std::vector<Change>> all(db::Snapshot& snapshot) {
    return snapshot.all(
        "SELECT c.id, c.unit_id, u.code, u.name, u.path, c.norm, c.parameter, c.exception, c.action, c.value, "
        "c.starts_on, c.symbol, c.issued_on, c.issuer, c.clause, c.actor, c.actor_name, c.at FROM local_rules c JOIN "
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
        });
}

Result<std::string> newest(db::Snapshot& snapshot) {
    TRY(auto found, snapshot.one("SELECT id FROM local_rules ORDER BY id DESC LIMIT 1", {},
                                 [](const db::Row& row) { return row.str(0); }));
    return std::move(found).value_or("");
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

}  // namespace store

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

rulebook::Localised localised(const rulebook::Rulebook& book, const std::vector<LocalRule>& rules) {
    std::vector<rulebook::Overlay> overlays;
    std::map<std::string, std::string> refused;
    for (const auto& rule : rules) {
        if (rule.never()) continue;
        auto overlay = overlay_of(book, rule);
        if (overlay)
            overlays.push_back(*std::move(overlay));
        else
            refused[rule.change.id] = overlay.error().message;
    }
    auto out = rulebook::with_overlays(book, std::move(overlays));
    out.refused.merge(refused);
    return out;
}

Status refresh(rulebook::Rulebook& book, db::Snapshot& snapshot, std::string& seen) {
    TRY(const auto newest, store::newest(snapshot));
    if (newest == seen) return {};
    TRY(auto changes, store::all(snapshot));
    const auto next = localised(book, rules_of(std::move(changes)));
    for (const auto& [id, why] : next.refused) base::log_warn("local_rule_left_out", {{"id", id}, {"why", why}});
    book.replace(next.book);
    seen = newest;
    return {};
}

}  // namespace sauro::rules
