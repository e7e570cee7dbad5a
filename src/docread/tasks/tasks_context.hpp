// What the document as a whole says about its sentences: what type it is, whose it is, what a heading announces.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "docread/tasks/tasks.hpp"

namespace sauro::docread {

struct TaskSetting {
    TaskSetting(const Source& source, const Heading& heading);

    std::optional<base::Date> date;
    bool report = false;     // báo cáo, tờ trình, biên bản: nothing is ordered but where a heading or an order says so
    bool directive = false;  // its numbered items are orders: kết luận, chỉ thị, công điện, kế hoạch …
    bool fields = true;      // "Chủ trì: …" lines assign work; in an invitation they name the chair
    std::string issuer;      // folded, abbreviations written out

    bool is_issuer(std::string_view folded_name) const;
    bool is_superior(std::string_view folded_name) const;  // bodies that order everybody
    // A stretch that reports what another document ordered.
    bool told_by(const Source& source, Span folded) const;
    // "Trên đây là …, đề nghị …", "Nhận được công văn này, …": the paragraph that closes a document.
    bool closes(std::string_view folded) const;
    // The term itself writes its year.
    bool dated(const Source& source, Span folded) const;
};

// "Tổ chức thực hiện" expects orders, "Tình hình" and "Mục tiêu" tell.
void classify_heading(std::string_view folded, bool& orders, bool& told, const TaskSetting& setting);
// "kết luận như sau", "quyết định": what follows is resolved.
bool resolves(std::string_view folded);
// "… thực hiện các nhiệm vụ sau:" carries no work of its own; its items do. `deed`: folded offset of the predicate.
bool light_introduction(const Source& source, Span folded, std::size_t deed);
const Lexicon& manners();  // "tiếp tục", "chủ trì": how, not what

// "Đơn vị chủ trì: …": a line of fields, read with the work above it.
bool is_field_line(const Source& source, Span folded);
std::vector<Task> read_task_rows(const Source& source, const Layout& layout, const TaskSetting& setting);

}  // namespace sauro::docread
