#include "modules/documents/today.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "modules/documents/issuing.hpp"
#include "modules/documents/routes.hpp"
#include "modules/documents/rules.hpp"
#include "modules/documents/store_row.hpp"

namespace sauro::documents {

namespace {

constexpr int kMost = 50;  // of each kind: more than a person reads in a morning; the registers show all
constexpr int kAheadDays = 7;
constexpr base::Millis kNoticeShown =
    7LL * 24 * 60 * 60 * 1000;  // what a sender said of a document stays in sight so long

TodayItem item_of(const Record& r, const Shown& shown) {
    TodayItem item;
    item.id = r.id;
    item.kind = r.direction == "draft" ? "draft" : "document_in";
    item.title = r.subject.empty() ? "Dự thảo chưa có trích yếu" : r.subject;
    if (r.direction == "in") item.from = r.issuer;
    item.symbol = r.symbol;
    item.due = r.due;
    item.action = r.direction == "draft" ? "Xem lại" : r.status == "waiting" ? "Vào sổ" : "Xử lý";
    item.href = href_of(r);
    if (r.due) {
        if (const auto due = base::Date::parse_iso(*r.due)) item.due_text = due_text(*due, shown);
    }
    return item;
}

void place(TodayAnswer& answer, TodayItem item, const Shown& shown) {
    auto* column = &answer.today;
    if (item.due) {
        if (const auto due = base::Date::parse_iso(*item.due)) {
            if (item.due_text.empty()) item.due_text = due_text(*due, shown);
            column = *due < shown.today ? &answer.overdue : *due == shown.today ? &answer.today : &answer.upcoming;
        }
    }
    auto& counts = answer.counts;
    ++counts.all;
    ++(item.kind == "task" || item.kind == "recommendation" ? counts.tasks
       : item.kind == "report"                              ? counts.reports
       : item.kind == "meeting"                             ? counts.meetings
                                                            : counts.documents);
    column->push_back(std::move(item));
}

// What others wait for: signatures, opinions, documents that arrived through the system.
Status place_issuing(db::Snapshot& snapshot, const std::string& unit_id, const Shown& shown, base::Millis now,
                     TodayAnswer& answer) {
    TRYV(snapshot.query("SELECT " + store::record_columns() +
                            ", r.notice FROM document_receipts r JOIN documents d ON d.id = r.incoming_id WHERE "
                            "r.to_unit_id = ? AND r.notice_at > ? ORDER BY r.notice_at DESC LIMIT ?",
                        {unit_id, now - kNoticeShown, kMost}, [&](const db::Row& row) {
                            const auto notice = row.text(row.size() - 1);
                            auto item = item_of(store::record_of(row), shown);
                            item.due.reset();
                            item.due_text = notice == "recalled"   ? "nơi gửi đã thu hồi"
                                            : notice == "replaced" ? "nơi gửi đã thay bằng văn bản khác"
                                                                   : "nơi gửi đã đính chính";
                            item.action = "Xem";
                            place(answer, std::move(item), shown);
                            return true;
                        }));
    TRYV(snapshot.query("SELECT " + store::record_columns() +
                            " FROM document_steps s JOIN documents d ON d.id = s.document_id WHERE s.unit_id = ? AND "
                            "s.step = 'signing' AND s.left_at IS NULL ORDER BY s.entered_at LIMIT ?",
                        {unit_id, kMost}, [&](const db::Row& row) {
                            auto item = item_of(store::record_of(row), shown);
                            item.due_text = "chờ ký";
                            item.action = "Ký";
                            place(answer, std::move(item), shown);
                            return true;
                        }));
    TRY(const auto questions, issuing::opinions_waiting(snapshot, unit_id, kMost));
    for (const auto& q : questions) {
        TodayItem item{q.id, "draft", q.question, q.asked_by, {}, q.due, {}, "Góp ý", "/van-ban-di/y-kien/" + q.id};
        if (!q.due) item.due_text = "chờ ý kiến";
        place(answer, std::move(item), shown);
    }
    TRY(const auto waiting, issuing::arrivals(snapshot, unit_id, kMost));
    for (const auto& one : waiting) {
        TRY(const auto record, store::find(snapshot, "", one.document_id));
        if (!record) continue;
        place(answer,
              {one.id,
               "document_in",
               record->subject,
               record->issuer,
               record->symbol,
               {},
               "gửi qua hệ thống, chờ vào sổ",
               "Vào sổ",
               "/van-ban-den/qua-mang/" + one.id},
              shown);
    }
    return {};
}

}  // namespace

std::string href_of(const Record& r) {
    if (r.direction == "in") return "/van-ban-den/" + r.id;
    return (r.direction == "draft" ? "/van-ban-di/soan/" : "/van-ban-di/") + r.id;
}

Result<TodayAnswer> today_of(db::Snapshot& snapshot, const std::string& unit_id, const Services& services,
                             base::Millis now) {
    const base::Date today = base::Date::from_ms(now);
    const Shown shown{services.calendar, today};
    TodayAnswer answer;
    answer.date = today.iso();
    const std::string by_due = "SELECT " + store::record_columns() +
                               " FROM documents d WHERE d.unit_id = ? AND d.direction = ? AND d.is_open = 1 AND d.due "
                               "IS NOT NULL AND d.due <= ? ORDER BY d.due, d.id LIMIT ?";
    for (const std::string_view direction : {"in", "draft"}) {
        TRYV(snapshot.query(by_due, {unit_id, direction, today.plus_days(kAheadDays).iso(), kMost},
                            [&](const db::Row& row) {
                                place(answer, item_of(store::record_of(row), shown), shown);
                                return true;
                            }));
    }
    store::ListQuery waiting{.unit_id = unit_id,
                             .direction = "in",
                             .status = "waiting",
                             .document_type = {},
                             .from = {},
                             .to = {},
                             .overdue_on = {},
                             .cursor = {},
                             .limit = kMost};
    TRY(const auto queue, store::list(snapshot, waiting));
    for (const auto& r : queue.rows) {
        if (r.due && *r.due <= today.plus_days(kAheadDays).iso()) continue;  // stands above by its due day
        auto item = item_of(r, shown);
        item.due_text = "chờ vào sổ";
        item.due.reset();
        place(answer, std::move(item), shown);
    }
    // Drafts whose last check found something to mend.
    TRYV(snapshot.query("SELECT " + store::record_columns() +
                            ", f.breached + f.warnings FROM documents d JOIN draft_findings f ON f.document_id = d.id "
                            "AND f.version = d.version "
                            "WHERE d.unit_id = ? AND d.direction = 'draft' AND d.due IS NULL AND f.breached + "
                            "f.warnings > 0 ORDER BY d.sort_key "
                            "DESC, d.id DESC LIMIT ?",
                        {unit_id, kMost}, [&](const db::Row& row) {
                            auto item = item_of(store::record_of(row), shown);
                            item.due_text = fmt::format("còn {} điểm cần sửa", row.integer(row.size() - 1));
                            const bool known = std::any_of(answer.today.begin(), answer.today.end(),
                                                           [&](const TodayItem& i) { return i.id == item.id; });
                            if (!known) place(answer, std::move(item), shown);
                            return true;
                        }));
    TRYV(place_issuing(snapshot, unit_id, shown, now, answer));
    for (const auto& source : services.today) {
        TRY(auto items, source(snapshot, unit_id, today));
        for (auto& item : items) place(answer, std::move(item), shown);
    }
    for (auto* column : {&answer.overdue, &answer.today, &answer.upcoming}) {
        std::stable_sort(column->begin(), column->end(), [](const TodayItem& a, const TodayItem& b) {
            return a.due.value_or("9") < b.due.value_or("9");
        });
    }
    for (const std::string_view direction : {"in", "out"}) {
        store::ListQuery entered{.unit_id = unit_id,
                                 .direction = std::string(direction),
                                 .status = {},
                                 .document_type = {},
                                 .from = today,
                                 .to = today,
                                 .overdue_on = {},
                                 .cursor = {},
                                 .limit = 20};
        TRY(const auto page, store::list(snapshot, entered));
        for (const auto& r : page.rows) {
            if (!r.number) continue;
            answer.done_today.push_back({direction == "in"
                                             ? fmt::format("Vào sổ số đến {:02}: {}", *r.number, r.subject)
                                             : fmt::format("Lấy số {}: {}", r.symbol.value_or(""), r.subject),
                                         r.updated_at});
        }
    }
    std::stable_sort(answer.done_today.begin(), answer.done_today.end(),
                     [](const DoneItem& a, const DoneItem& b) { return a.at > b.at; });
    return answer;
}

}  // namespace sauro::documents
