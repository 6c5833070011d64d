-- name: draw_seed_insert
INSERT INTO draw_seed (sitting, seed, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6)

-- name: draw_seed_of_sitting
SELECT sitting, seed FROM draw_seed WHERE sitting = $1

-- name: draw_seed_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, sitting, seed FROM draw_seed ORDER BY sitting
