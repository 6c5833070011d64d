-- name: appeal_highest
SELECT max(id) FROM appeal

-- name: appeal_insert
INSERT INTO appeal (id, candidate, result, decision, last_day, grounds, late_reason, state,
                    journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)

-- name: appeal_by_id
SELECT a.id, a.candidate, a.result, a.decision, a.last_day, a.grounds, a.late_reason, a.state,
       a.by_person, a.at_s, a.journal_seq, c.ref
FROM appeal a JOIN candidate c ON c.id = a.candidate WHERE a.id = $1

-- name: appeal_by_result
SELECT a.id, a.candidate, a.result, a.decision, a.last_day, a.grounds, a.late_reason, a.state,
       a.by_person, a.at_s, a.journal_seq, c.ref
FROM appeal a JOIN candidate c ON c.id = a.candidate WHERE a.result = $1

-- name: appeal_by_decision
SELECT a.id, a.candidate, a.result, a.decision, a.last_day, a.grounds, a.late_reason, a.state,
       a.by_person, a.at_s, a.journal_seq, c.ref
FROM appeal a JOIN candidate c ON c.id = a.candidate WHERE a.decision = $1

-- name: appeal_all
-- scans: there are few
SELECT a.id, a.candidate, a.result, a.decision, a.last_day, a.grounds, a.late_reason, a.state,
       a.by_person, a.at_s, a.journal_seq, c.ref
FROM appeal a JOIN candidate c ON c.id = a.candidate ORDER BY a.id

-- name: appeal_decision_on
-- The newest decision that ends the waiting and rests on a result.
SELECT d.id FROM decision_result l JOIN decision d ON d.id = l.decision
WHERE l.result = $1 AND d.outcome <> 'deferred' AND d.journal_seq < $2 ORDER BY d.id DESC LIMIT 1

-- name: appeal_decided_on
SELECT count(*) FROM decision_result l JOIN decision d ON d.id = l.decision
WHERE l.result = $1 AND d.by_person = $2

-- name: appeal_replaced_result
SELECT count(*) FROM result WHERE replaces = $1

-- name: appeal_replaced_decision
SELECT count(*) FROM decision WHERE replaces = $1

-- name: appeal_mover
SELECT by_person FROM move
WHERE machine = 'appeal' AND subject = $1 AND to_state = $2 ORDER BY journal_seq DESC LIMIT 1

-- name: appeal_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, candidate, result, decision, last_day, grounds,
       late_reason, state, by_person, at_s, journal_seq, ''
FROM appeal ORDER BY id
