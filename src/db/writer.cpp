#include "db/writer.hpp"

#include <algorithm>
#include <chrono>

#include "base/log.hpp"

namespace sauro::db {
namespace {

thread_local bool writing_here = false;
constexpr int max_tries = 6;

void notify(std::string_view what, const std::function<void()>& fn) {
    const Status done = call_guarded(what, [&]() -> Status {
        fn();
        return {};
    });
    (void)done;  // logged; the write itself is durable, nobody can be told otherwise
}

}  // namespace

GroupWriter::GroupWriter(std::unique_ptr<WriteSession> session, int group_limit, int queue_limit)
    : session_(std::move(session)),
      group_limit_(static_cast<std::size_t>(std::max(1, group_limit))),
      queue_limit_(static_cast<std::size_t>(std::max(1, queue_limit))),
      thread_([this] { loop(); }) {}

void GroupWriter::stop() {
    {
        const std::lock_guard lock(guard_);
        stopping_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) thread_.join();
}

bool GroupWriter::on_writer_thread() { return writing_here; }

void GroupWriter::submit(Database::WriteFn fn, Database::DoneFn done) {
    {
        std::unique_lock lock(guard_);
        if (!stopping_ && queue_.size() < queue_limit_) {
            queue_.push_back({std::move(fn), std::move(done), {}, {}});
            const bool first = queue_.size() == 1;
            lock.unlock();
            if (first) wake_.notify_one();  // later ones are taken together with the first
            return;
        }
    }
    done(fail(busy_error()));
}

void GroupWriter::loop() {
    writing_here = true;
    std::vector<Job> jobs;
    for (;;) {
        {
            std::unique_lock lock(guard_);
            wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
            if (queue_.empty()) return;
            const std::size_t n = std::min(queue_.size(), group_limit_);
            std::move(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(n), std::back_inserter(jobs));
            queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(n));
        }
        run_group(jobs);
        for (Job& job : jobs) {
            if (job.status) {
                for (const auto& action : job.actions) notify("after_commit", action);
            }
            notify("write_done", [&] { job.done(std::move(job.status)); });
        }
        jobs.clear();
    }
}

void GroupWriter::run_group(std::vector<Job>& jobs) {
    Status outcome;
    for (int attempt = 1;; ++attempt) {
        outcome = try_group(jobs);
        if (outcome || !session_->retryable() || attempt == max_tries || !pause(attempt)) break;
    }
    if (outcome) return;
    // A constraint that is only checked at commit belongs to one of them: find it by committing each alone.
    if (outcome.error().kind == ErrorKind::conflict && jobs.size() > 1) {
        for (Job& job : jobs) {
            if (Status alone = try_group(std::span(&job, 1)); !alone) job.status = std::move(alone);
        }
        return;
    }
    for (Job& job : jobs) job.status = fail(outcome.error());
}

// An error means: nothing of the group stands. Otherwise each job holds its own outcome, and what succeeded is durable.
Status GroupWriter::try_group(std::span<Job> jobs) {
    const bool alone = jobs.size() == 1;
    TRYV(session_->begin());
    bool anything = false;
    const auto give_up = [&](Error error) {
        session_->rollback();
        return fail(std::move(error));
    };
    for (Job& job : jobs) {
        if (!alone) {
            if (Status made = session_->savepoint(); !made) return give_up(std::move(made).error());
        }
        job.status = session_->run(job.fn);
        job.actions = session_->take_actions();
        if (session_->lost()) return give_up(*session_->lost());
        anything = anything || job.status.has_value();
        if (!alone) {
            Status closed = job.status ? session_->release() : session_->rollback_to();
            if (!closed) return give_up(std::move(closed).error());
        }
    }
    if (!anything) {
        session_->rollback();
        return {};
    }
    if (Status committed = session_->commit(); !committed) return give_up(std::move(committed).error());
    return {};
}

bool GroupWriter::pause(int attempt) {
    std::unique_lock lock(guard_);
    return !wake_.wait_for(lock, std::chrono::milliseconds(20 << attempt), [this] { return stopping_; });
}

}  // namespace sauro::db
