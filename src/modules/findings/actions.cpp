#include "modules/findings/actions.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "modules/findings/trend.hpp"
#include "modules/findings/waiver.hpp"
#include "rulebook/describe.hpp"

namespace sauro::findings {
namespace {

constexpr std::size_t shortest = 10, longest = 4000;  // bytes: an answer of one word explains nothing

std::unexpected<Error> wrong_field(std::string_view path, std::string code, std::string message,
                                   std::string message_en) {
    Error error{ErrorKind::invalid, std::move(code), std::move(message), std::move(message_en), {}, {}, {}};
    error.fields.push_back({std::string(path), error.code, error.message});
    return fail(std::move(error));
}

Result<std::string> checked(std::string_view text, std::string_view path) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\n')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\n')) text.remove_suffix(1);
    if (text.size() < shortest)
        return wrong_field(path, "finding.text_short", "Nội dung còn quá ngắn. Ghi rõ vì sao và đã hoặc sẽ làm gì.",
                           "The text is too short.");
    if (text.size() > longest)
        return wrong_field(path, "finding.text_long", "Nội dung dài quá 4.000 byte. Rút gọn lại.",
                           "The text is too long.");
    return std::string(text);
}

Status must_stand(const store::Row& row) {
    if (row.standing()) return {};
    return fail(ErrorKind::conflict, "finding.fixed",
                "Phát hiện này đã hết từ lần đánh giá gần nhất. Mở lại danh sách để xem tình trạng mới.",
                "This finding is fixed already.");
}

Status keep(db::Tx& tx, api::Ctx& ctx, const store::Row& row, std::string_view from, std::string_view kind,
            std::string text) {
    TRYV(store::update(tx, row));
    Trend trend(ctx.today());
    trend.moved(row.unit_path, row.norm, from, row.state);
    TRYV(trend.write(tx));
    ctx.audit.subject = row.id;
    ctx.audit.detail = fmt::format(R"({{"norm":"{}","state":"{}"}})", row.norm, row.state);
    return store::add_event(tx, row.id,
                            {0, ctx.now, std::string(kind), ctx.who.account_id, ctx.who.name, std::move(text)});
}

}  // namespace

Result<store::Row> finding_for(db::Snapshot& snapshot, const api::Ctx& ctx, std::string_view id) {
    TRY(auto found, store::find(snapshot, id));
    if (!found || !found->unit_path.starts_with(ctx.unit.path)) {
        return fail(ErrorKind::not_found, "finding.unknown",
                    "Không có phát hiện này trong phạm vi của đơn vị. Mở lại danh sách phát hiện.",
                    "No such finding in this unit.");
    }
    return *std::move(found);
}

Status explain(db::Tx& tx, api::Ctx& ctx, store::Row& row, std::string_view text) {
    TRYV(must_stand(row));
    TRY(auto good, checked(text, "/text"));
    const std::string from = row.state;
    if (row.state == "open") row.state = "explained";
    row.explanation = good;
    row.explained_by = ctx.who.name;
    row.explained_at = ctx.now;
    return keep(tx, ctx, row, from, "explained", std::move(good));
}

Status resolve(db::Tx& tx, api::Ctx& ctx, store::Row& row, std::string_view text) {
    TRYV(must_stand(row));
    TRY(auto good, checked(text, "/text"));
    row.resolved_said = true;
    return keep(tx, ctx, row, row.state, "resolve_said", std::move(good));
}

Status feedback(db::Tx& tx, api::Ctx& ctx, store::Row& row, std::string_view text) {
    TRY(auto good, checked(text, "/text"));
    row.disputed = true;
    return keep(tx, ctx, row, row.state, "feedback", std::move(good));
}

Status waive(db::Tx& tx, api::Ctx& ctx, const rulebook::Rulebook& book, store::Row& row, const Evidence& evidence) {
    TRYV(must_stand(row));
    const auto* norm = book.find(row.norm);
    const bool known = norm != nullptr && std::ranges::any_of(norm->exceptions, by_decision);
    if (!known) {
        const std::string in_record = norm == nullptr ? "" : waiver_in_record(*norm);
        Error error{
            ErrorKind::invalid,
            "finding.no_waiver",
            in_record.empty()
                ? "Quy tắc này không có trường hợp được miễn. Ghi giải trình, hoặc sửa số liệu nếu sai."
                : fmt::format("Ở đây không miễn bằng quyết định. Trường hợp được miễn ghi ngay ở hồ sơ: {}. Ghi "
                              "đủ vào hồ sơ thì phát hiện tự hết.",
                              in_record),
            "No decision waives this norm.",
            {},
            {},
            {}};
        if (norm != nullptr) error.clause = rulebook::cite(norm->source, norm->clause);
        return fail(std::move(error));
    }
    for (const auto& [path, value] : {std::pair("/body", &evidence.body), std::pair("/number", &evidence.number)}) {
        if (value->empty())
            return wrong_field(path, "finding.evidence",
                               "Ghi đủ cơ quan quyết định, số và ngày của quyết định; thiếu một thì chưa được miễn.",
                               "A waiver needs the deciding body, number and date.");
    }
    if (evidence.date > ctx.today())
        return wrong_field("/date", "finding.evidence_date", "Ngày quyết định chưa tới. Kiểm tra lại ngày.",
                           "The decision is dated in the future.");
    TRYV(evidence_fits(tx, book, *norm, row, evidence, ctx.today()));
    const std::string from = row.state;
    row.state = "waived";
    row.waiver_body = evidence.body;
    row.waiver_number = evidence.number;
    row.waiver_date = evidence.date.iso();
    return keep(tx, ctx, row, from, "waived",
                fmt::format("{}, số {}, ngày {}{}", evidence.body, evidence.number, evidence.date.vi(),
                            evidence.reason.empty() ? "" : ". " + evidence.reason));
}

Status assign(db::Tx& tx, api::Ctx& ctx, store::Row& row, const Assignment& to) {
    TRYV(must_stand(row));
    if (to.due && *to.due < ctx.today())
        return wrong_field("/due_date", "finding.due_past", "Hạn đã qua. Chọn ngày từ hôm nay trở đi.",
                           "The due date has passed.");
    row.assigned_account = to.account.empty() ? store::Text() : store::Text(to.account);
    row.assigned_name = to.account.empty() ? store::Text() : store::Text(to.name);
    row.due_date = to.due ? store::Text(to.due->iso()) : store::Text();
    std::string text = to.account.empty() ? "Chưa giao người nào" : "Giao " + to.name;
    if (to.due) text += fmt::format(", hạn {}", to.due->vi());
    return keep(tx, ctx, row, row.state, "assigned", std::move(text));
}

}  // namespace sauro::findings
