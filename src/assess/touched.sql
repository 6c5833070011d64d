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

-- name: touched_by_pair
-- scans: what it made itself of one candidate, no table
-- Each with the day on which a conflict would have stood against it.
WITH acted AS (
    SELECT n.id, n.sitting_ref || '/' || n.candidate_ref || '/' || n.unit AS name, n.day
    FROM attempt_now n
    WHERE n.candidate = $1
      AND (EXISTS (SELECT 1 FROM sheet h WHERE h.attempt = n.id AND h.person = $2)
        OR EXISTS (SELECT 1 FROM settlement l WHERE l.attempt = n.id AND l.by_person = $2)
        OR EXISTS (SELECT 1 FROM review w WHERE w.attempt = n.id AND w.by_person = $2))),
decided AS (
    SELECT d.id, d.day FROM decision d WHERE d.candidate = $1 AND d.by_person = $2
    UNION
    SELECT dr.decision, n.day FROM acted n JOIN result r ON r.attempt = n.id
    JOIN decision_result dr ON dr.result = r.id)
SELECT 'sheet', n.name, h.state, n.day, 1 AS place, h.id
FROM acted n JOIN sheet h ON h.attempt = n.id WHERE h.person = $2
UNION ALL
SELECT 'settlement', n.name || ' ' || l.criterion, NULL, n.day, 2, l.id
FROM acted n JOIN settlement l ON l.attempt = n.id WHERE l.by_person = $2
UNION ALL
SELECT 'review', n.name, NULL, n.day, 3, w.id
FROM acted n JOIN review w ON w.attempt = n.id WHERE w.by_person = $2
UNION ALL
SELECT 'decision', v.scheme || ' of ' || c.ref || ' on ' || d.day, d.outcome, e.day, 4, d.id
FROM decided e JOIN decision d ON d.id = e.id JOIN candidate c ON c.id = d.candidate
JOIN scheme_version v ON v.id = d.scheme_version
UNION ALL
SELECT 'certificate', substr(t.code, 1, 4) || '-' || substr(t.code, 5, 4) || '-' ||
       substr(t.code, 9, 4) || '-' || substr(t.code, 13, 4), t.state, e.day, 5, t.id
FROM decided e JOIN certificate t ON t.decision = e.id
ORDER BY 5, 6, 4
