// "Sửa giúp": the safe changes of presentation made in the draft's own .docx as its next version, and an older file
// taken again. Words are never touched.
#include <algorithm>
#include <filesystem>

#include "base/file.hpp"
#include "docread/repair.hpp"
#include "modules/documents/issuing.hpp"
#include "modules/documents/routes.hpp"
#include "modules/documents/rules.hpp"

namespace sauro::documents {

namespace {

struct RepairIn {
    std::string id;
    std::int64_t version = 0;
    std::optional<std::vector<std::string>> norms;  // only these; absent: all that can be mended
};
BOOST_DESCRIBE_STRUCT(RepairIn, (), (id, version, norms))
struct RestoreIn {
    std::string id;
    std::int64_t seq = 0, version = 0;
};
BOOST_DESCRIBE_STRUCT(RestoreIn, (), (id, seq, version))
struct RepairOut {
    std::int64_t version = 0, file = 0;  // of the draft now; which of its files this is
    Number undo;                         // the file before, to be taken again
    std::vector<std::string> fixed, left;
};
BOOST_DESCRIBE_STRUCT(RepairOut, (), (version, file, undo, fixed, left))

struct Mended {
    PreparedFile file;
    std::vector<std::string> fixed, left;  // norms
};

std::unexpected<Error> no_docx(bool edited) {
    if (edited) {
        return fail(ErrorKind::conflict, "repair.edited",
                    "Lời văn trên trang đã khác tệp tải lên nên chưa sửa giúp được. Tải lên tệp có lời văn mới rồi "
                    "sửa.",
                    "The words of the draft are no longer those of its file; upload the new file first.");
    }
    return fail(ErrorKind::conflict, "repair.no_file",
                "Chỉ sửa giúp được dự thảo có tệp .docx. Lưu văn bản thành .docx rồi tải lên làm bản mới.",
                "Only a draft with a .docx file can be mended.");
}

Result<Mended> mend(const api::Ctx& ctx, const RepairIn& in, db::Snapshot& snapshot, const Services& services) {
    TRY(auto draft, checked(ctx, snapshot, services, in.id, {}));
    TRYV(refuse_stale(draft.record, in.version));
    const auto& reading = draft.request.look.reading;
    if (!reading || reading->format != "docx") return no_docx(draft.request.look.edited);
    docread::Repair repair;
    std::vector<std::string> asked;
    for (const auto& [norm, change] : draft.answer.repairs) {
        if (in.norms && std::ranges::find(*in.norms, norm) == in.norms->end()) continue;
        repair.add(change);
        asked.push_back(norm);
    }
    if (repair.empty()) {
        return fail(ErrorKind::conflict, "repair.nothing",
                    "Không còn lỗi trình bày nào sửa giúp được một cách an toàn. Các lỗi còn lại sửa trong tệp rồi tải "
                    "lên bản mới.",
                    "Nothing is left that can be mended safely.");
    }
    TRY(const auto bytes, docread::repair_docx(ctx.files->path_of(*draft.record.file_sha256), repair, services.limits));
    Mended out;
    TRY(out.file, read_back(ctx, bytes, draft.record.file_name.value_or("du-thao.docx"), services.limits));
    if (out.file.reading.text != reading->text) {
        return fail(ErrorKind::conflict, "repair.words",
                    "Sửa cách trình bày của tệp này làm chữ đọc được thay đổi, nên tệp được giữ nguyên. Sửa trong "
                    "chương trình soạn thảo rồi tải lên bản mới.",
                    "Mending would have changed what is read; the file was left alone.");
    }
    services.readings->put(out.file);
    draft.request.look.reading = std::make_shared<const docread::Document>(out.file.reading);
    TRY(const auto unit, store::find_unit(snapshot, ctx.unit.id));
    if (!unit) return no_such_document();
    TRY(const auto again, check_text(snapshot, *unit, services, draft.request));
    for (auto& norm : asked) {
        const auto found = std::ranges::find(again.findings, norm, &FindingView::norm);
        const bool still = found != again.findings.end() && found->outcome == "breached";
        (still ? out.left : out.fixed).push_back(std::move(norm));
    }
    return out;
}

Result<RepairOut> keep_version(api::Ctx& ctx, db::Tx& tx, std::string_view id, std::int64_t version,
                               const PreparedFile& file, std::string_view action, const std::string& detail) {
    TRY(const auto desk, desk_of(ctx, tx));
    TRY(const auto before, issuing::files_of(tx, id));
    TRY(const auto record, issuing::upload_version(tx, desk, id, version, attachment_of(file), action, detail));
    RepairOut out;
    out.version = record.version;
    if (!before.empty()) out.undo = before.back().seq;
    out.file = before.empty() ? 1 : before.back().seq + 1;
    ctx.audit = {.subject = record.id,
                 .detail = json::write({{"what", action}, {"sha256", file.file.sha256}, {"detail", detail}}),
                 .actor = {}};
    return out;
}

Result<PreparedFile> older_file(const api::Ctx& ctx, const RestoreIn& in, db::Snapshot& snapshot,
                                const Services& services) {
    TRY(const auto record, store::find(snapshot, ctx.unit.id, in.id));
    if (!record) return no_such_document();
    TRY(const auto files, issuing::files_of(snapshot, in.id));
    const auto found = std::ranges::find(files, in.seq, &issuing::DraftFile::seq);
    if (found == files.end()) {
        return fail(ErrorKind::not_found, "draft.no_such_file",
                    "Dự thảo không có bản tệp này. Tải lại trang để thấy các bản đang giữ.",
                    "The draft has no such file.");
    }
    return prepare_file(*ctx.files, ctx.files->path_of(found->file.sha256), found->file.name, services.limits,
                        Keep::copy);
}

}  // namespace

Result<PreparedFile> read_back(const api::Ctx& ctx, const std::string& bytes, const std::string& name,
                               const docread::Limits& limits) {
    const auto path = ctx.files->temporary();
    TRYV(base::write_file_durably(path, bytes));
    auto file = prepare_file(*ctx.files, path, name, limits, Keep::take);
    std::error_code gone_already;
    std::filesystem::remove(path, gone_already);
    return file;
}

void add_repair_routes(api::Registry& registry, const Shared& services) {
    using api::Verb;
    using http::Method;
    registry.write<RepairIn, Mended, RepairOut>(
        {Method::post, "/api/v1/units/{unit}/drafts/{id}/repair", "drafts.repair",
         "Sửa giúp cách trình bày của tệp .docx thành bản mới, không đổi chữ nào", Verb::draft},
        [services](api::Ctx& ctx, const RepairIn& in, db::Snapshot& snapshot) {
            return mend(ctx, in, snapshot, *services);
        },
        [](api::Ctx& ctx, const RepairIn& in, const Mended& mended, db::Tx& tx) -> Result<RepairOut> {
            std::string norms;
            for (const auto& norm : mended.fixed) norms += (norms.empty() ? "" : ", ") + norm;
            TRY(auto out, keep_version(ctx, tx, in.id, in.version, mended.file, "draft.repair", norms));
            out.fixed = mended.fixed;
            out.left = mended.left;
            return out;
        });
    registry.write<RestoreIn, PreparedFile, RepairOut>(
        {Method::post, "/api/v1/units/{unit}/drafts/{id}/files/{seq}/restore", "drafts.restore_file",
         "Dùng lại một bản tệp cũ của dự thảo", Verb::draft},
        [services](api::Ctx& ctx, const RestoreIn& in, db::Snapshot& snapshot) {
            return older_file(ctx, in, snapshot, *services);
        },
        [](api::Ctx& ctx, const RestoreIn& in, const PreparedFile& file, db::Tx& tx) {
            return keep_version(ctx, tx, in.id, in.version, file, "draft.restore",
                                std::to_string(in.seq) + ": " + file.file.name);
        });
}

}  // namespace sauro::documents
