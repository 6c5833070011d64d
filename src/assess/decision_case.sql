-- name: case_sitting
SELECT s.id FROM attempt a
JOIN sitting s ON s.id = a.sitting JOIN scheme_version v ON v.id = s.scheme_version
WHERE a.candidate = $1 AND v.scheme = $2 ORDER BY s.day DESC, s.id DESC LIMIT 1

-- name: case_results
SELECT r.id, a.id, s.ref || '/' || c.ref || '/' || a.unit, s.day, r.outcome, v.version, r.at_s
FROM attempt a JOIN result r ON r.attempt = a.id
JOIN sitting s ON s.id = a.sitting JOIN candidate c ON c.id = a.candidate
JOIN sitting_rubric f ON f.sitting = a.sitting AND f.unit = a.unit
JOIN rubric_version v ON v.id = f.rubric_version
WHERE a.candidate = $1 AND a.unit = $2 AND r.outcome <> 'void' AND r.journal_seq < $3
  AND NOT EXISTS (SELECT 1 FROM result n WHERE n.replaces = r.id AND n.journal_seq < $3)
ORDER BY s.day DESC, r.id DESC

-- name: case_pairs
-- scans: everybody who has a result
SELECT DISTINCT v.scheme, c.ref, c.id
FROM result_now r JOIN attempt a ON a.id = r.attempt JOIN candidate c ON c.id = a.candidate
JOIN sitting s ON s.id = a.sitting JOIN scheme_version v ON v.id = s.scheme_version
ORDER BY v.scheme, c.ref
