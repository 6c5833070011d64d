-- name: appeal_line_highest
SELECT max(id) FROM appeal_line

-- name: appeal_line_insert
INSERT INTO appeal_line (id, appeal, attempt, criterion, mark, reason,
                         journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)

-- name: appeal_lines
SELECT l.id, l.appeal, l.attempt, l.criterion, l.mark, l.reason, p.ref, l.by_person, l.at_s
FROM appeal_line l JOIN person p ON p.id = l.by_person WHERE l.appeal = $1 ORDER BY l.id

-- name: appeal_lines_until
-- Those of an appeal, and of the answered ones before it.
SELECT l.id, l.appeal, l.attempt, l.criterion, l.mark, l.reason, p.ref, l.by_person, l.at_s
FROM appeal_line l JOIN person p ON p.id = l.by_person
WHERE l.attempt = $1 AND (l.appeal = $2 OR
      (l.appeal < $2 AND EXISTS (SELECT 1 FROM result r WHERE r.appeal = l.appeal)))
ORDER BY l.appeal, l.id

-- name: appeal_line_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, appeal, attempt, criterion, mark, reason, '',
       by_person, at_s
FROM appeal_line ORDER BY id
