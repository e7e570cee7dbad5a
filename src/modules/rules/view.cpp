#include "modules/rules/view.hpp"

#include <algorithm>
#include <set>

#include "rulebook/describe.hpp"
#include "rulebook/sample.hpp"

namespace sauro::rules {
namespace {

using rulebook::Norm;
using rulebook::Rulebook;

std::string state_of(const Norm& norm) {
    if (norm.planned) return "planned";
    if (norm.checked || norm.executability == "definition") return norm.executability;
    return "human_judgement";
}

InterpretationView reading_view(const Rulebook& book, const rulebook::Interpretation& one, const Histories& decided) {
    InterpretationView out{one.id,     one.question, rulebook::choice_text(one),
                           one.reason, one.status,   one.owner,
                           one.date,   {},           {},
                           {},         {},           one.norms,
                           {}};
    if (!one.symbol.empty()) out.symbol = one.symbol;
    if (auto other = rulebook::counted_by(one); !other.empty()) out.counted_by = std::move(other);
    for (auto& choice : rulebook::choices_of(book, one.id))
        out.choices.push_back({std::move(choice.letter), std::move(choice.text), choice.proposed, choice.counted});
    for (const auto& open : rulebook::open_values(book, one.id)) {
        const auto* norm = book.find(open.norm);
        const auto& value = norm->parameter(open.parameter)->values.front();
        out.values.push_back({open.norm, norm->statement, rulebook::cite(norm->source_brief, norm->clause),
                              open.parameter, value.text, open.least, open.most});
    }
    if (const auto history = decided.find(one.id); history != decided.end()) out.history = history->second;
    return out;
}

void fill(RuleView& out, const Norm& norm, const std::vector<LocalView>& local,
          const std::set<std::string>& verification_due) {
    out.id = norm.id;
    out.row = norm.row();
    out.source = norm.source;
    out.clause = norm.clause;
    out.statement = norm.statement;
    out.force = norm.force;
    out.executability = norm.executability;
    out.kind = norm.kind;
    out.state = state_of(norm);
    out.verified_on = norm.verified_on.iso();
    out.verify_due = verification_due.contains(norm.id);
    for (const auto& parameter : norm.parameters) {
        for (const auto& value : parameter.values) {
            out.parameters.push_back(
                {parameter.name, value.text, value.from.iso(), value.clause, parameter.stricter, parameter.note});
        }
    }
    for (const auto& exception : norm.exceptions) {
        ExceptionView view{exception.id, exception.effect, exception.note, exception.clause, {}};
        for (const auto& need : exception.needs) view.needs.push_back(need.missing);
        out.exceptions.push_back(std::move(view));
    }
    out.interpretations = norm.interpretations;
    for (const auto& one : {norm.applies.interpretation, norm.alternative ? norm.alternative->interpretation : ""}) {
        if (!one.empty() && std::ranges::find(out.interpretations, one) == out.interpretations.end())
            out.interpretations.push_back(one);
    }
    for (const auto& one : local) {
        if (one.norm == norm.id) out.local.push_back(one);
    }
    out.cases = static_cast<std::int64_t>(norm.cases.size());
}

std::set<std::string> due(const Rulebook& book, base::Date today) {
    std::set<std::string> out;
    for (const auto* norm : rulebook::verification_due(book, today)) out.insert(norm->id);
    return out;
}

SourceView source_view(const Rulebook& book, const rulebook::Source& source, const std::set<std::string>& verify) {
    SourceView out;
    out.id = source.id;
    out.brief = source.brief;
    out.title = source.title;
    out.issuer = source.issuer;
    out.issued = source.issued.iso();
    const auto depth = rulebook::depth_of(book, source.id);
    out.unmeasured = depth.unmeasured;
    out.sentences = depth.sentences;
    for (const auto& norm : book.norms()) {
        if (norm.source != source.id) continue;
        ++out.norms;
        out.cases += static_cast<std::int64_t>(norm.cases.size());
        if (norm.checked) ++out.checked;
        const std::string state = state_of(norm);
        ++(state == "planned"         ? out.planned
           : state == "definition"    ? out.definitions
           : state == "full"          ? out.full
           : state == "over_reports"  ? out.over_reports
           : state == "under_reports" ? out.under_reports
           : state == "measured_only" ? out.measured_only
                                      : out.people);
        if (verify.contains(norm.id)) ++out.verify_due;
        const std::string verified = norm.verified_on.iso();
        if (out.verified_on.empty() || verified < out.verified_on) out.verified_on = verified;
    }
    return out;
}

std::vector<InterpretationView> readings_of(const Rulebook& book, const std::set<std::string>& cited,
                                            const Histories& decided) {
    std::vector<InterpretationView> out;
    for (const auto& one : book.interpretations()) {
        if (cited.contains(one.id)) out.push_back(reading_view(book, one, decided));
    }
    return out;
}

std::string type_word(facts::Type type) {
    switch (type) {
        case facts::Type::integer:
        case facts::Type::number:
            return "number";
        case facts::Type::boolean:
            return "boolean";
        case facts::Type::date:
            return "date";
        default:
            return "text";
    }
}

}  // namespace

std::vector<LocalView> local_views(const std::vector<LocalRule>& rules, const rulebook::Localised& standing,
                                   const api::UnitRef& unit, base::Date today) {
    std::vector<LocalView> out;
    for (const auto& rule : rules) {
        const Change& c = rule.change;
        if (!unit.path.starts_with(c.unit_path)) continue;
        LocalView view{c.id,     c.unit_code,       c.unit_name,  c.norm, c.parameter, c.exception,
                       c.value,  c.starts_on.iso(), {},           {},     c.symbol,    c.issued_on.iso(),
                       c.issuer, c.clause,          c.actor_name, {},     {},          false};
        if (rule.until) {
            view.until = rule.until->iso();
            view.ended_by = rule.ended_by;
        }
        view.own = c.unit_path == unit.path;
        const auto refused = standing.refused.find(c.id);
        view.state = rule.never() || (rule.until && today >= *rule.until) ? "over"
                     : refused != standing.refused.end()                  ? "left_out"
                     : today < c.starts_on                                ? "upcoming"
                                                                          : "in_force";
        if (view.state == "left_out") view.why = refused->second;
        out.push_back(std::move(view));
    }
    std::ranges::sort(out, std::greater<>{}, &LocalView::id);
    return out;
}

Histories histories(const std::vector<Decided>& decided, const rulebook::Localised& standing) {
    Histories out;
    for (const auto& one : decided) {
        const auto& d = one.decision;
        DecisionView view{d.id, {}, {}, d.owner, d.symbol, d.date.iso(), one.reason, one.actor_name, one.at, {}};
        if (!d.choice.empty()) view.choice = d.choice;
        for (const auto& value : d.values) view.values.push_back({value.norm, value.parameter, value.text});
        if (const auto why = standing.refused.find(d.id); why != standing.refused.end()) view.why = why->second;
        auto& history = out[d.interpretation];
        history.insert(history.begin(), std::move(view));
    }
    return out;
}

BookView book_view(const Rulebook& book, const std::string& source, const Said& said, base::Date today) {
    BookView out;
    out.rulebook = book.hash();
    out.as_of = today.iso();
    out.source = source;
    const auto verify = due(book, today);
    for (const auto& one : book.sources()) out.sources.push_back(source_view(book, one, verify));
    std::set<std::string> cited;
    for (const auto& norm : book.norms()) {
        if (norm.source != source) continue;
        RuleView view;
        fill(view, norm, said.local, verify);
        cited.insert(view.interpretations.begin(), view.interpretations.end());
        out.norms.push_back(std::move(view));
    }
    out.interpretations = readings_of(book, cited, said.decided);
    return out;
}

RuleDetail detail_view(const Rulebook& book, const Norm& norm, const Said& said, base::Date today) {
    RuleDetail out;
    fill(out, norm, said.local, due(book, today));
    out.remedy = norm.remedy;
    out.fact = norm.fact;
    out.analyser = norm.analyser;
    out.per = norm.per;
    out.levels = norm.applies.levels;
    out.blocs = norm.applies.blocs;
    if (norm.applies.from) out.applies_from = norm.applies.from->iso();
    if (norm.applies.until) out.applies_until = norm.applies.until->iso();
    for (const auto& one : norm.cases) out.case_list.push_back({one.name, one.expect});
    for (const auto& one : rulebook::sample_columns(book, norm))
        out.columns.push_back({one.column.name, type_word(one.column.type), one.column.note, one.used});
    out.readings = readings_of(book, {out.interpretations.begin(), out.interpretations.end()}, said.decided);
    return out;
}

}  // namespace sauro::rules
