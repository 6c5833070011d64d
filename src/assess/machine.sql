-- name: move_insert
INSERT INTO move (machine, subject, from_state, to_state, reason,
                  journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: move_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, machine, subject, from_state, to_state, reason
FROM move ORDER BY journal_seq

-- name: move_replay
-- scans: the audit reads all
SELECT subject, from_state, to_state, reason FROM move WHERE machine = $1 ORDER BY subject, journal_seq

-- name: sitting_state
SELECT state FROM sitting WHERE id = $1

-- name: sitting_set_state
UPDATE sitting SET state = $1 WHERE id = $2

-- name: sitting_states
-- scans: the audit reads all
SELECT id, state FROM sitting ORDER BY id

-- name: attempt_state
SELECT state FROM attempt WHERE id = $1

-- name: attempt_set_state
UPDATE attempt SET state = $1 WHERE id = $2

-- name: attempt_states
-- scans: the audit reads all
SELECT id, state FROM attempt ORDER BY id

-- name: sheet_state
SELECT state FROM sheet WHERE id = $1

-- name: sheet_set_state
UPDATE sheet SET state = $1 WHERE id = $2

-- name: sheet_states
-- scans: the audit reads all
SELECT id, state FROM sheet ORDER BY id

-- name: certificate_state
SELECT state FROM certificate WHERE id = $1

-- name: certificate_set_state
UPDATE certificate SET state = $1 WHERE id = $2

-- name: certificate_states
-- scans: the audit reads all
SELECT id, state FROM certificate ORDER BY id

-- name: inquiry_state
SELECT state FROM inquiry WHERE id = $1

-- name: inquiry_set_state
UPDATE inquiry SET state = $1 WHERE id = $2

-- name: inquiry_states
-- scans: the audit reads all
SELECT id, state FROM inquiry ORDER BY id

-- name: appeal_state
SELECT state FROM appeal WHERE id = $1

-- name: appeal_set_state
UPDATE appeal SET state = $1 WHERE id = $2

-- name: appeal_states
-- scans: the audit reads all
SELECT id, state FROM appeal ORDER BY id

-- name: concern_state
SELECT state FROM concern WHERE id = $1

-- name: concern_set_state
UPDATE concern SET state = $1 WHERE id = $2

-- name: concern_states
-- scans: the audit reads all
SELECT id, state FROM concern ORDER BY id
