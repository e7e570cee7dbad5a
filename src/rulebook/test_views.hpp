// The fact views as the modules document them, for tests of this folder (modules lie on a higher floor).
#pragma once
#include <stdexcept>

#include "facts/table.hpp"
#include "rulebook/rulebook.hpp"

namespace sauro::rulebook::testing {

inline std::vector<facts::View> documented_views() {
    using facts::Type;
    const auto view = [](const char* name, std::vector<facts::View::Column> own) {
        return facts::unit_view(name, std::move(own));
    };
    return {
        view("documents", {{"direction", Type::text},
                           {"system", Type::text},
                           {"document_type", Type::text},
                           {"symbol", Type::text},
                           {"subject", Type::text},
                           {"administrative", Type::boolean},
                           {"channel", Type::text},
                           {"digital", Type::boolean},
                           {"pages", Type::integer},
                           {"implements", Type::text},
                           {"secret", Type::boolean},
                           {"status", Type::text}}),
        view("conferences", {{"title", Type::text},
                             {"type", Type::text},
                             {"scope", Type::text},
                             {"mode", Type::text},
                             {"statutory_kind", Type::text},
                             {"planned_minutes", Type::integer},
                             {"actual_minutes", Type::integer},
                             {"cost", Type::integer},
                             {"cost_norm", Type::integer},
                             {"broadcast_to_grassroots", Type::boolean},
                             {"repeats", Type::text},
                             {"delegates", Type::integer},
                             {"leaders_invited", Type::integer},
                             {"leaders_total", Type::integer},
                             {"decision_by", Type::text},
                             {"decision_symbol", Type::text},
                             {"decision_date", Type::date},
                             {"plan_item", Type::text},
                             {"status", Type::text}}),
        view("speeches",
             {{"conference", Type::text}, {"type", Type::text}, {"speaker", Type::text}, {"minutes", Type::integer}}),
        view("reports", {{"form", Type::text},
                         {"period", Type::text},
                         {"due", Type::date},
                         {"filed_on", Type::date},
                         {"channel", Type::text}}),
        view("procedure_cases", {{"digital", Type::boolean}}),
        view("units",
             {{"name", Type::text}, {"parent", Type::text}, {"valid_from", Type::date}, {"valid_to", Type::date}}),
        view("baselines",
             {{"year", Type::integer}, {"measure", Type::text}, {"value", Type::integer}, {"basis", Type::text}}),
    };
}

// Plain tables in place of the modules' views.
inline Status create_tables(db::Tx& tx, const std::vector<facts::View>& views = documented_views()) {
    for (const auto& view : views) {
        std::string columns;
        for (const auto& column : view.columns) {
            const bool number = column.type == facts::Type::integer || column.type == facts::Type::boolean;
            columns += (columns.empty() ? "" : ", ") + column.name + (number ? " BIGINT" : " TEXT");
        }
        TRYV(tx.execute("CREATE TABLE fact_" + view.name + " (" + columns + ")"));
    }
    return {};
}

inline Status insert(db::Tx& tx, const std::string& fact, const std::map<std::string, db::Value>& record) {
    std::string columns, marks;
    std::vector<db::Value> values;
    for (const auto& [name, value] : record) {
        columns += (columns.empty() ? "" : ", ") + name;
        marks += marks.empty() ? "?" : ", ?";
        values.push_back(value);
    }
    TRYV(tx.execute("INSERT INTO fact_" + fact + " (" + columns + ") VALUES (" + marks + ")", values));
    return {};
}

inline const Rulebook& shipped() {
    static const Rulebook book = [] {
        auto loaded = Rulebook::load(embedded_rulebook(), documented_views());
        if (!loaded) throw std::runtime_error(loaded.error().message);
        return *loaded;
    }();
    return book;
}

}  // namespace sauro::rulebook::testing
