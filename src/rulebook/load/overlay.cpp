#include "rulebook/overlay.hpp"

#include <fmt/format.h>

#include <algorithm>

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
// "1" may mean either; "20" only one.
std::string with_sign(const ParameterValue& value) {
    if (value.value > Rational(1)) return value.text + "%";
    const auto share = value.value.percent();
    return value.text.contains('/') || value.value == Rational(0) ? share
                                                                  : fmt::format("{}% hoặc {}", value.text, share);
}
}  // namespace

std::string HeldValue::clause() const {
    if (!value) return "";
    return overlay ? fmt::format("{}, {}", overlay->source, value->clause) : value->clause;
}

HeldValue held(const Norm& norm, const Parameter& parameter, const std::vector<Overlay>& overlays,
               std::string_view path, base::Date day) {
    HeldValue out;
    out.value = parameter.on(day);
    if (!out.value) return out;
    for (const auto& overlay : overlays) {
        if (overlay.norm != norm.id || overlay.parameter != parameter.name || overlay.over(day) ||
            !path.starts_with(overlay.unit_path))
            continue;
        const auto* value = value_on(overlay.values, day);
        if (value && is_stricter(parameter, value->value, out.value->value)) {
            out.value = value;
            out.overlay = &overlay;
        }
    }
    return out;
}

StrictestValue strictest(const Norm& norm, const Parameter& parameter, const std::vector<Overlay>& overlays,
                         std::string_view path, base::Date day) {
    const HeldValue found = held(norm, parameter, overlays, path, day);
    return {found.value, found.clause(), found.overlay != nullptr};
}

const Overlay* withdrawn(const Norm& norm, const std::vector<Overlay>& overlays, std::string_view path,
                         base::Date day) {
    for (const auto& overlay : overlays) {
        if (!overlay.exception.empty() && overlay.norm == norm.id && path.starts_with(overlay.unit_path) &&
            overlay.values.front().from <= day && !overlay.over(day))
            return &overlay;
    }
    return nullptr;
}

Status check_overlay(const Overlay& overlay, const Norm& norm) {
    const auto refuse = [&](std::string why) {
        return fail(ErrorKind::invalid, "rulebook.overlay",
                    overlay.kept
                        ? fmt::format("Quy định riêng “{}” {}.", overlay.source, why)
                        : fmt::format("{}:{}: quy định riêng “{}” {}.", overlay.file, overlay.line, overlay.id, why),
                    fmt::format("{}:{}: overlay '{}' refused", overlay.file, overlay.line, overlay.id));
    };
    if (!overlay.exception.empty()) {
        const auto found = std::ranges::find(norm.exceptions, overlay.exception, &NormException::id);
        if (found == norm.exceptions.end())
            return refuse(fmt::format("bỏ ngoại lệ “{}” mà quy tắc {} không có", overlay.exception, norm.id));
        // Without an exclusion more is counted: stricter for a cap, perhaps easier for a share. Not for a local
        // document.
        if (found->effect != "waive")
            return refuse(fmt::format(
                "bỏ loại trừ “{}” ({}, {}); chỉ được tự bỏ trường hợp miễn, cách đếm do văn bản cấp trên định",
                found->id, norm.source, found->clause));
        if (std::ranges::count(norm.exceptions, "waive", &NormException::effect) > 1)
            return refuse(
                fmt::format("bỏ một trong nhiều trường hợp miễn của {}: chưa tách được từng trường hợp", norm.id));
        return {};
    }
    const Parameter* parameter = norm.parameter(overlay.parameter);
    if (!parameter) return refuse(fmt::format("nêu tham số “{}” mà quy tắc {} không có", overlay.parameter, norm.id));
    // A file names its parameter; a person who tightens on the page chose it by what it means.
    const std::string called = overlay.kept ? "mức" : fmt::format("“{}”", parameter->name);
    if (parameter->stricter == "constant") {
        return refuse(
            fmt::format("không được đổi {} của {}: văn bản ấn định cố định ({})", called, norm.id, norm.clause));
    }
    const bool share = parameter->values.front().text.ends_with('%');
    // Minutes, days, pages, meetings: what the rulebook counts in whole numbers is tightened by whole numbers.
    const bool counts = !share && !parameter->is_date && std::ranges::all_of(parameter->values, [](const auto& own) {
        return own.value.denominator() == 1;
    });
    for (std::size_t i = 0; i < overlay.values.size(); ++i) {
        const auto& value = overlay.values[i];
        if (base::Date::parse_iso(value.text).has_value() != parameter->is_date)
            return refuse(
                fmt::format("đặt {} là {}; mức này là {}", called, value.text,
                            parameter->is_date ? "một ngày, ghi dạng 2026-06-30" : "một số, không phải ngày"));
        if (share && !value.text.ends_with('%'))
            return refuse(fmt::format("đặt {} là {} mà không có dấu %; ghi {}", called, value.text, with_sign(value)));
        if (share && value.value > Rational(1))
            return refuse(fmt::format("đặt {} là {}, quá 100%; ghi tỉ lệ từ 0% đến 100%", called, value.text));
        if (counts && value.value.denominator() != 1)
            return refuse(
                fmt::format("đặt {} là {}; số phút, số ngày, số cuộc, số lượng phải là số nguyên", called, value.text));
        // A speech of no minute, a paper of no page is none.
        static constexpr std::string_view lengths[] = {"minutes", "pages", "words", "days"};
        const bool length = std::ranges::any_of(lengths, [&](auto word) { return parameter->name.contains(word); });
        if (length && parameter->stricter == "lower" && value.value == Rational(0) &&
            std::ranges::none_of(parameter->values, [](const auto& own) { return own.value == Rational(0); }))
            return refuse(fmt::format("đặt {} là 0; ghi mức lớn hơn 0", called));
        if (!parameter->on(value.from))
            return refuse(fmt::format("đặt {} từ {} ({}), trước ngày {} có hiệu lực ({}); sửa ngày “from”", called,
                                      value.from.vi(), value.clause, norm.id, parameter->values.front().from.vi()));
        if (i > 0 && value.from <= overlay.values[i - 1].from)
            return refuse(fmt::format("có giá trị của {} không theo thứ tự ngày tăng dần", called));
        if (i > 0 && is_stricter(*parameter, overlay.values[i - 1].value, value.value))
            return refuse(fmt::format(
                "siết {} còn {} từ {} rồi nới thành {} từ {}; bỏ giá trị sau, hoặc ghi mức "
                "chặt hơn",
                called, overlay.values[i - 1].text, overlay.values[i - 1].from.vi(), value.text, value.from.vi()));
    }
    const auto compare = [&](const ParameterValue& local, const ParameterValue& central) -> Status {
        if (!is_stricter(*parameter, central.value, local.value)) return {};
        return refuse(fmt::format("nới lỏng {} từ {} ({}, {}) thành {} ({}, {}); quy định riêng chỉ được chặt hơn",
                                  called, central.text, norm.source, central.clause, local.text, overlay.source,
                                  local.clause));
    };
    for (const auto& local : overlay.values) {
        if (const auto* central = parameter->on(local.from)) TRYV(compare(local, *central));
    }
    // A later value of the rulebook must not find a looser local one still standing.
    for (const auto& central : parameter->values) {
        if (overlay.over(central.from)) continue;
        if (const auto* local = value_on(overlay.values, central.from)) TRYV(compare(*local, central));
    }
    return {};
}

Status not_looser_than_above(const Overlay& overlay, const Norm& norm, const std::vector<Overlay>& all) {
    const Parameter* parameter = norm.parameter(overlay.parameter);
    if (!parameter) return {};
    std::vector<Overlay> above;
    for (const auto& one : all) {
        if (one.unit_path.size() < overlay.unit_path.size() && overlay.unit_path.starts_with(one.unit_path))
            above.push_back(one);
    }
    for (const auto& local : overlay.values) {
        const auto held_above = strictest(norm, *parameter, above, overlay.unit_path, local.from);
        if (!held_above.local || !is_stricter(*parameter, held_above.value->value, local.value)) continue;
        return fail(
            ErrorKind::invalid, "rulebook.overlay",
            fmt::format("{}:{}: quy định riêng “{}” đặt mức {} ({}, {}) lỏng hơn mức {} của cấp trên ({}); chỉ được "
                        "chặt hơn.",
                        overlay.file, overlay.line, overlay.id, local.text, overlay.source, local.clause,
                        held_above.value->text, held_above.clause),
            fmt::format("{}:{}: overlay '{}' refused", overlay.file, overlay.line, overlay.id));
    }
    return {};
}

}  // namespace sauro::rulebook
