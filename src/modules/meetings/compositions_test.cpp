// Counts of the invited kept beside their conference are those of the invitations themselves, whatever was written
// since: on both databases.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

#include "modules/meetings/meetings.hpp"
#include "tests/support/fact_modules.hpp"

namespace sauro::meetings {
namespace {

class Compositions : public testing::FactModules {
  protected:
    void SetUp() override { start({module()}); }
    std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }
    std::string any(std::initializer_list<const char*> words) { return words.begin()[below(words.size())]; }

    std::int64_t run(const std::string& sql) {
        std::int64_t rows = 0;
        const auto status = database().write([&](db::Tx& tx) -> Status {
            TRY(rows, tx.execute(sql));
            return {};
        });
        EXPECT_TRUE(status.has_value()) << testing::explain(status) << sql;
        return rows;
    }
    void refresh() {
        const api::Module meetings = module();
        for (const auto& sql : meetings.views[1].refresh)
            while (run(sql) > 0) continue;
    }
    std::int64_t kept() {
        std::int64_t count = 0;
        const auto status = database().read([&](db::Snapshot& snapshot) -> Status {
            TRY(const auto found, snapshot.one("SELECT COUNT(*) FROM conferences WHERE composed = 1", {},
                                               [](const db::Row& row) { return row.integer(0); }));
            count = *found;
            return {};
        });
        EXPECT_TRUE(status.has_value());
        return count;
    }
    void write_something() {
        const std::string c = fmt::format("c{}", below(8)), own = fmt::format(
                                                                "(SELECT id FROM conferences WHERE "
                                                                "external_id = '{}')",
                                                                c);
        switch (below(9)) {
            case 0:
            case 1:
            case 2: {
                const std::string guest = any({"T01", "H01", "X01", "NGOAI", "XA"});
                run(fmt::format(
                    "INSERT INTO invitations (id, conference_id, invited_unit, invited_unit_id, level, bloc, "
                    "in_charge, "
                    "concerned, role, sector, in_scope, created_at) SELECT 'i{}', id, '{}', (SELECT id FROM units "
                    "WHERE code = '{}'), {}, {}, {}, {}, {}, {}, {}, 0 FROM conferences c WHERE external_id = '{}' AND "
                    "NOT EXISTS (SELECT 1 FROM invitations i WHERE i.conference_id = c.id AND i.invited_unit = '{}')",
                    number_++, guest, guest, any({"NULL", "'central'", "'commune'"}),
                    any({"NULL", "'party'", "'mass'"}), any({"1", "0", "NULL"}), any({"1", "1", "0", "NULL"}),
                    any({"NULL", "'other'", "'provincial_secretary'"}), any({"NULL", "'y tế'", "'đất đai'"}),
                    any({"NULL", "1", "0"}), c, guest));
                break;
            }
            case 3:
                run(fmt::format("UPDATE invitations SET concerned = {} WHERE conference_id = {}",
                                any({"1", "0", "NULL"}), own));
                break;
            case 4:
                run(fmt::format("DELETE FROM invitations WHERE conference_id = {} AND invited_unit = '{}'", own,
                                any({"T01", "H01", "X01"})));
                break;
            case 5:
                run(fmt::format("UPDATE conferences SET sector = {} WHERE external_id = '{}'",
                                any({"NULL", "'y tế'", "'đất đai'"}), c));
                break;
            case 6:
                run(
                    fmt::format("UPDATE conferences SET unit_id = (SELECT id FROM units WHERE code = '{}') WHERE "
                                "external_id = '{}'",
                                any({"T01", "X01"}), c));
                break;
            case 7:
                run(fmt::format("UPDATE units SET bloc = '{}' WHERE code = '{}'", any({"party", "elected"}),
                                any({"T01", "H01", "X01"})));
                break;
            default:
                run(fmt::format("UPDATE areas SET parent_code = {} WHERE code = 'A0101'", any({"NULL", "'A01'"})));
        }
    }

  private:
    std::mt19937 random_{226};
    int number_ = 0;
};
SAURO_EACH_DATABASE(Compositions);

TEST_P(Compositions, AreThoseOfTheInvitations) {
    std::string lines;
    for (int i = 0; i < 8; ++i)
        lines += fmt::format(R"({{"kind":"conference","id":"c{}","unit":"T01","date":"2026-03-0{}","sector":"y tế"}})"
                             "\n",
                             i, i + 1);
    ASSERT_TRUE(load(lines).loaded);
    std::int64_t answered_from_kept = 0;
    for (int round = 0; round < 60; ++round) {
        refresh();
        EXPECT_EQ(kept(), 8);
        for (std::size_t i = below(4); i > 0; --i) write_something();
        const auto as_kept = rows("compositions");
        answered_from_kept += kept();
        run("UPDATE conferences SET composed = NULL");
        EXPECT_EQ(as_kept, rows("compositions")) << round;
        if (HasFailure()) return;
    }
    EXPECT_GT(answered_from_kept, 100);
    EXPECT_LT(answered_from_kept, 60 * 8);
}

}  // namespace
}  // namespace sauro::meetings
