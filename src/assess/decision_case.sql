-- name: case_sitting
SELECT s.id FROM attempt a
JOIN sitting s ON s.id = a.sitting JOIN scheme_version v ON v.id = s.scheme_version
WHERE a.candidate = $1 AND v.scheme = $2 ORDER BY s.day DESC, s.id DESC LIMIT 1

-- name: case_results
SELECT r.id, a.id, s.ref || '/' || c.ref || '/' || a.unit, s.day, r.outcome, v.version, r.at_s,
       (SELECT count(*) FROM inquiry i WHERE i.result = r.id AND i.journal_seq < $1
          AND NOT EXISTS (SELECT 1 FROM move m WHERE m.machine = 'inquiry' AND m.subject = i.id
                            AND m.journal_seq < $1))
FROM attempt a JOIN result r ON r.attempt = a.id
JOIN sitting s ON s.id = a.sitting JOIN candidate c ON c.id = a.candidate
JOIN sitting_rubric f ON f.sitting = a.sitting AND f.unit = a.unit
JOIN rubric_version v ON v.id = f.rubric_version
WHERE a.candidate = $2 AND a.unit = $3 AND r.outcome <> 'void' AND r.journal_seq < $1
  AND NOT EXISTS (SELECT 1 FROM inquiry i
                  JOIN move m ON m.machine = 'inquiry' AND m.subject = i.id
                  WHERE i.result = r.id AND m.to_state = 'void' AND m.journal_seq < $1)
  AND NOT EXISTS (SELECT 1 FROM result n WHERE n.replaces = r.id AND n.journal_seq < $1)
ORDER BY s.day DESC, r.id DESC

-- name: case_pairs
-- scans: everybody who has a result
SELECT DISTINCT v.scheme, c.ref, c.id
FROM result_now r JOIN attempt a ON a.id = r.attempt JOIN candidate c ON c.id = a.candidate
JOIN sitting s ON s.id = a.sitting JOIN scheme_version v ON v.id = s.scheme_version
ORDER BY v.scheme, c.ref
