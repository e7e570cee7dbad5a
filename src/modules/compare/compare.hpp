// Which documents of the store say what a text says: copies of a superior's document (226-KL/TW 2.1 ¶3), repeated
// papers (¶4), duplicates on entry, a bad scan and its original, a press text and the document it reports on. The index
// is derived from the store and follows it; what a person may not view is never asked about.
#pragma once
#include <boost/describe.hpp>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/api.hpp"
#include "db/db.hpp"
#include "reuse/index.hpp"

namespace sauro::compare {

using Text = std::optional<std::string>;

// A document that shares wording with the text asked about. Shares 0…1. `verdict`: same (one document, also in another
// form), copy, overlap, related (alike in wording only: "more like this").
struct Similar {
    std::string id, unit, unit_name, direction;
    Text number_text, symbol, document_type, date, issuer;
    std::string subject;
    bool superior = false;  // issued by a body of a higher level than the asking unit
    std::string verdict;
    bool same_document = false;  // verdict same, and no number or date that says otherwise
    bool same_file = false;
    double share_of_this = 0, share_of_other = 0;
    bool ocr_like = false;  // one side is a scan read badly
};
BOOST_DESCRIBE_STRUCT(Similar, (),
                      (id, unit, unit_name, direction, number_text, symbol, document_type, date, issuer, subject,
                       superior, verdict, same_document, same_file, share_of_this, share_of_other, ocr_like))
struct SimilarAnswer {
    std::vector<Similar> items;  // superiors' first, then by share
    bool complete = false;       // false: the index is still catching up with the store, more may be found later
    Text next;                   // cursor of the next page; only of related()
};
BOOST_DESCRIBE_STRUCT(SimilarAnswer, (), (items, complete, next))

struct Question {
    const api::Principal& who;
    std::string unit_level;  // of the asking unit: "central", "province", "commune"
    std::string_view text;
    std::string except, file_sha256;  // the document itself; its file
    int limit = 20;
    Text symbol{}, date{};      // of the text asked about, where known
    double least_share = 0.12;  // of either side
    Text cursor{};              // related() goes on behind it
};

class Engine {
  public:
    Engine();
    ~Engine();  // stops
    // Opens the index under `folder` (built again when lost or damaged) and begins to follow the store.
    Status start(db::Database& database, const std::filesystem::path& folder);
    // The same for one question beside the process that keeps the index: reads it, takes in memory what is newer, and
    // writes nothing. Returns once the store was read to its end.
    Status look(db::Database& database, const std::filesystem::path& folder);
    void stop();  // what was followed is flushed
    // True once everything that stood in the store at the last look is in the index.
    bool complete() const;

    Result<SimilarAnswer> similar(db::Snapshot&, const Question&) const;
    Result<SimilarAnswer> related(db::Snapshot&, const Question&) const;  // "more like this", paged
    // Issued documents that share wording with an issued one; with an incoming one, incoming documents in the book of
    // the same unit. Whoever may view them: for work in the background that shows its results by right. `number`: of
    // the document itself, left out. Empty before start().
    Result<std::vector<reuse::Match>> registered_like(db::Snapshot&, std::int64_t number, std::string_view text,
                                                      std::size_t limit) const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

api::Module module(std::shared_ptr<Engine> engine);

}  // namespace sauro::compare
