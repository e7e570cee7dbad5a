#include "modules/documents/intake.hpp"

#include <map>

#include "base/file.hpp"
#include "text/text.hpp"

namespace sauro::documents {

namespace {

std::string media_type(std::string_view format, std::string_view name) {
    static const std::map<std::string, std::string, std::less<>> types = {
        {"txt", "text/plain; charset=utf-8"},
        {"html", "text/html"},
        {"pdf", "application/pdf"},
        {"png", "image/png"},
        {"jpg", "image/jpeg"},
        {"jpeg", "image/jpeg"},
        {"tif", "image/tiff"},
        {"tiff", "image/tiff"},
        {"doc", "application/msword"},
        {"rtf", "application/rtf"},
        {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
        {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}};
    if (const auto at = types.find(format); at != types.end()) return at->second;
    const auto dot = name.rfind('.');
    if (dot != std::string_view::npos) {
        if (const auto at = types.find(text::to_lower(name.substr(dot + 1))); at != types.end()) return at->second;
    }
    return "application/octet-stream";
}

}  // namespace

std::string clean_file_name(std::string_view name) {
    const auto slash = name.find_last_of("/\\");
    if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
    std::string shown = text::is_utf8(name) ? text::nfc(name) : std::string("van-ban");
    std::erase_if(shown, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '"' || c == 0x7F; });
    if (const text::CodepointIndex index(shown); index.size() > 200) shown.resize(index.byte_at(200));
    return shown.empty() ? "van-ban" : shown;
}

Result<PreparedFile> prepare_file(db::FileStore& files, const std::filesystem::path& path, std::string_view name,
                                  const docread::Limits& limits, Keep keep, const docread::ReadOptions& options,
                                  const Fit& fit) {
    PreparedFile prepared;
    const auto shown = clean_file_name(name);
    auto reading = docread::read_file(path, limits, shown, options);
    if (reading) {
        prepared.reading = std::move(*reading);
        prepared.readable = !prepared.reading.text.empty() && !prepared.reading.ocr.suspect;
    } else if (reading.error().code == "read.unsupported") {
        // A kind of file that is not read yet can still be registered by hand, with its original.
        prepared.reading.file = shown;
        prepared.reading.kind = "other";
        prepared.reading.warnings.push_back(reading.error().message);
    } else {
        return std::unexpected(std::move(reading).error());
    }
    if (fit) TRYV(fit(prepared.reading));
    db::StoredFile stored;
    if (keep == Keep::take) {
        TRY(stored, files.keep(path));
    } else {
        TRY(const auto bytes, base::read_file(path, limits.file_bytes));
        TRY(stored, files.keep_bytes(bytes));
    }
    prepared.file = {stored.sha256, shown, static_cast<std::int64_t>(stored.size),
                     media_type(prepared.reading.format, shown)};
    return prepared;
}

}  // namespace sauro::documents
