// The parts of a document after its head. Offsets are bytes of the text; analyse() turns them into code points.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "docread/document.hpp"
#include "docread/parts/heading.hpp"
#include "docread/parts/source.hpp"

namespace sauro::docread {

// Where the body stops: lines of recipients, of the signature, of the site that published the text.
struct Layout {
    std::size_t body_line = 0;        // first line of the body
    std::size_t body_end_line = 0;    // first line after it
    std::size_t recipients_line = 0;  // npos when there is none
    std::size_t signature_line = 0;   // npos when there is none
    std::size_t foot_line = 0;        // first line of what the publishing site added; lines().size() when nothing
    std::size_t annex_line = 0;       // first line of what is issued with it, below the signature; npos when nothing
    bool annex_lists = false;         // it is a list or a form: its numbers are no sections, its sentences no orders
    Span body;                        // bytes
    static constexpr std::size_t npos = static_cast<std::size_t>(-1);
};
Layout lay_out(const Source& source, const Heading& heading);

struct Recipients {
    std::vector<std::string> entries;
    Span raw;
};
Recipients read_recipients(const Source& source, const Layout& layout);

struct Signature {
    Signer signer;
    Span raw;
    double confidence = 0;
};
std::optional<Signature> read_signature(const Source& source, const Layout& layout);

std::vector<Section> read_sections(const Source& source, const Layout& layout);
// Where a byte stands: "2.1", "IV.3", "Điều 3 khoản 2 điểm a".
std::optional<std::string> clause_path(const std::vector<Section>& sections, std::size_t byte);

// Paragraphs of the body and the annexes: lines, or wrapped lines joined.
std::vector<Span> paragraphs(const Source& source, const Layout& layout);

std::vector<Task> read_tasks(const Source& source, const Heading& heading, const Layout& layout,
                             const std::vector<Section>& sections);

void read_citations(const Source& source, const Heading& heading, const Layout& layout,
                    const std::vector<Section>& sections, Document& out);

struct Marking {
    std::string shown;  // "Tối mật", "Hỏa tốc"
    Span raw;
};
std::optional<Marking> find_secrecy(const Source& source);
std::optional<Marking> find_urgency(const Source& source);

// official | press | other; a press text's date is put out.
std::string judge_kind(const Source& source, const Heading& heading, const Layout& layout, bool signed_by,
                       std::optional<FoundDate>& press_date);

}  // namespace sauro::docread
