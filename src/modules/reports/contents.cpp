#include "modules/reports/contents.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "facts/fields.hpp"
#include "text/text.hpp"

namespace sauro::reports {
namespace {

using namespace facts::field;  // NOLINT: the words of a field table

facts::Kind report_section() {
    return facts::table_kind({.name = "report_section",
                              .table = "report_sections",
                              .fields = {optional_key(), must(ref("report", "report")),
                                         must(choice("topic", topics(), "mục của báo cáo")), words("text")},
                              .natural_key = {"report_id", "topic"},
                              .references = {{"report", "reports"}}});
}

facts::Kind report_value() {
    return facts::table_kind({.name = "report_value",
                              .table = "report_values",
                              .fields = {optional_key(), must(ref("report", "report")),
                                         must(words("indicator", "mã chỉ tiêu")), number("value"), words("note")},
                              .natural_key = {"report_id", "indicator"},
                              .references = {{"report", "reports"}}});
}

facts::Kind report_request() {
    return facts::table_kind(
        {.name = "report_request",
         .table = "report_requests",
         .fields = {key(), must(unit("unit", "đơn vị yêu cầu")), unit("to", "đơn vị phải nộp"), words("form"),
                    must(date("date", "ngày yêu cầu")), words("period"), list("indicators", "các chỉ tiêu phải nộp"),
                    flag("already_held", "số liệu đã có trong hệ thống")},
         .columns = {{"to", "to_unit_id"}}});
}

// Differently written names and definitions meet under one key.
facts::Kind indicator() {
    facts::Kind kind;
    kind.name = "indicator";
    kind.fields = {key(),
                   must(unit("unit", "đơn vị ban hành chỉ tiêu")),
                   must(words("code", "mã chỉ tiêu")),
                   must(words("name")),
                   words("definition"),
                   words("measure_unit", "đơn vị tính"),
                   date("date", "ngày ban hành")};
    const auto store = facts::table_store({"indicator",
                                           "indicators",
                                           {facts::unit_column("unit", "unit_id"),
                                            {"code", "code"},
                                            {"name", "name"},
                                            {"definition", "definition"},
                                            {"measure_unit", "measure_unit"},
                                            {"date", "date"},
                                            {"@name_key", "name_key"},
                                            {"@definition_key", "definition_key"}}});
    kind.store = [store](db::Tx& tx, const facts::Record& record) {
        facts::Record with_keys = record;
        for (const char* name : {"name", "definition"}) {
            const auto found = record.find(name);
            if (found == record.end()) continue;
            const auto* said = std::get_if<std::string>(&static_cast<const db::Value::Base&>(found->second));
            if (said != nullptr)
                with_keys[fmt::format("@{}_key", name)] =
                    fmt::format("{}", fmt::join(sauro::text::folded_syllables(*said), " "));
        }
        return store(tx, with_keys);
    };
    return kind;
}

facts::Kind form() {
    return facts::table_kind({.name = "form",
                              .table = "forms",
                              .fields = {key(), must(unit("unit")), must(words("code")), words("title"),
                                         list("fields", "mã các chỉ tiêu trong biểu"), date("date", "ngày ban hành")}});
}

facts::Kind reminder() {
    return facts::table_kind(
        {.name = "reminder",
         .table = "reminders",
         .fields = {optional_key(), must(unit("unit", "đơn vị nhắc")), must(unit("to", "đơn vị được nhắc")),
                    must(date("date")), words("form"), words("period"), words("task", "mã nhiệm vụ")},
         .columns = {{"to", "to_unit_id"}}});
}

facts::Kind consolidation() {
    return facts::table_kind({.name = "consolidation",
                              .table = "consolidations",
                              .fields = {key(), must(unit("unit")), must(words("form")), must(words("period")),
                                         date("date", "ngày hoàn thành"), list("sources", "mã các báo cáo đã tổng hợp"),
                                         count("sources_count", "số báo cáo đã tổng hợp"),
                                         flag("missing_named", "đã nêu tên nơi chưa gửi")}});
}

facts::Kind proposal() {
    return facts::table_kind(
        {.name = "proposal",
         .table = "proposals",
         .fields = {key(), must(unit("unit")), ref("report", "report"), date("date"),
                    choice("type", {"length", "cut", "max_meetings", "solution"},
                           "độ dài văn bản, tỉ lệ cắt giảm, số cuộc họp tối đa, giải pháp"),
                    choice("level", {"central", "province", "commune"}), number("value"), words("text")},
         .references = {{"report", "reports"}}});
}

}  // namespace

const std::vector<std::string>& topics() {
    static const std::vector<std::string> list{
        "documents",   "consistency",  "feasibility",  "difficulties", "meetings",     "necessity",
        "composition", "speech_focus", "waste",        "programmes",   "functions",    "registers",
        "procedures",  "delegation",   "digital",      "systems",      "coordination", "attitude",
        "direction",   "proposals",    "organisation", "staff",        "area_classes"};
    return list;
}

const std::vector<std::string>& figures() {
    static const std::vector<std::string> list{"documents_issued",
                                               "documents_administrative",
                                               "documents_last_year",
                                               "conferences",
                                               "conferences_last_year",
                                               "meetings",
                                               "meetings_last_year",
                                               "procedures_digital_percent",
                                               "documents_digitised_percent",
                                               "network_percent",
                                               "central_documents_per_day",
                                               "central_documents_per_month",
                                               "issuing_bodies",
                                               "pages_median",
                                               "meetings_online",
                                               "meetings_in_person",
                                               "meetings_hybrid",
                                               "meetings_central",
                                               "meetings_local",
                                               "busiest_month",
                                               "minutes_median",
                                               "speech_minutes_median"};
    return list;
}

std::vector<facts::Kind> content_kinds() {
    return {report_section(), report_value(), report_request(), indicator(),
            form(),           reminder(),     consolidation(),  proposal()};
}

std::vector<facts::View> content_views(const std::vector<facts::Kind>& kinds) {
    std::vector<facts::View> views;
    for (const auto& kind : kinds) {
        std::vector<facts::View::Column> more;
        if (kind.name == "indicator") more = {{"name_key", facts::Type::text}, {"definition_key", facts::Type::text}};
        views.push_back(facts::kind_view(kind.name + "s", kind, std::move(more)));
    }
    return views;
}

}  // namespace sauro::reports
