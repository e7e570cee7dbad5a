#include "modules/rules/trial.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "docread/docread.hpp"
#include "rulebook/sample.hpp"

namespace sauro::rules {
namespace {

std::unexpected<Error> wrong(const std::string& column, std::string message) {
    Error error{ErrorKind::invalid, "sample.value", message, "A value of the sample does not fit.", {}, {}, {}};
    error.fields.push_back({"/values/" + column, "sample.value", std::move(message)});
    return fail(std::move(error));
}

Result<db::Value> value_of(const facts::View::Column& column, const std::string& typed) {
    const std::string& name = column.note.empty() ? column.name : column.note;
    switch (column.type) {
        case facts::Type::integer:
        case facts::Type::number: {
            std::int64_t number = 0;
            const auto [end, problem] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
            if (problem != std::errc() || end != typed.data() + typed.size())
                return wrong(column.name, fmt::format("“{}” ({}) không phải số nguyên. Nhập lại số.", typed, name));
            return db::Value(number);
        }
        case facts::Type::boolean:
            if (typed != "0" && typed != "1")
                return wrong(column.name, fmt::format("“{}” ({}) phải là có hoặc không.", typed, name));
            return db::Value(typed == "1");
        case facts::Type::date: {
            const auto day = base::Date::parse_iso(typed);
            if (!day)
                return wrong(column.name, fmt::format("“{}” ({}) không có trong lịch. Nhập lại ngày.", typed, name));
            return db::Value(day->iso());
        }
        default:
            return db::Value(typed);
    }
}

OutcomeView outcome_of(const rulebook::Finding& finding) {
    OutcomeView out{finding.outcome,
                    finding.severity,
                    finding.message,
                    finding.remedy,
                    finding.clause,
                    finding.period,
                    finding.measured,
                    finding.limit,
                    finding.missing,
                    finding.subject,
                    {}};
    for (const auto& passage : finding.passages) {
        if (!passage.quote.empty()) out.passages.push_back(passage.quote);
    }
    if (!finding.parameter_clause.empty()) out.clause = finding.parameter_clause;
    return out;
}

}  // namespace

Result<TryView> try_norm(const rulebook::Rulebook& book, db::Snapshot& snapshot, const api::UnitRef& unit,
                         const Sample& sample) {
    const auto* norm = book.find(sample.norm);
    if (norm == nullptr || !norm->checked) {
        return fail(ErrorKind::not_found, "norm.not_checked",
                    fmt::format("Quy tắc “{}” không do máy kiểm, nên không thử được trên mẫu.", sample.norm),
                    "This norm is not checked by a machine.");
    }
    TryView out;
    if (norm->fact.empty()) {
        auto document = docread::analyse(sample.text.value_or(""));
        if (!document.document_type) document.document_type = sample.document_type;
        if (!document.system) document.system = unit.bloc == "party" ? "party" : "state";
        rulebook::CheckContext context;
        context.unit_level = unit.level;
        context.unit_bloc = unit.bloc;
        context.unit_path = unit.path;
        for (const auto& finding : rulebook::check(book, document, context)) {
            if (finding.norm == norm->id) out.items.push_back(outcome_of(finding));
        }
        return out;
    }
    rulebook::DraftRequest request{norm->fact, {}, sample.period, sample.as_of, norm->id, {}};
    request.record = {{"id", "thu"},       {"unit", unit.code},   {"unit_path", unit.path},
                      {"area", unit.area}, {"level", unit.level}, {"bloc", unit.bloc},
                      {"sample", 0}};
    for (const auto& one : rulebook::sample_columns(book, *norm)) {
        const auto typed = sample.values.find(one.column.name);
        if (typed != sample.values.end() && !typed->second.empty()) {
            TRY(auto value, value_of(one.column, typed->second));
            request.record[one.column.name] = std::move(value);
        } else if (one.column.name == "date") {
            request.record["date"] = sample.as_of.iso();
        } else if (std::ranges::find(norm->per, one.column.name) != norm->per.end()) {
            request.record[one.column.name] = "thu";  // the conference a speech belongs to
        }
    }
    TRY(const auto findings, rulebook::evaluate_record(book, snapshot, request));
    for (const auto& finding : findings) out.items.push_back(outcome_of(finding));
    return out;
}

Result<CasesView> CaseRuns::of(const rulebook::Rulebook& book, base::Millis now) {
    const std::scoped_lock lock(guard_);
    if (last_.rulebook == book.hash()) return last_;
    TRY(const auto results, rulebook::run_cases(book));
    CasesView out;
    out.rulebook = book.hash();
    out.ran_at = now;
    for (const auto& one : results) {
        ++(one.passed ? out.passed : out.failed);
        out.items.push_back({one.norm, one.name, one.expected, one.actual, one.passed});
    }
    last_ = out;
    return out;
}

}  // namespace sauro::rules
