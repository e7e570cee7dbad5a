#include "rulebook/speech.hpp"

#include "rulebook/check/check.hpp"

namespace sauro::rulebook {
namespace {

std::optional<std::int64_t> measured(const Finding& finding) {
    if (!finding.measured) return std::nullopt;
    const auto value = Rational::parse(*finding.measured);
    return value ? std::optional(value->numerator()) : std::nullopt;
}

}  // namespace

PreparedSpeech measure_speech(const Rulebook& book, std::string_view text, std::string_view type,
                              const CheckContext& context) {
    docread::Document document;
    document.kind = "official";
    document.format = "txt";
    document.document_type = type == "opening"   ? "phát biểu khai mạc"
                             : type == "closing" ? "phát biểu kết luận"
                                                 : "tham luận";
    document.text = std::string(text);
    const Rulebook::Impl& all = book.impl();
    const Draft draft(document, context, all.authority);
    PreparedSpeech out;
    for (const Span& sentence : draft.prose.sentences())
        out.words += static_cast<std::int64_t>(count_words(draft.prose.of(sentence)));
    for (const Norm& norm : all.norms) {
        if (norm.analyser != "speech_brief" && norm.analyser != "no_achievements") continue;
        Finding finding = check_norm(all, norm, draft, nullptr);
        (norm.analyser == "speech_brief" ? out.minutes : out.listed) = measured(finding);
        out.findings.push_back(std::move(finding));
    }
    return out;
}

}  // namespace sauro::rulebook
