// What one can do in a hall. Every write runs in one transaction with what follows from it; screens are told once it is
// durable.
#pragma once
#include <mutex>
#include <thread>

#include "base/tries.hpp"
#include "modules/hall/board.hpp"
#include "modules/hall/hall.hpp"
#include "modules/hall/store.hpp"

namespace sauro::hall {

struct HallIn {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(HallIn, (), (id))

struct CommandIn {
    std::string id;
    std::string client_id;                 // the same one again is the same command: nothing happens twice
    std::optional<std::int64_t> expected;  // number of the last command the operator saw; another one by now: refused
    Act act = Act::open;
    std::optional<int> speaker;
    Text name, subject, reason;
    std::optional<Kind> kind;
    std::optional<int> minutes, place;
};
BOOST_DESCRIBE_STRUCT(CommandIn, (),
                      (id, client_id, expected, act, speaker, name, subject, reason, kind, minutes, place))

struct AgendaIn {
    std::string id;
    std::vector<AgendaItem> items;
    Text place, secretary;
};
BOOST_DESCRIBE_STRUCT(AgendaIn, (), (id, items, place, secretary))

struct CodeIn {
    std::string id;
    bool open = false;
};
BOOST_DESCRIBE_STRUCT(CodeIn, (), (id, open))

struct AttendIn {
    std::string id, name, position;
};
BOOST_DESCRIBE_STRUCT(AttendIn, (), (id, name, position))

struct CheckInAsked {
    std::string code;
};
BOOST_DESCRIBE_STRUCT(CheckInAsked, (), (code))
struct CheckInPlace {
    std::string title;
    base::Date date;
    Text place;
};
BOOST_DESCRIBE_STRUCT(CheckInPlace, (), (title, date, place))
struct CheckIn {
    std::string code, name, position;
};
BOOST_DESCRIBE_STRUCT(CheckIn, (), (code, name, position))
struct CheckedIn {
    bool already = false;
    Text ticket;  // for the votes, kept by this phone; none: another phone holds the one of this person
};
BOOST_DESCRIBE_STRUCT(CheckedIn, (), (already, ticket))

struct TicketIn {
    std::string ticket;
};
BOOST_DESCRIBE_STRUCT(TicketIn, (), (ticket))
struct MyAnswer {
    bool answered = false;
    std::optional<std::int64_t> choice;  // of an open vote
    Text opinion;
};
BOOST_DESCRIBE_STRUCT(MyAnswer, (), (answered, choice, opinion))
struct SeatView {
    std::string title, name;
    std::optional<Vote> vote;
    std::optional<MyAnswer> mine;
    Millis server_now = 0;
};
BOOST_DESCRIBE_STRUCT(SeatView, (), (title, name, vote, mine, server_now))
struct AnswerIn {
    std::string ticket, vote, client_id;
    std::int64_t choice = 0;  // position of the choice, 0 = the first
    Text opinion;
};
BOOST_DESCRIBE_STRUCT(AnswerIn, (), (ticket, vote, client_id, choice, opinion))

struct VoteIn {
    std::string id, client_id, question;
    std::vector<std::string> choices;
    bool other = false, secret = false;
    std::optional<std::int64_t> minutes;
};
BOOST_DESCRIBE_STRUCT(VoteIn, (), (id, client_id, question, choices, other, secret, minutes))
enum class VoteAct { close, hide };
BOOST_DESCRIBE_ENUM(VoteAct, close, hide)
struct VoteActIn {
    std::string id, vote;
    VoteAct act = VoteAct::close;
};
BOOST_DESCRIBE_STRUCT(VoteActIn, (), (id, vote, act))
struct SlipIn {
    std::string id, client_id, question;
    std::vector<std::string> choices, units;  // units by code
    bool other = false;
    Millis due_at = 0;
};
BOOST_DESCRIBE_STRUCT(SlipIn, (), (id, client_id, question, choices, units, other, due_at))

struct ConclusionIn {
    std::string id, work, lead;  // code of the one unit in charge
    base::Date due;
    Text lead_person, product;
};
BOOST_DESCRIBE_STRUCT(ConclusionIn, (), (id, work, lead, due, lead_person, product))
struct ConclusionRef {
    std::string id, conclusion;
};
BOOST_DESCRIBE_STRUCT(ConclusionRef, (), (id, conclusion))

struct CloseIn {
    std::string id, client_id;
    std::optional<std::int64_t> expected;
    Text no_tasks_reason;  // needed when there are no conclusions
};
BOOST_DESCRIBE_STRUCT(CloseIn, (), (id, client_id, expected, no_tasks_reason))

class Service {
  public:
    explicit Service(Services services) : services_(std::move(services)) {}

    // error conference.not_found: not one of this unit
    Result<Conference> conference(db::Snapshot& snapshot, const api::Ctx& ctx, const std::string& id) const;
    Result<Hall> view(api::Ctx& ctx, const std::string& id, db::Snapshot& snapshot) const;
    Result<Hall> command(api::Ctx& ctx, const CommandIn& in, db::Tx& tx);
    // Every conclusion becomes a task, the conference counts as held with its minutes. error hall.no_conclusions:
    // neither conclusions nor the reason why there are none.
    Result<Hall> close(api::Ctx& ctx, const CloseIn& in, db::Tx& tx);

    Result<Hall> set_agenda(api::Ctx& ctx, const AgendaIn& in, db::Tx& tx);
    Result<Hall> set_code(api::Ctx& ctx, const CodeIn& in, db::Tx& tx);
    Result<Hall> attend(api::Ctx& ctx, const AttendIn& in, db::Tx& tx);
    Result<Hall> conclude(api::Ctx& ctx, const ConclusionIn& in, db::Tx& tx);
    Result<Hall> drop_conclusion(api::Ctx& ctx, const ConclusionRef& in, db::Tx& tx);

    // Both work only while the hall is not closed; the same client_id again changes nothing.
    Result<Hall> open_vote(api::Ctx& ctx, const VoteIn& in, db::Tx& tx);
    Result<Hall> act_on_vote(api::Ctx& ctx, const VoteActIn& in, db::Tx& tx);
    Result<Hall> send_slip(api::Ctx& ctx, const SlipIn& in, db::Tx& tx);

    // From a phone, without a session; the code opens one hall while its check-in is open.
    Result<CheckInPlace> check_in_place(api::Ctx& ctx, const CheckInAsked& in, db::Snapshot& snapshot);
    Result<CheckedIn> check_in(api::Ctx& ctx, const CheckIn& in, db::Tx& tx);
    Result<SeatView> seat_view(const std::string& ticket, db::Snapshot& snapshot) const;
    Result<SeatView> answer(api::Ctx& ctx, const AnswerIn& in, db::Tx& tx);

    Result<http::Response> events(api::Ctx& ctx, const HallIn& in, db::Database& database);
    Result<http::Response> seat_events(api::Ctx& ctx, const TicketIn& in, db::Database& database);
    const Services& services() const { return services_; }
    // Tells the screens, once the transaction is durable.
    Status announce(db::Tx& tx, const Conference& conference);

  private:
    struct Open {
        Conference conference;
        State state;
    };
    Result<Conference> editable(api::Ctx& ctx, const std::string& id, db::Tx& tx);  // with a session; not closed
    Result<std::optional<Open>> ready(api::Ctx& ctx, const std::string& id, const std::string& client_id,
                                      const Command& given, std::optional<std::int64_t> expected, db::Tx& tx);
    Status advance(const api::Ctx& ctx, db::Tx& tx, Open& hall, Command command, const std::string& client_id);
    Result<store::Session> by_code(api::Ctx& ctx, const std::string& code, db::Snapshot& snapshot);
    Result<Conference> conference_of(db::Snapshot& snapshot, const store::Session& session) const;
    Result<Conference> conference_of(db::Snapshot& snapshot, const store::Seat& seat) const;
    Result<Conference> by_seat(const std::string& ticket, db::Snapshot& snapshot) const;
    Status publish(db::Snapshot& snapshot, const Conference& conference);
    http::Response stream(const api::Ctx& ctx, const std::string& conference_id, db::Database& database);
    // Another process serving the same database may have changed a hall that is watched here.
    void follow(db::Database& database);
    Status look(db::Snapshot& snapshot);

    Services services_;
    std::shared_ptr<Board> board_ = std::make_shared<Board>();
    // Codes are short, so wrong ones are counted; a hall often stands behind one address.
    base::Tries wrong_{10 * 60'000, 20, 1000};
    std::once_flag follows_;
    std::jthread following_;  // last: ends before what it uses
};

}  // namespace sauro::hall
