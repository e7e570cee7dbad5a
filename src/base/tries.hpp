// How often somebody tried within a running window, by key and over all; memory is bounded by the latter. For short
// codes that could be guessed and addresses that could be asked too often. Any thread.
#pragma once
#include <map>
#include <mutex>
#include <string>

#include "base/time.hpp"

namespace sauro::base {

class Tries {
  public:
    Tries(Millis window, int each, int all) : window_(window), each_(each), all_(all) {}

    bool may(const std::string& key, Millis now) {
        const std::scoped_lock lock(guard_);
        if (now - began_ >= window_) {
            began_ = now;
            counts_.clear();
            total_ = 0;
        }
        const auto found = counts_.find(key);
        return total_ < all_ && (found == counts_.end() || found->second < each_);
    }
    void count(const std::string& key) {
        const std::scoped_lock lock(guard_);
        ++counts_[key];
        ++total_;
    }

  private:
    const Millis window_;
    const int each_, all_;
    std::mutex guard_;
    Millis began_ = 0;
    std::map<std::string, int> counts_;
    int total_ = 0;
};

}  // namespace sauro::base
