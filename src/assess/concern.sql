-- name: concern_highest
SELECT max(id) FROM concern

-- name: concern_insert
INSERT INTO concern (id, alarm, unit, from_day, until_day, n, figure, bound, examiner,
                     other_examiner, reason, state, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)

-- name: concern_open_about
SELECT id FROM concern WHERE alarm = $1 AND state = 'open'

-- name: concern_by_id
SELECT c.id, c.alarm, c.unit, c.from_day, c.until_day, c.n, c.figure, c.bound, c.examiner,
       c.other_examiner, c.reason, c.state, c.at_s, p.ref, m.reason, v.ref
FROM concern c JOIN person p ON p.id = c.by_person
LEFT JOIN move m ON m.machine = 'concern' AND m.subject = c.id AND m.to_state = 'closed'
LEFT JOIN person v ON v.id = m.by_person
WHERE c.id = $1

-- name: concern_all
-- scans: a list of all
SELECT c.id, c.alarm, c.unit, c.from_day, c.until_day, c.n, c.figure, c.bound, c.examiner,
       c.other_examiner, c.reason, c.state, c.at_s, p.ref, m.reason, v.ref
FROM concern c JOIN person p ON p.id = c.by_person
LEFT JOIN move m ON m.machine = 'concern' AND m.subject = c.id AND m.to_state = 'closed'
LEFT JOIN person v ON v.id = m.by_person
ORDER BY c.id

-- name: concern_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, alarm, unit, from_day, until_day, n, figure, bound,
       examiner, other_examiner, reason, state, at_s, '', '', ''
FROM concern ORDER BY id
