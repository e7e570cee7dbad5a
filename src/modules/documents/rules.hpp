// Rules shared by entry, change and numbering. Internal to the module.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "modules/documents/service.hpp"

namespace sauro::documents {

// Puts `fields` into `record`, cleaned; names every wrong field at once (code document.fields).
Status apply_fields(db::Snapshot&, const Desk&, const Fields&, Record&);
// Keys, counting day, place in lists, open or not: everything that follows from the other fields.
void derive(Record&, base::Millis draft_started);

bool may_change(std::string_view status);
bool may_follow(std::string_view direction, std::string_view from, std::string_view to);

// The number to write on the line: the reserved one that was asked for, or the next of the series.
Result<store::Taken> number_for(db::Tx&, const Desk&, const BookKey&, const Number& reserved);

// Below the unit's path, so that rights on the unit cover it, and apart from units under it, so that a register can be
// searched alone.
std::string register_scope(std::string_view unit_path, std::string_view direction);
Status put_in_search(db::Tx&, const Desk&, const Record&, std::string_view text);
Status note_event(db::Tx&, const Desk&, std::string_view document_id, std::string_view action, std::string detail = {});

std::string recipients_json(const std::vector<std::string>& list);
std::vector<std::string> recipients_list(std::string_view json);
std::string checked_reason(std::string_view text);  // trimmed, NFC; "" when there is none
bool says_why(std::string_view reason);  // three words at least: "x" is kept forever and tells nobody anything

std::unexpected<Error> no_such_document();
Status refuse_stale(const Record& before, std::int64_t version);
// What the number stands for may not change under it: the year of the book, the symbol, the type.
Status refuse_renumbering(const Record& before, const Record& after);
std::string changed_columns(const Record& before, const Record& after);  // "subject, due"
std::string status_name(std::string_view status);                        // "Đã vào sổ"
bool reads_well(std::string_view reading_json, std::string_view text);   // real text, not a picture or a broken reading

// Number, symbol, register, and what follows from the type, for an outgoing document with its date and type set.
Status give_outgoing_number(db::Tx&, const Desk&, Record&, std::string_view book, const Number& reserved);

}  // namespace sauro::documents
