#include <span>

#include "base/embedded.hpp"
#include "modules/units/rows.hpp"

namespace sauro::embedded {
std::span<const base::EmbeddedFile> units_migrations();
}

namespace sauro::units {

api::Module module() {
    return {"units", db::migrations_of("units", embedded::units_migrations()), kinds(), views(), add_routes};
}

}  // namespace sauro::units
