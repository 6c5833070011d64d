-- name: rejudge_devices
-- scans: the audit reads all
SELECT device FROM event GROUP BY device ORDER BY device

-- name: rejudge_events
SELECT id, seq, prev, hash, body, sheet, refused FROM event WHERE device = $1 ORDER BY seq

-- name: rejudge_attempts
-- scans: the audit reads all
SELECT a.id, a.state, r.id FROM attempt a LEFT JOIN result r ON r.attempt = a.id
ORDER BY a.id, r.id

