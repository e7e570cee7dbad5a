#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <memory>

#include "export/table.hpp"
#include "text/text.hpp"

namespace sauro::exports {

namespace {

constexpr lxw_row_t kRowsPerSheet = 1'048'576;
constexpr std::size_t kCellCodepoints = 32'767;  // what one cell may hold

Error write_error(const std::filesystem::path& file, lxw_error error) {
    return {.kind = ErrorKind::unavailable,
            .code = "export.write",
            .message = fmt::format("Chưa ghi được tệp bảng tính ({}). Kiểm tra chỗ trống trên đĩa rồi thử lại.",
                                   file.filename().string()),
            .message_en = fmt::format("Cannot write the spreadsheet {}.", file.filename().string()),
            .fields = {},
            .clause = {},
            .detail = lxw_strerror(error)};
}

// Closing writes the file; a workbook that is given up is closed too, so that its temporary files go.
struct Book {
    lxw_workbook* handle = nullptr;
    explicit Book(lxw_workbook* h) : handle(h) {}
    Book(const Book&) = delete;
    Book& operator=(const Book&) = delete;
    ~Book() {
        if (handle != nullptr) (void)workbook_close(handle);
    }
    lxw_error close() { return workbook_close(std::exchange(handle, nullptr)); }
};

std::string fitting(const std::string& text) {
    if (text.size() <= kCellCodepoints) return text;
    const text::CodepointIndex index(text);
    return index.size() <= kCellCodepoints ? text : text.substr(0, index.byte_at(kCellCodepoints - 1)) + "…";
}

struct Sheet {
    lxw_worksheet* sheet;
    lxw_format* date;
    lxw_row_t row;
    lxw_col_t column;

    lxw_error operator()(std::monostate) const { return LXW_NO_ERROR; }
    lxw_error operator()(std::int64_t v) const {
        return worksheet_write_number(sheet, row, column, static_cast<double>(v), nullptr);
    }
    lxw_error operator()(double v) const { return worksheet_write_number(sheet, row, column, v, nullptr); }
    lxw_error operator()(base::Date v) const {
        if (v.year() < 1900) return worksheet_write_string(sheet, row, column, v.vi().c_str(), nullptr);
        lxw_datetime day{.year = v.year(), .month = v.month(), .day = v.day(), .hour = 0, .min = 0, .sec = 0};
        return worksheet_write_datetime(sheet, row, column, &day, date);
    }
    lxw_error operator()(const std::string& v) const {
        return worksheet_write_string(sheet, row, column, fitting(v).c_str(), nullptr);
    }
};

}  // namespace

Status write_xlsx(const std::filesystem::path& file, const Table& table, const RowSource& next) {
    const std::string name = file.string();
    const std::string folder = file.parent_path().string();
    // constant_memory: each row goes to a temporary file when the next begins.
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = const_cast<char*>(folder.c_str());
    Book book(workbook_new_opt(name.c_str(), &options));
    if (book.handle == nullptr) return fail(write_error(file, LXW_ERROR_CREATING_XLSX_FILE));
    lxw_format* bold = workbook_add_format(book.handle);
    format_set_bold(bold);
    lxw_format* title = workbook_add_format(book.handle);
    format_set_bold(title);
    format_set_text_wrap(title);
    format_set_border(title, LXW_BORDER_THIN);
    lxw_format* date = workbook_add_format(book.handle);
    format_set_num_format(date, "dd/mm/yyyy");

    int sheets = 0;
    Sheet at{nullptr, date, 0, 0};
    const auto open_sheet = [&]() -> Status {
        ++sheets;
        const std::string shown = sheets == 1 ? table.sheet : fmt::format("{} ({})", table.sheet, sheets);
        at.sheet = workbook_add_worksheet(book.handle, shown.c_str());
        if (at.sheet == nullptr) return fail(write_error(file, LXW_ERROR_SHEETNAME_LENGTH_EXCEEDED));
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            const auto column = static_cast<lxw_col_t>(c);
            worksheet_set_column(at.sheet, column, column, table.columns[c].width, nullptr);
        }
        at.row = 0;
        for (const auto& line : table.heading) worksheet_write_string(at.sheet, at.row++, 0, line.c_str(), bold);
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            worksheet_write_string(at.sheet, at.row, static_cast<lxw_col_t>(c), table.columns[c].title.c_str(), title);
        }
        ++at.row;
        worksheet_freeze_panes(at.sheet, at.row, 0);
        return {};
    };
    TRYV(open_sheet());
    std::vector<Cell> row;
    while (true) {
        row.clear();
        TRY(const bool more, next(row));
        if (!more) break;
        if (at.row >= kRowsPerSheet) TRYV(open_sheet());
        for (std::size_t c = 0; c < row.size(); ++c) {
            at.column = static_cast<lxw_col_t>(c);
            if (const auto error = std::visit(at, row[c]); error != LXW_NO_ERROR) return fail(write_error(file, error));
        }
        ++at.row;
    }
    if (const auto error = book.close(); error != LXW_NO_ERROR) return fail(write_error(file, error));
    return {};
}

}  // namespace sauro::exports
