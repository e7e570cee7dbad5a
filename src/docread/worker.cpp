// The child: takes its limits, closes the doors, reads the bytes, answers, ends. It never returns to its caller's
// destructors.
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <new>
#include <stdexcept>

#include "docread/docread.hpp"
#include "docread/extract.hpp"
#include "docread/jail.hpp"
#include "docread/wire.hpp"

namespace sauro::docread {
namespace {

std::uint64_t number(const char* text, std::uint64_t otherwise) {
    const std::string_view s(text);
    std::uint64_t n = 0;
    const auto [end, code] = std::from_chars(s.data(), s.data() + s.size(), n);
    return code == std::errc() && end == s.data() + s.size() ? n : otherwise;
}

void answer(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t n = ::write(kOutput, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) ::_exit(3);
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
}

Error secret(const std::string& marking) {
    Error e{ErrorKind::unsafe, "read.secret", {}, {}, {}, "Luật Bảo vệ bí mật nhà nước 117/2025/QH15", {}};
    e.message = "Văn bản mang dấu độ mật “" + marking +
                "”. Hệ thống nối mạng không được nhận, lưu hay xử lý văn bản mật. Chuyển văn bản vào sổ đăng ký văn "
                "bản mật riêng, ngoài hệ thống này; "
                "bản tải lên không được giữ lại.";
    e.message_en = "The document is marked secret (\"" + marking +
                   "\"). A networked system may not take it; it belongs to the separate secret register.";
    return e;
}

Result<std::string> take_input(std::uint64_t most) {
    std::string bytes;
    char chunk[65536];
    for (;;) {
        const ssize_t n = ::read(kInput, chunk, sizeof chunk);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0)
            return fail(ErrorKind::unreadable, "file.unreadable",
                        "Không đọc được tệp (lỗi ổ đĩa hoặc tệp đang bị thay đổi). Thử lại.",
                        "The file cannot be read.");
        if (n == 0) return bytes;
        if (bytes.size() + static_cast<std::size_t>(n) > most) {
            return fail(ErrorKind::too_large, "file.too_large", "Tệp lớn hơn giới hạn cho phép. Tách tệp rồi thử lại.",
                        "The file is larger than the limit.");
        }
        bytes.append(chunk, static_cast<std::size_t>(n));
    }
}

Result<Document> read_bytes(const Limits& limits) {
    TRY(const std::string bytes, take_input(limits.file_bytes));
    TRY(Extracted extracted, extract(bytes, limits));
    Document document = analyse(std::move(extracted.text), extracted.format);
    // The stamp may stand in the running head of the page instead of the text.
    if (!document.secrecy && !extracted.page_heads.empty()) document.secrecy = secrecy_marking(extracted.page_heads);
    if (document.secrecy) return fail(secret(*document.secrecy));
    document.pages = extracted.pages;
    document.warnings.insert(document.warnings.begin(), extracted.warnings.begin(), extracted.warnings.end());
    return document;
}

}  // namespace

int worker_main(int argc, char** argv) {
    Limits limits;
    if (argc > 5) {
        limits.file_bytes = number(argv[2], limits.file_bytes);
        limits.text_bytes = number(argv[3], limits.text_bytes);
        limits.memory_bytes = number(argv[4], limits.memory_bytes);
        limits.seconds = static_cast<int>(number(argv[5], 20));
    }
    struct stat info{};
    if (::fstat(kInput, &info) != 0 || ::fstat(kOutput, &info) != 0) return 2;  // started by hand
    std::string why;
    if (!enter_jail(limits, why)) {
        answer(pack(fail(Error{ErrorKind::unavailable,
                               "read.no_jail",
                               "Máy này không cho dựng vùng cách ly để đọc tệp lạ (cần seccomp của nhân Linux), nên "
                               "tệp không được đọc. Báo quản trị máy chủ.",
                               "This machine does not let foreign files be read in isolation (seccomp is needed).",
                               {},
                               {},
                               why})));
        ::_exit(0);
    }
    const std::string_view mode = argc > 6 ? argv[6] : "";
    if (mode == "walls") {
        answer(try_the_walls());
        ::_exit(0);
    }
    if (mode == "forbidden") {  // harmless, but nobody named it
        answer(::syscall(SYS_sync) == 0 ? "ALLOWED" : "refused");
        ::_exit(0);
    }
    try {
        if (mode == "hang") {
            volatile bool forever = true;
            while (forever) {
            }
        }
        if (mode == "crash") __builtin_trap();
        answer(pack(read_bytes(limits)));
    } catch (const std::bad_alloc&) {
        answer(pack(fail(ErrorKind::unsafe, "read.bomb",
                         "Đọc tệp này đòi nhiều bộ nhớ hơn giới hạn, nên việc đọc đã dừng. Tách tệp hoặc lưu lại gọn "
                         "hơn rồi thử lại.",
                         "Reading this file takes more memory than the limit; it was stopped.")));
    } catch (const std::exception& e) {
        answer(pack(fail(Error{ErrorKind::unreadable,
                               "read.damaged",
                               "Tệp hỏng hoặc có cấu trúc lạ nên không đọc được. Mở và lưu lại tệp rồi thử lại.",
                               "The file is damaged or oddly built and cannot be read.",
                               {},
                               {},
                               e.what()})));
    }
    ::_exit(0);
}

}  // namespace sauro::docread
