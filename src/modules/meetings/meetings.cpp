#include "modules/meetings/meetings.hpp"

#include "facts/table.hpp"

namespace sauro::embedded {
std::span<const base::EmbeddedFile> meetings_migrations();
}

namespace sauro::meetings {
namespace {

using facts::Field;
using facts::Type;

constexpr const char* find_conference = "SELECT id FROM conferences WHERE external_id = ?";

facts::Kind conference() {
    facts::Kind kind{"conference", {}, {}};
    kind.fields = {
        {"id", Type::text, true, {}, {}, "mã của bên gửi"},
        {"unit", Type::text, true, {}, "unit", "đơn vị triệu tập"},
        {"date", Type::date, true, {}, {}, "ngày họp"},
        {"title", Type::text},
        {"type",
         Type::text,
         false,
         {"dissemination", "professional", "deliberation", "anniversary", "congress", "other"},
         {},
         "quán triệt, chuyên môn, quan trọng cần thảo luận, kỷ niệm, đại hội, khác"},
        {"scope",
         Type::text,
         false,
         {"national", "province_wide", "commune_wide", "internal", "inter_sector"},
         {},
         "quy mô"},
        {"mode", Type::text, false, {"online", "in_person", "hybrid"}, {}, "trực tuyến, trực tiếp, kết hợp"},
        {.name = "statutory_kind",
         .one_of = {"party_committee", "peoples_council"},
         .note = "họp định kỳ của Ban Chấp hành hoặc HĐND; null là không phải họp định kỳ",
         .null_means = "none"},
        {"planned_minutes", Type::integer},
        {"actual_minutes", Type::integer},
        {"cost", Type::integer, false, {}, {}, "đồng"},
        {"cost_norm", Type::integer, false, {}, {}, "định mức, đồng"},
        {"broadcast_to_grassroots", Type::boolean, false, {}, {}, "đã truyền tới cấp xã"},
        {"repeats", Type::text, false, {}, "conference", "hội nghị đã họp mà lần này tổ chức lại"},
        {"delegates", Type::integer},
        {"leaders_invited", Type::integer},
        {"leaders_total", Type::integer},
        {.name = "decision",
         .type = Type::object,
         .note = "quyết định cho tổ chức thêm: đủ cơ quan, số và ngày",
         .members = {{"by", Type::text, false, {"provincial_standing_committee", "commune_standing_committee"}},
                     {"symbol", Type::text},
                     {"date", Type::date}}},
        {"plan_item", Type::text},
        {"status", Type::text, false, {"planned", "held", "cancelled"}},
    };
    kind.store = facts::table_store({"conference",
                                     "conferences",
                                     {facts::unit_column("unit", "unit_id"),
                                      {"date", "date"},
                                      {"title", "title"},
                                      {"type", "type"},
                                      {"scope", "scope"},
                                      {"mode", "mode"},
                                      {"statutory_kind", "statutory_kind"},
                                      {"planned_minutes", "planned_minutes"},
                                      {"actual_minutes", "actual_minutes"},
                                      {"cost", "cost"},
                                      {"cost_norm", "cost_norm"},
                                      {"broadcast_to_grassroots", "broadcast_to_grassroots"},
                                      {"repeats", "repeats_id", find_conference, "conference"},
                                      {"delegates", "delegates"},
                                      {"leaders_invited", "leaders_invited"},
                                      {"leaders_total", "leaders_total"},
                                      {"decision.by", "decision_by"},
                                      {"decision.symbol", "decision_symbol"},
                                      {"decision.date", "decision_date"},
                                      {"plan_item", "plan_item"},
                                      {"status", "status"}}});
    return kind;
}

facts::Kind invitation() {
    facts::Kind kind{"invitation", {}, {}};
    kind.fields = {
        {"id", Type::text, false, {}, {}, "có thể bỏ"},
        {"conference", Type::text, true, {}, "conference"},
        {"unit", Type::text, true, {}, "unit", "đơn vị được mời; đơn vị ngoài hệ thống thì ghi cả cấp và khối"},
        {"level", Type::text, false, {"central", "province", "commune"}},
        {"bloc", Type::text, false, {"party", "government", "elected", "mass"}},
        {"in_charge", Type::boolean, false, {}, {}, "trực tiếp phụ trách nội dung"},
        {"concerned", Type::boolean, false, {}, {}, "liên quan trực tiếp"},
    };
    const auto store = facts::table_store({"invitation",
                                           "invitations",
                                           {{"conference", "conference_id", find_conference, "conference"},
                                            {"unit", "invited_unit"},
                                            {"@unit_id", "invited_unit_id"},
                                            {"level", "level"},
                                            {"bloc", "bloc"},
                                            {"in_charge", "in_charge"},
                                            {"concerned", "concerned"}},
                                           true,
                                           {"conference_id", "invited_unit"}});
    kind.store = [store](db::Tx& tx, const facts::Record& record) -> Result<facts::Kind::Stored> {
        const auto& code = record.find("unit")->second;
        TRY(auto known,
            tx.one("SELECT id FROM units WHERE code = ?", {code}, [](const db::Row& row) { return row.str(0); }));
        if (!known && !(record.contains("level") && record.contains("bloc"))) {
            return facts::unknown_reference("unit", "unit",
                                            std::get<std::string>(static_cast<const db::Value::Base&>(code)));
        }
        facts::Record resolved = record;
        if (known) resolved["@unit_id"] = *known;
        return store(tx, resolved);
    };
    return kind;
}

facts::Kind speech() {
    facts::Kind kind{"speech", {}, {}};
    kind.fields = {
        {"id", Type::text, false, {}, {}, "có thể bỏ"},
        {"conference", Type::text, true, {}, "conference"},
        {"type", Type::text, false, {"opening", "closing", "contribution"}, {}, "khai mạc, kết luận, tham luận"},
        {"speaker", Type::text},
        {"minutes", Type::integer},
    };
    kind.store = facts::table_store({"speech",
                                     "speeches",
                                     {{"conference", "conference_id", find_conference, "conference"},
                                      {"type", "type"},
                                      {"speaker", "speaker"},
                                      {"minutes", "minutes"}},
                                     true,
                                     {}});
    return kind;
}

}  // namespace

api::Module module() {
    api::Module module;
    module.name = "meetings";
    module.migrations = db::migrations_of("meetings", embedded::meetings_migrations());
    module.kinds = {conference(), invitation(), speech()};
    module.views = {
        facts::unit_view("conferences", {{"title", Type::text},
                                         {"type", Type::text},
                                         {"scope", Type::text},
                                         {"mode", Type::text},
                                         {"statutory_kind", Type::text, "none: biết là không phải họp định kỳ"},
                                         {"planned_minutes", Type::integer},
                                         {"actual_minutes", Type::integer},
                                         {"cost", Type::integer},
                                         {"cost_norm", Type::integer},
                                         {"broadcast_to_grassroots", Type::boolean},
                                         {"repeats", Type::text},
                                         {"delegates", Type::integer},
                                         {"leaders_invited", Type::integer},
                                         {"leaders_total", Type::integer},
                                         {"decision_by", Type::text},
                                         {"decision_symbol", Type::text},
                                         {"decision_date", Type::date},
                                         {"plan_item", Type::text},
                                         {"status", Type::text}}),
        facts::unit_view("invitations", {{"conference", Type::text},
                                         {"invited_unit", Type::text},
                                         {"invited_level", Type::text},
                                         {"invited_bloc", Type::text},
                                         {"in_charge", Type::boolean},
                                         {"concerned", Type::boolean}}),
        facts::unit_view(
            "speeches",
            {{"conference", Type::text}, {"type", Type::text}, {"speaker", Type::text}, {"minutes", Type::integer}}),
    };
    module.views[0].source = {"conferences",
                              "unit_id",
                              "date",
                              {"type", "scope", "mode", "statutory_kind", "planned_minutes", "actual_minutes", "cost",
                               "cost_norm", "broadcast_to_grassroots", "delegates", "leaders_invited", "leaders_total",
                               "decision_by", "decision_symbol", "decision_date", "plan_item", "status"}};
    return module;
}

}  // namespace sauro::meetings
