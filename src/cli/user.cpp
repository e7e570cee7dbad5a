#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <iostream>

#include "app/app.hpp"
#include "cli/cli.hpp"
#include "modules/accounts/accounts.hpp"

namespace sauro::cli {
namespace {

struct Options {
    std::string data, database, username, name, title, role, unit;
    bool json = false;
};
using Action = std::function<Status(app::App&, const Options&)>;

// A password is typed, or piped in; never an argument, which other users of the machine could see.
std::string ask_password() {
    std::string password;
    termios before{};
    const bool terminal = ::isatty(STDIN_FILENO) == 1 && ::tcgetattr(STDIN_FILENO, &before) == 0;
    if (terminal) {
        fmt::print(stderr, "Mật khẩu mới: ");
        termios silent = before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSANOW, &silent);
    }
    std::getline(std::cin, password);
    if (terminal) {
        ::tcsetattr(STDIN_FILENO, TCSANOW, &before);
        fmt::print(stderr, "\n");
    }
    return password;
}

Status add(app::App& app, const Options& o) {
    accounts::NewUser user{o.username, o.name, o.title, std::nullopt, o.unit, std::nullopt};
    if (!o.role.empty()) {
        TRY(user.role, accounts::parse_role(o.role));
    }
    TRYV(accounts::create_user(app.database(), user));
    fmt::print("Đã tạo tài khoản {}. Lấy liên kết vào lần đầu: sauro user link --username {}\n", o.username,
               o.username);
    return {};
}

Status link(app::App& app, const Options& o) {
    TRY(const auto account, accounts::find_account(app.database(), o.username));
    if (!account) {
        return fail(ErrorKind::not_found, "user.unknown",
                    fmt::format("Không có tài khoản “{}”. Xem danh sách: sauro user list.", o.username),
                    fmt::format("No account \"{}\".", o.username));
    }
    TRY(const std::string token, accounts::make_sign_in_link(app.database(), *account));
    fmt::print("/vao?ma={}\n", token);
    return {};
}

Status list(app::App& app, const Options& o) {
    TRY(const auto rows, accounts::list(app.database()));
    boost::json::array out;
    for (const auto& row : rows) {
        std::string roles;
        boost::json::array held;
        for (const auto& grant : row.grants) {
            roles += fmt::format("{}{} ở {}", roles.empty() ? "" : ", ", grant.role, grant.unit_code);
            held.push_back(boost::json::object{{"role", grant.role}, {"unit", grant.unit_code}});
        }
        if (!o.json)
            fmt::print("{:<20} {:<28} {}{}\n", row.username, row.name, roles, row.disabled ? "  (đã khóa)" : "");
        out.push_back(boost::json::object{{"username", row.username},
                                          {"name", row.name},
                                          {"disabled", row.disabled},
                                          {"has_password", row.has_password},
                                          {"grants", std::move(held)}});
    }
    if (o.json) fmt::print("{}\n", json::write(boost::json::object{{"items", std::move(out)}}));
    return {};
}

Status change_role(app::App& app, const Options& o,
                   Status (*change)(db::Database&, std::string_view, api::Role, std::string_view)) {
    TRY(const api::Role role, accounts::parse_role(o.role));
    TRYV(change(app.database(), o.username, role, o.unit));
    fmt::print("Đã ghi.\n");
    return {};
}

}  // namespace

void add_user(CLI::App& root, Context& context) {
    auto options = std::make_shared<Options>();
    auto* command = root.add_subcommand("user", "Tài khoản và quyền");
    command->require_subcommand(1);
    const auto sub = [&](const char* name, const char* help, Action action) {
        auto* made = command->add_subcommand(name, help);
        made->add_option("--data", options->data, "Thư mục dữ liệu")->required();
        made->add_option("--database", options->database, "Cơ sở dữ liệu PostgreSQL: postgresql://…");
        made->callback([&context, options, action] {
            context.run = [&context, options, action]() -> int {
                auto app = app::App::open({options->data, options->database, {}});
                if (!app) return context.report(app.error());
                auto status = action(**app, *options);
                return status ? static_cast<int>(Exit::done) : context.report(status.error());
            };
        });
        return made;
    };
    const auto username = [&](CLI::App* made) {
        made->add_option("--username", options->username, "Tên đăng nhập")->required();
    };
    const auto role_at = [&](CLI::App* made, bool required) {
        made->add_option("--role", options->role, "clerk, specialist, leader, head_of_office, administrator, auditor")
            ->required(required);
        made->add_option("--unit", options->unit, "Mã đơn vị; quyền có hiệu lực ở đơn vị đó và mọi đơn vị dưới nó")
            ->required(required);
    };
    auto* adding = sub("add", "Tạo tài khoản, chưa có mật khẩu", add);
    username(adding);
    adding->add_option("--name", options->name, "Họ và tên")->required();
    adding->add_option("--title", options->title, "Chức vụ");
    role_at(adding, false);
    sub("list", "Danh sách tài khoản", list)->add_flag("--json", options->json, "In một đối tượng JSON");
    username(sub("link", "In liên kết vào một lần", link));
    username(sub("password", "Đặt mật khẩu (gõ vào hoặc đưa qua đầu vào chuẩn)", [](app::App& app, const Options& o) {
        return accounts::set_password(app.database(), o.username, ask_password());
    }));
    username(sub("disable", "Khóa tài khoản",
                 [](app::App& app, const Options& o) { return accounts::disable(app.database(), o.username, true); }));
    username(sub("enable", "Mở lại tài khoản",
                 [](app::App& app, const Options& o) { return accounts::disable(app.database(), o.username, false); }));
    auto* granting = sub("grant", "Giao quyền",
                         [](app::App& app, const Options& o) { return change_role(app, o, accounts::grant); });
    username(granting);
    role_at(granting, true);
    auto* revoking = sub("revoke", "Rút quyền",
                         [](app::App& app, const Options& o) { return change_role(app, o, accounts::revoke); });
    username(revoking);
    role_at(revoking, true);
}

}  // namespace sauro::cli
