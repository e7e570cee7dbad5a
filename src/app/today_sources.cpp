#include "app/today_sources.hpp"

#include <fmt/format.h>

#include "modules/findings/findings.hpp"
#include "modules/hall/hall.hpp"
#include "modules/reports/open_items.hpp"
#include "modules/tasks/open_items.hpp"

namespace sauro::app {
namespace {

constexpr int days_ahead = 21;  // the page shows ten working days; the page itself cuts

std::optional<std::string> some(const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); }

Result<std::vector<documents::TodayItem>> tasks_of(db::Snapshot& snapshot, const std::string& unit, base::Date today) {
    TRY(const auto open, tasks::open_items(snapshot, unit, today.plus_days(days_ahead)));
    std::vector<documents::TodayItem> items;
    for (const auto& task : open)
        items.push_back({task.id, "task", task.work, some(task.assigner), some(task.source), task.due, {}, "Xem", {}});
    return items;
}

Result<std::vector<documents::TodayItem>> reports_of(db::Snapshot& snapshot, const std::string& unit,
                                                     base::Date today) {
    TRY(const auto open, reports::open_items(snapshot, unit, today.plus_days(days_ahead)));
    std::vector<documents::TodayItem> items;
    for (const auto& report : open) {
        const auto period = base::Period::parse(report.period);
        items.push_back({report.id,
                         "report",
                         fmt::format("Báo cáo {}, {}", report.form, period ? period->vi() : report.period),
                         {},
                         {},
                         report.due,
                         {},
                         "Xem",
                         {}});
    }
    return items;
}

Result<std::vector<documents::TodayItem>> findings_of(db::Snapshot& snapshot, const std::string& unit,
                                                      base::Date today) {
    TRY(const auto open, findings::open_items(snapshot, unit, today.plus_days(days_ahead)));
    std::vector<documents::TodayItem> items;
    for (const auto& one : open) {
        const std::string from = one.assigned_name.empty() ? "" : "Giao " + one.assigned_name;
        items.push_back(
            {one.id, "finding", one.message, some(from), {}, one.due, {}, "Giải trình", "/phat-hien/" + one.id});
    }
    return items;
}

Result<std::vector<documents::TodayItem>> slips_of(db::Snapshot& snapshot, const std::string& unit, base::Date today) {
    TRY(const auto open, hall::open_slips(snapshot, unit));
    std::vector<documents::TodayItem> items;
    for (const auto& one : open) {
        const auto due = base::Date::from_ms(one.due_at);
        if (due > today.plus_days(days_ahead)) break;
        items.push_back({one.id,
                         "meeting",
                         "Phiếu lấy ý kiến: " + one.question,
                         one.convenor,
                         {},
                         due.iso(),
                         {},
                         "Trả lời",
                         "/phieu-y-kien"});
    }
    return items;
}

}  // namespace

std::vector<documents::TodaySource> today_sources() { return {tasks_of, reports_of, findings_of, slips_of}; }

}  // namespace sauro::app
