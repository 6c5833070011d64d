-- name: sheets_not_sealed
SELECT p.ref, a.duty, h.state
FROM assignment a JOIN person p ON p.id = a.person
LEFT JOIN sheet h ON h.attempt = a.attempt AND h.person = a.person
WHERE a.attempt = $1 AND a.duty <> 'lead' AND (h.state IS NULL OR h.state <> 'sealed')
ORDER BY a.id
