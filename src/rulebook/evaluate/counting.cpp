// Which plans can be counted before units are joined, and which of those can be kept as counters.
#include <fmt/format.h>

#include <algorithm>

#include "base/hash.hpp"
#include "rulebook/evaluate/counters.hpp"

namespace sauro::rulebook {
namespace {

bool all_filters(const std::vector<Filter>& atoms, const std::vector<Cell>& cells,
                 const std::function<bool(const Expr&)>& fine) {
    bool good = true;
    const auto look = [&](const Expr& comparison) { good = good && fine(comparison); };
    for (const auto& atom : atoms) each_comparison(atom, look);
    for (const auto& cell : cells) each_comparison(cell.filter, look);
    return good;
}

// Only columns that stand in rows_<fact>.
bool of_the_row(const facts::View::Source& source, const Expr& comparison) {
    const auto known = [&](const std::string& column) {
        return column.empty() || column == "date" || std::ranges::find(source.columns, column) != source.columns.end();
    };
    return known(comparison.column) &&
           std::ranges::all_of(comparison.operands, [&](const auto& o) { return known(o.column); });
}

// A day of the evaluation may only be compared with the day of the row: then all rows of a month before it agree.
bool by_the_calendar(const Expr& comparison) {
    for (const auto& operand : comparison.operands) {
        if (operand.day == Expr::Day::none) continue;
        const bool as_of_after = operand.day == Expr::Day::as_of && comparison.column == "date" &&
                                 (comparison.op == Expr::Op::le || comparison.op == Expr::Op::gt);
        if (!as_of_after) return false;
    }
    return true;
}

}  // namespace

Days kept_days(bool ahead) {
    const auto first = base::Date::from_days(-700000), last = base::Date::from_days(2900000);  // 0053 … 9909
    return {ahead ? first : last, first, last, first, last};
}

Result<std::shared_ptr<const Counting>> compile_counting(const Norm& norm, const std::vector<facts::View>& views,
                                                         const Plan& plan) {
    const bool group =
        plan.shape == Plan::Shape::share || plan.shape == Plan::Shape::cap || plan.shape == Plan::Shape::change;
    if (!group || !plan.view.source || has_subject(plan) || plan.expected || plan.standing) return nullptr;
    Norm bare = norm;
    bare.applies.levels.clear();
    bare.applies.blocs.clear();
    bare.applies.unit_path.clear();
    TRY(const Plan rows, compile(bare, views));
    auto out = std::make_shared<Counting>();
    out->atoms = rows.atoms;
    out->cells = rows.cells;
    if (!all_filters(out->atoms, out->cells, [&](const Expr& c) { return of_the_row(*plan.view.source, c); }))
        return nullptr;
    if (std::ranges::find(norm.per, "year") == norm.per.end()) return out;
    TRY(const Plan kept, compile(bare, views, true));
    std::vector<Cell> cells = kept.cells;
    if (plan.shape == Plan::Shape::change)
        cells = {kept.cells[cells::now],
                 kept.cells[cells::now_uncertain],
                 {always(), ""},
                 kept.cells[cells::change_excluded]};
    out->ahead = plan.shape == Plan::Shape::cap && !norm.upcoming.empty();
    if (cells.size() > most_cells || !all_filters({}, cells, by_the_calendar)) return out;
    out->kept_atoms = kept.atoms;
    out->kept = std::move(cells);
    base::Sha256 hash;
    hash.update(fmt::format("1\n{}\n", plan.view.name));
    for (std::size_t i = 0; i < out->kept.size(); ++i)
        hash.update(to_sql(out->kept[i].filter, kept_days(out->ahead && i == cells::upcoming)) + "\n");
    out->signature = hash.finish();
    return out;
}

}  // namespace sauro::rulebook
