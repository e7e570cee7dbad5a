// A document seen as a page: its lines, what each of them is, and how it looks. The norms of kind `format` measure
// this.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "docread/document.hpp"
#include "rulebook/prose/prose.hpp"

namespace sauro::rulebook {

// The components of a document, as the sketches of both rules number them.
enum class Element {
    national_name,     // Quốc hiệu
    motto,             // Tiêu ngữ
    party_heading,     // ĐẢNG CỘNG SẢN VIỆT NAM
    parent,            // cơ quan chủ quản, cấp trên
    issuer,            // cơ quan ban hành
    star,              // dấu sao dưới tên cơ quan Đảng
    number,            // số, ký hiệu
    place_date,        // địa danh, ngày
    type,              // tên loại
    subject,           // trích yếu
    letter_subject,    // trích yếu công văn ("V/v")
    addressee,         // Kính gửi
    basis,             // căn cứ ban hành
    article,           // "Điều 1. …"
    body,              // lời văn
    signing_power,     // TM. ỦY BAN NHÂN DÂN
    signing_title,     // CHỦ TỊCH
    signer_name,       // họ tên
    recipients_label,  // Nơi nhận:
    recipients,        // danh sách nơi nhận
    urgency,           // mức độ khẩn
    count
};
std::optional<Element> element_named(std::string_view word);  // "issuer"
std::string_view element_vi(Element element);                 // "tên cơ quan ban hành"

struct PageLine {
    Span span;                       // bytes of the text, no blanks around
    std::size_t start = 0, end = 0;  // code points
    std::string_view text;
    std::string folded;
    const docread::ParagraphLook* look = nullptr;  // nothing measured
    std::size_t paragraph = 0;                     // lines of one paragraph share it
    int column = -1;                               // 0 left, 1 right of two; -1 neither is known
    bool grid = false;                             // a cell of a table of data
    bool ornament = false;                         // "*", "-----"
};

enum class Pack { state, party, own };  // own: the Front and the unions, by their own guides

class FormatPage {
  public:
    explicit FormatPage(const docread::Document& document);

    const docread::Document& document() const { return document_; }
    const std::vector<PageLine>& lines() const { return lines_; }
    const std::vector<std::size_t>& of(Element e) const { return elements_[static_cast<std::size_t>(e)]; }
    const PageLine* first(Element e) const { return of(e).empty() ? nullptr : &lines_[of(e).front()]; }
    bool measured() const { return document_.presentation.has_value(); }
    // Whose rules of presentation hold: nothing when neither the heading nor the symbol nor the signature says so.
    std::optional<Pack> pack() const { return pack_; }
    // "QĐ", "KH", "CV" of the notation, as written; empty for a State letter or when there is no symbol.
    const std::string& type_code() const { return type_code_; }
    bool is_letter() const { return letter_; }
    bool is_legal_act() const { return legal_act_; }      // 30/2020/NĐ-CP: not an administrative document
    std::size_t body_from() const { return body_from_; }  // first line after the head
    std::size_t foot_from() const { return foot_from_; }  // first line of signature or recipients; lines().size()

  private:
    void cut_lines();
    void tell_tables();
    void read_head();
    void read_names();
    void read_foot();
    void read_body();
    void decide_pack();
    bool by_a_union() const;
    void put(Element e, std::size_t line) {
        elements_[static_cast<std::size_t>(e)].push_back(line);
        taken_[line] = true;
    }
    bool taken(std::size_t line) const { return taken_[line]; }
    const docread::FieldMark* field(std::string_view name) const;
    bool meets(const PageLine& line, const docread::FieldMark* mark) const;

    const docread::Document& document_;
    std::vector<PageLine> lines_;
    std::vector<bool> taken_;  // lines that are some component already
    std::array<std::vector<std::size_t>, static_cast<std::size_t>(Element::count)> elements_;
    std::optional<Pack> pack_;
    std::string type_code_;
    bool letter_ = false, legal_act_ = false;
    std::size_t body_from_ = 0, foot_from_ = 0;
};

// "Số: 05/QĐ-UBND" taken apart; offsets are bytes of the line.
struct WrittenNumber {
    bool colon = false;
    std::string digits;               // "05"; "" when still open
    char after_number = 0;            // '/' or '-'
    std::string year;                 // of a legal act
    std::vector<std::string> groups;  // "QĐ", "UBND"
    std::string joints;               // the signs between groups: "-"
};
std::optional<WrittenNumber> written_number(std::string_view line);

bool has_capitals_only(const PageLine& line);

}  // namespace sauro::rulebook
