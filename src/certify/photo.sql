-- name: photo_highest
SELECT max(id) FROM photo

-- name: photo_insert
INSERT INTO photo (id, candidate, jpeg, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7)

-- name: photo_now
SELECT jpeg FROM photo WHERE candidate = $1 ORDER BY id DESC LIMIT 1

-- name: photo_list
SELECT jpeg FROM photo WHERE candidate = $1 ORDER BY id

-- name: photo_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, candidate, jpeg FROM photo ORDER BY id
