-- name: adjustment_highest
SELECT max(id) FROM adjustment

-- name: adjustment_insert
INSERT INTO adjustment (id, attempt, extra_time_percent, reason,
                        journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: adjustment_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, attempt, extra_time_percent, reason
FROM adjustment ORDER BY id
