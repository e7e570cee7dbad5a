#include "modules/hall/clock.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "modules/hall/refusals.hpp"
#include "text/text.hpp"

namespace sauro::hall {
namespace {

constexpr std::int64_t minute = 60'000;

Speaker* top(State& state) { return state.stage.empty() ? nullptr : &state.speakers[state.stage.back() - 1U]; }

Result<Speaker*> named(State& state, const std::optional<int>& number) {
    if (!number || *number < 1 || static_cast<std::size_t>(*number) > state.speakers.size())
        return wrong(
            "hall.no_such_speaker",
            "Không có người phát biểu này trong danh sách: trang đang mở có thể là bản cũ. Tải lại trang rồi chọn "
            "lại người phát biểu.",
            "No such speaker.");
    return &state.speakers[static_cast<std::size_t>(*number) - 1];
}

Result<Speaker*> waiting(State& state, const std::optional<int>& number) {
    TRY(Speaker* const speaker, named(state, number));
    if (speaker->phase != Phase::waiting)
        return changed(
            "hall.not_waiting",
            fmt::format("{} không còn trong hàng chờ: {}. {}", speaker->name, where(*speaker), then(*speaker)),
            "The speaker is not waiting.");
    return speaker;
}

std::int64_t limit_of(const Limits& limits, Kind kind) {
    switch (kind) {
        case Kind::opening:
            return limits.opening_ms;
        case Kind::contribution:
            return limits.contribution_ms;
        case Kind::closing:
            return limits.closing_total_ms;
        case Kind::discussion:
            return 0;
    }
    return 0;
}

// Before the opening the limits come with the command.
const Limits& limits_for(const State& state, const Command& command) {
    return state.limits.opening_ms == 0 && command.limits ? *command.limits : state.limits;
}

Result<Speaker> new_speaker(const State& state, const Limits& limits, const Command& command) {
    const std::string name = command.name.value_or("");
    const std::string subject = command.subject.value_or("");
    if (name.find_first_not_of(" \n\t") == std::string::npos || text::CodepointIndex(name).size() > most_name)
        return wrong(
            "hall.name",
            fmt::format("Chưa ghi được vào danh sách: tên hoặc chức danh người phát biểu để trống hoặc dài quá {} "
                        "chữ. Ghi lại tên.",
                        most_name),
            "A speaker needs a name.");
    if (text::CodepointIndex(subject).size() > most_words)
        return wrong("hall.name", fmt::format("Tên bài phát biểu dài quá {} chữ. Rút ngắn lại.", most_words),
                     "The subject is too long.");
    if (state.speakers.size() >= most_speakers)
        return wrong(
            "hall.too_many",
            fmt::format("Danh sách đã đủ {} lượt phát biểu nên không nhận thêm. Ghi ý kiến còn lại vào biên bản, "
                        "hoặc nhận bằng văn bản.",
                        most_speakers),
            "Too many speakers.");
    Speaker speaker;
    speaker.number = static_cast<int>(state.speakers.size()) + 1;
    speaker.name = name;
    speaker.subject = subject;
    speaker.kind = command.kind.value_or(Kind::contribution);
    const std::int64_t limit = limit_of(limits, speaker.kind);
    // Closing speeches share their budget; one has a time of its own only where somebody planned it.
    speaker.planned_ms = speaker.kind == Kind::closing ? 0 : limit;
    if (command.minutes) {
        constexpr int longest = 600;
        if (*command.minutes < 1 || *command.minutes > longest || (limit > 0 && *command.minutes * minute > limit)) {
            Error error{ErrorKind::invalid, "hall.minutes", {}, "The planned minutes exceed the limit.", {}, {}, {}};
            error.message = "Số phút dự kiến phải từ 1 đến mức tối đa của loại phát biểu này (" +
                            std::to_string((limit > 0 ? limit / minute : longest)) + " phút). Sửa lại số phút.";
            error.clause = limits.clause;
            return fail(std::move(error));
        }
        speaker.planned_ms = *command.minutes * minute;
    }
    return speaker;
}

void begin(Speaker& speaker, Millis at) {
    speaker.phase = Phase::speaking;
    speaker.since = at;
    if (!speaker.started_at) speaker.started_at = at;
}
void hold(Speaker& speaker, Millis at, Phase phase) {
    if (speaker.since) speaker.spoken_ms += at - *speaker.since;
    speaker.since.reset();
    speaker.phase = phase;
}
void take_stage(State& state, Speaker& speaker, Millis at) {
    std::erase(state.queue, speaker.number);
    state.stage.push_back(speaker.number);
    begin(speaker, at);
}
void leave_stage(State& state, Millis at) {
    Speaker& speaker = *top(state);
    hold(speaker, at, Phase::done);
    speaker.ended_at = at;
    state.stage.pop_back();
}

Status interpose(State& state, const Command& command, Millis at) {
    if (state.stage.empty()) return nobody_speaks("xen ngang");
    if (state.stage.size() >= most_on_stage)
        return wrong(
            "hall.too_many",
            fmt::format("Đã có {} bài dở dang chồng lên nhau do xen ngang, không nhận thêm. Bấm “Kết thúc bài” cho "
                        "bớt rồi xen ngang lại.",
                        most_on_stage),
            "Too many interruptions.");
    int number = 0;
    if (command.speaker) {
        TRY(const Speaker* const speaker, waiting(state, command.speaker));
        number = speaker->number;
    } else {
        TRY(auto made, new_speaker(state, state.limits, command));
        number = made.number;
        state.speakers.push_back(std::move(made));
    }
    if (Speaker* const before = top(state); before->phase == Phase::speaking) hold(*before, at, Phase::paused);
    take_stage(state, state.speakers[static_cast<std::size_t>(number) - 1], at);
    return {};
}

Status step(State& state, const Command& command, Millis at) {
    Speaker* const up = top(state);
    switch (command.act) {
        case Act::open:
            if (!command.limits || command.limits->opening_ms <= 0 || command.limits->contribution_ms <= 0 ||
                command.limits->closing_total_ms <= 0)
                return fail_internal("hall.limits", "open without limits");
            state.limits = *command.limits;
            for (Speaker& one : state.speakers) {
                if (one.planned_ms > 0 && one.kind != Kind::discussion)
                    one.planned_ms = std::min(one.planned_ms, limit_of(state.limits, one.kind));
            }
            state.sitting = Sitting::sitting;
            state.opened_at = state.sat_since = at;
            return {};
        case Act::register_: {
            const Limits limits = limits_for(state, command);
            TRY(auto made, new_speaker(state, limits, command));
            state.limits = limits;
            state.queue.push_back(made.number);
            state.speakers.push_back(std::move(made));
            return {};
        }
        case Act::again: {
            TRY(const Speaker* const before, named(state, command.speaker));
            if (before->phase != Phase::done && before->phase != Phase::removed)
                return changed("hall.not_done",
                               fmt::format("{} {} nên chưa ghi thêm lượt. Ghi thêm sau khi bài này kết thúc.",
                                           before->name, where(*before)),
                               "The speaker is still listed.");
            Command same;
            same.name = before->name;
            same.subject = before->subject;
            same.kind = before->kind;
            TRY(auto made, new_speaker(state, state.limits, same));
            state.queue.push_back(made.number);
            state.speakers.push_back(std::move(made));
            return {};
        }
        case Act::move: {
            TRY(const Speaker* const speaker, waiting(state, command.speaker));
            std::erase(state.queue, speaker->number);
            const auto place = std::clamp<std::int64_t>(command.place.value_or(0), 0, std::ssize(state.queue));
            state.queue.insert(state.queue.begin() + place, speaker->number);
            return {};
        }
        case Act::remove: {
            TRY(Speaker* const speaker, waiting(state, command.speaker));
            std::erase(state.queue, speaker->number);
            speaker->phase = Phase::removed;
            return {};
        }
        case Act::start: {
            if (up != nullptr) return occupied(state, "mời người khác");
            if (!command.speaker && state.queue.empty()) return nobody_waits();
            TRY(Speaker* const speaker, waiting(state, command.speaker ? *command.speaker : state.queue.front()));
            take_stage(state, *speaker, at);
            return {};
        }
        case Act::interpose:
            return interpose(state, command, at);
        case Act::pause:
            if (up == nullptr || up->phase != Phase::speaking)
                return changed("hall.not_speaking",
                               up == nullptr
                                   ? std::string("Không có ai đang phát biểu nên không có gì để tạm dừng. Bấm "
                                                 "“Bắt đầu” để mời người đầu hàng chờ.")
                                   : fmt::format("Bài của {} đã tạm dừng rồi, đồng hồ đang đứng. Bấm “Nói "
                                                 "tiếp” để chạy lại.",
                                                 up->name),
                               "Nobody is speaking.");
            hold(*up, at, Phase::paused);
            return {};
        case Act::resume:
            if (up == nullptr || up->phase != Phase::paused)
                return changed("hall.not_paused",
                               up == nullptr
                                   ? std::string("Không có bài nào đang tạm dừng nên không có gì để nói tiếp. "
                                                 "Bấm “Bắt đầu” để mời người đầu hàng chờ.")
                                   : fmt::format("{} đang phát biểu, đồng hồ đang chạy, không cần nói tiếp. "
                                                 "Muốn dừng đồng hồ thì bấm “Tạm dừng”.",
                                                 up->name),
                               "Nobody is paused.");
            begin(*up, at);
            return {};
        case Act::stop:
            if (up == nullptr) return nobody_speaks("kết thúc bài");
            leave_stage(state, at);
            return {};
        case Act::next:
            if (up == nullptr && state.queue.empty()) return nobody_waits();
            if (up != nullptr) leave_stage(state, at);
            if (Speaker* const below = top(state); below != nullptr)
                begin(*below, at);
            else if (!state.queue.empty())
                take_stage(state, state.speakers[static_cast<std::size_t>(state.queue.front()) - 1], at);
            return {};
        case Act::add_minute: {
            if (up == nullptr) return nobody_speaks("thêm thời gian");
            const std::string reason = command.reason.value_or("");
            if (reason.find_first_not_of(" \n\t") == std::string::npos ||
                text::CodepointIndex(reason).size() > most_words)
                return refuse(
                    ErrorKind::invalid, "hall.reason",
                    fmt::format("Chưa thêm phút cho {}: thời gian phát biểu đã có mức tối đa nên thêm phải có lý "
                                "do ghi vào biên bản. Ghi lý do, tối đa {} chữ.",
                                up->name, most_words),
                    "A further minute needs a reason.", state.limits.clause);
            up->added_ms += minute;
            return {};
        }
        case Act::adjourn:
            if (up != nullptr && up->phase == Phase::speaking)
                return changed("hall.speaking",
                               fmt::format("{} đang phát biểu nên chưa cho nghỉ được: giờ nghỉ không tính vào bài. Tạm "
                                           "dừng hoặc kết thúc bài đó trước.",
                                           up->name),
                               "Somebody is speaking.");
            state.sat_ms += at - *state.sat_since;
            state.sat_since.reset();
            state.sitting = Sitting::recess;
            return {};
        case Act::reconvene:
            if (state.sitting != Sitting::recess)
                return changed("hall.not_recess",
                               "Hội nghị đang họp, không ở giờ nghỉ, nên không có gì để họp tiếp. "
                               "Muốn nghỉ thì bấm “Nghỉ (trưa, tối)”.",
                               "There is no recess.");
            state.sat_since = at;
            state.sitting = Sitting::sitting;
            return {};
        case Act::close:
            if (up != nullptr) return occupied(state, "kết thúc hội nghị");
            if (state.sat_since) state.sat_ms += at - *state.sat_since;
            state.sat_since.reset();
            state.closed_at = at;
            state.sitting = Sitting::closed;
            return {};
    }
    return fail_internal("hall.act", "unknown act");
}

}  // namespace

Status apply(State& state, const Entry& entry) {
    if (entry.seq != state.seq + 1) return fail_internal("hall.sequence", "log entry out of sequence");
    TRYV(check_sitting(state, entry.command.act));
    const Millis at = std::max(entry.at, state.last_at);
    TRYV(step(state, entry.command, at));
    state.seq = entry.seq;
    state.last_at = at;
    return {};
}

const Speaker* on_stage(const State& state) {
    return state.stage.empty() ? nullptr : &state.speakers[static_cast<std::size_t>(state.stage.back()) - 1];
}

std::int64_t spoken(const Speaker& speaker, Millis now) {
    return speaker.spoken_ms + (speaker.since ? std::max<std::int64_t>(0, now - *speaker.since) : 0);
}

std::int64_t closing_spoken(const State& state, Millis now) {
    std::int64_t total = 0;
    for (const Speaker& one : state.speakers) total += one.kind == Kind::closing ? spoken(one, now) : 0;
    return total;
}

std::optional<std::int64_t> remaining(const State& state, const Speaker& speaker, Millis now) {
    std::optional<std::int64_t> left;
    if (speaker.planned_ms > 0) left = speaker.planned_ms + speaker.added_ms - spoken(speaker, now);
    if (speaker.kind != Kind::closing) return left;
    std::int64_t budget = state.limits.closing_total_ms - closing_spoken(state, now);
    for (const Speaker& one : state.speakers) budget += one.kind == Kind::closing ? one.added_ms : 0;
    return left ? std::min(*left, budget) : budget;
}

std::int64_t sat(const State& state, Millis now) {
    return state.sat_ms + (state.sat_since ? std::max<std::int64_t>(0, now - *state.sat_since) : 0);
}

std::int64_t whole_minutes(std::int64_t ms) {
    return ms <= 0 ? 0 : std::max<std::int64_t>(1, (ms + minute / 2) / minute);
}

std::int64_t recorded_minutes(const State& state, const Speaker& speaker) {
    if (speaker.kind != Kind::closing) return whole_minutes(speaker.spoken_ms);
    std::int64_t before = 0;
    for (const Speaker& one : state.speakers) {
        const bool earlier =
            one.kind == Kind::closing && one.phase == Phase::done && one.number != speaker.number &&
            (one.ended_at < speaker.ended_at || (one.ended_at == speaker.ended_at && one.number < speaker.number));
        before += earlier ? one.spoken_ms : 0;
    }
    return whole_minutes(before + speaker.spoken_ms) - whole_minutes(before);
}

}  // namespace sauro::hall
