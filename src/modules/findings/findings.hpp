// Findings as records: what stands against a norm, since when, who answers for it. The rulebook judges; this module
// keeps its verdicts current in the background and carries what people add. 226-KL/TW, 221-KL/TW, 18541-CV/VPTW as
// data.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "api/api.hpp"
#include "base/embedded.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::findings {

// The rulebook in use: what the program was started with, and what was activated in the data folder.
struct Rules {
    rulebook::Rulebook given;
    std::vector<std::pair<std::string, std::string>> files;  // of `given`: name, text
    // Reads a rulebook kept in the data folder with the views of this program.
    std::function<Result<rulebook::Rulebook>(const std::vector<std::pair<std::string, std::string>>&)> load;
    // Brings `given` up to date with what offices keep over it in the database; where another process wrote it.
    std::function<Status(db::Snapshot&)> follow;
    // Puts the same over another rulebook: one that waits to be replaced is judged by with all that offices keep over
    // it. `seen` says what was put last.
    std::function<Status(rulebook::Rulebook&, db::Snapshot&, std::string& seen)> localise;
};

struct ActiveRules {
    std::string hash;
    std::optional<rulebook::Rulebook> book;  // absent: this program cannot read it any more
    bool same = false;                       // it is the given one
    std::string local;                       // what offices keep, as it was put over `book` last
};
// The first rulebook a data folder meets becomes active by itself; another one of files waits for activate(). What an
// office decides or tightens by its own document waits for nobody: it is pinned in the write that records it.
Status adopt_first(db::Tx& tx, const Rules& rules, base::Millis now);
Result<ActiveRules> active_rules(db::Snapshot& snapshot, const Rules& rules);
// Findings are written under `book`, the given one or the given one with other local changes, from now on. What it may
// change is evaluated again: everything, or only what lies below the unit whose own document it is (the audit chain
// names that unit).
enum class Again { everything, below_the_unit };
Status activate(db::Tx& tx, const Rules& rules, const rulebook::Rulebook& book, std::string_view actor,
                base::Millis now, Again again = Again::everything);

// Keeps findings current: follows the audit chain, marks what was touched, evaluates the marked units. One works at a
// time, whoever holds the lease; marks and position are rows, so a killed process loses nothing.
class Worker {
  public:
    Worker(db::Database& database, const Rules& rules, base::Clock clock);
    ~Worker();
    // One bounded step. False: there is nothing to do, or another process does it.
    Result<bool> step();
    // Until nothing is left; `whole`: everything anew.
    Status refresh(bool whole);
    void start();  // in a thread of its own
    void stop();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

// Of everything in the data folder.
struct Counts {
    std::int64_t open = 0, explained = 0, waived = 0, fixed = 0, cannot_tell = 0;
};
Result<Counts> counts_of(db::Snapshot& snapshot);

// What a unit has to answer, for "Việc hôm nay".
struct OpenItem {
    std::string id, message, due, assigned_name;
};
Result<std::vector<OpenItem>> open_items(db::Snapshot& snapshot, const std::string& unit_id, base::Date until);

// Answers to some findings of the fictional province, so that every state can be seen. Nothing where there is none.
Status fill_sample(db::Database& database, std::string_view account, std::string_view name, base::Millis now);

struct Person {
    std::string account, name, title;
};
struct Services {
    std::shared_ptr<const Rules> rules;
    // Who has a role at exactly this unit.
    std::function<Result<std::vector<Person>>(db::Snapshot&, const std::string& unit_id)> people;
    // The account, where it has a role at the unit of this path or above it.
    std::function<Result<std::optional<Person>>(db::Snapshot&, const std::string& account,
                                                const std::string& unit_path)>
        person;
    // Path of the unit whose administrator decides for the whole data folder.
    std::function<Result<std::string>(db::Snapshot&)> owner_path;
};
api::Module module(Services services);

// Without routes, for the sample world and tests.
std::span<const db::Migration> migrations();

}  // namespace sauro::findings
