// For answers that watch something: whoever changed it raises the signal, and the answers that hold it are pulled at
// once instead of after their pause.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>

#include "http/http.hpp"

namespace sauro::http {

class Signal {
  public:
    void raise();                  // from any thread; one post to its loop for each answer
    std::uint64_t raised() const;  // how often so far
    // For the server. Called by raise(), until removed; must neither block nor throw.
    std::uint64_t add(std::function<void()> wake);
    void remove(std::uint64_t id);

  private:
    mutable std::mutex guard_;
    std::uint64_t raised_ = 0, last_id_ = 0;
    std::map<std::uint64_t, std::function<void()>> waiting_;
};

// The producer with the signal that ends the pause between two of its pulls (Response::every).
Producer woken_by(std::shared_ptr<Signal> signal, Producer producer);
std::shared_ptr<Signal> signal_of(const Producer& producer);  // null: it has none

}  // namespace sauro::http
