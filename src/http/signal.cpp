#include "http/http.hpp"

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

}  // namespace sauro::http
