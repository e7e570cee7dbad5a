#include "modules/overview/worklist.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "modules/overview/gauges.hpp"

namespace sauro::overview {
namespace {

using rulebook::Finding;

constexpr std::size_t shown_items = 20;

// 0 breach, 1 warning, 2 reminder; nullopt: no finding. What cannot be told is counted apart (findings.unknowns).
std::optional<int> urgency(const Finding& finding) {
    if (finding.outcome != "breached") return std::nullopt;
    return finding.severity == "error" ? 0 : finding.severity == "warning" ? 1 : 2;
}

// The sentence without its citation, which has a column of its own, and without the notes after it.
std::string title_of(const Finding& finding) {
    std::string text = finding.message.substr(0, finding.message.find(". "));
    while (!text.empty() && (text.back() == '.' || text.back() == ' ')) text.pop_back();
    if (text.ends_with(')')) {
        const auto open = text.rfind('(');
        if (open != std::string::npos && open > 0) text.erase(open);
    }
    while (!text.empty() && (text.back() == ' ' || text.back() == ',' || text.back() == ';')) text.pop_back();
    return text;
}

std::string marks(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += i == 0 ? "?" : ", ?";
    return text;
}

struct Subject {
    std::string title, date;
};

// How a record of a fact view is called by people. Only views that norms judge record by record.
struct Naming {
    const char* fact;
    const char* sql;
};
constexpr Naming namings[] = {
    {"conferences", "SELECT id, title, date FROM fact_conferences WHERE unit IN ({units}) AND id IN ({ids})"},
    {"speeches",
     "SELECT s.id, c.title, s.date FROM fact_speeches s JOIN fact_conferences c ON c.id = s.conference AND c.unit = "
     "s.unit "
     "WHERE s.unit IN ({units}) AND s.id IN ({ids})"},
    {"tasks", "SELECT id, work, due FROM fact_tasks WHERE unit IN ({units}) AND id IN ({ids})"},
    {"documents", "SELECT id, subject, date FROM fact_documents WHERE unit IN ({units}) AND id IN ({ids})"},
    {"recommendations", "SELECT id, text, date FROM fact_recommendations WHERE unit IN ({units}) AND id IN ({ids})"},
    {"compositions", "SELECT id, title, date FROM fact_compositions WHERE unit IN ({units}) AND id IN ({ids})"},
    {"reports", "SELECT id, form || ' ' || period, date FROM fact_reports WHERE unit IN ({units}) AND id IN ({ids})"},
    {"activities", "SELECT id, title, date FROM fact_activities WHERE unit IN ({units}) AND id IN ({ids})"},
    {"responsibilities",
     "SELECT id, function, date FROM fact_responsibilities WHERE unit IN ({units}) AND id IN ({ids})"},
    {"delegations", "SELECT id, matter, date FROM fact_delegations WHERE unit IN ({units}) AND id IN ({ids})"},
    {"reorganisations", "SELECT id, item, date FROM fact_reorganisations WHERE unit IN ({units}) AND id IN ({ids})"},
    {"properties", "SELECT id, name, date FROM fact_properties WHERE unit IN ({units}) AND id IN ({ids})"},
    {"document_reviews",
     "SELECT id, document, date FROM fact_document_reviews WHERE unit IN ({units}) AND id IN ({ids})"},
    {"indicators", "SELECT id, name, date FROM fact_indicators WHERE unit IN ({units}) AND id IN ({ids})"},
};

std::string with_list(std::string sql, std::string_view what, const std::string& with) {
    return sql.replace(sql.find(what), what.size(), with);
}

Status name_subjects(const rulebook::Rulebook& book, db::Snapshot& snapshot, const std::vector<const Finding*>& items,
                     std::map<std::pair<std::string, std::string>, Subject>& names) {
    std::map<std::string, std::pair<std::set<std::string>, std::set<std::string>>> wanted;  // fact -> units, ids
    const auto fact_of = [&](const Finding& finding) {
        const auto* norm = book.find(finding.norm);
        if (norm == nullptr) return std::string();
        return norm->kind == "sum_limit" ? std::string("conferences")
                                         : norm->fact;  // a sum is judged for its conference
    };
    for (const Finding* finding : items) {
        if (!finding->subject || !finding->unit) continue;
        auto& [units, ids] = wanted[fact_of(*finding)];
        units.insert(*finding->unit);
        ids.insert(*finding->subject);
    }
    for (const auto& [fact, keys] : wanted) {
        const auto naming = std::ranges::find_if(namings, [&](const Naming& one) { return fact == one.fact; });
        if (naming == std::end(namings)) continue;
        std::vector<db::Value> params(keys.first.begin(), keys.first.end());
        params.insert(params.end(), keys.second.begin(), keys.second.end());
        const std::string sql =
            with_list(with_list(naming->sql, "{units}", marks(keys.first.size())), "{ids}", marks(keys.second.size()));
        TRYV(snapshot.query(sql, db::Params(params), [&](const db::Row& row) {
            names[{fact, row.str(0)}] = {row.str(1), row.str(2)};
            return true;
        }));
    }
    return {};
}

Result<std::map<std::string, std::string>> names_of(db::Snapshot& snapshot, const std::string& sql,
                                                    const std::set<std::string>& codes) {
    std::map<std::string, std::string> names;
    if (codes.empty()) return names;
    const std::vector<db::Value> params(codes.begin(), codes.end());
    TRYV(snapshot.query(sql + "(" + marks(codes.size()) + ")", db::Params(params), [&](const db::Row& row) {
        names[row.str(0)] = row.str(1);
        return true;
    }));
    return names;
}

}  // namespace

Result<Findings> worklist(const rulebook::Rulebook& book, db::Snapshot& snapshot,
                          const std::vector<Finding>& findings) {
    Findings out;
    std::vector<std::pair<int, const Finding*>> ranked;
    for (const auto& finding : findings) {
        const auto rank = urgency(finding);
        if (!rank) continue;
        ++(*rank == 0 ? out.breached : *rank == 1 ? out.warning : out.info);
        ranked.emplace_back(*rank, &finding);
    }
    out.total = static_cast<std::int64_t>(ranked.size());
    // The most urgent first; among equals one of each norm before the second of any, so that no norm hides the others;
    // newest record first.
    std::ranges::reverse(ranked);
    std::map<std::string_view, int> seen;
    std::vector<std::pair<std::pair<int, int>, const Finding*>> ordered;
    for (const auto& [rank, finding] : ranked) ordered.push_back({{rank, seen[finding->norm]++}, finding});
    std::ranges::stable_sort(ordered, [](const auto& a, const auto& b) {
        const auto weight = [](const auto& one) { return std::tuple(one.first, one.second->subject.has_value()); };
        return weight(a) < weight(b);
    });
    if (ordered.size() > shown_items) ordered.resize(shown_items);

    std::vector<const Finding*> items;
    std::set<std::string> units, areas;
    for (const auto& [order, finding] : ordered) {
        items.push_back(finding);
        if (finding->unit) units.insert(*finding->unit);
        if (!finding->unit && finding->area) areas.insert(*finding->area);
    }
    TRY(auto unit_names, names_of(snapshot, "SELECT unit, name FROM fact_units WHERE unit IN ", units));
    TRY(auto area_names, names_of(snapshot, "SELECT area, full_name FROM fact_areas WHERE area IN ", areas));
    std::map<std::pair<std::string, std::string>, Subject> subjects;
    TRYV(name_subjects(book, snapshot, items, subjects));

    for (const Finding* finding : items) {
        const auto* norm = book.find(finding->norm);
        FindingRow row;
        row.norm = finding->norm;
        row.outcome = finding->outcome;
        row.severity = finding->severity;
        row.title = title_of(*finding);
        row.clause_text = norm == nullptr ? finding->source + ", " + finding->clause : clause_text(*norm);
        row.subject = finding->subject;
        row.unit = finding->unit;
        row.area = finding->area;
        row.where = finding->unit ? unit_names[*finding->unit] : finding->area ? area_names[*finding->area] : "";
        if (finding->subject && norm != nullptr) {
            const auto found =
                subjects.find({norm->kind == "sum_limit" ? "conferences" : norm->fact, *finding->subject});
            if (found != subjects.end()) {
                if (!found->second.title.empty()) row.where += (row.where.empty() ? "" : ". ") + found->second.title;
                if (!found->second.date.empty()) row.date = found->second.date;
            }
        }
        out.items.push_back(std::move(row));
    }
    return out;
}

}  // namespace sauro::overview
