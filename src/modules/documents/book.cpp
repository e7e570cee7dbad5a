#include "modules/documents/book.hpp"

#include <fmt/format.h>

#include <map>

#include "modules/documents/rules.hpp"

namespace sauro::documents {

namespace {

using exports::Cell;
constexpr std::int64_t kChunk = 1000;

Cell text(const Text& value) { return value ? Cell(*value) : Cell(); }
Cell text(std::string value) { return value.empty() ? Cell() : Cell(std::move(value)); }
Cell number(const Number& value) { return value ? Cell(*value) : Cell(); }
Cell day(const Text& iso) {
    if (!iso) return {};
    const auto date = base::Date::parse_iso(*iso);
    return date ? Cell(*date) : Cell(*iso);
}

std::string joined(const Text& recipients) {
    std::string line;
    for (const auto& name : recipients ? recipients_list(*recipients) : std::vector<std::string>{})
        line += (line.empty() ? "" : "; ") + name;
    return line;
}

std::string type_and_subject(const Record& r) {
    return r.document_type ? fmt::format("{}: {}", *r.document_type, r.subject) : r.subject;
}

using Names = std::map<std::string, UnitBrief>;

std::string handler(const Record& r, const Names& names) {
    std::string line;
    if (r.handler_unit_id) {
        if (const auto at = names.find(*r.handler_unit_id); at != names.end()) line = at->second.name;
    }
    if (r.handler_name) line += (line.empty() ? "" : ", ") + *r.handler_name;
    return line;
}

std::string note_of(const Record& r) {
    std::string note = r.note.value_or("");
    const auto add = [&](std::string more) { note += (note.empty() ? "" : "; ") + std::move(more); };
    if (r.status == "recalled") add("Đã thu hồi");
    if (r.duplicate_reason) add("Ghi trùng, lý do: " + *r.duplicate_reason);
    return note;
}

// The columns of Annex IV; "Ngày chuyển" and "Ký nhận" are for the pen.
std::vector<Cell> line_of(const Record& r, const Names& names, std::string_view direction) {
    if (direction == "in") {
        return {day(r.arrival_date),
                number(r.number),
                text(r.issuer),
                text(r.symbol),
                day(r.date),
                text(type_and_subject(r)),
                text(handler(r, names)),
                {},
                {},
                text(note_of(r))};
    }
    return {text(r.symbol),
            day(r.date),
            text(type_and_subject(r)),
            text(r.signer),
            text(joined(r.recipients)),
            text(r.to_places),
            number(r.copies),
            {},
            {},
            text(note_of(r))};
}

std::string spoken(const store::NumberEvent& event) {
    const auto by = fmt::format("{}, {}", event.actor_name, base::Date::from_ms(event.at).vi());
    if (event.event == "reserve") return fmt::format("Giữ số: {} ({})", event.reason, by);
    if (event.event == "cancel") return fmt::format("Hủy số: {} ({})", event.reason, by);
    return fmt::format("Giải trình số trống: {} ({})", event.reason, by);
}

std::vector<Cell> empty_line(std::int64_t n, const std::vector<const store::NumberEvent*>& events,
                             std::string_view direction) {
    std::string note;
    for (const auto* event : events) note += (note.empty() ? "" : "; ") + spoken(*event);
    if (note.empty()) note = "Số trống, chưa giải trình";
    const std::string what = events.empty()                      ? "(số trống)"
                             : events.back()->event == "cancel"  ? "(số đã hủy)"
                             : events.back()->event == "reserve" ? "(số giữ chỗ)"
                                                                 : "(số trống, đã giải trình)";
    std::vector<Cell> row(10);
    row[direction == "in" ? 1 : 0] = direction == "in" ? Cell(n) : Cell(fmt::format("{:02}", n));
    row[direction == "in" ? 5 : 2] = what;
    row[9] = note;
    return row;
}

Result<Names> handlers_of(db::Snapshot& snapshot, const std::vector<Record>& rows) {
    std::vector<std::string> ids;
    for (const auto& r : rows) {
        if (r.handler_unit_id) ids.push_back(*r.handler_unit_id);
    }
    return store::unit_briefs(snapshot, ids);
}

std::vector<exports::Column> columns_in() {
    return {{"Ngày đến", 12},
            {"Số đến", 8},
            {"Tác giả", 28},
            {"Số, ký hiệu", 18},
            {"Ngày tháng văn bản", 12},
            {"Tên loại và trích yếu nội dung", 60},
            {"Đơn vị hoặc người nhận", 28},
            {"Ngày chuyển", 12},
            {"Ký nhận", 12},
            {"Ghi chú", 36}};
}
std::vector<exports::Column> columns_out() {
    return {{"Số, ký hiệu văn bản", 18},
            {"Ngày tháng văn bản", 12},
            {"Tên loại và trích yếu nội dung", 60},
            {"Người ký", 24},
            {"Nơi nhận văn bản", 36},
            {"Đơn vị, người nhận bản lưu", 24},
            {"Số lượng bản", 8},
            {"Ngày chuyển", 12},
            {"Ký nhận", 12},
            {"Ghi chú", 36}};
}

}  // namespace

exports::Table BookSource::table(const store::Unit& unit) const {
    return {.sheet = book_.direction == "in" ? "Văn bản đến" : "Văn bản đi",
            .heading = {unit.name, fmt::format("{}, {} {}", book_name(book_.direction, book_.book, book_.kind),
                                               book_.period.size() == 9 ? "nhiệm kỳ" : "năm", book_.period)},
            .columns = book_.direction == "in" ? columns_in() : columns_out()};
}

Result<bool> BookSource::next(std::vector<exports::Cell>& row) {
    if (ready_.empty()) TRYV(fetch());
    if (ready_.empty()) return false;
    row = std::move(ready_.front());
    ready_.pop_front();
    return true;
}

Status BookSource::fetch() {
    // A chunk is a run of numbers, not of rows: a long gap is printed line by line, yet never held whole.
    const std::int64_t last = std::min(number_ + kChunk, book_.next_number - 1);
    if (last <= number_) return {};
    return database_.read([&](db::Snapshot& snapshot) -> Status {
        TRY(const auto rows, store::lines(snapshot, book_.id, number_, static_cast<int>(kChunk)));
        TRY(const auto events, store::number_events(snapshot, book_.id, number_ + 1, last));
        TRY(const auto names, handlers_of(snapshot, rows));
        std::map<std::int64_t, std::vector<const store::NumberEvent*>> by_number;
        for (const auto& event : events) by_number[event.number].push_back(&event);
        auto at = rows.begin();
        for (std::int64_t n = number_ + 1; n <= last; ++n) {
            if (at != rows.end() && at->number == n) {
                auto line = line_of(*at, names, book_.direction);
                if (const auto told = by_number.find(n); told != by_number.end()) {
                    // A number that was held before it was used says so.
                    std::string note = note_of(*at);
                    for (const auto* event : told->second) note += (note.empty() ? "" : "; ") + spoken(*event);
                    line[9] = note;
                }
                ready_.push_back(std::move(line));
                ++at;
            } else {
                ready_.push_back(empty_line(n, by_number[n], book_.direction));
            }
        }
        number_ = last;
        return {};
    });
}

ListSource::ListSource(db::Database& database, store::ListQuery query, std::optional<std::vector<std::string>> ids)
    : database_(database), query_(std::move(query)), ids_(std::move(ids)) {
    query_.limit = static_cast<int>(kChunk);
    query_.cursor.reset();
}

exports::Table ListSource::table(const store::Unit& unit) const {
    const bool in = query_.direction == "in";
    exports::Table table{.sheet = in                          ? "Văn bản đến"
                                  : query_.direction == "out" ? "Văn bản đi"
                                                              : "Dự thảo",
                         .heading = {unit.name},
                         .columns = {}};
    table.columns = {
        {"Số", 8},         {"Ngày đến", 12},         {"Số, ký hiệu", 18}, {"Ngày văn bản", 12}, {"Tên loại", 16},
        {"Trích yếu", 60}, {"Cơ quan ban hành", 28}, {"Người ký", 24},    {"Độ khẩn", 12},      {"Xử lý chính", 28},
        {"Hạn", 12},       {"Trạng thái", 14},       {"Số trang", 8},     {"Ghi chú", 36}};
    return table;
}

Result<bool> ListSource::next(std::vector<exports::Cell>& row) {
    if (ready_.empty() && !finished_) TRYV(fetch());
    if (ready_.empty()) return false;
    row = std::move(ready_.front());
    ready_.pop_front();
    return true;
}

Status ListSource::fetch() {
    static const std::map<std::string, std::string, std::less<>> urgency = {
        {"thuong", "Thường"}, {"khan", "Khẩn"}, {"thuong_khan", "Thượng khẩn"}, {"hoa_toc", "Hỏa tốc"}};
    return database_.read([&](db::Snapshot& snapshot) -> Status {
        std::vector<Record> rows;
        if (ids_) {
            TRY(rows, store::by_ids(snapshot, query_.unit_id, query_.direction, *ids_));
            finished_ = true;
        } else {
            TRY(auto page, store::list(snapshot, query_));
            rows = std::move(page.rows);
            query_.cursor = page.next;
            finished_ = !page.next;
        }
        TRY(const auto names, handlers_of(snapshot, rows));
        for (const auto& r : rows) {
            const auto shown = urgency.find(r.urgency);
            ready_.push_back({number(r.number), day(r.arrival_date), text(r.symbol), day(r.date), text(r.document_type),
                              text(r.subject), text(r.issuer), text(r.signer),
                              text(shown == urgency.end() ? r.urgency : shown->second), text(handler(r, names)),
                              day(r.due), text(status_name(r.status)), number(r.pages), text(note_of(r))});
        }
        return {};
    });
}

}  // namespace sauro::documents
