-- name: decision_highest
SELECT max(id) FROM decision

-- name: decision_insert
INSERT INTO decision (id, candidate, scheme_version, outcome, day, reason, rests_on, replaces,
                      journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)

-- name: decision_result_insert
INSERT INTO decision_result (decision, result) VALUES ($1, $2)

-- name: decision_results
SELECT result FROM decision_result WHERE decision = $1 ORDER BY result

-- name: decision_by_id
SELECT id, candidate, scheme_version, outcome, day, reason, rests_on, replaces, by_person, at_s,
       journal_seq
FROM decision WHERE id = $1

-- name: decision_newest
SELECT d.id, d.candidate, d.scheme_version, d.outcome, d.day, d.reason, d.rests_on, d.replaces,
       d.by_person, d.at_s, d.journal_seq
FROM decision d JOIN scheme_version v ON v.id = d.scheme_version
WHERE d.candidate = $1 AND v.scheme = $2 ORDER BY d.id DESC LIMIT 1

-- name: decisions_of_candidate
SELECT id, candidate, scheme_version, outcome, day, reason, rests_on, replaces, by_person, at_s,
       journal_seq
FROM decision WHERE candidate = $1 ORDER BY id

-- name: decisions_to_issue
-- scans: one decision a person, and most of them are asked for
SELECT d.id, d.candidate, d.scheme_version, d.outcome, d.day, d.reason, d.rests_on, d.replaces,
       d.by_person, d.at_s, d.journal_seq
FROM decision d
WHERE d.outcome = 'granted' AND NOT EXISTS (SELECT 1 FROM certificate c WHERE c.decision = d.id)
ORDER BY d.id

-- name: decision_all
-- scans: the audit reads all
SELECT id, candidate, scheme_version, outcome, day, reason, rests_on, replaces, by_person, at_s,
       journal_seq
FROM decision ORDER BY id

-- name: decision_certificates
SELECT count(*) FROM certificate WHERE decision = $1

-- name: decision_live_certificates
SELECT count(*) FROM certificate
WHERE decision = $1 AND state IN ('intended', 'issued', 'suspended') AND expires_day >= $2

-- name: decision_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, candidate, scheme_version, outcome, day, reason,
       rests_on, replaces, by_person, at_s, journal_seq
FROM decision ORDER BY id
