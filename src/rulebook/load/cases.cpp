// The cases of the rulebook, run on a database of their own: each case has its own unit and area, so that one write
// serves all of them. Then every parameter is moved by one step each way; a rule whose cases all stay as they were has
// no boundary case.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/id.hpp"
#include "docread/docread.hpp"
#include "rulebook/check/check.hpp"
#include "rulebook/evaluate/batch.hpp"

namespace sauro::rulebook {
namespace {

namespace fs = std::filesystem;

// A database file that goes away with its folder.
class Workspace {
  public:
    static Result<Workspace> open() {
        Workspace out;
        std::error_code code;
        out.folder_ = fs::temp_directory_path(code) / ("sauro-rules-" + base::uuid7());
        if (code || !fs::create_directories(out.folder_, code)) {
            return fail(ErrorKind::unavailable, "rulebook.workspace",
                        fmt::format("Không tạo được thư mục tạm “{}” để chạy ca thử: {}.", out.folder_.string(),
                                    code.message()),
                        "No temporary folder for the cases.");
        }
        TRY(out.database_, db::open_sqlite({.path = (out.folder_ / "cases.db").string(), .readers = 1}));
        return out;
    }
    Workspace(Workspace&& other) noexcept : folder_(std::move(other.folder_)), database_(std::move(other.database_)) {
        other.folder_.clear();
    }
    Workspace& operator=(Workspace&&) = delete;
    ~Workspace() {
        database_.reset();
        std::error_code ignored;
        if (!folder_.empty()) fs::remove_all(folder_, ignored);
    }
    db::Database& database() { return *database_; }

  private:
    Workspace() = default;
    fs::path folder_;
    std::unique_ptr<db::Database> database_;
};

std::string create_table(const facts::View& view) {
    std::string columns;
    for (const auto& column : view.columns) {
        const bool number = column.type == facts::Type::integer || column.type == facts::Type::boolean;
        columns += fmt::format("{}{} {}", columns.empty() ? "" : ", ", column.name,
                               number                               ? "BIGINT"
                               : column.type == facts::Type::number ? "REAL"
                                                                    : "TEXT");
    }
    return fmt::format("CREATE TABLE fact_{} ({})", view.name, columns);
}

// Codes of one case carry its number, so that cases never meet.
std::string own(std::size_t number, const std::string& code) { return fmt::format("c{}.{}", number, code); }

// Columns that name a unit, an area or a record.
std::set<std::string> codes_of(const Norm& norm) {
    std::set<std::string> out{"unit", "area", "id", "conference", "assigner", "lead"};
    if (norm.link) out.insert(norm.link->column);
    out.insert(norm.same.begin(), norm.same.end());
    if (norm.expected) out.insert(norm.per.front());
    out.erase("date");
    return out;
}

Status insert(db::Tx& tx, const facts::View& view, std::size_t number, std::size_t row, const CaseRecord& record,
              const Norm& norm) {
    std::map<std::string, db::Value> values = {
        {"unit", "T01"},       {"area", "A01"},
        {"unit_path", "T01/"}, {"bloc", norm.applies.blocs.empty() ? "party" : norm.applies.blocs.front()},
        {"sample", 0},         {"level", norm.applies.levels.empty() ? "province" : norm.applies.levels.front()},
        {"area_merged", 0},    {"id", fmt::format("f{}", row)}};
    if (record.fact == "units") values["valid_from"] = "2020-01-01";
    for (const auto& [name, value] : record.values) values[name] = value;
    for (const auto& code : codes_of(norm)) {
        const auto found = values.find(code);
        if (found == values.end()) continue;
        if (const auto* text = std::get_if<std::string>(&found->second)) found->second = own(number, *text);
    }
    if (const auto* path = std::get_if<std::string>(&values["unit_path"]))
        values["unit_path"] = fmt::format("{}c{}/{}", norm.applies.unit_path, number, *path);
    std::string columns, marks;
    std::vector<db::Value> params;
    for (const auto& column : view.columns) {
        const auto found = values.find(column.name);
        if (found == values.end()) continue;
        columns += (columns.empty() ? "" : ", ") + column.name;
        marks += marks.empty() ? "?" : ", ?";
        params.push_back(found->second);
    }
    TRYV(tx.execute(fmt::format("INSERT INTO fact_{} ({}) VALUES ({})", view.name, columns, marks), params));
    return {};
}

struct Numbered {
    const Rulebook::Impl* book;
    const Norm* norm;
    const Plan* plan;
    const Case* one;
    std::string under;  // "INT-08 (b): " of a case of another choice
    std::size_t number;
};

Status fill(db::Database& database, const Rulebook::Impl& book, const std::vector<Numbered>& cases) {
    return database.write([&](db::Tx& tx) -> Status {
        for (const auto& view : book.views) TRYV(tx.execute(create_table(view)));
        for (const auto& c : cases) {
            std::size_t row = 0;
            bool unit_given = false;
            for (const auto& record : c.one->given) {
                const auto* view = find_view(book.views, record.fact);
                unit_given = unit_given || record.fact == "units";
                for (int i = 0; i < record.times; ++i) TRYV(insert(tx, *view, c.number, row++, record, *c.norm));
            }
            const auto* units = find_view(book.views, "units");
            if (units && !unit_given) TRYV(insert(tx, *units, c.number, row, {"units", {}, 1}, *c.norm));
        }
        return {};
    });
}

struct Actual {
    std::string outcome;
    std::optional<std::string> measured;
    std::int64_t excluded = 0;
    bool operator==(const Actual&) const = default;
};

Actual of(const Finding& finding) { return {finding.outcome, finding.measured, finding.excluded}; }

Result<Actual> run_fact_case(db::Database& database, const Numbered& c, const Shift* shift) {
    const Rulebook::Impl& book = *c.book;
    EvaluateRequest request;
    TRY(request.period, base::Period::parse(c.one->period));
    TRY(request.as_of, base::Date::parse_iso(c.one->as_of));
    request.unit_path = fmt::format("{}c{}/", c.norm->applies.unit_path, c.number);
    request.with_facts = false;
    std::vector<Finding> findings;
    TRYV(database.read([&](db::Snapshot& snapshot) -> Status {
        Plan plan = *c.plan;
        plan.counting.reset();  // there are fact views only, no rows of them before units
        TRY(findings, evaluate_norm(book, snapshot, plan, request, shift));
        return {};
    }));
    // A repetition needs an earlier record beside it: the last one given is the one judged.
    if (c.norm->kind == "not_duplicate" && findings.size() > 1) {
        std::ranges::sort(findings, {}, [](const Finding& f) { return std::pair(f.subject->size(), *f.subject); });
        findings.erase(findings.begin(), findings.end() - 1);
    }
    if (findings.size() != 1) return Actual{fmt::format("{} kết quả", findings.size()), {}, 0};
    return of(findings.front());
}

docread::Document sample_document(const SampleDocument& sample) {
    docread::Document out = docread::analyse(sample.text, sample.measured ? "docx" : "txt");
    if (sample.measured) out.presentation = sample.presentation;
    out.pages = sample.pages;
    return out;
}

Actual run_text_case(const Numbered& c, const Shift* shift) {
    const Rulebook::Impl& book = *c.book;
    if (c.one->sample) {
        const docread::Document document = sample_document(*c.one->sample);
        return of(check_norm(book, *c.norm, Draft(document, {}, book.authority), shift));
    }
    docread::Document document = c.norm->kind == "format" ? docread::analyse(c.one->text) : docread::Document{};
    document.format = "txt";
    document.kind = c.one->document_kind.empty() ? "official" : c.one->document_kind;
    document.text = c.one->text;
    document.ocr.suspect = c.one->ocr_suspect;
    if (!c.one->document_type.empty()) document.document_type = c.one->document_type;
    if (!c.one->implements.empty()) document.about.push_back({c.one->implements, "implements"});
    const auto head = [&](const char* key) -> std::optional<std::string> {
        const auto found = c.one->head.find(key);
        return found == c.one->head.end() ? std::nullopt : std::optional(found->second);
    };
    document.issuer = head("issuer");
    document.system = head("system");
    document.date = head("date");
    document.subject = head("subject");
    document.symbol = head("symbol");
    if (head("signing_form") || head("signing_title"))
        document.signer = docread::Signer{head("signing_form"), head("signing_body"), head("signing_title"), {}};
    CheckContext context;
    context.unit_level = head("level");
    context.unit_bloc = head("bloc");
    if (!c.one->against.empty() || head("against_text")) {
        docread::Document superior;
        superior.file = "văn bản cấp trên";
        superior.text = head("against_text").value_or("");
        superior.symbol = head("against_symbol");
        for (const auto& work : c.one->against) {
            docread::Task task;
            task.work = work;
            superior.tasks.push_back(std::move(task));
        }
        context.against.push_back(std::move(superior));
    }
    return of(check_norm(book, *c.norm, Draft(document, context, book.authority), shift));
}

std::string shown(const std::string& outcome, const std::optional<std::string>& measured,
                  const std::optional<std::int64_t>& excluded) {
    std::string out = outcome;
    if (measured) out += " " + *measured;
    if (excluded) out += fmt::format(", loại {}", *excluded);
    return out;
}

// Whether a limit still means something after the step.
bool sensible(const Parameter& parameter, const Rational& moved) {
    const bool percent = parameter.values.back().text.ends_with('%');
    return moved >= Rational(0) && (!percent || moved <= Rational(1));
}

}  // namespace

Result<std::vector<CaseResult>> run_cases(const Rulebook& rulebook) {
    TRY(auto workspace, Workspace::open());
    return run_cases(rulebook, workspace.database());
}

Result<std::vector<CaseResult>> run_cases(const Rulebook& rulebook, db::Database& database) {
    // The cases are of the files, whatever was decided since.
    const Rulebook files = with_local(rulebook, {}, {}).book;
    const auto& book = files.impl();
    std::vector<Numbered> cases;
    for (const auto& plan : book.plans) {
        for (const auto& one : book.norms[plan.norm].cases)
            cases.push_back({&book, &book.norms[plan.norm], &plan, &one, "", cases.size()});
    }
    std::vector<Rulebook> readings;  // each choice that norms can be judged by, alone
    for (const auto& open : book.open) {
        for (const auto& reading : open.readings) {
            Decision decision;
            decision.interpretation = open.interpretation;
            decision.choice = reading.choice;
            readings.push_back(with_local(files, {}, {decision}).book);
            const auto& other = readings.back().impl();
            for (const auto& change : reading.changes) {
                const auto& norm = other.norms[other.index.find(change.norm)->second];
                for (const auto& one : norm.cases)
                    cases.push_back({&other, &norm, other.plan_of(norm.id), &one,
                                     fmt::format("{} {}: ", open.interpretation, reading.choice), cases.size()});
            }
        }
    }
    TRYV(fill(database, book, cases));
    const auto run = [&](const Numbered& c, const Shift* shift) -> Result<Actual> {
        if (!c.norm->analyser.empty() && c.one->given.empty()) return run_text_case(c, shift);
        return run_fact_case(database, c, shift);
    };
    std::vector<CaseResult> out;
    std::vector<Actual> standing;
    for (const auto& c : cases) {
        TRY(auto actual, run(c, nullptr));
        CaseResult result{c.norm->id, c.under + c.one->name, shown(c.one->expect, c.one->measured, c.one->excluded), "",
                          false};
        result.actual = shown(actual.outcome, c.one->measured ? actual.measured : std::nullopt,
                              c.one->excluded ? std::optional(actual.excluded) : std::nullopt);
        result.passed = actual.outcome == c.one->expect && (!c.one->measured || actual.measured == c.one->measured) &&
                        (!c.one->excluded || actual.excluded == *c.one->excluded);
        out.push_back(std::move(result));
        standing.push_back(std::move(actual));
    }
    for (const auto& plan : book.plans) {
        const Norm& norm = book.norms[plan.norm];
        for (const auto& parameter : norm.parameters) {
            for (const bool up : {true, false}) {
                const Shift shift{parameter.name, up ? parameter.step : Rational(0) - parameter.step};
                const Rational moved = parameter.values.back().value + shift.by;
                if (!sensible(parameter, moved)) continue;
                bool flipped = false;
                for (std::size_t i = 0; i < cases.size() && !flipped; ++i) {
                    if (cases[i].norm != &norm) continue;
                    TRY(auto actual, run(cases[i], &shift));
                    flipped = !(actual == standing[i]);
                }
                out.push_back({norm.id, fmt::format("{} = {}: một ca phải đổi kết quả", parameter.name, moved.text()),
                               "đổi", flipped ? "đổi" : "không ca nào đổi", flipped});
            }
        }
    }
    return out;
}

}  // namespace sauro::rulebook
