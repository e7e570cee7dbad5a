// Routes of the overview.
#include <fmt/format.h>

#include "modules/overview/overview.hpp"
#include "modules/overview/service.hpp"
#include "rulebook/describe.hpp"

namespace sauro::overview {
namespace {

constexpr int most_rows = 200;

struct OverviewIn {
    std::string unit;
    std::optional<std::string> period;
    std::optional<base::Date> as_of;
};
BOOST_DESCRIBE_STRUCT(OverviewIn, (), (unit, period, as_of))
struct FigureIn {
    std::string unit, norm;
    std::optional<std::string> period, cursor;
    std::optional<base::Date> as_of;
    std::optional<int> limit;
    std::optional<bool> own;  // the unit alone, without those below
};
BOOST_DESCRIBE_STRUCT(FigureIn, (), (unit, norm, period, cursor, as_of, limit, own))
struct NormIn {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(NormIn, (), (id))

Result<Request> request_of(const api::Ctx& ctx, const std::optional<std::string>& period,
                           const std::optional<base::Date>& as_of) {
    Request request;
    request.unit = ctx.unit;
    request.now = ctx.now;
    request.as_of = as_of.value_or(ctx.today());
    if (!period) {
        request.period = base::Period::year(request.as_of.year());
        return request;
    }
    auto parsed = base::Period::parse(*period);
    if (!parsed) {
        Error error = std::move(parsed).error();
        error.fields.push_back({"/period", error.code, error.message});
        return fail(std::move(error));
    }
    request.period = *std::move(parsed);
    return request;
}

template <class Out>
void fill_norm(Out& out, const rulebook::Norm& norm) {
    out.id = norm.id;
    out.row = norm.row();
    out.source = norm.source;
    out.clause = norm.clause;
    out.statement = norm.statement;
    out.force = norm.force;
    out.executability = norm.executability;
    out.kind = norm.kind;
    out.cases = static_cast<std::int64_t>(norm.cases.size());
    out.machine_checked = norm.checked;
    for (const auto& parameter : norm.parameters) {
        for (const auto& value : parameter.values)
            out.parameters.push_back({parameter.name, value.text, value.from.iso(), value.clause, parameter.stricter});
    }
}

NormList norm_list(const rulebook::Rulebook& book) {
    NormList list;
    list.rulebook = book.hash();
    for (const auto& norm : book.norms()) {
        NormItem item;
        fill_norm(item, norm);
        item.interpretations = norm.interpretations;
        list.items.push_back(std::move(item));
    }
    for (const auto& one : rulebook::coverage(book)) list.coverage.push_back({one.source, one.norms, one.checked});
    return list;
}

Result<NormDetail> norm_detail(const rulebook::Rulebook& book, const std::string& id) {
    const auto* norm = book.find(id);
    if (norm == nullptr) return refuse_norm(id);
    NormDetail detail;
    fill_norm(detail, *norm);
    detail.remedy = norm->remedy;
    detail.verified_on = norm->verified_on.iso();
    for (const auto& exception : norm->exceptions) {
        const std::string effect = exception.effect == "exclude" ? "Không tính" : "Được miễn";
        detail.except.push_back(fmt::format("{}: {} ({})", effect,
                                            exception.note.empty() ? exception.id : exception.note, exception.clause));
    }
    for (const auto& reading : norm->interpretations) {
        for (const auto& known : book.interpretations()) {
            if (known.id == reading)
                detail.interpretations.push_back(
                    {known.id, known.question, rulebook::choice_text(known), known.status, known.owner, known.date});
        }
    }
    return detail;
}

void routes(api::Registry& registry, const rulebook::Rulebook& book) {
    const auto kept = std::make_shared<Kept>();
    registry.read<OverviewIn, Overview>(
        {http::Method::get, "/api/v1/units/{unit}/overview", "overview.show",
         "Toàn cảnh của một đơn vị và các đơn vị bên dưới", api::Verb::view},
        [book, kept](api::Ctx& ctx, const OverviewIn& in, db::Snapshot& snapshot) -> Result<Overview> {
            TRY(const auto request, request_of(ctx, in.period, in.as_of));
            TRY(const auto head, audit_head(snapshot));
            const std::string key =
                fmt::format("{} {} {} {}", request.unit.id, request.period.code, request.as_of.iso(),
                            book.hash());  // replaced at run time
            if (const auto found = kept->find(key, head)) return *found;
            TRY(auto built, build_overview(book, snapshot, request));
            kept->put(key, head, std::make_shared<const Overview>(built));
            return built;
        });
    registry.read<FigureIn, FigureList>(
        {http::Method::get, "/api/v1/units/{unit}/figures/{norm}", "overview.figure",
         "Các dòng mà một con số được đếm từ đó", api::Verb::view},
        [book](api::Ctx& ctx, const FigureIn& in, db::Snapshot& snapshot) -> Result<FigureList> {
            TRY(const auto request, request_of(ctx, in.period, in.as_of));
            return build_figure(book, snapshot, request,
                                {in.norm, in.cursor.value_or(""), std::clamp(in.limit.value_or(50), 1, most_rows),
                                 in.own.value_or(false)});
        });
    registry.read<json::Nothing, NormList>(
        {http::Method::get, "/api/v1/norms", "norms.list", "Các quy tắc và căn cứ", api::Verb::signed_in},
        [book](api::Ctx&, const json::Nothing&, db::Snapshot&) -> Result<NormList> { return norm_list(book); });
    registry.read<NormIn, NormDetail>(
        {http::Method::get, "/api/v1/norms/{id}", "norms.show", "Một quy tắc với cách hiểu và ngoại lệ",
         api::Verb::signed_in},
        [book](api::Ctx&, const NormIn& in, db::Snapshot&) -> Result<NormDetail> { return norm_detail(book, in.id); });
}

}  // namespace

api::Module module(rulebook::Rulebook book) {
    api::Module module;
    module.name = "overview";
    module.routes = [book = std::move(book)](api::Registry& registry) { routes(registry, book); };
    return module;
}

}  // namespace sauro::overview
