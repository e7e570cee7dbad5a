// `sauro load`: a file of one JSON object a line becomes facts, all of them or none.
// Pass 1 streams the file and checks every line against its kind, outside any transaction. Pass 2 streams it again on a
// reader thread and hands checked records through a bounded queue to one write; the writer itself touches no file. A
// killed process leaves nothing of the file.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "facts/facts.hpp"

namespace sauro::facts {

struct LoadReport {
    enum class Outcome : std::uint8_t {
        valid,
        created,
        unchanged,
        error
    };  // valid: right in itself, not stored because another line is wrong
    struct Line {
        std::uint64_t line = 0;  // from 1
        std::string kind, id;
        Outcome outcome = Outcome::valid;
    };
    struct Wrong {
        std::uint64_t line = 0;
        std::string kind, id;
        FieldError what;
    };
    struct Totals {
        std::int64_t created = 0, unchanged = 0, errors = 0;
    };
    std::string file, sha256;
    bool dry_run = false;
    bool loaded = false;  // true: everything of the file is in the database, durably
    Totals totals;
    std::map<std::string, Totals, std::less<>> kinds;
    std::vector<Line> lines;
    std::set<std::string, std::less<>> units;  // codes that created lines name
    std::vector<Wrong> errors;                 // in order of line
    bool errors_truncated = false;             // stopped at LoadOptions::max_errors
};

struct LoadOptions {
    bool dry_run = false;  // everything is tried, references too, then rolled back
    std::string actor = "cli";
    std::uint64_t max_line_bytes = 1 << 20;
    std::size_t max_errors = 1000;
    std::function<void(std::uint64_t done, std::uint64_t total)> progress{};  // bytes of both passes together
    // Runs last in the load's transaction, only when everything was taken: the caller appends its audit row (actor,
    // count, sha256) here.
    std::function<Status(db::Tx&, const LoadReport&)> journal{};
};

// The error is for a load that could not be tried (no such file, empty, database away); wrong lines stand in the
// report, `loaded` false.
Result<LoadReport> load(db::Database& database, std::span<const Kind> kinds, const std::filesystem::path& file,
                        const LoadOptions& options = {});

// What the audit row of a load says: how many lines were created, how many unchanged, and the units named, where they
// are few: what follows the chain looks there first.
std::string journal_detail(const LoadReport& report);

// {"file","sha256","dry_run","loaded","totals":{…},"kinds":{…},"results":[{line,kind,id,result}],"errors":[{line,kind,id,field,code,message}]}
std::string write_json(const LoadReport& report);

// The format of each kind as Markdown, Vietnamese; the manual's page is made from it.
std::string describe(std::span<const Kind> kinds);

// One line checked against its kind: the record, or every wrong field at once (Error::fields, code "fact.fields";
// `detail` = the kind, where it was understood).
struct Parsed {
    const Kind* kind = nullptr;
    Record record;
};
Result<Parsed> parse_line(std::span<const Kind> kinds, std::string_view line);

}  // namespace sauro::facts
