#include "modules/reviews/reviews.hpp"

#include "facts/fields.hpp"
#include "facts/table.hpp"
#include "modules/reviews/routes.hpp"

namespace sauro::embedded {
std::span<const base::EmbeddedFile> reviews_migrations();
}

namespace sauro::reviews {
namespace {

using namespace facts::field;  // NOLINT: the words of a field table

facts::Kind document_review() {
    return facts::table_kind(
        {.name = "document_review",
         .table = "document_reviews",
         .fields = {key(), must(unit("unit", "cơ quan ban hành văn bản")),
                    must(words("document", "số, ký hiệu văn bản được rà")), words("other", "văn bản kia của cặp"),
                    must(date("date", "ngày rà")),
                    choice("issue", {"none", "overlap", "contradiction", "unfit", "similar"},
                           "không có, chồng chéo, mâu thuẫn, không phù hợp, tương đồng"),
                    flag("other_sector", "văn bản kia của ngành khác"),
                    choice("action", {"keep", "amend", "supplement", "replace", "merge", "joint", "repeal"},
                           "giữ, sửa, bổ sung, thay thế, gộp, liên tịch, bãi bỏ"),
                    words("owner"), date("due"), date("done_on")}});
}

facts::Kind legal_document() {
    return facts::table_kind(
        {.name = "legal_document",
         .table = "legal_documents",
         .fields = {key(), must(unit("unit", "bộ, ngành chủ trì")), must(words("symbol")),
                    words("sector", "ngành, lĩnh vực"),
                    count("priority_group", "nhóm ưu tiên 1 đến 6 của 221-KL/TW; 0 là không thuộc nhóm nào"),
                    date("date", "ngày đưa vào danh mục"), date("due", "hạn rà soát do nơi giao đặt")}});
}

facts::Kind legal_review() {
    return facts::table_kind(
        {.name = "legal_review",
         .table = "legal_reviews",
         .fields = {key(), must(ref("document", "legal_document")), must(date("date", "ngày rà xong")),
                    choice("finding", {"none", "overlap", "contradiction", "unfit"},
                           "không có, chồng chéo, mâu thuẫn, chưa phù hợp mô hình hai cấp"),
                    choice("action", {"amend", "supplement", "complete"}, "sửa đổi, bổ sung, hoàn thiện"),
                    words("owner"), date("due"), date("done_on")},
         .references = {{"legal_document", "legal_documents"}}});
}

facts::View entry_checks() {
    using facts::Type;
    return facts::unit_view(
        "entry_checks", {{"document", Type::text, "số, ký hiệu văn bản vừa vào sổ"},
                         {"checked_on", Type::date, "ngày máy đối chiếu nội dung"},
                         {"duplicate", Type::boolean, "đã có văn bản cùng nội dung trong sổ của đơn vị"},
                         {"other", Type::text, "văn bản vào sổ trước"},
                         {"share", Type::integer, "phần trăm nội dung giống"},
                         {"resolved", Type::boolean, "đã ghi lý do, hoặc đã quyết định về hai văn bản"},
                         {"same_line", Type::boolean, "cùng số, ngày và trích yếu: đã đếm là dòng vào sổ hai lần"}});
}

}  // namespace

api::Module module() {
    api::Module module;
    module.name = "reviews";
    module.migrations = db::migrations_of("reviews", embedded::reviews_migrations());
    module.kinds = {document_review(), legal_document(), legal_review()};
    module.views = {facts::kind_view("document_reviews", module.kinds[0]),
                    facts::kind_view("legal_documents", module.kinds[1], {{"reviewed_on", facts::Type::date}}),
                    facts::kind_view("legal_reviews", module.kinds[2]), entry_checks()};
    module.routes = add_routes;
    return module;
}

}  // namespace sauro::reviews
