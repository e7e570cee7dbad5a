#include "modules/methods/methods.hpp"

#include "facts/fields.hpp"

namespace sauro::embedded {
std::span<const base::EmbeddedFile> methods_migrations();
}

namespace sauro::methods {
namespace {

using namespace facts::field;  // NOLINT: the words of a field table

facts::Kind responsibility() {
    return facts::table_kind(
        {.name = "responsibility",
         .table = "responsibilities",
         .fields = {key(), must(unit("unit")), must(words("function", "chức năng, nhiệm vụ")),
                    words("owner", "chức danh phụ trách"), words("authority", "quyền hạn tương ứng"),
                    words("basis", "văn bản giao"), words("version", "phiên bản của danh mục"),
                    date("date", "ngày ghi vào danh mục"), date("reviewed_on", "ngày rà soát gần nhất")}});
}

facts::Kind regulation() {
    return facts::table_kind(
        {.name = "regulation",
         .table = "regulations",
         .fields = {key(), must(unit("unit")), must(words("name")),
                    words("topic", "lĩnh vực; digital_work: chuyển đổi số trong công tác"),
                    words("symbol", "số, ký hiệu"), words("version"), words("owner", "chức danh hoặc bộ phận quản lý"),
                    date("date", "ngày ban hành"), flag("in_force", "còn hiệu lực")}});
}

facts::Kind process_entry() {
    return facts::table_kind(
        {.name = "process",
         .table = "processes",
         .fields = {key(), must(unit("unit")), must(words("name")), words("version"), words("owner"),
                    words("authority", "cơ quan ban hành"), date("date", "ngày ban hành")}});
}

facts::Kind plan() {
    return facts::table_kind(
        {.name = "plan",
         .table = "plans",
         .fields = {key(), must(unit("unit")), count("year"), must(words("title")),
                    choice("origin", {"own", "submitted"}, "tự ban hành, hay trình cấp trên duyệt"), words("symbol"),
                    date("date"), words("approved_by", "cấp có thẩm quyền duyệt"), date("approved_on")}});
}

facts::Kind activity() {
    return facts::table_kind(
        {.name = "activity",
         .table = "activities",
         .fields = {key(), must(unit("unit")), must(date("date")), must(words("title")),
                    choice("type", {"political_education", "mass_work", "movement", "other"},
                           "giáo dục chính trị, dân vận, phong trào, khác"),
                    ref("plan", "plan", "kế hoạch, chương trình đã duyệt"), words("plan_item", "mục trong kế hoạch"),
                    words("led_by", "chức danh chủ trì"), words("result"), count("cost", "đồng")},
         .references = {{"plan", "plans"}}});
}

facts::Kind delegation() {
    return facts::table_kind(
        {.name = "delegation",
         .table = "delegations",
         .fields = {key(), must(unit("from", "cấp giao quyền")), must(unit("to", "cấp nhận quyền")),
                    must(words("matter", "việc được phân cấp, phân quyền")), words("basis", "căn cứ"),
                    words("scope", "phạm vi, điều kiện"), date("date", "ngày giao"),
                    date("evaluated_on", "ngày đánh giá gần nhất"), flag("feasible", "có khả thi")},
         .columns = {{"from", "from_unit_id"}, {"to", "to_unit_id"}}});
}

facts::Kind intervention() {
    return facts::table_kind(
        {.name = "intervention",
         .table = "interventions",
         .fields = {key(), must(unit("by", "cấp trên")), must(unit("to", "cấp dưới bị can thiệp")), must(date("date")),
                    words("matter"), ref("delegation", "delegation"), words("basis", "căn cứ cho phép can thiệp")},
         .references = {{"delegation", "delegations"}},
         .columns = {{"by", "by_unit_id"}, {"to", "to_unit_id"}}});
}

facts::Kind opinion_request() {
    return facts::table_kind(
        {.name = "opinion_request",
         .table = "opinion_requests",
         .fields = {key(), must(unit("from", "cấp dưới")), must(unit("to", "cấp trên")), must(date("date")),
                    words("matter"), ref("delegation", "delegation", "nội dung đã được giao trong sổ phân cấp"),
                    flag("beyond_authority", "có phần vượt thẩm quyền"), words("reason", "phần nào vượt, vì sao")},
         .references = {{"delegation", "delegations"}},
         .columns = {{"from", "from_unit_id"}, {"to", "to_unit_id"}}});
}

facts::Kind staff() {
    return facts::table_kind(
        {.name = "staff",
         .table = "staff",
         .fields = {key(), must(unit("unit")),
                    choice("type", {"cadre", "civil_servant", "public_employee"}, "cán bộ, công chức, viên chức"),
                    words("post", "vị trí việc làm"), date("date", "ngày bắt đầu")}});
}

facts::Kind training() {
    return facts::table_kind({.name = "training",
                              .table = "trainings",
                              .fields = {optional_key(), must(ref("staff", "staff")),
                                         must(choice("topic", {"digital", "leadership", "ai", "other"},
                                                     "kỹ năng số, lãnh đạo điều hành, trí tuệ nhân tạo, khác")),
                                         must(date("date")), count("hours")},
                              .references = {{"staff", "staff"}}});
}

facts::Kind system() {
    return facts::table_kind(
        {.name = "system",
         .table = "information_systems",
         .fields = {key(), must(words("name")), must(unit("owner")), words("purpose"),
                    list("linked_to", "các hệ thống đã liên thông"), date("date", "ngày đưa vào dùng")}});
}

}  // namespace

api::Module module() {
    api::Module module;
    module.name = "methods";
    module.migrations = db::migrations_of("methods", embedded::methods_migrations());
    module.kinds = {responsibility(), regulation(),      process_entry(), plan(),     activity(), delegation(),
                    intervention(),   opinion_request(), staff(),         training(), system()};
    module.views = {
        facts::kind_view("responsibilities", module.kinds[0]),
        facts::kind_view("regulations", module.kinds[1]),
        facts::kind_view("processes", module.kinds[2]),
        facts::kind_view("plans", module.kinds[3]),
        facts::kind_view("activities", module.kinds[4],
                         {{"plan_approved_by", facts::Type::text}, {"plan_approved_on", facts::Type::date}}),
        facts::kind_view("delegations", module.kinds[5]),
        facts::kind_view("interventions", module.kinds[6], {{"delegated", facts::Type::boolean}}),
        facts::kind_view("opinion_requests", module.kinds[7], {{"delegated", facts::Type::boolean}}),
        facts::kind_view("staff", module.kinds[8], {{"trained_on", facts::Type::date}}),
        facts::kind_view("trainings", module.kinds[9]),
        facts::kind_view("systems", module.kinds[10])};
    return module;
}

}  // namespace sauro::methods
