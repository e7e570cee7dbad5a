// The documents module for the composition root, the command line and the sample world.
#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "api/api.hpp"
#include "base/time.hpp"
#include "db/db.hpp"
#include "db/files.hpp"
#include "docread/docread.hpp"
#include "facts/facts.hpp"
#include "modules/documents/today.hpp"
#include "modules/documents/types.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::documents {

std::vector<db::Migration> migrations();
std::vector<facts::Kind> kinds();
std::vector<facts::View> views();

// A document of a body of a higher level that shares wording with a text.
struct Superior {
    std::string id, unit;
    Text symbol, issuer;
    std::string subject;
    double share = 0;  // of the asked text, 0…1
};

class ReadingShelf;

// What other rooms give: the loaded rulebook, the working calendar, limits of reading, further items of "Việc hôm nay".
struct Services {
    rulebook::Rulebook rulebook;
    base::WorkCalendar calendar;
    docread::Limits limits{};
    std::vector<TodaySource> today{};
    // Documents that say what a text just read says, as warnings of entry (reasons same_text, copy, overlap); empty =
    // not asked.
    std::function<Result<std::vector<Duplicate>>(db::Snapshot&, const api::Ctx&, const docread::Document& reading)>
        alike{};
    // Superiors' documents that a draft repeats, the largest share first, only those the person may view; empty = not
    // asked. `except`: the draft itself.
    std::function<Result<std::vector<Superior>>(db::Snapshot&, const api::Ctx&, std::string_view text,
                                                std::string_view except)>
        superiors{};
    // Declared baselines of documents by unit code, of the units under a path, for a base year.
    std::function<Result<std::map<std::string, std::int64_t>>(db::Snapshot&, const std::string& path, int year)>
        baselines{};
    // Documents in force for the unit of this path: those built in, and what its registers say of the ones this text
    // cites; empty = those built in.
    std::function<Result<rulebook::LegalRegister>(db::Snapshot&, const std::string& path, const docread::Document&)>
        legal{};
    std::shared_ptr<ReadingShelf> readings{};  // module() makes one
};
api::Module module(Services services);

// A document in the registers of the unit or of one above it that the caller may open, found by symbol and day of issue
// (a document whose day is not known counts too).
struct StoredSource {
    std::string document, unit, text;  // id; code of the unit that has it
};
Result<std::optional<StoredSource>> source_text(db::Snapshot& snapshot, const api::Ctx& ctx, std::string_view symbol,
                                                base::Date issued);

// ---- for the command line ----
struct ImportOptions {
    std::string unit;       // id or code
    std::string direction;  // in | out
    std::string actor = "cli", actor_name = "Dòng lệnh";
    docread::Limits limits{};
    base::Clock clock = base::now_ms;
};
struct Imported {
    enum class Outcome { registered, already_there };
    Outcome outcome = Outcome::registered;
    std::string document_id, symbol, subject;
    std::int64_t number = 0;  // in the book; 0 when the line that stands has none
    std::vector<std::string> warnings;
};
// Reads a file in the jail, keeps the original, registers and indexes it. The same bytes in the same unit and
// direction: already there, nothing changes.
Result<Imported> import_file(db::Database& database, db::FileStore& files, const std::filesystem::path& file,
                             const ImportOptions& options);

// Counters and search of all documents, made again from the tables.
Status rebuild_derived(db::Database& database);

}  // namespace sauro::documents
