#include "docread/pages/page_looks.hpp"

#include <algorithm>
#include <cmath>

#include "text/text.hpp"

namespace sauro::docread {
namespace {

constexpr float kSame = 2.0F;  // points that edges of justified lines may be apart

int twips(float points) { return static_cast<int>(std::lround(points * 20)); }

bool has(std::string_view name, std::string_view word) { return text::fold(name).find(word) != std::string::npos; }

TextLook type_of(const PageWord& word) {
    TextLook out;
    std::string_view font = word.font;
    if (font.size() > 7 && font[6] == '+') font.remove_prefix(7);
    out.font = std::string(font);
    out.size = static_cast<int>(std::lround(word.size * 2));
    out.bold = has(font, "bold") || has(font, "black") || has(font, "heavy");
    out.italic = has(font, "italic") || has(font, "oblique");
    out.caps = false;  // capitals are what they are
    return out;
}

bool same_type(const TextLook& a, const TextLook& b) {
    return a.font == b.font && a.size == b.size && a.bold == b.bold && a.italic == b.italic;
}

bool wide(const PageRow& row) { return row.flows && row.block_right > row.block_left && row.column < 0; }

}  // namespace

bool give_types(const PageWords& page, std::vector<PageRow>& rows) {
    std::vector<const PageWord*> words;
    std::size_t unnamed = 0;  // a sign drawn by the program that wrote the file (Type 3) has no font of a name
    for (const PageWord& w : page.words) {
        if (w.font.empty() || w.size <= 0)
            ++unnamed;
        else
            words.push_back(&w);
    }
    constexpr std::size_t most = 4;  // a page of which a quarter and more has none shows no types
    if (unnamed * most > page.words.size()) return false;
    std::ranges::sort(words, {}, [](const PageWord* w) { return w->left; });
    for (PageRow& row : rows) {
        std::size_t at = 0;
        for (const PageWord* const w : words) {
            const float x = (w->left + w->right) / 2, y = (w->top + w->bottom) / 2;
            if (x < row.left || x > row.right || y < row.top || y > row.bottom) continue;
            const std::size_t found = row.text.find(w->text, at);
            if (found == std::string::npos) continue;
            TextLook look = type_of(*w);
            at = found + w->text.size();
            if (!row.runs.empty() && same_type(row.runs.back(), look)) {
                row.runs.back().end = at;
                continue;
            }
            look.start = found;
            look.end = at;
            row.runs.push_back(std::move(look));
        }
    }
    return true;
}

void PageLooks::page(float width, float height) { sizes_.emplace_back(width, height); }

void PageLooks::number(const PageRow& row, bool header) {
    if (sizes_.size() == 1 && numbers_) return;
    const float middle = (row.left + row.right) / 2, width = sizes_.back().first;
    if (!numbers_) {
        PageNumbers n;
        n.place = header ? "header" : "footer";
        n.alignment = middle < width * 0.4F ? "left" : middle > width * 0.65F ? "right" : "center";
        n.format = "decimal";
        if (!row.runs.empty()) {
            n.size = row.runs.front().size;
            n.bold = row.runs.front().bold;
            n.italic = row.runs.front().italic;
        }
        numbers_ = std::move(n);
    }
    if (sizes_.size() == 1) numbers_->on_first = true;
}

void PageLooks::row(const PageRow& row, std::size_t at, bool joined) {
    rows_.push_back({row, at, static_cast<int>(sizes_.size()), !joined});
}

// The rows [from, to) as one paragraph.
ParagraphLook PageLooks::paragraph(std::size_t from, std::size_t to) const {
    const PageRow& first = rows_[from].row;
    ParagraphLook out;
    out.start = rows_[from].at;
    out.end = rows_[to - 1].at + rows_[to - 1].row.text.size();
    out.place =
        PagePlace{rows_[from].page, twips(first.left), twips(first.top), twips(first.right), twips(first.bottom)};
    for (std::size_t i = from; i < to; ++i) {
        const Placed& r = rows_[i];
        for (TextLook run : r.row.runs) {
            run.start += r.at;
            run.end += r.at;
            if (!out.runs.empty() && same_type(out.runs.back(), run))
                out.runs.back().end = run.end;
            else
                out.runs.push_back(std::move(run));
        }
        if (r.page != rows_[from].page) continue;
        out.place->left = std::min(out.place->left, twips(r.row.left));
        out.place->right = std::max(out.place->right, twips(r.row.right));
        out.place->bottom = std::max(out.place->bottom, twips(r.row.bottom));
    }
    if (first.column >= 0) out.cell = TableCell{-1, 0, first.column, 2};
    if (first.text.find('\t') != std::string::npos) out.cell = TableCell{-2, 0, 0, 9};

    const float width = sizes_[static_cast<std::size_t>(rows_[from].page - 1)].first;
    const float middle = (first.left + first.right) / 2;
    if (to - from == 1) {
        const float inner = (first.block_left + first.block_right) / 2;
        if (first.centred || (std::abs(middle - inner) < 4 && first.left - first.block_left > 24 && width > 0))
            out.alignment = "center";
        return out;
    }
    float left = rows_[from + 1].row.left, right = first.right, least = first.right;
    float least_left = left;
    std::vector<float> pitches;
    for (std::size_t i = from; i < to; ++i) {
        const PageRow& r = rows_[i].row;
        if (i > from) {
            least_left = std::min(least_left, r.left);
            left = std::max(left, r.left);
            if (rows_[i].page == rows_[i - 1].page) pitches.push_back(r.bottom - rows_[i - 1].row.bottom);
        }
        if (i + 1 == to) continue;
        right = std::max(right, r.right);
        least = std::min(least, r.right);
    }
    const float em = (first.bottom - first.top) * 0.8F;
    if (left - least_left < kSame && least_left - first.block_left > 0.9F * em)
        return out;  // two paragraphs read as one
    if (left - least_left < kSame) {
        out.left = 0;
        out.first_line = twips(first.left - least_left);
        // Of two rows only one shows its right edge: it must reach the edge of the block.
        if (to - from > 2 || first.block_right - first.right < kSame)
            out.alignment = right - least < kSame && first.block_right - right < kSame ? "justify" : "left";
    } else {
        out.alignment = "center";
    }
    if (!pitches.empty()) {
        std::ranges::sort(pitches);
        const float pitch = pitches[pitches.size() / 2];
        if (pitch > 4 && pitch < 60) {
            out.line_rule = "measured";
            out.line = twips(pitch);
        }
    }
    return out;
}

// What stands between two paragraphs beyond the pitch of their lines.
void PageLooks::spacing(std::vector<ParagraphLook>& looks, const std::vector<std::size_t>& begins) const {
    for (std::size_t k = 1; k < looks.size(); ++k) {
        const Placed& last = rows_[begins[k] - 1];
        const Placed& next = rows_[begins[k]];
        const auto pitch = looks[k].line ? looks[k].line : looks[k - 1].line;
        if (!pitch || last.page != next.page || !wide(last.row) || !wide(next.row)) continue;
        looks[k - 1].after = 0;
        looks[k].before = std::max(0, twips(next.row.bottom - last.row.bottom) - *pitch);
    }
}

PageLook PageLooks::sheet() const {
    PageLook out;
    out.measured = true;
    const auto [width, height] = sizes_.front();
    out.width = twips(width);
    out.height = twips(height);
    out.landscape = out.width > out.height;
    out.numbers = numbers_;
    std::vector<float> lefts, rights;
    float top = height;
    for (const Placed& r : rows_) {
        top = std::min(top, r.row.top);
        if (!wide(r.row)) continue;
        lefts.push_back(r.row.left);
        rights.push_back(r.row.right);
    }
    if (lefts.size() < 6) return out;
    std::ranges::sort(lefts);
    std::ranges::sort(rights);
    out.left = twips(lefts.front());
    out.right = twips(width - rights.back());
    out.top = twips(top);
    return out;
}

std::optional<Presentation> PageLooks::finish() {
    if (rows_.empty() || sizes_.empty()) return std::nullopt;
    Presentation out;
    std::vector<std::size_t> begins;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        if (rows_[i].first || begins.empty()) begins.push_back(i);
    }
    for (std::size_t k = 0; k < begins.size(); ++k)
        out.paragraphs.push_back(paragraph(begins[k], k + 1 < begins.size() ? begins[k + 1] : rows_.size()));
    spacing(out.paragraphs, begins);
    out.sections.push_back(sheet());
    out.sections.front().paragraphs = static_cast<int>(out.paragraphs.size());
    return out;
}

}  // namespace sauro::docread
