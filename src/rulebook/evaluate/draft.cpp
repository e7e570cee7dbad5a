// The draft plan: what one unsaved record would do. Same cells, same judge, same
// sentences as the batch plan.
#include <fmt/format.h>

#include <algorithm>

#include "rulebook/evaluate/query.hpp"
#include "rulebook/render.hpp"

namespace sauro::rulebook {
namespace {

// Earlier rows of the same key: how many surely, how many perhaps, the first of them.
Status count_earlier(db::Snapshot& snapshot, const Plan& plan, const Window& window, const DraftRequest& request,
                     Group& group) {
    std::string sql = fmt::format("SELECT id, {} FROM fact_{} WHERE {}", truth_column(plan.where, window.days),
                                  plan.view.name, prune_sql(plan, window));
    std::vector<db::Value> params;
    group.values.assign(2, std::nullopt);
    for (const auto& key : plan.same) {
        const auto& value = value_of(request.record, key);
        if (std::holds_alternative<db::Null>(value)) return {};
        sql += fmt::format(" AND {} = ?", key);
        params.push_back(value);
    }
    const auto &date = value_of(request.record, "date"), &id = value_of(request.record, "id");
    const bool dated = !std::holds_alternative<db::Null>(date), named = !std::holds_alternative<db::Null>(id);
    const auto before = [&](const std::string& same_day) {
        if (named) params.push_back(id);
        return same_day + (named ? " AND id < ?" : "");  // without an id it is the newest
    };
    if (dated) {
        params.insert(params.end(), {date, date});
        sql += " AND (date IS NULL OR date < ? OR (" + before("date = ?") + "))";
    } else {
        sql += " AND " + before("date IS NULL");
    }
    if (request.replaces) {
        sql += " AND id <> ?";
        params.emplace_back(*request.replaces);
    }
    std::int64_t certain = 0, perhaps = 0;
    TRYV(snapshot.query(sql + " ORDER BY date NULLS FIRST, id", params, [&](const db::Row& row) {
        if (row.integer(1) == 1 && certain++ == 0) group.other = row.str(0);
        if (row.integer(1) == 2) ++perhaps;
        return true;
    }));
    group.values = {Rational(certain), Rational(perhaps)};
    return {};
}

// Whether the record that this one names fulfils the condition.
Status look_at_link(db::Snapshot& snapshot, const Plan& plan, const Window& window, const DraftRequest& request,
                    Group& group) {
    group.values = {Rational(0), Rational(0)};
    const auto* named = std::get_if<std::string>(&value_of(request.record, plan.link));
    if (!named) return {};
    group.other = *named;
    std::optional<std::int64_t> truth;
    const auto* id = std::get_if<std::string>(&value_of(request.record, "id"));
    if (id && *id == *named && plan.linked->name == plan.view.name) {
        truth = truth_code(test(plan.linked_when, request.record, window.days));
    } else {
        TRY(truth, snapshot.one(fmt::format("SELECT {} FROM fact_{} WHERE id = ?",
                                            truth_column(plan.linked_when, window.days), plan.linked->name),
                                {*named}, [](const db::Row& row) { return row.integer(0); }));
    }
    group.values = {Rational(truth == 1 ? 1 : 0), Rational(truth.value_or(2) == 2 ? 1 : 0)};
    return {};
}

// The expected subject that the record itself is, with the rows it has already.
Result<std::optional<Group>> group_of_subject(db::Snapshot& snapshot, const Norm& norm, const Plan& plan,
                                              const Window& window, const DraftRequest& request) {
    auto group = subject_of_record(plan, window, request.record);
    if (!group) return group;
    Plan rows = plan;
    rows.expected.reset();
    group->cells.assign(plan.cells.size(), 0);
    TRYV(each_group(snapshot, norm, rows, window, Selection{{}, group->key, {}},
                    [&](const Group& standing) { group->cells = standing.cells; }));
    return group;
}

// What the query measures of the record itself, or of its unit.
Result<std::optional<Group>> measured_with(const Rulebook::Impl& book, db::Snapshot& snapshot, const Plan& plan,
                                           const Window& window, const DraftRequest& request) {
    std::optional<Group> out;
    if (plan.key == "id" && plan.view.name != request.fact) return out;
    const auto* key = std::get_if<std::string>(&value_of(request.record, plan.key));
    if (!key) return out;
    const QueryDraft draft{*find_view(book.views, request.fact), request.record, request.replaces};
    TRYV(each_measured(snapshot, plan, window, Selection{{}, *key, {}}, &draft,
                       [&](Group group) { out = std::move(group); }));
    return out;
}

// The record's own group as it would stand; nullopt when the norm does not look at it.
Result<std::optional<Group>> group_with(const Rulebook::Impl& book, db::Snapshot& snapshot, const Norm& norm,
                                        const Plan& plan, const Window& window, const DraftRequest& request) {
    if (plan.shape == Plan::Shape::sql) return measured_with(book, snapshot, plan, window, request);
    if (plan.expected && plan.expected->view.name == request.fact && plan.view.name != request.fact)
        return group_of_subject(snapshot, norm, plan, window, request);
    auto group = group_of_record(plan, window, request.record);
    if (!group) return group;
    if (!plan.same.empty()) {
        TRYV(count_earlier(snapshot, plan, window, request, *group));
    } else if (plan.linked) {
        TRYV(look_at_link(snapshot, plan, window, request, *group));
    }
    if (plan.shape == Plan::Shape::record) return group;
    Selection selection{{}, group->key, request.replaces};
    if (!plan.expected) {
        TRYV(each_group(snapshot, norm, plan, window, selection,
                        [&](const Group& standing) { join(plan, *group, standing); }));
        return group;
    }
    std::optional<Group> subject;
    selection.recorded =
        std::ranges::find(plan.expected->recorded_in, plan.view.name) != plan.expected->recorded_in.end();
    TRYV(each_group(snapshot, norm, plan, window, selection, [&](const Group& standing) { subject = standing; }));
    if (subject) {
        for (std::size_t i = 0; i < group->cells.size(); ++i) subject->cells[i] += group->cells[i];
    }
    return subject;
}

}  // namespace

Result<std::vector<Finding>> evaluate_record(const Rulebook& book, db::Snapshot& snapshot,
                                             const DraftRequest& request) {
    const auto& impl = book.impl();
    std::vector<Finding> out;
    for (const auto& plan : impl.plans) {
        const Norm& norm = impl.norms[plan.norm];
        if (plan.shape == Plan::Shape::text || (request.norm && *request.norm != norm.id)) continue;
        // A deadline speaks of its expected units only where no row is: no draft of a unit asks for that.
        const bool by_subject =
            plan.expected && plan.shape != Plan::Shape::record && plan.expected->view.name == request.fact;
        const bool looks = plan.view.name == request.fact || by_subject ||
                           std::ranges::find(plan.reads, request.fact) != plan.reads.end();
        if (!looks) continue;
        const Window window = window_of(norm, request.period, request.as_of);
        TRY(const auto group, group_with(impl, snapshot, norm, plan, window, request));
        if (!group) continue;
        BaseYear base;
        const BaseYear* base_year = nullptr;
        if (plan.shape == Plan::Shape::change) {
            TRY(auto bases, base_years(snapshot, norm, window, {}, group->key));
            if (const auto found = bases.find(group->key); found != bases.end()) {
                base = found->second;
                base_year = &base;
            }
        }
        const JudgeContext context{norm, plan, window, impl.overlays, impl.calendar, nullptr};
        out.push_back(render(context, *group, judge(context, *group, base_year),
                             reading_note(norm.interpretations, impl.interpretations)));
    }
    return out;
}

}  // namespace sauro::rulebook
