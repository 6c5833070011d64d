-- name: erasure_highest
SELECT max(id) FROM erasure

-- name: erasure_insert
INSERT INTO erasure (id, candidate, reason, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7)

-- name: erasure_all
-- scans: the audit reads all
SELECT id, candidate, reason FROM erasure ORDER BY id

-- name: erasure_of_candidate
SELECT c.ref FROM erasure e JOIN candidate c ON c.id = e.candidate WHERE e.candidate = $1

-- name: erasure_of_ref
SELECT count(*) FROM candidate c JOIN erasure e ON e.candidate = c.id WHERE c.ref = $1

-- name: erasure_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, candidate, reason FROM erasure ORDER BY id

-- name: erasure_end_insert
INSERT INTO erasure_end (id, remains, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6)

-- name: erasure_end_remains
SELECT remains FROM erasure_end WHERE id = $1

-- name: erasure_end_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, remains FROM erasure_end ORDER BY id
