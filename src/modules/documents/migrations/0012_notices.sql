-- What a sender said later (recalled, replaced, corrected) is shown to the recipient for some days.
CREATE INDEX document_receipts_notices ON document_receipts (to_unit_id, notice_at) WHERE notice_at IS NOT NULL;
