#include "modules/meetings/suggest.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "base/number.hpp"
#include "text/text.hpp"

namespace sauro::meetings {
namespace {

using planning::Kind;
using planning::Measure;

constexpr std::size_t most_similar = 20;
constexpr int near_days = 60;  // INT-18
constexpr std::int64_t most_own = 5000;
constexpr const char* coordinate = "KL226.2.2.d1.coordinate";

struct Own {
    SuggestedConference shown;
    std::string fact_id, document;
    bool fixed = false;
};

// Roles that a figure gives its rows: part, counted, waived …
Result<std::map<std::string, std::string>> roles_of(const rulebook::Rulebook& book, db::Snapshot& snapshot,
                                                    const PlanLimit& limit, const api::UnitRef& unit, int year) {
    std::map<std::string, std::string> out;
    const auto period = base::Period::year(year);
    const bool by_area = std::ranges::find(limit.norm.per, "area") != limit.norm.per.end();
    rulebook::FigureRequest request{limit.norm.id,
                                    by_area ? Text() : Text(unit.code),
                                    by_area ? Text(unit.area) : Text(),
                                    {},
                                    period,
                                    period.last,
                                    "",
                                    500,
                                    {},
                                    {}};
    for (Text next = ""; next && out.size() < most_own;) {
        request.after = *next;
        TRY(const auto page, rulebook::figure_rows(book, snapshot, request));
        for (const auto& row : page.rows) out.emplace(row.id, row.role);
        next = page.next;
    }
    return out;
}

// Limits of the planner, each with the norm it comes from.
struct Limits {
    planning::Limits numbers;
    std::optional<PlanLimit> most, wide, online;
    std::set<std::string> online_ids, wide_ids, decided_ids;
    std::int64_t other_wide = 0;  // of other bodies of the area
    std::vector<std::string> open;
};

std::int64_t percent_up(const rulebook::Rational& share) {
    return (100 * share.numerator() + share.denominator() - 1) / share.denominator();
}

Result<Limits> limits_for(const rulebook::Rulebook& book, db::Snapshot& snapshot, const api::UnitRef& unit, int year,
                          const std::set<std::string>& own) {
    Limits out;
    TRY(const auto all, plan_limits_of(book, snapshot, unit, year));
    for (const auto& one : all) {
        if (!one.planned) continue;
        const auto& limit = one.finding.limit_value;
        if (one.finding.outcome == "cannot_tell") out.open.push_back(one.finding.message);
        if (!limit) continue;
        if (one.norm.kind == "share") {
            const bool at_least = !one.norm.parameters.empty() && one.norm.parameters[0].stricter == "higher";
            const auto needed = at_least ? percent_up(*limit) : percent_up(rulebook::Rational(1) - *limit);
            out.numbers.online_percent = std::max(out.numbers.online_percent.value_or(0), needed);
            if (!at_least) continue;
            out.online = one;
            TRY(const auto roles, roles_of(book, snapshot, one, unit, year));
            for (const auto& [id, role] : roles) {
                if (role == "part") out.online_ids.insert(id);
            }
        } else if (one.norm.kind == "count_cap") {
            out.wide = one;
            TRY(const auto roles, roles_of(book, snapshot, one, unit, year));
            for (const auto& [id, role] : roles) {
                if (role == "waived") out.decided_ids.insert(id);
                if (role != "counted") continue;
                if (own.contains(id))
                    out.wide_ids.insert(id);
                else
                    ++out.other_wide;
            }
            out.numbers.most_wide =
                std::max<std::int64_t>(0, limit->numerator() / limit->denominator() - out.other_wide);
        } else if (one.norm.kind == "change_vs_baseline" && one.finding.whole && one.finding.outcome != "cannot_tell") {
            out.most = one;
            out.numbers.most = *one.finding.whole * (limit->denominator() - limit->numerator()) / limit->denominator();
        }
    }
    if (!out.online) out.numbers.online_percent.reset();
    return out;
}

struct Loaded {
    std::vector<Own> own;
    std::vector<planning::Conference> plan;  // own ones first, then those of others that their people sit in
};

Result<Loaded> load(db::Snapshot& snapshot, const api::UnitRef& unit, int year, base::Date today) {
    Loaded out;
    const auto period = base::Period::year(year);
    std::map<std::string, std::size_t> index;
    TRYV(snapshot.query(
        "SELECT id, COALESCE(title, ''), date, version, COALESCE(external_id, id), COALESCE(guided_by, ''), CASE WHEN "
        "status = 'held' OR statutory_kind IN ('party_committee', 'peoples_council') OR decision_symbol IS NOT NULL "
        "THEN 1 ELSE 0 END, COALESCE(type, ''), COALESCE(sector, ''), COALESCE(agenda, ''), cost_planned, "
        "COALESCE(proposed_from, ''), CASE WHEN EXISTS (SELECT 1 FROM papers p WHERE p.conference_id = conferences.id) "
        "OR EXISTS (SELECT 1 FROM speeches s WHERE s.conference_id = conferences.id) THEN 1 ELSE 0 END "
        "FROM conferences WHERE unit_id = ? AND date >= ? AND date <= ? AND (status IS NULL OR status <> "
        "'cancelled') ORDER BY date, id LIMIT ?",
        {unit.id, period.first.iso(), period.last.iso(), most_own}, [&](const db::Row& row) {
            Own one;
            one.shown = {row.str(0), row.str(1), base::Date::parse_iso(row.text(2)).value_or(base::Date()),
                         row.integer(3)};
            one.fact_id = row.str(4);
            one.document = row.str(5);
            one.fixed = row.boolean(6) || one.shown.date <= today;
            planning::Conference stated;
            stated.kind = row.str(7);
            stated.sector = text::trim(row.text(8));
            stated.agenda = row.str(9);
            stated.cost = row.opt_integer(10);
            // Work that was assigned asks for it; congresses and anniversaries have rules of their own (2.2, second
            // dash).
            stated.duty =
                row.text(11).starts_with("task:") || row.text(7) == "congress" || row.text(7) == "anniversary";
            stated.stage = row.boolean(12)        ? planning::Stage::prepared
                           : row.text(11).empty() ? planning::Stage::planned
                                                  : planning::Stage::proposed;
            out.plan.push_back(std::move(stated));
            index.emplace(one.shown.id, out.own.size());
            out.own.push_back(std::move(one));
            return true;
        }));
    if (out.own.empty()) return out;
    TRY(auto all, sittings_between(snapshot, period.first, period.last));
    // Own ones keep their place; of the others only those that share somebody with them.
    std::vector<bool> invited(all.people.size());
    std::vector<std::int64_t> place(all.conferences.size(), -1);
    for (std::size_t i = 0; i < all.conferences.size(); ++i) {
        if (const auto found = index.find(all.conferences[i].id); found != index.end())
            place[i] = static_cast<std::int64_t>(found->second);
    }
    for (const auto& seat : all.seats) {
        const auto conference = static_cast<std::size_t>(seat.conference);
        if (place[conference] >= 0 && all.conferences[conference].convenor != seat.who)
            invited[static_cast<std::size_t>(seat.who)] = true;
    }
    const std::size_t own = out.own.size();
    for (const auto& seat : all.seats) {
        const bool convenes = all.conferences[static_cast<std::size_t>(seat.conference)].convenor == seat.who;
        if (convenes || !invited[static_cast<std::size_t>(seat.who)]) continue;
        auto& at = place[static_cast<std::size_t>(seat.conference)];
        if (at < 0) {
            at = static_cast<std::int64_t>(out.plan.size());
            out.plan.emplace_back().other = true;
            out.plan.back().fixed = true;
        }
        auto& sat = out.plan[static_cast<std::size_t>(at)];
        sat.who.push_back(seat.who);
        if (all.people[static_cast<std::size_t>(seat.who)].leader) sat.chair = seat.who;
    }
    for (std::size_t i = 0; i < all.conferences.size(); ++i) {
        if (place[i] < 0) continue;
        auto& one = out.plan[static_cast<std::size_t>(place[i])];
        one.date = all.conferences[i].date;
        one.hours = all.conferences[i].hours;
        std::ranges::sort(one.who);
    }
    for (std::size_t i = 0; i < own; ++i) {
        out.plan[i].id = out.own[i].shown.id;
        out.plan[i].title = out.own[i].shown.title;
        out.plan[i].fixed = out.own[i].fixed;
        out.plan[i].replaceable = !out.own[i].document.empty();
    }
    return out;
}

std::string noun(const rulebook::Norm& norm, const char* key) {
    const auto found = norm.nouns.find(key);
    std::string word = found == norm.nouns.end() ? norm.statement : found->second;
    if (!word.empty() && word[0] >= 'a' && word[0] <= 'z') word[0] = static_cast<char>(word[0] - 'a' + 'A');
    return word;
}

std::string share_text(const Measure& at, std::int64_t limit) {
    if (at.total == 0) return "0 %";
    return fmt::format("{} ({}/{})", percent_text({at.online, at.total}, rulebook::Rational(limit, 100)), at.online,
                       at.total);
}

// What a measure says of each limit.
class Figures {
  public:
    Figures(const rulebook::Rulebook& book, const Limits& limits) : limits_(limits) {
        const auto* norm = book.find(coordinate);
        if (norm != nullptr) coordinate_clause_ = fmt::format("{}, mục {}", norm->source, norm->clause);
    }
    std::vector<SuggestFigure> of(const Measure& before, const Measure& after) const {
        std::vector<SuggestFigure> out;
        const auto number = base::vi_number;
        const auto add = [&](const PlanLimit& limit, std::string label, std::string a, std::string b, std::string bound,
                             bool met) {
            out.push_back({limit.norm.id, limit.line.clause, std::move(label), std::move(a), std::move(b),
                           std::move(bound), met});
        };
        if (limits_.wide) {
            const auto other = limits_.other_wide;
            add(*limits_.wide, noun(limits_.wide->norm, "counted"), number(before.wide + other),
                number(after.wide + other), limits_.wide->line.limit.value_or(""),
                after.wide <= limits_.numbers.most_wide);
        }
        if (limits_.most)
            add(*limits_.most, noun(limits_.most->norm, "counted"), number(before.total), number(after.total),
                fmt::format("{} (bớt {} từ {})", *limits_.numbers.most, limits_.most->line.limit.value_or(""),
                            *limits_.most->finding.whole),
                after.total <= *limits_.numbers.most);
        if (limits_.online)
            add(*limits_.online, noun(limits_.online->norm, "part"),
                share_text(before, *limits_.numbers.online_percent), share_text(after, *limits_.numbers.online_percent),
                fmt::format("{} %", *limits_.numbers.online_percent),
                100 * after.online >= *limits_.numbers.online_percent * after.total);
        out.push_back({coordinate, coordinate_clause_, "Cặp hội nghị trùng thành phần", number(before.clashes),
                       number(after.clashes), Text(), after.clashes == 0});
        return out;
    }

    // The limits of number that `at` is over, in words.
    std::vector<std::string> over(const Measure& at) const {
        std::vector<std::string> out;
        if (limits_.wide && at.wide > limits_.numbers.most_wide)
            out.push_back(fmt::format("{} {}/{} ({})", noun(limits_.wide->norm, "counted"),
                                      at.wide + limits_.other_wide, limits_.wide->line.limit.value_or(""),
                                      limits_.wide->line.clause));
        if (limits_.most && at.total > *limits_.numbers.most)
            out.push_back(fmt::format("{} {}/{} ({})", noun(limits_.most->norm, "counted"), at.total,
                                      *limits_.numbers.most, limits_.most->line.clause));
        return out;
    }

  private:
    const Limits& limits_;
    std::string coordinate_clause_;
};

std::string name_of(const SuggestedConference& one) { return fmt::format("“{}” ({})", one.title, one.date.vi()); }

// Why this one and not another that would have done.
std::string because(const planning::Change& change, const planning::Conference& one) {
    switch (change.because) {
        case planning::Because::only:
            return "Không còn hội nghị nào khác đổi được như vậy.";
        case planning::Because::shortest:
            return "Chọn hội nghị này vì cả danh sách ngắn hơn: một thay đổi giải quyết thêm việc khác.";
        case planning::Because::duty:
            return "Chọn hội nghị này vì không phải nhiệm vụ cấp trên giao, không phải đại hội hay lễ kỷ niệm.";
        case planning::Because::stage:
            return one.stage == planning::Stage::proposed
                       ? "Chọn hội nghị này vì mới là đề xuất, chưa chuẩn bị."
                       : "Chọn hội nghị này vì chưa gửi tài liệu, chưa đăng ký phát biểu.";
        case planning::Because::guests:
            return fmt::format(
                "Chọn hội nghị này vì ít nơi phải báo lại nhất ({}).",
                one.who.empty() ? std::string("chưa mời nơi nào") : fmt::format("{} nơi", one.who.size()));
        case planning::Because::cost:
            return fmt::format("Chọn hội nghị này vì dự toán thấp nhất ({} đồng).",
                               base::vi_number(one.cost.value_or(0)));
        case planning::Because::time:
            return "Chọn hội nghị này vì còn nhiều thời gian nhất để báo lại.";
        case planning::Because::equal:
            return "Các hội nghị khác đổi được cũng như vậy: đơn vị có thể chọn hội nghị khác.";
    }
    return {};
}

Suggestion suggestion_of(const planning::Change& change, const Loaded& loaded, const std::set<std::string>& needed) {
    const Own& own = loaded.own[change.conference];
    Suggestion out;
    out.conference = own.shown;
    switch (change.kind) {
        case Kind::merge:
            out.kind = "merge";
            out.into = loaded.own[*change.into].shown;
            out.text = fmt::format("Gộp {} vào {}", name_of(own.shown), name_of(*out.into));
            out.why = fmt::format(
                "Hai hội nghị cùng loại, cùng ngành, cùng chủ đề, có nơi được mời chung, cách nhau {} ngày. Nơi được "
                "mời của hội nghị đầu chuyển sang hội nghị sau; hội nghị đầu hủy, ghi lý do gộp.",
                std::abs(own.shown.date.days() - out.into->date.days()));
            break;
        case Kind::replace:
            out.kind = "replace";
            out.text = fmt::format("Thay {} bằng văn bản", name_of(own.shown));
            out.why = fmt::format("Nội dung đã có văn bản hướng dẫn: {}. Hội nghị hủy, ghi lý do.", own.document);
            break;
        case Kind::online:
            out.kind = "online";
            out.text = fmt::format("Chuyển {} sang họp trực tuyến", name_of(own.shown));
            out.why = "Ngày, thành phần và nội dung giữ nguyên.";
            break;
        case Kind::move:
            out.kind = "move";
            out.day = change.day;
            out.text = fmt::format("Dời {} sang {}", name_of(own.shown), change.day->vi());
            out.why = fmt::format(
                "Ngày {} có nơi được mời hoặc người chủ trì phải dự hội nghị khác cùng giờ; {} là ngày làm việc gần "
                "nhất mà không ai trong số đó vướng hội nghị khác.",
                own.shown.date.vi(), change.day->vi());
            break;
    }
    if ((out.kind == "merge" || out.kind == "replace") && !needed.empty())
        out.why += fmt::format(" Phải bớt hội nghị vì vượt mức: {}.", fmt::join(needed, "; "));
    out.why += " " + because(change, loaded.plan[change.conference]);
    return out;
}

std::vector<Similar> similar_of(const Loaded& loaded) {
    std::vector<planning::Subject> subjects;
    for (std::size_t i = 0; i < loaded.own.size(); ++i) subjects.push_back(planning::subject_of(loaded.plan[i]));
    std::vector<Similar> out;
    for (std::size_t i = 0; i < loaded.own.size(); ++i) {
        const auto& one = loaded.plan[i];
        for (std::size_t j = i + 1; j < loaded.own.size(); ++j) {  // by day
            const auto& other = loaded.plan[j];
            if (other.date.days() - one.date.days() > near_days) break;
            if (one.fixed || other.fixed) continue;
            if (const auto close = planning::mergeable(one, subjects[i], other, subjects[j]))
                out.push_back(
                    {loaded.own[i].shown, loaded.own[j].shown, static_cast<std::int64_t>(std::lround(100 * *close))});
        }
    }
    std::ranges::stable_sort(out, std::greater(), &Similar::percent);
    if (out.size() > most_similar) out.resize(most_similar);
    return out;
}

std::string unmet_text(const std::string& what, const Limits& limits, const Measure& after) {
    const auto clause = [](const std::optional<PlanLimit>& limit) {
        return limit ? limit->line.clause : std::string();
    };
    if (what == "most")
        return fmt::format(
            "Còn {} hội nghị, mức là {}: không còn hội nghị nào đủ gần nhau để gộp hoặc có văn bản hướng dẫn để thay. "
            "Đơn vị chọn hội nghị để bỏ ({}).",
            after.total, *limits.numbers.most, clause(limits.most));
    if (what == "most_wide")
        return fmt::format(
            "Còn {} hội nghị quy mô toàn địa bàn, mức là {}: gộp bớt, đổi quy mô, hoặc trình ban thường vụ quyết định "
            "({}).",
            after.wide + limits.other_wide, limits.wide->line.limit.value_or(""), clause(limits.wide));
    if (what == "online_percent")
        return fmt::format(
            "Trực tuyến {}, mức là {} %: các hội nghị còn lại đã họp hoặc không đổi được hình thức ({}).",
            share_text(after, *limits.numbers.online_percent), *limits.numbers.online_percent, clause(limits.online));
    return fmt::format(
        "Còn {} cặp hội nghị trùng thành phần: hội nghị đã họp, họp định kỳ, của đơn vị khác, hoặc không còn ngày "
        "trống chung trong năm. Trao đổi với nơi triệu tập để đổi giờ.",
        after.clashes);
}

}  // namespace

Result<Suggestions> suggest(const rulebook::Rulebook& book, const base::WorkCalendar& calendar, db::Snapshot& snapshot,
                            const api::UnitRef& unit, int year, base::Date today) {
    Suggestions out;
    out.unit = unit.code;
    out.year = year;
    TRY(auto loaded, load(snapshot, unit, year, today));
    std::set<std::string> ids;
    for (const auto& one : loaded.own) ids.insert(one.fact_id);
    TRY(const auto limits, limits_for(book, snapshot, unit, year, ids));
    for (std::size_t i = 0; i < loaded.own.size(); ++i) {
        const auto& id = loaded.own[i].fact_id;
        loaded.plan[i].online = limits.online_ids.contains(id);
        loaded.plan[i].wide = limits.wide_ids.contains(id);
        loaded.plan[i].fixed = loaded.plan[i].fixed || limits.decided_ids.contains(id);
    }
    const Figures figures(book, limits);
    const auto found = planning::improve(loaded.plan, limits.numbers, calendar, today.plus_days(1));
    out.limits = figures.of(found.before, found.after);
    for (const auto& change : found.changes) {
        std::set<std::string> over;
        for (const auto& limit : figures.over(change.before)) over.insert(limit);
        auto one = suggestion_of(change, loaded, over);
        one.figures = figures.of(change.before, change.after);
        std::erase_if(one.figures, [](const SuggestFigure& figure) { return figure.before == figure.after; });
        out.items.push_back(std::move(one));
    }
    for (const auto& what : found.unmet) out.unmet.push_back(unmet_text(what, limits, found.after));
    out.unmet.insert(out.unmet.end(), limits.open.begin(), limits.open.end());
    out.within = out.items.empty() && out.unmet.empty();
    out.similar = similar_of(loaded);
    return out;
}

}  // namespace sauro::meetings
