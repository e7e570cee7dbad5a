#include "modules/reports/reports.hpp"

#include "base/time.hpp"
#include "facts/fields.hpp"
#include "modules/reports/contents.hpp"

namespace sauro::embedded {
std::span<const base::EmbeddedFile> reports_migrations();
}

namespace sauro::reports {
namespace {

using facts::Type;

Status is_period(std::string_view text) {
    if (base::Period::parse(text)) return {};
    return fail(
        ErrorKind::invalid, "period.format",
        "Kỳ “" + std::string(text) + "” không đúng dạng. Viết \"2026\", \"2026-H1\", \"2026-Q1\" hoặc \"2026-03\".");
}

facts::Kind report() {
    facts::Kind kind{"report", {}, {}};
    kind.fields = {
        {"id", Type::text, false, {}, {}, "có thể bỏ: đơn vị, biểu mẫu và kỳ đã xác định một báo cáo"},
        {"unit", Type::text, true, {}, "unit"},
        {"form", Type::text, true, {}, {}, "biểu mẫu, ví dụ 226-quarterly"},
        {.name = "period", .required = true, .note = "2026, 2026-H1, 2026-Q1 hoặc 2026-03", .check = is_period},
        {"due", Type::date, false, {}, {}, "hạn nộp"},
        {"filed_on", Type::date, false, {}, {}, "ngày nộp"},
        {"channel", Type::text, false, {"network", "paper"}, {}, "qua mạng hoặc bản giấy"},
        facts::field::words("responsible", "chức danh người chịu trách nhiệm"),
        facts::field::count("pages"),
        facts::field::flag("periodic", "báo cáo định kỳ; sai là đột xuất"),
        facts::field::unit("requested_by", "đơn vị yêu cầu"),
        facts::field::flag("due_exclusive", "hạn ghi “trước ngày”: chính ngày đó đã là chậm"),
        facts::field::date("data_from", "số liệu từ ngày"),
        facts::field::date("data_to", "số liệu đến ngày"),
        facts::field::count("results_stated", "số kết quả được nêu"),
        facts::field::count("results_quantified", "trong đó có con số"),
    };
    kind.store = facts::table_store({"report",
                                     "reports",
                                     {facts::unit_column("unit", "unit_id"),
                                      {"form", "form"},
                                      {"period", "period"},
                                      {"due", "due"},
                                      {"filed_on", "filed_on"},
                                      {"channel", "channel"},
                                      {"responsible", "responsible"},
                                      {"pages", "pages"},
                                      {"periodic", "periodic"},
                                      facts::unit_column("requested_by", "requested_by_id"),
                                      {"due_exclusive", "due_exclusive"},
                                      {"data_from", "data_from"},
                                      {"data_to", "data_to"},
                                      {"results_stated", "results_stated"},
                                      {"results_quantified", "results_quantified"}},
                                     true,
                                     {"unit_id", "form", "period"}});
    return kind;
}

facts::Kind baseline() {
    facts::Kind kind{"baseline", {}, {}};
    kind.fields = {
        {"id", Type::text, false, {}, {}, "có thể bỏ"},
        {"unit", Type::text, true, {}, "unit"},
        {.name = "year", .type = Type::integer, .required = true, .min = 1900},
        {"measure",
         Type::text,
         true,
         {"documents", "conferences", "meetings", "reports"},
         {},
         "số văn bản hành chính đi, số hội nghị, số cuộc họp, số báo cáo đã yêu cầu"},
        {"value", Type::integer, true},
        {"basis", Type::text, true, {}, {}, "văn bản làm căn cứ của con số"},
    };
    kind.store = facts::table_store({"baseline",
                                     "baselines",
                                     {facts::unit_column("unit", "unit_id"),
                                      {"year", "year"},
                                      {"measure", "measure"},
                                      {"value", "value"},
                                      {"basis", "basis"}},
                                     true,
                                     {"unit_id", "year", "measure"}});
    return kind;
}

}  // namespace

api::Module module() {
    api::Module module;
    module.name = "reports";
    module.migrations = db::migrations_of("reports", embedded::reports_migrations());
    module.kinds = {report(), baseline()};
    std::vector<facts::View::Column> columns{
        {"form", Type::text},
        {"period", Type::text},
        {"due", Type::date},
        {"filed_on", Type::date},
        {"channel", Type::text},
        {"responsible", Type::text},
        {"pages", Type::integer},
        {"periodic", Type::boolean},
        {"requested_by", Type::text},
        {"due_exclusive", Type::boolean},
        {"data_from", Type::date},
        {"data_to", Type::date},
        {"results_stated", Type::integer},
        {"results_quantified", Type::integer},
        {"results_without_figure", Type::integer, "kết quả nêu mà không có con số"},
        {"province_merged", Type::boolean, "tỉnh hình thành do sắp xếp 01/7/2025"},
        {"proposals", Type::integer, "số đề xuất kèm theo"}};
    for (const auto& topic : topics()) columns.push_back({"has_" + topic, Type::boolean, "có mục này"});
    for (const auto& figure : figures()) columns.push_back({"gives_" + figure, Type::boolean, "có nêu số này"});
    module.views = {
        facts::with_words(facts::unit_view("reports", std::move(columns)), module.kinds[0]),
        facts::with_words(
            facts::unit_view(
                "baselines",
                {{"year", Type::integer}, {"measure", Type::text}, {"value", Type::integer}, {"basis", Type::text}}),
            module.kinds[1]),
    };
    module.views.back().date_column.clear();
    const auto contents = content_kinds();
    const auto views = content_views(contents);
    module.kinds.insert(module.kinds.end(), contents.begin(), contents.end());
    module.views.insert(module.views.end(), views.begin(), views.end());
    return module;
}

}  // namespace sauro::reports
