#include "bench_data.hpp"

namespace sauro::bench {
namespace {

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

}  // namespace

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

}  // namespace sauro::bench
