-- name: conflict_actors
SELECT DISTINCT p.id, p.ref FROM person p JOIN (
    SELECT person AS id FROM sheet WHERE attempt = $1
    UNION SELECT by_person FROM settlement WHERE attempt = $1
    UNION SELECT by_person FROM review WHERE attempt = $1) acted ON acted.id = p.id
ORDER BY p.ref

-- name: conflict_newest_relationship
SELECT id FROM relationship WHERE candidate = $1 AND person = $2 ORDER BY id DESC LIMIT 1

-- name: conflict_declared
SELECT count(*) FROM relationship
WHERE id = $1 AND person = $2 AND candidate = $3 AND journal_seq < $4

-- name: conflict_looked
SELECT reason FROM conflict_look WHERE attempt = $1 AND person = $2 AND relationship = $3

-- name: conflict_look_highest
SELECT max(id) FROM conflict_look

-- name: conflict_look_insert
INSERT INTO conflict_look (id, attempt, person, relationship, reason,
                           journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: conflict_look_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, attempt, person, relationship, reason
FROM conflict_look ORDER BY id
