// Who may do what, where. The one place: role × verb is the table in permission.cpp, unit path × grant is `allowed`.
// Default: no.
#pragma once
#include <boost/describe.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace sauro::api {

enum class Role { clerk, specialist, leader, head_of_office, administrator, auditor };
BOOST_DESCRIBE_ENUM(Role, clerk, specialist, leader, head_of_office, administrator, auditor)

enum class Verb {
    open,               // no session
    signed_in,          // any session
    view,               // read registers, figures, findings of the unit
    register_document,  // incoming, outgoing entry, reserve and cancel numbers
    draft,              // write and check drafts
    sign,               // approve, waive with reason
    manage_unit,        // units, holidays
    manage_accounts,
    manage_rules,  // tighten rules for the unit and below by its own document
    view_audit,
};
BOOST_DESCRIBE_ENUM(Verb, open, signed_in, view, register_document, draft, sign, manage_unit, manage_accounts,
                    manage_rules, view_audit)

struct Grant {
    Role role = Role::clerk;
    std::string unit_id, unit_path;  // the grant covers the unit and everything below its path
};
struct Principal {
    std::string account_id, name, title;
    std::vector<Grant> grants;
};

bool role_may(Role role, Verb verb);
std::string_view role_name(Role role);    // "Văn thư"
std::string_view verb_phrase(Verb verb);  // "vào sổ và cấp số văn bản": completes "Bạn chưa có quyền …"
// True when some grant's role may do the verb and the grant's path is `unit_path` or a prefix ending at a '/' of it.
bool allowed(const Principal& who, Verb verb, std::string_view unit_path);
// Path prefixes under which the principal may `view`; the scopes of search and of lists over several units.
std::vector<std::string> visible_scopes(const Principal& who);

}  // namespace sauro::api
