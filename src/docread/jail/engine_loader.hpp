// The shared objects inside this program (engines/), loaded on demand. Called before the jail only.
#pragma once
#include <string>
#include <string_view>

#include "docread/engines/engines.hpp"

namespace sauro::docread {
PdfEngine* load_pdf_engine(std::string& why);  // nullptr: `why` says which library is missing
PictureEngine* load_picture_engine(std::string& why);
OcrEngine* load_ocr_engine(std::string_view model, std::string& why);
std::string find_model();  // path of vie.traineddata; empty: not installed
}  // namespace sauro::docread
