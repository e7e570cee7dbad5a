// Every module that keeps records, so that the whole rulebook of the product finds the facts its norms name. For tests
// that load it; they link SAURO_RECORD_MODULES (src/modules/CMakeLists.txt).
#pragma once
#include <vector>

#include "modules/deliveries/deliveries.hpp"
#include "modules/documents/module.hpp"
#include "modules/evaluation/evaluation.hpp"
#include "modules/meetings/meetings.hpp"
#include "modules/methods/methods.hpp"
#include "modules/procedures/procedures.hpp"
#include "modules/recommendations/recommendations.hpp"
#include "modules/reorganisation/reorganisation.hpp"
#include "modules/reports/reports.hpp"
#include "modules/reviews/reviews.hpp"
#include "modules/tasks/tasks.hpp"

namespace sauro::testing {

inline std::vector<api::Module> record_modules() {
    return {{"documents", documents::migrations(), documents::kinds(), documents::views(), {}},
            meetings::module(),
            tasks::module(),
            reports::module(),
            recommendations::module(),
            procedures::module(),
            methods::module(),
            evaluation::module(),
            reorganisation::module(),
            reviews::module(),
            deliveries::module()};
}

}  // namespace sauro::testing
