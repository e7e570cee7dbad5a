// A rulebook with a norm of each kind that the shipped one may not use yet, over invented facts.
#pragma once
#include "rulebook/test_views.hpp"

namespace sauro::rulebook::testing {

inline std::vector<facts::View> kind_views() {
    using facts::Type;
    auto views = documented_views();
    const auto put = [&](facts::View view) {
        std::erase_if(views, [&](const facts::View& other) { return other.name == view.name; });
        views.push_back(std::move(view));
    };
    put(facts::unit_view("invitations",
                         {{"conference", Type::text}, {"invited_bloc", Type::text}, {"concerned", Type::boolean}}));
    put(facts::unit_view("obligations", {{"start", Type::date},
                                         {"due", Type::date},
                                         {"due_exclusive", Type::boolean},
                                         {"done_on", Type::date},
                                         {"roadmap_on", Type::date},
                                         {"roadmap_symbol", Type::text},
                                         {"status", Type::text, {}, {"open", "stopped", "cancelled"}}}));
    put(facts::unit_view("leads", {{"obligation", Type::text}, {"role", Type::text, {}, {"lead", "contributor"}}}));
    put(facts::unit_view("plans", {{"approved_on", Type::date}, {"based_on", Type::text}}));
    put(facts::unit_view("indicators", {{"definition", Type::text}, {"status", Type::text, {}, {"used", "dropped"}}}));
    return views;
}

inline const Rulebook& kinds() {
    static const Rulebook book = [] {
        auto loaded = Rulebook::load_folder(std::string(SAURO_SOURCE_DIR) + "/src/rulebook/testdata", kind_views());
        if (!loaded) throw std::runtime_error(loaded.error().message);
        return *loaded;
    }();
    return book;
}

}  // namespace sauro::rulebook::testing
