// Areas and units as `sauro load` brings them.
#include <gmock/gmock.h>

#include "modules/units/units.hpp"
#include "tests/support/fact_modules.hpp"

namespace sauro::units {
namespace {

class UnitFacts : public sauro::testing::FactModules {
  protected:
    void SetUp() override { start({}); }
};
SAURO_EACH_DATABASE(UnitFacts);

constexpr const char* unit_line =
    R"({"kind":"unit","code":"%","area":"A01","name":"Tên mới","level":"province","bloc":"party","parent":"TW","valid_from":"2025-07-01"})";

std::string unit(const std::string& code) {
    std::string line = unit_line;
    return line.replace(line.find('%'), 1, code) + "\n";
}

TEST_P(UnitFacts, StandInTheTreeUnderTheRoot) {
    const auto found = rows("units");
    const auto commune = std::ranges::find(found, "X01", [](const Row& row) { return row.at("id"); });
    ASSERT_NE(commune, found.end());
    EXPECT_EQ(commune->at("unit_path"), "TW/T01/X01/");
    EXPECT_EQ(commune->at("area"), "A0101");
    EXPECT_EQ(commune->at("parent"), "T01");
    EXPECT_EQ(commune->at("area_merged"), "0");
    EXPECT_EQ(commune->at("province"), "A01");
    EXPECT_EQ(commune->at("province_merged"), "1");
    EXPECT_EQ(commune->at("date"), "NULL");
    const auto areas = rows("areas");
    const auto province = std::ranges::find(areas, "A01", [](const Row& row) { return row.at("id"); });
    ASSERT_NE(province, areas.end());
    EXPECT_EQ(province->at("name"), "Mẫu");
    EXPECT_EQ(province->at("kind"), "tỉnh");
    EXPECT_EQ(province->at("parent"), "VN");
}

TEST_P(UnitFacts, LoadedAgainChangeNothing) {
    const auto again = load(sauro::testing::small_world);
    EXPECT_TRUE(again.loaded);
    EXPECT_EQ(again.totals.created, 0);
    EXPECT_EQ(again.totals.unchanged, 5);
}

TEST_P(UnitFacts, RefuseWhatContradictsOrHangsInTheAir) {
    EXPECT_EQ(refusal(unit("T01")), "fact.duplicate /name");
    EXPECT_EQ(refusal(R"({"kind":"area","code":"A01","name":"Tỉnh Mẫu","level":"province","merged":false})"),
              "fact.duplicate /merged");
    EXPECT_EQ(refusal(unit("có dấu")), "unit.code /code");
    EXPECT_EQ(refusal(unit("a/b")), "unit.code /code");
    std::string no_parent = unit("N1");
    EXPECT_EQ(refusal(no_parent.replace(no_parent.find("\"TW\""), 4, "\"T99\"")), "unit.unknown /parent");
    std::string no_area = unit("N1");
    EXPECT_EQ(refusal(no_area.replace(no_area.find("A01"), 3, "A99")), "area.unknown /area");
    EXPECT_EQ(refusal(R"({"kind":"area","code":"A0102","name":"Xã Khác","level":"commune"})"), "area.parent /parent");
    std::string wrong_bloc = unit("N1");
    EXPECT_THAT(refusal(wrong_bloc.replace(wrong_bloc.find("party"), 5, "guild")), ::testing::EndsWith(" /bloc"));
    // Nothing of the refused files is there.
    EXPECT_EQ(rows("units").size(), 4U);
}

TEST_P(UnitFacts, AnOfficialAreaMayBeNamedAgain) {
    SAURO_ASSERT_OK(import_nation(database()));
    const auto same = load(
        R"({"kind":"area","code":"01","name":"Hà Nội","level":"province","parent":null,"merged":false,"valid_from":"2025-07-01"})"
        "\n"
        R"({"kind":"area","code":"79","name":"Thành phố Hồ Chí Minh","level":"province","merged":true,"valid_from":"2025-07-01"})"
        "\n");
    EXPECT_TRUE(same.loaded);
    EXPECT_EQ(same.totals.unchanged, 2);
    EXPECT_EQ(refusal(R"({"kind":"area","code":"01","name":"Tỉnh Khác","level":"province"})"), "fact.duplicate /name");
}

}  // namespace
}  // namespace sauro::units
