#include <fmt/format.h>
#include <signal.h>

#include <algorithm>
#include <charconv>
#include <thread>

#include "app/app.hpp"
#include "base/log.hpp"
#include "cli/cli.hpp"
#include "modules/accounts/accounts.hpp"
#include "modules/documents/inbox_runner.hpp"

namespace sauro::cli {
namespace {

struct Options {
    std::string data, database, rulebook, listen = "127.0.0.1:8080", web = "web/dist", inbox;
    int readers = 0;
    bool link = false, one_commit_per_write = false;
};

Result<std::pair<std::string, std::uint16_t>> parse_listen(const std::string& text) {
    const auto colon = text.rfind(':');
    unsigned port = 0;
    const char* from = text.data() + (colon == std::string::npos ? 0 : colon + 1);
    const auto parsed = std::from_chars(from, text.data() + text.size(), port);
    if (colon == std::string::npos || parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size() ||
        port > 65535) {
        return fail(ErrorKind::usage, "listen.unreadable",
                    fmt::format("Địa chỉ “{}” chưa đúng. Viết theo dạng 127.0.0.1:8080.", text),
                    fmt::format("\"{}\" is not HOST:PORT.", text));
    }
    return std::pair{text.substr(0, colon), static_cast<std::uint16_t>(port)};
}

// A newcomer gets one link: to make the first account, or with --link to sign in once as the first administrator.
Status print_link(app::App& app, const std::string& base, bool wanted) {
    TRY(const bool empty, accounts::no_account_yet(app.database()));
    if (!empty && !wanted) return {};
    if (empty) {
        TRY(const std::string token, accounts::make_first_run_link(app.database()));
        fmt::print(
            "Mở liên kết này để tạo tài khoản quản trị đầu tiên (dùng một lần, trong 24 giờ):\n  {}/bat-dau?ma={}\n",
            base, token);
        return {};
    }
    TRY(const auto administrator, accounts::first_administrator_without_password(app.database()));
    if (!administrator) return {};  // somebody has set a password: nobody gets in past it
    TRY(const std::string token, accounts::make_sign_in_link(app.database(), *administrator));
    fmt::print("Mở liên kết này để vào hệ thống (dùng một lần, trong 24 giờ):\n  {}/vao?ma={}\n", base, token);
    return {};
}

// Reading a scan takes a whole core: half of them are left to people.
int reader_count() { return static_cast<int>(std::clamp(std::thread::hardware_concurrency() / 2, 1U, 4U)); }

int run_serve(const Context& context, const Options& options) {
    base::log_quiet(false);
    auto listen = parse_listen(options.listen);
    if (!listen) return context.report(listen.error());
    auto app = app::App::open({options.data, options.database, options.rulebook, options.one_commit_per_write});
    if (!app) return context.report(app.error());

    // Signals are taken by sigwait below; every thread started from here on inherits the mask.
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);

    documents::InboxOptions inbox;
    inbox.readers = options.readers > 0 ? options.readers : reader_count();
    inbox.folder = options.inbox.empty() ? options.data + "/hop-quet" : options.inbox;
    documents::InboxRunner runner((*app)->database(), (*app)->files(), inbox);
    if (auto status = runner.start(); !status) return context.report(status.error());
    if (auto status = (*app)->follow_texts(); !status) return context.report(status.error());
    (*app)->follow_facts();
    (*app)->follow_reviews();

    auto registry = (*app)->registry();
    http::ServerOptions server_options;
    server_options.address = listen->first;
    server_options.port = listen->second;
    server_options.upload_folder = (*app)->files().temporary().parent_path();
    server_options.static_folder = options.web;
    server_options.health = [&app] {
        return (*app)->database().read(
            [](db::Snapshot& snapshot) { return snapshot.query("SELECT 1", {}, [](const db::Row&) { return true; }); });
    };
    auto server = http::Server::start(server_options, registry->take_router());
    if (!server) return context.report(server.error());
    const std::string base = fmt::format("http://{}:{}", listen->first, (*server)->port());
    fmt::print("Sáu Rõ đang chạy ở {}  (dừng: Ctrl C)\n", base);
    if (auto status = print_link(**app, base, options.link); !status) return context.report(status.error());
    std::fflush(stdout);
    int signal = 0;
    sigwait(&signals, &signal);
    base::log_info("stopping", {{"signal", std::to_string(signal)}});
    (*server)->stop();
    runner.stop();
    return Exit::done;
}

}  // namespace

void add_serve(CLI::App& root, Context& context) {
    auto options = std::make_shared<Options>();
    auto* command = root.add_subcommand("serve", "Mở hệ thống cho trình duyệt");
    command->add_option("--data", options->data, "Thư mục dữ liệu (tạo bằng sauro init)")->required();
    command->add_option("--database", options->database, "Cơ sở dữ liệu PostgreSQL: postgresql://…");
    command->add_option("--rulebook", options->rulebook,
                        "Thư mục quy tắc khác với bộ kèm theo; kết quả theo bộ mới chỉ ghi nhận sau khi áp dụng");
    command->add_option("--listen", options->listen, "Địa chỉ nghe")->capture_default_str();
    command->add_option("--web", options->web, "Thư mục trang web đã dựng")->capture_default_str();
    command->add_option("--inbox", options->inbox,
                        "Thư mục máy quét gửi tệp vào, mỗi đơn vị một thư mục con theo mã (mặc định: DATA/hop-quet)");
    command->add_option("--readers", options->readers, "Số bộ đọc bản quét chạy cùng lúc (mặc định: nửa số lõi)")
        ->check(CLI::Range(1, 16));
    command->add_flag("--one-commit-per-write", options->one_commit_per_write,
                      "Không gộp lần ghi (chỉ để so sánh trong ./bench)");
    command->add_flag("--link", options->link, "In liên kết vào một lần cho quản trị khi chưa ai đặt mật khẩu");
    command->callback(
        [&context, options] { context.run = [&context, options] { return run_serve(context, *options); }; });
}

}  // namespace sauro::cli
