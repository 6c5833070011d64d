-- name: event_by_id
SELECT device, seq, hash, refused FROM event WHERE id = $1

-- name: event_last
SELECT seq, hash FROM event WHERE device = $1 ORDER BY seq DESC LIMIT 1

-- name: event_insert
INSERT INTO event (id, device, seq, prev, hash, sheet, body, received_s, refused)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
