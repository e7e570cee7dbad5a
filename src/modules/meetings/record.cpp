#include "modules/meetings/record.hpp"

#include "base/id.hpp"
#include "modules/meetings/speeches.hpp"

namespace sauro::meetings {

Result<std::optional<ConferenceFact>> find_conference(db::Snapshot& snapshot, const std::string& unit_id,
                                                      const std::string& id_or_code) {
    const auto read = [](const db::Row& row) {
        ConferenceFact found;
        found.id = row.str(0);
        found.code = row.is_null(1) ? found.id : row.str(1);
        if (const auto date = base::Date::parse_iso(row.text(2))) found.date = *date;
        found.title = row.str(3);
        found.type = row.opt_text(4);
        found.mode = row.opt_text(5);
        found.chair = row.opt_text(6);
        found.agenda = row.opt_text(7);
        found.status = row.opt_text(8);
        found.planned_minutes = row.opt_integer(9);
        found.actual_minutes = row.opt_integer(10);
        found.delegates = row.opt_integer(11);
        return found;
    };
    const std::string select =
        "SELECT id, external_id, date, title, type, mode, chair, agenda, status, planned_minutes, actual_minutes, "
        "delegates FROM conferences WHERE ";
    TRY(auto found, snapshot.one(select + "id = ? AND unit_id = ?", {id_or_code, unit_id}, read));
    if (found) return found;
    return snapshot.one(select + "external_id = ? AND unit_id = ?", {id_or_code, unit_id}, read);
}

Result<std::vector<PaperFact>> papers_of(db::Snapshot& snapshot, const std::string& conference_id) {
    return snapshot.all(
        "SELECT id, title, text, sent_on FROM papers WHERE conference_id = ? ORDER BY created_at, id LIMIT 200",
        {conference_id},
        [](const db::Row& row) { return PaperFact{row.str(0), row.str(1), row.str(2), row.opt_text(3)}; });
}

Status add_speech(db::Tx& tx, const SpeechFact& speech, base::Millis now) {
    TRYV(tx.execute(
        "INSERT INTO speeches (id, external_id, conference_id, type, speaker, minutes, text, "
        "copied_percent, reading_minutes, listed_ideas, kept_reason, created_at) VALUES (?, ?, ?, ?, ?, ?, "
        "?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        {base::uuid7(), speech.code, speech.conference_id, speech.type, speech.speaker, speech.minutes, speech.text,
         speech.copied_percent, speech.reading_minutes, speech.listed_ideas, speech.kept_reason, now}));
    // Papers that came after the text was checked.
    if (speech.text && !speech.copied_percent) return compare_with_papers(tx, speech.conference_id);
    return {};
}

Status set_held(db::Tx& tx, const std::string& conference_id, std::int64_t actual_minutes) {
    TRY(const auto changed, tx.execute("UPDATE conferences SET status = 'held', actual_minutes = ?, version = version "
                                       "+ 1 WHERE id = ? AND (status IS NULL OR "
                                       "status <> 'cancelled')",
                                       {actual_minutes, conference_id}));
    if (changed == 1) return {};
    return fail(ErrorKind::conflict, "conference.cancelled",
                "Hội nghị này đã hủy nên không ghi là đã họp. Sửa trạng thái ở kế hoạch hội nghị trước.",
                "A cancelled conference was not held.");
}

}  // namespace sauro::meetings
