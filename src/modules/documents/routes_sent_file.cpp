// The file that goes out: taken off a draft, the register's number and day written into it, the finished one in its
// place.
#include <algorithm>
#include <filesystem>

#include "modules/documents/issuing.hpp"
#include "modules/documents/issuing_view.hpp"
#include "modules/documents/routes.hpp"
#include "modules/documents/rules.hpp"
#include "modules/documents/sent_file.hpp"

namespace sauro::documents {

namespace {

struct DropIn {
    std::string id;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(DropIn, (), (id, version))
struct FinishIn {
    std::string id, name;
    std::int64_t version = 0;
    Text reason;
};
BOOST_DESCRIBE_STRUCT(FinishIn, (), (id, name, version, reason))
struct WriteNumberIn {
    std::string id;
    std::int64_t version = 0;
    std::optional<bool> over;  // also over a number or day that another hand wrote
};
BOOST_DESCRIBE_STRUCT(WriteNumberIn, (), (id, version, over))

// The .docx of a numbered document with the register's number and day in it, read again.
Result<PreparedFile> numbered_file(const api::Ctx& ctx, const WriteNumberIn& in, db::Snapshot& snapshot,
                                   const Services& services) {
    TRY(const auto record, store::find(snapshot, ctx.unit.id, in.id));
    if (!record || record->direction != "out") return no_such_document();
    TRYV(refuse_stale(*record, in.version));
    const auto by_hand = [] {
        return fail(ErrorKind::conflict, "document.file_by_hand",
                    "Chưa ghi được số và ngày vào tệp này: chỉ ghi được vào tệp .docx còn chừa chỗ ở đầu văn bản. Ghi "
                    "trong Word, hoặc ký số, rồi tải tệp hoàn chỉnh lên.",
                    "Number and day cannot be written into this file.");
    };
    if (!record->file_sha256 || !record->file_media_type.value_or("").contains("wordprocessingml")) return by_hand();
    const FileRef file{*record->file_sha256, record->file_name.value_or("van-ban.docx"), 0, ""};
    TRY(const auto reading, services.readings->of(*ctx.files, file));
    docread::Repair repair;
    repair.words = number_words_for(reading->text, *record, in.over.value_or(false));
    if (repair.words.empty()) return by_hand();
    TRY(const auto bytes, docread::repair_docx(ctx.files->path_of(file.sha256), repair, services.limits));
    TRY(auto made, read_back(ctx, bytes, file.name, services.limits));
    if (made.reading.number != record->number || made.reading.date != record->date) return by_hand();
    return made;
}

Result<IssuingView> finish(api::Ctx& ctx, const issuing::FinishedFile& in, const PreparedFile& file, db::Tx& tx,
                           const Services& services, std::string_view action) {
    TRY(const auto desk, desk_of(ctx, tx));
    TRY(const auto record, issuing::finish_file(tx, desk, in, attachment_of(file), action));
    ctx.audit = {.subject = record.id,
                 .detail = json::write({{"what", action}, {"sha256", file.file.sha256}, {"reason", in.reason}}),
                 .actor = {}};
    return issuing_view(tx, record, services, ctx);
}

}  // namespace

void add_sent_file_routes(api::Registry& registry, const Shared& services) {
    using api::Verb;
    using http::Method;
    registry.write<DropIn, IssuingView>(
        {Method::post, "/api/v1/units/{unit}/drafts/{id}/file/drop", "drafts.drop_file",
         "Bỏ tệp của dự thảo: lời văn trên trang là bản phát hành", Verb::draft},
        [services](api::Ctx& ctx, const DropIn& in, db::Tx& tx) -> Result<IssuingView> {
            TRY(const auto desk, desk_of(ctx, tx));
            TRY(const auto record, issuing::drop_file(tx, desk, in.id, in.version));
            ctx.audit = {.subject = record.id, .detail = json::write({{"what", "draft.drop_file"}}), .actor = {}};
            return issuing_view(tx, record, *services, ctx);
        });
    registry.write<WriteNumberIn, PreparedFile, IssuingView>(
        {Method::post, "/api/v1/units/{unit}/documents/{id}/file/number", "documents.number_file",
         "Ghi số và ngày của sổ vào tệp .docx của văn bản đã cấp số", Verb::register_document},
        [services](api::Ctx& ctx, const WriteNumberIn& in, db::Snapshot& snapshot) {
            return numbered_file(ctx, in, snapshot, *services);
        },
        [services](api::Ctx& ctx, const WriteNumberIn& in, const PreparedFile& file, db::Tx& tx) {
            return finish(ctx, {in.id, in.version, {}}, file, tx, *services, "document.number_file");
        });
    registry.upload<FinishIn, PreparedFile, IssuingView>(
        {Method::post, "/api/v1/units/{unit}/documents/{id}/file", "documents.finish_file",
         "Thay tệp của văn bản đã cấp số bằng bản hoàn chỉnh (đã ghi số, đã ký)", Verb::register_document},
        services->limits.file_bytes,
        [services](api::Ctx& ctx, const FinishIn& in, const std::filesystem::path& path) {
            return read_draft_file(*ctx.files, path, in.name, *services);
        },
        [services](api::Ctx& ctx, const FinishIn& in, const PreparedFile& file, db::Tx& tx) {
            return finish(ctx, {in.id, in.version, in.reason.value_or("")}, file, tx, *services,
                          "document.finish_file");
        });
}

}  // namespace sauro::documents
