// The parent: checks the file, starts the worker with nothing but two descriptors, waits with a deadline, takes the
// answer.
#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <utility>

#include "base/file.hpp"
#include "base/log.hpp"
#include "docread/docread.hpp"
#include "docread/jail/jail.hpp"
#include "docread/jail/reader.hpp"
#include "docread/jail/wire.hpp"
#include "docread/pages/draw_page.hpp"
#include "docread/sheet.hpp"
#include "json/json.hpp"

extern char** environ;

namespace sauro::docread {
namespace {

constexpr int kPictureSeconds = 10;  // CPU, for one page: somebody looks at an empty frame meanwhile

struct Descriptor {
    int fd = -1;
    explicit Descriptor(int f) : fd(f) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor(Descriptor&& other) noexcept : fd(std::exchange(other.fd, -1)) {}
    ~Descriptor() { close(); }
    void close() {
        if (fd >= 0) ::close(fd);
        fd = -1;
    }
};

struct Actions {
    posix_spawn_file_actions_t value{};
    Actions() { posix_spawn_file_actions_init(&value); }
    ~Actions() { posix_spawn_file_actions_destroy(&value); }
};

Error slow(const std::string& name, int seconds) {
    return Error{
        ErrorKind::unsafe,
        "read.timeout",
        fmt::format(
            "Đọc “{}” quá {} giây nên đã dừng. Tệp quá phức tạp hoặc cố ý gây tắc; lưu lại gọn hơn rồi thử lại.", name,
            seconds),
        fmt::format("Reading \"{}\" took longer than {} s and was stopped.", name, seconds),
        {},
        {},
        {}};
}

Error died(const std::string& name, std::string detail) {
    return Error{ErrorKind::unreadable,
                 "read.damaged",
                 fmt::format("Không đọc được “{}”: tệp hỏng hoặc có cấu trúc lạ (bộ đọc đã tự dừng, hệ thống không ảnh "
                             "hưởng). Mở và lưu lại tệp rồi thử lại.",
                             name),
                 fmt::format("\"{}\" is damaged or oddly built: the reader stopped; the system is not affected.", name),
                 {},
                 {},
                 std::move(detail)};
}

// A descriptor above those the child expects, so that one hand-over cannot run over the other.
int lifted(int fd) { return ::fcntl(fd, F_DUPFD_CLOEXEC, 10); }

struct Ended {
    int status = 0;
    bool late = false, too_long = false, cancelled = false;
    long peak_kb = 0;
    std::string output;
};

// The most memory a process held so far. Not from its rusage: that starts with what its parent held.
long peak_of(pid_t process) {
    std::ifstream in("/proc/" + std::to_string(process) + "/status");
    std::string line;
    while (std::getline(in, line)) {
        if (line.starts_with("VmHWM:")) return std::strtol(line.c_str() + 6, nullptr, 10);
    }
    return 0;
}

// Patience starts anew with each page that is done.
Ended wait_for(pid_t child, int pipe, const Limits& limits, std::size_t most, const ReadOptions& options, bool weigh) {
    using Clock = std::chrono::steady_clock;
    Ended out;
    const auto patience = [](int seconds) { return std::chrono::seconds(seconds) * 2 + std::chrono::seconds(2); };
    auto deadline = Clock::now() + patience(limits.seconds);
    const long long step = options.cancel.stop_possible() ? 100 : 60'000;
    int pages = 0;
    char chunk[65536];
    for (;;) {
        if (options.cancel.stop_requested()) {
            out.cancelled = true;
            break;
        }
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
        if (left <= 0) {
            out.late = true;
            break;
        }
        pollfd wait{pipe, POLLIN, 0};
        const int ready = ::poll(&wait, 1, static_cast<int>(std::min<long long>(left, step)));
        if (ready < 0 && errno != EINTR) break;
        if (ready <= 0) continue;
        const ssize_t n = ::read(pipe, chunk, sizeof chunk);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) break;
        if (out.output.size() + static_cast<std::size_t>(n) > most) {
            out.too_long = true;
            break;
        }
        out.output.append(chunk, static_cast<std::size_t>(n));
        if (const auto progress = take_progress(out.output)) {
            if (++pages > limits.pages) {  // no reader counts beyond its limit
                out.too_long = true;
                break;
            }
            deadline = Clock::now() + patience(limits.page_seconds);
            if (weigh) out.peak_kb = std::max(out.peak_kb, peak_of(child));  // 0 once it has ended
            if (options.progress) options.progress(*progress);
        }
    }
    if (out.late || out.too_long || out.cancelled) ::kill(child, SIGKILL);
    while (::waitpid(child, &out.status, 0) < 0 && errno == EINTR) {
    }
    return out;
}

std::string extension_of(std::string_view name) {
    const std::size_t dot = name.find_last_of("./");
    if (dot == std::string_view::npos || name[dot] == '/') return {};
    std::string out(name.substr(dot + 1));
    for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return out;
}

// A regular file within the limits.
Result<Descriptor> open_file(const std::filesystem::path& path, const std::string& name, const Limits& limits) {
    // Not blocking: a named pipe must not hold us up before it is refused.
    Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    struct stat info{};
    if (file.fd < 0 || ::fstat(file.fd, &info) != 0 || S_ISDIR(info.st_mode)) {
        auto refused = base::read_file(path, 0);  // the one place that words these errors
        if (!refused) return fail(std::move(refused).error());
        return fail(ErrorKind::unreadable, "file.unreadable", fmt::format("Không đọc được “{}”. Thử lại.", name),
                    fmt::format("Cannot read \"{}\".", name));
    }
    if (!S_ISREG(info.st_mode)) {
        return fail(ErrorKind::unreadable, "file.not_regular",
                    fmt::format("“{}” không phải tệp thường (là ống, thiết bị hay ổ cắm). Chọn một tệp.", name),
                    fmt::format("\"{}\" is not a regular file.", name));
    }
    if (info.st_size == 0) {
        return fail(ErrorKind::unreadable, "read.empty",
                    fmt::format("Tệp “{}” rỗng (0 byte). Tải lại hoặc chọn tệp khác.", name),
                    fmt::format("\"{}\" is empty.", name));
    }
    if (static_cast<std::uint64_t>(info.st_size) > limits.file_bytes) {
        return fail(
            ErrorKind::too_large, "file.too_large",
            fmt::format("Tệp “{}” nặng {} MB, lớn hơn giới hạn {} MB. Tách tệp hoặc nén ảnh bên trong rồi thử lại.",
                        name, info.st_size >> 20, limits.file_bytes >> 20),
            fmt::format("\"{}\" is {} MB, more than the limit of {} MB.", name, info.st_size >> 20,
                        limits.file_bytes >> 20));
    }
    return file;
}

std::string name_of(const std::filesystem::path& path, std::string_view shown_name) {
    return shown_name.empty() ? path.string() : std::string(shown_name);
}

}  // namespace

Result<std::string> run_worker(int file, const std::string& name, const Limits& limits, std::string_view mode,
                               const ReadOptions& options, long* peak_kb) {
    // A program that forgot to hand its worker flag on would start itself over and over.
    if (::getenv(kInsideVariable) != nullptr) {
        return fail_internal("read.worker",
                             "this program was started as a reader but did not call docread::worker_main");
    }
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        return fail_internal("read.worker", std::string("pipe: ") + std::strerror(errno));
    Descriptor read_end(ends[0]), write_end(ends[1]);
    const Descriptor in(lifted(file)), out(lifted(write_end.fd));
    write_end.close();
    if (in.fd < 0 || out.fd < 0) return fail_internal("read.worker", std::string("dup: ") + std::strerror(errno));

    Actions actions;
    posix_spawn_file_actions_addopen(&actions.value, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions.value, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions.value, 2, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions.value, in.fd, kInput);
    posix_spawn_file_actions_adddup2(&actions.value, out.fd, kOutput);
    posix_spawn_file_actions_addclosefrom_np(&actions.value, kOutput + 1);

    const std::string words[] = {"sauro-reader",
                                 std::string(worker_flag),
                                 std::to_string(limits.file_bytes),
                                 std::to_string(limits.text_bytes),
                                 std::to_string(limits.memory_bytes),
                                 std::to_string(limits.seconds),
                                 std::to_string(limits.page_seconds),
                                 std::to_string(limits.pages),
                                 std::to_string(limits.page_pixels),
                                 std::string(mode)};
    std::vector<char*> arguments;
    for (const std::string& w : words) arguments.push_back(const_cast<char*>(w.c_str()));
    arguments.push_back(nullptr);
    // Tesseract would start a thread for each core; the jail has none to give.
    std::string mark = std::string(kInsideVariable) + "=1", locale = "LC_ALL=C.UTF-8", threads = "OMP_THREAD_LIMIT=1";
    char* environment[] = {mark.data(), locale.data(), threads.data(), nullptr};

    pid_t child = 0;
    const int code = ::posix_spawn(&child, "/proc/self/exe", &actions.value, nullptr, arguments.data(), environment);
    if (code != 0) return fail_internal("read.worker", std::string("posix_spawn: ") + std::strerror(code));
    const_cast<Descriptor&>(out).close();  // the child holds the only writing end now

    const Ended end =
        wait_for(child, read_end.fd, limits, static_cast<std::size_t>(limits.text_bytes) * 4 + (64ULL << 20), options,
                 peak_kb != nullptr);
    if (peak_kb != nullptr) *peak_kb = end.peak_kb;
    if (end.cancelled) {
        return fail(ErrorKind::conflict, "read.cancelled", fmt::format("Đã dừng đọc “{}” theo yêu cầu.", name),
                    fmt::format("Reading \"{}\" was cancelled.", name));
    }
    if (end.late) return fail(slow(name, limits.seconds));
    if (end.too_long) return fail(died(name, "answer too long"));
    if (WIFSIGNALED(end.status)) {
        const int signal = WTERMSIG(end.status);
        if (signal == SIGXCPU || signal == SIGKILL) return fail(slow(name, limits.seconds));
        base::log_warn("reader_died", {{"signal", std::to_string(signal)}});
        return fail(died(name, fmt::format("signal {}", signal)));
    }
    if (WEXITSTATUS(end.status) != 0 && end.output.empty())
        return fail(died(name, fmt::format("exit {}", WEXITSTATUS(end.status))));
    return end.output;
}

Result<Document> read_file(const std::filesystem::path& path, const Limits& limits, std::string_view shown_name,
                           const ReadOptions& options) {
    const std::string name = name_of(path, shown_name);
    TRY(const Descriptor file, open_file(path, name, limits));
    TRY(const std::string output, run_worker(file.fd, name, limits, "", options));
    TRY(Document document, unpack(output));
    document.file = name;
    const std::string extension = extension_of(name);
    const bool same =
        extension.empty() || extension == document.format || (extension == "htm" && document.format == "html") ||
        // A picture or a PDF of pictures is a scan.
        (document.format == "scan" && (extension == "png" || extension == "jpg" || extension == "jpeg" ||
                                       extension == "tif" || extension == "tiff" || extension == "pdf")) ||
        (document.format == "txt" && extension != "docx" && extension != "html" && extension != "htm" &&
         extension != "pdf" && extension != "doc");
    if (!same) {
        document.warnings.push_back(
            fmt::format("Tệp có đuôi .{} nhưng nội dung là {}; đã đọc theo nội dung.", extension, document.format));
    }
    return document;
}

Result<PagePicture> render_page(const std::filesystem::path& path, int page, const PictureOptions& options,
                                const Limits& limits, std::string_view shown_name) {
    if (page < 1) {
        return fail(ErrorKind::not_found, "read.no_page", "Trang đếm từ 1. Chọn trang từ 1 trở lên.",
                    "Pages count from 1.");
    }
    const std::string name = name_of(path, shown_name);
    TRY(const Descriptor file, open_file(path, name, limits));
    PictureOrder order{page, options};
    order.options.dpi = std::clamp(options.dpi, 30, 300);
    order.options.turned = ((options.turned % 4) + 4) % 4;
    Limits own = limits;
    own.seconds = std::min(own.seconds, kPictureSeconds);
    own.text_bytes = 0;  // of what comes back, only the picture is long
    TRY(const std::string output, run_worker(file.fd, name, own, mode_of(order)));
    return unpack_picture(output);
}

Result<Sheet> read_sheet(const std::filesystem::path& path, const Limits& limits, std::string_view shown_name) {
    const std::string name = name_of(path, shown_name);
    TRY(const Descriptor file, open_file(path, name, limits));
    TRY(const std::string output, run_worker(file.fd, name, limits, "sheet", {}));
    TRY(const std::string words, unpack_file(output));
    TRY(const json::Any rows, json::parse(words));
    return json::from_json<Sheet>(rows);
}

}  // namespace sauro::docread
