// Conferences and meetings through the router on both databases.
#pragma once
#include <fmt/format.h>

#include "modules/meetings/meetings.hpp"
#include "modules/meetings/service.hpp"
#include "tests/support/served_rules.hpp"

namespace sauro::meetings::testing {

inline constexpr base::Millis february_2026 = 1'770'700'000'000;  // 10/02/2026

class Planning : public sauro::testing::ServedRules {
  protected:
    Planning() : ServedRules(february_2026) {}
    void SetUp() override {
        serve([this](const rulebook::Rulebook& book) {
            return module(
                book, [this](db::Snapshot&, const api::Ctx&, const Subject&) -> Result<Guidance> { return guidance_; });
        });
    }

    sauro::testing::Answer call(http::Method method, const std::string& target, const std::string& body,
                                const std::string& session = "T01") {
        return as(session).call(method, "/api/v1/units/" + session.substr(0, session.find(':')) + target, body);
    }
    sauro::testing::Answer get(const std::string& target, const std::string& session = "T01") {
        return call(http::Method::get, target, "", session);
    }
    sauro::testing::Answer post(const std::string& target, const std::string& body,
                                const std::string& session = "T01") {
        return call(http::Method::post, target, body, session);
    }
    // A file as the streamed body.
    sauro::testing::Answer send(const std::string& target, const std::string& bytes,
                                const std::string& session = "T01") {
        auto client = as(session);
        client.upload = files_->temporary();
        std::ofstream(client.upload, std::ios::binary) << bytes;
        return client.call(http::Method::post, "/api/v1/units/" + session + target, "");
    }
    static std::string draft(int month, const std::string& more = "") {
        return fmt::format(
            R"({{"title":"Hội nghị tháng {}","date":"2026-{:02}-12","type":"dissemination","scope":"province_wide","mode":"online"{}}})",
            month, month, more);
    }
    std::int64_t rows_of(const std::string& table) {
        std::int64_t count = -1;
        const auto status = database().read([&](db::Snapshot& snapshot) {
            return snapshot.query("SELECT COUNT(*) FROM " + table, {}, [&](const db::Row& row) {
                count = row.integer(0);
                return false;
            });
        });
        EXPECT_TRUE(status.has_value());
        return count;
    }
    // A field error of the answer: its path, or the whole body.
    static std::string fault(const sauro::testing::Answer& answer) {
        return answer.status == 422 ? answer.text("/fields/0/path") : fmt::format("{} {}", answer.status, answer.body);
    }

    Guidance guidance_;  // what the registers of documents would find
};

}  // namespace sauro::meetings::testing
