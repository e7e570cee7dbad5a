#include "cli/findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <map>

#include "rulebook/describe.hpp"
#include "rulebook/prepare.hpp"

namespace sauro::cli {
namespace {

boost::json::value opt(const std::optional<std::string>& value) {
    return value ? boost::json::value(*value) : boost::json::value(nullptr);
}

boost::json::array strings(const std::vector<std::string>& values) {
    boost::json::array out;
    for (const auto& value : values) out.emplace_back(value);
    return out;
}

using Other = rulebook::Finding::Passage::Other;

const docread::Document* source_of(const Other& other, const std::vector<docread::Document>& against) {
    const auto source = std::ranges::find(against, other.file, &docread::Document::file);
    return source == against.end() ? nullptr : &*source;
}

std::string words_of(const Other& other, const std::vector<docread::Document>& against) {
    const auto* source = source_of(other, against);
    return source ? rulebook::words_at(*source, other.start, other.end) : std::string();
}

// What the superior says, where it is not the same words; people know it by its symbol.
std::string beside(const std::string& ours, const Other& other, const std::vector<docread::Document>& against) {
    const auto* source = source_of(other, against);
    const std::string words = words_of(other, against);
    const std::string name = source ? source->symbol.value_or(other.file) : other.file;
    return words.empty() || words == ours ? fmt::format("  ↔ {}", name)
                                          : fmt::format("\n      ↔ {}: “{}”", name, words);
}

}  // namespace

const char* outcome_word(const std::string& outcome) {
    if (outcome == "met") return "Đạt";
    if (outcome == "breached") return "Vi phạm";
    if (outcome == "waived") return "Được miễn";
    if (outcome == "not_applicable") return "Không áp dụng";
    return "Chưa kết luận";
}

Summary summarise(const std::vector<rulebook::Finding>& findings) {
    Summary sum;
    for (const auto& finding : findings) {
        if (finding.outcome == "met")
            ++sum.met;
        else if (finding.outcome == "breached")
            ++sum.breached;
        else if (finding.outcome == "waived")
            ++sum.waived;
        else if (finding.outcome == "not_applicable")
            ++sum.not_applicable;
        else
            ++sum.cannot_tell;
        if (finding.outcome == "cannot_tell" && finding.missing) ++sum.missing_fact;
    }
    return sum;
}

boost::json::object summary_json(const Summary& s, const std::string& rulebook_hash) {
    boost::json::object out;
    out["breached"] = s.breached;
    out["met"] = s.met;
    out["waived"] = s.waived;
    out["not_applicable"] = s.not_applicable;
    out["cannot_tell"] = s.cannot_tell;
    if (!rulebook_hash.empty()) out["rulebook"] = rulebook_hash;
    return out;
}

boost::json::array findings_json(const std::vector<rulebook::Finding>& findings,
                                 const std::vector<docread::Document>& against) {
    boost::json::array out;
    for (const auto& f : findings) {
        boost::json::object row;
        row["norm"] = f.norm;
        row["row"] = f.row;
        row["outcome"] = f.outcome;
        row["severity"] = f.severity;
        row["force"] = f.force;
        row["source"] = f.source;
        row["clause"] = f.clause;
        row["message"] = f.message;
        row["remedy"] = f.remedy;
        row["measured"] = opt(f.measured);
        row["limit"] = opt(f.limit);
        row["missing"] = opt(f.missing);
        row["interpretations"] = strings(f.interpretations);
        boost::json::array passages;
        for (const auto& p : f.passages) {
            boost::json::object passage;
            passage["start"] = p.start;
            passage["end"] = p.end;
            passage["quote"] = p.quote;
            if (p.other) {
                boost::json::object other;
                other["file"] = p.other->file;
                other["start"] = p.other->start;
                other["end"] = p.other->end;
                other["quote"] = words_of(*p.other, against);
                passage["other"] = std::move(other);
            }
            if (p.place) {
                passage["page"] = p.place->page;  // twips from the left and the top of the page
                passage["box"] = boost::json::object{{"left", p.place->left},
                                                     {"top", p.place->top},
                                                     {"right", p.place->right},
                                                     {"bottom", p.place->bottom}};
            }
            passages.push_back(std::move(passage));
        }
        row["passages"] = std::move(passages);
        row["repairable"] = !f.repair.empty();
        out.push_back(std::move(row));
    }
    return out;
}

boost::json::array coverage_json(const std::vector<rulebook::TaskCoverage>& rows) {
    const auto task_json = [](const rulebook::TaskCoverage::Task& task) {
        boost::json::object out;
        out["start"] = task.start;
        out["end"] = task.end;
        out["text"] = task.text;
        out["lead"] = opt(task.lead);
        out["due"] = opt(task.due);
        out["clause"] = opt(task.clause);
        return out;
    };
    boost::json::array out;
    for (const auto& row : rows) {
        boost::json::object one;
        one["superior"] = task_json(row.superior);
        one["addressed"] = row.addressed;
        one["by_document"] = row.by_document;
        one["copied"] = row.copied;
        one["state"] = row.state;
        one["own"] = row.own ? boost::json::value(task_json(*row.own)) : boost::json::value(nullptr);
        one["has_resources"] = row.has_resources;
        one["has_time"] = row.has_time;
        one["has_responsible"] = row.has_responsible;
        out.push_back(std::move(one));
    }
    return out;
}

boost::json::array results_json(const std::vector<rulebook::Finding>& findings) {
    boost::json::array out;
    for (const auto& f : findings) {
        boost::json::object row;
        row["norm"] = f.norm;
        row["row"] = f.row;
        row["source"] = f.source;
        row["unit"] = opt(f.unit);
        row["area"] = opt(f.area);
        row["subject"] = opt(f.subject);
        row["period"] = f.period;
        row["outcome"] = f.outcome;
        row["severity"] = f.severity;
        row["force"] = f.force;
        row["measured"] = opt(f.measured);
        row["limit"] = opt(f.limit);
        row["clause"] = f.clause;
        row["message"] = f.message;
        row["remedy"] = f.remedy;
        row["missing"] = opt(f.missing);
        row["parameter_from"] = f.parameter_from;
        row["interpretations"] = strings(f.interpretations);
        row["excluded"] = f.excluded;
        row["facts"] = strings(f.facts);
        row["facts_total"] = f.facts_total;
        out.push_back(std::move(row));
    }
    return out;
}

void print_findings(const std::vector<rulebook::Finding>& findings, const Summary& s,
                    const std::vector<docread::Document>& against) {
    std::map<std::string, int> unseen;  // measures that this kind of file does not show
    for (const auto& f : findings) {
        if (f.outcome == "not_applicable" || f.outcome == "met") continue;
        if (f.kind == "format" && f.outcome == "cannot_tell" && f.missing) {
            ++unseen[*f.missing];
            continue;
        }
        fmt::print("{}  {}\n    {}  [{}]\n", outcome_word(f.outcome), f.message, rulebook::cite(f.source, f.clause),
                   f.norm);
        for (const auto& p : f.passages)
            fmt::print("    “{}”{}\n", p.quote, p.other ? beside(p.quote, *p.other, against) : "");
        if (!f.remedy.empty() && f.outcome == "breached") fmt::print("    Cách xử lý: {}\n", f.remedy);
    }
    for (const auto& [missing, count] : unseen)
        fmt::print("{}  {} yêu cầu trình bày; cần {}\n", outcome_word("cannot_tell"), count, missing);
    fmt::print("Đạt {}, vi phạm {}, được miễn {}, không áp dụng {}, chưa kết luận {}", s.met, s.breached, s.waived,
               s.not_applicable, s.cannot_tell);
    if (const auto waiting = s.cannot_tell - s.missing_fact; waiting > 0)
        fmt::print(" ({} thiếu dữ kiện, {} chờ hết kỳ)", s.missing_fact, waiting);
    fmt::print("\n");
}

}  // namespace sauro::cli
