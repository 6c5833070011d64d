-- name: draw_highest
SELECT max(id) FROM draw

-- name: draw_insert
INSERT INTO draw (id, sitting, unit, percent, seed, candidates, attempts,
                  journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)

-- name: draw_attempt_insert
INSERT INTO draw_attempt (attempt, draw) VALUES ($1, $2)

-- name: draw_of_unit
SELECT id, sitting, unit, percent, seed, candidates, attempts FROM draw
WHERE sitting = $1 AND unit = $2

-- name: draw_count
-- scans: the audit reads all
SELECT count(*) FROM draw

-- name: draw_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, sitting, unit, percent, seed, candidates, attempts
FROM draw ORDER BY id

-- name: draw_attempt_astray
-- scans: the audit reads all
SELECT count(*) FROM draw_attempt k JOIN draw d ON d.id = k.draw JOIN attempt a ON a.id = k.attempt
WHERE a.unit <> d.unit OR a.sitting <> d.sitting
