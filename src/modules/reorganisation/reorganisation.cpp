#include "modules/reorganisation/reorganisation.hpp"

#include "facts/fields.hpp"

namespace sauro::embedded {
std::span<const base::EmbeddedFile> reorganisation_migrations();
}

namespace sauro::reorganisation {
namespace {

using namespace facts::field;  // NOLINT: the words of a field table

facts::Kind reorganisation() {
    return facts::table_kind(
        {.name = "reorganisation",
         .table = "reorganisations",
         .fields = {key(), must(unit("unit", "đơn vị chủ trì")),
                    must(choice("type", {"internal", "public_service_unit", "school", "health_station"},
                                "bộ máy bên trong, đơn vị sự nghiệp, trường, trạm y tế")),
                    must(words("item", "nơi được sắp xếp")), words("area", "mã địa bàn của nơi đó"),
                    words("plan", "phương án"), words("owner"), date("date", "ngày đưa vào danh mục"), date("due"),
                    flag("due_exclusive", "hạn ghi “trước ngày”"), date("done_on")}});
}

facts::Kind property() {
    return facts::table_kind(
        {.name = "property",
         .table = "properties",
         .fields = {key(), must(unit("unit", "đơn vị quản lý")), must(words("name")), words("area", "mã địa bàn"),
                    choice("status", {"in_use", "surplus", "handled"}, "đang dùng, dôi dư, đã xử lý"),
                    words("plan", "phương án xử lý"), words("owner", "người chịu trách nhiệm"),
                    date("date", "ngày đưa vào danh mục"), date("due"), date("done_on")}});
}

}  // namespace

api::Module module() {
    api::Module module;
    module.name = "reorganisation";
    module.migrations = db::migrations_of("reorganisation", embedded::reorganisation_migrations());
    module.kinds = {reorganisation(), property()};
    module.views = {facts::kind_view("reorganisations", module.kinds[0]),
                    facts::kind_view("properties", module.kinds[1])};
    return module;
}

}  // namespace sauro::reorganisation
