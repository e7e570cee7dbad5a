// Numbers follow the dates of issue: Decree 30/2020 Article 15.1; Party numbers run on through the term.
#pragma once
#include <string_view>

#include "modules/documents/service.hpp"

namespace sauro::documents {

// number_draft with the reason ("" = none) why the document is dated before its draft was opened, or otherwise than its
// heading says. A date that breaks the order of the book, or opens a book of a year before the draft, is refused
// (draft.date_order); one of those two without a reason too (draft.date_reason).
Result<Record> number_dated(db::Tx&, const Desk&, const NumberRequest&, std::string_view date_reason);

namespace store {
// The documents of the numbers beside one in its book.
struct Neighbours {
    std::optional<Record> before, after;
};
Result<Neighbours> neighbours(db::Snapshot&, std::string_view register_id, std::int64_t number);
}  // namespace store

}  // namespace sauro::documents
