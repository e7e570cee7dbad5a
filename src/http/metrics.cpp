#include "http/metrics.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sauro::http {

void Metrics::answered(const std::string& method_and_route, int status, double seconds) {
    const auto bucket = static_cast<std::size_t>(std::ranges::lower_bound(bounds, seconds) - bounds.begin());
    const std::lock_guard lock(guard_);
    ++by_route_[method_and_route].at(static_cast<std::size_t>(std::clamp(status / 100, 0, 5)));
    ++buckets_.at(bucket);
    ++count_;
    sum_ += seconds;
}

std::string Metrics::text(std::size_t queue) const {
    std::string out;
    const auto single = [&](std::string_view name, std::string_view type, auto value) {
        out += fmt::format("# TYPE {0} {1}\n{0} {2}\n", name, type, value);
    };
    single("sauro_http_connections", "gauge", connections.load());
    single("sauro_http_uploads", "gauge", uploads.load());
    single("sauro_http_queue", "gauge", queue);
    single("sauro_http_accepted_total", "counter", accepted.load());
    single("sauro_http_refused_connections_total", "counter", refused_full.load());
    single("sauro_http_refused_requests_total", "counter", refused_queue.load());
    single("sauro_http_timed_out_total", "counter", timed_out.load());
    const std::lock_guard lock(guard_);
    out += "# TYPE sauro_http_requests_total counter\n";
    for (const auto& [route, counts] : by_route_) {
        const auto blank = route.find(' ');
        for (std::size_t i = 1; i < counts.size(); ++i) {
            if (counts.at(i) == 0) continue;
            out += fmt::format("sauro_http_requests_total{{method=\"{}\",route=\"{}\",status=\"{}xx\"}} {}\n",
                               route.substr(0, blank), route.substr(blank + 1), i, counts.at(i));
        }
    }
    out += "# TYPE sauro_http_request_seconds histogram\n";
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < bounds.size(); ++i) {
        below += buckets_.at(i);
        out += fmt::format("sauro_http_request_seconds_bucket{{le=\"{}\"}} {}\n", bounds.at(i), below);
    }
    out += fmt::format(
        "sauro_http_request_seconds_bucket{{le=\"+Inf\"}} {}\nsauro_http_request_seconds_sum "
        "{}\nsauro_http_request_seconds_count {}\n",
        count_, sum_, count_);
    return out;
}

}  // namespace sauro::http
