// The issuing flow: its table, and a document's way from the draft to the receipts.
#include <set>

#include "modules/documents/allowance.hpp"
#include "modules/documents/documents_fixture.hpp"
#include "modules/documents/flow.hpp"
#include "modules/documents/issuing.hpp"
#include "modules/documents/routes.hpp"
#include "modules/documents/today.hpp"
#include "rulebook/test_views.hpp"

namespace sauro::documents {
namespace {

using ::testing::HasSubstr;

base::Millis at_hour(const char* iso, int hour, int minute = 0) {
    constexpr base::Millis m = 60'000;
    return day(iso).days() * 24 * 60 * m + (hour - 7) * 60 * m + minute * m;
}

TEST(FlowTable, EveryActIsOnceAndLeadsToAKnownStep) {
    std::set<std::pair<std::string_view, std::string_view>> seen;
    for (const auto& act : flow::acts()) {
        EXPECT_TRUE(seen.emplace(act.from, act.act).second) << act.from << " " << act.act;
        EXPECT_NE(flow::step_name(act.to), act.to) << act.to;
        EXPECT_FALSE(act.label.empty());
    }
    // Nothing leaves a recalled or replaced document, and every step before can be left.
    for (const std::string_view step :
         {"drafting", "checking", "opinions", "signing", "signed", "numbered", "released"}) {
        EXPECT_TRUE(std::ranges::any_of(flow::acts(), [&](const flow::Act& a) { return a.from == step; })) << step;
    }
    for (const std::string_view end : {"recalled", "replaced"})
        EXPECT_TRUE(std::ranges::none_of(flow::acts(), [&](const flow::Act& a) { return a.from == end; })) << end;
}

TEST(FlowTable, AnActIsRefusedWithWhatIsMissing) {
    flow::State state{.step = "drafting"};
    EXPECT_EQ(flow::allowed(state, "submit", {}).error().code, "draft.text_needed");
    state.text = state.subject = state.type = true;
    ASSERT_TRUE(flow::allowed(state, "submit", {}));
    EXPECT_EQ((*flow::allowed(state, "submit", {}))->to, "signing");
    EXPECT_EQ(flow::allowed(state, "sign", {}).error().code, "flow.step");
    state.necessity_needed = true;
    EXPECT_EQ(flow::allowed(state, "submit", {}).error().code, "draft.necessity");
    EXPECT_EQ(flow::allowed(state, "number", {}).error().code, "draft.necessity");
    state.necessity_answered = true;
    EXPECT_TRUE(flow::allowed(state, "submit", {}));
    state.breached = 2;
    EXPECT_TRUE(flow::allowed(state, "submit", {})) << "the signer answers for a breach, not the drafter";
    EXPECT_EQ(flow::allowed(state, "number", {}).error().code, "draft.breached");
    state.step = "signing";
    EXPECT_EQ(flow::allowed(state, "sign", {}).error().code, "draft.breached");
    EXPECT_EQ(flow::allowed(state, "sign", {"x"}).error().code, "draft.breached") << "a letter is no reason";
    EXPECT_TRUE(flow::allowed(state, "sign", {"Việc gấp, sửa sau"}));
    EXPECT_TRUE(flow::allowed(state, "sign", {"Đã cân nhắc"}));
    EXPECT_EQ(flow::allowed(state, "return", {}).error().code, "flow.reason");
}

TEST(FlowTable, ChoicesSayWhyNot) {
    flow::State state{.step = "drafting", .subject = true, .type = true};
    const auto clerk = [](api::Verb verb) { return api::role_may(api::Role::specialist, verb); };
    for (const auto& choice : flow::choices(state, clerk)) {
        EXPECT_FALSE(choice.allowed) << choice.act->act;
        EXPECT_THAT(choice.why,
                    choice.act->verb == api::Verb::draft ? HasSubstr("chưa có nội dung") : HasSubstr("chưa có quyền"));
    }
    state.step = "opinions";
    state.text = true;
    state.open_opinions = 1;
    for (const auto& choice : flow::choices(state, clerk)) {
        if (choice.act->act == "edit") {
            EXPECT_EQ(choice.asks, "answered");
        }
    }
}

TEST(FlowTime, CountsWorkingMinutesOnly) {
    const base::WorkCalendar calendar({day("2026-02-17")}, {});
    const auto minutes = [&](base::Millis a, base::Millis b) { return flow::working_minutes(calendar, a, b); };
    EXPECT_EQ(minutes(at_hour("2026-02-02", 8), at_hour("2026-02-02", 9, 30)), 90);
    EXPECT_EQ(minutes(at_hour("2026-02-02", 11), at_hour("2026-02-02", 14)), 120) << "noon is no work";
    EXPECT_EQ(minutes(at_hour("2026-02-02", 20), at_hour("2026-02-03", 8, 10)), 10) << "nor is the night";
    EXPECT_EQ(minutes(at_hour("2026-02-06", 16), at_hour("2026-02-09", 9)), 120) << "over a weekend";
    EXPECT_EQ(minutes(at_hour("2026-02-16", 8), at_hour("2026-02-18", 17)), 2 * 480) << "a holiday between";
    EXPECT_EQ(minutes(at_hour("2026-02-03", 8), at_hour("2026-02-02", 8)), 0);
    EXPECT_EQ(flow::duration_text(2 * 480 + 60), "2 ngày 1 giờ");
    EXPECT_EQ(flow::duration_text(95), "1 giờ 35 phút");
    EXPECT_EQ(flow::duration_text(0), "dưới 1 phút");
}

class Issuing : public DocumentsTest {
  protected:
    Record draft(const Desk& desk, const std::string& text = "Nội dung của văn bản") {
        Fields fields;
        fields.subject = "Kế hoạch tinh giản văn bản";
        fields.document_type = "kế hoạch";
        const auto made = write([&](db::Tx& tx) { return create_draft(tx, desk, {fields, text, {}}); });
        EXPECT_TRUE(made);
        return made ? *made : Record{};
    }
    Result<Record> act(const Desk& desk, const Record& r, const char* name, const char* reason = "",
                       std::optional<issuing::Checked> checked = issuing::Checked{}) {
        return write(
            [&](db::Tx& tx) { return issuing::perform(tx, desk, {r.id, name, r.version, reason, ""}, checked); });
    }
    Result<Record> number(const Desk& desk, const Record& r, std::int64_t breached = 0, const char* reason = "",
                          bool necessity = false) {
        return write([&](db::Tx& tx) {
            NumberRequest request;
            request.draft_id = r.id;
            request.checked_version = r.version;
            request.breached = breached;
            request.date = day("2026-02-02");
            request.signer = "Trần Văn Ký";
            request.breach_reason = reason;
            request.breach_on = day("2026-02-01");
            request.necessity = necessity;
            return number_draft(tx, desk, request);
        });
    }
    std::string step(const Record& r) {
        return read([&](db::Snapshot& s) -> Result<std::string> {
                   TRY(const auto now, store::find(s, "", r.id));
                   return issuing::step_of(s, *now);
               })
            .value();
    }
    Result<Record> released(const Desk& desk, std::vector<std::string> units, std::vector<std::string> names = {}) {
        const auto out = number(desk, draft(desk));
        if (!out) return out;
        return write([&](db::Tx& tx) { return issuing::release(tx, desk, {out->id, out->version, units, names}); });
    }
    std::vector<issuing::Receipt> receipts(const Record& r) {
        return read([&](db::Snapshot& s) { return issuing::receipts_of(s, r.id); }).value();
    }
};
SAURO_EACH_DATABASE(Issuing);

TEST_P(Issuing, ADraftIsSignedWithTheSignersReasonAndLockedMeanwhile) {
    const auto drafter = desk("MH01.DU");
    const auto r = draft(drafter);
    ASSERT_TRUE(act(drafter, r, "check"));
    ASSERT_TRUE(act(drafter, r, "submit"));
    EXPECT_EQ(step(r), "signing");
    EXPECT_EQ(write([&](db::Tx& tx) { return change(tx, drafter, r.id, r.version, {}, "khác"); }).error().code,
              "draft.with_signer");
    EXPECT_EQ(act(drafter, r, "sign", "", issuing::Checked{1, false}).error().code, "draft.breached");
    ASSERT_TRUE(act(drafter, r, "return", "Bổ sung thời hạn"));
    EXPECT_EQ(step(r), "drafting");
    ASSERT_TRUE(act(drafter, r, "submit"));
    ASSERT_TRUE(act(drafter, r, "sign", "Việc gấp, sẽ bổ sung", issuing::Checked{1, false}));
    const auto signoffs = read([&](db::Snapshot& s) { return issuing::signoffs_of(s, r.id); }).value();
    ASSERT_EQ(signoffs.size(), 2U);
    EXPECT_EQ(signoffs[0].outcome, "returned");
    EXPECT_EQ(signoffs[1].outcome, "signed");
    EXPECT_EQ(signoffs[1].signer, "Lê Thị Văn Thư");
    EXPECT_EQ(signoffs[1].breached, 1);
    EXPECT_EQ(signoffs[1].reason, "Việc gấp, sẽ bổ sung");
    // The signer has answered for the breach: the clerk numbers without another reason.
    const auto out = number(drafter, r, 1);
    ASSERT_TRUE(out) << out.error().message;
    EXPECT_EQ(step(r), "numbered");
}

TEST_P(Issuing, ADraftWithoutWordsTakesNoNumberAndOneWithoutItsLineGetsIt) {
    const auto clerk = desk("MH01.DU");
    for (const char* text : {"", "abc"}) {
        const auto r = draft(clerk, text);
        EXPECT_EQ(number(clerk, r).error().code, "draft.text_needed") << text;
        EXPECT_EQ(step(r), "drafting");
    }
    const auto r = draft(clerk, "ĐẢNG ỦY XÃ MẪU\n*\nKẾ HOẠCH\nNội dung của kế hoạch.");
    const auto out = number(clerk, r);
    ASSERT_TRUE(out) << out.error().message;
    const auto text = read([&](db::Snapshot& s) { return store::text_of(s, r.id); }).value();
    EXPECT_EQ(text->text, "ĐẢNG ỦY XÃ MẪU\n*\nSố " + *out->symbol + "\nKẾ HOẠCH\nNội dung của kế hoạch.");
}

TEST_P(Issuing, OnPaperTheSignersReasonIsKeptWithItsName) {
    const auto clerk = desk();
    const auto r = draft(clerk);
    EXPECT_EQ(number(clerk, r, 2).error().code, "draft.breached");
    ASSERT_TRUE(number(clerk, r, 2, "Ký trên giấy, đã rõ"));
    const auto signoffs = read([&](db::Snapshot& s) { return issuing::signoffs_of(s, r.id); }).value();
    ASSERT_EQ(signoffs.size(), 1U);
    EXPECT_EQ(signoffs[0].outcome, "paper");
    EXPECT_EQ(signoffs[0].signer, "Trần Văn Ký");
    EXPECT_EQ(signoffs[0].recorded_by, "Lê Thị Văn Thư");
    EXPECT_EQ(signoffs[0].reason, "Ký trên giấy, đã rõ (người ký ghi trên giấy ngày 01/02/2026)");
}

TEST_P(Issuing, ACopyNeedsItsFiveAnswersOrAWaiver) {
    const auto clerk = desk("MH01.DU");
    const auto r = draft(clerk);
    EXPECT_EQ(number(clerk, r, 0, "", true).error().code, "draft.necessity");
    EXPECT_EQ(act(clerk, r, "submit", "", issuing::Checked{0, true}).error().code, "draft.necessity");
    const auto some = write([&](db::Tx& tx) -> Result<int> {
        TRYV(issuing::set_necessity(tx, clerk, r.id,
                                    {"Xã có việc riêng", "Ba việc mới", "", "", "Ông A", {}, {}, 0, {}}));
        return 0;
    });
    ASSERT_FALSE(some);
    EXPECT_EQ(some.error().fields.size(), 2U);
    ASSERT_TRUE(write([&](db::Tx& tx) -> Result<int> {
        TRYV(issuing::set_necessity(
            tx, clerk, r.id,
            {"Xã có việc riêng", "Ba việc mới", "Kinh phí xã", "30/6/2026", "Văn phòng Đảng ủy", {}, {}, 0, {}}));
        return 0;
    }));
    EXPECT_TRUE(number(clerk, r, 0, "", true));

    const auto other = draft(clerk);
    ASSERT_TRUE(write([&](db::Tx& tx) -> Result<int> {
        TRYV(issuing::waive_necessity(tx, clerk, other.id, "Cấp trên yêu cầu sao nguyên văn"));
        return 0;
    }));
    EXPECT_TRUE(number(clerk, other, 0, "", true));
    const auto kept = read([&](db::Snapshot& s) { return issuing::necessity_of(s, other.id); }).value();
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->waived_by, "Lê Thị Văn Thư");
}

TEST_P(Issuing, OpinionsAreAskedAnsweredAndWaitedFor) {
    const auto asker = desk("MH01.DU"), asked = desk("MH01.UBND");
    const auto r = draft(asker);
    const auto ask = [&](std::vector<std::string> units, std::vector<std::string> names) {
        return write([&](db::Tx& tx) {
            return issuing::ask_opinions(tx, asker, {r.id, r.version, units, names, "Góp ý dự thảo", {}});
        });
    };
    EXPECT_EQ(ask({}, {" "}).error().code, "opinion.nobody");
    EXPECT_EQ(ask({"MH01.DU"}, {}).error().code, "opinion.unit");
    ASSERT_TRUE(ask({"MH01.UBND"}, {"Ông Nguyễn Văn Góp"}));
    EXPECT_EQ(ask({"MH01.UBND"}, {"Ông Nguyễn Văn Góp"}).error().code, "opinion.nobody") << "both are asked already";
    EXPECT_EQ(step(r), "opinions");
    EXPECT_EQ(act(asker, r, "submit").error().code, "draft.opinions_open");
    const auto waiting = read([&](db::Snapshot& s) { return issuing::opinions_waiting(s, asked.unit.id, 10); }).value();
    ASSERT_EQ(waiting.size(), 1U);
    const auto answer = [&](const Desk& who, const std::string& id, const char* stance, const char* text) {
        return write([&](db::Tx& tx) -> Result<int> {
            TRYV(issuing::answer_opinion(tx, who, id, stance, text));
            return 0;
        });
    };
    EXPECT_EQ(answer(desk("MH02.UBND"), waiting[0].id, "agree", "").error().code, "opinion.not_found");
    EXPECT_EQ(answer(asked, waiting[0].id, "disagree", "").error().code, "flow.reason");
    ASSERT_TRUE(answer(asked, waiting[0].id, "agree_with_changes", "Lùi thời hạn sang tháng 7"));
    EXPECT_EQ(answer(asked, waiting[0].id, "agree", "").error().code, "opinion.answered");
    const auto all = read([&](db::Snapshot& s) { return issuing::opinions_of(s, r.id); }).value();
    ASSERT_EQ(all.size(), 2U);
    ASSERT_TRUE(answer(asker, all[1].id, "agree", ""));
    const auto after = read([&](db::Snapshot& s) { return issuing::opinions_of(s, r.id); }).value();
    EXPECT_FALSE(after[0].recorded);
    EXPECT_TRUE(after[1].recorded) << "written down by the asking unit";
    EXPECT_TRUE(act(asker, r, "submit"));
}

TEST_P(Issuing, ARecipientSeesItRegistersItAndTheSenderKnows) {
    const auto sender = desk("MH01.DU"), recipient = desk("MH02.DU");
    const auto out = released(sender, {"MH02.DU"}, {"Trường học xã"});
    ASSERT_TRUE(out) << out.error().message;
    const auto waiting = read([&](db::Snapshot& s) { return issuing::arrivals(s, recipient.unit.id, 10); }).value();
    ASSERT_EQ(waiting.size(), 1U);
    EXPECT_EQ(receipts(*out)[1].state, "sent");
    EXPECT_EQ(write([&](db::Tx& tx) { return issuing::register_arrival(tx, sender, waiting[0].id, {}); }).error().code,
              "arrival.not_found");
    const auto in = write([&](db::Tx& tx) { return issuing::register_arrival(tx, recipient, waiting[0].id, {}); });
    ASSERT_TRUE(in) << in.error().message;
    EXPECT_EQ(in->direction, "in");
    EXPECT_EQ(in->number, 1);
    EXPECT_EQ(in->symbol, out->symbol);
    EXPECT_EQ(in->channel, "network");
    const auto text = read([&](db::Snapshot& s) { return store::text_of(s, in->id); }).value();
    ASSERT_TRUE(text);
    EXPECT_EQ(text->text, "Nội dung của văn bản");
    EXPECT_EQ(receipts(*out)[0].state, "registered");
    EXPECT_EQ(receipts(*out)[0].number_text, "01");
    // One more place gets it afterwards, each once.
    const auto more = [&](std::vector<std::string> units, std::vector<std::string> names) {
        return write([&](db::Tx& tx) { return issuing::send_more(tx, sender, {out->id, out->version, units, names}); });
    };
    EXPECT_EQ(more({"MH02.DU"}, {}).error().code, "document.recipients_needed");
    ASSERT_TRUE(more({"MH02.DU", "MH03.DU"}, {"Hội Cựu chiến binh xã"}));
    ASSERT_EQ(receipts(*out).size(), 4U);
    EXPECT_EQ(read([&](db::Snapshot& s) { return issuing::arrivals(s, desk("MH03.DU").unit.id, 10); }).value().size(),
              1U);
    // Recalled: frozen at the recipient, its line stays; the place outside has to be told by hand.
    ASSERT_TRUE(write(
        [&](db::Tx& tx) { return issuing::recall(tx, sender, out->id, out->version, "Ban hành nhầm thẩm quyền"); }));
    EXPECT_EQ(step(*out), "recalled");
    const auto frozen = read([&](db::Snapshot& s) { return store::find(s, "", in->id); }).value();
    EXPECT_EQ(frozen->status, "recalled");
    EXPECT_EQ(frozen->number, 1);
    EXPECT_EQ(receipts(*out)[1].notice, "recalled");
    const auto late = write(
        [&](db::Tx& tx) { return issuing::send_more(tx, sender, {out->id, out->version + 1, {}, {"Chi bộ 2"}}); });
    EXPECT_EQ(late.error().code, "flow.step");
    // The recipient is told where the day's work stands, for a week.
    const auto told = [&](base::Millis at) {
        const auto answer = read([&](db::Snapshot& s) { return today_of(s, desk("MH02.DU").unit.id, Services{}, at); });
        const auto& today = answer.value().today;
        return std::ranges::count_if(today, [&](const auto& item) {
            return item.id == in->id && item.due_text == "nơi gửi đã thu hồi" && item.href == "/van-ban-den/" + in->id;
        });
    };
    EXPECT_EQ(told(sender.now), 1);
    EXPECT_EQ(told(sender.now + 8LL * 24 * 3600 * 1000), 0);
}

TEST_P(Issuing, ARefusalCarriesItsReasonAndARecallTakesBackWhatWaits) {
    const auto sender = desk("MH01.DU");
    const auto out = released(sender, {"MH02.DU", "MH03.DU"});
    ASSERT_TRUE(out);
    EXPECT_EQ(write([&](db::Tx& tx) -> Result<int> {
                  TRYV(issuing::refuse_arrival(tx, desk("MH02.DU"), receipts(*out)[0].id, ""));
                  return 0;
              })
                  .error()
                  .code,
              "flow.reason");
    ASSERT_TRUE(write([&](db::Tx& tx) -> Result<int> {
        TRYV(issuing::refuse_arrival(tx, desk("MH02.DU"), receipts(*out)[0].id, "Không đúng thẩm quyền"));
        return 0;
    }));
    EXPECT_EQ(receipts(*out)[0].state, "refused");
    EXPECT_EQ(receipts(*out)[0].reason, "Không đúng thẩm quyền");
    ASSERT_TRUE(write([&](db::Tx& tx) { return issuing::recall(tx, sender, out->id, out->version, "Sai nơi nhận"); }));
    EXPECT_EQ(receipts(*out)[1].state, "withdrawn");
    EXPECT_TRUE(
        read([&](db::Snapshot& s) { return issuing::arrivals(s, desk("MH03.DU").unit.id, 10); }).value().empty());
}

TEST_P(Issuing, AReplacementTakesThePlaceOfTheOldOne) {
    const auto sender = desk("MH01.DU");
    const auto old = released(sender, {"MH02.DU"});
    ASSERT_TRUE(old);
    ASSERT_TRUE(
        write([&](db::Tx& tx) { return issuing::register_arrival(tx, desk("MH02.DU"), receipts(*old)[0].id, {}); }));
    const auto next = write(
        [&](db::Tx& tx) { return issuing::follow_up(tx, sender, old->id, "replaces", "Sai thời hạn tại mục II"); });
    ASSERT_TRUE(next);
    EXPECT_EQ(next->subject, old->subject);
    const auto numbered_next = number(sender, *next);
    ASSERT_TRUE(numbered_next);
    EXPECT_EQ(step(*old), "released") << "until the new one is released";
    ASSERT_TRUE(write([&](db::Tx& tx) {
        return issuing::release(tx, sender, {numbered_next->id, numbered_next->version, {"MH02.DU"}, {}});
    }));
    EXPECT_EQ(step(*old), "replaced");
    EXPECT_EQ(receipts(*old)[0].notice, "replaced");
    const auto corrected = released(sender, {}, {"Chi bộ 1"});
    ASSERT_TRUE(corrected);
    const auto letter = write([&](db::Tx& tx) {
        return issuing::follow_up(tx, sender, corrected->id, "corrects", "Sai ngày ở phần căn cứ");
    });
    ASSERT_TRUE(letter);
    EXPECT_EQ(letter->document_type, "công văn");
    EXPECT_THAT(letter->subject, HasSubstr(*corrected->symbol));
}

TEST_P(Issuing, ReleaseNeedsARecipientAndRecallAReason) {
    const auto sender = desk("MH01.DU");
    EXPECT_EQ(released(sender, {}).error().code, "document.recipients_needed");
    EXPECT_EQ(released(sender, {"MH01.DU"}).error().code, "release.unit");
    const auto out = released(sender, {}, {"Chi bộ 1"});
    ASSERT_TRUE(out);
    EXPECT_EQ(write([&](db::Tx& tx) { return issuing::recall(tx, sender, out->id, out->version, " "); }).error().code,
              "flow.reason");
    EXPECT_EQ(write([&](db::Tx& tx) { return set_status(tx, sender, out->id, out->version, "recalled"); }).error().code,
              "document.status");
}

TEST_P(Issuing, TheTimeOfEachStepIsMeasured) {
    const base::WorkCalendar calendar;
    std::vector<std::int64_t> days = {1, 2, 5};
    for (const auto length : days) {
        const auto begin = at_hour("2026-01-05", 8);
        const auto r = draft(desk("MH01.DU", begin));
        const auto later = desk("MH01.DU", begin + length * 24 * 3600 * 1000);
        ASSERT_TRUE(act(later, r, "check"));
        ASSERT_TRUE(act(desk("MH01.DU", later.now + 3600 * 1000), r, "submit"));
    }
    const auto now = at_hour("2026-02-02", 8);
    const auto unit = desk("MH01.DU").unit.id;
    const auto figures = read([&](db::Snapshot& s) { return issuing::step_figures(s, unit, calendar, now); }).value();
    ASSERT_EQ(figures.size(), 2U);
    EXPECT_EQ(figures[0].step, "drafting");
    EXPECT_EQ(figures[0].median, 2 * 480);
    EXPECT_EQ(figures[0].count, 3);
    EXPECT_TRUE(figures[0].slowest);
    EXPECT_EQ(figures[1].median, 60);
    const auto rows =
        read([&](db::Snapshot& s) { return issuing::step_rows(s, unit, "drafting", calendar, now); }).value();
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0].minutes, 5 * 480) << "the longest first: Monday to Saturday";
    EXPECT_EQ(scalar("SELECT COUNT(*) FROM document_steps WHERE left_at IS NULL"), 3);
}

TEST_P(Issuing, TheAllowanceComesFromTheCountersOrIsNotTold) {
    const auto book = rulebook::testing::shipped();
    const auto ask = [&](const char* code, Baselines baselines = {}) {
        return read([&](db::Snapshot& s) -> Result<AllowanceView> {
                   TRY(const auto unit, store::find_unit(s, code));
                   return allowance_of(s, *unit, book, baselines, day("2026-07-01"));
               })
            .value();
    };
    const auto out = released(desk("MH01.DU"), {}, {"Chi bộ 1"});
    ASSERT_TRUE(out);
    const auto unknown = ask("MH01.DU");
    EXPECT_EQ(unknown.next, 2);
    EXPECT_FALSE(unknown.own.allowance);
    EXPECT_TRUE(unknown.missing);
    EXPECT_EQ(unknown.state, "none");
    const Baselines declared = [](db::Snapshot&, const std::string&, int year) {
        return Result<std::map<std::string, std::int64_t>>(year == 2025
                                                               ? std::map<std::string, std::int64_t>{{"MH01.DU", 10}}
                                                               : std::map<std::string, std::int64_t>{});
    };
    const auto known = ask("MH01.DU", declared);
    EXPECT_EQ(known.own.baseline, 10);
    EXPECT_EQ(known.own.allowance, 8) << "85 % of 10, rounded down";
    EXPECT_EQ(known.own.forecast, 2) << "one in the first half of the year";
    EXPECT_EQ(known.text, "Văn bản thứ 2 trên hạn mức 8 của năm 2026");
    EXPECT_EQ(known.state, "ok");
    ASSERT_TRUE(known.subtree);
    EXPECT_EQ(known.subtree->so_far_all, 1);
    EXPECT_GT(known.subtree->without_base, 0);
}

}  // namespace
}  // namespace sauro::documents
