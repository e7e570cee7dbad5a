// Named analysers of a document text. Each returns what it saw; check.cpp turns that into a finding.
#pragma once
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "docread/document.hpp"
#include "rulebook/check/authority.hpp"
#include "rulebook/format/format_page.hpp"
#include "rulebook/norm.hpp"
#include "rulebook/prose/frames.hpp"
#include "rulebook/prose/prose.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::rulebook {

class Vocabulary;
struct CoverageTable;
struct FigurePairs;

// One task of the document at hand.
struct OwnTask {
    enum class Source {
        read,
        item,
        clause
    };  // by the reader of documents; an item that begins with a deed; a directive
    Source source = Source::read;
    Span span;
    Span paragraph;  // the item or paragraph it stands in
    std::string work;
    std::optional<std::string> lead;
    bool has_time = false;          // a date, a period or a cycle, in its paragraph
    std::optional<base::Date> due;  // the last day
    std::optional<Span> due_span;
    std::optional<Span> vague_time;  // "sớm", "kịp thời" with no date beside
    std::optional<Span> vague_body;  // "các cơ quan liên quan" as the one who is to do it
    bool doer() const { return lead && !vague_body; }
};

struct Draft {
    const docread::Document& document;
    const CheckContext& context;
    const Authority& authority;
    Prose prose;
    FormatPage page;
    bool implements = false;
    std::string implemented;  // symbol of the superior document, "" when only known to implement one

    Draft(const docread::Document& document_in, const CheckContext& context_in, const Authority& authority_in);
    // Code points: where type and subject end, so that what follows is what the document says.
    std::size_t title_end() const;
    // The day the rules are asked for: the document's own, or today while it has none.
    base::Date day() const;
    const LegalRegister& legal() const;

    struct TasksByLists {
        const Norm* norm;
        std::vector<OwnTask> tasks;
    };
    mutable std::list<TasksByLists> found_tasks;  // own_tasks.cpp
    // What several norms ask for, made once (task_coverage.cpp).
    mutable std::map<const docread::Document*, std::unique_ptr<const Draft>> superiors;
    struct WordsOfLists {
        const Phrases* same_meaning;
        std::shared_ptr<const Vocabulary> vocabulary;
    };
    mutable std::list<WordsOfLists> vocabularies;
    // The table by which `concretise` judged, one for each superior.
    mutable std::map<const docread::Document*, std::shared_ptr<CoverageTable>> covered;
    mutable std::map<const docread::Document*, std::shared_ptr<const FigurePairs>> figures;  // figure_pairs.cpp
};

bool only_tells(const docread::Document& document);

struct Seen {
    std::string outcome;
    std::string message;
    std::optional<std::string> measured, limit, missing;
    std::vector<Finding::Passage> passages;
    docread::Repair repair = {};  // of a docx, where one is safe
    bool doubtful = false;        // rests on a source of reliability C: shown, never weighed as an error
};

struct AnalyserInput {
    const Norm& norm;
    const Draft& draft;
    std::optional<Rational> limit;           // of the norm's first parameter, moved by the case test or an overlay
    std::map<std::string, Rational> values;  // of all its parameters, moved likewise
    const Rulebook::Impl* book = nullptr;    // for the norm that sums up others
    const std::vector<Finding>* others = nullptr;  // what those found, when they were asked already
    // for the norm that sums up others
};

using Analyser = std::function<Seen(const AnalyserInput&)>;
const Analyser* find_analyser(std::string_view name);

// Shared by the analysers.
const Phrases& list_of(const Norm& norm, const std::string& name);
Finding::Passage passage(const Draft& draft, Span span);
// First named body in the span, by the norm's lists `bodies` (capital, case kept), `not_bodies` and `classes`.
std::optional<Span> named_body(const Norm& norm, const Draft& draft, Span span);
bool states_time(const Draft& draft, Span span);
// Found once for a draft; norms that read it by other word lists find their own.
const std::vector<OwnTask>& own_tasks(const Norm& norm, const Draft& draft);
// Paragraphs that may set a task: what stands under a heading of `outside` (aims, means, the situation) does not.
std::vector<Span> working_paragraphs(const Norm& norm, const Draft& draft, const char* outside = "no_task_sections");
// The last day a stretch sets a term to ("trước ngày …", "xong ngày …"), and where.
struct Term {
    base::Date day;
    Span span;
};
std::optional<Term> term_in(const Draft& draft, Span span);
// Days a stretch names in any way, whole months and quarters too: "30/9", "tháng 9", "quý III năm 2026".
struct NamedDay {
    Span span;
    base::Date first, last;
};
std::vector<NamedDay> days_named(const Draft& draft, Span span);
// The sentence with a time for all tasks together ("Các nhiệm vụ trên hoàn thành trước ngày …").
std::optional<Span> general_time(const Norm& norm, const Draft& draft);
// The same, or how often and at what hour: "ngày ba lượt".
bool time_said(const Draft& draft, Span span);
// The paragraph tells what was done and has not turned to what is to be done.
bool only_recounts(const Norm& norm, const Draft& draft, Span clause);
// "sớm", "kịp thời" said of when, not of how, and not of what was done.
std::optional<Span> vague_time_in(const Norm& norm, const Draft& draft, Span clause);
// The same where the whole phrase leaves the day open: "khi có điều kiện", "vào dịp phù hợp".
std::optional<Span> open_time_in(const Norm& norm, const Draft& draft, Span clause);
// Nouns for any body, and whether they are to do the work of the clause: `vague`: "các đơn vị liên quan" with no name
// beside; `loose`: told of what kind ("các đơn vị có tàu"), which some take for a name; `named`: "các đơn vị thuộc Sở".
struct NamedGroup {
    Span span;
    enum class Place { vague, loose, named, elsewhere } place;
};
std::vector<NamedGroup> groups_in(const Norm& norm, const Draft& draft, Span clause);
// The first that is vague.
std::optional<Span> vague_group(const Norm& norm, const Draft& draft, Span clause);
// The cell of a table's row that names the doer, where it leaves open who is meant: "Các đơn vị liên quan".
std::optional<Span> vague_doer_cell(const Norm& norm, const Draft& draft, Span row, std::string_view doer);
// What the grammar sees in a clause, for a norm that weighs it beside its concepts (frames.hpp): doers and times.
std::vector<Sign> grammar_of(const Norm& norm, const Draft& draft, Span clause);
Seen no_superior();

Seen right_authority(const AnalyserInput& in);
Seen joint_authority(const AnalyserInput& in);
Seen no_personnel_policy(const AnalyserInput& in);
Seen no_copy(const AnalyserInput& in);
Seen necessity(const AnalyserInput& in);
Seen consistent_law(const AnalyserInput& in);
Seen consistent_superior(const AnalyserInput& in);
// The measures of kind `format` (format*.cpp).
const std::map<std::string, Analyser, std::less<>>& format_measures();

Seen brief_clear(const AnalyserInput& in);
Seen long_sentence(const AnalyserInput& in);
Seen sound_days(const AnalyserInput& in);
Seen vague_time(const AnalyserInput& in);
Seen vague_body(const AnalyserInput& in);
Seen goal(const AnalyserInput& in);
Seen concretise(const AnalyserInput& in);
Seen resources(const AnalyserInput& in);
Seen time_limit(const AnalyserInput& in);
Seen assignment(const AnalyserInput& in);
Seen one_lead(const AnalyserInput& in);
Seen speech_brief(const AnalyserInput& in);
Seen no_achievements(const AnalyserInput& in);

}  // namespace sauro::rulebook
