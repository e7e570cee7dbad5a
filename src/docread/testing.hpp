// For the tests of this folder: fixtures, and the tree of sections as one line.
#pragma once
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "docread/docread.hpp"
#include "text/text.hpp"

namespace sauro::docread::testing {

inline std::string slurp(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return std::move(out).str();
}

inline std::filesystem::path corpus(std::string_view name) {
    return std::filesystem::path(SAURO_SOURCE_DIR) / "tests/corpus/docread" / name;
}

// A folder of this process for files made by a test; removed at the end.
class Scratch {
  public:
    Scratch() {
        std::string pattern = (std::filesystem::temp_directory_path() / "sauro-docread-XXXXXX").string();
        if (::mkdtemp(pattern.data()) != nullptr) path_ = pattern;
    }
    ~Scratch() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    std::filesystem::path put(std::string_view name, std::string_view bytes) const {
        const auto path = path_ / name;
        std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return path;
    }
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

// "1 2[2.1 2.2] 3"
inline std::string outline(const std::vector<Section>& sections) {
    std::string out;
    for (const Section& s : sections) {
        if (!out.empty()) out += ' ';
        out += s.label;
        if (!s.children.empty()) out += "[" + outline(s.children) + "]";
    }
    return out;
}

// The text a pair of code point offsets names.
inline std::string slice(const Document& d, std::size_t start, std::size_t end) {
    const text::CodepointIndex index(d.text);
    const std::size_t from = index.byte_at(start);
    return d.text.substr(from, index.byte_at(end) - from);
}

inline const FieldMark* field(const Document& d, std::string_view name) {
    for (const FieldMark& f : d.fields) {
        if (f.field == name) return &f;
    }
    return nullptr;
}

}  // namespace sauro::docread::testing
