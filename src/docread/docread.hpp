// Reading: bytes -> text -> what the document is and asks for.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "docread/document.hpp"

namespace sauro::docread {

struct Limits {
    std::uint64_t file_bytes = 64ULL << 20;
    std::uint64_t text_bytes = 16ULL << 20;     // decompressed
    std::uint64_t memory_bytes = 512ULL << 20;  // of the worker, on top of the program and the file itself
    int seconds = 20;                           // CPU of the worker, pages of a scan or PDF apart
    int page_seconds = 30;                      // for one page; reading goes on while pages come within it
    int pages = 2000;
    std::uint64_t page_pixels = 40'000'000;  // A4 at 600 dpi has 35 million
};

struct Progress {
    int page = 0, pages = 0;  // `page` pages of `pages` are read
};
struct ReadOptions {
    std::function<void(Progress)> progress;  // called in the caller's thread, for formats that have pages
    std::stop_token cancel;                  // ends the worker; the answer is read.cancelled
};

// Reads a file in a jailed worker process (no network, no write access, limits above). The worker's death is an error
// for this file only. Errors: file.* (missing, folder, too_large), read.empty, read.damaged, read.unsupported,
// read.locked (a password), read.too_large, read.too_many_pages, read.no_ocr (no Vietnamese model on this machine),
// read.no_engine (a library is missing), read.cancelled, read.bomb (unsafe), read.secret (unsafe, names the marking),
// read.timeout. `shown_name` gives the file name and extension when the path has none (a stored upload).
Result<Document> read_file(const std::filesystem::path& path, const Limits& limits = {},
                           std::string_view shown_name = {}, const ReadOptions& options = {});

struct PictureOptions {
    int dpi = 120;                          // 30 … 300; less where the page would have more than `most_pixels`
    std::uint64_t most_pixels = 4'000'000;  // of the picture
    int turned = 0;                         // quarter turns clockwise: Document::turned of this page
};
struct PagePicture {
    std::string png;
    int width = 0, height = 0;           // pixels
    double width_pt = 0, height_pt = 0;  // of the sheet as it is shown; pixels a point = width / width_pt
    int page = 0, pages = 0;             // from 1
};
// One page of a PDF, PNG, JPEG, TIFF or BMP as a picture, drawn in a worker of its own behind the same walls. Files of
// any number of pages: only this one is drawn. Further errors: read.no_picture (a format without pages), read.no_page
// (not_found), read.page_damaged, read.image_too_large.
Result<PagePicture> render_page(const std::filesystem::path& path, int page, const PictureOptions& options = {},
                                const Limits& limits = {}, std::string_view shown_name = {});

// What this machine has for reading; `sauro doctor` shows it.
struct ReaderTools {
    bool pdf = false, ocr = false;  // the libraries load
    std::string pdf_why, ocr_why;   // else why not
    std::string model;              // path of vie.traineddata, empty when not found
};
ReaderTools reader_tools();

// Analysis of a text that is already at hand (a draft being typed). Pure, no jail needed.
Document analyse(std::string text, std::string format = "txt");

// Secrecy marking in a head of a document: "Mật", "Tối mật", "Tuyệt mật", or nothing. A mention inside a sentence is no
// marking.
std::optional<std::string> secrecy_marking(std::string_view text);

// Entry point of the worker process; `sauro` calls it when started as its own reader (argv[1] == worker_flag). Returns
// the exit code.
inline constexpr std::string_view worker_flag = "--jailed-reader";
int worker_main(int argc, char** argv);

}  // namespace sauro::docread
