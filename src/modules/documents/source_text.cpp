// The text of a source document for those who may open it.
#include "modules/documents/keys.hpp"
#include "modules/documents/module.hpp"

namespace sauro::documents {

Result<std::optional<StoredSource>> source_text(db::Snapshot& snapshot, const api::Ctx& ctx, std::string_view symbol,
                                                base::Date issued) {
    std::vector<db::Value> params;
    std::string paths;
    const std::string& path = ctx.unit.path;
    for (std::size_t slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1)) {
        const std::string above = path.substr(0, slash + 1);
        if (!api::allowed(ctx.who, api::Verb::view, above)) continue;
        paths += paths.empty() ? "?" : ", ?";
        params.emplace_back(above);
    }
    if (paths.empty()) return std::nullopt;
    params.emplace_back(symbol_key(symbol));
    params.emplace_back(issued.iso());
    std::optional<StoredSource> found;
    // The unit's own copy first; another body's document of the same symbol has another date.
    TRYV(snapshot.query(
        "SELECT d.id, u.code, t.text FROM units u JOIN documents d ON d.unit_id = u.id JOIN document_texts t "
        "ON t.document_id = d.id WHERE u.path IN (" +
            paths +
            ") AND d.symbol_key = ? AND d.direction <> 'draft' AND (d.date IS NULL OR d.date = ?) "
            "ORDER BY length(u.path) DESC, d.id DESC LIMIT 1",
        params, [&](const db::Row& row) {
            found = StoredSource{row.str(0), row.str(1), row.str(2)};
            return false;
        }));
    return found;
}

}  // namespace sauro::documents
