// Any bytes: no crash; what parses is written and parsed again to the same value; what maps is written and mapped again
// to the same JSON.
#include <cstdlib>

#include "json/json.hpp"

namespace fuzzed {
enum class Word { a, b };
BOOST_DESCRIBE_ENUM(Word, a, b)
struct Item {
    int n = 0;
    std::optional<sauro::base::Date> day;
};
BOOST_DESCRIBE_STRUCT(Item, (), (n, day))
struct Whole {
    std::string s;
    std::optional<Word> w;
    std::optional<std::vector<Item>> items;
    std::optional<double> d;
    std::optional<std::map<std::string, bool>> flags;
    std::optional<sauro::json::Any> any;
};
BOOST_DESCRIBE_STRUCT(Whole, (), (s, w, items, d, flags, any))
}  // namespace fuzzed

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace sauro;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto value = json::parse(text)) {
        const auto again = json::parse(json::write(*value));
        if (!again || json::write(*again) != json::write(*value)) std::abort();
        if (const auto whole = json::from_json<fuzzed::Whole>(*value)) {
            const auto out = json::to_json(*whole);
            const auto back = json::from_json<fuzzed::Whole>(out);
            if (!back || json::to_json(*back) != out) std::abort();
        } else if (whole.error().fields.empty()) {
            std::abort();
        }
    }
    std::map<std::string, std::string, std::less<>> fields;
    const std::size_t cut = text.find('\0');
    fields["items"] = text.substr(0, cut);
    fields["d"] = text;
    (void)json::from_json<fuzzed::Whole>(json::from_text_fields<fuzzed::Whole>(fields));
    return 0;
}
