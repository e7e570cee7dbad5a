#include "modules/units/units.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "modules/units/bodies.hpp"
#include "tests/support/databases.hpp"

namespace sauro::units {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

base::Date day(const char* iso) { return base::Date::parse_iso(iso).value(); }

TEST(Bodies, NamesFollowTheKindOfTheArea) {
    AreaDraft area;
    area.code = "X";
    area.level = "commune";
    area.parent = "P";
    area.names = {{"Côn Đảo", "Đặc khu Côn Đảo", "đặc khu", "2025-07-01", std::nullopt, std::nullopt}};
    const auto units = standard_bodies(std::span(&area, 1));
    ASSERT_TRUE(units);
    std::vector<std::string> names;
    for (const UnitDraft& unit : *units) names.push_back(unit.names.back().name);
    EXPECT_THAT(
        names,
        ElementsAre("Đảng ủy đặc khu Côn Đảo", "Văn phòng Đảng ủy đặc khu Côn Đảo", "Ủy ban nhân dân đặc khu Côn Đảo",
                    "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân đặc khu Côn Đảo",
                    "Hội đồng nhân dân đặc khu Côn Đảo", "Ủy ban Mặt trận Tổ quốc Việt Nam đặc khu Côn Đảo"));
    EXPECT_EQ(units->front().parent, "P.TU");
    EXPECT_EQ((*units)[3].parent, "X.UBND");
}

class Units : public sauro::testing::OnEachDatabase {
  protected:
    void SetUp() override { migrate(module().migrations); }
    virtual db::Database& data() { return database(); }

    std::int64_t count(const std::string& sql) {
        std::int64_t found = -1;
        const auto status = data().read([&](db::Snapshot& snapshot) -> Status {
            TRY(const auto row, snapshot.one(sql, {}, [](const db::Row& r) { return r.integer(0); }));
            found = row.value_or(-1);
            return {};
        });
        EXPECT_TRUE(status) << sauro::testing::explain(status);
        return found;
    }
    // Reads with `fn` and gives its value; a failed read fails the test.
    template <class Fn>
    auto read(Fn fn) {
        using Value = typename std::invoke_result_t<Fn, db::Snapshot&>::value_type;
        Value value{};
        const auto status = data().read([&](db::Snapshot& snapshot) -> Status {
            TRY(value, fn(snapshot));
            return {};
        });
        EXPECT_TRUE(status) << sauro::testing::explain(status);
        return value;
    }
    std::vector<std::string> found(const std::string& text, std::vector<std::string> scopes = {"TW/"}, int limit = 6,
                                   const std::string& level = "", const std::string& bloc = "") {
        const auto hits = read([&](db::Snapshot& s) { return search(s, {text, level, bloc, scopes, limit}); });
        std::vector<std::string> codes;
        for (const Unit& unit : hits) codes.push_back(unit.code);
        return codes;
    }
    std::string name_on(const char* code, const char* iso) {
        const auto unit = read([&](db::Snapshot& s) { return find_unit_as_of(s, code, day(iso)); });
        return unit ? unit->name : "";
    }
    std::string area_on(const char* code, const char* iso) {
        const auto area = read([&](db::Snapshot& s) { return find_area(s, code, day(iso)); });
        return area ? area->full_name + "|" + area->kind : "";
    }
};
SAURO_EACH_DATABASE(Units);

// The nation is imported once per engine; these tests leave it as it is.
class Nation : public Units {
  protected:
    struct Imported {
        sauro::testing::TestDatabase place;
        std::unique_ptr<db::Database> open;
        Status status;
        explicit Imported(db::Dialect dialect) : place(dialect), open(place.open()) {
            status = open->migrate(module().migrations);
            if (status) status = import_nation(*open);
        }
    };
    static std::map<db::Dialect, std::unique_ptr<Imported>>& imported() {
        static std::map<db::Dialect, std::unique_ptr<Imported>> all;
        return all;
    }
    void SetUp() override {
        auto& mine = imported()[GetParam()];
        if (!mine) mine = std::make_unique<Imported>(GetParam());
        SAURO_ASSERT_OK(mine->status);
    }
    static void TearDownTestSuite() { imported().clear(); }
    db::Database& data() override { return *imported()[GetParam()]->open; }
};
SAURO_EACH_DATABASE(Nation);

TEST_P(Nation, StandsWithItsHistory) {
    EXPECT_EQ(count("SELECT COUNT(*) FROM areas WHERE level = 'province'"), 34);
    EXPECT_EQ(count("SELECT COUNT(*) FROM areas WHERE level = 'commune'"), 3321);
    EXPECT_EQ(count("SELECT COUNT(*) FROM areas WHERE merged = 1"), 23);
    EXPECT_EQ(count("SELECT COUNT(*) FROM areas WHERE merged = 0"), 11);

    // Kinds as published for 01/7/2025 and for 30/4/2026.
    const auto kinds_on = [&](const char* level, const char* kind, const char* iso) {
        return count(
            std::string("SELECT COUNT(*) FROM areas a JOIN area_names n ON n.area_code = a.code WHERE a.level = '") +
            level + "' AND n.kind = '" + kind + "' AND n.valid_from <= '" + iso +
            "' AND (n.valid_to IS NULL OR n.valid_to >= '" + iso + "')");
    };
    for (const char* iso : {"2025-07-01", "2026-04-29"}) {
        EXPECT_EQ(kinds_on("province", "tỉnh", iso), 28);
        EXPECT_EQ(kinds_on("province", "thành phố", iso), 6);
        EXPECT_EQ(kinds_on("commune", "xã", iso), 2621);
        EXPECT_EQ(kinds_on("commune", "phường", iso), 687);
        EXPECT_EQ(kinds_on("commune", "đặc khu", iso), 13);
    }
    EXPECT_EQ(kinds_on("province", "tỉnh", "2026-04-30"), 27);
    EXPECT_EQ(kinds_on("province", "thành phố", "2026-04-30"), 7);
    EXPECT_EQ(kinds_on("commune", "xã", "2026-04-30"), 2611);
    EXPECT_EQ(kinds_on("commune", "phường", "2026-04-30"), 697);

    EXPECT_EQ(area_on("75", "2026-04-29"), "Tỉnh Đồng Nai|tỉnh");
    EXPECT_EQ(area_on("75", "2026-04-30"), "Thành phố Đồng Nai|thành phố");
    EXPECT_EQ(area_on("75", "2025-06-30"), "");  // the merged province did not stand yet
    EXPECT_EQ(area_on("46", "2024-12-31"), "Tỉnh Thừa Thiên Huế|tỉnh");
    EXPECT_EQ(area_on("46", "2025-01-01"), "Thành phố Huế|thành phố");
    EXPECT_EQ(name_on("75.TU", "2026-04-29"), "Tỉnh ủy Đồng Nai");
    EXPECT_EQ(name_on("75.TU", "2026-04-30"), "Thành ủy Đồng Nai");
    EXPECT_EQ(name_on("26368.UBND", "2026-04-29"), "Ủy ban nhân dân xã Long Thành");
    EXPECT_EQ(name_on("26368.UBND", "2026-11-21"), "Ủy ban nhân dân phường Long Thành");
    EXPECT_EQ(name_on("26368.UBND", "2025-06-30"), "");
    EXPECT_EQ(name_on("01.TU", "2024-03-01"), "Thành ủy Hà Nội");
    EXPECT_EQ(name_on("79.UBND", "2026-01-01"), "Ủy ban nhân dân Thành phố Hồ Chí Minh");

    // All 63 older provinces went somewhere; 11 into themselves.
    EXPECT_EQ(count("SELECT COUNT(DISTINCT old_name) FROM area_successions"), 63);
    EXPECT_EQ(count("SELECT COUNT(*) FROM area_successions"), 63);
    EXPECT_THAT(read([](db::Snapshot& s) { return successors_of(s, "ha giang"); }), ElementsAre("08"));
    EXPECT_THAT(read([](db::Snapshot& s) { return succeeded_by(s, "25"); }),
                UnorderedElementsAre("Phú Thọ", "Hòa Bình", "Vĩnh Phúc"));
    EXPECT_THAT(read([](db::Snapshot& s) { return succeeded_by(s, "01"); }), ElementsAre("Hà Nội"));
}

TEST_P(Nation, HasOneWholeTree) {
    const std::int64_t units = count("SELECT COUNT(*) FROM units");
    EXPECT_GT(units, 20000);
    EXPECT_EQ(count("SELECT COUNT(*) FROM units WHERE parent_id IS NULL"), 1);
    EXPECT_EQ(
        count(
            "SELECT COUNT(*) FROM units u JOIN units p ON p.id = u.parent_id WHERE u.path <> p.path || u.code || '/'"),
        0);
    EXPECT_EQ(count("SELECT COUNT(*) FROM units WHERE level = 'commune'"), 3321 * 6);
    EXPECT_EQ(
        count("SELECT COUNT(*) FROM areas a WHERE a.level <> 'central' AND 1 <> (SELECT COUNT(*) FROM units u WHERE "
              "u.area_code = a.code AND u.body = 'party_committee')"),
        0);
    const auto commune = read([](db::Snapshot& s) { return find_unit(s, "00004.UBND"); });
    ASSERT_TRUE(commune);
    EXPECT_EQ(commune->path, "TW/01.TU/00004.DU/00004.UBND/");
    EXPECT_EQ(commune->name, "Ủy ban nhân dân phường Ba Đình");
    EXPECT_THAT(read([&](db::Snapshot& s) { return path_names(s, commune->path); }),
                ElementsAre("Thành ủy Hà Nội", "Đảng ủy phường Ba Đình"));

    // Again: nothing is added, nothing is changed.
    const std::int64_t names = count("SELECT COUNT(*) FROM area_names"),
                       identifiers = count("SELECT COUNT(*) FROM unit_identifiers");
    SAURO_ASSERT_OK(import_nation(data()));
    EXPECT_EQ(count("SELECT COUNT(*) FROM units"), units);
    EXPECT_EQ(count("SELECT COUNT(*) FROM area_names"), names);
    EXPECT_EQ(count("SELECT COUNT(*) FROM unit_identifiers"), identifiers);
    EXPECT_EQ(read([](db::Snapshot& s) { return find_unit(s, "00004.UBND"); })->id, commune->id);

    EXPECT_EQ(read([](db::Snapshot& s) { return find_by_identifier(s, "QD09", "H41"); })->code, "40.UBND");
    EXPECT_EQ(read([](db::Snapshot& s) { return find_by_identifier(s, "QCVN102", "000.00.00.H56"); })->code, "38.UBND");
    EXPECT_FALSE(read([](db::Snapshot& s) { return find_by_identifier(s, "QD09", "H99"); }));

    // Children by pages.
    const std::string hanoi = read([](db::Snapshot& s) { return find_unit(s, "01.TU"); })->id;
    std::vector<std::string> all;
    for (std::string after;;) {
        const auto page = read([&](db::Snapshot& s) { return children_of(s, hanoi, after, 50); });
        for (const Unit& unit : page) all.push_back(unit.code);
        if (page.size() < 50) break;
        after = page.back().code;
    }
    EXPECT_TRUE(std::ranges::is_sorted(all));
    EXPECT_EQ(static_cast<std::int64_t>(all.size()),
              count("SELECT COUNT(*) FROM units WHERE parent_id = '" + hanoi + "'"));
    EXPECT_GT(all.size(), 126U);  // 126 communes and the province's own bodies
}

TEST_P(Nation, IsFoundWithAndWithoutMarks) {
    // Three communes: Phường Ba Đình (00004), Xã Ba Đình (16171), Xã Ba Dinh (21499), six bodies each.
    const auto plain = found("ba dinh", {"TW/"}, 18);
    EXPECT_THAT(plain, ::testing::IsSupersetOf({"00004.DU", "00004.UBND", "16171.DU", "21499.VP"}));
    EXPECT_THAT(found("Ba Đình", {"TW/"}, 18), ::testing::UnorderedElementsAreArray(plain));
    // Typed marks order, they do not filter: all bodies of the two "Ba Đình" stand before the first of "Ba Dinh".
    const auto marked = found("Ba Đình", {"TW/"}, 12);
    EXPECT_TRUE(std::ranges::none_of(marked, [](const std::string& code) { return code.starts_with("21499"); }));
    EXPECT_EQ(found("BA ĐI", {"TW/01.TU/"}, 1),
              std::vector<std::string>{"00004.DU"});  // the last word is still being typed
    EXPECT_EQ(found("khánh hòa", {"TW/"}, 3), found("Khánh Hoà", {"TW/"}, 3));
    EXPECT_EQ(found("khanh hoa", {"TW/"}, 1), std::vector<std::string>{"56.TU"});
    EXPECT_EQ(found("ubnd ba dinh", {"TW/01.TU/"}, 1), std::vector<std::string>{"00004.UBND"});
    EXPECT_EQ(found("thanh uy ha noi", {"TW/"}, 1), std::vector<std::string>{"01.TU"});
    EXPECT_EQ(found("00004.ubnd"), std::vector<std::string>{"00004.UBND"});
    // An old name still finds the unit.
    EXPECT_EQ(found("tinh uy dong nai", {"TW/"}, 1), std::vector<std::string>{"75.TU"});
    EXPECT_EQ(found("đảng ủy xã Phố Bảng", {"TW/"}, 1), std::vector<std::string>{"00745.DU"});

    EXPECT_THAT(found("ba dinh", {"TW/79.TU/"}, 100), ::testing::Not(::testing::Contains("00004.DU")));
    EXPECT_TRUE(found("ba dinh", {}).empty());
    EXPECT_THAT(found("ba dinh", {"TW/01.TU/"}),
                UnorderedElementsAre("00004.DU", "00004.UBND", "00004.HDND", "00004.MTTQ", "00004.VPDU", "00004.VP"));
    EXPECT_EQ(found("ba dinh", {"TW/01.TU/"}, 6, "", "elected"), std::vector<std::string>{"00004.HDND"});
    EXPECT_TRUE(found("ba dinh phuong", {"TW/"}, 6, "province").empty());
    EXPECT_TRUE(found("%").empty());
    EXPECT_TRUE(found("zzz").empty());
    EXPECT_EQ(found("", {"TW/01.TU/00004.DU/"}, 2), (std::vector<std::string>{"00004.DU", "00004.HDND"}));
}

TEST_P(Units, TheSampleProvinceIsMarkedAndBuiltLikeTheOthers) {
    SAURO_ASSERT_OK(create_sample_areas(database()));
    SAURO_ASSERT_OK(create_sample_areas(database()));
    EXPECT_EQ(count("SELECT COUNT(*) FROM areas WHERE sample = 1"), 13);
    EXPECT_EQ(count("SELECT COUNT(*) FROM units WHERE sample = 1 AND level = 'commune'"), 12 * 6);
    EXPECT_EQ(count("SELECT COUNT(*) FROM units WHERE sample = 0"), 1);  // the root
    const auto commune = read([](db::Snapshot& s) { return find_unit(s, "MH01.UBND"); });
    ASSERT_TRUE(commune);
    EXPECT_EQ(commune->path, "TW/MH.TU/MH01.DU/MH01.UBND/");
    EXPECT_TRUE(commune->sample);
    EXPECT_EQ(name_on("MH.TU", "2024-01-01"), "Tỉnh ủy Minh Họa");
    Directory directory;
    const auto by_code = read([&](db::Snapshot& s) { return directory.find(s, "MH01.UBND"); });
    const auto by_id = read([&](db::Snapshot& s) { return directory.find(s, commune->id); });
    ASSERT_TRUE(by_code && by_id);
    EXPECT_EQ(by_code->path, by_id->path);
    EXPECT_EQ(by_code->area, "MH01");
    EXPECT_FALSE(read([&](db::Snapshot& s) { return directory.find(s, "MH01.NONE"); }));

    // Together with the nation: the one tree holds both.
    SAURO_ASSERT_OK(import_nation(database()));
    EXPECT_EQ(count("SELECT COUNT(*) FROM units WHERE parent_id IS NULL"), 1);
    EXPECT_EQ(count("SELECT COUNT(*) FROM areas WHERE level = 'province'"), 35);
}

}  // namespace
}  // namespace sauro::units
