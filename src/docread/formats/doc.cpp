// DOC (Word 97 to 2003) -> text: the pieces that the table of the file names, in their order.
#include <algorithm>

#include "docread/formats/compound_file.hpp"
#include "docread/formats/extract.hpp"
#include "docread/formats/legacy_font.hpp"
#include "docread/tasks/table_row.hpp"
#include "text/utf8.hpp"

namespace sauro::docread {
namespace {

std::unexpected<Error> damaged(std::string detail) {
    return fail(Error{ErrorKind::unreadable,
                      "read.damaged",
                      "Tệp .doc bị hỏng hoặc thiếu phần. Mở bằng Word, lưu lại thành .docx rồi thử lại.",
                      "The .doc file is damaged or incomplete.",
                      {},
                      {},
                      std::move(detail)});
}

struct Piece {
    std::uint32_t begin = 0, end = 0, at = 0;  // characters, byte offset
    bool wide = false;
};

// The table of pieces: blocks of formatting (1) come first, the table itself is the block 2.
std::vector<Piece> pieces_of(std::string_view table) {
    std::vector<Piece> out;
    std::size_t at = 0;
    while (at < table.size() && table[at] == 1) at += 3 + number_at(table, at + 1, 2);
    if (at >= table.size() || table[at] != 2) return out;
    const std::uint32_t size = number_at(table, at + 1, 4);
    const std::string_view plc = table.substr(at + 5, size);
    if (plc.size() < 16) return out;
    const std::size_t n = (plc.size() - 4) / 12;
    for (std::size_t i = 0; i < n; ++i) {
        Piece p;
        p.begin = number_at(plc, i * 4, 4);
        p.end = number_at(plc, i * 4 + 4, 4);
        const std::uint32_t place = number_at(plc, (n + 1) * 4 + i * 8 + 2, 4);
        p.wide = (place & 0x40000000U) == 0;
        p.at = p.wide ? place : (place & 0x3FFFFFFFU) / 2;
        if (p.end > p.begin) out.push_back(p);
    }
    return out;
}

// Signs of layout become lines, tabs and rows.
class Words {
  public:
    explicit Words(std::string& out) : out_(out) {}

    void sign(char32_t c) {
        if (c == 0x13) {
            fields_.push_back(false);
        } else if (c == 0x14) {
            if (!fields_.empty()) fields_.back() = true;
        } else if (c == 0x15) {
            if (!fields_.empty()) fields_.pop_back();
        } else if (std::find(fields_.begin(), fields_.end(), false) != fields_.end()) {
            return;  // the code of a field, not what it shows
        } else if (c == 0x07) {
            // The end of a row looks like the end of one more, empty cell.
            if (line_.empty() && !cells_.empty()) {
                append_row(cells_, out_);
                cells_.clear();
            } else {
                cells_.push_back(std::move(line_));
                line_.clear();
            }
        } else if (c == 0x0D || c == 0x0C || c == 0x0E) {
            line_ += '\n';
            if (!cells_.empty()) return;
            out_ += line_;
            line_.clear();
        } else if (c == 0x0B) {
            line_ += '\n';
        } else if (c == 0x1E) {
            line_ += '-';
        } else if (c == '\t' || c >= 0x20) {
            text::append_codepoint(line_, c == 0xA0 ? U' ' : c);
        }
    }

    void finish() {
        if (!cells_.empty()) append_row(cells_, out_);
        out_ += line_;
    }

  private:
    std::string& out_;
    std::string line_;
    std::vector<std::string> cells_;
    std::vector<bool> fields_;
};

void read_range(std::string_view document, const std::vector<Piece>& pieces, std::uint32_t from, std::uint32_t to,
                std::string& out) {
    Words words(out);
    char32_t high = 0;
    for (const Piece& p : pieces) {
        const std::uint32_t begin = std::max(p.begin, from), end = std::min(p.end, to);
        for (std::uint32_t c = begin; c < end; ++c) {
            const std::size_t at = p.at + static_cast<std::size_t>(c - p.begin) * (p.wide ? 2 : 1);
            if (at >= document.size()) break;
            if (!p.wide) {
                words.sign(windows_1252_letter(static_cast<unsigned char>(document[at])));
                continue;
            }
            char32_t unit = number_at(document, at, 2);
            if (unit >= 0xD800 && unit < 0xDC00) {
                high = unit;
                continue;
            }
            if (unit >= 0xDC00 && unit < 0xE000)
                unit = high != 0 ? 0x10000 + ((high - 0xD800) << 10U) + (unit - 0xDC00) : text::kReplacement;
            high = 0;
            words.sign(unit);
        }
    }
    words.finish();
}

}  // namespace

Result<Extracted> extract_doc(std::string_view bytes, const Limits& limits) {
    const auto file = CompoundFile::open(bytes);
    if (!file) return damaged("no compound file");
    if (!file->has("WordDocument")) {
        return fail(
            ErrorKind::unreadable, "read.unsupported",
            "Chưa đọc được kiểu tệp Office cũ này (không phải văn bản Word). Mở tệp, lưu thành .docx, .xlsx hoặc "
            ".pdf rồi chọn tệp đó.",
            "Cannot read this kind of legacy Office file; save it as .docx, .xlsx or .pdf.");
    }
    const auto document = file->stream("WordDocument", bytes.size());
    if (!document || document->size() < 0x1AA || number_at(*document, 0, 2) != 0xA5EC) return damaged("no head");
    const std::uint32_t flags = number_at(*document, 0x0A, 2);
    if ((flags & 0x0100U) != 0) {
        return fail(ErrorKind::unreadable, "read.locked",
                    "Tệp .doc có mật khẩu nên không đọc được. Mở bằng Word, gỡ mật khẩu, lưu lại rồi thử lại.",
                    "The .doc file needs a password; save a copy without one.");
    }
    if (number_at(*document, 2, 2) < 0xC1) {
        return fail(
            ErrorKind::unreadable, "read.unsupported",
            "Tệp .doc do Word 95 hoặc cũ hơn ghi, chưa đọc được. Mở bằng Word hay LibreOffice, lưu thành .docx rồi "
            "chọn tệp đó.",
            "The .doc file is older than Word 97; save it as .docx.");
    }
    const auto table = file->stream((flags & 0x0200U) != 0 ? "1Table" : "0Table", bytes.size());
    if (!table) return damaged("no table");
    const std::uint32_t at = number_at(*document, 0x1A2, 4), size = number_at(*document, 0x1A6, 4);
    if (at >= table->size()) return damaged("table too short");
    const auto pieces = pieces_of(std::string_view(*table).substr(at, size));
    if (pieces.empty()) return damaged("no pieces");

    Extracted out;
    out.format = "doc";
    if (file->has("_VBA_PROJECT")) tell_of_macros(out);
    const std::uint32_t body = number_at(*document, 0x4C, 4), notes = number_at(*document, 0x50, 4),
                        heads = number_at(*document, 0x54, 4);
    std::uint64_t wanted = 0;
    for (const Piece& p : pieces) wanted += p.end - p.begin;
    if (wanted > limits.text_bytes) return too_much_text(limits);
    read_range(*document, pieces, 0, body, out.text);
    if (notes < 100'000'000 && heads < 100'000'000 && body < 1'000'000'000)
        read_range(*document, pieces, body + notes, body + notes + heads, out.page_heads);
    return out;
}

}  // namespace sauro::docread
