// Review of documents in force (226-KL/TW 2.1 ¶2) and of legal documents: kinds, tables, fact views; pairs of issued
// documents that share wording, what people decided about them, and the register of what replaced what.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "api/api.hpp"
#include "base/time.hpp"
#include "db/db.hpp"
#include "reuse/reuse.hpp"

namespace sauro::reviews {

api::Module module();

// A document that shares wording with the one asked about; shares 0…1. Passages: a = asked about, b = this one.
struct Neighbour {
    std::int64_t number = 0;  // of text_numbers
    double share = 0, source_share = 0;
    std::vector<reuse::Passage> passages;
};
// Issued documents like an issued one, incoming ones of the same unit like an incoming one; given in app/ by the reuse
// engine, whoever may view them.
using FindAlike =
    std::function<Result<std::vector<Neighbour>>(db::Snapshot&, std::int64_t number, const std::string& text)>;

struct Step {
    std::int64_t documents = 0;  // looked at in this step; 0: nothing is waiting
    std::int64_t pairs = 0;      // found or found again
};
// Looks at the next few documents that changed and puts their pairs and proposed relations into the store; bounded in
// memory, goes on where the last step ended, also after a crash. Safe to repeat. `at_most`: documents.
Result<Step> find_step(db::Database& database, const FindAlike& find, base::Millis now, int at_most = 20);

}  // namespace sauro::reviews
