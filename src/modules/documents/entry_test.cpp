#include <set>

#include "facts/facts.hpp"
#include "modules/documents/documents_fixture.hpp"

namespace sauro::documents {
namespace {

using ::testing::HasSubstr;

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

TEST_P(Entry, WhatArrivesIsNoDuplicateOfWhatTheUnitIssued) {
    const auto own = numbered(desk(), "kế hoạch");
    ASSERT_TRUE(own);
    EXPECT_TRUE(register_in(desk(), incoming(*own->symbol, ""))) << "another body's document of the same symbol";
    EXPECT_FALSE(register_in(desk(), incoming(*own->symbol, ""))) << "the second time it is one";
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
    const auto draft = write([&](db::Tx& tx) { return create_draft(tx, at, {fields, "Nội dung của văn bản", {}}); });
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
    EXPECT_EQ(write([&](db::Tx& tx) { return number_draft(tx, at, request); }).error().code, "draft.breach_paper");
    request.breach_on = day("2026-02-03");
    EXPECT_EQ(write([&](db::Tx& tx) { return number_draft(tx, at, request); }).error().code, "draft.breach_paper")
        << "not on a day that has not come";
    request.breach_on = day("2026-02-01");
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

TEST_P(Entry, NumbersFollowTheDatesOfTheBook) {
    const auto at = desk();
    const auto number = [&](const char* date, const char* reason = "", Number reserved = {},
                            std::optional<base::Date> said = {}, Number written = {}) {
        Fields fields;
        fields.subject = "Quyết định thử";
        fields.document_type = "quyết định";
        const auto draft =
            write([&](db::Tx& tx) { return create_draft(tx, at, {fields, "Nội dung của văn bản", {}}); });
        NumberRequest request;
        request.draft_id = draft ? draft->id : "";
        request.checked_version = 1;
        request.date = day(date);
        request.signer = "Trần Văn Ký";
        request.number = reserved;
        request.text_date = said;
        request.text_number = written;
        return write([&](db::Tx& tx) { return number_dated(tx, at, request, reason); });
    };
    // The draft is of 02/02/2026: a day before it needs a reason, a book of an earlier year is never opened.
    const auto early = number("2026-01-30");
    ASSERT_FALSE(early);
    EXPECT_EQ(early.error().code, "draft.date_reason");
    EXPECT_EQ(early.error().fields.front().path, "/date_reason");
    EXPECT_THAT(early.error().message, HasSubstr("khoản 1 Điều 15"));
    EXPECT_EQ(number("1999-12-30", "Ký trên giấy").error().code, "draft.date_order");
    const auto signed_before = number("2026-01-30", "Ký trên giấy ngày 30/01");
    ASSERT_TRUE(signed_before) << signed_before.error().message;
    EXPECT_EQ(signed_before->symbol, "01/QĐ-UBND");
    const auto events = read([&](db::Snapshot& s) { return store::events_of(s, signed_before->id); });
    EXPECT_EQ(events.value().back().detail, "Ký trên giấy ngày 30/01");
    // A refused number comes back: the next one is 02, not before the day of 01, whatever the reason.
    EXPECT_EQ(number("2026-01-29", "Ký trên giấy").error().code, "draft.date_order");
    ASSERT_TRUE(
        write([&](db::Tx& tx) { return reserve_numbers(tx, at, *signed_before->register_id, 1, "Văn bản chờ ký"); }));
    EXPECT_EQ(number("2026-02-01", "Ký trên giấy")->symbol, "03/QĐ-UBND");
    EXPECT_EQ(number("2026-02-02", "", 2).error().code, "draft.date_order");  // after the day of 03
    EXPECT_EQ(number("2026-01-31", "Ký trên giấy", 2)->symbol, "02/QĐ-UBND");
    // A heading of another day is never passed over in silence; the same day is.
    const auto other = number("2026-02-02", "", {}, day("2026-02-01"));
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().code, "draft.date_reason");
    EXPECT_THAT(other.error().message, HasSubstr("Dự thảo ghi ngày 01/02/2026 mà số lấy ngày 02/02/2026"));
    EXPECT_EQ(number("2026-02-02", "", {}, day("2026-02-02"))->symbol, "04/QĐ-UBND");
    EXPECT_EQ(number("2026-02-02", "Văn thư lấy số sau một ngày", {}, day("2026-02-01"))->symbol, "05/QĐ-UBND");
    // Nor is a number that the book does not give.
    const auto wrong = number("2026-02-02", "", {}, {}, 31);
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, "draft.date_reason");
    EXPECT_THAT(wrong.error().message, HasSubstr("Dự thảo ghi số 31 mà sổ cấp 06/QĐ-UBND"));
    EXPECT_EQ(number("2026-02-02", "x", {}, {}, 31).error().code, "draft.date_reason") << "a letter is no reason";
    EXPECT_EQ(number("2026-02-02", "", {}, {}, 6)->symbol, "06/QĐ-UBND");
}

TEST_P(Entry, ANumberedDraftIsTheCheckedOne) {
    const auto at = desk();
    Fields fields;
    fields.subject = "Quyết định thử";
    fields.document_type = "quyết định";
    const auto draft = write([&](db::Tx& tx) { return create_draft(tx, at, {fields, "Nội dung của văn bản", {}}); });
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

}  // namespace
}  // namespace sauro::documents
