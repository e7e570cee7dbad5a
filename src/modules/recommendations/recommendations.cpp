#include "modules/recommendations/recommendations.hpp"

#include "facts/table.hpp"

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
                                      {"informed_on", "informed_on"}}});
    return kind;
}

}  // namespace

api::Module module() {
    api::Module module;
    module.name = "recommendations";
    module.migrations = db::migrations_of("recommendations", embedded::recommendations_migrations());
    module.kinds = {recommendation()};
    module.views = {facts::unit_view("recommendations", {{"text", Type::text},
                                                         {"resolver", Type::text},
                                                         {"due", Type::date},
                                                         {"answered_on", Type::date},
                                                         {"roadmap_on", Type::date},
                                                         {"informed_on", Type::date}})};
    return module;
}

}  // namespace sauro::recommendations
