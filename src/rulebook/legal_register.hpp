// Which documents are in force: what a draft may rest on and what it must not rest on any more. Rows come from
// data/documents_in_force.csv, from an office's own file, and from whoever keeps a register.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/time.hpp"

namespace sauro::rulebook {

struct LegalEntry {
    std::string symbol;  // "66-QĐ/TW"
    std::string type;    // "quy định"
    std::string name;    // of a law as it is cited: "Luật Lưu trữ"
    std::string issuer;  // several with '|' between: either may be cited
    std::string system;  // party | state | ""
    std::optional<base::Date> date, effective_from, ended_on;
    std::string ended_by;  // symbol of the document that replaced, repealed or amended it
    std::string relation;  // replaced | repealed | amended | ""
    std::optional<base::Date> amended_on;
    // false: a number that many bodies give anew each year ("3219/QĐ-UBND"), with neither day nor issuer to tell whose.
    bool certain = true;
    std::string source, reliability;  // A text or copy of it, B public sources agree, C to be compared with the text

    // Ended on or before that day. A document that was amended in part goes on.
    bool ended(base::Date day) const { return relation != "amended" && ended_on && *ended_on <= day; }
    // Amended or ended in part by then; on a day that is not known, too.
    bool amended(base::Date day) const {
        return relation == "amended" && !ended_by.empty() && (!amended_on || *amended_on <= day);
    }
};

class LegalRegister {
  public:
    // The rows built into the binary.
    static const LegalRegister& shipped();

    // A row takes the place of an earlier one with the same symbol.
    void add(LegalEntry entry);
    // A file of an office: comma separated with the header of data/documents_in_force.csv, or one JSON object a line
    // (symbol, document_type, issuer, date, subject, in_force_from, in_force_to, replaced_by, repealed_by, replaced_on,
    // amended_by). Nothing is taken from a file with a wrong line; the error names file and line.
    Status add_file(std::string_view file, std::string_view content);

    const LegalEntry* find(std::string_view symbol) const;
    // Laws by the name they are cited with, lower case: "luật lưu trữ".
    std::vector<const LegalEntry*> named(std::string_view canonical_name) const;
    const std::map<std::string, std::vector<std::string>, std::less<>>& names() const { return names_; }
    std::size_t size() const { return entries_.size(); }

  private:
    std::map<std::string, LegalEntry, std::less<>> entries_;              // by key
    std::map<std::string, std::vector<std::string>, std::less<>> names_;  // canonical name -> keys
};

// One spelling for a symbol: no blanks, no leading zero, lower case.
std::string symbol_key(std::string_view symbol);

}  // namespace sauro::rulebook
