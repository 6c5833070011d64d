-- name: typing_highest
SELECT max(id) FROM typing

-- name: typing_insert
INSERT INTO typing (id, attempt, examiner, content, equals, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: typings_of_sheet
SELECT t.id, t.attempt, t.examiner, t.content, t.equals, t.by_person, p.ref
FROM typing t JOIN person p ON p.id = t.by_person
WHERE t.attempt = $1 AND t.examiner = $2 ORDER BY t.id

-- name: typing_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, attempt, examiner, content, equals, by_person, ''
FROM typing ORDER BY id

-- name: typing_of
SELECT id, attempt, examiner, content, equals, by_person, '' FROM typing WHERE id = $1

-- name: typing_paper_sheets
-- scans: the audit reads all
SELECT count(*) FROM sheet WHERE device LIKE 'paper-%'
