#include "rulebook/prose/outline.hpp"

#include <algorithm>
#include <array>

#include "rulebook/prose/citations.hpp"

namespace sauro::rulebook {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

struct Open {
    std::size_t index;
    Depth depth;
    Frame give;  // to what stands below
    bool heading = false, told = false;
};

// "Ủy ban nhân dân phường triển khai Công văn số 4410/UBND-NNMT … như sau:" tells who writes and why, not who does each
// of what follows.
bool by_writer(const Draft& draft, Span body) {
    const auto text = draft.prose.text();
    if (body.start > 0 && (text[body.start - 1] == '/' || text[body.start - 1] == '-')) return true;
    if (!draft.document.issuer) return false;
    const std::string issuer = text::canonical(*draft.document.issuer);
    const auto said = draft.prose.lower(body);
    const auto alike = static_cast<std::size_t>(std::ranges::mismatch(issuer, said).in1 - issuer.begin());
    if (alike == issuer.size()) return true;
    const auto blank = issuer.rfind(' ', alike);
    constexpr std::size_t few = 3;  // words both begin with
    return blank != std::string::npos && count_words(issuer.substr(0, blank)) >= few;
}

// "- Giao Công an phường rà soát quy chế" is a task; "- Giao: Công an phường", "Phân công Phòng Kinh tế" say who does
// what stands above.
bool sets_a_task(const Norm& norm, const Prose& prose, Span label, std::size_t end) {
    if (prose.of(label).find(':') != std::string_view::npos) return false;
    const auto deeds = prose.all(list_of(norm, "task_verbs"), {label.end, end});
    return std::ranges::any_of(deeds, [&](const Span& one) { return prose.of(one) == prose.lower(one); });
}

bool numbers_rows(const Prose& prose, Span cell) {
    static const Phrases running = {"stt", "tt", "số tt"};
    return prose.starts_with_any(running, cell);
}

bool begins_with_any(const Norm& norm, const Prose& prose, const char* list, Span paragraph) {
    return prose.starts_with_any(list_of(norm, list), paragraph);
}

}  // namespace

Depth depth_of(std::string_view text) {
    if (text.starts_with("Phần ") || text.starts_with("Chương ")) return part;
    if (text.starts_with("Mục ")) return roman;
    if (text.starts_with("Điều ")) return number;
    if (!opens_item(text)) return all_capitals(text) ? roman : plain;
    if (text.starts_with('+')) return plus;
    if (digit(text.front())) {
        const std::size_t end = std::min(text.find_first_not_of("0123456789."), text.size());
        const auto label = text.substr(0, end);
        if (end < text.size() && text[end] == ')') return letter;
        const auto dots = std::ranges::count(label.substr(0, label.find_last_not_of('.') + 1), '.');
        return dots > 0 ? second_number : number;
    }
    const auto mark = text.find_first_of(".)-");
    constexpr std::size_t longest_label = 5;
    if (mark == 0 || mark == std::string_view::npos || mark > longest_label) return dash;
    if (text[mark] == ')') return letter;
    return std::string_view("IVXivx").find(text.front()) == std::string_view::npos ? capital : roman;
}

std::optional<Span> label_in_brackets(const Norm& norm, const Prose& prose, Span heading) {
    const auto text = prose.of(heading);
    const auto open = text.rfind('(');
    if (!text.ends_with(')') || open == std::string_view::npos || open == 0) return std::nullopt;
    const auto colon = text.find(':', open);
    const Span inside{heading.start + open + 1, heading.end - 1};
    if (colon == std::string_view::npos || !prose.starts_with_any(list_of(norm, "doer_labels"), inside))
        return std::nullopt;
    return prose.trimmed({heading.start + colon + 1, inside.end});
}

std::vector<Frame> outline(const Norm& norm, const Draft& draft) {
    const Prose& prose = draft.prose;
    const auto& paragraphs = prose.paragraphs();
    std::vector<Frame> out(paragraphs.size());
    std::vector<Open> open;
    const std::size_t title_end = prose.byte(draft.title_end());
    const auto take = [](Frame& into, const Frame& from) {
        into.time = into.time || from.time;
        if (!into.term) into.term = from.term;
        if (!into.doer) into.doer = from.doer;
    };
    for (std::size_t i = 0; i < paragraphs.size(); ++i) {
        const Span paragraph = paragraphs[i];
        if (paragraph.end <= title_end) continue;
        const auto text = prose.of(paragraph);
        constexpr std::size_t heading_words = 45;  // of one that names many bodies
        const bool introduces = text.ends_with(':');
        const bool heading = introduces || (std::string_view(".;,").find(text.back()) == std::string_view::npos &&
                                            count_words(text) <= heading_words);
        Depth depth = depth_of(text);
        if (depth == plain && introduces) depth = letter;  // "Công an xã:" above its dashes
        // "A." stands above "I." in the Party's texts, below it in others.
        const auto stands_above = [&](Depth wanted) {
            return std::ranges::find(open, wanted, &Open::depth) != open.end();
        };
        if (depth == capital && stands_above(roman) && !stands_above(capital)) depth = under_roman;
        while (!open.empty() && open.back().depth >= depth) open.pop_back();
        if (depth != plain && !open.empty() && open.back().heading) out[open.back().index].heads = true;
        const bool opens_all = open.empty();
        for (auto one = open.rbegin(); one != open.rend(); ++one) take(out[i], one->give);

        const auto body = named_body(norm, draft, paragraph);
        Frame own;
        // The day of a document that is named is no term.
        const bool cites = !citations_in(prose, paragraph).empty();
        if (!cites) own.term = term_in(draft, paragraph);
        own.time =
            !cites &&
            (own.term || (prose.find_any(list_of(norm, "term_words"), paragraph) && states_time(draft, paragraph)));
        // "Thời gian: quý III", "Đơn vị chủ trì: Phòng Kinh tế" speak for what stands above and beside them.
        const bool says_time = own.time && begins_with_any(norm, prose, "time_labels", paragraph);
        const bool says_doer = body && begins_with_any(norm, prose, "doer_labels", paragraph) &&
                               !sets_a_task(norm, prose, {prose.first_word(paragraph), body->start}, paragraph.end);
        if ((says_time || says_doer) && !open.empty()) {
            Frame told;
            if (says_time) told.time = true, told.term = own.term;
            if (says_doer) told.doer = std::string(prose.of(*body));
            Open& above = open.back();
            take(above.give, told);
            take(out[above.index], told);
            // Once for each parent, or a text of nothing but such lines would cost its square.
            for (std::size_t k = above.index + 1; !above.told && k < i; ++k) take(out[k], told);
            above.told = true;
        }
        if (depth == plain) continue;
        Open here{i, depth, {}, heading && !introduces, false};
        if (heading) {
            // "Từ ngày 01/02/2026, Chánh Văn phòng trả lại các dự thảo sau:" is a time for what is listed, though no
            // term.
            if (own.time || (introduces && !cites && depth != letter && states_time(draft, paragraph)))
                here.give.time = true, here.give.term = own.term;
            // "IV- QUY ƯỚC TỪ NGÀY 01/02/2026": from that day on.
            static const Phrases since = {"từ ngày"};
            if (!cites && prose.find_any(since, paragraph) && states_time(draft, paragraph)) here.give.time = true;
            // "Các đồng chí phụ trách dự án như sau:": who stands for a thing does so for as long as it lasts.
            static const Phrases standing = {"phụ trách"};
            if (introduces && prose.find_any(standing, paragraph)) here.give.time = true;
            const std::size_t first = prose.first_word(paragraph);
            // "6. Đề nghị Ủy ban Mặt trận Tổ quốc xã" above its items.
            const bool names = body && (body->start == first || begins_with_any(norm, prose, "directives", paragraph));
            // "A. Việc của Văn phòng", "2. Truyền thông (Chủ trì: Phòng Văn hóa - Xã hội)".
            static const Phrases owned = {"việc của", "phần việc của", "những việc của", "nhiệm vụ của",
                                          "trách nhiệm của"};
            const bool owns = body && prose.starts_with_any(owned, paragraph);
            if (const auto label = label_in_brackets(norm, prose, paragraph))
                here.give.doer = std::string(prose.of(*label));
            else if ((names || owns || (introduces && body)) && !(opens_all && introduces && by_writer(draft, *body)))
                here.give.doer = std::string(prose.of(*body));
        }
        open.push_back(std::move(here));
    }
    return out;
}

std::vector<TaskRow> task_rows(const Norm& norm, const Draft& draft) {
    const Prose& prose = draft.prose;
    std::vector<TaskRow> out;
    constexpr std::size_t most_cells = 12;
    bool table = false;
    struct Column {
        bool doer = false, time = false;
    };
    std::array<Column, most_cells> roles{};
    const std::string_view text = prose.text();
    for (std::size_t from = prose.byte(draft.title_end()); from < prose.body_end();) {
        const std::size_t end = std::min(text.find('\n', from), prose.body_end());
        const Span line{from, end};
        from = end + 1;
        std::array<Span, most_cells> cells{};
        std::size_t columns = 0;
        for (std::size_t at = line.start; at <= line.end && columns < most_cells; ++columns) {
            std::size_t stop = at;
            while (stop < line.end && text[stop] != '|' && text[stop] != '\t') ++stop;
            cells[columns] = prose.trimmed({at, stop});
            at = stop + 1;
        }
        if (columns < 3) {
            table = table && columns == 2;
            continue;
        }
        const auto names_column = [&](const Span& cell) {
            return !cell.empty() && (begins_with_any(norm, prose, "task_columns", cell) ||
                                     begins_with_any(norm, prose, "doer_columns", cell) ||
                                     begins_with_any(norm, prose, "time_columns", cell));
        };
        // "TT | Nội dung | Ai làm | Khi nào": short cells, without a number.
        const bool head =
            std::ranges::none_of(cells, [&](const Span& cell) { return count_words(prose.of(cell)) > 8; }) &&
            std::ranges::count_if(cells, names_column) >= 2 &&
            prose.of(line).find_first_of("0123456789") == std::string_view::npos;
        if (head) {
            for (std::size_t i = 0; i < most_cells; ++i) {
                roles[i].doer = !cells[i].empty() && begins_with_any(norm, prose, "doer_columns", cells[i]);
                roles[i].time = !cells[i].empty() && begins_with_any(norm, prose, "time_columns", cells[i]);
            }
            // "Chỉ tiêu | Mức | Đạt ngày" is what is to be reached, not who does what.
            const auto first = std::ranges::find_if(
                cells, [&](const Span& cell) { return !cell.empty() && !numbers_rows(prose, cell); });
            table = std::ranges::any_of(roles, &Column::doer) || first == cells.end() ||
                    !begins_with_any(norm, prose, "target_columns", *first);
            continue;
        }
        if (!table) continue;
        TaskRow row;
        row.span = prose.trimmed(line);
        const bool doers = std::ranges::any_of(roles, &Column::doer);
        for (std::size_t i = 0; i < columns; ++i) {
            const Span cell = cells[i];
            if (cell.empty()) continue;
            const auto body = named_body(norm, draft, cell);
            const bool is_body = doers ? roles[i].doer : body && body->start == cell.start;
            constexpr std::size_t few = 3;
            if (roles[i].time)
                row.time = cell;
            else if (row.work.empty() && !is_body && count_words(prose.of(cell)) >= few)
                row.work = cell;
            else if (is_body && !row.doer)
                row.doer = std::string(prose.of(cell));
        }
        if (!row.work.empty()) out.push_back(std::move(row));
    }
    return out;
}

}  // namespace sauro::rulebook
