-- name: incident_highest
SELECT max(id) FROM incident

-- name: incident_insert
INSERT INTO incident (id, sitting, attempt, kind, note, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: incidents_of_sitting
SELECT i.id, i.sitting, i.attempt, s.ref || coalesce('/' || c.ref || '/' || a.unit, ''), i.kind,
       i.note, p.ref, i.at_s
FROM incident i JOIN sitting s ON s.id = i.sitting JOIN person p ON p.id = i.by_person
LEFT JOIN attempt a ON a.id = i.attempt LEFT JOIN candidate c ON c.id = a.candidate
WHERE i.sitting = $1 ORDER BY i.id

-- name: incident_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, sitting, attempt, '', kind, note, '', at_s
FROM incident ORDER BY id
