#include <rapidcheck.h>

#include <atomic>
#include <map>
#include <set>
#include <thread>

#include "modules/documents/book.hpp"
#include "modules/documents/documents_fixture.hpp"

namespace sauro::documents {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Registers : public DocumentsTest {
  protected:
    std::vector<std::vector<exports::Cell>> printed(const std::string& unit_id, const std::string& register_id) {
        const auto book = read([&](db::Snapshot& s) { return store::find_register(s, unit_id, register_id); });
        EXPECT_TRUE(book && *book);
        BookSource source(database(), **book);
        std::vector<std::vector<exports::Cell>> lines;
        std::vector<exports::Cell> row;
        while (true) {
            const auto more = source.next(row);
            EXPECT_TRUE(more);
            if (!more || !*more) return lines;
            lines.push_back(row);
        }
    }
    static std::string cell(const std::vector<exports::Cell>& row, std::size_t column) {
        const auto* text = std::get_if<std::string>(&row[column]);
        return text == nullptr ? "" : *text;
    }
    // Every number below the counter has one document: no duplicate (the schema forbids it), no gap.
    void expect_gap_free(std::int64_t expected_documents) {
        EXPECT_EQ(scalar("SELECT COUNT(*) FROM documents WHERE number IS NOT NULL"), expected_documents);
        EXPECT_EQ(scalar("SELECT COALESCE(SUM(next_number - 1), 0) FROM registers"), expected_documents);
        EXPECT_EQ(scalar("SELECT COUNT(*) FROM (SELECT register_id, number FROM documents WHERE number IS NOT NULL "
                         "GROUP BY register_id, number HAVING COUNT(*) > 1) twice"),
                  0);
        EXPECT_EQ(scalar("SELECT COUNT(*) FROM registers r WHERE r.next_number - 1 <> (SELECT MAX(d.number) FROM "
                         "documents d WHERE d.register_id = r.id)"),
                  0);
    }
    // `threads` clerks write `each` documents; clerk i works for units[i % units.size()].
    void crowd(int threads, int each, const std::vector<Desk>& desks) {
        std::atomic<int> failed{0};
        std::vector<std::thread> clerks;
        for (int t = 0; t < threads; ++t) {
            clerks.emplace_back([&, t] {
                const Desk& at = desks[static_cast<std::size_t>(t) % desks.size()];
                for (int i = 0; i < each; ++i) {
                    auto fields = incoming(std::to_string(t * 1000 + i + 1) + "/BC-UBND");
                    const auto done = database().write([&](db::Tx& tx) -> Status {
                        TRYV(register_incoming(tx, at, {fields, {}, {}, {}}));
                        if (i % 7 == 3)
                            return fail(ErrorKind::invalid, "test.refused",
                                        "bỏ");  // a refused write gives its number back
                        return {};
                    });
                    if (!done && done.error().code == "test.refused") {
                        if (!database().write([&](db::Tx& tx) -> Status {
                                TRYV(register_incoming(tx, at, {fields, {}, {}, {}}));
                                return {};
                            }))
                            ++failed;
                    } else if (!done) {
                        ++failed;
                    }
                }
            });
        }
        for (auto& clerk : clerks) clerk.join();
        EXPECT_EQ(failed.load(), 0);
    }
};
SAURO_EACH_DATABASE(Registers);

TEST_P(Registers, SixtyFourClerksOnOneBookLeaveNoGap) {
    crowd(64, 12, {desk()});
    expect_gap_free(64 * 12);
}

TEST_P(Registers, SixtyFourClerksOnSixtyFourBooksLeaveNoGap) {
    std::vector<Desk> desks;
    const auto codes = read([](db::Snapshot& s) {
        return s.all("SELECT code FROM units WHERE code LIKE 'MH%' ORDER BY code LIMIT 64", {},
                     [](const db::Row& row) { return row.str(0); });
    });
    ASSERT_TRUE(codes);
    ASSERT_EQ(codes->size(), 64U);
    for (const auto& code : *codes) desks.push_back(desk(code.c_str()));
    crowd(64, 8, desks);
    expect_gap_free(64 * 8);
    EXPECT_EQ(scalar("SELECT COUNT(*) FROM registers"), 64);
}

TEST_P(Registers, IncomingStartsAtOneEachYear) {
    const auto at = desk();
    auto last_year = incoming("1/A-B");
    last_year.arrival_date = day("2025-12-31");
    last_year.date = day("2025-12-30");
    EXPECT_EQ(register_in(at, last_year)->number, 1);
    EXPECT_EQ(register_in(at, incoming("2/A-B"))->number, 1);
    EXPECT_EQ(register_in(at, incoming("3/A-B"))->number, 2);
}

TEST_P(Registers, PartyNumbersRunThroughTheTermPerType) {
    const auto at = desk("MH.TU", 1'801'000'000'000);  // 2027
    EXPECT_EQ(numbered(at, "kế hoạch", "2026-02-02")->symbol, "01-KH/TU");
    EXPECT_EQ(numbered(at, "kế hoạch", "2027-01-15")->symbol, "02-KH/TU");  // the year does not start anew
    EXPECT_EQ(numbered(at, "công văn", "2027-01-15")->symbol, "01-CV/TU");
    EXPECT_EQ(numbered(at, "thông báo", "1999-12-30").error().code, "draft.date_order");  // before the term
    EXPECT_EQ(numbered(at, "quyết định")->symbol, "01-QĐ/TU");
    EXPECT_EQ(numbered(at, "quy định")->symbol, "02-QĐ/TU");
    EXPECT_EQ(numbered(at, "báo cáo", "2026-02-02", "dai-hoi")->symbol, "01-BC/ĐH");
    EXPECT_EQ(numbered(at, "nghị quyết", "2026-02-02", "dai-hoi")->symbol, "02-NQ/ĐH");
}

TEST_P(Registers, StateNumbersRunThroughTheYear) {
    EXPECT_EQ(numbered(desk("MH01.UBND"), "quyết định", "2026-02-02")->symbol, "01/QĐ-UBND");
    const auto at = desk("MH01.UBND", 1'801'000'000'000);
    EXPECT_EQ(numbered(at, "công văn", "2026-03-02")->symbol, "02/UBND-VP");
    EXPECT_EQ(numbered(at, "quyết định", "2027-01-04")->symbol, "01/QĐ-UBND");
}

TEST_P(Registers, SettingsOfTheUnitChangeSymbolAndTerm) {
    const auto at = desk("MH01.DU");
    ASSERT_TRUE(write([&](db::Tx& tx) {
        return tx.execute(
            "INSERT INTO document_settings (unit_id, organ_notation, drafting_notation, term) VALUES (?, 'ĐUX', NULL, "
            "'2020-2025')",
            {at.unit.id});
    }));
    const auto record = numbered(at, "kế hoạch");
    ASSERT_TRUE(record);
    EXPECT_EQ(record->symbol, "01-KH/ĐUX");
    EXPECT_EQ(scalar("SELECT COUNT(*) FROM registers WHERE period = '2020-2025'"), 1);
}

TEST_P(Registers, ReservedCancelledAndExplainedArePrintedInOrder) {
    const auto at = desk();
    const auto first = numbered(at, "quyết định");
    ASSERT_TRUE(first);
    const auto book = *first->register_id;
    const auto held = write([&](db::Tx& tx) { return reserve_numbers(tx, at, book, 3, "Ký trong tuần"); });
    ASSERT_TRUE(held);
    EXPECT_THAT(*held, ElementsAre(2, 3, 4));
    EXPECT_EQ(numbered(at, "quyết định")->number, 5);  // the block is passed over
    const auto used = numbered(at, "quyết định", "2026-02-02", "", 3);
    ASSERT_TRUE(used) << used.error().message;
    EXPECT_EQ(used->symbol, "03/QĐ-UBND");
    SAURO_ASSERT_OK(write([&](db::Tx& tx) { return cancel_number(tx, at, book, 2, "Không ký nữa"); }));
    SAURO_ASSERT_OK(write([&](db::Tx& tx) { return explain_number(tx, at, book, 4, "Ghi nhầm sổ giấy"); }));

    const auto lines = printed(at.unit.id, book);
    ASSERT_EQ(lines.size(), 5U);
    EXPECT_EQ(cell(lines[0], 0), "01/QĐ-UBND");
    EXPECT_EQ(cell(lines[1], 0), "02");
    EXPECT_EQ(cell(lines[1], 2), "(số đã hủy)");
    EXPECT_THAT(cell(lines[1], 9), HasSubstr("Giữ số: Ký trong tuần"));
    EXPECT_THAT(cell(lines[1], 9), HasSubstr("Hủy số: Không ký nữa (Lê Thị Văn Thư, 02/02/2026)"));
    EXPECT_EQ(cell(lines[2], 0), "03/QĐ-UBND");
    EXPECT_THAT(cell(lines[2], 9), HasSubstr("Giữ số: Ký trong tuần"));
    EXPECT_THAT(cell(lines[3], 9), HasSubstr("Giải trình số trống: Ghi nhầm sổ giấy"));
    EXPECT_EQ(cell(lines[4], 0), "05/QĐ-UBND");
}

TEST_P(Registers, OnlyAReservedNumberCanBeAskedFor) {
    const auto at = desk();
    const auto first = numbered(at, "quyết định");
    ASSERT_TRUE(first);
    for (const std::int64_t wrong : {0, 1, 2, 99}) {
        const auto refused = numbered(at, "quyết định", "2026-02-02", "", wrong);
        ASSERT_FALSE(refused) << wrong;
        EXPECT_EQ(refused.error().code, "register.number_not_reserved");
    }
    ASSERT_TRUE(write([&](db::Tx& tx) { return reserve_numbers(tx, at, *first->register_id, 1, "giữ"); }));
    SAURO_ASSERT_OK(write([&](db::Tx& tx) { return cancel_number(tx, at, *first->register_id, 2, "thôi"); }));
    EXPECT_FALSE(numbered(at, "quyết định", "2026-02-02", "", 2));  // cancelled: never again
    EXPECT_EQ(numbered(at, "quyết định")->number, 3);
}

TEST_P(Registers, ACancelledNumberSendsItsDocumentBackToTheDrafts) {
    const auto at = desk();
    const auto record = numbered(at, "quyết định");
    ASSERT_TRUE(record);
    SAURO_ASSERT_OK(
        write([&](db::Tx& tx) { return cancel_number(tx, at, *record->register_id, 1, "Sai thẩm quyền"); }));
    const auto draft = read([&](db::Snapshot& s) { return store::find(s, at.unit.id, record->id); });
    ASSERT_TRUE(draft && *draft);
    EXPECT_EQ((*draft)->direction, "draft");
    EXPECT_FALSE((*draft)->number);
    EXPECT_FALSE((*draft)->symbol);
    EXPECT_EQ(numbered(at, "quyết định")->number, 2);
    const auto twice = write([&](db::Tx& tx) { return cancel_number(tx, at, *record->register_id, 1, "lần nữa"); });
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().code, "register.cancelled");
}

TEST_P(Registers, AReleasedNumberCannotBeCancelledAndReasonsAreNeeded) {
    const auto at = desk();
    const auto record = numbered(at, "quyết định");
    ASSERT_TRUE(record);
    EXPECT_EQ(write([&](db::Tx& tx) { return cancel_number(tx, at, *record->register_id, 1, "  "); }).error().code,
              "register.reason");
    EXPECT_EQ(write([&](db::Tx& tx) { return reserve_numbers(tx, at, *record->register_id, 2, ""); }).error().code,
              "register.reason");
    EXPECT_EQ(write([&](db::Tx& tx) { return reserve_numbers(tx, at, *record->register_id, 0, "x"); }).error().code,
              "register.block");
    EXPECT_EQ(write([&](db::Tx& tx) { return explain_number(tx, at, *record->register_id, 1, "x"); }).error().code,
              "register.number_used");
    EXPECT_EQ(write([&](db::Tx& tx) { return cancel_number(tx, at, *record->register_id, 7, "x"); }).error().code,
              "register.number_unknown");
    ASSERT_TRUE(write([&](db::Tx& tx) { return set_status(tx, at, record->id, record->version, "released"); }));
    EXPECT_EQ(write([&](db::Tx& tx) { return cancel_number(tx, at, *record->register_id, 1, "x"); }).error().code,
              "register.number_used");
    EXPECT_EQ(write([&](db::Tx& tx) { return cancel_number(tx, desk("MH02.UBND"), *record->register_id, 1, "x"); })
                  .error()
                  .code,
              "register.not_found");
}

TEST_P(Registers, AGapFromOutsideIsPrintedAsUnexplained) {
    const auto at = desk();
    const auto record = numbered(at, "quyết định");
    ASSERT_TRUE(record);
    ASSERT_TRUE(write([&](db::Tx& tx) {
        return tx.execute("UPDATE registers SET next_number = 4 WHERE id = ?", {*record->register_id});
    }));
    const auto lines = printed(at.unit.id, *record->register_id);
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_THAT(cell(lines[2], 9), HasSubstr("chưa giải trình"));
}

// Whatever is done in whatever order: every number below the counter has a document or a printed reason, and the
// counters equal a recount.
TEST_P(Registers, RandomWorkKeepsBooksAndCountersTrue) {
    const auto at = desk();
    const bool held = rc::check("books stay whole", [&] {
        std::vector<Record> open;
        const auto steps = *rc::gen::resize(12, rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 7)));
        for (const int step : steps) {
            switch (step) {
                case 0:
                case 1: {
                    auto fields = incoming(std::to_string(*rc::gen::inRange(1, 1'000'000)) + "/X-Y");
                    fields.duplicate_reason = "thử";
                    const auto r = register_in(at, fields);
                    RC_ASSERT(r.has_value());
                    open.push_back(*r);
                    break;
                }
                case 2: {
                    const auto r = numbered(at, *rc::gen::element("quyết định", "công văn"));
                    RC_ASSERT(r.has_value());
                    open.push_back(*r);
                    break;
                }
                case 3:
                    if (!open.empty())
                        (void)write(
                            [&](db::Tx& tx) { return reserve_numbers(tx, at, *open.back().register_id, 2, "giữ"); });
                    break;
                case 4:
                    if (!open.empty() && open.back().direction == "out") {
                        (void)write([&](db::Tx& tx) {
                            return cancel_number(tx, at, *open.back().register_id, *open.back().number, "hủy");
                        });
                        open.pop_back();
                    }
                    break;
                case 5:
                    if (!open.empty()) {
                        auto& r = open.back();
                        const auto moved = write([&](db::Tx& tx) {
                            return set_status(tx, at, r.id, r.version, r.direction == "in" ? "done" : "released");
                        });
                        if (moved) r = *moved;
                    }
                    break;
                default:
                    if (!open.empty()) {
                        Fields fields;
                        fields.note = "sửa";
                        fields.administrative = *rc::gen::arbitrary<bool>();
                        auto& r = open.back();
                        const auto changed = write([&](db::Tx& tx) { return change(tx, at, r.id, r.version, fields); });
                        if (changed) r = *changed;
                    }
            }
        }
        RC_ASSERT(scalar("SELECT COUNT(*) FROM registers r WHERE (SELECT COUNT(*) FROM documents d WHERE d.register_id "
                         "= r.id) + "
                         "(SELECT COUNT(DISTINCT e.number) FROM number_events e WHERE e.register_id = r.id AND NOT "
                         "EXISTS (SELECT 1 FROM documents d WHERE d.register_id = r.id AND d.number = e.number)) "
                         "<> r.next_number - 1") == 0);
        using Counts = std::map<std::string, std::int64_t>;
        const auto tables = [&] {
            Counts all;
            const auto collect = [&](const char* sql) {
                return read([&](db::Snapshot& s) -> Result<int> {
                    TRYV(s.query(sql, {}, [&](const db::Row& row) {
                        if (row.integer(4) != 0)
                            all[row.str(0) + "|" + row.str(1) + "|" + row.str(2) + "|" + row.str(3)] = row.integer(4);
                        return true;
                    }));
                    return 0;
                });
            };
            RC_ASSERT(collect("SELECT unit_id, direction, year, status, count FROM document_counts").has_value());
            RC_ASSERT(collect("SELECT unit_id, year, month, document_type, count FROM document_volumes").has_value());
            return all;
        };
        const auto kept = tables();
        RC_ASSERT(database().write([](db::Tx& tx) { return store::recount(tx); }).has_value());
        RC_ASSERT(kept == tables());
    });
    EXPECT_TRUE(held);
}

}  // namespace
}  // namespace sauro::documents
