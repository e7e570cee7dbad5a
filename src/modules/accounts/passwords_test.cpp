#include "modules/accounts/passwords.hpp"

#include <gtest/gtest.h>

#include "modules/accounts/attempts.hpp"

namespace sauro::accounts {
namespace {

TEST(Passwords, RefusesShortCommonAndNameOnly) {
    EXPECT_EQ(check_password("ngắn quá", "an").error().code, "password.too_short");
    EXPECT_EQ(check_password("ư ơ ă â ê", "an").error().code, "password.too_short");  // characters count, not bytes
    EXPECT_EQ(check_password("Password@123", "an").error().code, "password.common");
    EXPECT_EQ(check_password("MẬTKHẨU123456", "an").error().code, "password.common");
    EXPECT_EQ(check_password("aaaaaaaaaaaaaaa", "an").error().code, "password.common");
    EXPECT_EQ(check_password("nguyenvanthanh1", "nguyenvanthanh").error().code, "password.common");
    EXPECT_EQ(check_password(std::string(300, 'x'), "an").error().code, "password.too_long");
    EXPECT_EQ(check_password("\xff\xfe không phải chữ", "an").error().code, "password.too_long");
    for (const char* good : {"con trâu đi trước cái cày", "Tr0ng-vườn-có-3-cây", "nguyenvanthanh gieo lua tren dong"})
        EXPECT_TRUE(check_password(good, "nguyenvanthanh")) << good;
    const auto refused = check_password("ngắn", "an", "/new_password");
    ASSERT_EQ(refused.error().fields.size(), 1U);
    EXPECT_EQ(refused.error().fields[0].path, "/new_password");
}

TEST(Passwords, AreKeptAsArgon2idWithASaltOfTheirOwn) {
    const auto first = hash_password("con trâu đi trước cái cày"), second = hash_password("con trâu đi trước cái cày");
    ASSERT_TRUE(first && second);
    EXPECT_NE(*first, *second);
    EXPECT_TRUE(first->starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << *first;
    EXPECT_TRUE(verify_password(*first, "con trâu đi trước cái cày"));
    // Typed on a keyboard that sends decomposed marks.
    EXPECT_TRUE(verify_password(*first,
                                "con tra\xCC\x82u \xC4\x91i tru\xCC\x9Bo\xCC\x9B\xCC\x81"
                                "c ca\xCC\x81i ca\xCC\x80y"));
    EXPECT_FALSE(verify_password(*first, "con trâu đi trước cái cầy"));
    EXPECT_FALSE(verify_password("", ""));
    EXPECT_FALSE(verify_password("not a hash", "x"));
}

TEST(Attempts, TheDelayGrowsUpToAQuarterOfAnHour) {
    constexpr base::Millis second = 1000;
    EXPECT_EQ(delay_after(4, 4), 0);
    EXPECT_EQ(delay_after(5, 4), 30 * second);
    EXPECT_EQ(delay_after(6, 4), 60 * second);
    EXPECT_EQ(delay_after(7, 4), 120 * second);
    EXPECT_EQ(delay_after(9, 4), 480 * second);
    EXPECT_EQ(delay_after(10, 4), 900 * second);
    EXPECT_EQ(delay_after(1000000, 4), 900 * second);
    EXPECT_NE(locked(30 * second).message.find("30 giây"), std::string::npos);
    EXPECT_NE(locked(900 * second).message.find("15 phút"), std::string::npos);
    EXPECT_EQ(attempt_keys(" An.Nguyễn", "x").user, attempt_keys("an.nguyen", "y").user);
}

}  // namespace
}  // namespace sauro::accounts
