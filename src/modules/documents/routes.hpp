// The routes of the module, in groups. Internal.
#pragma once
#include <memory>

#include "api/api.hpp"
#include "modules/documents/check.hpp"
#include "modules/documents/intake.hpp"
#include "modules/documents/module.hpp"
#include "modules/documents/present.hpp"
#include "modules/documents/service.hpp"

namespace sauro::documents {

using Shared = std::shared_ptr<const Services>;
void add_list_routes(api::Registry&, const Shared&);       // list, detail, duplicates, search, today
void add_entry_routes(api::Registry&, const Shared&);      // intake, register, change, status
void add_inbox_routes(api::Registry&, const Shared&);      // scan inbox
void add_draft_routes(api::Registry&, const Shared&);      // drafts, check, number
void add_issuing_routes(api::Registry&, const Shared&);    // steps, opinions, sign-off, necessity
void add_release_routes(api::Registry&, const Shared&);    // release, receipts, recall, arrivals
void add_figure_routes(api::Registry&, const Shared&);     // time of each step, allowance of the year
void add_register_routes(api::Registry&, const Shared&);   // books, reserve, cancel, explain
void add_file_routes(api::Registry&, const Shared&);       // exports and originals
void add_picture_routes(api::Registry&, const Shared&);    // pages of originals
void add_repair_routes(api::Registry&, const Shared&);     // "Sửa giúp", an older file again
void add_sent_file_routes(api::Registry&, const Shared&);  // the file that goes out

Result<Desk> desk_of(const api::Ctx&, db::Snapshot&);
inline Shown shown_of(const api::Ctx& ctx, const Services& services) { return {services.calendar, ctx.today()}; }

// A draft with the check of exactly this version.
struct CheckedDraft {
    Record record;
    CheckRequest request;
    CheckAnswer answer;
};
Result<CheckedDraft> checked(const api::Ctx&, db::Snapshot&, const Services&, const std::string& id,
                             const std::vector<std::string>& against);
Status keep_findings(db::Tx&, const CheckedDraft&, base::Millis now);
// Reads an uploaded file while the person waits; a long scan is refused with the way to the scan inbox.
Result<PreparedFile> read_while_waited_for(db::FileStore&, const std::filesystem::path&, std::string_view name,
                                           const docread::Limits&, const Fit& = {});

// The same for a file that is a draft: what was read is at hand for its check; one that holds a program is refused.
Result<PreparedFile> read_draft_file(db::FileStore&, const std::filesystem::path&, std::string_view name,
                                     const Services&);
Attachment attachment_of(const PreparedFile&);
// A file that was made here, read like an uploaded one and kept; one that fails leaves nothing.
Result<PreparedFile> read_back(const api::Ctx&, const std::string& bytes, const std::string& name,
                               const docread::Limits&);

// The filters of a register, of the list and of its export.
struct ListFilter {
    std::string direction;
    Text status, q;
    std::optional<bool> overdue;
    std::optional<int> year;
    std::optional<base::Date> from, to;
    Text document_type;
};
BOOST_DESCRIBE_STRUCT(ListFilter, (), (direction, status, q, overdue, year, from, to, document_type))
Result<store::ListQuery> query_of(const api::Ctx&, const ListFilter&);
// Ids in this unit that match `q`: a number of the book, or words of symbol, subject, issuer or text, with or without
// marks; best first, at most 200 found by words.
Result<std::vector<std::string>> ids_matching(db::Snapshot&, const api::Ctx&, const ListFilter&);
bool passes(const Record&, const store::ListQuery&);

Result<TodayAnswer> today_of(db::Snapshot&, const std::string& unit_id, const Services&, base::Millis now);

std::string href_of(const Record&);
// The original, for saving. A web page is never served as one: its scripts would run with the session of the reader.
Result<http::Response> file_response(const db::FileStore&, const FileRef&);

// What stands already and is like a file just read: same file or symbol first, then by wording; none twice.
Result<std::vector<Duplicate>> warnings_of_entry(db::Snapshot&, const api::Ctx&, const Services&,
                                                 const store::DuplicateQuery&, const docread::Document& reading);

}  // namespace sauro::documents
