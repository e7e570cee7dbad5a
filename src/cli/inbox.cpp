// `sauro inbox`: hundreds of scans into the review queue, with progress; stopped and started again without loss.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <thread>

#include "app/app.hpp"
#include "base/number.hpp"
#include "cli/cli.hpp"
#include "modules/documents/inbox.hpp"
#include "modules/documents/inbox_runner.hpp"

namespace sauro::cli {
namespace {

namespace fs = std::filesystem;
namespace inbox = documents::inbox;

struct Options {
    std::vector<std::string> files;
    std::string data, database, unit;
    int readers = 0;
    bool json = false;
};

// Files as given; of a folder everything in it, in order of name.
std::vector<fs::path> spread_out(const std::vector<std::string>& given) {
    std::vector<fs::path> out;
    for (const std::string& one : given) {
        std::error_code ignored;
        if (!fs::is_directory(one, ignored)) {
            out.emplace_back(one);
            continue;
        }
        std::vector<fs::path> inside;
        for (const auto& entry : fs::recursive_directory_iterator(one, ignored)) {
            if (entry.is_regular_file(ignored) && !entry.is_symlink(ignored)) inside.push_back(entry.path());
        }
        std::ranges::sort(inside);
        out.insert(out.end(), inside.begin(), inside.end());
    }
    return out;
}

std::string shown(const inbox::Progress& p) {
    std::string line = fmt::format("đã đọc {}/{} tệp, {} trang", base::vi_number(p.files_done),
                                   base::vi_number(p.files_total), base::vi_number(p.pages_done));
    if (p.seconds_left)
        line += *p.seconds_left < 90 ? fmt::format(", còn khoảng {} giây", *p.seconds_left)
                                     : fmt::format(", còn khoảng {} phút", (*p.seconds_left + 59) / 60);
    return line + fmt::format(". Chờ xem lại {}, chưa nhận {}", p.review, p.refused);
}

Result<inbox::Progress> look(app::App& app, const std::string& unit_id) {
    inbox::Progress progress;
    TRYV(app.database().read([&](db::Snapshot& snapshot) -> Status {
        TRY(progress, inbox::progress(snapshot, unit_id, base::now_ms()));
        return {};
    }));
    return progress;
}

Result<std::string> unit_id_of(app::App& app, const std::string& code) {
    std::string id;
    TRYV(app.database().read([&](db::Snapshot& snapshot) -> Status {
        TRY(const auto unit, app.units().find(snapshot, code));
        if (!unit) return fail(app::unknown_unit(code));
        id = unit->id;
        return {};
    }));
    return id;
}

// Puts everything into the queue first (so that a stop loses nothing), then reads until the queue is empty.
int run_add(const Context& context, const Options& options) {
    auto app = app::App::open({options.data, options.database, {}});
    if (!app) return context.report(app.error());
    auto unit_id = unit_id_of(**app, options.unit);
    if (!unit_id) return context.report(unit_id.error());
    int code = Exit::done;
    std::int64_t fresh = 0, same = 0;
    boost::json::array failed;
    for (const fs::path& file : spread_out(options.files)) {
        const auto added = documents::add_to_inbox((*app)->database(), (*app)->files(), file, *unit_id, "command_line",
                                                   "cli", {}, base::now_ms());
        if (added) {
            ++(*added ? fresh : same);
            continue;
        }
        code = std::max<int>(code, exit_code(added.error().kind));
        failed.push_back({{"file", file.string()}, {"code", added.error().code}, {"message", added.error().message}});
        fmt::print(stderr, "{}: ", file.string());
        context.report(added.error());
    }
    documents::InboxOptions run;
    run.readers =
        options.readers > 0 ? options.readers : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    run.unit_id = *unit_id;
    documents::InboxRunner runner((*app)->database(), (*app)->files(), run);
    if (auto status = runner.start(); !status) return context.report(status.error());
    const bool screen = ::isatty(STDERR_FILENO) != 0;
    std::string last;
    for (;;) {
        const auto progress = look(**app, *unit_id);
        if (!progress) return context.report(progress.error());
        const std::string line = shown(*progress);
        if (line != last && !options.json)
            fmt::print(stderr, "{}{}{}", screen ? "\r\033[K" : "", line, screen ? "" : "\n");
        last = line;
        std::fflush(stderr);
        if (progress->paused && !options.json)
            context.say("Hàng chờ đang tạm dừng; mở lại trong Hộp quét.", "The queue is paused.");
        if (progress->paused || progress->waiting + progress->reading == 0) {
            if (screen && !options.json) fmt::print(stderr, "\n");
            if (options.json)
                fmt::print("{}\n", json::write(boost::json::object{{"added", fresh},
                                                                   {"already_there", same},
                                                                   {"failed", std::move(failed)},
                                                                   {"progress", json::to_json(*progress)}}));
            else
                fmt::print("Thêm {} tệp mới, {} tệp đã có. Chờ xem lại {}, chưa nhận {}.\n", fresh, same,
                           progress->review, progress->refused);
            return code;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
    }
}

int run_status(const Context& context, const Options& options) {
    auto app = app::App::open({options.data, options.database, {}});
    if (!app) return context.report(app.error());
    auto unit_id = unit_id_of(**app, options.unit);
    if (!unit_id) return context.report(unit_id.error());
    const auto progress = look(**app, *unit_id);
    if (!progress) return context.report(progress.error());
    if (options.json)
        fmt::print("{}\n", json::write(json::to_json(*progress)));
    else
        fmt::print("{}{}\n", progress->paused ? "Tạm dừng. " : "", shown(*progress));
    return Exit::done;
}

}  // namespace

void add_inbox(CLI::App& root, Context& context) {
    auto options = std::make_shared<Options>();
    auto* command = root.add_subcommand("inbox", "Hộp quét: đọc hàng loạt bản quét rồi chờ người xem lại");
    command->require_subcommand(1);
    const auto common = [&](CLI::App* made) {
        made->add_option("--data", options->data, "Thư mục dữ liệu")->required();
        made->add_option("--database", options->database, "Cơ sở dữ liệu PostgreSQL: postgresql://…");
        made->add_option("--unit", options->unit, "Mã đơn vị")->required();
        made->add_flag("--json", options->json, "In một đối tượng JSON");
    };
    auto* add = command->add_subcommand("add", "Thêm tệp hoặc cả thư mục, đọc tới khi hết hàng chờ");
    add->add_option("FILE", options->files, "Tệp hoặc thư mục")->required();
    add->add_option("--readers", options->readers, "Số bộ đọc chạy cùng lúc (mặc định: số lõi)")
        ->check(CLI::Range(1, 16));
    common(add);
    add->callback([&context, options] { context.run = [&context, options] { return run_add(context, *options); }; });
    auto* status = command->add_subcommand("status", "Tiến độ của hàng chờ");
    common(status);
    status->callback(
        [&context, options] { context.run = [&context, options] { return run_status(context, *options); }; });
}

}  // namespace sauro::cli
