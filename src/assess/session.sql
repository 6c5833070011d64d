-- name: session_highest
SELECT max(id) FROM session

-- name: session_insert
INSERT INTO session (id, person, tablet, token, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: session_seen_set
INSERT INTO session_seen (session, seen_s) VALUES ($1, $2)
ON CONFLICT (session) DO UPDATE SET seen_s = excluded.seen_s

-- name: session_by_token
SELECT s.id, s.person, p.ref, p.name, s.tablet, s.at_s, n.seen_s
FROM session s JOIN person p ON p.id = s.person JOIN session_seen n ON n.session = s.id
WHERE s.token = $1
  AND NOT EXISTS (SELECT 1 FROM session_end e WHERE e.id = s.id)
  AND NOT EXISTS (SELECT 1 FROM tablet_end t WHERE t.id = s.tablet)

-- name: session_live
SELECT s.id FROM session s
WHERE s.person = $1 AND s.at_s >= $2
  AND NOT EXISTS (SELECT 1 FROM session_end e WHERE e.id = s.id)
ORDER BY s.id

-- name: session_has_ended
SELECT count(*) FROM session_end WHERE id = $1

-- name: session_on_tablet
SELECT count(*) FROM person p JOIN session s ON s.person = p.id WHERE p.ref = $1 AND s.tablet = $2

-- name: session_end_insert
INSERT INTO session_end (id, journal_seq, at_s, by_person, salt) VALUES ($1, $2, $3, $4, $5)

-- name: session_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, person, tablet, token FROM session ORDER BY id

-- name: session_end_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id FROM session_end ORDER BY id
