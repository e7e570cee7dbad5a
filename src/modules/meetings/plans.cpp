// Filling a plan from what is there: rows of a table, last year's conferences, proposals. All come in as drafts and are
// checked against each other and what stands already; what passes is written in a few statements.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/id.hpp"
#include "base/number.hpp"
#include "modules/meetings/service.hpp"
#include "modules/meetings/table_rows.hpp"
#include "text/text.hpp"

namespace sauro::meetings {
namespace {

Status must_be_open(db::Tx& tx, const api::Ctx& ctx, std::int64_t year) {
    TRYV(year_open(ctx, static_cast<int>(year)));
    TRY(const auto plan, store::plan(tx, ctx.unit.id, year));
    if (!plan || plan->state == "draft" || plan->state == "amended") return {};
    return fail(ErrorKind::conflict, "plan.state",
                "Kế hoạch đã trình hoặc đã duyệt. Mở điều chỉnh kế hoạch trước khi thêm nhiều hội nghị.",
                "The plan is not open.");
}

// What stands in the plan already and what of this batch is to stand there.
class Batch {
  public:
    Batch(db::Tx& tx, api::Ctx& ctx, const rulebook::Rulebook& book, std::int64_t year)
        : tx_(tx), ctx_(ctx), book_(book), year_(year) {}

    Status start() {
        TRYV(must_be_open(tx_, ctx_, year_));
        const auto period = base::Period::year(static_cast<int>(year_));
        TRY(const auto standing, store::slots(tx_, ctx_.unit.id, period.first.iso(), period.last.iso()));
        for (const auto& one : standing) note(one, 0);
        TRY(plan_, open_plan(tx_, ctx_, static_cast<int>(year_)));
        return {};
    }

    Status add(PlanRow row) {
        TRYV(check(row));
        const bool ok = row.faults.empty();
        if (ok) {
            ++out_.saved;
        } else {
            codes_.push_back(code_);
            ++out_.refused;
        }
        out_.rows.push_back({row.line, ok, std::move(row.title), fmt::format("{}", fmt::join(row.faults, " "))});
        return {};
    }

    Result<ImportResult> finish(bool only_good) && {
        if (out_.refused > 0 && !only_good) return fail(refusal());
        TRYV(store::insert(tx_, ctx_.unit.id, waiting_, plan_, ctx_.now));
        return std::move(out_);
    }

  private:
    struct Place {
        std::string date, title;
        Count start_at, end_at;
        Text chair, place;
        std::int64_t line;
    };
    void note(const store::Slot& slot, std::int64_t line) {
        places_.emplace(slot.date,
                        Place{slot.date, plain(slot.title), slot.start_at, slot.end_at, slot.chair, slot.place, line});
        if (slot.proposed_from) taken_.insert(*slot.proposed_from);
    }

    // What was found is added to the faults of the row; only what is no fault of it ends the batch.
    Status note_fault(PlanRow& row, Status passed) {
        if (passed) return {};
        const auto& error = passed.error();
        if (error.kind == ErrorKind::internal || error.kind == ErrorKind::unavailable) return passed;
        if (row.faults.empty()) code_ = error.fields.empty() ? error.code : error.fields[0].code;
        for (const auto& field : error.fields) row.faults.push_back(field.message);
        if (error.fields.empty()) row.faults.push_back(error.message);
        return {};
    }
    Status of_the_year(const ConferenceDraft& draft) const {
        TRYV(year_open(ctx_, draft.date.year()));
        if (draft.date.year() == year_) return {};
        return fail(
            row_fault(fmt::format("Ngày họp không thuộc năm {} của kế hoạch. Sửa ngày, hoặc nhập vào kế hoạch "
                                  "của năm {}.",
                                  year_, draft.date.year())));
    }

    Status check(PlanRow& row) {
        auto& draft = row.draft;
        code_ = "plan.row";
        fill_minutes(draft);
        if (row.dated) TRYV(note_fault(row, of_the_year(draft)));
        TRYV(note_fault(row, check_draft(tx_, ctx_, draft)));
        if (row.proposed_from && taken_.contains(*row.proposed_from))
            row.faults.emplace_back("Đã có trong kế hoạch của năm này.");
        if (row.dated) {
            TRYV(note_fault(row, no_double(draft)));
            TRYV(note_fault(row, no_overlap(tx_, {ctx_.unit.id, "", draft.date, draft.start_at, draft.end_at,
                                                  draft.chair, draft.place})));
        }
        if (row.faults.empty()) TRYV(note_fault(row, within_limits(draft)));
        return row.faults.empty() ? keep(row) : Status();
    }
    Status keep(const PlanRow& row) {
        const auto& draft = row.draft;
        const store::New one{base::uuid7(), draft, row.proposed_from, row.basis};
        // Limits look at the rows that stand: one that counts for them is written at once.
        if (counts_widely(draft)) {
            TRYV(store::insert(tx_, ctx_.unit.id, {&one, 1}, plan_, ctx_.now));
        } else {
            waiting_.push_back(one);
        }
        note({one.id, draft.date.iso(), draft.title, draft.start_at, draft.end_at, draft.chair, draft.place,
              row.proposed_from},
             row.line);
        return {};
    }

    Status no_double(const ConferenceDraft& draft) const {
        const auto title = plain(draft.title);
        const auto [from, to] = places_.equal_range(draft.date.iso());
        for (auto at = from; at != to; ++at) {
            const auto& other = at->second;
            const std::string where =
                other.line > 0 ? fmt::format("dòng {}", other.line) : std::string("kế hoạch đã lưu");
            if (other.title == title)
                return fail(row_fault(fmt::format("Trùng ngày và tên với hội nghị ở {}. Bỏ một trong hai.", where)));
            const bool same =
                (draft.chair && draft.chair == other.chair) || (draft.place && draft.place == other.place);
            if (same && draft.start_at && draft.end_at && other.start_at && other.end_at &&
                *other.start_at < *draft.end_at && *other.end_at > *draft.start_at)
                return fail(ErrorKind::conflict, "meeting.overlap",
                            fmt::format("Cùng giờ, cùng người chủ trì hoặc cùng địa điểm với hội nghị ở {}. Chọn giờ, "
                                        "nơi hoặc người chủ trì khác.",
                                        where),
                            "Overlaps another row.");
        }
        return {};
    }

    // Only whole-area conferences are counted against a cap that stops the saving; the effect of the others is shown on
    // their own pages.
    static bool counts_widely(const ConferenceDraft& draft) {
        return draft.scope && *draft.scope != "internal" && *draft.scope != "inter_sector";
    }
    Status within_limits(const ConferenceDraft& draft) {
        if (!counts_widely(draft)) return {};
        const auto key = *draft.scope + draft.statutory_kind.value_or("none");
        if (const auto full = full_.find(key); full != full_.end()) return fail(full->second);
        TRY(const auto effect, effect_of(book_, tx_, ctx_.unit, draft, std::nullopt));
        auto allowed = must_have_decision(effect, draft);
        if (!allowed) full_.emplace(key, allowed.error());
        return allowed;
    }

    Error refusal() const {
        Error error{
            ErrorKind::invalid,
            "plan.rows",
            fmt::format("{} dòng cần sửa trong {} dòng; chưa lưu dòng nào. Sửa rồi nhập lại, hoặc chọn chỉ lưu "
                        "các dòng đúng.",
                        base::vi_number(out_.refused), base::vi_number(static_cast<std::int64_t>(out_.rows.size()))),
            "Some rows have faults; nothing was saved.",
            {},
            {},
            {}};
        for (const auto& row : out_.rows) {
            if (row.ok) continue;
            std::string words = row.line > 0 ? fmt::format("Dòng {}", row.line) : std::string();
            if (!row.title.empty()) words += fmt::format("{}“{}”", words.empty() ? "" : ", ", row.title);
            error.fields.push_back(
                {fmt::format("/rows/{}", row.line), codes_[error.fields.size()], words + ": " + row.message});
        }
        return error;
    }

    db::Tx& tx_;
    api::Ctx& ctx_;
    const rulebook::Rulebook& book_;
    std::int64_t year_;
    Text plan_;
    std::multimap<std::string, Place> places_;  // by day
    std::set<std::string> taken_;               // facts that stand in the plan
    std::map<std::string, Error> full_;         // scopes whose limit is reached
    std::vector<store::New> waiting_;
    std::vector<std::string> codes_;  // of the refused rows
    std::string code_;                // of the first fault of the row in hand
    ImportResult out_;
};

Result<ImportResult> add_all(db::Tx& tx, api::Ctx& ctx, const rulebook::Rulebook& book, std::int64_t year,
                             std::vector<PlanRow> rows, bool only_good, std::string_view how) {
    Batch batch(tx, ctx, book, year);
    TRYV(batch.start());
    for (auto& row : rows) TRYV(batch.add(std::move(row)));
    TRY(auto out, std::move(batch).finish(only_good));
    ctx.audit = {fmt::format("{}", year), fmt::format(R"({{"{}":{}}})", how, out.saved), {}};
    return out;
}

// The same weekday one year on.
base::Date next_year(base::Date day) {
    const int year = day.year() + 1;
    return day.plus_days(day.plus_days(364).year() == year ? 364 : 371);
}

PlanRow again(const Stored& old) {
    ConferenceDraft draft = old.detail.stated;
    draft.decision.reset();  // a decision is for one conference
    for (auto* note : {&draft.guided_by, &draft.necessity_note, &draft.repeats, &draft.rerun_note}) note->reset();
    const std::string basis = fmt::format("Hội nghị ngày {} của năm trước", draft.date.vi());
    draft.date = next_year(draft.date);
    return {0, draft.title, std::move(draft), "conference:" + old.external_id, basis};
}

Result<std::vector<PlanRow>> last_year(db::Snapshot& snapshot, const api::Ctx& ctx, std::int64_t year) {
    const auto before = base::Period::year(static_cast<int>(year) - 1);
    TRY(const auto slots, store::slots(snapshot, ctx.unit.id, before.first.iso(), before.last.iso()));
    std::vector<PlanRow> rows;
    for (const auto& slot : slots) {
        if (rows.size() == most_import_rows) break;
        TRY(const auto old, conference_for(snapshot, ctx, slot.id));
        rows.push_back(again(old));
    }
    return rows;
}

// Words by which assigned work asks for a conference; a report on it is none.
bool asks_for_conference(std::string_view work) {
    const std::string words = " " + plain(work) + " ";
    if (words.contains(" hoi nghi ")) return true;
    for (const std::string_view one : {" so ket ", " tong ket ", " quan triet "}) {
        const auto at = words.find(one);
        if (at != std::string::npos && !std::string_view(words).substr(0, at).ends_with(" bao cao")) return true;
    }
    return false;
}

base::Date working_day(base::Date day) {
    return day.plus_days(-std::max(0, day.weekday() - 5));  // a Saturday or Sunday: the Friday before
}

struct Asked {
    Proposal shown;
    PlanRow row;
};
// Work with a day in that year that is led by the unit and names a conference, from the facts of tasks.
Result<std::vector<Asked>> assigned(db::Snapshot& snapshot, const api::Ctx& ctx, std::int64_t year) {
    const auto period = base::Period::year(static_cast<int>(year));
    constexpr int most_tasks = 5000;
    std::vector<Asked> out;
    TRYV(snapshot.query(
        "SELECT t.id, t.work, t.due, t.source, t.clause, g.name FROM fact_tasks t LEFT JOIN units g ON g.code = "
        "t.assigner WHERE t.unit = ? AND t.due >= ? AND t.due <= ? AND (t.status IS NULL OR t.status = 'open') AND "
        "t.work IS NOT NULL ORDER BY t.due, t.id LIMIT ?",
        {ctx.unit.code, period.first.iso(), period.last.iso(), most_tasks}, [&](const db::Row& row) {
            const auto due = base::Date::parse_iso(row.text(2));
            if (!due || !asks_for_conference(row.text(1))) return true;
            Asked one{{}, {0, {}, ConferenceDraft(), {}, {}}};
            ConferenceDraft draft;
            draft.title = text::collapse_space(row.text(1));
            draft.date = std::max(working_day(*due), period.first);
            std::string basis = row.is_null(5) ? "Nhiệm vụ đã ghi" : row.str(5) + " giao";
            if (!row.is_null(3)) basis += ", " + row.str(3);
            if (!row.is_null(4)) basis += fmt::format(", mục {}", row.text(4));
            basis += ", hạn " + due->vi();
            const std::string id = "task:" + row.str(0);
            one.shown = {id, "task", draft.title, draft.date, {}, {}, basis};
            one.row = {0, draft.title, std::move(draft), id, basis};
            out.push_back(std::move(one));
            return true;
        }));
    return out;
}

Result<std::vector<Asked>> all_proposals(db::Snapshot& snapshot, const api::Ctx& ctx, std::int64_t year) {
    TRY(auto out, assigned(snapshot, ctx, year));
    TRY(auto old, last_year(snapshot, ctx, year));
    for (auto& row : old) {
        const auto& draft = row.draft;
        const bool periodic = draft.statutory_kind && *draft.statutory_kind != "none";
        Proposal shown{
            *row.proposed_from, periodic ? "periodic" : "last_year", draft.title, draft.date, draft.scope, draft.mode,
            *row.basis};
        out.push_back({std::move(shown), std::move(row)});
    }
    const auto period = base::Period::year(static_cast<int>(year));
    TRY(const auto standing, store::slots(snapshot, ctx.unit.id, period.first.iso(), period.last.iso()));
    std::set<std::string> taken;
    std::set<std::string> titles;
    for (const auto& one : standing) {
        taken.insert(one.proposed_from.value_or(""));
        titles.insert(one.date + plain(one.title));
    }
    std::erase_if(out, [&](const Asked& one) {
        return taken.contains(one.shown.id) || titles.contains(one.shown.date.iso() + plain(one.shown.title));
    });
    return out;
}

}  // namespace

Result<ImportResult> copy_last_year(db::Tx& tx, api::Ctx& ctx, const rulebook::Rulebook& book, std::int64_t year) {
    TRY(auto rows, last_year(tx, ctx, year));
    return add_all(tx, ctx, book, year, std::move(rows), true, "copied");
}

Result<ProposalList> proposals(db::Snapshot& snapshot, const api::Ctx& ctx, std::int64_t year) {
    constexpr std::size_t most = 300;
    TRY(auto all, all_proposals(snapshot, ctx, year));
    ProposalList out;
    out.more = all.size() > most;
    for (auto& one : all)
        if (out.items.size() < most) out.items.push_back(std::move(one.shown));
    return out;
}

Result<ImportResult> take_proposals(db::Tx& tx, api::Ctx& ctx, const rulebook::Rulebook& book, std::int64_t year,
                                    const std::vector<std::string>& ids) {
    TRY(auto all, all_proposals(tx, ctx, year));
    const std::set<std::string> wanted(ids.begin(), ids.end());
    std::vector<PlanRow> rows;
    for (auto& one : all)
        if (wanted.contains(one.shown.id)) rows.push_back(std::move(one.row));
    if (rows.empty())
        return fail(ErrorKind::conflict, "plan.proposals",
                    "Các đề xuất đã chọn không còn hoặc đã vào kế hoạch. Mở lại danh sách đề xuất.",
                    "None of these proposals stands any more.");
    return add_all(tx, ctx, book, year, std::move(rows), true, "taken");
}

std::unexpected<Error> too_many_plan_rows() {
    return fail(ErrorKind::too_large, "plan.too_many",
                fmt::format("Bảng có hơn {} dòng. Chia nhỏ rồi nhập từng phần; chưa lưu dòng nào.",
                            base::vi_number(most_import_rows)),
                "Too many rows.");
}

Result<ImportResult> import_sheet(db::Tx& tx, api::Ctx& ctx, const rulebook::Rulebook& book, std::int64_t year,
                                  const docread::Sheet& sheet, bool only_good) {
    auto table = plan_rows(sheet, static_cast<int>(year));
    if (table.rows.empty())
        return fail(ErrorKind::invalid, "plan.empty",
                    "Bảng không có dòng nào. Cột đầu là ngày họp, cột hai là tên hội nghị.", "No rows.");
    if (table.rows.size() > most_import_rows) return too_many_plan_rows();
    TRYV(name_invitees(tx, ctx, table.rows));
    TRY(auto out, add_all(tx, ctx, book, year, std::move(table.rows), only_good, "imported"));
    if (!table.unused.empty())
        out.warnings.push_back(fmt::format("Cột không dùng: {}.", fmt::join(table.unused, ", ")));
    return out;
}

}  // namespace sauro::meetings
