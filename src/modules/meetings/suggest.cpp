#include "modules/meetings/suggest.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

#include "base/number.hpp"
#include "modules/meetings/suggest_plan.hpp"

namespace sauro::meetings {
namespace {

using planning::Kind;
using planning::Measure;

constexpr std::size_t most_similar = 20;
constexpr int near_days = 60;  // INT-18
constexpr const char* coordinate = "KL226.2.2.d1.coordinate";

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

// One limit as people read it.
struct Bound {
    std::string what;  // as planning::Improvement::unmet has it
    std::string norm, clause, label;
    bool conferences = false;  // met by fewer of them
    Text limit, brief;         // in a figure, in a sentence
    std::function<std::string(const Measure&)> number;
    std::function<bool(const Measure&)> met;
    std::string stands, advice;  // when no change meets it

    std::string unmet(const Measure& at) const {
        std::string out = fmt::format(fmt::runtime(stands), number(at));
        if (brief) out += ", mức là " + *brief;
        return out + ": " + advice;
    }
};

std::vector<Bound> bounds_of(const rulebook::Rulebook& book, const PlannerLimits& limits) {
    std::vector<Bound> out;
    const auto add = [&](const char* what, const PlanLimit& of, const char* named) -> Bound& {
        Bound& one = out.emplace_back();
        one.what = what;
        one.norm = of.norm.id;
        one.clause = of.line.clause;
        one.label = noun(of.norm, named);
        return one;
    };
    if (limits.wide) {
        Bound& one = add("most_wide", *limits.wide, "counted");
        one.conferences = true;
        one.limit = one.brief = limits.wide->line.limit.value_or("");
        one.number = [other = limits.other_wide](const Measure& at) { return base::vi_number(at.wide + other); };
        one.met = [most = limits.numbers.most_wide](const Measure& at) { return at.wide <= most; };
        one.stands = "Còn {} hội nghị quy mô toàn địa bàn";
        one.advice = fmt::format("gộp bớt, đổi quy mô, hoặc trình ban thường vụ quyết định ({}).", one.clause);
    }
    if (limits.most) {
        Bound& one = add("most", *limits.most, "counted");
        const auto most = *limits.numbers.most;
        one.conferences = true;
        one.brief = base::vi_number(most);
        one.limit =
            fmt::format("{} (bớt {} từ {})", most, limits.most->line.limit.value_or(""), *limits.most->finding.whole);
        one.number = [](const Measure& at) { return base::vi_number(at.total); };
        one.met = [most](const Measure& at) { return at.total <= most; };
        one.stands = "Còn {} hội nghị";
        one.advice = fmt::format(
            "không còn hội nghị nào đủ gần nhau để gộp hoặc có văn bản hướng dẫn để thay. Đơn vị chọn hội nghị để bỏ "
            "({}).",
            one.clause);
    }
    if (limits.online) {
        Bound& one = add("online_percent", *limits.online, "part");
        const auto least = *limits.numbers.online_percent;
        one.limit = one.brief = fmt::format("{} %", least);
        one.number = [least](const Measure& at) { return share_text(at, least); };
        one.met = [least](const Measure& at) { return 100 * at.online >= least * at.total; };
        one.stands = "Trực tuyến {}";
        one.advice = fmt::format("các hội nghị còn lại đã họp hoặc không đổi được hình thức ({}).", one.clause);
    }
    Bound& one = out.emplace_back();
    one.what = "clashes";
    one.norm = coordinate;
    if (const auto* norm = book.find(coordinate)) one.clause = fmt::format("{}, mục {}", norm->source, norm->clause);
    one.label = "Cặp hội nghị trùng thành phần";
    one.number = [](const Measure& at) { return base::vi_number(at.clashes); };
    one.met = [](const Measure& at) { return at.clashes == 0; };
    one.stands = "Còn {} cặp hội nghị trùng thành phần";
    one.advice =
        "hội nghị đã họp, họp định kỳ, của đơn vị khác, hoặc không còn ngày trống chung trong năm. Trao đổi với nơi "
        "triệu tập để đổi giờ.";
    return out;
}

std::vector<SuggestFigure> figures_of(const std::vector<Bound>& bounds, const Measure& before, const Measure& after) {
    std::vector<SuggestFigure> out;
    for (const auto& one : bounds)
        out.push_back(
            {one.norm, one.clause, one.label, one.number(before), one.number(after), one.limit, one.met(after)});
    return out;
}

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

Suggestion suggestion_of(const planning::Change& change, const LoadedPlan& loaded, const std::vector<Bound>& bounds) {
    const OwnConference& own = loaded.own[change.conference];
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
    std::vector<std::string> over;
    for (const auto& bound : bounds) {
        if (bound.conferences && !bound.met(change.before))
            over.push_back(
                fmt::format("{} {}/{} ({})", bound.label, bound.number(change.before), *bound.brief, bound.clause));
    }
    if ((out.kind == "merge" || out.kind == "replace") && !over.empty())
        out.why += fmt::format(" Phải bớt hội nghị vì vượt mức: {}.", fmt::join(over, "; "));
    out.why += " " + because(change, loaded.plan[change.conference]);
    out.figures = figures_of(bounds, change.before, change.after);
    std::erase_if(out.figures, [](const SuggestFigure& figure) { return figure.before == figure.after; });
    return out;
}

std::vector<Similar> similar_of(const LoadedPlan& loaded) {
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

}  // namespace

Result<Suggestions> suggest(const rulebook::Rulebook& book, const base::WorkCalendar& calendar, db::Snapshot& snapshot,
                            const api::UnitRef& unit, int year, base::Date today) {
    Suggestions out;
    out.unit = unit.code;
    out.year = year;
    TRY(auto loaded, load_plan(snapshot, unit, year, today));
    std::set<std::string> ids;
    for (const auto& one : loaded.own) ids.insert(one.fact_id);
    TRY(const auto limits, limits_for(book, snapshot, unit, year, ids));
    for (std::size_t i = 0; i < loaded.own.size(); ++i) {
        const auto& id = loaded.own[i].fact_id;
        loaded.plan[i].online = limits.online_ids.contains(id);
        loaded.plan[i].wide = limits.wide_ids.contains(id);
        loaded.plan[i].fixed = loaded.plan[i].fixed || limits.decided_ids.contains(id);
    }
    const auto bounds = bounds_of(book, limits);
    const auto found = planning::improve(loaded.plan, limits.numbers, calendar, today.plus_days(1));
    out.limits = figures_of(bounds, found.before, found.after);
    for (const auto& change : found.changes) out.items.push_back(suggestion_of(change, loaded, bounds));
    for (const auto& what : found.unmet) {
        const auto bound = std::ranges::find(bounds, what, &Bound::what);
        if (bound != bounds.end()) out.unmet.push_back(bound->unmet(found.after));
    }
    out.unmet.insert(out.unmet.end(), limits.open.begin(), limits.open.end());
    out.within = out.items.empty() && out.unmet.empty();
    out.similar = similar_of(loaded);
    return out;
}

}  // namespace sauro::meetings
