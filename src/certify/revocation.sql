-- name: revocation_highest
SELECT max(id) FROM revocation_proposal

-- name: revocation_insert
INSERT INTO revocation_proposal (id, certificate, reason, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7)

-- name: revocation_newest
SELECT by_person, reason FROM revocation_proposal WHERE certificate = $1 ORDER BY id DESC LIMIT 1

-- name: revocation_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, certificate, reason
FROM revocation_proposal ORDER BY id
