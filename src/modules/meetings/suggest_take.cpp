// Carrying out a suggestion, and taking it back.
#include <fmt/format.h>

#include <set>

#include "modules/meetings/suggest.hpp"

namespace sauro::meetings {
namespace {

UndoStep undo_of(const ConferenceDetail& before, std::int64_t version, bool cancelled) {
    UndoStep out{before.row.id, version, cancelled, {}};
    if (!cancelled) out.stated = before.stated;
    return out;
}

std::unexpected<Error> no_such(std::string message) {
    return fail(ErrorKind::invalid, "suggestion.unknown", std::move(message), "This change cannot be made.");
}

Result<Taken> merge(db::Tx& tx, api::Ctx& ctx, const rulebook::Rulebook& book, const Take& what,
                    const ConferenceDetail& one) {
    if (!what.into || !what.into_version || *what.into == what.id)
        return no_such("Chưa chọn hội nghị để gộp vào. Mở lại gợi ý rồi chọn.");
    TRY(const auto into, conference_for(tx, ctx, *what.into));
    ConferenceDraft draft = into.detail.stated;
    std::vector<Invitee> invited = draft.invited();
    std::set<std::string> known;
    for (const auto& each : invited) known.insert(each.unit);
    for (const auto& each : one.stated.invited()) {
        if (known.insert(each.unit).second) invited.push_back(each);
    }
    draft.invitees = std::move(invited);
    const std::string shown = fmt::format("“{}” ({})", draft.title, draft.date.vi());
    TRY(const auto grown, change(tx, ctx, book, *what.into, *what.into_version, std::move(draft)));
    TRY(const auto gone,
        cancel(tx, ctx, what.id, what.version, fmt::format("Gộp vào hội nghị {} (KL 226, mục 2.2)", shown)));
    return Taken{"Đã gộp hội nghị.", {undo_of(one, gone.version, true), undo_of(into.detail, grown.version, false)}};
}

}  // namespace

Result<Taken> take(db::Tx& tx, api::Ctx& ctx, const rulebook::Rulebook& book, const Take& what) {
    TRY(const auto saved, conference_for(tx, ctx, what.id));
    if (saved.unit_id != ctx.unit.id)
        return fail(ErrorKind::forbidden, "meeting.convenor",
                    "Chỉ đơn vị triệu tập sửa được hội nghị này. Chuyển sang đơn vị đó rồi sửa.",
                    "Only the convenor may change it.");
    ConferenceDraft draft = saved.detail.stated;
    Taken out;
    if (what.kind == "merge") {
        TRY(out, merge(tx, ctx, book, what, saved.detail));
    } else if (what.kind == "replace") {
        if (draft.guided_by.value_or("").empty())
            return no_such("Hội nghị chưa ghi văn bản hướng dẫn nội dung. Ghi văn bản ở hội nghị rồi thử lại.");
        TRY(const auto gone, cancel(tx, ctx, what.id, what.version,
                                    fmt::format("Thay bằng văn bản đã hướng dẫn nội dung: {}", *draft.guided_by)));
        out = {"Đã thay hội nghị bằng văn bản.", {undo_of(saved.detail, gone.version, true)}};
    } else if (what.kind == "online" || (what.kind == "move" && what.day && *what.day > ctx.today())) {
        if (what.day) draft.date = *what.day;
        if (what.kind == "online") draft.mode = "online";
        TRY(const auto changed, change(tx, ctx, book, what.id, what.version, std::move(draft)));
        out = {what.day ? fmt::format("Đã dời sang {}.", what.day->vi()) : "Đã chuyển sang họp trực tuyến.",
               {undo_of(saved.detail, changed.version, false)}};
    } else {
        return no_such("Gợi ý này không còn dùng được. Mở lại gợi ý.");
    }
    ctx.audit.subject = what.id;
    ctx.audit.detail = fmt::format(R"({{"suggestion":"{}"}})", what.kind);
    return out;
}

Result<Taken> take_back(db::Tx& tx, api::Ctx& ctx, const rulebook::Rulebook& book, const std::vector<UndoStep>& steps) {
    constexpr std::size_t most_steps = 2;
    if (steps.empty() || steps.size() > most_steps) return no_such("Không có gì để hoàn tác.");
    for (const auto& step : steps) {
        if (step.restore) {
            TRYV(restore(tx, ctx, book, step.id, step.version));
        } else {
            if (!step.stated) return no_such("Không có gì để hoàn tác.");
            TRYV(change(tx, ctx, book, step.id, step.version, *step.stated));
        }
    }
    ctx.audit.subject = steps[0].id;
    ctx.audit.detail = R"({"suggestion":"undo"})";
    return Taken{"Đã hoàn tác.", {}};
}

}  // namespace sauro::meetings
