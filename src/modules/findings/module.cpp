// Routes of findings.
#include <fmt/format.h>

#include <algorithm>

#include "modules/findings/actions.hpp"
#include "modules/findings/findings.hpp"
#include "modules/findings/show.hpp"
#include "modules/findings/trend.hpp"
#include "modules/findings/unknowns.hpp"
#include "modules/findings/waiting.hpp"

namespace sauro::embedded {
std::span<const base::EmbeddedFile> findings_migrations();
}

namespace sauro::findings {
namespace {

using api::Verb;
using http::Method;

constexpr int most_rows = 200;
constexpr std::size_t most_at_once = 200;
constexpr std::string_view states[] = {"active", "open", "explained", "waived", "fixed", "all"};
constexpr std::string_view grains[] = {"week", "month"};

struct ListIn {
    std::string unit;
    Text norm, row, state, severity, period, only_unit, assigned, cursor;
    std::optional<base::Date> due_to;
    std::optional<bool> recurring;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(ListIn, (),
                      (unit, norm, row, state, severity, period, only_unit, assigned, cursor, due_to, recurring, limit))
struct UnknownIn {
    std::string unit;
    Text norm, cursor;
    std::optional<int> limit;
};
BOOST_DESCRIBE_STRUCT(UnknownIn, (), (unit, norm, cursor, limit))
struct OneIn {
    std::string unit, id;
};
BOOST_DESCRIBE_STRUCT(OneIn, (), (unit, id))
struct SayIn {
    std::string unit, id, text;
};
BOOST_DESCRIBE_STRUCT(SayIn, (), (unit, id, text))
struct WaiveIn {
    std::string unit, id, body, number;
    base::Date date;
    Text reason;
};
BOOST_DESCRIBE_STRUCT(WaiveIn, (), (unit, id, body, number, date, reason))
struct AssignIn {
    std::string unit;
    std::vector<std::string> ids;
    Text account;  // absent: to nobody
    std::optional<base::Date> due_date;
};
BOOST_DESCRIBE_STRUCT(AssignIn, (), (unit, ids, account, due_date))
struct TrendIn {
    std::string unit;
    Text norm, grain;
    std::optional<base::Date> from, to;
};
BOOST_DESCRIBE_STRUCT(TrendIn, (), (unit, norm, grain, from, to))
struct UnitIn {
    std::string unit;
};
BOOST_DESCRIBE_STRUCT(UnitIn, (), (unit))

Status one_of(std::string_view field, std::string_view value, std::span<const std::string_view> words) {
    if (std::ranges::find(words, value) != words.end()) return {};
    std::string list;
    for (const auto word : words) list += (list.empty() ? "" : ", ") + std::string(word);
    Error error{ErrorKind::invalid,
                "finding.filter",
                fmt::format("“{}” không dùng được. Chọn một trong: {}.", value, list),
                fmt::format("\"{}\" is not one of {}.", value, list),
                {},
                {},
                {}};
    error.fields.push_back({fmt::format("/{}", field), error.code, error.message});
    return fail(std::move(error));
}

// The rulebook that the rows were written under, or the given one where that can no longer be read.
Result<rulebook::Rulebook> book_of(db::Snapshot& snapshot, const Services& services) {
    TRY(auto active, active_rules(snapshot, *services.rules));
    return active.book ? *std::move(active.book) : services.rules->given;
}

Result<FindingPage> list(api::Ctx& ctx, const ListIn& in, db::Snapshot& snapshot, const Services& services) {
    store::Filter filter;
    filter.scope = ctx.unit.path;
    filter.wide = ctx.unit.level == "central";
    filter.state = in.state.value_or("active");
    TRYV(one_of("state", filter.state, states));
    filter.norm = in.norm;
    filter.row = in.row;
    filter.severity = in.severity;
    filter.period = in.period;
    filter.unit = in.only_unit;
    filter.after = in.cursor;
    if (in.due_to) filter.due_to = in.due_to->iso();
    filter.recurring = in.recurring.value_or(false);
    if (in.assigned == "none") {
        filter.unassigned = true;
    } else if (in.assigned) {
        filter.assigned = *in.assigned == "me" ? ctx.who.account_id : *in.assigned;
    }
    filter.limit = std::clamp(in.limit.value_or(50), 1, most_rows);
    TRY(const auto page, store::list(snapshot, filter));
    TRY(const auto book, book_of(snapshot, services));
    FindingPage out;
    TRY(out.items, show(snapshot, book, page.rows));
    out.next = page.next;
    TRY(const auto counts, stocks(snapshot, ctx.unit.path, in.norm.value_or("")));
    out.counts = {counts.open, counts.explained, counts.waived, counts.fixed, counts.cannot_tell};
    TRYV(
        snapshot.query("SELECT c.evaluated_at, c.audit_seq < h.seq OR EXISTS (SELECT 1 FROM finding_marks) FROM "
                       "finding_control c, audit_head h WHERE c.id = 1 AND h.id = 1",
                       {}, [&](const db::Row& row) {
                           out.evaluated_at = row.integer(0);
                           out.current = row.text(1) == "0" || row.text(1) == "f" || row.text(1) == "false";
                           return false;
                       }));
    TRY(const auto other, snapshot.one("SELECT 1 FROM finding_rulebooks WHERE active = 1 AND hash <> ?",
                                       {services.rules->given.hash()}, [](const db::Row&) { return true; }));
    out.rulebook_waits = other.has_value();
    return out;
}

Result<UnknownPage> list_unknown(api::Ctx& ctx, const UnknownIn& in, db::Snapshot& snapshot, const Services& services) {
    TRY(const auto book, book_of(snapshot, services));
    return unknowns(snapshot, book,
                    {ctx.unit.path, in.norm, in.cursor, std::clamp(in.limit.value_or(50), 1, most_rows)});
}

Result<FindingDetail> one(db::Snapshot& snapshot, const Services& services, const store::Row& row) {
    TRY(const auto book, book_of(snapshot, services));
    return show_one(snapshot, book, row);
}

// A write on one finding that answers with it as it stands then.
template <class In>
void change(api::Registry& registry, api::About about, const Services& services,
            std::function<Status(db::Tx&, api::Ctx&, store::Row&, const In&)> act) {
    registry.write<In, FindingDetail>(
        std::move(about),
        [services, act = std::move(act)](api::Ctx& ctx, const In& in, db::Tx& tx) -> Result<FindingDetail> {
            TRY(auto row, finding_for(tx, ctx, in.id));
            TRYV(act(tx, ctx, row, in));
            TRY(const auto after, finding_for(tx, ctx, in.id));
            return one(tx, services, after);
        });
}

Result<FindingDone> assign_all(api::Ctx& ctx, const AssignIn& in, db::Tx& tx, const Services& services) {
    if (in.ids.empty() || in.ids.size() > most_at_once)
        return fail(ErrorKind::invalid, "finding.too_many",
                    fmt::format("Chọn từ 1 đến {} phát hiện mỗi lần giao.", most_at_once),
                    "Choose between 1 and 200 findings.");
    FindingDone done;
    for (const auto& id : in.ids) {
        TRY(auto row, finding_for(tx, ctx, id));
        Assignment to{in.account.value_or(""), "", in.due_date};
        if (in.account) {
            TRY(const auto person, services.person(tx, *in.account, row.unit_path));
            if (!person) {
                return fail(ErrorKind::invalid, "finding.person",
                            "Người này không làm việc ở đơn vị có phát hiện, nên không giao được. Chọn người khác.",
                            "This person has no role at the unit of the finding.");
            }
            to.name = person->name;
        }
        TRYV(assign(tx, ctx, row, to));
        ++done.changed;
    }
    if (in.ids.size() > 1) ctx.audit.detail = fmt::format(R"({{"findings":{}}})", in.ids.size());
    return done;
}

Result<FindingTrend> show_trend(api::Ctx& ctx, const TrendIn& in, db::Snapshot& snapshot) {
    FindingTrend out;
    out.grain = in.grain.value_or("month");
    TRYV(one_of("grain", out.grain, grains));
    const base::Date to = in.to.value_or(ctx.today());
    const base::Date from = in.from.value_or(to.plus_days(-365));
    TRY(const auto points, trend(snapshot, ctx.unit.path, in.norm.value_or(""), out.grain, from, to));
    for (const auto& p : points)
        out.points.push_back(
            {p.bucket, p.open, p.explained, p.waived, p.fixed, p.cannot_tell, p.came, p.went, p.answered});
    TRYV(
        snapshot.query("SELECT u.unit, u.name, n.norm, n.text FROM finding_notes n JOIN fact_units u ON u.unit_path = "
                       "n.unit_path WHERE n.unit_path >= ? AND n.unit_path < ? ORDER BY n.unit_path, n.norm LIMIT 20",
                       {ctx.unit.path, store::end_of(ctx.unit.path)}, [&](const db::Row& row) {
                           out.notes.push_back({row.str(0), row.str(1), row.str(2), row.str(3)});
                           return true;
                       }));
    return out;
}

void routes(api::Registry& registry, const Services& services) {
    const std::string base = "/api/v1/units/{unit}/findings";
    registry.read<ListIn, FindingPage>(
        {Method::get, base, "findings.list", "Phát hiện của đơn vị và các đơn vị bên dưới", Verb::view},
        [services](api::Ctx& ctx, const ListIn& in, db::Snapshot& snapshot) {
            return list(ctx, in, snapshot, services);
        });
    registry.read<UnknownIn, UnknownPage>(
        {Method::get, base + "/unknowns", "findings.unknowns", "Chỗ chưa kết luận được vì thiếu số liệu", Verb::view},
        [services](api::Ctx& ctx, const UnknownIn& in, db::Snapshot& snapshot) {
            return list_unknown(ctx, in, snapshot, services);
        });
    registry.read<TrendIn, FindingTrend>(
        {Method::get, base + "/trend", "findings.trend", "Số phát hiện theo tuần, tháng", Verb::view},
        [](api::Ctx& ctx, const TrendIn& in, db::Snapshot& snapshot) { return show_trend(ctx, in, snapshot); });
    registry.read<UnitIn, FindingPeople>(
        {Method::get, base + "/people", "findings.people", "Người có thể được giao xử lý phát hiện", Verb::view},
        [services](api::Ctx& ctx, const UnitIn&, db::Snapshot& snapshot) -> Result<FindingPeople> {
            TRY(auto people, services.people(snapshot, ctx.unit.id));
            FindingPeople out;
            for (auto& one : people)
                out.items.push_back({std::move(one.account), std::move(one.name), std::move(one.title)});
            return out;
        });
    registry.write<AssignIn, FindingDone>(
        {Method::post, base + "/assign", "findings.assign", "Giao người xử lý và hạn, một hoặc nhiều phát hiện",
         Verb::sign},
        [services](api::Ctx& ctx, const AssignIn& in, db::Tx& tx) { return assign_all(ctx, in, tx, services); });
    const auto owner_only = [services](const api::Ctx& ctx, db::Snapshot& snapshot) -> Status {
        TRY(const auto owner, services.owner_path(snapshot));
        if (ctx.unit.path == owner) return {};
        return fail(ErrorKind::forbidden, "finding.owner",
                    "Bộ quy tắc dùng chung cho cả hệ thống, chỉ quản trị của đơn vị chủ quản áp dụng được. Báo đơn vị "
                    "đó.",
                    "Only the unit that owns this installation may activate a rulebook.");
    };
    registry.read<UnitIn, RulebookChange>(
        {Method::get, base + "/rulebook", "findings.compare_rulebook",
         "Phát hiện nào thêm, bớt, đổi nếu áp dụng bộ quy tắc của bản cài này", Verb::manage_unit},
        [services, owner_only](api::Ctx& ctx, const UnitIn&, db::Snapshot& snapshot) -> Result<RulebookChange> {
            TRYV(owner_only(ctx, snapshot));
            return waiting_change(snapshot, *services.rules, ctx.today());
        });
    registry.write<UnitIn, FindingDone>(
        {Method::post, base + "/rulebook", "findings.activate_rulebook",
         "Áp dụng bộ quy tắc của bản cài này cho các phát hiện", Verb::manage_unit},
        [services, owner_only](api::Ctx& ctx, const UnitIn&, db::Tx& tx) -> Result<FindingDone> {
            TRYV(owner_only(ctx, tx));
            TRYV(activate(tx, *services.rules, services.rules->given, ctx.who.account_id, ctx.now));
            ctx.audit.subject = services.rules->given.hash();
            return FindingDone{1};
        });
    registry.read<OneIn, FindingDetail>(
        {Method::get, base + "/one/{id}", "findings.show", "Một phát hiện với giải trình và lịch sử", Verb::view},
        [services](api::Ctx& ctx, const OneIn& in, db::Snapshot& snapshot) -> Result<FindingDetail> {
            TRY(const auto row, finding_for(snapshot, ctx, in.id));
            return one(snapshot, services, row);
        });
    const std::string item = base + "/one/{id}";
    change<SayIn>(
        registry, {Method::post, item + "/explain", "findings.explain", "Giải trình", Verb::draft}, services,
        [](db::Tx& tx, api::Ctx& ctx, store::Row& row, const SayIn& in) { return explain(tx, ctx, row, in.text); });
    change<SayIn>(
        registry,
        {Method::post, item + "/resolve", "findings.resolve", "Báo đã khắc phục; hệ thống đánh giá lại", Verb::draft},
        services,
        [](db::Tx& tx, api::Ctx& ctx, store::Row& row, const SayIn& in) { return resolve(tx, ctx, row, in.text); });
    change<SayIn>(
        registry, {Method::post, item + "/feedback", "findings.feedback", "Phản ánh phát hiện không đúng", Verb::draft},
        services,
        [](db::Tx& tx, api::Ctx& ctx, store::Row& row, const SayIn& in) { return feedback(tx, ctx, row, in.text); });
    change<WaiveIn>(
        registry,
        {Method::post, item + "/waive", "findings.waive", "Ghi quyết định cho phép trường hợp đặc biệt", Verb::sign},
        services, [services](db::Tx& tx, api::Ctx& ctx, store::Row& row, const WaiveIn& in) -> Status {
            TRY(const auto book, book_of(tx, services));
            return waive(tx, ctx, book, row, {in.body, in.number, in.date, in.reason.value_or("")});
        });
}

}  // namespace

std::span<const db::Migration> migrations() {
    static const auto all = db::migrations_of("findings", embedded::findings_migrations());
    return all;
}

Result<Counts> counts_of(db::Snapshot& snapshot) {
    TRY(const auto root, snapshot.one("SELECT unit_path FROM fact_units WHERE parent IS NULL ORDER BY unit_path", {},
                                      [](const db::Row& row) { return row.str(0); }));
    TRY(const auto all, stocks(snapshot, root.value_or(""), ""));
    return Counts{all.open, all.explained, all.waived, all.fixed, all.cannot_tell};
}

Result<std::vector<OpenItem>> open_items(db::Snapshot& snapshot, const std::string& unit_id, base::Date until) {
    return snapshot.all(
        "SELECT f.id, f.message, f.due_date, COALESCE(f.assigned_name, '') FROM fact_units u JOIN findings f ON "
        "f.unit_path = u.unit_path WHERE u.unit_id = ? AND f.due_date <= ? AND f.state IN ('open', 'explained') ORDER "
        "BY f.due_date, f.sort_key LIMIT 100",
        {unit_id, until.iso()},
        [](const db::Row& row) { return OpenItem{row.str(0), row.str(1), row.str(2), row.str(3)}; });
}

api::Module module(Services services) {
    api::Module module;
    module.name = "findings";
    module.migrations = db::migrations_of("findings", embedded::findings_migrations());
    module.routes = [services = std::move(services)](api::Registry& registry) { routes(registry, services); };
    return module;
}

}  // namespace sauro::findings
