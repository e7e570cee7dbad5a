// Cells of a spreadsheet as words.
#pragma once
#include <cstdint>
#include <functional>
#include <pugixml.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sauro::docread {

enum class XlsxLook : std::uint8_t { plain, date, time };

// "46096" with the look of a date -> "15/03/2026".
std::string xlsx_number(std::string_view raw, XlsxLook look, bool since_1904);

class XlsxBook {
  public:
    static XlsxBook read(pugi::xml_node strings, pugi::xml_node styles, bool since_1904);
    // Each row that holds something, with the number it has on the sheet; cells stand in their columns, the last one is
    // not empty. False when `each` says so or a row has more than `most` bytes.
    using EachRow = std::function<bool(std::int64_t number, std::span<const std::string> cells)>;
    bool rows(pugi::xml_node worksheet, std::uint64_t most, const EachRow& each) const;
    // Appends the rows; false when the text grows beyond `most` bytes.
    bool sheet(pugi::xml_node worksheet, std::uint64_t most, std::string& out) const;

  private:
    std::string cell(pugi::xml_node c) const;
    std::vector<std::string> strings_;
    std::vector<XlsxLook> looks_;
    bool since_1904_ = false;
};

}  // namespace sauro::docread
