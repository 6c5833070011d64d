-- name: key_request_insert
INSERT INTO key_request (ref, key_digest, purpose, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7)

-- name: key_request_by_ref
SELECT key_digest, purpose FROM key_request WHERE ref = $1

-- name: key_request_waiting
-- scans: there are tens of keys
SELECT ref, purpose, at_s FROM key_request
WHERE ref NOT IN (SELECT ref FROM key_signer) ORDER BY journal_seq

-- name: key_request_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, ref, key_digest, purpose FROM key_request
ORDER BY journal_seq
