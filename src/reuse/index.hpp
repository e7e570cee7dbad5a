// Which of very many documents a text was taken from. Derived data: when it is lost or damaged, the caller builds it
// again from the store. One process keeps it, others may look into it; one writer, any number of readers, which no
// write, flush or merge blocks.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "reuse/reuse.hpp"

namespace sauro::reuse {

struct IndexOptions {
    std::size_t memory_postings = 6'000'000;  // 12 bytes each; then a segment is written (a flush)
    std::size_t fan_in = 6;                   // segments of one size that are merged into one
    bool merge_on_flush = true;               // false: the caller calls merge() from a thread of its own
    bool verify = true;                       // checksums of whole segments when opening
    std::uint64_t coarser_from = 200'000;     // documents; from here on one gram in eight is kept instead of four
    bool read_only = false;  // beside the process that keeps the index: nothing is written, what is put stays in memory
};

// Asked before anything is learnt from a document but its number; what it refuses is never returned nor read.
using Allowed = std::function<bool(std::uint64_t id)>;
// Brings the text of a document as it was put. False when it cannot (then the document is left out).
using TextOf = std::function<bool(std::uint64_t id, std::string& text)>;

struct FindOptions {
    std::size_t limit = 10;
    double min_share = overlap_share;  // of the text asked about, or of the document found
    std::size_t candidates = 20;       // documents whose text is compared at most
    Allowed allowed = {};              // empty: all
    TextOf text_of = {};
};

struct Match {
    std::uint64_t id = 0;
    double share = 0;         // of the text asked about that lies in this document; formulae count a tenth, and so
                              // does a short passage that very many hold
    double source_share = 0;  // of this document that lies in the text asked about
    double agreement = 0;     // share of the syllables that agree, marks counting a tenth: the order of the matches
    Verdict verdict = Verdict::distinct;
    bool ocr_like = false;
    bool same_syllables = false;    // the texts differ in marks, signs and capitals at most
    std::vector<Passage> passages;  // a: the text asked about, b: the document
};

struct Similar {
    std::uint64_t id = 0;
    double score = 0;  // 0…1, share of the sampled grams, rare ones weighing more
};

struct IndexStats {
    std::uint64_t documents = 0, postings = 0, bytes = 0;  // bytes on disk
    std::size_t segments = 0, in_memory = 0;               // documents not on disk yet
};

class Index {
  public:
    // Makes the folder when it is missing. Errors: reuse.damaged, reuse.version (remove the folder, put everything
    // again), reuse.in_use, file errors.
    static Result<std::unique_ptr<Index>> open(const std::filesystem::path& folder, const IndexOptions& options = {});
    ~Index();  // what is in memory only is lost: flush() first

    // Visible to find at once; replaces an older text of the id. `mark` grows with the caller's changes.
    Status put(std::uint64_t id, std::string_view text, std::uint64_t mark = 0);
    Status remove(std::uint64_t id, std::uint64_t mark = 0);
    // Everything put or removed with a mark up to this one survives a crash; later changes are for the caller to
    // repeat.
    std::uint64_t durable_mark() const;
    Status flush();
    Status merge();    // where the policy asks for it
    Status compact();  // to one segment

    // Best first. Needs options.text_of.
    std::vector<Match> find(std::string_view text, const FindOptions& options) const;
    // "More like this": documents that share wording, best first, without reading them. `after`: the last one of the
    // page before.
    std::vector<Similar> similar(std::string_view text, std::size_t limit, const Allowed& allowed = {},
                                 const Similar* after = nullptr) const;
    // Documents whose folded_hash() is this.
    std::vector<std::uint64_t> same_text(std::uint64_t folded_hash, const Allowed& allowed = {}) const;

    IndexStats stats() const;

  private:
    struct Impl;
    explicit Index(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace sauro::reuse
