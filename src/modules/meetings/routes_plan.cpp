// Routes that fill the plan of a year and take it through its steps.
#include "docread/sheet.hpp"
#include "modules/meetings/routes.hpp"
#include "modules/meetings/service.hpp"

namespace sauro::meetings {
namespace {

using api::Verb;
using http::Method;

constexpr std::uint64_t table_bytes = 10ULL << 20;

struct PlanYearIn {
    std::string unit;
    std::int64_t year = 0;
};
BOOST_DESCRIBE_STRUCT(PlanYearIn, (), (unit, year))
struct PlanActIn {
    std::string unit, act;
    std::int64_t year = 0;
    Text symbol, based_on, approved_by, note;
};
BOOST_DESCRIBE_STRUCT(PlanActIn, (), (unit, act, year, symbol, based_on, approved_by, note))
struct ImportIn {
    std::string unit, csv;
    std::int64_t year = 0;
    Flag only_good;  // rows with a fault are left out; else one of them keeps all from being saved
};
BOOST_DESCRIBE_STRUCT(ImportIn, (), (unit, csv, year, only_good))
struct TableIn {
    std::string unit, name;
    std::int64_t year = 0;
    Flag only_good;
};
BOOST_DESCRIBE_STRUCT(TableIn, (), (unit, name, year, only_good))
struct TakeIn {
    std::string unit;
    std::int64_t year = 0;
    std::vector<std::string> ids;
};
BOOST_DESCRIBE_STRUCT(TakeIn, (), (unit, year, ids))

// What a reader refuses for its length is refused with the limit of a plan: one limit, said once.
Result<docread::Sheet> plan_sheet(Result<docread::Sheet> sheet) {
    if (!sheet && sheet.error().code == "read.too_many_rows") return too_many_plan_rows();
    return sheet;
}

Result<docread::Sheet> read_table(api::Ctx&, const TableIn& in, const std::filesystem::path& path) {
    docread::Limits limits;
    limits.file_bytes = table_bytes;
    limits.text_bytes = 4ULL << 20;
    limits.memory_bytes = 256ULL << 20;
    return plan_sheet(docread::read_sheet(path, limits, in.name));
}

}  // namespace

void plan_routes(api::Registry& registry, const rulebook::Rulebook& book) {
    const std::string base = "/api/v1/units/{unit}/conference-plan";
    registry.write<PlanActIn, PlanView>(
        {Method::post, base + "/act", "conference_plan.act",
         "Trình, duyệt, trả lại, mở điều chỉnh kế hoạch hội nghị năm (duyệt và trả lại cần quyền ký)", Verb::draft},
        [](api::Ctx& ctx, const PlanActIn& in, db::Tx& tx) -> Result<PlanView> {
            TRYV(plan_year(in.year));
            return act_on_plan(tx, ctx, {in.year, in.act, in.symbol, in.based_on, in.approved_by, in.note});
        });
    registry.write<PlanYearIn, ImportResult>(
        {Method::post, base + "/copy", "conference_plan.copy", "Chép hội nghị của năm trước vào kế hoạch", Verb::draft},
        [book](api::Ctx& ctx, const PlanYearIn& in, db::Tx& tx) -> Result<ImportResult> {
            TRYV(plan_year(in.year));
            return copy_last_year(tx, ctx, book, in.year);
        });
    registry.write<ImportIn, ImportResult>(
        {Method::post, base + "/import", "conference_plan.import",
         "Nhập kế hoạch từ các dòng đã chép; có dòng sai thì không lưu dòng nào, trừ khi chọn chỉ lưu dòng đúng",
         Verb::draft},
        [book](api::Ctx& ctx, const ImportIn& in, db::Tx& tx) -> Result<ImportResult> {
            TRYV(plan_year(in.year));
            TRY(const auto sheet, plan_sheet(docread::sheet_of_text(in.csv)));
            return import_sheet(tx, ctx, book, in.year, sheet, in.only_good.value_or(false));
        });
    registry.upload<TableIn, docread::Sheet, ImportResult>(
        {Method::post, base + "/table", "conference_plan.table",
         "Nhập kế hoạch từ tệp Excel (.xlsx) hoặc CSV, kết quả từng dòng", Verb::draft},
        table_bytes, read_table,
        [book](api::Ctx& ctx, const TableIn& in, const docread::Sheet& sheet, db::Tx& tx) -> Result<ImportResult> {
            TRYV(plan_year(in.year));
            return import_sheet(tx, ctx, book, in.year, sheet, in.only_good.value_or(false));
        });
    registry.read<PlanYearIn, ProposalList>(
        {Method::get, base + "/proposals", "conference_plan.proposals",
         "Hội nghị đề xuất cho kế hoạch năm: từ nhiệm vụ được giao và hội nghị năm trước", Verb::view},
        [](api::Ctx& ctx, const PlanYearIn& in, db::Snapshot& snapshot) -> Result<ProposalList> {
            TRYV(plan_year(in.year));
            return proposals(snapshot, ctx, in.year);
        });
    registry.write<TakeIn, ImportResult>({Method::post, base + "/proposals", "conference_plan.take",
                                          "Đưa các đề xuất đã chọn vào kế hoạch", Verb::draft},
                                         [book](api::Ctx& ctx, const TakeIn& in, db::Tx& tx) -> Result<ImportResult> {
                                             TRYV(plan_year(in.year));
                                             return take_proposals(tx, ctx, book, in.year, in.ids);
                                         });
}

}  // namespace sauro::meetings
