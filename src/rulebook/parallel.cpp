#include "rulebook/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <functional>
#include <thread>

#include "rulebook/evaluate/norm_verdicts.hpp"

namespace sauro::rulebook {

Result<Verdicts> judge_together(const Rulebook& book, db::Database& database, const EvaluateRequest& request,
                                std::span<const std::string> norms, unsigned readers) {
    const auto& impl = book.impl();
    const auto plans = asked_plans(impl, request, norms);
    auto work_list = passes(impl, plans, request);
    // What reads the most rows begins first, so that no reader is left alone with it at the end.
    std::ranges::stable_sort(work_list, std::greater(), [](const auto& pass) {
        const Plan& first = *pass.front();
        return pass.size() > 1 || first.shape == Plan::Shape::sum || !first.same.empty() ? 2 : first.counting ? 1 : 0;
    });
    std::vector<PassVerdicts> found(work_list.size());
    std::atomic<std::size_t> next = 0;
    std::atomic<bool> stop = false;
    const auto work = [&]() -> Status {
        const auto status = database.read([&](db::Snapshot& snapshot) -> Status {
            for (auto at = next++; at < work_list.size() && !stop; at = next++) {
                TRY(found[at], judge_pass(impl, snapshot, work_list[at], request));
            }
            return {};
        });
        if (!status) stop = true;
        return status;
    };
    std::vector<Status> ended(std::clamp<std::size_t>(readers, 1, std::max<std::size_t>(work_list.size(), 1)));
    {
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < ended.size(); ++i) others.emplace_back([&, i] { ended[i] = work(); });
        ended[0] = work();
    }
    for (const auto& status : ended) TRYV(status);
    return in_order(plans, work_list, found);
}

Result<std::vector<Finding>> evaluate_together(const Rulebook& book, db::Database& database,
                                               const EvaluateRequest& request, std::span<const std::string> norms,
                                               unsigned readers) {
    TRY(const auto verdicts, judge_together(book, database, request, norms, readers));
    return verdicts.told(readers);
}

}  // namespace sauro::rulebook
