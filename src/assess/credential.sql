-- name: credential_highest
SELECT max(id) FROM credential

-- name: credential_insert
INSERT INTO credential (id, person, kind, grain, hash, totp, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)

-- name: credential_newest
SELECT grain, hash, totp FROM credential WHERE person = $1 AND kind = $2 ORDER BY id DESC LIMIT 1

-- name: credential_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, person, kind, grain, hash, totp
FROM credential ORDER BY id

-- name: credential_step
SELECT step FROM totp_used WHERE person = $1

-- name: credential_step_set
INSERT INTO totp_used (person, step) VALUES ($1, $2)
ON CONFLICT (person) DO UPDATE SET step = excluded.step
