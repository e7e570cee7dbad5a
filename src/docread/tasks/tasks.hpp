// Shared by the tasks_*.cpp files: who, what, until when. Offsets are folded bytes unless a name says raw.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "docread/parts/parts.hpp"
#include "docread/parts/words.hpp"

namespace sauro::docread {

// --- vocabulary (tasks_words.cpp)
const Lexicon& actor_heads();          // "sở", "chánh văn phòng", "thủ trưởng"
const Lexicon& actor_capital_heads();  // bodies only when written with a capital: "Hội", "Tổ"
const Lexicon& not_actors();           // "hội nghị", "tổ chức thực hiện": begin like a body, are none
const Lexicon& quantifiers();          // "các", "từng"
const Lexicon& deeds();                // verbs and manners that open what is to be done
const Lexicon& not_deeds();            // "trực thuộc", "cấp xã": begin like a deed, are part of a name
const Lexicon& charges();              // "có trách nhiệm", "chủ trì"
const Lexicon& orders();               // "giao", "yêu cầu"
const Lexicon& order_notes();          // "cho", "thêm", "nhiệm vụ cho": between an order and whom it is for
const Lexicon& adverbials();           // "trên cơ sở", "trước", "hằng năm": open a stretch that is no name
const Lexicon& past_marks();           // "đã", "được": what follows is told, not ordered
const Lexicon& named_by_deed();        // "ban chỉ đạo", "tổ công tác": a verb right behind belongs to the name
const Lexicon& roles();                // "cơ quan chủ trì": whoever it may be
const Lexicon& vague_actors();         // "các cơ quan liên quan"

// --- who (tasks_actors.cpp)
struct Actors {
    std::size_t begin = 0, end = 0;  // words
    std::size_t deed = 0;            // word where the predicate begins; `end` of the scan when there is none
    bool has_deed = false;
    bool colon = false;  // the name is followed by a colon
    bool told = false;   // "đã", "được" follows: history
    bool charged = false;
};
bool actor_at(const Words& words, std::size_t i);
// Is the name that `head` opened whole before `j`, so that a verb stands there (tasks_names.cpp)? `head_end`: behind
// the words of the head.
bool ends_name(const Words& words, std::size_t j, std::size_t head, std::size_t head_end);
// The naming of one or more bodies from word `i` on, `limit` words at most. `ordered`: an order stood before it, so an
// unknown verb may end the name too.
// `helpers`: behind "phối hợp với", where common nouns are bodies too.
std::optional<Actors> read_actors(const Words& words, std::size_t i, std::size_t limit, bool ordered,
                                  bool helpers = false);
std::vector<std::string> split_actors(const Words& words, std::size_t begin, std::size_t end);
bool is_vague(const Words& words, std::size_t begin, std::size_t end);

// --- until when (tasks_due.cpp)
struct Due {
    std::optional<base::Date> date;
    bool exclusive = false;
    Span folded;
    int strength = 0;
};
std::optional<Due> find_due(const Source& source, Span folded, std::optional<base::Date> document_date);
// The time a field names without any opening word: "Quý I/2026", "30/6/2026".
std::optional<Due> due_of_field(const Source& source, Span folded, std::optional<base::Date> document_date);
std::optional<std::string> find_recurrence(const Source& source, Span folded);

// --- where (tasks_units.cpp): paragraphs with their place in the nesting of lists.
struct Unit {
    Span raw, folded;      // whole paragraph
    std::size_t text = 0;  // folded offset past the list mark
    int level = 0;         // deeper is larger; see units()
    bool section = false;  // opens a section of the tree
    bool dash = false;
    bool closed = false;      // a paragraph behind the last item of a closed list: it belongs to no item
    bool heading = false;     // short, no stop at the end: a title
    bool introduces = false;  // ends with a colon
};
std::vector<Unit> units(const Source& source, const Layout& layout, const std::vector<Section>& sections);
std::vector<Span> sentences(const Source& source, Span folded);

}  // namespace sauro::docread
