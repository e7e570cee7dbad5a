// The sample province with the documents module on a test database. Only for the tests of this folder.
#pragma once
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "audit/audit.hpp"
#include "modules/documents/dated.hpp"
#include "modules/documents/module.hpp"
#include "modules/documents/service.hpp"
#include "modules/units/units.hpp"
#include "search/search.hpp"
#include "tests/support/databases.hpp"

namespace sauro::documents {

inline base::Date day(const char* iso) { return base::Date::parse_iso(iso).value(); }

class DocumentsTest : public sauro::testing::OnEachDatabase {
  protected:
    static constexpr base::Millis kNow = 1'770'000'000'000;  // 02/02/2026, 09:40 in Việt Nam

    void SetUp() override {
        migrate(units::module().migrations);
        migrate(audit::migrations());
        migrate(search::migrations());
        migrate(migrations());
        SAURO_ASSERT_OK(units::create_sample_areas(database()));
    }

    template <class Fn>
    auto write(Fn fn) {
        using Out = std::invoke_result_t<Fn, db::Tx&>;
        std::optional<Out> out;
        const auto status = database().write([&](db::Tx& tx) -> Status {
            out.emplace(fn(tx));
            if (!*out) return std::unexpected(out->error());
            return {};
        });
        if (out && *out && !status) return Out(std::unexpected(status.error()));
        return out ? std::move(*out) : Out(std::unexpected(status.error()));
    }
    template <class Fn>
    auto read(Fn fn) {
        using Out = std::invoke_result_t<Fn, db::Snapshot&>;
        std::optional<Out> out;
        const auto status = database().read([&](db::Snapshot& snapshot) -> Status {
            out.emplace(fn(snapshot));
            return {};
        });
        return out && status ? std::move(*out) : Out(std::unexpected(status.error()));
    }

    Desk desk(const char* unit = "MH01.UBND", base::Millis now = kNow) {
        auto opened = read([&](db::Snapshot& s) { return open_desk(s, unit, {"a1", "Lê Thị Văn Thư"}, now); });
        EXPECT_TRUE(opened) << unit;
        return opened ? *opened : Desk{};
    }
    static Fields incoming(const std::string& symbol = "12/KH-UBND", const std::string& issuer = "UBND tỉnh Minh Họa",
                           const char* date = "2026-01-20") {
        Fields fields;
        fields.symbol = symbol;
        fields.issuer = issuer;
        fields.date = day(date);
        fields.arrival_date = day("2026-02-02");
        fields.subject = "Kế hoạch tinh giản văn bản";
        return fields;
    }
    Result<Record> register_in(const Desk& at, Fields fields, Number number = {}) {
        return write([&](db::Tx& tx) { return register_incoming(tx, at, {std::move(fields), {}, {}, number}); });
    }
    Result<Record> numbered(const Desk& at, const char* type, const char* date = "2026-02-02", const char* book = "",
                            Number number = {}) {
        return write([&](db::Tx& tx) -> Result<Record> {
            Fields fields;
            fields.subject = "Về việc thử";
            fields.document_type = type;
            TRY(const auto draft, create_draft(tx, at, {fields, "lời văn của dự thảo", {}}));
            return number_dated(tx, at,
                                {.draft_id = draft.id,
                                 .checked_version = draft.version,
                                 .breached = 0,
                                 .book = book,
                                 .date = day(date),
                                 .signer = "Trần Văn Ký",
                                 .signer_title = {},
                                 .signing_form = {},
                                 .recipients = std::vector<std::string>{"Như trên"},
                                 .copies = {},
                                 .pages = {},
                                 .breach_reason = {},
                                 .number = number},
                                "Ký trên giấy trước khi đưa vào hệ thống");
        });
    }
    std::int64_t scalar(const std::string& sql) {
        const auto found =
            read([&](db::Snapshot& s) { return s.one(sql, {}, [](const db::Row& row) { return row.integer(0); }); });
        EXPECT_TRUE(found && *found) << sql;
        return found && *found ? **found : -1;
    }
};

}  // namespace sauro::documents
