#include "rulebook/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <optional>
#include <thread>

#include "rulebook/batch.hpp"

namespace sauro::rulebook {

Result<std::vector<Finding>> evaluate_together(const Rulebook& book, db::Database& database,
                                               const EvaluateRequest& request, std::span<const std::string> norms,
                                               unsigned readers) {
    const auto& impl = book.impl();
    std::vector<const Plan*> asked;
    for (const auto& plan : impl.plans) {
        const auto& id = impl.norms[plan.norm].id;
        if (plan.shape == Plan::Shape::text || (request.norm && *request.norm != id)) continue;
        if (norms.empty() || std::ranges::find(norms, id) != norms.end()) asked.push_back(&plan);
    }
    std::vector<std::optional<std::vector<Finding>>> found(asked.size());
    // What counts the most rows begins first, so that no reader is left alone with it at the end.
    std::vector<std::size_t> order(asked.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::stable_partition(order, [&](std::size_t i) { return asked[i]->counting != nullptr; });
    std::atomic<std::size_t> next = 0;
    std::atomic<bool> stop = false;
    const auto work = [&]() -> Status {
        const auto status = database.read([&](db::Snapshot& snapshot) -> Status {
            for (auto at = next++; at < order.size() && !stop; at = next++) {
                const auto i = order[at];
                TRY(found[i], evaluate_norm(impl, snapshot, *asked[i], request, nullptr));
            }
            return {};
        });
        if (!status) stop = true;
        return status;
    };
    std::vector<Status> ended(std::clamp<std::size_t>(readers, 1, std::max<std::size_t>(asked.size(), 1)));
    {
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < ended.size(); ++i) others.emplace_back([&, i] { ended[i] = work(); });
        ended[0] = work();
    }
    for (const auto& status : ended) TRYV(status);
    std::vector<Finding> out;
    for (auto& findings : found) std::ranges::move(*findings, std::back_inserter(out));
    return out;
}

}  // namespace sauro::rulebook
