-- name: decision_highest
SELECT max(id) FROM decision

-- name: decision_insert
INSERT INTO decision (id, candidate, scheme_version, outcome, day, reason, rests_on, replaces,
                      appeal, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)

-- name: decision_result_insert
INSERT INTO decision_result (decision, result) VALUES ($1, $2)

-- name: decision_results
SELECT result FROM decision_result WHERE decision = $1 ORDER BY result

-- name: decision_by_id
SELECT id, candidate, scheme_version, outcome, day, reason, rests_on, replaces, by_person, at_s,
       journal_seq, appeal
FROM decision WHERE id = $1

-- name: decision_newest
SELECT d.id, d.candidate, d.scheme_version, d.outcome, d.day, d.reason, d.rests_on, d.replaces,
       d.by_person, d.at_s, d.journal_seq, d.appeal
FROM decision d JOIN scheme_version v ON v.id = d.scheme_version
WHERE d.candidate = $1 AND v.scheme = $2 ORDER BY d.id DESC LIMIT 1

-- name: decisions_of_candidate
SELECT id, candidate, scheme_version, outcome, day, reason, rests_on, replaces, by_person, at_s,
       journal_seq, appeal
FROM decision WHERE candidate = $1 ORDER BY id

-- name: decisions_to_issue
-- scans: one decision a person, and most of them are asked for
SELECT d.id, d.candidate, d.scheme_version, d.outcome, d.day, d.reason, d.rests_on, d.replaces,
       d.by_person, d.at_s, d.journal_seq, d.appeal
FROM decision d
WHERE d.outcome = 'granted' AND NOT EXISTS (SELECT 1 FROM certificate c WHERE c.decision = d.id)
  AND NOT EXISTS (SELECT 1 FROM decision n WHERE n.replaces = d.id)
  AND NOT EXISTS (SELECT 1 FROM decision_result l JOIN result r ON r.id = l.result
                  JOIN result_now n ON n.attempt = r.attempt
                  WHERE l.decision = d.id AND n.outcome <> 'competent')
ORDER BY d.id

-- name: decision_all
-- scans: the audit reads all
SELECT id, candidate, scheme_version, outcome, day, reason, rests_on, replaces, by_person, at_s,
       journal_seq, appeal
FROM decision ORDER BY id

-- name: decision_successors
-- What came after it: certificates, a decision in its place, or results that would not carry it.
SELECT (SELECT count(*) FROM certificate WHERE decision = $1) +
       (SELECT count(*) FROM decision WHERE replaces = $1) +
       (SELECT count(*) FROM decision_result l JOIN result r ON r.id = l.result
        JOIN result_now n ON n.attempt = r.attempt
        WHERE l.decision = $1 AND n.outcome <> 'competent')

-- name: decision_undermined
SELECT count(*) FROM decision_result l JOIN result n ON n.replaces = l.result
WHERE l.decision = $1 AND n.journal_seq < $2

-- name: decision_live_certificates
SELECT count(*) FROM certificate
WHERE decision = $1 AND state IN ('intended', 'issued', 'suspended') AND expires_day >= $2

-- name: decision_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, candidate, scheme_version, outcome, day, reason,
       rests_on, replaces, by_person, at_s, journal_seq, appeal
FROM decision ORDER BY id
