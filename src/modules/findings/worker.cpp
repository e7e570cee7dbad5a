#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

#include "base/id.hpp"
#include "base/log.hpp"
#include "json/json.hpp"
#include "modules/findings/findings.hpp"
#include "modules/findings/reconcile.hpp"

namespace sauro::findings {
namespace {

using namespace std::chrono_literals;
constexpr auto pause_between = 500ms;
constexpr base::Millis lease_ms = 10'000;
constexpr int audit_rows = 2000;        // followed in one write
constexpr std::size_t at_a_time = 200;  // findings written in one write

struct Control {
    std::int64_t audit_seq = 0, head = 0;
    std::string day, holder;
    base::Millis lease_until = 0;
};

Result<Control> control_of(db::Snapshot& snapshot) {
    TRY(auto found, snapshot.one("SELECT c.audit_seq, h.seq, c.day, c.holder, c.lease_until FROM finding_control c, "
                                 "audit_head h WHERE c.id = 1 AND h.id = 1",
                                 {}, [](const db::Row& row) {
                                     return Control{row.integer(0), row.integer(1), row.str(2), row.str(3),
                                                    row.integer(4)};
                                 }));
    return found.value_or(Control{});
}

Status mark(db::Tx& tx, const std::string& scope, std::int64_t seq) {
    TRYV(
        tx.execute("INSERT INTO finding_marks (scope, seq) VALUES (?, ?) ON CONFLICT (scope) DO UPDATE SET seq = "
                   "excluded.seq",
                   {scope, seq}));
    return {};
}

Status mark_all(db::Tx& tx, std::int64_t seq) {
    TRY(const auto scopes, whole_scopes(tx));
    for (const auto& scope : scopes) TRYV(mark(tx, scope, seq));
    return {};
}

// What people say about a finding changes no fact; that it is fixed asks for a look.
bool touches_facts(std::string_view action) {
    if (action == "findings.resolve") return true;
    for (const std::string_view not_facts : {"findings.", "session.", "account", "me."}) {
        if (action.starts_with(not_facts)) return false;
    }
    return true;
}

// Units that a load named in its audit row.
std::set<std::string> units_of_load(std::string_view detail) {
    std::set<std::string> out;
    const auto said = json::parse(detail);
    const auto* units = said && said->is_object() ? said->as_object().if_contains("units") : nullptr;
    if (units == nullptr || !units->is_array()) return out;
    for (const auto& unit : units->as_array()) {
        if (unit.is_string()) out.emplace(unit.as_string());
    }
    return out;
}

// Where somebody has just written comes before what only might have changed with it, so that a load or a new day, which
// mark the whole country, keep nobody waiting. Every other turn is of those who have waited longest.
std::string next_scope(const std::vector<std::string>& marked, const std::set<std::string>& fresh, bool longest) {
    const auto found = std::ranges::find_if(marked, [&](const auto& scope) { return fresh.contains(scope); });
    return marked.empty() ? "" : longest || found == marked.end() ? marked.front() : *found;
}

}  // namespace

struct Worker::Impl {
    Impl(db::Database& at, const Rules& given, base::Clock time) : database(at), rules(given), clock(std::move(time)) {}
    db::Database& database;
    Rules rules;
    base::Clock clock;
    std::string name = base::uuid7();
    std::optional<ActiveRules> active;
    bool told_unreadable = false;
    std::set<std::string> fresh;  // scopes of what was written itself; with a killed process only the order is lost
    bool longest = false;
    std::atomic<bool> stopping{false};
    std::mutex guard;
    std::condition_variable wake;
    std::thread thread;

    Result<bool> claim(db::Tx& tx) {
        const auto now = clock();
        TRY(const auto rows,
            tx.execute("UPDATE finding_control SET holder = ?, lease_until = ? WHERE id = 1 AND (holder "
                       "= ? OR lease_until < ?)",
                       {name, now + lease_ms, name, now}));
        return rows == 1;
    }
    // Another may begin at once; a killed process is waited for until its lease runs out.
    Status release() {
        return database.write([this](db::Tx& tx) -> Status {
            TRYV(tx.execute("UPDATE finding_control SET lease_until = 0 WHERE id = 1 AND holder = ?", {name}));
            return {};
        });
    }
    Result<bool> follow(bool whole);
    Status look_up_rules(db::Snapshot&);
    Result<bool> evaluate_one();
    Result<bool> write_down(const Difference& difference, const std::string& scope, std::int64_t head,
                            base::Date today);
};

Worker::Worker(db::Database& database, const Rules& rules, base::Clock clock)
    : impl_(std::make_unique<Impl>(database, rules, std::move(clock))) {}
Worker::~Worker() { stop(); }

// Marks what the audit chain says was touched since the last look, and everything on a new day: deadlines pass by
// themselves.
Result<bool> Worker::Impl::follow(bool whole) {
    bool ours = false;
    std::set<std::string> scopes;
    const auto done = database.write([&](db::Tx& tx) -> Status {
        scopes.clear();
        TRY(ours, claim(tx));
        if (!ours) return {};
        const auto now = clock();
        const std::string day = base::Date::from_ms(now).iso();
        TRYV(adopt_first(tx, rules, now));
        TRY(const auto control, control_of(tx));
        std::set<std::string> units, codes;
        std::int64_t seq = control.audit_seq;
        bool all = whole || control.day != day;
        TRYV(tx.query("SELECT seq, unit, action, detail FROM audit_log WHERE seq > ? ORDER BY seq LIMIT ?",
                      {control.audit_seq, audit_rows}, [&](const db::Row& row) {
                          seq = row.integer(0);
                          if (!touches_facts(row.text(2))) return true;
                          if (!row.text(1).empty())
                              units.insert(row.str(1));
                          else
                              all = true;
                          if (row.text(2) == "facts.load") codes.merge(units_of_load(row.text(3)));
                          return true;
                      }));
        const auto mark_of = [&](const char* column, const std::string& unit) -> Status {
            TRY(const auto path, tx.one(fmt::format("SELECT unit_path FROM fact_units WHERE {} = ?", column), {unit},
                                        [](const db::Row& row) { return row.str(0); }));
            if (!path) return {};
            TRY(auto scope, scope_of(tx, *path));
            TRYV(mark(tx, scope, seq));
            scopes.insert(std::move(scope));
            return {};
        };
        for (const auto& id : units) TRYV(mark_of("unit_id", id));
        for (const auto& code : codes) TRYV(mark_of("unit", code));
        if (all) TRYV(mark_all(tx, seq));
        TRYV(tx.execute("UPDATE finding_control SET audit_seq = ?, day = ? WHERE id = 1", {seq, day}));
        return {};
    });
    if (!done) return std::unexpected(done.error());
    fresh.merge(scopes);
    return ours;
}

Result<bool> Worker::Impl::write_down(const Difference& difference, const std::string& scope, std::int64_t head,
                                      base::Date today) {
    const std::span<const Difference::Seen> rows(difference.rows);
    const std::span<const Difference::Unknown> unknowns(difference.unknowns);
    for (std::size_t at = 0;; at += at_a_time) {
        const bool last = at + at_a_time >= std::max(rows.size(), unknowns.size());
        const auto part = [&](auto all) {
            return all.subspan(std::min(at, all.size()), std::min(at_a_time, all.size() - std::min(at, all.size())));
        };
        bool ours = false;
        const auto written = database.write([&](db::Tx& tx) -> Status {
            TRY(ours, claim(tx));
            if (!ours) return {};
            TRYV(apply(tx, part(rows), part(unknowns), today, clock()));
            if (!last) return {};
            TRYV(apply_notes(tx, difference));
            TRYV(tx.execute("DELETE FROM finding_marks WHERE scope = ? AND seq <= ?", {scope, head}));
            TRYV(tx.execute("UPDATE finding_control SET evaluated_at = ? WHERE id = 1", {clock()}));
            return {};
        });
        if (!written) return std::unexpected(written.error());
        if (!ours || last) return ours;
        if (stopping) return true;  // the mark stands; the rest is found again
    }
}

// The rulebook in force, and over an old one what offices keep by now.
Status Worker::Impl::look_up_rules(db::Snapshot& snapshot) {
    TRY(const auto hash, snapshot.one("SELECT hash FROM finding_rulebooks WHERE active = 1", {},
                                      [](const db::Row& row) { return row.str(0); }));
    if (!active || active->hash != hash.value_or("")) {
        TRY(active, active_rules(snapshot, rules));
    } else if (!active->same && active->book && rules.localise) {
        TRYV(rules.localise(*active->book, snapshot, active->local));
    }
    return {};
}

Result<bool> Worker::Impl::evaluate_one() {
    std::string scope;
    std::int64_t head = 0;
    Difference difference;
    const auto now = clock();
    const auto today = base::Date::from_ms(now);
    bool readable = true;
    TRYV(database.read([&](db::Snapshot& snapshot) -> Status {
        std::vector<std::string> marked;
        const auto read =
            snapshot.query("SELECT scope FROM finding_marks ORDER BY seq, scope", {}, [&](const db::Row& row) {
                marked.push_back(row.str(0));
                return true;
            });
        if (!read) return read;
        scope = next_scope(marked, fresh, longest);
        if (scope.empty()) return {};
        TRY(const auto control, control_of(snapshot));
        head = control.head;
        if (auto known = look_up_rules(snapshot); !known) return known;
        readable = active->book.has_value();
        if (!readable) return {};
        TRY(difference, compare(*active->book, snapshot, scope, today, now));
        return {};
    }));
    if (!readable && !told_unreadable) base::log_warn("findings_rulebook_unreadable", {{"hash", active->hash}});
    told_unreadable = !readable;
    if (scope.empty() || !readable) return false;
    longest = fresh.erase(scope) > 0 && !longest;
    return write_down(difference, scope, head, today);
}

Result<bool> Worker::step() {
    bool behind = false, marked = false, theirs = false;
    const auto now = impl_->clock();
    TRYV(impl_->database.read([&](db::Snapshot& snapshot) -> Status {
        TRY(const auto control, control_of(snapshot));
        behind = control.audit_seq < control.head || control.day != base::Date::from_ms(now).iso();
        theirs = control.holder != impl_->name && control.lease_until >= now;
        TRY(const auto any,
            snapshot.one("SELECT 1 FROM finding_marks LIMIT 1", {}, [](const db::Row&) { return true; }));
        marked = any.has_value();
        return {};
    }));
    if (theirs || (!behind && !marked)) return false;
    if (behind) return impl_->follow(false);
    bool ours = false;
    TRYV(impl_->database.write([&](db::Tx& tx) -> Status {
        TRY(ours, impl_->claim(tx));
        return {};
    }));
    if (!ours) return false;
    return impl_->evaluate_one();
}

Status Worker::refresh(bool whole) {
    if (whole) {
        TRY(const bool ours, impl_->follow(true));
        if (!ours)
            return fail(ErrorKind::unavailable, "findings.busy",
                        "Một tiến trình khác đang đánh giá các phát hiện. Đợi một lát rồi làm lại, hoặc để tiến trình "
                        "đó làm tiếp.",
                        "Another process is evaluating the findings.");
    }
    for (bool more = true; more && !impl_->stopping;) {
        TRY(more, step());
    }
    return impl_->release();
}

void Worker::start() {
    impl_->thread = std::thread([this] {
        bool failing = false;
        while (!impl_->stopping) {
            const auto began = std::chrono::steady_clock::now();
            const auto done = step();
            if (!done && !failing) base::log_warn("findings_step", {{"code", done.error().code}});
            failing = !done;
            // At most half of a core: after a long evaluation a rest as long.
            auto rest = std::chrono::steady_clock::now() - began;
            if (!done || !*done) rest = pause_between;
            std::unique_lock lock(impl_->guard);
            impl_->wake.wait_for(lock, rest, [&] { return impl_->stopping.load(); });
        }
    });
}

void Worker::stop() {
    {
        const std::lock_guard lock(impl_->guard);
        impl_->stopping = true;
    }
    impl_->wake.notify_all();
    if (!impl_->thread.joinable()) return;
    impl_->thread.join();
    if (const auto done = impl_->release(); !done) base::log_warn("findings_release", {{"code", done.error().code}});
}

}  // namespace sauro::findings
