// Pictures by leptonica, letters by Tesseract. Part of a shared object that may use nothing of ours but the interface.
#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>
#include <tesseract/ocrclass.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "docread/engines/engines.hpp"

namespace sauro::docread {
namespace {

struct DestroyPix {
    void operator()(PIX* p) const { pixDestroy(&p); }
};
using Image = std::unique_ptr<PIX, DestroyPix>;

constexpr double kRadians = 3.14159265358979 / 180;
constexpr int kUsualDpi = 300;
constexpr double kMostSkew = 12;
constexpr float kSure = 70;  // mean confidence above which a page stands the right way up

Image from_gray(GrayImage&& gray) {
    Image out(pixCreateNoInit(gray.width, gray.height, 8));
    if (!out) return out;
    l_uint32* const data = pixGetData(out.get());
    const int words = pixGetWpl(out.get());
    const std::uint8_t* from = gray.pixels.data();
    for (int y = 0; y < gray.height; ++y) {
        l_uint32* const row = data + static_cast<std::ptrdiff_t>(y) * words;
        for (int x = 0; x < gray.width; ++x) SET_DATA_BYTE(row, x, *from++);
    }
    pixSetResolution(out.get(), gray.dpi, gray.dpi);
    gray.pixels = {};
    return out;
}

bool to_gray(const Image& pix, GrayImage& out) {
    out.width = pixGetWidth(pix.get());
    out.height = pixGetHeight(pix.get());
    out.dpi = pixGetXRes(pix.get());
    out.pixels.resize(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height));
    const l_uint32* const data = pixGetData(pix.get());
    const int words = pixGetWpl(pix.get());
    std::uint8_t* to = out.pixels.data();
    for (int y = 0; y < out.height; ++y) {
        const l_uint32* const row = data + static_cast<std::ptrdiff_t>(y) * words;
        for (int x = 0; x < out.width; ++x) *to++ = static_cast<std::uint8_t>(GET_DATA_BYTE(row, x));
    }
    return true;
}

struct Ink {
    Image bits;        // 1 bit a pixel, specks gone
    double share = 0;  // of the page
    bool noisy = false;
};

// Black and white at a level of its own for each part of the page: paper is seldom white all over.
Ink find_ink(const Image& gray) {
    Ink out;
    PIX* bits = nullptr;
    const int w = pixGetWidth(gray.get()), h = pixGetHeight(gray.get());
    l_float32 mean = 0;
    pixGetAverageMasked(gray.get(), nullptr, 0, 0, 8, L_MEAN_ABSVAL, &mean);
    l_float32 spread = 0;
    pixGetAverageMasked(gray.get(), nullptr, 0, 0, 8, L_STANDARD_DEVIATION, &spread);
    // Nothing that could be a letter: a threshold would only find the grain of the paper.
    if (spread < 4) return out;
    if (pixOtsuAdaptiveThreshold(gray.get(), std::max(64, w / 6), std::max(64, h / 6), 1, 1, 0.1F, nullptr, &bits) != 0)
        return out;
    const Image raw(bits);
    l_int32 before = 0, after = 0;
    pixCountPixels(raw.get(), &before, nullptr);
    out.bits.reset(pixSelectBySize(raw.get(), 3, 3, 8, L_SELECT_IF_BOTH, L_SELECT_IF_GTE, nullptr));
    if (!out.bits) return out;
    pixCountPixels(out.bits.get(), &after, nullptr);
    out.share = static_cast<double>(after) / (static_cast<double>(w) * h);
    out.noisy = before - after > before / 50;
    return out;
}

struct Reading {
    std::vector<PageWord> words;
    double confidence = 0;
    double weight = 0;  // letters that were read with confidence
    bool late = false;
};

class Engine final : public OcrEngine {
  public:
    Engine(const char* model, std::size_t size) : model_(model), size_(size) { setMsgSeverity(L_SEVERITY_NONE); }

    bool ready() const override { return size_ > 0; }

    Picture count(std::string_view bytes, std::size_t most_pixels, int& pages) override {
        const auto* data = reinterpret_cast<const l_uint8*>(bytes.data());
        pages = 1;
        if (is_tiff(bytes)) {
            FILE* const file = fopenReadFromMemory(data, bytes.size());
            if (file == nullptr) return Picture::damaged;
            const int bad = tiffGetCount(file, &pages);
            std::fclose(file);
            return bad != 0 || pages < 1 ? Picture::damaged : Picture::good;
        }
        Head head;
        const Picture seen = read_head(bytes, 0, head);
        return seen != Picture::good ? seen : fits(head, most_pixels) ? Picture::good : Picture::too_large;
    }

    Picture load(std::string_view bytes, int page, std::size_t most_pixels, GrayImage& out) override {
        const auto* data = reinterpret_cast<const l_uint8*>(bytes.data());
        Head head;
        if (const Picture seen = read_head(bytes, page, head); seen != Picture::good) return seen;
        if (!fits(head, most_pixels)) return Picture::too_large;
        Image pix;
        if (is_tiff(bytes)) {
            pix.reset(pixReadMemTiff(data, bytes.size(), page));
        } else if (head.format == IFF_JFIF_JPEG) {
            pix.reset(pixReadMemJpeg(data, bytes.size(), 0, head.reduction, nullptr, L_JPEG_READ_LUMINANCE));
        } else {
            pix.reset(pixReadMem(data, bytes.size()));
        }
        if (!pix) return Picture::damaged;
        if (pixGetDepth(pix.get()) == 32 && pixGetSpp(pix.get()) == 4)
            pix.reset(pixAlphaBlendUniform(pix.get(), 0xFFFFFF00));
        int dpi = pixGetXRes(pix.get()) / std::max(1, head.reduction);
        if (pix) pix.reset(pixConvertTo8(pix.get(), 0));
        if (!pix) return Picture::damaged;
        // A sheet is about 21 cm wide; a resolution that says otherwise is a default of some program.
        const int shorter = std::min(pixGetWidth(pix.get()), pixGetHeight(pix.get()));
        if (dpi < 100 || dpi > 1300) dpi = std::clamp(shorter * 10 / 83, 72, 1200);
        pixSetResolution(pix.get(), dpi, dpi);
        return to_gray(pix, out) ? Picture::good : Picture::damaged;
    }

    bool read(GrayImage&& image, const std::function<bool()>& go_on, OcrPage& out) override {
        if (!start()) return false;
        Image page = from_gray(std::move(image));
        if (!page) return false;
        page = usual_size(std::move(page));
        if (!page) return false;
        Ink ink = find_ink(page);
        if (!ink.bits || ink.share < 0.0003) {
            out.blank = true;
            return true;
        }
        int turns = straighten(page, ink, out.skew);
        ink.bits.reset();
        if (turned_ == 2 && turns % 2 == 0) {  // the page before stood on its head
            page.reset(pixRotate180(nullptr, page.get()));
            turns += 2;
        }
        Reading best = recognise(page, go_on);
        for (int half = 0; half < 1 && best.confidence < kSure && go_on(); ++half) {
            page.reset(pixRotate180(nullptr, page.get()));
            Reading other = recognise(page, go_on);
            if (other.weight > best.weight * 1.2) {
                best = std::move(other);
                turns += 2;
            } else {
                page.reset(pixRotate180(nullptr, page.get()));
            }
        }
        out.turned = turns % 4;
        if (best.confidence >= kSure) turned_ = out.turned;
        out.late = best.late;
        out.confidence = best.confidence;
        out.words.width = static_cast<float>(pixGetWidth(page.get()));
        out.words.height = static_cast<float>(pixGetHeight(page.get()));
        out.words.words = std::move(best.words);
        return true;
    }

  private:
    struct Head {
        int width = 0, height = 0, bits = 0, samples = 0, format = 0, reduction = 1;
    };

    static bool is_tiff(std::string_view bytes) {
        return bytes.substr(0, 4) == std::string_view("II*\0", 4) || bytes.substr(0, 4) == std::string_view("MM\0*", 4);
    }

    static Picture read_head(std::string_view bytes, int page, Head& head) {
        const auto* data = reinterpret_cast<const l_uint8*>(bytes.data());
        l_int32 colours = 0, more = 0;
        if (is_tiff(bytes)) {
            l_int32 resolution = 0, compression = 0;
            head.format = IFF_TIFF;
            return readHeaderMemTiff(data, bytes.size(), page, &head.width, &head.height, &head.bits, &head.samples,
                                     &resolution, &colours, &compression) == 0
                       ? Picture::good
                       : Picture::damaged;
        }
        if (bytes.size() < 32 || findFileFormatBuffer(data, &head.format) != 0) return Picture::damaged;
        bool good = false;
        if (head.format == IFF_PNG) {
            good = readHeaderMemPng(data, bytes.size(), &head.width, &head.height, &head.bits, &head.samples,
                                    &colours) == 0;
        } else if (head.format == IFF_JFIF_JPEG) {
            head.bits = 8;
            good =
                readHeaderMemJpeg(data, bytes.size(), &head.width, &head.height, &head.samples, &colours, &more) == 0;
        } else if (head.format == IFF_BMP) {
            good = pixReadHeaderMem(data, bytes.size(), &head.format, &head.width, &head.height, &head.bits,
                                    &head.samples, &colours) == 0;
        } else {
            return Picture::unsupported;
        }
        return good ? Picture::good : Picture::damaged;
    }

    // A JPEG can be unpacked at a half, a quarter or an eighth of its size.
    static bool fits(Head& head, std::size_t most_pixels) {
        if (head.width < 1 || head.height < 1) return false;
        double pixels = static_cast<double>(head.width) * head.height;
        if (head.format == IFF_JFIF_JPEG) {
            while (pixels > static_cast<double>(most_pixels) && head.reduction < 8) {
                head.reduction *= 2;
                pixels /= 4;
            }
        }
        return pixels <= static_cast<double>(most_pixels) && head.width <= 60'000 && head.height <= 60'000;
    }

    bool start() {
        if (started_) return good_;
        started_ = true;
        good_ = size_ > 0 && api_.Init(model_, static_cast<int>(size_), "vie", tesseract::OEM_LSTM_ONLY, nullptr, 0,
                                       nullptr, nullptr, false, nullptr) == 0;
        if (good_) api_.SetPageSegMode(tesseract::PSM_AUTO);
        return good_;
    }

    static Image usual_size(Image page) {
        const int dpi = std::max(1, pixGetXRes(page.get()));
        float scale = 1;
        if (dpi > kUsualDpi * 5 / 4) scale = static_cast<float>(kUsualDpi) / static_cast<float>(dpi);
        if (dpi < kUsualDpi / 2) scale = std::min(2.5F, static_cast<float>(kUsualDpi) / static_cast<float>(dpi));
        if (std::abs(scale - 1) < 0.01F) return page;
        Image scaled(pixScale(page.get(), scale, scale));
        if (scaled) {
            const int now = static_cast<int>(std::lround(static_cast<float>(dpi) * scale));
            pixSetResolution(scaled.get(), now, now);
        }
        return scaled;
    }

    // Lines of letters made level; quarter turns taken (0 or 1: which way up is for the letters to say).
    static int straighten(Image& page, const Ink& ink, double& skew) {
        l_float32 angle = 0, sure = 0, angle_side = 0, sure_side = 0;
        const Image side(pixRotate90(ink.bits.get(), 1));
        pixFindSkewSweepAndSearch(ink.bits.get(), &angle, &sure, 4, 2, kMostSkew, 1.0F, 0.02F);
        pixFindSkewSweepAndSearch(side.get(), &angle_side, &sure_side, 4, 2, kMostSkew, 1.0F, 0.02F);
        int turns = 0;
        if (sure_side > 2 * sure && sure_side > 3) {
            page.reset(pixRotate90(page.get(), 1));
            angle = angle_side;
            sure = sure_side;
            turns = 1;
        }
        if (sure > 2.5F && std::abs(angle) > 0.08F) {
            Image level(pixRotate(page.get(), static_cast<l_float32>(angle * kRadians), L_ROTATE_AREA_MAP,
                                  L_BRING_IN_WHITE, 0, 0));
            if (level) {
                pixSetResolution(level.get(), pixGetXRes(page.get()), pixGetYRes(page.get()));
                page = std::move(level);
                skew = angle;
            }
        }
        return turns;
    }

    Reading recognise(const Image& page, const std::function<bool()>& go_on) {
        Reading out;
        api_.SetImage(page.get());
        api_.SetSourceResolution(std::clamp(pixGetXRes(page.get()), 70, 1200));
        tesseract::ETEXT_DESC monitor;
        monitor.cancel_this = const_cast<std::function<bool()>*>(&go_on);
        monitor.cancel = [](void* self, int) { return !(*static_cast<const std::function<bool()>*>(self))(); };
        const int failed = api_.Recognize(&monitor);
        out.late = !go_on();
        if (failed == 0) collect(out);
        api_.Clear();
        return out;
    }

    void collect(Reading& out) {
        const std::unique_ptr<tesseract::ResultIterator> at(api_.GetIterator());
        if (!at) return;
        double sum = 0, letters = 0;
        do {
            if (at->Empty(tesseract::RIL_WORD)) continue;
            const std::unique_ptr<char[]> text(at->GetUTF8Text(tesseract::RIL_WORD));
            if (!text) continue;
            PageWord word;
            word.text = text.get();
            while (!word.text.empty() && (word.text.back() == ' ' || word.text.back() == '\n')) word.text.pop_back();
            word.confidence = at->Confidence(tesseract::RIL_WORD);
            int l = 0, t = 0, r = 0, b = 0, line_top = 0, line_bottom = 0, x = 0;
            if (word.text.empty() || !at->BoundingBox(tesseract::RIL_WORD, &l, &t, &r, &b)) continue;
            // A word of low letters is as high as its line: rows are found by height.
            if (!at->BoundingBox(tesseract::RIL_TEXTLINE, &x, &line_top, &x, &line_bottom))
                line_top = t, line_bottom = b;
            const std::size_t size = word.text.size();
            const bool sign = std::none_of(word.text.begin(), word.text.end(), [](char c) {
                return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c & 0x80) != 0;
            });
            if (word.confidence < (sign ? 50.0F : 12.0F)) continue;  // dirt
            word.left = static_cast<float>(l);
            word.right = static_cast<float>(r);
            word.top = static_cast<float>(line_top);
            word.bottom = static_cast<float>(line_bottom);
            sum += static_cast<double>(word.confidence) * static_cast<double>(size);
            letters += static_cast<double>(size);
            if (word.confidence > 60 && size >= 2) out.weight += static_cast<double>(size);
            out.words.push_back(std::move(word));
        } while (at->Next(tesseract::RIL_WORD));
        out.confidence = letters > 0 ? sum / letters : 0;
    }

    const char* model_;
    std::size_t size_;
    tesseract::TessBaseAPI api_;
    bool started_ = false, good_ = false;
    int turned_ = 0;
};

}  // namespace
}  // namespace sauro::docread

extern "C" __attribute__((visibility("default"))) sauro::docread::OcrEngine* sauro_ocr_engine(const char* model,
                                                                                              std::size_t size) {
    return new sauro::docread::Engine(model, size);  // lives as long as the worker
}
