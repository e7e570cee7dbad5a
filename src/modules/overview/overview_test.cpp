// Scenarios over the router: figures of a unit, what they were counted from, and who may see them.
#include "modules/overview/gauges.hpp"
#include "modules/overview/overview_fixture.hpp"
#include "modules/sample/sample.hpp"

namespace sauro::overview {
namespace {

using ::testing::HasSubstr;

SAURO_EACH_DATABASE(OverviewRoutes);

TEST_P(OverviewRoutes, AReductionIsExactAndItsRowsAreTheDocumentsItWasCountedFrom) {
    ASSERT_TRUE(load(documents(2025, 20, "X01") + documents(2026, 17, "X01")).loaded);
    const auto answer = get("X01", "/units/X01/overview?period=2026");
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(shown(gauge(answer, "documents")), "15,0 % | ok | Đạt");
    EXPECT_EQ(std::string(gauge(answer, "documents").at("limit_text").as_string()), "Tối thiểu 15 %");
    EXPECT_EQ(std::string(gauge(answer, "documents").at("clause_text").as_string()), "KL 226, mục 2.1");

    // The first page of the rows, the next one, and nothing twice.
    const auto first = get("X01", "/units/X01/figures/KL226.2.1.d3.reduce-15?period=2026&limit=30").json();
    EXPECT_EQ(first.at("total").as_int64(), 17);  // what this year counts; the base year stands beside it
    EXPECT_EQ(first.at("rows").as_array().size(), 30U);
    EXPECT_EQ(std::string_view(first.at("measured").as_string()), "3/20");
    const std::string next(first.at("next").as_string());
    const auto second =
        get("X01", "/units/X01/figures/KL226.2.1.d3.reduce-15?period=2026&limit=30&cursor=" + next).json();
    EXPECT_EQ(second.at("rows").as_array().size(), 7U);
    std::set<std::string> ids;
    for (const auto* page : {&first, &second}) {
        for (const auto& row : page->at("rows").as_array()) ids.insert(std::string(row.at("id").as_string()));
    }
    EXPECT_EQ(ids.size(), 37U);

    ASSERT_TRUE(load(documents(2026, 18, "X01")).loaded);
    EXPECT_EQ(shown(gauge(get("X01", "/units/X01/overview?period=2026&as_of=2027-01-11"), "documents")),
              "10,0 % | bad | Thiếu 5,0 điểm");
}

TEST_P(OverviewRoutes, WhileTheYearRunsAReductionIsAForecastAndNoVerdict) {
    ASSERT_TRUE(load(documents(2025, 20, "X01") + documents(2026, 10, "X01")).loaded);
    const auto half_way = gauge(get("X01", "/units/X01/overview?period=2026&as_of=2026-09-30"), "documents");
    EXPECT_EQ(std::string_view(half_way.at("outcome").as_string()), "cannot_tell");
    EXPECT_THAT(shown(half_way), HasSubstr("Dự báo cả năm"));
}

TEST_P(OverviewRoutes, AYearWithoutItsBaseSaysSo) {
    ASSERT_TRUE(load(documents(2026, 17)).loaded);
    const auto none = gauge(get("T01", "/units/T01/overview?period=2026"), "documents");
    EXPECT_EQ(std::string_view(none.at("status").as_string()), "none");
    EXPECT_FALSE(none.as_object().contains("measured") && none.at("measured").is_number());
    EXPECT_THAT(std::string(none.at("missing").as_string()), HasSubstr("1 đơn vị chưa có số liệu trọn năm trước"));
}

TEST_P(OverviewRoutes, ACapCountsTheWholeAreaWhoeverConvened) {
    const std::string wide = R"(,"scope":"province_wide")";
    const auto conference_wide = [&](std::string_view id, std::string_view unit, std::string_view statutory) {
        return fmt::format(
                   R"({{"kind":"conference","id":"{}","unit":"{}","date":"2026-03-02","title":"Hội nghị {}","scope":"province_wide","mode":"online","statutory_kind":{},"status":"held"}})",
                   id, unit, id, statutory) +
               "\n";
    };
    ASSERT_TRUE(load(conference_wide("c1", "T01", "null") + conference_wide("c2", "H01", "null") +
                     conference_wide("c3", "H01", "\"peoples_council\""))
                    .loaded);
    const auto two = get("T01", "/units/T01/overview?period=2026");
    EXPECT_EQ(shown(gauge(two, "cap")), "2 / 2 | warn | Đạt, đã dùng hết hạn mức");
    // The council sees the figure of its area, also what the committee convened.
    EXPECT_EQ(shown(gauge(get("H01", "/units/H01/overview?period=2026"), "cap")),
              "2 / 2 | warn | Đạt, đã dùng hết hạn mức");

    const auto rows = get("H01", "/units/H01/figures/KL226.2.2.d1.province-wide-cap?period=2026").json();
    EXPECT_EQ(rows.at("total").as_int64(), 2);
    ASSERT_EQ(rows.at("rows").as_array().size(), 3U);
    std::map<std::string, bool> included;
    std::string why;
    for (const auto& row : rows.at("rows").as_array()) {
        included[std::string(row.at("id").as_string())] = row.at("included").as_bool();
        if (!row.at("included").as_bool()) why = std::string(row.at("why_excluded").as_string());
    }
    EXPECT_EQ(included, (std::map<std::string, bool>{{"c1", true}, {"c2", true}, {"c3", false}}));
    EXPECT_FALSE(why.empty());

    ASSERT_TRUE(load(conference_wide("c4", "T01", "null")).loaded);
    const auto three = get("T01", "/units/T01/overview?period=2026&as_of=2027-01-11");
    EXPECT_EQ(shown(gauge(three, "cap")), "3 / 2 | bad | Vượt 1 hội nghị toàn tỉnh");
    EXPECT_GE(three.json().at("findings").at("breached").as_int64(), 1);
}

TEST_P(OverviewRoutes, AnAnswerIsKeptOnlyAsLongAsNothingWasWritten) {
    facts::LoadOptions noted;
    noted.journal = [](db::Tx& tx, const facts::LoadReport& report) {
        return audit::append(tx, {1, "test", "", "facts.load", report.sha256, "{}"});
    };
    ASSERT_TRUE(load(conference("c1", "T01", ""), noted).loaded);
    const auto first = get("T01", "/units/T01/overview?period=2026");
    now_ += 1000;
    EXPECT_EQ(get("T01", "/units/T01/overview?period=2026").text("/computed_at"), first.text("/computed_at"));
    ASSERT_TRUE(
        load(conference("c2", "T01", "").replace(conference("c2", "T01", "").find("online"), 6, "in_person"), noted)
            .loaded);
    const auto after = get("T01", "/units/T01/overview?period=2026");
    EXPECT_NE(after.text("/computed_at"), first.text("/computed_at"));
    EXPECT_EQ(shown(gauge(first, "online")), "100,0 % | ok | Đạt");
    EXPECT_EQ(shown(gauge(after, "online")), "50,0 % | bad | Thiếu 10,0 điểm");
}

TEST_P(OverviewRoutes, ARecordOverItsLimitIsNamedWithItsConference) {
    ASSERT_TRUE(load(conference("c1", "X01", "") +
                     R"({"kind":"speech","id":"s1","conference":"c1","type":"opening","speaker":"A","minutes":16})"
                     "\n" +
                     R"({"kind":"speech","id":"s2","conference":"c1","type":"closing","speaker":"B","minutes":30})"
                     "\n" +
                     R"({"kind":"speech","id":"s3","conference":"c1","type":"closing","speaker":"C","minutes":38})"
                     "\n")
                    .loaded);
    const auto items = get("X01", "/units/X01/overview?period=2026").json().at("findings").at("items").as_array();
    std::map<std::string, std::string> where;
    for (const auto& item : items)
        where[std::string(item.at("norm").as_string())] = std::string(item.at("where").as_string());
    EXPECT_EQ(where["KL226.2.2.d3.opening-10"], "Đảng ủy xã Mẫu. Hội nghị c1");
    EXPECT_EQ(where["KL226.2.2.d3.closing-50"], "Đảng ủy xã Mẫu. Hội nghị c1");
}

TEST_P(OverviewRoutes, RefusesWhatItMayNotOrCannotShow) {
    struct Case {
        const char *as, *target;
        int status;
        const char* code;
    };
    const Case cases[] = {
        {"", "/units/T01/overview", 401, ""},
        {"X01", "/units/T01/overview", 403, ""},
        {"X01", "/units/T01/figures/KL226.2.2.p.online-min", 403, ""},
        {"T01", "/units/X01/overview", 200, ""},
        {"T01", "/units/KHONG/overview", 404, ""},
        {"T01", "/units/T01/overview?period=2026-Q7", 400, "period"},
        {"T01", "/units/T01/figures/KHONG.CO", 404, "norm.unknown"},
        {"T01", "/units/T01/figures/KL226.2.2.p.online-min?limit=0", 200, ""},
        {"T01", "/norms/KHONG.CO", 404, "norm.unknown"},
        {"", "/norms", 401, ""},
    };
    for (const auto& c : cases) {
        const auto answer = get(c.as, c.target);
        EXPECT_EQ(answer.status, c.status) << c.as << " " << c.target << " " << answer.body;
        if (*c.code != '\0') {
            EXPECT_THAT(answer.body, HasSubstr(c.code)) << c.target;
        }
    }
}

TEST_P(OverviewRoutes, ShowsTheRulebook) {
    const auto list = get("X01", "/norms").json();
    EXPECT_GT(list.at("items").as_array().size(), 50U);
    std::int64_t norms = 0;
    for (const auto& one : list.at("coverage").as_array()) norms += one.at("norms").as_int64();
    EXPECT_EQ(norms, static_cast<std::int64_t>(list.at("items").as_array().size()));
    const auto cap = get("X01", "/norms/KL226.2.2.d1.province-wide-cap").json();
    EXPECT_EQ(std::string_view(cap.at("parameters").at(0).at("value").as_string()), "2");
    EXPECT_FALSE(cap.at("except").as_array().empty());
    EXPECT_FALSE(cap.at("interpretations").as_array().empty());
    EXPECT_FALSE(std::string_view(cap.at("interpretations").at(0).at("question").as_string()).empty());
}

TEST_P(OverviewRoutes, TheSampleProvinceShowsEveryState) {
    SAURO_ASSERT_OK(units::create_sample_areas(database()));
    SAURO_ASSERT_OK(sample::fill(database(), kinds(), *base::Date::parse_iso("2026-11-20")));
    const auto province = get("MH.TU", "/units/MH.TU/overview?period=2026&as_of=2026-11-20");
    ASSERT_EQ(province.status, 200) << province.body;
    const auto all = province.json();
    EXPECT_TRUE(all.at("sample").as_bool());
    EXPECT_EQ(all.at("gauges").as_array().size(), 6U);
    EXPECT_EQ(std::string(gauge(province, "cap").at("measured_text").as_string()), "2 / 2");
    std::map<std::string, std::string> states;
    for (const auto& child : all.at("children").as_array())
        states[std::string(child.at("area").as_string())] = std::string(child.at("state").as_string());
    EXPECT_EQ(states.size(), 12U);
    EXPECT_EQ(states["MH02"], "over");
    EXPECT_EQ(states["MH08"], "over");
    EXPECT_NE(states["MH05"], "over");  // has its decision
    EXPECT_EQ(all.at("findings").at("items").as_array().size(), 20U);
    std::set<std::string> norms;  // no norm hides the others
    for (const auto& item : all.at("findings").at("items").as_array())
        norms.insert(std::string(item.at("norm").as_string()));
    EXPECT_GE(norms.size(), 8U);

    const auto commune = get("MH05.DU", "/units/MH05.DU/overview?period=2026&as_of=2026-11-20");
    EXPECT_EQ(shown(gauge(commune, "cap")), "4 / 3 | ok | Phần vượt đã có quyết định");
    const auto rows =
        get("MH05.DU", "/units/MH05.DU/figures/KL226.2.2.d1.commune-wide-cap?period=2026&as_of=2026-11-20").json();
    EXPECT_EQ(rows.at("total").as_int64(), 4);

    const auto centre = get("TW", "/units/TW/overview?period=2026&as_of=2026-11-20").json();
    EXPECT_TRUE(centre.at("sample").as_bool());               // its figures are made of invented ones
    EXPECT_EQ(centre.at("provinces").as_array().size(), 2U);  // the sample and the small world of the fixture
}

TEST(Gauges, AnAreaOfWhichNothingIsKnownPassesNothing) {
    rulebook::Norm norm;
    norm.id = cap_norm(Level::central);
    norm.kind = "count_cap";
    rulebook::Finding kept, over;
    kept.outcome = "waived";
    over.outcome = "breached";
    const Scope scope{Level::central, "TW", "2026", 34, {}};
    const auto shown = [&](const std::vector<const rulebook::Finding*>& findings) {
        const Gauge gauge = gauge_of(norm, findings, scope);
        return gauge.measured_text + " | " + gauge.status + " | " + gauge.status_text;
    };
    EXPECT_EQ(shown({&kept}), "1 / 34 tỉnh | info | 33 tỉnh chưa đủ số liệu");
    EXPECT_EQ(shown({&kept, &over}), "1 / 34 tỉnh | bad | 1 tỉnh vượt; 32 tỉnh chưa đủ số liệu");
    EXPECT_EQ(shown({}), "– | none | Chưa có số liệu");
}

TEST(Gauges, AShareThatMustStayLowIsTooMuchAboveItsLimit) {
    rulebook::Norm norm;
    norm.kind = "share";
    norm.parameters.emplace_back().name = "max_share";
    rulebook::Finding finding;
    finding.whole = 300;
    finding.limit_value = rulebook::Rational(40, 100);
    const auto shown = [&](std::int64_t part) {
        finding.count = part;
        finding.measured_value = rulebook::Rational(part, 300);
        const Gauge gauge = gauge_of(norm, {&finding}, {});
        return gauge.measured_text + " | " + gauge.limit_text + " | " + gauge.status_text;
    };
    EXPECT_EQ(shown(50), "16,7 % | Tối đa 40 % | Đạt");
    EXPECT_EQ(shown(120), "40,0 % | Tối đa 40 % | Đạt");
    EXPECT_EQ(shown(121), "40,4 % | Tối đa 40 % | Vượt 0,4 điểm");
}

TEST(Gauges, AShareJustShortOfItsLimitNeverReadsAsReached) {
    EXPECT_EQ(percent_text(59.98), "59,9 %");
    EXPECT_EQ(percent_text(60.0), "60,0 %");
    EXPECT_EQ(percent_text(-3.21), "-3,3 %");
    EXPECT_EQ(percent_text(95.0), "95,0 %");
}

}  // namespace
}  // namespace sauro::overview
