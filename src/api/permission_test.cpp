#include "api/permission.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace sauro::api {
namespace {

using ::testing::ElementsAre;

constexpr Role all_roles[] = {Role::clerk,          Role::specialist,    Role::leader,
                              Role::head_of_office, Role::administrator, Role::auditor};
constexpr Verb unit_verbs[] = {Verb::view,        Verb::register_document, Verb::draft,      Verb::sign,
                               Verb::manage_unit, Verb::manage_accounts,   Verb::view_audit, Verb::manage_rules};

// The whole table, written a second time: a change of one of them has to be meant.
TEST(Permission, RoleTimesVerb) {
    const struct {
        Role role;
        const char* may;  // in the order of unit_verbs
    } table[] = {
        {Role::clerk, "yyy....."},          {Role::specialist, "y.y....."},    {Role::leader, "y.yy...."},
        {Role::head_of_office, "yyyy...y"}, {Role::administrator, "y...yyyy"}, {Role::auditor, "y.....y."},
    };
    for (const auto& row : table) {
        for (std::size_t i = 0; i < std::size(unit_verbs); ++i)
            EXPECT_EQ(role_may(row.role, unit_verbs[i]), row.may[i] == 'y')
                << role_name(row.role) << " " << verb_phrase(unit_verbs[i]);
    }
}

Principal with(Role role, std::string path) { return {"a1", "An", "", {{role, "u", std::move(path)}}}; }

TEST(Permission, AGrantCoversItsSubtreeAndNothingElse) {
    const Principal who = with(Role::clerk, "TW/A/");
    for (const char* path : {"TW/A/", "TW/A/B/", "TW/A/B/C/"}) EXPECT_TRUE(allowed(who, Verb::view, path)) << path;
    for (const char* path : {"TW/", "TW/AB/", "TW/B/", "TW/a/", "TW/A", "A/", "", "TW/B/TW/A/"})
        EXPECT_FALSE(allowed(who, Verb::view, path)) << path;
    EXPECT_TRUE(allowed(with(Role::clerk, "TW/A"), Verb::view, "TW/A/B/"));
    EXPECT_FALSE(allowed(with(Role::clerk, "TW/A"), Verb::view, "TW/AB/"))
        << "also when a path was stored without its last slash";
    EXPECT_FALSE(allowed(with(Role::administrator, ""), Verb::view, "TW/A/"))
        << "an empty path is no right to everything";
    EXPECT_FALSE(allowed(with(Role::clerk, "TW/A/"), Verb::sign, "TW/A/"));
}

TEST(Permission, OpenAndSignedIn) {
    EXPECT_TRUE(allowed({}, Verb::open, ""));
    EXPECT_FALSE(allowed({}, Verb::signed_in, ""));
    EXPECT_TRUE(allowed({"a1", "", "", {}}, Verb::signed_in, ""));
}

TEST(Permission, VisibleScopesAreTheTopmostPaths) {
    Principal who{"a1", "", "", {}};
    EXPECT_THAT(visible_scopes(who), ElementsAre());
    who.grants = {{Role::clerk, "", "TW/A/B/"},
                  {Role::auditor, "", "TW/A/"},
                  {Role::leader, "", "TW/AB/"},
                  {Role::leader, "", "TW/A/"},
                  {Role::leader, "", ""}};
    EXPECT_THAT(visible_scopes(who), ElementsAre("TW/A/", "TW/AB/"));
}

// Paths of a small world, so that subtrees and look-alike names ("A", "AB") meet often.
rc::Gen<std::string> any_path() {
    return rc::gen::map(rc::gen::resize(4, rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 4))),
                        [](const std::vector<int>& steps) {
                            static constexpr const char* names[] = {"A/", "AB/", "B/", "A.B/"};
                            std::string path = "TW/";
                            for (const int step : steps) path += names[step];
                            return path;
                        });
}
rc::Gen<Grant> any_grant() {
    return rc::gen::map(
        rc::gen::pair(rc::gen::elementOf(std::vector<Role>(std::begin(all_roles), std::end(all_roles))), any_path()),
        [](const std::pair<Role, std::string>& pair) { return Grant{pair.first, "u", pair.second}; });
}
rc::Gen<Verb> any_verb() { return rc::gen::elementOf(std::vector<Verb>(std::begin(unit_verbs), std::end(unit_verbs))); }

std::vector<std::string> steps_of(const std::string& path) {
    std::vector<std::string> steps;
    for (std::size_t start = 0, end = 0; (end = path.find('/', start)) != std::string::npos; start = end + 1)
        steps.push_back(path.substr(start, end - start));
    return steps;
}

TEST(PermissionProperty, AnotherGrantNeverTakesARight) {
    EXPECT_TRUE(rc::check([] {
        Principal who{"a1", "", "", *rc::gen::container<std::vector<Grant>>(any_grant())};
        Principal more = who;
        more.grants.insert(more.grants.begin() + *rc::gen::inRange<std::ptrdiff_t>(
                                                     0, static_cast<std::ptrdiff_t>(more.grants.size()) + 1),
                           *any_grant());
        const std::string path = *any_path();
        const Verb verb = *any_verb();
        RC_ASSERT(!allowed(who, verb, path) || allowed(more, verb, path));
    }));
}

TEST(PermissionProperty, AGrantReachesItsSubtreeOnly) {
    EXPECT_TRUE(rc::check([] {
        const Grant grant = *any_grant();
        const std::string path = *any_path();
        const Verb verb = *any_verb();
        const auto above = steps_of(grant.unit_path), below = steps_of(path);
        const bool inside = above.size() <= below.size() && std::equal(above.begin(), above.end(), below.begin());
        RC_ASSERT(allowed({"a1", "", "", {grant}}, verb, path) == (inside && role_may(grant.role, verb)));
    }));
}

TEST(PermissionProperty, NoGrantsNoRights) {
    EXPECT_TRUE(rc::check([] {
        const Principal who{*rc::gen::arbitrary<std::string>(), "", "", {}};
        RC_ASSERT(!allowed(who, *any_verb(), *any_path()));
        RC_ASSERT(visible_scopes(who).empty());
    }));
}

TEST(PermissionProperty, VisibleScopesAgreeWithView) {
    EXPECT_TRUE(rc::check([] {
        const Principal who{"a1", "", "", *rc::gen::container<std::vector<Grant>>(any_grant())};
        const std::string path = *any_path();
        const auto scopes = visible_scopes(who);
        const bool listed =
            std::ranges::any_of(scopes, [&](const std::string& scope) { return path.starts_with(scope); });
        RC_ASSERT(listed == allowed(who, Verb::view, path));
    }));
}

}  // namespace
}  // namespace sauro::api
