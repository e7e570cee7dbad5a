// Two rulebooks over the same facts: which findings come, go or read differently.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "rulebook/impl.hpp"
#include "rulebook/verdicts.hpp"

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
        if (overlay.until) out += fmt::format("<{}|", overlay.until->iso());
        for (const auto& value : overlay.values) out += fmt::format("{}={};", value.from.iso(), value.value.text());
    }
    return out;
}

// Nothing where the rulebook has no such norm.
Result<std::optional<Verdicts>> verdicts(const Rulebook& book, db::Snapshot& snapshot, EvaluateRequest request,
                                         const Norm* norm) {
    if (!norm) return std::nullopt;
    request.norm = norm->id;
    request.with_facts = false;
    TRY(auto found, judge_all(book, snapshot, request));
    return std::optional(std::move(found));
}

std::optional<std::string> text(const std::string* known) { return known ? std::optional(*known) : std::nullopt; }

using Place = std::array<std::string_view, 3>;
std::map<Place, const Verdict*> by_place(const std::optional<Verdicts>& verdicts) {
    std::map<Place, const Verdict*> out;
    if (!verdicts) return out;
    const auto view = [](const std::string* known) { return known ? std::string_view(*known) : std::string_view(); };
    for (const auto& one : verdicts->all())
        out.try_emplace({view(one.subject()), view(one.unit()), view(one.area())}, &one);
    return out;
}

void compare(const std::map<Place, const Verdict*>& before, const std::map<Place, const Verdict*>& after,
             NormDifference& out) {
    std::vector<NormDifference::Row> others;  // shown where breaches leave room
    const auto take = [&](const Verdict* old_one, const Verdict* new_one) {
        const std::string was = old_one ? old_one->figures() : "", is = new_one ? new_one->figures() : "";
        if (was == is) return;
        const bool breached_before = old_one && old_one->outcome() == "breached",
                   breached_now = new_one && new_one->outcome() == "breached";
        const char* change = breached_now && !breached_before   ? "appears"
                             : breached_before && !breached_now ? "vanishes"
                                                                : "other";
        ++(breached_now && !breached_before   ? out.appearing
           : breached_before && !breached_now ? out.vanishing
                                              : out.other);
        auto& rows = breached_before != breached_now ? out.rows : others;
        if (rows.size() == rows_shown) return;
        const Verdict& place = new_one ? *new_one : *old_one;
        rows.push_back({change, text(place.unit()), text(place.area()), text(place.subject()), was, is});
    };
    for (const auto& [place, verdict] : before) {
        const auto found = after.find(place);
        take(verdict, found == after.end() ? nullptr : found->second);
    }
    for (const auto& [place, verdict] : after) {
        if (!before.contains(place)) take(nullptr, verdict);
    }
    const std::size_t room = std::min(others.size(), rows_shown - out.rows.size());
    std::move(others.begin(), others.begin() + static_cast<std::ptrdiff_t>(room), std::back_inserter(out.rows));
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
        compare(by_place(was), by_place(is), one);
        out.touched.push_back(std::move(one));
    }
    return out;
}

}  // namespace sauro::rulebook
