#include "modules/reports/reports.hpp"

#include "base/time.hpp"
#include "facts/table.hpp"

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
    };
    kind.store = facts::table_store({"report",
                                     "reports",
                                     {facts::unit_column("unit", "unit_id"),
                                      {"form", "form"},
                                      {"period", "period"},
                                      {"due", "due"},
                                      {"filed_on", "filed_on"},
                                      {"channel", "channel"}},
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
        {"measure", Type::text, true, {"documents", "conferences"}, {}, "số văn bản hành chính đi, hoặc số hội nghị"},
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
    module.views = {
        facts::unit_view("reports", {{"form", Type::text},
                                     {"period", Type::text},
                                     {"due", Type::date},
                                     {"filed_on", Type::date},
                                     {"channel", Type::text}}),
        facts::unit_view(
            "baselines",
            {{"year", Type::integer}, {"measure", Type::text}, {"value", Type::integer}, {"basis", Type::text}}),
    };
    module.views.back().date_column.clear();
    return module;
}

}  // namespace sauro::reports
