#include "rulebook/evaluate/query.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <memory>
#include <set>

namespace sauro::rulebook {
namespace {

constexpr std::size_t longest_query = 8000;
constexpr std::string_view shared_functions[] = {
    "count", "sum",    "min",     "max",        "coalesce", "nullif",     "abs",         "length", "lower",
    "upper", "substr", "replace", "row_number", "rank",     "dense_rank", "first_value", "lag",    "lead"};
constexpr std::pair<std::string_view, Expr::Day> day_names[] = {{"as_of", Expr::Day::as_of},
                                                                {"period_start", Expr::Day::period_start},
                                                                {"period_end", Expr::Day::period_end},
                                                                {"base_start", Expr::Day::base_start},
                                                                {"base_end", Expr::Day::base_end}};

bool word_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// Cuts the text where a day or a fact view stands; refuses what could mean different things to the two databases.
Result<std::vector<Plan::QueryPiece>> cut(std::string_view text, const std::vector<facts::View>& views) {
    if (text.size() > longest_query) return plan_error(fmt::format("query dài quá {} ký tự", longest_query));
    std::vector<Plan::QueryPiece> out{{}};
    const auto plain = [&](std::string_view more) {
        if (!out.back().fact.empty() || out.back().day != Expr::Day::none) out.push_back({});
        out.back().text += more;
    };
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (c == '\'') {
            const auto end = text.find('\'', at + 1);
            if (end == std::string_view::npos) return plan_error("query chưa đóng dấu nháy");
            const auto quoted = text.substr(at, end + 1 - at);
            if (quoted.find('?') != std::string_view::npos) return plan_error("query không nhận “?” trong nháy");
            plain(quoted);
            at = end + 1;
        } else if (word_char(c)) {
            std::size_t end = at;
            while (end < text.size() && word_char(text[end])) ++end;
            const auto word = text.substr(at, end - at);
            const auto view = std::ranges::find_if(views, [&](const auto& v) { return "fact_" + v.name == word; });
            if (view == views.end())
                plain(word);
            else
                out.push_back({"", view->name, Expr::Day::none});
            at = end;
        } else if (c == ':') {
            std::size_t end = at + 1;
            while (end < text.size() && word_char(text[end])) ++end;
            const auto name = text.substr(at + 1, end - at - 1);
            const auto* day = std::ranges::find(day_names, name, [](const auto& d) { return d.first; });
            if (day == std::end(day_names))
                return plan_error(fmt::format(
                    "query: “:{}” không phải :as_of, :period_start, :period_end, :base_start, :base_end", name));
            out.push_back({"", "", day->second});
            at = end;
        } else if (std::string_view(" \n\t,().*+-=<>!|").find(c) != std::string_view::npos) {
            if (text.substr(at, 2) == "--") return plan_error("query không nhận chú thích “--”");
            plain(text.substr(at, 1));
            ++at;
        } else {
            return plan_error(
                fmt::format("query: ký tự “{}” không được dùng (phép chia khác nhau giữa hai cơ sở dữ liệu)", c));
        }
    }
    return out;
}

std::string compose(const Plan& plan, const Days& days, std::string_view drafted) {
    std::string sql;
    for (const auto& piece : plan.query) {
        if (piece.day != Expr::Day::none)
            sql += sql_quote(day_of(piece.day, days).iso());
        else if (!piece.fact.empty())
            sql += (piece.fact == drafted ? "draft_" : "fact_") + piece.fact;
        else
            sql += piece.text;
    }
    return sql;
}

// What the authorizer met.
struct Met {
    std::set<std::string> facts;
    std::string refused;
};

int authorize(void* data, int action, const char* first, const char* second, const char*, const char*) {
    Met& met = *static_cast<Met*>(data);
    const std::string name = first ? first : "";
    if (action == SQLITE_SELECT) return SQLITE_OK;
    if (action == SQLITE_READ) {
        if (name.starts_with("fact_")) {
            met.facts.insert(name.substr(5));
            return SQLITE_OK;
        }
        if (name.empty() || name == "q") return SQLITE_OK;
        met.refused = fmt::format("bảng “{}”", name);
        return SQLITE_DENY;
    }
    if (action == SQLITE_FUNCTION) {
        const std::string function = second ? second : "";
        if (std::ranges::find(shared_functions, function) != std::end(shared_functions)) return SQLITE_OK;
        met.refused = fmt::format("hàm “{}”", function);
        return SQLITE_DENY;
    }
    met.refused = "câu lệnh không chỉ đọc";
    return SQLITE_DENY;
}

std::string literal(const db::Value& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *whole);
    if (const auto* real = std::get_if<double>(&value)) return fmt::format("{}", *real);
    if (const auto* text = std::get_if<std::string>(&value)) return sql_quote(*text);
    return "NULL";
}

}  // namespace

Status prove_query(const Norm& norm, const std::vector<facts::View>& views, Plan& plan) {
    TRY(plan.query, cut(norm.query, views));
    sqlite3* opened = nullptr;
    const int code = sqlite3_open_v2(":memory:", &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
    const std::unique_ptr<sqlite3, int (*)(sqlite3*)> database(opened, sqlite3_close);
    if (code != SQLITE_OK) return fail_internal("rulebook.query", "no SQLite in memory");
    sqlite3_db_config(opened, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    for (const auto& view : views) {
        std::string columns;
        for (const auto& column : view.columns) columns += (columns.empty() ? "" : ", ") + column.name;
        const std::string sql = fmt::format("CREATE TABLE fact_{} ({})", view.name, columns);
        if (sqlite3_exec(opened, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
            return fail_internal("rulebook.query", sqlite3_errmsg(opened));
    }
    Met met;
    sqlite3_set_authorizer(opened, authorize, &met);
    const auto any = base::Date::from_days(0);
    const std::string sql = compose(plan, {any, any, any, any, any}, "");
    sqlite3_stmt* made = nullptr;
    const char* rest = nullptr;
    const int prepared = sqlite3_prepare_v2(opened, sql.c_str(), static_cast<int>(sql.size()), &made, &rest);
    const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement(made, sqlite3_finalize);
    if (!met.refused.empty())
        return plan_error(fmt::format("query không được dùng {}: chỉ đọc các dữ kiện fact_…", met.refused));
    if (prepared != SQLITE_OK || !made) return plan_error(fmt::format("query sai: {}", sqlite3_errmsg(opened)));
    if (sqlite3_column_count(made) != 4)
        return plan_error(fmt::format("query trả về {} cột, phải đúng bốn: đối tượng, kỳ, số đo, giới hạn",
                                      sqlite3_column_count(made)));
    if (met.facts.empty()) return plan_error("query không đọc dữ kiện nào");
    plan.reads.assign(met.facts.begin(), met.facts.end());
    return {};
}

Status each_measured(db::Snapshot& snapshot, const Plan& plan, const Window& window, const Selection& selection,
                     const QueryDraft* draft, const std::function<void(Group)>& take) {
    std::vector<db::Value> params;
    std::string sql = "WITH ";
    if (draft) {
        std::string columns, values;
        for (const auto& column : draft->view.columns) {
            columns += (columns.empty() ? "" : ", ") + column.name;
            values += (values.empty() ? "" : ", ") + literal(value_of(draft->record, column.name));
        }
        sql += fmt::format("draft_{} AS (SELECT {} FROM fact_{}", draft->view.name, columns, draft->view.name);
        if (draft->replaces) {
            sql += " WHERE id <> ?";
            params.emplace_back(*draft->replaces);
        }
        sql += fmt::format(" UNION ALL SELECT {}), ", values);
    }
    const bool own = draft && draft->view.name == plan.view.name;
    sql += fmt::format("q(subject, period, measured, bound) AS ({}) ",
                       compose(plan, window.days, draft ? std::string_view(draft->view.name) : std::string_view()));
    sql += fmt::format(
        "SELECT s.k, s.unit, s.area, s.unit_path, s.date, s.w, CAST(q.measured AS BIGINT), CAST(q.bound AS BIGINT) "
        "FROM q "
        "JOIN (SELECT {} AS k, unit, area, unit_path, date, {} AS w FROM {}_{} WHERE {}",
        plan.key, truth_column(plan.where, window.days), own ? "draft" : "fact", plan.view.name,
        prune_sql(plan, window));
    add_selection(plan, Selection{selection.unit_path, selection.key, {}}, snapshot.dialect(), sql, params);
    sql += fmt::format(") AS s ON s.k = q.subject WHERE s.w <> 0 AND (q.period IS NULL OR q.period = {}) ORDER BY s.k",
                       sql_quote(window.code));
    return snapshot.query(sql, params, [&](const db::Row& row) {
        Group group;
        group.key = row.str(0);
        group.unit = row.opt_text(1);
        group.area = row.opt_text(2);
        group.path = row.opt_text(3);
        if (const auto date = base::Date::parse_iso(row.text(4))) group.date = *date;
        group.where = row.integer(5) == 1 ? Truth::yes : Truth::unknown;
        for (std::size_t i = 6; i < 8; ++i)
            group.values.push_back(row.is_null(i) ? std::nullopt : std::optional(Rational(row.integer(i))));
        take(std::move(group));
        return true;
    });
}

}  // namespace sauro::rulebook
