-- The same rows before units are joined to them: what is counted by unit looks here (facts::View::Source).
CREATE VIEW rows_procedure_cases AS
SELECT p.unit_id, COALESCE(p.external_id, p.id) AS id, p.date AS date, p.digital AS digital
FROM procedure_cases p;

-- Covers the counting norms, unit after unit.
DROP INDEX procedure_cases_unit_date;
CREATE INDEX procedure_cases_unit_date ON procedure_cases (unit_id, date, digital);
