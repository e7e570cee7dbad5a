// The file that goes out: taken off a draft or cleaned, the register's number and day written into it, the finished one
// in its place.
#include <algorithm>
#include <filesystem>

#include "modules/documents/issuing.hpp"
#include "modules/documents/issuing_view.hpp"
#include "modules/documents/routes.hpp"
#include "modules/documents/rules.hpp"
#include "modules/documents/sent_file.hpp"

namespace sauro::documents {

namespace {

struct DraftFileIn {  // of a draft
    std::string id;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(DraftFileIn, (), (id, version))
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

struct CleanFile {
    PreparedFile file;
    std::string dropped;
};

// The .docx of a draft with its changes accepted and its comments gone, read again: the words of the page stay.
Result<CleanFile> cleaned_file(const api::Ctx& ctx, const DraftFileIn& in, db::Snapshot& snapshot,
                               const Services& services) {
    TRY(const auto record, store::find(snapshot, ctx.unit.id, in.id));
    if (!record || record->direction != "draft") return no_such_document();
    TRYV(refuse_stale(*record, in.version));
    if (!record->file_sha256 || !record->file_media_type.value_or("").contains("wordprocessingml")) {
        return fail(ErrorKind::conflict, "repair.no_file",
                    "Chỉ làm sạch được dự thảo có tệp .docx. Xử lý tệp này trong chương trình đã soạn nó, rồi tải lên.",
                    "Only a draft with a .docx file can be cleaned.");
    }
    const FileRef file{*record->file_sha256, record->file_name.value_or("du-thao.docx"), 0, ""};
    TRY(const auto reading, services.readings->of(*ctx.files, file));
    TRY(const auto stored, store::text_of(snapshot, record->id));
    if (!stored || stored->text != reading->text) {
        return fail(ErrorKind::conflict, "repair.edited",
                    "Lời văn trên trang đã khác tệp nên chưa làm sạch được: làm sạch rồi thì lời văn mới sẽ mất. Tải "
                    "lên tệp có lời văn mới, hoặc bỏ tệp để dùng lời văn trên trang.",
                    "The words of the draft are no longer those of its file.");
    }
    docread::Repair repair;
    repair.clean = true;
    TRY(const auto bytes, docread::repair_docx(ctx.files->path_of(file.sha256), repair, services.limits));
    CleanFile out{{}, said_leftovers(reading->leftovers)};
    TRY(out.file, read_back(ctx, bytes, file.name, services.limits));
    services.readings->put(out.file);
    return out;
}

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
    if (made.reading.number != record->number || made.reading.date != record->date ||
        other_symbol(made.reading.symbol.value_or(""), record->symbol.value_or("")))
        return by_hand();
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
    registry.write<DraftFileIn, IssuingView>(
        {Method::post, "/api/v1/units/{unit}/drafts/{id}/file/drop", "drafts.drop_file",
         "Bỏ tệp của dự thảo: lời văn trên trang là bản phát hành", Verb::draft},
        [services](api::Ctx& ctx, const DraftFileIn& in, db::Tx& tx) -> Result<IssuingView> {
            TRY(const auto desk, desk_of(ctx, tx));
            TRY(const auto record, issuing::drop_file(tx, desk, in.id, in.version));
            ctx.audit = {.subject = record.id, .detail = json::write({{"what", "draft.drop_file"}}), .actor = {}};
            return issuing_view(tx, record, *services, ctx);
        });
    registry.write<DraftFileIn, CleanFile, IssuingView>(
        {Method::post, "/api/v1/units/{unit}/drafts/{id}/file/clean", "drafts.clean_file",
         "Làm sạch tệp .docx của dự thảo thành bản mới: chấp nhận chỗ sửa theo dõi, bỏ ý kiến bên lề", Verb::draft},
        [services](api::Ctx& ctx, const DraftFileIn& in, db::Snapshot& snapshot) {
            return cleaned_file(ctx, in, snapshot, *services);
        },
        [services](api::Ctx& ctx, const DraftFileIn& in, const CleanFile& clean, db::Tx& tx) -> Result<IssuingView> {
            TRY(const auto desk, desk_of(ctx, tx));
            TRY(const auto record, issuing::upload_version(tx, desk, in.id, in.version, attachment_of(clean.file),
                                                           "draft.clean_file", clean.dropped));
            ctx.audit = {
                .subject = record.id,
                .detail = json::write(
                    {{"what", "draft.clean_file"}, {"sha256", clean.file.file.sha256}, {"detail", clean.dropped}}),
                .actor = {}};
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
