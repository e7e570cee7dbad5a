// Any text as a draft: every text norm answers, and every passage lies inside the text.
#include <cstdint>
#include <cstdlib>

#include "rulebook/test_views.hpp"
#include "text/text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace sauro;
    const std::string text(reinterpret_cast<const char*>(data), size);
    if (!text::is_utf8(text)) return 0;
    docread::Document document;
    document.kind = "official";
    document.document_type = "kế hoạch";
    document.about.push_back({"226-KL/TW", "implements"});
    document.text = text;
    const std::size_t points = text::CodepointIndex(text).size();
    for (const auto& finding : rulebook::check(rulebook::testing::shipped(), document, {})) {
        if (finding.outcome.empty() || finding.message.empty()) std::abort();
        for (const auto& passage : finding.passages) {
            if (passage.start > passage.end || passage.end > points) std::abort();
        }
    }
    return 0;
}
