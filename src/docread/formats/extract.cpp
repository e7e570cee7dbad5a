#include "docread/formats/extract.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "docread/parts/source.hpp"
#include "text/legacy.hpp"
#include "text/text.hpp"

namespace sauro::docread {
namespace {

std::string lower_ascii(std::string_view s) {
    std::string out(s);
    for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return out;
}

bool looks_like_html(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    std::string head = lower_ascii(bytes.substr(0, 4096));
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) std::erase(head, '\0');
    const std::size_t start = head.find_first_not_of(" \t\r\n\xFF\xFE");
    if (start == std::string::npos || head.find('<') == std::string::npos) return false;
    const std::string_view from = std::string_view(head).substr(start);
    for (const std::string_view opening : {"<!doctype html", "<html", "<head", "<body", "<!--"}) {
        if (from.starts_with(opening)) return true;
    }
    if (from.starts_with("<?xml") && head.find("<html") != std::string::npos) return true;
    // A piece of a page: several tags of flowing text.
    std::size_t tags = 0;
    for (const std::string_view tag : {"<p>", "<p ", "</p>", "<div", "</div>", "<br", "<table", "<td", "<span", "<b>",
                                       "<strong", "<script", "<style", "<h1", "<h2"}) {
        for (std::size_t at = head.find(tag); at != std::string::npos; at = head.find(tag, at + 1)) ++tags;
    }
    return tags >= 3;
}

std::unexpected<Error> unsupported(std::string what, std::string what_en) {
    return fail(ErrorKind::unreadable, "read.unsupported",
                fmt::format("Chưa đọc được {}. Lưu lại thành .docx, .html hoặc .txt rồi chọn tệp đó.", what),
                fmt::format("Cannot read {} yet. Save it as .docx, .html or .txt and choose that file.", what_en));
}

Result<Extracted> extract_text(std::string_view bytes, const Limits& limits) {
    if (bytes.size() > limits.text_bytes) return too_much_text(limits);
    auto decoded = text::decode(bytes);
    if (!decoded) return fail(std::move(decoded).error());
    Extracted out;
    out.format = "txt";
    if (decoded->converted && decoded->encoding != "utf-8") {
        out.warnings.push_back(fmt::format("Văn bản dùng bảng mã {}; đã chuyển sang Unicode.", decoded->encoding));
    } else if (decoded->converted) {
        out.warnings.push_back("Một số chỗ trong tệp bị hỏng mã ký tự; các chỗ đó hiện dấu \uFFFD.");
    }
    out.capitals_lost = decoded->encoding == "tcvn3";  // VNI has capitals of its own
    out.text = std::move(decoded->text);
    return out;
}

}  // namespace

void tell_of_macros(Extracted& out) {
    out.warnings.emplace_back(
        "Tệp có macro (chương trình chạy khi mở tệp). Lưu lại thành .docx hoặc .xlsx không macro trước khi trình ký.");
    out.unsettled.emplace_back("macros");
}

std::unexpected<Error> too_much_text(const Limits& limits) {
    return fail(
        ErrorKind::too_large, "read.too_large",
        fmt::format("Văn bản dài hơn giới hạn {} MB chữ. Tách thành nhiều tệp rồi thử lại.", limits.text_bytes >> 20),
        fmt::format("The text is longer than the limit of {} MB. Split the file and try again.",
                    limits.text_bytes >> 20));
}

bool looks_like_pdf(std::string_view bytes) { return bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos; }

bool is_image(std::string_view bytes) {
    for (const std::string_view magic :
         {std::string_view("\xFF\xD8\xFF"), std::string_view("\x89PNG\r\n\x1A\n"), std::string_view("GIF8"),
          std::string_view("II*\0", 4), std::string_view("MM\0*", 4)}) {
        if (bytes.starts_with(magic)) return true;
    }
    if (bytes.starts_with("BM") && bytes.size() > 26 && bytes.substr(6, 4) == std::string_view("\0\0\0\0", 4))
        return true;
    return bytes.size() > 12 && bytes.starts_with("RIFF") && bytes.substr(8, 4) == "WEBP";
}

Format sniff(std::string_view bytes) {
    if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) {
        // The folder of the archive lies at the end and names its parts in the clear.
        if (bytes.find("word/document") != std::string_view::npos || bytes.find("word/") != std::string_view::npos)
            return Format::docx;
        if (bytes.find("xl/workbook.xml") != std::string_view::npos) return Format::xlsx;
        if (bytes.find("[Content_Types].xml") != std::string_view::npos)
            return bytes.find("xl/") != std::string_view::npos || bytes.find("ppt/") != std::string_view::npos
                       ? Format::other_office
                       : Format::docx;
        if (bytes.find("mimetypeapplication/vnd.oasis") != std::string_view::npos) return Format::open_document;
        // Cut before its own end: what it was is not known, that it is damaged is; the reader of docx says so.
        return bytes.find("PK\x05\x06") == std::string_view::npos ? Format::docx : Format::archive;
    }
    if (looks_like_pdf(bytes)) return Format::pdf;
    if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) {
        // Names inside are UTF-16.
        static constexpr std::string_view kEncrypted("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32);
        return bytes.find(kEncrypted) != std::string_view::npos ? Format::encrypted_office : Format::legacy_office;
    }
    if (bytes.starts_with("{\\rtf")) return Format::rtf;
    if (is_image(bytes)) return Format::image;
    if (bytes.starts_with("Rar!") || bytes.starts_with("7z\xBC\xAF") || bytes.starts_with("\x1F\x8B"))
        return Format::archive;
    if (looks_like_html(bytes)) return Format::html;
    return Format::text;
}

Result<Extracted> extract(std::string_view bytes, const Limits& limits, const Engines& engines) {
    Result<Extracted> out;
    switch (sniff(bytes)) {
        case Format::text:
        case Format::unknown:
            out = extract_text(bytes, limits);
            break;
        case Format::html:
            out = extract_html(bytes, limits);
            break;
        case Format::docx:
            out = extract_docx(bytes, limits);
            break;
        case Format::xlsx:
            out = extract_xlsx(bytes, limits);
            break;
        case Format::pdf:
            out = extract_pdf(bytes, limits, engines);
            break;
        case Format::image:
            out = extract_image(bytes, limits, engines);
            break;
        case Format::legacy_office:
            out = extract_doc(bytes, limits);
            break;
        case Format::encrypted_office:
            return fail(ErrorKind::unreadable, "read.locked",
                        "Tệp Office có mật khẩu nên không đọc được. Mở tệp, gỡ mật khẩu, lưu lại rồi thử lại.",
                        "The Office file needs a password; save a copy without one.");
        case Format::other_office:
            return unsupported("tệp trình chiếu hoặc bảng tính kiểu này", "slides or this kind of spreadsheet");
        case Format::open_document:
            return unsupported("tệp OpenDocument (.odt; sẽ có ở bản sau)", "OpenDocument files (planned)");
        case Format::rtf:
            out = extract_rtf(bytes, limits);
            break;
        case Format::archive:
            return unsupported("tệp nén; giải nén rồi chọn từng văn bản", "archives");
    }
    if (!out) return out;
    if (auto repaired = text::repair_legacy_font_text(out->text)) {
        out->text = std::move(*repaired);
        out->presentation.reset();  // its spans are those of the text before
        out->capitals_lost = true;
        out->warnings.push_back("Văn bản gõ bằng phông chữ cũ (TCVN3 hoặc VNI); đã chuyển sang Unicode.");
    }
    if (text::trim(out->text).empty()) {
        return fail(ErrorKind::unreadable, "read.empty",
                    "Tệp không có chữ nào để đọc (có thể chỉ chứa ảnh). Chọn bản có chữ.",
                    "The file has no text in it (pictures only?).");
    }
    return out;
}

}  // namespace sauro::docread
