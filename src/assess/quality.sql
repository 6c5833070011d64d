-- name: quality_attempts
SELECT a.id, s.day
FROM sitting s JOIN attempt a ON a.sitting = s.id JOIN result_now r ON r.attempt = a.id
WHERE s.day >= $1 AND s.day <= $2 AND (a.unit = $3 OR $3 = '') AND r.outcome <> 'void'
ORDER BY s.day

-- name: quality_rates
SELECT a.unit, f.sex, f.languages, c.ref, r.outcome, count(*)
FROM sitting s JOIN centre c ON c.id = s.centre JOIN attempt a ON a.sitting = s.id
JOIN result_now r ON r.attempt = a.id JOIN candidate_facts f ON f.candidate = a.candidate
WHERE s.day >= $1 AND s.day <= $2 AND (a.unit = $3 OR $3 = '') AND r.outcome <> 'void'
  AND f.revision = (SELECT max(n.revision) FROM candidate_facts n WHERE n.candidate = a.candidate)
GROUP BY a.unit, f.sex, f.languages, c.ref, r.outcome
