// What the reading of pages needs from foreign libraries: words of a PDF page, its picture, pictures of a file of
// pixels, words of a picture. The implementations (pdf.cpp: poppler, picture.cpp: leptonica, ocr.cpp: Tesseract) are
// shared objects carried inside this program and loaded only by a worker that needs them, before it enters its jail:
// the libraries behind them take 25 ms to load.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace sauro::docread {

// Boxes run from the left and from the top, in any unit as long as a page keeps to one.
struct PageWord {
    float left = 0, top = 0, right = 0, bottom = 0;
    std::string text;  // UTF-8
    float confidence = 100;
};
struct PageWords {
    float width = 0, height = 0;
    int turned = 0;  // quarter turns clockwise that made the page upright
    std::vector<PageWord> words;
};

// 8 bits a pixel, 0 black, rows without padding.
struct GrayImage {
    int width = 0, height = 0, dpi = 0;
    std::vector<std::uint8_t> pixels;
};

// For people to look at: red, green, blue, 8 bits each, rows without padding.
struct ColourImage {
    int width = 0, height = 0;
    double width_pt = 0, height_pt = 0;  // of the sheet
    std::vector<std::uint8_t> pixels;
};

enum class Opening { good, locked, damaged };

class PdfBook {
  public:
    virtual ~PdfBook() = default;
    virtual int pages() const = 0;
    virtual bool words(int page, PageWords& out) = 0;  // pages count from 0; false: this page cannot be read
    // Lower resolution where the page would have more than `most_pixels`.
    virtual bool render(int page, int dpi, std::size_t most_pixels, GrayImage& out) = 0;
    virtual bool draw(int page, int dpi, std::size_t most_pixels, ColourImage& out) = 0;
};

class PdfEngine {
  public:
    virtual ~PdfEngine() = default;
    // `bytes` must outlive the book.
    virtual std::unique_ptr<PdfBook> open(std::string_view bytes, Opening& how) = 0;
    // Takes in what draw() needs from the disk; before the jail closes.
    virtual void prepare_to_draw() = 0;
};

struct OcrPage {
    PageWords words;
    double skew = 0;        // degrees taken out
    bool blank = false;     // nothing but specks
    bool late = false;      // stopped by `go_on`
    double confidence = 0;  // mean of the words, 0…100
};

enum class Picture { good, unsupported, damaged, too_large };

// A page as a PNG: grey where it has no colour, in 16 shades each, which keeps the noise of a scanner out of the file.
struct PngPage {
    int width = 0, height = 0;
    double width_pt = 0, height_pt = 0;
    std::string bytes;
};

class PictureEngine {
  public:
    virtual ~PictureEngine() = default;
    // Pictures of a file of pixels (PNG, JPEG, TIFF with several pages, …): how many, then one by one. Sizes are read
    // from the head before anything is unpacked.
    virtual Picture count(std::string_view bytes, std::size_t most_pixels, int& pages) = 0;
    virtual Picture load(std::string_view bytes, int page, std::size_t most_pixels, GrayImage& out) = 0;
    virtual Picture load(std::string_view bytes, int page, std::size_t most_pixels, ColourImage& out) = 0;
    // Never larger than the picture itself; `turned`: quarter turns clockwise.
    virtual bool png(ColourImage&& image, int dpi, std::size_t most_pixels, int turned, PngPage& out) = 0;
};

class OcrEngine {
  public:
    virtual ~OcrEngine() = default;
    // Straightens and reads; takes the pixels with it. `go_on` is asked now and then.
    virtual bool read(GrayImage&& image, const std::function<bool()>& go_on, OcrPage& out) = 0;
    virtual bool ready() const = 0;  // the language model is there
};

using MakePdfEngine = PdfEngine* (*)();
using MakePictureEngine = PictureEngine* (*)();
// `model`: bytes of vie.traineddata, alive as long as the engine; empty when there is none.
using MakeOcrEngine = OcrEngine* (*)(const char* model, std::size_t size);

}  // namespace sauro::docread
