-- name: instrument_highest
SELECT max(id) FROM instrument

-- name: instrument_insert
INSERT INTO instrument (id, ref, centre, kind, quantity, unit, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)

-- name: instrument_by_ref
SELECT i.id, i.ref, i.centre, c.ref, i.kind, i.quantity, i.unit, r.at_s
FROM instrument i JOIN centre c ON c.id = i.centre
LEFT JOIN instrument_retirement r ON r.instrument = i.id
WHERE i.ref = $1

-- name: instrument_all
-- scans: a list of all
SELECT i.id, i.ref, i.centre, c.ref, i.kind, i.quantity, i.unit, r.at_s
FROM instrument i JOIN centre c ON c.id = i.centre
LEFT JOIN instrument_retirement r ON r.instrument = i.id
ORDER BY c.ref, i.ref

-- name: instrument_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, ref, centre, '', kind, quantity, unit, 0
FROM instrument ORDER BY id

-- name: instrument_retirement_highest
SELECT max(id) FROM instrument_retirement

-- name: instrument_retirement_insert
INSERT INTO instrument_retirement (id, instrument, reason, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7)

-- name: instrument_retirement_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, instrument, reason
FROM instrument_retirement ORDER BY id
