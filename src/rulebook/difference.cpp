// Two rulebooks over the same facts: which findings come, go or read differently.
#include <fmt/format.h>

#include <algorithm>

#include "rulebook/batch.hpp"

namespace sauro::rulebook {
namespace {

constexpr std::size_t rows_shown = 200;

const Norm* evaluated(const Rulebook& book, std::string_view id) {
    const Norm* norm = book.find(id);
    return norm && norm->checked && !norm->fact.empty() ? norm : nullptr;
}

// What local documents say about a norm.
std::string local(const Rulebook& book, std::string_view id) {
    std::string out;
    for (const auto& overlay : book.impl().overlays) {
        if (overlay.norm != id) continue;
        out += fmt::format("{}|{}|{}|", overlay.unit_path, overlay.parameter, overlay.exception);
        for (const auto& value : overlay.values) out += fmt::format("{}={};", value.from.iso(), value.value.text());
    }
    return out;
}

using Verdicts = std::map<std::string, Finding>;

Result<Verdicts> verdicts(const Rulebook& book, db::Snapshot& snapshot, EvaluateRequest request, const Norm* norm) {
    Verdicts out;
    if (!norm) return out;
    request.norm = norm->id;
    request.with_facts = false;
    TRY(auto findings, evaluate(book, snapshot, request));
    for (auto& finding : findings) {
        std::string key =
            finding.subject.value_or("") + '\n' + finding.unit.value_or("") + '\n' + finding.area.value_or("");
        out.emplace(std::move(key), std::move(finding));
    }
    return out;
}

std::string shown(const Finding* finding) {
    if (!finding) return "";
    return fmt::format("{} {} / {}", finding->outcome, finding->measured.value_or("–"), finding->limit.value_or("–"));
}

void compare(const Verdicts& before, const Verdicts& after, NormDifference& out) {
    const auto take = [&](const Finding* old_one, const Finding* new_one) {
        const std::string was = shown(old_one), is = shown(new_one);
        if (was == is) return;
        const bool breached_before = old_one && old_one->outcome == "breached",
                   breached_now = new_one && new_one->outcome == "breached";
        const char* change = breached_now && !breached_before   ? "appears"
                             : breached_before && !breached_now ? "vanishes"
                                                                : "other";
        ++(breached_now && !breached_before   ? out.appearing
           : breached_before && !breached_now ? out.vanishing
                                              : out.other);
        const Finding& place = new_one ? *new_one : *old_one;
        if (out.rows.size() < rows_shown) out.rows.push_back({change, place.unit, place.area, place.subject, was, is});
    };
    for (const auto& [key, finding] : before) {
        const auto found = after.find(key);
        take(&finding, found == after.end() ? nullptr : &found->second);
    }
    for (const auto& [key, finding] : after) {
        if (!before.contains(key)) take(nullptr, &finding);
    }
}

}  // namespace

Result<Difference> difference(const Rulebook& before, const Rulebook& after, db::Snapshot& snapshot,
                              const EvaluateRequest& request) {
    Difference out{before.hash(), after.hash(), 0, {}};
    std::vector<std::string> ids;
    for (const auto& norm : after.norms()) {
        if (evaluated(after, norm.id)) ++out.norms;
        ids.push_back(norm.id);
    }
    for (const auto& norm : before.norms()) {
        if (!after.find(norm.id)) ids.push_back(norm.id);
    }
    for (const auto& id : ids) {
        const Norm *old_norm = evaluated(before, id), *new_norm = evaluated(after, id);
        if (!old_norm && !new_norm) continue;
        if (old_norm && new_norm && old_norm->fingerprint == new_norm->fingerprint &&
            local(before, id) == local(after, id))
            continue;
        NormDifference one;
        one.norm = id;
        one.change = !old_norm ? "added" : !new_norm ? "removed" : "changed";
        TRY(const auto was, verdicts(before, snapshot, request, old_norm));
        TRY(const auto is, verdicts(after, snapshot, request, new_norm));
        compare(was, is, one);
        out.touched.push_back(std::move(one));
    }
    return out;
}

}  // namespace sauro::rulebook
