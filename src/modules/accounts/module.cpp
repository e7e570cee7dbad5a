#include <span>

#include "base/embedded.hpp"
#include "modules/accounts/accounts.hpp"
#include "modules/accounts/shapes.hpp"

namespace sauro::embedded {
std::span<const base::EmbeddedFile> accounts_migrations();
}

namespace sauro::accounts {

api::Module module(Options options) {
    return {"accounts",
            db::migrations_of("accounts", embedded::accounts_migrations()),
            {},
            {},
            [version = std::move(options.product_version)](api::Registry& registry) {
                add_session_routes(registry, version);
                add_me_routes(registry);
                add_unit_routes(registry);
            }};
}

}  // namespace sauro::accounts
