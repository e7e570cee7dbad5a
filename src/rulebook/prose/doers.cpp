// D8: groups that leave open who is to do a task.
#include <algorithm>

#include "rulebook/check/analysers.hpp"
#include "rulebook/prose/citations.hpp"

namespace sauro::rulebook {
namespace {

bool begins(std::string_view text, std::string_view word) {
    return text.starts_with(word) && (text.size() == word.size() || !word_byte(text[word.size()]));
}

// "các cơ quan, đơn vị có liên quan", "cấp ủy, chính quyền từ xã đến thôn": nouns for any body in a row, each with
// words that tell of which kind ("chuyên môn") or where ("trên địa bàn") but not which one.
struct Group {
    Span span;
    std::size_t heads = 0;
    bool plural = false;  // a word for many stands before one of them
    bool loose = false;   // one of them is a name for a crowd: "ngành", "đoàn thể"
    bool kind = false, place = false;
    bool open = false;  // "liên quan", "chức năng": the word that leaves it open
    bool any = true;    // none of them is a person
};

// What stands behind a group, as far as a sentence that people write goes: a text of nothing but groups is read once,
// not once for each of them.
Span behind(std::size_t at, Span clause) {
    constexpr std::size_t reach = 2000;
    return {at, std::min(clause.end, at + reach)};
}

class GroupReader {
  public:
    GroupReader(const Norm& norm, const Prose& prose, Span clause) : norm_(norm), prose_(prose), clause_(clause) {}

    std::optional<Group> at(Span head) const {
        Group out;
        out.span = head;
        if (const auto many = before(head.start)) {
            out.span.start = *many;
            out.plural = true;
        }
        take(out, head);
        for (std::size_t next = joint(out.span.end); next != out.span.end; next = joint(out.span.end)) {
            const auto many = word_at("plurals", next);
            const std::size_t from = many ? blanks(many->end) : next;
            const auto other = word_at("group_heads", from);
            const auto company = other ? std::nullopt : word_at("group_companions", from);
            if (!other && !company) break;
            out.plural = out.plural || many;
            if (other)
                take(out, *other);
            else
                out.span.end = company->end, qualifiers(out);
        }
        return out;
    }

    // Which ones they are is said: "thuộc Sở", "nêu trên", "(Công an phường, …)", a name beside.
    bool named(const Group& group) const {
        const std::size_t next = blanks(group.span.end);
        if (next < clause_.end && (prose_.text()[next] == '(' || prose_.text()[next] == ':')) return true;
        const Span rest = behind(group.span.end, clause_);
        if (prose_.starts_with_any(list_of(norm_, "names_follow"), rest)) return true;
        // "… triển khai theo phân công tại mục III": where the names stand is said.
        if (!group.open && prose_.find_any(list_of(norm_, "names_elsewhere"), rest)) return true;
        // "Các đoàn thể ở tổ (Phụ nữ, Cựu chiến binh)"
        const auto text = prose_.lower(rest);
        const auto stop = text.find_first_of(",;:.(");
        constexpr std::size_t few = 3;
        if (stop != std::string_view::npos && text[stop] == '(' && count_words(text.substr(0, stop)) <= few)
            return true;
        if (!group.open && word_at("group_known_by", next)) return true;
        const std::size_t beside = joint(group.span.end);
        return !group.open && (capital(next) || (beside != group.span.end && capital(beside)));
    }

  private:
    std::optional<Span> word_at(const char* list, std::size_t at) const {
        constexpr std::size_t longest = 60;
        const auto found = prose_.find_any(list_of(norm_, list), {at, std::min(clause_.end, at + longest)});
        return found && found->start == at ? found : std::nullopt;
    }
    std::size_t blanks(std::size_t at) const {
        while (at < clause_.end && prose_.lower({at, at + 1}) == " ") ++at;
        return at;
    }
    bool capital(std::size_t at) const {
        constexpr std::size_t letter = 4;
        const Span word{at, std::min(clause_.end, at + letter)};
        if (word.empty() || !word_byte(prose_.text()[at])) return false;
        const auto written = prose_.of(word), lower = prose_.lower(word);
        return written.substr(0, 1) != lower.substr(0, 1) || written.substr(0, 3) != lower.substr(0, 3);
    }
    std::optional<std::size_t> before(std::size_t at) const {
        std::optional<std::size_t> out;
        for (const auto& word : list_of(norm_, "plurals")) {
            const std::size_t size = word.size() + 1;
            if (at < clause_.start + size) continue;
            const auto text = prose_.lower({at - size, at});
            const bool whole = at == clause_.start + size || !word_byte(prose_.text()[at - size - 1]);
            if (whole && text.starts_with(word) && text.back() == ' ') out = std::min(out.value_or(at), at - size);
        }
        return out;
    }
    // Behind ", ", " và ", ", và ", " cùng với ": where the next noun may stand; `at` itself without one.
    std::size_t joint(std::size_t at) const {
        static constexpr std::string_view words[] = {"và", "cùng với", "cùng", "với", "hoặc", "hay"};
        std::size_t next = blanks(at);
        bool any = false;
        if (next < clause_.end && prose_.text()[next] == ',') {
            next = blanks(next + 1);
            any = true;
        }
        const auto rest = prose_.lower({next, clause_.end});
        for (const auto word : words) {
            if (!begins(rest, word)) continue;
            next = blanks(next + word.size());
            any = true;
            break;
        }
        return any ? next : at;
    }
    void qualifiers(Group& group) const {
        for (;;) {
            const std::size_t next = blanks(group.span.end);
            if (capital(next)) return;  // "Phòng Kinh tế"
            auto word = word_at("group_marks", next);
            if (word)
                group.open = true;
            else if ((word = word_at("group_kinds", next)))
                group.kind = true;
            else if ((word = word_at("group_places", next)))
                group.place = true;
            else
                return;
            group.span.end = word->end;
        }
    }
    void take(Group& group, Span head) const {
        ++group.heads;
        const auto word = prose_.lower(head);
        group.loose = group.loose || list_of(norm_, "loose_heads").contains(word);
        group.any = group.any && !list_of(norm_, "group_people").contains(word);
        group.span.end = head.end;
        qualifiers(group);
        // "trực thuộc theo chức năng": the word that leaves it open may stand one or two words on.
        if (group.open || !group.plural) return;
        const auto rest = prose_.lower(behind(group.span.end, clause_));
        const std::size_t end = group.span.end + std::min(rest.find_first_of(",;:.("), rest.size());
        const auto mark = prose_.find_any(list_of(norm_, "group_marks"), {group.span.end, end});
        constexpr std::size_t few = 2;
        if (!mark || count_words(prose_.of({group.span.end, mark->start})) > few) return;
        group.open = true;
        group.span.end = mark->end;
    }

    const Norm& norm_;
    const Prose& prose_;
    Span clause_;
};

// Whether the nouns alone leave open who is meant.
bool vague(const Norm& norm, const Prose& prose, const Group& group) {
    if (group.open) return true;
    if (!group.any) return false;
    // "các sở, ban, ngành": all of one kind under the issuer.
    if (const auto one_kind = prose.find_any(list_of(norm, "classes"), group.span);
        one_kind && one_kind->start == group.span.start && one_kind->end == group.span.end)
        return false;
    if (group.heads > 1) return group.loose || group.place || (group.plural && group.kind);
    if (list_of(norm, "group_alone").contains(prose.lower(group.span))) return true;
    return (group.plural && (group.kind || group.place || group.loose)) || (group.loose && group.place);
}

// "Giao …", "đề nghị …" stand before the group; "bàn giao cho lực lượng có thẩm quyền" gives a thing, not a task.
bool ordered(const Norm& norm, std::string_view before) {
    static constexpr std::string_view handed[] = {"bàn giao", "bàn giao cho", "chuyển giao cho"};
    if (std::ranges::any_of(handed, [&](std::string_view one) { return before.ends_with(one); })) return false;
    return std::ranges::any_of(list_of(norm, "orders"), [&](const auto& order) {
        return before.ends_with(order) &&
               (before.size() == order.size() || !word_byte(before[before.size() - order.size() - 1]));
    });
}

// "Kết luận số 221-KL/TW … yêu cầu các địa phương sắp xếp …": another text orders it, this one tells of it.
bool orders_of_another(const Prose& prose, Span clause, std::size_t first, std::size_t group) {
    static const Phrases texts = {"kết luận số",   "công văn số",  "chỉ thị số",  "kế hoạch số", "nghị quyết số",
                                  "quyết định số", "thông báo số", "quy định số", "hướng dẫn số"};
    return prose.starts_with_any(texts, {first, clause.end}) && !citations_in(prose, {first, group}).empty();
}

// "Trong quá trình thực hiện, nếu có vướng mắc, đề nghị các địa phương phản ánh …" ends a letter.
bool closing_formula(const Prose& prose, Span clause) {
    static const Phrases cases = {"nếu có", "nếu gặp", "nếu phát sinh", "nếu còn"},
                         trouble = {"khó khăn", "vướng mắc", "phát sinh"};
    static const Phrases begins = {"có khó khăn",      "có vướng mắc",      "gặp khó khăn",   "gặp vướng mắc",
                                   "khi có vướng mắc", "khi gặp vướng mắc", "khi có khó khăn"};
    constexpr std::size_t opening = 90, near = 24;  // bytes
    if (prose.starts_with_any(begins, clause)) return true;
    const Span front{clause.start, std::min(clause.end, clause.start + opening)};
    return std::ranges::any_of(prose.all(cases, front), [&](const Span& one) {
        return prose.find_any(trouble, {one.start, std::min(clause.end, one.end + near)}).has_value();
    });
}

// "Đề nghị cấp có thẩm quyền bỏ thủ tục …": what is put to whoever may decide is the writer's own deed.
bool put_to_deciders(const Prose& prose, std::string_view before, Span group) {
    static const Phrases deciders = {"cấp có thẩm quyền", "cơ quan có thẩm quyền", "các cấp có thẩm quyền",
                                     "các cơ quan có thẩm quyền"};
    static constexpr std::string_view puts[] = {"đề nghị", "kiến nghị", "đề xuất", "tham mưu"};
    return deciders.contains(prose.lower(group)) &&
           std::ranges::any_of(puts, [&](std::string_view one) { return before.ends_with(one); });
}

}  // namespace

std::vector<NamedGroup> groups_in(const Norm& norm, const Draft& draft, Span clause) {
    const Prose& prose = draft.prose;
    const std::size_t first = prose.first_word(clause);
    const GroupReader reader(norm, prose, clause);
    static const Phrases lead = {"lãnh đạo"};
    std::vector<NamedGroup> out;
    std::size_t read = clause.start;
    if (only_recounts(norm, draft, clause)) return out;
    const bool closing = closing_formula(prose, clause);
    for (const Span& head : prose.all(list_of(norm, "group_heads"), clause)) {
        if (head.start < read) continue;
        const auto found = reader.at(head);
        const Span group = found->span;
        read = group.end;
        const bool told_only = closing || orders_of_another(prose, clause, first, group.start);
        // It is to do the work when it opens the clause, or stands behind a colon or an order, behind the words that
        // open the sentence ("Sau bão, các …"), or as the doer of a passive ("Kết quả được các … dán").
        bool doer = group.start == first;
        if (!doer) {
            std::size_t end = group.start;
            while (end > clause.start && prose.lower({end - 1, end}) == " ") --end;
            const auto before = prose.lower({clause.start, end});
            // "mời đủ lãnh đạo Đảng, chính quyền, đoàn thể": those who lead them are spoken of.
            constexpr std::size_t near = 60;
            const auto led = prose.all(lead, {std::max(clause.start, end - std::min(end, near)), end});
            const bool of_leaders =
                !led.empty() && std::ranges::any_of(list_of(norm, "leaders_told"), [&](const auto& word) {
                    const auto until = text::trim(prose.lower({clause.start, led.back().start}));
                    return until.ends_with(word) &&
                           (until.size() == word.size() || !word_byte(until[until.size() - word.size() - 1]));
                });
            const bool opening = before.ends_with(',') && prose.starts_with_any(list_of(norm, "openings"), clause) &&
                                 !named_body(norm, draft, {first, end});
            const bool passive = (before.ends_with(" được") || before.ends_with(" bởi")) && found->plural &&
                                 found->open && !prose.starts_with_any(list_of(norm, "openings"), clause) &&
                                 !prose.find_any(list_of(norm, "past"), {first, end});
            doer = before.ends_with(':') || (!of_leaders && !told_only && !put_to_deciders(prose, before, group) &&
                                             (opening || passive || ordered(norm, before)));
        }
        const Span rest = behind(group.end, clause);
        const std::size_t words = count_words(prose.of(rest));
        // "…; các tổ chức chính trị - xã hội phối hợp": they stand beside the one who leads. "Nơi có điều kiện thì …"
        // tells a case, and so does "Cán bộ có việc chậm từ 30 ngày thì …", a group alone is a heading.
        const bool of_case = prose.starts_with("thì", rest) || (!found->any && prose.find("thì", rest));
        const bool beside =
            (prose.starts_with("phối hợp", rest) && words == 2) || of_case || (words == 0 && group.start == first);
        using Place = NamedGroup::Place;
        const bool loose = found->any && (found->plural || found->kind || found->place || found->heads > 1);
        const Place place = !doer || beside || prose.starts_with_any(list_of(norm, "past"), rest) ? Place::elsewhere
                            : reader.named(*found)                                                ? Place::named
                            : vague(norm, prose, *found)                                          ? Place::vague
                            : loose                                                               ? Place::loose
                                                                                                  : Place::elsewhere;
        out.push_back({group, place});
    }
    return out;
}

std::optional<Span> vague_doer_cell(const Norm& norm, const Draft& draft, Span row, std::string_view doer) {
    const Prose& prose = draft.prose;
    const std::string_view text = prose.text();
    const std::string wanted = text::canonical(text::collapse_space(doer));
    for (std::size_t at = row.start; at < row.end;) {
        std::size_t stop = at;
        while (stop < row.end && text[stop] != '|' && text[stop] != '\t') ++stop;
        const Span cell = prose.trimmed({at, stop});
        const bool whole_row = at == row.start && stop == row.end;
        at = stop + 1;
        if (whole_row || cell.empty() || text::canonical(prose.of(cell)) != wanted) continue;
        const GroupReader reader(norm, prose, cell);
        for (const Span& head : prose.all(list_of(norm, "group_heads"), cell)) {
            const auto found = reader.at(head);
            if (found->span.start > prose.first_word(cell) || found->span.end < cell.end) break;
            return !reader.named(*found) && vague(norm, prose, *found) ? std::optional(cell) : std::nullopt;
        }
    }
    return std::nullopt;
}

std::optional<Span> vague_group(const Norm& norm, const Draft& draft, Span clause) {
    const auto groups = groups_in(norm, draft, clause);
    const auto found = std::ranges::find(groups, NamedGroup::Place::vague, &NamedGroup::place);
    return found == groups.end() ? std::nullopt : std::optional(found->span);
}

}  // namespace sauro::rulebook
