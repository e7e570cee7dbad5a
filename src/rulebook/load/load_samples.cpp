// Cases of kind `format`: a sample document of the file (`layouts`), changed here and there (`set`, `drop`).
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "rulebook/impl.hpp"
#include "text/text.hpp"

namespace sauro::rulebook {
namespace {

using Properties = std::map<std::string, std::string>;
const std::vector<std::string_view> kLineKeys = {"is",   "at",    "text",   "size",   "bold",  "italic", "underline",
                                                 "caps", "font",  "colour", "align",  "first", "before", "after",
                                                 "line", "exact", "rule",   "framed", "left"};
const std::vector<std::string_view> kPageKeys = {"width", "height", "top", "bottom", "left", "right"};
const std::vector<std::string_view> kNumberKeys = {"place", "alignment", "format", "on_first", "size", "italic"};

struct Sample {
    Properties page, numbers;
    bool numbered = false;
    std::vector<Properties> lines;
    std::optional<int> pages;
};

Result<Properties> properties(const Yaml& node, const std::string& file, const std::string& what,
                              const std::vector<std::string_view>& keys) {
    TRY(auto map, Mapping::of(node, file, what, keys));
    Properties out;
    for (const auto& entry : node.entries) {
        if (!entry.second.is_scalar() && !entry.second.is_null())
            return map.wrong(entry.first.text, "phải là một giá trị.");
        out[entry.first.text] = entry.second.is_null() ? "?" : text::nfc(entry.second.text);
    }
    return out;
}

// Twips of a length written in millimetres or points; "?" is not known.
std::optional<int> length(const Properties& from, const std::string& key, std::int64_t times, std::int64_t over) {
    const auto found = from.find(key);
    if (found == from.end() || found->second == "?") return std::nullopt;
    const auto value = Rational::parse(found->second);
    if (!value) return std::nullopt;
    const std::int64_t top = value->numerator() * times * 2, below = value->denominator() * over;
    return static_cast<int>((top / below + (top < 0 ? -1 : 1)) / 2);
}
std::optional<int> from_mm(const Properties& p, const std::string& key) { return length(p, key, 7200, 127); }
std::optional<int> from_points(const Properties& p, const std::string& key) { return length(p, key, 20, 1); }
std::string said(const Properties& p, const std::string& key, std::string otherwise) {
    const auto found = p.find(key);
    return found == p.end() ? std::move(otherwise) : found->second;
}
std::optional<bool> flag(const Properties& p, const std::string& key) {
    const std::string value = said(p, key, "false");
    return value == "?" ? std::nullopt : std::optional(value == "true");
}

Result<Sample> load_sample(const Yaml& node, const std::string& file, const std::string& name) {
    const std::string what = fmt::format("mẫu trình bày “{}”", name);
    TRY(auto map, Mapping::of(node, file, what, {"pages", "page", "numbers", "lines"}));
    Sample out;
    TRY(out.page, properties(map.node("page"), file, what + ", page", kPageKeys));
    if (map.has("numbers")) {
        TRY(out.numbers, properties(map.node("numbers"), file, what + ", numbers", kNumberKeys));
        out.numbered = true;
    }
    if (map.has("pages")) {
        TRY(auto pages, map.text("pages"));
        out.pages = pages == "1" ? 1 : 2;
    }
    TRY(auto lines, map.list("lines"));
    for (const auto& line : lines) {
        TRY(auto one, properties(line, file, what + ", dòng", kLineKeys));
        if (!one.contains("is") || !one.contains("text")) return map.wrong("lines", "mỗi dòng cần “is” và “text”.");
        out.lines.push_back(std::move(one));
    }
    return out;
}

docread::PageLook page_of(const Sample& sample) {
    docread::PageLook page;
    page.width = from_mm(sample.page, "width").value_or(0);
    page.height = from_mm(sample.page, "height").value_or(0);
    page.landscape = page.width > page.height;
    page.top = from_mm(sample.page, "top");
    page.bottom = from_mm(sample.page, "bottom");
    page.left = from_mm(sample.page, "left");
    page.right = from_mm(sample.page, "right");
    page.paragraphs = static_cast<int>(sample.lines.size());
    if (sample.numbered) {
        docread::PageNumbers numbers;
        numbers.place = said(sample.numbers, "place", "header");
        numbers.alignment = said(sample.numbers, "alignment", "center");
        numbers.format = said(sample.numbers, "format", "decimal");
        numbers.on_first = said(sample.numbers, "on_first", "false") == "true";
        numbers.size = length(sample.numbers, "size", 2, 1);
        numbers.italic = flag(sample.numbers, "italic");
        page.numbers = numbers;
    }
    return page;
}

docread::ParagraphLook look_of(const Properties& line, std::size_t start, std::size_t end, int row) {
    docread::ParagraphLook look;
    look.start = start;
    look.end = end;
    if (const std::string align = said(line, "align", "left"); align != "?") look.alignment = align;
    look.left = from_mm(line, "left").value_or(0);
    look.first_line =
        said(line, "first", "0") == "?" ? std::nullopt : std::optional(from_mm(line, "first").value_or(0));
    look.before =
        said(line, "before", "0") == "?" ? std::nullopt : std::optional(from_points(line, "before").value_or(0));
    look.after = said(line, "after", "0") == "?" ? std::nullopt : std::optional(from_points(line, "after").value_or(0));
    if (line.contains("exact")) {
        look.line_rule = "exact";
        look.line = from_points(line, "exact");
    } else if (said(line, "line", "1") != "?") {
        look.line_rule = "multiple";
        look.line = length(line, "line", 240, 1).value_or(240);
    }
    if (said(line, "rule", "false") == "true") look.rules.push_back({"border", {}, {}});
    look.framed = said(line, "framed", "false") == "true";
    const std::string at = said(line, "at", "");
    if (!at.empty())
        look.cell = docread::TableCell{at.starts_with("foot") ? 1 : 0, row, at.ends_with("right") ? 1 : 0, 2};
    docread::TextLook run;
    run.start = start;
    run.end = end;
    if (const std::string font = said(line, "font", "Times New Roman"); font != "?") run.font = font;
    if (const std::string colour = said(line, "colour", "auto"); colour != "?") run.colour = colour;
    run.size = length(line, "size", 2, 1);
    run.bold = flag(line, "bold");
    run.italic = flag(line, "italic");
    run.underline = flag(line, "underline");
    run.caps = flag(line, "caps");
    look.runs.push_back(std::move(run));
    return look;
}

SampleDocument made_of(const Sample& sample) {
    SampleDocument out;
    out.pages = sample.pages;
    std::size_t at = 0;
    for (const Properties& line : sample.lines) {
        const std::string& words = line.at("text");
        const auto length = text::CodepointIndex(words).size();
        out.presentation.paragraphs.push_back(look_of(line, at, at + length, 0));
        out.text += words + '\n';
        at += length + 1;
    }
    out.presentation.sections.push_back(page_of(sample));
    return out;
}

}  // namespace

Status load_samples(const Yaml& layouts, const Yaml& owner, const std::string& file, Norm& norm) {
    std::size_t index = 0;
    for (const auto& item : owner["cases"].items) {
        Case& one = norm.cases[index++];
        const std::string what = fmt::format("quy tắc {}, ca thử “{}”", norm.id, one.name);
        if (!item["layout"].is_defined()) {
            if (one.text.empty())
                return schema_error(file, line_of(item), what + ": cần “layout” (mẫu trình bày) hoặc “text”.");
            continue;
        }
        const std::string name = item["layout"].text;
        if (!layouts.is_mapping() || !layouts[name].is_defined())
            return schema_error(file, line_of(item),
                                fmt::format("{}: không có mẫu trình bày “{}” trong layouts.", what, name));
        TRY(Sample sample, load_sample(layouts[name], file, name));
        const auto named = [&](const std::string& line) {
            return std::ranges::any_of(sample.lines, [&](const Properties& p) { return p.at("is") == line; });
        };
        if (item["set"].is_defined()) {
            if (!item["set"].is_mapping())
                return schema_error(file, line_of(item), what + ": “set” là “tên dòng: {…}”.");
            for (const auto& change : item["set"].entries) {
                const std::string line = change.first.text;
                const bool page = line == "page", numbers = line == "numbers";
                if (numbers) sample.numbered = !change.second.is_null();
                if (numbers && change.second.is_null()) continue;
                TRY(const auto values, properties(change.second, file, what + ", set",
                                                  page      ? kPageKeys
                                                  : numbers ? kNumberKeys
                                                            : kLineKeys));
                if (!page && !numbers && !named(line))
                    return schema_error(file, line_of(change.first),
                                        fmt::format("{}: mẫu không có dòng “{}”.", what, line));
                const auto lay = [&](Properties& into) {
                    for (const auto& [key, value] : values) into[key] = value;
                };
                if (page) lay(sample.page);
                if (numbers) lay(sample.numbers);
                for (Properties& p : sample.lines) {
                    if (p.at("is") == line) lay(p);
                }
            }
        }
        const auto names = [&](const char* key) {
            std::vector<std::string> out;
            if (!item[key].is_defined()) return out;
            if (item[key].is_scalar()) out.push_back(item[key].text);
            for (const auto& line : item[key].items) out.push_back(line.text);
            return out;
        };
        const auto drop = names("drop");
        for (const std::string& line : drop) {
            if (!named(line))
                return schema_error(file, line_of(item), fmt::format("{}: mẫu không có dòng “{}”.", what, line));
            std::erase_if(sample.lines, [&](const Properties& p) { return p.at("is") == line; });
        }
        for (const std::string& line : names("first")) {  // to the top of the document
            std::ranges::stable_partition(sample.lines, [&](const Properties& p) { return p.at("is") == line; });
        }
        one.sample = made_of(sample);
        one.sample->measured = !item["plain"].is_defined();
    }
    return {};
}

}  // namespace sauro::rulebook
