// Clashes against the definition, free days, and improvements against every choice there is.
#include "planning/planning.hpp"

#include <gmock/gmock.h>

#include <bit>
#include <random>
#include <set>

namespace sauro::planning {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

base::Date day(std::string_view iso) { return *base::Date::parse_iso(iso); }

Conference one(std::string id, std::string_view date, std::vector<std::int32_t> who = {}) {
    Conference out;
    out.id = out.title = std::move(id);
    out.date = day(date);
    out.who = std::move(who);
    return out;
}

TEST(Clashes, HoursThatTouchDoNotClashAndAWholeDayDoes) {
    std::vector<Seat> seats{{1, 0, day("2026-03-02"), {480, 600}}, {1, 1, day("2026-03-02"), {600, 700}},
                            {1, 2, day("2026-03-02"), {}},         {1, 3, day("2026-03-03"), {}},
                            {2, 0, day("2026-03-02"), {480, 600}}, {2, 2, day("2026-03-02"), {}}};
    const auto found = clashes(seats);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].a, 0);
    EXPECT_EQ(found[0].b, 2);
    EXPECT_EQ(found[0].people, 2);
    EXPECT_EQ(found[1].a, 1);
    EXPECT_EQ(found[1].b, 2);
    EXPECT_EQ(found[1].people, 1);
}

TEST(Clashes, AreThoseOfTheDefinition) {
    std::mt19937 dice(7);
    for (int round = 0; round < 300; ++round) {
        std::vector<Seat> seats;
        for (std::int32_t c = 0; c < 12; ++c) {
            const Hours hours{static_cast<int>(dice() % 8) * 60, static_cast<int>(dice() % 8) * 60 + 480};
            const auto on = day("2026-03-02").plus_days(dice() % 3);
            for (std::int32_t who = 0; who < 4; ++who) {
                if (dice() % 3 == 0) seats.push_back({who, c, on, hours});
            }
        }
        std::set<std::pair<std::int32_t, std::int32_t>> wanted;
        for (const auto& a : seats) {
            for (const auto& b : seats) {
                if (a.conference < b.conference && a.who == b.who && a.date == b.date && a.hours.overlaps(b.hours))
                    wanted.insert({a.conference, b.conference});
            }
        }
        std::set<std::pair<std::int32_t, std::int32_t>> found;
        for (const auto& clash : clashes(seats)) EXPECT_TRUE(found.insert({clash.a, clash.b}).second);
        EXPECT_EQ(found, wanted);
    }
}

TEST(FreeDays, TheNearestWorkingDayOnWhichNobodySitsElsewhere) {
    const std::vector<Conference> plan{one("a", "2026-03-06", {1, 2}), one("b", "2026-03-06", {2}),
                                       one("c", "2026-03-09", {1}), one("d", "2026-03-05", {9})};
    // 06/03 and 09/03 are taken, 07 and 08 are a weekend; 05/03 has other people.
    EXPECT_THAT(free_days(plan, 0, day("2026-03-06"), {}, {.most = 2}),
                ElementsAre(day("2026-03-05"), day("2026-03-04")));
    EXPECT_THAT(free_days(plan, 0, day("2026-12-31"), {}, {.reach = 3, .most = 9}),
                ElementsAre(day("2026-12-31"), day("2026-12-30"), day("2026-12-29"), day("2026-12-28")))
        << "not into another year";
    EXPECT_THAT(free_days(plan, 0, day("2026-03-06"), {}, {.most = 1, .from = day("2026-03-06")}),
                ElementsAre(day("2026-03-10")))
        << "not before today";
}

TEST(Improve, APlanWithinItsLimitsStays) {
    const std::vector<Conference> plan{one("a", "2026-03-06", {1}), one("b", "2026-03-07", {1})};
    const auto out = improve(plan, {2, 0, 0}, {});
    EXPECT_THAT(out.changes, IsEmpty());
    EXPECT_THAT(out.unmet, IsEmpty());
}

TEST(Improve, EachWayIsTakenWhereItIsTheOneThatHelps) {
    auto plan = std::vector{one("Hội nghị triển khai nghị quyết về nông thôn mới", "2026-03-02", {1, 2}),
                            one("Hội nghị quán triệt nghị quyết về nông thôn mới", "2026-04-06", {1}),
                            one("Tập huấn văn thư", "2026-03-02", {2}), one("Sơ kết chuyển đổi số", "2026-05-04", {3})};
    plan[0].wide = plan[1].wide = true;
    plan[3].replaceable = true;
    const auto out = improve(plan, {2, 1, 50}, {});
    ASSERT_EQ(out.changes.size(), 3U);
    EXPECT_THAT(out.unmet, IsEmpty());
    std::set<Kind> kinds;
    for (const auto& change : out.changes) kinds.insert(change.kind);
    EXPECT_EQ(kinds, (std::set{Kind::merge, Kind::replace, Kind::online}));
    EXPECT_EQ(out.before, (Measure{4, 0, 2, 1}));
    EXPECT_EQ(out.after, (Measure{2, 1, 1, 0})) << "the merged one was the clash";
    EXPECT_EQ(out.changes.front().before, out.before);
    EXPECT_EQ(out.changes.back().after, out.after);
}

std::optional<double> pair(const Conference& a, const Conference& b) {
    return mergeable(a, subject_of(a), b, subject_of(b));
}

TEST(Mergeable, MembersOfASeriesAreNotTheSameConference) {
    const std::pair<const char*, const char*> apart[] = {
        {"Chuyên đề số 1", "Chuyên đề số 2"},
        {"Hội nghị chuyên đề xây dựng Đảng số 1", "Hội nghị chuyên đề xây dựng Đảng số 2"},
        {"Triển khai nghị quyết về nông thôn mới đợt một", "Triển khai nghị quyết về nông thôn mới đợt hai"},
        {"Giao ban công tác nội chính quý III", "Giao ban công tác nội chính quý IV"},
        {"Bồi dưỡng nghiệp vụ văn thư lớp A", "Bồi dưỡng nghiệp vụ văn thư lớp B"},
        {"Kết quả công tác dân vận năm 2025", "Kết quả công tác dân vận năm 2026"},
        {"Hội nghị triển khai", "Hội nghị triển khai"}};
    for (const auto& [a, b] : apart)
        EXPECT_EQ(pair(one(a, "2026-03-02", {1, 2}), one(b, "2026-03-09", {1, 2})), std::nullopt) << a;
    EXPECT_TRUE(pair(one("Hội nghị quán triệt Kết luận 226-KL/TW", "2026-03-02", {1}),
                     one("Hội nghị trực tuyến triển khai Kết luận 226-KL/TW", "2026-03-09", {1})));
}

TEST(Mergeable, WantsOneKindSectorAgendaPeriodAndGuests) {
    auto a = one("Bồi dưỡng nghiệp vụ văn thư", "2026-03-02", {1, 2, 7});
    auto b = one("Tập huấn nghiệp vụ văn thư", "2026-04-02", {1, 3, 8});
    a.chair = 7;
    b.chair = 8;
    EXPECT_TRUE(pair(a, b));
    const auto refused = [&](auto&& change) {
        auto other = b;
        change(other);
        return !pair(a, other);
    };
    EXPECT_TRUE(refused([](auto& other) { other.kind = "deliberation"; }));
    EXPECT_TRUE(refused([](auto& other) { other.sector = "y tế"; }));
    EXPECT_TRUE(refused([](auto& other) { other.date = day("2026-05-20"); }));
    EXPECT_TRUE(refused([](auto& other) { other.who = {3, 4, 8}; })) << "nobody is invited to both";
    EXPECT_TRUE(refused([](auto& other) { other.who = {3, 7}; })) << "the leader in the chair is no guest";
    EXPECT_TRUE(refused([](auto& other) { other.who = {}; })) << "who comes is not known";
    a.agenda = "Soạn thảo và lưu trữ hồ sơ điện tử";
    EXPECT_TRUE(pair(a, b)) << "one agenda is not stated";
    EXPECT_TRUE(refused([](auto& other) { other.agenda = "Ký số, gửi nhận văn bản"; }));
}

// Which of four alike goes online, and why.
std::pair<std::size_t, Because> chosen(const std::vector<Conference>& plan) {
    const auto out = improve(plan, {{}, {}, 25}, {});
    EXPECT_EQ(out.changes.size(), 1U);
    return {out.changes[0].conference, out.changes[0].because};
}

TEST(Improve, TheLightestIsChosenAndSaysWhy) {
    const std::vector alike(4, one("a", "2026-03-02"));
    auto plan = alike;
    EXPECT_EQ(chosen(plan), (std::pair{std::size_t{0}, Because::equal}));
    plan[2].date = day("2026-09-01");
    EXPECT_EQ(chosen(plan), (std::pair{std::size_t{2}, Because::time}));
    plan[1].cost = 5;
    plan[3].cost = 9;
    EXPECT_EQ(chosen(plan), (std::pair{std::size_t{1}, Because::cost}));
    for (const std::size_t i : {0U, 1U, 2U}) plan[i].who = {static_cast<std::int32_t>(i)};
    EXPECT_EQ(chosen(plan), (std::pair{std::size_t{3}, Because::guests}));
    plan[1].stage = Stage::proposed;
    EXPECT_EQ(chosen(plan), (std::pair{std::size_t{1}, Because::stage}));
    for (const std::size_t i : {0U, 1U, 2U}) plan[i].duty = true;
    EXPECT_EQ(chosen(plan), (std::pair{std::size_t{3}, Because::duty}));
    for (const std::size_t i : {0U, 1U, 2U}) plan[i].fixed = true;
    EXPECT_EQ(chosen(plan), (std::pair{std::size_t{3}, Because::only}));
}

TEST(Improve, AClashIsMovedAsLongAsTheYearHasADay) {
    auto plan = std::vector{one("a", "2026-03-02", {1}), one("b", "2026-03-02", {1})};
    for (auto& each : plan) each.replaceable = true;
    // Everybody is elsewhere for two months: 45 days to either side hold no day.
    for (int i = -60; i <= 60; ++i) {
        plan.push_back(one("c", "2026-03-02", {1}));
        plan.back().date = plan.back().date.plus_days(i);
        plan.back().hours = {600, 700};
        plan.back().other = plan.back().fixed = true;
    }
    auto out = improve(plan, {}, {});
    EXPECT_THAT(out.unmet, IsEmpty());
    for (const auto& change : out.changes) EXPECT_EQ(change.kind, Kind::move);
    // No working day at all is left: only then one of them goes.
    out = improve(std::span(plan).first(2), {}, {}, day("2027-01-01"));
    ASSERT_EQ(out.changes.size(), 1U);
    EXPECT_EQ(out.changes[0].kind, Kind::replace);
    EXPECT_THAT(out.unmet, IsEmpty());
}

TEST(Improve, AnotherPlanStandsInTheWayAndIsNotCounted) {
    auto plan = std::vector{one("a", "2026-03-02", {1}), one("b", "2026-03-02", {1}), one("c", "2026-03-03", {1})};
    for (const std::size_t other : {1U, 2U}) plan[other].other = plan[other].fixed = plan[other].wide = true;
    const auto out = improve(plan, {1, 0, 0}, {}, day("2026-03-02"));
    EXPECT_EQ(out.before, (Measure{1, 0, 0, 1}));
    ASSERT_EQ(out.changes.size(), 1U);
    EXPECT_EQ(out.changes[0].kind, Kind::move);
    EXPECT_EQ(out.changes[0].day, day("2026-03-04"));
    EXPECT_EQ(out.after, (Measure{1, 0, 0, 0}));
}

TEST(Improve, EveryLineShowsWhatAWholeCountWouldSay) {
    std::mt19937 dice(5);
    for (int round = 0; round < 50; ++round) {
        std::vector<Conference> plan;
        for (int i = 0; i < 25; ++i) {
            plan.push_back(
                one(std::string("Bồi dưỡng cán bộ phụ nữ ") + static_cast<char>('a' + i / 2) + " mới", "2026-03-02"));
            plan.back().date = plan.back().date.plus_days(dice() % 12);
            plan.back().other = plan.back().fixed = i > 17;
            plan.back().wide = dice() % 4 == 0;
            for (std::int32_t who = 0; who < 6; ++who) {
                if (dice() % 4 == 0) plan.back().who.push_back(who);
            }
        }
        const auto out = improve(plan, {14, 3, 60}, {});
        for (const auto& change : out.changes) {
            Conference& it = plan[change.conference];
            if (change.day) it.date = *change.day;
            if (change.kind == Kind::online) it.online = true;
            if (change.into) {
                auto& who = plan[*change.into].who;
                who.insert(who.end(), it.who.begin(), it.who.end());
                std::ranges::sort(who);
                who.erase(std::ranges::unique(who).begin(), who.end());
            }
            if (change.kind == Kind::merge || change.kind == Kind::replace) {
                it.other = true;
                it.who.clear();
            }
            ASSERT_EQ(measure(plan), change.after) << round;
        }
    }
}

TEST(Improve, SaysWhatCannotBeMet) {
    auto plan = std::vector{one("a", "2026-03-02", {1}), one("b", "2026-03-02", {1})};
    for (auto& each : plan) each.fixed = each.wide = true;
    const auto out = improve(plan, {1, 1, 60}, {});
    EXPECT_THAT(out.changes, IsEmpty());
    EXPECT_THAT(out.unmet, ElementsAre("most", "most_wide", "online_percent", "clashes"));
}

// By the definition, over every set that goes and every set that moves: fewest left broken, then fewest changes. One
// goes only for a limit of number or for a clash between two that cannot be moved.
struct Shortest {
    std::int64_t left = 1000;
    std::size_t size = 1000;
    auto operator<=>(const Shortest&) const = default;
};
Shortest shortest(const std::vector<Conference>& plan, const Limits& limits) {
    const std::size_t all = std::size_t{1} << plan.size();
    const auto in = [](std::size_t set, std::size_t i) { return ((set >> i) & 1U) != 0; };
    const auto clashing = [&](std::size_t i, std::size_t j) {
        return plan[i].date == plan[j].date &&
               std::ranges::find_first_of(plan[i].who, plan[j].who) != plan[i].who.end();
    };
    const auto broken = [&](std::size_t gone) {
        std::int64_t total = 0, wide = 0, stuck = 0;
        for (std::size_t i = 0; i < plan.size(); ++i) {
            if (in(gone, i)) continue;
            ++total;
            wide += plan[i].wide ? 1 : 0;
            for (std::size_t j = 0; j < i; ++j)
                stuck += !in(gone, j) && plan[i].fixed && plan[j].fixed && clashing(i, j) ? 1 : 0;
        }
        return std::max<std::int64_t>(0, total - *limits.most) + std::max<std::int64_t>(0, wide - *limits.most_wide) +
               stuck;
    };
    Shortest best;
    for (std::size_t gone = 0; gone < all; ++gone) {
        bool allowed = true;
        std::int64_t total = 0, online = 0, could = 0;
        for (std::size_t i = 0; i < plan.size(); ++i) {
            if (in(gone, i)) {
                allowed = allowed && plan[i].replaceable && !plan[i].fixed &&
                          broken(gone & ~(std::size_t{1} << i)) > broken(gone);
                continue;
            }
            ++total;
            online += plan[i].online ? 1 : 0;
            could += !plan[i].online && !plan[i].fixed ? 1 : 0;
        }
        if (!allowed) continue;
        const auto missing = std::max<std::int64_t>(0, (*limits.online_percent * total + 99) / 100 - online);
        const auto flips = std::min(missing, could);
        for (std::size_t moved = 0; moved < all; ++moved) {
            bool solved = (moved & gone) == 0;
            for (std::size_t i = 0; i < plan.size() && solved; ++i) {
                solved = !(in(moved, i) && plan[i].fixed);
                for (std::size_t j = 0; j < i && solved; ++j)
                    solved = in(gone | moved, i) || in(gone | moved, j) || (plan[i].fixed && plan[j].fixed) ||
                             !clashing(i, j);
            }
            if (solved)
                best = std::min(best, {broken(gone) + missing - flips,
                                       static_cast<std::size_t>(std::popcount(gone) + std::popcount(moved)) +
                                           static_cast<std::size_t>(flips)});
        }
    }
    return best;
}

TEST(Improve, OfAFewItIsTheShortestListThereIs) {
    std::mt19937 dice(11);
    for (int round = 0; round < 300; ++round) {
        std::vector<Conference> plan;
        for (int i = 0; i < 5 + round % 4; ++i) {
            // Every title is of its own words, so nothing can be merged.
            plan.push_back(one("hoi" + std::to_string(i), "2026-03-02"));
            plan.back().date = plan.back().date.plus_days(dice() % 3);
            plan.back().wide = dice() % 2 == 0;
            plan.back().online = dice() % 3 == 0;
            plan.back().replaceable = dice() % 4 != 0;
            plan.back().fixed = dice() % 5 == 0;
            plan.back().stage = static_cast<Stage>(dice() % 3);
            for (std::int32_t who = 0; who < 4; ++who) {
                if (dice() % 2 == 0) plan.back().who.push_back(who);
            }
        }
        const Limits limits{4 + static_cast<std::int64_t>(dice() % 4), static_cast<std::int64_t>(dice() % 4), 60};
        const auto out = improve(plan, limits, {});
        EXPECT_LE(out.changes.size(), out.greedy);
        EXPECT_EQ(out.changes.empty() ? out.before : out.changes.back().after, out.after);
        const auto wanted = shortest(plan, limits);
        EXPECT_EQ(out.changes.size(), wanted.size) << round;
        EXPECT_EQ(out.unmet.empty(), wanted.left == 0) << round;
    }
}

// Whatever is proposed: each that goes is asked for by a number, in-person ones stay where a move or a screen does.
TEST(Improve, NothingGoesForAClashOrAShare) {
    std::mt19937 dice(23);
    for (int round = 0; round < 100; ++round) {
        std::vector<Conference> plan;
        for (int i = 0; i < 20; ++i) {
            plan.push_back(one("hoi" + std::to_string(i), "2026-03-02"));
            plan.back().date = plan.back().date.plus_days(dice() % 5);
            plan.back().wide = dice() % 4 == 0;
            plan.back().replaceable = true;
            for (std::int32_t who = 0; who < 5; ++who) {
                if (dice() % 3 == 0) plan.back().who.push_back(who);
            }
        }
        const Limits limits{18, static_cast<std::int64_t>(dice() % 6), 60};
        const auto out = improve(plan, limits, {});
        EXPECT_THAT(out.unmet, IsEmpty());
        EXPECT_LE(out.changes.size(), out.greedy);
        const auto gone =
            std::ranges::count_if(out.changes, [](const Change& change) { return change.kind == Kind::replace; });
        EXPECT_LE(gone, std::max<std::int64_t>(2, out.before.wide - *limits.most_wide));
    }
}

TEST(Improve, LargePlansKeepTheirPromise) {
    std::mt19937 dice(3);
    std::vector<Conference> plan;
    for (int i = 0; i < 300; ++i) {
        plan.push_back(
            one("Hội nghị số " + std::to_string(i / 3) + " về lĩnh vực " + std::to_string(i / 3), "2026-01-05"));
        plan.back().date = plan.back().date.plus_days(dice() % 350);
        plan.back().wide = dice() % 60 == 0;
        plan.back().online = dice() % 3 == 0;
        plan.back().replaceable = dice() % 4 == 0;
        for (int n = 0; n < 20; ++n) plan.back().who.push_back(static_cast<std::int32_t>(dice() % 400));
        std::ranges::sort(plan.back().who);
        plan.back().who.erase(std::ranges::unique(plan.back().who).begin(), plan.back().who.end());
    }
    const auto out = improve(plan, {270, 2, 60}, {});
    EXPECT_LE(out.changes.size(), out.greedy);
    EXPECT_LE(out.after.total, 270);
    EXPECT_GE(100 * out.after.online, 60 * out.after.total);
    std::set<std::size_t> gone;
    for (const auto& change : out.changes) {
        if (change.kind == Kind::merge || change.kind == Kind::replace) {
            EXPECT_TRUE(gone.insert(change.conference).second);
        }
    }
    for (const auto& change : out.changes) {
        EXPECT_FALSE(change.into && gone.contains(*change.into)) << "who receives stays";
    }
}

}  // namespace
}  // namespace sauro::planning
