#include "api/permission.hpp"

#include <algorithm>

namespace sauro::api {
namespace {

bool covers(std::string_view grant_path, std::string_view unit_path) {
    if (grant_path.empty() || !unit_path.starts_with(grant_path)) return false;
    return unit_path.size() == grant_path.size() || grant_path.back() == '/' || unit_path[grant_path.size()] == '/';
}

}  // namespace

// The table. A verb that is not named for a role is refused.
bool role_may(Role role, Verb verb) {
    switch (role) {
        case Role::clerk:
            return verb == Verb::view || verb == Verb::register_document || verb == Verb::draft;
        case Role::specialist:
            return verb == Verb::view || verb == Verb::draft;
        case Role::leader:
            return verb == Verb::view || verb == Verb::sign || verb == Verb::draft;
        case Role::head_of_office:
            return verb == Verb::view || verb == Verb::register_document || verb == Verb::draft || verb == Verb::sign ||
                   verb == Verb::manage_rules;
        case Role::administrator:
            return verb == Verb::view || verb == Verb::manage_unit || verb == Verb::manage_accounts ||
                   verb == Verb::manage_rules || verb == Verb::view_audit;
        case Role::auditor:
            return verb == Verb::view || verb == Verb::view_audit;
    }
    return false;
}

bool allowed(const Principal& who, Verb verb, std::string_view unit_path) {
    if (verb == Verb::open) return true;
    if (verb == Verb::signed_in) return !who.account_id.empty();
    return std::ranges::any_of(who.grants, [&](const Grant& grant) {
        return role_may(grant.role, verb) && covers(grant.unit_path, unit_path);
    });
}

std::vector<std::string> visible_scopes(const Principal& who) {
    std::vector<std::string> paths;
    for (const Grant& grant : who.grants) {
        if (role_may(grant.role, Verb::view) && !grant.unit_path.empty()) paths.push_back(grant.unit_path);
    }
    std::ranges::sort(paths);
    std::vector<std::string> kept;
    for (std::string& path : paths) {
        if (std::ranges::none_of(kept, [&](const std::string& above) { return covers(above, path); }))
            kept.push_back(std::move(path));
    }
    return kept;
}

std::string_view role_name(Role role) {
    switch (role) {
        case Role::clerk:
            return "Văn thư";
        case Role::specialist:
            return "Chuyên viên";
        case Role::leader:
            return "Lãnh đạo";
        case Role::head_of_office:
            return "Chánh văn phòng";
        case Role::administrator:
            return "Quản trị đơn vị";
        case Role::auditor:
            return "Cán bộ kiểm tra";
    }
    return "";
}

std::string_view verb_phrase(Verb verb) {
    switch (verb) {
        case Verb::open:
        case Verb::signed_in:
            return "dùng chức năng này";
        case Verb::view:
            return "xem sổ văn bản và số liệu";
        case Verb::register_document:
            return "vào sổ và cấp số văn bản";
        case Verb::draft:
            return "soạn và kiểm tra dự thảo";
        case Verb::sign:
            return "duyệt và ký văn bản";
        case Verb::manage_unit:
            return "quản lý đơn vị";
        case Verb::manage_accounts:
            return "quản lý tài khoản";
        case Verb::manage_rules:
            return "siết quy tắc bằng văn bản của đơn vị";
        case Verb::view_audit:
            return "xem nhật ký thay đổi";
    }
    return "";
}

}  // namespace sauro::api
