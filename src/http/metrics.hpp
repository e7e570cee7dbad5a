// Counters of the server, in the text format of Prometheus. Private to http.
#pragma once
#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace sauro::http {

class Metrics {
  public:
    std::atomic<std::int64_t> connections{0}, uploads{0};
    std::atomic<std::uint64_t> accepted{0}, refused_full{0}, refused_queue{0}, timed_out{0};

    void answered(const std::string& method_and_route, int status, double seconds);
    std::string text(std::size_t queue) const;

  private:
    static constexpr std::array<double, 10> bounds{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5, 10};
    mutable std::mutex guard_;
    std::map<std::string, std::array<std::uint64_t, 6>, std::less<>> by_route_;  // index = status / 100
    std::array<std::uint64_t, 11> buckets_{};
    std::uint64_t count_ = 0;
    double sum_ = 0;
};

}  // namespace sauro::http
