// Letters by Tesseract, from pages that leptonica made upright and level. Part of a shared object that may use nothing
// of ours but the interface.
#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>
#include <tesseract/ocrclass.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <array>
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
constexpr int kLowDpi = 160;  // below, letters of 12 points are too small for the model
constexpr double kMostSkew = 12;
constexpr float kSure = 70;   // mean confidence above which a page stands the right way up
constexpr float kSense = 55;  // and below which nothing of it was read

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

struct Ink {
    Image bits;        // 1 bit a pixel, specks gone
    double share = 0;  // of the page
};

// Black and white, after the paper was made even; for finding lines, not for reading.
Ink find_ink(const Image& gray) {
    Ink out;
    const int w = pixGetWidth(gray.get()), h = pixGetHeight(gray.get());
    Image even(w > 100 && h > 100 ? pixBackgroundNormSimple(gray.get(), nullptr, nullptr) : pixClone(gray.get()));
    if (!even) even.reset(pixClone(gray.get()));
    const Image raw(pixThresholdToBinary(even.get(), 150));
    even.reset();
    if (!raw) return out;
    out.bits.reset(pixSelectBySize(raw.get(), 3, 3, 8, L_SELECT_IF_BOTH, L_SELECT_IF_GTE, nullptr));
    l_int32 count = 0;
    if (out.bits) pixCountPixels(out.bits.get(), &count, nullptr);
    out.share = static_cast<double>(count) / (static_cast<double>(w) * h);
    return out;
}

// A number that no dictionary holds may come with no confidence at all and be right; what is dropped is a sign or two.
bool is_dirt(const PageWord& word) {
    std::size_t letters = 0, digits = 0;
    for (const char c : word.text) {
        if (c >= '0' && c <= '9') ++digits;
        if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (static_cast<unsigned char>(c) & 0xC0U) == 0xC0U)
            ++letters;
    }
    if (digits > 0) return false;
    return letters == 0 ? word.confidence < 50 : letters < 3 && word.confidence < 12;
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

    bool read(GrayImage&& image, const std::function<bool()>& go_on, OcrPage& out) override {
        if (!start()) return false;
        Image page = from_gray(std::move(image));
        if (!page) return false;
        page = usual_size(std::move(page));
        if (!page) return false;
        Ink ink = find_ink(page);
        if (!ink.bits || ink.share < 0.0001) {
            out.blank = true;
            return true;
        }
        // Lines of letters tell which axis is level, the letters themselves which way is up. The page before is the
        // best guess; the other axis is only tried when neither way of the first makes sense.
        const std::array<Axis, 2> axes = axes_of(ink);
        ink.bits.reset();
        const int first = axes[1].sure > 2 * axes[0].sure && axes[1].sure > 3 ? 1 : 0;
        Reading best;
        for (int attempt = 0; attempt < 4 && (attempt == 0 || go_on()); ++attempt) {
            const int axis = attempt < 2 ? first : 1 - first;
            if (attempt == 2 && best.confidence > kSense) break;
            const int half = turned_ % 2 == axis && turned_ >= 2 ? 2 : 0;
            const int turns = axis + (attempt % 2 == 0 ? half : 2 - half);
            Image level = turned(page, turns, axes[static_cast<std::size_t>(axis)]);
            if (!level) return false;
            Reading seen = recognise(level, go_on);
            if (attempt == 0 || seen.weight > best.weight * 1.2) {
                best = std::move(seen);
                out.words.turned = turns;
                out.skew = axes[static_cast<std::size_t>(axis)].skew();
                out.words.width = static_cast<float>(pixGetWidth(level.get()));
                out.words.height = static_cast<float>(pixGetHeight(level.get()));
            }
            if (best.confidence >= kSure) break;
        }
        if (best.confidence >= kSure) turned_ = out.words.turned;
        out.late = best.late;
        out.confidence = best.confidence;
        out.words.words = std::move(best.words);
        return true;
    }

  private:
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
        if (dpi < kLowDpi) scale = std::min(2.5F, static_cast<float>(kUsualDpi) / static_cast<float>(dpi));
        if (std::abs(scale - 1) < 0.01F) return page;
        Image scaled(pixScale(page.get(), scale, scale));
        if (scaled) {
            const int now = static_cast<int>(std::lround(static_cast<float>(dpi) * scale));
            pixSetResolution(scaled.get(), now, now);
        }
        return scaled;
    }

    struct Axis {
        float angle = 0, sure = 0;
        float skew() const { return sure > 2.5F && std::abs(angle) > 0.08F ? angle : 0; }
    };

    // How far lines are from level, as the page lies and turned by a quarter.
    static std::array<Axis, 2> axes_of(const Ink& ink) {
        std::array<Axis, 2> out;
        const Image side(pixRotate90(ink.bits.get(), 1));
        for (int i = 0; i < 2; ++i) {
            PIX* const bits = i == 0 ? ink.bits.get() : side.get();
            Axis& a = out[static_cast<std::size_t>(i)];
            if (bits == nullptr ||
                pixFindSkewSweepAndSearch(bits, &a.angle, &a.sure, 4, 2, kMostSkew, 1.0F, 0.02F) != 0)
                a = {};
        }
        return out;
    }

    // A copy of the page, upright and level.
    static Image turned(const Image& page, int turns, Axis axis) {
        Image out(turns % 2 == 0 ? pixClone(page.get()) : pixRotate90(page.get(), 1));
        if (out && axis.skew() != 0) {
            Image level(pixRotate(out.get(), static_cast<l_float32>(axis.skew() * kRadians), L_ROTATE_AREA_MAP,
                                  L_BRING_IN_WHITE, 0, 0));
            if (level) out = std::move(level);
        }
        if (out && turns >= 2) out.reset(pixRotate180(nullptr, out.get()));
        if (out) pixSetResolution(out.get(), pixGetXRes(page.get()), pixGetYRes(page.get()));
        return out;
    }

    // Words of one line, as far as they stand together.
    struct Piece {
        std::vector<PageWord> words;
        int left = 0, top = 0, right = 0, bottom = 0;  // of the letters
        bool beside = false;                           // another piece stands on the same line
        double confidence() const {
            double sum = 0, letters = 0;
            for (const PageWord& w : words) {
                sum += static_cast<double>(w.confidence) * static_cast<double>(w.text.size());
                letters += static_cast<double>(w.text.size());
            }
            return letters > 0 ? sum / letters : 0;
        }
    };

    Reading recognise(const Image& page, const std::function<bool()>& go_on) {
        Reading out;
        api_.SetPageSegMode(tesseract::PSM_AUTO);
        api_.SetImage(page.get());
        api_.SetSourceResolution(std::clamp(pixGetXRes(page.get()), 70, 1200));
        std::vector<Piece> pieces;
        if (run(go_on)) pieces = collect(true);
        read_pieces_again(page, pieces, go_on);
        api_.Clear();
        out.late = !go_on();
        double sum = 0, letters = 0;
        for (Piece& piece : pieces) {
            for (PageWord& word : piece.words) {
                const auto size = static_cast<double>(word.text.size());
                if (word.confidence > 0) sum += static_cast<double>(word.confidence) * size, letters += size;
                if (word.confidence > 60 && word.text.size() >= 2) out.weight += size;
                out.words.push_back(std::move(word));
            }
        }
        out.confidence = letters > 0 ? sum / letters : 0;
        return out;
    }

    bool run(const std::function<bool()>& go_on) {
        tesseract::ETEXT_DESC monitor;
        monitor.cancel_this = const_cast<std::function<bool()>*>(&go_on);
        monitor.cancel = [](void* self, int) { return !(*static_cast<const std::function<bool()>*>(self))(); };
        return api_.Recognize(&monitor) == 0;
    }

    // Two columns whose lines stand at different heights are taken for one crooked line and read badly: each side is
    // read again by itself, cut out so that nothing of the lines above and below is left.
    // A number read without confidence (a symbol, a date) gets a second look the same way.
    void read_pieces_again(const Image& page, std::vector<Piece>& pieces, const std::function<bool()>& go_on) {
        constexpr int kMost = 40;
        int done = 0;
        for (Piece& piece : pieces) {
            if ((!piece.beside && !has_doubtful_number(piece)) || ++done > kMost || !go_on()) continue;
            const Strip strip = cut_out(page, piece);
            if (!strip.pix) continue;
            bool better = read_strip(strip, 1, piece, piece.beside ? -3 : 1, go_on);
            if (has_doubtful_number(piece)) better = read_strip(strip, 1.5F, piece, better ? 1 : -3, go_on) || better;
        }
    }

    static bool has_doubtful_number(const Piece& piece) {
        return std::any_of(piece.words.begin(), piece.words.end(), [](const PageWord& w) {
            return w.confidence < 75 && w.text.size() > 3 && w.text.find_first_of("0123456789") != std::string::npos;
        });
    }

    struct Strip {
        Image pix;
        int left = 0, top = 0, bottom = 0;
    };

    // True when the reading replaced that of the piece.
    bool read_strip(const Strip& strip, float scale, Piece& piece, double gain, const std::function<bool()>& go_on) {
        constexpr int kBorder = 16;
        const Image scaled(pixScale(strip.pix.get(), scale, scale));
        const Image framed(scaled ? pixAddBorderGeneral(scaled.get(), kBorder, kBorder, kBorder, kBorder, 255)
                                  : nullptr);
        if (!framed) return false;
        api_.SetPageSegMode(tesseract::PSM_SINGLE_LINE);
        api_.SetImage(framed.get());
        api_.SetSourceResolution(kUsualDpi);
        if (!run(go_on)) return false;
        std::vector<Piece> again = collect(false);
        if (again.size() != 1 || again[0].confidence() < piece.confidence() + gain) return false;
        piece.words = std::move(again[0].words);
        for (PageWord& w : piece.words) {
            w.left = (w.left - kBorder) / scale + static_cast<float>(strip.left);
            w.right = (w.right - kBorder) / scale + static_cast<float>(strip.left);
            w.top = static_cast<float>(strip.top);
            w.bottom = static_cast<float>(strip.bottom);
        }
        return true;
    }

    // The line of the piece from its densest row up and down to the next white ones.
    static Strip cut_out(const Image& page, const Piece& piece) {
        const int high = std::max(8, piece.bottom - piece.top);
        const int from = std::max(0, piece.top - high), to = std::min(pixGetHeight(page.get()), piece.bottom + high);
        const int left = std::max(0, piece.left - high / 2),
                  right = std::min(pixGetWidth(page.get()), piece.right + high / 2);
        Strip out;
        const auto clip = [&](int top, int bottom) {
            BOX* box = boxCreate(left, top, right - left, bottom - top);
            Image part(pixClipRectangle(page.get(), box, nullptr));
            boxDestroy(&box);
            return part;
        };
        const Image around = clip(from, to);
        if (!around) return out;
        const Image raw(pixThresholdToBinary(around.get(), 150));
        const Image bits(raw ? pixSelectBySize(raw.get(), 2, 2, 8, L_SELECT_IF_BOTH, L_SELECT_IF_GTE, nullptr)
                             : nullptr);
        if (!bits) return out;
        const int rows = to - from, blank = std::max(3, high / 10);
        std::vector<int> ink(static_cast<std::size_t>(rows), 0);
        for (int y = 0; y < rows; ++y) pixCountPixelsInRow(bits.get(), y, &ink[static_cast<std::size_t>(y)], nullptr);
        const auto begin = ink.begin() + (piece.top - from), end = ink.begin() + (piece.bottom - from);
        const int middle = static_cast<int>(std::max_element(begin, end) - ink.begin());
        int top = middle, bottom = middle;
        for (int y = middle, white = 0; y >= 0 && white < blank; --y) {
            white = ink[static_cast<std::size_t>(y)] == 0 ? white + 1 : 0;
            if (white == 0) top = y;
        }
        for (int y = middle, white = 0; y < rows && white < blank; ++y) {
            white = ink[static_cast<std::size_t>(y)] == 0 ? white + 1 : 0;
            if (white == 0) bottom = y + 1;
        }
        if (bottom - top < 6 || bottom - top > 3 * high) return out;
        out.left = left;
        out.top = from + top;
        out.bottom = from + bottom;
        out.pix = clip(std::max(0, out.top - 1), std::min(pixGetHeight(page.get()), out.bottom + 1));
        return out;
    }

    std::vector<Piece> collect(bool split) {
        std::vector<Piece> out;
        const std::unique_ptr<tesseract::ResultIterator> at(api_.GetIterator());
        if (!at) return out;
        bool fresh = true;
        do {
            if (at->IsAtBeginningOf(tesseract::RIL_TEXTLINE)) fresh = true;
            if (at->Empty(tesseract::RIL_WORD)) continue;
            const std::unique_ptr<char[]> text(at->GetUTF8Text(tesseract::RIL_WORD));
            if (!text) continue;
            PageWord word;
            word.text = text.get();
            while (!word.text.empty() && (word.text.back() == ' ' || word.text.back() == '\n')) word.text.pop_back();
            word.confidence = at->Confidence(tesseract::RIL_WORD);
            int l = 0, t = 0, r = 0, b = 0, line_top = 0, line_bottom = 0, x = 0;
            if (word.text.empty() || !at->BoundingBox(tesseract::RIL_WORD, &l, &t, &r, &b) || is_dirt(word)) continue;
            // A word of low letters is as high as its line: rows are found by height.
            if (!at->BoundingBox(tesseract::RIL_TEXTLINE, &x, &line_top, &x, &line_bottom))
                line_top = t, line_bottom = b;
            word.left = static_cast<float>(l);
            word.right = static_cast<float>(r);
            word.top = static_cast<float>(line_top);
            word.bottom = static_cast<float>(line_bottom);
            const bool apart = !fresh && split && l - out.back().right > (line_bottom - line_top) * 5 / 4;
            if (fresh || apart) {
                if (apart) out.back().beside = true;
                out.push_back({{}, l, t, r, b, apart});
            }
            fresh = false;
            Piece& piece = out.back();
            piece.left = std::min(piece.left, l);
            piece.top = std::min(piece.top, t);
            piece.right = std::max(piece.right, r);
            piece.bottom = std::max(piece.bottom, b);
            piece.words.push_back(std::move(word));
        } while (at->Next(tesseract::RIL_WORD));
        return out;
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
