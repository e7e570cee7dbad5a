#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "rulebook/evaluate/filter.hpp"
#include "rulebook/rational.hpp"

namespace sauro::rulebook {
namespace {

constexpr int max_depth = 32;  // nesting; a filter is one line written by people

struct Token {
    enum class Kind { word, text, number, date, symbol, end } kind = Kind::end;
    std::string text;
    std::size_t at = 0;
};

bool word_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}
bool digit(char c) { return c >= '0' && c <= '9'; }

class Parser {
  public:
    Parser(std::string_view text, const facts::View& view) : text_(text), view_(view) {}

    Result<Filter> run() {
        TRYV(next());
        if (token_.kind == Token::Kind::end) return always();
        TRY(auto filter, alternatives(0));
        if (token_.kind != Token::Kind::end) return wrong("“and”, “or” hoặc hết dòng");
        return filter;
    }

  private:
    std::unexpected<Error> problem(std::size_t at, std::string what) const {
        return fail(ErrorKind::invalid, "rulebook.filter",
                    fmt::format("Bộ lọc “{}” sai ở ký tự thứ {}: {}.", text_, at + 1, what),
                    fmt::format("Filter '{}' is wrong at character {}: {}", text_, at + 1, what));
    }
    std::unexpected<Error> wrong(std::string_view expected) const {
        return problem(token_.at, token_.kind == Token::Kind::end
                                      ? fmt::format("thiếu {}", expected)
                                      : fmt::format("gặp “{}”, cần {}", token_.text, expected));
    }

    Status next() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t')) ++at_;
        token_ = {Token::Kind::end, "", at_};
        if (at_ >= text_.size()) return {};
        const char c = text_[at_];
        if (c == '\'' || c == '"') return quoted(c);
        if (digit(c) || (c == '-' && at_ + 1 < text_.size() && digit(text_[at_ + 1]))) return number_or_date();
        if (word_char(c)) {
            std::size_t end = at_;
            while (end < text_.size() && word_char(text_[end])) ++end;
            take(Token::Kind::word, end - at_);
            return {};
        }
        const auto two = text_.substr(at_, 2);
        if (two == "!=" || two == "<=" || two == ">=") {
            take(Token::Kind::symbol, 2);
            return {};
        }
        if (std::string_view("=<>(),").find(c) != std::string_view::npos) {
            take(Token::Kind::symbol, 1);
            return {};
        }
        return problem(at_, fmt::format("ký tự “{}” không thuộc ngôn ngữ bộ lọc", c));
    }
    void take(Token::Kind kind, std::size_t size) {
        token_ = {kind, std::string(text_.substr(at_, size)), at_};
        at_ += size;
    }
    Status quoted(char mark) {
        const std::size_t end = text_.find(mark, at_ + 1);
        if (end == std::string_view::npos) return problem(at_, "chưa đóng dấu nháy");
        token_ = {Token::Kind::text, std::string(text_.substr(at_ + 1, end - at_ - 1)), at_};
        // '?' stands for a parameter in SQL text, control characters for nothing a rule could mean.
        for (char c : token_.text) {
            if (c == '?' || static_cast<unsigned char>(c) < 0x20)
                return problem(at_, "giá trị không được chứa “?” hay ký tự điều khiển");
        }
        at_ = end + 1;
        return {};
    }
    Status number_or_date() {
        std::size_t end = at_ + 1;
        while (end < text_.size() && (word_char(text_[end]) || text_[end] == '-' || text_[end] == '.')) ++end;
        take(Token::Kind::number, end - at_);
        if (token_.text.size() == 10 && token_.text[4] == '-' && token_.text[7] == '-') {
            if (auto day = base::Date::parse_iso(token_.text); !day) return problem(token_.at, day.error().message);
            token_.kind = Token::Kind::date;
            return {};
        }
        for (std::size_t i = token_.text[0] == '-' ? 1 : 0; i < token_.text.size(); ++i) {
            if (!digit(token_.text[i]))
                return problem(token_.at, fmt::format("“{}” không phải số nguyên hay ngày", token_.text));
        }
        if (token_.text.size() > 16) return problem(token_.at, "số quá lớn");
        return {};
    }

    bool is_word(std::string_view word) const { return token_.kind == Token::Kind::word && token_.text == word; }
    bool is_symbol(std::string_view symbol) const {
        return token_.kind == Token::Kind::symbol && token_.text == symbol;
    }

    Result<Filter> alternatives(int depth) {
        TRY(auto left, conjunction(depth));
        std::vector<Filter> parts{std::move(left)};
        while (is_word("or")) {
            TRYV(next());
            TRY(auto right, conjunction(depth));
            parts.push_back(std::move(right));
        }
        return any_of(std::move(parts));
    }
    Result<Filter> conjunction(int depth) {
        TRY(auto left, negation(depth));
        std::vector<Filter> parts{std::move(left)};
        while (is_word("and")) {
            TRYV(next());
            TRY(auto right, negation(depth));
            parts.push_back(std::move(right));
        }
        return all_of(std::move(parts));
    }
    Result<Filter> negation(int depth) {
        if (depth > max_depth) return problem(token_.at, "lồng quá sâu");
        if (is_word("not")) {
            TRYV(next());
            TRY(auto inner, negation(depth + 1));
            return negate(std::move(inner));
        }
        if (is_symbol("(")) {
            TRYV(next());
            TRY(auto inner, alternatives(depth + 1));
            if (!is_symbol(")")) return wrong("“)”");
            TRYV(next());
            return inner;
        }
        return comparison();
    }

    const facts::View::Column* column(std::string_view name) const {
        for (const auto& c : view_.columns) {
            if (c.name == name) return &c;
        }
        return nullptr;
    }

    Result<Filter> comparison() {
        if (token_.kind != Token::Kind::word) return wrong("tên cột");
        const auto* left = column(token_.text);
        if (!left) return problem(token_.at, fmt::format("dữ kiện “{}” không có cột “{}”", view_.name, token_.text));
        if (left->type == facts::Type::list || left->type == facts::Type::object) {
            return problem(token_.at, fmt::format("cột “{}” là danh sách, không so sánh được", left->name));
        }
        auto expr = std::make_shared<Expr>();
        expr->column = left->name;
        TRYV(next());
        if (is_word("is")) {
            TRYV(next());
            const bool negated = is_word("not");
            if (negated) TRYV(next());
            if (!is_word("null")) return wrong("“null”");
            TRYV(next());
            expr->op = Expr::Op::is_null;
            return negated ? negate(expr) : Filter(expr);
        }
        if (is_word("in")) {
            TRYV(next());
            if (!is_symbol("(")) return wrong("“(”");
            expr->op = Expr::Op::in;
            do {
                TRYV(next());
                TRY(auto value, operand(*left, false));
                expr->operands.push_back(std::move(value));
            } while (is_symbol(","));
            if (!is_symbol(")")) return wrong("“,” hoặc “)”");
            TRYV(next());
            return Filter(expr);
        }
        static constexpr std::pair<std::string_view, Expr::Op> operators[] = {
            {"=", Expr::Op::eq},  {"!=", Expr::Op::ne}, {"<", Expr::Op::lt},
            {"<=", Expr::Op::le}, {">", Expr::Op::gt},  {">=", Expr::Op::ge}};
        for (const auto& [symbol, op] : operators) {
            if (!is_symbol(symbol)) continue;
            if (op != Expr::Op::eq && op != Expr::Op::ne &&
                (left->type == facts::Type::text || left->type == facts::Type::boolean)) {
                return problem(token_.at, fmt::format("cột “{}” chỉ so bằng hoặc khác", left->name));
            }
            expr->op = op;
            TRYV(next());
            TRY(auto value, operand(*left, true));
            expr->operands.push_back(std::move(value));
            return Filter(expr);
        }
        return wrong("phép so sánh, “in” hoặc “is null”");
    }

    // A value of the column's own type, or (right of a comparison) another column of the same type.
    Result<Expr::Operand> operand(const facts::View::Column& left, bool columns_too) {
        const Token token = token_;
        Expr::Operand out;
        using facts::Type;
        if (token.kind == Token::Kind::word && columns_too) {
            if (const auto* other = column(token.text)) {
                if (other->type != left.type)
                    return problem(token.at, fmt::format("cột “{}” và “{}” khác kiểu", left.name, other->name));
                out.column = other->name;
                TRYV(next());
                return out;
            }
        }
        if (left.type == Type::date) {
            if (token.kind == Token::Kind::date) {
                out.value = token.text;
            } else if (is_word("as_of")) {
                out.day = Expr::Day::as_of;
            } else if (is_word("period_start")) {
                out.day = Expr::Day::period_start;
            } else if (is_word("period_end")) {
                out.day = Expr::Day::period_end;
            } else {
                return wrong("ngày dạng 2026-01-31, as_of, period_start hoặc period_end");
            }
        } else if (left.type == Type::boolean) {
            if (!is_word("true") && !is_word("false")) return wrong("true hoặc false");
            out.value = token.text == "true";
        } else if (left.type == Type::integer || left.type == Type::number) {
            if (token.kind != Token::Kind::number) return wrong("số nguyên");
            out.value = static_cast<std::int64_t>(std::stoll(token.text));
        } else {
            static constexpr std::string_view reserved[] = {"and", "or", "not", "in", "is", "null"};
            if (token.kind == Token::Kind::word) {
                for (auto word : reserved) {
                    if (token.text == word) return wrong("một giá trị");
                }
            } else if (token.kind != Token::Kind::text) {
                return wrong("một từ hoặc chữ trong nháy");
            }
            TRYV(known_word(left, token));
            out.value = token.text;
        }
        TRYV(next());
        return out;
    }

    // A misspelt word would never hold, and the norm would judge nothing: a column with words takes these only; of one
    // that holds any text the value stands in quotes.
    Status known_word(const facts::View::Column& column, const Token& token) const {
        if (column.one_of.empty()) {
            if (token.kind == Token::Kind::text) return {};
            return problem(token.at,
                           fmt::format("dữ kiện “{}” không có cột “{}”, còn cột “{}” ghi chữ bất kỳ, không có danh mục "
                                       "từ; nếu là giá trị thì đặt trong nháy: '{}'",
                                       view_.name, token.text, column.name, token.text));
        }
        if (std::ranges::find(column.one_of, token.text) != column.one_of.end()) return {};
        return problem(token.at, fmt::format("cột “{}” không có giá trị “{}”; chỉ có: {}", column.name, token.text,
                                             fmt::join(column.one_of, ", ")));
    }

    std::string_view text_;
    const facts::View& view_;
    std::size_t at_ = 0;
    Token token_;
};

}  // namespace

Result<Filter> parse_filter(std::string_view text, const facts::View& view) {
    if (text.size() > 4000)
        return fail(ErrorKind::invalid, "rulebook.filter", "Bộ lọc dài quá 4000 ký tự; hãy tách quy tắc.");
    return Parser(text, view).run();
}

}  // namespace sauro::rulebook
