// For tests: Office files put together from their parts.
#pragma once
#include <gtest/gtest.h>
#include <zip.h>

#include <string>
#include <utility>
#include <vector>

#include "docread/testing.hpp"

namespace sauro::docread::testing {

using Parts = std::vector<std::pair<std::string, std::string>>;

inline std::string zipped(const Scratch& scratch, const Parts& parts) {
    const auto path = scratch.path() / "made.zip";
    std::filesystem::remove(path);
    int code = 0;
    zip_t* zip = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
    for (const auto& [name, content] : parts) {
        zip_file_add(zip, name.c_str(), zip_source_buffer(zip, content.data(), content.size(), 0), ZIP_FL_ENC_UTF_8);
    }
    EXPECT_EQ(zip_close(zip), 0);
    return slurp(path);
}

inline constexpr std::string_view kOpen =
    R"(<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="m" xmlns:wps="s"><w:body>)";
inline constexpr std::string_view kClose = "</w:body></w:document>";

inline std::string p(std::string_view text) {
    return "<w:p><w:r><w:t xml:space=\"preserve\">" + std::string(text) + "</w:t></w:r></w:p>";
}
inline std::string cell(std::string_view inside) { return "<w:tc><w:tcPr/>" + std::string(inside) + "</w:tc>"; }

}  // namespace sauro::docread::testing
