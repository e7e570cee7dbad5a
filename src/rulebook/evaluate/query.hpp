// The escape hatch: a norm whose measure no other kind can state. Its SQL reads fact views only and returns, row by
// row, (subject, period, measured, limit), whole numbers. Private to this folder.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "rulebook/evaluate/batch.hpp"

namespace sauro::rulebook {

// Prepared once on an empty SQLite with the declared views in place of the real ones: one statement, four columns, no
// table but fact views, no function but those that both databases share. What only PostgreSQL refuses (a column outside
// GROUP BY) shows when the norm's cases run there. Fills plan.query and plan.reads.
Status prove_query(const Norm& norm, const std::vector<facts::View>& views, Plan& plan);

// The subjects that the query names, as groups. With `draft`, as if that record stood among the others.
struct QueryDraft {
    const facts::View& view;
    const Record& record;
    std::optional<std::string> replaces;
};
Status each_measured(db::Snapshot& snapshot, const Plan& plan, const Window& window, const Selection& selection,
                     const QueryDraft* draft, const std::function<void(Group)>& take);

}  // namespace sauro::rulebook
