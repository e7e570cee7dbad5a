// What the screens of each hall show now, made once for all of them. In memory of a serving process; after a restart it
// is filled again from the log.
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "http/signal.hpp"
#include "modules/hall/types.hpp"

namespace sauro::hall {

class Board {
  public:
    struct Shown {
        std::int64_t seq = -1, revision = -1;
        std::string vote;                          // which one, and whether it has ended: told at once, as a command is
        std::shared_ptr<const std::string> event;  // a whole server-sent event; null: nothing published yet
        std::string id() const { return std::to_string(seq) + "." + std::to_string(revision); }
    };
    // An older one than what stands is left out: commits may be announced in another order than they were made.
    void publish(const std::string& conference_id, const Display& display);
    Shown shown(const std::string& conference_id) const;
    // Raised by publish for a command and for the start and end of a vote; attendance and answers come in bursts and
    // wait for raise_late.
    std::shared_ptr<http::Signal> signal(const std::string& conference_id);
    void raise_late();
    std::vector<std::string> watched() const;  // halls with a screen

  private:
    mutable std::mutex guard_;
    std::map<std::string, Shown> shown_;
    std::map<std::string, std::weak_ptr<http::Signal>> signals_;  // held by those who watch
    std::set<std::string> late_;
};

}  // namespace sauro::hall
