// analyse(): a text that is already at hand, read by the parts beside this file. Pure; linear in the length of the
// text.
#include <algorithm>

#include "docread/docread.hpp"
#include "docread/parts/parts.hpp"
#include "text/text.hpp"
#include "text/utf8.hpp"

namespace sauro::docread {
namespace {

void to_codepoints(std::vector<Section>& sections, const text::CodepointIndex& index) {
    for (Section& s : sections) {
        s.start = index.codepoint_at(s.start);
        s.end = index.codepoint_at(s.end);
        to_codepoints(s.children, index);
    }
}

std::optional<std::string> system_of(const Heading& h) {
    if (h.party_motto && !h.state_motto) return "party";
    if (h.state_motto && !h.party_motto) return "state";
    if (h.youth_motto) return std::nullopt;
    if (h.symbol) return h.symbol->party ? "party" : "state";
    return std::nullopt;
}

class Fields {
  public:
    Fields(Document& out, const text::CodepointIndex& index) : out_(out), index_(index) {}
    void mark(std::string_view field, double confidence, Span raw) {
        out_.fields.push_back(
            {std::string(field), confidence, index_.codepoint_at(raw.begin), index_.codepoint_at(raw.end)});
    }
    void take(std::string_view field, std::optional<std::string>& into, const std::optional<Read>& read) {
        if (!read) return;
        into = read->value;
        mark(field, read->confidence, read->raw);
    }

  private:
    Document& out_;
    const text::CodepointIndex& index_;
};

void read_head_fields(const Heading& head, Document& out, Fields& fields) {
    if (head.symbol) {
        out.number = head.symbol->number;
        out.notation = head.symbol->notation;
        if (!head.symbol->text.empty()) out.symbol = head.symbol->text;
        if (head.symbol->number) fields.mark("number", head.symbol->confidence, head.symbol->raw);
        if (out.symbol) fields.mark("symbol", head.symbol->confidence, head.symbol->raw);
        fields.mark("notation", head.symbol->confidence, head.symbol->raw);
        if (!head.symbol->number)
            out.warnings.push_back("Văn bản chưa có số (để trống chỗ ghi số): có thể là dự thảo.");
    }
    fields.take("document_type", out.document_type, head.document_type);
    fields.take("issuer", out.issuer, head.issuer);
    fields.take("parent_body", out.parent_body, head.parent_body);
    fields.take("place", out.place, head.place);
    fields.take("subject", out.subject, head.subject);
    if (head.date) {
        if (head.date->iso) {
            out.date = head.date->iso;
            fields.mark("date", out.ocr.suspect ? 0.85 : 0.98, head.date->raw);
        } else if (!head.date->open) {
            out.warnings.push_back("Ngày " + head.date->written +
                                   " không có trong lịch; ngày văn bản để trống. Xem lại bản gốc rồi nhập ngày đúng.");
        }
    }
    out.addressees = head.addressees;
}

// Under "BAN CHẤP HÀNH TRUNG ƯƠNG" it is the signature that tells whether the Political Bureau or the Secretariat
// speaks.
void central_issuer(const Signature& signature, Document& out) {
    if (!out.issuer || text::fold(*out.issuer) != "ban chap hanh trung uong" || !signature.signer.body) return;
    const std::string body = text::fold(*signature.signer.body);
    if (body != "bo chinh tri" && body != "ban bi thu") return;
    out.parent_body = out.issuer;
    out.issuer = body == "bo chinh tri" ? "Bộ Chính trị" : "Ban Bí thư";
}

}  // namespace

Document analyse(std::string text, std::string format) {
    Document out;
    out.format = std::move(format);
    out.text = normalise(text);
    text.clear();
    text.shrink_to_fit();
    const Source source(out.text);
    const text::CodepointIndex index(out.text);
    Fields fields(out, index);

    Heading head = read_heading(source);
    const Layout layout = lay_out(source, head);
    const auto signature = read_signature(source, layout);
    std::optional<FoundDate> press_date;
    out.kind = judge_kind(source, head, layout, signature.has_value(), press_date);
    if (source.marks_missing()) {
        out.ocr.suspect = true;
        out.ocr.reason = "vietnamese_marks_missing";
        out.warnings.push_back(
            "Văn bản mất dấu tiếng Việt (bản quét đọc hỏng). Số, ký hiệu, ngày đọc được; các phần khác cần đối chiếu "
            "bản gốc.");
    }
    if (const auto marking = find_secrecy(source)) {
        out.secrecy = marking->shown;
        fields.mark("secrecy", 0.95, marking->raw);
    }
    if (out.kind == "other" && !head.symbol && !head.state_motto && !head.party_motto) head = Heading{};
    if (out.kind == "press") {
        // A report on a document is not the document: of what it quotes nothing is its own.
        if (press_date && press_date->iso) {
            out.date = press_date->iso;
            fields.mark("date", 0.7, press_date->raw);
        }
        read_citations(source, Heading{}, layout, {}, out);
        out.legal_basis.clear();
        return out;
    }

    read_head_fields(head, out, fields);
    out.system = system_of(head);
    if (const auto urgency = find_urgency(source)) {
        out.urgency = urgency->shown;
        fields.mark("urgency", 0.95, urgency->raw);
    }
    if (signature) {
        out.signer = signature->signer;
        fields.mark("signer", signature->confidence, signature->raw);
    }
    if (signature) central_issuer(*signature, out);
    Recipients recipients = read_recipients(source, layout);
    out.recipients = std::move(recipients.entries);
    if (!out.recipients.empty()) fields.mark("recipients", source.marks_missing() ? 0.4 : 0.92, recipients.raw);
    out.sections = read_sections(source, layout);
    read_citations(source, head, layout, out.sections, out);
    for (LegalBasis& b : out.legal_basis) {
        b.start = index.codepoint_at(b.start);
        b.end = index.codepoint_at(b.end);
    }
    // A note or a message gives out no work of an office, whatever words it uses.
    if (out.kind == "official") out.tasks = read_tasks(source, head, layout, out.sections);
    bool due_marked = false;
    for (Task& t : out.tasks) {
        const Span raw{t.start, t.end};
        t.start = index.codepoint_at(t.start);
        t.end = index.codepoint_at(t.end);
        if (t.due && !due_marked) {
            const std::string_view sentence = source.raw(raw);
            const std::size_t at = sentence.find(*t.due_text);
            const Span due =
                at == std::string_view::npos ? raw : Span{raw.begin + at, raw.begin + at + t.due_text->size()};
            fields.mark("due", t.confidence, due);
            due_marked = true;
        }
    }
    to_codepoints(out.sections, index);
    return out;
}

}  // namespace sauro::docread
