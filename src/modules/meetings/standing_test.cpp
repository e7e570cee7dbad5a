// The limits shown beside a draft are those of the batch plan and of the draft plan, on both databases.
#include "rulebook/standing.hpp"

#include <random>

#include "modules/meetings/planning_fixture.hpp"

namespace sauro::meetings {
namespace {

class StandingLimits : public testing::Planning {
  protected:
    void SetUp() override {
        testing::Planning::SetUp();
        auto views = units::module().views;
        for (const auto& one : sauro::testing::record_modules())
            views.insert(views.end(), one.views.begin(), one.views.end());
        auto book = rulebook::Rulebook::load(rulebook::embedded_rulebook(), views);
        ASSERT_TRUE(book.has_value());
        book_ = *std::move(book);
    }
    // A world of conferences of two years; fields that are left out are unknown.
    void fill() {
        std::string lines;
        const auto any = [&](const char* name, std::vector<std::string> values) {
            const auto value = values[dice_() % values.size()];
            return value.empty() ? "" : fmt::format(R"(,"{}":{})", name, value);
        };
        for (int i = 0; i < 120; ++i) {
            const char* unit = i % 3 == 0 ? "T01" : i % 3 == 1 ? "H01" : "X01";
            lines +=
                fmt::format(R"({{"kind":"conference","id":"c{}","unit":"{}","date":"202{}-{:02}-{:02}","title":"x")", i,
                            unit, 5 + dice_() % 2, 1 + dice_() % 12, 1 + dice_() % 28);
            lines += any("scope", {R"("province_wide")", R"("commune_wide")", R"("internal")", ""});
            lines += any("mode", {R"("online")", R"("hybrid")", R"("in_person")", ""});
            lines += any("status", {R"("held")", R"("planned")", R"("cancelled")", ""});
            lines += any("statutory_kind", {"null", "null", "null", R"("party_committee")", ""});
            if (dice_() % 4 == 0)
                lines += R"(,"decision":{"by":"provincial_standing_committee","symbol":"1-QĐ/TU","date":"2026-01-05"})";
            lines += "}\n";
        }
        const auto report = load(lines);
        ASSERT_TRUE(report.loaded) << facts::write_json(report);
    }
    static std::string said(const std::optional<rulebook::Finding>& one) {
        return one ? one->outcome + " " + one->measured.value_or("-") + " " + one->limit.value_or("-") + " " +
                         one->message
                   : "nothing";
    }

    rulebook::Rulebook book_;
    std::mt19937 dice_{7};
};
SAURO_EACH_DATABASE(StandingLimits);

TEST_P(StandingLimits, AreWhatEvaluateAndTheDraftPlanSay) {
    fill();
    int compared = 0;
    const auto status = database().read([&](db::Snapshot& snapshot) -> Status {
        for (const char* code : {"T01", "X01"}) {
            TRY(const auto unit, units::find_unit(snapshot, code));
            const std::map<std::string, db::Value> place{{"unit", unit->code},
                                                         {"unit_path", unit->path},
                                                         {"area", unit->area},
                                                         {"level", unit->level},
                                                         {"bloc", unit->bloc}};
            for (const char* as_of : {"2026-06-30", "2026-12-31"}) {
                for (const char* replaces : {"", code[0] == 'T' ? "c3" : "c2"}) {
                    rulebook::StandingRequest request{
                        {}, place, base::Period::year(2026), *base::Date::parse_iso(as_of), place, {}};
                    auto& record = *request.record;
                    record["id"] = *replaces == '\0' ? "new" : replaces;
                    record["date"] = "2026-05-05";
                    record["scope"] = code[0] == 'T' ? "province_wide" : "commune_wide";
                    record["mode"] = "in_person";
                    record["status"] = "planned";
                    record["statutory_kind"] = "none";
                    if (*replaces != '\0') request.replaces = replaces;
                    for (const auto& norm : book_.norms()) {
                        const bool group =
                            norm.kind == "count_cap" || norm.kind == "share" || norm.kind == "change_vs_baseline";
                        if (norm.checked && norm.fact == "conferences" && group) request.norms.push_back(norm.id);
                    }
                    TRY(const auto all, rulebook::standing(book_, snapshot, request));
                    EXPECT_GE(all.size(), 8U);
                    for (const auto& one : all) {
                        TRY(const auto batch,
                            rulebook::evaluate(book_, snapshot, {request.period, request.as_of, {}, one.norm, false}));
                        std::optional<rulebook::Finding> now;
                        for (const auto& finding : batch) {
                            if (finding.unit ? finding.unit == unit->code : finding.area == unit->area) now = finding;
                        }
                        EXPECT_EQ(said(one.now), said(now)) << one.norm << code << as_of;
                        rulebook::DraftRequest draft{"conferences", record,   request.period,
                                                     request.as_of, one.norm, {}};
                        draft.replaces = request.replaces;
                        TRY(const auto after, rulebook::evaluate_record(book_, snapshot, draft));
                        EXPECT_EQ(said(one.after), said(after.empty() ? std::nullopt : std::optional(after[0])))
                            << one.norm << code << as_of << replaces;
                        ++compared;
                    }
                }
            }
        }
        return {};
    });
    ASSERT_TRUE(status.has_value());
    EXPECT_GT(compared, 60);
}

}  // namespace
}  // namespace sauro::meetings
