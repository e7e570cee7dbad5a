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
#include "modules/meetings/suggest.hpp"
#include "modules/units/units.hpp"
#include "rulebook/parallel.hpp"

namespace {

using namespace sauro;
namespace fs = std::filesystem;

double wall() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }
// CPU of this process: other work on the machine does not count.
double cpu() {
    timespec at{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
    return static_cast<double>(at.tv_sec) + static_cast<double>(at.tv_nsec) / 1e9;
}
void must(const Status& status) {
    if (status) return;
    fmt::print(stderr, "{}: {} {}\n", status.error().code, status.error().message, status.error().detail);
    std::exit(1);
}
template <class T>
T must(Result<T> result) {
    if (!result) must(Status(std::unexpected(result.error())));
    return std::move(*result);
}
template <class Do>
auto read(db::Database& database, Do what) {
    std::optional<std::invoke_result_t<Do, db::Snapshot&>> out;
    must(database.read([&](db::Snapshot& snapshot) -> Status {
        out = what(snapshot);
        return {};
    }));
    return must(*std::move(out));
}
void write(db::Database& database, const std::string& sql) {
    must(database.write([&](db::Tx& tx) -> Status {
        TRYV(tx.execute(sql));
        return {};
    }));
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
std::string numbers(std::int64_t from, std::int64_t to) {
    return fmt::format(
        "(WITH RECURSIVE n(i) AS (SELECT {} UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {}) SELECT i FROM n)", from,
        to);
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

void clashes(app::App& app, const api::UnitRef& province) {
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
            "clash search, 1,000,000 invitations: the year ({} days) CPU {:.0f} ms, wall {:.0f} ms; a page of {} pairs "
            "CPU {:.0f} ms\n",
            days.size(), year_cpu * 1000, year_wall * 1000, page.items.size(), (cpu() - c) * 1000);
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
    clashes(*app, unit);
    write(app->database(),
          fmt::format("UPDATE conferences SET unit_id = '{}' WHERE CAST(substr(id, 7) AS BIGINT) < 300", unit.id));
    suggestions(*app, unit, "300 conferences");
    write(app->database(), fmt::format("UPDATE conferences SET unit_id = '{}'", unit.id));
    effects(*app, unit, "all 5,000 convened by one body");
    suggestions(*app, unit, "5,000 conferences");
}

// What two years of a nation look like to the norms: of each of them some three to five conferences in a hundred break
// it or leave open whether they do; some are hybrid, cancelled, wide, inter-sector, or covered by a decision.
// A number from 0 to 9999 that looks thrown, another one for each use of the row's number.
std::string thrown(std::string_view number, int use) {
    const std::int64_t factor = 2654435761 + 2 * static_cast<std::int64_t>(use) * 15485863;
    return fmt::format("(({} * {} + {}) % 4294967296 * 1664525 % 4294967296 / 65536 % 10000)", number, factor,
                       use * 40503);
}
// "one word in so many of ten thousand", the rest by the last word.
std::string words(std::string_view number, int use, std::initializer_list<std::pair<int, const char*>> shares,
                  const char* rest) {
    std::string sql = "CASE ";
    int upto = 0;
    for (const auto& [share, word] : shares) {
        upto += share;
        sql += fmt::format("WHEN {} < {} THEN {} ", thrown(number, use), upto, word);
    }
    return sql + fmt::format("ELSE {} END", rest);
}

void fill_nation(app::App& app, std::int64_t conferences) {
    write(app.database(), "CREATE TABLE bench_units (r INTEGER PRIMARY KEY, id TEXT, code TEXT, level TEXT)");
    write(app.database(),
          "INSERT INTO bench_units SELECT ROW_NUMBER() OVER (ORDER BY id) - 1, id, code, level FROM units");
    const auto units = *read(app.database(), [](db::Snapshot& s) {
        return s.one("SELECT COUNT(*) FROM bench_units", {}, [](const db::Row& row) { return row.integer(0); });
    });
    const auto of = [](int use, std::initializer_list<std::pair<int, const char*>> shares, const char* rest) {
        return words("n.i", use, shares, rest);
    };
    const std::string type = of(1,
                                {{4000, "'dissemination'"},
                                 {2500, "'deliberation'"},
                                 {150, "'anniversary'"},
                                 {50, "'congress'"},
                                 {100, "'other'"},
                                 {50, "NULL"}},
                                "'professional'");
    const std::string wide = fmt::format(
        "CASE WHEN {0} < 40 AND u.level = 'province' THEN 'province_wide' WHEN {0} < 250 AND u.level = "
        "'commune' THEN 'commune_wide' WHEN {0} < 900 THEN 'inter_sector' WHEN {0} < 950 THEN NULL ELSE "
        "'internal' END",
        thrown("n.i", 2));
    const std::string decided = of(3, {{6000, "1"}}, "0");  // of the wide ones
    const std::string conference = fmt::format(
        "INSERT INTO conferences (id, unit_id, date, title, type, scope, mode, statutory_kind, planned_minutes, "
        "actual_minutes, cost, cost_norm, cost_planned, chair, leaders_invited, leaders_total, "
        "broadcast_to_grassroots, repeats_id, delegates, decision_by, decision_symbol, decision_date, status, sector, "
        "topic_key, guided_by, necessity_note, joint_issue_note, sample, created_at) SELECT 'c' || n.i, u.id, "
        "date('2025-01-02', '+' || ({} % 725) || ' days'), 'Hội nghị chuyên đề số ' || n.i, {}, {}, {}, {}, 200, {}, "
        "{}, 12000000, {}, {}, {}, 4, {}, {}, {}, CASE WHEN {} = 1 AND {} < 400 THEN CASE u.level WHEN 'province' THEN "
        "'provincial_standing_committee' ELSE 'commune_standing_committee' END END, CASE WHEN {} = 1 AND {} < 380 THEN "
        "'15-QĐ' END, CASE WHEN {} = 1 AND {} < 390 THEN '2025-01-01' END, {}, 'lĩnh vực ' || (n.i % 20), {}, {}, {}, "
        "{}, 1, 0 FROM ",
        thrown("n.i", 4), type, wide, of(5, {{3300, "'in_person'"}, {800, "'hybrid'"}, {100, "NULL"}}, "'online'"),
        of(6, {{300, "'party_committee'"}, {300, "'peoples_council'"}, {100, "NULL"}}, "'none'"),
        of(7, {{150, "300"}, {150, "500"}, {100, "750"}, {100, "NULL"}}, "180"),
        of(8, {{300, "15000000"}, {50, "NULL"}}, "9000000"), of(9, {{100, "14000000"}, {2000, "10000000"}}, "NULL"),
        of(10, {{300, "NULL"}}, "'Phó Bí thư'"), of(11, {{300, "4"}, {50, "NULL"}}, "2"),
        of(12, {{200, "1"}, {50, "NULL"}}, "0"),
        fmt::format("CASE WHEN {} < 200 AND n.i > 20 THEN 'c' || (n.i % 20) END", thrown("n.i", 13)),
        of(14, {{200, "NULL"}}, "60"), decided, thrown("n.i", 2), decided, thrown("n.i", 2), decided, thrown("n.i", 2),
        of(15, {{200, "'cancelled'"}, {100, "'planned'"}, {50, "NULL"}}, "'held'"),
        fmt::format("CASE WHEN {} < 3000 THEN NULL ELSE 'noi dung so ' || ({} % 1500) END", thrown("n.i", 16),
                    thrown("n.i", 17)),
        of(18, {{1000, "'05-HD/TU'"}}, "NULL"), of(19, {{6000, "'Còn vướng mẫu biểu'"}}, "NULL"),
        of(20, {{6000, "'Phòng dịch chung'"}}, "NULL"));
    write(app.database(),
          "INSERT INTO conference_plans (id, unit_id, year, symbol, based_on, approved_by, approved_on, created_at) "
          "SELECT 'k' || r, id, 2026, '01-KH', 'Chương trình công tác năm', 'Thường trực', '2026-01-20', 0 FROM "
          "bench_units WHERE r % 25 > 0");
    // Units whose area was merged in 2025 declare what they count from; one in three has not yet.
    write(
        app.database(),
        fmt::format("INSERT INTO baselines (id, unit_id, measure, year, value, basis, created_at) SELECT 'b' || r, id, "
                    "'conferences', 2025, {}, 'Sổ theo dõi', 0 FROM bench_units WHERE r % 3 > 0",
                    conferences / units * 6 / 10));
    constexpr std::int64_t at_once = 50'000;
    for (std::int64_t from = 0; from < conferences; from += at_once) {
        const auto n = numbers(from, std::min(conferences, from + at_once));
        write(app.database(), conference + fmt::format("{} AS n JOIN bench_units AS u ON u.r = n.i % {}", n, units));
        // Four guests each: the convenor's neighbours in the list of units, most of them asked by name and field.
        write(app.database(),
              fmt::format(
                  "INSERT INTO invitations (id, conference_id, invited_unit, invited_unit_id, in_charge, concerned, "
                  "role, sector, in_scope, level, bloc, created_at) SELECT 'i' || n.i || '-' || k.i, 'c' || n.i, "
                  "u.code, u.id, {}, {}, {}, {}, {}, o.level, ob.bloc, 0 FROM {} AS n CROSS JOIN {} AS k JOIN "
                  "bench_units AS o ON o.r = n.i % {} JOIN units AS ob ON ob.id = o.id JOIN bench_units AS u ON u.r = "
                  "(n.i + k.i) % {}",
                  words("(n.i * 4 + k.i)", 21, {{100, "0"}, {30, "NULL"}}, "1"),
                  words("(n.i * 4 + k.i)", 22, {{100, "0"}, {30, "NULL"}}, "1"),
                  words("(n.i * 4 + k.i)", 23, {{9000, "'other'"}}, "'provincial_secretary'"),
                  words("(n.i * 4 + k.i)", 24, {{9900, "'lĩnh vực ' || (n.i % 20)"}, {50, "NULL"}}, "'lĩnh vực khác'"),
                  words("(n.i * 4 + k.i)", 25, {{9900, "1"}, {30, "NULL"}}, "0"), n, numbers(0, 4), units, units));
        const std::string speech = "(n.i * 3 + k.i)";
        // Three in ten have their text beforehand.
        const auto prepared = [&](const std::string& what) {
            return fmt::format("CASE WHEN {} < 3000 THEN {} END", thrown(speech, 29), what);
        };
        write(app.database(),
              fmt::format(
                  "INSERT INTO speeches (id, conference_id, type, speaker, minutes, text, copied_percent, "
                  "reading_minutes, listed_ideas, created_at) SELECT 's' || n.i || '-' || k.i, 'c' || n.i, {}, 'Đại "
                  "biểu', {}, {}, {}, {}, {}, 0 FROM {} AS n CROSS JOIN {} AS k",
                  words(speech, 26, {{20, "NULL"}},
                        "CASE k.i WHEN 0 THEN 'opening' WHEN 1 THEN 'contribution' ELSE 'closing' END"),
                  fmt::format("CASE WHEN k.i = 2 THEN {} ELSE {} END",
                              words(speech, 27, {{300, "60"}, {50, "NULL"}}, "40"),
                              words(speech, 28, {{300, "15"}, {50, "NULL"}}, "8")),
                  prepared("'Tham luận đã soạn: kết quả, khó khăn, kiến nghị của đơn vị.'"),
                  prepared(words(speech, 30, {{400, "80"}, {50, "NULL"}}, "5")),
                  prepared(fmt::format("CASE WHEN k.i = 2 THEN 40 ELSE {} END", words(speech, 31, {{400, "14"}}, "7"))),
                  prepared(words(speech, 32, {{400, "3"}}, "1")), n, numbers(0, 3)));
    }
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
    must(app->database().write([&](db::Tx& tx) -> Status {
        TRYV(rulebook::refresh_counters(app->rulebook(), tx));
        return {};
    }));
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
