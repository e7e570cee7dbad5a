// Standing property: asked only for what is open, an evaluation says of it what it says asked for everything; with rows
// looked through beforehand and without, on both databases.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "rulebook/impl.hpp"
#include "rulebook/parallel.hpp"
#include "rulebook/test_kinds.hpp"
#include "tests/support/databases.hpp"

namespace sauro::rulebook {
namespace {

using Records = std::map<std::string, db::Value>;

// What stands in the joined view only: it cannot be asked beforehand.
const std::set<std::string> joined{"id", "unit", "unit_path", "area", "level", "bloc", "area_merged", "sample", "body"};

bool generated(const facts::View& view) {
    return view.name != "areas" && view.name != "units" && view.name != "baselines" &&
           std::ranges::any_of(view.columns, [](const auto& c) { return c.name == "unit_path"; });
}

std::vector<facts::View> scanned(std::vector<facts::View> views) {
    for (auto& view : views) {
        if (!generated(view)) continue;
        for (const auto& column : view.columns) {
            if (joined.contains(column.name) || (view.name == "speeches" && column.name == "date")) continue;
            view.scan.push_back(column.name == "conference" ? "conference_row" : column.name);
        }
        view.scan.emplace_back("unit_id");
        if (std::ranges::find(view.scan, "repeats") != view.scan.end()) view.scan.emplace_back("repeats_row");
    }
    return views;
}

Status create(db::Tx& tx, const std::vector<facts::View>& views) {
    TRYV(testing::create_tables(tx, views));
    for (const auto& view : views) {
        if (!generated(view)) continue;
        TRYV(tx.execute("ALTER TABLE fact_" + view.name + " ADD COLUMN row_id BIGINT"));
        std::string columns = "row_id";
        for (const auto& name : view.scan) {
            if (name == "conference_row" || name == "unit_id")
                TRYV(tx.execute("ALTER TABLE fact_" + view.name + " ADD COLUMN " + name + " TEXT"));
            if (name == "repeats_row")
                TRYV(tx.execute("ALTER TABLE fact_" + view.name + " ADD COLUMN repeats_row BIGINT"));
            columns += ", " + name;
        }
        TRYV(tx.execute("CREATE VIEW scan_" + view.name + " AS SELECT " + columns + " FROM fact_" + view.name));
    }
    // `unit_id` of fact_units is no documented column.
    TRYV(tx.execute("ALTER TABLE fact_units ADD COLUMN unit_id TEXT"));
    for (const char* unit : {"T00", "T01", "T02", "X00", "X01", "X02"}) {
        const bool province = *unit == 'T';
        TRYV(testing::insert(tx, "units",
                             {{"id", unit},
                              {"unit", unit},
                              {"unit_id", unit},
                              {"unit_path", "TW/" + std::string(province ? "" : "T01/") + unit + "/"},
                              {"area", "A0" + std::to_string(unit[2] % 2)},
                              {"level", province ? "province" : "commune"},
                              {"bloc", unit[2] == '0' ? "party" : "government"},
                              {"valid_from", "2020-01-01"},
                              {"area_merged", 0}}));
    }
    return {};
}

// Values at and beside everything that a norm of the book compares a column with.
class Generator {
  public:
    explicit Generator(const Rulebook& book) {
        for (const auto& plan : book.impl().plans) {
            const auto look = [&](const Filter& filter) {
                if (!filter) return;
                each_comparison(filter, [&](const Expr& comparison) {
                    for (const auto& operand : comparison.operands)
                        if (!std::holds_alternative<db::Null>(operand.value))
                            near_[comparison.column].push_back(operand.value);
                });
            };
            for (const auto* filter :
                 {&plan.where, &plan.not_applicable, &plan.excluded, &plan.waived, &plan.linked_when})
                look(*filter);
            for (const auto& filter : plan.needs) look(filter);
            for (const auto& filter : plan.evidence) look(filter);
            const Norm& norm = book.impl().norms[plan.norm];
            for (const auto& parameter : norm.parameters)
                for (const auto& value : parameter.values)
                    for (const auto& column : norm.measure) limits_[column].insert(value.value.numerator());
        }
    }
    std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }
    db::Value day() {
        static const char* days[] = {"2025-06-01", "2025-12-10", "2025-12-11", "2026-01-01",
                                     "2026-06-30", "2026-07-01", "2026-12-31", "2027-01-01"};
        return days[below(std::size(days))];
    }
    db::Value value(const facts::View::Column& column) {
        if (below(6) == 0) return db::Null{};
        if (column.type == facts::Type::date) return day();
        const auto known = near_.find(column.name);
        const bool any_known = known != near_.end() && below(8) > 0;
        if (column.type == facts::Type::boolean) return static_cast<std::int64_t>(below(2));
        if (column.type == facts::Type::integer) {
            const auto limits = limits_.find(column.name);
            if (limits == limits_.end()) return static_cast<std::int64_t>(below(3) * (below(2) ? 4 : 1));
            auto at = limits->second.begin();
            std::advance(at, below(limits->second.size()));
            return std::max<std::int64_t>(0, *at + static_cast<std::int64_t>(below(3)) - 1);
        }
        if (any_known) return known->second[below(known->second.size())];
        return "w" + std::to_string(below(3));
    }
    Records record(const facts::View& view, int number) {
        const bool province = below(2) == 0;
        const std::string unit = std::string(province ? "T0" : "X0") + std::to_string(below(3));
        Records out;
        for (const auto& column : view.columns) out[column.name] = value(column);
        out["id"] = "f" + std::to_string(number);
        out["unit"] = unit;
        out["unit_path"] = "TW/" + std::string(province ? "" : "T01/") + unit + "/";
        out["area"] = "A0" + std::to_string(unit.back() % 2);
        out["level"] = province ? "province" : "commune";
        out["bloc"] = unit.back() == '0' ? "party" : "government";
        out["date"] = day();
        if (out.contains("conference")) out["conference"] = "h" + std::to_string(below(20));
        if (out.contains("repeats") && below(2) == 0) {
            const auto named = below(static_cast<std::size_t>(number) + 1);
            out["repeats"] = "f" + std::to_string(named);
            if (std::ranges::find(view.scan, "repeats_row") != view.scan.end()) out["repeats_row"] = named;
        }
        out["row_id"] = number;
        out["unit_id"] = unit;
        if (std::ranges::find(view.scan, "conference_row") != view.scan.end())
            out["conference_row"] = out["conference"];
        return out;
    }

  private:
    std::mt19937 random_{226};
    std::map<std::string, std::vector<db::Value>> near_;
    std::map<std::string, std::set<std::int64_t>> limits_;
};

bool left_out(const Rulebook& book, const Finding& f) {
    const Plan& plan = *book.impl().plan_of(f.norm);
    if (!has_subject(plan) && plan.shape != Plan::Shape::parts) return false;
    return f.outcome == "met" || f.outcome == "not_applicable" || (f.outcome == "cannot_tell" && f.period_open);
}

std::vector<std::string> told(const Rulebook& book, const std::vector<Finding>& findings) {
    std::vector<std::string> out;
    for (const auto& f : findings) {
        if (left_out(book, f)) continue;
        out.push_back(f.norm + "|" + f.subject.value_or("") + "|" + f.unit.value_or("") + "|" + f.area.value_or("") +
                      "|" + f.outcome + "|" + f.measured.value_or("-") + "|" + f.limit.value_or("-") + "|" +
                      std::to_string(f.facts_total) + "|" + f.message);
    }
    return out;
}

// What only one of them says.
std::vector<std::string> apart(std::vector<std::string> a, std::vector<std::string> b) {
    std::ranges::sort(a);
    std::ranges::sort(b);
    std::vector<std::string> out;
    std::ranges::set_symmetric_difference(a, b, std::back_inserter(out));
    if (out.size() > 5) out.resize(5);
    return out;
}

// A verdict says of itself what its finding says.
void expect_alike(const Verdict& verdict, const Finding& finding) {
    const auto text = [](const std::string* known) { return known ? std::optional(*known) : std::nullopt; };
    EXPECT_EQ(verdict.norm().id, finding.norm);
    EXPECT_EQ(verdict.outcome(), finding.outcome);
    EXPECT_EQ(text(verdict.unit()), finding.unit);
    EXPECT_EQ(text(verdict.area()), finding.area);
    EXPECT_EQ(text(verdict.subject()), finding.subject);
    EXPECT_EQ(verdict.figures(),
              finding.outcome + " " + finding.measured.value_or("–") + " / " + finding.limit.value_or("–"));
    EXPECT_EQ(verdict.told().message, finding.message);
}

class OpenRows : public sauro::testing::OnEachDatabase {
  protected:
    void expect_told_alike(const Rulebook& book, const EvaluateRequest& request, const std::vector<Finding>& findings) {
        const auto status = database().read([&](db::Snapshot& snapshot) -> Status {
            TRY(const auto verdicts, judge_all(book, snapshot, request));
            EXPECT_EQ(verdicts.all().size(), findings.size());
            for (std::size_t i = 0; i < std::min(verdicts.all().size(), findings.size()); ++i)
                expect_alike(verdicts.all()[i], findings[i]);
            return {};
        });
        EXPECT_TRUE(status.has_value());
    }
    void compare(const std::function<Result<Rulebook>(const std::vector<facts::View>&)>& load,
                 std::vector<facts::View> plain_views, int most_rows) {
        const auto views = scanned(plain_views);
        const auto book = load(views);
        const auto plain = load(plain_views);
        ASSERT_TRUE(book && plain);
        const std::vector<std::string> none;
        Generator generate(*book);
        ASSERT_TRUE(database().write([&](db::Tx& tx) { return create(tx, views); }).has_value());
        std::size_t open = 0, closed = 0;
        int number = 0;
        for (const int rows : {1, 40, most_rows}) {
            const auto written = database().write([&](db::Tx& tx) -> Status {
                for (const auto& view : views) {
                    if (!generated(view)) continue;
                    for (int i = 0; i < rows; ++i)
                        TRYV(testing::insert(tx, view.name, generate.record(view, number++)));
                }
                return {};
            });
            ASSERT_TRUE(written.has_value()) << sauro::testing::explain(written);
            for (const auto& [path, code, day] : {std::tuple{"", "2026", "2026-12-31"},
                                                  {"TW/T01/", "2026", "2026-12-31"},
                                                  {"", "2026-Q2", "2026-05-15"}}) {
                EvaluateRequest all{*base::Period::parse(code), *base::Date::parse_iso(day), {}, {}, true};
                if (*path) all.unit_path = path;
                EvaluateRequest only = all;
                only.only_open = true;
                std::vector<Finding> everything, few, without;
                const auto status = database().read([&](db::Snapshot& snapshot) -> Status {
                    TRY(everything, evaluate(*book, snapshot, all));
                    TRY(few, evaluate(*book, snapshot, only));
                    TRY(without, evaluate(*plain, snapshot, only));
                    return {};
                });
                ASSERT_TRUE(status.has_value()) << sauro::testing::explain(status);
                const auto expected = told(*book, everything);
                EXPECT_EQ(apart(told(*book, few), expected), none);
                EXPECT_EQ(apart(told(*plain, without), expected), none);
                EXPECT_TRUE(std::ranges::none_of(few, [&](const auto& f) {
                    return left_out(*book, f) && (f.outcome == "met" || f.outcome == "not_applicable");
                }));
                expect_told_alike(*book, only, few);
                const auto together = evaluate_together(*book, database(), only);
                ASSERT_TRUE(together.has_value());
                EXPECT_EQ(apart(told(*book, *together), expected), none);
                open += expected.size();
                closed += everything.size() - expected.size();
            }
        }
        EXPECT_GT(open, 1000U);
        EXPECT_GT(closed, 500U);
    }
};
SAURO_EACH_DATABASE(OpenRows);

TEST_P(OpenRows, SayWhatEveryRowSays) {
    compare([](const auto& views) { return Rulebook::load(embedded_rulebook(), views); }, testing::documented_views(),
            300);
}

TEST_P(OpenRows, OfKindsThatTheShippedNormsDoNotUse) {
    compare(
        [](const auto& views) {
            return Rulebook::load_folder(std::string(SAURO_SOURCE_DIR) + "/src/rulebook/testdata", views);
        },
        testing::kind_views(), 300);
}

}  // namespace
}  // namespace sauro::rulebook
