// Text <-> Any. The writer is our own: Boost's writes 13.2 as 1.32E1, which is right and unreadable.
#include <fmt/format.h>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "json/json.hpp"

namespace sauro::json {
namespace {

constexpr std::size_t most_depth = 32;

void write_text(std::string& out, std::string_view text) {
    static constexpr char hex[] = "0123456789abcdef";
    out += '"';
    std::size_t start = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c >= 0x20 && c != '"' && c != '\\') continue;
        out.append(text, start, i - start);
        start = i + 1;
        switch (c) {
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\t':
                out += "\\t";
                break;
            case '\r':
                out += "\\r";
                break;
            default:
                out += "\\u00";
                out += hex[c >> 4];
                out += hex[c & 15];
        }
    }
    out.append(text, start);
    out += '"';
}

template <class N>
void write_number(std::string& out, N value) {
    char room[32];
    const auto end = std::to_chars(room, room + sizeof room, value).ptr;
    out.append(room, end);
}

// indent < 0: compact
void write_any(std::string& out, const Any& value, int indent) {
    const auto line = [&](int depth) {
        if (indent >= 0) out.append(1, '\n').append(static_cast<std::size_t>(depth) * 2, ' ');
    };
    const int inner = indent < 0 ? -1 : indent + 1;
    switch (value.kind()) {
        case boost::json::kind::null:
            out += "null";
            break;
        case boost::json::kind::bool_:
            out += value.get_bool() ? "true" : "false";
            break;
        case boost::json::kind::int64:
            write_number(out, value.get_int64());
            break;
        case boost::json::kind::uint64:
            write_number(out, value.get_uint64());
            break;
        case boost::json::kind::double_:
            if (std::isfinite(value.get_double()))
                write_number(out, value.get_double() == 0 ? 0.0 : value.get_double());  // no "-0"
            else
                out += "null";
            break;
        case boost::json::kind::string:
            write_text(out, {value.get_string().data(), value.get_string().size()});
            break;
        case boost::json::kind::array: {
            out += '[';
            bool first = true;
            for (const Any& item : value.get_array()) {
                if (!first) out += ',';
                first = false;
                line(inner);
                write_any(out, item, inner);
            }
            if (!first) line(indent);
            out += ']';
            break;
        }
        case boost::json::kind::object: {
            out += '{';
            bool first = true;
            for (const auto& field : value.get_object()) {
                if (!first) out += ',';
                first = false;
                line(inner);
                write_text(out, {field.key().data(), field.key().size()});
                out += indent < 0 ? ":" : ": ";
                write_any(out, field.value(), inner);
            }
            if (!first) line(indent);
            out += '}';
            break;
        }
    }
}

// Boost's own handler, but for doubles: its parser of 1.81 may be off in the last digit, and a figure must come back as
// it was written.
class Builder {
  public:
    using text = boost::json::string_view;
    using code = boost::system::error_code;
    static constexpr std::size_t max_object_size = boost::json::object::max_size();
    static constexpr std::size_t max_array_size = boost::json::array::max_size();
    static constexpr std::size_t max_key_size = boost::json::string::max_size();
    static constexpr std::size_t max_string_size = boost::json::string::max_size();

    Builder() { stack_.reset(); }
    Any release() { return stack_.release(); }

    bool on_document_begin(code&) { return true; }
    bool on_document_end(code&) { return true; }
    bool on_object_begin(code&) { return true; }
    bool on_object_end(std::size_t n, code&) { return stack_.push_object(n), true; }
    bool on_array_begin(code&) { return true; }
    bool on_array_end(std::size_t n, code&) { return stack_.push_array(n), true; }
    bool on_key_part(text part, std::size_t, code&) { return stack_.push_chars(part), true; }
    bool on_key(text part, std::size_t, code&) { return stack_.push_key(part), true; }
    bool on_string_part(text part, std::size_t, code&) { return stack_.push_chars(part), true; }
    bool on_string(text part, std::size_t, code&) { return stack_.push_string(part), true; }
    bool on_number_part(text part, code&) { return number_.append(part.data(), part.size()), true; }
    bool on_int64(std::int64_t value, text, code&) { return number_.clear(), stack_.push_int64(value), true; }
    bool on_uint64(std::uint64_t value, text, code&) { return number_.clear(), stack_.push_uint64(value), true; }
    bool on_double(double, text part, code& wrong) {
        number_.append(part.data(), part.size());
        double value = 0;
        const auto [end, fault] = std::from_chars(number_.data(), number_.data() + number_.size(), value);
        // Too large for a double is refused; too small to tell from zero is zero.
        const bool tiny =
            fault == std::errc::result_out_of_range && std::fabs(std::strtod(number_.c_str(), nullptr)) < 1;
        number_.clear();
        if (fault != std::errc{} && !tiny) {
            wrong = boost::json::error::exponent_overflow;
            return false;
        }
        return stack_.push_double(tiny ? 0.0 : value), true;
    }
    bool on_bool(bool value, code&) { return stack_.push_bool(value), true; }
    bool on_null(code&) { return stack_.push_null(), true; }
    bool on_comment_part(text, code&) { return true; }
    bool on_comment(text, code&) { return true; }

  private:
    boost::json::value_stack stack_;
    std::string number_;
};

Error syntax_error(std::string_view text, std::size_t at, const boost::system::error_code& wrong) {
    at = std::min(at, text.size());
    std::size_t line = 1, column = 1;
    for (std::size_t i = 0; i < at; ++i) {
        if (text[i] == '\n')
            ++line, column = 1;
        else if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80)
            ++column;
    }
    Error error{ErrorKind::invalid, "json.syntax", {}, {}, {}, {}, {}};
    std::string why = "không đúng cú pháp JSON";
    if (wrong == boost::json::error::incomplete)
        why = "JSON bị cắt ngang, thiếu phần cuối";
    else if (wrong == boost::json::error::too_deep)
        why = fmt::format("lồng quá {} cấp", most_depth);
    else if (wrong == boost::json::error::extra_data)
        why = "còn thừa dữ liệu sau JSON";
    else if (wrong == boost::json::error::exponent_overflow)
        why = "số quá lớn";
    error.message =
        fmt::format("Không đọc được JSON ở dòng {}, cột {}: {}. Kiểm tra lại nội dung rồi gửi lại.", line, column, why);
    error.message_en = fmt::format("JSON cannot be read at line {}, column {}: {}.", line, column, wrong.message());
    return error;
}

}  // namespace

Result<Any> parse(std::string_view text) {
    boost::json::parse_options options;
    options.max_depth = most_depth;
    boost::json::basic_parser<Builder> parser(options);
    boost::system::error_code wrong;
    const std::size_t used = parser.write_some(false, text.data(), text.size(), wrong);
    if (wrong) return std::unexpected(syntax_error(text, used, wrong));
    for (std::size_t i = used; i < text.size(); ++i) {
        const char c = text[i];
        if (c != ' ' && c != '\n' && c != '\t' && c != '\r')
            return std::unexpected(syntax_error(text, i, make_error_code(boost::json::error::extra_data)));
    }
    return parser.handler().release();
}

std::string write(const Any& value) {
    std::string out;
    write_any(out, value, -1);
    return out;
}

std::string write_pretty(const Any& value) {
    std::string out;
    write_any(out, value, 0);
    return out;
}

}  // namespace sauro::json
