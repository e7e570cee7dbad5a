// Every norm that has a figure, at every level of the sample: the page counts what the evaluation counted, row by row.
#include "modules/overview/overview_fixture.hpp"
#include "modules/sample/sample.hpp"

namespace sauro::overview {
namespace {

using rulebook::Finding;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr base::Millis november_2026 = 1'795'143'600'000;  // 20/11/2026, 14:00 in Việt Nam
constexpr std::int64_t most_walked = 1500;                 // rows of one figure; longer ones are counted, not walked

std::string text(const json::Any& object, std::string_view key) {
    const auto* found = object.as_object().if_contains(key);
    return found && found->is_string() ? std::string(found->as_string()) : "";
}

class FigurePages : public OverviewRoutes {
  protected:
    void SetUp() override {
        OverviewRoutes::SetUp();
        now_ = november_2026;
        SAURO_ASSERT_OK(units::create_sample_areas(database()));
        SAURO_ASSERT_OK(sample::fill(database(), kinds(), *base::Date::parse_iso("2026-11-20")));
    }

    struct Page {
        json::Any first;
        std::vector<json::Any> rows;  // of all pages; empty where there are too many
        std::map<std::string, std::int64_t> parts, listed;
    };
    // nullopt: the norm has no figure.
    std::optional<Page> open(const std::string& unit, const std::string& norm, const std::string& period, bool own) {
        Page page;
        const std::string target =
            fmt::format("/units/{}/figures/{}?period={}&limit=200{}", unit, norm, period, own ? "&own=true" : "");
        std::string cursor;
        do {
            const auto answer = get("TW", target + (cursor.empty() ? "" : "&cursor=" + cursor));
            if (answer.status == 404 && answer.body.contains("norm.no_figure")) return std::nullopt;
            EXPECT_EQ(answer.status, 200) << target << answer.body;
            if (answer.status != 200) return std::nullopt;
            auto json = answer.json();
            if (page.first.is_null()) {
                page.first = json;
                for (const auto& part : json.at("parts").as_array())
                    page.parts[text(part, "role")] = part.at("count").as_int64();
                std::int64_t all = 0;
                for (const auto& [role, count] : page.parts) all += count;
                if (all > most_walked) return page;
            }
            for (auto& row : json.at("rows").as_array()) {
                ++page.listed[text(row, "role")];
                page.rows.push_back(std::move(row));
            }
            cursor = text(json, "next");
        } while (!cursor.empty());
        return page;
    }

    // What the evaluation counted, by the roles of the page.
    std::map<std::string, std::int64_t> counted(const std::string& unit, const std::string& norm_id,
                                                const std::string& period, bool own) {
        std::map<std::string, std::int64_t> out;
        const auto* norm = book_.find(norm_id);
        const bool by_area = std::ranges::find(norm->per, "area") != norm->per.end();
        const auto read = database().read([&](db::Snapshot& snapshot) -> Status {
            TRY(const auto place, units::find_unit(snapshot, unit));
            TRY(const auto findings,
                rulebook::evaluate(book_, snapshot,
                                   {*base::Period::parse(period), base::Date::from_ms(now_),
                                    by_area ? std::nullopt : std::optional(place->path), norm_id, false, false}));
            for (const auto& one : findings) {
                if (by_area && unit != "TW" && one.area != place->area) continue;
                if (!by_area && own && one.unit != unit) continue;
                const auto count = one.count.value_or(0);
                if (norm->per.front() == "record" || norm->kind == "sql") {
                    ++out[one.outcome];
                } else if (norm->kind == "share") {
                    out["part"] += count;
                    out["whole"] += one.whole.value_or(0);
                    out["excluded"] += one.excluded;
                } else if (norm->kind == "change_vs_baseline") {
                    out[one.whole || one.outcome == "not_applicable" ? "counted" : "unbased"] += count;
                    out["baseline"] += one.base_declared ? 0 : one.whole.value_or(0);
                } else if (norm->kind == "count_cap") {
                    out["counted"] += count;
                    out["excluded"] += one.excluded;
                }
            }
            return {};
        });
        EXPECT_TRUE(read.has_value()) << sauro::testing::explain(read);
        std::erase_if(out, [](const auto& entry) { return entry.second == 0; });
        return out;
    }

    void check(const std::string& unit, const rulebook::Norm& norm, const std::string& period, bool own) {
        SCOPED_TRACE(fmt::format("{} {} {}{}", unit, norm.id, period, own ? " own" : ""));
        const auto page = open(unit, norm.id, period, own);
        if (!page) return;
        ++opened_;
        const auto& first = page->first;
        EXPECT_EQ(text(first.at("norm"), "clause"), norm.clause);
        EXPECT_EQ(text(first.at("norm"), "statement"), norm.statement);
        EXPECT_NE(text(first, "unit_name"), "");
        EXPECT_NE(text(first, "unit_name"), unit);
        EXPECT_FALSE(text(first, "message").empty());
        const std::string when = text(first, "period_text");
        if (norm.window == "standing") {
            EXPECT_EQ(when, "đang có đến 20/11/2026");
        } else {
            EXPECT_THAT(when, ::testing::AnyOf(HasSubstr("năm 202"), HasSubstr("quý II/2026")));
            if (period == "2027") {
                EXPECT_THAT(when + text(first, "message"), Not(HasSubstr("đến 20/11/2026")));
            }
        }

        // Roles of the list are the roles of the sum, and the sum is the number.
        std::int64_t included = 0;
        for (const auto& part : first.at("parts").as_array()) {
            if (part.at("included").as_bool()) included += part.at("count").as_int64();
            EXPECT_NE(text(part, "text"), "");
        }
        EXPECT_EQ(first.at("total").as_int64(), included);
        if (!page->rows.empty()) {
            EXPECT_EQ(page->listed, page->parts);
        }
        auto wanted = counted(unit, norm.id, period, own);
        auto shown = page->parts;
        if (norm.kind == "share") {
            shown["whole"] = shown["part"] + shown["counted"] + shown["undetermined"];
            for (const auto* other : {"counted", "undetermined", "unknown", "out_of_force"}) shown.erase(other);
        } else if (norm.kind == "count_cap") {
            shown["counted"] += shown["waived"];
            for (const auto* other : {"waived", "unknown", "out_of_force"}) shown.erase(other);
        } else if (norm.kind == "change_vs_baseline") {
            for (const auto* other : {"unknown", "excluded", "base_unused", "out_of_force"}) shown.erase(other);
        } else if (norm.per.front() != "record" && norm.kind != "sql") {
            return;
        }
        std::erase_if(shown, [](const auto& entry) { return entry.second == 0; });
        EXPECT_EQ(shown, wanted) << first.at("message").as_string().c_str();
    }

    int opened_ = 0;
};
SAURO_EACH_DATABASE(FigurePages);

TEST_P(FigurePages, ShowTheNumberOfTheirNormForEveryNorm) {
    struct Asked {
        const char *unit, *period;
        bool own;
    };
    const Asked all[] = {{"TW", "2026", false},      {"MH.TU", "2026", false},    {"MH.TU", "2026", true},
                         {"MH.TU", "2025", false},   {"MH.TU", "2026-Q2", false}, {"MH05.DU", "2026", false},
                         {"MH05.DU", "2027", false}, {"MH11.DU", "2026", false}};
    for (const auto& asked : all) {
        for (const auto& norm : book_.norms())
            if (norm.checked) check(asked.unit, norm, asked.period, asked.own);
    }
    EXPECT_GT(opened_, 400);
}

TEST_P(FigurePages, SayWhatTheGaugeSays) {
    for (const std::string unit : {"TW", "MH.TU", "MH05.DU"}) {
        const auto overview = get("TW", "/units/" + unit + "/overview?period=2026").json();
        for (const auto& gauge : overview.at("gauges").as_array()) {
            const auto page = open(unit, text(gauge, "norm"), "2026", false);
            ASSERT_TRUE(page.has_value());
            const std::string number = text(gauge, "measured_text");
            EXPECT_THAT(text(page->first, "measured_text"), HasSubstr(number.substr(0, number.find(" / ")))) << unit;
            EXPECT_EQ(text(page->first, "status"), text(gauge, "status")) << unit << text(gauge, "norm");
        }
    }
}

}  // namespace
}  // namespace sauro::overview
