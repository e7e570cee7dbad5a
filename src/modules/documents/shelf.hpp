// What the jailed worker makes of kept files (pictures of pages, readings), kept for a while: people asking for one
// thing have it made once, and at most `at_once` are made at a time, however many ask. Lost with the process.
#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "base/error.hpp"

namespace sauro::documents {

template <class T>
class Shelf {
  public:
    using Kept = std::shared_ptr<const T>;
    using Weigh = std::size_t (*)(const T&);  // bytes, about

    Shelf(std::size_t bytes, std::size_t at_once, Weigh weigh) : most_(bytes), at_once_(at_once), weigh_(weigh) {}

    // Error server.busy when its turn does not come soon; else those of `make`.
    Result<Kept> get(const std::string& key, const std::function<Result<T>()>& make) {
        {
            std::unique_lock lock(guard_);
            Kept found;
            const bool came = turn_.wait_for(lock, kPatience, [&] {
                found = known(key);
                return found || (!making_.contains(key) && making_.size() < at_once_);
            });
            if (found) return found;
            if (!came) {
                return fail(ErrorKind::unavailable, "server.busy",
                            "Máy chủ đang đọc nhiều tệp khác. Chờ vài giây rồi mở lại.",
                            "The server is reading many other files. Try again in a few seconds.");
            }
            making_.insert(key);
        }
        auto made = make();
        Kept out;
        {
            const std::lock_guard lock(guard_);
            making_.erase(key);
            if (made) out = keep(key, std::move(*made));
        }
        turn_.notify_all();
        if (!made) return std::unexpected(std::move(made).error());
        return out;
    }
    void put(const std::string& key, T made) {
        const std::lock_guard lock(guard_);
        if (!places_.contains(key)) keep(key, std::move(made));
    }

  private:
    static constexpr auto kPatience = std::chrono::seconds(15);
    struct Place {
        std::string key;
        Kept made;
        std::size_t bytes = 0;
    };

    Kept known(const std::string& key) {
        const auto at = places_.find(key);
        if (at == places_.end()) return nullptr;
        shelf_.splice(shelf_.begin(), shelf_, at->second);
        return at->second->made;
    }
    Kept keep(const std::string& key, T made) {
        const auto bytes = weigh_(made);
        bytes_ += bytes;
        shelf_.push_front({key, std::make_shared<const T>(std::move(made)), bytes});
        places_[key] = shelf_.begin();
        Kept out = shelf_.front().made;
        while (bytes_ > most_ && shelf_.size() > 1) {
            bytes_ -= shelf_.back().bytes;
            places_.erase(shelf_.back().key);
            shelf_.pop_back();
        }
        return out;
    }

    std::size_t most_, at_once_;
    Weigh weigh_;
    std::mutex guard_;
    std::condition_variable turn_;
    std::list<Place> shelf_;  // the last one used stands first
    std::unordered_map<std::string, typename std::list<Place>::iterator> places_;
    std::unordered_set<std::string> making_;
    std::size_t bytes_ = 0;
};

}  // namespace sauro::documents
