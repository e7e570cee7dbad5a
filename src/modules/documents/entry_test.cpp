#include <algorithm>
#include <set>

#include "base/file.hpp"
#include "db/files.hpp"
#include "facts/facts.hpp"
#include "modules/documents/book.hpp"
#include "modules/documents/documents_fixture.hpp"
#include "modules/documents/intake.hpp"

namespace sauro::documents {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Entry : public DocumentsTest {
  protected:
    std::vector<Duplicate> same(const std::string& symbol, const std::string& issuer, std::optional<int> year = 2026) {
        auto found =
            read([&](db::Snapshot& s) { return store::duplicates(s, {desk().unit.id, symbol, issuer, year, "", ""}); });
        EXPECT_TRUE(found);
        return found ? *found : std::vector<Duplicate>{};
    }
    Attachment file(const std::string& sha, const std::string& text = "lời văn") {
        return {{sha, "cv.txt", 7, "text/plain"}, text, R"({"ocr":{"suspect":false}})", true};
    }
};
SAURO_EACH_DATABASE(Entry);

TEST_P(Entry, KeepsEveryField) {
    auto fields = incoming();
    fields.document_type = "kế hoạch";
    fields.signer = "Trần  Văn \n Ký";
    fields.recipients = std::vector<std::string>{"Như Điều 3", " ", "Lưu: VT, \"TH\""};
    fields.urgency = "khan";
    fields.pages = 4;
    fields.due = day("2026-02-10");
    fields.handler_unit = "MH01.VP";
    fields.handler_name = "Nguyễn Thị Xử Lý";
    fields.administrative = true;
    fields.channel = "network";
    const auto saved = register_in(desk(), fields);
    ASSERT_TRUE(saved) << saved.error().message;
    const auto back = read([&](db::Snapshot& s) { return store::find(s, "", saved->id); });
    ASSERT_TRUE(back && *back);
    EXPECT_EQ((*back)->signer, "Trần Văn Ký");  // blanks collapsed
    EXPECT_EQ((*back)->notation, "KH-UBND");
    EXPECT_EQ((*back)->code_number, "12");
    EXPECT_EQ((*back)->system, "state");
    EXPECT_EQ((*back)->recipients, R"(["Như Điều 3","Lưu: VT, \"TH\""])");
    EXPECT_EQ((*back)->administrative, true);
    EXPECT_FALSE((*back)->digital.has_value());  // unknown is not "no"
    EXPECT_EQ((*back)->counted_on, "2026-02-02");
    EXPECT_TRUE((*back)->handler_unit_id);
}

TEST_P(Entry, NamesEveryWrongFieldAtOnce) {
    Fields fields = incoming();
    fields.date = day("2026-02-03");  // tomorrow
    fields.urgency = "gap";
    fields.subject = "  ";
    fields.handler_unit = "KHÔNG.CÓ";
    fields.issuer = std::string(201, 'x');
    const auto refused = register_in(desk(), fields);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "document.fields");
    std::set<std::string> codes;
    for (const auto& fault : refused.error().fields) codes.insert(fault.path + " " + fault.code);
    EXPECT_EQ(codes, (std::set<std::string>{"/date date.future", "/urgency word.unknown", "/subject field.needed",
                                            "/handler_unit unit.unknown", "/issuer text.too_long"}));
    EXPECT_EQ(scalar("SELECT COUNT(*) FROM registers"), 0);  // no number was spent
}

TEST_P(Entry, RefusesADocumentDatedAfterItsArrival) {
    auto fields = incoming();
    fields.date = day("2026-02-01");
    fields.arrival_date = day("2026-01-31");
    const auto refused = register_in(desk(), fields);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fields.front().code, "date.after_arrival");
}

TEST_P(Entry, RefusesSecretsAtEveryDoor) {
    auto fields = incoming();
    fields.secrecy = "Tối mật";
    EXPECT_EQ(register_in(desk(), fields).error().code, "document.secret");
    fields.secrecy = "thường";
    EXPECT_TRUE(register_in(desk(), fields));
    const auto saved = register_in(desk(), incoming("77/X-Y"));
    ASSERT_TRUE(saved);
    Fields more;
    more.secrecy = "Mật";
    EXPECT_EQ(write([&](db::Tx& tx) { return change(tx, desk(), saved->id, saved->version, more); }).error().code,
              "document.secret");
    const auto kind = kinds().front();
    const auto loaded = write([&](db::Tx& tx) {
        return kind.store(
            tx, {{"id", "s1"}, {"unit", "MH01.UBND"}, {"direction", "in"}, {"date", "2026-01-05"}, {"secrecy", "Mật"}});
    });
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().code, "document.secret");
    EXPECT_EQ(scalar("SELECT COUNT(*) FROM documents"), 2);
}

TEST_P(Entry, WarnsOfTheSameSymbolIssuerAndYear) {
    ASSERT_TRUE(register_in(desk(), incoming("05/QĐ-UBND", "Ủy ban nhân dân tỉnh Hòa Bình")));
    EXPECT_EQ(same("5/qd-ubnd", "UBND tỉnh Hoà Bình").size(),
              1U);  // no marks, other tone placement, short form, no zero
    EXPECT_EQ(same("05/QĐ-UBND", "Uỷ ban nhân dân tỉnh Hoà Bình").front().reason, "same_symbol");
    EXPECT_EQ(same("05/QĐ-UBND",
                   "Ho\xCC\x80"
                   "a Bi\xCC\x80nh")
                  .size(),
              0U);                                                         // another issuer
    EXPECT_EQ(same("05/QĐ-UBND", "UBND tỉnh Hòa Bình", 2025).size(), 0U);  // another year
    EXPECT_EQ(same("06/QĐ-UBND", "UBND tỉnh Hòa Bình").size(), 0U);
    EXPECT_EQ(same("05/QĐ-UBND", "").size(), 1U);  // issuer not known yet: warn
    EXPECT_EQ(same("", "UBND tỉnh Hòa Bình").size(), 0U);
}

TEST_P(Entry, ADuplicateNeedsAReason) {
    ASSERT_TRUE(register_in(desk(), incoming("05/QĐ-UBND")));
    const auto refused = register_in(desk(), incoming("5/QĐ-UBND"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "document.duplicate");
    EXPECT_EQ(refused.error().kind, ErrorKind::conflict);
    EXPECT_THAT(refused.error().message, HasSubstr("số 01"));
    auto blank = incoming("5/QĐ-UBND");
    blank.duplicate_reason = "  ";
    EXPECT_FALSE(register_in(desk(), blank));
    auto reasoned = incoming("5/QĐ-UBND");
    reasoned.duplicate_reason = "Bản thay thế do gửi lại";
    const auto again = register_in(desk(), reasoned);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->number, 2);                                          // the refused ones spent no number
    EXPECT_TRUE(register_in(desk("MH02.UBND"), incoming("05/QĐ-UBND")));  // another unit's register
}

TEST_P(Entry, ChangingIntoADuplicateIsCaughtToo) {
    ASSERT_TRUE(register_in(desk(), incoming("05/QĐ-UBND")));
    const auto other = register_in(desk(), incoming("06/QĐ-UBND"));
    ASSERT_TRUE(other);
    Fields fields;
    fields.symbol = "05/QĐ-UBND";
    EXPECT_EQ(write([&](db::Tx& tx) { return change(tx, desk(), other->id, other->version, fields); }).error().code,
              "document.duplicate");
    Fields note;
    note.note = "Không đổi số";
    EXPECT_TRUE(write([&](db::Tx& tx) { return change(tx, desk(), other->id, other->version, note); }));
}

TEST_P(Entry, TheSameFileIsADuplicateWhateverItsName) {
    const auto sha = std::string(64, 'a');
    ASSERT_TRUE(
        write([&](db::Tx& tx) { return register_incoming(tx, desk(), {incoming("1/A-B"), {}, file(sha), {}}); }));
    const auto refused =
        write([&](db::Tx& tx) { return register_incoming(tx, desk(), {incoming("2/A-B"), {}, file(sha), {}}); });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "document.duplicate");
    EXPECT_THAT(refused.error().message, HasSubstr("Tệp này"));
    EXPECT_TRUE(write([&](db::Tx& tx) {
        return register_incoming(tx, desk(), {incoming("2/A-B"), {}, file(std::string(64, 'b')), {}});
    }));
}

TEST_P(Entry, AnIntakeIsUsedOnce) {
    const auto at = desk();
    SAURO_ASSERT_OK(write([&](db::Tx& tx) {
        return store::insert_intake(tx, {"i1",
                                         at.unit.id,
                                         {std::string(64, 'c'), "a.txt", 3, "text/plain"},
                                         R"({"ocr":{"suspect":false}})",
                                         "nội dung",
                                         kNow,
                                         "a1",
                                         {}});
    }));
    const auto first = write([&](db::Tx& tx) { return register_incoming(tx, at, {incoming("1/A-B"), "i1", {}, {}}); });
    ASSERT_TRUE(first) << first.error().message;
    EXPECT_EQ(first->file_sha256, std::string(64, 'c'));
    EXPECT_EQ(first->digital, true);
    auto again = incoming("2/A-B");
    again.duplicate_reason = "thử lại";
    EXPECT_EQ(write([&](db::Tx& tx) { return register_incoming(tx, at, {again, "i1", {}, {}}); }).error().code,
              "intake.used");
    EXPECT_EQ(
        write([&](db::Tx& tx) { return register_incoming(tx, desk("MH02.UBND"), {again, "i1", {}, {}}); }).error().code,
        "intake.not_found");
    EXPECT_EQ(scalar("SELECT MAX(next_number) FROM registers"), 2);
}

TEST_P(Entry, TheSecondWriterOfAVersionIsTold) {
    const auto saved = register_in(desk(), incoming());
    ASSERT_TRUE(saved);
    Fields first, second;
    first.note = "của tôi";
    second.note = "của người khác";
    ASSERT_TRUE(write([&](db::Tx& tx) { return change(tx, desk(), saved->id, 1, first); }));
    const auto stale = write([&](db::Tx& tx) { return change(tx, desk(), saved->id, 1, second); });
    ASSERT_FALSE(stale);
    EXPECT_EQ(stale.error().code, "document.stale");
    EXPECT_EQ(write([&](db::Tx& tx) { return set_status(tx, desk(), saved->id, 1, "done"); }).error().code,
              "document.stale");
    const auto now = read([&](db::Snapshot& s) { return store::find(s, "", saved->id); });
    ASSERT_TRUE(now && *now);
    EXPECT_EQ((*now)->note, "của tôi");
}

TEST_P(Entry, TheNumberHoldsTheYearOfItsBook) {
    const auto saved = register_in(desk(), incoming());
    ASSERT_TRUE(saved);
    Fields fields;
    fields.date = day("2025-12-01");
    fields.arrival_date = day("2025-12-31");
    EXPECT_EQ(write([&](db::Tx& tx) { return change(tx, desk(), saved->id, 1, fields); }).error().code,
              "document.book_year");
    const auto out = numbered(desk(), "quyết định");
    ASSERT_TRUE(out);
    Fields symbol;
    symbol.symbol = "99/QĐ-UBND";
    EXPECT_EQ(write([&](db::Tx& tx) { return change(tx, desk(), out->id, out->version, symbol); }).error().code,
              "document.numbered");
    ASSERT_TRUE(write([&](db::Tx& tx) { return set_status(tx, desk(), out->id, out->version, "released"); }));
    Fields note;
    note.note = "x";
    EXPECT_EQ(write([&](db::Tx& tx) { return change(tx, desk(), out->id, out->version + 1, note); }).error().code,
              "document.closed");
}

TEST_P(Entry, StatusGoesOnlyWhereItMay) {
    const auto saved = register_in(desk(), incoming());
    ASSERT_TRUE(saved);
    EXPECT_EQ(write([&](db::Tx& tx) { return set_status(tx, desk(), saved->id, 1, "released"); }).error().code,
              "document.status");
    const auto working = write([&](db::Tx& tx) { return set_status(tx, desk(), saved->id, 1, "in_progress"); });
    ASSERT_TRUE(working);
    const auto done = write([&](db::Tx& tx) { return set_status(tx, desk(), saved->id, 2, "done"); });
    ASSERT_TRUE(done);
    EXPECT_FALSE(done->is_open);
    const auto counts =
        read([&](db::Snapshot& s) { return store::counts(s, desk().unit.id, "in", day("2026-02-02")); });
    ASSERT_TRUE(counts);
    EXPECT_EQ(counts->all, 1);
    EXPECT_EQ(scalar("SELECT SUM(count) FROM document_counts WHERE status = 'done'"), 1);
    EXPECT_EQ(scalar("SELECT SUM(count) FROM document_counts WHERE status = 'registered'"), 0);
}

TEST_P(Entry, DraftsNeedAReasonToLeaveWithBreaches) {
    const auto at = desk();
    Fields fields;
    fields.subject = "Quyết định thử";
    fields.document_type = "quyết định";
    const auto draft = write([&](db::Tx& tx) { return create_draft(tx, at, {fields, "Nội dung", {}}); });
    ASSERT_TRUE(draft);
    NumberRequest request{.draft_id = draft->id,
                          .checked_version = 1,
                          .breached = 2,
                          .book = "",
                          .date = day("2026-02-02"),
                          .signer = "Trần Văn Ký",
                          .signer_title = {},
                          .signing_form = {},
                          .recipients = {},
                          .copies = {},
                          .pages = {},
                          .breach_reason = {},
                          .number = {}};
    EXPECT_EQ(write([&](db::Tx& tx) { return number_draft(tx, at, request); }).error().code, "draft.breached");
    request.breach_reason = "Người ký đồng ý, sẽ đính chính";
    request.date = day("2026-02-03");
    EXPECT_EQ(write([&](db::Tx& tx) { return number_draft(tx, at, request); }).error().fields.front().code,
              "date.future");
    request.date = day("2026-02-02");
    const auto out = write([&](db::Tx& tx) { return number_draft(tx, at, request); });
    ASSERT_TRUE(out);
    EXPECT_EQ(out->symbol, "01/QĐ-UBND");
    EXPECT_EQ(out->id, draft->id);
    EXPECT_EQ(write([&](db::Tx& tx) { return number_draft(tx, at, request); }).error().code, "draft.numbered");
    const auto events = read([&](db::Snapshot& s) { return store::events_of(s, draft->id); });
    ASSERT_TRUE(events);
    EXPECT_EQ(events->back().detail, "Người ký đồng ý, sẽ đính chính");
    EXPECT_EQ(
        scalar("SELECT SUM(count) FROM document_volumes WHERE month = '2026-02' AND document_type = 'quyết định'"), 1);
}

TEST_P(Entry, ANumberedDraftIsTheCheckedOne) {
    const auto at = desk();
    Fields fields;
    fields.subject = "Quyết định thử";
    fields.document_type = "quyết định";
    const auto draft = write([&](db::Tx& tx) { return create_draft(tx, at, {fields, "Nội dung", {}}); });
    ASSERT_TRUE(draft);
    ASSERT_TRUE(write([&](db::Tx& tx) { return change(tx, at, draft->id, 1, {}, "Nội dung khác"); }));
    NumberRequest request{.draft_id = draft->id,
                          .checked_version = 1,
                          .breached = 0,
                          .book = "",
                          .date = day("2026-02-02"),
                          .signer = "Ký",
                          .signer_title = {},
                          .signing_form = {},
                          .recipients = {},
                          .copies = {},
                          .pages = {},
                          .breach_reason = {},
                          .number = {}};
    EXPECT_EQ(write([&](db::Tx& tx) { return number_draft(tx, at, request); }).error().code, "document.stale");
}

TEST_P(Entry, PagesAreCompleteAndStableWhileOthersWrite) {
    const auto at = desk();
    std::set<std::string> all;
    for (int i = 0; i < 45; ++i) {
        auto fields = incoming(std::to_string(i + 1) + "/A-B");
        if (i % 3 == 0) fields.arrival_date = day("2026-02-01");
        const auto saved = register_in(at, fields);
        ASSERT_TRUE(saved) << saved.error().message;
        all.insert(saved->id);
    }
    store::ListQuery query{.unit_id = at.unit.id,
                           .direction = "in",
                           .status = {},
                           .document_type = {},
                           .from = {},
                           .to = {},
                           .overdue_on = {},
                           .cursor = {},
                           .limit = 7};
    std::vector<std::string> seen;
    std::int64_t last = std::numeric_limits<std::int64_t>::max();
    for (int page = 0; page < 20; ++page) {
        const auto rows = read([&](db::Snapshot& s) { return store::list(s, query); });
        ASSERT_TRUE(rows);
        for (const auto& r : rows->rows) {
            EXPECT_LE(r.sort_key, last);
            last = r.sort_key;
            seen.push_back(r.id);
        }
        ASSERT_TRUE(register_in(at, incoming(std::to_string(1000 + page) + "/A-B")));  // newer rows come in meanwhile
        if (!rows->next) break;
        query.cursor = rows->next;
    }
    EXPECT_EQ(seen.size(), all.size());
    EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()), all);
    for (const char* wrong : {"x", "1", ":", "12:", "x:y", "999999999999999999999999:a"}) {
        query.cursor = wrong;
        EXPECT_EQ(read([&](db::Snapshot& s) { return store::list(s, query); }).error().code, "list.cursor") << wrong;
    }
}

TEST_P(Entry, FiltersByDayTypeStatusAndOverdue) {
    const auto at = desk();
    auto late = incoming("1/A-B");
    late.due = day("2026-01-30");
    late.document_type = "công văn";
    auto soon = incoming("2/A-B");
    soon.due = day("2026-02-05");
    auto older = incoming("3/A-B");
    older.arrival_date = day("2026-01-20");
    ASSERT_TRUE(register_in(at, late) && register_in(at, soon) && register_in(at, older));
    const auto symbols = [&](store::ListQuery query) {
        query.unit_id = at.unit.id;
        query.direction = "in";
        std::string list;
        const auto page = read([&](db::Snapshot& s) { return store::list(s, query); });
        EXPECT_TRUE(page);
        for (const auto& r : page->rows) list += r.symbol.value_or("?") + " ";
        return list;
    };
    EXPECT_EQ(symbols({}), "2/A-B 1/A-B 3/A-B ");
    store::ListQuery q;
    q.overdue_on = day("2026-02-02");
    EXPECT_EQ(symbols(q), "1/A-B ");
    q = {};
    q.from = day("2026-02-01");
    EXPECT_EQ(symbols(q), "2/A-B 1/A-B ");
    q = {};
    q.to = day("2026-01-20");
    EXPECT_EQ(symbols(q), "3/A-B ");
    q = {};
    q.document_type = "công văn";
    EXPECT_EQ(symbols(q), "1/A-B ");
    q = {};
    q.status = "done";
    EXPECT_EQ(symbols(q), "");
    const auto counts = read([&](db::Snapshot& s) { return store::counts(s, at.unit.id, "in", day("2026-02-02")); });
    ASSERT_TRUE(counts);
    EXPECT_EQ(counts->all, 3);
    EXPECT_EQ(counts->overdue, 1);
}

TEST_P(Entry, LoadedFactsKeepTheirSymbolAndCount) {
    const auto kind = kinds().front();
    const facts::Record line = {{"id", "d1"},
                                {"unit", "MH01.UBND"},
                                {"direction", "out"},
                                {"system", "state"},
                                {"document_type", "kế hoạch"},
                                {"symbol", "12/KH-UBND"},
                                {"date", "2026-02-03"},
                                {"subject", "Kế hoạch"},
                                {"administrative", true},
                                {"channel", "network"},
                                {"digital", true},
                                {"pages", 3},
                                {"implements", "226-KL/TW"}};
    const auto stored = write([&](db::Tx& tx) { return kind.store(tx, line); });
    ASSERT_TRUE(stored) << stored.error().message;
    EXPECT_EQ(*stored, facts::Kind::Stored::created);
    EXPECT_EQ(*write([&](db::Tx& tx) { return kind.store(tx, line); }), facts::Kind::Stored::unchanged);
    auto other = line;
    other["pages"] = 4;
    const auto differs = write([&](db::Tx& tx) { return kind.store(tx, other); });
    ASSERT_FALSE(differs);
    EXPECT_EQ(differs.error().code, "fact.duplicate");
    auto nowhere = line;
    nowhere["id"] = "d2";
    nowhere["unit"] = "X99";
    EXPECT_EQ(write([&](db::Tx& tx) { return kind.store(tx, nowhere); }).error().code, "fact.unknown_reference");
    EXPECT_EQ(scalar("SELECT COUNT(*) FROM registers"), 0);
    EXPECT_EQ(scalar("SELECT SUM(count) FROM document_volumes WHERE year = 2026"), 1);
    const auto row = read([&](db::Snapshot& s) {
        return s.one(
            "SELECT id, unit, unit_path, area, level, bloc, date, sample, direction, symbol, administrative, secret, "
            "pages FROM fact_documents",
            {}, [](const db::Row& r) {
                std::string all;
                for (std::size_t i = 0; i < r.size(); ++i) all += r.str(i) + "|";
                return all;
            });
    });
    ASSERT_TRUE(row && *row);
    EXPECT_EQ(**row,
              "d1|MH01.UBND|TW/MH.TU/MH01.DU/MH01.UBND/|MH01|commune|government|2026-02-03|1|out|12/KH-UBND|1|0|3|");
}

TEST_P(Entry, EveryDeclaredColumnOfTheViewExists) {
    for (const auto& view : views()) {
        std::string columns;
        for (const auto& column : view.columns) columns += (columns.empty() ? "" : ", ") + column.name;
        EXPECT_TRUE(read([&](db::Snapshot& s) {
            return s.one("SELECT " + columns + " FROM fact_" + view.name, {}, [](const db::Row&) { return 0; });
        }));
    }
}

TEST_P(Entry, DraftsAreNoFacts) {
    Fields fields;
    fields.subject = "Dự thảo";
    ASSERT_TRUE(write([&](db::Tx& tx) { return create_draft(tx, desk(), {fields, "", {}}); }));
    EXPECT_EQ(scalar("SELECT COUNT(*) FROM fact_documents"), 0);
}

TEST_P(Entry, AListIsExportedWholeAndDisarmed) {
    const auto at = desk();
    for (int i = 1; i <= 1234; ++i) {
        auto fields = incoming(std::to_string(i) + "/A-B");
        fields.subject = i == 7 ? "=HYPERLINK(1)" : "Văn bản " + std::to_string(i);
        ASSERT_TRUE(register_in(at, fields));
    }
    store::ListQuery query;
    query.unit_id = at.unit.id;
    query.direction = "in";
    ListSource source(database(), query, std::nullopt);
    std::string csv;
    std::vector<exports::Cell> row;
    int rows = 0;
    for (auto more = source.next(row); more && *more; more = source.next(row)) {
        exports::csv_row(csv, row);
        EXPECT_EQ(row.size(), source.table(at.unit).columns.size());
        ++rows;
    }
    EXPECT_EQ(rows, 1234);
    EXPECT_THAT(csv, HasSubstr(",'=HYPERLINK(1),"));
    EXPECT_THAT(csv, Not(HasSubstr(",=HYPERLINK")));
}

TEST_P(Entry, ImportReadsRegistersAndKnowsTheSameFile) {
    sauro::testing::TempFolder folder;
    auto files = db::FileStore::open(folder.path() / "files");
    ASSERT_TRUE(files);
    const auto path = folder.path() / "quyet-dinh.txt";
    ASSERT_TRUE(
        base::write_file_durably(path,
                                 "ỦY BAN NHÂN DÂN\nTỈNH MINH HỌA\nSố: 15/QĐ-UBND\nMinh Họa, ngày 12 tháng 01 năm "
                                 "2026\n\nQUYẾT ĐỊNH\nVề việc tinh giản văn bản hành chính\n\n"
                                 "ỦY BAN NHÂN DÂN\nQUYẾT ĐỊNH:\nĐiều 1. Tinh giản văn bản hành chính trong năm.\n"));
    ImportOptions options{.unit = "MH01.UBND", .direction = "in", .clock = [] { return kNow; }};
    const auto first = import_file(database(), *files, path, options);
    ASSERT_TRUE(first) << first.error().message;
    EXPECT_EQ(first->number, 1);
    EXPECT_EQ(first->symbol, "15/QĐ-UBND");
    const auto again = import_file(database(), *files, path, options);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->outcome, Imported::Outcome::already_there);
    EXPECT_EQ(again->document_id, first->document_id);
    EXPECT_EQ(scalar("SELECT COUNT(*) FROM documents"), 1);
    EXPECT_EQ(scalar("SELECT COUNT(*) FROM audit_log"), 1);
    EXPECT_TRUE(std::filesystem::exists(path));  // the original stays where it was
    options.unit = "KHÔNG.CÓ";
    EXPECT_EQ(import_file(database(), *files, path, options).error().code, "unit.unknown");
    options.unit = "MH01.UBND";
    EXPECT_EQ(import_file(database(), *files, folder.path() / "khong-co.txt", options).error().kind,
              ErrorKind::unreadable);
}

TEST_P(Entry, DerivedTablesCanBeMadeAgain) {
    ASSERT_TRUE(register_in(desk(), incoming()));
    ASSERT_TRUE(write([](db::Tx& tx) { return tx.execute("DELETE FROM document_counts"); }));
    SAURO_ASSERT_OK(rebuild_derived(database()));
    EXPECT_EQ(scalar("SELECT SUM(count) FROM document_counts"), 1);
    const auto hits = read([&](db::Snapshot& s) {
        return search::find(s, {.text = "ke hoach tinh gian", .kind = "document", .scopes = {"TW/MH.TU/"}, .limit = 5});
    });
    ASSERT_TRUE(hits);
    EXPECT_EQ(hits->size(), 1U);
}

}  // namespace
}  // namespace sauro::documents
