// What a paragraph takes from those above and beside it: the doer and the term of a heading ("1. Công an phường", "Xong
// trước ngày 30/6:"), of a line of its own ("Thời gian: quý III"), the cells of a row. Offsets are bytes.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "rulebook/check/analysers.hpp"

namespace sauro::rulebook {

// How deep a paragraph stands by what numbers it; what bears no number is deepest.
enum Depth { part, capital, roman, under_roman, number, second_number, letter, dash, plus, plain };
Depth depth_of(std::string_view paragraph);

struct Frame {
    bool time = false;
    bool heads = false;  // a line without a full stop above what stands deeper: "1. Kiểm tra" over "1.1. …"
    std::optional<Term> term;
    std::optional<std::string> doer;
};
// One for each of `prose.paragraphs()`.
std::vector<Frame> outline(const Norm& norm, const Draft& draft);

// Who "2. Truyền thông (Chủ trì: Phòng Văn hóa - Xã hội)" names in brackets for what stands below it.
std::optional<Span> label_in_brackets(const Norm& norm, const Prose& prose, Span heading);

// A row of a table of tasks: the columns say what, who and until when.
struct TaskRow {
    Span span, work, time;
    std::optional<std::string> doer;
};
std::vector<TaskRow> task_rows(const Norm& norm, const Draft& draft);

}  // namespace sauro::rulebook
