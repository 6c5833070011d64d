-- name: sheet_highest
SELECT max(id) FROM sheet

-- name: sheet_insert
INSERT INTO sheet (id, attempt, person, device, state, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: sheet_of_person
SELECT h.id, h.attempt, h.person, p.ref, h.device, h.state
FROM sheet h JOIN person p ON p.id = h.person
WHERE h.attempt = $1 AND h.person = $2

-- name: sheets_of_attempt
SELECT h.id, h.attempt, h.person, p.ref, h.device, h.state
FROM sheet h JOIN person p ON p.id = h.person
WHERE h.attempt = $1 ORDER BY h.id

-- name: sheet_all
-- scans: the audit reads all
SELECT h.id, h.attempt, h.person, p.ref, h.device, h.state
FROM sheet h JOIN person p ON p.id = h.person
ORDER BY h.id

-- name: sheet_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, attempt, person, '', device, state
FROM sheet ORDER BY id

-- name: seal_highest
SELECT max(id) FROM seal

-- name: seal_insert
INSERT INTO seal (id, sheet, digest, events, revision, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: seals_of_sheet
SELECT id, sheet, digest, events, revision, at_s FROM seal WHERE sheet = $1 ORDER BY revision

-- name: seal_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, sheet, digest, events, revision, at_s
FROM seal ORDER BY id
