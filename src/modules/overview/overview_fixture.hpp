// The routes of the overview over the small world of the fact fixtures.
#pragma once
#include <fmt/format.h>

#include "modules/overview/overview.hpp"
#include "tests/support/served_rules.hpp"

namespace sauro::overview {

class OverviewRoutes : public sauro::testing::ServedRules {
  protected:
    OverviewRoutes() : ServedRules(1'799'550'000'000) {}  // 10/01/2027
    void SetUp() override {
        serve([](const rulebook::Rulebook& book) { return module(book); });
    }

    sauro::testing::Answer get(const std::string& session, const std::string& target) {
        return as(session).get("/api/v1" + target);
    }
    static json::Any gauge(const sauro::testing::Answer& answer, std::string_view id) {
        const auto all = answer.json();
        for (const auto& one : all.at("gauges").as_array()) {
            if (one.at("id").as_string() == id) return one;
        }
        ADD_FAILURE() << "no gauge " << id << " in " << answer.body;
        return {};
    }
    static std::string shown(const json::Any& gauge) {
        return fmt::format("{} | {} | {}", std::string_view(gauge.at("measured_text").as_string()),
                           std::string_view(gauge.at("status").as_string()),
                           std::string_view(gauge.at("status_text").as_string()));
    }
    std::string documents(int year, int count, std::string_view unit = "T01", std::string_view more = "") {
        std::string lines;
        for (int i = 0; i < count; ++i) {
            lines +=
                fmt::format(
                    R"({{"kind":"document","id":"d{}-{}-{}","unit":"{}","direction":"out","system":"party","document_type":"báo cáo","symbol":"{}-BC/TU","date":"{}-0{}-1{}","subject":"Kết quả","administrative":true,"channel":"network","digital":true{}}})",
                    unit, year, i, unit, i + 1, year, 1 + i % 9, i % 9, more) +
                "\n";
        }
        return lines;
    }
    std::string conference(std::string_view id, std::string_view unit, std::string_view more) {
        return fmt::format(
                   R"({{"kind":"conference","id":"{}","unit":"{}","date":"2026-03-02","title":"Hội nghị {}","type":"other","scope":"internal","mode":"online","statutory_kind":null,"status":"held"{}}})",
                   id, unit, id, more) +
               "\n";
    }
};

}  // namespace sauro::overview
