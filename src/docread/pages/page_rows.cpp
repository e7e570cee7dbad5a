// One page: words -> rows -> pieces of rows apart by wide gaps -> bands of rows that share a gutter. A band is read
// column by column when it is the head or the foot of a document or running text in columns, and row by row otherwise.
#include "docread/pages/page_rows.hpp"

#include <algorithm>
#include <span>

#include "text/text.hpp"

namespace sauro::docread {
namespace {

constexpr std::size_t kMostWords = 20'000;  // a page of the smallest print has a tenth of that
constexpr std::size_t kMostGaps = 64;       // looked at in one row

struct Segment {
    float left = 0, right = 0, top = 0, bottom = 0, first_word = 0;
    std::size_t words = 0;
    std::string text;
};
struct Row {
    float top = 0, bottom = 0;
    std::vector<Segment> segments;
    float left() const { return segments.front().left; }
    float right() const { return segments.back().right; }
};
struct Gap {
    float from = 0, to = 0;
    float width() const { return to - from; }
};

struct WordRow {
    float top = 0, bottom = 0;
    std::vector<const PageWord*> words;
};

// Rows by overlap of height; a raised note sign belongs to the row it overlaps.
std::vector<WordRow> word_rows(const PageWords& page) {
    std::vector<const PageWord*> words;
    for (const PageWord& w : page.words) {
        if (words.size() == kMostWords) break;
        if (!w.text.empty() && w.right > w.left && w.bottom > w.top) words.push_back(&w);
    }
    // Words of one height keep the order they came in: they lie in one vector.
    std::sort(words.begin(), words.end(), [](const PageWord* a, const PageWord* b) {
        const float x = a->top + a->bottom, y = b->top + b->bottom;
        return x != y ? x < y : a < b;
    });
    std::vector<WordRow> rows;
    for (const PageWord* w : words) {
        WordRow* into = nullptr;
        float most = 0.5F;
        for (std::size_t back = 1; back <= std::min<std::size_t>(4, rows.size()); ++back) {
            WordRow& row = rows[rows.size() - back];
            const float overlap = std::min(row.bottom, w->bottom) - std::max(row.top, w->top);
            const float share = overlap / std::min(row.bottom - row.top, w->bottom - w->top);
            if (share > most) {
                most = share;
                into = &row;
            }
        }
        if (into == nullptr) {
            rows.push_back({w->top, w->bottom, {}});
            into = &rows.back();
        } else if (w->bottom - w->top > into->bottom - into->top) {
            into->top = w->top;
            into->bottom = w->bottom;
        }
        into->words.push_back(w);
    }
    std::sort(rows.begin(), rows.end(),
              [](const WordRow& a, const WordRow& b) { return a.top + a.bottom < b.top + b.bottom; });
    for (WordRow& row : rows) {
        std::sort(row.words.begin(), row.words.end(),
                  [](const PageWord* a, const PageWord* b) { return a->left != b->left ? a->left < b->left : a < b; });
    }
    return rows;
}

float em_of(const WordRow& row) { return (row.bottom - row.top) * 0.8F; }

constexpr float kStrong = 1.6F, kWeak = 0.65F;  // in em

std::vector<Gap> gaps_of(const WordRow& row, float least) {
    std::vector<Gap> out;
    float end = row.words.front()->right;
    for (std::size_t i = 1; i < row.words.size(); ++i) {
        if (row.words[i]->left - end > least && out.size() < kMostGaps) out.push_back({end, row.words[i]->left});
        end = std::max(end, row.words[i]->right);
    }
    return out;
}

std::vector<Row> segmented(const std::vector<WordRow>& from) {
    std::vector<std::vector<Gap>> strong;
    strong.reserve(from.size());
    for (const WordRow& row : from) strong.push_back(gaps_of(row, kStrong * em_of(row)));
    std::vector<Row> out;
    for (std::size_t i = 0; i < from.size(); ++i) {
        const float em = em_of(from[i]);
        // A narrow gap counts where a row close by has a wide one at the same place.
        const auto splits = [&](float end, float begin) {
            if (begin - end > kStrong * em) return true;
            if (begin - end < kWeak * em) return false;
            for (std::size_t j = i >= 3 ? i - 3 : 0; j < std::min(from.size(), i + 4); ++j) {
                for (const Gap& g : strong[j]) {
                    if (std::min(g.to, begin) - std::max(g.from, end) > 0.4F * em) return true;
                }
            }
            return false;
        };
        Row row{from[i].top, from[i].bottom, {}};
        for (const PageWord* w : from[i].words) {
            if (row.segments.empty() || splits(row.segments.back().right, w->left)) {
                row.segments.push_back({w->left, w->right, w->top, w->bottom, w->right - w->left, 1, w->text});
                continue;
            }
            Segment& s = row.segments.back();
            // Pieces of one word that were set apart by a change of font touch each other.
            if (w->left - s.right > 0.08F * em) s.text += ' ';
            s.text += w->text;
            s.right = std::max(s.right, w->right);
            s.top = std::min(s.top, w->top);
            s.bottom = std::max(s.bottom, w->bottom);
            ++s.words;
        }
        out.push_back(std::move(row));
    }
    return out;
}

enum class Side { both, left, right, across };

// How a row stands to a gutter; narrows the gutter when it fits.
Side side_of(const Row& row, Gap& gutter, float em) {
    Gap narrowed = gutter;
    bool left = false, right = false;
    for (const Segment& s : row.segments) {
        const float middle = (s.left + s.right) / 2;
        if (middle < (gutter.from + gutter.to) / 2) {
            narrowed.from = std::max(narrowed.from, s.right);
            left = true;
        } else {
            narrowed.to = std::min(narrowed.to, s.left);
            right = true;
        }
    }
    if (narrowed.width() < 0.3F * em) return Side::across;
    gutter = narrowed;
    return left && right ? Side::both : left ? Side::left : Side::right;
}

struct Band {
    std::size_t begin = 0, end = 0, both = 0;
    Gap gutter;
};

class PageReader {
  public:
    explicit PageReader(std::vector<PageRow>& out) : out_(out) {}

    void read(std::span<const Row> rows, int depth, bool foot) {
        if (rows.empty()) return;
        cover_ = false;
        const Gap block = margins(rows);
        for (std::size_t i = 0; i < rows.size();) {
            if (rows[i].segments.size() < 2) {
                plain(rows[i], block, depth, foot);
                ++i;
                continue;
            }
            const Band band = band_at(rows, i);
            const auto part = rows.subspan(band.begin, band.end - band.begin);
            if (depth < 3 && (is_head_or_foot(part, band) || is_prose(part, band))) {
                columns(part, band, depth);
            } else {
                for (const Row& row : part) row.segments.size() < 2 ? plain(row, block, depth, foot) : tabbed(row);
            }
            i = band.end;
        }
    }

  private:
    // Where lines of running text begin and end.
    static Gap margins(std::span<const Row> rows) {
        float left = rows.front().left(), right = rows.front().right();
        for (const Row& r : rows) {
            left = std::min(left, r.left());
            right = std::max(right, r.right());
        }
        std::vector<float> lefts, rights;
        for (const Row& r : rows) {
            if (r.segments.size() != 1 || r.right() - r.left() < (right - left) * 0.5F) continue;
            lefts.push_back(r.left());
            rights.push_back(r.right());
        }
        if (lefts.size() < 3) return {left, right};
        std::sort(lefts.begin(), lefts.end());
        std::sort(rights.begin(), rights.end());
        return {lefts[lefts.size() / 10], rights[rights.size() * 9 / 10]};
    }

    static Band band_at(std::span<const Row> rows, std::size_t first) {
        Band band{first, first + 1, 1, {}};
        const Row& top = rows[first];
        for (std::size_t s = 1; s < top.segments.size(); ++s) {
            const Gap g{top.segments[s - 1].right, top.segments[s].left};
            if (g.width() > band.gutter.width()) band.gutter = g;
        }
        Gap gutter = band.gutter;
        float last_left = top.bottom;
        Gap left_edges = left_of(top, gutter);
        std::size_t single = 0;
        for (std::size_t i = first + 1; i < rows.size(); ++i) {
            const float em = (rows[i].bottom - rows[i].top) * 0.8F;
            Gap next = gutter;
            const Side side = side_of(rows[i], next, em);
            if (side == Side::across || text::fold(rows[i].segments.front().text).starts_with("kinh gui")) break;
            // Under the right-hand column room is left for a hand and a seal; under the left one text begins.
            if (side != Side::right) {
                const Gap edges = left_of(rows[i], next);
                const bool in_line = std::abs(edges.from - left_edges.from) < 0.7F * em ||
                                     std::abs(edges.from + edges.to - left_edges.from - left_edges.to) < 2 * em;
                if (side == Side::left && (rows[i].top - last_left > 1.5F * em || !in_line)) break;
                last_left = rows[i].bottom;
                left_edges = edges;
            }
            single = side == Side::both ? 0 : single + 1;
            if (single > 12) break;
            gutter = next;
            band.gutter = gutter;
            band.end = i + 1;
            if (side == Side::both) ++band.both;
        }
        return band;
    }

    static Gap left_of(const Row& row, Gap gutter) {
        const float middle = (gutter.from + gutter.to) / 2;
        Gap out{row.segments.front().left, row.segments.front().right};
        for (const Segment& s : row.segments) {
            if ((s.left + s.right) / 2 < middle) out.to = s.right;
        }
        return out;
    }

    static bool is_head_or_foot(std::span<const Row> rows, const Band& band) {
        bool number = false, day = false;
        for (const Row& row : rows) {
            for (const Segment& s : row.segments) {
                const std::string f = text::fold(s.text);
                for (const std::string_view word :
                     {"cong hoa xa hoi", "dang cong san viet", "doc lap - tu do", "noi nhan", "doan tncs", "t/m ",
                      "tm. ", "tm ", "kt. ", "k/t ", "tl. ", "t/l ", "tuq. "}) {
                    if (f.starts_with(word)) return true;
                }
                number = number || f.starts_with("so:") || f.starts_with("so ");
                day = day || f.find(", ngay") != std::string::npos;
            }
        }
        return number && day && band.both <= 6;
    }

    static bool is_prose(std::span<const Row> rows, const Band& band) {
        if (band.both < 6) return false;
        std::size_t words = 0, pieces = 0, two = 0;
        for (const Row& row : rows) {
            two += row.segments.size() == 2 ? 1 : 0;
            for (const Segment& s : row.segments) words += s.words, ++pieces;
        }
        return two * 5 >= band.both * 4 && words >= pieces * 5;
    }

    void columns(std::span<const Row> rows, const Band& band, int depth) {
        const float middle = (band.gutter.from + band.gutter.to) / 2;
        std::vector<Row> left, right;
        bool foot = false;
        for (const Row& row : rows) {
            Row l{row.top, row.bottom, {}}, r{row.top, row.bottom, {}};
            for (const Segment& s : row.segments) ((s.left + s.right) / 2 < middle ? l : r).segments.push_back(s);
            for (const Segment& s : l.segments) foot = foot || text::fold(s.text).starts_with("noi nhan");
            if (!l.segments.empty()) left.push_back(std::move(l));
            if (!r.segments.empty()) right.push_back(std::move(r));
        }
        const bool prose = is_prose(rows, band);
        const int outer = column_;
        if (!prose) column_ = 0;
        read(left, prose ? 0 : depth + 1, foot);
        if (!prose) column_ = 1;
        read(right, prose ? 0 : depth + 1, false);
        column_ = outer;
    }

    void plain(const Row& row, Gap block, int depth, bool foot) {
        const Segment& s = row.segments.front();
        const float em = (row.bottom - row.top) * 0.8F;
        const float before = s.left - block.from, after = block.to - s.right;
        const bool centred = before > 2 * em && after > 2 * em && std::abs(before - after) < 0.25F * (before + after);
        PageRow out;
        out.text = s.text;
        out.left = s.left;
        out.right = s.right;
        out.top = row.top;
        out.bottom = row.bottom;
        out.block_left = block.from;
        out.block_right = block.to;
        out.first_word = s.first_word;
        out.column = column_;
        // In a head only what follows "V/v" may be one sentence over several lines.
        const std::string f = text::fold(s.text.substr(0, 24));
        cover_ = depth != 0 && (cover_ || f.starts_with("v/v") || f.starts_with("ve viec"));
        out.flows = depth == 0 ? !centred : foot || cover_;
        out.centred = cover_;
        out.only_if_lower = depth != 0 && !cover_;
        out_.push_back(std::move(out));
    }

    void tabbed(const Row& row) {
        std::string text;
        for (const Segment& s : row.segments) {
            if (!text.empty()) text += '\t';
            text += s.text;
        }
        PageRow out;
        out.text = std::move(text);
        out.left = row.left();
        out.right = row.right();
        out.top = row.top;
        out.bottom = row.bottom;
        out_.push_back(std::move(out));
    }

    std::vector<PageRow>& out_;
    bool cover_ = false;
    int column_ = -1;
};

}  // namespace

std::vector<PageRow> page_rows(const PageWords& page) {
    std::vector<PageRow> out;
    const std::vector<Row> rows = segmented(word_rows(page));
    PageReader(out).read(rows, 0, false);
    return out;
}

}  // namespace sauro::docread
