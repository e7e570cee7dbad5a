// What the trade knows: types, notations, organs, forms of signing, places. Data only; folded spellings are looked up,
// proper ones are shown.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace sauro::docread {

struct Entry {
    std::string_view key;    // folded
    std::string_view shown;  // as Vietnamese writes it
};

struct TypeEntry {
    std::string_view folded, shown;
    std::string_view state_code, party_code;  // notation of the type, "" when there is none
};

std::span<const TypeEntry> document_types();
const TypeEntry* type_named(std::string_view folded);  // "ket luan"
// The same for a line that names it together with its kind or state, folded: "ke hoach phoi hop", "bao cao tong ket",
// "ke hoach (dieu chinh)", "du thao ke hoach".
const TypeEntry* type_line(std::string_view folded);
const TypeEntry* type_of_code(std::string_view code, bool party);  // "KL"

// Organ that a notation alone names: "VPTW" -> "Văn phòng Trung ương Đảng".
std::optional<std::string_view> organ_of_notation(std::string_view code);
// Bodies of the centre, folded -> shown; `fuzzy` forgives what a bad reading does to them.
std::optional<std::string_view> known_organ(std::string_view folded, bool fuzzy);
std::span<const Entry> proper_phrases();  // longest first: "bo chinh tri" -> "Bộ Chính trị"
std::span<const Entry> provinces();       // folded name -> shown name
std::optional<std::string_view> known_place(std::string_view folded, bool fuzzy);

struct SigningForm {
    std::string_view folded;  // "t/m", "tm."
    std::string_view shown;   // "T/M", "TM."
    bool collective;          // what follows is the body; otherwise the office that is stood in for
};
std::span<const SigningForm> signing_forms();
std::span<const std::string_view> office_titles();  // folded, longest first: "pho chu tich"

}  // namespace sauro::docread
