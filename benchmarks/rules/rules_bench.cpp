// Six norms over the facts of a nation. Usage: bench_rules [facts = 1000000] [folder = a temporary one, kept when
// named] Documents and conferences of two years, procedure cases of one; every unit of the country keeps its own.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <vector>

#include "../must.hpp"
#include "base/file.hpp"
#include "base/log.hpp"
#include "rulebook/parallel.hpp"
#include "rulebook/test_views.hpp"

namespace {

using namespace sauro;

// CPU of this process: other work on the machine does not count, and both sides of a ratio are measured alike.
struct Clock {
    using time_point = double;
    static double now() {
        timespec at{};
        ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
        return static_cast<double>(at.tv_sec) + static_cast<double>(at.tv_nsec) / 1e9;
    }
};
namespace fs = std::filesystem;

constexpr const char* six[] = {"KL226.2.1.d3.reduce-15", "KL226.2.3.d3.digitised-95", "KL226.2.3.d3.network-documents",
                               "KL226.2.2.p.reduce-10",  "KL226.2.2.p.online-min",    "KL226.2.3.d3.procedures-95"};

double seconds_since(Clock::time_point start) { return Clock::now() - start; }

using bench::must;

constexpr std::int64_t units = 14000;

void make_schema(db::Database& database) {
    static std::vector<std::string> keep;  // migrations hold views of names and texts
    keep.reserve(100);
    std::vector<db::Migration> all = rulebook::migrations();
    for (const char* module : {"units", "documents", "meetings", "procedures", "reports"}) {
        std::vector<fs::path> files;
        for (const auto& file :
             fs::directory_iterator(fs::path(SAURO_SOURCE_DIR) / "src/modules" / module / "migrations"))
            files.push_back(file.path());
        std::ranges::sort(files);
        for (const auto& file : files) {
            keep.push_back(file.filename().string());
            const std::string& name = keep.back();
            keep.push_back(must(base::read_file(file, 1U << 20)));
            all.push_back({module, name, keep.back()});
        }
    }
    must(database.migrate(all));
}

std::vector<facts::View> views() {
    auto out = rulebook::testing::documented_views();
    for (auto& view : out) {
        if (view.name == "documents")
            view.source = {"documents",
                           "unit_id",
                           "counted_on",
                           {"direction", "administrative", "channel", "digital", "secret", "status"}};
        if (view.name == "conferences")
            view.source = {
                "conferences",
                "unit_id",
                "date",
                {"scope", "mode", "status", "statutory_kind", "decision_by", "decision_symbol", "decision_date"}};
        if (view.name == "procedure_cases") view.source = {"procedure_cases", "unit_id", "date", {"digital"}};
    }
    return out;
}

Status make_units(db::Tx& tx) {
    TRYV(tx.execute("INSERT INTO areas (code, level, sample) VALUES ('01', 'province', 1)"));
    TRYV(
        tx.execute("INSERT INTO areas (code, level, parent_code, sample) WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL "
                   "SELECT i + 1 FROM n WHERE i < 3499) "
                   "SELECT 'A' || i, 'commune', '01', 1 FROM n"));
    TRYV(
        tx.execute(fmt::format("INSERT INTO units (id, code, area_code, name, level, bloc, path, valid_from, "
                               "folded_name, sample) WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL "
                               "SELECT i + 1 FROM n WHERE i + 1 < {}) SELECT 'u' || (100000 + i), 'U' || i, 'A' || (i "
                               "/ 4), 'Đơn vị ' || i, 'commune', CASE i % 4 WHEN 0 THEN 'party' "
                               "WHEN 1 THEN 'government' WHEN 2 THEN 'elected' ELSE 'mass' END, 'TW/T' || (i / 412) || "
                               "'/U' || i || '/', '2020-01-01', 'u', 1 FROM n",
                               units)));
    return {};
}

// Rows of a unit are numbered; a few hundred units a write.
void fill(db::Database& database, std::int64_t facts) {
    const auto each = [&](double share) {
        return std::max<std::int64_t>(
            1, static_cast<std::int64_t>(share * static_cast<double>(facts) / static_cast<double>(units)));
    };
    const std::string day = "date('{}', '+' || ((n.i * {}) / {}) || ' days')";
    const auto put = [&](std::int64_t count, const char* from, int days, const std::string& insert) {
        const std::string date = fmt::format(fmt::runtime(day), from, days, count);
        for (std::int64_t at = 0; at < units; at += 500) {
            must(database.write([&](db::Tx& tx) -> Status {
                TRYV(tx.execute(fmt::format(
                    fmt::runtime(insert), fmt::arg("date", date),
                    fmt::arg("n", fmt::format("(WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i "
                                              "+ 1 < {}) SELECT i FROM n)",
                                              count)),
                    fmt::arg("u",
                             fmt::format("(SELECT id, rowid AS r FROM units ORDER BY id LIMIT 500 OFFSET {})", at)))));
                return {};
            }));
        }
    };
    put(each(0.60), "2026-01-01", 365,
        "INSERT INTO procedure_cases (id, unit_id, date, digital, sample, created_at) SELECT 'p' || (u.r * 1000000 + "
        "n.i), u.id, {date}, "
        "CASE WHEN (n.i * 7 + u.r) % 100 < 96 THEN 1 ELSE 0 END, 0, 0 FROM {u} AS u CROSS JOIN {n} AS n ORDER BY u.id, "
        "n.i");
    put(each(0.38), "2025-01-01", 730,
        "INSERT INTO documents (id, unit_id, direction, status, register_year, subject, counted_on, sort_key, "
        "administrative, channel, digital, "
        "created_at, updated_at, created_by) SELECT 'd' || (u.r * 1000000 + n.i), u.id, CASE WHEN n.i % 2 = 0 THEN "
        "'out' ELSE 'in' END, 'done', 2026, "
        "'Về việc triển khai', {date}, n.i, CASE WHEN n.i % 5 = 0 THEN NULL ELSE n.i % 3 <> 0 END, CASE WHEN (n.i + "
        "u.r) % 50 = 0 THEN 'paper' ELSE 'network' END, "
        "CASE WHEN (n.i + u.r) % 20 = 0 THEN 0 ELSE 1 END, 0, 0, 'b' FROM {u} AS u CROSS JOIN {n} AS n ORDER BY u.id, "
        "n.i");
    put(each(0.02), "2025-01-01", 730,
        "INSERT INTO conferences (id, unit_id, date, title, type, scope, mode, statutory_kind, planned_minutes, "
        "actual_minutes, cost, cost_norm, status, "
        "sample, created_at) SELECT 'c' || (u.r * 1000000 + n.i), u.id, {date}, 'Hội nghị', 'professional', "
        "'internal', CASE WHEN n.i % 3 = 0 THEN "
        "'in_person' ELSE 'online' END, 'none', 240, 230, 10, 12, 'held', 0, 0 FROM {u} AS u CROSS JOIN {n} AS n ORDER "
        "BY u.id, n.i");
}

struct Run {
    double seconds = 0;
    std::size_t findings = 0;
};

Run evaluate(const rulebook::Rulebook& book, db::Database& database, std::vector<std::string> norms, bool from_rows,
             const char* as_of = "2026-12-31") {
    Run out;
    const auto start = Clock::now();
    must(database.read([&](db::Snapshot& snapshot) -> Status {
        for (const auto& norm : norms) {
            rulebook::EvaluateRequest request{
                base::Period::year(2026), *base::Date::parse_iso(as_of), {}, norm, false, false, from_rows};
            TRY(const auto found, rulebook::evaluate(book, snapshot, request));
            out.findings += found.size();
        }
        return {};
    }));
    out.seconds = seconds_since(start);
    return out;
}

// As `sauro evaluate` does it.
double two_readers(const rulebook::Rulebook& book, db::Database& database, const std::vector<std::string>& norms,
                   bool from_rows) {
    const auto start = std::chrono::steady_clock::now();
    must(rulebook::evaluate_together(
        book, database,
        {base::Period::year(2026), *base::Date::parse_iso("2026-12-31"), {}, {}, false, false, from_rows}, norms));
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void drafts(const rulebook::Rulebook& book, db::Database& database, const std::string& fact,
            std::map<std::string, db::Value> record) {
    std::vector<std::pair<std::string, std::string>> places;
    must(database.read([&](db::Snapshot& snapshot) {
        return snapshot.query("SELECT unit, unit_path, area, level, bloc FROM fact_units ORDER BY unit LIMIT 2000", {},
                              [&](const db::Row& row) {
                                  places.emplace_back(row.str(0), row.str(1));
                                  return true;
                              });
    }));
    std::mt19937 random(1);
    std::vector<double> took;
    std::size_t findings = 0;
    for (int i = 0; i < 500; ++i) {
        const auto& [unit, path] = places[random() % places.size()];
        record["unit"] = unit;
        record["unit_path"] = path;
        const auto start = Clock::now();
        must(database.read([&](db::Snapshot& snapshot) -> Status {
            TRY(const auto found,
                rulebook::evaluate_record(
                    book, snapshot,
                    {fact, record, base::Period::year(2026), *base::Date::parse_iso("2026-11-20"), {}, {}}));
            findings += found.size();
            return {};
        }));
        took.push_back(seconds_since(start) * 1000);
    }
    std::ranges::sort(took);
    fmt::print("draft of one {}: {:.0f} norms, p50 {:.2f} ms, p99 {:.2f} ms\n", fact,
               static_cast<double>(findings) / 500.0, took[250], took[495]);
}

}  // namespace

int main(int argc, char** argv) {
    base::log_quiet(true);
    const std::int64_t facts = argc > 1 ? std::atoll(argv[1]) : 1000000;
    const bool keep = argc > 2;
    const fs::path folder =
        keep ? fs::path(argv[2]) : fs::temp_directory_path() / fmt::format("sauro-rules-{}", ::getpid());
    const bool filled = fs::exists(folder / "sauro.db");
    fs::create_directories(folder);
    auto opened = must(db::open_sqlite({.path = (folder / "sauro.db").string()}));
    auto& database = *opened;
    make_schema(database);
    must(database.write([&](db::Tx& tx) { return rulebook::follow_changes(tx, views()); }));
    auto start = Clock::now();
    if (!filled) {
        must(database.write(make_units));
        fill(database, facts);
        fmt::print("{} facts written in {:.1f} s\n", facts, seconds_since(start));
    }
    // The same rulebook without the rows before units: each row joined to its unit, as every other plan is.
    const auto joined_book =
        must(rulebook::Rulebook::load(rulebook::embedded_rulebook(), rulebook::testing::documented_views()));
    const auto book = must(rulebook::Rulebook::load(rulebook::embedded_rulebook(), views()));
    const std::vector<std::string> norms(std::begin(six), std::end(six));
    const Run joined = evaluate(joined_book, database, norms, true), rows = evaluate(book, database, norms, true);
    for (const auto& norm : norms)
        fmt::print("  {:<34} {:.3f} s\n", norm, evaluate(book, database, {norm}, true).seconds);
    const double together = two_readers(book, database, norms, true);
    fmt::print(
        "six norms, batch, one reader: {:.2f} s ({:.3f} us a fact and norm), two readers (wall clock): {:.2f} s, {} "
        "findings\n",
        rows.seconds, rows.seconds * 1e6 / 6 / static_cast<double>(facts), together, rows.findings);
    const auto refresh = [&](const rulebook::Rulebook& of) {
        start = Clock::now();
        std::int64_t counted = 0;
        must(database.write([&](db::Tx& tx) -> Status {
            TRY(counted, rulebook::refresh_counters(of, tx));
            return {};
        }));
        return std::pair(seconds_since(start), counted);
    };
    const auto [built, plans] = refresh(book);
    fmt::print("counters: {} plans counted in {:.1f} s\n", plans, built);
    const Run counters = evaluate(book, database, norms, false);
    const Run inside = evaluate(book, database, norms, false, "2026-12-20");
    fmt::print(
        "six norms from counters: {:.3f} s; two readers (wall clock) {:.3f} s; of a day inside a month {:.3f} s; {} "
        "findings\n",
        counters.seconds, two_readers(book, database, norms, false), inside.seconds, counters.findings);
    if (counters.findings != rows.findings || rows.findings != joined.findings)
        return fmt::print(stderr, "counters and rows differ\n"), 1;
    must(database.write([](db::Tx& tx) -> Status {
        TRYV(tx.execute(
            "UPDATE documents SET digital = 1 WHERE counted_on >= '2026-03-01' AND counted_on < '2026-04-01'"));
        return {};
    }));
    const Run changed = evaluate(book, database, norms, false);
    const auto [again, few] = refresh(book);
    fmt::print("after a change at every unit: {:.3f} s before the refresh; refresh of {} plans {:.1f} s\n",
               changed.seconds, few, again);
    // One parameter moved.
    std::vector<base::EmbeddedFile> files(rulebook::embedded_rulebook().begin(), rulebook::embedded_rulebook().end());
    std::string text;
    for (auto& file : files) {
        const auto at = file.content.find("value: 60%, clause");
        if (at == std::string_view::npos) continue;
        text = std::string(file.content).replace(at, 10, "value: 61%");
        file.content = text;
    }
    const auto moved = must(rulebook::Rulebook::load(files, views()));
    const auto [recount, touched] = refresh(moved);
    start = Clock::now();
    rulebook::Difference difference;
    must(database.read([&](db::Snapshot& snapshot) -> Status {
        TRY(difference,
            rulebook::difference(book, moved, snapshot,
                                 {base::Period::year(2026), *base::Date::parse_iso("2026-12-31"), {}, {}, false}));
        return {};
    }));
    fmt::print("one parameter moved: {} plans counted again ({:.3f} s); difference of {} norm, both ways: {:.3f} s\n",
               touched, recount, difference.touched.size(), seconds_since(start));
    drafts(book, database, "conferences",
           {{"id", "x"},
            {"date", "2026-10-10"},
            {"area", "01"},
            {"level", "commune"},
            {"bloc", "party"},
            {"type", "professional"},
            {"scope", "internal"},
            {"mode", "online"},
            {"statutory_kind", "none"},
            {"planned_minutes", 240},
            {"cost", 1},
            {"cost_norm", 2},
            {"status", "planned"}});
    drafts(book, database, "documents",
           {{"id", "x"},
            {"date", "2026-10-10"},
            {"area", "01"},
            {"level", "commune"},
            {"bloc", "party"},
            {"direction", "out"},
            {"administrative", 1},
            {"channel", "network"},
            {"digital", 1},
            {"secret", 0}});
    fmt::print("RATIO batch, rows joined to units first / counted by unit: {:.1f}\n", joined.seconds / rows.seconds);
    fmt::print("RATIO six norms, batch / counters: {:.1f}\n", rows.seconds / counters.seconds);
    opened.reset();
    std::error_code ignored;
    if (!keep) fs::remove_all(folder, ignored);
    return 0;
}
