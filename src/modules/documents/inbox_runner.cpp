#include "modules/documents/inbox_runner.hpp"

#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <chrono>

#include "audit/audit.hpp"
#include "base/log.hpp"
#include "modules/documents/inbox.hpp"
#include "modules/documents/intake.hpp"
#include "modules/documents/store.hpp"

namespace sauro::documents {

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr auto kPause = 300ms;         // between two looks at an empty queue
constexpr auto kWatchPause = 2s;       // between two looks at the watched folder
constexpr auto kStillGrowing = 2s;     // a scanner may still be writing a file younger than this
constexpr std::size_t kAtATime = 200;  // files taken from one folder in one look

// Where the bytes are: still staged, or kept already by a reading that did not get to its end.
fs::path bytes_of(const db::FileStore& files, const inbox::Claim& claim) {
    fs::path path = files.staged(claim.staged);
    std::error_code ignored;
    return !path.empty() && fs::exists(path, ignored) ? path : files.path_of(claim.sha256);
}

Error says_lost() {
    return Error{ErrorKind::unreadable,
                 "inbox.lost",
                 "Tệp chờ đọc không còn trên máy chủ. Thả tệp lần nữa.",
                 "The staged file is gone; add it again.",
                 {},
                 {},
                 {}};
}

std::string this_machine() {
    char name[256] = {};
    ::gethostname(name, sizeof name - 1);
    return std::string(name) + ":";
}

// Of this machine, and no process has that number any more (or it is ours: a former life with the same number).
bool is_dead(std::string_view reader) {
    const std::string machine = this_machine();
    if (!reader.starts_with(machine)) return false;
    const std::string_view number = reader.substr(machine.size());
    pid_t process = 0;
    const auto parsed = std::from_chars(number.data(), number.data() + number.size(), process);
    if (parsed.ec != std::errc{} || process <= 0) return true;
    return process == ::getpid() || (::kill(process, 0) != 0 && errno == ESRCH);
}

Status free_dead_claims(db::Tx& tx, base::Millis now) {
    TRY(const auto readers, inbox::readers(tx));
    for (const std::string& reader : readers) {
        if (is_dead(reader)) TRYV(inbox::release(tx, reader, now));
    }
    return {};
}

}  // namespace

InboxRunner::InboxRunner(db::Database& database, db::FileStore& files, InboxOptions options)
    : database_(database),
      files_(files),
      options_(std::move(options)),
      name_(fmt::format("{}{}", this_machine(), ::getpid())) {}

InboxRunner::~InboxRunner() { stop(); }

Status InboxRunner::start() {
    TRYV(database_.write([&](db::Tx& tx) { return free_dead_claims(tx, options_.clock()); }));
    for (int i = 0; i < options_.readers; ++i) threads_.emplace_back([this] { work(); });
    if (!options_.folder.empty()) threads_.emplace_back([this] { watch(); });
    return {};
}

void InboxRunner::stop() {
    {
        const std::lock_guard lock(guard_);
        stopping_ = true;
    }
    cut_.request_stop();
    changed_.notify_all();
    if (threads_.empty()) return;
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
    // What was cut off waits again at once.
    const auto freed = database_.write([&](db::Tx& tx) { return inbox::release(tx, name_, options_.clock()); });
    if (!freed) base::log_warn("inbox_release", {{"code", freed.error().code}});
}

void InboxRunner::wait_until_empty() {
    std::unique_lock lock(guard_);
    changed_.wait(lock, [&] { return stopping_ || idle_ == options_.readers; });
}

void InboxRunner::sleep_a_little() {
    std::unique_lock lock(guard_);
    ++idle_;
    changed_.notify_all();
    changed_.wait_for(lock, kPause, [&] { return stopping_.load(); });
    --idle_;
}

void InboxRunner::work() {
    while (!stopping_) {
        if (!read_one()) sleep_a_little();
    }
}

// Every page is a sign of life; a claim that is not ours any more ends the reading.
docread::ReadOptions InboxRunner::read_options(const inbox::Claim& claim, std::stop_source& stop) {
    docread::ReadOptions options;
    options.cancel = stop.get_token();
    options.progress = [this, &claim, &stop](docread::Progress at) {
        bool ours = true;
        const auto written = database_.write([&](db::Tx& tx) -> Status {
            TRY(ours, inbox::page_read(tx, claim, name_, at.page, at.pages, options_.clock()));
            return {};
        });
        if (!written) base::log_warn("inbox_page", {{"code", written.error().code}});
        if (written && !ours) stop.request_stop();
    };
    return options;
}

// False: there was nothing to read.
bool InboxRunner::read_one() {
    bool waiting = false;
    std::optional<inbox::Claim> claim;
    auto status = database_.read([&](db::Snapshot& snapshot) -> Status {
        TRY(waiting, inbox::anything_to_do(snapshot, options_.clock()));
        return {};
    });
    if (status && waiting) {
        status = database_.write([&](db::Tx& tx) -> Status {
            TRYV(inbox::release(tx, "", options_.clock()));
            TRY(claim, inbox::claim(tx, name_, options_.unit_id, options_.clock()));
            return {};
        });
    }
    if (!status) base::log_warn("inbox_claim", {{"code", status.error().code}});
    if (!status || !claim) return false;

    std::stop_source lost;
    const std::stop_callback with_us(cut_.get_token(), [&lost] { lost.request_stop(); });
    Result<PreparedFile> prepared = fail(says_lost());
    const fs::path bytes = bytes_of(files_, *claim);
    if (std::error_code ignored; fs::exists(bytes, ignored))
        prepared =
            prepare_file(files_, bytes, claim->name, options_.limits,
                         bytes == files_.staged(claim->staged) ? Keep::take : Keep::copy, read_options(*claim, lost));
    if (lost.stop_requested()) return true;  // dropped meanwhile, or taken over
    const bool gone = prepared || !inbox::may_stay(prepared.error());
    const auto stored = database_.write([&](db::Tx& tx) -> Status {
        const auto now = options_.clock();
        if (!prepared) {
            TRYV(inbox::read_refused(tx, *claim, name_, prepared.error(), now));
            return {};
        }
        TRY(const bool ours, inbox::read_done(tx, *claim, name_, *prepared, now));
        if (!ours) return {};
        return audit::append(tx, {.at = now,
                                  .actor = claim->actor,
                                  .unit = claim->unit_id,
                                  .action = "inbox.read",
                                  .subject = claim->id,
                                  .detail = fmt::format(R"({{"sha256":"{}"}})", prepared->file.sha256)});
    });
    if (!stored) {
        base::log_error("inbox_store", {{"code", stored.error().code}});
        sleep_a_little();  // a full disk does not get better by trying at once
        return true;
    }
    if (gone) files_.unstage(claim->staged);
    return true;
}

Result<bool> add_to_inbox(db::Database& database, db::FileStore& files, const fs::path& file,
                          const std::string& unit_id, std::string_view source, std::string_view actor,
                          const docread::Limits& limits, base::Millis now) {
    std::error_code code;
    const auto size = fs::file_size(file, code);
    if (code) {
        return fail(
            ErrorKind::unreadable, "file.missing",
            fmt::format("Không mở được tệp “{}” ({}). Kiểm tra đường dẫn và quyền đọc.", file.string(), code.message()),
            fmt::format("Cannot open \"{}\".", file.string()));
    }
    const std::string name = file.filename().string();
    if (size == 0) {
        return fail(ErrorKind::unreadable, "read.empty",
                    fmt::format("Tệp “{}” rỗng (0 byte). Quét lại hoặc chọn tệp khác.", name),
                    fmt::format("\"{}\" is empty.", name));
    }
    if (size > limits.file_bytes) {
        return fail(ErrorKind::too_large, "file.too_large",
                    fmt::format("Tệp “{}” nặng {} MB, lớn hơn giới hạn {} MB. Tách tệp rồi thử lại.", name, size >> 20,
                                limits.file_bytes >> 20),
                    fmt::format("\"{}\" is larger than the limit.", name));
    }
    TRY(const auto staged, files.stage(file, db::FileStore::From::copy));
    bool fresh = false;
    const auto stored = database.write([&](db::Tx& tx) -> Status {
        TRY(const auto added,
            inbox::add(tx, {unit_id, clean_file_name(name), staged, std::string(source), std::string(actor)}, now));
        fresh = added.fresh;
        return {};
    });
    if (!stored || !fresh) files.unstage(staged.name);
    if (!stored) return std::unexpected(stored.error());
    return fresh;
}

// <folder>/<unit code>/file → inbox of that unit; a file taken in leaves the folder, one refused goes to "khong-nhan".
void InboxRunner::watch() {
    std::error_code ignored;
    fs::create_directories(options_.folder, ignored);
    while (!stopping_) {
        for (const auto& place : fs::directory_iterator(options_.folder, ignored)) {
            if (stopping_ || !place.is_directory(ignored)) continue;
            const std::string code = place.path().filename().string();
            std::optional<store::Unit> unit;
            const auto known = database_.read([&](db::Snapshot& snapshot) -> Status {
                TRY(unit, store::find_unit(snapshot, code));
                return {};
            });
            if (!known || !unit) continue;
            std::size_t taken = 0;
            for (const auto& entry : fs::directory_iterator(place.path(), ignored)) {
                if (stopping_ || taken == kAtATime) break;
                if (!entry.is_regular_file(ignored) || entry.is_symlink(ignored)) continue;
                if (fs::file_time_type::clock::now() - entry.last_write_time(ignored) < kStillGrowing) continue;
                const auto added = add_to_inbox(database_, files_, entry.path(), unit->id, "folder", "folder",
                                                options_.limits, options_.clock());
                ++taken;
                if (added) {
                    fs::remove(entry.path(), ignored);
                } else if (added.error().kind != ErrorKind::unavailable) {
                    const fs::path aside = place.path() / "khong-nhan";
                    fs::create_directories(aside, ignored);
                    fs::rename(entry.path(), aside / entry.path().filename(), ignored);
                } else {
                    base::log_warn("inbox_folder", {{"code", added.error().code}});
                }
            }
        }
        std::unique_lock lock(guard_);
        changed_.wait_for(lock, kWatchPause, [&] { return stopping_.load(); });
    }
}

}  // namespace sauro::documents
