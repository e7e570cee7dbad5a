#include "docread/formats/rtf.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "docread/formats/extract.hpp"
#include "docread/formats/legacy_font.hpp"
#include "docread/tasks/table_row.hpp"
#include "text/legacy.hpp"
#include "text/text.hpp"
#include "text/utf8.hpp"

namespace sauro::docread {
namespace {

constexpr std::size_t kDeepest = 2000;  // groups inside groups

constexpr std::string_view kSkipped[] = {"colortbl",
                                         "stylesheet",
                                         "info",
                                         "pict",
                                         "object",
                                         "themedata",
                                         "colorschememapping",
                                         "listtable",
                                         "rsidtbl",
                                         "generator",
                                         "xmlnstbl",
                                         "datastore",
                                         "latentstyles",
                                         "fldinst",
                                         "listoverridetable",
                                         "revtbl",
                                         "annotation",
                                         "atnid",
                                         "atnauthor",
                                         "atndate",
                                         "atnref",
                                         "nonshppict",
                                         "bkmkstart",
                                         "bkmkend",
                                         "filetbl",
                                         "pgdsctbl",
                                         "template",
                                         "xe",
                                         "tc",
                                         "private",
                                         "background",
                                         "wgrffmtfilter",
                                         "mmathPr",
                                         "shppict",
                                         "do",
                                         "falt",
                                         "panose",
                                         "userprops",
                                         "docvar"};
constexpr std::string_view kHeads[] = {"header", "headerl", "headerr", "headerf",
                                       "footer", "footerl", "footerr", "footerf"};

template <std::size_t N>
bool in(const std::string_view (&list)[N], std::string_view word) {
    return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

enum class Target : std::uint8_t { text, heads, fonts, nothing };

struct State {
    Target target = Target::text;
    int font = -1;
    int fallback = 1;  // signs that stand for one \u
    bool hidden = false, deleted = false;
};

struct Font {
    int charset = 0;
    Coding coding = Coding::unicode;
    std::string name;
};

class Reader {
  public:
    // RTF is ASCII with escapes; some writers put UTF-8 into it all the same.
    Reader(std::string_view bytes, std::uint64_t most) : bytes_(bytes), most_(most), utf8_(text::is_utf8(bytes)) {}

    RtfText run() {
        while (at_ < bytes_.size() && !out_.too_long && !out_.broken) {
            const char c = bytes_[at_];
            if (c == '{') {
                ++at_;
                if (stack_.size() >= kDeepest) out_.broken = true;
                stack_.push_back(state_);
                star_ = false;
            } else if (c == '}') {
                ++at_;
                close_group();
            } else if (c == '\\') {
                control();
            } else if (utf8_ && (c & 0x80) != 0) {
                const std::size_t from = at_;
                text::next_codepoint(bytes_, at_);
                put(bytes_.substr(from, at_ - from));
            } else {
                ++at_;
                if (c != '\r' && c != '\n') byte(static_cast<unsigned char>(c));
            }
        }
        settle();
        end_paragraph();
        out_.text = std::move(done_[0]);
        out_.page_heads = std::move(done_[1]);
        out_.old_fonts = coded_.converted();
        return std::move(out_);
    }

  private:
    void close_group() {
        if (stack_.empty()) return;
        const State now = state_;
        state_ = stack_.back();
        stack_.pop_back();
        skip_ = 0;
        if (now.target == Target::fonts && state_.target != Target::fonts) return;
        if (now.target == Target::heads && state_.target != Target::heads) {
            settle(now.target);
            done_[1] += '\n';
        }
    }

    void control() {
        ++at_;
        if (at_ >= bytes_.size()) return;
        const char c = bytes_[at_];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))) {
            ++at_;
            symbol(c);
            return;
        }
        std::size_t end = at_;
        while (end < bytes_.size() && end - at_ < 32 &&
               ((bytes_[end] >= 'a' && bytes_[end] <= 'z') || (bytes_[end] >= 'A' && bytes_[end] <= 'Z')))
            ++end;
        const std::string_view word = bytes_.substr(at_, end - at_);
        bool minus = false, has = false;
        long value = 0;
        if (end < bytes_.size() && bytes_[end] == '-') minus = true, ++end;
        while (end < bytes_.size() && bytes_[end] >= '0' && bytes_[end] <= '9') {
            has = true;
            if (value < 100'000'000) value = value * 10 + (bytes_[end] - '0');
            ++end;
        }
        if (end < bytes_.size() && bytes_[end] == ' ') ++end;
        at_ = end;
        command(word, minus ? -value : value, has);
    }

    void symbol(char c) {
        switch (c) {
            case '\'': {
                int value = 0;
                for (int i = 0; i < 2 && at_ < bytes_.size(); ++i) {
                    const char h = bytes_[at_];
                    const int digit = h >= '0' && h <= '9'   ? h - '0'
                                      : h >= 'a' && h <= 'f' ? h - 'a' + 10
                                      : h >= 'A' && h <= 'F' ? h - 'A' + 10
                                                             : -1;
                    if (digit < 0) break;
                    value = value * 16 + digit;
                    ++at_;
                }
                byte(static_cast<unsigned char>(value));
                break;
            }
            case '*':
                star_ = true;
                break;
            case '~':
                put(" ");
                break;
            case '_':
                put("-");
                break;
            case '\\':
            case '{':
            case '}':
                byte(static_cast<unsigned char>(c));
                break;
            case '\r':
            case '\n':
                end_paragraph();
                break;
            default:
                break;
        }
    }

    void command(std::string_view word, long value, bool has) {
        const bool starred = star_;
        star_ = false;
        if (word == "u") {
            unicode(static_cast<char32_t>(value < 0 ? value + 65536 : value));
        } else if (word == "uc") {
            state_.fallback = static_cast<int>(std::clamp(value, 0L, 100L));
        } else if (word == "bin") {
            at_ = std::min(bytes_.size(), at_ + static_cast<std::size_t>(std::max(0L, value)));
        } else if (word == "f" && has) {
            state_.font = static_cast<int>(value);
            if (state_.target == Target::fonts) naming_ = state_.font;
        } else if (word == "fcharset") {
            if (state_.target == Target::fonts && fonts_.size() < 4000)
                fonts_[naming_].charset = static_cast<int>(value);
        } else if (word == "deff") {
            default_font_ = static_cast<int>(value);
        } else if (word == "ansicpg") {
            page_ = static_cast<int>(value);
        } else if (word == "fonttbl") {
            enter(Target::fonts);
        } else if (word == "listtext" || word == "pntext" || word == "shptxt" || word == "shpinst" || word == "shp") {
            return;  // shown, star or no star
        } else if (in(kHeads, word)) {
            enter(Target::heads);
        } else if (starred || in(kSkipped, word)) {
            enter(Target::nothing);
        } else {
            look(word, value, has);
        }
    }

    void look(std::string_view word, long value, bool has) {
        const bool on = !has || value != 0;
        if (word == "par" || word == "sect" || word == "page")
            end_paragraph();
        else if (word == "line" || word == "nestrow")
            put("\n");
        else if (word == "tab" || word == "nestcell")
            put("\t");
        else if (word == "intbl" || word == "trowd")
            in_table_ = true;
        else if (word == "pard")
            in_table_ = false;
        else if (word == "cell")
            end_cell();
        else if (word == "row")
            end_row();
        else if (word == "v")
            state_.hidden = on;
        else if (word == "deleted") {
            state_.deleted = on;
            out_.changes += on ? 1 : 0;
        } else if (word == "revised")
            out_.changes += on ? 1 : 0;
        else if (word == "plain") {
            state_.hidden = state_.deleted = false;
            state_.font = default_font_;
        } else if (word == "emdash")
            put("—");
        else if (word == "endash")
            put("–");
        else if (word == "bullet")
            put("•");
        else if (word == "lquote")
            put("‘");
        else if (word == "rquote")
            put("’");
        else if (word == "ldblquote")
            put("“");
        else if (word == "rdblquote")
            put("”");
        else if (word == "emspace" || word == "enspace")
            put(" ");
    }

    void enter(Target target) {
        if (state_.target != Target::nothing) state_.target = target;
    }

    const Font* font() const {
        const auto at = fonts_.find(state_.font >= 0 ? state_.font : default_font_);
        return at == fonts_.end() ? nullptr : &at->second;
    }

    void byte(unsigned char b) {
        if (skip_ > 0) {
            --skip_;
            return;
        }
        if (state_.target == Target::fonts) {
            Font& f = fonts_.size() < 4000 ? fonts_[naming_] : fonts_.begin()->second;
            if (b == ';') {
                f.coding = coding_of_font(f.name);
            } else if (f.name.size() < 64 && (b != ' ' || !f.name.empty())) {
                f.name += static_cast<char>(b);
                f.coding = coding_of_font(f.name);
            }
            return;
        }
        if (b < 0x20 && b != '\t') return;
        const Font* const f = font();
        if (f != nullptr && f->coding != Coding::unicode) {
            std::string latin;
            text::append_codepoint(latin, b);
            put(latin, f->coding);
            return;
        }
        const char one = static_cast<char>(b);
        if (b < 0x80)
            put({&one, 1});
        else if (f != nullptr && f->charset == 163)
            put(text::from_windows_1258({&one, 1}));
        else
            put(page_ == 1258 && (f == nullptr || f->charset <= 1) ? text::from_windows_1258({&one, 1})
                                                                   : from_windows_1252({&one, 1}));
    }

    void unicode(char32_t c) {
        skip_ = state_.fallback;
        if (c >= 0xD800 && c < 0xDC00) {
            high_ = c;
            return;
        }
        if (c >= 0xDC00 && c < 0xE000) {
            c = high_ != 0 ? 0x10000 + ((high_ - 0xD800) << 10U) + (c - 0xDC00) : text::kReplacement;
        }
        high_ = 0;
        if (c < 0x20 || c > 0x10FFFF) return;
        std::string piece;
        text::append_codepoint(piece, c);
        const Font* const f = font();
        const bool old = f != nullptr && f->coding != Coding::unicode;
        put(piece, old ? f->coding : Coding::unicode);
    }

    void put(std::string_view utf8, Coding coding = Coding::unicode) {
        if (state_.hidden || state_.deleted || state_.target == Target::nothing || state_.target == Target::fonts)
            return;
        if (state_.target != open_target_) settle();
        open_target_ = state_.target;
        coded_.add(utf8, coding);
        if (coded_.size() + done_[0].size() + done_[1].size() + cell_.size() + cells_size_ > most_)
            out_.too_long = true;
    }

    // What was collected goes where it belongs.
    void settle() { settle(open_target_); }
    void settle(Target target) {
        std::string piece = coded_.take();
        if (target == Target::heads)
            done_[1] += piece;
        else
            cell_ += piece;
    }

    void end_paragraph() {
        settle();
        if (state_.target == Target::heads) {
            done_[1] += '\n';
            return;
        }
        if (state_.target != Target::text) return;
        cell_ += '\n';
        if (in_table_) return;
        end_row();  // cells without an end of their row
        done_[0] += cell_;
        cell_.clear();
    }

    void end_cell() {
        settle();
        if (state_.target != Target::text) return;
        cells_size_ += cell_.size() + 1;
        cells_.push_back(std::move(cell_));
        cell_.clear();
    }

    void end_row() {
        if (state_.target != Target::text || cells_.empty()) return;
        append_row(cells_, done_[0]);
        cells_.clear();
        cells_size_ = 0;
    }

    std::string_view bytes_;
    std::uint64_t most_;
    bool utf8_;
    std::size_t at_ = 0;
    RtfText out_;
    State state_;
    std::vector<State> stack_;
    std::map<int, Font> fonts_;
    CodedText coded_;
    Target open_target_ = Target::text;
    std::string done_[2], cell_;
    std::vector<std::string> cells_;
    std::size_t cells_size_ = 0;
    int naming_ = 0, default_font_ = 0, page_ = 1252, skip_ = 0;
    char32_t high_ = 0;
    bool star_ = false, in_table_ = false;
};

}  // namespace

RtfText rtf_text(std::string_view bytes, std::uint64_t most) { return Reader(bytes, most).run(); }

Result<Extracted> extract_rtf(std::string_view bytes, const Limits& limits) {
    RtfText read = rtf_text(bytes, limits.text_bytes);
    if (read.too_long) return too_much_text(limits);
    if (read.broken) {
        return fail(ErrorKind::unreadable, "read.damaged",
                    "Tệp .rtf bị hỏng hoặc có cấu trúc lạ. Mở bằng Word, lưu lại thành .docx rồi thử lại.",
                    "The .rtf file is damaged or oddly built.");
    }
    Extracted out;
    out.format = "rtf";
    out.text = std::move(read.text);
    out.page_heads = std::move(read.page_heads);
    if (read.changes > 0) {
        out.warnings.push_back(
            fmt::format("Văn bản còn {} chỗ sửa theo dõi (Track Changes); đã đọc như khi chấp nhận hết các sửa đổi.",
                        read.changes));
    }
    if (read.old_fonts)
        out.warnings.push_back("Văn bản gõ bằng phông chữ cũ (TCVN3 hoặc VNI); đã chuyển sang Unicode.");
    return out;
}

}  // namespace sauro::docread
