-- name: inquiry_highest
SELECT max(id) FROM inquiry

-- name: inquiry_insert
INSERT INTO inquiry (id, result, reason, state, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: inquiry_newest
SELECT i.id, i.result, i.reason, i.state, p.ref, i.by_person, i.at_s
FROM inquiry i JOIN person p ON p.id = i.by_person
WHERE i.result = $1 ORDER BY i.id DESC LIMIT 1

-- name: inquiry_decided
SELECT count(*) FROM decision_result dr JOIN decision d ON d.id = dr.decision
WHERE dr.result = $1 AND d.by_person = $2

-- name: inquiry_of_decision
SELECT s.ref || '/' || c.ref || '/' || a.unit, i.state
FROM decision_result dr JOIN inquiry i ON i.result = dr.result
JOIN result r ON r.id = i.result JOIN attempt a ON a.id = r.attempt
JOIN sitting s ON s.id = a.sitting JOIN candidate c ON c.id = a.candidate
WHERE dr.decision = $1 AND i.state <> 'back' ORDER BY i.id LIMIT 1

-- name: inquiry_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, result, reason, state, '', by_person, at_s
FROM inquiry ORDER BY id
