// A fixed number of threads behind one queue. Private to http.
#pragma once
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace sauro::http {

class Workers {
  public:
    using Task = std::move_only_function<void()>;
    Workers(int threads, std::size_t limit);
    ~Workers() { stop(); }
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    bool offer(Task task);  // false: the queue is full, nothing was taken
    void post(Task task);   // work that goes with a request already accepted; not counted against the limit
    std::size_t waiting() const;
    void stop();  // running tasks finish, waiting ones are dropped

  private:
    void run();
    mutable std::mutex guard_;
    std::condition_variable wake_;
    std::deque<Task> tasks_;
    std::size_t limit_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace sauro::http
