#include "rulebook/local.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/hash.hpp"
#include "rulebook/impl.hpp"

namespace sauro::rulebook {
namespace {

std::string content_of(const Overlay& overlay) {
    std::string out = fmt::format("{}\n{}\n{}\n{}\n{}\n{}\n", overlay.unit_path, overlay.source, overlay.norm,
                                  overlay.parameter, overlay.exception, overlay.until ? overlay.until->iso() : "");
    for (const auto& value : overlay.values)
        out += fmt::format("{} {} {}\n", value.from.iso(), value.text, value.clause);
    return out;
}

std::string content_of(const Decision& decision) {
    std::string out = fmt::format("{}\n{}\n{}\n{}\n{}\n", decision.interpretation, decision.choice, decision.owner,
                                  decision.symbol, decision.date.iso());
    for (const auto& value : decision.values) out += fmt::format("{} {} {}\n", value.norm, value.parameter, value.text);
    return out;
}

void put_back(Rulebook::Impl& book) {
    for (auto& [at, before] : book.replaced) {
        book.norms[at] = std::move(before.norm);
        if (before.plan) *std::ranges::find(book.plans, at, &Plan::norm) = *std::move(before.plan);
    }
    book.replaced.clear();
    if (!book.undecided.empty()) book.interpretations = std::exchange(book.undecided, {});
}

}  // namespace

Localised with_local(const Rulebook& book, std::vector<Overlay> overlays, const std::vector<Decision>& decisions) {
    auto impl = std::make_shared<Rulebook::Impl>(book.impl());
    put_back(*impl);
    std::erase_if(impl->overlays, [](const Overlay& overlay) { return overlay.kept; });
    impl->hash = impl->files_hash;
    std::map<std::string, std::string> refused;
    base::Sha256 hash;
    hash.update(impl->files_hash);
    bool any = false;
    if (!decisions.empty()) impl->undecided = impl->interpretations;
    for (const auto& decision : decisions) {
        if (auto allowed = decide(*impl, decision); !allowed) {
            refused[decision.id] = allowed.error().message;
            continue;
        }
        hash.update(content_of(decision));
        any = true;
    }
    for (auto& overlay : overlays) {
        overlay.kept = true;
        const auto found = impl->index.find(overlay.norm);
        if (found == impl->index.end()) {
            refused[overlay.id] = fmt::format("Bộ quy tắc không còn quy tắc {}.", overlay.norm);
            continue;
        }
        if (auto allowed = check_overlay(overlay, impl->norms[found->second]); !allowed) {
            refused[overlay.id] = allowed.error().message;
            continue;
        }
        hash.update(content_of(overlay));
        any = true;
        impl->overlays.push_back(std::move(overlay));
    }
    if (any) impl->hash = "sha256:" + hash.finish();
    return {Rulebook(std::move(impl)), std::move(refused)};
}

Status may_decide(const Rulebook& book, const Decision& decision) {
    Rulebook::Impl files = book.impl();
    put_back(files);
    return decide(files, decision);
}

Status may_join(const Rulebook& book, const Overlay& overlay) {
    const auto& impl = book.impl();
    const auto found = impl.index.find(overlay.norm);
    if (found == impl.index.end())
        return fail(ErrorKind::not_found, "norm.unknown", fmt::format("Không có quy tắc “{}”.", overlay.norm));
    const Norm& norm = impl.norms[found->second];
    if (!norm.checked) {
        return fail(ErrorKind::invalid, "rulebook.overlay",
                    fmt::format("Quy tắc {} do người xem xét, không có mức để siết bằng máy.", norm.id));
    }
    TRYV(check_overlay(overlay, norm));
    if (!overlay.exception.empty()) {
        if (const auto* before = withdrawn(norm, impl.overlays, overlay.unit_path, overlay.values.front().from)) {
            return fail(ErrorKind::conflict, "rulebook.overlay",
                        fmt::format("Trường hợp miễn này đã được bỏ theo {}, {}.", before->source,
                                    before->values.front().clause));
        }
        return {};
    }
    const Parameter& parameter = *norm.parameter(overlay.parameter);
    for (const auto& value : overlay.values) {
        // What the office itself said before gives way to the new document; the units above do not.
        std::vector<Overlay> above;
        for (const auto& one : impl.overlays) {
            if (!(one.kept && one.unit_path == overlay.unit_path)) above.push_back(one);
        }
        const auto holds = strictest(norm, parameter, above, overlay.unit_path, value.from);
        if (!holds.value) continue;
        const bool stricter =
            parameter.stricter == "lower" ? value.value < holds.value->value : value.value > holds.value->value;
        if (stricter) continue;
        return fail(ErrorKind::invalid, "rulebook.overlay",
                    fmt::format("Mức {} ({}, {}) không chặt hơn mức đang áp dụng {} ({}); quy định riêng chỉ được chặt "
                                "hơn. Nhập mức {} {}.",
                                value.text, overlay.source, value.clause, holds.value->text,
                                holds.local ? holds.clause : fmt::format("{}, {}", norm.source, holds.clause),
                                parameter.stricter == "lower" ? "thấp hơn" : "cao hơn", holds.value->text),
                    "Not stricter than what holds.");
    }
    return {};
}

Result<ParameterValue> local_value(const Parameter& parameter, std::string_view text, base::Date from,
                                   std::string clause) {
    ParameterValue out;
    out.from = from;
    out.clause = std::move(clause);
    out.text = std::string(text);
    if (parameter.is_date) {
        TRY(const auto day, base::Date::parse_iso(text));
        out.value = Rational(day.days());
        return out;
    }
    const bool percent = !parameter.values.empty() && parameter.values.back().text.ends_with('%');
    if (percent && !out.text.empty() && !out.text.ends_with('%')) out.text += '%';
    TRY(out.value, Rational::parse(out.text));
    return out;
}

std::vector<Overlay> overlays_over(const Rulebook& book, std::string_view norm, std::string_view path) {
    std::vector<Overlay> out;
    for (const auto& overlay : book.impl().overlays) {
        if (overlay.norm == norm && path.starts_with(overlay.unit_path)) out.push_back(overlay);
    }
    return out;
}

}  // namespace sauro::rulebook
