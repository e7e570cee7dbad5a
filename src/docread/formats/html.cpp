// HTML -> text, by one pass over the bytes. Nothing is loaded and nothing is run: tags fall away, scripts and site
// furniture with them.
#include <algorithm>
#include <array>
#include <unordered_map>

#include "docread/formats/extract.hpp"
#include "text/text.hpp"
#include "text/utf8.hpp"

namespace sauro::docread {
namespace {

// Content that is never text.
constexpr std::string_view kSkipped[] = {"script", "style",  "head",   "noscript", "template", "svg",    "iframe",
                                         "object", "canvas", "select", "button",   "nav",      "footer", "aside",
                                         "form",   "video",  "audio",  "math",     "textarea"};
// Their content is raw: only the same closing tag ends it.
constexpr std::string_view kRaw[] = {"script", "style", "noscript", "template", "iframe", "textarea"};
constexpr std::string_view kBlocks[] = {
    "p",      "div",  "h1",   "h2",      "h3",      "h4",    "h5",     "h6",         "ul",         "ol",      "table",
    "tr",     "pre",  "hr",   "section", "article", "main",  "header", "blockquote", "dl",         "dt",      "dd",
    "center", "body", "html", "caption", "thead",   "tbody", "tfoot",  "figure",     "figcaption", "address", "li"};

struct Named {
    std::string_view name;
    char32_t value;
};
constexpr Named kEntities[] = {
    {"amp", '&'},       {"lt", '<'},       {"gt", '>'},       {"quot", '"'},     {"apos", '\''},    {"nbsp", ' '},
    {"ndash", 0x2013},  {"mdash", 0x2014}, {"lsquo", 0x2018}, {"rsquo", 0x2019}, {"ldquo", 0x201C}, {"rdquo", 0x201D},
    {"hellip", 0x2026}, {"bull", 0x2022},  {"middot", 0xB7},  {"sect", 0xA7},    {"copy", 0xA9},    {"reg", 0xAE},
    {"deg", 0xB0},      {"frac12", 0xBD},  {"frac14", 0xBC},  {"frac34", 0xBE},  {"times", 0xD7},   {"divide", 0xF7},
    {"laquo", 0xAB},    {"raquo", 0xBB},   {"ensp", ' '},     {"emsp", ' '},     {"thinsp", ' '},   {"zwnj", 0},
    {"zwj", 0},         {"shy", 0},        {"euro", 0x20AC},  {"trade", 0x2122}, {"sup2", 0xB2},    {"sup3", 0xB3},
    {"Agrave", 0xC0},   {"Aacute", 0xC1},  {"Acirc", 0xC2},   {"Atilde", 0xC3},  {"Egrave", 0xC8},  {"Eacute", 0xC9},
    {"Ecirc", 0xCA},    {"Igrave", 0xCC},  {"Iacute", 0xCD},  {"ETH", 0xD0},     {"Ograve", 0xD2},  {"Oacute", 0xD3},
    {"Ocirc", 0xD4},    {"Otilde", 0xD5},  {"Ugrave", 0xD9},  {"Uacute", 0xDA},  {"Yacute", 0xDD},  {"agrave", 0xE0},
    {"aacute", 0xE1},   {"acirc", 0xE2},   {"atilde", 0xE3},  {"egrave", 0xE8},  {"eacute", 0xE9},  {"ecirc", 0xEA},
    {"igrave", 0xEC},   {"iacute", 0xED},  {"eth", 0xF0},     {"ograve", 0xF2},  {"oacute", 0xF3},  {"ocirc", 0xF4},
    {"otilde", 0xF5},   {"ugrave", 0xF9},  {"uacute", 0xFA},  {"yacute", 0xFD}};

template <std::size_t N>
bool in(const std::string_view (&list)[N], std::string_view name) {
    return std::find(std::begin(list), std::end(list), name) != std::end(list);
}

bool name_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == ':';
}
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

class HtmlText {
  public:
    explicit HtmlText(std::string_view html) : html_(html) {}

    std::string run() {
        out_.reserve(html_.size() / 2);
        while (at_ < html_.size()) {
            const char c = html_[at_];
            if (c == '<')
                tag();
            else if (c == '&')
                entity();
            else if (c == '\n' || c == '\r' || c == ' ' || c == '\t' || c == '\f') {
                if (preformatted_ > 0 && c == '\n')
                    newline();
                else
                    blank_ = true;
                ++at_;
            } else {
                put(html_.substr(at_, 1));
                ++at_;
            }
        }
        return std::move(out_);
    }

  private:
    void put(std::string_view piece) {
        if (hidden_ > 0) return;
        if (blank_ && !out_.empty() && out_.back() != '\n' && out_.back() != '\t') out_ += ' ';
        blank_ = false;
        out_.append(piece);
    }
    void newline() {
        blank_ = false;
        if (hidden_ > 0) return;
        while (!out_.empty() && (out_.back() == ' ' || out_.back() == '\t')) out_.pop_back();
        if (!out_.empty() && out_.back() != '\n') out_ += '\n';
    }

    void entity() {
        const std::size_t from = at_++;
        char32_t value = 0;
        bool known = false;
        if (at_ < html_.size() && html_[at_] == '#') {
            ++at_;
            const bool hex = at_ < html_.size() && lower(html_[at_]) == 'x';
            if (hex) ++at_;
            std::size_t digits = 0;
            for (; at_ < html_.size() && digits < 8; ++at_, ++digits) {
                const char c = lower(html_[at_]);
                unsigned v = 0;
                if (c >= '0' && c <= '9')
                    v = static_cast<unsigned>(c - '0');
                else if (hex && c >= 'a' && c <= 'f')
                    v = static_cast<unsigned>(c - 'a' + 10);
                else
                    break;
                value = value * (hex ? 16U : 10U) + v;
            }
            known = digits > 0;
            if (value > 0x10FFFF || (value >= 0xD800 && value < 0xE000) || value == 0) value = text::kReplacement;
        } else {
            std::size_t end = at_;
            while (end < html_.size() && end - at_ < 12 && name_char(html_[end])) ++end;
            const std::string_view name = html_.substr(at_, end - at_);
            for (const Named& e : kEntities) {
                if (e.name != name) continue;
                value = e.value;
                known = true;
                at_ = end;
                break;
            }
        }
        if (!known) {
            at_ = from + 1;
            put("&");
            return;
        }
        if (at_ < html_.size() && html_[at_] == ';') ++at_;
        if (value == U' ' || value == 0xA0) {
            blank_ = true;
        } else if (value != 0) {
            std::string piece;
            text::append_codepoint(piece, value);
            put(piece);
        }
    }

    void tag() {
        const std::size_t from = at_++;
        if (html_.substr(at_).starts_with("!--")) {
            const std::size_t end = html_.find("-->", at_ + 3);
            at_ = end == std::string_view::npos ? html_.size() : end + 3;
            return;
        }
        if (at_ < html_.size() && (html_[at_] == '!' || html_[at_] == '?')) {
            const std::size_t end = html_.find('>', at_);
            at_ = end == std::string_view::npos ? html_.size() : end + 1;
            return;
        }
        const bool closing = at_ < html_.size() && html_[at_] == '/';
        if (closing) ++at_;
        std::string name;
        while (at_ < html_.size() && name_char(html_[at_]) && name.size() < 24) name += lower(html_[at_++]);
        if (name.empty()) {  // "a < b"
            at_ = from + 1;
            put("<");
            return;
        }
        skip_attributes();
        if (!closing && in(kRaw, name)) {
            skip_raw(name);
            return;
        }
        if (in(kSkipped, name)) {
            if (closing)
                hidden_ = hidden_ > 0 ? hidden_ - 1 : 0;
            else if (!self_closed_)
                ++hidden_;
            return;
        }
        if (name == "body") hidden_ = 0;  // an unclosed head ends where the body begins
        structure(name, closing);
    }

    void structure(std::string_view name, bool closing) {
        if (name == "pre") preformatted_ += closing ? (preformatted_ > 0 ? -1 : 0) : 1;
        if (name == "br")
            newline();
        else if (name == "td" || name == "th") {
            // Cells of one line stay on it; a cell of several lines breaks it by its own blocks.
            if (closing && hidden_ == 0) {
                blank_ = false;
                if (!out_.empty() && out_.back() != '\n' && out_.back() != '\t') out_ += '\t';
            }
        } else if (in(kBlocks, name)) {
            newline();
            if (name == "li" && !closing) list_item();
            if (!closing && (name == "ul" || name == "ol")) {
                if (lists_.size() < 64) lists_.push_back(name == "ol" ? 0 : -1);
            } else if (closing && (name == "ul" || name == "ol") && !lists_.empty()) {
                lists_.pop_back();
            }
        }
    }

    void list_item() {
        if (lists_.empty() || lists_.back() < 0) {
            put("- ");
            return;
        }
        put(std::to_string(++lists_.back()) + ". ");
    }

    void skip_attributes() {
        char quote = 0;
        self_closed_ = false;
        for (; at_ < html_.size(); ++at_) {
            const char c = html_[at_];
            if (quote != 0) {
                if (c == quote) quote = 0;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                self_closed_ = html_[at_ - 1] == '/';
                ++at_;
                return;
            }
        }
    }

    void skip_raw(std::string_view name) {
        while (at_ < html_.size()) {
            const std::size_t end = html_.find("</", at_);
            if (end == std::string_view::npos) {
                at_ = html_.size();
                return;
            }
            at_ = end + 2;
            std::size_t i = 0;
            while (i < name.size() && at_ + i < html_.size() && lower(html_[at_ + i]) == name[i]) ++i;
            if (i != name.size()) continue;
            const std::size_t close = html_.find('>', at_);
            at_ = close == std::string_view::npos ? html_.size() : close + 1;
            return;
        }
    }

    std::string_view html_;
    std::size_t at_ = 0;
    std::string out_;
    bool blank_ = false, self_closed_ = false;
    int hidden_ = 0, preformatted_ = 0;
    std::vector<long> lists_;
};

}  // namespace

std::string html_to_text(std::string_view utf8) { return HtmlText(utf8).run(); }

Result<Extracted> extract_html(std::string_view bytes, const Limits& limits) {
    if (bytes.size() > limits.text_bytes * 4) return too_much_text(limits);
    auto decoded = text::decode(bytes);
    if (!decoded) return fail(std::move(decoded).error());
    Extracted out;
    out.format = "html";
    out.text = html_to_text(decoded->text);
    if (out.text.size() > limits.text_bytes) return too_much_text(limits);
    if (decoded->converted && decoded->encoding != "utf-8") {
        out.warnings.push_back("Trang dùng bảng mã " + decoded->encoding + "; đã chuyển sang Unicode.");
    }
    return out;
}

}  // namespace sauro::docread
