-- name: holiday_highest
SELECT max(id) FROM holiday

-- name: holiday_insert
INSERT INTO holiday (id, day, name, off, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: holiday_all
-- scans: a dozen a year
SELECT id, day, name, off FROM holiday h
WHERE journal_seq < $1 AND off = 1
  AND NOT EXISTS (SELECT 1 FROM holiday n WHERE n.day = h.day AND n.id > h.id AND n.journal_seq < $1)
ORDER BY day

-- name: holiday_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, day, name, off FROM holiday ORDER BY id
