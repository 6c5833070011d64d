-- name: person_highest
SELECT max(id) FROM person

-- name: person_insert
INSERT INTO person (id, ref, name, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7)

-- name: person_by_ref
SELECT id, ref, name FROM person WHERE ref = $1

-- name: person_by_id
SELECT id, ref, name FROM person WHERE id = $1

-- name: person_all
-- scans: there are tens of people
SELECT id, ref, name FROM person ORDER BY ref

-- name: person_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, ref, name FROM person ORDER BY id
