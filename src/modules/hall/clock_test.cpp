// The clock as a fold: single steps, and a million random commands against a model that keeps every span.
#include "modules/hall/clock.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "json/json.hpp"

namespace sauro::hall {
namespace {

constexpr std::int64_t minute = 60'000;
const Limits limits{10 * minute, 10 * minute, 50 * minute, "226-KL/TW, 2.2"};

class Clock : public ::testing::Test {
  protected:
    Status run(Command command, Millis at) { return apply(state_, {state_.seq + 1, at, std::move(command)}); }
    void good(const Command& command, Millis at) {
        const Status done = run(command, at);
        ASSERT_TRUE(done.has_value()) << done.error().code;
    }
    std::string code(const Command& command, Millis at) {
        const std::string before = json::write(json::to_json(state_));
        const Status done = run(command, at);
        EXPECT_EQ(json::write(json::to_json(state_)), before) << "a refusal must leave the state alone";
        if (done) return "";
        const std::string& told = done.error().message;
        EXPECT_GE(std::ranges::count(told, '.'), 2) << "what and why, then what to do: " << told;
        return done.error().code;
    }
    static Command act(Act act, std::optional<int> speaker = {}) {
        Command command;
        command.act = act;
        command.speaker = speaker;
        return command;
    }
    static Command person(Act act, const std::string& name, Kind kind, std::optional<int> minutes = {}) {
        Command command;
        command.act = act;
        command.name = name;
        command.kind = kind;
        command.minutes = minutes;
        return command;
    }
    void open(Millis at = 0) {
        Command command = act(Act::open);
        command.limits = limits;
        good(command, at);
    }
    const Speaker& speaker(int number) const { return state_.speakers.at(static_cast<std::size_t>(number) - 1); }
    std::int64_t left(int number, Millis now) const { return remaining(state_, speaker(number), now).value(); }

    State state_;
};

TEST_F(Clock, APauseStopsTheTimeAndNothingElseDoes) {
    open();
    good(person(Act::register_, "Bí thư Chi bộ thôn Đông", Kind::contribution), 1000);
    good(person(Act::register_, "Chủ tịch Mặt trận", Kind::contribution), 1000);
    good(act(Act::start), 2000);
    EXPECT_EQ(left(1, 2000), 10 * minute);
    EXPECT_EQ(left(1, 62'000), 9 * minute);
    good(act(Act::remove, 2), 62'000);  // OpenSlides stopped the countdown here
    EXPECT_EQ(left(1, 122'000), 8 * minute);
    good(act(Act::pause), 122'000);
    EXPECT_EQ(left(1, 999'000), 8 * minute);
    good(act(Act::resume), 999'000);
    EXPECT_EQ(left(1, 999'000 + 9 * minute), -minute);
    good(act(Act::stop), 999'000 + 9 * minute);
    EXPECT_EQ(speaker(1).spoken_ms, 11 * minute);
    EXPECT_EQ(left(1, 99'999'999), -minute);
    EXPECT_EQ(recorded_minutes(state_, speaker(1)), 11);
}

TEST_F(Clock, AnInterruptionPausesAndTheInterruptedGoesOn) {
    open();
    good(person(Act::register_, "A", Kind::contribution), 0);
    good(act(Act::start), 0);
    good(person(Act::interpose, "Chủ trì", Kind::discussion), minute);
    EXPECT_EQ(on_stage(state_)->name, "Chủ trì");
    EXPECT_EQ(remaining(state_, *on_stage(state_), 5 * minute), std::nullopt);
    EXPECT_EQ(speaker(1).phase, Phase::paused);
    good(act(Act::next), 3 * minute);  // the interrupted one goes on, nobody new starts
    EXPECT_EQ(on_stage(state_)->number, 1);
    EXPECT_EQ(speaker(1).phase, Phase::speaking);
    EXPECT_EQ(left(1, 4 * minute), 8 * minute);
}

TEST_F(Clock, ClosingSpeechesShareOneBudget) {
    open();
    for (const char* name : {"A", "B", "C"}) good(person(Act::register_, name, Kind::closing), 0);
    good(act(Act::start), 0);
    good(act(Act::next), 16 * minute + 10'000);
    EXPECT_EQ(left(2, 16 * minute + 10'000), 50 * minute - (16 * minute + 10'000));
    good(act(Act::next), 32 * minute + 20'000);
    good(act(Act::stop), 48 * minute + 30'000);
    // Rounded one by one they would be 16 + 16 + 16; together they are 48 min 30 s.
    EXPECT_EQ(recorded_minutes(state_, speaker(1)) + recorded_minutes(state_, speaker(2)) +
                  recorded_minutes(state_, speaker(3)),
              49);
}

TEST_F(Clock, MinutesAreRoundedToTheNearest) {
    EXPECT_EQ(whole_minutes(0), 0);
    EXPECT_EQ(whole_minutes(1), 1);
    EXPECT_EQ(whole_minutes(10 * minute), 10);
    EXPECT_EQ(whole_minutes(10 * minute + 29'999), 10);
    EXPECT_EQ(whole_minutes(10 * minute + 30'000), 11);
}

TEST_F(Clock, AFurtherMinuteNeedsAReason) {
    open();
    Command add = act(Act::add_minute);
    add.reason = "Đại biểu chất vấn";
    EXPECT_EQ(code(add, 0), "hall.nobody");
    good(person(Act::register_, "A", Kind::opening), 0);
    good(act(Act::start), 0);
    add.reason = "  \n";
    EXPECT_EQ(code(add, 0), "hall.reason");
    EXPECT_EQ(run(add, 0).error().clause, limits.clause);
    add.reason = "Đại biểu chất vấn";
    good(add, minute);
    EXPECT_EQ(left(1, minute), 10 * minute);
}

TEST_F(Clock, WhatCannotBeIsRefusedWithAReasonAndChangesNothing) {
    EXPECT_EQ(code(act(Act::start), 0), "hall.not_open");
    open();
    Command twice = act(Act::open);
    twice.limits = limits;
    EXPECT_EQ(code(twice, 0), "hall.open");
    EXPECT_EQ(code(act(Act::start), 0), "hall.nobody");
    EXPECT_EQ(code(act(Act::next), 0), "hall.nobody");
    EXPECT_EQ(code(act(Act::stop), 0), "hall.nobody");
    EXPECT_EQ(code(act(Act::pause), 0), "hall.not_speaking");
    EXPECT_EQ(code(act(Act::resume), 0), "hall.not_paused");
    EXPECT_EQ(code(act(Act::remove, 7), 0), "hall.no_such_speaker");
    EXPECT_EQ(code(person(Act::register_, " ", Kind::opening), 0), "hall.name");
    EXPECT_EQ(code(person(Act::register_, "A", Kind::contribution, 11), 0), "hall.minutes");
    good(person(Act::register_, "A", Kind::contribution, 5), 0);
    EXPECT_EQ(code(act(Act::again, 1), 0), "hall.not_done");
    good(act(Act::start), 0);
    EXPECT_EQ(left(1, 0), 5 * minute);
    EXPECT_EQ(code(act(Act::start), 0), "hall.occupied");
    EXPECT_EQ(code(act(Act::remove, 1), 0), "hall.not_waiting");
    EXPECT_EQ(code(act(Act::adjourn), 0), "hall.speaking");
    EXPECT_EQ(code(act(Act::close), 0), "hall.occupied");
    good(act(Act::stop), 0);
    good(act(Act::close), 0);
    EXPECT_EQ(code(person(Act::register_, "B", Kind::contribution), 0), "hall.closed");
}

TEST_F(Clock, TheListStandsBeforeTheOpening) {
    Command first = person(Act::register_, "A", Kind::contribution, 8);
    first.limits = limits;
    good(first, 0);
    good(person(Act::register_, "B", Kind::contribution), 0);
    EXPECT_EQ(speaker(2).planned_ms, 10 * minute);
    EXPECT_EQ(code(act(Act::next), 0), "hall.not_open");
    Command tighter = act(Act::open);
    tighter.limits = Limits{5 * minute, 7 * minute, 30 * minute, "12-QĐ/TU"};
    good(tighter, minute);
    EXPECT_EQ(speaker(1).planned_ms, 7 * minute);
    EXPECT_EQ(sat(state_, 3 * minute), 2 * minute);
}

TEST_F(Clock, RecessesAreNoTimeOfTheConference) {
    open();
    good(act(Act::adjourn), 120 * minute);
    EXPECT_EQ(code(act(Act::start), 130 * minute), "hall.recess");
    good(act(Act::reconvene), 240 * minute);
    EXPECT_EQ(sat(state_, 250 * minute), 130 * minute);
    good(act(Act::close), 300 * minute);
    EXPECT_EQ(sat(state_, 999 * minute), 180 * minute);
}

TEST_F(Clock, TimeNeverRunsBackward) {
    open(10 * minute);
    good(person(Act::register_, "A", Kind::contribution), 10 * minute);
    good(act(Act::start), 10 * minute);
    good(act(Act::pause), 4 * minute);  // the server's clock was put back
    EXPECT_EQ(speaker(1).spoken_ms, 0);
    EXPECT_EQ(state_.last_at, 10 * minute);
}

TEST_F(Clock, AnEntryOutOfSequenceIsRefused) {
    Command command = act(Act::open);
    command.limits = limits;
    EXPECT_FALSE(apply(state_, {2, 0, command}));
    EXPECT_TRUE(apply(state_, {1, 0, command}));
    EXPECT_FALSE(apply(state_, {1, 0, act(Act::adjourn)}));
}

// A million random commands in halls of a thousand each; the model keeps every span that somebody spoke.
TEST(ClockProperty, AMillionRandomCommandsKeepTheInvariants) {
    constexpr int halls = 1000, commands = 1000;
    std::mt19937_64 random(226);
    const auto pick = [&](std::int64_t n) {
        return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(n));
    };
    std::int64_t done = 0, accepted = 0;
    for (int hall = 0; hall < halls; ++hall) {
        State state;
        std::vector<Entry> log;
        std::map<int, std::int64_t> model;  // number -> milliseconds of all spans
        Millis now = 1'000'000;
        for (int i = 0; i < commands; ++i, ++done) {
            now += pick(30'000) - (pick(50) == 0 ? 40'000 : 0);  // now and then the server's clock goes back
            Command command;
            command.act = i == 5 ? Act::open : static_cast<Act>(pick(14));  // not close
            if (i + 1 == commands && pick(2) == 0) command.act = Act::close;
            command.limits = limits;
            if (pick(2) == 0) command.speaker = static_cast<int>(pick(40)) - 1;
            if (pick(3) != 0) command.name = "Đại biểu";
            if (pick(3) != 0) command.kind = static_cast<Kind>(pick(4));
            if (pick(3) == 0) command.minutes = static_cast<int>(pick(15));
            if (pick(2) == 0) command.reason = "Lý do";
            command.place = static_cast<int>(pick(10)) - 3;

            const Millis at = std::max(now, state.last_at);
            const Speaker* const up = on_stage(state);
            const int up_number = up != nullptr ? up->number : 0;
            const int speaking = up != nullptr && up->since ? up->number : 0;
            const Millis since = speaking != 0 ? *up->since : 0;
            const std::int64_t left = up != nullptr ? remaining(state, *up, at).value_or(0) : 0;
            const std::int64_t seq = state.seq;
            const Entry entry{seq + 1, now, command};
            if (!apply(state, entry)) {
                ASSERT_EQ(state.seq, seq);
                continue;
            }
            ++accepted;
            log.push_back(entry);
            const Speaker* const then = on_stage(state);
            const bool goes_on = speaking != 0 && then != nullptr && then->number == speaking && then->since == since;
            if (speaking != 0 && !goes_on) model[speaking] += at - since;
            if (command.act == Act::remove || command.act == Act::move || command.act == Act::register_ ||
                command.act == Act::again) {
                ASSERT_EQ(then != nullptr ? then->number : 0, up_number);
                ASSERT_EQ(then != nullptr ? remaining(state, *then, at).value_or(0) : 0, left);
            }

            int speakers_now = 0;
            std::size_t waits = 0, stands = 0;
            std::int64_t total = 0;
            for (const Speaker& one : state.speakers) {
                speakers_now += one.phase == Phase::speaking ? 1 : 0;
                ASSERT_EQ(one.phase == Phase::speaking, one.since.has_value());
                ASSERT_GE(one.spoken_ms, 0);
                waits += one.phase == Phase::waiting ? 1 : 0;
                stands += one.phase == Phase::speaking || one.phase == Phase::paused ? 1 : 0;
                ASSERT_EQ(one.ended_at.has_value(), one.phase == Phase::done);
                ASSERT_EQ(one.spoken_ms, model[one.number]);
                total += spoken(one, state.last_at);
            }
            std::set<int> listed(state.queue.begin(), state.queue.end());
            listed.insert(state.stage.begin(), state.stage.end());
            ASSERT_EQ(listed.size(), waits + stands);
            ASSERT_EQ(state.queue.size(), waits);
            ASSERT_EQ(state.stage.size(), stands);
            ASSERT_LE(speakers_now, 1);
            ASSERT_LE(total, sat(state, state.last_at));  // nobody speaks outside a sitting, never two at once
            ASSERT_EQ(speakers_now == 1, on_stage(state) != nullptr && on_stage(state)->phase == Phase::speaking);
        }
        State replayed;
        for (const Entry& entry : log) ASSERT_TRUE(apply(replayed, entry));
        ASSERT_EQ(json::write(json::to_json(replayed)), json::write(json::to_json(state)));
        std::int64_t sum = 0, rows = 0, all = 0;
        for (const Speaker& one : state.speakers) {
            if (one.kind != Kind::closing || one.phase != Phase::done) continue;
            rows += recorded_minutes(state, one);
            sum += one.spoken_ms;
            ++all;
        }
        ASSERT_EQ(rows, whole_minutes(sum)) << all;
    }
    EXPECT_EQ(done, 1'000'000);
    EXPECT_GT(accepted, 200'000);
}

}  // namespace
}  // namespace sauro::hall
