-- name: relationship_highest
SELECT max(id) FROM relationship

-- name: relationship_insert
INSERT INTO relationship (id, person, candidate, kind, from_day, until_day,
                          journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)

-- name: relationships_of_candidate
SELECT r.id, r.person, r.candidate, r.kind, r.from_day, r.until_day
FROM relationship r WHERE r.candidate = $1
  AND NOT EXISTS (SELECT 1 FROM relationship n
                  WHERE n.candidate = r.candidate AND n.person = r.person AND n.kind = r.kind
                    AND n.from_day = r.from_day AND n.id > r.id)
ORDER BY r.id

-- name: relationship_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, person, candidate, kind, from_day, until_day
FROM relationship ORDER BY id

-- name: failed_attempts
SELECT count(*) FROM attempt a JOIN result_now r ON r.attempt = a.id
WHERE a.candidate = $1 AND a.unit = $2 AND r.outcome = 'not_yet_competent'
  AND NOT EXISTS (SELECT 1 FROM inquiry i WHERE i.result = r.id AND i.state = 'void')

-- name: failed_attempts_examined
SELECT count(*) FROM attempt a JOIN result_now r ON r.attempt = a.id
JOIN assignment s ON s.attempt = a.id AND s.duty IN ('first', 'second', 'third')
WHERE a.candidate = $1 AND a.unit = $2 AND r.outcome = 'not_yet_competent' AND s.person = $3
  AND NOT EXISTS (SELECT 1 FROM inquiry i WHERE i.result = r.id AND i.state = 'void')
