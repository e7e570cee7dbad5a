#include "modules/findings/show.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "modules/findings/waiver.hpp"
#include "rulebook/render.hpp"

namespace sauro::findings {
namespace {

using store::Row;

constexpr int history_shown = 100;

std::string marks(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += i == 0 ? "?" : ", ?";
    return text;
}

using Names = std::map<std::string, std::string>;
Result<Names> names_of(db::Snapshot& snapshot, std::string_view sql, const std::set<std::string>& codes) {
    Names names;
    if (codes.empty()) return names;
    const std::vector<db::Value> params(codes.begin(), codes.end());
    TRYV(snapshot.query(fmt::format("{} ({})", sql, marks(codes.size())), db::Params(params), [&](const db::Row& row) {
        names[row.str(0)] = row.str(1);
        return true;
    }));
    return names;
}

// How a record of a fact view is called by people; only views that norms judge record by record.
constexpr std::pair<std::string_view, std::string_view> namings[] = {
    {"conferences", "SELECT id, COALESCE(title, ''), date FROM fact_conferences"},
    {"tasks", "SELECT id, COALESCE(work, ''), due FROM fact_tasks"},
    {"documents", "SELECT id, COALESCE(subject, ''), date FROM fact_documents"},
    {"recommendations", "SELECT id, COALESCE(text, ''), date FROM fact_recommendations"},
};
std::string_view fact_of(const rulebook::Norm& norm) {
    // A sum is judged for its conference, and a speech is known by it.
    return norm.kind == "sum_limit" || norm.fact == "speeches" ? std::string_view("conferences") : norm.fact;
}

struct Subject {
    std::string title, date;
};
using Subjects = std::map<std::pair<std::string, std::string>, Subject>;  // fact, id

Result<Subjects> subjects_of(db::Snapshot& snapshot, const rulebook::Rulebook& book, std::span<const Row> rows) {
    std::map<std::string_view, std::pair<std::set<std::string>, std::set<std::string>>> wanted;  // fact → units, ids
    for (const auto& row : rows) {
        const auto* norm = book.find(row.norm);
        if (norm == nullptr || row.subject.empty() || row.unit.empty()) continue;
        auto& [units, ids] = wanted[fact_of(*norm)];
        units.insert(row.unit);
        ids.insert(row.subject);
    }
    Subjects out;
    for (const auto& [fact, keys] : wanted) {
        const auto* naming = std::ranges::find(namings, fact, [](const auto& one) { return one.first; });
        if (naming == std::end(namings)) continue;
        std::vector<db::Value> params(keys.first.begin(), keys.first.end());
        params.insert(params.end(), keys.second.begin(), keys.second.end());
        TRYV(snapshot.query(fmt::format("{} WHERE unit IN ({}) AND id IN ({})", naming->second,
                                        marks(keys.first.size()), marks(keys.second.size())),
                            db::Params(params), [&](const db::Row& row) {
                                out[{std::string(fact), row.str(0)}] = {row.str(1), row.str(2)};
                                return true;
                            }));
    }
    return out;
}

Text some(const std::string& text) { return text.empty() ? Text() : Text(text); }

}  // namespace

Result<std::vector<FindingItem>> show(db::Snapshot& snapshot, const rulebook::Rulebook& book,
                                      std::span<const Row> rows) {
    std::set<std::string> units, areas;
    for (const auto& row : rows) (row.unit.empty() ? areas : units).insert(row.unit.empty() ? row.area : row.unit);
    TRY(auto unit_names, names_of(snapshot, "SELECT unit, name FROM fact_units WHERE unit IN", units));
    TRY(auto area_names, names_of(snapshot, "SELECT area, full_name FROM fact_areas WHERE area IN", areas));
    TRY(const auto subjects, subjects_of(snapshot, book, rows));
    std::vector<FindingItem> out;
    for (const auto& row : rows) {
        const auto* norm = book.find(row.norm);
        FindingItem item;
        item.id = row.id;
        item.norm = row.norm;
        item.row = row.mission_row;
        item.clause_text = norm == nullptr ? row.norm : rulebook::cite(*norm, norm->clause);
        item.period = row.period;
        item.unit = some(row.unit);
        item.area = some(row.area);
        item.where = row.unit.empty() ? area_names[row.area] : unit_names[row.unit];
        item.subject = some(row.subject);
        if (norm != nullptr && item.subject) {
            const auto found = subjects.find({std::string(fact_of(*norm)), row.subject});
            if (found != subjects.end()) {
                item.subject_title = some(found->second.title);
                item.subject_date = some(found->second.date);
            }
        }
        item.severity = row.severity;
        item.message = row.message;
        item.measured = row.measured;
        item.limit = row.limit;
        item.state = row.state;
        item.recurring = row.recurring;
        item.resolved_said = row.resolved_said;
        item.disputed = row.disputed;
        item.first_seen = row.first_seen;
        item.last_seen = row.last_seen;
        item.fixed_at = row.fixed_at;
        item.assigned_account = row.assigned_account;
        item.assigned_name = row.assigned_name;
        item.due_date = row.due_date;
        item.version = row.version;
        out.push_back(std::move(item));
    }
    return out;
}

Result<FindingDetail> show_one(db::Snapshot& snapshot, const rulebook::Rulebook& book, const Row& row) {
    FindingDetail out;
    TRY(auto items, show(snapshot, book, std::span(&row, 1)));
    static_cast<FindingItem&>(out) = std::move(items.front());
    if (const auto* norm = book.find(row.norm)) {
        out.source = norm->source;
        out.clause = norm->clause;
        out.statement = norm->statement;
        out.remedy = norm->remedy;
        for (const auto& exception : norm->exceptions) {
            if (by_decision(exception)) out.waiver_clause = exception.clause;
        }
        TRY(out.waiver_bodies, deciding_bodies(snapshot, *norm, row));
        out.waiver_in_record = some(waiver_in_record(*norm));
    }
    out.rulebook = row.rulebook;
    out.explanation = row.explanation;
    out.explained_by = row.explained_by;
    out.explained_at = row.explained_at;
    if (row.waiver_body)
        out.waiver = FindingWaiver{*row.waiver_body, row.waiver_number.value_or(""), row.waiver_date.value_or("")};
    TRY(auto code, snapshot.one("SELECT unit FROM fact_units WHERE unit_path = ?", {row.unit_path},
                                [](const db::Row& found) { return found.str(0); }));
    out.rows_unit = code.value_or(row.unit);
    TRY(const auto events, store::events(snapshot, row.id, history_shown));
    for (const auto& event : events) out.history.push_back({event.at, event.kind, event.actor_name, event.text});
    TRY(out.notes,
        snapshot.all("SELECT text FROM finding_notes WHERE unit_path = ? AND norm = ? AND period = ?",
                     {row.unit_path, row.norm, row.period}, [](const db::Row& found) { return found.str(0); }));
    return out;
}

}  // namespace sauro::findings
