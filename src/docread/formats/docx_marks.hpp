// What people left in a WordprocessingML part that nobody has settled: tracked changes and the places of comments.
#pragma once
#include <algorithm>
#include <pugixml.hpp>
#include <string_view>

#include "docread/document.hpp"
#include "docread/formats/xml_node.hpp"

namespace sauro::docread {

template <class List>
bool among(const List& list, std::string_view name) {
    return std::ranges::find(list, name) != std::ranges::end(list);
}

// A change of looks, of a table, of numbering; or the ends of a stretch that was moved.
bool is_look_change(std::string_view name);
bool is_comment_place(std::string_view name);

// Adds the changes of a part and who made them. What was deleted counts once, whatever it holds; a paragraph mark that
// went or came with the words before it is no change of its own.
void count_changes(pugi::xml_node root, Leftovers& into);
void count_comments(pugi::xml_node root, Leftovers& into);

// The mark at the end of a paragraph was deleted or moved away: what follows joins it.
bool mark_deleted(pugi::xml_node paragraph);
// The paragraph, table or box that follows in the same place once all changes are accepted; nothing at its end.
pugi::xml_node next_block(pugi::xml_node block);

}  // namespace sauro::docread
