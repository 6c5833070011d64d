-- name: pickup_highest
SELECT max(id) FROM pickup

-- name: pickup_insert
INSERT INTO pickup (id, candidate, hash, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7)

-- name: pickup_count
SELECT count(*) FROM pickup WHERE candidate = $1

-- name: pickup_by_hash
SELECT p.candidate, f.born FROM pickup p JOIN candidate_facts f ON f.candidate = p.candidate
WHERE p.hash = $1 AND p.id = (SELECT max(n.id) FROM pickup n WHERE n.candidate = p.candidate)
ORDER BY f.revision DESC LIMIT 1

-- name: pickup_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, candidate, hash FROM pickup ORDER BY id
