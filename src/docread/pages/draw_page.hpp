// One page as a picture. Runs inside the jail only.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "docread/docread.hpp"
#include "docread/formats/extract.hpp"

namespace sauro::docread {

// What the worker is asked for instead of reading; travels as its mode: "draw PAGE DPI PIXELS TURNS".
struct PictureOrder {
    int page = 0;  // from 1
    PictureOptions options;
};
std::string mode_of(const PictureOrder& order);
std::optional<PictureOrder> picture_order(std::string_view mode);

Result<PagePicture> draw_page(std::string_view bytes, const PictureOrder& order, const Limits& limits,
                              const Engines& engines);

}  // namespace sauro::docread
