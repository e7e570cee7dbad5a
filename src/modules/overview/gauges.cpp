#include "modules/overview/gauges.hpp"
#include "base/number.hpp"
#include "rulebook/describe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace sauro::overview {
namespace {

using rulebook::Finding;
using rulebook::Norm;

constexpr std::string_view province_cap = "KL226.2.2.d1.province-wide-cap";
constexpr std::string_view commune_cap = "KL226.2.2.d1.commune-wide-cap";
struct Shown {
    std::string_view id, norm, label;
};
constexpr std::array<Shown, 5> shown{
    {{"documents", "KL226.2.1.d3.reduce-15", "Giảm văn bản hành chính so với năm trước"},
     {"conferences", "KL226.2.2.p.reduce-10", "Giảm số hội nghị so với năm trước"},
     {"online", "KL226.2.2.p.online-min", "Hội nghị trực tuyến trên tổng số"},
     {"digitised", "KL226.2.3.d3.digitised-95", "Văn bản được số hóa"},
     {"network", "KL226.2.3.d3.network-documents", "Văn bản gửi qua mạng"}}};
constexpr std::size_t cap_position = 3;  // after the share of online conferences

// A miss of fewer points than this is "near"; only for showing, no verdict hangs on it.
constexpr double near_points = 5.0;

// One decimal, cut towards the failing side: a share just short of its limit must never read as reached.
double cut(double points) { return std::floor(points * 10.0 + 1e-9) / 10.0; }

std::string decimal(double points) {
    std::string text = fmt::format("{:.1f}", points);
    std::ranges::replace(text, '.', ',');
    return text;
}
std::string limit_percent(double points) {
    return std::nearbyint(points) == points ? fmt::format("{:.0f} %", points) : percent_text(points);
}

std::string worst_outcome(const std::vector<const Finding*>& findings) {
    for (const char* outcome : {"breached", "cannot_tell", "waived", "met"}) {
        if (std::ranges::any_of(findings, [&](const Finding* f) { return f->outcome == outcome; })) return outcome;
    }
    return "not_applicable";
}

std::optional<double> limit_of(const std::vector<const Finding*>& findings) {
    for (const Finding* finding : findings) {
        if (finding->limit_value) return finding->limit_value->approximate();
    }
    return std::nullopt;
}

void no_data(Gauge& gauge, std::string why) {
    gauge.measured_text = "–";
    gauge.measured.reset();
    gauge.status = "none";
    gauge.status_text = std::move(why);
}

// A rate that wants to be high: how far it is, and whether the year is still running.
void rate_status(Gauge& gauge, double exact, double limit, bool open, std::string_view so_far) {
    const double points = exact * 100.0, wanted = limit * 100.0;
    gauge.measured = cut(points);
    gauge.measured_text = percent_text(points);
    gauge.limit = wanted;
    gauge.limit_text = wanted >= 100.0 ? "100 %" : fmt::format("Tối thiểu {}", limit_percent(wanted));
    if (exact >= limit) {
        gauge.status = "ok";
        gauge.status_text = open ? fmt::format("{}: đạt", so_far) : "Đạt";
        return;
    }
    gauge.status = open ? "warn" : "bad";
    const double gap = std::max(0.1, std::ceil((wanted - points) * 10.0 - 1e-9) / 10.0);
    gauge.status_text =
        open ? fmt::format("{}: còn thiếu {} điểm", so_far, decimal(gap)) : fmt::format("Thiếu {} điểm", decimal(gap));
}

// A rate that must stay low.
void ceiling_status(Gauge& gauge, double exact, double limit, bool open) {
    const double points = std::ceil(exact * 1000.0 - 1e-9) / 10.0, most = limit * 100.0;
    gauge.direction = "at_most";
    gauge.measured = points;
    gauge.measured_text = percent_text(points);
    gauge.limit = most;
    gauge.limit_text = fmt::format("Tối đa {}", limit_percent(most));
    if (exact <= limit) {
        gauge.status = "ok";
        gauge.status_text = open ? "Đến nay: đạt" : "Đạt";
        return;
    }
    gauge.status = open ? "warn" : "bad";
    gauge.status_text = fmt::format("{} {} điểm", open ? "Đến nay: vượt" : "Vượt", decimal(points - most));
}

void change_gauge(Gauge& gauge, const std::vector<const Finding*>& findings) {
    gauge.kind = "percent";
    gauge.direction = "at_least";
    std::int64_t now = 0, then = 0, without_base = 0;
    bool open = false, ahead = false;
    for (const Finding* finding : findings) {
        if (finding->outcome == "not_applicable") continue;
        if (!finding->whole) {
            ++without_base;
            continue;
        }
        ahead = ahead || (finding->period_open && !finding->forecast);
        open = open || finding->period_open;
        now += finding->period_open ? finding->forecast.value_or(0) : finding->count.value_or(0);
        then += *finding->whole;
    }
    const auto limit = limit_of(findings);
    if (ahead) return no_data(gauge, "Kỳ này chưa bắt đầu");
    if (then == 0 || !limit) {
        no_data(gauge, "Chưa có số liệu");
        if (without_base > 0)
            gauge.missing = fmt::format("Chưa kết luận được: {} đơn vị chưa có số liệu trọn năm trước",
                                        base::vi_number(without_base));
        return;
    }
    rate_status(gauge, static_cast<double>(then - now) / static_cast<double>(then), *limit, open, "Dự báo cả năm");
    if (without_base > 0) gauge.status_text += fmt::format("; {} đơn vị chưa có gốc", base::vi_number(without_base));
}

void share_gauge(Gauge& gauge, const Norm& norm, const std::vector<const Finding*>& findings) {
    const bool at_most = !norm.parameters.empty() && !norm.parameters.front().name.starts_with("min");
    gauge.kind = "percent";
    gauge.direction = "at_least";
    std::int64_t part = 0, whole = 0, failing = 0;
    bool open = false;
    const auto limit = limit_of(findings);
    for (const Finding* finding : findings) {
        if (finding->outcome == "not_applicable" || !finding->whole || *finding->whole == 0) continue;
        open = open || finding->period_open;
        part += finding->count.value_or(0);
        whole += *finding->whole;
        if (!finding->measured_value || !finding->limit_value) continue;
        const bool fails = at_most ? *finding->measured_value > *finding->limit_value
                                   : *finding->measured_value < *finding->limit_value;
        failing += fails ? 1 : 0;
    }
    if (whole == 0 || !limit) return no_data(gauge, "Chưa có số liệu");
    const double share = static_cast<double>(part) / static_cast<double>(whole);
    at_most ? ceiling_status(gauge, share, *limit, open) : rate_status(gauge, share, *limit, open, "Đến nay");
    if (failing > 0 && findings.size() > 1)
        gauge.status_text += fmt::format("; {} đơn vị chưa đạt", base::vi_number(failing));
}

// One area: pips against its cap.
void cap_gauge(Gauge& gauge, const std::vector<const Finding*>& findings, std::string_view what) {
    gauge.kind = "pips";
    gauge.direction = "at_most";
    const Finding* finding = findings.empty() ? nullptr : findings.front();
    if (finding == nullptr || !finding->count || !finding->limit_value)
        return no_data(gauge, fmt::format("Chưa có hội nghị {}", what));
    const auto limit = static_cast<std::int64_t>(finding->limit_value->approximate());
    const std::int64_t count = *finding->count;
    gauge.measured = static_cast<double>(count);
    gauge.limit = static_cast<double>(limit);
    gauge.max = std::max(count, limit);
    gauge.measured_text = fmt::format("{} / {}", base::vi_number(count), base::vi_number(limit));
    gauge.limit_text = fmt::format("Tối đa {} hội nghị", base::vi_number(limit));
    if (finding->outcome == "breached") {
        gauge.status = "bad";
        gauge.status_text = fmt::format("Vượt {} hội nghị {}", base::vi_number(count - limit), what);
    } else if (finding->outcome == "waived") {
        gauge.status = "ok";
        gauge.status_text = "Phần vượt đã có quyết định";
    } else if (finding->outcome == "cannot_tell") {
        gauge.status = "info";
        gauge.status_text = "Chưa kết luận được";
        gauge.missing = finding->missing ? std::optional("Thiếu: " + *finding->missing) : std::nullopt;
    } else {
        gauge.status = count == limit ? "warn" : "ok";
        gauge.status_text = count == limit ? "Đạt, đã dùng hết hạn mức" : "Đạt";
    }
}

// Many areas: how many keep their cap. An area of which nothing is known passes nothing.
void caps_gauge(Gauge& gauge, const std::vector<const Finding*>& findings, std::int64_t areas) {
    gauge.kind = "count";
    gauge.direction = "at_least";
    std::int64_t good = 0, over = 0;
    for (const Finding* finding : findings) {
        good += finding->outcome == "met" || finding->outcome == "waived" ? 1 : 0;
        over += finding->outcome == "breached" ? 1 : 0;
    }
    if (findings.empty() || areas == 0) return no_data(gauge, "Chưa có số liệu");
    const std::int64_t unsure = areas - good - over;
    gauge.measured = static_cast<double>(good);
    gauge.limit = static_cast<double>(areas);
    gauge.max = areas;
    gauge.measured_text = fmt::format("{} / {} tỉnh", good, areas);
    gauge.limit_text = fmt::format("Toàn bộ {}", areas);
    gauge.status = over > 0 ? "bad" : unsure > 0 ? "info" : "ok";
    gauge.status_text = over > 0 ? fmt::format("{} tỉnh vượt", over) : unsure > 0 ? "" : "Đạt";
    if (unsure > 0) {
        gauge.status_text += fmt::format("{}{} tỉnh chưa đủ số liệu", over > 0 ? "; " : "", unsure);
    }
}

}  // namespace

std::string percent_text(double points) { return decimal(cut(points)) + " %"; }

std::string clause_text(const Norm& norm) {
    const auto end = norm.clause.find_first_not_of("0123456789.");
    const std::string number = norm.clause.substr(0, end);
    return rulebook::cite(norm.source_brief, number.empty() ? norm.clause : number);
}

std::string_view cap_norm(Level level) { return level == Level::commune ? commune_cap : province_cap; }

std::vector<const Norm*> gauge_norms(const rulebook::Rulebook& book, Level level) {
    std::vector<std::string_view> ids;
    for (const auto& one : shown) ids.push_back(one.norm);
    ids.insert(ids.begin() + cap_position, cap_norm(level));
    std::vector<const Norm*> norms;
    for (const auto id : ids) {
        if (const Norm* norm = book.find(id)) norms.push_back(norm);
    }
    return norms;
}

Gauge gauge_of(const Norm& norm, const std::vector<const Finding*>& findings, const Scope& scope) {
    Gauge gauge;
    gauge.norm = norm.id;
    gauge.row = norm.row();
    gauge.clause_text = clause_text(norm);
    gauge.interpretations = norm.interpretations;
    gauge.outcome = worst_outcome(findings);
    gauge.rows_href = fmt::format("/api/v1/units/{}/figures/{}?period={}&as_of={}", scope.unit, norm.id, scope.period,
                                  scope.as_of.iso());
    const auto known = std::ranges::find(shown, norm.id, &Shown::norm);
    if (known != shown.end()) {
        gauge.id = known->id;
        gauge.label = known->label;
    }
    if (norm.kind == "change_vs_baseline") {
        change_gauge(gauge, findings);
    } else if (norm.kind == "share") {
        share_gauge(gauge, norm, findings);
    } else {
        gauge.id = "cap";
        const bool communes = norm.id == commune_cap;
        if (scope.level == Level::central) {
            gauge.label = "Tỉnh đúng hạn mức hội nghị toàn tỉnh";
            caps_gauge(gauge, findings, scope.areas);
        } else {
            gauge.label = communes ? "Hội nghị toàn xã trong năm" : "Hội nghị toàn tỉnh trong năm";
            cap_gauge(gauge, findings, communes ? "toàn xã" : "toàn tỉnh");
        }
    }
    return gauge;
}

AreaState state_of(const std::vector<Gauge>& gauges) {
    std::string failed;
    bool any = false, far = false;
    for (const auto& gauge : gauges) {
        if (gauge.status == "none") continue;
        any = true;
        if (gauge.kind == "pips" && gauge.status == "bad") return {"over", gauge.status_text};
        if (gauge.kind != "percent" || !gauge.measured || !gauge.limit || *gauge.measured >= *gauge.limit) continue;
        far = far || *gauge.limit - *gauge.measured >= near_points;
        failed += fmt::format("{}{} {}", failed.empty() ? "" : "; ", gauge.label, gauge.measured_text);
    }
    if (!any) return {"none", "Chưa có số liệu"};
    if (failed.empty()) return {"met", "Đạt các chỉ tiêu có số liệu"};
    return {far ? "some_failed" : "near", failed};
}

}  // namespace sauro::overview
