-- name: resit_attempts
SELECT s.ref || '/' || c.ref || '/' || a.unit, s.day, a.state, coalesce(r.outcome, ''), s.state
FROM attempt a JOIN sitting s ON s.id = a.sitting JOIN candidate c ON c.id = a.candidate
LEFT JOIN result_now r ON r.attempt = a.id
WHERE a.candidate = $1 AND a.unit = $2 AND a.sitting <> $3 ORDER BY s.day, a.id

-- name: resit_granted
-- The granted decision in a scheme that rests on a result.
SELECT d.id, d.day FROM decision_result l
JOIN decision d ON d.id = l.decision JOIN scheme_version v ON v.id = d.scheme_version
WHERE l.result = $1 AND v.scheme = $2 AND d.outcome = 'granted' ORDER BY d.id DESC LIMIT 1

-- name: resit_certified_until
SELECT max(expires_day) FROM certificate
WHERE decision = $1 AND state IN ('intended', 'issued', 'suspended')
