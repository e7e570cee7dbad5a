#include "modules/hall/votes.hpp"

#include <algorithm>
#include <set>

#include "base/id.hpp"
#include "modules/hall/words.hpp"
#include "text/text.hpp"

namespace sauro::hall::votes {
namespace {

constexpr const char* columns =
    "SELECT id, number, question, secret, other, opened_at, ends_at, closed_at, hidden FROM hall_votes WHERE "
    "conference_id = ? ";

Vote row_of(const db::Row& row) {
    Vote one;
    one.id = row.str(0);
    one.number = row.integer(1);
    one.question = row.str(2);
    one.secret = row.boolean(3);
    one.other = row.boolean(4);
    one.opened_at = row.integer(5);
    one.ends_at = row.opt_integer(6);
    one.closed_at = row.opt_integer(7);
    one.hidden = row.boolean(8);
    return one;
}

Status fill(db::Snapshot& snapshot, Vote& vote) {
    const bool told = !vote.secret || vote.closed_at;  // who watches the figures of a secret vote move knows answers
    return snapshot.query("SELECT words, answers FROM hall_choices WHERE owner_id = ? ORDER BY position", {vote.id},
                          [&](const db::Row& row) {
                              vote.answered += row.integer(1);
                              vote.choices.push_back({row.str(0), told ? std::optional(row.integer(1)) : std::nullopt});
                              return true;
                          });
}

Status opinions(db::Snapshot& snapshot, const std::string& conference_id, Vote& vote) {
    const auto take = [&](const db::Row& row) {
        vote.opinions.push_back({row.opt_text(0), row.str(1)});
        return true;
    };
    if (!vote.secret) {
        return snapshot.query(
            "SELECT a.name, b.opinion FROM hall_ballots b JOIN hall_attendance a ON a.person_key = b.person_key AND "
            "a.conference_id = ? WHERE b.vote_id = ? AND b.opinion IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "
            "hall_ballots l WHERE l.vote_id = b.vote_id AND l.person_key = b.person_key AND l.nth > b.nth) ORDER BY "
            "b.person_key LIMIT 500",
            {conference_id, vote.id}, take);
    }
    if (!vote.closed_at) return {};
    return snapshot.query("SELECT NULL, words FROM hall_secret_opinions WHERE vote_id = ? ORDER BY id LIMIT 500",
                          {vote.id}, take);
}

std::unexpected<Error> no_vote() {
    return fail(ErrorKind::not_found, "hall.no_vote",
                "Không có câu biểu quyết này ở hội nghị: trang đang mở có thể là bản cũ. Tải lại trang.",
                "No such vote.");
}
Result<Vote> find(db::Snapshot& snapshot, const std::string& conference_id, const std::string& vote) {
    TRY(auto found, snapshot.one(std::string(columns) + "AND id = ?", {conference_id, vote}, row_of));
    if (!found) return no_vote();
    return *std::move(found);
}

Status end(db::Tx& tx, const Vote& vote, Millis now) {
    const Millis at = vote.ends_at ? std::min(*vote.ends_at, now) : now;
    TRYV(tx.execute("UPDATE hall_votes SET closed_at = ? WHERE id = ? AND closed_at IS NULL", {at, vote.id}));
    return {};
}

Status check(const Asked& asked) {
    if (!fits_client_id(asked.client_id))
        return fail(field_error(
            "/client_id", "hall.client_id",
            "Câu biểu quyết thiếu mã riêng nên máy chủ không biết gửi một hay hai lần. Tải lại trang rồi gửi lại."));
    if (!fits(asked.question, most_words))
        return fail(field_error("/question", "hall.vote",
                                "Chưa mở biểu quyết: nội dung để trống hoặc dài quá 1000 chữ. Ghi lại nội dung."));
    const bool good = asked.choices.size() >= 2 && asked.choices.size() <= most_choices &&
                      std::ranges::all_of(asked.choices, [](const auto& one) { return fits(one, most_name); });
    if (!good)
        return fail(field_error(
            "/choices", "hall.vote",
            "Chưa mở biểu quyết: cần từ 2 đến 12 phương án, mỗi phương án tối đa 200 chữ. Sửa lại các phương án."));
    std::set<std::string> told;
    if (!std::ranges::all_of(asked.choices, [&](const auto& one) { return told.insert(text::fold(one)).second; }))
        return fail(field_error("/choices", "hall.vote",
                                "Chưa mở biểu quyết: có hai phương án giống nhau, người trả lời không phân biệt được. "
                                "Sửa lại một phương án."));
    constexpr std::int64_t longest = 240;
    if (asked.minutes && (*asked.minutes < 1 || *asked.minutes > longest))
        return fail(
            field_error("/minutes", "hall.vote",
                        "Chưa mở biểu quyết: thời gian từ 1 đến 240 phút, bỏ trống là không hạn. Sửa lại số phút."));
    return {};
}

struct Ballot {
    std::int64_t nth = 0;
    std::optional<std::int64_t> choice;
    Text opinion;
};
Result<std::optional<Ballot>> last_ballot(db::Snapshot& snapshot, const std::string& vote, const std::string& key) {
    return snapshot.one(
        "SELECT nth, choice, opinion FROM hall_ballots WHERE vote_id = ? AND person_key = ? ORDER BY nth DESC LIMIT 1",
        {vote, key}, [](const db::Row& row) { return Ballot{row.integer(0), row.opt_integer(1), row.opt_text(2)}; });
}

}  // namespace

Status open(db::Tx& tx, const std::string& conference_id, const Asked& asked, Millis now) {
    TRYV(check(asked));
    TRY(const auto repeated, tx.one("SELECT question FROM hall_votes WHERE conference_id = ? AND client_id = ?",
                                    {conference_id, asked.client_id}, [](const db::Row& row) { return row.str(0); }));
    if (repeated && *repeated != asked.question) return used_id("Mở biểu quyết", "câu biểu quyết “" + *repeated + "”");
    if (repeated) return {};
    TRY(const auto newest, tx.one(std::string(columns) + "ORDER BY number DESC LIMIT 1", {conference_id}, row_of));
    if (newest && !newest->closed_at && (!newest->ends_at || now < *newest->ends_at))
        return fail(ErrorKind::conflict, "hall.vote_open",
                    "Đang có một câu biểu quyết chưa chốt, mỗi lúc chỉ hỏi một câu. Chốt câu đó rồi mở câu mới.",
                    "A vote is open.");
    if (newest && newest->number >= most_votes)
        return fail(ErrorKind::conflict, "hall.too_many",
                    "Hội nghị này đã có 100 câu biểu quyết nên không mở thêm. Lấy ý kiến bằng phiếu, hoặc gộp câu hỏi.",
                    "Too many votes.");
    TRYV(close_all(tx, conference_id, now));  // one whose time ran out
    const std::string id = base::uuid7();
    std::optional<Millis> ends;
    if (asked.minutes) ends = now + *asked.minutes * 60'000;
    TRYV(tx.execute(
        "INSERT INTO hall_votes (id, conference_id, number, client_id, question, secret, other, opened_at, ends_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {id, conference_id, newest ? newest->number + 1 : 1, asked.client_id, asked.question, asked.secret, asked.other,
         now, ends}));
    for (std::size_t at = 0; at < asked.choices.size(); ++at)
        TRYV(tx.execute("INSERT INTO hall_choices (owner_id, position, words) VALUES (?, ?, ?)",
                        {id, at, asked.choices[at]}));
    return {};
}

Status close(db::Tx& tx, const std::string& conference_id, const std::string& vote, Millis now) {
    TRY(const Vote found, find(tx, conference_id, vote));
    return end(tx, found, now);
}
Status close_all(db::Tx& tx, const std::string& conference_id, Millis now) {
    TRY(const auto running, tx.all(std::string(columns) + "AND closed_at IS NULL", {conference_id}, row_of));
    for (const Vote& one : running) TRYV(end(tx, one, now));
    return {};
}
Status hide(db::Tx& tx, const std::string& conference_id, const std::string& vote) {
    TRY(const Vote found, find(tx, conference_id, vote));
    if (!found.closed_at)
        return fail(ErrorKind::conflict, "hall.vote_open", "Câu biểu quyết này chưa chốt. Chốt rồi mới cất kết quả.",
                    "The vote is still open.");
    TRYV(tx.execute("UPDATE hall_votes SET hidden = 1 WHERE id = ?", {found.id}));
    return {};
}

Status answer(db::Tx& tx, const store::Seat& who, const Answer& given, Millis now) {
    if (!fits_client_id(given.client_id))
        return fail(field_error(
            "/client_id", "hall.client_id",
            "Câu trả lời thiếu mã riêng nên máy chủ không biết gửi một hay hai lần. Tải lại trang rồi gửi lại."));
    TRY(Vote vote, find(tx, who.conference_id, given.vote));
    TRY(const auto repeated, tx.one("SELECT 1 FROM hall_ballots WHERE vote_id = ? AND person_key = ? AND client_id = ?",
                                    {vote.id, who.person_key, given.client_id}, [](const db::Row&) { return true; }));
    if (repeated) return {};
    if (vote.closed_at || (vote.ends_at && now >= *vote.ends_at))
        return fail(ErrorKind::conflict, "hall.vote_over",
                    "Biểu quyết đã kết thúc nên câu trả lời này không được ghi. Báo chủ trì nếu cần ghi ý kiến.",
                    "The vote is over.");
    TRY(const auto before, last_ballot(tx, vote.id, who.person_key));
    if (before && vote.secret)
        return fail(
            ErrorKind::conflict, "hall.voted",
            "Phiếu kín của đồng chí đã được ghi và không đổi được: hệ thống không lưu ai chọn phương án nào. Cần nêu ý "
            "kiến khác thì báo chủ trì.",
            "A secret answer cannot be changed.");
    TRYV(fill(tx, vote));
    if (given.choice < 0 || given.choice >= std::ssize(vote.choices))
        return fail(field_error("/choice", "hall.choice",
                                "Phương án này không có trong câu đang hỏi. Chọn một trong các phương án đang hiện."));
    const bool takes_words = vote.other && given.choice + 1 == std::ssize(vote.choices);
    if (takes_words ? !(given.opinion && fits(*given.opinion, most_words)) : given.opinion.has_value())
        return fail(
            field_error("/opinion", "hall.opinion",
                        "Chỉ phương án “ý kiến khác” đi kèm lời, và phải có lời, tối đa 1000 chữ. Ghi lại ý kiến."));

    const auto add = [&](std::int64_t position, int by) -> Status {
        TRYV(tx.execute("UPDATE hall_choices SET answers = answers + ? WHERE owner_id = ? AND position = ?",
                        {by, vote.id, position}));
        return {};
    };
    if (before && before->choice) TRYV(add(*before->choice, -1));
    TRYV(add(given.choice, 1));
    const std::optional<std::int64_t> choice = vote.secret ? std::nullopt : std::optional(given.choice);
    const std::optional<Millis> at = vote.secret ? std::nullopt : std::optional(now);
    TRYV(tx.execute(
        "INSERT INTO hall_ballots (vote_id, person_key, nth, client_id, choice, opinion, at) VALUES (?, ?, ?, ?, ?, ?, "
        "?)",
        {vote.id, who.person_key, before ? before->nth + 1 : 1, given.client_id, choice,
         vote.secret ? Text{} : given.opinion, at}));
    if (vote.secret && given.opinion)
        TRYV(tx.execute("INSERT INTO hall_secret_opinions (vote_id, id, words) VALUES (?, ?, ?)",
                        {vote.id, base::random_token(), *given.opinion}));
    return {};
}

Result<std::vector<Vote>> all(db::Snapshot& snapshot, const std::string& conference_id) {
    TRY(auto found, snapshot.all(std::string(columns) + "ORDER BY number DESC", {conference_id}, row_of));
    for (Vote& one : found) {
        TRYV(fill(snapshot, one));
        TRYV(opinions(snapshot, conference_id, one));
    }
    return found;
}

Result<std::optional<Vote>> shown(db::Snapshot& snapshot, const std::string& conference_id) {
    TRY(auto newest, snapshot.one(std::string(columns) + "ORDER BY number DESC LIMIT 1", {conference_id}, row_of));
    if (!newest || newest->hidden) return std::nullopt;
    TRYV(fill(snapshot, *newest));
    return newest;
}

Result<Mine> mine(db::Snapshot& snapshot, const std::string& vote, const std::string& person_key) {
    TRY(const auto last, last_ballot(snapshot, vote, person_key));
    if (!last) return Mine{};
    return Mine{true, last->choice, last->opinion};
}

}  // namespace sauro::hall::votes
