// How well and how fast pictures are read. usage: bench_reading [errors|speed|memory] …
//   errors  character error on drawn pages: clean, skewed, noisy, both, turned
//   speed   pages a minute with one and with two workers at once
//   memory  most memory of a worker on scans of 3 and of 300 pages
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "docread/jail/reader.hpp"
#include "docread/jail/wire.hpp"
#include "docread/pages/error_rate.hpp"
#include "docread/pages/page_fixture.hpp"

using namespace sauro;
using namespace sauro::docread;
using docread::testing::Scan;

namespace {

struct Page {
    std::string truth;
    docread::testing::Draw draw;
};

// The fictional documents of the tests, set in one column, a page each.
std::vector<Page> pages() {
    std::vector<Page> out;
    const std::filesystem::path folder = std::filesystem::path(SAURO_SOURCE_DIR) / "tests/corpus/docread";
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (name.ends_with(".txt") && name != "quet-mat-dau.txt" && name != "mat.txt") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    for (const auto& path : files) {
        std::ifstream in(path);
        std::string line, truth;
        std::vector<std::string> lines;
        while (std::getline(in, line) && lines.size() < 26 && truth.size() < 2600) {
            line = text::collapse_space(line);
            if (line.empty() || line.find("____") != std::string::npos || line.starts_with("---")) continue;
            truth += line + '\n';
            lines.push_back(line);
        }
        if (truth.size() < 300) continue;
        out.push_back({truth, [lines](docread::testing::Sheet& s) {
                           for (const auto& l : lines) s.paragraph(l);
                       }});
    }
    return out;
}

struct Folder {
    std::filesystem::path path;
    Folder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "sauro-bench-XXXXXX").string();
        path = ::mkdtemp(pattern.data());
    }
    ~Folder() { std::filesystem::remove_all(path); }
    std::filesystem::path put(std::string_view name, std::string_view bytes) const {
        const auto file = path / name;
        std::ofstream(file, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return file;
    }
};

double seconds_of(const std::function<void()>& work) {
    const auto from = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
}

void errors(bool show) {
    const Folder folder;
    const std::vector<Page> all = pages();
    const struct {
        const char* name;
        Scan scan;
    } kinds[] = {
        {"200 dpi, clean", {}},
        {"200 dpi, skew +2", {.skew = 2}},
        {"200 dpi, skew -2", {.skew = -2}},
        {"200 dpi, noise 20 and specks 0.2 %", {.noise = 20, .specks = 0.002, .paper = 235}},
        {"200 dpi, skew 1.3, noise 20, specks 0.2 %", {.skew = 1.3, .noise = 20, .specks = 0.002, .paper = 235}},
        {"300 dpi, clean", {.dpi = 300}},
        {"150 dpi, clean", {.dpi = 150}},
        {"200 dpi, upside down", {.turned = 2}},
        {"200 dpi, sideways", {.turned = 1}},
        {"200 dpi, sideways the other way", {.turned = 3}}};
    fmt::print("{} pages\n{:<44}{:>10}{:>14}{:>12}\n", all.size(), "", "CER", "CER no case", "s/page");
    for (const auto& kind : kinds) {
        double wrong = 0, wrong_folded = 0, signs = 0, time = 0;
        for (const Page& page : all) {
            const auto file =
                folder.put("p.png", docread::testing::png_of(docread::testing::scan_of(page.draw, kind.scan)));
            Result<Document> got;
            time += seconds_of([&] { got = read_file(file); });
            const std::string read = got ? got->text : std::string();
            const double n = static_cast<double>(page.truth.size());
            const double e = docread::testing::character_error(page.truth, read);
            wrong += e * n;
            wrong_folded += docread::testing::character_error(page.truth, read, true) * n;
            signs += n;
            if (show) fmt::print("  {:.2f} %  {}\n", e * 100, got ? "" : got.error().code);
            if (show && std::getenv("TEXT") != nullptr) fmt::print("{}\n----\n{}\n=====\n", page.truth, read);
        }
        fmt::print("{:<44}{:>8.2f} %{:>12.2f} %{:>12.2f}\n", kind.name, wrong / signs * 100, wrong_folded / signs * 100,
                   time / static_cast<double>(all.size()));
    }
}

// A scan of `n` pages.
std::string scanned_pdf(const std::vector<Page>& all, int n) {
    std::string out;
    cairo_surface_t* const surface = cairo_pdf_surface_create_for_stream(
        docread::testing::append_bytes, &out, docread::testing::Sheet::kWidth, docread::testing::Sheet::kHeight);
    cairo_t* const cairo = cairo_create(surface);
    for (int i = 0; i < n; ++i) {
        docread::testing::draw_scan(
            cairo, docread::testing::scan_of(all[static_cast<std::size_t>(i) % all.size()].draw, {.skew = 0.5}));
        cairo_show_page(cairo);
    }
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    return out;
}

double cpu_of_children() {
    rusage used{};
    ::getrusage(RUSAGE_CHILDREN, &used);
    return static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
           static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) * 1e-6;
}

// On a machine that has other work the CPU a page takes says more than the clock: where two workers take no more of it
// a page than one, they read twice as much on two free cores.
void speed() {
    const Folder folder;
    constexpr int kPages = 12;
    const auto file = folder.put("q.pdf", scanned_pdf(pages(), kPages));
    const double begin = cpu_of_children();
    const double one = seconds_of([&] { (void)read_file(file); });
    const double middle = cpu_of_children();
    const double two = seconds_of([&] {
        std::thread other([&] { (void)read_file(file); });
        (void)read_file(file);
        other.join();
    });
    const double end = cpu_of_children();
    fmt::print("one worker: {:.1f} pages a minute, {:.2f} s of CPU a page; two: {:.1f} and {:.2f}\n", kPages * 60 / one,
               (middle - begin) / kPages, 2 * kPages * 60 / two, (end - middle) / (2 * kPages));
    fmt::print("RATIO two workers to one: {:.2f} by the clock, {:.2f} by CPU\n", 2 * one / two,
               4 * (middle - begin) / (end - middle));
}

void memory() {
    const Folder folder;
    const std::vector<Page> all = pages();
    for (const int n : {1, 3, 30, 300}) {
        const auto file = folder.put("m.pdf", scanned_pdf(all, n));
        const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
        long peak = 0;
        const double time = seconds_of([&] {
            const auto out = run_worker(fd, "m.pdf", {}, "", {}, &peak);
            if (!out || !unpack(*out)) fmt::print("not read: {}\n", out ? "" : out.error().code);
        });
        ::close(fd);
        fmt::print("{:>4} pages, file {:.1f} MB: {:.1f} MB at most, {:.0f} s\n", n,
                   static_cast<double>(std::filesystem::file_size(file)) / 1e6, static_cast<double>(peak) / 1024, time);
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc > 1 && argv[1] == worker_flag) return worker_main(argc, argv);
    std::setvbuf(stdout, nullptr, _IOLBF, 1 << 12);
    const std::string_view what = argc > 1 ? argv[1] : "";
    if (what.empty() || what == "errors") errors(argc > 2);
    if (what.empty() || what == "speed") speed();
    if (what.empty() || what == "memory") memory();
    return 0;
}
