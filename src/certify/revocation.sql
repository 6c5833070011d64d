-- name: revocation_highest
SELECT max(id) FROM revocation_proposal

-- name: revocation_insert
INSERT INTO revocation_proposal (id, certificate, reason, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7)

-- name: revocation_newest
SELECT by_person, reason FROM revocation_proposal WHERE certificate = $1 ORDER BY id DESC LIMIT 1

-- name: revocation_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, certificate, reason
FROM revocation_proposal ORDER BY id

-- name: revocation_moves
-- scans: the audit reads all
SELECT m.subject, m.from_state, m.to_state, m.journal_seq, m.at_s, m.by_person FROM move m
WHERE m.machine = 'certificate' AND m.from_state IS NOT NULL ORDER BY m.journal_seq

-- name: revocation_attempts
SELECT r.attempt FROM certificate c JOIN decision_result d ON d.decision = c.decision
JOIN result r ON r.id = d.result WHERE c.id = $1

-- name: revocation_proposed_by_another
SELECT count(*) FROM revocation_proposal
WHERE certificate = $1 AND by_person <> $2 AND journal_seq < $3
