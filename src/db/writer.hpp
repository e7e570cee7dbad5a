// One thread that writes: takes what is queued, runs it in one transaction with a savepoint each, commits once, then
// answers.
#pragma once
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>

#include "db/session.hpp"

namespace sauro::db {

class GroupWriter {
  public:
    GroupWriter(std::unique_ptr<WriteSession> session, int group_limit, int queue_limit);
    ~GroupWriter() { stop(); }
    void stop();  // runs what is queued, then ends the thread; the session stays open until the object goes

    void submit(Database::WriteFn fn, Database::DoneFn done);
    static bool on_writer_thread();  // a write() from here would wait for itself

  private:
    struct Job {
        Database::WriteFn fn;
        Database::DoneFn done;
        Status status;
        std::vector<std::function<void()>> actions;
    };
    void loop();
    void run_group(std::vector<Job>& jobs);
    Status try_group(std::span<Job> jobs);
    bool pause(int attempt);  // between two tries; false when stopping

    std::unique_ptr<WriteSession> session_;
    const std::size_t group_limit_, queue_limit_;
    std::mutex guard_;
    std::condition_variable wake_;
    std::deque<Job> queue_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace sauro::db
