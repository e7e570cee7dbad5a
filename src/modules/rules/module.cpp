// Routes of Sổ quy tắc.
#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "docread/docread.hpp"
#include "modules/rules/decide.hpp"
#include "modules/rules/rules.hpp"
#include "modules/rules/tighten.hpp"
#include "modules/rules/trial.hpp"
#include "modules/rules/view.hpp"
#include "rulebook/quote.hpp"
#include "text/text.hpp"

namespace sauro::embedded {
std::span<const base::EmbeddedFile> rules_migrations();
}

namespace sauro::rules {
namespace {

struct BookIn {
    std::string unit;
    Text source;
};
BOOST_DESCRIBE_STRUCT(BookIn, (), (unit, source))
struct NormIn {
    std::string unit, norm;
};
BOOST_DESCRIBE_STRUCT(NormIn, (), (unit, norm))
struct UnitIn {
    std::string unit;
};
BOOST_DESCRIBE_STRUCT(UnitIn, (), (unit))
struct Filled {
    std::string column, value;
};
BOOST_DESCRIBE_STRUCT(Filled, (), (column, value))
struct TryIn {
    std::string unit, norm;
    Text period, text, document_type;
    std::optional<base::Date> as_of;
    std::optional<std::vector<Filled>> values;
};
BOOST_DESCRIBE_STRUCT(TryIn, (), (unit, norm, period, text, document_type, as_of, values))
struct TightenIn : Tightening {
    std::string unit;
};
BOOST_DESCRIBE_STRUCT(TightenIn, (Tightening), (unit))
struct DecideIn : Deciding {
    std::string unit;
};
BOOST_DESCRIBE_STRUCT(DecideIn, (Deciding), (unit))
struct EndIn : Ending {
    std::string unit;
};
BOOST_DESCRIBE_STRUCT(EndIn, (Ending), (unit))
struct ChangedView {
    std::string id, rulebook;
};
BOOST_DESCRIBE_STRUCT(ChangedView, (), (id, rulebook))

Result<Said> said(const rulebook::Rulebook& book, db::Snapshot& snapshot, const api::Ctx& ctx) {
    TRY(const auto kept, store::all(snapshot));
    const auto standing = localised(book, kept);
    return Said{local_views(rules_of(kept.changes), standing, ctx.unit, ctx.today()),
                histories(kept.decided, standing)};
}

Result<BookView> show_book(const Services& services, api::Ctx& ctx, const BookIn& in, db::Snapshot& snapshot) {
    const auto& sources = services.book.sources();
    const std::string wanted = in.source.value_or("226-KL/TW");
    const auto found = std::ranges::find(sources, wanted, &rulebook::Source::id);
    if (found == sources.end() && in.source) {
        return fail(ErrorKind::not_found, "source.unknown",
                    fmt::format("Bộ quy tắc chưa có văn bản {}. Chọn văn bản khác trong danh sách.", wanted),
                    "No such source in the rulebook.");
    }
    TRY(const auto kept, said(services.book, snapshot, ctx));
    auto out = book_view(services.book, found == sources.end() ? sources.front().id : wanted, kept, ctx.today());
    out.may_tighten = api::allowed(ctx.who, api::Verb::manage_rules, ctx.unit.path);
    TRY(const auto owner, services.owner_path(snapshot));
    out.may_decide = out.may_tighten && ctx.unit.path == owner;
    return out;
}

// A scan read without Vietnamese marks is no text to quote from.
constexpr double least_marks = 0.1;

Result<QuoteView> quote_of(const Services& services, const api::Ctx& ctx, db::Snapshot& snapshot,
                           const rulebook::Norm& norm) {
    QuoteView out;
    out.state = "not_imported";
    const auto source = std::ranges::find(services.book.sources(), norm.source, &rulebook::Source::id);
    if (!services.source_text || source == services.book.sources().end()) return out;
    TRY(auto found, services.source_text(snapshot, ctx, norm.source, source->issued));
    if (!found) return out;
    out.document = found->document;
    out.unit = found->unit;
    if (text::mark_share(found->text) < least_marks) {
        out.state = "unreadable";
        return out;
    }
    const auto quote = rulebook::locate_clause(docread::analyse(std::move(found->text)), norm.clause);
    out.state = quote ? "found" : "not_located";
    if (quote) {
        out.text = quote->text;
        out.start = static_cast<std::int64_t>(quote->start);
        out.end = static_cast<std::int64_t>(quote->end);
        out.exact = quote->exact;
    }
    return out;
}

Result<RuleDetail> show_norm(const Services& services, api::Ctx& ctx, const NormIn& in, db::Snapshot& snapshot) {
    const auto* norm = services.book.find(in.norm);
    if (norm == nullptr) {
        return fail(ErrorKind::not_found, "norm.unknown",
                    fmt::format("Không có quy tắc “{}”. Xem danh sách ở Sổ quy tắc.", in.norm),
                    fmt::format("No norm \"{}\".", in.norm));
    }
    TRY(const auto kept, said(services.book, snapshot, ctx));
    auto out = detail_view(services.book, *norm, kept, ctx.today());
    TRY(out.quote, quote_of(services, ctx, snapshot, *norm));
    return out;
}

Result<TryView> run_sample(const Services& services, api::Ctx& ctx, const TryIn& in, db::Snapshot& snapshot) {
    Sample sample;
    sample.norm = in.norm;
    sample.as_of = in.as_of.value_or(ctx.today());
    sample.period = base::Period::year(sample.as_of.year());
    if (in.period) {
        TRY(sample.period, base::Period::parse(*in.period));
    }
    for (const auto& one : in.values.value_or(std::vector<Filled>{})) sample.values[one.column] = one.value;
    sample.text = in.text;
    sample.document_type = in.document_type;
    return try_norm(services.book, snapshot, ctx.unit, sample);
}

// The rulebook is put in place when the change is durable; the writes stand in line, so the last one wins. Findings
// follow at once: while another rulebook waits, the old one is judged by with this change over it.
Result<ChangedView> put(const Services& services, api::Ctx& ctx, const Prepared& prepared, db::Tx& tx) {
    const Change& change = prepared.change;
    TRY(const bool settled, services.settled(tx));
    TRYV(store::add(tx, change));
    if (settled) TRYV(services.activate(tx, prepared.next, ctx, ctx.unit.level == "central"));
    tx.after_commit([running = services.book, next = prepared.next]() mutable { running.replace(next); });
    ctx.audit = {.subject = change.norm,
                 .detail = json::write({{"action", change.action},
                                        {"target", change.parameter.empty() ? change.exception : change.parameter},
                                        {"value", change.value},
                                        {"from", change.starts_on.iso()},
                                        {"symbol", change.symbol}}),
                 .actor = {}};
    return ChangedView{change.id, prepared.next.hash()};
}

// A reading holds for every unit, so only the unit that owns the installation decides; and one change at a time is
// shown and put in force.
Status may_decide_here(const Services& services, const api::Ctx& ctx, db::Snapshot& snapshot) {
    TRY(const auto owner, services.owner_path(snapshot));
    if (ctx.unit.path != owner)
        return fail(ErrorKind::forbidden, "interpretation.owner",
                    "Cách hiểu dùng chung cho cả hệ thống, chỉ đơn vị chủ quản ghi quyết định được. Gửi văn bản quyết "
                    "định cho đơn vị đó.",
                    "Only the unit that owns this installation may decide.");
    TRY(const bool settled, services.settled(snapshot));
    if (!settled)
        return fail(ErrorKind::conflict, "interpretation.waits",
                    "Bộ quy tắc mới đang chờ áp dụng. Xem và áp dụng ở trang Phát hiện trước, rồi ghi quyết định.",
                    "Another rulebook waits to be put in force.");
    return {};
}

Result<ChangedView> decide(const Services& services, api::Ctx& ctx, const Deciding& wanted, db::Tx& tx) {
    TRYV(may_decide_here(services, ctx, tx));
    TRY(const auto prepared, prepare_decision(services.book, tx, ctx, wanted));
    TRYV(record(services.book, prepared, tx));
    TRYV(services.activate(tx, prepared.next, ctx, true));
    const auto& decision = prepared.decided.decision;
    boost::json::array values;
    for (const auto& value : decision.values) values.push_back({value.norm, value.parameter, value.text});
    ctx.audit = {.subject = decision.interpretation,
                 .detail = json::write({{"choice", decision.choice},
                                        {"values", std::move(values)},
                                        {"owner", decision.owner},
                                        {"symbol", decision.symbol},
                                        {"date", decision.date.iso()},
                                        {"rulebook", prepared.next.hash()}}),
                 .actor = {}};
    return ChangedView{decision.id, prepared.next.hash()};
}

void routes(api::Registry& registry, const Services& services) {
    using api::Verb;
    using http::Method;
    const auto& book = services.book;
    registry.read<BookIn, BookView>({Method::get, "/api/v1/units/{unit}/rules", "rules.book",
                                     "Sổ quy tắc: một văn bản với mọi quy tắc, và máy kiểm được bao nhiêu", Verb::view},
                                    [services](api::Ctx& ctx, const BookIn& in, db::Snapshot& snapshot) {
                                        return show_book(services, ctx, in, snapshot);
                                    });
    registry.read<NormIn, RuleDetail>(
        {Method::get, "/api/v1/units/{unit}/rules/{norm}", "rules.norm",
         "Một quy tắc với nguyên văn trong văn bản đã nhập, ngoại lệ, cách hiểu, ca kiểm", Verb::view},
        [services](api::Ctx& ctx, const NormIn& in, db::Snapshot& snapshot) {
            return show_norm(services, ctx, in, snapshot);
        });
    const auto runs = std::make_shared<CaseRuns>();
    registry.read<UnitIn, CasesView>(
        {Method::get, "/api/v1/units/{unit}/rule-cases", "rules.cases", "Kết quả mọi ca kiểm của bộ quy tắc",
         Verb::view},
        [book, runs](api::Ctx& ctx, const UnitIn&, db::Snapshot&) { return runs->of(book, ctx.now); });
    registry.read<TryIn, TryView>({Method::post, "/api/v1/units/{unit}/rules/{norm}/try", "rules.try",
                                   "Thử một quy tắc trên hồ sơ hoặc lời văn không lưu", Verb::view},
                                  [services](api::Ctx& ctx, const TryIn& in, db::Snapshot& snapshot) {
                                      return run_sample(services, ctx, in, snapshot);
                                  });
    registry.read<TightenIn, PreviewView>(
        {Method::post, "/api/v1/units/{unit}/rule-changes/preview", "rules.preview",
         "Siết một quy tắc: xem phát hiện nào sẽ đổi, chưa ghi", Verb::manage_rules},
        [book](api::Ctx& ctx, const TightenIn& in, db::Snapshot& snapshot) -> Result<PreviewView> {
            TRY(const auto prepared, prepare_tightening(book, snapshot, ctx, in));
            return preview(book, prepared, snapshot, ctx);
        });
    registry.write<TightenIn, ChangedView>(
        {Method::post, "/api/v1/units/{unit}/rule-changes", "rules.tighten",
         "Siết một quy tắc cho đơn vị và cấp dưới bằng văn bản của đơn vị", Verb::manage_rules},
        [services](api::Ctx& ctx, const TightenIn& in, db::Tx& tx) -> Result<ChangedView> {
            TRY(const auto prepared, prepare_tightening(services.book, tx, ctx, in));
            return put(services, ctx, prepared, tx);
        });
    registry.write<EndIn, ChangedView>({Method::post, "/api/v1/units/{unit}/rule-changes/{id}/end", "rules.end",
                                        "Chấm dứt một quy định riêng từ một ngày", Verb::manage_rules},
                                       [services](api::Ctx& ctx, const EndIn& in, db::Tx& tx) -> Result<ChangedView> {
                                           TRY(const auto prepared, prepare_ending(services.book, tx, ctx, in));
                                           return put(services, ctx, prepared, tx);
                                       });
    registry.read<DecideIn, ReadingPreview>(
        {Method::post, "/api/v1/units/{unit}/reading-decisions/preview", "rules.preview_decision",
         "Quyết định một cách hiểu: xem phát hiện nào sẽ đổi, chưa ghi", Verb::manage_rules},
        [services](api::Ctx& ctx, const DecideIn& in, db::Snapshot& snapshot) -> Result<ReadingPreview> {
            TRYV(may_decide_here(services, ctx, snapshot));
            TRY(const auto prepared, prepare_decision(services.book, snapshot, ctx, in));
            return preview(services.book, prepared, snapshot, ctx.today());
        });
    registry.write<DecideIn, ChangedView>(
        {Method::post, "/api/v1/units/{unit}/reading-decisions", "rules.decide_interpretation",
         "Ghi quyết định một cách hiểu cho cả hệ thống, hoặc bãi bỏ quyết định đang dùng", Verb::manage_rules},
        [services](api::Ctx& ctx, const DecideIn& in, db::Tx& tx) { return decide(services, ctx, in, tx); });
}

}  // namespace

api::Module module(Services services) {
    api::Module module;
    module.name = "rules";
    module.migrations = db::migrations_of("rules", embedded::rules_migrations());
    module.routes = [services = std::move(services)](api::Registry& registry) { routes(registry, services); };
    return module;
}

}  // namespace sauro::rules
