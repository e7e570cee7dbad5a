// For tests: pages of a document drawn with real fonts, as a PDF with text or as the picture a scanner would make.
#pragma once
#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <cmath>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace sauro::docread::testing {

inline cairo_status_t append_bytes(void* into, const unsigned char* data, unsigned size) {
    static_cast<std::string*>(into)->append(reinterpret_cast<const char*>(data), size);
    return CAIRO_STATUS_SUCCESS;
}

// Writes on an A4 sheet from the top; lengths in points.
class Sheet {
  public:
    static constexpr double kWidth = 595, kHeight = 842, kLeft = 85, kRight = 42, kTop = 57;
    explicit Sheet(cairo_t* cairo) : cairo_(cairo) {}

    double y = kTop;
    double size = 13;

    // Text in a box; returns its height.
    double put(std::string_view text, double left, double top, double width, PangoAlignment align, bool justify = false,
               bool bold = false, double indent = 0) {
        PangoLayout* const layout = pango_cairo_create_layout(cairo_);
        PangoFontDescription* const font = pango_font_description_from_string("Liberation Serif");
        pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
        if (bold) pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
        pango_layout_set_font_description(layout, font);
        pango_layout_set_width(layout, static_cast<int>(width * PANGO_SCALE));
        pango_layout_set_alignment(layout, align);
        pango_layout_set_justify(layout, justify ? TRUE : FALSE);
        pango_layout_set_indent(layout, static_cast<int>(indent * PANGO_SCALE));
        pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
        cairo_move_to(cairo_, left, top);
        pango_cairo_show_layout(cairo_, layout);
        int height = 0;
        pango_layout_get_size(layout, nullptr, &height);
        pango_font_description_free(font);
        g_object_unref(layout);
        return static_cast<double>(height) / PANGO_SCALE;
    }

    void columns(std::string_view left, std::string_view right, double share = 0.42,
                 PangoAlignment left_align = PANGO_ALIGN_CENTER) {
        const double whole = kWidth - kLeft - kRight, split = whole * share;
        const double a = put(left, kLeft, y, split - 8, left_align);
        const double b = put(right, kLeft + split + 8, y, whole - split - 8, PANGO_ALIGN_CENTER);
        y += std::max(a, b) + 10;
    }
    void title(std::string_view text) {
        y += put(text, kLeft, y, kWidth - kLeft - kRight, PANGO_ALIGN_CENTER, false, true) + 8;
    }
    void paragraph(std::string_view text) {
        y += put(text, kLeft, y, kWidth - kLeft - kRight, PANGO_ALIGN_LEFT, true, false, 28) + 6;
    }

  private:
    cairo_t* cairo_;
};

using Draw = std::function<void(Sheet&)>;

inline std::string pdf_of(const std::vector<Draw>& pages) {
    std::string out;
    cairo_surface_t* const surface =
        cairo_pdf_surface_create_for_stream(append_bytes, &out, Sheet::kWidth, Sheet::kHeight);
    cairo_t* const cairo = cairo_create(surface);
    for (const Draw& draw : pages) {
        Sheet sheet(cairo);
        draw(sheet);
        cairo_show_page(cairo);
    }
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    return out;
}

// What a scanner does to a sheet.
struct Scan {
    int dpi = 200;
    double skew = 0;     // degrees
    int turned = 0;      // quarter turns clockwise
    double noise = 0;    // standard deviation of the grey, of 255
    double specks = 0;   // share of pixels that are dirt
    double paper = 255;  // grey of the paper
};

struct Scanned {
    int width = 0, height = 0;
    std::vector<std::uint8_t> gray;
};

inline Scanned scan_of(const Draw& draw, const Scan& how) {
    const bool sideways = how.turned % 2 != 0;
    const double scale = how.dpi / 72.0;
    const double wide = sideways ? Sheet::kHeight : Sheet::kWidth, high = sideways ? Sheet::kWidth : Sheet::kHeight;
    Scanned out{static_cast<int>(wide * scale), static_cast<int>(high * scale), {}};
    cairo_surface_t* const surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, out.width, out.height);
    cairo_t* const cairo = cairo_create(surface);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_set_source_rgb(cairo, 0, 0, 0);
    cairo_scale(cairo, scale, scale);
    cairo_translate(cairo, wide / 2, high / 2);
    cairo_rotate(cairo, how.turned * M_PI / 2 + how.skew * M_PI / 180);
    cairo_translate(cairo, -Sheet::kWidth / 2, -Sheet::kHeight / 2);
    Sheet sheet(cairo);
    draw(sheet);
    cairo_surface_flush(surface);
    const unsigned char* const data = cairo_image_surface_get_data(surface);
    const int stride = cairo_image_surface_get_stride(surface);
    std::uint64_t state = 88172645463325252ULL;
    const auto random = [&state] {  // the same dirt in every run
        state ^= state << 13U;
        state ^= state >> 7U;
        state ^= state << 17U;
        return static_cast<double>(state >> 11U) / 9007199254740992.0;
    };
    out.gray.resize(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height));
    for (int y = 0; y < out.height; ++y) {
        for (int x = 0; x < out.width; ++x) {
            double v = data[y * stride + x * 4 + 1] * how.paper / 255.0;
            if (how.noise > 0) v += how.noise * (random() + random() + random() + random() - 2) * 1.73;
            if (how.specks > 0 && random() < how.specks) v = random() < 0.5 ? 0 : 255;
            out.gray[static_cast<std::size_t>(y) * static_cast<std::size_t>(out.width) + static_cast<std::size_t>(x)] =
                static_cast<std::uint8_t>(std::min(255.0, std::max(0.0, v)));
        }
    }
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    return out;
}

inline cairo_surface_t* surface_of(const Scanned& scan) {
    cairo_surface_t* const surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, scan.width, scan.height);
    unsigned char* const data = cairo_image_surface_get_data(surface);
    const int stride = cairo_image_surface_get_stride(surface);
    for (int y = 0; y < scan.height; ++y) {
        for (int x = 0; x < scan.width; ++x) {
            const std::uint8_t v = scan.gray[static_cast<std::size_t>(y) * static_cast<std::size_t>(scan.width) +
                                             static_cast<std::size_t>(x)];
            for (int c = 0; c < 3; ++c) data[y * stride + x * 4 + c] = v;
        }
    }
    cairo_surface_mark_dirty(surface);
    return surface;
}

inline std::string png_of(const Scanned& scan) {
    std::string out;
    cairo_surface_t* const surface = surface_of(scan);
    cairo_surface_write_to_png_stream(surface, append_bytes, &out);
    cairo_surface_destroy(surface);
    return out;
}

// The picture fills the page, as scanners write it.
inline void draw_scan(cairo_t* cairo, const Scanned& scan) {
    cairo_surface_t* const picture = surface_of(scan);
    cairo_save(cairo);
    cairo_scale(cairo, Sheet::kWidth / scan.width, Sheet::kHeight / scan.height);
    cairo_set_source_surface(cairo, picture, 0, 0);
    cairo_paint(cairo);
    cairo_restore(cairo);
    cairo_surface_destroy(picture);
}

}  // namespace sauro::docread::testing
