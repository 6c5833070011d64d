-- name: disclosure_highest
SELECT max(id) FROM disclosure

-- name: disclosure_insert
INSERT INTO disclosure (id, candidate, digest, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7)

-- name: disclosure_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, candidate, digest FROM disclosure ORDER BY id
