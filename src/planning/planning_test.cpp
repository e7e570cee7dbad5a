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
    auto plan = std::vector{one("Hội nghị triển khai nhiệm vụ quý một", "2026-03-02", {1, 2}),
                            one("Hội nghị triển khai nhiệm vụ quý hai", "2026-04-06", {1}),
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
            plan.push_back(one("Chuyên đề " + std::to_string(i / 2), "2026-03-02"));
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

// The shortest list there is, by trying every set that goes and every set that moves.
std::size_t shortest(const std::vector<Conference>& plan, const Limits& limits) {
    const std::size_t all = std::size_t{1} << plan.size();
    std::size_t best = 1000;
    for (std::size_t gone = 0; gone < all; ++gone) {
        std::int64_t total = 0, wide = 0, online = 0;
        for (std::size_t i = 0; i < plan.size(); ++i) {
            if ((gone >> i) & 1U) continue;
            ++total;
            wide += plan[i].wide ? 1 : 0;
            online += plan[i].online ? 1 : 0;
        }
        if (total > *limits.most || wide > *limits.most_wide) continue;
        const auto flips = std::max<std::int64_t>(0, (*limits.online_percent * total + 99) / 100 - online);
        for (std::size_t moved = 0; moved < all; ++moved) {
            if ((moved & gone) != 0) continue;
            bool clash = false;
            for (std::size_t i = 0; i < plan.size() && !clash; ++i) {
                for (std::size_t j = 0; j < i && !clash; ++j) {
                    const std::size_t both = (std::size_t{1} << i) | (std::size_t{1} << j);
                    clash = ((gone | moved) & both) == 0 && plan[i].date == plan[j].date &&
                            std::ranges::find_first_of(plan[i].who, plan[j].who) != plan[i].who.end();
                }
            }
            if (!clash)
                best = std::min(best, static_cast<std::size_t>(std::popcount(gone) + std::popcount(moved)) +
                                          static_cast<std::size_t>(flips));
        }
    }
    return best;
}

TEST(Improve, OfAFewItIsTheShortestListThereIs) {
    std::mt19937 dice(11);
    for (int round = 0; round < 400; ++round) {
        std::vector<Conference> plan;
        for (int i = 0; i < 7; ++i) {
            // Every title is of its own words, so nothing can be merged and everything can be replaced.
            plan.push_back(one("hoi" + std::to_string(i), "2026-03-02"));
            plan.back().date = plan.back().date.plus_days(dice() % 3);
            plan.back().wide = dice() % 2 == 0;
            plan.back().online = dice() % 3 == 0;
            plan.back().replaceable = true;
            for (std::int32_t who = 0; who < 4; ++who) {
                if (dice() % 2 == 0) plan.back().who.push_back(who);
            }
        }
        const Limits limits{4 + static_cast<std::int64_t>(dice() % 4), static_cast<std::int64_t>(dice() % 4), 60};
        const auto out = improve(plan, limits, {});
        EXPECT_THAT(out.unmet, IsEmpty());
        EXPECT_LE(out.changes.size(), out.greedy);
        EXPECT_EQ(out.changes.empty() ? out.before : out.changes.back().after, out.after);
        EXPECT_EQ(out.changes.size(), shortest(plan, limits));
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
