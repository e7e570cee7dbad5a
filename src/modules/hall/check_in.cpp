// Who is in the hall: check-in by the code on the wall or at the desk, and the votes of those who checked in by phone.
#include "base/hash.hpp"
#include "base/id.hpp"
#include "modules/hall/service.hpp"
#include "modules/hall/slips.hpp"
#include "modules/hall/votes.hpp"
#include "modules/hall/words.hpp"

namespace sauro::hall {

Result<Hall> Service::set_code(api::Ctx& ctx, const CodeIn& in, db::Tx& tx) {
    TRY(const Conference found, editable(ctx, in.id, tx));
    Text code;
    // Eight digits, typed on a phone; a code that stands already is drawn again.
    constexpr int tries = 5;
    for (int i = 0; in.open && i < tries && !code; ++i) {
        std::uint64_t number = 0;
        for (const char c : base::random_token()) number = number * 64 + static_cast<unsigned char>(c);
        const std::string drawn = fmt::format("{:08}", number % 100'000'000U);
        TRY(const auto other, store::session_by_code(tx, drawn));
        if (!other) code = drawn;
    }
    TRYV(store::set_code(tx, found.id, code));
    TRYV(store::touch(tx, found.id));
    ctx.audit.detail = in.open ? "check-in open" : "check-in closed";
    TRYV(announce(tx, found));
    return view(ctx, in.id, tx);
}

// Written at the desk again: the person may check in with another phone, the ticket of the one before ends.
Result<Hall> Service::attend(api::Ctx& ctx, const AttendIn& in, db::Tx& tx) {
    TRY(const Conference found, editable(ctx, in.id, tx));
    if (!fits(in.name, most_name) || !short_enough(in.position, most_name))
        return fail(
            field_error("/name", "hall.name",
                        "Chưa ghi được người dự: họ tên hoặc chức vụ để trống hoặc dài quá 200 chữ. Ghi lại hai ô."));
    const std::string key = key_of(in.name, in.position);
    TRY(const bool fresh, store::attend(tx, found.id, key, {in.name, in.position, ctx.now, "desk"}));
    if (!fresh) TRYV(store::take_ticket_back(tx, found.id, key));
    ctx.audit.detail = fresh ? "attendance" : "attendance again";
    TRYV(announce(tx, found));
    return view(ctx, in.id, tx);
}

Result<store::Session> Service::by_code(api::Ctx& ctx, const std::string& code, db::Snapshot& snapshot) {
    if (!wrong_.may(ctx.remote, ctx.now)) {
        ctx.answer_headers.emplace_back("Retry-After", "600");
        return fail(ErrorKind::throttled, "hall.too_many_tries",
                    "Nhập sai mã điểm danh nhiều lần. Đợi 10 phút hoặc báo bàn đón tiếp ghi tên.",
                    "Too many wrong check-in codes.");
    }
    TRY(auto session, store::session_by_code(snapshot, code));
    if (session) return *std::move(session);
    wrong_.count(ctx.remote);
    return fail(ErrorKind::not_found, "hall.wrong_code",
                "Mã điểm danh không đúng hoặc điểm danh đã đóng. Xem lại mã trên màn hình hội trường.",
                "No hall has this check-in code.");
}

namespace {
// Not counted as codes are: nobody guesses a ticket, and phones with an ended one must not lock their hall out.
Result<store::Seat> by_ticket(const std::string& ticket, db::Snapshot& snapshot) {
    TRY(auto seat, store::seat(snapshot, base::sha256(ticket)));
    if (seat) return *std::move(seat);
    return fail(ErrorKind::not_found, "hall.no_seat",
                "Máy này chưa điểm danh ở hội nghị, hoặc đồng chí đã điểm danh lại trên máy khác. Điểm danh lại, hoặc "
                "báo bàn đón tiếp ghi tên lại.",
                "No seat has this ticket.");
}
}  // namespace

// Of the unit that the session names; the person at the phone has no session with us.
Result<Conference> Service::conference_of(db::Snapshot& snapshot, const store::Session& session) const {
    TRY(auto found, services_.find_conference(snapshot, session.unit_id, session.conference_id));
    if (!found) return fail_internal("hall.conference", "a hall without its conference");
    return *std::move(found);
}
Result<Conference> Service::conference_of(db::Snapshot& snapshot, const store::Seat& seat) const {
    TRY(const auto session, store::session(snapshot, seat.conference_id));
    if (!session) return fail_internal("hall.session", "a seat without its hall");
    return conference_of(snapshot, *session);
}

Result<CheckInPlace> Service::check_in_place(api::Ctx& ctx, const CheckInAsked& in, db::Snapshot& snapshot) {
    TRY(const auto session, by_code(ctx, in.code, snapshot));
    TRY(const auto found, conference_of(snapshot, session));
    return CheckInPlace{found.title, found.date, session.place};
}

Result<CheckedIn> Service::check_in(api::Ctx& ctx, const CheckIn& in, db::Tx& tx) {
    TRY(const auto session, by_code(ctx, in.code, tx));
    if (!fits(in.name, most_name))
        return fail(
            field_error("/name", "hall.name", "Họ tên để trống hoặc dài quá 200 chữ. Ghi họ tên của đồng chí."));
    if (!fits(in.position, most_name))
        return fail(field_error("/position", "hall.position",
                                "Chức vụ, cơ quan để trống hoặc dài quá 200 chữ. Ghi lại để ban tổ chức biết đồng chí "
                                "dự với tư cách nào."));
    constexpr std::int64_t most_present = 20'000;
    if (session.present >= most_present)
        return fail(ErrorKind::conflict, "hall.too_many",
                    "Danh sách dự họp đã đầy nên không ghi thêm. Báo bàn đón tiếp.", "The list is full.");
    TRY(const auto found, conference_of(tx, session));
    const std::string key = key_of(in.name, in.position), ticket = base::random_token();
    TRY(const bool fresh, store::attend(tx, session.conference_id, key, {in.name, in.position, ctx.now, "code"}));
    TRY(const bool held, store::give_ticket(tx, session.conference_id, key, base::sha256(ticket)));
    ctx.audit.subject = "conference " + found.code;
    TRYV(announce(tx, found));
    return CheckedIn{!fresh, held ? Text(ticket) : Text()};
}

Result<SeatView> Service::seat_view(const std::string& ticket, db::Snapshot& snapshot) const {
    TRY(const auto seat, by_ticket(ticket, snapshot));
    TRY(const auto found, conference_of(snapshot, seat));
    SeatView out{found.title, seat.name, {}, {}, services_.clock()};
    TRY(out.vote, votes::shown(snapshot, seat.conference_id));
    if (out.vote) {
        TRY(const auto mine, votes::mine(snapshot, out.vote->id, seat.person_key));
        out.mine = MyAnswer{mine.answered, mine.choice, mine.opinion};
    }
    return out;
}

Result<Conference> Service::by_seat(const std::string& ticket, db::Snapshot& snapshot) const {
    TRY(const auto seat, by_ticket(ticket, snapshot));
    return conference_of(snapshot, seat);
}

// The audit row names the vote, never the person: of a secret vote it must not, of an open one the ballot does.
Result<SeatView> Service::answer(api::Ctx& ctx, const AnswerIn& in, db::Tx& tx) {
    TRY(const auto seat, by_ticket(in.ticket, tx));
    TRYV(votes::answer(tx, seat, {in.vote, in.client_id, in.choice, in.opinion}, services_.clock()));
    TRYV(store::touch(tx, seat.conference_id));
    TRY(const auto found, conference_of(tx, seat));
    ctx.audit.subject = "conference " + found.code;
    ctx.audit.detail = "answer to vote " + in.vote;
    TRYV(announce(tx, found));
    return seat_view(in.ticket, tx);
}

Result<Hall> Service::open_vote(api::Ctx& ctx, const VoteIn& in, db::Tx& tx) {
    TRY(const Conference found, editable(ctx, in.id, tx));
    TRYV(votes::open(tx, found.id, {in.client_id, in.question, in.choices, in.other, in.secret, in.minutes},
                     services_.clock()));
    TRYV(store::touch(tx, found.id));
    ctx.audit.detail = in.secret ? "secret vote" : "open vote";
    TRYV(announce(tx, found));
    return view(ctx, in.id, tx);
}

Result<Hall> Service::act_on_vote(api::Ctx& ctx, const VoteActIn& in, db::Tx& tx) {
    TRY(const Conference found, editable(ctx, in.id, tx));
    if (in.act == VoteAct::close)
        TRYV(votes::close(tx, found.id, in.vote, services_.clock()));
    else
        TRYV(votes::hide(tx, found.id, in.vote));
    TRYV(store::touch(tx, found.id));
    ctx.audit.detail = in.act == VoteAct::close ? "vote closed" : "vote hidden";
    TRYV(announce(tx, found));
    return view(ctx, in.id, tx);
}

Result<Hall> Service::send_slip(api::Ctx& ctx, const SlipIn& in, db::Tx& tx) {
    TRY(const Conference found, editable(ctx, in.id, tx));
    TRYV(slips::send(tx, found.id, {in.client_id, in.question, in.choices, in.units, in.other, in.due_at},
                     services_.clock()));
    TRYV(store::touch(tx, found.id));
    ctx.audit.detail = fmt::format("opinion slip to {} units", in.units.size());
    TRYV(announce(tx, found));
    return view(ctx, in.id, tx);
}

}  // namespace sauro::hall
