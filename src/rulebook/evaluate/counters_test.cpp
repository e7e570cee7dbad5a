// Counters say what the rows say, whatever was written in between: three ways to the same verdict, on both databases.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "rulebook/test_views.hpp"
#include "tests/support/databases.hpp"

namespace sauro::rulebook {
namespace {

// The documented views once more with the tables that their rows come from.
std::vector<facts::View> sourced_views() {
    auto views = testing::documented_views();
    for (auto& view : views) {
        if (view.name != "documents" && view.name != "conferences" && view.name != "procedure_cases") continue;
        view.source = {"base_" + view.name, "unit_id", "date", {}};
        for (std::size_t i = 9; i < view.columns.size(); ++i) view.source->columns.push_back(view.columns[i].name);
    }
    return views;
}

Status create(db::Tx& tx) {
    TRYV(tx.execute(
        "CREATE TABLE fact_units (id TEXT, unit_id TEXT, unit TEXT, unit_path TEXT, area TEXT, level TEXT, bloc TEXT, "
        "area_merged BIGINT, valid_from TEXT, valid_to TEXT, name TEXT, body TEXT, parent TEXT, province TEXT, "
        "province_merged BIGINT, sample BIGINT, date TEXT)"));
    TRYV(
        tx.execute("CREATE TABLE fact_baselines (unit TEXT, unit_path TEXT, year BIGINT, measure TEXT, value BIGINT, "
                   "basis TEXT)"));
    for (const auto& view : sourced_views()) {
        if (!view.source) continue;
        std::string columns = "unit_id TEXT, id TEXT, date TEXT", names, own;
        for (std::size_t i = 9; i < view.columns.size(); ++i) {
            const auto& column = view.columns[i];
            const bool number = column.type == facts::Type::integer || column.type == facts::Type::boolean;
            columns += ", " + column.name + (number ? " BIGINT" : " TEXT");
            own += ", r." + column.name;
        }
        TRYV(tx.execute("CREATE TABLE base_" + view.name + " (" + columns + ")"));
        TRYV(tx.execute("CREATE VIEW rows_" + view.name + " AS SELECT * FROM base_" + view.name));
        TRYV(tx.execute(
            "CREATE VIEW fact_" + view.name +
            " AS SELECT r.id, u.unit, u.unit_path, u.area, u.level, u.bloc, u.area_merged, r.date, 0 AS sample" + own +
            " FROM base_" + view.name + " r JOIN fact_units u ON u.unit_id = r.unit_id"));
    }
    return {};
}

class Counters : public sauro::testing::OnEachDatabase {
  protected:
    std::mt19937 random{226};
    std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); }
    db::Value any(std::vector<db::Value> values) { return values[below(values.size())]; }

    Status units(db::Tx& tx) {
        for (int i = 0; i < 12; ++i) {
            const bool province = i < 4;
            const std::string code = (province ? "T" : "X") + std::to_string(i), top = "T" + std::to_string(i % 4);
            TRYV(tx.execute(
                "INSERT INTO fact_units (id, unit_id, unit, unit_path, area, level, bloc, area_merged, valid_from, "
                "valid_to) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                {code, "u" + std::to_string(i), code, "TW/" + (province ? "" : top + "/") + code + "/",
                 "A" + std::to_string(i / 2), province ? "province" : "commune", i % 3 == 0 ? "party" : "government",
                 i == 3 ? 1 : 0, i == 2 ? "2025-07-01" : "2020-01-01", db::Null{}}));
        }
        TRYV(tx.execute("INSERT INTO fact_baselines VALUES ('T2', 'TW/T2/', 2025, 'documents', 12, 'QĐ')"));
        return {};
    }

    Status write_some(db::Tx& tx, int& number) {
        const std::string date = std::get<std::string>(any({"2025-02-01", "2025-12-31", "2026-01-01", "2026-03-15",
                                                            "2026-06-29", "2026-06-30", "2026-07-01", "2026-12-31"}));
        const std::string unit = "u" + std::to_string(below(12)), id = "f" + std::to_string(++number);
        const auto which = below(10);
        if (which < 4) {
            TRYV(
                tx.execute("INSERT INTO base_documents (unit_id, id, date, direction, administrative, channel, "
                           "digital, secret, status) "
                           "VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'done')",
                           {unit, id, date, any({"in", "out", "out"}), any({0, 1, 1, db::Null{}}),
                            any({"network", "paper", db::Null{}}), any({1, 1, 0, db::Null{}}), any({0, 0, 0, 1})}));
        } else if (which < 8) {
            TRYV(tx.execute(
                "INSERT INTO base_conferences (unit_id, id, date, scope, mode, status, statutory_kind, decision_by, "
                "decision_symbol, decision_date) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                {unit, id, date, any({"province_wide", "commune_wide", "internal", db::Null{}}),
                 any({"online", "in_person", "hybrid", db::Null{}}),
                 any({"held", "held", "planned", "cancelled", db::Null{}}),
                 any({"none", "none", "party_committee", db::Null{}}),
                 any({"provincial_standing_committee", "commune_standing_committee", db::Null{}}),
                 any({"1-QĐ", db::Null{}}), any({"2025-01-01", db::Null{}})}));
        } else {
            TRYV(tx.execute("INSERT INTO base_procedure_cases (unit_id, id, date, digital) VALUES (?, ?, ?, ?)",
                            {unit, id, date, any({1, 1, 1, 0, db::Null{}})}));
        }
        const std::string some = "f" + std::to_string(below(static_cast<std::size_t>(number)) + 1);
        if (below(4) == 0)
            TRYV(tx.execute("UPDATE base_documents SET date = ?, unit_id = ? WHERE id = ?", {date, unit, some}));
        if (below(4) == 0) TRYV(tx.execute("UPDATE base_conferences SET status = 'held' WHERE id = ?", {some}));
        if (below(6) == 0) TRYV(tx.execute("DELETE FROM base_conferences WHERE id = ?", {some}));
        // A unit that moves, or changes its level, is asked at the time of the evaluation.
        if (below(9) == 0)
            TRYV(tx.execute("UPDATE fact_units SET level = ?, area = ? WHERE unit_id = ?",
                            {any({"province", "commune"}), any({"A0", "A1"}), unit}));
        return {};
    }

    static Result<std::vector<std::string>> told(const Rulebook& book, db::Snapshot& snapshot,
                                                 const EvaluateRequest& request) {
        std::vector<std::string> out;
        TRY(const auto findings, evaluate(book, snapshot, request));
        for (const auto& f : findings) {
            if (f.kind != "share" && f.kind != "count_cap" && f.kind != "change_vs_baseline") continue;
            out.push_back(f.norm + "|" + f.unit.value_or("") + "|" + f.area.value_or("") + "|" + f.outcome + "|" +
                          f.measured.value_or("-") + "|" + std::to_string(f.excluded) + "|" + f.message);
        }
        std::ranges::sort(out);
        return out;
    }
};
SAURO_EACH_DATABASE(Counters);

TEST_P(Counters, SayWhatTheRowsSay) {
    migrate(migrations());
    const auto views = sourced_views();
    const auto plain = Rulebook::load(embedded_rulebook(), testing::documented_views());
    const auto book = Rulebook::load(embedded_rulebook(), views);
    ASSERT_TRUE(plain && book) << book.error().message;
    int number = 0, compared = 0;
    std::int64_t counted_first = 0, counted_last = 0;
    const auto status = database().write([&](db::Tx& tx) -> Status {
        TRYV(create(tx));
        TRYV(units(tx));
        TRYV(follow_changes(tx, views));
        for (const auto& view : views) {
            if (view.source || view.name == "units" || view.name == "baselines") continue;
            std::string columns;
            for (const auto& column : view.columns)
                columns +=
                    (columns.empty() ? "" : ", ") + column.name +
                    (column.type == facts::Type::integer || column.type == facts::Type::boolean ? " BIGINT" : " TEXT");
            TRYV(tx.execute("CREATE TABLE fact_" + view.name + " (" + columns + ")"));
        }
        for (int round = 0; round < 40; ++round) {
            for (int i = 0; i < 25; ++i) TRYV(write_some(tx, number));
            if (round % 3 == 0) {
                TRY(counted_last, refresh_counters(*book, tx));
                if (round == 0) counted_first = counted_last;
            }
            if (round % 3 == 1) {
                for (int i = 0; i < 3; ++i) TRYV(write_some(tx, number));  // a few changes on top of fresh counters
            }
            EvaluateRequest request;
            static const char* days[] = {"2026-12-31", "2026-06-30", "2026-06-29",
                                         "2026-03-31", "2025-11-01", "2027-02-01"};
            TRY(request.as_of, base::Date::parse_iso(days[round % 6]));
            TRY(request.period, base::Period::parse(round % 5 == 4 ? "2026-H1" : round % 7 == 6 ? "2025" : "2026"));
            request.with_facts = false;
            if (round % 4 == 3) request.unit_path = "TW/T1/";
            TRY(const auto counters, told(*book, tx, request));
            TRY(const auto joined, told(*plain, tx, request));
            request.from_rows = true;
            TRY(const auto rows, told(*book, tx, request));
            EXPECT_EQ(counters, rows) << round;
            EXPECT_EQ(rows, joined) << round;
            compared += static_cast<int>(rows.size());
            if (HasFailure()) return {};
        }
        return {};
    });
    ASSERT_TRUE(status.has_value()) << sauro::testing::explain(status);
    EXPECT_GT(compared, 1000);
    EXPECT_GE(counted_first, 8);
    EXPECT_GE(counted_last, 8);
}

TEST_P(Counters, AMovedParameterRecountsNothingAndAnotherConditionItsOwnNormOnly) {
    migrate(migrations());
    const auto views = sourced_views();
    const auto with = [&](std::string_view from, std::string_view to) {
        static std::vector<std::string> keep;
        std::vector<base::EmbeddedFile> files(embedded_rulebook().begin(), embedded_rulebook().end());
        for (auto& file : files) {
            const auto at = file.content.find(from);
            if (from.empty() || at == std::string_view::npos) continue;
            std::string text(file.content);
            keep.push_back(text.replace(at, from.size(), to));
            file.content = keep.back();
        }
        auto book = Rulebook::load(files, views);
        if (!book) throw std::runtime_error(book.error().message);
        return *book;
    };
    const auto status = database().write([&](db::Tx& tx) -> Status {
        TRYV(create(tx));
        TRYV(units(tx));
        TRYV(follow_changes(tx, views));
        TRY(const auto first, refresh_counters(with("", ""), tx));
        EXPECT_GE(first, 8);
        TRY(const auto again, refresh_counters(with("", ""), tx));
        EXPECT_EQ(again, 0);
        TRY(const auto moved, refresh_counters(with("value: 60%, clause", "value: 61%, clause"), tx));
        EXPECT_EQ(moved, 0);
        TRY(const auto changed,
            refresh_counters(
                with("numerator: mode in (online, hybrid)", "numerator: mode in (online, hybrid, in_person)"), tx));
        EXPECT_EQ(changed, 1);
        return {};
    });
    ASSERT_TRUE(status.has_value()) << sauro::testing::explain(status);
}

}  // namespace
}  // namespace sauro::rulebook
