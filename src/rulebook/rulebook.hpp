// The law as data: norms, interpretations, their loading, and their evaluation with explanation. ../../rulebook/*.yaml;
// RULEBOOK in the docs.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/embedded.hpp"
#include "base/time.hpp"
#include "db/db.hpp"
#include "docread/document.hpp"
#include "docread/repair.hpp"
#include "facts/facts.hpp"
#include "rulebook/legal_register.hpp"
#include "rulebook/norm.hpp"

namespace sauro::rulebook {

class Rulebook {
  public:
    // Files by name ("226-KL-TW.yaml", "interpretations.yaml", "overlays/…"). A schema error names file and line.
    // `views` say which facts and columns exist.
    // `calendar` counts the working days of deadlines.
    static Result<Rulebook> load(std::span<const base::EmbeddedFile> files, std::span<const facts::View> views,
                                 const base::WorkCalendar& calendar = {});
    static Result<Rulebook> load_folder(const std::string& folder, std::span<const facts::View> views,
                                        const base::WorkCalendar& calendar = {});
    const std::vector<Norm>& norms() const;
    const Norm* find(std::string_view id) const;
    const std::vector<Interpretation>& interpretations() const;
    const std::vector<Source>& sources() const;
    const std::string& hash() const;  // "sha256…" of the files; every finding pins it

    // Puts another rulebook in place at run time, for every copy of this one. What was read before stays valid; one
    // evaluation sees one rulebook. Load `next` first: what does not load replaces nothing.
    void replace(const Rulebook& next);

    struct Impl;
    explicit Rulebook(std::shared_ptr<const Impl> impl);
    Rulebook() = default;
    const Impl& impl() const;  // for the other sources of this folder

  private:
    struct State;
    std::shared_ptr<State> state_;
};

// The .yaml files of a folder: name relative to it, text.
Result<std::vector<std::pair<std::string, std::string>>> files_of(const std::string& folder);

// The rulebook built into the binary (../../rulebook).
std::span<const base::EmbeddedFile> embedded_rulebook();

// One verdict with everything needed to explain it; sentences are rendered from it (render.cpp), so they cannot drift.
struct Finding {
    std::string norm, row, source, clause, outcome, severity,
        force;  // outcome: met breached waived not_applicable cannot_tell
    std::optional<std::string> unit, area, subject;
    std::string period;
    std::optional<std::string> measured, limit, missing;  // exact: "3", "13/20", "0.42"
    std::string message, remedy;                          // Vietnamese, rendered
    std::string parameter_from;                           // start date of the parameter value used
    std::string parameter_clause;                         // its own clause; an overlay's names the local document
    std::string group;                                    // of check: the_thuc tham_quyen noi_dung sau_ro trung_lap
    std::string kind;                                     // of the norm
    std::optional<Rational> measured_value,
        limit_value;                       // the same exactly, for gauges: a share or a reduction as a fraction of 1
    bool period_open = false;              // as_of lies before the end of the period: progress, not a verdict
    std::optional<std::int64_t> forecast;  // count expected at the end of an open period, at the present pace
    bool base_declared = false;            // `whole` is a declared number of the base year: no rows stand behind it
    std::optional<std::int64_t> count, whole;  // the numbers behind `measured`: 13 of 20; this year's and last year's
    std::vector<std::string> interpretations;
    std::int64_t excluded = 0;
    std::vector<std::string>
        facts;  // ids counted (external ids where the caller gave one), at most 1000; `facts_total` is the full number
    std::int64_t facts_total = 0;
    struct Passage {
        std::size_t start = 0,
                    end = 0;  // code points in the checked text; both 0 for what stands only in the other document
        std::string quote;
        struct Other {
            std::string file;
            std::size_t start = 0, end = 0;
        };
        // Where it stands on the page (PDF), twips from the left and the top.
        std::optional<docread::PagePlace> place;
        std::optional<Other> other;  // the place in a superior document (a task of it that has no task here)
    };
    std::vector<Passage> passages;
    docread::Repair repair =
        {};  // of a docx: changes of presentation that make the norm hold; empty where none is safe
};

struct EvaluateRequest {
    base::Period period;
    base::Date as_of;
    std::optional<std::string> unit_path;  // only units under it
    std::optional<std::string> norm;
    bool with_facts = true;
    bool only_open =
        false;  // leave out single records that keep their norm: a nation has millions, and nobody lists them
    bool from_rows = false;  // count the rows though counters stand
};
// From counters where they stand (below), else from the rows; the verdicts are the same.
Result<std::vector<Finding>> evaluate(const Rulebook& book, db::Snapshot& snapshot, const EvaluateRequest& request);

// Norms that a text alone can be checked against.
struct CheckContext {
    std::optional<std::string> unit_level, unit_bloc;  // of --as
    std::vector<docread::Document> against;            // superior documents
    std::optional<std::string> unit_path;              // of --as, for overlays
    const LegalRegister* legal = nullptr;              // documents in force; nullptr: those built in
};
// Each task that a superior document sets, beside the task of the draft that carries it out (226-KL/TW, 2.1).
struct TaskCoverage {
    struct Task {
        std::size_t start = 0, end = 0;  // code points in the text of its own document
        std::string text;
        std::optional<std::string> lead, due, clause;
    };
    Task superior;
    bool addressed = true;     // false: the superior gives it to a body that is not the draft's
    std::optional<Task> own;   // nothing: a gap, when addressed
    bool by_document = false;  // the draft itself is what was asked for ("xây dựng kế hoạch")
    bool copied = false;       // the own task is the superior's, word for word: nothing was made concrete
    // What the finding on coverage counts it as: covered | copied | doubtful (people are to compare) | gap
    std::string state = "gap";
    bool has_resources = false, has_time = false, has_responsible = false;  // of the own task
};
struct Checked {
    std::vector<Finding> findings;
    // For each document of `context.against`; no rows where the draft carries nothing out.
    std::vector<std::vector<TaskCoverage>> coverage;
};
Checked check_with_coverage(const Rulebook& book, const docread::Document& document, const CheckContext& context);
std::vector<Finding> check(const Rulebook& book, const docread::Document& document, const CheckContext& context);

struct CaseResult {
    std::string norm, name, expected, actual;
    bool passed = false;
};
Result<std::vector<CaseResult>> run_cases(
    const Rulebook& book);  // also moves each parameter by one step: some case must flip
// The same on an empty database of the caller's; both databases must agree.
Result<std::vector<CaseResult>> run_cases(const Rulebook& book, db::Database& empty);

// What a machine checks in this version, source by source. Nothing is hidden in a total: the norms it does not check
// are listed beside.
struct Coverage {
    std::string source, brief, title;
    std::int64_t norms = 0, checked = 0, planned = 0, not_machine = 0, cases = 0;
    std::map<std::string, std::int64_t> executability;
    std::vector<std::string> checked_ids, planned_ids, not_machine_ids;
};
struct RowCoverage {
    std::string row;
    std::int64_t norms = 0, checked = 0;
};
std::vector<Coverage> coverage(const Rulebook& book);
std::vector<RowCoverage> coverage_by_row(const Rulebook& book);

// The draft plan: what one unsaved record would do. Same judge, same sentences as the batch plan, so draft(x) equals
// evaluate after saving x.
struct DraftRequest {
    std::string fact;                         // "conferences"
    std::map<std::string, db::Value> record;  // columns of the view; absent = unknown
    base::Period period;
    base::Date as_of;
    std::optional<std::string> norm;
    std::optional<std::string> replaces;  // id of the saved record this one would take the place of
};
Result<std::vector<Finding>> evaluate_record(const Rulebook& book, db::Snapshot& snapshot, const DraftRequest& request);

// Counters of additive norms: tables of their own, kept up by triggers on the facts' tables and by refresh_counters.
// What changed since the last refresh is counted from its rows, so evaluate is exact at any time, only slower.
std::vector<db::Migration> migrations();
// Puts the triggers on the tables of views with a `source`; safe to repeat.
Status follow_changes(db::Tx& tx, std::span<const facts::View> views);
// Counts what is new or changed; how many plans were counted. Run often, it does little. A new plan looks at every fact
// once; `most_new` of them at most, so that other writes get their turn.
Result<std::int64_t> refresh_counters(const Rulebook& book, db::Tx& tx, int most_new = 1000);

// What another rulebook would change, shown before it is put in place. Only norms that come to other verdicts are
// evaluated: another fact, filter, parameter, exception, or a local document that touches them.
struct NormDifference {
    std::string norm;
    std::string change;                         // added | removed | changed
    std::int64_t appearing = 0, vanishing = 0;  // breaches that come, that go
    std::int64_t other = 0;                     // another outcome, measure or limit
    struct Row {
        std::string change;  // appears | vanishes | other
        std::optional<std::string> unit, area, subject;
        std::string before, after;  // outcome, measure and limit: "met 2 / 2"; "" where there was none
    };
    std::vector<Row> rows;  // at most 200
};
struct Difference {
    std::string before, after;  // hashes
    std::int64_t norms = 0;     // in the new rulebook, a machine checks them on facts
    std::vector<NormDifference> touched;
};
Result<Difference> difference(const Rulebook& before, const Rulebook& after, db::Snapshot& snapshot,
                              const EvaluateRequest& request);

// Norms that nobody has compared with their source for more than twelve months.
std::vector<const Norm*> verification_due(const Rulebook& book, base::Date today);

// The rows behind one figure, numerator and the rest, with the reason why one is not counted.
struct FigureRequest {
    std::string norm;
    std::optional<std::string> unit, area;  // the group of the finding
    std::optional<std::string> unit_path;   // with neither unit nor area: the rows of every group under this path
    base::Period period;
    base::Date as_of;
    std::string after;  // id of the last row seen, "" = from the start
    int limit = 50;
    // Of change_vs_baseline: units without a base to compare with, and units whose base is a declared number.
    std::set<std::string> unbased, declared;
};
struct FigureRow {
    std::string id;
    bool included = false;
    // Included: counted | part | undetermined | waived | unbased (of a unit in FigureRequest::unbased). Not included:
    // excluded | unknown | baseline | base_unused | before (the norm did not apply yet).
    std::string role;
    std::string why_excluded;  // Vietnamese; of an undetermined row: what is not known of it
    std::vector<db::Value> values;
};
struct Figure {
    std::vector<std::string> columns;  // of the fact view, for `values`
    std::vector<FigureRow> rows;
    std::int64_t total = 0;                     // rows included, of all pages
    std::map<std::string, std::int64_t> roles;  // rows of each role, of all pages
    base::Period period;                        // what the norm looks at: a whole year where it counts by the year
    bool standing = false;                      // what stands on the day of evaluation, whenever it is dated
    std::optional<std::string> next;
};
Result<Figure> figure_rows(const Rulebook& book, db::Snapshot& snapshot, const FigureRequest& request);

}  // namespace sauro::rulebook
