-- name: part_in_attempt
-- Until the entry $3 of the journal. An appeal's own lines and moves are no part in it.
SELECT duty, 1 AS place FROM assignment WHERE attempt = $1 AND person = $2 AND journal_seq < $3
UNION ALL
SELECT 'sheet', 2 FROM sheet WHERE attempt = $1 AND person = $2 AND journal_seq < $3
UNION ALL
SELECT 'settlement', 3 FROM settlement
WHERE attempt = $1 AND by_person = $2 AND journal_seq < $3
UNION ALL
SELECT 'review', 4 FROM review WHERE attempt = $1 AND by_person = $2 AND journal_seq < $3
UNION ALL
SELECT 'inquiry', 5 FROM result r JOIN inquiry i ON i.result = r.id
WHERE r.attempt = $1 AND i.by_person = $2 AND i.journal_seq < $3
UNION ALL
SELECT 'line', 6 FROM appeal_line
WHERE attempt = $1 AND by_person = $2 AND journal_seq < $3 AND appeal <> $4
UNION ALL
SELECT 'appeal', 7 FROM result r JOIN appeal p ON p.result = r.id
JOIN move m ON m.machine = 'appeal' AND m.subject = p.id
WHERE r.attempt = $1 AND m.by_person = $2 AND m.journal_seq < $3 AND p.id <> $4
ORDER BY place LIMIT 1
