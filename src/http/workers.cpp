#include "http/workers.hpp"

#include <algorithm>
#include <exception>

#include "base/log.hpp"

namespace sauro::http {

Workers::Workers(int threads, std::size_t limit) : limit_(limit) {
    for (int i = 0; i < std::max(1, threads); ++i) threads_.emplace_back([this] { run(); });
}

bool Workers::offer(Task task) {
    {
        const std::lock_guard lock(guard_);
        if (stopping_ || tasks_.size() >= limit_) return false;
        tasks_.push_back(std::move(task));
    }
    wake_.notify_one();
    return true;
}

void Workers::post(Task task) {
    {
        const std::lock_guard lock(guard_);
        if (stopping_) return;
        tasks_.push_back(std::move(task));
    }
    wake_.notify_one();
}

std::size_t Workers::waiting() const {
    const std::lock_guard lock(guard_);
    return tasks_.size();
}

void Workers::stop() {
    {
        const std::lock_guard lock(guard_);
        stopping_ = true;
    }
    wake_.notify_all();
    for (std::thread& thread : threads_) {
        if (thread.joinable()) thread.join();
    }
    std::deque<Task>
        dropped;  // declared before the lock, so destroyed after it: a dropped request answers from its destructor
    const std::lock_guard lock(guard_);
    dropped.swap(tasks_);
}

void Workers::run() {
    std::unique_lock lock(guard_);
    while (true) {
        wake_.wait(lock, [this] { return stopping_ || !tasks_.empty(); });
        if (stopping_) return;
        Task task = std::move(tasks_.front());
        tasks_.pop_front();
        lock.unlock();
        try {
            task();
        } catch (const std::exception& thrown) {
            base::log_error("worker_exception", {{"detail", thrown.what()}});
        } catch (...) {
            base::log_error("worker_exception");
        }
        task = nullptr;
        lock.lock();
    }
}

}  // namespace sauro::http
