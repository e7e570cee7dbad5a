// The plan of a province (100 communes, 5,000 conferences, 1,000,000 invitations): effect of one addition, clashes,
// suggestions; and every norm on meetings over the conferences of a nation.
// Usage: bench_meetings [conferences of the nation = 800000; 0 leaves that part out] [folder = a temporary one, kept
// when named] [all | province | nation]
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>

#include "app/app.hpp"
#include "base/log.hpp"
#include "bench_data.hpp"
#include "modules/meetings/suggest.hpp"
#include "modules/units/units.hpp"
#include "rulebook/parallel.hpp"

namespace {

using namespace sauro;
using namespace sauro::bench;
namespace fs = std::filesystem;

double wall() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }
// CPU of this process: other work on the machine does not count.
double cpu() {
    timespec at{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
    return static_cast<double>(at.tv_sec) + static_cast<double>(at.tv_nsec) / 1e9;
}
std::unique_ptr<app::App> open(const fs::path& folder) {
    const app::Options options{folder.string(), {}, {}};
    return must(fs::exists(folder / "sauro.db") ? app::App::open(options) : app::App::create(options, "", false));
}
api::UnitRef unit_of(app::App& app, std::string_view code) {
    auto found = read(app.database(), [&](db::Snapshot& s) { return app.units().find(s, code); });
    if (!found) std::exit(1);
    return *found;
}
constexpr int plan_size = 5000, guests = 200;

// A Party committee of a province; the bodies below it convene and are invited.
std::string province_of(app::App& app) {
    return *read(app.database(), [](db::Snapshot& s) {
        return s.one(
            "SELECT code FROM units WHERE level = 'province' AND bloc = 'party' AND body IS NOT NULL ORDER BY "
            "length(path), code LIMIT 1",
            {}, [](const db::Row& row) { return row.str(0); });
    });
}

void fill_province(app::App& app, const api::UnitRef& province) {
    const std::string below = fmt::format(
        "(SELECT id, code, ROW_NUMBER() OVER (ORDER BY id) - 1 AS r, COUNT(*) OVER () AS total FROM units WHERE "
        "substr(path, 1, {}) = '{}')",
        province.path.size(), province.path);
    for (const int year : {2025, 2026}) {
        write(app.database(),
              fmt::format(
                  "INSERT INTO conferences (id, unit_id, date, title, type, scope, mode, statutory_kind, "
                  "planned_minutes, status, start_at, end_at, sample, created_at) SELECT 'c{0}-' || n.i, u.id, "
                  "date('{0}-01-02', '+' || (n.i * 7 % 360) || ' days'), 'Hội nghị chuyên đề số ' || (n.i / 3) || "
                  "' về lĩnh vực ' || (n.i / 3), 'professional', 'internal', CASE WHEN n.i % 5 < 2 THEN 'in_person' "
                  "ELSE 'online' END, 'none', 240, '{1}', CASE WHEN n.i % 3 = 0 THEN NULL ELSE 450 + n.i % 2 * 330 "
                  "END, CASE WHEN n.i % 3 = 0 THEN NULL ELSE 690 + n.i % 2 * 330 END, 1, 0 FROM {2} AS n JOIN {3} AS "
                  "u ON u.r = n.i % u.total",
                  year, year == 2025 ? "held" : "planned", numbers(0, plan_size), below));
    }
    for (int from = 0; from < plan_size; from += 500) {
        write(app.database(),
              fmt::format(
                  "INSERT INTO invitations (id, conference_id, invited_unit, invited_unit_id, created_at) SELECT "
                  "'i' || n.i || '-' || k.i, 'c2026-' || n.i, u.code, u.id, 0 FROM {} AS n CROSS JOIN {} AS k JOIN "
                  "{} AS u ON u.r = (n.i * 37 + k.i) % u.total",
                  numbers(from, from + 500), numbers(0, guests), below));
    }
}

void effects(app::App& app, const api::UnitRef& unit, std::string_view what) {
    meetings::ConferenceDraft draft;
    draft.title = "Hội nghị triển khai nhiệm vụ";
    draft.type = "professional";
    draft.scope = "province_wide";
    draft.mode = "in_person";
    draft.statutory_kind = "none";
    draft.invitees = {{unit.code, {}, {}, {}, {}, {}, {}, {}, {}, {}}};
    std::vector<double> cpus, walls;
    for (int i = 0; i < 200; ++i) {
        draft.date = base::Date::from_ymd(2026, 1 + i % 12, 1 + i % 28).value();
        const double c = cpu(), w = wall();
        read(app.database(), [&](db::Snapshot& s) { return meetings::effect_of(app.rulebook(), s, unit, draft, {}); });
        cpus.push_back((cpu() - c) * 1000);
        walls.push_back((wall() - w) * 1000);
    }
    std::ranges::sort(cpus);
    std::ranges::sort(walls);
    fmt::print(
        "effect of one addition, {}: CPU median {:.1f} ms, p95 {:.1f} ms; wall median {:.1f} ms, p95 {:.1f} ms\n", what,
        cpus[100], cpus[190], walls[100], walls[190]);
}

// Counters, counts of guests and lists of guests follow a change within seconds.
void refresh(app::App& app) {
    must(app.database().write([&](db::Tx& tx) -> Status {
        TRYV(rulebook::refresh_counters(app.rulebook(), tx));
        return {};
    }));
}

void clashes(app::App& app, const api::UnitRef& province, std::string_view what) {
    meetings::store::Filter filter;
    filter.unit_id = province.id;
    filter.path = province.path;
    filter.subtree = true;
    filter.from = "2026-01-01";
    filter.to = "2026-12-31";
    for (int i = 0; i < 3; ++i) {
        double c = cpu(), w = wall();
        const auto days = read(app.database(), [&](db::Snapshot& s) { return meetings::clash_days(s, filter); });
        const double year_cpu = cpu() - c, year_wall = wall() - w;
        c = cpu();
        const auto page = read(app.database(), [&](db::Snapshot& s) { return meetings::clashes_of(s, filter); });
        fmt::print(
            "clash search, 1,000,000 invitations {}: the year ({} days) CPU {:.0f} ms, wall {:.0f} ms; a page of {} "
            "pairs "
            "CPU {:.0f} ms\n",
            what, days.size(), year_cpu * 1000, year_wall * 1000, page.items.size(), (cpu() - c) * 1000);
    }
}

// 300 conferences of one unit among those of the province.
void optimiser() {
    std::mt19937 dice(3);
    std::vector<planning::Conference> plan;
    for (int i = 0; i < 300; ++i) {
        auto& one = plan.emplace_back();
        one.title = fmt::format("Hội nghị số {0} về lĩnh vực {0}", i / 3);
        one.date = base::Date::from_ymd(2026, 1, 5).value().plus_days(dice() % 350);
        one.wide = dice() % 60 == 0;
        one.online = dice() % 3 == 0;
        one.replaceable = dice() % 4 == 0;
        for (int n = 0; n < 40; ++n) one.who.push_back(static_cast<std::int32_t>(dice() % 400));
        std::ranges::sort(one.who);
        one.who.erase(std::ranges::unique(one.who).begin(), one.who.end());
    }
    const double c = cpu();
    const auto found = planning::improve(plan, {270, 2, 60}, {});
    fmt::print("optimiser, 300 conferences: CPU {:.2f} s, {} changes, greedy {}, clashes {} -> {}\n", cpu() - c,
               found.changes.size(), found.greedy, found.before.clashes, found.after.clashes);
    if (found.changes.size() > found.greedy) {
        fmt::print(stderr, "longer than greedy\n");
        std::exit(1);
    }
    fmt::print("RATIO changes, greedy / optimiser: {:.2f}\n",
               static_cast<double>(found.greedy) / static_cast<double>(found.changes.size()));
}

void suggestions(app::App& app, const api::UnitRef& unit, std::string_view what) {
    const double c = cpu();
    const auto found = read(app.database(), [&](db::Snapshot& s) {
        return meetings::suggest(app.rulebook(), app.calendar(), s, unit, 2026,
                                 base::Date::from_ymd(2026, 1, 1).value());
    });
    fmt::print("suggestions from the database, {} among 1,000,000 invitations: CPU {:.2f} s, {} changes\n", what,
               cpu() - c, found.items.size());
}

void province(const fs::path& folder) {
    fs::remove_all(folder);  // the run changes it
    auto app = open(folder);
    const auto unit = unit_of(*app, province_of(*app));
    fill_province(*app, unit);
    effects(*app, unit, "5,000 conferences spread over the province");
    clashes(*app, unit, "just written");
    refresh(*app);
    clashes(*app, unit, "some seconds later");
    write(app->database(),
          fmt::format("UPDATE conferences SET unit_id = '{}' WHERE CAST(substr(id, 7) AS BIGINT) < 300", unit.id));
    suggestions(*app, unit, "300 conferences");
    write(app->database(), fmt::format("UPDATE conferences SET unit_id = '{}'", unit.id));
    effects(*app, unit, "all 5,000 convened by one body");
    suggestions(*app, unit, "5,000 conferences");
}

void nation(const fs::path& folder, std::int64_t conferences) {
    const bool filled = fs::exists(folder / "sauro.db");
    auto app = open(folder);
    if (!filled) {
        const double w = wall();
        fill_nation(*app, conferences);
        fmt::print("{} conferences, {} speeches written in {:.0f} s\n", conferences, 3 * conferences, wall() - w);
    }
    std::vector<std::string> norms;
    for (const auto& norm : app->rulebook().norms()) {
        if (norm.checked && norm.row().starts_with("M")) norms.push_back(norm.id);
    }
    rulebook::EvaluateRequest request{
        base::Period::year(2026), *base::Date::parse_iso("2026-12-31"), {}, {}, false, true};
    double w = wall();
    refresh(*app);
    fmt::print("counters built in {:.1f} s\n", wall() - w);
    for (const auto& norm : norms) {
        const double c = cpu();
        request.norm = norm;
        const auto found =
            read(app->database(), [&](db::Snapshot& s) { return rulebook::evaluate(app->rulebook(), s, request); });
        const double spent = cpu() - c;
        std::map<std::string, int> outcomes;
        for (const auto& finding : found) ++outcomes[finding.outcome];
        std::string told;
        for (const auto& [outcome, count] : outcomes) told += fmt::format(" {} {}", count, outcome);
        fmt::print("  {:<44} {:.3f} s,{}\n", norm, spent, told);
    }
    request.norm.reset();
    std::map<std::string, std::map<std::string, int>> batch;
    for (int i = 0; i < 3; ++i) {
        double c = cpu();
        w = wall();
        const auto found = must(rulebook::judge_together(app->rulebook(), app->database(), request, norms));
        fmt::print("{} norms of meetings, one batch, two readers: wall {:.2f} s, CPU {:.2f} s, {} verdicts\n",
                   norms.size(), wall() - w, cpu() - c, found.all().size());
        c = cpu();
        w = wall();
        const auto told = found.told(2);
        fmt::print("  all of them told in sentences: wall {:.2f} s, CPU {:.2f} s\n", wall() - w, cpu() - c);
        batch.clear();
        for (const auto& finding : told) ++batch[finding.norm][finding.outcome];
    }
    // The same verdicts as row by row, norm by norm; of a whole nation that takes minutes.
    if (conferences > 100'000) return;
    request.only_open = false;
    for (const auto& norm : norms) {
        request.norm = norm;
        std::map<std::string, int> outcomes;
        for (const auto& finding :
             read(app->database(), [&](db::Snapshot& s) { return rulebook::evaluate(app->rulebook(), s, request); }))
            ++outcomes[finding.outcome];
        for (const char* open : {"breached", "cannot_tell", "waived"}) {
            if (outcomes[open] == batch[norm][open]) continue;
            fmt::print(stderr, "{}: {} {} row by row, {} in the batch\n", norm, outcomes[open], open,
                       batch[norm][open]);
            std::exit(1);
        }
    }
    fmt::print("the same verdicts row by row\n");
}

}  // namespace

int main(int argc, char** argv) {
    base::log_quiet(true);
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    const std::int64_t conferences = argc > 1 ? std::atoll(argv[1]) : 800'000;
    const bool keep = argc > 2;
    const std::string_view part = argc > 3 ? argv[3] : "all";
    const fs::path folder =
        keep ? fs::path(argv[2]) : fs::temp_directory_path() / fmt::format("sauro-meetings-{}", ::getpid());
    fs::create_directories(folder);
    if (part != "nation") {
        optimiser();
        province(folder / "province");
    }
    if (conferences > 0 && part != "province") nation(folder / "nation", conferences);
    std::error_code ignored;
    if (!keep) fs::remove_all(folder, ignored);
    return 0;
}
