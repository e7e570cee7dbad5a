// The child: takes its limits, closes the doors, reads the bytes, answers, ends. It never returns to its caller's
// destructors.
#include <malloc.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <ctime>
#include <new>
#include <stdexcept>

#include "base/file.hpp"
#include "docread/docread.hpp"
#include "docread/formats/extract.hpp"
#include "docread/jail/engine_loader.hpp"
#include "docread/jail/jail.hpp"
#include "docread/jail/wire.hpp"
#include "docread/pages/draw_page.hpp"
#include "docread/repair.hpp"
#include "docread/sheet.hpp"
#include "json/json.hpp"
#include "text/text.hpp"

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

Error out_of_memory() {
    return Error{ErrorKind::unsafe,
                 "read.bomb",
                 "Đọc tệp này đòi nhiều bộ nhớ hơn giới hạn, nên việc đọc đã dừng. Tách tệp hoặc lưu lại gọn hơn rồi "
                 "thử lại.",
                 "Reading this file takes more memory than the limit; it was stopped.",
                 {},
                 {},
                 {}};
}

// The whole file, mapped before the jail closes: what was read of it can be given back page by page.
struct Input {
    std::string_view bytes;
    bool good = false;
};

Input map_input() {
    struct stat info{};
    if (::fstat(kInput, &info) != 0 || info.st_size <= 0) return {};
    const auto size = static_cast<std::size_t>(info.st_size);
    void* const at = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, kInput, 0);
    if (at == MAP_FAILED) return {};
    return {{static_cast<const char*>(at), size}, true};
}

// By its first bytes only: which engines this file may need. Nothing is believed of it.
Engines load_engines(std::string_view bytes, bool to_draw, std::string& model) {
    Engines out;
    const bool pdf = looks_like_pdf(bytes);
    const bool image = is_image(bytes);
    if (pdf) out.pdf = load_pdf_engine(out.missing);
    if (image || (pdf && to_draw)) out.picture = load_picture_engine(out.missing);
    if (to_draw && out.pdf != nullptr) out.pdf->prepare_to_draw();
    if (to_draw || (!pdf && !image)) return out;
    if (const std::string path = find_model(); !path.empty()) {
        if (auto read = base::read_file(path, 64ULL << 20)) model = std::move(*read);
    }
    std::string why;
    out.ocr = load_ocr_engine(model, why);
    if (out.ocr == nullptr) out.missing += why;
    return out;
}

Status check_input(const Input& input, const Limits& limits) {
    if (!input.good) {
        return fail(ErrorKind::unreadable, "file.unreadable",
                    "Không đọc được tệp (lỗi ổ đĩa hoặc tệp đang bị thay đổi). Thử lại.", "The file cannot be read.");
    }
    if (input.bytes.size() > limits.file_bytes) {
        return fail(ErrorKind::too_large, "file.too_large", "Tệp lớn hơn giới hạn cho phép. Tách tệp rồi thử lại.",
                    "The file is larger than the limit.");
    }
    return {};
}

Result<Document> read_bytes(const Input& input, const Limits& limits, Engines& engines) {
    TRYV(check_input(input, limits));
    engines.page_done = [&](int page, int pages) {
        // What was unpacked from the file so far can be read again; it need not stay in memory.
        ::madvise(const_cast<char*>(input.bytes.data()), input.bytes.size(), MADV_DONTNEED);
        answer(progress_line({page, pages}));
    };
    TRY(Extracted extracted, extract(input.bytes, limits, engines));
    std::string raw;
    if (extracted.presentation) raw = extracted.text;
    Document document = analyse(std::move(extracted.text), extracted.format);
    if (extracted.presentation &&
        settle_spans(*extracted.presentation, raw, text::CodepointIndex(document.text).size()))
        document.presentation = std::move(extracted.presentation);
    // The stamp may stand in the running head of the page instead of the text.
    if (!document.secrecy && !extracted.page_heads.empty()) document.secrecy = secrecy_marking(extracted.page_heads);
    if (document.secrecy) return fail(secret(*document.secrecy));
    document.capitals_lost = extracted.capitals_lost;
    document.unsettled = extracted.unsettled;
    document.leftovers = std::move(extracted.leftovers);
    document.pages = extracted.pages;
    document.turned = std::move(extracted.turned);
    document.ocr.used = extracted.ocr.used;
    document.ocr.mean_confidence = extracted.ocr.mean_confidence;
    if (extracted.ocr.suspect && !document.ocr.suspect) {
        document.ocr.suspect = true;
        document.ocr.reason = extracted.ocr.reason;
    }
    document.warnings.insert(document.warnings.begin(), extracted.warnings.begin(), extracted.warnings.end());
    return document;
}

Result<std::string> sheet_bytes(const Input& input, const Limits& limits) {
    TRYV(check_input(input, limits));
    TRY(const Sheet sheet, sheet_of_bytes(input.bytes, limits));
    return json::write(json::to_json(sheet));
}

Result<PagePicture> draw_bytes(const Input& input, const PictureOrder& order, const Limits& limits,
                               const Engines& engines) {
    TRYV(check_input(input, limits));
    return draw_page(input.bytes, order, limits, engines);
}

}  // namespace

int worker_main(int argc, char** argv) {
    Limits limits;
    if (argc <= kWorkerArguments) return 2;  // started by hand
    limits.file_bytes = number(argv[2], limits.file_bytes);
    limits.text_bytes = number(argv[3], limits.text_bytes);
    limits.memory_bytes = number(argv[4], limits.memory_bytes);
    limits.seconds = static_cast<int>(number(argv[5], 20));
    limits.page_seconds = static_cast<int>(number(argv[6], 30));
    limits.pages = static_cast<int>(number(argv[7], 2000));
    limits.page_pixels = number(argv[8], limits.page_pixels);
#ifdef __GLIBC__
    // Pictures and other large pieces go back to the kernel as soon as they are freed.
    ::mallopt(M_MMAP_THRESHOLD, 256 << 10);
    ::mallopt(M_TRIM_THRESHOLD, 1 << 20);
#endif
    struct stat info{};
    if (::fstat(kInput, &info) != 0 || ::fstat(kOutput, &info) != 0) return 2;  // started by hand
    const Input input = map_input();
    ::tzset();  // the writer of archives asks for the local time; no file can be opened for it later
    std::string model, why;
    const std::string_view mode = argv[kWorkerArguments];
    const auto order = picture_order(mode);
    Engines engines = load_engines(input.bytes, order.has_value(), model);
    // Files with pages are watched page by page from outside; the last wall is the sum.
    if (!order && (engines.pdf != nullptr || engines.ocr != nullptr))
        limits.seconds += limits.page_seconds * limits.pages;
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
    if (mode == "walls") {
        answer(try_the_walls());
        ::_exit(0);
    }
    if (mode == "forbidden") {  // harmless, but nobody named it
        answer(::syscall(SYS_sync) == 0 ? "ALLOWED" : "refused");
        ::_exit(0);
    }
    // A library that gives up by exit() has run out of memory, as a rule.
    std::atexit([] {
        answer(pack(fail(out_of_memory())));
        ::_exit(0);
    });
    try {
        if (mode == "hang") {
            volatile bool forever = true;
            while (forever) {
            }
        }
        if (mode == "crash") __builtin_trap();
        if (mode == "repair")
            answer(pack_file(repair_answer(input.bytes, limits)));
        else if (mode == "sheet")
            answer(pack_file(sheet_bytes(input, limits)));
        else if (order)
            answer(pack(draw_bytes(input, *order, limits, engines)));
        else
            answer(pack(read_bytes(input, limits, engines)));
    } catch (const std::bad_alloc&) {
        answer(pack(fail(out_of_memory())));
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
