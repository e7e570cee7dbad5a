// Groups of close documents: how they grow and fall apart, who sees them, what is decided about all of one.
#include "modules/reviews/groups.hpp"
#include "modules/documents/issuing.hpp"
#include "modules/reviews/reviews_fixture.hpp"
#include "modules/reviews/sector.hpp"

namespace sauro::reviews {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::rules;
using ::testing::SizeIs;

class Groups : public testing::Office {
  protected:
    boost::json::array groups(const std::string& unit, const std::string& query = "") {
        const auto answer = as("specialist." + unit).get("/api/v1/units/" + unit + "/review-groups" + query);
        EXPECT_EQ(answer.status, 200) << answer.body;
        return answer.json().at("items").as_array();
    }
    void find_all() {
        while (find().documents > 0) {
        }
    }
};
SAURO_EACH_DATABASE(Groups);

std::vector<std::string> units_of(const boost::json::value& group) {
    std::vector<std::string> out;
    for (const auto& member : group.at("members").as_array()) out.emplace_back(member.at("unit").as_string());
    return out;
}

TEST(Sector, IsThatOfTheBodyItsNameSays) {
    EXPECT_EQ(sector_of("Sở Y tế tỉnh Minh Họa", "government"), "Y tế");
    EXPECT_EQ(sector_of("Sở Nông nghiệp và Môi trường", "government"), "Nông nghiệp và Môi trường");
    EXPECT_EQ(sector_of("Ban Tuyên giáo và Dân vận Tỉnh ủy Minh Họa", "party"), "Tuyên giáo và Dân vận");
    EXPECT_EQ(sector_of("Ủy ban Kiểm tra Tỉnh ủy Minh Họa", "party"), "Kiểm tra");
    EXPECT_EQ(sector_of("Phòng Văn hóa - Xã hội xã Bến Thử", "government"), "Văn hóa - Xã hội");
    EXPECT_EQ(sector_of("Ban Thường vụ Tỉnh ủy Minh Họa", "party"), "Đảng");
    EXPECT_EQ(sector_of("Văn phòng Ủy ban nhân dân tỉnh Minh Họa", "government"), "Chính quyền");
    EXPECT_EQ(sector_of("Hội đồng nhân dân xã Bến Thử", "elected"), "Cơ quan dân cử");
}

TEST_P(Groups, CloseDocumentsOfSeveralSectorsAreProposedAsOneJointDocument) {
    issue("MH01.DU", "1-QyĐ/ĐU", rules("15 %", "Một."));
    issue("MH01.UBND", "2/QĐ-UBND", rules("15 %", "Hai."));
    issue("MH01.MTTQ", "3/QĐ-MTTQ", rules("15 %", "Ba."));
    issue("MH01.DU", "4-QyĐ/ĐU", "Trạm y tế mở cửa cả tuần; người trực ghi sổ và bàn giao vào bảy giờ sáng mỗi ngày.");
    find_all();
    const auto found = groups("MH01.DU");
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_THAT(units_of(found[0]), ElementsAre("MH01.DU", "MH01.UBND", "MH01.MTTQ"));
    EXPECT_THAT(json::write(found[0].at("sectors")), HasSubstr(R"(["Đảng","Chính quyền","Mặt trận, đoàn thể"])"));
    EXPECT_EQ(found[0].at("issuers").as_int64(), 3);
    EXPECT_EQ(found[0].at("proposal").as_string(), "joint");
    EXPECT_THAT(groups("MH01.DU", "?sector=Chính quyền&joint=true"), SizeIs(1));
    EXPECT_THAT(groups("MH01.DU", "?sector=Y tế"), IsEmpty());
    EXPECT_THAT(groups("MH.TU"), SizeIs(1));
    EXPECT_THAT(groups("MH02.DU"), IsEmpty());
    const auto id = std::string(found[0].at("id").as_string());
    const auto one = as("specialist.MH01.DU").get("/api/v1/units/MH01.DU/review-groups/" + id);
    ASSERT_EQ(one.status, 200) << one.body;
    const auto shown = one.json();
    ASSERT_FALSE(shown.at("passages").as_array().empty());
    EXPECT_THAT(std::string(shown.at("passages").as_array()[0].at("quote").as_string()),
                HasSubstr("giảm ít nhất 15 %"));
    EXPECT_THAT(shown.at("passages").as_array()[0].at("documents").as_array(), SizeIs(3));
    EXPECT_EQ(as("specialist.MH02.DU").get("/api/v1/units/MH02.DU/review-groups/" + id).code(),
              "review.group_not_found");
}

TEST_P(Groups, TwoOfOneIssuerAreAPairAndThreeAGroupToMerge) {
    issue("MH01.DU", "1-QyĐ/ĐU", rules("15 %", "Một."));
    issue("MH01.DU", "2-QyĐ/ĐU", rules("15 %", "Hai."));
    find_all();
    EXPECT_THAT(groups("MH01.DU"), IsEmpty());
    issue("MH01.DU", "3-QyĐ/ĐU", rules("15 %", "Ba."));
    find_all();
    const auto found = groups("MH01.DU");
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].at("proposal").as_string(), "merge");
    EXPECT_THAT(groups("MH01.DU", "?joint=true"), IsEmpty());
}

TEST_P(Groups, ADocumentThatLeavesTakesApartWhatItHeldTogether) {
    const auto first = issue("MH01.DU", "1-QyĐ/ĐU", rules("15 %", "Một."));
    issue("MH01.UBND", "2/QĐ-UBND", rules("15 %", "Hai."));
    issue("MH02.DU", "3-QyĐ/ĐU", rules("15 %", "Ba."));
    find_all();
    ASSERT_THAT(groups("MH.TU"), SizeIs(1));
    SAURO_ASSERT_OK(database().write([&](db::Tx& tx) -> Status {
        TRY(const auto desk, documents::open_desk(tx, "MH01.DU", {"a1", "Văn thư"}, kNow));
        TRYV(documents::issuing::recall(tx, desk, first.id, first.version, "Ban hành nhầm"));
        TRYV(tx.execute("UPDATE text_numbers SET change = 1000 WHERE document_id = ?", {first.id}));
        return {};
    }));
    find_all();
    const auto left = groups("MH.TU");
    ASSERT_THAT(left, SizeIs(1));
    EXPECT_THAT(units_of(left[0]), ElementsAre("MH01.UBND", "MH02.DU"));
    EXPECT_THAT(groups("MH01.DU"), IsEmpty()) << "it reaches into another commune: only the province sees it";
}

TEST_P(Groups, AGroupIsBounded) {
    constexpr int copies = static_cast<int>(groups::most_members) + 6;
    for (int i = 0; i < copies; ++i)
        issue("MH01.DU", std::to_string(i + 1) + "-QyĐ/ĐU", rules("15 %", "Phần riêng " + std::to_string(i) + "."));
    find_all();
    std::size_t members = 0;
    for (const auto& group : groups("MH01.DU")) {
        EXPECT_LE(group.at("members").as_array().size(), groups::most_members);
        members += group.at("members").as_array().size();
    }
    EXPECT_GE(members, groups::most_members);
}

TEST_P(Groups, ADecisionHoldsForTheWholeGroupAndLaterDocumentsAreMarked) {
    issue("MH01.DU", "1-QyĐ/ĐU", rules("15 %", "Một."));
    issue("MH01.UBND", "2/QĐ-UBND", rules("10 %", "Hai."));
    issue("MH01.MTTQ", "3/QĐ-MTTQ", rules("15 %", "Ba."));
    find_all();
    ASSERT_THAT(pairs(), SizeIs(3));
    const auto id = std::string(groups("MH01.DU")[0].at("id").as_string());
    const auto path = "/api/v1/units/MH01.DU/review-groups/" + id + "/decision";
    EXPECT_EQ(as("clerk.MH01.DU").post(path, R"({"version":0,"issue":"none"})").status, 403);
    auto leader = as("leader.MH01.DU");
    EXPECT_EQ(leader.post(path, R"({"version":0,"issue":"similar","action":"joint"})").code(), "review.fields");
    const auto kept = leader.post(
        path, R"({"version":0,"issue":"similar","action":"joint","owner":"Văn phòng Đảng ủy","due":"2026-01-31"})");
    ASSERT_EQ(kept.status, 200) << kept.body;
    EXPECT_EQ(kept.text("/state"), "decided");
    EXPECT_EQ(kept.text("/decision/overdue"), "true");
    EXPECT_EQ(leader.post(path, R"({"version":0,"issue":"none"})").code(), "review.changed");
    EXPECT_THAT(pairs(), IsEmpty()) << "settled with the group";
    const auto settled = pairs("MH01.DU", "?state=decided");
    ASSERT_THAT(settled, SizeIs(3));
    EXPECT_EQ(settled[0].at("group").as_string(), id);
    const auto summary = leader.get("/api/v1/units/MH01.DU/review-summary");
    EXPECT_EQ(summary.text("/groups_open"), "0");
    EXPECT_EQ(summary.text("/groups_overdue"), "1");
    std::vector<std::string> facts;
    SAURO_ASSERT_OK(database().read([&](db::Snapshot& snapshot) {
        return snapshot.query("SELECT unit, document, other, issue, other_sector, action FROM fact_document_reviews",
                              {}, [&](const db::Row& row) {
                                  for (int i = 0; i < 4; ++i) facts.push_back(row.str(i));
                                  facts.push_back(std::to_string(row.integer(4)));
                                  return true;
                              });
    }));
    EXPECT_THAT(facts, ElementsAre("MH01.DU", "1-QyĐ/ĐU", "2/QĐ-UBND, 3/QĐ-MTTQ", "similar", "1"));
    issue("MH01.VPDU", "4-QyĐ/VPĐU", rules("15 %", "Bốn."));
    const auto later = find_step(database(), plainly, kNow + 1000, 20);
    ASSERT_TRUE(later);
    const auto found = groups("MH01.DU", "?state=decided");
    ASSERT_THAT(found, SizeIs(1));
    const auto& members = found[0].at("members").as_array();
    ASSERT_THAT(members, SizeIs(4));
    for (const auto& member : members)
        EXPECT_EQ(member.at("late").as_bool(), member.at("unit").as_string() == "MH01.VPDU");
}

TEST_P(Groups, TheSearchTellsHowFarItIsAndWhenItStandsStill) {
    for (int i = 1; i <= 5; ++i) issue("MH01.DU", std::to_string(i) + "-QyĐ/ĐU", rules("15 %", "Phần riêng."));
    const auto summary = [&] { return as("leader.MH01.DU").get("/api/v1/units/MH01.DU/review-summary"); };
    EXPECT_EQ(summary().text("/to_look_at"), "5");
    EXPECT_EQ(summary().text("/idle"), "false") << "they came just now";
    SAURO_ASSERT_OK(database().write([](db::Tx& tx) -> Status {
        TRYV(tx.execute("UPDATE documents SET updated_at = 0", {}));
        return {};
    }));
    EXPECT_EQ(summary().text("/idle"), "true") << "nobody has begun";
    find(2);
    EXPECT_EQ(summary().text("/looked_at"), "2");
    EXPECT_EQ(summary().text("/to_look_at"), "3");
    EXPECT_EQ(summary().text("/idle"), "false");
    EXPECT_EQ(summary().text("/run_started"), std::to_string(kNow));
    find_all();
    EXPECT_EQ(summary().text("/looked_at"), "5");
    issue("MH01.DU", "6-QyĐ/ĐU", rules("15 %", "Phần riêng."));
    ASSERT_TRUE(find_step(database(), plainly, kNow + 3'600'000, 20));
    EXPECT_EQ(summary().text("/looked_at"), "1") << "a run of its own";
}

}  // namespace
}  // namespace sauro::reviews
