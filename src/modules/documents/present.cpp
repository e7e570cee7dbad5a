#include "modules/documents/present.hpp"

#include <fmt/format.h>

#include "base/number.hpp"
#include "modules/documents/issuing.hpp"
#include "modules/documents/rules.hpp"

namespace sauro::documents {

namespace {

Document plain(const Record& r, const Shown& shown) {
    Document d;
    d.id = r.id;
    d.unit = r.unit_id;
    d.direction = r.direction;
    d.status = r.status;
    if (r.direction != "draft") d.register_year = r.register_year;
    d.number = r.number;
    if (r.number) d.number_text = fmt::format("{:02}", *r.number);
    d.symbol = r.symbol;
    d.notation = r.notation;
    d.document_type = r.document_type;
    d.date = r.date;
    d.arrival_date = r.arrival_date;
    d.issuer = r.issuer;
    d.subject = r.subject;
    d.description = r.description;
    d.signer = r.signer;
    d.signer_title = r.signer_title;
    d.signing_form = r.signing_form;
    if (r.recipients) d.recipients = recipients_list(*r.recipients);
    d.to_places = r.to_places;
    d.urgency = r.urgency;
    d.language = r.language;
    d.pages = r.pages;
    d.copies = r.copies;
    d.due = r.due;
    d.handler_name = r.handler_name;
    d.note = r.note;
    d.administrative = r.administrative;
    d.system = r.system;
    d.channel = r.channel;
    d.digital = r.digital;
    d.implements = r.implements;
    d.duplicate_reason = r.duplicate_reason;
    if (r.file_sha256)
        d.file =
            FileRef{*r.file_sha256, r.file_name.value_or(""), r.file_size.value_or(0), r.file_media_type.value_or("")};
    d.created_at = r.created_at;
    d.updated_at = r.updated_at;
    d.version = r.version;
    if (r.is_open && r.due) {
        if (const auto due = base::Date::parse_iso(*r.due)) {
            if (*due < shown.today) {
                d.overdue_days = shown.today.days() - due->days();
            } else {
                d.due_in_working_days = shown.calendar.working_days_between(shown.today, *due);
            }
        }
    }
    return d;
}

}  // namespace

Result<std::vector<Document>> present(db::Snapshot& snapshot, const std::vector<Record>& rows, const Shown& shown) {
    std::vector<std::string> handlers, drafts;
    for (const auto& r : rows) {
        if (r.handler_unit_id) handlers.push_back(*r.handler_unit_id);
        if (r.direction == "draft") drafts.push_back(r.id);
    }
    TRY(const auto steps, issuing::steps_of(snapshot, drafts));
    TRY(const auto briefs, store::unit_briefs(snapshot, handlers));
    std::vector<Document> list;
    list.reserve(rows.size());
    for (const auto& r : rows) {
        list.push_back(plain(r, shown));
        if (r.direction == "draft") {
            const auto at = steps.find(r.id);
            list.back().step = at == steps.end() ? std::string(flow::step_of_status(r.status)) : at->second;
        }
        if (r.handler_unit_id) {
            if (const auto at = briefs.find(*r.handler_unit_id); at != briefs.end())
                list.back().handler_unit = at->second;
        }
    }
    return list;
}

Result<Document> present_one(db::Snapshot& snapshot, const Record& record, const Shown& shown) {
    TRY(auto list, present(snapshot, {record}, shown));
    return std::move(list.front());
}

std::string due_text(base::Date due, const Shown& shown) {
    if (due < shown.today) return fmt::format("quá hạn {} ngày", base::vi_number(shown.today.days() - due.days()));
    if (due == shown.today) return "hạn hôm nay";
    const int left = shown.calendar.working_days_between(shown.today, due);
    return left == 0 ? fmt::format("hạn {}", due.vi()) : fmt::format("còn {} ngày làm việc", base::vi_number(left));
}

}  // namespace sauro::documents
