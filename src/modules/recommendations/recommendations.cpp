#include "modules/recommendations/recommendations.hpp"

#include "facts/fields.hpp"

namespace sauro::embedded {
std::span<const base::EmbeddedFile> recommendations_migrations();
}

namespace sauro::recommendations {
namespace {

using facts::Type;

facts::Kind recommendation() {
    facts::Kind kind{"recommendation", {}, {}};
    kind.fields = {
        {"id", Type::text, true, {}, {}, "mã của bên gửi"},
        {"unit", Type::text, true, {}, "unit", "đơn vị kiến nghị"},
        {"date", Type::date, true, {}, {}, "ngày kiến nghị"},
        {"text", Type::text, true, {}, {}, "nội dung"},
        {"resolver", Type::text, false, {}, "unit", "đơn vị giải quyết"},
        {"due", Type::date, false, {}, {}, "hạn"},
        {"answered_on", Type::date, false, {}, {}, "ngày trả lời"},
        {"roadmap_on", Type::date, false, {}, {}, "ngày có lộ trình"},
        {"informed_on", Type::date, false, {}, {}, "ngày báo lại nơi kiến nghị"},
        facts::field::words("annex_no", "số thứ tự trong phụ lục 221-KL/TW; có ghi là kiến nghị của phụ lục"),
        facts::field::count("roadmap_steps", "số bước có ngày của lộ trình"),
        facts::field::words("topic", "lĩnh vực, ví dụ documents: về xử lý văn bản"),
        facts::field::words("about_document", "số, ký hiệu văn bản gây vướng mắc"),
        facts::field::flag("solved_on_spot", "gỡ ngay tại cơ sở"),
        facts::field::count("resolvers", "số cơ quan được giao cùng giải quyết; bỏ trống: một, khi có nơi giải quyết"),
    };
    kind.store = facts::table_store({"recommendation",
                                     "recommendations",
                                     {facts::unit_column("unit", "unit_id"),
                                      {"date", "date"},
                                      {"text", "text"},
                                      facts::unit_column("resolver", "resolver_id"),
                                      {"due", "due"},
                                      {"answered_on", "answered_on"},
                                      {"roadmap_on", "roadmap_on"},
                                      {"informed_on", "informed_on"},
                                      {"annex_no", "annex_no"},
                                      {"roadmap_steps", "roadmap_steps"},
                                      {"topic", "topic"},
                                      {"about_document", "about_document"},
                                      {"solved_on_spot", "solved_on_spot"},
                                      {"resolvers", "resolvers"}}});
    return kind;
}

facts::Kind visit() {
    using namespace facts::field;  // NOLINT: the words of a field table
    return facts::table_kind({.name = "visit",
                              .table = "visits",
                              .fields = {key(), must(unit("unit", "đơn vị của người đi")), must(date("date")),
                                         words("leader", "chức danh, không cần tên"), words("area", "mã địa bàn tới"),
                                         words("findings"), words("instructions", "chỉ đạo tại chỗ")}});
}

}  // namespace

api::Module module() {
    api::Module module;
    module.name = "recommendations";
    module.migrations = db::migrations_of("recommendations", embedded::recommendations_migrations());
    module.kinds = {recommendation(), visit()};
    module.views = {
        facts::unit_view("recommendations", {{"text", Type::text},
                                             {"resolver", Type::text},
                                             {"resolver_level", Type::text, "cấp của nơi giải quyết", facts::levels()},
                                             {"due", Type::date},
                                             {"answered_on", Type::date},
                                             {"roadmap_on", Type::date},
                                             {"informed_on", Type::date},
                                             {"annex_no", Type::text, "số thứ tự trong phụ lục 221-KL/TW"},
                                             {"roadmap_steps", Type::integer, "số bước có ngày"},
                                             {"topic", Type::text},
                                             {"about_document", Type::text},
                                             {"solved_on_spot", Type::boolean},
                                             {"resolvers", Type::integer, "số cơ quan được giao"}}),
        facts::kind_view("visits", module.kinds[1])};
    return module;
}

}  // namespace sauro::recommendations
