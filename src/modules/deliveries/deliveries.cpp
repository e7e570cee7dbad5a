#include "modules/deliveries/deliveries.hpp"

#include "facts/fields.hpp"

namespace sauro::embedded {
std::span<const base::EmbeddedFile> deliveries_migrations();
}

namespace sauro::deliveries {
namespace {

using namespace facts::field;  // NOLINT: the words of a field table

facts::Kind delivery() {
    return facts::table_kind(
        {.name = "delivery",
         .table = "deliveries",
         .fields = {key(), must(unit("from", "nơi gửi")), must(unit("to", "nơi nhận")), must(date("date", "ngày gửi")),
                    choice("content", {"document", "report", "information"}, "văn bản, báo cáo, thông tin"),
                    words("document", "mã văn bản trong hệ thống gửi"),
                    choice("channel", {"network", "paper", "telephone"}), date("received_on"),
                    flag("receipt", "nơi nhận đã xác nhận"), flag("secret", "thuộc diện mật")},
         .columns = {{"from", "from_unit_id"}, {"to", "to_unit_id"}}});
}

}  // namespace

api::Module module() {
    api::Module module;
    module.name = "deliveries";
    module.migrations = db::migrations_of("deliveries", embedded::deliveries_migrations());
    module.kinds = {delivery()};
    module.views = {facts::kind_view("deliveries", module.kinds[0])};
    return module;
}

}  // namespace sauro::deliveries
