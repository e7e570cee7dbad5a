#include "http/signal.hpp"

namespace sauro::http {

void Signal::raise() {
    const std::scoped_lock lock(guard_);
    ++raised_;
    for (const auto& [id, wake] : waiting_) wake();
}

std::uint64_t Signal::raised() const {
    const std::scoped_lock lock(guard_);
    return raised_;
}

std::uint64_t Signal::add(std::function<void()> wake) {
    const std::scoped_lock lock(guard_);
    waiting_.emplace(++last_id_, std::move(wake));
    return last_id_;
}

void Signal::remove(std::uint64_t id) {
    const std::scoped_lock lock(guard_);
    waiting_.erase(id);
}

namespace {
struct Woken {
    std::shared_ptr<Signal> signal;
    Producer producer;
    Result<bool> operator()(std::string& chunk) const { return producer(chunk); }
};
}  // namespace

Producer woken_by(std::shared_ptr<Signal> signal, Producer producer) {
    if (!signal) return producer;
    return Woken{std::move(signal), std::move(producer)};
}

std::shared_ptr<Signal> signal_of(const Producer& producer) {
    const auto* const woken = producer.target<Woken>();
    return woken == nullptr ? nullptr : woken->signal;
}

}  // namespace sauro::http
