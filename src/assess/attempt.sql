-- name: attempt_highest
SELECT max(id) FROM attempt

-- name: attempt_insert
INSERT INTO attempt (id, sitting, candidate, unit, destination, extra_time_percent, sampled, state,
                     journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)

-- name: attempt_entered
SELECT count(*) FROM attempt WHERE sitting = $1 AND candidate = $2 AND unit = $3

-- name: attempt_by_id
SELECT id, sitting, candidate, sitting_ref, candidate_ref, unit, destination, extra_time_percent,
       sampled, state
FROM attempt_now WHERE id = $1

-- name: attempt_by_name
SELECT id, sitting, candidate, sitting_ref, candidate_ref, unit, destination, extra_time_percent,
       sampled, state
FROM attempt_now WHERE sitting_ref = $1 AND candidate_ref = $2 AND unit = $3

-- name: attempts_of_sitting
SELECT id, sitting, candidate, sitting_ref, candidate_ref, unit, destination, extra_time_percent,
       sampled, state
FROM attempt_now WHERE sitting = $1 ORDER BY candidate_ref, unit

-- name: attempts_of_candidate
SELECT id, sitting, candidate, sitting_ref, candidate_ref, unit, destination, extra_time_percent,
       sampled, state
FROM attempt_now WHERE candidate = $1 ORDER BY day, id

-- name: attempt_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, sitting, candidate, '', '', unit, destination,
       extra_time_percent, sampled, state
FROM attempt ORDER BY id
