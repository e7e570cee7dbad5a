// What goes into the index for a text, and what a query asks for. Pure functions.
// Terms: folded syllable "hoach"; pair of neighbours "_ke_hoach"; spelling with marks "=hoạch" (only where marks are);
// tags "#k…", "#s…".
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace sauro::search {

struct Word {
    std::string folded;
    std::string spelled;  // unified spelling, "" when it carries no mark
};
Word read_word(std::string_view word);
std::string fold_word(std::string_view word);  // its `folded` alone

std::string pair_term(std::string_view first, std::string_view second);
std::string spelling_term(std::string_view spelled);

using Terms = std::map<std::string, int, std::less<>>;  // term -> how often, at most 8: more says nothing more
// `budget`: bytes of terms at most (a tsvector ends at 1 MB). Beyond it pairs are left out first, then words that come
// late.
Terms terms_of(std::string_view text, std::size_t budget);

std::string kind_tag(std::string_view kind);
std::string scope_tag(std::string_view scope);
std::vector<std::string> scope_tags(
    std::string_view scope);  // one for the scope and for everything above it; "" has one of its own

// Filters of a document, and what a question asks of them: each group holds alternatives.
std::vector<std::string> filter_tags(std::string_view type, std::string_view issuer, std::string_view day);
std::vector<std::vector<std::string>> filters_asked(std::string_view type, std::string_view issuer,
                                                    std::string_view from, std::string_view to);

struct Asked {
    std::vector<Word> words;  // in order, as typed; at most 16
    bool open_end = false;    // the last syllable may go on ("hoa" finds "hoạch")
};
Asked ask(std::string_view text);

}  // namespace sauro::search
