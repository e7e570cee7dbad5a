#include "rulebook/standing.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "rulebook/evaluate/batch.hpp"
#include "rulebook/render.hpp"

namespace sauro::rulebook {
namespace {

struct Asked {
    const Plan* plan = nullptr;
    Window window;
    std::optional<Group> now, without;  // without the record that is replaced
};

// Days of the comparison are the ends of years: all rows of a year agree on it.
bool by_the_year(const Expr& comparison, const Days& days) {
    if (std::ranges::any_of(comparison.operands, [](const auto& o) { return o.column == "date"; })) return false;
    if (comparison.column != "date" || comparison.op == Expr::Op::is_null) return true;
    return std::ranges::all_of(comparison.operands, [&](const auto& operand) {
        if (operand.day == Expr::Day::none) return false;
        const auto day = day_of(operand.day, days);
        const auto year = base::Period::year(day.year());
        const bool from = comparison.op == Expr::Op::ge || comparison.op == Expr::Op::lt;
        const bool until = comparison.op == Expr::Op::le || comparison.op == Expr::Op::gt;
        return (from && day == year.first) || (until && day == year.last);
    });
}

// Rows of the unit that agree in every column a condition names, counted together.
Status count_alike(db::Snapshot& snapshot, const StandingRequest& request, std::vector<Asked*>& asked) {
    std::set<std::string> named;
    bool years = true;
    auto [first, last] = reach(*asked.front()->plan, asked.front()->window);
    for (const auto* one : asked) {
        const auto look = [&](const Expr& comparison) {
            named.insert(comparison.column);
            for (const auto& operand : comparison.operands) named.insert(operand.column);
            years = years && by_the_year(comparison, one->window.days);
        };
        for (const auto& cell : one->plan->counting->cells) each_comparison(cell.filter, look);
        const auto [from, until] = reach(*one->plan, one->window);
        first = std::min(first, from);
        last = std::max(last, until);
    }
    named.erase("");
    named.erase("date");
    const std::vector<std::string> columns(named.begin(), named.end());
    const std::string listed = columns.empty() ? "" : ", " + fmt::format("{}", fmt::join(columns, ", "));
    const std::string sql = fmt::format(
        "SELECT COUNT(*), CASE WHEN id = ? THEN 1 ELSE 0 END AS replaced, MIN(date){} FROM rows_{} WHERE date >= '{}' "
        "AND "
        "date <= '{}' AND unit_id IN (SELECT unit_id FROM fact_units WHERE unit = ?) GROUP BY 2, {}{}",
        listed, asked.front()->plan->view.name, first.iso(), last.iso(), years ? "substr(date, 1, 4)" : "date", listed);
    return snapshot.query(sql, {request.replaces.value_or(""), value_of(request.unit, "unit")},
                          [&](const db::Row& row) {
                              Record record;
                              record["date"] = row.value(2);
                              for (std::size_t i = 0; i < columns.size(); ++i) record[columns[i]] = row.value(i + 3);
                              for (auto* one : asked) {
                                  const auto [from, until] = reach(*one->plan, one->window);
                                  if (row.text(2) < from.iso() || row.text(2) > until.iso()) continue;
                                  const auto& cells = one->plan->counting->cells;
                                  for (auto* into : {&one->now, &one->without}) {
                                      if (into == &one->without && row.boolean(1)) continue;
                                      if (!*into) {
                                          into->emplace();
                                          (*into)->cells.assign(cells.size(), 0);
                                      }
                                      for (std::size_t i = 0; i < cells.size(); ++i) {
                                          if (test(cells[i].filter, record, one->window.days) == Truth::yes)
                                              (*into)->cells[i] += row.integer(0);
                                      }
                                  }
                              }
                              return true;
                          });
}

Status count_one(db::Snapshot& snapshot, const Norm& norm, const StandingRequest& request, Asked& one) {
    const auto& key = value_of(request.unit, one.plan->key);
    Selection selection;
    if (const auto* text = std::get_if<std::string>(&key)) selection.key = *text;
    if (!selection.key) return {};
    const auto into = [&](std::optional<Group>& group) {
        return each_group(snapshot, norm, *one.plan, one.window, selection,
                          [&](Group found) { group = std::move(found); });
    };
    TRYV(into(one.now));
    one.without = one.now;
    if (!request.record || !request.replaces) return {};
    one.without.reset();
    selection.without = request.replaces;
    return into(one.without);
}

}  // namespace

Result<std::vector<Standing>> standing(const Rulebook& book, db::Snapshot& snapshot, const StandingRequest& request) {
    const auto& impl = book.impl();
    std::vector<Asked> all;
    std::vector<Asked*> alike;
    all.reserve(request.norms.size());
    for (const auto& id : request.norms) {
        const Plan* plan = impl.plan_of(id);
        if (!plan) continue;
        const Window window = window_of(impl.norms[plan->norm], request.period, request.as_of);
        if (test(plan->scope, request.unit, window.days) != Truth::no) all.push_back({plan, window, {}, {}});
    }
    for (auto& one : all) {
        if (one.plan->counting && one.plan->key == "unit")
            alike.push_back(&one);
        else
            TRYV(count_one(snapshot, impl.norms[one.plan->norm], request, one));
    }
    if (!alike.empty()) TRYV(count_alike(snapshot, request, alike));
    std::vector<Standing> out;
    for (auto& one : all) {
        const Norm& norm = impl.norms[one.plan->norm];
        const auto text = [&](const char* column) {
            const auto* found = std::get_if<std::string>(&value_of(request.unit, column));
            return found ? std::optional(*found) : std::nullopt;
        };
        std::map<std::string, BaseYear> bases;
        if (one.plan->shape == Plan::Shape::change) {
            TRY(bases, base_years(snapshot, norm, one.window, {}, text("unit")));
        }
        const JudgeContext context{norm, *one.plan, one.window, impl.overlays, impl.calendar, nullptr};
        const auto verdict = [&](Group group) {
            group.key = text(one.plan->key.c_str()).value_or("");
            group.unit = text("unit");
            group.area = text("area");
            if (!group.path) group.path = text("unit_path");
            const auto base = bases.find(group.key);
            return render(context, group, judge(context, group, base == bases.end() ? nullptr : &base->second),
                          reading_note(norm.interpretations, impl.interpretations));
        };
        Standing said{norm.id, {}, {}};
        if (one.now) said.now = verdict(*one.now);
        if (request.record) {
            auto group = group_of_record(*one.plan, one.window, *request.record);
            if (!group) continue;
            for (std::size_t i = 0; one.without && i < group->cells.size(); ++i)
                group->cells[i] += one.without->cells[i];
            if (one.without && one.without->path) group->path = std::min(*one.without->path, group->path.value_or(""));
            said.after = verdict(*std::move(group));
        }
        out.push_back(std::move(said));
    }
    return out;
}

}  // namespace sauro::rulebook
