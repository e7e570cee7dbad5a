#include <fmt/format.h>

#include <memory>
#include <system_error>

#include "modules/documents/book.hpp"
#include "modules/documents/routes.hpp"
#include "modules/documents/rules.hpp"
#include "text/text.hpp"

namespace sauro::documents {

namespace {

struct ExportIn : ListFilter {
    std::string format;
};
BOOST_DESCRIBE_STRUCT(ExportIn, (ListFilter), (format))
struct BookIn {
    std::string id, format;
};
BOOST_DESCRIBE_STRUCT(BookIn, (), (id, format))
struct FileIn {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(FileIn, (), (id))

constexpr std::size_t kChunkBytes = 64 * 1024;
constexpr std::string_view kXlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

// RFC 6266: a plain name for old programs, the real one in UTF-8.
std::string attachment_header(std::string_view name) {
    std::string plain, encoded;
    for (const char c : text::fold(name))
        plain += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ? c : '-';
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        const bool safe = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
                          c == '-' || c == '_';
        encoded += safe ? std::string(1, c) : fmt::format("%{:02X}", byte);
    }
    return fmt::format("attachment; filename=\"{}\"; filename*=UTF-8''{}", plain, encoded);
}

http::Response headed(std::string_view type, std::string_view name) {
    http::Response response;
    response.headers = {{"Content-Type", std::string(type)},
                        {"Content-Disposition", attachment_header(name)},
                        {"X-Content-Type-Options", "nosniff"},
                        {"Cache-Control", "no-store"}};
    return response;
}

// CSV goes out while it is read; XLSX is written whole into a temporary file first, since its directory stands at its
// end.
template <class Source>
Result<http::Response> answer(const api::Ctx& ctx, std::string_view format, const std::string& name,
                              const exports::Table& table, std::shared_ptr<Source> source) {
    if (format == "csv") {
        auto response = headed("text/csv; charset=utf-8", name + ".csv");
        response.body = http::Producer([source, head = exports::csv_head(table), row = std::vector<exports::Cell>()](
                                           std::string& chunk) mutable -> Result<bool> {
            chunk += std::exchange(head, {});
            while (chunk.size() < kChunkBytes) {
                TRY(const bool more, source->next(row));
                if (!more) return false;
                exports::csv_row(chunk, row);
            }
            return true;
        });
        return response;
    }
    if (format != "xlsx")
        return fail(ErrorKind::invalid, "export.format", "Chọn định dạng csv hoặc xlsx.",
                    "format must be csv or xlsx.");
    const auto path = ctx.files->temporary();
    if (const auto written =
            exports::write_xlsx(path, table, [&](std::vector<exports::Cell>& row) { return source->next(row); });
        !written) {
        std::error_code ignored;
        std::filesystem::remove(path, ignored);
        return std::unexpected(written.error());
    }
    auto response = headed(kXlsxType, name + ".xlsx");
    response.body = http::FileBody{path, true};
    return response;
}

Result<http::Response> export_list(api::Ctx& ctx, const ExportIn& in, db::Database& database) {
    TRY(auto query, query_of(ctx, in));
    std::optional<std::vector<std::string>> ids;
    std::optional<Desk> desk;
    TRYV(database.read([&](db::Snapshot& snapshot) -> Status {
        TRY(desk, desk_of(ctx, snapshot));
        if (in.q && !text::trim(*in.q).empty()) {
            TRY(ids, ids_matching(snapshot, ctx, in));
        }
        return {};
    }));
    auto source = std::make_shared<ListSource>(database, query, std::move(ids));
    const auto table = source->table(desk->unit);
    return answer(ctx, in.format,
                  fmt::format("{}-{}",
                              in.direction == "in"    ? "van-ban-den"
                              : in.direction == "out" ? "van-ban-di"
                                                      : "du-thao",
                              ctx.today().iso()),
                  table, std::move(source));
}

Result<http::Response> export_book(api::Ctx& ctx, const BookIn& in, db::Database& database) {
    std::optional<store::Register> book;
    std::optional<Desk> desk;
    TRYV(database.read([&](db::Snapshot& snapshot) -> Status {
        TRY(desk, desk_of(ctx, snapshot));
        TRY(book, store::find_register(snapshot, ctx.unit.id, in.id));
        return {};
    }));
    if (!book)
        return fail(ErrorKind::not_found, "register.not_found", "Không có sổ này trong đơn vị.",
                    "No such register in this unit.");
    auto source = std::make_shared<BookSource>(database, *book);
    const auto table = source->table(desk->unit);
    return answer(
        ctx, in.format,
        fmt::format("so-{}-{}-{}", book->direction == "in" ? "den" : "di", text::fold(book->book), book->period), table,
        std::move(source));
}

Result<http::Response> original(api::Ctx& ctx, const FileIn& in, db::Database& database) {
    std::optional<Record> record;
    TRYV(database.read([&](db::Snapshot& snapshot) -> Status {
        TRY(record, store::find(snapshot, ctx.unit.id, in.id));
        return {};
    }));
    if (!record) return no_such_document();
    return file_response(*ctx.files, {record->file_sha256.value_or(""), record->file_name.value_or("van-ban"), 0,
                                      record->file_media_type.value_or("application/octet-stream")});
}

}  // namespace

Result<http::Response> file_response(const db::FileStore& files, const FileRef& file) {
    const auto path = files.path_of(file.sha256);
    std::error_code error;
    if (path.empty() || !std::filesystem::is_regular_file(path, error)) {
        return fail(ErrorKind::not_found, "document.no_file", "Văn bản này không có tệp gốc kèm theo.",
                    "This document has no original file.");
    }
    auto response =
        headed(file.media_type.starts_with("text/html") ? "application/octet-stream" : file.media_type, file.name);
    response.body = http::FileBody{path, false};
    return response;
}

void add_file_routes(api::Registry& registry, const Shared&) {
    using api::Verb;
    using http::Method;
    auto& database = registry.database();
    registry.raw<ExportIn>({Method::get, "/api/v1/units/{unit}/documents/export", "documents.export",
                            "Xuất danh sách ra CSV hoặc XLSX", Verb::view},
                           [&database](api::Ctx& ctx, const ExportIn& in) { return export_list(ctx, in, database); });
    registry.raw<BookIn>({Method::get, "/api/v1/units/{unit}/registers/{id}/book", "registers.book",
                          "In sổ theo mẫu Phụ lục IV Nghị định 30/2020/NĐ-CP", Verb::view},
                         [&database](api::Ctx& ctx, const BookIn& in) { return export_book(ctx, in, database); });
    registry.raw<FileIn>(
        {Method::get, "/api/v1/units/{unit}/documents/{id}/file", "documents.file", "Tải tệp gốc", Verb::view},
        [&database](api::Ctx& ctx, const FileIn& in) { return original(ctx, in, database); });
}

}  // namespace sauro::documents
