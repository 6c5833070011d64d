-- name: certificate_highest
SELECT max(id) FROM certificate

-- name: certificate_insert
INSERT INTO certificate (id, code, code_hash, decision, candidate, scheme, issued_day, expires_day,
                         record, supersedes, state, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)

-- name: certificate_by_id
SELECT id, code, decision, candidate, scheme, issued_day, expires_day, record, supersedes, state,
       journal_seq
FROM certificate WHERE id = $1

-- name: certificate_by_code_hash
SELECT id, code, decision, candidate, scheme, issued_day, expires_day, record, supersedes, state,
       journal_seq
FROM certificate WHERE code_hash = $1

-- name: certificate_by_decision
-- The intent or the newest certificate of a decision.
SELECT id, code, decision, candidate, scheme, issued_day, expires_day, record, supersedes, state,
       journal_seq
FROM certificate WHERE decision = $1 ORDER BY id DESC LIMIT 1

-- name: certificate_live
-- One that holds for a person and scheme on a day, other than those of one decision.
SELECT id, code, decision, candidate, scheme, issued_day, expires_day, record, supersedes, state,
       journal_seq
FROM certificate
WHERE candidate = $1 AND scheme = $2 AND decision <> $3 AND expires_day >= $4
  AND state IN ('intended', 'issued', 'suspended')
ORDER BY id LIMIT 1

-- name: certificate_superseding
SELECT id, code, decision, candidate, scheme, issued_day, expires_day, record, supersedes, state,
       journal_seq
FROM certificate WHERE supersedes = $1 ORDER BY id DESC LIMIT 1

-- name: certificate_all
-- scans: a list of all
SELECT id, code, decision, candidate, scheme, issued_day, expires_day, record, supersedes, state,
       journal_seq
FROM certificate ORDER BY id

-- name: certificate_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, code, decision, candidate, scheme, issued_day,
       expires_day, record, supersedes, code_hash
FROM certificate ORDER BY id

-- name: certificate_resting
SELECT id, code, decision, candidate, scheme, issued_day, expires_day, record, supersedes, state,
       journal_seq
FROM certificate
WHERE decision IN (SELECT $1 UNION SELECT decision FROM decision_result WHERE result = $2)
  AND state IN ('intended', 'issued', 'suspended')
ORDER BY id

-- name: certificate_corrector
-- Who wrote the facts that hold of a candidate, when they correct others.
SELECT by_person FROM candidate_facts f
WHERE f.candidate = $1 AND f.revision > 1
  AND f.revision = (SELECT max(n.revision) FROM candidate_facts n WHERE n.candidate = f.candidate)
