// One page of an original as a picture: of a file in the scan inbox, of one being entered, of a document that keeps
// one.
#include "modules/documents/inbox.hpp"
#include "modules/documents/pictures.hpp"
#include "modules/documents/routes.hpp"
#include "modules/documents/rules.hpp"

namespace sauro::documents {

namespace {

struct PageIn {
    std::string id;
    int page = 1;
    std::optional<int> dpi;
};
BOOST_DESCRIBE_STRUCT(PageIn, (), (id, page, dpi))

std::unexpected<Error> gone() {
    return fail(ErrorKind::not_found, "inbox.not_found",
                "Không còn tệp này trong hộp quét, hoặc tệp chưa đọc xong. Tải lại danh sách để thấy các tệp còn lại.",
                "This file is no longer in the scan inbox, or not read yet.");
}

using Found = std::optional<store::Intake>;
// The file and its reading; nothing when there is none that this unit may see.
using Look = Result<Found> (*)(db::Snapshot&, const std::string& unit_id, const std::string& id);

Result<Found> in_inbox(db::Snapshot& snapshot, const std::string& unit_id, const std::string& id) {
    TRY(const auto item, inbox::find(snapshot, unit_id, id));
    // What was not read yet may be marked secret: nobody looks at it before the reader did.
    if (!item || !item->intake_id) return gone();
    TRY(auto intake, store::find_intake(snapshot, unit_id, *item->intake_id));
    if (!intake) return gone();
    return intake;
}

Result<Found> in_entry(db::Snapshot& snapshot, const std::string& unit_id, const std::string& id) {
    TRY(auto intake, store::find_intake(snapshot, unit_id, id));
    if (!intake) return gone();
    return intake;
}

Result<Found> in_register(db::Snapshot& snapshot, const std::string& unit_id, const std::string& id) {
    TRY(const auto record, store::find(snapshot, unit_id, id));
    if (!record) return no_such_document();
    store::Intake found;
    found.file = {record->file_sha256.value_or(""), record->file_name.value_or("van-ban"), 0, ""};
    TRY(const auto stored, store::text_of(snapshot, id));
    if (stored) found.reading = stored->reading;
    return found;
}

}  // namespace

void add_picture_routes(api::Registry& registry, const Shared& services) {
    using api::Verb;
    const auto shelf = std::make_shared<PictureShelf>(services->limits);
    auto& database = registry.database();
    const auto add = [&](const char* path, const char* name, const char* summary, Verb verb, Look look) {
        registry.raw<PageIn>({http::Method::get, path, name, summary, verb},
                             [&database, shelf, look](api::Ctx& ctx, const PageIn& in) -> Result<http::Response> {
                                 Found found;
                                 TRYV(database.read([&](db::Snapshot& snapshot) -> Status {
                                     TRY(found, look(snapshot, ctx.unit.id, in.id));
                                     return {};
                                 }));
                                 return picture_response(ctx, *shelf, found->file, found->reading, in.page, in.dpi);
                             });
    };
    add("/api/v1/units/{unit}/inbox/{id}/pages/{page}", "inbox.page", "Ảnh một trang của bản quét",
        Verb::register_document, &in_inbox);
    add("/api/v1/units/{unit}/intake/{id}/pages/{page}", "documents.intake_page", "Ảnh một trang của tệp đang vào sổ",
        Verb::register_document, &in_entry);
    add("/api/v1/units/{unit}/documents/{id}/pages/{page}", "documents.page", "Ảnh một trang của tệp gốc", Verb::view,
        &in_register);
}

}  // namespace sauro::documents
