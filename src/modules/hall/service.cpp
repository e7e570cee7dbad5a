#include "modules/hall/service.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/id.hpp"
#include "modules/hall/limits.hpp"
#include "modules/hall/slips.hpp"
#include "modules/hall/votes.hpp"
#include "modules/hall/words.hpp"

namespace sauro::hall {
namespace {

constexpr const char* one_lead = "KL226.2.3.d2.one-lead";
constexpr const char* six_clarities = "KL226.2.3.d2.six-clarities";

// As a message cites it; "" where the rulebook has no such norm.
std::string clause_of(const rulebook::Rulebook& book, const char* id) {
    const auto* norm = book.find(id);
    return norm == nullptr ? std::string() : norm->source + ", " + norm->clause;
}

// The same order of the operator; what the server added to the first one aside.
bool same_order(Command first, const Command& given) {
    first.limits = given.limits;
    if (first.act == Act::close) first.reason = given.reason;  // the reason is kept with the hall
    return json::to_json(first) == json::to_json(given);
}

// The page of a document in the registers, and nothing else that a link could open.
bool is_document_page(const Text& page) {
    constexpr std::size_t longest = 120;
    if (!page) return true;
    const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '/'; };
    return page->size() <= longest && (page->starts_with("/van-ban-di/") || page->starts_with("/van-ban-den/")) &&
           std::ranges::all_of(*page, plain);
}

}  // namespace

Result<Conference> Service::conference(db::Snapshot& snapshot, const api::Ctx& ctx, const std::string& id) const {
    TRY(auto found, services_.find_conference(snapshot, ctx.unit.id, id));
    if (!found)
        return fail(ErrorKind::not_found, "conference.not_found",
                    "Không có hội nghị này ở đơn vị đang chọn. Mở lại từ Kế hoạch hội nghị.", "No such conference.");
    return *std::move(found);
}

Result<Conference> Service::editable(api::Ctx& ctx, const std::string& id, db::Tx& tx) {
    TRY(auto found, conference(tx, ctx, id));
    TRYV(store::make_session(tx, found.id, ctx.unit.id, ctx.now));
    TRY(const State state, store::fold(tx, found.id));
    if (state.sitting == Sitting::closed)
        return fail(
            ErrorKind::conflict, "hall.closed",
            "Hội nghị đã kết thúc, biên bản đã lập nên không sửa được nữa. Việc phát sinh thì giao bằng văn bản.",
            "The conference is closed.");
    ctx.audit.subject = "conference " + found.code;
    return found;
}

Result<Hall> Service::view(api::Ctx& ctx, const std::string& id, db::Snapshot& snapshot) const {
    TRY(auto found, conference(snapshot, ctx, id));
    Hall out;
    out.id = found.id;
    out.code = found.code;
    out.title = found.title;
    out.date = found.date;
    out.type = found.type;
    out.mode = found.mode;
    out.chair = found.chair;
    out.status = found.status;
    out.planned_minutes = found.planned_minutes;
    out.actual_minutes = found.actual_minutes;
    out.delegates = found.delegates;
    TRY(out.limits, limits_of(services_.rulebook, ctx.unit.path, found.date));
    TRY(const auto session, store::session(snapshot, found.id));
    if (session) {
        out.place = session->place;
        out.secretary = session->secretary;
        out.revision = session->revision;
        out.present = session->present;
        out.check_in_code = session->code;
    }
    TRY(out.state, store::fold(snapshot, found.id));
    TRY(out.log, store::log(snapshot, found.id, out.state));
    TRY(out.agenda, store::agenda(snapshot, found.id));
    TRY(out.conclusions, store::conclusions(snapshot, found.id));
    TRY(const auto papers, services_.papers(snapshot, found.id));
    for (const Paper& paper : papers) out.papers.push_back({paper.title, paper.sent_on});
    TRY(const auto texts, store::texts(snapshot, found.id));
    for (const auto& one : texts)
        out.texts.push_back({one.speaker, one.copied_percent, one.words, one.reading_minutes.value_or(0),
                             one.listed_ideas, one.kept_reason});
    TRY(out.votes, votes::all(snapshot, found.id));
    TRY(out.slips, slips::all(snapshot, found.id));
    out.server_now = services_.clock();
    return out;
}

// Nothing: this command was given before. An operator who saw another state than this one is told so.
Result<std::optional<Service::Open>> Service::ready(api::Ctx& ctx, const std::string& id, const std::string& client_id,
                                                    const Command& given, std::optional<std::int64_t> expected,
                                                    db::Tx& tx) {
    if (!fits_client_id(client_id))
        return fail(
            field_error("/client_id", "hall.client_id",
                        "Lệnh điều hành thiếu mã riêng nên máy chủ không biết lệnh gửi một hay hai lần. Tải lại "
                        "trang rồi bấm lại."));
    TRY(auto found, conference(tx, ctx, id));
    ctx.audit.subject = "conference " + found.code;
    if (found.status == "cancelled")
        return fail(ErrorKind::conflict, "hall.cancelled",
                    "Hội nghị này đã hủy nên không điều hành được. Vẫn họp thì khôi phục ở Kế hoạch hội nghị trước.",
                    "The conference was cancelled.");
    TRYV(store::make_session(tx, found.id, ctx.unit.id, ctx.now));
    TRY(const auto first, store::command_of(tx, found.id, client_id));
    if (first) {
        if (same_order(*first, given)) return std::optional<Open>();
        return used_id(fmt::format("Lệnh “{}”", words_of(given.act)), fmt::format("lệnh “{}”", words_of(first->act)));
    }
    TRY(State state, store::fold(tx, found.id));
    if (expected && *expected != state.seq) {
        return fail(ErrorKind::conflict, "hall.changed",
                    "Người khác vừa thao tác trên phòng họp này nên lệnh chưa được thực hiện. Xem lại rồi bấm lại.",
                    fmt::format("Another command came first: expected {}, now {}.", *expected, state.seq));
    }
    if (state.seq >= store::most_commands)
        return fail(
            ErrorKind::conflict, "hall.too_many",
            "Nhật ký phòng họp đã đầy nên không nhận thêm lệnh. Kết thúc hội nghị; phần còn lại ghi vào biên bản.",
            "The log of this hall is full.");
    return std::optional(Open{std::move(found), std::move(state)});
}

Status Service::advance(const api::Ctx& ctx, db::Tx& tx, Open& hall, Command command, const std::string& client_id) {
    const Speaker* const up = on_stage(hall.state);
    const int before = up == nullptr ? 0 : up->number;
    // The instant of the server at which the command is carried out, not the one at which it arrived.
    const Entry entry{hall.state.seq + 1, std::max(services_.clock(), hall.state.last_at), std::move(command)};
    TRYV(apply(hall.state, entry));
    TRYV(store::append(tx, hall.conference.id, entry, {ctx.who.account_id, ctx.who.name, client_id}));
    if (before == 0) return {};
    const Speaker& speaker = hall.state.speakers[static_cast<std::size_t>(before) - 1];
    if (speaker.phase != Phase::done || speaker.kind == Kind::discussion) return {};
    HeldSpeech speech{.code = fmt::format("hall:{}:{}", hall.conference.id, speaker.number),
                      .conference_id = hall.conference.id,
                      .type = json::to_json(speaker.kind).as_string().c_str(),
                      .speaker = speaker.name,
                      .minutes = recorded_minutes(hall.state, speaker),
                      .text = {},
                      .copied_percent = {},
                      .reading_minutes = {},
                      .listed_ideas = {},
                      .kept_reason = {}};
    TRY(const auto text, store::text_of(tx, hall.conference.id, speaker.number));
    if (text) {
        speech.text = text->text;
        speech.copied_percent = text->measured.copied_percent;
        speech.reading_minutes = text->measured.reading_minutes;
        speech.listed_ideas = text->measured.listed_ideas;
        speech.kept_reason = text->measured.kept_reason;
    }
    return services_.add_speech(tx, speech, ctx.now);
}

Result<Hall> Service::command(api::Ctx& ctx, const CommandIn& in, db::Tx& tx) {
    if (in.act == Act::close)
        return fail(
            field_error("/act", "hall.close",
                        "Bế mạc phải kèm kết luận hoặc lý do không giao việc nên không đi bằng lệnh này. Dùng nút "
                        "“Kết thúc hội nghị”."));
    if (!short_enough(in.name, most_name) || !short_enough(in.subject, most_words) ||
        !short_enough(in.reason, most_words))
        return fail(
            field_error("/reason", "hall.too_long", "Tên, nội dung hoặc lý do dài quá 1000 chữ. Rút ngắn lại."));
    Command command{in.act, in.speaker, in.name, in.subject, in.reason, in.kind, in.minutes, in.place, {}};
    TRY(auto hall, ready(ctx, in.id, in.client_id, command, in.expected, tx));
    if (!hall) return view(ctx, in.id, tx);
    if (hall->state.sitting == Sitting::before && (in.act == Act::open || in.act == Act::register_)) {
        TRY(command.limits, limits_of(services_.rulebook, ctx.unit.path, hall->conference.date));
    }
    TRYV(advance(ctx, tx, *hall, std::move(command), in.client_id));
    ctx.audit.detail = std::string(json::to_json(in.act).as_string().c_str());
    TRYV(announce(tx, hall->conference));
    return view(ctx, in.id, tx);
}

Result<Hall> Service::close(api::Ctx& ctx, const CloseIn& in, db::Tx& tx) {
    Command command;
    command.act = Act::close;
    TRY(auto hall, ready(ctx, in.id, in.client_id, command, in.expected, tx));
    if (!hall) return view(ctx, in.id, tx);
    const Conference& conference = hall->conference;
    TRY(const auto conclusions, store::conclusions(tx, conference.id));
    if (conclusions.empty() && !(in.no_tasks_reason && fits(*in.no_tasks_reason, most_words))) {
        Error error =
            field_error("/no_tasks_reason", "hall.no_conclusions",
                        "Chưa kết thúc được hội nghị: chưa có kết luận nào để giao thành việc rõ người, rõ hạn. "
                        "Ghi ít nhất một kết luận có đơn vị chủ trì và hạn ở thẻ “Kết luận”, hoặc ghi lý do hội "
                        "nghị không giao việc.");
        error.clause = clause_of(services_.rulebook, six_clarities);
        return fail(std::move(error));
    }
    command.reason = conclusions.empty() ? in.no_tasks_reason : std::nullopt;
    TRYV(advance(ctx, tx, *hall, std::move(command), in.client_id));
    for (const Conclusion& one : conclusions) {
        const std::string code = "hall:" + one.id;
        TRYV(services_.add_task(tx, {.code = code,
                                     .assigner = ctx.unit.code,
                                     .lead = one.lead,
                                     .lead_person = one.lead_person.value_or(""),
                                     .work = one.work,
                                     .product = one.product.value_or(""),
                                     .source = fmt::format("Kết luận hội nghị ngày {}", conference.date.vi()),
                                     .clause = conference.title,
                                     .due = one.due.iso()}));
        TRYV(store::mark_task(tx, one.id, code));
    }
    TRYV(store::set_no_tasks(tx, conference.id, conclusions.empty() ? in.no_tasks_reason : std::nullopt));
    TRYV(store::set_code(tx, conference.id, {}));
    TRYV(votes::close_all(tx, conference.id, services_.clock()));
    TRYV(slips::close_all(tx, conference.id, services_.clock()));
    TRYV(store::touch(tx, conference.id));
    TRYV(services_.set_held(tx, conference.id, whole_minutes(hall->state.sat_ms)));
    ctx.audit.detail = fmt::format("close, {} tasks", conclusions.size());
    TRYV(announce(tx, conference));
    return view(ctx, in.id, tx);
}

Result<Hall> Service::set_agenda(api::Ctx& ctx, const AgendaIn& in, db::Tx& tx) {
    TRY(const Conference found, editable(ctx, in.id, tx));
    const bool good = in.items.size() <= most_items && std::ranges::all_of(in.items, [](const AgendaItem& item) {
                          return fits(item.title, most_words) && item.minutes.value_or(0) >= 0 &&
                                 short_enough(item.presenter, most_name) &&
                                 short_enough(item.document_title, most_words) && is_document_page(item.document);
                      });
    if (!good || !short_enough(in.place, most_name) || !short_enough(in.secretary, most_name))
        return fail(field_error(
            "/items", "hall.agenda",
            "Chưa lưu chương trình: có mục không tên, số phút âm, văn bản kèm không thuộc sổ văn bản, quá 200 "
            "mục, hoặc địa điểm, thư ký, người trình bày dài quá 200 chữ. Sửa rồi lưu lại."));
    TRYV(store::set_agenda(tx, found.id, in.items));
    TRYV(store::set_room(tx, found.id, in.place, in.secretary));
    TRYV(store::touch(tx, found.id));
    ctx.audit.detail = "agenda";
    TRYV(announce(tx, found));
    return view(ctx, in.id, tx);
}

Result<Hall> Service::conclude(api::Ctx& ctx, const ConclusionIn& in, db::Tx& tx) {
    TRY(const Conference found, editable(ctx, in.id, tx));
    TRY(const auto stand, store::conclusions(tx, found.id));
    if (stand.size() >= most_items)
        return fail(field_error("/work", "hall.too_many",
                                "Hội nghị này đã có 200 kết luận nên không ghi thêm được. Gộp các việc cùng đơn "
                                "vị chủ trì vào một kết luận."));
    if (!short_enough(in.lead_person, most_name) || !short_enough(in.product, most_words))
        return fail(field_error("/product", "hall.too_long",
                                "Tên người (tối đa 200 chữ) hoặc sản phẩm (tối đa 1000 chữ) quá dài. Rút ngắn lại."));
    if (!fits(in.work, most_words))
        return fail(field_error("/work", "hall.work",
                                "Kết luận chưa nêu việc, hoặc dài quá 1000 chữ. Ghi việc phải làm trong một hai câu."));
    TRY(const auto name, store::unit_name(tx, in.lead));
    if (!name) {
        Error error = field_error(
            "/lead", "unit.unknown",
            "Không có đơn vị chủ trì này. Một việc chỉ có một đầu mối chủ trì: chọn một đơn vị trong danh sách.");
        error.clause = clause_of(services_.rulebook, one_lead);
        return fail(std::move(error));
    }
    if (in.due < found.date)
        return fail(
            field_error("/due", "hall.due",
                        fmt::format("Hạn {} trước ngày họp {}: việc chưa được giao thì chưa thể đến hạn. Sửa lại hạn.",
                                    in.due.vi(), found.date.vi())
                            .c_str()));
    TRYV(store::add_conclusion(
        tx, found.id, {base::uuid7(), in.work, in.lead, *name, in.lead_person, in.product, in.due, false}, ctx.now));
    ctx.audit.detail = "conclusion";
    TRYV(announce(tx, found));
    return view(ctx, in.id, tx);
}

Result<Hall> Service::drop_conclusion(api::Ctx& ctx, const ConclusionRef& in, db::Tx& tx) {
    TRY(const Conference found, editable(ctx, in.id, tx));
    TRY(const bool dropped, store::remove_conclusion(tx, found.id, in.conclusion));
    if (!dropped)
        return fail(ErrorKind::not_found, "hall.no_conclusion",
                    "Kết luận này không còn trong danh sách: người khác đã bỏ, hoặc đã thành nhiệm vụ. Tải lại trang.",
                    "No such conclusion.");
    ctx.audit.detail = "conclusion removed";
    TRYV(announce(tx, found));
    return view(ctx, in.id, tx);
}

}  // namespace sauro::hall
