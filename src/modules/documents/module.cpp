#include "modules/documents/module.hpp"

#include <memory>
#include <span>
#include <utility>

#include "base/embedded.hpp"
#include "modules/documents/readings.hpp"
#include "modules/documents/routes.hpp"

namespace sauro::embedded {
std::span<const base::EmbeddedFile> documents_migrations();
}

namespace sauro::documents {

std::vector<db::Migration> migrations() { return db::migrations_of("documents", embedded::documents_migrations()); }

api::Module module(Services services) {
    if (!services.readings) services.readings = std::make_shared<ReadingShelf>(services.limits);
    const auto shared = std::make_shared<const Services>(std::move(services));
    return {.name = "documents",
            .migrations = migrations(),
            .kinds = kinds(),
            .views = views(),
            .routes = [shared](api::Registry& registry) {
                add_list_routes(registry, shared);
                add_entry_routes(registry, shared);
                add_inbox_routes(registry, shared);
                add_draft_routes(registry, shared);
                add_issuing_routes(registry, shared);
                add_release_routes(registry, shared);
                add_figure_routes(registry, shared);
                add_register_routes(registry, shared);
                add_file_routes(registry, shared);
                add_picture_routes(registry, shared);
                add_repair_routes(registry, shared);
                add_sent_file_routes(registry, shared);
            }};
}

}  // namespace sauro::documents
