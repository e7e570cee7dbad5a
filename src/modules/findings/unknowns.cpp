#include "modules/findings/unknowns.hpp"

#include "modules/findings/store.hpp"
#include "rulebook/render.hpp"

namespace sauro::findings {

Result<UnknownPage> unknowns(db::Snapshot& snapshot, const rulebook::Rulebook& book, const UnknownFilter& filter) {
    std::string sql =
        "SELECT k.unit_path, k.norm, k.period, k.missing, k.count, u.unit, u.name FROM finding_unknowns k LEFT JOIN "
        "fact_units u ON u.unit_path = k.unit_path WHERE k.unit_path >= ? AND k.unit_path < ?";
    std::vector<db::Value> params{filter.scope, store::end_of(filter.scope)};
    if (filter.norm) {
        sql += " AND k.norm = ?";
        params.emplace_back(*filter.norm);
    }
    if (filter.after) {
        // no path, norm or period has a bar
        const std::size_t first = filter.after->find('|'), last = filter.after->rfind('|');
        if (first == std::string::npos || first == last) return UnknownPage{};
        sql += " AND (k.unit_path, k.norm, k.period) > (?, ?, ?)";
        params.emplace_back(filter.after->substr(0, first));
        params.emplace_back(filter.after->substr(first + 1, last - first - 1));
        params.emplace_back(filter.after->substr(last + 1));
    }
    sql += " ORDER BY k.unit_path, k.norm, k.period LIMIT ?";
    params.emplace_back(static_cast<std::int64_t>(filter.limit) + 1);
    UnknownPage out;
    std::string last;
    TRYV(snapshot.query(sql, db::Params(params), [&](const db::Row& row) {
        if (out.items.size() == static_cast<std::size_t>(filter.limit)) {
            out.next = last;
            return false;
        }
        last = row.str(0) + "|" + row.str(1) + "|" + row.str(2);
        const auto* norm = book.find(row.text(1));
        out.items.push_back({row.str(1), norm == nullptr ? row.str(1) : norm->statement,
                             norm == nullptr ? row.str(1) : rulebook::cite(*norm, norm->clause), row.str(2),
                             row.opt_text(5).value_or(""), row.opt_text(6).value_or(""), row.str(3), row.integer(4)});
        return true;
    }));
    return out;
}

}  // namespace sauro::findings
