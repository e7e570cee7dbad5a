// PDF by poppler. Part of a shared object that may use nothing of ours but the interface.
#include <ft2build.h>
#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-global.h>
#include <poppler/cpp/poppler-page-renderer.h>
#include <poppler/cpp/poppler-page.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <fstream>
#include <iterator>
#include <limits>
#include <list>

#include "docread/engines/engines.hpp"

#include FT_FREETYPE_H

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
        const auto boxes = page->text_list();
        // Most words run one way; pages of tables are often written sideways.
        std::array<std::size_t, 4> ways{};
        for (const auto& box : boxes) ++ways[static_cast<std::size_t>(box.rotation() & 3)];
        const int way = static_cast<int>(std::max_element(ways.begin(), ways.end()) - ways.begin());
        out.turned = (4 - way) % 4;
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
        Sheet sheet;
        const poppler::image image = picture(number, dpi, most_pixels, poppler::image::format_gray8, sheet);
        out.dpi = static_cast<int>(std::lround(sheet.scale * 72));
        return take(image, poppler::image::format_gray8, 1, out);
    }

    bool draw(int number, int dpi, std::size_t most_pixels, ColourImage& out) override {
        Sheet sheet;
        const poppler::image image = picture(number, dpi, most_pixels, poppler::image::format_rgb24, sheet);
        out.width_pt = static_cast<double>(sheet.width);
        out.height_pt = static_cast<double>(sheet.height);
        return take(image, poppler::image::format_rgb24, 3, out);
    }

  private:
    struct Sheet {
        float width = 0, height = 0;
        double scale = 0;  // pixels a point
    };

    poppler::image picture(int number, int dpi, std::size_t most_pixels, poppler::image::format_enum format,
                           Sheet& sheet) {
        const std::unique_ptr<poppler::page> page(document_->create_page(number));
        if (!page) return {};
        size(*page, sheet.width, sheet.height);
        sheet.scale = dpi / 72.0;
        const double pixels =
            static_cast<double>(sheet.width) * static_cast<double>(sheet.height) * sheet.scale * sheet.scale;
        if (!(pixels > 0)) return {};
        if (pixels > static_cast<double>(most_pixels))
            sheet.scale *= std::sqrt(static_cast<double>(most_pixels) / pixels);
        poppler::page_renderer renderer;
        renderer.set_image_format(format);
        renderer.set_render_hint(poppler::page_renderer::antialiasing, true);
        renderer.set_render_hint(poppler::page_renderer::text_antialiasing, true);
        // The part is named, or a page that lies about its size would be drawn whole.
        const int wide = static_cast<int>(std::ceil(static_cast<double>(sheet.width) * sheet.scale)),
                  high = static_cast<int>(std::ceil(static_cast<double>(sheet.height) * sheet.scale));
        return renderer.render_page(page.get(), sheet.scale * 72, sheet.scale * 72, 0, 0, wide, high);
    }

    template <class Pixels>
    static bool take(const poppler::image& image, poppler::image::format_enum format, std::size_t samples,
                     Pixels& out) {
        if (!image.is_valid() || image.format() != format) return false;
        out.width = image.width();
        out.height = image.height();
        const auto row = static_cast<std::size_t>(out.width) * samples, rows = static_cast<std::size_t>(out.height);
        out.pixels.resize(row * rows);
        for (std::size_t y = 0; y < rows; ++y) {
            std::memcpy(out.pixels.data() + y * row,
                        image.const_data() + y * static_cast<std::size_t>(image.bytes_per_row()), row);
        }
        return true;
    }

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

    void prepare_to_draw() override {
        // One page with each of the usual fonts, none of them in the file.
        std::string fonts, text, objects;
        int number = 5;
        for (const char* name : {"Times-Roman", "Times-Bold", "Times-Italic", "Times-BoldItalic", "Helvetica",
                                 "Helvetica-Bold", "Helvetica-Oblique", "Helvetica-BoldOblique", "Courier",
                                 "Courier-Bold", "TimesNewRomanPSMT", "ArialMT"}) {
            const std::string n = std::to_string(number++);
            fonts += "/F" + n + " " + n + " 0 R";
            text += "/F" + n + " 9 Tf (a) Tj ";
            objects += n + " 0 obj<</Type/Font/Subtype/Type1/BaseFont/" + name + "/Encoding/WinAnsiEncoding>>endobj\n";
        }
        text = "BT 9 9 Td " + text + "ET";
        const std::string page =
            "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
            "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]/Contents 4 0 R/Resources<</Font<<" +
            fonts + ">>>>>>endobj\n4 0 obj<</Length " + std::to_string(text.size()) + ">>stream\n" + text +
            "\nendstream endobj\n" + objects + "trailer<</Root 1 0 R/Size " + std::to_string(number) + ">>\n%%EOF\n";
        Opening ignored{};
        ColourImage picture;
        if (const auto book = open(page, ignored)) book->draw(0, 36, 10'000, picture);
    }

  private:
    std::unique_ptr<PdfBook> warm_;
};

// Letters of a font that a page names and does not carry come from a font of this machine, which poppler opens when it
// draws: inside the jail. Its calls find this function before that of FreeType. While the doors stand open, it takes
// the files into memory; afterwards it serves from there, with a font of the same style for one it does not hold.
struct KeptFont {
    std::string path, bytes;
};
std::list<KeptFont>& kept_fonts() {
    static std::list<KeptFont> all;
    return all;
}
std::string_view style_of(std::string_view path) { return path.substr(std::min(path.size(), path.rfind('-'))); }

const KeptFont* font_of(std::string_view path) {
    auto& all = kept_fonts();
    for (const KeptFont& font : all) {
        if (font.path == path) return &font;
    }
    if (std::ifstream in{std::string(path), std::ios::binary}; in) {
        std::string bytes{std::istreambuf_iterator<char>(in), {}};
        if (!bytes.empty()) return &all.emplace_back(std::string(path), std::move(bytes));
    }
    for (const KeptFont& font : all) {
        if (style_of(font.path) == style_of(path)) return &font;
    }
    return all.empty() ? nullptr : &all.front();
}

}  // namespace
}  // namespace sauro::docread

extern "C" __attribute__((visibility("default"))) FT_Error FT_New_Face(FT_Library library, const char* path,
                                                                       FT_Long index, FT_Face* face) {
    const auto* const font = sauro::docread::font_of(path);
    if (font == nullptr) return FT_Err_Cannot_Open_Resource;
    return FT_New_Memory_Face(library, reinterpret_cast<const FT_Byte*>(font->bytes.data()),
                              static_cast<FT_Long>(font->bytes.size()), font->path == path ? index : 0, face);
}

extern "C" __attribute__((visibility("default"))) sauro::docread::PdfEngine* sauro_pdf_engine() {
    return new sauro::docread::Engine;  // lives as long as the worker
}
