#include "modules/meetings/meetings.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "facts/fields.hpp"
#include "modules/meetings/daily.hpp"
#include "modules/meetings/routes.hpp"
#include "modules/meetings/speeches.hpp"
#include "text/text.hpp"

namespace sauro::embedded {
std::span<const base::EmbeddedFile> meetings_migrations();
}

namespace sauro::meetings {
namespace {

using facts::Field;
using facts::Type;

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
        facts::field::words("chair", "chức danh lãnh đạo được phân công chủ trì"),
        facts::field::words("sector", "ngành, lĩnh vực của nội dung"),
        facts::field::words("agenda", "nội dung chính; hai hội nghị ghi cùng nội dung được đối chiếu với nhau"),
        facts::field::words("guided_by", "số, ký hiệu văn bản đã hướng dẫn chi tiết nội dung này"),
        facts::field::words("necessity_note", "vì sao cần họp, nội dung còn vướng"),
        facts::field::words("joint_issue_note", "vấn đề liên ngành, liên địa phương và nơi phải cùng giải quyết"),
        facts::field::count("cost_planned", "dự toán, đồng"),
        facts::field::count("sessions", "số buổi họp"),
        facts::field::date("scheduled_on", "ngày đưa lên lịch chung"),
    };
    const auto store = facts::table_store({"conference",
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
                                            {"repeats", "repeats_id", conference_by_code, "conference"},
                                            {"delegates", "delegates"},
                                            {"leaders_invited", "leaders_invited"},
                                            {"leaders_total", "leaders_total"},
                                            {"decision.by", "decision_by"},
                                            {"decision.symbol", "decision_symbol"},
                                            {"decision.date", "decision_date"},
                                            {"plan_item", "plan_item"},
                                            {"status", "status"},
                                            {"chair", "chair"},
                                            {"sector", "sector"},
                                            {"agenda", "agenda"},
                                            {"@topic_key", "topic_key"},
                                            {"guided_by", "guided_by"},
                                            {"necessity_note", "necessity_note"},
                                            {"joint_issue_note", "joint_issue_note"},
                                            {"cost_planned", "cost_planned"},
                                            {"sessions", "sessions"},
                                            {"scheduled_on", "scheduled_on"}}});
    kind.store = [store](db::Tx& tx, const facts::Record& record) {
        facts::Record with_key = record;
        if (const auto agenda = facts::text_of(record, "agenda"); !agenda.empty())
            with_key["@topic_key"] = fmt::format("{}", fmt::join(text::folded_syllables(agenda), " "));
        return store(tx, with_key);
    };
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
        facts::field::choice(
            "role", {"central_committee_member", "provincial_secretary", "central_committee_secretary", "other"},
            "Ủy viên Trung ương; bí thư tỉnh ủy, thành ủy; bí thư đảng ủy trực thuộc Trung ương; khác"),
        facts::field::choice("capacity", {"party", "government", "elected", "mass"},
                             "tư cách ghi trên giấy mời, với người giữ hai vai"),
        facts::field::words("sector", "ngành, lĩnh vực của người được mời"),
        facts::field::flag("in_scope",
                           "thuộc phạm vi quản lý của bên triệu tập; bỏ trống thì xét theo cây đơn vị và địa bàn"),
    };
    const auto store = facts::table_store({"invitation",
                                           "invitations",
                                           {{"conference", "conference_id", conference_by_code, "conference"},
                                            {"unit", "invited_unit"},
                                            {"@unit_id", "invited_unit_id"},
                                            {"level", "level"},
                                            {"bloc", "bloc"},
                                            {"in_charge", "in_charge"},
                                            {"concerned", "concerned"},
                                            {"role", "role"},
                                            {"capacity", "capacity"},
                                            {"sector", "sector"},
                                            {"in_scope", "in_scope"}},
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

Status name_meeting(db::Tx& tx, const std::string& id, const facts::Record& record) {
    const bool called = called_conference(facts::text_of(record, "title"));
    TRYV(tx.execute("UPDATE meetings SET called_conference = ? WHERE id = ?", {called, id}));
    return {};
}

facts::Kind meeting() {
    using namespace facts::field;  // NOLINT: the words of a field table
    return facts::table_kind(
        {.name = "meeting",
         .table = "meetings",
         .fields = {key(), must(unit("unit", "đơn vị tổ chức")), must(date("date", "ngày họp")), words("title"),
                    choice("mode", {"online", "in_person", "hybrid"}, "trực tuyến, trực tiếp, kết hợp"),
                    count("minutes"), count("participants", "số người dự"),
                    choice("status", {"planned", "held", "cancelled"}),
                    choice("type", {"briefing", "party_cell", "internal", "topical"},
                           "giao ban, họp chi bộ, nội bộ, chuyên đề"),
                    words("chair", "người chủ trì"), words("purpose", "mục đích"),
                    date("papers_sent_on", "ngày gửi tài liệu trước"), words("conclusions", "kết luận"),
                    flag("area_wide", "mời đủ bốn khối của địa bàn"),
                    words("kept_reason", "vì sao vẫn tính là cuộc họp")},
         .after = name_meeting});
}

facts::Kind conference_plan() {
    using namespace facts::field;  // NOLINT
    return facts::table_kind(
        {.name = "conference_plan",
         .table = "conference_plans",
         .fields = {optional_key(), must(unit("unit")), must(count("year", "năm của kế hoạch")),
                    words("symbol", "số, ký hiệu kế hoạch"), words("based_on", "chương trình công tác làm căn cứ"),
                    words("approved_by", "cơ quan duyệt"), date("approved_on")},
         .natural_key = {"unit_id", "year"}});
}

// Counts of the invited go into the row of their conference, some thousand conferences at a time.
std::vector<std::string> keep_compositions() {
    constexpr std::string_view some = "LIMIT 20000";
    constexpr std::array counts = {"other_bloc",    "other_role", "out_of_scope", "unconcerned",
                                   "not_in_charge", "unrelated",  "other_level",  "outsiders"};
    std::string none, counted, taken;
    for (const std::string_view name : counts) {
        const auto mark = name == "outsiders" ? std::string_view("outsider") : name;
        none += fmt::format(", {} = NULL", name);
        counted += fmt::format(
            ", CASE WHEN COUNT(*) = COUNT(i.{0}) OR SUM(i.{0}) > 0 THEN CAST(SUM(i.{0}) AS BIGINT) END AS {1}", mark,
            name);
        taken += fmt::format(", {0} = m.{0}", name);
    }
    const auto waiting = [&](std::string_view has) {
        return fmt::format(
            "SELECT c.id FROM conferences c WHERE c.composed IS NULL AND {} (SELECT 1 FROM invitations g WHERE "
            "g.conference_id = c.id) {}",
            has, some);
    };
    // CROSS JOIN: from the few conferences to their guests, on both databases.
    return {fmt::format("UPDATE conferences SET composed = 1, guests = NULL, invited = NULL{} WHERE id IN ({})", none,
                        waiting("NOT EXISTS")),
            fmt::format("UPDATE conferences SET composed = 1, guests = (SELECT l.guests FROM guest_lists l WHERE "
                        "l.conference_id = conferences.id), invited = m.invited{} FROM (SELECT w.id AS id, COUNT(*) "
                        "AS invited{} FROM ({}) AS w CROSS JOIN invitation_marks i WHERE i.conference_id = w.id GROUP "
                        "BY w.id) AS m WHERE conferences.id = m.id",
                        taken, counted, waiting("EXISTS"))};
}

api::Module facts_of(const MeasureSpeech& measure) {
    api::Module module;
    module.name = "meetings";
    module.migrations = db::migrations_of("meetings", embedded::meetings_migrations());
    module.kinds = {conference(), invitation(), speech_kind(measure), paper_kind(), meeting(), conference_plan()};
    module.views = {
        facts::with_words(
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
                                             {"status", Type::text},
                                             {"chair", Type::text, "chức danh chủ trì"},
                                             {"sector", Type::text},
                                             {"topic_key", Type::text, "nội dung đã ghi, viết không dấu"},
                                             {"guided_by", Type::text, "văn bản đã hướng dẫn chi tiết"},
                                             {"necessity_note", Type::text},
                                             {"joint_issue_note", Type::text},
                                             {"cost_planned", Type::integer},
                                             {"sessions", Type::integer, "số buổi"},
                                             {"scheduled_on", Type::date},
                                             {"turn_of_year", Type::boolean, "họp trong tháng 1 hoặc tháng 12"}}),
            module.kinds[0]),
        facts::with_words(
            facts::unit_view("compositions", {{"body", Type::text, "loại cơ quan triệu tập"},
                                              {"title", Type::text},
                                              {"type", Type::text},
                                              {"scope", Type::text},
                                              {"status", Type::text},
                                              {"statutory_kind", Type::text},
                                              {"joint_issue_note", Type::text},
                                              {"delegates", Type::integer},
                                              {"invited", Type::integer, "số giấy mời; trống là chưa có danh sách"},
                                              {"other_bloc", Type::integer, "khác khối với bên triệu tập"},
                                              {"other_role", Type::integer, "ngoài ba nhóm của hội nghị toàn quốc"},
                                              {"out_of_scope", Type::integer, "ngoài phạm vi quản lý"},
                                              {"unconcerned", Type::integer, "không liên quan trực tiếp"},
                                              {"not_in_charge", Type::integer, "không phụ trách nội dung"},
                                              {"unrelated", Type::integer, "ngoài lĩnh vực"},
                                              {"other_level", Type::integer, "khác cấp và khác ngành"},
                                              {"outsiders", Type::integer, "Trung ương, ngành khác, địa phương khác"}}),
            module.kinds[0]),
        facts::with_words(facts::unit_view("invitations", {{"conference", Type::text},
                                                           {"invited_unit", Type::text},
                                                           {"invited_level", Type::text, {}, facts::levels()},
                                                           {"invited_bloc", Type::text, {}, facts::blocs()},
                                                           {"in_charge", Type::boolean},
                                                           {"concerned", Type::boolean},
                                                           {"role", Type::text},
                                                           {"capacity", Type::text},
                                                           {"sector", Type::text},
                                                           {"in_scope", Type::boolean},
                                                           {"other_bloc", Type::boolean},
                                                           {"other_role", Type::boolean},
                                                           {"out_of_scope", Type::boolean},
                                                           {"unrelated", Type::boolean},
                                                           {"other_level", Type::boolean},
                                                           {"outsider", Type::boolean}}),
                          module.kinds[1]),
        facts::with_words(speech_view(), module.kinds[2]),
        facts::kind_view("papers", module.kinds[3]),
        facts::kind_view("meetings", module.kinds[4], {{"called_conference", Type::boolean, "tên ghi là hội nghị"}}),
        facts::kind_view("conference_plans", module.kinds[5]),
    };
    facts::View& conferences = module.views[0];
    const std::vector<std::string> counted = {"type",           "scope",           "mode",
                                              "statutory_kind", "planned_minutes", "actual_minutes",
                                              "cost",           "cost_norm",       "broadcast_to_grassroots",
                                              "delegates",      "leaders_invited", "leaders_total",
                                              "decision_by",    "decision_symbol", "decision_date",
                                              "plan_item",      "status"};
    conferences.source = {"conferences", "unit_id", "date", counted, {"id", "external_id", "unit_id", "date"}};
    conferences.source->columns.emplace_back("turn_of_year");  // worked out from the date
    std::ranges::copy(counted, std::back_inserter(conferences.source->watched));
    conferences.scan = {"unit_id",        "topic_key",       "date",           "type",        "scope",
                        "statutory_kind", "planned_minutes", "actual_minutes", "cost",        "cost_norm",
                        "repeats",        "leaders_invited", "leaders_total",  "decision_by", "decision_symbol",
                        "decision_date",  "status",          "chair",          "guided_by",   "necessity_note",
                        "cost_planned",   "repeats_row"};
    facts::View& compositions = module.views[1];
    compositions.scan = {"date",        "type",          "scope",      "status",      "joint_issue_note",
                         "delegates",   "invited",       "other_bloc", "other_role",  "out_of_scope",
                         "unconcerned", "not_in_charge", "unrelated",  "other_level", "outsiders"};
    compositions.refresh = keep_compositions();
    module.views[3].scan = {"type",         "minutes",     "text",          "copied_percent", "reading_minutes",
                            "listed_ideas", "kept_reason", "conference_row"};
    return module;
}

}  // namespace

api::Module module() { return facts_of({}); }

api::Module module(const rulebook::Rulebook& book, FindGuiding find, const base::WorkCalendar& calendar) {
    api::Module with_routes =
        facts_of([book](std::string_view text, std::string_view type) { return measure_speech(book, text, type); });
    with_routes.routes = [book, find = std::move(find), calendar](api::Registry& registry) {
        routes(registry, book, find);
        planning_routes(registry, book, calendar);
    };
    return with_routes;
}

}  // namespace sauro::meetings
