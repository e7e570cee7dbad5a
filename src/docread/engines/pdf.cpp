// PDF by poppler. Part of a shared object that may use nothing of ours but the interface.
#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-global.h>
#include <poppler/cpp/poppler-page-renderer.h>
#include <poppler/cpp/poppler-page.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>

#include "docread/engines/engines.hpp"

namespace sauro::docread {
namespace {

void append_utf8(std::string& out, char32_t c) {
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0 | (c >> 6));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0 | (c >> 12));
        out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | (c >> 18));
        out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
        out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    }
}

// Not ustring::to_utf8(): one conversion less that wants a file.
std::string utf8(const poppler::ustring& wide) {
    std::string out;
    for (std::size_t i = 0; i < wide.size(); ++i) {
        char32_t c = wide[i];
        if (c >= 0xD800 && c < 0xDC00 && i + 1 < wide.size() && wide[i + 1] >= 0xDC00 && wide[i + 1] < 0xE000) {
            c = 0x10000 + ((c - 0xD800) << 10U) + (static_cast<char32_t>(wide[++i]) - 0xDC00);
        } else if (c >= 0xD800 && c < 0xE000) {
            c = 0xFFFD;
        }
        if (c != 0xFEFF && c != 0) append_utf8(out, c);
    }
    return out;
}

bool sane(double v) { return std::isfinite(v) && v > -1e6 && v < 1e6; }

class Book final : public PdfBook {
  public:
    explicit Book(std::unique_ptr<poppler::document> document) : document_(std::move(document)) {}

    int pages() const override { return document_->pages(); }

    bool words(int number, PageWords& out) override {
        const std::unique_ptr<poppler::page> page(document_->create_page(number));
        if (!page) return false;
        float width = 0, height = 0;
        size(*page, width, height);
        const auto boxes = page->text_list(poppler::page::text_list_include_font);
        // Most words run one way; pages of tables are often written sideways.
        std::array<std::size_t, 4> ways{};
        for (const auto& box : boxes) ++ways[static_cast<std::size_t>(box.rotation() & 3)];
        const int way = static_cast<int>(std::max_element(ways.begin(), ways.end()) - ways.begin());
        out.width = way % 2 == 0 ? width : height;
        out.height = way % 2 == 0 ? height : width;
        out.words.clear();
        out.words.reserve(boxes.size());
        for (const auto& box : boxes) {
            const poppler::rectf r = box.bbox();
            if (!sane(r.left()) || !sane(r.top()) || !sane(r.right()) || !sane(r.bottom())) continue;
            PageWord word;
            word.text = utf8(box.text());
            if (word.text.empty()) continue;
            if (box.has_font_info()) {
                word.font = box.get_font_name().substr(0, 120);
                const double size = box.get_font_size();
                if (sane(size) && size > 0) word.size = static_cast<float>(size);
            }
            const auto l = static_cast<float>(std::min(r.left(), r.right())),
                       t = static_cast<float>(std::min(r.top(), r.bottom())),
                       rr = static_cast<float>(std::max(r.left(), r.right())),
                       b = static_cast<float>(std::max(r.top(), r.bottom()));
            if (way == 0) place(word, l, t, rr, b);
            if (way == 1) place(word, t, width - rr, b, width - l);
            if (way == 2) place(word, width - rr, height - b, width - l, height - t);
            if (way == 3) place(word, height - b, l, height - t, rr);
            out.words.push_back(std::move(word));
        }
        return true;
    }

    bool render(int number, int dpi, std::size_t most_pixels, GrayImage& out) override {
        const std::unique_ptr<poppler::page> page(document_->create_page(number));
        if (!page) return false;
        float width = 0, height = 0;
        size(*page, width, height);
        double scale = dpi / 72.0;
        const double pixels = static_cast<double>(width) * height * scale * scale;
        if (!(pixels > 0)) return false;
        if (pixels > static_cast<double>(most_pixels)) scale *= std::sqrt(static_cast<double>(most_pixels) / pixels);
        poppler::page_renderer renderer;
        renderer.set_image_format(poppler::image::format_gray8);
        renderer.set_render_hint(poppler::page_renderer::antialiasing, true);
        renderer.set_render_hint(poppler::page_renderer::text_antialiasing, true);
        const poppler::image image = renderer.render_page(page.get(), scale * 72, scale * 72);
        if (!image.is_valid() || image.format() != poppler::image::format_gray8) return false;
        out.width = image.width();
        out.height = image.height();
        out.dpi = static_cast<int>(std::lround(scale * 72));
        const auto w = static_cast<std::size_t>(out.width), h = static_cast<std::size_t>(out.height);
        out.pixels.resize(w * h);
        for (std::size_t y = 0; y < h; ++y) {
            std::memcpy(out.pixels.data() + y * w,
                        image.const_data() + y * static_cast<std::size_t>(image.bytes_per_row()), w);
        }
        return true;
    }

  private:
    static void place(PageWord& word, float l, float t, float r, float b) {
        word.left = l;
        word.top = t;
        word.right = r;
        word.bottom = b;
    }
    static void size(const poppler::page& page, float& width, float& height) {
        const poppler::rectf box = page.page_rect();
        width = static_cast<float>(std::clamp(std::abs(box.width()), 1.0, 20000.0));
        height = static_cast<float>(std::clamp(std::abs(box.height()), 1.0, 20000.0));
        const auto turned = page.orientation();
        if (turned == poppler::page::landscape || turned == poppler::page::seascape) std::swap(width, height);
    }

    std::unique_ptr<poppler::document> document_;
};

// A page with one word. Reading it at the start makes poppler and the C library take in whatever they read from disk,
// while they still may; keeping it open keeps that in memory.
constexpr std::string_view kWarmUp =
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    "4 0 obj<</Length 32>>stream\nBT /F 12 Tf 9 9 Td (a\\311) Tj ET \nendstream endobj\n"
    "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>endobj\n"
    "trailer<</Root 1 0 R/Size 6>>\n%%EOF\n";

class Engine final : public PdfEngine {
  public:
    Engine() {
        poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
        Opening ignored{};
        warm_ = open(kWarmUp, ignored);
        PageWords words;
        if (warm_) warm_->words(0, words);
    }

    std::unique_ptr<PdfBook> open(std::string_view bytes, Opening& how) override {
        how = Opening::damaged;
        if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) return nullptr;
        std::unique_ptr<poppler::document> document(
            poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
        if (!document) return nullptr;
        if (document->is_locked()) {
            how = Opening::locked;
            return nullptr;
        }
        if (document->pages() < 1) return nullptr;
        how = Opening::good;
        return std::make_unique<Book>(std::move(document));
    }

  private:
    std::unique_ptr<PdfBook> warm_;
};

}  // namespace
}  // namespace sauro::docread

extern "C" __attribute__((visibility("default"))) sauro::docread::PdfEngine* sauro_pdf_engine() {
    return new sauro::docread::Engine;  // lives as long as the worker
}
