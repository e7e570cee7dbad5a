#include "modules/documents/store.hpp"

namespace sauro::documents::store {

Result<std::optional<Unit>> find_unit(db::Snapshot& snapshot, std::string_view id_or_code) {
    return snapshot.one(
        "SELECT id, code, name, level, bloc, body, path, area_code, sample FROM units WHERE id = ? OR code = ?",
        {id_or_code, id_or_code}, [](const db::Row& row) {
            return Unit{row.str(0), row.str(1), row.str(2), row.str(3),    row.str(4),
                        row.str(5), row.str(6), row.str(7), row.boolean(8)};
        });
}

Result<std::map<std::string, UnitBrief>> unit_briefs(db::Snapshot& snapshot, const std::vector<std::string>& ids) {
    std::map<std::string, UnitBrief> briefs;
    for (const auto& id : ids) {
        if (briefs.contains(id)) continue;
        TRY(auto brief, snapshot.one("SELECT u.id, u.code, u.name, u.level, u.bloc, a.code, n.name, n.full_name, "
                                     "a.level, u.path, u.sample FROM units u "
                                     "JOIN areas a ON a.code = u.area_code LEFT JOIN area_names n ON n.area_code = "
                                     "a.code AND n.valid_to IS NULL WHERE u.id = ?",
                                     {id}, [](const db::Row& row) {
                                         return UnitBrief{row.str(0), row.str(1),
                                                          row.str(2), row.str(3),
                                                          row.str(4), {row.str(5), row.str(6), row.str(7), row.str(8)},
                                                          row.str(9), row.boolean(10)};
                                     }));
        if (brief) briefs.emplace(id, std::move(*brief));
    }
    return briefs;
}

Result<Settings> settings_of(db::Snapshot& snapshot, const Unit& unit) {
    Settings settings{default_notation(unit.body, unit.level, unit.code), std::string(kDefaultTerm)};
    TRYV(snapshot.query("SELECT organ_notation, drafting_notation, term FROM document_settings WHERE unit_id = ?",
                        {unit.id}, [&](const db::Row& row) {
                            if (!row.is_null(0)) settings.notation.organ = row.str(0);
                            if (!row.is_null(1)) settings.notation.drafting = row.str(1);
                            if (!row.is_null(2)) settings.term = row.str(2);
                            return false;
                        }));
    return settings;
}

Status insert_intake(db::Tx& tx, const Intake& intake) {
    TRYV(
        tx.execute("INSERT INTO intakes (id, unit_id, file_sha256, file_name, file_size, media_type, reading, text, "
                   "created_at, created_by) "
                   "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                   {intake.id, intake.unit_id, intake.file.sha256, intake.file.name, intake.file.size,
                    intake.file.media_type, intake.reading, intake.text, intake.created_at, intake.created_by}));
    return {};
}

Result<std::optional<Intake>> find_intake(db::Snapshot& snapshot, std::string_view unit_id, std::string_view id) {
    return snapshot.one(
        "SELECT id, unit_id, file_sha256, file_name, file_size, media_type, reading, text, created_at, created_by, "
        "document_id FROM intakes "
        "WHERE id = ? AND unit_id = ?",
        {id, unit_id}, [](const db::Row& row) {
            return Intake{row.str(0), row.str(1),      {row.str(2), row.str(3), row.integer(4), row.str(5)},
                          row.str(6), row.str(7),      row.integer(8),
                          row.str(9), row.opt_text(10)};
        });
}

Status use_intake(db::Tx& tx, std::string_view id, std::string_view document_id) {
    TRY(const auto changed,
        tx.execute("UPDATE intakes SET document_id = ? WHERE id = ? AND document_id IS NULL", {document_id, id}));
    if (changed == 1) return {};
    return fail(ErrorKind::conflict, "intake.used",
                "Tệp này đã được vào sổ. Mở lại danh sách để xem, hoặc thả tệp lần nữa nếu muốn vào sổ thêm một dòng.",
                "This file has been registered already.");
}

Status put_findings(db::Tx& tx, const DraftFindings& found) {
    TRYV(tx.execute(
        "INSERT INTO draft_findings (document_id, version, rulebook, at, breached, warnings, findings, copies, "
        "necessity) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (document_id, version, rulebook) DO UPDATE SET at = excluded.at, breached = excluded.breached, "
        "warnings = excluded.warnings, findings = excluded.findings, copies = excluded.copies, necessity = "
        "excluded.necessity",
        {found.document_id, found.version, found.rulebook, found.at, found.breached, found.warnings, found.findings,
         found.copies, found.necessity ? 1 : 0}));
    return {};
}

Result<std::optional<DraftFindings>> latest_findings(db::Snapshot& snapshot, std::string_view document_id) {
    return snapshot.one(
        "SELECT document_id, version, rulebook, at, breached, warnings, findings, copies, necessity FROM "
        "draft_findings WHERE document_id = ? ORDER BY version DESC, at DESC LIMIT 1",
        {document_id}, [](const db::Row& row) {
            return DraftFindings{row.str(0),     row.integer(1), row.str(2), row.integer(3),     row.integer(4),
                                 row.integer(5), row.str(6),     row.str(7), row.integer(8) != 0};
        });
}

}  // namespace sauro::documents::store
