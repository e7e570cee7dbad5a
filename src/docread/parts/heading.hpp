// The head of a document: who issued it, what it is called, where and when.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "docread/parts/source.hpp"
#include "docread/parts/symbol.hpp"

namespace sauro::docread {

struct Read {  // one field, where it stood, how sure
    std::string value;
    Span raw;
    double confidence = 0;
};

struct Heading {
    std::optional<Symbol> symbol;
    std::optional<FoundDate> date;
    std::optional<Read> place, issuer, parent_body, document_type, subject;
    std::vector<std::string> addressees;
    bool state_motto = false, party_motto = false, youth_motto = false;
    bool joint = false;                                             // the type says so: liên tịch, liên ngành
    bool type_line = false, addressed = false, cover_line = false;  // cover_line: "V/v …"
    std::size_t body_line = 0;                                      // first line after the head
};

Heading read_heading(const Source& source);

}  // namespace sauro::docread
