#include "modules/hall/board.hpp"

namespace sauro::hall {
namespace {
constexpr std::size_t most_shown = 200;
}  // namespace

Display display_of(const State& state) {
    constexpr std::size_t shown = 5;
    Display out;
    out.seq = state.seq;
    out.sitting = state.sitting;
    out.limits = state.limits;
    if (const Speaker* up = on_stage(state)) out.current = *up;
    for (const int number : state.queue) {
        if (out.next.size() == shown) break;
        out.next.push_back(state.speakers[static_cast<std::size_t>(number) - 1]);
    }
    out.waiting = std::ssize(state.queue);
    for (const Speaker& one : state.speakers) {
        if (one.kind != Kind::closing) continue;
        out.closing_ms += one.spoken_ms;
        out.closing_added_ms += one.added_ms;
    }
    out.sat_ms = state.sat_ms;
    out.sat_since = state.sat_since;
    return out;
}

void Board::publish(const std::string& conference_id, const Display& display) {
    Shown next{display.seq, display.revision, "", nullptr};
    if (display.vote) next.vote = display.vote->id + (display.vote->closed_at ? "." : "");
    next.event = std::make_shared<const std::string>(
        "id: " + next.id() + "\nevent: hall\ndata: " + json::write(json::to_json(display)) + "\n\n");
    std::shared_ptr<http::Signal> signal;
    {
        const std::scoped_lock lock(guard_);
        if (shown_.size() >= most_shown && !shown_.contains(conference_id)) shown_.erase(shown_.begin());
        Shown& stands = shown_[conference_id];
        const bool same = next.seq == stands.seq && next.revision == stands.revision;
        if (same || next.seq < stands.seq || next.revision < stands.revision) return;
        const bool urgent = next.seq != stands.seq || next.vote != stands.vote;
        stands = std::move(next);
        if (!urgent)
            late_.insert(conference_id);
        else if (const auto found = signals_.find(conference_id); found != signals_.end())
            signal = found->second.lock();
    }
    if (signal) signal->raise();
}

std::shared_ptr<http::Signal> Board::signal(const std::string& conference_id) {
    const std::scoped_lock lock(guard_);
    std::erase_if(signals_, [](const auto& one) { return one.second.expired(); });
    auto& kept = signals_[conference_id];
    auto signal = kept.lock();
    if (!signal) kept = signal = std::make_shared<http::Signal>();
    return signal;
}

void Board::raise_late() {
    std::vector<std::shared_ptr<http::Signal>> signals;
    {
        const std::scoped_lock lock(guard_);
        for (const std::string& id : late_)
            if (const auto found = signals_.find(id); found != signals_.end()) signals.push_back(found->second.lock());
        late_.clear();
    }
    for (const auto& signal : signals)
        if (signal) signal->raise();
}

std::vector<std::string> Board::watched() const {
    const std::scoped_lock lock(guard_);
    std::vector<std::string> out;
    for (const auto& [id, signal] : signals_)
        if (!signal.expired()) out.push_back(id);
    return out;
}

Board::Shown Board::shown(const std::string& conference_id) const {
    const std::scoped_lock lock(guard_);
    const auto found = shown_.find(conference_id);
    return found == shown_.end() ? Shown{} : found->second;
}

}  // namespace sauro::hall
