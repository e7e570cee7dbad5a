#include "docread/parts/heading_subject.hpp"

#include "docread/names.hpp"
#include "text/text.hpp"

namespace sauro::docread {
namespace {

// Lines that follow a subject in capitals and name who decides: they belong to the body.
constexpr std::string_view kAuthorities[] = {
    "uy ban nhan dan", "chu tich",   "hoi dong nhan dan", "bo truong",     "giam doc", "ban thuong vu", "ban chap hanh",
    "thu tuong",       "chinh phu",  "truong ban",        "dang uy",       "tinh uy",  "thanh uy",      "hieu truong",
    "thuong truc",     "ban bi thu", "bo chinh tri",      "tong giam doc", "chanh"};

bool ends_open(std::string_view text) {
    static constexpr std::string_view kOpen[] = {
        "của", "và",  "tại",  "về", "các",       "năm",        "của các",  "trong",  "cho",    "từ",
        "đến", "với", "theo", "số", "giai đoạn", "ngày",       "tỉnh",     "xã",     "phường", "ban",
        "bộ",  "sở",  "đảng", "kỳ", "việc",      "nghị quyết", "kết luận", "chỉ thị"};
    if (text.ends_with(',') || text.ends_with('-') || text.ends_with("–")) return true;
    const std::string tail = text::to_lower(text.substr(text.size() > 40 ? text.find(' ', text.size() - 40) + 1 : 0));
    for (const auto word : kOpen) {
        if (tail == word ||
            (tail.ends_with(word) && tail.size() > word.size() && tail[tail.size() - word.size() - 1] == ' '))
            return true;
    }
    return false;
}

}  // namespace

bool SubjectReader::take(Span raw, Span folded, bool first_is_sure, bool cover) {
    const std::string_view piece = source_.raw(raw);
    const std::string_view f = source_.fold(folded);
    const bool capitals = is_capitals(piece, source_.marks_missing() ? 3 : 0);
    if (started() && !first_is_sure) {
        if (closed_ || text_.size() > 1200) return false;
        const bool dangling = ends_open(text_);
        // "KẾT LUẬN CỦA ĐỒNG CHÍ BÍ THƯ / tại Hội nghị …": below capitals a line in small letters goes on.
        const bool goes_on = capitals_ && !capitals && starts_lower(piece) && piece.size() < 400 &&
                             !piece.ends_with('.') && !piece.ends_with(':') && !piece.ends_with(';');
        if (capitals != capitals_ && !dangling && !goes_on) return false;
        if (!dangling && !starts_lower(piece)) {
            if (capitals) {
                for (const auto word : kAuthorities) {
                    if (f.starts_with(word)) return false;
                }
            } else if (piece.size() > 160 || piece.ends_with('.') || piece.ends_with(':') || piece.ends_with(';')) {
                return false;
            } else if (cover && piece.size() <= 75 && text_.size() >= 30) {
                // The narrow column of a letter breaks its subject anywhere.
            } else if (!source_.hard_wrapped() && text_.size() < 60) {
                return false;  // a paragraph of its own
            }
        }
    } else {
        capitals_ = capitals;
        span_.begin = raw.begin;
    }
    if (!text_.empty()) text_ += ' ';
    text_ += piece;
    span_.end = raw.end;
    return true;
}

std::optional<Read> SubjectReader::result(std::string_view body, double confidence) const {
    if (text_.empty()) return std::nullopt;
    std::string subject(strip(text_, " -–_*.;:,"));
    if (subject.empty()) return std::nullopt;
    return Read{natural_subject(subject, body), span_, confidence};
}

}  // namespace sauro::docread
