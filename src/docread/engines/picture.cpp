// Files of pixels, and pages as PNG, by leptonica. Part of a shared object that may use nothing of ours but the
// interface.
#include <leptonica/allheaders.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "docread/engines/engines.hpp"

namespace sauro::docread {
namespace {

struct DestroyPix {
    void operator()(PIX* p) const { pixDestroy(&p); }
};
using Image = std::unique_ptr<PIX, DestroyPix>;

void to_gray(const Image& pix, GrayImage& out) {
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
}

void to_colour(const Image& pix, ColourImage& out) {
    out.width = pixGetWidth(pix.get());
    out.height = pixGetHeight(pix.get());
    out.width_pt = out.width * 72.0 / pixGetXRes(pix.get());
    out.height_pt = out.height * 72.0 / pixGetXRes(pix.get());
    out.pixels.resize(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height) * 3);
    const l_uint32* const data = pixGetData(pix.get());
    const int words = pixGetWpl(pix.get());
    std::uint8_t* to = out.pixels.data();
    for (int y = 0; y < out.height; ++y) {
        const l_uint32* const row = data + static_cast<std::ptrdiff_t>(y) * words;
        for (int x = 0; x < out.width; ++x) {
            *to++ = static_cast<std::uint8_t>(row[x] >> L_RED_SHIFT);
            *to++ = static_cast<std::uint8_t>(row[x] >> L_GREEN_SHIFT);
            *to++ = static_cast<std::uint8_t>(row[x] >> L_BLUE_SHIFT);
        }
    }
}

// A stamp or a signature in ink, not the tint that a scanner gives to grey.
bool has_colour(const ColourImage& image) {
    constexpr int kTint = 40;
    std::size_t coloured = 0;
    for (std::size_t at = 0; at + 2 < image.pixels.size(); at += 3) {
        const auto [low, high] = std::minmax({image.pixels[at], image.pixels[at + 1], image.pixels[at + 2]});
        coloured += high - low > kTint ? 1 : 0;
    }
    return coloured * 20'000 > image.pixels.size() / 3;
}

Image from_colour(const ColourImage& image, bool colour) {
    Image out(pixCreateNoInit(image.width, image.height, colour ? 32 : 8));
    if (!out) return out;
    l_uint32* const data = pixGetData(out.get());
    const int words = pixGetWpl(out.get());
    const std::uint8_t* from = image.pixels.data();
    for (int y = 0; y < image.height; ++y) {
        l_uint32* const row = data + static_cast<std::ptrdiff_t>(y) * words;
        for (int x = 0; x < image.width; ++x, from += 3) {
            if (colour) {
                composeRGBPixel(from[0], from[1], from[2], row + x);
            } else {
                SET_DATA_BYTE(row, x, static_cast<l_uint8>((from[0] * 5 + from[1] * 9 + from[2] * 2) / 16));
            }
        }
    }
    return out;
}

// 16 shades of each: what differs less is noise.
Image with_few_shades(Image pix) {
    if (pixGetDepth(pix.get()) == 8) return Image(pixThresholdTo4bpp(pix.get(), 16, 0));
    l_uint32* const data = pixGetData(pix.get());
    const std::size_t all =
        static_cast<std::size_t>(pixGetWpl(pix.get())) * static_cast<std::size_t>(pixGetHeight(pix.get()));
    std::array<l_uint32, 256> shade{};
    for (std::size_t v = 0; v < shade.size(); ++v) shade[v] = static_cast<l_uint32>((v + 8) / 17 * 17);
    for (std::size_t i = 0; i < all; ++i) {
        const l_uint32 p = data[i];
        data[i] = shade[p >> 24U] << 24U | shade[(p >> 16U) & 0xFFU] << 16U | shade[(p >> 8U) & 0xFFU] << 8U;
    }
    return pix;
}

class Engine final : public PictureEngine {
  public:
    Engine() { setMsgSeverity(L_SEVERITY_NONE); }

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
        Image pix;
        if (const Picture seen = unpack(bytes, page, most_pixels, true, pix); seen != Picture::good) return seen;
        const int dpi = pixGetXRes(pix.get());
        pix.reset(pixConvertTo8(pix.get(), 0));
        if (!pix) return Picture::damaged;
        pixSetResolution(pix.get(), dpi, dpi);
        to_gray(pix, out);
        return Picture::good;
    }

    Picture load(std::string_view bytes, int page, std::size_t most_pixels, ColourImage& out) override {
        Image pix;
        if (const Picture seen = unpack(bytes, page, most_pixels, false, pix); seen != Picture::good) return seen;
        const int dpi = pixGetXRes(pix.get());
        pix.reset(pixConvertTo32(pix.get()));
        if (!pix) return Picture::damaged;
        pixSetResolution(pix.get(), dpi, dpi);
        to_colour(pix, out);
        return Picture::good;
    }

    bool png(ColourImage&& image, int dpi, std::size_t most_pixels, int turned, PngPage& out) override {
        Image pix = from_colour(image, has_colour(image));
        if (!pix || !(image.width_pt > 0) || !(image.height_pt > 0)) return false;
        image.pixels = {};
        const double wide = image.width_pt * dpi / 72, high = image.height_pt * dpi / 72;
        double scale = std::min(1.0, wide / image.width);
        if (const double pixels = wide * high; pixels > static_cast<double>(most_pixels))
            scale *= std::sqrt(static_cast<double>(most_pixels) / pixels);
        if (scale < 0.995) pix.reset(pixScale(pix.get(), static_cast<float>(scale), static_cast<float>(scale)));
        if (pix && turned % 4 != 0) pix.reset(pixRotateOrth(pix.get(), turned % 4));
        if (pix) pix = with_few_shades(std::move(pix));
        if (!pix) return false;
        out.width = pixGetWidth(pix.get());
        out.height = pixGetHeight(pix.get());
        out.width_pt = turned % 2 == 0 ? image.width_pt : image.height_pt;
        out.height_pt = turned % 2 == 0 ? image.height_pt : image.width_pt;
        l_uint8* data = nullptr;
        std::size_t size = 0;
        if (pixWriteMemPng(&data, &size, pix.get(), 0) != 0 || data == nullptr) return false;
        out.bytes.assign(reinterpret_cast<const char*>(data), size);
        std::free(data);
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

    // The picture as it is stored, on white, with a resolution that can be believed.
    static Picture unpack(std::string_view bytes, int page, std::size_t most_pixels, bool gray, Image& pix) {
        const auto* data = reinterpret_cast<const l_uint8*>(bytes.data());
        Head head;
        if (const Picture seen = read_head(bytes, page, head); seen != Picture::good) return seen;
        if (!fits(head, most_pixels)) return Picture::too_large;
        if (is_tiff(bytes)) {
            pix.reset(pixReadMemTiff(data, bytes.size(), page));
        } else if (head.format == IFF_JFIF_JPEG) {
            pix.reset(pixReadMemJpeg(data, bytes.size(), 0, head.reduction, nullptr, gray ? L_JPEG_READ_LUMINANCE : 0));
        } else {
            pix.reset(pixReadMem(data, bytes.size()));
        }
        if (!pix) return Picture::damaged;
        int dpi = pixGetXRes(pix.get()) / std::max(1, head.reduction);
        if (pixGetDepth(pix.get()) == 32 && pixGetSpp(pix.get()) == 4)
            pix.reset(pixAlphaBlendUniform(pix.get(), 0xFFFFFF00));
        if (!pix) return Picture::damaged;
        // A sheet is about 21 cm wide; a resolution that says otherwise is a default of some program.
        const int shorter = std::min(pixGetWidth(pix.get()), pixGetHeight(pix.get()));
        if (dpi < 100 || dpi > 1300) dpi = std::clamp(shorter * 10 / 83, 72, 1200);
        pixSetResolution(pix.get(), dpi, dpi);
        return Picture::good;
    }
};

}  // namespace
}  // namespace sauro::docread

extern "C" __attribute__((visibility("default"))) sauro::docread::PictureEngine* sauro_picture_engine() {
    return new sauro::docread::Engine;  // lives as long as the worker
}
