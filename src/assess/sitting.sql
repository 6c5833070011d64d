-- name: sitting_highest
SELECT max(id) FROM sitting

-- name: sitting_insert
INSERT INTO sitting (id, ref, centre, day, scheme_version, state, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)

-- name: sitting_by_ref
SELECT s.id, s.ref, s.centre, c.ref, s.day, s.scheme_version, v.scheme || '@' || v.version, s.state
FROM sitting s JOIN centre c ON c.id = s.centre JOIN scheme_version v ON v.id = s.scheme_version
WHERE s.ref = $1

-- name: sitting_by_id
SELECT s.id, s.ref, s.centre, c.ref, s.day, s.scheme_version, v.scheme || '@' || v.version, s.state
FROM sitting s JOIN centre c ON c.id = s.centre JOIN scheme_version v ON v.id = s.scheme_version
WHERE s.id = $1

-- name: sitting_all
-- scans: every sitting, for lists
SELECT s.id, s.ref, s.centre, c.ref, s.day, s.scheme_version, v.scheme || '@' || v.version, s.state
FROM sitting s JOIN centre c ON c.id = s.centre JOIN scheme_version v ON v.id = s.scheme_version
ORDER BY s.day, s.ref

-- name: sitting_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, ref, centre, '', day, scheme_version, '', state
FROM sitting ORDER BY id
