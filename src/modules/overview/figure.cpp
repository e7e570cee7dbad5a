// A figure opened: what it says, in the words of its gauge, and the rows it was counted from.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/number.hpp"
#include "modules/overview/figure_rows.hpp"
#include "modules/overview/service.hpp"

namespace sauro::overview {
namespace {

using base::vi_number;
using rulebook::Finding;
using rulebook::Norm;
using Found = std::vector<const Finding*>;

std::int64_t size_of(const Found& found) { return static_cast<std::int64_t>(found.size()); }

std::string noun(const Norm& norm, const std::string& key, const std::string& otherwise) {
    const auto found = norm.nouns.find(key);
    return found == norm.nouns.end() ? otherwise : found->second;
}

// Each row is judged by itself. A query is no count of rows: what it measured stands as the rows.
bool of_records(const Norm& norm) { return norm.per.front() == "record" || norm.kind == "sql"; }
// Several numbers add up to one.
bool adds_up(const Norm& norm) {
    return norm.kind == "share" || norm.kind == "change_vs_baseline" || norm.kind == "count_cap" ||
           norm.kind == "cardinality";
}

struct Outcome {
    std::string_view outcome, word;
    bool included = true;
};
constexpr Outcome outcomes[] = {{"met", "đạt"},
                                {"waived", "được miễn"},
                                {"breached", "không đạt"},
                                {"cannot_tell", "chưa kết luận được"},
                                {"not_applicable", "không áp dụng", false}};
const Outcome& outcome_of(std::string_view name) {
    return *std::ranges::find(outcomes, name, &Outcome::outcome);  // the judge knows no other
}

std::string capital(std::string text) {
    if (text.starts_with("đ")) return "Đ" + text.substr(std::string_view("đ").size());
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

std::int64_t count_of(const Found& found, std::string_view outcome) {
    return std::ranges::count_if(found, [&](const Finding* one) { return one->outcome == outcome; });
}

// "30 đạt, 4 không đạt"
std::string tally(const Found& found) {
    std::string text;
    for (const auto& one : outcomes) {
        const auto count = count_of(found, one.outcome);
        if (count > 0) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", vi_number(count), one.word);
    }
    return text;
}

// A measure or a limit of one finding as people write it.
std::string shown_number(const Norm& norm, const Finding& one, const std::optional<rulebook::Rational>& value,
                         const Text& text) {
    if (!value || !text) return "";
    if (norm.kind == "deadline") return base::Date::from_days(value->numerator()).vi();
    if (norm.kind == "share" || norm.kind == "change_vs_baseline") return *text;
    const std::string number = value->denominator() == 1 ? vi_number(value->numerator()) : *text;
    const std::string unit = noun(norm, "unit", norm.kind == "sum_limit" ? "phút" : "");
    if (norm.kind == "completeness" && one.subject) return number + " phần";
    return unit.empty() ? number : number + " " + unit;
}

struct Sum {
    std::int64_t count = 0, whole = 0, compared = 0, unbased = 0, unbased_units = 0, declared = 0;
};
Sum sum_of(const Found& found) {
    Sum sum;
    for (const Finding* one : found) {
        const std::int64_t count = one->count.value_or(0);
        sum.count += count;
        sum.whole += one->whole.value_or(0);
        if (one->whole) {
            sum.compared += count;
        } else if (one->outcome != "not_applicable") {
            sum.unbased += count;
            ++sum.unbased_units;
        }
        sum.declared += one->base_declared ? 1 : 0;
    }
    return sum;
}

// Many units or records in one sentence; one finding has its own.
std::string message_of(const Norm& norm, const Found& found, const base::Period& period) {
    if (found.empty()) return "Không có gì được đếm trong kỳ này.";
    const auto same = [&](const Finding* one) { return one->message == found.front()->message; };
    if (std::ranges::all_of(found, same)) return found.front()->message;
    const Sum sum = sum_of(found);
    const std::string units = vi_number(size_of(found)), year = std::to_string(period.first.year()),
                      before = std::to_string(period.first.year() - 1);
    if (norm.kind == "share" && sum.whole > 0)
        return fmt::format("{} đơn vị: {} trên {} {}.", units, vi_number(sum.count), vi_number(sum.whole),
                           noun(norm, "whole", "bản ghi"));
    if (norm.kind == "change_vs_baseline" && (sum.compared > 0 || sum.whole > 0 || sum.unbased > 0)) {
        std::string text = fmt::format("{} đơn vị so được: {} {} trong năm {}, năm {} là {}.",
                                       vi_number(size_of(found) - sum.unbased_units), vi_number(sum.compared),
                                       noun(norm, "counted", "bản ghi"), year, before, vi_number(sum.whole));
        if (sum.declared > 0) text += fmt::format(" {} đơn vị dùng số gốc khai báo.", vi_number(sum.declared));
        if (sum.unbased_units > 0)
            text += fmt::format(" {} đơn vị chưa có số liệu trọn năm {} nên không so, năm {} có {}.",
                                vi_number(sum.unbased_units), before, year, vi_number(sum.unbased));
        return text;
    }
    if (norm.kind == "count_cap" || norm.kind == "cardinality")
        return fmt::format("{} nơi có {} {}: {}.", units, vi_number(sum.count), noun(norm, "counted", "lần"),
                           tally(found));
    return fmt::format("{} trường hợp: {}.", units, tally(found));
}

// What the figure measures, what it may be, and how it stands.
void fill_figure(const Norm& norm, const Found& found, const Request& request, std::int64_t areas, FigureList& out) {
    const Gauge gauge = gauge_of(
        norm, found, {level_of(request.unit.level), request.unit.code, request.period.code, areas, request.as_of});
    out.outcome = gauge.outcome;
    const Sum sum = sum_of(found);
    const bool many_caps = level_of(request.unit.level) == Level::central && norm.id == cap_norm(Level::central);
    if (norm.kind == "share" || norm.kind == "change_vs_baseline" || many_caps) {
        const bool known = gauge.measured.has_value();
        out.measured_text = known ? gauge.measured_text : "";
        if (norm.kind == "share" && known)
            out.measured_text =
                fmt::format("{}/{} ({})", vi_number(sum.count), vi_number(sum.whole), gauge.measured_text);
        out.limit_text = gauge.limit_text;
        out.status = gauge.status;
        out.status_text = gauge.missing.value_or(gauge.status_text);
        if (known && norm.kind == "share") out.measured = fmt::format("{}/{}", sum.count, sum.whole);
        if (known && norm.kind == "change_vs_baseline")
            out.measured = fmt::format("{}/{}", sum.whole - sum.compared, sum.whole);
        if (known && many_caps) out.measured = std::to_string(sum.count);
        if (!found.empty()) out.limit = found.front()->limit;
        return;
    }
    const auto breached = count_of(found, "breached"), unknown = count_of(found, "cannot_tell"),
               outside = count_of(found, "not_applicable");
    out.status = found.empty() || outside == size_of(found) ? "none"
                 : breached > 0                             ? "bad"
                 : unknown > 0                              ? "info"
                                                            : "ok";
    if (found.size() == 1) {
        const Finding& one = *found.front();
        out.measured = one.measured;
        out.limit = one.limit;
        out.measured_text = shown_number(norm, one, one.measured_value, one.measured);
        out.limit_text = shown_number(norm, one, one.limit_value, one.limit);
        out.status_text = capital(std::string(outcome_of(one.outcome).word));
        if (norm.id == cap_norm(level_of(request.unit.level))) {
            out.status = gauge.status;
            out.status_text = gauge.missing.value_or(gauge.status_text);
        }
        return;
    }
    const std::int64_t judged = size_of(found) - outside, good = count_of(found, "met") + count_of(found, "waived");
    if (judged > 0) {
        out.measured = adds_up(norm) ? std::to_string(sum.count) : fmt::format("{}/{}", good, judged);
        out.measured_text =
            adds_up(norm) ? vi_number(sum.count) : fmt::format("{}/{} đạt", vi_number(good), vi_number(judged));
    }
    out.status_text = judged == 0    ? "Không áp dụng"
                      : breached > 0 ? fmt::format("{} không đạt", vi_number(breached))
                      : unknown > 0  ? fmt::format("{} chưa kết luận được", vi_number(unknown))
                                     : "Đạt";
}

std::string role_text(const Norm& norm, std::string_view role, const base::Period& period) {
    const std::string year = std::to_string(period.first.year()), before = std::to_string(period.first.year() - 1);
    const bool change = norm.kind == "change_vs_baseline";
    if (role == "part") return capital(noun(norm, "part", "phần được tính"));
    if (role == "counted") return change ? "Năm " + year : norm.kind == "share" ? "Còn lại" : "Được tính";
    if (role == "undetermined" || role == "unknown") return capital(noun(norm, "unknown", "thiếu dữ kiện"));
    if (role == "waived") return "Có quyết định hợp lệ";
    if (role == "unbased") return fmt::format("Năm {}, chưa có gốc để so", year);
    if (role == "baseline") return fmt::format("Năm gốc {}", before);
    if (role == "base_unused") return fmt::format("Năm {}, không dùng làm gốc", before);
    if (role == "out_of_force") return "Ngoài thời gian áp dụng";
    return "Không tính";  // excluded
}

// Roles of single records are their verdicts; the others are those of the count.
void fill_parts(const Norm& norm, const Found& found, const rulebook::Figure& rows, FigureList& out) {
    if (of_records(norm)) {
        for (const auto& one : outcomes) {
            const auto count = count_of(found, one.outcome);
            if (count > 0)
                out.parts.push_back({std::string(one.outcome), capital(std::string(one.word)), one.included, count});
        }
        out.total = size_of(found) - count_of(found, "not_applicable");
        return;
    }
    static constexpr std::string_view order[] = {"part",     "counted",  "undetermined", "waived",      "unbased",
                                                 "baseline", "excluded", "unknown",      "base_unused", "out_of_force"};
    for (std::size_t i = 0; i < std::size(order); ++i) {
        const auto count = rows.roles.find(std::string(order[i]));
        if (count == rows.roles.end()) continue;
        out.parts.push_back({count->first, role_text(norm, order[i], rows.period), i < 5, count->second});
    }
    out.total = rows.total;
}

// Verdict of a record, or of the group a row belongs to, in the row.
void judge_rows(const Norm& norm, const Found& found, const rulebook::Figure& rows, FigureList& out) {
    std::map<std::string_view, const Finding*> by_subject;
    for (const Finding* one : found)
        if (one->subject) by_subject.emplace(*one->subject, one);
    const std::string key = of_records(norm) ? "id" : norm.per.front();
    const auto at = static_cast<std::size_t>(std::ranges::find(rows.columns, key) - rows.columns.begin());
    for (std::size_t i = 0; i < rows.rows.size(); ++i) {
        const auto& row = rows.rows[i];
        auto& line = out.rows[i].as_object();
        const auto* subject = at == rows.columns.size()
                                  ? nullptr
                                  : std::get_if<std::string>(&static_cast<const db::Value::Base&>(row.values[at]));
        const auto verdict = subject ? by_subject.find(*subject) : by_subject.end();
        const Finding* one = verdict == by_subject.end() ? nullptr : verdict->second;
        if (of_records(norm) && one != nullptr) {
            const Outcome& outcome = outcome_of(one->outcome);
            line["included"] = outcome.included;
            line["role"] = one->outcome;
            line["role_text"] = capital(std::string(outcome.word));
            if (!outcome.included) line["why_excluded"] = one->message;
        } else {
            line["included"] = row.included;
            line["role"] = row.role;
            line["role_text"] = role_text(norm, row.role, rows.period);
            if (!row.why_excluded.empty()) line["why_excluded"] = row.why_excluded;
        }
        if (one != nullptr && one->outcome == "breached") line["why"] = one->message;
        if (one != nullptr && one->outcome == "cannot_tell") line["why"] = one->missing.value_or(one->message);
    }
}

// What was judged without a row of its own: units of whom one is missing, and what a query measured.
Status add_rowless(db::Snapshot& snapshot, const Norm& norm, const Found& found, FigureList& out) {
    std::map<std::string, std::string> names;
    for (const Finding* one : found) {
        if (!one->unit || (one->subject && norm.kind != "sql")) continue;
        auto [name, fresh] = names.try_emplace(*one->unit, *one->unit);
        if (fresh) {
            TRY(const auto known, snapshot.one("SELECT name FROM fact_units WHERE unit = ?", {*one->unit},
                                               [](const db::Row& row) { return row.str(0); }));
            if (known) name->second = *known;
        }
        const Outcome& outcome = outcome_of(one->outcome);
        boost::json::object line{{"id", one->subject.value_or("unit:" + *one->unit)},
                                 {"included", outcome.included},
                                 {"role", one->outcome},
                                 {"role_text", capital(std::string(outcome.word))},
                                 {outcome.included ? "why" : "why_excluded", one->message},
                                 {"unit", name->second}};
        out.rows.emplace_back(std::move(line));
    }
    if (out.columns.empty() && !out.rows.empty()) out.columns.push_back({"unit", "Đơn vị", "text"});
    return {};
}

std::string period_words(const rulebook::Figure& rows, base::Date as_of) {
    if (rows.standing) return "đang có đến " + as_of.vi();
    std::string text = rows.period.vi();
    if (text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
    if (as_of < rows.period.first) return text + ", chưa bắt đầu";
    return as_of < rows.period.last ? fmt::format("{}, tính đến {}", text, as_of.vi()) : text;
}

Result<std::string> area_name(db::Snapshot& snapshot, const std::string& area) {
    TRY(const auto name, snapshot.one("SELECT full_name FROM fact_areas WHERE area = ?", {area},
                                      [](const db::Row& row) { return row.str(0); }));
    return name.value_or("");
}

}  // namespace

Result<FigureList> build_figure(const rulebook::Rulebook& book, db::Snapshot& snapshot, const Request& request,
                                const FigureAsk& ask) {
    const Norm* norm = book.find(ask.norm);
    if (norm == nullptr) return refuse_norm(ask.norm);
    TRY(const auto path, path_for(snapshot, *norm, request.unit));
    const bool own_area = std::ranges::find(norm->per, "area") != norm->per.end() && request.unit.level != "central";
    TRY(auto findings,
        rulebook::evaluate(book, snapshot, {request.period, request.as_of, path, norm->id, false, false}));
    if (own_area) {
        std::erase_if(findings, [&](const Finding& finding) { return finding.area != request.unit.area; });
    } else if (ask.own) {
        std::erase_if(findings, [&](const Finding& finding) { return finding.unit != request.unit.code; });
    }
    Found found;
    rulebook::FigureRequest figure;
    for (const auto& finding : findings) {
        found.push_back(&finding);
        if (norm->kind != "change_vs_baseline" || !finding.unit) continue;
        if (!finding.whole) figure.unbased.insert(*finding.unit);
        if (finding.base_declared) figure.declared.insert(*finding.unit);
    }
    figure.norm = norm->id;
    figure.period = request.period;
    figure.as_of = request.as_of;
    figure.after = ask.cursor;
    figure.limit = ask.limit;
    if (own_area) {
        figure.area = request.unit.area;
    } else if (ask.own) {
        figure.unit = request.unit.code;
    } else {
        figure.unit_path = path;
    }
    TRY(const auto rows, rulebook::figure_rows(book, snapshot, figure));

    FigureList out;
    out.norm = {norm->id, norm->statement, norm->clause, norm->source};
    out.period = rows.period.code;
    out.unit = request.unit.code;
    out.period_text = period_words(rows, request.as_of);
    out.unit_name = request.unit.name;
    if (own_area) {
        TRY(const auto name, area_name(snapshot, request.unit.area));
        if (!name.empty()) out.unit_name = name;
    }
    std::int64_t areas = 0;
    if (request.unit.level == "central") {
        TRY(areas, provinces_below(snapshot, request.unit.path));
    }
    fill_figure(*norm, found, request, areas, out);
    out.message = message_of(*norm, found, rows.period);
    fill_parts(*norm, found, rows, out);
    out.next = rows.next;
    TRYV(show_rows(snapshot, rows, out));
    judge_rows(*norm, found, rows, out);
    if (of_records(*norm) && !rows.next) TRYV(add_rowless(snapshot, *norm, found, out));
    return out;
}

}  // namespace sauro::overview
