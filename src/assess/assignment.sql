-- name: assignment_highest
SELECT max(id) FROM assignment

-- name: assignment_insert
INSERT INTO assignment (id, attempt, person, duty, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: assignments_of_attempt
SELECT a.id, a.attempt, a.person, p.ref, a.duty
FROM assignment a JOIN person p ON p.id = a.person
WHERE a.attempt = $1 ORDER BY a.id

-- name: assignments_of_pair
SELECT a.id, a.attempt, a.person, p.ref, a.duty
FROM assignment a JOIN person p ON p.id = a.person JOIN attempt t ON t.id = a.attempt
WHERE t.candidate = $1 AND a.person = $2 ORDER BY a.id

-- name: assignment_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, attempt, person, '', duty FROM assignment ORDER BY id
