-- name: part_in_attempt
SELECT duty, 1 AS place FROM assignment WHERE attempt = $1 AND person = $2
UNION ALL
SELECT 'sheet', 2 FROM sheet WHERE attempt = $1 AND person = $2
UNION ALL
SELECT 'settlement', 3 FROM settlement WHERE attempt = $1 AND by_person = $2
UNION ALL
SELECT 'review', 4 FROM review WHERE attempt = $1 AND by_person = $2
UNION ALL
SELECT 'inquiry', 5 FROM result r JOIN inquiry i ON i.result = r.id
WHERE r.attempt = $1 AND i.by_person = $2
ORDER BY place LIMIT 1
