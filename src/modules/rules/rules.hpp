// Sổ quy tắc: the rulebook shown, tried on a sample, quoted from the source an office imported, tightened by a unit
// with its own document; open interpretations are decided by the unit that owns the installation. All of it is data,
// dated and never overwritten; a change works at once.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "api/api.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::rules {

struct SourceText {
    std::string document, unit;  // id of the document, code of the unit that has it
    std::string text;
};
struct Services {
    rulebook::Rulebook book;  // the running one; every copy sees a change
    // The text of a source document among those the caller may open, from the unit itself or one above it.
    std::function<Result<std::optional<SourceText>>(db::Snapshot&, const api::Ctx&, const std::string& symbol,
                                                    base::Date issued)>
        source_text;
    // Path of the unit that decides for the whole data folder.
    std::function<Result<std::string>(db::Snapshot&)> owner_path;
    // Whether findings are written under the running rulebook; false: another one waits to be put in force.
    std::function<Result<bool>(db::Snapshot&)> settled;
    // Findings are written under `next` from now on; `everything` is evaluated again, or only what lies below the unit
    // of `ctx`.
    std::function<Status(db::Tx&, const rulebook::Rulebook& next, const api::Ctx& ctx, bool everything)> activate;
};
api::Module module(Services services);

// Puts what the database holds over the rulebook, when it differs from what was put last (`seen`, the id of the newest
// change). At start, and now and then where several processes serve one database.
Status refresh(rulebook::Rulebook& book, db::Snapshot& snapshot, std::string& seen);

}  // namespace sauro::rules
