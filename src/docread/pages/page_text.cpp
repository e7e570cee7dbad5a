#include "docread/pages/page_text.hpp"

#include <algorithm>
#include <map>
#include <span>

#include "docread/pages/page_looks.hpp"
#include "docread/pages/page_rows.hpp"
#include "docread/parts/source.hpp"
#include "text/text.hpp"

namespace sauro::docread {
namespace {

float em_of(const PageRow& row) { return std::max(0.1F, (row.bottom - row.top) * 0.8F); }

// "-", "1.", "2.1.", "a)", "IV.", "Điều 5.": what opens a paragraph of its own.
bool opens_item(std::string_view text) {
    for (const std::string_view sign : {"-", "–", "—", "+", "•", "*", "·", "§"}) {
        if (text.starts_with(sign)) return true;
    }
    const std::string f = text::fold(text.substr(0, 40));
    for (const std::string_view word : {"dieu ", "chuong ", "muc ", "phan ", "kinh gui", "noi nhan", "can cu "}) {
        if (f.starts_with(word) && (word == "kinh gui" || word == "noi nhan" || starts_upper(text))) return true;
    }
    std::size_t at = 0;
    if (!f.empty() && f[0] >= '0' && f[0] <= '9') {
        std::size_t digits = 0;
        while (at < f.size() && ((f[at] >= '0' && f[at] <= '9') || f[at] == '.')) {
            digits = f[at] == '.' ? 0 : digits + 1;
            if (digits > 2) return false;
            ++at;
        }
        if (at == f.size()) return false;
        return f[at - 1] == '.' ? f[at] == ' ' : f[at] == ')' || f.substr(at, 2) == "- ";
    }
    while (at < f.size() && at < 5 && f[at] >= 'a' && f[at] <= 'z') ++at;
    if (at == 0 || at >= f.size() || (f[at] != ')' && f[at] != '.')) return false;
    if (at == 1) return f[at] == ')' || (at + 1 < f.size() && f[at + 1] == ' ');
    return f.substr(0, at).find_first_not_of("ivxlc") == std::string::npos && starts_upper(text);
}

// "3", "- 3 -", "Trang 3/12", away from the left edge: the last line of a paragraph may be a lone number too.
bool is_page_number(const PageRow& row) {
    const std::string f = text::fold(row.text);
    std::string_view core = strip(f, " -–—|[]()_~");
    const bool named = core.starts_with("trang ");
    if (named) core.remove_prefix(6);
    int value[2] = {0, 0};
    std::size_t digits = 0, part = 0;
    for (const char c : core) {
        if (c >= '0' && c <= '9') {
            if (++digits > 4) return false;
            value[part] = value[part] * 10 + (c - '0');
        } else if (c == '/' && part == 0 && digits > 0) {
            part = 1;
            digits = 0;
        } else {
            return false;
        }
    }
    if (digits == 0 || (part == 1 && value[0] > value[1])) return false;
    return named || row.left - row.block_left > 3 * em_of(row) || row.block_right <= row.block_left;
}

std::string repeat_key(char zone, std::string_view text) {
    std::string key(1, zone);
    bool digit = false;
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            if (!digit) key += '#';
            digit = true;
        } else {
            digit = false;
            key += c;
        }
    }
    return key;
}

float median_gap(std::span<const PageRow> rows) {
    std::vector<float> gaps;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        if (rows[i].flows && rows[i - 1].flows && rows[i].top > rows[i - 1].top)
            gaps.push_back(rows[i].top - rows[i - 1].bottom);
    }
    if (gaps.empty()) return 0;
    const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
    std::nth_element(gaps.begin(), middle, gaps.end());
    return *middle;
}

// Does `b` go on with the paragraph of `a`? `normal`: the usual gap between lines; unknown across pages.
bool goes_on(const PageRow& a, const PageRow& b, bool same_page, float normal) {
    if (!a.flows || !b.flows || opens_item(b.text)) return false;
    const float em = em_of(a);
    const bool lower = starts_lower(b.text);
    const bool closed = a.text.ends_with('.') || a.text.ends_with(';') || a.text.ends_with(':');
    if (a.only_if_lower || b.only_if_lower) return lower && !closed;
    if (same_page && b.top - a.bottom > normal + (lower ? 1.2F : 0.6F) * em) return false;
    const float edge = a.centred ? a.block_left + (a.right - a.left) : a.right;
    const bool full = edge + 0.25F * em + b.first_word > a.block_right - 0.5F * em;
    if (!full) return lower && !closed;
    const bool indented = !a.centred && b.left - b.block_left > 0.9F * em && a.left - a.block_left < 0.6F * em;
    if (indented) return lower && !closed;
    // A title in capitals and the sentence under it are two things.
    if (!lower && is_capitals(a.text) != is_capitals(b.text) && a.text.size() < 200 && is_capitals(a.text))
        return false;
    return true;
}

}  // namespace

void PageText::add(const PageWords& page) {
    pages_.push_back(page_rows(page));
    sizes_.emplace_back(page.width, page.height);
    typed_ = typed_ && give_types(page, pages_.back());
    for (const PageRow& row : pages_.back()) bytes_ += row.text.size() + 1;
}

PageText::Result PageText::finish() {
    Result out;
    // Lines that stand at the same edge of many pages belong to the paper, not to the text.
    constexpr std::size_t kDeep = 3;
    std::map<std::string, std::size_t> seen;
    for (const auto& rows : pages_) {
        std::vector<std::string> keys;
        for (std::size_t i = 0; i < std::min(kDeep, rows.size()); ++i) {
            keys.push_back(repeat_key('^', rows[i].text));
            keys.push_back(repeat_key('v', rows[rows.size() - 1 - i].text));
        }
        std::sort(keys.begin(), keys.end());
        keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
        for (std::string& key : keys) ++seen[std::move(key)];
    }
    const std::size_t often = std::max<std::size_t>(3, pages_.size() * 2 / 5);
    std::map<std::string, bool> heads;
    const auto set_aside = [&](char zone, const PageRow& row) {
        if (is_page_number(row)) return true;
        if (row.text.size() > 200) return false;
        const auto at = seen.find(repeat_key(zone, row.text));
        if (at == seen.end() || at->second < often) return false;
        heads.emplace(row.text, true);
        return true;
    };

    const PageRow* last = nullptr;
    PageLooks looks;
    for (std::size_t page = 0; page < pages_.size(); ++page) {
        const auto& rows = pages_[page];
        looks.page(sizes_[page].first, sizes_[page].second);
        std::size_t begin = 0, end = rows.size();
        while (begin < end && begin < kDeep && set_aside('^', rows[begin])) ++begin;
        while (end > begin && rows.size() - end < kDeep && set_aside('v', rows[end - 1])) --end;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if ((i < begin || i >= end) && is_page_number(rows[i])) looks.number(rows[i], i < begin);
        }
        const std::span<const PageRow> body(rows.data() + begin, end - begin);
        const float normal = median_gap(body);
        bool first = true;
        for (const PageRow& row : body) {
            const bool joined = last != nullptr && goes_on(*last, row, !first, normal);
            if (joined) {
                out.text += ' ';
            } else if (last != nullptr) {
                out.text += '\n';
                if (!first && row.top - last->bottom > normal + 1.0F * em_of(row) && row.top > last->top)
                    out.text += '\n';
            }
            looks.row(row, out.text.size(), joined);
            out.text += row.text;
            last = &row;
            first = false;
        }
    }
    if (!out.text.empty()) out.text += '\n';
    for (const auto& [text, ignored] : heads) out.page_heads += text + '\n';
    if (typed_) out.presentation = looks.finish();
    if (out.text.empty()) out.text = out.page_heads;  // the same few lines on every page are no running head
    return out;
}

}  // namespace sauro::docread
