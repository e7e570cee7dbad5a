#include "docread/jail/engine_loader.hpp"

#include <dlfcn.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <span>

#include "base/embedded.hpp"
#include "docread/docread.hpp"

namespace sauro::embedded {
std::span<const base::EmbeddedFile> docread_engines();
}

namespace sauro::docread {
namespace {

// A file that lives in memory only: one program to install, nothing beside it.
void* load(std::string_view name, const char* entry, std::string& why) {
    for (const auto& file : embedded::docread_engines()) {
        if (file.name != name) continue;
        const int fd = ::memfd_create("sauro-engine", MFD_CLOEXEC);
        if (fd < 0) {
            why = std::string("memfd_create: ") + std::strerror(errno);
            return nullptr;
        }
        std::string_view left = file.content;
        while (!left.empty()) {
            const ssize_t n = ::write(fd, left.data(), left.size());
            if (n < 0 && errno == EINTR) continue;
            if (n <= 0) break;
            left.remove_prefix(static_cast<std::size_t>(n));
        }
        // The loader knows libraries by name, and numbers of descriptors come back: a name of its own for each.
        static int loaded = 0;
        const std::string path =
            "/proc/self" + std::string(static_cast<std::size_t>(++loaded), '/') + "fd/" + std::to_string(fd);
        void* const library = left.empty() ? ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL) : nullptr;
        if (library == nullptr) {
            const char* const said = ::dlerror();
            why = said != nullptr ? said : "cannot write the engine to memory";
        }
        ::close(fd);
        if (library == nullptr) return nullptr;
        void* const symbol = ::dlsym(library, entry);
        if (symbol == nullptr) why = std::string("no ") + entry;
        return symbol;
    }
    why = "this program carries no " + std::string(name);
    return nullptr;
}

}  // namespace

PdfEngine* load_pdf_engine(std::string& why) {
    void* const entry = load("reader_pdf.so", "sauro_pdf_engine", why);
    return entry == nullptr ? nullptr : reinterpret_cast<MakePdfEngine>(entry)();
}

PictureEngine* load_picture_engine(std::string& why) {
    void* const entry = load("reader_picture.so", "sauro_picture_engine", why);
    return entry == nullptr ? nullptr : reinterpret_cast<MakePictureEngine>(entry)();
}

OcrEngine* load_ocr_engine(std::string_view model, std::string& why) {
    void* const entry = load("reader_ocr.so", "sauro_ocr_engine", why);
    return entry == nullptr ? nullptr : reinterpret_cast<MakeOcrEngine>(entry)(model.data(), model.size());
}

std::string find_model() {
    for (const char* folder : {"/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata",
                               "/usr/share/tessdata", "/usr/local/share/tessdata"}) {
        const std::filesystem::path path = std::filesystem::path(folder) / "vie.traineddata";
        std::error_code ignored;
        if (std::filesystem::is_regular_file(path, ignored)) return path.string();
    }
    return {};
}

ReaderTools reader_tools() {
    ReaderTools out;
    out.pdf = load_pdf_engine(out.pdf_why) != nullptr;
    out.ocr = load_ocr_engine({}, out.ocr_why) != nullptr;
    out.model = find_model();
    return out;
}

}  // namespace sauro::docread
