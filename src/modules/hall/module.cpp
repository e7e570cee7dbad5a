#include "modules/hall/limits.hpp"
#include "modules/hall/minutes.hpp"
#include "modules/hall/service.hpp"
#include "modules/hall/slips.hpp"
#include "modules/hall/speech.hpp"
#include "modules/hall/words.hpp"

namespace sauro::embedded {
std::span<const base::EmbeddedFile> hall_migrations();
}

namespace sauro::hall {
namespace {

using api::Verb;
using http::Method;

struct ServerTime {
    Millis now = 0;
};
BOOST_DESCRIBE_STRUCT(ServerTime, (), (now))
struct PaperworkIn {
    std::string id;
    Paperwork what = Paperwork::minutes;
};
BOOST_DESCRIBE_STRUCT(PaperworkIn, (), (id, what))
struct TextIn {
    std::string id, text;
    std::optional<int> speaker;  // kept with this speaker; none: only checked
    std::optional<Kind> kind;
    Text kept_reason;  // why the text is kept as it is, although a norm was shown
};
BOOST_DESCRIBE_STRUCT(TextIn, (), (id, text, speaker, kind, kept_reason))

using Kept = std::shared_ptr<Service>;

Result<SpeechCheck> check_text(Service& service, api::Ctx& ctx, const TextIn& in, db::Snapshot& snapshot) {
    if (in.text.size() > most_speech_bytes)
        return fail(
            ErrorKind::too_large, "hall.text",
            "Bài phát biểu dài quá 400.000 byte, hơn nửa ngày nói, nên máy chưa kiểm. Chia bài hoặc rút ngắn lại.",
            "The speech is too long.");
    if (in.kept_reason && !fits(*in.kept_reason, most_words))
        return fail(field_error("/kept_reason", "hall.reason",
                                "Lý do giữ nguyên bài viết để trống hoặc dài quá 1000 chữ. Ghi một câu ngắn."));
    TRY(const auto conference, service.conference(snapshot, ctx, in.id));
    TRY(const auto limits, limits_of(service.services().rulebook, ctx.unit.path, conference.date));
    TRY(const auto papers, service.services().papers(snapshot, conference.id));
    Kind kind = in.kind.value_or(Kind::contribution);
    if (in.speaker) {
        TRY(const State state, store::fold(snapshot, conference.id));
        if (*in.speaker < 1 || static_cast<std::size_t>(*in.speaker) > state.speakers.size())
            return fail(ErrorKind::not_found, "hall.no_such_speaker",
                        "Không có người phát biểu này trong danh sách: trang đang mở có thể là bản cũ. Tải lại trang.",
                        "No such speaker.");
        const Speaker& speaker = state.speakers[static_cast<std::size_t>(*in.speaker) - 1];
        if (speaker.phase == Phase::done)
            return fail(ErrorKind::conflict, "hall.spoken",
                        "Bài này đã phát biểu xong nên không thay bản viết được nữa. Muốn nói thêm thì ghi thêm lượt.",
                        "The speech has been held.");
        kind = speaker.kind;
    }
    return check_speech(service.services().rulebook, ctx.unit, conference.date, limits, {in.text, kind}, papers);
}

Status read_record(Service& service, api::Ctx& ctx, const std::string& id, db::Snapshot& snapshot, Hall& hall,
                   MinutesInput& input) {
    constexpr int most_listed = 2000;
    TRY(hall, service.view(ctx, id, snapshot));
    TRY(input.attendees, store::attendees(snapshot, hall.id, most_listed));
    // A letterhead names the body above of the same bloc; committees and councils of an area stand alone.
    TRYV(
        snapshot.query("SELECT p.name, COALESCE(u.body, '') FROM fact_units u JOIN fact_units p ON p.unit = u.parent "
                       "WHERE u.unit_id = ? AND p.bloc = u.bloc AND (u.body IS NULL OR u.body NOT IN "
                       "('peoples_committee', 'peoples_council'))",
                       {ctx.unit.id}, [&](const db::Row& row) {
                           input.superior = superior_of(row.str(0), row.text(1) == "party_committee");
                           return false;
                       }));
    TRY(const auto area,
        snapshot.one("SELECT a.name FROM fact_units u JOIN fact_areas a ON a.area = u.area WHERE u.unit_id = ? AND "
                     "a.level <> 'central'",
                     {ctx.unit.id}, [](const db::Row& row) { return row.str(0); }));
    input.area = area.value_or("");
    const auto folded = store::fold(snapshot, hall.id, [&](const State& before, const Entry& entry) {
        if (entry.command.act != Act::add_minute || before.stage.empty()) return;
        input.added.push_back({entry.at, on_stage(before)->name, entry.command.reason.value_or("")});
    });
    if (!folded) return std::unexpected(folded.error());
    return {};
}

// DOCX is written whole into a temporary file that goes with the answer.
Result<http::Response> paperwork(Service& service, api::Ctx& ctx, const PaperworkIn& in, db::Database& database) {
    Hall hall;
    MinutesInput input;
    TRYV(
        database.read([&](db::Snapshot& snapshot) { return read_record(service, ctx, in.id, snapshot, hall, input); }));
    if (hall.state.sitting != Sitting::closed)
        return fail(ErrorKind::conflict, "hall.not_closed",
                    "Hội nghị chưa kết thúc nên chưa có biên bản. Ghi kết luận và bấm “Kết thúc hội nghị”.",
                    "Minutes are written once the conference is closed.");
    input.hall = &hall;
    input.unit = &ctx.unit;
    input.what = in.what;
    const auto path = ctx.files->temporary();
    TRYV(write_minutes(path, input));
    http::Response response;
    response.headers = {
        {"Content-Type", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
        {"Content-Disposition", http::attachment((in.what == Paperwork::minutes ? "Biên bản " : "Thông báo kết luận ") +
                                                 hall.title + ".docx")},
        {"Cache-Control", "no-store"}};
    response.body = http::FileBody{path, true};
    return response;
}

struct UnitSlip {
    std::string id, conference, convenor, question;
    base::Date date;  // of the conference
    bool other = false, closed = false;
    Millis sent_at = 0, due_at = 0;
    std::vector<Choice> choices;
    SlipAnswer mine;
};
BOOST_DESCRIBE_STRUCT(UnitSlip, (),
                      (id, conference, convenor, question, date, other, closed, sent_at, due_at, choices, mine))
struct UnitSlips {
    std::vector<UnitSlip> items;
};
BOOST_DESCRIBE_STRUCT(UnitSlips, (), (items))
struct SlipAnswerIn {
    std::string slip, client_id;
    std::int64_t choice = 0;
    Text opinion;
};
BOOST_DESCRIBE_STRUCT(SlipAnswerIn, (), (slip, client_id, choice, opinion))

Result<UnitSlips> slips_of_unit(const Service& service, const api::Ctx& ctx, db::Snapshot& snapshot) {
    UnitSlips out;
    TRY(auto found, slips::of_unit(snapshot, ctx.unit.id));
    for (auto& one : found) {
        TRY(const auto conference, service.services().find_conference(snapshot, one.convenor_id, one.conference_id));
        if (!conference) continue;
        one.mine.unit = ctx.unit.code;
        one.mine.unit_name = ctx.unit.name;
        out.items.push_back({std::move(one.id), conference->title, std::move(one.convenor), std::move(one.question),
                             conference->date, one.other, one.closed, one.sent_at, one.due_at, std::move(one.choices),
                             std::move(one.mine)});
    }
    return out;
}

const std::string hall = "/api/v1/units/{unit}/conferences/{id}/hall";

void add_vote_routes(api::Registry& registry, const Kept& service) {
    auto& database = registry.database();
    registry.write<VoteIn, Hall>(
        {Method::post, hall + "/votes", "hall.open_vote", "Mở một câu biểu quyết nhanh", Verb::draft},
        [service](api::Ctx& ctx, const VoteIn& in, db::Tx& tx) { return service->open_vote(ctx, in, tx); });
    registry.write<VoteActIn, Hall>(
        {Method::post, hall + "/votes/{vote}", "hall.act_on_vote", "Chốt biểu quyết, hoặc cất kết quả khỏi màn hình",
         Verb::draft},
        [service](api::Ctx& ctx, const VoteActIn& in, db::Tx& tx) { return service->act_on_vote(ctx, in, tx); });
    registry.write<SlipIn, Hall>(
        {Method::post, hall + "/slips", "hall.send_slip", "Gửi phiếu lấy ý kiến tới các đơn vị", Verb::draft},
        [service](api::Ctx& ctx, const SlipIn& in, db::Tx& tx) { return service->send_slip(ctx, in, tx); });
    registry.read<json::Nothing, UnitSlips>({Method::get, "/api/v1/units/{unit}/opinion-slips", "hall.slips_of_unit",
                                             "Phiếu lấy ý kiến gửi cho đơn vị", Verb::view},
                                            [service](api::Ctx& ctx, const json::Nothing&, db::Snapshot& snapshot) {
                                                return slips_of_unit(*service, ctx, snapshot);
                                            });
    registry.write<SlipAnswerIn, UnitSlips>(
        {Method::post, "/api/v1/units/{unit}/opinion-slips/{slip}", "hall.answer_slip",
         "Trả lời phiếu lấy ý kiến thay mặt đơn vị", Verb::sign},
        [service](api::Ctx& ctx, const SlipAnswerIn& in, db::Tx& tx) -> Result<UnitSlips> {
            // The pages of the hall hear of it by the follower's next look.
            TRYV(slips::answer(tx, ctx, {in.slip, in.client_id, in.choice, in.opinion}));
            ctx.audit = {"slip " + in.slip, "answer", {}};
            return slips_of_unit(*service, ctx, tx);
        });
    registry.read<TicketIn, SeatView>({Method::get, "/api/v1/hall-seats/{ticket}", "hall.seat",
                                       "Câu biểu quyết đang mở, cho máy đã điểm danh", Verb::open},
                                      [service](api::Ctx&, const TicketIn& in, db::Snapshot& snapshot) {
                                          return service->seat_view(in.ticket, snapshot);
                                      });
    registry.raw<TicketIn>(
        {Method::get, "/api/v1/hall-seats/{ticket}/events", "hall.seat_events",
         "Theo dõi phòng họp từ máy đã điểm danh (server-sent events)", Verb::open},
        [service, &database](api::Ctx& ctx, const TicketIn& in) { return service->seat_events(ctx, in, database); });
    registry.write<AnswerIn, SeatView>(
        {Method::post, "/api/v1/hall-seats/{ticket}/answers", "hall.answer", "Trả lời câu biểu quyết", Verb::open},
        [service](api::Ctx& ctx, const AnswerIn& in, db::Tx& tx) { return service->answer(ctx, in, tx); });
}

void add_routes(api::Registry& registry, const Kept& service) {
    auto& database = registry.database();
    registry.read<HallIn, Hall>(
        {Method::get, hall, "hall.show", "Phòng họp: hàng chờ, đồng hồ, chương trình, kết luận", Verb::view},
        [service](api::Ctx& ctx, const HallIn& in, db::Snapshot& snapshot) {
            return service->view(ctx, in.id, snapshot);
        });
    registry.raw<HallIn>(
        {Method::get, hall + "/events", "hall.events", "Theo dõi phòng họp (server-sent events)", Verb::view},
        [service, &database](api::Ctx& ctx, const HallIn& in) { return service->events(ctx, in, database); });
    registry.write<CommandIn, Hall>(
        {Method::post, hall + "/commands", "hall.command", "Một lệnh điều hành phát biểu", Verb::draft},
        [service](api::Ctx& ctx, const CommandIn& in, db::Tx& tx) { return service->command(ctx, in, tx); });
    registry.write<CloseIn, Hall>(
        {Method::post, hall + "/close", "hall.close", "Kết thúc hội nghị: mỗi kết luận thành một nhiệm vụ",
         Verb::draft},
        [service](api::Ctx& ctx, const CloseIn& in, db::Tx& tx) { return service->close(ctx, in, tx); });
    registry.write<AgendaIn, Hall>(
        {Method::put, hall + "/agenda", "hall.agenda", "Chương trình, địa điểm, thư ký", Verb::draft},
        [service](api::Ctx& ctx, const AgendaIn& in, db::Tx& tx) { return service->set_agenda(ctx, in, tx); });
    registry.write<CodeIn, Hall>(
        {Method::put, hall + "/check-in", "hall.check_in_code", "Mở hoặc đóng điểm danh bằng mã", Verb::draft},
        [service](api::Ctx& ctx, const CodeIn& in, db::Tx& tx) { return service->set_code(ctx, in, tx); });
    registry.write<AttendIn, Hall>(
        {Method::post, hall + "/attendance", "hall.attend", "Bàn đón tiếp ghi một người dự", Verb::draft},
        [service](api::Ctx& ctx, const AttendIn& in, db::Tx& tx) { return service->attend(ctx, in, tx); });
    registry.write<ConclusionIn, Hall>(
        {Method::post, hall + "/conclusions", "hall.conclude", "Ghi một kết luận: việc, một đơn vị chủ trì, hạn",
         Verb::draft},
        [service](api::Ctx& ctx, const ConclusionIn& in, db::Tx& tx) { return service->conclude(ctx, in, tx); });
    registry.write<ConclusionRef, Hall>({Method::del, hall + "/conclusions/{conclusion}", "hall.drop_conclusion",
                                         "Bỏ một kết luận ghi nhầm", Verb::draft},
                                        [service](api::Ctx& ctx, const ConclusionRef& in, db::Tx& tx) {
                                            return service->drop_conclusion(ctx, in, tx);
                                        });
    registry.write<TextIn, SpeechCheck, SpeechCheck>(
        {Method::post, hall + "/texts", "hall.check_text",
         "Kiểm bài phát biểu viết sẵn: phần lặp tài liệu đã gửi, thời gian nói, kể thành tích", Verb::draft},
        [service](api::Ctx& ctx, const TextIn& in, db::Snapshot& snapshot) {
            return check_text(*service, ctx, in, snapshot);
        },
        [service](api::Ctx& ctx, const TextIn& in, const SpeechCheck& check, db::Tx& tx) -> Result<SpeechCheck> {
            if (!in.speaker) return check;
            TRY(const auto conference, service->conference(tx, ctx, in.id));
            TRYV(store::set_text(
                tx, conference.id,
                {*in.speaker, check.words, check.copied_percent,
                 check.minutes > 0 ? std::optional(check.minutes) : std::nullopt, check.listed_ideas, in.kept_reason},
                in.text, ctx.now));
            ctx.audit = {"conference " + conference.code, "speech text", {}};
            TRYV(service->announce(tx, conference));
            return check;
        });
    registry.raw<PaperworkIn>(
        {Method::get, hall + "/paperwork", "hall.paperwork", "Biên bản hoặc thông báo kết luận (DOCX)", Verb::view},
        [service, &database](api::Ctx& ctx, const PaperworkIn& in) { return paperwork(*service, ctx, in, database); });
    registry.read<CheckInAsked, CheckInPlace>({Method::get, "/api/v1/hall-check-in/{code}", "hall.check_in_place",
                                               "Hội nghị của một mã điểm danh", Verb::open},
                                              [service](api::Ctx& ctx, const CheckInAsked& in, db::Snapshot& snapshot) {
                                                  return service->check_in_place(ctx, in, snapshot);
                                              });
    registry.write<CheckIn, CheckedIn>(
        {Method::post, "/api/v1/hall-check-in/{code}", "hall.check_in", "Điểm danh bằng mã trên điện thoại",
         Verb::open},
        [service](api::Ctx& ctx, const CheckIn& in, db::Tx& tx) { return service->check_in(ctx, in, tx); });
    add_vote_routes(registry, service);
    registry.read<json::Nothing, ServerTime>(
        {Method::get, "/api/v1/server-time", "hall.server_time", "Giờ của máy chủ, để màn hình chỉnh đồng hồ",
         Verb::signed_in},
        [service](api::Ctx&, const json::Nothing&, db::Snapshot&) -> Result<ServerTime> {
            return ServerTime{service->services().clock()};
        });
}

}  // namespace

std::vector<db::Migration> migrations() { return db::migrations_of("hall", embedded::hall_migrations()); }

api::Module module(Services services) {
    api::Module module;
    module.name = "hall";
    module.migrations = migrations();
    module.routes = [service = std::make_shared<Service>(std::move(services))](api::Registry& registry) {
        add_routes(registry, service);
    };
    return module;
}

}  // namespace sauro::hall
