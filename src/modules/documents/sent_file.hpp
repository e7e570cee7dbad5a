// The file that recipients get: it holds the words that were checked and signed, the number and day of the register,
// and nothing that they must not see. Decree 30/2020 Article 15 (number and day are of one document), Article 8 point 3
// (what was signed is what is issued).
#pragma once
#include <vector>

#include "docread/docread.hpp"
#include "docread/repair.hpp"
#include "modules/documents/flow.hpp"
#include "modules/documents/service.hpp"
#include "modules/documents/store.hpp"

namespace sauro::documents {

// What keeps the file of a document from going out, of a draft or of a numbered one, by the reading that is kept with
// it; nothing for a document without a file. What was read from a picture accuses nobody.
std::vector<flow::FileFault> file_faults(const Record&, const std::optional<store::StoredText>&);

// Another symbol behind the number: "157/QĐ-UBND" for "157/KH-UBND". Blanks and marks do not count: PDF lose them.
bool other_symbol(std::string_view said, std::string_view symbol);

// "12 chỗ sửa theo dõi (Track Changes) của 2 người (…), 3 ý kiến bên lề (Comment) của …"; nothing when there is
// nothing.
std::string said_leftovers(const docread::Leftovers&);

// A draft's file that is plain text holds nothing but words, so other words on the page simply take its place.
bool words_replace_file(const Record&, const std::optional<store::StoredText>& stored, std::string_view text);
void take_file_off(Record&);

// A file with a program in it never becomes a draft's file (document.macros): it would run at every recipient.
Status refuse_macros(const docread::Document&);
Status refuse_macros(std::string_view stored_reading);

// The share of words, in percent, that one text has and the other has not; the order does not count.
int words_apart(std::string_view a, std::string_view b);

// What writes the register's number and day into a .docx that reads as `text`; `over`: also over what another hand
// wrote, else only into places left open.
std::vector<docread::WordRepair> number_words_for(std::string_view text, const Record&, bool over);

namespace issuing {
// Takes the file off a draft: the words on the page are what is signed and sent. Its versions stay.
Result<Record> drop_file(db::Tx&, const Desk&, std::string_view id, std::int64_t version);
// The finished file of a numbered document instead of the one of its draft: signed, or with the number and day in it.
// Refused (document.file) when it says another number or holds what must not go out; `reason` is asked for
// (document.file_reason) when it says another day or reads otherwise than what was numbered.
struct FinishedFile {
    std::string id;
    std::int64_t version = 0;
    std::string reason;
};
Result<Record> finish_file(db::Tx&, const Desk&, const FinishedFile&, const Attachment&, std::string_view action);
}  // namespace issuing

}  // namespace sauro::documents
