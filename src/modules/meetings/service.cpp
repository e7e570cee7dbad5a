#include "modules/meetings/service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/id.hpp"
#include "text/text.hpp"

namespace sauro::meetings {
namespace {

Error refusal(ErrorKind kind, std::string code, std::string message, std::string message_en) {
    return {kind, std::move(code), std::move(message), std::move(message_en), {}, {}, {}};
}

void check_decision(const ConferenceDraft& d, Faults& faults) {
    if (!d.decision) return;
    const auto& decision = *d.decision;
    if (!decision.by)
        faults.add("/decision/by", "meeting.decision", "Ghi cơ quan ban hành quyết định (ban thường vụ cấp nào).");
    if (!given(decision.symbol))
        faults.add("/decision/symbol", "meeting.decision", "Ghi số, ký hiệu quyết định; thiếu số thì chưa được miễn.");
    if (!decision.date) faults.add("/decision/date", "meeting.decision", "Ghi ngày quyết định.");
    if (decision.date && *decision.date > d.date)
        faults.add("/decision/date", "meeting.decision_late",
                   "Quyết định phải có trước ngày họp. Kiểm tra lại ngày quyết định hoặc ngày họp.");
    faults.choice("/decision/by", decision.by, {"provincial_standing_committee", "commune_standing_committee"});
}

// The file is handed in first; a decision that names none of those kept would be a waiver without paper.
void check_decision_file(const api::Ctx& ctx, const ConferenceDraft& d, Faults& faults) {
    if (!d.decision || !d.decision->file) return;
    std::error_code error;
    const auto path = ctx.files->path_of(*d.decision->file);
    if (path.empty() || !std::filesystem::is_regular_file(path, error))
        faults.add("/decision/file", "meeting.decision_file",
                   "Tệp quyết định chưa có trên hệ thống. Đính kèm lại tệp rồi lưu.");
}

// Who convenes what: a province-wide conference is the province's, a commune-wide one the commune's (226-KL/TW, 2.2,
// first dash; INT-13), periodic sessions are those of the committee and of the council themselves (INT-14).
void check_convenor(const api::UnitRef& unit, const ConferenceDraft& d, Faults& faults) {
    constexpr std::pair<std::string_view, std::string_view> wide[] = {
        {"national", "central"}, {"province_wide", "province"}, {"commune_wide", "commune"}};
    for (const auto& [scope, level] : wide) {
        if (d.scope != scope || unit.level == level) continue;
        faults.add("/scope", "meeting.scope_level",
                   fmt::format("{} không phải cơ quan cấp triệu tập hội nghị ở quy mô này (226-KL/TW, mục 2.2, gạch "
                               "đầu dòng 1). Chọn quy mô của cấp mình, hoặc để cơ quan cấp đó lập hội nghị.",
                               unit.name));
    }
    const std::string_view session = d.statutory_kind ? std::string_view(*d.statutory_kind) : "none";
    if ((session == "peoples_council" && unit.bloc != "elected") ||
        (session == "party_committee" && unit.bloc != "party"))
        faults.add("/statutory_kind", "meeting.session_body",
                   fmt::format("Họp định kỳ chỉ là họp của chính ban chấp hành, hội đồng nhân dân (226-KL/TW, mục 2.2, "
                               "gạch đầu dòng 1). {} chọn “không phải họp định kỳ”, hoặc để cơ quan đó lập hội nghị.",
                               unit.name));
}

Status check_invitees(db::Snapshot& snapshot, const ConferenceDraft& d, Faults& faults) {
    if (d.invited().size() > most_invitees) {
        faults.add("/invitees", "meeting.too_many",
                   fmt::format("Danh sách mời có {} nơi, tối đa {}. Tách thành nhiều hội nghị hoặc mời theo đơn vị.",
                               d.invited().size(), most_invitees));
        return {};
    }
    std::vector<std::string> codes;
    for (const auto& one : d.invited()) codes.push_back(one.unit);
    TRY(const auto known, store::known_units(snapshot, codes));
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < d.invited().size(); ++i) {
        const auto& one = d.invited()[i];
        const std::string path = fmt::format("/invitees/{}/unit", i);
        const auto at = std::ranges::lower_bound(known, one.unit, {}, &store::Known::code);
        const bool ours = at != known.end() && at->code == one.unit;
        if (!ours && !(one.level && one.bloc))
            faults.add(path, "meeting.unknown_unit",
                       fmt::format("Không có đơn vị mã “{}”. Chọn lại, hoặc ghi cấp và khối nếu là nơi ngoài hệ thống.",
                                   one.unit));
        if (!seen.insert(one.unit).second)
            faults.add(path, "meeting.invited_twice", fmt::format("“{}” có hai lần trong danh sách mời.", one.unit));
        faults.choice(path.c_str(), one.level, {"central", "province", "commune"});
        faults.choice(path.c_str(), one.bloc, {"party", "government", "elected", "mass"});
        faults.choice(path.c_str(), one.capacity, {"party", "government", "elected", "mass"});
        faults.choice(path.c_str(), one.role,
                      {"central_committee_member", "provincial_secretary", "central_committee_secretary", "other"});
    }
    return {};
}

Sitting sitting_of(const api::Ctx& ctx, const ConferenceDraft& draft, std::string id) {
    return {ctx.unit.id, std::move(id), draft.date, draft.start_at, draft.end_at, draft.chair, draft.place};
}

Status must_be_fresh(const Stored& saved, std::int64_t version) {
    if (saved.detail.version == version) return {};
    return fail(ErrorKind::conflict, "meeting.stale",
                "Hội nghị này vừa được người khác sửa. Mở lại để xem bản mới rồi sửa tiếp.",
                "The conference was changed meanwhile.");
}

Status must_be_planned(const Stored& saved) {
    const auto& status = saved.detail.row.status;
    if (status == "planned" || status == "unknown") return {};
    return fail(ErrorKind::conflict, "meeting.not_planned",
                status == "held" ? "Hội nghị đã họp, không đổi được nữa." : "Hội nghị đã hủy, không đổi được nữa.",
                "The conference is held or cancelled.");
}

}  // namespace

Status must_have_decision(const Effect& effect, const ConferenceDraft& draft) {
    for (const auto& line : effect.lines) {
        if (line.kind != "count_cap" || (line.outcome != "breached" && line.outcome != "waived")) continue;
        if (effect.needs_decision && line.outcome == "breached") {
            Error error = refusal(ErrorKind::conflict, "meeting.over_limit",
                                  fmt::format("{} Chưa lưu. {}", line.message, line.remedy),
                                  "Over the limit: a decision of the standing committee must be recorded.");
            error.clause = line.clause;
            return fail(std::move(error));
        }
        if (draft.decision && !draft.decision->file) {
            Error error = refusal(ErrorKind::invalid, "meeting.decision_file",
                                  "Đính kèm tệp quyết định của ban thường vụ để lưu hội nghị vượt giới hạn.",
                                  "Attach the decision.");
            error.fields.push_back({"/decision/file", error.code, error.message});
            error.clause = line.clause;
            return fail(std::move(error));
        }
    }
    return {};
}

Result<Text> open_plan(db::Tx& tx, const api::Ctx& ctx, int year) {
    TRY(const auto found, store::plan(tx, ctx.unit.id, year));
    if (found) return found->state == "draft" || found->state == "amended" ? Text(found->id) : Text();
    Plan plan;
    plan.id = base::uuid7();
    plan.unit_id = ctx.unit.id;
    plan.year = year;
    plan.state = "draft";
    TRYV(store::put(tx, plan, ctx.now));
    return Text(plan.id);
}

void fill_minutes(ConferenceDraft& draft) {
    if (!draft.planned_minutes && draft.start_at && draft.end_at && *draft.end_at > *draft.start_at)
        draft.planned_minutes = *draft.end_at - *draft.start_at;
}

Status check_draft(db::Snapshot& snapshot, const api::Ctx& ctx, const ConferenceDraft& d) {
    Faults faults;
    constexpr std::size_t longest_title = 2000;
    if (text::folded_syllables(d.title).empty()) faults.add("/title", "meeting.title", "Ghi tên hội nghị.");
    if (d.title.size() > longest_title) faults.add("/title", "meeting.title", "Tên hội nghị dài quá. Rút gọn lại.");
    faults.hours(d.start_at, d.end_at);
    check_decision(d, faults);
    check_decision_file(ctx, d, faults);
    check_convenor(ctx.unit, d, faults);
    faults.positive("/cost_planned", d.cost_planned, "Dự toán");
    faults.positive("/cost_norm", d.cost_norm, "Định mức");
    faults.positive("/planned_minutes", d.planned_minutes, "Số phút");
    faults.positive("/sessions", d.sessions, "Số buổi");
    faults.positive("/delegates", d.delegates, "Số đại biểu");
    faults.positive("/leaders_invited", d.leaders_invited, "Số lãnh đạo");
    faults.positive("/leaders_total", d.leaders_total, "Số lãnh đạo");
    if (d.leaders_invited && d.leaders_total && *d.leaders_invited > *d.leaders_total)
        faults.add("/leaders_invited", "meeting.leaders",
                   "Số lãnh đạo được mời nhiều hơn số lãnh đạo của đơn vị. Sửa một trong hai số.");
    faults.choice("/type", d.type,
                  {"dissemination", "professional", "deliberation", "anniversary", "congress", "other"});
    faults.choice("/scope", d.scope, {"national", "province_wide", "commune_wide", "internal", "inter_sector"});
    faults.choice("/mode", d.mode, {"online", "in_person", "hybrid"});
    faults.choice("/statutory_kind", d.statutory_kind, {"none", "party_committee", "peoples_council"});
    TRYV(check_invitees(snapshot, d, faults));
    return std::move(faults).status();
}

Result<Stored> conference_for(db::Snapshot& snapshot, const api::Ctx& ctx, const std::string& id) {
    TRY(auto found, store::find(snapshot, id, ctx.unit.path));
    if (!found)
        return fail(ErrorKind::not_found, "meeting.unknown",
                    "Không có hội nghị này trong phạm vi của đơn vị. Mở lại danh sách hội nghị.",
                    "No such conference in this unit.");
    return *std::move(found);
}

Result<ConferenceDetail> create(db::Tx& tx, api::Ctx& ctx, const rulebook::Rulebook& book, ConferenceDraft draft) {
    fill_minutes(draft);
    TRYV(check_draft(tx, ctx, draft));
    TRYV(year_open(ctx, draft.date.year()));
    TRYV(no_overlap(tx, sitting_of(ctx, draft, "")));
    TRY(const auto effect, effect_of(book, tx, ctx.unit, draft, std::nullopt));
    TRYV(must_have_decision(effect, draft));
    TRY(const auto plan, open_plan(tx, ctx, draft.date.year()));
    const std::string id = base::uuid7();
    const store::New row{id, draft, {}, {}};
    TRYV(store::insert(tx, ctx.unit.id, {&row, 1}, plan, ctx.now));
    ctx.audit.subject = id;
    ctx.audit.detail = draft.decision ? R"({"decision":true})" : "";
    TRY(auto saved, conference_for(tx, ctx, id));
    return std::move(saved.detail);
}

Result<ConferenceDetail> change(db::Tx& tx, api::Ctx& ctx, const rulebook::Rulebook& book, const std::string& id,
                                std::int64_t version, ConferenceDraft draft) {
    TRY(const auto saved, conference_for(tx, ctx, id));
    if (saved.unit_id != ctx.unit.id)
        return fail(ErrorKind::forbidden, "meeting.convenor",
                    "Chỉ đơn vị triệu tập sửa được hội nghị này. Chuyển sang đơn vị đó rồi sửa.",
                    "Only the convenor may change it.");
    TRYV(must_be_fresh(saved, version));
    TRYV(must_be_planned(saved));
    fill_minutes(draft);
    TRYV(check_draft(tx, ctx, draft));
    TRYV(year_open(ctx, std::min(draft.date.year(), saved.detail.stated.date.year())));
    TRYV(no_overlap(tx, sitting_of(ctx, draft, id)));
    const auto& before = saved.detail.stated;
    const auto symbol = [](const ConferenceDraft& d) { return d.decision ? d.decision->symbol : Text(); };
    // A change of words on what stands already is no new conference.
    if (before.scope != draft.scope || before.date.year() != draft.date.year() || symbol(before) != symbol(draft) ||
        before.statutory_kind != draft.statutory_kind) {
        TRY(const auto effect, effect_of(book, tx, ctx.unit, draft, saved));
        TRYV(must_have_decision(effect, draft));
    }
    TRYV(store::update(tx, id, draft, ctx.now));
    ctx.audit.subject = id;
    TRY(auto after, conference_for(tx, ctx, id));
    return std::move(after.detail);
}

Result<ConferenceDetail> hold(db::Tx& tx, api::Ctx& ctx, const std::string& id, std::int64_t version,
                              const Held& held) {
    TRY(const auto saved, conference_for(tx, ctx, id));
    TRYV(must_be_fresh(saved, version));
    TRYV(must_be_planned(saved));
    Faults faults;
    if (saved.detail.row.date > ctx.today())
        faults.add("/actual_minutes", "meeting.not_yet", "Chưa tới ngày họp nên chưa ghi được là đã họp.");
    faults.positive("/actual_minutes", held.actual_minutes, "Số phút");
    faults.positive("/cost", held.cost, "Số chi");
    faults.positive("/delegates", held.delegates, "Số đại biểu");
    TRYV(std::move(faults).status());
    TRYV(
        tx.execute("UPDATE conferences SET status = 'held', actual_minutes = ?, cost = ?, delegates = COALESCE(?, "
                   "delegates), version = version + 1 WHERE id = ?",
                   {held.actual_minutes, held.cost, held.delegates, id}));
    ctx.audit.subject = id;
    TRY(auto after, conference_for(tx, ctx, id));
    return std::move(after.detail);
}

Result<ConferenceDetail> cancel(db::Tx& tx, api::Ctx& ctx, const std::string& id, std::int64_t version,
                                const std::string& reason) {
    TRY(const auto saved, conference_for(tx, ctx, id));
    TRYV(must_be_fresh(saved, version));
    TRYV(must_be_planned(saved));
    Faults faults;
    if (text::folded_syllables(reason).size() < 2)
        faults.add("/reason", "meeting.reason", "Ghi vì sao hủy, để người được mời biết.");
    TRYV(std::move(faults).status());
    TRYV(tx.execute(
        "UPDATE conferences SET status = 'cancelled', cancel_reason = ?, cancelled_at = ?, version = version + 1 "
        "WHERE id = ?",
        {reason, ctx.now, id}));
    ctx.audit.subject = id;
    TRY(auto after, conference_for(tx, ctx, id));
    return std::move(after.detail);
}

Result<ConferenceDetail> restore(db::Tx& tx, api::Ctx& ctx, const rulebook::Rulebook& book, const std::string& id,
                                 std::int64_t version) {
    TRY(auto saved, conference_for(tx, ctx, id));
    TRYV(must_be_fresh(saved, version));
    if (saved.unit_id != ctx.unit.id || saved.detail.row.status != "cancelled")
        return fail(ErrorKind::conflict, "meeting.not_cancelled",
                    "Hội nghị này không ở tình trạng đã hủy. Mở lại để xem.", "The conference is not cancelled.");
    TRYV(year_open(ctx, saved.detail.stated.date.year()));
    TRYV(no_overlap(tx, sitting_of(ctx, saved.detail.stated, id)));
    saved.detail.row.status = "planned";
    // It stood before: only beside one that was added meanwhile it is judged like a new one.
    const auto year = base::Period::year(saved.detail.stated.date.year());
    TRY(const auto added,
        tx.one("SELECT 1 FROM conferences c JOIN units u ON u.id = c.unit_id WHERE u.area_code = ? AND c.date >= ? AND "
               "c.date <= ? AND c.created_at >= (SELECT COALESCE(d.cancelled_at, 0) FROM conferences d WHERE d.id = ?) "
               "LIMIT 1",
               {ctx.unit.area, year.first.iso(), year.last.iso(), id}, [](const db::Row&) { return true; }));
    if (added) {
        TRY(const auto effect, effect_of(book, tx, ctx.unit, saved.detail.stated, saved));
        TRYV(must_have_decision(effect, saved.detail.stated));
    }
    TRYV(tx.execute(
        "UPDATE conferences SET status = 'planned', cancel_reason = NULL, version = version + 1 WHERE id = ?", {id}));
    ctx.audit.subject = id;
    TRY(auto after, conference_for(tx, ctx, id));
    return std::move(after.detail);
}

namespace {

struct Transition {
    std::string_view from, act, to;
    api::Verb verb;
};
// The whole life of a plan.
constexpr Transition transitions[] = {{"draft", "submit", "submitted", api::Verb::draft},
                                      {"amended", "submit", "submitted", api::Verb::draft},
                                      {"submitted", "approve", "approved", api::Verb::sign},
                                      {"submitted", "return", "draft", api::Verb::sign},
                                      {"approved", "amend", "amended", api::Verb::draft}};

}  // namespace

Result<base::Period> plan_year(std::int64_t year) {
    if (year < 2000 || year > 2200)
        return fail(ErrorKind::invalid, "meeting.year", "Năm không hợp lệ. Nhập năm có bốn chữ số.", "Wrong year.");
    return base::Period::year(static_cast<int>(year));
}

Result<PlanView> plan_view(db::Snapshot& snapshot, const api::Ctx& ctx, std::int64_t year) {
    PlanView view;
    view.unit = ctx.unit.code;
    view.year = year;
    view.closed = year < ctx.today().year();
    TRY(const auto found, store::plan(snapshot, ctx.unit.id, year));
    view.state = found ? found->state : "none";
    if (!found) return view;
    view.symbol = found->symbol;
    view.based_on = found->based_on;
    view.approved_by = found->approved_by;
    view.note = found->note;
    view.version = found->version;
    if (found->approved_on) view.approved_on = base::Date::parse_iso(*found->approved_on).value_or(base::Date());
    const auto period = base::Period::year(static_cast<int>(year));
    TRYV(snapshot.query(
        "SELECT COUNT(plan_id), CAST(COALESCE(SUM(CASE WHEN plan_id IS NULL AND plan_item IS NULL THEN 1 "
        "ELSE 0 END), 0) AS BIGINT) FROM conferences WHERE unit_id = ? AND date >= ? AND date <= ? AND "
        "(status IS NULL OR status <> 'cancelled')",
        {ctx.unit.id, period.first.iso(), period.last.iso()}, [&](const db::Row& row) {
            view.items = row.integer(0);
            if (found->state != "draft") view.unplanned = row.integer(1);
            return false;
        }));
    if (view.closed) return view;
    for (const auto& one : transitions) {
        if (one.from == view.state && api::allowed(ctx.who, one.verb, ctx.unit.path)) view.acts.emplace_back(one.act);
    }
    return view;
}

Result<PlanView> act_on_plan(db::Tx& tx, api::Ctx& ctx, const PlanAct& act) {
    TRYV(year_open(ctx, static_cast<int>(act.year)));
    TRY(auto plan, store::plan(tx, ctx.unit.id, act.year));
    const auto* step = std::ranges::find_if(
        transitions, [&](const Transition& one) { return plan && one.from == plan->state && one.act == act.act; });
    if (step == std::end(transitions))
        return fail(ErrorKind::conflict, "plan.state",
                    plan ? "Kế hoạch không ở bước cho phép việc này. Mở lại để xem tình trạng mới."
                         : "Chưa có kế hoạch của năm này. Thêm hội nghị đầu tiên để lập kế hoạch.",
                    "The plan is not in a state for this.");
    if (!api::allowed(ctx.who, step->verb, ctx.unit.path))
        return fail(ErrorKind::forbidden, "plan.right",
                    "Bạn chưa có quyền duyệt kế hoạch. Người có quyền ký của đơn vị duyệt hoặc trả lại.",
                    "Approving needs the right to sign.");
    Faults faults;
    if (act.act == "submit" && !given(act.based_on) && !given(plan->based_on))
        faults.add("/based_on", "plan.based_on", "Ghi chương trình công tác làm căn cứ của kế hoạch.");
    if (act.act == "approve" && !given(act.approved_by))
        faults.add("/approved_by", "plan.approved_by", "Ghi cơ quan hoặc người duyệt kế hoạch.");
    if ((act.act == "return" || act.act == "amend") && !given(act.note))
        faults.add("/note", "plan.note", "Ghi lý do để người lập kế hoạch biết cần sửa gì.");
    TRYV(std::move(faults).status());
    plan->state = step->to;
    if (given(act.based_on)) plan->based_on = act.based_on;
    if (given(act.symbol)) plan->symbol = act.symbol;
    if (act.act == "approve") {
        plan->approved_by = act.approved_by;
        plan->approved_on = ctx.today().iso();
        plan->note.reset();
    }
    if (given(act.note)) plan->note = act.note;
    TRYV(store::put(tx, *plan, ctx.now));
    ctx.audit.subject = plan->id;
    ctx.audit.detail = fmt::format(R"({{"state":"{}"}})", plan->state);
    return plan_view(tx, ctx, act.year);
}

}  // namespace sauro::meetings
