-- name: key_crl_highest
SELECT max(number) FROM key_crl

-- name: key_crl_insert
INSERT INTO key_crl (number, digest, until_s, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7)

-- name: key_crl_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, number, digest, until_s FROM key_crl ORDER BY number
