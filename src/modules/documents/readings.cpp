#include "modules/documents/readings.hpp"

namespace sauro::documents {

namespace {

constexpr std::size_t kShelfBytes = 64U << 20;
constexpr std::size_t kAtOnce = 2;  // as many workers for drafts, however many people check

std::size_t weight(const docread::Document& document) {
    std::size_t bytes = 4096 + 2 * document.text.size();
    if (document.presentation) {
        for (const auto& paragraph : document.presentation->paragraphs)
            bytes += sizeof paragraph + paragraph.runs.size() * (sizeof(docread::TextLook) + 32);
    }
    return bytes;
}

bool is_scan(const std::optional<store::StoredText>& stored) {
    if (!stored || stored->reading.empty()) return false;
    const auto parsed = json::parse(stored->reading);
    const auto* format = parsed && parsed->is_object() ? parsed->as_object().if_contains("format") : nullptr;
    return format != nullptr && format->is_string() && format->get_string() == "scan";
}

bool shows_looks(const Record& record) {
    const auto type = record.file_media_type.value_or("");
    return type.contains("wordprocessingml") || type == "application/pdf";
}

}  // namespace

ReadingShelf::ReadingShelf(docread::Limits limits) : limits_(limits), shelf_(kShelfBytes, kAtOnce, &weight) {}

Result<ReadingShelf::Reading> ReadingShelf::of(const db::FileStore& files, const FileRef& file) {
    return shelf_.get(file.sha256, [&] { return docread::read_file(files.path_of(file.sha256), limits_, file.name); });
}

void ReadingShelf::put(const PreparedFile& file) {
    if (file.reading.presentation) shelf_.put(file.file.sha256, file.reading);
}

Result<FileLook> look_of(const api::Ctx& ctx, ReadingShelf& shelf, const Record& record,
                         const std::optional<store::StoredText>& stored, std::string_view text) {
    if (!record.file_sha256) return FileLook{};
    if (is_scan(stored)) return FileLook{nullptr, false, true};  // shows no looks, and reading it again takes its time
    if (!shows_looks(record)) return FileLook{};
    auto reading = shelf.of(*ctx.files, {*record.file_sha256, record.file_name.value_or(""), 0, ""});
    if (!reading && reading.error().kind == ErrorKind::unavailable) return std::unexpected(reading.error());
    if (!reading || !(*reading)->presentation) return FileLook{};
    if ((*reading)->text != text) return FileLook{nullptr, true};
    return FileLook{std::move(*reading), false};
}

}  // namespace sauro::documents
