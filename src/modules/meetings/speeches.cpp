#include "modules/meetings/speeches.hpp"

#include <cmath>

#include "facts/fields.hpp"
#include "reuse/reuse.hpp"

namespace sauro::meetings {
namespace {

using facts::Type;

// Runs after a speech or a paper came, in whatever order.
Status compare(db::Tx& tx, const std::string&, const facts::Record& record) {
    if (facts::text_of(record, "text").empty()) return {};
    TRY(const auto conference, tx.one(conference_by_code, {facts::text_of(record, "conference")},
                                      [](const db::Row& row) { return row.str(0); }));
    return conference ? compare_with_papers(tx, *conference) : Status{};
}

}  // namespace

Status compare_with_papers(db::Tx& tx, const std::string& conference_id) {
    std::string papers;
    TRYV(tx.query("SELECT text FROM papers WHERE conference_id = ? AND text IS NOT NULL", {conference_id},
                  [&](const db::Row& row) {
                      papers += row.str(0) + "\n";
                      return true;
                  }));
    if (papers.empty()) return {};
    std::vector<std::pair<std::string, std::string>> speeches;
    TRYV(tx.query("SELECT id, text FROM speeches WHERE conference_id = ? AND text IS NOT NULL", {conference_id},
                  [&](const db::Row& row) {
                      speeches.emplace_back(row.str(0), row.str(1));
                      return true;
                  }));
    for (const auto& [id, text] : speeches) {
        const auto percent = static_cast<std::int64_t>(std::floor(100 * reuse::compare(text, papers).a_in_b));
        TRYV(tx.execute("UPDATE speeches SET copied_percent = ? WHERE id = ?", {percent, id}));
    }
    return {};
}

facts::Kind speech_kind(const MeasureSpeech& measure) {
    facts::Kind kind{"speech", {}, {}};
    kind.fields = {
        {"id", Type::text, false, {}, {}, "có thể bỏ"},
        {"conference", Type::text, true, {}, "conference"},
        {"type", Type::text, false, {"opening", "closing", "contribution"}, {}, "khai mạc, kết luận, tham luận"},
        {"speaker", Type::text},
        {"minutes", Type::integer},
        facts::field::words("text", "bài viết sẵn; được đối chiếu với tài liệu đã gửi, ước thời gian đọc"),
        facts::field::words("kept_reason", "vì sao giữ nguyên bài viết dù đã được nhắc"),
    };
    kind.store = facts::table_store(
        {"speech",
         "speeches",
         {{"conference", "conference_id", conference_by_code, "conference"},
          {"type", "type"},
          {"speaker", "speaker"},
          {"minutes", "minutes"},
          {"text", "text"},
          {"kept_reason", "kept_reason"}},
         true,
         {}},
        [measure](db::Tx& tx, const std::string& id, const facts::Record& record) -> Status {
            if (const auto text = facts::text_of(record, "text"); measure && !text.empty()) {
                const auto measured = measure(text, facts::text_of(record, "type"));
                TRYV(tx.execute("UPDATE speeches SET reading_minutes = ?, listed_ideas = ? WHERE id = ?",
                                {measured.minutes, measured.listed, id}));
            }
            return compare(tx, id, record);
        });
    return kind;
}

facts::Kind paper_kind() {
    return facts::table_kind(
        {.name = "paper",
         .table = "papers",
         .fields = {facts::field::key(), facts::field::must(facts::field::ref("conference", "conference")),
                    facts::field::words("title"), facts::field::words("text", "toàn văn tài liệu đã gửi"),
                    facts::field::date("sent_on", "ngày gửi trước")},
         .references = {{"conference", "conferences"}},
         .after = compare});
}

facts::View speech_view() {
    return facts::unit_view("speeches",
                            {{"conference", Type::text},
                             {"type", Type::text},
                             {"speaker", Type::text},
                             {"minutes", Type::integer},
                             {"text", Type::text},
                             {"copied_percent", Type::integer, "phần lặp lại tài liệu đã gửi"},
                             {"reading_minutes", Type::integer, "số phút đọc hết bài viết, ước theo tốc độ nói"},
                             {"listed_ideas", Type::integer, "số ý liền nhau kể thành tích hoặc thuật diễn biến"},
                             {"kept_reason", Type::text, "vì sao giữ nguyên bài viết"}});
}

}  // namespace sauro::meetings
