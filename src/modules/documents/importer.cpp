// `sauro import`: the same door as the web page, for files on a disk.
#include <fmt/format.h>

#include "audit/audit.hpp"
#include "modules/documents/check.hpp"
#include "modules/documents/intake.hpp"
#include "modules/documents/module.hpp"
#include "modules/documents/rules.hpp"
#include "search/search.hpp"

namespace sauro::documents {

namespace {

Text shortened(const Text& text, std::size_t most) {
    if (!text || text->size() <= most) return text;
    std::size_t end = most - 3;
    while (end > 0 && (static_cast<unsigned char>((*text)[end]) & 0xC0) == 0x80) --end;
    return text->substr(0, end) + "…";
}

// What was read, as if a clerk had taken it over.
Fields fields_of(const docread::Document& reading, std::string_view direction, base::Date today,
                 std::vector<std::string>& warnings) {
    Fields fields;
    fields.symbol = shortened(reading.symbol, 60);
    fields.document_type = shortened(reading.document_type, 100);
    if (reading.date) {
        const auto date = base::Date::parse_iso(*reading.date);
        if (date && *date <= today) {
            fields.date = *date;
        } else {
            warnings.push_back(fmt::format("Ngày đọc được ({}) không dùng được, để trống.", *reading.date));
        }
    }
    if (direction == "in") fields.issuer = shortened(reading.issuer, 200);
    fields.subject = shortened(reading.subject, 500);
    if (!fields.subject || fields.subject->empty()) {
        fields.subject = shortened(reading.file, 500);
        warnings.push_back("Không đọc được trích yếu; lấy tạm tên tệp.");
    }
    if (reading.signer) {
        fields.signer = shortened(reading.signer->name, 50);
        fields.signer_title = shortened(reading.signer->title, 100);
        fields.signing_form = shortened(reading.signer->form, 20);
    }
    fields.system = reading.system;
    if (reading.pages && *reading.pages >= 0) fields.pages = *reading.pages;
    fields.secrecy = reading.secrecy;
    for (const auto& about : reading.about) {
        if (about.relation == "implements" && !fields.implements) fields.implements = shortened(about.symbol, 60);
    }
    return fields;
}

// An outgoing document that carries its number already keeps it: it came out of a book kept elsewhere.
Result<Record> keep_outgoing(db::Tx& tx, const Desk& desk, const Fields& fields, const Attachment& attachment) {
    if (!fields.symbol) return register_outgoing(tx, desk, {fields, "", attachment, {}});
    return record_outgoing(tx, desk, fields, attachment);
}

}  // namespace

Result<Imported> import_file(db::Database& database, db::FileStore& files, const std::filesystem::path& file,
                             const ImportOptions& options) {
    if (options.direction != "in" && options.direction != "out") {
        return fail(ErrorKind::usage, "import.direction", "Chiều văn bản phải là in (đến) hoặc out (đi).",
                    "--direction must be in or out.");
    }
    Imported result;
    std::optional<Desk> desk;
    const auto now = options.clock();
    TRYV(database.read([&](db::Snapshot& snapshot) -> Status {
        TRY(desk, open_desk(snapshot, options.unit, {options.actor, options.actor_name}, now));
        return {};
    }));
    TRY(const auto prepared, prepare_file(files, file, file.filename().string(), options.limits, Keep::copy));
    result.warnings = prepared.reading.warnings;
    auto fields = fields_of(prepared.reading, options.direction, desk->today(), result.warnings);
    const Attachment attachment{prepared.file, prepared.reading.text, stored_reading(prepared.reading),
                                prepared.readable};
    const auto warnings = result.warnings;
    TRYV(database.write([&](db::Tx& tx) -> Status {
        result = {};  // a write may run again
        result.warnings = warnings;
        TRY(const auto found, store::duplicates(tx, {desk->unit.id, "", "", std::nullopt, prepared.file.sha256, ""}));
        for (const auto& same : found) {
            TRY(const auto stands, store::find(tx, desk->unit.id, same.id));
            if (!stands || stands->direction != options.direction) continue;
            result.outcome = Imported::Outcome::already_there;
            result.document_id = stands->id;
            result.symbol = stands->symbol.value_or("");
            result.subject = stands->subject;
            result.number = stands->number.value_or(0);
            return {};
        }
        TRY(const auto record, options.direction == "in" ? register_incoming(tx, *desk, {fields, {}, attachment, {}})
                                                         : keep_outgoing(tx, *desk, fields, attachment));
        result.document_id = record.id;
        result.symbol = record.symbol.value_or("");
        result.subject = record.subject;
        result.number = record.number.value_or(0);
        return audit::append(tx, {.at = now,
                                  .actor = options.actor,
                                  .unit = desk->unit.id,
                                  .action = "document.import",
                                  .subject = record.id,
                                  .detail = fmt::format(R"({{"sha256":"{}","direction":"{}"}})", prepared.file.sha256,
                                                        options.direction)});
    }));
    return result;
}

Status rebuild_derived(db::Database& database) {
    TRYV(database.write([](db::Tx& tx) { return store::recount(tx); }));
    constexpr std::int64_t batch = 200;
    std::string after;
    for (bool more = true; more;) {
        const auto done = database.write([&](db::Tx& tx) -> Status {
            TRY(const auto ids, store::ids_after(tx, after, batch));
            for (const auto& id : ids) {
                TRY(const auto record, store::find(tx, "", id));
                if (!record) continue;
                TRY(const auto unit, store::find_unit(tx, record->unit_id));
                if (!unit) continue;
                TRY(const auto stored, store::text_of(tx, id));
                TRYV(put_in_search(tx, {*unit, {}, 0}, *record,
                                   stored ? std::string_view(stored->text) : std::string_view()));
            }
            more = ids.size() == static_cast<std::size_t>(batch);
            if (!more) TRYV(search::made_again(tx));
            if (!ids.empty()) after = ids.back();
            return {};
        });
        if (!done) return done;
    }
    return {};
}

}  // namespace sauro::documents
