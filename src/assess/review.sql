-- name: review_highest
SELECT max(id) FROM review

-- name: review_insert
INSERT INTO review (id, attempt, doubted, reason, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: review_of_attempt
SELECT r.id, r.attempt, r.doubted, r.reason, p.ref, r.by_person, r.at_s
FROM review r JOIN person p ON p.id = r.by_person
WHERE r.attempt = $1

-- name: review_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, attempt, doubted, reason, '', by_person, at_s
FROM review ORDER BY id
