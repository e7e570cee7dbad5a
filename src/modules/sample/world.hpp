// What the parts of the sample share: its units, its days, and the door for facts.
#pragma once
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "db/db.hpp"
#include "facts/facts.hpp"

namespace sauro::sample {

struct Unit {
    std::string id, code, name, area, level, bloc, body, path;
    base::Date from;  // first day with facts
};

class World {
  public:
    static Result<World> open(db::Tx& tx, std::span<const facts::Kind> kinds, base::Date today);
    // Through the kind's own store, marked as sample. A refusal is our fault: the facts are ours.
    Status put(std::string_view kind, facts::Record record);

    db::Tx& tx;
    base::Date today;
    base::Date first;  // 01/01/2025
    std::vector<Unit> units;
    const Unit* find(std::string_view code) const;

    struct Month {
        int year = 0, month = 0;
        std::string code() const;  // "2026-03"
    };
    std::vector<Month> months() const;  // from `first` to today
    // A working day of the month, by position; not after today and not before the unit stood: nullopt then.
    std::optional<base::Date> day(const Unit& unit, Month month, int day_of_month) const;

  private:
    World(db::Tx& transaction, base::Date now) : tx(transaction), today(now) {}
    std::map<std::string, const facts::Kind*, std::less<>> kinds_;
};

Status fill_registers(World& world);  // documents with their books and counters
Status fill_desk(World& world);       // what waits to be registered, drafts with something to find
Status fill_meetings(World& world);
Status fill_work(World& world);     // tasks, reports, recommendations, procedure cases
Status fill_methods(World& world);  // registers, delegations, plans, training, reviews, reorganisation, deliveries

}  // namespace sauro::sample
