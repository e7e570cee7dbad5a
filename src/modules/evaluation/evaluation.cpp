#include "modules/evaluation/evaluation.hpp"

#include "facts/fields.hpp"

namespace sauro::embedded {
std::span<const base::EmbeddedFile> evaluation_migrations();
}

namespace sauro::evaluation {
namespace {

using namespace facts::field;  // NOLINT: the words of a field table

facts::Kind evaluation() {
    return facts::table_kind(
        {.name = "evaluation",
         .table = "evaluations",
         .fields = {key(), must(unit("unit")), words("head", "chức danh người đứng đầu, không cần tên"),
                    must(count("year")), date("date", "ngày kết luận"), unit("by", "cấp đánh giá"),
                    choice("result", {"excellent", "good", "completed", "not_completed"},
                           "xuất sắc, tốt, hoàn thành, không hoàn thành; do người quyết"),
                    list("evidence", "các số liệu, quy tắc làm căn cứ"),
                    flag("evidence_226", "có dẫn kết quả thực hiện Kết luận 226-KL/TW")},
         .columns = {{"by", "by_unit_id"}}});
}

facts::Kind satisfaction() {
    return facts::table_kind(
        {.name = "satisfaction",
         .table = "satisfaction",
         .fields = {optional_key(), must(unit("unit")), must(date("date")), must(count("score", "0 đến 100")),
                    choice("respondent", {"person", "business"}, "người dân hoặc doanh nghiệp"),
                    words("subject", "việc được hỏi")}});
}

}  // namespace

api::Module module() {
    api::Module module;
    module.name = "evaluation";
    module.migrations = db::migrations_of("evaluation", embedded::evaluation_migrations());
    module.kinds = {evaluation(), satisfaction()};
    module.views = {facts::kind_view("evaluations", module.kinds[0], {{"concluded_on", facts::Type::date}}),
                    facts::kind_view("satisfaction", module.kinds[1])};
    return module;
}

}  // namespace sauro::evaluation
