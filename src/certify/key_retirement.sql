-- name: key_retirement_highest
SELECT max(id) FROM key_retirement

-- name: key_retirement_insert
INSERT INTO key_retirement (id, fingerprint, reason, since_s, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: key_retirement_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, fingerprint, reason, since_s FROM key_retirement
ORDER BY id
