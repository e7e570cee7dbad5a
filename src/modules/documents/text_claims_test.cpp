#include "modules/documents/text_claims.hpp"

#include <gmock/gmock.h>

namespace sauro::documents {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(TextClaims, AnotherPlaceInTheHeadIsTold) {
    EXPECT_THAT(other_place("Ủy ban nhân dân xã Thạch Bình", "Ủy ban nhân dân xã Minh An"), HasSubstr("Thạch Bình"));
    EXPECT_EQ(other_place("ỦY BAN NHÂN DÂN XÃ MINH AN", "Ủy ban nhân dân xã Minh An"), "");
    EXPECT_EQ(other_place("Văn phòng", "Văn phòng Đảng ủy xã Minh An"), "") << "it names no place";
    EXPECT_EQ(other_place("Đảng ủy xã Minh An", "Ủy ban nhân dân tỉnh Minh Họa"), "") << "places of two levels";
    EXPECT_THAT(other_place("Sở Nội vụ tỉnh Lam Sơn", "Sở Nội vụ tỉnh Minh Họa"), HasSubstr("Lam Sơn"));
}

TEST(TextClaims, TypeAndSystemBesideTheRecord) {
    Record record;
    record.document_type = "thông báo";
    record.system = "state";
    EXPECT_THAT(differing_claims({"thông báo", "state", {}, "TRẦN VĂN KÝ"}, record, "Ủy ban nhân dân xã Minh An",
                                 "Trần Văn Ký"),
                IsEmpty());
    EXPECT_THAT(differing_claims({{}, {}, {}, {}}, record, "Ủy ban nhân dân xã Minh An", "Trần Văn Ký"), IsEmpty());
    EXPECT_THAT(
        differing_claims({"kế hoạch", "party", {}, "Lò Thị Ánh"}, record, "Ủy ban nhân dân xã Minh An", "Trần Văn Ký"),
        ElementsAre(HasSubstr("“kế hoạch”"), HasSubstr("thể thức của Đảng"),
                    HasSubstr("“Lò Thị Ánh”, sổ ghi “Trần Văn Ký”")));
}

}  // namespace
}  // namespace sauro::documents
