#include "rulebook/load/decision.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "rulebook/impl.hpp"

namespace sauro::rulebook {
namespace {

std::unexpected<Error> wrong(std::string_view field, const std::string& code, const std::string& message) {
    Error error{ErrorKind::invalid, code, message, {}, {}, {}, {}};
    error.fields.push_back({fmt::format("/{}", field), code, message});
    return fail(std::move(error));
}

std::string letter_of(const std::string& choice) { return choice.substr(0, choice.find(' ')); }

std::vector<OpenValue> values_of(const Rulebook::Impl& book, std::string_view interpretation) {
    const Open* open = book.open_of(interpretation);
    return open == nullptr ? std::vector<OpenValue>() : open->values;
}

// One value between its bounds, as the parameter is to have it from its first day on.
Result<ParameterValue> value_of(const Rulebook::Impl& book, const Interpretation& one, const Decision& decision,
                                const Decision::Value& wanted) {
    const auto values = values_of(book, one.id);
    const auto open = std::ranges::find_if(values, [&](const OpenValue& value) {
        return value.norm == wanted.norm && value.parameter == wanted.parameter;
    });
    if (open == values.end())
        return wrong("values", "interpretation.value",
                     fmt::format("{} không để ngỏ mức “{}” của {}: mức đó do văn bản ấn định.", one.id,
                                 wanted.parameter, wanted.norm));
    const Norm& norm = book.norms[book.index.find(open->norm)->second];
    const Parameter& parameter = *norm.parameter(open->parameter);
    const ParameterValue& stands = parameter.values.front();
    auto value = local_value(parameter, wanted.text, stands.from,
                             fmt::format("{}; {}, {}", stands.clause, one.id, decision.symbol));
    const auto least = local_value(parameter, open->least, {}, {}), most = local_value(parameter, open->most, {}, {});
    if (!value || !least || !most || value->value < least->value || value->value > most->value)
        return wrong(
            "values", "interpretation.value",
            fmt::format("Mức “{}” của {} ({}, {}) không dùng được; nhập từ {} đến {}, hiện là {}.", wanted.text,
                        norm.id, norm.source, stands.clause, open->least, open->most, stands.text));
    return value;
}

// Before a norm changes for the first time, as the files have it.
void keep(Rulebook::Impl& book, std::size_t at) {
    if (book.replaced.contains(at)) return;
    const auto plan = std::ranges::find(book.plans, at, &Plan::norm);
    book.replaced.emplace(
        at, Replaced{book.norms[at], plan == book.plans.end() ? std::nullopt : std::optional<Plan>(*plan)});
}

}  // namespace

const Reading* Open::reading(std::string_view choice) const {
    const auto found = std::ranges::find(readings, choice, &Reading::choice);
    return found == readings.end() ? nullptr : &*found;
}

Norm read_as(const Norm& norm, const std::string& interpretation, const Change& change) {
    Norm out = norm;
    if (!change.where.empty()) out.where = change.where;
    if (!change.numerator.empty()) out.numerator = change.numerator;
    if (!change.per.empty()) out.per = change.per;
    if (!change.exclusive.empty()) set_exclusive(*out.deadline, change.exclusive);
    for (const auto& [name, words] : change.nouns) out.nouns[name] = words;
    // The question is closed: nothing more is said of what the other choice would come to.
    if (out.alternative && out.alternative->interpretation == interpretation) out.alternative.reset();
    out.cases = change.cases;
    out.fingerprint += fmt::format("|{}|{}|{}|{}|{}", interpretation, change.where, change.numerator,
                                   fmt::join(change.per, ","), change.exclusive);
    return out;
}

Status decide(Rulebook::Impl& book, const Decision& decision) {
    const auto one = std::ranges::find(book.interpretations, decision.interpretation, &Interpretation::id);
    if (one == book.interpretations.end())
        return wrong("interpretation", "interpretation.unknown",
                     fmt::format("không có cách hiểu “{}”; xem danh sách ở rulebook/interpretations.yaml.",
                                 decision.interpretation));
    const auto chosen =
        std::ranges::find_if(one->choices, [&](const auto& choice) { return letter_of(choice) == decision.choice; });
    if (chosen == one->choices.end()) {
        std::string letters;
        for (const auto& choice : one->choices) letters += (letters.empty() ? "" : ", ") + letter_of(choice);
        return wrong("choice", "interpretation.choice",
                     fmt::format("{} không có phương án “{}”; chọn một trong {}.", one->id, decision.choice, letters));
    }
    const bool proposed = letter_of(one->proposed) == decision.choice;
    if (!decision.values.empty() && !proposed)
        return wrong("values", "interpretation.value",
                     fmt::format("Các mức của {} đi với phương án {}; chọn phương án đó hoặc bỏ mức.", one->id,
                                 letter_of(one->proposed)));
    std::map<std::size_t, std::pair<std::string, ParameterValue>> values;
    for (const auto& wanted : decision.values) {
        TRY(auto value, value_of(book, *one, decision, wanted));
        const auto at = book.index.find(wanted.norm)->second;
        if (!values.try_emplace(at, wanted.parameter, std::move(value)).second)
            return wrong("values", "interpretation.value", fmt::format("Mức của {} nhập hai lần.", wanted.norm));
    }
    for (const auto& [at, value] : values) {
        keep(book, at);
        Norm& norm = book.norms[at];
        std::ranges::find(norm.parameters, value.first, &Parameter::name)->values = {value.second};
        norm.fingerprint += fmt::format("|{}={}", value.first, value.second.text);
    }
    const Open* open = book.open_of(one->id);
    if (const auto* reading = open == nullptr ? nullptr : open->reading(decision.choice)) {
        for (const auto& change : reading->changes) {
            const auto at = book.index.find(change.norm)->second;
            keep(book, at);
            book.norms[at] = read_as(book.norms[at], one->id, change);
            const auto plan = std::ranges::find(book.plans, at, &Plan::norm);
            if (plan == book.plans.end()) continue;  // while the files load: compiled after
            TRY(*plan, plan_for(book, book.norms[at]));
            plan->norm = at;
        }
        one->proposed = *chosen;  // what norms count by now
    }
    one->status = "decided";
    one->decided = decision.choice;
    one->owner = decision.owner;
    one->symbol = decision.symbol;
    one->date = decision.date.iso();
    return {};
}

std::vector<Choice> choices_of(const Rulebook& book, std::string_view interpretation) {
    const auto& impl = book.impl();
    const auto& all = impl.undecided.empty() ? impl.interpretations : impl.undecided;
    std::vector<Choice> out;
    const auto one = std::ranges::find(all, interpretation, &Interpretation::id);
    if (one == all.end()) return out;
    const Open* open = impl.open_of(interpretation);
    for (const auto& choice : one->choices) {
        const std::string letter = letter_of(choice);
        const bool proposed = letter_of(one->proposed) == letter;
        out.push_back({letter, choice, proposed, proposed || (open != nullptr && open->reading(letter) != nullptr)});
    }
    return out;
}

std::vector<OpenValue> open_values(const Rulebook& book, std::string_view interpretation) {
    return values_of(book.impl(), interpretation);
}

void prove_readings(const Rulebook::Impl& book, std::vector<Error>& errors) {
    for (const auto& one : book.open) {
        const auto note = [&](const std::string& why) {
            errors.push_back(schema_error(one.file, one.line, fmt::format("{}: {}", one.interpretation, why)).error());
        };
        const auto& about = *std::ranges::find(book.interpretations, one.interpretation, &Interpretation::id);
        for (const auto& reading : one.readings) {
            if (std::ranges::none_of(about.choices, [&](const auto& c) { return letter_of(c) == reading.choice; }))
                note(fmt::format("không có phương án {}.", reading.choice));
            for (const auto& change : reading.changes) {
                const auto& norm = book.norms[book.index.find(change.norm)->second];
                if (const auto plan = plan_for(book, read_as(norm, one.interpretation, change)); !plan)
                    note(plan.error().message);
            }
        }
        for (const auto& open : one.values) {
            const auto at = book.index.find(open.norm);
            const auto* parameter = at == book.index.end() ? nullptr : book.norms[at->second].parameter(open.parameter);
            if (parameter == nullptr || parameter->values.size() != 1) {
                note(fmt::format("“{}” của {} phải là một mức có đúng một giá trị.", open.parameter, open.norm));
                continue;
            }
            const auto least = local_value(*parameter, open.least, {}, {}),
                       most = local_value(*parameter, open.most, {}, {});
            const auto& stands = parameter->values.front();
            if (!least || !most || stands.value < least->value || stands.value > most->value)
                note(fmt::format("mức đang dùng {} của {} phải nằm giữa “least” và “most”.", stands.text, open.norm));
        }
    }
}

}  // namespace sauro::rulebook
