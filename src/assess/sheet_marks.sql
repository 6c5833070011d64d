-- name: sheet_events
SELECT body FROM event WHERE sheet = $1 ORDER BY seq
