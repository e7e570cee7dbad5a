#include "modules/hall/speech.hpp"

#include <algorithm>
#include <cmath>

#include "modules/hall/limits.hpp"
#include "reuse/reuse.hpp"
#include "rulebook/speech.hpp"
#include "text/text.hpp"

namespace sauro::hall {
namespace {

constexpr std::size_t most_passages = 50, longest_quote = 300;

std::string quoted(std::string_view text, const text::CodepointIndex& index, std::size_t start, std::size_t end) {
    const std::size_t from = index.byte_at(start), to = index.byte_at(std::min(end, start + longest_quote));
    return std::string(text.substr(from, to - from));
}

std::optional<std::int64_t> copied_limit(const rulebook::Rulebook& book, base::Date day) {
    const auto* norm = book.find("KL226.2.2.d3.no-reread");
    if (norm == nullptr || norm->parameters.empty()) return std::nullopt;
    const auto* value = norm->parameters.front().on(day);
    return value == nullptr ? std::nullopt : std::optional(value->value.numerator() / value->value.denominator());
}

}  // namespace

SpeechCheck check_speech(const rulebook::Rulebook& book, const api::UnitRef& unit, base::Date day, const Limits& limits,
                         const SpeechAsked& asked, const std::vector<Paper>& papers) {
    constexpr std::int64_t minute = 60'000;
    SpeechCheck out;
    const std::string type = json::to_json(asked.kind).as_string().c_str();
    const auto prepared =
        rulebook::measure_speech(book, asked.text, type, {unit.level, unit.bloc, {}, unit.path, nullptr});
    out.words = prepared.words;
    out.words_per_minute = words_per_minute(book, unit.path, day);
    out.minutes = prepared.minutes.value_or(0);
    out.listed_ideas = prepared.listed;
    if (asked.kind == Kind::opening) out.limit_minutes = limits.opening_ms / minute;
    if (asked.kind == Kind::contribution) out.limit_minutes = limits.contribution_ms / minute;
    if (asked.kind == Kind::closing) out.limit_minutes = limits.closing_total_ms / minute;

    const text::CodepointIndex index(asked.text);
    std::string all;
    for (const Paper& paper : papers) {
        if (paper.text.empty()) continue;
        all += paper.text + "\n";
        for (const auto& passage : reuse::compare(asked.text, paper.text).passages) {
            if (out.copied.size() >= most_passages) break;
            out.copied.push_back({static_cast<std::int64_t>(passage.a.start), static_cast<std::int64_t>(passage.a.end),
                                  quoted(asked.text, index, passage.a.start, passage.a.end), paper.title});
        }
    }
    if (!all.empty()) {
        out.copied_percent = static_cast<std::int64_t>(std::floor(100 * reuse::compare(asked.text, all).a_in_b));
        out.copied_limit_percent = copied_limit(book, day);
    }
    std::ranges::sort(out.copied, {}, &SpeechPassage::start);

    for (const auto& finding : prepared.findings) {
        SpeechRemark remark{
            finding.norm, finding.source + ", " + finding.clause, finding.outcome, finding.message, finding.remedy, {}};
        for (const auto& passage : finding.passages)
            remark.passages.push_back(
                {static_cast<std::int64_t>(passage.start), static_cast<std::int64_t>(passage.end), passage.quote, {}});
        out.remarks.push_back(std::move(remark));
    }
    return out;
}

}  // namespace sauro::hall
