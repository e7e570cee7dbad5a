#include "rulebook/overlay.hpp"

#include <fmt/format.h>

namespace sauro::rulebook {
namespace {
bool is_stricter(const Parameter& parameter, const Rational& candidate, const Rational& current) {
    return parameter.stricter == "lower" ? candidate < current : candidate > current;
}
const ParameterValue* value_on(const std::vector<ParameterValue>& values, base::Date day) {
    const ParameterValue* best = nullptr;
    for (const auto& value : values) {
        if (value.from <= day && (!best || best->from <= value.from)) best = &value;
    }
    return best;
}
}  // namespace

StrictestValue strictest(const Norm& norm, const Parameter& parameter, const std::vector<Overlay>& overlays,
                         std::string_view path, base::Date day) {
    StrictestValue out;
    out.value = parameter.on(day);
    if (!out.value) return out;
    out.clause = out.value->clause;
    for (const auto& overlay : overlays) {
        if (overlay.norm != norm.id || overlay.parameter != parameter.name || !path.starts_with(overlay.unit_path))
            continue;
        const auto* value = value_on(overlay.values, day);
        if (value && is_stricter(parameter, value->value, out.value->value)) {
            out.value = value;
            out.clause = fmt::format("{}, {}", overlay.source, value->clause);
            out.local = true;
        }
    }
    return out;
}

Status check_overlay(const Overlay& overlay, const Norm& norm) {
    const auto refuse = [&](std::string why) {
        return fail(ErrorKind::invalid, "rulebook.overlay",
                    fmt::format("{}:{}: quy định riêng “{}” {}.", overlay.file, overlay.line, overlay.id, why),
                    fmt::format("{}:{}: overlay '{}' refused", overlay.file, overlay.line, overlay.id));
    };
    const Parameter* parameter = norm.parameter(overlay.parameter);
    if (!parameter) return refuse(fmt::format("nêu tham số “{}” mà quy tắc {} không có", overlay.parameter, norm.id));
    if (parameter->stricter == "constant") {
        return refuse(fmt::format("không được đổi “{}” của {}: văn bản ấn định cố định ({})", parameter->name, norm.id,
                                  norm.clause));
    }
    const auto compare = [&](const ParameterValue& local, const ParameterValue& central) -> Status {
        if (!is_stricter(*parameter, central.value, local.value)) return {};
        return refuse(fmt::format("nới lỏng “{}” từ {} ({}, {}) thành {} ({}, {}); quy định riêng chỉ được chặt hơn",
                                  parameter->name, central.text, norm.source, central.clause, local.text,
                                  overlay.source, local.clause));
    };
    for (const auto& local : overlay.values) {
        if (const auto* central = parameter->on(local.from)) TRYV(compare(local, *central));
    }
    // A later value of the rulebook must not find a looser local one still standing.
    for (const auto& central : parameter->values) {
        if (const auto* local = value_on(overlay.values, central.from)) TRYV(compare(*local, central));
    }
    return {};
}

}  // namespace sauro::rulebook
