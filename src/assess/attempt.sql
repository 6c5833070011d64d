-- name: attempt_highest
SELECT max(id) FROM attempt

-- name: attempt_insert
INSERT INTO attempt (id, sitting, candidate, unit, destination, extra_time_percent, sampled, state,
                     journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)

-- name: attempt_entered
SELECT count(*) FROM attempt WHERE sitting = $1 AND candidate = $2 AND unit = $3

-- name: attempt_by_id
SELECT a.id, a.sitting, a.candidate, s.ref, c.ref, a.unit, a.destination, a.extra_time_percent,
       a.sampled, a.state
FROM attempt a JOIN sitting s ON s.id = a.sitting JOIN candidate c ON c.id = a.candidate
WHERE a.id = $1

-- name: attempt_by_name
SELECT a.id, a.sitting, a.candidate, s.ref, c.ref, a.unit, a.destination, a.extra_time_percent,
       a.sampled, a.state
FROM attempt a JOIN sitting s ON s.id = a.sitting JOIN candidate c ON c.id = a.candidate
WHERE s.ref = $1 AND c.ref = $2 AND a.unit = $3

-- name: attempts_of_sitting
SELECT a.id, a.sitting, a.candidate, s.ref, c.ref, a.unit, a.destination, a.extra_time_percent,
       a.sampled, a.state
FROM attempt a JOIN sitting s ON s.id = a.sitting JOIN candidate c ON c.id = a.candidate
WHERE a.sitting = $1 ORDER BY c.ref, a.unit

-- name: attempts_of_candidate
SELECT a.id, a.sitting, a.candidate, s.ref, c.ref, a.unit, a.destination, a.extra_time_percent,
       a.sampled, a.state
FROM attempt a JOIN sitting s ON s.id = a.sitting JOIN candidate c ON c.id = a.candidate
WHERE a.candidate = $1 ORDER BY s.day, a.id

-- name: attempt_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, sitting, candidate, '', '', unit, destination,
       extra_time_percent, sampled, state
FROM attempt ORDER BY id
