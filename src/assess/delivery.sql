-- name: delivery_highest
SELECT max(id) FROM delivery

-- name: delivery_insert
INSERT INTO delivery (id, device, first_seq, last_seq, digest, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: delivery_entry
SELECT journal_seq FROM delivery WHERE device = $1 AND first_seq <= $2
ORDER BY first_seq DESC LIMIT 1

-- name: delivery_events
SELECT hash, sheet, received_s, refused FROM event
WHERE device = $1 AND seq BETWEEN $2 AND $3 ORDER BY seq

-- name: delivery_all
-- scans: the audit reads all
SELECT id, device, first_seq, last_seq, digest, journal_seq FROM delivery ORDER BY device, first_seq

-- name: delivery_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, device, first_seq, last_seq, digest, journal_seq
FROM delivery ORDER BY id
