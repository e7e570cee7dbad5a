// An office whose documents are issued, searched for pairs and groups, and asked through the routes. For tests.
#pragma once
#include <gmock/gmock.h>

#include "audit/audit.hpp"
#include "base/log.hpp"
#include "json/json.hpp"
#include "modules/documents/module.hpp"
#include "modules/documents/service.hpp"
#include "modules/reviews/reviews.hpp"
#include "modules/units/units.hpp"
#include "search/search.hpp"
#include "tests/support/databases.hpp"
#include "tests/support/router_client.hpp"

namespace sauro::reviews::testing {

// Session "leader MH.TU": that role at that unit.
struct Sessions : api::Authenticator {
    Result<std::optional<api::Principal>> principal_of(db::Snapshot& snapshot, std::string_view token,
                                                       base::Millis) override {
        const auto blank = token.find('.');
        api::Role role{};
        if (blank == std::string_view::npos ||
            !boost::describe::enum_from_string(std::string(token.substr(0, blank)).c_str(), role))
            return std::nullopt;
        std::string path;
        TRYV(
            snapshot.query("SELECT path FROM units WHERE code = ?", {token.substr(blank + 1)}, [&](const db::Row& row) {
                path = row.str(0);
                return false;
            }));
        return api::Principal{"a-1", "Trần Thị Rà Soát", "", {{role, "", path}}};
    }
};

// Rules of a fictional office; `share` is the number in which two of them may differ.
inline std::string rules(const std::string& share, const std::string& tail) {
    return "Các phòng chuyên môn rà soát lịch họp của năm, ghép những cuộc cùng nội dung và bỏ những cuộc không thật "
           "cần. "
           "Mỗi đơn vị giảm ít nhất " +
           share +
           " số cuộc họp so với năm trước và báo kết quả về văn phòng vào tuần cuối của quý. Tài liệu gửi trên mạng "
           "trước ba ngày làm việc, không in giấy trừ tài liệu mật. Người chủ trì kết luận ngay tại cuộc họp, giao rõ "
           "từng việc cho từng người với ngày phải xong. " +
           tail;
}

class Office : public sauro::testing::OnEachDatabase {
  protected:
    static constexpr base::Millis kNow = 1'770'000'000'000;  // 02/02/2026
    void SetUp() override {
        base::log_quiet(true);
        migrate(units::module().migrations);
        migrate(audit::migrations());
        migrate(search::migrations());
        migrate(documents::migrations());
        migrate(module().migrations);
        SAURO_ASSERT_OK(units::create_sample_areas(database()));
        auto store = db::FileStore::open(place().folder() / "files");
        SAURO_ASSERT_OK(store);
        files_.emplace(*std::move(store));
        registry_.emplace(database(), *files_, sessions_, directory_, [] { return kNow; });
        module().routes(*registry_);
        router_.emplace(registry_->take_router());
    }
    void TearDown() override { base::log_quiet(false); }

    documents::Record issue(const char* unit, const std::string& symbol, const std::string& text,
                            const char* type = "Quy định", const char* reading = "{}", const char* reason = "thử") {
        documents::Record made;
        const auto status = database().write([&](db::Tx& tx) -> Status {
            TRY(const auto desk, documents::open_desk(tx, unit, {"a1", "Văn thư"}, kNow));
            documents::Fields fields;
            fields.symbol = symbol;
            fields.subject = "Về việc " + symbol;
            fields.document_type = type;
            fields.date = base::Date::parse_iso("2026-01-20").value();
            if (reason != nullptr) fields.duplicate_reason = reason;
            const documents::Attachment file{
                {std::string(62, 'a') + std::to_string(10 + issued_++), symbol + ".txt", 1, "text/plain"},
                text,
                reading,
                true};
            TRY(made, documents::record_outgoing(tx, desk, fields, file));
            return {};
        });
        EXPECT_TRUE(status) << sauro::testing::explain(status);
        return made;
    }
    // Compares with every text of the store: what the index does for a million, done plainly.
    static Result<std::vector<Neighbour>> plainly(db::Snapshot& snapshot, std::int64_t number,
                                                  const std::string& text) {
        std::vector<Neighbour> out;
        TRYV(
            snapshot.query("SELECT n.number, t.text FROM text_numbers n JOIN document_texts t ON t.document_id = "
                           "n.document_id WHERE n.number <> ?",
                           {number}, [&](const db::Row& row) {
                               const auto found = reuse::compare(text, row.text(1));
                               if (found.verdict != reuse::Verdict::distinct)
                                   out.push_back({row.integer(0), found.a_in_b, found.b_in_a, found.passages});
                               return true;
                           }));
        return out;
    }
    Step find(int at_most = 20) {
        const auto step = find_step(database(), plainly, kNow, at_most);
        EXPECT_TRUE(step) << (step ? "" : step.error().code + step.error().detail);
        return step.value_or(Step{});
    }
    sauro::testing::RouterClient as(const std::string& session) {
        sauro::testing::RouterClient client(*router_, "10.0.0.1");
        client.cookie = session;
        return client;
    }
    boost::json::array pairs(const std::string& unit = "MH01.DU", const std::string& query = "") {
        const auto answer = as("specialist." + unit).get("/api/v1/units/" + unit + "/reviews" + query);
        EXPECT_EQ(answer.status, 200) << answer.body;
        return answer.json().at("items").as_array();
    }
    std::string only_pair(const std::string& unit = "MH01.DU") {
        const auto found = pairs(unit);
        EXPECT_EQ(found.size(), 1U);
        return found.empty() ? "" : std::string(found[0].at("id").as_string());
    }

    int issued_ = 0;
    Sessions sessions_;
    units::Directory directory_;
    std::optional<db::FileStore> files_;
    std::optional<api::Registry> registry_;
    std::optional<http::Router> router_;
};

}  // namespace sauro::reviews::testing
