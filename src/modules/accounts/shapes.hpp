// The shapes of the routes: what the page gets and sends.
#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "api/api.hpp"

namespace sauro::accounts {

struct AreaBrief {
    std::string code, name, full_name, level;
};
BOOST_DESCRIBE_STRUCT(AreaBrief, (), (code, name, full_name, level))
struct UnitBrief {
    std::string id, code, name, level, bloc;
    AreaBrief area;
    std::string path;
    bool sample = false;
};
BOOST_DESCRIBE_STRUCT(UnitBrief, (), (id, code, name, level, bloc, area, path, sample))

struct Held {
    UnitBrief unit;
    api::Role role = api::Role::clerk;
    std::string role_name;
};
BOOST_DESCRIBE_STRUCT(Held, (), (unit, role, role_name))

enum class Theme { light, dark, system };
BOOST_DESCRIBE_ENUM(Theme, light, dark, system)
struct Preferences {
    std::optional<Theme> theme;
    std::optional<int> font_scale;
};
BOOST_DESCRIBE_STRUCT(Preferences, (), (theme, font_scale))

struct Me {
    std::string account_id, name, title, username;
    std::vector<Held> units;
    std::vector<std::string> visible_scopes;
    Preferences preferences;
    bool has_password = false, sample = false;
};
BOOST_DESCRIBE_STRUCT(Me, (),
                      (account_id, name, title, username, units, visible_scopes, preferences, has_password, sample))

struct AccountItem {
    std::string id, username, name, title;
    bool disabled = false, has_password = false;
    std::int64_t created_at = 0;
    std::vector<Held> units;
    std::optional<std::string> first_sign_in_link;
};
BOOST_DESCRIBE_STRUCT(AccountItem, (),
                      (id, username, name, title, disabled, has_password, created_at, units, first_sign_in_link))

// Everything one account holds, in the order of the unit tree.
Result<std::vector<Held>> held_by(db::Snapshot& snapshot, std::string_view account_id);
Result<Me> me_of(db::Snapshot& snapshot, std::string_view account_id);

void add_session_routes(api::Registry& registry, const std::string& product_version);
void add_me_routes(api::Registry& registry);
void add_unit_routes(api::Registry& registry);

}  // namespace sauro::accounts
