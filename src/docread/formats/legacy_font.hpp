// Text typed for a font of another age: the letters say one thing, the font shows another.
#pragma once
#include <string>
#include <string_view>

namespace sauro::docread {

enum class Coding { unicode, tcvn3, tcvn3_capitals, vni };

Coding coding_of_font(std::string_view font);  // ".VnTime", ".VnTimeH", "VNI-Times"
// `utf8` as a word processor keeps it: the old bytes as Latin-1 letters.
std::string decode_coding(std::string_view utf8, Coding coding);

char32_t windows_1252_letter(unsigned char byte);
std::string from_windows_1252(std::string_view bytes);

// Text that comes in pieces with their fonts; neighbours of one coding are decoded together, since a letter and its
// mark may lie in two runs.
class CodedText {
  public:
    void add(std::string_view utf8, Coding coding);
    std::string take();
    std::size_t size() const { return done_.size() + open_.size(); }
    bool converted() const { return converted_; }

  private:
    void close();
    std::string done_, open_;
    Coding coding_ = Coding::unicode;
    bool converted_ = false;
};

}  // namespace sauro::docread
