#include "modules/tasks/tasks.hpp"

#include "facts/fields.hpp"
#include "json/json.hpp"

namespace sauro::embedded {
std::span<const base::EmbeddedFile> tasks_migrations();
}

namespace sauro::tasks {
namespace {

using facts::Type;

struct Contributors {
    std::vector<std::string> unit_ids;
};

Result<Contributors> resolve(db::Tx& tx, const facts::Record& record) {
    Contributors found;
    const std::string list = facts::text_of(record, "contributors");
    if (list.empty()) return found;
    TRY(const auto parsed, json::parse(list));
    const std::string lead = facts::text_of(record, "lead");
    for (const auto& item : parsed.as_array()) {
        const std::string code(item.as_string().data(), item.as_string().size());
        if (code == lead) {
            Error error{ErrorKind::invalid,
                        "task.lead_twice",
                        "Đơn vị “" + code + "” đã chủ trì việc này nên không ghi thêm là đơn vị phối hợp.",
                        {},
                        {},
                        {},
                        {}};
            error.fields.push_back({"/contributors", error.code, error.message});
            return fail(std::move(error));
        }
        TRY(auto id,
            tx.one("SELECT id FROM units WHERE code = ?", {code}, [](const db::Row& row) { return row.str(0); }));
        if (!id) return facts::unknown_reference("contributors", "unit", code);
        found.unit_ids.push_back(*std::move(id));
    }
    return found;
}

facts::Kind task() {
    facts::Kind kind{"task", {}, {}};
    kind.fields = {
        {"id", Type::text, true, {}, {}, "mã của bên gửi"},
        {"assigner", Type::text, false, {}, "unit", "đơn vị giao"},
        {"lead", Type::text, true, {}, "unit", "một việc chỉ có một đầu mối chủ trì: ghi đúng một mã đơn vị"},
        {"contributors", Type::list, false, {}, "unit", "các đơn vị phối hợp"},
        {"work", Type::text, false, {}, {}, "việc"},
        {"accountable", Type::text, false, {}, {}, "người chịu trách nhiệm"},
        {"authority", Type::text, false, {}, {}, "thẩm quyền"},
        {"product", Type::text, false, {}, {}, "sản phẩm"},
        {"due", Type::date, false, {}, {}, "hạn"},
        {"source", Type::text, false, {}, {}, "số, ký hiệu văn bản giao"},
        {"clause", Type::text, false, {}, {}, "mục của văn bản đó"},
        {"status", Type::text, false, {"open", "done", "cancelled"}},
        {"done_on", Type::date, false, {}, {}, "ngày hoàn thành"},
        facts::field::words("lead_person", "chức danh người chủ trì trong đơn vị chủ trì"),
        facts::field::words("resources", "kinh phí, người, phương tiện"),
        facts::field::words("recurrence", "chu kỳ của việc thường xuyên, thay cho hạn"),
        facts::field::words("matter", "việc trong sổ phân cấp, nếu thuộc thẩm quyền được giao"),
    };
    const auto children = [](db::Tx& tx, const std::string& id, const facts::Record& record) -> Status {
        TRY(const auto contributors, resolve(tx, record));
        for (const auto& unit : contributors.unit_ids) {
            TRYV(tx.execute("INSERT INTO task_contributors (task_id, unit_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
                            {id, unit}));
        }
        return {};
    };
    const auto store = facts::table_store({"task",
                                           "tasks",
                                           {facts::unit_column("lead", "lead_id"),
                                            facts::unit_column("assigner", "assigner_id"),
                                            {"contributors", "contributors"},
                                            {"work", "work"},
                                            {"accountable", "accountable"},
                                            {"authority", "authority"},
                                            {"product", "product"},
                                            {"due", "due"},
                                            {"source", "source"},
                                            {"clause", "clause"},
                                            {"status", "status"},
                                            {"done_on", "done_on"},
                                            {"lead_person", "lead_person"},
                                            {"resources", "resources"},
                                            {"recurrence", "recurrence"},
                                            {"matter", "matter"}}},
                                          children);
    kind.store = [store](db::Tx& tx, const facts::Record& record) -> Result<facts::Kind::Stored> {
        TRYV(resolve(tx, record));  // before the task's own row: a refusal must leave nothing
        return store(tx, record);
    };
    return kind;
}

facts::Kind task_event() {
    using namespace facts::field;  // NOLINT: the words of a field table
    return facts::table_kind({.name = "task_event",
                              .table = "task_events",
                              .fields = {optional_key(), must(ref("task", "task")),
                                         must(choice("type", {"returned", "reassigned", "reminded", "extended"},
                                                     "chuyển trả, giao lại nơi khác, nhắc, gia hạn")),
                                         must(date("date")), unit("by", "đơn vị làm việc đó"), words("reason")},
                              .references = {{"task", "tasks"}},
                              .columns = {{"by", "by_unit_id"}}});
}

}  // namespace

api::Module module() {
    api::Module module;
    module.name = "tasks";
    module.migrations = db::migrations_of("tasks", embedded::tasks_migrations());
    module.kinds = {task(), task_event()};
    module.views = {facts::with_words(
                        facts::unit_view("tasks", {{"assigner", Type::text},
                                                   {"lead", Type::text},
                                                   {"work", Type::text},
                                                   {"accountable", Type::text},
                                                   {"authority", Type::text},
                                                   {"product", Type::text},
                                                   {"due", Type::date},
                                                   {"source", Type::text},
                                                   {"clause", Type::text},
                                                   {"status", Type::text},
                                                   {"done_on", Type::date},
                                                   {"lead_person", Type::text},
                                                   {"resources", Type::text},
                                                   {"recurrence", Type::text, "chu kỳ của việc thường xuyên"},
                                                   {"matter", Type::text, "việc trong sổ phân cấp"},
                                                   {"contributors", Type::integer, "số đơn vị phối hợp"},
                                                   {"central_contributors", Type::integer, "trong đó cấp Trung ương"}}),
                        module.kinds[0]),
                    facts::kind_view("task_events", module.kinds[1])};
    return module;
}

}  // namespace sauro::tasks
