#include <fmt/format.h>

#include <algorithm>

#include "modules/documents/issuing.hpp"
#include "modules/documents/rules.hpp"

namespace sauro::documents::issuing {

namespace {

constexpr std::string_view kOpinion =
    "id, document_id, asked_unit_id, asked_name, question, due, version, asked_at, asked_by, stance, answer, "
    "answered_at, answered_by, recorded";
Opinion opinion_of(const db::Row& r) {
    return {r.str(0),     r.str(1), r.opt_text(2), r.str(3),       r.str(4),          r.opt_text(5),  r.integer(6),
            r.integer(7), r.str(8), r.opt_text(9), r.opt_text(10), r.opt_integer(11), r.opt_text(12), r.boolean(13)};
}

constexpr std::string_view kReceipt =
    "id, document_id, to_unit_id, to_name, state, reason, incoming_id, number_text, sent_at, at, by_name, notice, "
    "notice_at";
Receipt receipt_of(const db::Row& r) {
    return {r.str(0),      r.str(1),     r.opt_text(2), r.str(3),  r.str(4),       r.str(5),         r.opt_text(6),
            r.opt_text(7), r.integer(8), r.integer(9),  r.str(10), r.opt_text(11), r.opt_integer(12)};
}

Link link_row(const db::Row& r) { return {r.str(0), r.str(1), r.str(2), r.str(3), r.integer(4)}; }
constexpr std::string_view kLink = "document_id, of_document_id, kind, reason, at";

constexpr base::Millis kYear = 366LL * 24 * 3600 * 1000;

}  // namespace

bool Necessity::answered() const {
    return waived_by.has_value() ||
           !(why.empty() || adds.empty() || resources.empty() || deadline.empty() || responsible.empty());
}

Result<std::string> step_of(db::Snapshot& snapshot, const Record& r) {
    TRY(auto open, snapshot.one("SELECT step FROM document_steps WHERE document_id = ? AND left_at IS NULL", {r.id},
                                [](const db::Row& row) { return row.str(0); }));
    return open ? std::move(*open) : std::string(flow::step_of_status(r.status));
}

Result<std::map<std::string, std::string>> steps_of(db::Snapshot& snapshot, const std::vector<std::string>& ids) {
    std::map<std::string, std::string> out;
    if (ids.empty()) return out;
    std::string marks = "?";
    for (std::size_t i = 1; i < ids.size(); ++i) marks += ", ?";
    TRYV(snapshot.query(
        "SELECT document_id, step FROM document_steps WHERE left_at IS NULL AND document_id IN (" + marks + ")",
        std::vector<db::Value>(ids.begin(), ids.end()), [&](const db::Row& row) {
            out.emplace(row.str(0), row.str(1));
            return true;
        }));
    return out;
}

Result<std::vector<Stay>> stays_of(db::Snapshot& snapshot, std::string_view document_id) {
    return snapshot.all(
        "SELECT step, act, seq, entered_at, left_at FROM document_steps WHERE document_id = ? ORDER BY seq",
        {document_id}, [](const db::Row& row) {
            return Stay{row.str(0), row.str(1), row.integer(2), row.integer(3), row.opt_integer(4)};
        });
}

Result<std::vector<Opinion>> opinions_of(db::Snapshot& snapshot, std::string_view document_id) {
    return snapshot.all(fmt::format("SELECT {} FROM document_opinions WHERE document_id = ? ORDER BY id", kOpinion),
                        {document_id}, opinion_of);
}
Result<std::optional<Opinion>> find_opinion(db::Snapshot& snapshot, std::string_view id) {
    return snapshot.one(fmt::format("SELECT {} FROM document_opinions WHERE id = ?", kOpinion), {id}, opinion_of);
}
Result<std::vector<Opinion>> opinions_waiting(db::Snapshot& snapshot, std::string_view unit_id, int limit) {
    return snapshot.all(fmt::format("SELECT {} FROM document_opinions WHERE asked_unit_id = ? AND answered_at IS NULL "
                                    "ORDER BY id LIMIT ?",
                                    kOpinion),
                        {unit_id, limit}, opinion_of);
}

Result<std::vector<Signoff>> signoffs_of(db::Snapshot& snapshot, std::string_view document_id) {
    return snapshot.all(
        "SELECT version, outcome, signer, breached, reason, at, account, recorded_by FROM document_signoffs WHERE "
        "document_id = ? ORDER BY id",
        {document_id}, [](const db::Row& r) {
            return Signoff{r.integer(0), r.str(1), r.str(2), r.integer(3), r.str(4), r.integer(5), r.str(6), r.str(7)};
        });
}

Result<std::vector<Receipt>> receipts_of(db::Snapshot& snapshot, std::string_view document_id) {
    return snapshot.all(fmt::format("SELECT {} FROM document_receipts WHERE document_id = ? ORDER BY id", kReceipt),
                        {document_id}, receipt_of);
}
Result<std::optional<Receipt>> find_receipt(db::Snapshot& snapshot, std::string_view id) {
    return snapshot.one(fmt::format("SELECT {} FROM document_receipts WHERE id = ?", kReceipt), {id}, receipt_of);
}
Result<std::vector<Receipt>> arrivals(db::Snapshot& snapshot, std::string_view unit_id, int limit) {
    return snapshot.all(
        fmt::format("SELECT {} FROM document_receipts WHERE to_unit_id = ? AND state = 'arrived' ORDER BY id LIMIT ?",
                    kReceipt),
        {unit_id, limit}, receipt_of);
}

Result<std::optional<Link>> link_of(db::Snapshot& snapshot, std::string_view document_id) {
    return snapshot.one(fmt::format("SELECT {} FROM document_links WHERE document_id = ?", kLink), {document_id},
                        link_row);
}
Result<std::vector<Link>> links_to(db::Snapshot& snapshot, std::string_view of) {
    return snapshot.all(
        fmt::format("SELECT {} FROM document_links WHERE of_document_id = ? ORDER BY document_id", kLink), {of},
        link_row);
}

Result<std::vector<FindingAnswer>> finding_answers(db::Snapshot& snapshot, std::string_view document_id) {
    return snapshot.all(
        "SELECT norm, quote, kind, reason, version, at, actor_name FROM finding_answers WHERE document_id = ? ORDER BY "
        "id",
        {document_id}, [](const db::Row& r) {
            return FindingAnswer{r.str(0), r.str(1), r.str(2), r.str(3), r.integer(4), r.integer(5), r.str(6)};
        });
}

Result<std::optional<Necessity>> necessity_of(db::Snapshot& snapshot, std::string_view document_id) {
    return snapshot.one(
        "SELECT why, adds, resources, deadline, responsible, waived_by, waive_reason, at, actor_name FROM "
        "document_necessity WHERE document_id = ?",
        {document_id}, [](const db::Row& r) {
            return Necessity{r.str(0),      r.str(1), r.str(2),     r.str(3), r.str(4),
                             r.opt_text(5), r.str(6), r.integer(7), r.str(8)};
        });
}

Result<std::vector<DraftFile>> files_of(db::Snapshot& snapshot, std::string_view document_id) {
    return snapshot.all(
        "SELECT seq, sha256, name, size, media_type, at, actor_name FROM draft_files WHERE document_id = ? ORDER BY "
        "seq",
        {document_id}, [](const db::Row& r) {
            return DraftFile{r.integer(0), {r.str(1), r.str(2), r.integer(3), r.str(4)}, r.integer(5), r.str(6)};
        });
}

Result<std::optional<Checked>> stored_check(db::Snapshot& snapshot, const Record& r) {
    return snapshot.one(
        "SELECT breached - warnings, necessity FROM draft_findings WHERE document_id = ? AND version = ? ORDER BY at "
        "DESC LIMIT 1",
        {r.id, r.version}, [](const db::Row& row) { return Checked{row.integer(0), row.integer(1) != 0}; });
}

// ---- figures: stays that ended, newest first, bounded by kWindow; the index holds all but the document's name ----

namespace {

struct Ended {
    std::string document_id;
    std::int64_t entered_at = 0, left_at = 0;
};
Result<std::vector<Ended>> ended(db::Snapshot& snapshot, std::string_view unit_id, std::string_view step,
                                 base::Millis now) {
    return snapshot.all(
        "SELECT document_id, entered_at, left_at FROM document_steps WHERE unit_id = ? AND step = ? AND left_at > ? "
        "ORDER BY left_at DESC, document_id DESC, seq DESC LIMIT ?",
        {unit_id, step, now - kYear, kWindow},
        [](const db::Row& r) { return Ended{r.str(0), r.integer(1), r.integer(2)}; });
}

}  // namespace

Result<std::vector<StepFigure>> step_figures(db::Snapshot& snapshot, std::string_view unit_id,
                                             const base::WorkCalendar& calendar, base::Millis now) {
    std::vector<StepFigure> out;
    for (const std::string_view step : {"drafting", "checking", "opinions", "signing", "signed", "numbered"}) {
        TRY(const auto stays, ended(snapshot, unit_id, step, now));
        if (stays.empty()) continue;
        std::vector<std::int64_t> minutes;
        for (const auto& stay : stays)
            minutes.push_back(flow::working_minutes(calendar, stay.entered_at, stay.left_at));
        // Of an even number the lower one: a median that really occurred.
        const auto middle = minutes.begin() + static_cast<std::ptrdiff_t>((minutes.size() - 1) / 2);
        std::ranges::nth_element(minutes, middle);
        out.push_back({std::string(step), *middle, static_cast<std::int64_t>(minutes.size()), false});
    }
    const auto slowest = std::ranges::max_element(out, {}, &StepFigure::median);
    if (slowest != out.end() && slowest->median > 0) slowest->slowest = true;
    return out;
}

Result<std::vector<StepRow>> step_rows(db::Snapshot& snapshot, std::string_view unit_id, std::string_view step,
                                       const base::WorkCalendar& calendar, base::Millis now) {
    TRY(const auto stays, ended(snapshot, unit_id, step, now));
    std::vector<StepRow> out;
    for (const auto& stay : stays) {
        TRY(const auto record, store::find(snapshot, unit_id, stay.document_id));
        if (!record) continue;
        out.push_back({stay.document_id, record->subject, record->symbol, record->direction, stay.entered_at,
                       stay.left_at, flow::working_minutes(calendar, stay.entered_at, stay.left_at)});
    }
    std::ranges::stable_sort(out, [](const StepRow& a, const StepRow& b) { return a.minutes > b.minutes; });
    return out;
}

}  // namespace sauro::documents::issuing
