// Findings over the router and the worker: states, what comes back, marks after a crash, who may do what, paging.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "modules/findings/findings_fixture.hpp"
#include "rulebook/local.hpp"

namespace sauro::findings {
namespace {

using ::testing::HasSubstr;

SAURO_EACH_DATABASE(Findings);

TEST_P(Findings, AThirdConferenceIsFoundFixedWhenItGoesAndRecursWhenItComesBack) {
    conferences(1, 3);
    settle();
    auto found = only();
    EXPECT_EQ(at(found, "state"), "open");
    EXPECT_EQ(at(found, "measured"), "3");
    EXPECT_EQ(at(found, "limit"), "2");
    EXPECT_EQ(at(found, "where"), "Tỉnh Mẫu");
    const std::string id = at(found, "id");

    execute("UPDATE conferences SET status = 'cancelled' WHERE external_id = 'hT013'");
    settle();
    EXPECT_EQ(at(only("&state=fixed"), "id"), id);
    EXPECT_EQ(get("T01", "/units/T01/findings?norm=" + std::string(cap)).text("/items"), "[]");

    execute("UPDATE conferences SET status = 'held' WHERE external_id = 'hT013'");
    settle();
    found = only();
    EXPECT_EQ(at(found, "id"), id);
    EXPECT_EQ(at(found, "recurring"), "1");
    const auto detail = get("T01", "/units/T01/findings/one/" + id);
    ASSERT_EQ(detail.status, 200) << detail.body;
    const auto all = detail.json();
    std::vector<std::string> kinds;
    for (const auto& event : all.at("history").as_array()) kinds.push_back(at(event, "kind"));
    EXPECT_THAT(kinds, ::testing::ElementsAre("again", "fixed", "found"));
}

TEST_P(Findings, NothingToDoIsNothingWritten) {
    conferences(1, 3);
    EXPECT_GT(settle(), 0);
    EXPECT_EQ(settle(), 0);
    const auto before = only();
    now_ += 3'600'000;
    EXPECT_EQ(settle(), 0);
    EXPECT_EQ(at(only(), "version"), at(before, "version"));
    now_ += day;  // a new day: deadlines pass by themselves, so everything is looked at
    EXPECT_GT(settle(), 0);
}

TEST_P(Findings, AnExplanationSaysWhoAndWhenAndIsForWhatThereWas) {
    conferences(1, 3);
    settle();
    const std::string id = at(only(), "id");
    const std::string one = "/units/T01/findings/one/" + id;
    EXPECT_EQ(post("T01", one + "/explain", R"({"text":"Vì"})").code(), "finding.text_short");
    const auto said = post("T01", one + "/explain", R"({"text":"Hội nghị thứ ba triển khai việc khẩn cấp sau bão."})");
    ASSERT_EQ(said.status, 200) << said.body;
    EXPECT_EQ(said.text("/state"), "explained");
    EXPECT_EQ(said.text("/explained_by"), "Người thử");
    const auto counted = [&] {
        const auto counts = get("T01", "/units/T01/findings?norm=" + std::string(cap)).json().at("counts");
        return std::pair(at(counts, "open"), at(counts, "explained"));
    };
    now_ += day;  // looked at again, nothing is worse
    settle();
    EXPECT_EQ(counted(), std::pair(std::string("0"), std::string("1")));
    conferences(4, 4);
    settle();
    const auto after = only();
    EXPECT_EQ(at(after, "measured"), "4");
    EXPECT_EQ(at(after, "state"), "open") << "one conference more than was explained";
    EXPECT_EQ(counted(), std::pair(std::string("1"), std::string("0")));
    const auto shown = get("T01", "/units/T01/findings/one/" + id).body;
    EXPECT_THAT(shown, HasSubstr("Từ 3 lên 4 sau giải trình"));
    EXPECT_THAT(shown, HasSubstr("Hội nghị thứ ba triển khai việc khẩn cấp sau bão.")) << "what was said is kept";
}

TEST_P(Findings, SayingItIsFixedAsksForALookAndTypesNoFigure) {
    conferences(1, 3);
    settle();
    const std::string id = at(only(), "id");
    ASSERT_EQ(
        post("T01", "/units/T01/findings/one/" + id + "/resolve", R"({"text":"Đã chuyển thành văn bản."})").status,
        200);
    EXPECT_EQ(at(only(), "resolved_said"), "true");
    settle();
    EXPECT_EQ(at(only(), "resolved_said"), "false");
    EXPECT_EQ(at(only(), "state"), "open");
    EXPECT_THAT(get("T01", "/units/T01/findings/one/" + id).body, HasSubstr("still_there"));
}

TEST_P(Findings, RightsFollowRoleAndUnitAndEveryActIsInTheAuditChain) {
    conferences(1, 3);
    settle();
    const std::string id = at(only(), "id");
    EXPECT_EQ(get("X01", "/units/T01/findings").status, 403);
    EXPECT_EQ(get("X01", "/units/X01/findings/one/" + id).code(), "finding.unknown");
    EXPECT_EQ(post("X01", "/units/X01/findings/one/" + id + "/explain", R"({"text":"Không phải của tôi."})").code(),
              "finding.unknown");
    const std::string assign = fmt::format(R"({{"ids":["{}"],"account":"p1","due_date":"2026-12-01"}})", id);
    EXPECT_EQ(post("T01:specialist", "/units/T01/findings/assign", assign).status, 403);
    EXPECT_EQ(
        post("T01:auditor", "/units/T01/findings/one/" + id + "/explain", R"({"text":"Một lời giải trình."})").status,
        403);
    EXPECT_EQ(post("T01", "/units/T01/findings/assign", fmt::format(R"({{"ids":["{}"],"account":"p2"}})", id)).code(),
              "finding.person");
    ASSERT_EQ(post("T01", "/units/T01/findings/assign", assign).status, 200);
    EXPECT_EQ(at(only("&assigned=p1&due_to=2026-12-01"), "assigned_name"), "Nguyễn Văn Mẫu");
    std::int64_t rows = 0;
    const auto status = database().read([&](db::Snapshot& snapshot) -> Status {
        TRY(const auto count, snapshot.one("SELECT COUNT(*) FROM audit_log WHERE action LIKE 'findings.%'", {},
                                           [](const db::Row& row) { return row.integer(0); }));
        rows = count.value_or(0);
        TRY(const auto unit, units::find_unit(snapshot, "T01"));
        TRY(const auto open, open_items(snapshot, unit->id, base::Date::from_ms(now_).plus_days(21)));
        EXPECT_EQ(open.size(), 1U);
        return {};
    });
    ASSERT_TRUE(status.has_value());
    EXPECT_EQ(rows, 1);
}

TEST_P(Findings, AMarkSurvivesTheProcessThatSetIt) {
    conferences(1, 2);
    settle();
    conferences(3, 3);
    {
        Worker killed(database(), *rules_, [this] { return now_; });
        ASSERT_TRUE(killed.step().value_or(false));  // the chain was followed, nothing evaluated yet
    }
    close();
    open_routes();
    // While the dead one's lease runs nobody else evaluates; then its marks are found.
    {
        Worker early(database(), *rules_, [this] { return now_; });
        EXPECT_FALSE(early.step().value_or(true));
    }
    EXPECT_EQ(get("T01", "/units/T01/findings?norm=" + std::string(cap)).text("/items"), "[]");
    now_ += 60'000;
    settle();
    EXPECT_EQ(at(only(), "measured"), "3");
}

TEST_P(Findings, WhoseFactsWereLoadedIsLookedAtBeforeTheRestOfTheCountry) {
    std::string others;
    for (const char* code : {"A01X", "B01X", "C01X"})  // their paths come before that of T01
        others += fmt::format(R"({{"kind":"area","code":"{0}","level":"province","name":"Tỉnh {0}"}})", code) + "\n" +
                  fmt::format(R"({{"kind":"unit","code":"{0}","area":"{0}","name":"Tỉnh ủy {0}","level":"province",)"
                              R"("bloc":"party"}})",
                              code) +
                  "\n";
    ASSERT_TRUE(load(others, {}).loaded);
    settle();
    conferences(1, 3);
    Worker worker(database(), *rules_, [this] { return now_; });
    for (const char* what : {"follow", "evaluate"}) EXPECT_TRUE(worker.step().value_or(false)) << what;
    EXPECT_EQ(at(only(), "measured"), "3");
    const auto left = database().read([](db::Snapshot& snapshot) -> Status {
        TRY(const auto marks,
            snapshot.one("SELECT COUNT(*) FROM finding_marks", {}, [](const db::Row& row) { return row.integer(0); }));
        EXPECT_GE(marks, 3) << "a load still has everything looked at";
        return {};
    });
    EXPECT_TRUE(left.has_value());
    ASSERT_TRUE(worker.refresh(false).has_value());
    EXPECT_EQ(settle(), 0);
}

TEST_P(Findings, TrendKeepsStocksAndFlowsOfAUnitAndOfWhatLiesAboveIt) {
    conferences(1, 3);
    settle();
    execute("UPDATE conferences SET status = 'cancelled' WHERE external_id = 'hT013'");
    now_ += 8 * day;
    settle();
    const auto weeks =
        get("T01", "/units/T01/findings/trend?grain=week&norm=" + std::string(cap)).json().at("points").as_array();
    ASSERT_EQ(weeks.size(), 2U);
    EXPECT_EQ(at(weeks[0], "open"), "1");
    EXPECT_EQ(at(weeks[0], "came"), "1");
    EXPECT_EQ(at(weeks[1], "open"), "0");
    EXPECT_EQ(at(weeks[1], "came"), "0");
    EXPECT_EQ(at(weeks[1], "went"), "1");
    EXPECT_EQ(
        at(get("TW", "/units/TW/findings/trend?grain=week&norm=" + std::string(cap)).json().at("points").as_array()[1],
           "went"),
        "1");
    EXPECT_EQ(get("T01", "/units/T01/findings/trend?grain=day").code(), "finding.filter");
}

TEST_P(Findings, WhatCannotBeToldIsListedToItsSum) {
    // Held, nobody wrote how or for whom: shares and caps cannot be told.
    std::string lines;
    for (int i = 0; i < 3; ++i)
        lines += fmt::format(
            R"({{"kind":"conference","id":"x{}","unit":"T01","date":"2026-03-0{}","title":"Hội nghị","status":"held"}})"
            "\n",
            i, i + 1);
    ASSERT_TRUE(load(lines).loaded);
    settle();
    const auto counts = get("T01", "/units/T01/findings").json().at("counts").at("cannot_tell").as_int64();
    ASSERT_GT(counts, 0);
    std::int64_t sum = 0;
    std::set<std::string> seen;
    std::string cursor;
    for (;;) {
        const auto page = get("T01", "/units/T01/findings/unknowns?limit=1" + cursor).json();
        ASSERT_EQ(page.at("items").as_array().size(), 1U);
        const auto& item = page.at("items").at(0);
        EXPECT_TRUE(seen.insert(at(item, "norm") + at(item, "unit") + at(item, "period")).second);
        EXPECT_FALSE(at(item, "missing").empty());
        EXPECT_EQ(at(item, "unit").empty(), at(item, "where").empty());
        sum += item.at("count").as_int64();
        if (!page.as_object().contains("next")) break;
        cursor = "&cursor=" + at(page, "next");
    }
    EXPECT_EQ(sum, counts);
}

TEST_P(Findings, TenThousandFindingsArePagedWithoutALossOrARepeat) {
    constexpr int many = 10'000;
    const auto status = database().write([&](db::Tx& tx) -> Status {
        for (int i = 0; i < many; ++i) {
            store::Row row;
            row.id = fmt::format("f{:06}", i);
            row.norm = i % 2 == 0 ? cap : "KL226.other";
            row.period = "2026";
            row.unit = "X01";
            row.subject = fmt::format("s{}", i);
            row.unit_path = "TW/T01/X01/";
            row.mission_row = "M8;M9";
            row.severity = i % 3 == 0 ? "error" : "warning";
            row.message = "Vượt";
            row.state = i % 5 == 0 ? "explained" : "open";
            row.first_seen = row.last_seen = november_2026 - i % 7;
            row.sort_key = store::sort_key(row.severity, row.first_seen, row.id);
            TRYV(store::insert(tx, row));
        }
        return {};
    });
    ASSERT_TRUE(status.has_value()) << sauro::testing::explain(status);
    for (const std::string as : {"T01", "TW"}) {
        std::set<std::string> seen;
        std::string cursor, last_severity;
        int pages = 0;
        do {
            const auto page = get(as, "/units/" + as + "/findings?state=open&row=M9&limit=200" +
                                          (cursor.empty() ? "" : "&cursor=" + cursor))
                                  .json();
            for (const auto& item : page.at("items").as_array()) {
                seen.insert(at(item, "id"));
                EXPECT_GE(at(item, "severity"), last_severity);  // error before warning
                last_severity = at(item, "severity");
            }
            const auto* next = page.as_object().if_contains("next");
            cursor = next != nullptr && next->is_string() ? at(page, "next") : "";
            ++pages;
        } while (!cursor.empty() && pages < 100);
        EXPECT_EQ(seen.size(), 8'000U);
        EXPECT_EQ(pages, 40);
    }
    EXPECT_EQ(get("T01", "/units/T01/findings?row=M").text("/items"), "[]");
}

TEST_P(Findings, AnotherRulebookWritesNothingBeforeItIsActivated) {
    conferences(1, 3);
    settle();
    // The same rules with a cap of four: another hash, and no breach any more.
    auto other = std::make_shared<Rules>(*rules_);
    bool changed = false;
    for (auto& [name, text] : other->files) {
        const auto norm = text.find(fmt::format("id: {}", cap));
        if (norm == std::string::npos) continue;
        const auto limit = text.find("value: 2", norm);
        ASSERT_NE(limit, std::string::npos);
        text.replace(limit, 8, "value: 4");
        changed = true;
    }
    ASSERT_TRUE(changed);
    auto book = rules_->load(other->files);
    ASSERT_TRUE(book.has_value()) << book.error().message;
    other->given = *std::move(book);
    ASSERT_NE(other->given.hash(), rules_->given.hash());
    const auto before = rules_;
    rules_ = other;
    open_routes();
    now_ += day;
    settle();
    std::string hash;
    const auto look = [&] {
        const auto status = database().read([&](db::Snapshot& snapshot) -> Status {
            TRY(const auto row, store::find(snapshot, at(only(), "id")));
            hash = row ? row->rulebook : "";
            return {};
        });
        EXPECT_TRUE(status.has_value());
    };
    look();
    EXPECT_EQ(hash, before->given.hash());
    EXPECT_THAT(get("T01", "/units/T01/findings").body, HasSubstr(R"("rulebook_waits":true)"));
    // What an office tightens meanwhile waits for nobody: the old rulebook is judged by with it, also by a worker that
    // had it in hand.
    std::string tightened;
    other->localise = [&tightened](rulebook::Rulebook& old, db::Snapshot&, std::string& seen) -> Status {
        if (seen == tightened) return {};
        rulebook::Overlay overlay;
        overlay.id = seen = tightened;
        overlay.unit_path = "TW/T01/";
        overlay.source = "12-QĐ/TU";
        overlay.norm = cap;
        overlay.parameter = "max";
        TRY(auto value, rulebook::local_value(*old.find(cap)->parameter("max"), "1",
                                              *base::Date::parse_iso("2026-01-01"), "Điều 3"));
        overlay.values.push_back(std::move(value));
        old.replace(rulebook::with_local(old, {overlay}, {}).book);
        return {};
    };
    Worker held(database(), *rules_, [this] { return now_; });
    ASSERT_TRUE(held.refresh(true).has_value());
    EXPECT_THAT(at(only(), "message"), HasSubstr("giới hạn 2 "));
    tightened = "12-QĐ/TU";
    ASSERT_TRUE(held.refresh(true).has_value());
    EXPECT_THAT(at(only(), "message"), HasSubstr("giới hạn 1 "));
    EXPECT_EQ(settle(), 0) << "it waits, and nothing is left to do";
    tightened.clear();
    ASSERT_TRUE(held.refresh(true).has_value());
    EXPECT_EQ(post("TW", "/units/TW/findings/rulebook", "{}").status, 403);
    EXPECT_EQ(get("TW", "/units/TW/findings/rulebook").status, 403);
    EXPECT_EQ(get("T01:administrator", "/units/T01/findings/rulebook").code(), "finding.owner");
    const auto change = get("TW:administrator", "/units/TW/findings/rulebook").json();
    EXPECT_EQ(change.at("before").as_string(), before->given.hash());
    EXPECT_TRUE(change.at("waits").as_bool());
    EXPECT_EQ(change.at("vanishing").as_int64(), 1);
    EXPECT_EQ(change.at("appearing").as_int64(), 0);
    ASSERT_EQ(change.at("touched").as_array().size(), 1U) << json::write(change);
    const auto& touched = change.at("touched").as_array()[0];
    EXPECT_EQ(touched.at("norm").as_string(), cap);
    EXPECT_EQ(touched.at("rows").as_array()[0].at("before").as_string(), "breached 3 / 2");
    EXPECT_EQ(touched.at("rows").as_array()[0].at("after").as_string(), "met 3 / 4");
    EXPECT_EQ(post("T01:administrator", "/units/T01/findings/rulebook", "{}").code(), "finding.owner");
    ASSERT_EQ(post("TW:administrator", "/units/TW/findings/rulebook", "{}").status, 200);
    settle();
    EXPECT_THAT(get("T01", fmt::format("/units/T01/findings?norm={}", cap)).body,
                HasSubstr(R"("open":0,"explained":0,"waived":0,"fixed":1)"));
    EXPECT_THAT(get("T01", "/units/T01/findings").body, HasSubstr(R"("rulebook_waits":false)"));
    EXPECT_THAT(get("TW:administrator", "/units/TW/findings/rulebook").body, HasSubstr(R"("waits":false)"));
}

}  // namespace
}  // namespace sauro::findings
