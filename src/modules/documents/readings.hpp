// What kept files of drafts look like: read again in the jail when it is asked for and not at hand, so that nothing
// derived has to be stored with the draft.
#pragma once
#include <memory>
#include <string_view>

#include "api/api.hpp"
#include "docread/docread.hpp"
#include "modules/documents/intake.hpp"
#include "modules/documents/shelf.hpp"
#include "modules/documents/store.hpp"

namespace sauro::documents {

class ReadingShelf {
  public:
    explicit ReadingShelf(docread::Limits limits);
    using Reading = Shelf<docread::Document>::Kept;
    // The whole reading with its presentation; errors of the shelf and of docread::read_file.
    Result<Reading> of(const db::FileStore& files, const FileRef& file);
    void put(const PreparedFile& file);  // just read

  private:
    docread::Limits limits_;
    Shelf<docread::Document> shelf_;
};

// The file of a draft, as long as the words of the draft are those of the file: then its looks are the draft's looks.
struct FileLook {
    ReadingShelf::Reading reading;  // nothing: no file that shows its looks, or the words differ
    bool edited = false;            // there is such a file, and the words differ from it
    bool scan = false;              // the words were read from pictures
};
// A server too busy to read it is an error: a check without the looks would find less. A file that is lost or damaged
// is as good as none.
Result<FileLook> look_of(const api::Ctx&, ReadingShelf&, const Record&, const std::optional<store::StoredText>& stored,
                         std::string_view text);

}  // namespace sauro::documents
