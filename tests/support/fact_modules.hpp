// For tests of modules that declare facts: their tables beside the units' ones, lines loaded as `sauro load` does, rows
// of the views.
#pragma once
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "api/api.hpp"
#include "facts/load.hpp"
#include "modules/units/units.hpp"
#include "tests/support/databases.hpp"

namespace sauro::testing {

// One province, its Party committee and council, one commune with its Party committee.
inline constexpr std::string_view small_world =
    R"({"kind":"area","code":"A01","name":"Tỉnh Mẫu","level":"province","merged":true,"valid_from":"2024-01-01"})"
    "\n"
    R"({"kind":"area","code":"A0101","name":"Xã Mẫu","level":"commune","parent":"A01","merged":false})"
    "\n"
    R"({"kind":"unit","code":"T01","area":"A01","name":"Tỉnh ủy Mẫu","level":"province","bloc":"party"})"
    "\n"
    R"({"kind":"unit","code":"H01","area":"A01","name":"HĐND tỉnh Mẫu","level":"province","bloc":"elected","parent":"T01"})"
    "\n"
    R"({"kind":"unit","code":"X01","area":"A0101","name":"Đảng ủy xã Mẫu","level":"commune","bloc":"party","parent":"T01"})"
    "\n";

class FactModules : public OnEachDatabase {
  protected:
    using Row = std::map<std::string, std::string>;  // column -> text, "NULL" for null

    void start(const std::vector<api::Module>& modules) {
        take(units::module());
        for (const auto& module : modules) take(module);
        const auto report = load(small_world);
        ASSERT_TRUE(report.loaded) << facts::write_json(report);
    }

    facts::LoadReport load(std::string_view lines, const facts::LoadOptions& options = {}) {
        const auto path = place().folder() / "facts.jsonl";
        std::ofstream(path, std::ios::binary) << lines;
        auto report = facts::load(database(), kinds_, path, options);
        EXPECT_TRUE(report.has_value()) << report.error().code << report.error().message << report.error().detail;
        return report ? *report : facts::LoadReport{};
    }

    // Rows of a declared view by exactly its declared columns, in order of id.
    std::vector<Row> rows(const std::string& name) {
        std::vector<Row> found;
        const auto view = std::ranges::find(views_, name, &facts::View::name);
        if (view == views_.end()) {
            ADD_FAILURE() << "no view " << name;
            return found;
        }
        std::string columns;
        for (const auto& column : view->columns) columns += (columns.empty() ? "" : ", ") + column.name;
        const auto status = database().read([&](db::Snapshot& snapshot) {
            return snapshot.query("SELECT " + columns + " FROM fact_" + name + " ORDER BY id", {},
                                  [&](const db::Row& row) {
                                      Row& one = found.emplace_back();
                                      for (std::size_t i = 0; i < row.size(); ++i)
                                          one[std::string(row.name(i))] = row.is_null(i) ? "NULL" : row.str(i);
                                      return true;
                                  });
        });
        EXPECT_TRUE(status.has_value()) << explain(status);
        return found;
    }

    // Code of the only error of a load that must be refused, with its field: "fact.duplicate /title".
    std::string refusal(std::string_view lines) {
        const auto report = load(lines);
        EXPECT_FALSE(report.loaded);
        if (report.errors.size() != 1) return facts::write_json(report);
        return report.errors[0].what.code + " " + report.errors[0].what.path;
    }

    const std::vector<facts::Kind>& kinds() const { return kinds_; }

  private:
    void take(const api::Module& module) {
        migrate(module.migrations);
        kinds_.insert(kinds_.end(), module.kinds.begin(), module.kinds.end());
        views_.insert(views_.end(), module.views.begin(), module.views.end());
    }

    std::vector<facts::Kind> kinds_;
    std::vector<facts::View> views_;
};

}  // namespace sauro::testing
