-- name: grant_highest
SELECT max(id) FROM role_grant

-- name: grant_insert
INSERT INTO role_grant (id, person, role, unit, from_day, until_day,
                        journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)

-- name: grants_of_person
SELECT g.id, g.person, g.role, g.unit, g.from_day, g.until_day,
       (SELECT min(w.from_day) FROM role_withdrawal w WHERE w.role_grant = g.id)
FROM role_grant g WHERE g.person = $1 ORDER BY g.id

-- name: grant_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, person, role, unit, from_day, until_day
FROM role_grant ORDER BY id

-- name: withdrawal_highest
SELECT max(id) FROM role_withdrawal

-- name: withdrawal_insert
INSERT INTO role_withdrawal (id, role_grant, from_day, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7)

-- name: withdrawal_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, role_grant, from_day FROM role_withdrawal ORDER BY id
