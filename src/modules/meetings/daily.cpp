#include "modules/meetings/daily.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/id.hpp"
#include "modules/meetings/checks.hpp"
#include "modules/meetings/store.hpp"
#include "modules/meetings/table_rows.hpp"

namespace sauro::meetings {
namespace {

using Record = std::map<std::string, db::Value>;
constexpr std::size_t most_invited = 2000;

const std::vector<MeetingUnit>& invited(const MeetingDraft& draft) {
    static const std::vector<MeetingUnit> nobody;
    return draft.invitees ? *draft.invitees : nobody;
}

Result<std::vector<store::Known>> known_of(db::Snapshot& snapshot, const MeetingDraft& draft) {
    std::vector<std::string> codes;
    for (const auto& one : invited(draft)) codes.push_back(one.unit);
    return store::known_units(snapshot, codes);
}

// Bodies of all four blocs of the convenor's own area and level, itself among them (INT-12).
bool area_wide(const api::Ctx& ctx, const std::vector<store::Known>& known) {
    constexpr std::size_t blocs = 4;
    std::set<std::string_view> met{ctx.unit.bloc};
    for (const auto& one : known)
        if (one.area == ctx.unit.area && one.level == ctx.unit.level) met.insert(one.bloc);
    return met.size() == blocs;
}

Status check(db::Snapshot& snapshot, const api::Ctx& ctx, const MeetingDraft& d) {
    Faults faults;
    constexpr std::size_t longest = 2000, longest_text = 50'000;
    if (!given(d.title)) faults.add("/title", "meeting.title", "Ghi tên hoặc nội dung cuộc họp.");
    if (d.title.size() > longest) faults.add("/title", "meeting.title", "Tên cuộc họp dài quá. Rút gọn lại.");
    for (const auto& [path, value] : {std::pair("/purpose", &d.purpose), std::pair("/conclusions", &d.conclusions)})
        if (*value && (*value)->size() > longest_text)
            faults.add(path, "meeting.too_long", "Nội dung dài quá. Ghi điểm chính, đưa phần chi tiết vào văn bản.");
    faults.hours(d.start_at, d.end_at);
    faults.positive("/participants", d.participants, "Số người dự");
    faults.choice("/type", d.type, {"briefing", "party_cell", "internal", "topical"});
    faults.choice("/mode", d.mode, {"online", "in_person", "hybrid"});
    faults.choice("/status", d.status, {"planned", "held", "cancelled"});
    if (d.status == "held" && d.date > ctx.today())
        faults.add("/status", "meeting.not_yet", "Chưa tới ngày họp nên chưa ghi được là đã họp.");
    if (d.papers_sent_on && *d.papers_sent_on > d.date)
        faults.add("/papers_sent_on", "meeting.papers_late",
                   "Ngày gửi tài liệu sau ngày họp. Ghi ngày gửi trước, hoặc bỏ trống nếu không gửi.");
    if (invited(d).size() > most_invited)
        faults.add(
            "/invitees", "meeting.too_many",
            fmt::format("Danh sách mời có {} nơi, tối đa {} cho một cuộc họp.", invited(d).size(), most_invited));
    TRY(const auto known, known_of(snapshot, d));
    std::set<std::string_view> seen;
    for (const auto& one : invited(d)) {
        if (!std::ranges::binary_search(known, one.unit, {}, &store::Known::code))
            faults.add("/invitees", "meeting.unknown_unit",
                       fmt::format("Không có đơn vị mã “{}”. Chọn lại trong danh sách.", one.unit));
        if (!seen.insert(one.unit).second)
            faults.add("/invitees", "meeting.invited_twice",
                       fmt::format("“{}” có hai lần trong danh sách mời.", one.unit));
    }
    return std::move(faults).status();
}

Count minutes_of(const MeetingDraft& d) { return d.start_at && d.end_at ? Count(*d.end_at - *d.start_at) : Count(); }

// Columns of one meeting in the order of `columns`.
constexpr std::string_view columns[] = {"date",
                                        "title",
                                        "type",
                                        "mode",
                                        "place",
                                        "chair",
                                        "purpose",
                                        "conclusions",
                                        "kept_reason",
                                        "status",
                                        "start_at",
                                        "end_at",
                                        "minutes",
                                        "participants",
                                        "papers_sent_on",
                                        "area_wide",
                                        "called_conference"};
std::vector<db::Value> values_of(const MeetingDraft& d, bool wide) {
    Text sent;
    if (d.papers_sent_on) sent = d.papers_sent_on->iso();
    return {d.date.iso(),
            d.title,
            d.type,
            d.mode,
            d.place,
            d.chair,
            d.purpose,
            d.conclusions,
            d.kept_reason,
            d.status.value_or("planned"),
            d.start_at,
            d.end_at,
            minutes_of(d),
            d.participants,
            sent,
            wide,
            called_conference(d.title)};
}

Status set_invited(db::Tx& tx, const std::string& id, const std::vector<store::Known>& known) {
    TRYV(tx.execute("DELETE FROM meeting_invitees WHERE meeting_id = ?", {id}));
    constexpr std::size_t at_once = 500;
    for (std::size_t from = 0; from < known.size(); from += at_once) {
        std::string rows;
        std::vector<db::Value> params;
        for (std::size_t i = from; i < std::min(known.size(), from + at_once); ++i) {
            rows += rows.empty() ? "(?, ?)" : ", (?, ?)";
            params.insert(params.end(), {id, known[i].id});
        }
        TRYV(tx.execute("INSERT INTO meeting_invitees (meeting_id, unit_id) VALUES " + rows, db::Params(params)));
    }
    return {};
}

// What it must answer before it is kept as a meeting.
Status must_have_reason(const MeetingFindings& found, const MeetingDraft& draft) {
    if (given(draft.kept_reason)) return {};
    for (const auto& one : found.findings) {
        if (one.outcome != "breached") continue;
        Error error{ErrorKind::invalid,
                    "meeting.like_conference",
                    fmt::format("{} {}", one.message, one.remedy),
                    "It counts as a conference unless a reason is recorded.",
                    {},
                    one.clause,
                    {}};
        error.fields.push_back({"/kept_reason", error.code, error.message});
        return fail(std::move(error));
    }
    return {};
}

constexpr std::string_view row_columns =
    "x.id, u.code, u.name, COALESCE(x.title, ''), x.date, x.type, x.mode, x.chair, x.start_at, x.minutes, "
    "x.participants, COALESCE(x.status, 'unknown'), COALESCE(x.called_conference, 0) + COALESCE(x.area_wide, 0)";
constexpr std::string_view tables = " FROM meetings x JOIN units u ON u.id = x.unit_id";

MeetingRow row_of(const db::Row& row) {
    return {row.str(0),
            row.str(1),
            row.str(2),
            row.str(3),
            base::Date::parse_iso(row.text(4)).value_or(base::Date()),
            row.opt_text(5),
            row.opt_text(6),
            row.opt_text(7),
            row.opt_integer(8),
            row.opt_integer(9),
            row.opt_integer(10),
            row.str(11),
            row.integer(12) > 0};
}

std::string end_of(std::string path) {
    path.back() = '0';  // paths end with '/', the next character closes the range
    return path;
}

}  // namespace

bool called_conference(std::string_view title) {
    const std::string words = " " + plain(title) + " ";
    constexpr std::string_view name = " hoi nghi ";
    for (auto at = words.find(name); at != std::string::npos; at = words.find(name, at + 1)) {
        const std::string_view before = std::string_view(words).substr(0, at);
        const auto about = {" chuan bi", " phuc vu", " to chuc", " sau", " truoc", " ket luan", " noi dung"};
        if (std::ranges::none_of(about, [&](std::string_view one) { return before.ends_with(one); })) return true;
    }
    return false;
}

Result<MeetingPage> list_meetings(db::Snapshot& snapshot, const api::Ctx& ctx, const MeetingFilter& filter) {
    std::vector<db::Value> params{filter.from, filter.to};
    std::string sql = fmt::format("SELECT {}{} WHERE x.date >= ? AND x.date <= ?", row_columns, tables);
    if (filter.subtree) {
        sql += " AND u.path >= ? AND u.path < ?";
        params.insert(params.end(), {ctx.unit.path, end_of(ctx.unit.path)});
    } else {
        sql += " AND x.unit_id = ?";
        params.emplace_back(ctx.unit.id);
    }
    if (filter.status) {
        sql += " AND x.status = ?";
        params.emplace_back(*filter.status);
    }
    if (filter.only_like_conferences) sql += " AND (x.called_conference = 1 OR x.area_wide = 1)";
    if (filter.after.size() > 11) {
        const std::string date = filter.after.substr(0, 10), id = filter.after.substr(11);
        sql += " AND (x.date < ? OR (x.date = ? AND x.id < ?))";
        params.insert(params.end(), {date, date, id});
    }
    sql += " ORDER BY x.date DESC, x.id DESC LIMIT ?";
    params.emplace_back(filter.limit + 1);
    MeetingPage page;
    TRY(page.items, snapshot.all(sql, db::Params(params), row_of));
    if (static_cast<int>(page.items.size()) > filter.limit) {
        page.items.pop_back();
        page.next = page.items.back().date.iso() + " " + page.items.back().id;
    }
    return page;
}

Result<MeetingFindings> findings_of(db::Snapshot& snapshot, const api::Ctx& ctx, const rulebook::Rulebook& book,
                                    const MeetingDraft& draft) {
    TRYV(check(snapshot, ctx, draft));
    TRY(const auto known, known_of(snapshot, draft));
    Record record{{"unit", ctx.unit.code},   {"unit_path", ctx.unit.path}, {"area", ctx.unit.area},
                  {"level", ctx.unit.level}, {"bloc", ctx.unit.bloc},      {"sample", 0}};
    const auto values = values_of(draft, area_wide(ctx, known));
    for (std::size_t i = 0; i < values.size(); ++i) record[std::string(columns[i])] = values[i];
    const auto year = base::Period::year(draft.date.year());
    TRY(const auto found,
        rulebook::evaluate_record(book, snapshot, {"meetings", std::move(record), year, year.last, Text(), Text()}));
    MeetingFindings out;
    for (const auto& one : found) {
        if (one.outcome == "not_applicable") continue;
        out.findings.push_back({one.norm, fmt::format("{}, mục {}", one.source, one.clause), one.outcome, one.severity,
                                one.message, one.remedy});
    }
    return out;
}

Result<MeetingDetail> meeting_for(db::Snapshot& snapshot, const api::Ctx& ctx, const rulebook::Rulebook& book,
                                  const std::string& id) {
    const std::string sql = fmt::format(
        "SELECT {}, x.place, x.purpose, x.conclusions, x.kept_reason, x.end_at, x.papers_sent_on, "
        "x.version{} WHERE u.path >= ? AND u.path < ? AND ",
        row_columns, tables);
    const auto map = [](const db::Row& row) {
        MeetingDetail one;
        one.row = row_of(row);
        auto& s = one.stated;
        s.title = one.row.title;
        s.date = one.row.date;
        s.type = one.row.type;
        s.mode = one.row.mode;
        s.chair = one.row.chair;
        s.start_at = one.row.start_at;
        s.participants = one.row.participants;
        if (one.row.status != "unknown") s.status = one.row.status;
        s.place = row.opt_text(13);
        s.purpose = row.opt_text(14);
        s.conclusions = row.opt_text(15);
        s.kept_reason = row.opt_text(16);
        s.end_at = row.opt_integer(17);
        if (const auto sent = base::Date::parse_iso(row.text(18))) s.papers_sent_on = *sent;
        one.version = row.integer(19);
        return one;
    };
    const auto by = [&](const char* column) {
        return snapshot.one(sql + column + " = ?", {ctx.unit.path, end_of(ctx.unit.path), id}, map);
    };
    TRY(auto found, by("x.id"));
    if (!found) {
        TRY(found, by("x.external_id"));
    }
    if (!found)
        return fail(ErrorKind::not_found, "meeting.unknown",
                    "Không có cuộc họp này trong phạm vi của đơn vị. Mở lại danh sách cuộc họp.",
                    "No such meeting in this unit.");
    TRY(auto units,
        snapshot.all("SELECT u.code, u.name FROM meeting_invitees i JOIN units u ON u.id = i.unit_id WHERE "
                     "i.meeting_id = ? ORDER BY u.code",
                     {found->row.id}, [](const db::Row& row) { return MeetingUnit{row.str(0), row.str(1)}; }));
    found->stated.invitees = std::move(units);
    if (found->row.unit == ctx.unit.code) {
        if (auto findings = findings_of(snapshot, ctx, book, found->stated))  // loaded rows may lack a title
            found->findings = std::move(findings->findings);
    }
    return *std::move(found);
}

Result<MeetingDetail> add_meeting(db::Tx& tx, api::Ctx& ctx, const rulebook::Rulebook& book,
                                  const MeetingDraft& draft) {
    TRY(const auto found, findings_of(tx, ctx, book, draft));
    TRYV(year_open(ctx, draft.date.year()));
    TRYV(must_have_reason(found, draft));
    TRYV(no_overlap(tx, {ctx.unit.id, "", draft.date, draft.start_at, draft.end_at, draft.chair, draft.place}));
    TRY(const auto known, known_of(tx, draft));
    const std::string id = base::uuid7();
    std::string names = "id, unit_id, created_at", marks = "?, ?, ?";
    std::vector<db::Value> params{id, ctx.unit.id, ctx.now};
    for (const auto name : columns) {
        names += fmt::format(", {}", name);
        marks += ", ?";
    }
    std::ranges::move(values_of(draft, area_wide(ctx, known)), std::back_inserter(params));
    TRYV(tx.execute(fmt::format("INSERT INTO meetings ({}) VALUES ({})", names, marks), db::Params(params)));
    TRYV(set_invited(tx, id, known));
    ctx.audit.subject = id;
    return meeting_for(tx, ctx, book, id);
}

Result<MeetingDetail> change_meeting(db::Tx& tx, api::Ctx& ctx, const rulebook::Rulebook& book, const std::string& id,
                                     std::int64_t version, const MeetingDraft& draft) {
    TRY(const auto saved, meeting_for(tx, ctx, book, id));
    if (saved.row.unit != ctx.unit.code)
        return fail(ErrorKind::forbidden, "meeting.convenor",
                    "Chỉ đơn vị tổ chức sửa được cuộc họp này. Chuyển sang đơn vị đó rồi sửa.",
                    "Only the convenor may change it.");
    if (saved.version != version)
        return fail(ErrorKind::conflict, "meeting.stale",
                    "Cuộc họp này vừa được người khác sửa. Mở lại để xem bản mới rồi sửa tiếp.",
                    "The meeting was changed meanwhile.");
    TRYV(year_open(ctx, std::min(draft.date.year(), saved.row.date.year())));
    TRY(const auto found, findings_of(tx, ctx, book, draft));
    TRYV(must_have_reason(found, draft));
    if (draft.status != "cancelled")
        TRYV(no_overlap(
            tx, {ctx.unit.id, saved.row.id, draft.date, draft.start_at, draft.end_at, draft.chair, draft.place}));
    TRY(const auto known, known_of(tx, draft));
    std::string sets = "version = version + 1";
    for (const auto name : columns) sets += fmt::format(", {} = ?", name);
    auto params = values_of(draft, area_wide(ctx, known));
    params.emplace_back(saved.row.id);
    TRYV(tx.execute(fmt::format("UPDATE meetings SET {} WHERE id = ?", sets), db::Params(params)));
    TRYV(set_invited(tx, saved.row.id, known));
    ctx.audit.subject = saved.row.id;
    return meeting_for(tx, ctx, book, saved.row.id);
}

}  // namespace sauro::meetings
