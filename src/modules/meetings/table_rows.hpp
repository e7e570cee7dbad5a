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
    Result<ConferenceDraft> draft;
    Text proposed_from{}, basis{};
};
struct PlanTable {
    std::vector<PlanRow> rows;
    std::vector<std::string> unused;  // headings that name no column of ours
};
// Usual order: ngày, tên, loại, quy mô, hình thức, bắt đầu, kết thúc, địa điểm, chủ trì, đại biểu, dự toán, định mức,
// nội dung, ngành, nơi được mời (codes, apart by ; or ,), họp định kỳ.
PlanTable plan_rows(const docread::Sheet& sheet);

// Codes where the rows' lists of those invited say names.
Status name_invitees(db::Snapshot& snapshot, const api::Ctx& ctx, std::vector<PlanRow>& rows);

struct InviteeRow {
    std::int64_t line = 0;
    Result<Invitee> invitee;  // `unit` as it was said: a code or a name
    std::string said;
};
// Usual order: nơi được mời, ngành, vai, phụ trách, liên quan, cấp, khối.
std::vector<InviteeRow> invitee_rows(const docread::Sheet& sheet);

// "ke hoach": words compare without marks and case.
std::string plain(std::string_view text);
Error row_fault(std::string message);

}  // namespace sauro::meetings
