-- name: touched_by_result
SELECT 'decision', v.scheme || ' of ' || c.ref || ' on ' || d.day, d.outcome, d.id, 0 AS part
FROM decision_result dr JOIN decision d ON d.id = dr.decision
JOIN scheme_version v ON v.id = d.scheme_version JOIN candidate c ON c.id = d.candidate
WHERE dr.result = $1
UNION ALL
SELECT 'certificate', substr(t.code, 1, 4) || '-' || substr(t.code, 5, 4) || '-' ||
       substr(t.code, 9, 4) || '-' || substr(t.code, 13, 4), t.state, t.decision, t.id
FROM decision_result dr JOIN certificate t ON t.decision = dr.decision
WHERE dr.result = $1
ORDER BY 4, 5
