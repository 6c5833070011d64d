-- name: settlement_highest
SELECT max(id) FROM settlement

-- name: settlement_insert
INSERT INTO settlement (id, attempt, criterion, mark, reason, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: settlements_of_attempt
SELECT s.id, s.attempt, s.criterion, s.mark, s.reason, p.ref, s.by_person, s.at_s
FROM settlement s JOIN person p ON p.id = s.by_person
WHERE s.attempt = $1 ORDER BY s.id

-- name: settlement_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, attempt, criterion, mark, reason, '', by_person, at_s
FROM settlement ORDER BY id
