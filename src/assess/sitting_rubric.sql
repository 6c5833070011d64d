-- name: sitting_rubric_insert
INSERT INTO sitting_rubric (sitting, unit, rubric_version, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7)

-- name: sitting_rubric_version
SELECT rubric_version FROM sitting_rubric WHERE sitting = $1 AND unit = $2

-- name: sitting_rubric_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, sitting, unit, rubric_version
FROM sitting_rubric ORDER BY journal_seq
