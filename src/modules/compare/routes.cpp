#include "modules/compare/compare.hpp"
#include "modules/compare/store.hpp"
#include "reuse/reuse.hpp"
#include "text/text.hpp"

namespace sauro::compare {
namespace {

constexpr std::size_t kMostText = 4U << 20;

struct OfDocument {
    std::string id;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(OfDocument, (), (id, limit))
struct RelatedTo : OfDocument {
    Text cursor;
};
BOOST_DESCRIBE_STRUCT(RelatedTo, (OfDocument), (cursor))
struct OfText {
    std::string text;
    Text except;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(OfText, (), (text, except, limit))
struct Chosen {
    Text document, text;
};
BOOST_DESCRIBE_STRUCT(Chosen, (), (document, text))
struct Pair {
    Chosen a, b;
};
BOOST_DESCRIBE_STRUCT(Pair, (), (a, b))

struct Side {
    Text id, unit, symbol, date, issuer, subject, direction;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(Side, (), (id, unit, symbol, date, issuer, subject, direction, text))
struct Span {
    std::int64_t start = 0, end = 0;
};
BOOST_DESCRIBE_STRUCT(Span, (), (start, end))
struct Passage {
    Span a, b;
    double similarity = 0;
};
BOOST_DESCRIBE_STRUCT(Passage, (), (a, b, similarity))
struct Compared {
    Side a, b;
    std::string verdict;
    bool same_document = false, ocr_like = false;
    double share_a_in_b = 0, share_b_in_a = 0;
    std::vector<Passage> passages;
};
BOOST_DESCRIBE_STRUCT(Compared, (), (a, b, verdict, same_document, ocr_like, share_a_in_b, share_b_in_a, passages))

std::unexpected<Error> no_such_document() {
    return fail(ErrorKind::not_found, "document.not_found",
                "Không có văn bản này, hoặc bạn chưa có quyền xem. Kiểm tra lại đường dẫn.",
                "No such document, or you may not view it.");
}

// A document elsewhere is as good as none to who may not view it.
Result<store::Row> visible(db::Snapshot& snapshot, const api::Ctx& ctx, std::string_view id) {
    TRY(auto row, store::by_id(snapshot, id));
    if (!row || !api::allowed(ctx.who, api::Verb::view, row->unit_path)) return no_such_document();
    return std::move(*row);
}

Result<Side> side_of(db::Snapshot& snapshot, const api::Ctx& ctx, const Chosen& chosen) {
    if (chosen.document.has_value() == chosen.text.has_value()) {
        return fail(ErrorKind::invalid, "compare.side", "Chọn một văn bản trong sổ hoặc một đoạn văn bản cho mỗi bên.",
                    "Each side is one document or one text.");
    }
    Side side;
    if (chosen.text) {
        side.text = *chosen.text;
    } else {
        TRY(const auto row, visible(snapshot, ctx, *chosen.document));
        side.id = row.id;
        side.unit = row.unit_code;
        side.symbol = row.symbol;
        side.date = row.date;
        side.issuer = row.issuer;
        side.subject = row.subject;
        side.direction = row.direction;
        TRY(side.text, store::text_of(snapshot, row.id));
    }
    if (side.text.empty()) {
        return fail(ErrorKind::invalid, "compare.no_text",
                    "Văn bản này chưa có lời văn để đối chiếu (tệp chưa đọc được hoặc vào sổ không kèm tệp).",
                    "This document has no text to compare.");
    }
    if (side.text.size() > kMostText) {
        return fail(ErrorKind::too_large, "compare.too_large", "Văn bản quá dài để đối chiếu (trên 4 MB chữ).",
                    "The text is too long to compare.");
    }
    return side;
}

// One document in two forms: the same wording, and no number or date that says otherwise.
bool same_document(const Side& a, const Side& b, reuse::Verdict verdict) {
    if (verdict != reuse::Verdict::same) return false;
    if (a.symbol && b.symbol && text::canonical(*a.symbol) != text::canonical(*b.symbol)) return false;
    return !(a.date && b.date && *a.date != *b.date);
}

Compared compare_sides(Side a, Side b) {
    const auto found = reuse::compare(a.text, b.text);
    const text::CodepointIndex in_a(a.text), in_b(b.text);
    const auto span = [](const text::CodepointIndex& index, const reuse::Span& bytes) {
        return Span{static_cast<std::int64_t>(index.codepoint_at(bytes.start)),
                    static_cast<std::int64_t>(index.codepoint_at(bytes.end))};
    };
    Compared out;
    out.verdict = reuse::name(found.verdict);
    out.same_document = same_document(a, b, found.verdict);
    out.ocr_like = found.ocr_like;
    out.share_a_in_b = found.a_in_b;
    out.share_b_in_a = found.b_in_a;
    for (const auto& passage : found.passages)
        out.passages.push_back({span(in_a, passage.a), span(in_b, passage.b), passage.similarity});
    out.a = std::move(a);
    out.b = std::move(b);
    return out;
}

using Ask = Result<SimilarAnswer> (Engine::*)(db::Snapshot&, const Question&) const;

Result<SimilarAnswer> of_document(const Engine& engine, Ask ask, const api::Ctx& ctx, const OfDocument& in,
                                  const Text& cursor, db::Snapshot& snapshot) {
    TRY(const auto row, visible(snapshot, ctx, in.id));
    TRY(const auto text, store::text_of(snapshot, row.id));
    Question question{ctx.who,    ctx.unit.level, text, row.id, row.file_sha256.value_or(""), in.limit.value_or(20),
                      row.symbol, row.date};
    question.cursor = cursor;
    return (engine.*ask)(snapshot, question);
}

}  // namespace

api::Module module(std::shared_ptr<Engine> engine) {
    const auto routes = [engine](api::Registry& registry) {
        using api::Verb;
        using http::Method;
        registry.read<OfDocument, SimilarAnswer>(
            {Method::get, "/api/v1/units/{unit}/documents/{id}/similar", "compare.similar",
             "Văn bản cùng nội dung, chép hoặc trùng đoạn với văn bản này", Verb::view},
            [engine](api::Ctx& ctx, const OfDocument& in, db::Snapshot& snapshot) {
                return of_document(*engine, &Engine::similar, ctx, in, {}, snapshot);
            });
        registry.read<RelatedTo, SimilarAnswer>(
            {Method::get, "/api/v1/units/{unit}/documents/{id}/related", "compare.related",
             "Văn bản gần lời văn với văn bản này, gần nhất trước; trang tiếp theo qua cursor", Verb::view},
            [engine](api::Ctx& ctx, const RelatedTo& in, db::Snapshot& snapshot) {
                return of_document(*engine, &Engine::related, ctx, in, in.cursor, snapshot);
            });
        registry.read<OfText, SimilarAnswer>(
            {Method::post, "/api/v1/units/{unit}/similar", "compare.similar_text",
             "Văn bản mà đoạn đang soạn chép hoặc trùng; văn bản cấp trên đứng trước", Verb::view},
            [engine](api::Ctx& ctx, const OfText& in, db::Snapshot& snapshot) {
                return engine->similar(
                    snapshot, {ctx.who, ctx.unit.level, in.text, in.except.value_or(""), "", in.limit.value_or(20)});
            });
        registry.read<Pair, Compared>({Method::post, "/api/v1/units/{unit}/compare", "compare.pair",
                                       "Đối chiếu hai văn bản, chỉ ra đoạn trùng", Verb::view},
                                      [](api::Ctx& ctx, const Pair& in, db::Snapshot& snapshot) -> Result<Compared> {
                                          TRY(auto a, side_of(snapshot, ctx, in.a));
                                          TRY(auto b, side_of(snapshot, ctx, in.b));
                                          return compare_sides(std::move(a), std::move(b));
                                      });
    };
    return {.name = "compare", .migrations = {}, .kinds = {}, .views = {}, .routes = routes};
}

}  // namespace sauro::compare
