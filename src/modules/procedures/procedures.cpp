#include "modules/procedures/procedures.hpp"

#include "facts/fields.hpp"

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
        facts::field::flag("online_submitted", "nộp trực tuyến"),
    };
    kind.store = facts::table_store({"procedure_case",
                                     "procedure_cases",
                                     {facts::unit_column("unit", "unit_id"),
                                      {"date", "date"},
                                      {"digital", "digital"},
                                      {"online_submitted", "online_submitted"}},
                                     true,
                                     {}});
    return kind;
}

facts::Kind procedure() {
    using namespace facts::field;  // NOLINT: the words of a field table
    return facts::table_kind(
        {.name = "procedure",
         .table = "procedures",
         .fields = {key(), must(unit("unit")), must(words("name")), words("owner", "chức danh hoặc bộ phận phụ trách"),
                    words("version"),
                    choice("action", {"kept", "simplified", "abolished"}, "giữ nguyên, đơn giản hóa, bãi bỏ"),
                    date("date", "ngày ghi vào danh mục"), date("reviewed_on", "ngày rà soát"), count("steps_before"),
                    count("steps_after"), count("minutes_saved", "số phút giảm cho mỗi hồ sơ")}});
}

}  // namespace

api::Module module() {
    api::Module module;
    module.name = "procedures";
    module.migrations = db::migrations_of("procedures", embedded::procedures_migrations());
    module.kinds = {procedure_case(), procedure()};
    module.views = {
        facts::unit_view("procedure_cases", {{"digital", Type::boolean}, {"online_submitted", Type::boolean}}),
        facts::kind_view("procedures", module.kinds[1])};
    module.views[0].source = {"procedure_cases", "unit_id", "date", {"digital"}};
    return module;
}

}  // namespace sauro::procedures
