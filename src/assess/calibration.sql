-- name: calibration_highest
SELECT max(id) FROM calibration

-- name: calibration_insert
INSERT INTO calibration (id, instrument, done_s, reference, deviation,
                         journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: calibrations_of_instrument
SELECT k.id, k.instrument, k.done_s, k.reference, k.deviation, p.ref
FROM calibration k JOIN person p ON p.id = k.by_person
WHERE k.instrument = $1 ORDER BY k.done_s DESC, k.id DESC

-- name: calibration_before
SELECT done_s FROM calibration WHERE instrument = $1 AND done_s <= $2
ORDER BY done_s DESC LIMIT 1

-- name: calibration_sitting_centre
SELECT centre FROM sitting WHERE id = $1

-- name: calibration_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, instrument, done_s, reference, deviation, ''
FROM calibration ORDER BY id
