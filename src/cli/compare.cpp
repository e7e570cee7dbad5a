#include <fmt/format.h>

#include <boost/json.hpp>

#include "cli/cli.hpp"
#include "docread/docread.hpp"
#include "json/json.hpp"
#include "reuse/reuse.hpp"
#include "text/text.hpp"

namespace sauro::cli {
namespace {

struct Options {
    std::string a, b;
    bool json = false;
};

// Number and date are the second witness: two papers made from one template are not one paper. A symbol that a bad scan
// shows proves nothing.
bool other_paper(const docread::Document& a, const docread::Document& b) {
    if (a.ocr.suspect || b.ocr.suspect || !a.symbol || !b.symbol) return false;
    return text::canonical(*a.symbol) != text::canonical(*b.symbol) || (a.date && b.date && *a.date != *b.date);
}

boost::json::object span_json(const text::CodepointIndex& index, const reuse::Span& span) {
    boost::json::object out;
    out["start"] = index.codepoint_at(span.start);
    out["end"] = index.codepoint_at(span.end);
    return out;
}

const char* verdict_for_people(reuse::Verdict verdict, bool same_document, bool ocr_like) {
    switch (verdict) {
        case reuse::Verdict::same:
            if (!same_document) return "hai văn bản khác nhau nhưng nội dung trùng nhau";
            return ocr_like ? "cùng một văn bản, một bản là bản quét đọc kém" : "cùng một văn bản";
        case reuse::Verdict::copy:
            return "phần lớn là sao chép";
        case reuse::Verdict::overlap:
            return "có đoạn trùng nhau";
        case reuse::Verdict::distinct:
            break;
    }
    return "khác nhau";
}

void print_for_people(const Options& options, const reuse::Comparison& compared, bool same_document,
                      std::string_view a_text) {
    fmt::print("{:<16}{}\n", "Kết quả", verdict_for_people(compared.verdict, same_document, compared.ocr_like));
    fmt::print("{:<16}{:.1f}% của {}\n", "Nằm trong B", compared.a_in_b * 100, options.a);
    fmt::print("{:<16}{:.1f}% của {}\n", "Nằm trong A", compared.b_in_a * 100, options.b);
    fmt::print("{:<16}{}\n", "Đoạn trùng", compared.passages.size());
    constexpr std::size_t shown = 5, letters = 120;
    for (std::size_t i = 0; i < compared.passages.size() && i < shown; ++i) {
        const reuse::Span& span = compared.passages[i].a;
        std::string quote = text::collapse_space(a_text.substr(span.start, span.end - span.start));
        const text::CodepointIndex index(quote);
        if (index.size() > letters) quote = quote.substr(0, index.byte_at(letters)) + "…";
        fmt::print("    {:>3.0f}%  “{}”\n", compared.passages[i].similarity * 100, quote);
    }
    if (compared.passages.size() > shown)
        fmt::print("    … và {} đoạn nữa (xem --json)\n", compared.passages.size() - shown);
}

int run_compare(const Context& context, const Options& options) {
    auto a = docread::read_file(options.a);
    if (!a) return context.report(a.error());
    auto b = docread::read_file(options.b);
    if (!b) return context.report(b.error());
    const reuse::Comparison compared = reuse::compare(a->text, b->text);
    const bool same_document = compared.verdict == reuse::Verdict::same && !other_paper(*a, *b);
    if (!options.json) {
        print_for_people(options, compared, same_document, a->text);
        return Exit::done;
    }
    const text::CodepointIndex a_index(a->text), b_index(b->text);
    boost::json::object out;
    out["a"] = options.a;
    out["b"] = options.b;
    out["same_document"] = same_document;
    out["verdict"] = reuse::name(compared.verdict);
    out["containment_a_in_b"] = compared.a_in_b;
    out["containment_b_in_a"] = compared.b_in_a;
    out["ocr_like"] = compared.ocr_like;
    boost::json::array passages;
    for (const reuse::Passage& p : compared.passages) {
        boost::json::object row;
        row["a"] = span_json(a_index, p.a);
        row["b"] = span_json(b_index, p.b);
        row["similarity"] = p.similarity;
        passages.push_back(std::move(row));
    }
    out["passages"] = std::move(passages);
    fmt::print("{}\n", json::write(out));
    return Exit::done;
}

}  // namespace

void add_compare(CLI::App& root, Context& context) {
    auto options = std::make_shared<Options>();
    auto* command = root.add_subcommand(
        "compare", "So hai văn bản: đoạn trùng nhau, tỷ lệ theo cả hai chiều, có là một văn bản không");
    command->add_option("A", options->a, "Tệp thứ nhất")->required();
    command->add_option("B", options->b, "Tệp thứ hai")->required();
    command->add_flag("--json", options->json, "In một đối tượng JSON ra đầu ra chuẩn");
    command->callback(
        [&context, options] { context.run = [&context, options] { return run_compare(context, *options); }; });
}

}  // namespace sauro::cli
