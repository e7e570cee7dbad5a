#include "modules/documents/numbering.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <utility>

#include "base/embedded.hpp"
#include "text/text.hpp"

namespace sauro::embedded {
std::span<const base::EmbeddedFile> documents_data();
}

namespace sauro::documents {

namespace {

std::vector<std::vector<std::string>> rows_of(std::string_view name) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& file : embedded::documents_data()) {
        if (file.name != name) continue;
        std::string_view rest = file.content;
        bool header = true;
        while (!rest.empty()) {
            const auto end = std::min(rest.find('\n'), rest.size());
            std::string_view line = rest.substr(0, end);
            rest.remove_prefix(std::min(end + 1, rest.size()));
            if (line.empty() || std::exchange(header, false)) continue;
            std::vector<std::string> cells(1);
            for (const char c : line) {
                if (c == ',') {
                    cells.emplace_back();
                } else {
                    cells.back().push_back(c);
                }
            }
            rows.push_back(std::move(cells));
        }
    }
    return rows;
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<std::int64_t> leading_number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end == text.data()) return std::nullopt;
    return value;
}

// "05", "12", "12a", "12bis": digits, then at most four letters.
bool is_number(std::string_view text) {
    std::size_t digits = 0;
    while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
    const auto tail = text.substr(digits);
    return digits > 0 && digits <= 9 && tail.size() <= 4 && std::all_of(tail.begin(), tail.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
           });
}

}  // namespace

const std::vector<DocumentType>& document_types() {
    static const std::vector<DocumentType> types = [] {
        std::vector<DocumentType> list;
        for (auto& row : rows_of("document_types.csv")) {
            row.resize(3);
            list.push_back({row[0], row[1], row[2]});
        }
        return list;
    }();
    return types;
}

const DocumentType* find_type(std::string_view system, std::string_view name) {
    // Compared with marks: "báo cáo" and "bảo cao" are different words, "thỏa" and "thoả" the same.
    const auto wanted = text::canonical(text::collapse_space(name));
    for (const auto& type : document_types()) {
        if (type.system == system && text::canonical(type.name) == wanted) return &type;
    }
    return nullptr;
}

OrganNotation default_notation(std::string_view body, std::string_view level, std::string_view unit_code) {
    for (auto& row : rows_of("organ_notations.csv")) {
        row.resize(4);
        if (row[0] == body && row[1] == level) return {row[2], row[3]};
    }
    const auto dot = unit_code.rfind('.');
    return {std::string(dot == std::string_view::npos ? unit_code : unit_code.substr(dot + 1)), "VP"};
}

Symbol compose_symbol(const DocumentType& type, const OrganNotation& organ, std::int64_t number, bool congress) {
    Symbol symbol;
    symbol.system = type.system;
    symbol.ordinal = number;
    symbol.number = fmt::format("{:02}", number);  // 05: a leading zero below ten, in both systems
    const std::string by = congress ? "ĐH" : organ.organ;
    if (type.system == "party") {
        symbol.notation = type.notation + "/" + by;
        symbol.text = symbol.number + "-" + symbol.notation;
    } else {
        if (!type.notation.empty()) {
            symbol.notation = type.notation + "-" + by;
        } else {
            symbol.notation =
                organ.drafting.empty() ? by : by + "-" + organ.drafting;  // công văn: who issues and who drafted
        }
        symbol.text = symbol.number + "/" + symbol.notation;
    }
    return symbol;
}

std::optional<Symbol> parse_symbol(std::string_view raw) {
    std::string compact;
    for (const char c : text::nfc(raw)) {
        if (static_cast<unsigned char>(c) > ' ') compact.push_back(c);
    }
    std::string_view view = compact;
    const auto slash = view.find('/');
    const auto dash = view.find('-');
    Symbol symbol;
    symbol.text = compact;
    if (dash != std::string_view::npos && is_number(view.substr(0, dash)) && slash != std::string_view::npos &&
        dash < slash) {
        const auto notation = view.substr(dash + 1);
        if (notation.starts_with('/') || notation.ends_with('/')) return std::nullopt;
        symbol.system = "party";
        symbol.number = std::string(view.substr(0, dash));
        symbol.notation = std::string(notation);
    } else if (slash != std::string_view::npos && is_number(view.substr(0, slash))) {
        auto notation = view.substr(slash + 1);
        if (const auto next = notation.find('/'); next == 4 && all_digits(notation.substr(0, 4))) {
            symbol.year = static_cast<int>(*leading_number(notation.substr(0, 4)));
            notation.remove_prefix(5);
        }
        if (notation.empty()) return std::nullopt;
        symbol.system = "state";
        symbol.number = std::string(view.substr(0, slash));
        symbol.notation = std::string(notation);
    } else {
        return std::nullopt;
    }
    symbol.ordinal = leading_number(symbol.number);
    return symbol;
}

BookKey incoming_book(std::string_view bloc, base::Date arrival) {
    return {"in", std::string(kIncomingBook), bloc == "party" ? "party" : "state", std::to_string(arrival.year()),
            std::nullopt};
}

Result<BookKey> outgoing_book(const DocumentType& type, base::Date date, std::string_view book, std::string_view term) {
    if (type.system == "party") {
        if (book == kCongressBook)
            return BookKey{"out", std::string(kCongressBook), "party", std::string(term), std::nullopt};
        if (!book.empty() && book != type.notation) {
            return fail(ErrorKind::invalid, "document.book",
                        fmt::format("Văn bản của Đảng đánh số theo từng tên loại trong nhiệm kỳ: {} ghi vào sổ {}. Bỏ "
                                    "trống ô sổ, hoặc chọn sổ văn bản "
                                    "đại hội.",
                                    type.name, type.notation),
                        fmt::format("Party documents are numbered per type and term; {} belongs to book {}.", type.name,
                                    type.notation));
        }
        return BookKey{"out", type.notation, "party", std::string(term), type.name};
    }
    std::string name(book.empty() ? kStateBook : book);
    const bool plain = name.size() <= 40 && std::all_of(name.begin(), name.end(), [](char c) {
                           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
                       });
    if (!plain || name == kIncomingBook || name == kCongressBook) {
        return fail(
            ErrorKind::invalid, "document.book",
            fmt::format(
                "Mã sổ \"{}\" không dùng được. Mã sổ gồm chữ thường không dấu, chữ số và gạch nối, tối đa 40 ký tự.",
                name),
            fmt::format("Book code \"{}\" is not usable: lower-case letters, digits and hyphens only.", name));
    }
    return BookKey{"out", std::move(name), "state", std::to_string(date.year()), std::nullopt};
}

std::string book_name(std::string_view direction, std::string_view book, std::string_view kind) {
    if (direction == "in") return "Sổ văn bản đến";
    if (book == kCongressBook) return "Sổ văn bản đi: đại hội";
    if (kind == "party") {
        for (const auto& type : document_types()) {
            if (type.system == "party" && type.notation == book)
                return fmt::format("Sổ văn bản đi: {} ({})", type.name, book);
        }
    }
    return book == kStateBook ? "Sổ văn bản đi" : fmt::format("Sổ văn bản đi: {}", book);
}

bool is_term(std::string_view text) {
    return text.size() == 9 && text[4] == '-' && all_digits(text.substr(0, 4)) && all_digits(text.substr(5)) &&
           text.substr(0, 4) < text.substr(5);
}

Status refuse_secret(std::string_view secrecy) {
    const auto folded = text::fold(text::collapse_space(secrecy));
    if (folded.empty() || folded == "thuong" || folded == "khong" || folded == "khong mat") return {};
    return fail(Error{.kind = ErrorKind::unsafe,
                      .code = "document.secret",
                      .message = fmt::format("Văn bản có độ mật \"{}\" không được đưa vào hệ thống nối mạng. Hãy ghi "
                                             "vào sổ văn bản mật riêng (bản giấy hoặc máy tính không nối mạng), "
                                             "chuyển bằng đường giao liên hoặc mạng cơ yếu, và gỡ tệp khỏi máy này.",
                                             text::collapse_space(secrecy)),
                      .message_en = "Secret documents may not enter a networked system: use the separate register of "
                                    "secret documents and the cipher or courier channel.",
                      .fields = {{"/secrecy", "document.secret", "Văn bản mật không vào sổ ở đây."}},
                      .clause = "Luật Bảo vệ bí mật nhà nước 117/2025/QH15",
                      .detail = {}});
}

}  // namespace sauro::documents
