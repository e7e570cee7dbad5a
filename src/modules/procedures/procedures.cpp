#include "modules/procedures/procedures.hpp"

#include "facts/table.hpp"

namespace sauro::embedded {
std::span<const base::EmbeddedFile> procedures_migrations();
}

namespace sauro::procedures {
namespace {

using facts::Type;

facts::Kind procedure_case() {
    facts::Kind kind{"procedure_case", {}, {}};
    kind.fields = {
        {"id", Type::text, false, {}, {}, "nên ghi khi dữ kiện chia ra nhiều tệp"},
        {"unit", Type::text, true, {}, "unit"},
        {"date", Type::date, true, {}, {}, "ngày tiếp nhận hồ sơ"},
        {"digital", Type::boolean, false, {}, {}, "xử lý trên môi trường số ở mọi khâu"},
    };
    kind.store = facts::table_store({"procedure_case",
                                     "procedure_cases",
                                     {facts::unit_column("unit", "unit_id"), {"date", "date"}, {"digital", "digital"}},
                                     true,
                                     {}});
    return kind;
}

}  // namespace

api::Module module() {
    api::Module module;
    module.name = "procedures";
    module.migrations = db::migrations_of("procedures", embedded::procedures_migrations());
    module.kinds = {procedure_case()};
    module.views = {facts::unit_view("procedure_cases", {{"digital", Type::boolean}})};
    module.views[0].source = {"procedure_cases", "unit_id", "date", {"digital"}};
    return module;
}

}  // namespace sauro::procedures
