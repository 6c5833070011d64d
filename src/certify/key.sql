-- name: key_highest
SELECT max(id) FROM key_made

-- name: key_insert
INSERT INTO key_made (id, kind, fingerprint, public, from_s, until_s,
                      journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)

-- name: key_by_fingerprint
SELECT id FROM key_made WHERE fingerprint = $1

-- name: key_all
-- scans: there are tens of keys
SELECT id, kind, fingerprint, public, from_s, until_s FROM key_made ORDER BY id

-- name: key_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, kind, fingerprint, public, from_s, until_s
FROM key_made ORDER BY id
