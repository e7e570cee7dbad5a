// What a document is. Field names are the public JSON of `sauro read` (CONTRACT). Offsets: code points into `text`,
// [start, end).
#pragma once
#include <boost/describe.hpp>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "docread/presentation.hpp"

namespace sauro::docread {

struct Signer {
    std::optional<std::string> form, body, title, name;
};
struct LegalBasis {
    std::string symbol;
    std::optional<std::string> date;
    std::size_t start = 0, end = 0;
};
struct Section {
    std::string label, title;
    std::size_t start = 0, end = 0;
    std::vector<Section> children;
};
struct Task {
    std::optional<std::string> lead;
    std::vector<std::string> contributors;
    std::string work;
    std::optional<std::string> product, due;
    bool due_exclusive = false;
    std::optional<std::string> due_text, recurrence, clause;
    std::size_t start = 0, end = 0;
    double confidence = 0;
};
struct Ocr {
    bool used = false, suspect = false;
    std::optional<std::string> reason;
    std::optional<double> mean_confidence;
};
struct About {
    std::string symbol, relation;
};
// Where a field was read and how sure; the entry screen tints and orders by it.
struct FieldMark {
    std::string field;
    double confidence = 0;
    std::size_t start = 0, end = 0;
};
// What stands in a file beside its words and must not go out: how much of it, and whose.
struct Leftovers {
    int changes = 0, comments = 0;
    std::vector<std::string> changed_by, commented_by;
    std::vector<std::string> hidden;  // words set not to be seen, each with its paragraph; the first ones
};
struct Document {
    std::string file, format, kind;     // txt|docx|pdf|scan|html; official|press|other
    std::optional<std::string> system;  // party|state
    std::optional<int> number;
    std::optional<std::string> notation, symbol, document_type, issuer, parent_body, place, date, subject;
    std::optional<Signer> signer;
    std::vector<std::string> addressees;  // "Kính gửi"
    std::vector<std::string> recipients;  // "Nơi nhận"
    std::vector<LegalBasis> legal_basis;
    std::optional<std::string> secrecy, urgency;
    std::vector<Section> sections;
    std::vector<Task> tasks;
    Ocr ocr;
    std::vector<About> about;
    std::optional<int> pages;  // where the format knows it
    std::vector<int> turned;   // quarter turns clockwise that make each page upright; empty when all are
    std::vector<FieldMark> fields;
    std::string text;
    std::vector<std::string> warnings;
    // What a file holds beside its words that recipients must not get: tracked_changes | comments | hidden_text |
    // macros.
    std::vector<std::string> unsettled;
    Leftovers leftovers;
    // Not in the public JSON unless asked for (`read --layout`): described apart.
    std::optional<Presentation> presentation;
    // Neither: capitals were a matter of the font (.VnTimeH), and the font is not known.
    bool capitals_lost = false;
};

BOOST_DESCRIBE_STRUCT(Signer, (), (form, body, title, name))
BOOST_DESCRIBE_STRUCT(LegalBasis, (), (symbol, date, start, end))
BOOST_DESCRIBE_STRUCT(Section, (), (label, title, start, end, children))
BOOST_DESCRIBE_STRUCT(Task, (),
                      (lead, contributors, work, product, due, due_exclusive, due_text, recurrence, clause, start, end,
                       confidence))
BOOST_DESCRIBE_STRUCT(Ocr, (), (used, suspect, reason, mean_confidence))
BOOST_DESCRIBE_STRUCT(About, (), (symbol, relation))
BOOST_DESCRIBE_STRUCT(FieldMark, (), (field, confidence, start, end))
BOOST_DESCRIBE_STRUCT(Leftovers, (), (changes, comments, changed_by, commented_by, hidden))
BOOST_DESCRIBE_STRUCT(Document, (),
                      (file, format, kind, system, number, notation, symbol, document_type, issuer, parent_body, place,
                       date, subject, signer, addressees, recipients, legal_basis, secrecy, urgency, sections, tasks,
                       ocr, about, pages, turned, fields, text, warnings, unsettled, leftovers))

}  // namespace sauro::docread
