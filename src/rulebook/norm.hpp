// One norm as data: what the YAML of ../../rulebook says, checked by the loader. Words are those of the rulebook's
// README.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "db/db.hpp"
#include "docread/presentation.hpp"
#include "rulebook/prose/phrases.hpp"
#include "rulebook/rational.hpp"

namespace sauro::rulebook {

class Frames;

struct Source {
    std::string id;      // "226-KL/TW"
    std::string brief;   // "KL 226", as sentences cite it
    std::string title;   // "Kết luận về chấn chỉnh lề lối làm việc…"
    std::string issuer;  // "Ban Bí thư"
    base::Date issued;
    std::string unit_path;  // of a local document: its norms hold for this unit and those below; "" = everywhere
};

struct ParameterValue {
    base::Date from;
    std::string text;  // as written: "15%", "2", "240", "2025-12-31"
    Rational value;    // of a day: days since 1970-01-01
    std::string clause;
};

struct Parameter {
    std::string name;      // "max", "min_share", "max_minutes"
    std::string stricter;  // "lower" | "higher" | "constant" (no overlay may move it)
    std::string note;      // "không có trong văn bản, của hệ thống"
    Rational step{1};      // one step of the case test: 1 (of a date: a day), or 1% for a percentage
    bool is_date = false;  // its values are days
    std::vector<ParameterValue> values;
    // The value in force on a day; nullptr before the first.
    const ParameterValue* on(base::Date day) const;
};

// A part that must be there: evidence of a waiver, or a required part of a record.
struct Need {
    std::string when;     // filter that is true when the part is there
    std::string missing;  // "số quyết định", said when it is not
};

struct NormException {
    std::string id;
    std::string effect;  // "exclude": not counted; "waive": counted, but not held against
    std::string when;    // filter; for an exclusion unknown stays unknown, for a waiver unknown is no evidence
    std::vector<Need> needs;
    std::string clause;
    std::string note;
};

struct CaseRecord {
    std::string fact;  // "conferences"; "units" and "baselines" too
    std::map<std::string, db::Value> values;
    int times = 1;
};

// A small document of a case of kind `format`: pages and lines with their properties.
struct SampleDocument {
    std::string text;
    docread::Presentation presentation;
    bool measured = true;
    std::optional<int> pages;
};

struct Case {
    std::string name;
    std::vector<CaseRecord> given;  // fact norms
    std::string text;               // text norms: the document
    std::string document_type, document_kind, implements;
    std::vector<std::string> against;         // tasks of a superior document
    std::map<std::string, std::string> head;  // issuer, system, date, subject, symbol, signing_form …; load_cases.cpp
    std::optional<SampleDocument> sample;     // format norms
    bool ocr_suspect = false;
    std::string period = "2026";
    std::string as_of = "2026-12-31";
    std::string expect;  // one of the five outcomes
    std::optional<std::string> measured;
    std::optional<std::int64_t> excluded;
    int line = 0;
};

// The same verdict under another reading of an open question; the message names it when the verdict flips.
struct Alternative {
    std::string interpretation;
    std::string numerator;
    std::string text;  // "tính họp kết hợp là họp trực tiếp"
};

struct Baseline {
    std::string measure;  // of fact_baselines: "documents" | "conferences"
    std::optional<base::Date>
        merged_from;  // areas marked merged began on this day; a base year that began before it is not whole
};

// When an obligation has to be met. The last day is `due` of the record, or the parameter itself when that is a date,
// or `from` plus the days of the parameter.
struct Deadline {
    std::string due;                // column
    std::string from;               // column, or period_start, period_end
    std::vector<std::string> done;  // columns, the first that is known
    bool working_days = false;      // the parameter counts working days
    bool exclusive = false;         // "trước ngày": the day itself is too late
    std::string exclusive_column;   // says so record by record
};

// Who must have something: one finding for each, also for those of whom nothing is recorded.
struct Expectation {
    std::string fact;   // "units", or the records that rows of the norm's fact belong to
    std::string where;  // which of them
    // Of units: only those that keep records here, that is have a row in one of these facts. A data folder holds the
    // directory of the nation; nothing can be said of who never worked in it.
    std::vector<std::string> recorded_in;
    std::string every;  // deadline: quarter, half or year, a row for each that has ended; "": one row at all
};

// A record that names an earlier one: held against it when the named one fulfils `when`. No name: nothing declared.
struct Link {
    std::string column, fact, when;
};

struct Norm {
    std::string id;
    std::string source;             // "226-KL/TW"
    std::string source_brief;       // "KL 226"
    std::vector<std::string> rows;  // rows of the mission this norm serves
    std::string clause, statement, remedy;
    base::Date verified_on;
    std::string force;          // obligation prohibition target encouragement permission context definition
    std::string executability;  // full over_reports under_reports measured_only human_judgement definition
    std::string kind;           // closed set of kinds, or "none"
    std::string group;          // of check findings: the_thuc tham_quyen noi_dung sau_ro trung_lap
    bool planned = false;       // a machine will check it, but not in this version: shown so, never passed silently
    bool checked = false;       // a machine checks it in this version

    struct Applies {
        std::vector<std::string> levels, blocs;  // empty = all
        std::optional<base::Date> from, until;   // first and last day
        std::string days_vi() const;             // "từ 11/12/2025 đến hết 26/05/2026"
        bool at(base::Date day) const { return (!from || day >= *from) && (!until || day <= *until); }
        std::string interpretation;
        std::string system;     // state | party: whose rules of presentation; "" = both
        std::string unit_path;  // of a norm that a unit added by its own document; "" = everywhere
    } applies;

    // Facts (filters are text here; the loader has compiled them).
    std::string fact, where, numerator, not_applicable, upcoming;
    std::string not_applicable_reason;
    std::vector<std::string> measure;  // columns, the first that is known
    std::string limit_column;          // record_limit against another column of the record
    // "as_of": facts up to the day of evaluation; "period": the whole period (plans); "standing": whatever stands in
    // the registers, without regard to dates
    std::string window = "as_of";
    std::vector<std::string> per;  // unit, area, record or a column; with "year" the whole year counts
    std::optional<Alternative> alternative;
    std::optional<Baseline> baseline;
    std::vector<Need> required;  // completeness: parts of a record, or rows that a subject must have
    std::optional<Expectation> expected;
    std::optional<Deadline> deadline;
    std::optional<Link> link;       // not_duplicate: by a declared link, or
    std::vector<std::string> same;  // by equal columns
    std::string query;              // sql

    // Text.
    std::string analyser;
    std::map<std::string, Phrases> lists;  // word lists of the analyser
    std::shared_ptr<const Frames> frames;  // made of them, where one is called “concepts”
    // Format: the components measured, and what is wanted where that is no number.
    std::vector<std::string> elements, wanted;
    std::string side;  // of a margin

    std::map<std::string, std::string> nouns;  // words for the sentences: counted, whole, part
    std::vector<Parameter> parameters;
    std::vector<NormException> exceptions;
    std::vector<std::string> interpretations;
    std::vector<Case> cases;
    std::string file;
    int line = 0;
    std::string fingerprint;  // of what its verdicts rest on; words, cases and dates of verification have no part in it

    std::string row() const;  // "D8;D10"
    const Parameter* parameter(std::string_view name) const;
};

struct Interpretation {
    std::string id, question;
    std::vector<std::string> choices;  // "(a) …"
    std::string proposed, reason;
    std::string status =
        "proposed";  // "proposed" until somebody with the power has signed; then "decided" with owner and date
    std::optional<std::string> owner, date;
    std::string symbol;   // of the document that decided
    std::string decided;  // the letter chosen, "(b)"; differs from `proposed`: the norms still count by the proposal
    std::vector<std::string> norms;
    std::string file;
    int line = 0;
};

}  // namespace sauro::rulebook
