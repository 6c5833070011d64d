-- name: report_granted
-- scans: one row a granted decision, most of which are reported
SELECT d.candidate, d.day, f.born, f.sex, f.region, f.destination, f.departure,
       (SELECT c.ref FROM decision_result dr JOIN result r ON r.id = dr.result
        JOIN attempt a ON a.id = r.attempt JOIN sitting s ON s.id = a.sitting
        JOIN centre c ON c.id = s.centre
        WHERE dr.decision = d.id ORDER BY s.day DESC, s.id DESC LIMIT 1)
FROM decision d JOIN candidate_facts f ON f.candidate = d.candidate
WHERE d.outcome = 'granted' AND d.day >= $1 AND d.day <= $2
  AND NOT EXISTS (SELECT 1 FROM decision e
                  WHERE e.candidate = d.candidate AND e.outcome = 'granted' AND e.id < d.id)
  AND f.revision = (SELECT max(n.revision) FROM candidate_facts n WHERE n.candidate = d.candidate)
ORDER BY d.candidate

-- name: report_units
-- scans: every result counts
SELECT a.unit, r.outcome, count(*)
FROM result_now r JOIN attempt a ON a.id = r.attempt JOIN sitting s ON s.id = a.sitting
WHERE r.outcome <> 'void' AND s.day >= $1 AND s.day <= $2
  AND NOT EXISTS (SELECT 1 FROM inquiry i WHERE i.result = r.id AND i.state = 'void')
GROUP BY a.unit, r.outcome ORDER BY a.unit, r.outcome

-- name: report_waiting
-- scans: one row a decision, most of which are reported
SELECT c.at_s,
       (SELECT max(s.day) FROM decision_result dr JOIN result r ON r.id = dr.result
        JOIN attempt a ON a.id = r.attempt JOIN sitting s ON s.id = a.sitting
        WHERE dr.decision = d.id), d.day
FROM decision d JOIN candidate c ON c.id = d.candidate
WHERE d.outcome <> 'deferred' AND d.day >= $1 AND d.day <= $2
  AND EXISTS (SELECT 1 FROM decision_result x WHERE x.decision = d.id)
ORDER BY d.id
