#include "docread/pages/page_reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>

#include "base/number.hpp"
#include "docread/pages/ocr_repair.hpp"
#include "text/legacy.hpp"
#include "text/syllable.hpp"
#include "text/text.hpp"

namespace sauro::docread {
namespace {

// A page of fewer words is looked at as a picture too: a seal of a digital signature may be all its text layer.
constexpr std::size_t kThin = 60;
// After so many pages where the picture read no better than a doubtful layer (another language), layers are believed.
constexpr int kVainTries = 3;

double cpu_seconds() {
    timespec t{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

std::string flat(const PageWords& page) {
    std::string out;
    for (const PageWord& w : page.words) {
        for (const char c : w.text) out += c == '\n' ? ' ' : c;
        out += '\n';
    }
    return out;
}

// Words typed in a font of another age, put right one by one; true when they were.
bool repair_words(PageWords& page) {
    const auto repaired = text::repair_legacy_font_text(flat(page));
    if (!repaired) return false;
    std::size_t at = 0;
    for (PageWord& w : page.words) {
        const std::size_t end = std::min(repaired->find('\n', at), repaired->size());
        w.text = repaired->substr(at, end - at);
        at = std::min(end + 1, repaired->size());
    }
    return true;
}

bool has_ink(const GrayImage& image) {
    std::size_t dark = 0;
    for (const std::uint8_t p : image.pixels) dark += p < 128 ? 1 : 0;
    return dark * 2000 > image.pixels.size();
}

double good_words(const TextQuality& q) { return static_cast<double>(q.words) * q.good; }

}  // namespace

TextQuality judge_text(std::string_view utf8) {
    TextQuality out;
    const text::SyllableCount n = text::count_syllables(utf8);
    out.words = n.words;
    out.good = n.words == 0 ? 0 : static_cast<double>(n.good) / static_cast<double>(n.words);
    out.marked = text::mark_share(utf8);
    std::size_t odd = 0;
    for (const std::string_view lost : {"\xEF\xBF\xBD", "\xEE\x80", "\xEF\x80", "\xEF\x81", "\xEF\x82"}) {
        for (std::size_t at = utf8.find(lost); at != std::string_view::npos; at = utf8.find(lost, at + 1)) ++odd;
    }
    out.broken = odd * 20 > n.words + 20;
    return out;
}

std::unexpected<Error> too_many_pages(int pages, const Limits& limits) {
    return fail(ErrorKind::too_large, "read.too_many_pages",
                fmt::format("Tệp có {} trang, nhiều hơn giới hạn {} trang. Tách thành nhiều tệp rồi thử lại.",
                            base::vi_number(pages), base::vi_number(limits.pages)),
                fmt::format("The file has {} pages, more than the limit of {}; split it.", pages, limits.pages));
}

std::unexpected<Error> no_ocr(std::string detail) {
    return fail(Error{ErrorKind::unavailable,
                      "read.no_ocr",
                      "Đây là bản quét (ảnh), cần bộ nhận dạng chữ tiếng Việt nhưng máy này chưa có. Quản trị máy chủ "
                      "cài các gói Debian libtesseract5 và tesseract-ocr-vie rồi thử lại.",
                      "This is a scan; reading it needs the Debian packages libtesseract5 and tesseract-ocr-vie.",
                      {},
                      {},
                      std::move(detail)});
}

Status PageReading::take(const PageWords& words) {
    text_.add(words);
    turned_.push_back(words.turned);
    if (text_.bytes() > limits_.text_bytes) return too_much_text(limits_);
    return {};
}

Status PageReading::add(const PageWords* layer, const Render& render) {
    ++pages_;
    PageWords own = layer != nullptr ? *layer : PageWords{};
    if (repair_words(own)) ++repaired_;
    const TextQuality q = judge_text(flat(own));
    const bool thin = q.words < kThin;
    const bool bad = q.broken || (q.words >= 20 && (q.good < 0.55 || q.marked < 0.1));
    if (!thin && (!bad || vain_ >= kVainTries)) return take(own);

    if (engines_.ocr == nullptr || !engines_.ocr->ready()) {
        GrayImage small;
        if (own.words.empty() && render(40, small) && has_ink(small)) ++without_ocr_;
        return take(own);
    }
    GrayImage image;
    if (!render(kOcrDpi, image)) {
        if (own.words.empty()) ++unreadable_;
        return take(own);
    }
    OcrPage seen;
    const double until = cpu_seconds() + limits_.page_seconds;
    engines_.ocr->read(std::move(image), [until] { return cpu_seconds() < until; }, seen);
    repair_reading(seen.words);
    if (seen.late) ++late_;
    if (seen.blank && own.words.empty()) ++blank_;
    const TextQuality o = judge_text(flat(seen.words));
    const bool better =
        thin ? good_words(o) > 1.3 * good_words(q) + 2 : o.good > q.good + 0.1 || o.marked > q.marked + 0.1;
    if (!better && !own.words.empty()) {
        if (!thin) ++vain_;
        return take(own);
    }
    if (seen.words.words.empty()) return take(own);
    ++read_by_ocr_;
    confidence_ += seen.confidence * static_cast<double>(o.words);
    ocr_words_ += o.words;
    ocr_good_ += good_words(o);
    return take(seen.words);
}

Result<Extracted> PageReading::finish(std::string_view format) {
    PageText::Result text = text_.finish();
    if (text::trim(text.text).empty() && without_ocr_ > 0) {
        return no_ocr(engines_.missing);
    }
    if (text::trim(text.text).empty() && late_ > 0) {
        return fail(ErrorKind::unsafe, "read.timeout",
                    fmt::format("Trang đọc quá {} giây nên đã dừng: ảnh quá phức tạp. Quét lại ở 300 dpi rồi thử lại.",
                                limits_.page_seconds),
                    "A page took too long and was stopped.");
    }
    Extracted out;
    out.text = std::move(text.text);
    out.page_heads = std::move(text.page_heads);
    if (read_by_ocr_ == 0) out.presentation = std::move(text.presentation);
    out.format = read_by_ocr_ > 0 ? "scan" : format;
    out.pages = pages_;
    if (std::ranges::any_of(turned_, [](int turns) { return turns != 0; })) out.turned = std::move(turned_);
    const auto warn = [&](int count, std::string_view what) {
        if (count > 0) out.warnings.push_back(fmt::format("{}/{} trang {}", count, pages_, what));
    };
    warn(repaired_, "gõ bằng phông chữ cũ (TCVN3 hoặc VNI); đã chuyển sang Unicode.");
    warn(late_, "đọc quá lâu nên chưa đọc hết; xem lại bản gốc.");
    warn(unreadable_, "hỏng, không đọc được; xem lại bản gốc.");
    warn(without_ocr_, "là ảnh, chưa đọc được vì máy chủ thiếu gói libtesseract5 và tesseract-ocr-vie.");
    if (read_by_ocr_ < pages_) warn(read_by_ocr_, "là ảnh quét, đã đọc bằng nhận dạng chữ.");
    if (without_ocr_ > 0) {
        out.ocr.suspect = true;
        out.ocr.reason = "model_missing";
    }
    if (read_by_ocr_ == 0) return out;
    out.ocr.used = true;
    const double words = static_cast<double>(std::max<std::size_t>(1, ocr_words_));
    out.ocr.mean_confidence = confidence_ / words / 100.0;
    if (!out.ocr.suspect && (*out.ocr.mean_confidence < 0.7 || ocr_good_ < 0.6 * words)) {
        out.ocr.suspect = true;
        out.ocr.reason = "low_confidence";
        out.warnings.push_back("Bản quét mờ hoặc nhiễu, chữ đọc được chưa chắc đúng; đối chiếu với bản gốc.");
    }
    return out;
}

}  // namespace sauro::docread
