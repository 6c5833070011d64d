-- name: tablet_code_highest
SELECT max(id) FROM tablet_code

-- name: tablet_code_insert
INSERT INTO tablet_code (id, device, hash, expires_s, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: tablet_code_good
SELECT c.id, c.device FROM tablet_code c
WHERE c.hash = $1 AND c.expires_s >= $2
  AND NOT EXISTS (SELECT 1 FROM tablet t WHERE t.code = c.id)
  AND NOT EXISTS (SELECT 1 FROM tablet t WHERE t.device = c.device)

-- name: tablet_code_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, device, hash, expires_s FROM tablet_code ORDER BY id

-- name: tablet_highest
SELECT max(id) FROM tablet

-- name: tablet_insert
INSERT INTO tablet (id, device, code, token, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: tablet_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, device, code, token FROM tablet ORDER BY id

-- name: tablet_by_token
SELECT t.id, t.device, t.at_s, e.id FROM tablet t LEFT JOIN tablet_end e ON e.id = t.id
WHERE t.token = $1

-- name: tablet_by_device
SELECT t.id, t.device, t.at_s, e.id FROM tablet t LEFT JOIN tablet_end e ON e.id = t.id
WHERE t.device = $1

-- name: tablet_all
-- scans: there are tens of tablets
SELECT t.id, t.device, t.at_s, e.id FROM tablet t LEFT JOIN tablet_end e ON e.id = t.id
ORDER BY t.device

-- name: tablet_end_insert
INSERT INTO tablet_end (id, reason, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6)

-- name: tablet_end_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, reason FROM tablet_end ORDER BY id
