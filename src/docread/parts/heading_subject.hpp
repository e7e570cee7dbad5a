// The subject of a document, gathered line by line.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "docread/parts/heading.hpp"

namespace sauro::docread {

// Keeps the words of a subject as they come.
class SubjectReader {
  public:
    explicit SubjectReader(const Source& source) : source_(source) {}
    bool started() const { return !text_.empty(); }
    bool closed() const { return closed_; }
    void close() { closed_ = started(); }
    // Takes the piece when it goes on with the subject. `cover`: the narrow column of a letter.
    bool take(Span raw, Span folded, bool first_is_sure, bool cover = false);
    // `body` shows how the document itself writes names.
    std::optional<Read> result(std::string_view body, double confidence) const;

  private:
    const Source& source_;
    std::string text_;
    Span span_;
    bool capitals_ = false, closed_ = false;
};

}  // namespace sauro::docread
