-- name: result_highest
SELECT max(id) FROM result

-- name: result_insert
INSERT INTO result (id, attempt, outcome, marks, score, replaces, appeal,
                    journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)

-- name: result_of_attempt
SELECT id, attempt, outcome, marks, score, at_s, replaces, appeal FROM result
WHERE attempt = $1 ORDER BY id DESC LIMIT 1

-- name: result_by_id
SELECT id, attempt, outcome, marks, score, at_s, replaces, appeal FROM result WHERE id = $1

-- name: results_of_candidate
SELECT r.id, r.attempt, r.outcome, r.marks, r.score, r.at_s, r.replaces, r.appeal
FROM attempt a JOIN result_now r ON r.attempt = a.id JOIN sitting s ON s.id = a.sitting
WHERE a.candidate = $1 ORDER BY s.day, r.id

-- name: result_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, attempt, outcome, marks, score, at_s,
       replaces, appeal
FROM result ORDER BY id
