// Any bytes as two texts, as a segment file and as a manifest. No crash, shares stay shares, places stay in the file.
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "reuse/manifest.hpp"
#include "reuse/reuse.hpp"
#include "reuse/segment.hpp"

namespace {

using namespace sauro::reuse;
namespace fs = std::filesystem;

const fs::path& folder() {
    static const fs::path path = [] {
        fs::path made = fs::temp_directory_path() / ("sauro-fuzz-reuse-" + std::to_string(::getpid()));
        fs::create_directories(made);
        return made;
    }();
    return path;
}

fs::path file_with(const char* name, std::string_view bytes) {
    fs::path path = folder() / name;
    if (std::FILE* file = std::fopen(path.c_str(), "wb")) {
        std::fwrite(bytes.data(), 1, bytes.size(), file);
        std::fclose(file);
    }
    return path;
}

void compare_texts(std::string_view bytes) {
    const std::string_view a = bytes.substr(0, bytes.size() / 2), b = bytes.substr(bytes.size() / 2);
    const Comparison c = compare(a, b);
    if (!(c.a_in_b >= 0 && c.a_in_b <= 1 && c.b_in_a >= 0 && c.b_in_a <= 1)) std::abort();
    for (const Passage& p : c.passages) {
        if (p.a.start >= p.a.end || p.a.end > a.size() || p.b.start >= p.b.end || p.b.end > b.size()) std::abort();
    }
    if (folded_hash(a) != 0 && compare(a, a).verdict != Verdict::same) std::abort();
}

void open_segment(std::string_view bytes) {
    auto opened = Segment::open(file_with("fuzz.seg", bytes), false);
    if (!opened) return;
    const Segment& s = **opened;
    std::vector<Place> places;
    for (std::uint32_t key = 0; key < 4000; key += 7) s.lookup(key * 0x10001U, places);
    Segment::Cursor cursor(s);
    for (int i = 0; i < 100000 && cursor.next(); ++i)
        places.insert(places.end(), cursor.places().begin(), cursor.places().end());
    for (const Place& p : places) {
        if (p.doc >= s.docs()) std::abort();
    }
    if (s.docs() != 0) s.doc(s.docs() - 1);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    switch (data[0] % 4) {
        case 0:
            open_segment(bytes);
            break;
        case 1:
            (void)read_manifest(file_with("MANIFEST", bytes));
            break;
        default:
            compare_texts(bytes);
    }
    return 0;
}
