#include "modules/rules/tighten.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/id.hpp"

namespace sauro::rules {
namespace {

std::unexpected<Error> wrong(const std::string& field, const std::string& code, const std::string& message) {
    Error error{ErrorKind::invalid, code, message, {}, {}, {}, {}};
    error.fields.push_back({"/" + field, code, message});
    return fail(std::move(error));
}

Status check_citation(const Change& change) {
    const auto blank = [](const std::string& text) { return text.find_first_not_of(" \t\n") == std::string::npos; };
    if (blank(change.symbol))
        return wrong("symbol", "rule.no_document",
                     "Chưa có số, ký hiệu văn bản của đơn vị. Quy định riêng phải dẫn văn bản.");
    if (blank(change.issuer)) return wrong("issuer", "rule.no_issuer", "Chưa có cơ quan ban hành văn bản.");
    if (blank(change.clause))
        return wrong("clause", "rule.no_clause", "Chưa nêu điều khoản của văn bản, ví dụ “khoản 2, Điều 3”.");
    if (change.starts_on < change.issued_on) {
        return wrong("from", "rule.before_document",
                     fmt::format("Ngày hiệu lực {} trước ngày ban hành {} của {}. Nhập lại ngày.",
                                 change.starts_on.vi(), change.issued_on.vi(), change.symbol));
    }
    return {};
}

// The newest thing the unit said about the same norm and target must not begin later.
Status check_order(const std::vector<Change>& all, const Change& change) {
    for (const auto& one : all) {
        if (one.unit_id != change.unit_id || one.norm != change.norm || one.parameter != change.parameter ||
            one.exception != change.exception || one.starts_on <= change.starts_on)
            continue;
        return wrong("from", "rule.order",
                     fmt::format("Đã ghi {} có hiệu lực từ {}, muộn hơn {}. Các lần thay đổi phải theo thứ tự ngày.",
                                 one.symbol, one.starts_on.vi(), change.starts_on.vi()));
    }
    return {};
}

Change change_of(const api::Ctx& ctx) {
    Change out;
    out.id = base::uuid7();
    out.unit_id = ctx.unit.id;
    out.unit_code = ctx.unit.code;
    out.unit_name = ctx.unit.name;
    out.unit_path = ctx.unit.path;
    out.actor = ctx.who.account_id;
    out.actor_name = ctx.who.name;
    out.at = ctx.now;
    return out;
}

Prepared prepared_of(const rulebook::Rulebook& book, Kept all, const Change& change) {
    all.changes.push_back(change);
    return {change, localised(book, all).book};
}

}  // namespace

Result<Prepared> prepare_tightening(const rulebook::Rulebook& book, db::Snapshot& snapshot, const api::Ctx& ctx,
                                    const Tightening& wanted) {
    Change change = change_of(ctx);
    change.action = "tighten";
    change.norm = wanted.norm;
    change.parameter = wanted.parameter.value_or("");
    change.exception = wanted.exception.value_or("");
    change.starts_on = wanted.from;
    change.symbol = wanted.symbol;
    change.issued_on = wanted.issued_on;
    change.issuer = wanted.issuer;
    change.clause = wanted.clause;
    if (change.parameter.empty() == change.exception.empty()) {
        return wrong("parameter", "rule.target",
                     "Chọn một mức để siết hoặc một trường hợp miễn để bỏ; mỗi lần một thay đổi.");
    }
    TRYV(check_citation(change));
    const auto* norm = book.find(change.norm);
    if (norm == nullptr)
        return fail(ErrorKind::not_found, "norm.unknown", fmt::format("Không có quy tắc “{}”.", change.norm));
    if (!change.parameter.empty()) {
        const auto* parameter = norm->parameter(change.parameter);
        if (parameter == nullptr)
            return wrong("parameter", "rule.target",
                         fmt::format("Quy tắc {} không có mức “{}”.", change.norm, change.parameter));
        auto value = rulebook::local_value(*parameter, wanted.value.value_or(""), change.starts_on, change.clause);
        if (!value) return wrong("value", "rule.value", value.error().message);
        change.value = value->text;
    }
    TRY(auto all, store::all(snapshot));
    TRYV(check_order(all.changes, change));
    TRY(const auto overlay, overlay_of(book, {change, std::nullopt, ""}));
    const auto standing = localised(book, all);  // what the database says now, not what this process saw
    if (auto joins = rulebook::may_join(standing.book, overlay); !joins) {
        Error error = std::move(joins).error();
        error.fields.push_back({change.parameter.empty() ? "/exception" : "/value", error.code, error.message});
        return fail(std::move(error));
    }
    return prepared_of(book, std::move(all), change);
}

Result<Prepared> prepare_ending(const rulebook::Rulebook& book, db::Snapshot& snapshot, const api::Ctx& ctx,
                                const Ending& wanted) {
    TRY(auto all, store::all(snapshot));
    const auto found = std::ranges::find_if(all.changes, [&](const Change& one) {
        return one.id == wanted.id && one.unit_id == ctx.unit.id && one.action == "tighten";
    });
    if (found == all.changes.end()) {
        return fail(ErrorKind::not_found, "rule.unknown",
                    "Không có quy định riêng này của đơn vị. Tải lại trang để xem danh sách mới.",
                    "No such local rule of this unit.");
    }
    for (const auto& rule : rules_of(all.changes)) {
        if (rule.change.id == wanted.id && rule.until) {
            return fail(ErrorKind::conflict, "rule.over",
                        fmt::format("Quy định riêng này đã được {} chấm dứt hoặc thay thế từ {}.", rule.ended_by,
                                    rule.until->vi()),
                        "Ended or replaced already.");
        }
    }
    Change change = change_of(ctx);
    change.action = "end";
    change.norm = found->norm;
    change.parameter = found->parameter;
    change.exception = found->exception;
    change.starts_on = wanted.on;
    change.symbol = wanted.symbol;
    change.issued_on = wanted.issued_on;
    change.issuer = wanted.issuer;
    change.clause = wanted.clause;
    TRYV(check_citation(change));
    TRYV(check_order(all.changes, change));
    return prepared_of(book, std::move(all), change);
}

Result<PreviewView> preview(const rulebook::Rulebook& book, const Prepared& prepared, db::Snapshot& snapshot,
                            const api::Ctx& ctx) {
    const Change& change = prepared.change;
    const auto& norm = *book.find(change.norm);
    PreviewView out;
    out.value = change.value;
    // The day it is judged on: a change that lies ahead is looked at on its first day.
    const base::Date day = std::max(ctx.today(), change.starts_on);
    if (const auto* parameter = norm.parameter(change.parameter)) {
        const auto overlays = rulebook::overlays_over(book, norm.id, ctx.unit.path);
        const auto holds = rulebook::strictest(norm, *parameter, overlays, ctx.unit.path, change.starts_on);
        if (holds.value != nullptr) {
            out.holds = holds.value->text;
            out.holds_clause = holds.clause;
        }
    }
    rulebook::EvaluateRequest request;
    request.period = base::Period::year(day.year());
    request.as_of = day;
    request.unit_path = ctx.unit.path;
    out.period = request.period.code;
    TRY(const auto difference, rulebook::difference(book, prepared.next, snapshot, request));
    for (const auto& touched : difference.touched) {
        if (touched.norm != change.norm) continue;
        out.appearing = touched.appearing;
        out.vanishing = touched.vanishing;
        out.other = touched.other;
        for (const auto& row : touched.rows)
            out.rows.push_back({row.change, row.before, row.after, row.unit, row.area, row.subject});
    }
    return out;
}

}  // namespace sauro::rules
