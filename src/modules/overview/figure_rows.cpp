// Rows of a fact view as people read them: columns that have a name, codes as names.
#include "modules/overview/figure_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace sauro::overview {
namespace {

std::string label_of(const std::string& column) {
    static const std::map<std::string, std::string, std::less<>> labels{{"id", "Mã"},
                                                                        {"unit", "Đơn vị"},
                                                                        {"area", "Địa bàn"},
                                                                        {"date", "Ngày"},
                                                                        {"title", "Tên hội nghị"},
                                                                        {"type", "Loại"},
                                                                        {"scope", "Quy mô"},
                                                                        {"mode", "Hình thức"},
                                                                        {"status", "Trạng thái"},
                                                                        {"statutory_kind", "Họp định kỳ"},
                                                                        {"direction", "Chiều"},
                                                                        {"document_type", "Tên loại"},
                                                                        {"symbol", "Số, ký hiệu"},
                                                                        {"subject", "Trích yếu"},
                                                                        {"administrative", "Văn bản hành chính"},
                                                                        {"channel", "Đường gửi"},
                                                                        {"digital", "Đã số hóa"},
                                                                        {"pages", "Số trang"},
                                                                        {"minutes", "Số phút"},
                                                                        {"speaker", "Người phát biểu"},
                                                                        {"conference", "Hội nghị"},
                                                                        {"actual_minutes", "Số phút họp"},
                                                                        {"planned_minutes", "Số phút dự kiến"},
                                                                        {"form", "Biểu mẫu"},
                                                                        {"period", "Kỳ"},
                                                                        {"due", "Hạn"},
                                                                        {"filed_on", "Ngày nộp"},
                                                                        {"work", "Việc"},
                                                                        {"lead", "Chủ trì"},
                                                                        {"text", "Nội dung"},
                                                                        {"decision_symbol", "Số quyết định"},
                                                                        {"decision_date", "Ngày quyết định"},
                                                                        {"function", "Nhiệm vụ"},
                                                                        {"matter", "Nội dung phân cấp"},
                                                                        {"item", "Nội dung sắp xếp"},
                                                                        {"name", "Tên"},
                                                                        {"document", "Văn bản"},
                                                                        {"resolver", "Nơi giải quyết"},
                                                                        {"answered_on", "Ngày trả lời"},
                                                                        {"roadmap_on", "Ngày có lộ trình"},
                                                                        {"informed_on", "Ngày thông báo"},
                                                                        {"evaluated_on", "Ngày đánh giá"},
                                                                        {"done_on", "Ngày xong"},
                                                                        {"cost", "Chi phí"},
                                                                        {"cost_norm", "Định mức"}};
    const auto found = labels.find(column);
    return found == labels.end() ? std::string() : found->second;  // columns without a label are not shown
}

json::Any cell(const db::Value& value) {
    const auto& base = static_cast<const db::Value::Base&>(value);
    if (const auto* i = std::get_if<std::int64_t>(&base)) return *i;
    if (const auto* d = std::get_if<double>(&base)) return *d;
    if (const auto* s = std::get_if<std::string>(&base)) return boost::json::string(*s);
    return nullptr;
}

std::string kind_of(const std::string& column, const std::vector<rulebook::FigureRow>& rows, std::size_t index) {
    if (column == "date" || column == "due" || column.ends_with("_on") || column.ends_with("_date")) return "date";
    for (const auto& row : rows) {
        const auto& base = static_cast<const db::Value::Base&>(row.values[index]);
        if (std::holds_alternative<std::int64_t>(base) || std::holds_alternative<double>(base)) return "number";
        if (std::holds_alternative<std::string>(base)) return "text";
    }
    return "text";
}

// People read names of units and areas, not their codes.
constexpr std::pair<std::string_view, std::string_view> unit_columns[] = {
    {"unit", "SELECT unit, name FROM fact_units WHERE unit IN "},
    {"lead", "SELECT unit, name FROM fact_units WHERE unit IN "},
    {"resolver", "SELECT unit, name FROM fact_units WHERE unit IN "},
    {"area", "SELECT area, full_name FROM fact_areas WHERE area IN "}};
using Names = std::map<std::pair<std::string, std::string>, std::string>;  // column, code

std::string text_at(const rulebook::FigureRow& row, std::size_t at) {
    const auto* text = std::get_if<std::string>(&static_cast<const db::Value::Base&>(row.values[at]));
    return text ? *text : std::string();
}

std::size_t place_of(const rulebook::Figure& rows, std::string_view column) {
    return static_cast<std::size_t>(std::ranges::find(rows.columns, column) - rows.columns.begin());
}

std::set<std::string> texts_of(const rulebook::Figure& rows, std::string_view column) {
    std::set<std::string> out;
    const std::size_t at = place_of(rows, column);
    if (at == rows.columns.size()) return out;
    for (const auto& row : rows.rows) out.insert(text_at(row, at));
    out.erase("");
    return out;
}

std::string marks(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += i == 0 ? "?" : ", ?";
    return "(" + text + ")";
}

Result<Names> names_of_codes(db::Snapshot& snapshot, const rulebook::Figure& rows) {
    Names out;
    const auto look = [&](std::string_view column, const std::string& sql, const std::vector<db::Value>& params) {
        return snapshot.query(sql, db::Params(params), [&](const db::Row& row) {
            out[{std::string(column), row.str(0)}] = row.str(1);
            return true;
        });
    };
    for (const auto& [column, sql] : unit_columns) {
        const auto codes = texts_of(rows, column);
        if (codes.empty()) continue;
        TRYV(look(column, std::string(sql) + marks(codes.size()), {codes.begin(), codes.end()}));
    }
    const auto conferences = texts_of(rows, "conference"), units = texts_of(rows, "unit");
    if (conferences.empty() || units.empty()) return out;
    std::vector<db::Value> params(units.begin(), units.end());
    params.insert(params.end(), conferences.begin(), conferences.end());
    TRYV(look("conference",
              fmt::format("SELECT id, title FROM fact_conferences WHERE unit IN {} AND id IN {}", marks(units.size()),
                          marks(conferences.size())),
              params));
    return out;
}

}  // namespace

Status show_rows(db::Snapshot& snapshot, const rulebook::Figure& rows, FigureList& out) {
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < rows.columns.size(); ++i) {
        const std::string label = label_of(rows.columns[i]);
        if (label.empty()) continue;
        shown.push_back(i);
        if (rows.columns[i] != "id")
            out.columns.push_back({rows.columns[i], label, kind_of(rows.columns[i], rows.rows, i)});
    }
    TRY(const auto names, names_of_codes(snapshot, rows));
    for (const auto& row : rows.rows) {
        boost::json::object line{{"id", row.id}};
        for (const std::size_t i : shown) {
            const auto name = names.find({rows.columns[i], text_at(row, i)});
            line[rows.columns[i]] = name == names.end() ? cell(row.values[i]) : json::Any(name->second);
        }
        out.rows.emplace_back(std::move(line));
    }
    return {};
}

}  // namespace sauro::overview
