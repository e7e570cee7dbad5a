// Rows of a table (a plan, a list of those invited) as drafts: columns by their headings or in the usual order.
#pragma once
#include <string>
#include <vector>

#include "api/api.hpp"
#include "docread/sheet.hpp"
#include "modules/meetings/dto.hpp"

namespace sauro::meetings {

struct PlanRow {
    std::int64_t line = 0;
    std::string title;
    ConferenceDraft draft;  // with a fault: what could be read
    Text proposed_from{}, basis{};
    std::vector<std::string> faults{};  // every cell that could not be read
    bool dated = true;
};
struct PlanTable {
    std::vector<PlanRow> rows;
    std::vector<std::string> unused;  // headings that name no column of ours
};
// Usual order: ngày, tên, loại, quy mô, hình thức, bắt đầu, kết thúc, địa điểm, chủ trì, đại biểu, dự toán, định mức,
// nội dung, ngành, nơi được mời (codes, apart by ; or ,), họp định kỳ. Days: 15/03/2026, 2026-03-15, the number by
// which a spreadsheet counts days, 15/03/26 where it is one day only near `year`.
PlanTable plan_rows(const docread::Sheet& sheet, int year);

// Codes where the rows' lists of those invited say names.
Status name_invitees(db::Snapshot& snapshot, const api::Ctx& ctx, std::vector<PlanRow>& rows);

struct InviteeRow {
    std::int64_t line = 0;
    Invitee invitee;  // `unit` as it was said: a code or a name
    std::string said;
    std::vector<std::string> faults{};
};
// Usual order: nơi được mời, ngành, vai, phụ trách, liên quan, cấp, khối.
std::vector<InviteeRow> invitee_rows(const docread::Sheet& sheet);

// "ke hoach": words compare without marks and case.
std::string plain(std::string_view text);
Error row_fault(std::string message);

}  // namespace sauro::meetings
