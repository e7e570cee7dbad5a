// Shared by the measures of kind `format`; private to this folder.
#pragma once
#include <string>
#include <vector>

#include "rulebook/check/analysers.hpp"

namespace sauro::rulebook {

using Lines = std::vector<const PageLine*>;

Lines lines_of(const AnalyserInput& in);  // of the norm's elements, in order of the text
std::string elements_vi(const AnalyserInput& in);
bool wants(const AnalyserInput& in, std::string_view word);

Seen met(std::string message);
Seen outside_of(std::string message);
Seen unknown(std::string message, std::string missing);
// Why a measure is not there: the file tells nothing of its looks (plain text, scan), or not this of them.
enum class Lack { looks, type, paragraphs, edges, bottom, rules, capitals };
Seen not_measured(const AnalyserInput& in, Lack lack = Lack::looks);
Finding::Passage line_passage(const AnalyserInput& in, const PageLine& line);

// A paragraph of running text: what indents, spacing and alignment are asked of.
bool is_prose(const PageLine& line, std::size_t at_least);
Lines prose_of(const AnalyserInput& in, std::size_t at_least);

// One line that is wrong, and what was found.
struct Deviation {
    const PageLine* line;
    std::string found;
};
// breached with a passage each and the distinct values found, or met.
Seen verdict(const AnalyserInput& in, const std::string& what, const std::vector<Deviation>& wrong, std::string fine,
             const std::string& wanted);

std::string range_vi(const AnalyserInput& in, std::string_view unit);  // "12–13 pt"
bool in_range(const AnalyserInput& in, const Rational& value);
int half_points(const Rational& points);
docread::RunRepair over(const PageLine& line);  // a change of its whole stretch, nothing asked yet
std::string decimal_vi(const Rational& value);  // "12,7", at most two decimals

// Runs of a line that say something of themselves, with how many code points of it are theirs.
struct RunShare {
    const docread::TextLook* run;
    std::size_t length;
};
std::vector<RunShare> runs_of(const PageLine& line);
// Of the larger part of the line; nothing when it is not known.
std::optional<bool> is_bold(const PageLine& line);
std::optional<bool> is_italic(const PageLine& line);
std::optional<bool> is_underlined(const PageLine& line);
std::optional<int> size_of(const PageLine& line);  // half points

using MeasureTable = std::map<std::string, Analyser, std::less<>>;
void add_page_measures(MeasureTable& table);
void add_look_measures(MeasureTable& table);
void add_head_words(MeasureTable& table);
void add_body_words(MeasureTable& table);
void add_foot_words(MeasureTable& table);

}  // namespace sauro::rulebook
