#include "modules/reviews/decisions.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/id.hpp"
#include "modules/reviews/sector.hpp"

namespace sauro::reviews {
namespace {

using Words = std::pair<std::string_view, std::string_view>;
constexpr std::array<Words, 5> issues = {{{"none", "không chồng chéo"},
                                          {"overlap", "chồng chéo"},
                                          {"contradiction", "mâu thuẫn"},
                                          {"unfit", "không còn phù hợp"},
                                          {"similar", "nội dung tương đồng"}}};
constexpr std::array<Words, 7> actions = {{{"keep", "giữ nguyên"},
                                           {"amend", "sửa đổi"},
                                           {"supplement", "bổ sung"},
                                           {"replace", "thay thế"},
                                           {"merge", "gộp thành một văn bản"},
                                           {"joint", "ban hành một văn bản liên tịch"},
                                           {"repeal", "bãi bỏ"}}};

template <std::size_t N>
std::string_view word(const std::array<Words, N>& words, std::string_view key) {
    const auto at = std::ranges::find(words, key, &Words::first);
    return at == words.end() ? std::string_view() : at->second;
}

Text kept(const Text& text) { return text && !text->empty() ? text : std::nullopt; }

std::string told(const DecisionIn& in) {
    std::string out = "Kết quả rà: " + std::string(word(issues, in.issue));
    const auto add = [&](std::string_view label, const std::string& value) {
        if (!value.empty()) out += "; " + std::string(label) + " " + value;
    };
    if (in.action) add("cách xử lý:", std::string(word(actions, *in.action)));
    add("người xử lý:", in.owner.value_or(""));
    add("hạn:", in.due ? in.due->iso() : "");
    add("xong ngày:", in.done_on ? in.done_on->iso() : "");
    add("văn bản kết quả:", in.result.value_or(""));
    add("ghi chú:", in.note.value_or(""));
    return out;
}

// Column of document_reviews by which a decision is found.
std::string_view column(Reviewed::Of of) { return of == Reviewed::Of::pair ? "pair_id" : "group_id"; }

}  // namespace

Status check_decision(const DecisionIn& in) {
    Error error{ErrorKind::invalid,
                "review.fields",
                "Còn ô chưa đúng; xem từng ô.",
                "Some fields are wrong.",
                {},
                "226-KL/TW, 2.1, gạch đầu dòng 2",
                {}};
    const auto wrong = [&](bool holds, const char* path, const char* message) {
        if (holds) error.fields.push_back({path, "field.value", message});
    };
    const auto action = kept(in.action);
    const bool none = in.issue == "none", rest = none || (action && *action == "keep");
    wrong(word(issues, in.issue).empty(), "/issue",
          "Chọn kết quả rà: chồng chéo, mâu thuẫn, không còn phù hợp, tương đồng hoặc không chồng chéo.");
    wrong(action && word(actions, *action).empty(), "/action", "Chọn một cách xử lý trong danh sách.");
    wrong(
        !none && !action, "/action",
        "Chọn cách xử lý cho văn bản chồng chéo: sửa đổi, bổ sung, thay thế, gộp, liên tịch, bãi bỏ hoặc giữ nguyên.");
    wrong(none && action && *action != "keep", "/action",
          "Đã ghi không chồng chéo thì không cần xử lý; bỏ trống ô này.");
    wrong(!rest && !kept(in.owner), "/owner", "Ghi đơn vị hoặc người xử lý.");
    wrong(!rest && !in.due && !in.done_on, "/due", "Ghi hạn xử lý.");
    wrong((in.owner && in.owner->size() > 300) || (in.note && in.note->size() > 4000) ||
              (in.result && in.result->size() > 200),
          "/note", "Nội dung quá dài; viết gọn lại.");
    if (error.fields.empty()) return {};
    return std::unexpected(std::move(error));
}

Result<std::optional<Decision>> decision_of(db::Snapshot& snapshot, Reviewed::Of of, std::string_view subject,
                                            base::Date today, bool history) {
    std::string id;
    TRY(auto found,
        snapshot.one(
            fmt::format("SELECT r.id, r.version, u.code, r.date, r.issue, r.action, r.owner, r.due, r.done_on, "
                        "r.result, r.note, r.created_at FROM document_reviews r JOIN units u ON u.id = r.unit_id "
                        "WHERE r.{} = ?",
                        column(of)),
            {subject}, [&](const db::Row& row) {
                id = row.str(0);
                Decision one{row.integer(1),  row.str(2),       row.str(3),      row.str(4),
                             row.opt_text(5), row.opt_text(6),  row.opt_text(7), row.opt_text(8),
                             row.opt_text(9), row.opt_text(10), false,           {},
                             row.integer(11)};
                one.overdue = one.due && !one.done_on && *one.due < today.iso();
                return one;
            }));
    if (found && history) {
        TRY(found->history,
            snapshot.all("SELECT at, actor_name, detail FROM document_review_events WHERE review_id = ? ORDER BY id "
                         "DESC LIMIT 200",
                         {id}, [](const db::Row& row) { return Event{row.integer(0), row.str(1), row.str(2)}; }));
    }
    return found;
}

Status keep_decision(db::Tx& tx, const Reviewed& reviewed, std::int64_t version, const DecisionIn& in,
                     const Recorder& who) {
    if (version != in.version) {
        return fail(ErrorKind::conflict, "review.changed",
                    "Người khác vừa ghi quyết định này. Tải lại để xem rồi ghi tiếp.",
                    "Somebody else changed the decision; load it again.");
    }
    const auto iso = [](const std::optional<base::Date>& date) { return date ? Text(date->iso()) : std::nullopt; };
    TRY(const auto review,
        tx.one(fmt::format(
                   "INSERT INTO document_reviews (id, unit_id, document, other, date, issue, other_sector, action, "
                   "owner, due, done_on, sample, created_at, {0}, result, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                   "?, 0, ?, ?, ?, ?) ON CONFLICT ({0}) WHERE {0} IS NOT NULL DO UPDATE SET date = excluded.date, "
                   "issue = excluded.issue, action = excluded.action, owner = excluded.owner, due = excluded.due, "
                   "done_on = excluded.done_on, result = excluded.result, note = excluded.note, version = "
                   "document_reviews.version + 1 RETURNING id",
                   column(reviewed.of)),
               {base::uuid7(), reviewed.unit_id, reviewed.document, reviewed.other, base::Date::from_ms(who.now).iso(),
                in.issue, reviewed.other_sector, kept(in.action), kept(in.owner), iso(in.due), iso(in.done_on), who.now,
                reviewed.id, kept(in.result), kept(in.note)},
               [](const db::Row& row) { return row.str(0); }));
    if (!review) return fail_internal("review.not_stored", reviewed.id);
    TRYV(
        tx.execute("INSERT INTO document_review_events (id, review_id, at, actor, actor_name, detail) VALUES (?, ?, "
                   "?, ?, ?, ?)",
                   {base::uuid7(), *review, who.now, who.account, who.name, told(in)}));
    return {};
}

Status decide(db::Tx& tx, const api::UnitRef& unit, const DecisionIn& in, const Recorder& who) {
    TRYV(check_decision(in));
    TRY(const auto pair, store::pair(tx, unit.id, in.id));
    if (!pair) {
        return fail(ErrorKind::not_found, "review.not_found",
                    "Không có cặp văn bản này, hoặc bạn chưa có quyền xem. Mở lại danh sách rà soát.",
                    "No such pair, or you may not view it.");
    }
    TRY(const auto a, store::by_id(tx, pair->a_document));
    TRY(const auto b, store::by_id(tx, pair->b_document));
    if (!a || !b) return fail_internal("review.documents", pair->id);
    TRY(const auto before, decision_of(tx, Reviewed::Of::pair, pair->id, base::Date::from_ms(who.now), false));
    const auto called = [](const store::Document& document) { return document.symbol.value_or(document.subject); };
    const bool other_sector = sector_of(a->unit_name, a->unit_bloc) != sector_of(b->unit_name, b->unit_bloc);
    TRYV(keep_decision(tx,
                       {Reviewed::Of::pair, pair->id, a->unit_id == b->unit_id ? a->unit_id : unit.id, called(*a),
                        called(*b), other_sector},
                       before ? before->version : 0, in, who));
    return store::set_state(tx, pair->id, "decided");
}

}  // namespace sauro::reviews
