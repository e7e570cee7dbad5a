// What the registers hold and what comes in. `Record` is a row; the other structs are the public JSON of the HTTP
// interface.
#pragma once
#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"

namespace sauro::documents {

using Text = std::optional<std::string>;
using Number = std::optional<std::int64_t>;

// One row of `documents`; dates ISO. visit_columns() below is the one list of columns.
struct Record {
    std::string id;
    Text external_id;
    std::string unit_id, direction, status;
    std::int64_t version = 1;
    Text register_id;
    std::int64_t register_year = 0;
    Number number;
    Text code_number, notation, symbol, document_type, date, arrival_date, issuer;
    std::string subject;
    Text description, signer, signer_title, signing_form, recipients, to_places;
    std::string urgency = "thuong", language = "Tiếng Việt";
    Number pages, copies;
    Text due, handler_unit_id, handler_name, note;
    Text file_code_organ, file_code_notation;
    Number file_code_catalog;
    std::optional<bool> administrative;
    Text system, channel;
    std::optional<bool> digital;
    Text implements;
    Text file_sha256, file_name, file_media_type;
    Number file_size;
    Text symbol_key, issuer_key, duplicate_reason;
    std::string counted_on;
    std::int64_t sort_key = 0;
    bool is_open = false;
    bool sample = false;
    std::int64_t created_at = 0, updated_at = 0;
    std::string created_by;
};

// `column(name, member)` for every column; `R` is Record or const Record.
template <class R, class Column>
void visit_columns(R& r, Column&& column) {
    column("id", r.id);
    column("external_id", r.external_id);
    column("unit_id", r.unit_id);
    column("direction", r.direction);
    column("status", r.status);
    column("version", r.version);
    column("register_id", r.register_id);
    column("register_year", r.register_year);
    column("number", r.number);
    column("code_number", r.code_number);
    column("notation", r.notation);
    column("symbol", r.symbol);
    column("document_type", r.document_type);
    column("date", r.date);
    column("arrival_date", r.arrival_date);
    column("issuer", r.issuer);
    column("subject", r.subject);
    column("description", r.description);
    column("signer", r.signer);
    column("signer_title", r.signer_title);
    column("signing_form", r.signing_form);
    column("recipients", r.recipients);
    column("to_places", r.to_places);
    column("urgency", r.urgency);
    column("language", r.language);
    column("pages", r.pages);
    column("copies", r.copies);
    column("due", r.due);
    column("handler_unit_id", r.handler_unit_id);
    column("handler_name", r.handler_name);
    column("note", r.note);
    column("file_code_organ", r.file_code_organ);
    column("file_code_notation", r.file_code_notation);
    column("file_code_catalog", r.file_code_catalog);
    column("administrative", r.administrative);
    column("system", r.system);
    column("channel", r.channel);
    column("digital", r.digital);
    column("implements", r.implements);
    column("file_sha256", r.file_sha256);
    column("file_name", r.file_name);
    column("file_media_type", r.file_media_type);
    column("file_size", r.file_size);
    column("symbol_key", r.symbol_key);
    column("issuer_key", r.issuer_key);
    column("duplicate_reason", r.duplicate_reason);
    column("counted_on", r.counted_on);
    column("sort_key", r.sort_key);
    column("is_open", r.is_open);
    column("sample", r.sample);
    column("created_at", r.created_at);
    column("updated_at", r.updated_at);
    column("created_by", r.created_by);
}

// ---- public JSON ----

struct AreaBrief {
    std::string code, name, full_name, level;
};
BOOST_DESCRIBE_STRUCT(AreaBrief, (), (code, name, full_name, level))
struct UnitBrief {
    std::string id, code, name, level, bloc;
    AreaBrief area;
    std::string path;
    bool sample = false;
};
BOOST_DESCRIBE_STRUCT(UnitBrief, (), (id, code, name, level, bloc, area, path, sample))

struct FileRef {
    std::string sha256, name;
    std::int64_t size = 0;
    std::string media_type;
};
BOOST_DESCRIBE_STRUCT(FileRef, (), (sha256, name, size, media_type))

struct Document {
    std::string id, unit, direction, status;
    Text step;  // of a draft: where it stands in the issuing flow
    Number register_year, number;
    Text number_text, symbol, notation, document_type, date, arrival_date, issuer;
    std::string subject;
    Text description, signer, signer_title, signing_form;
    std::optional<std::vector<std::string>> recipients;
    Text to_places;
    std::string urgency, language;
    Number pages, copies;
    Text due;
    std::optional<UnitBrief> handler_unit;
    Text handler_name, note;
    std::optional<bool> administrative;
    Text system, channel;
    std::optional<bool> digital;
    Text implements, duplicate_reason;
    std::optional<FileRef> file;
    std::int64_t created_at = 0, updated_at = 0, version = 1;
    Number overdue_days, due_in_working_days;
};
BOOST_DESCRIBE_STRUCT(Document, (),
                      (id, unit, direction, status, step, register_year, number, number_text, symbol, notation,
                       document_type, date, arrival_date, issuer, subject, description, signer, signer_title,
                       signing_form, recipients, to_places, urgency, language, pages, copies, due, handler_unit,
                       handler_name, note, administrative, system, channel, digital, implements, duplicate_reason, file,
                       created_at, updated_at, version, overdue_days, due_in_working_days))

struct Duplicate {
    std::string id, unit;
    Number number;
    Text symbol;
    std::string subject;
    Text arrival_date;
    std::string reason;  // same_file | same_symbol | same_text | copy | overlap
    std::optional<int> match_percent;
};
BOOST_DESCRIBE_STRUCT(Duplicate, (), (id, unit, number, symbol, subject, arrival_date, reason, match_percent))

// ---- input ----

// What a person may enter or change; absent = unknown (on entry) or unchanged (on update).
struct Fields {
    Text symbol, document_type;
    std::optional<base::Date> date, arrival_date;
    Text issuer, subject, description, signer, signer_title, signing_form;
    std::optional<std::vector<std::string>> recipients;
    Text to_places, urgency, language;
    Number pages, copies;
    std::optional<base::Date> due;
    Text handler_unit, handler_name, note;  // handler_unit: id or code
    std::optional<bool> administrative, digital;
    Text system, channel, implements, secrecy, duplicate_reason;
};
BOOST_DESCRIBE_STRUCT(Fields, (),
                      (symbol, document_type, date, arrival_date, issuer, subject, description, signer, signer_title,
                       signing_form, recipients, to_places, urgency, language, pages, copies, due, handler_unit,
                       handler_name, note, administrative, digital, system, channel, implements, secrecy,
                       duplicate_reason))

}  // namespace sauro::documents
