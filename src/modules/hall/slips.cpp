#include "modules/hall/slips.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/id.hpp"
#include "modules/hall/votes.hpp"
#include "modules/hall/words.hpp"

namespace sauro::hall::slips {
namespace {

Status check(const Asked& asked, Millis now) {
    if (!fits_client_id(asked.client_id))
        return fail(
            field_error("/client_id", "hall.client_id",
                        "Phiếu thiếu mã riêng nên máy chủ không biết gửi một hay hai lần. Tải lại trang rồi gửi lại."));
    if (!fits(asked.question, most_words))
        return fail(field_error("/question", "hall.slip",
                                "Chưa gửi phiếu: nội dung để trống hoặc dài quá 1000 chữ. Ghi lại nội dung."));
    const bool good = asked.choices.size() >= 2 && asked.choices.size() <= votes::most_choices &&
                      std::ranges::all_of(asked.choices, [](const auto& one) { return fits(one, most_name); });
    if (!good)
        return fail(field_error(
            "/choices", "hall.slip",
            "Chưa gửi phiếu: cần từ 2 đến 12 phương án, mỗi phương án tối đa 200 chữ. Sửa lại các phương án."));
    if (asked.units.empty() || asked.units.size() > most_units)
        return fail(
            field_error("/units", "hall.slip",
                        "Chưa gửi phiếu: chưa chọn đơn vị nào, hoặc quá 500 đơn vị. Chọn lại đơn vị được lấy ý kiến."));
    if (asked.due_at <= now)
        return fail(field_error("/due_at", "hall.slip_due",
                                "Chưa gửi phiếu: hạn trả lời đã qua, đơn vị không kịp trả lời. Sửa lại ngày, giờ."));
    return {};
}

Result<std::vector<Choice>> choices_of(db::Snapshot& snapshot, const std::string& slip) {
    return snapshot.all("SELECT words FROM hall_choices WHERE owner_id = ? ORDER BY position", {slip},
                        [](const db::Row& row) { return Choice{row.str(0), std::nullopt}; });
}

// Columns: choice, opinion, by_name, at; of the last answer, NULL where there is none.
constexpr const char* last_answer =
    " LEFT JOIN hall_slip_answers a ON a.slip_id = w.slip_id AND a.unit_id = w.unit_id AND a.nth = (SELECT MAX(l.nth) "
    "FROM hall_slip_answers l WHERE l.slip_id = w.slip_id AND l.unit_id = w.unit_id) ";
void read_answer(const db::Row& row, std::size_t from, Millis due, SlipAnswer& out) {
    out.choice = row.opt_integer(from);
    out.opinion = row.opt_text(from + 1);
    out.by = row.opt_text(from + 2);
    out.at = row.opt_integer(from + 3);
    out.late = out.at && *out.at > due;
}

}  // namespace

Status send(db::Tx& tx, const std::string& conference_id, const Asked& asked, Millis now) {
    TRYV(check(asked, now));
    using Sent = std::pair<std::string, std::string>;  // id of the request, question
    TRY(const auto sent, tx.all("SELECT client_id, question FROM hall_slips WHERE conference_id = ?", {conference_id},
                                [](const db::Row& row) { return Sent(row.str(0), row.str(1)); }));
    if (const auto one = std::ranges::find(sent, asked.client_id, &Sent::first); one != sent.end()) {
        if (one->second == asked.question) return {};
        return used_id("Gửi phiếu", "phiếu “" + one->second + "”");
    }
    if (std::ssize(sent) >= most_slips)
        return fail(ErrorKind::conflict, "hall.too_many",
                    "Hội nghị này đã có 30 phiếu lấy ý kiến nên không gửi thêm. Gộp nội dung vào một phiếu.",
                    "Too many slips.");
    const std::string id = base::uuid7();
    TRYV(
        tx.execute("INSERT INTO hall_slips (id, conference_id, client_id, question, other, sent_at, due_at) VALUES (?, "
                   "?, ?, ?, ?, ?, ?)",
                   {id, conference_id, asked.client_id, asked.question, asked.other, now, asked.due_at}));
    for (std::size_t at = 0; at < asked.choices.size(); ++at)
        TRYV(tx.execute("INSERT INTO hall_choices (owner_id, position, words) VALUES (?, ?, ?)",
                        {id, at, asked.choices[at]}));
    for (const std::string& code : std::set(asked.units.begin(), asked.units.end())) {
        TRY(const auto unit, tx.one("SELECT unit_id FROM fact_units WHERE unit = ?", {code},
                                    [](const db::Row& row) { return row.str(0); }));
        if (!unit) {
            Error error = field_error("/units", "unit.unknown", "");
            error.message = fmt::format("Chưa gửi phiếu: không có đơn vị “{}”. Chọn đơn vị trong danh sách.", code);
            error.fields.front().message = error.message;
            return fail(std::move(error));
        }
        TRYV(tx.execute("INSERT INTO hall_slip_units (slip_id, unit_id) VALUES (?, ?)", {id, *unit}));
    }
    return {};
}

Status answer(db::Tx& tx, const api::Ctx& ctx, const Answer& given) {
    if (!fits_client_id(given.client_id))
        return fail(field_error(
            "/client_id", "hall.client_id",
            "Câu trả lời thiếu mã riêng nên máy chủ không biết gửi một hay hai lần. Tải lại trang rồi gửi lại."));
    struct Found {
        std::string conference;
        bool other = false, closed = false;
    };
    TRY(const auto slip, tx.one("SELECT s.conference_id, s.other, s.closed_at FROM hall_slip_units w JOIN hall_slips s "
                                "ON s.id = w.slip_id WHERE "
                                "w.slip_id = ? AND w.unit_id = ?",
                                {given.slip, ctx.unit.id},
                                [](const db::Row& row) { return Found{row.str(0), row.boolean(1), !row.is_null(2)}; }));
    if (!slip)
        return fail(ErrorKind::not_found, "hall.no_slip",
                    "Không có phiếu này gửi cho đơn vị đang chọn. Mở lại từ “Phiếu lấy ý kiến”, hoặc đổi đơn vị.",
                    "No such slip was sent to this unit.");
    TRY(const auto before, tx.all("SELECT client_id FROM hall_slip_answers WHERE slip_id = ? AND unit_id = ?",
                                  {given.slip, ctx.unit.id}, [](const db::Row& row) { return row.str(0); }));
    if (std::ranges::find(before, given.client_id) != before.end()) return {};
    if (slip->closed)
        return fail(ErrorKind::conflict, "hall.closed",
                    "Hội nghị đã kết thúc nên phiếu này không nhận trả lời nữa. Gửi ý kiến bằng văn bản.",
                    "The conference is closed.");
    TRY(const auto choices, choices_of(tx, given.slip));
    if (given.choice < 0 || given.choice >= std::ssize(choices))
        return fail(field_error("/choice", "hall.choice",
                                "Phương án này không có trong phiếu. Chọn một trong các phương án của phiếu."));
    const bool takes_words = slip->other && given.choice + 1 == std::ssize(choices);
    if (takes_words ? !(given.opinion && fits(*given.opinion, most_words)) : !short_enough(given.opinion, most_words))
        return fail(field_error("/opinion", "hall.opinion",
                                "Ý kiến để trống hoặc dài quá 1000 chữ. Ghi lại ý kiến của đơn vị."));
    TRYV(
        tx.execute("INSERT INTO hall_slip_answers (slip_id, unit_id, nth, client_id, choice, opinion, actor, by_name, "
                   "at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                   {given.slip, ctx.unit.id, std::ssize(before) + 1, given.client_id, given.choice, given.opinion,
                    ctx.who.account_id, ctx.who.name, ctx.now}));
    return store::touch(tx, slip->conference);
}

Status close_all(db::Tx& tx, const std::string& conference_id, Millis now) {
    TRYV(tx.execute("UPDATE hall_slips SET closed_at = ? WHERE conference_id = ? AND closed_at IS NULL",
                    {now, conference_id}));
    return {};
}

Result<std::vector<Slip>> all(db::Snapshot& snapshot, const std::string& conference_id) {
    TRY(auto found, snapshot.all("SELECT id, question, other, sent_at, due_at FROM hall_slips WHERE conference_id = ? "
                                 "ORDER BY sent_at, id",
                                 {conference_id}, [](const db::Row& row) {
                                     Slip one;
                                     one.id = row.str(0);
                                     one.question = row.str(1);
                                     one.other = row.boolean(2);
                                     one.sent_at = row.integer(3);
                                     one.due_at = row.integer(4);
                                     return one;
                                 }));
    for (Slip& slip : found) {
        TRY(slip.choices, choices_of(snapshot, slip.id));
        for (Choice& choice : slip.choices) choice.answers = 0;
        TRY(slip.answers, snapshot.all(std::string("SELECT u.unit, u.name, a.choice, a.opinion, a.by_name, a.at FROM "
                                                   "hall_slip_units w JOIN fact_units u ON u.unit_id = w.unit_id") +
                                           last_answer + "WHERE w.slip_id = ? ORDER BY u.unit_path",
                                       {slip.id}, [&](const db::Row& row) {
                                           SlipAnswer one;
                                           one.unit = row.str(0);
                                           one.unit_name = row.str(1);
                                           read_answer(row, 2, slip.due_at, one);
                                           return one;
                                       }));
        for (const SlipAnswer& one : slip.answers)
            if (one.choice) ++*slip.choices[static_cast<std::size_t>(*one.choice)].answers;
    }
    return found;
}

Result<std::vector<Asking>> of_unit(db::Snapshot& snapshot, const std::string& unit_id) {
    TRY(auto found,
        snapshot.all(
            std::string("SELECT s.id, s.conference_id, h.unit_id, c.name, s.question, s.other, s.sent_at, s.due_at, "
                        "s.closed_at, a.choice, a.opinion, a.by_name, a.at FROM hall_slip_units w "
                        "JOIN hall_slips s ON s.id = w.slip_id JOIN hall_sessions h ON h.conference_id = "
                        "s.conference_id JOIN fact_units c ON c.unit_id = h.unit_id") +
                last_answer + "WHERE w.unit_id = ? ORDER BY w.slip_id DESC LIMIT 50",
            {unit_id}, [](const db::Row& row) {
                Asking one;
                one.id = row.str(0);
                one.conference_id = row.str(1);
                one.convenor_id = row.str(2);
                one.convenor = row.str(3);
                one.question = row.str(4);
                one.other = row.boolean(5);
                one.sent_at = row.integer(6);
                one.due_at = row.integer(7);
                one.closed = !row.is_null(8);
                read_answer(row, 9, one.due_at, one.mine);
                return one;
            }));
    for (Asking& one : found) {
        TRY(one.choices, choices_of(snapshot, one.id));
    }
    return found;
}

}  // namespace sauro::hall::slips

namespace sauro::hall {

Result<std::vector<OpenSlip>> open_slips(db::Snapshot& snapshot, const std::string& unit_id) {
    return snapshot.all(
        "SELECT s.id, s.question, c.name, s.due_at FROM hall_slip_units w JOIN hall_slips s ON s.id = w.slip_id JOIN "
        "hall_sessions h ON h.conference_id = s.conference_id JOIN fact_units c ON c.unit_id = h.unit_id WHERE "
        "w.unit_id = ? AND s.closed_at IS NULL AND NOT EXISTS (SELECT 1 FROM hall_slip_answers a WHERE a.slip_id = "
        "w.slip_id AND a.unit_id = w.unit_id) ORDER BY s.due_at, s.id LIMIT 100",
        {unit_id}, [](const db::Row& row) { return OpenSlip{row.str(0), row.str(1), row.str(2), row.integer(3)}; });
}

}  // namespace sauro::hall
