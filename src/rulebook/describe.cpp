#include "rulebook/describe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <set>

namespace sauro::rulebook {
namespace {

namespace bj = boost::json;

bj::array strings(const std::vector<std::string>& values) {
    bj::array out;
    for (const auto& value : values) out.emplace_back(value);
    return out;
}

bj::object brief(const Norm& norm) {
    bj::object out;
    out["id"] = norm.id;
    out["row"] = norm.row();
    out["source"] = norm.source;
    out["clause"] = norm.clause;
    out["statement"] = norm.statement;
    out["force"] = norm.force;
    out["executability"] = norm.executability;
    out["kind"] = norm.kind;
    out["machine_checked"] = norm.checked;
    out["planned"] = norm.planned;
    out["cases"] = norm.cases.size();
    out["interpretations"] = strings(norm.interpretations);
    return out;
}

bj::array parameters_json(const Norm& norm) {
    bj::array out;
    for (const auto& parameter : norm.parameters) {
        for (const auto& value : parameter.values) {
            out.push_back(bj::object{{"name", parameter.name},
                                     {"value", value.text},
                                     {"from", value.from.iso()},
                                     {"clause", value.clause},
                                     {"stricter", parameter.stricter},
                                     {"note", parameter.note}});
        }
    }
    return out;
}

const char* checked_word(const Norm& norm) {
    if (norm.checked) return "máy kiểm được";
    return norm.planned ? "máy chưa kiểm ở bản này" : "người xem xét";
}

// Machine-checked share in tenths of a per cent, cut: never more than it is.
std::int64_t tenths(const Coverage& row) { return row.norms == 0 ? 0 : 1000 * row.checked / row.norms; }

const Interpretation* find_interpretation(const Rulebook& book, const std::string& id) {
    for (const auto& one : book.interpretations()) {
        if (one.id == id) return &one;
    }
    return nullptr;
}

}  // namespace

std::string choice_text(const Interpretation& one) {
    const std::string letter = one.decided.empty() ? one.proposed.substr(0, one.proposed.find(' ')) : one.decided;
    const auto found =
        std::ranges::find_if(one.choices, [&](const std::string& choice) { return choice.starts_with(letter + " "); });
    if (found == one.choices.end()) return one.proposed;
    const bool more = one.decided.empty() && one.proposed.size() > letter.size();
    return more ? *found + "," + one.proposed.substr(letter.size()) : *found;
}

std::string counted_by(const Interpretation& one) {
    if (one.decided.empty() || one.proposed.starts_with(one.decided)) return "";
    Interpretation before = one;
    before.decided.clear();
    return choice_text(before);
}

Depth depth_of(const Rulebook& book, std::string_view source) {
    Depth out;
    std::set<std::string> sentences;
    for (const Norm& norm : book.norms()) {
        if (norm.source != source) continue;
        if (norm.executability == "measured_only" && norm.checked) ++out.measured_only;
        if (norm.executability == "measured_only" && !norm.checked) ++out.unmeasured;
        // "KL226.2.1.d3.brief-clear.vague-time" is a part of "KL226.2.1.d3.brief-clear"; "HD05.page.paper" of nothing.
        std::size_t end = norm.id.find('.');
        bool numbered = false;
        while (end != std::string::npos) {
            const std::size_t next = norm.id.find('.', end + 1);
            const std::string step = norm.id.substr(end + 1, next == std::string::npos ? next : next - end - 1);
            end = next;
            const std::string digits = step.starts_with('d') ? step.substr(1) : step;
            if (step != "p" && (digits.empty() || digits.find_first_not_of("0123456789") != std::string::npos)) break;
            numbered = true;
        }
        sentences.insert(numbered ? norm.id.substr(0, end) : norm.id);
    }
    out.sentences = static_cast<std::int64_t>(sentences.size());
    return out;
}

bj::value list_json(const Rulebook& book, base::Date today) {
    bj::array norms;
    const auto due = verification_due(book, today);
    for (const Norm& norm : book.norms()) {
        bj::object one = brief(norm);
        one["verified_on"] = norm.verified_on.iso();
        one["verification_due"] = std::ranges::find(due, &norm) != due.end();
        norms.push_back(std::move(one));
    }
    return bj::object{{"rulebook", book.hash()}, {"norms", std::move(norms)}};
}

bj::value norm_json(const Rulebook& book, const Norm& norm) {
    bj::object out = brief(norm);
    out["remedy"] = norm.remedy;
    out["verified_on"] = norm.verified_on.iso();
    out["fact"] = norm.fact;
    out["where"] = norm.where;
    out["per"] = strings(norm.per);
    out["parameters"] = parameters_json(norm);
    bj::array except;
    for (const auto& e : norm.exceptions) {
        bj::array needs;
        for (const auto& need : e.needs) needs.emplace_back(need.missing);
        except.push_back(bj::object{{"id", e.id},
                                    {"effect", e.effect},
                                    {"when", e.when},
                                    {"clause", e.clause},
                                    {"note", e.note},
                                    {"needs", std::move(needs)}});
    }
    out["except"] = std::move(except);
    bj::array readings;
    for (const auto& id : norm.interpretations) {
        const auto* one = find_interpretation(book, id);
        if (one == nullptr) continue;
        bj::object reading{{"id", one->id},
                           {"question", one->question},
                           {"choice", choice_text(*one)},
                           {"reason", one->reason},
                           {"status", one->status}};
        reading["owner"] = one->owner ? bj::value(*one->owner) : bj::value(nullptr);
        reading["symbol"] = one->symbol;
        reading["counted_by"] = counted_by(*one);
        reading["date"] = one->date ? bj::value(*one->date) : bj::value(nullptr);
        readings.push_back(std::move(reading));
    }
    out["interpretations"] = std::move(readings);
    bj::array cases;
    for (const auto& c : norm.cases) cases.push_back(bj::object{{"name", c.name}, {"expect", c.expect}});
    out["case_list"] = std::move(cases);
    out["file"] = fmt::format("{}:{}", norm.file, norm.line);
    return out;
}

bj::value coverage_json(const Rulebook& book, base::Date today) {
    bj::array sources;
    for (const auto& row : coverage(book)) {
        bj::object executability;
        for (const auto& [word, count] : row.executability) executability[word] = count;
        const Depth depth = depth_of(book, row.source);
        sources.push_back(bj::object{{"source", row.source},
                                     {"norms", row.norms},
                                     {"sentences", depth.sentences},
                                     {"checked_measured_only", depth.measured_only},
                                     {"nothing_measured", depth.unmeasured},
                                     {"machine_checked", row.checked},
                                     {"machine_checked_percent", static_cast<double>(tenths(row)) / 10},
                                     {"planned", row.planned},
                                     {"people_only", row.not_machine},
                                     {"cases", row.cases},
                                     {"executability", std::move(executability)},
                                     {"machine_checked_ids", strings(row.checked_ids)},
                                     {"planned_ids", strings(row.planned_ids)},
                                     {"people_only_ids", strings(row.not_machine_ids)}});
    }
    bj::array by_row;
    for (const auto& row : coverage_by_row(book)) {
        by_row.push_back(bj::object{{"row", row.row}, {"norms", row.norms}, {"machine_checked", row.checked}});
    }
    bj::array due;
    for (const Norm* norm : verification_due(book, today))
        due.push_back(bj::object{{"norm", norm->id}, {"verified_on", norm->verified_on.iso()}});
    return bj::object{{"rulebook", book.hash()},
                      {"sources", std::move(sources)},
                      {"rows", std::move(by_row)},
                      {"verification_due", std::move(due)}};
}

std::string one_line(const Norm& norm) {
    return fmt::format("{:<44} {:<9} {:<18} {}", norm.id, norm.row(), checked_word(norm), norm.statement);
}

std::string norm_text(const Rulebook& book, const Norm& norm) {
    std::string out = fmt::format("{}\n  {}\n  {}\n", norm.id, norm.statement, cite(norm.source, norm.clause));
    out += fmt::format("  {} (mức: {}, hiệu lực: {}), {} ca kiểm\n", checked_word(norm), norm.executability, norm.force,
                       norm.cases.size());
    for (const auto& parameter : norm.parameters) {
        for (const auto& value : parameter.values) {
            out += fmt::format("  tham số {} = {} từ {} ({})\n", parameter.name, value.text, value.from.vi(),
                               value.clause);
        }
    }
    for (const auto& e : norm.exceptions) {
        out += fmt::format("  {} khi {} ({})\n", e.effect == "waive" ? "được miễn" : "không tính",
                           e.when.empty() ? e.note : e.when, e.clause);
    }
    for (const auto& id : norm.interpretations) {
        if (const auto* one = find_interpretation(book, id)) {
            const std::string state =
                one->status == "proposed"
                    ? "đề xuất, chưa có người quyết định"
                    : fmt::format("{} quyết định ngày {}{}", one->owner.value_or(""), one->date.value_or(""),
                                  one->symbol.empty() ? "" : ", " + one->symbol);
            out += fmt::format("  cách hiểu {} ({}): {} Chọn: {}\n", one->id, state, one->question, choice_text(*one));
            if (const auto other = counted_by(*one); !other.empty())
                out += fmt::format("    quy tắc còn tính theo: {}\n", other);
        }
    }
    if (!norm.remedy.empty()) out += fmt::format("  cách xử lý: {}\n", norm.remedy);
    return out;
}

std::string coverage_text(const Rulebook& book) {
    std::string out;
    for (const auto& row : coverage(book)) {
        out += fmt::format(
            "{}: máy kiểm được {} trên {} quy tắc ({},{}%), {} ca kiểm; {} chưa kiểm ở bản này; {} do người xem xét\n",
            row.source, row.checked, row.norms, tenths(row) / 10, tenths(row) % 10, row.cases, row.planned,
            row.not_machine);
        const Depth depth = depth_of(book, row.source);
        out += fmt::format(
            "  {} quy tắc từ {} câu; trong số máy kiểm được, {} chỉ đo, người kết luận; {} đo được nhưng chưa đo gì, "
            "nay do người xem xét\n",
            row.norms, depth.sentences, depth.measured_only, depth.unmeasured);
        const auto list = [&](std::string_view title, const std::vector<std::string>& ids) {
            if (ids.empty()) return;
            out += fmt::format("  {}:\n", title);
            for (const auto& id : ids) out += fmt::format("    {:<44} {}\n", id, book.find(id)->clause);
        };
        list("máy kiểm được", row.checked_ids);
        list("máy chưa kiểm ở bản này", row.planned_ids);
        list("người xem xét", row.not_machine_ids);
    }
    return out;
}

std::string verification_text(const Rulebook& book, base::Date today) {
    std::string out;
    for (const Norm* norm : verification_due(book, today)) {
        out += fmt::format("Cần đối chiếu lại với văn bản gốc: {} (lần trước {}, quá 12 tháng)\n", norm->id,
                           norm->verified_on.vi());
    }
    return out;
}

bj::value difference_json(const Difference& difference) {
    const auto code = [](const std::optional<std::string>& text) {
        return text ? bj::value(*text) : bj::value(nullptr);
    };
    bj::array norms;
    std::int64_t appearing = 0, vanishing = 0, other = 0;
    for (const auto& norm : difference.touched) {
        bj::array rows;
        for (const auto& row : norm.rows) {
            rows.push_back(bj::object{{"change", row.change},
                                      {"unit", code(row.unit)},
                                      {"area", code(row.area)},
                                      {"subject", code(row.subject)},
                                      {"before", row.before},
                                      {"after", row.after}});
        }
        norms.push_back(bj::object{{"norm", norm.norm},
                                   {"change", norm.change},
                                   {"appearing", norm.appearing},
                                   {"vanishing", norm.vanishing},
                                   {"other", norm.other},
                                   {"rows", std::move(rows)}});
        appearing += norm.appearing;
        vanishing += norm.vanishing;
        other += norm.other;
    }
    return bj::object{
        {"before", difference.before},
        {"after", difference.after},
        {"norms", std::move(norms)},
        {"summary",
         bj::object{{"touched", difference.touched.size()},
                    {"unchanged",
                     difference.norms - static_cast<std::int64_t>(std::ranges::count_if(
                                            difference.touched, [](const auto& n) { return n.change != "removed"; }))},
                    {"appearing", appearing},
                    {"vanishing", vanishing},
                    {"other", other}}}};
}

std::string difference_text(const Difference& difference) {
    if (difference.touched.empty())
        return "Hai bộ quy tắc cho cùng kết quả: không quy tắc nào đổi điều kiện hay tham số.\n";
    std::string out;
    for (const auto& norm : difference.touched) {
        const char* change = norm.change == "added" ? "mới" : norm.change == "removed" ? "bỏ" : "đổi";
        out += fmt::format("{} ({}): thêm {} vi phạm, bớt {}, đổi khác {}\n", norm.norm, change, norm.appearing,
                           norm.vanishing, norm.other);
        for (const auto& row : norm.rows) {
            const std::string place = row.subject.value_or(row.unit.value_or(row.area.value_or("")));
            out += fmt::format("    {}: {} → {}\n", place, row.before.empty() ? "chưa xét" : row.before,
                               row.after.empty() ? "không xét nữa" : row.after);
        }
    }
    return out;
}

}  // namespace sauro::rulebook
