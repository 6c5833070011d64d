-- name: candidate_highest
SELECT max(id) FROM candidate

-- name: candidate_insert
INSERT INTO candidate (id, ref, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6)

-- name: candidate_facts_insert
INSERT INTO candidate_facts (candidate, revision, name_latin, name_cyrillic, born, sex,
                             document_kind, document_number, region, languages, destination,
                             departure, consent_day, extra_time_percent, reason,
                             journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)

-- name: candidate_by_ref
SELECT c.id, c.ref, f.revision, f.name_latin, f.name_cyrillic, f.born, f.sex, f.document_kind,
       f.document_number, f.region, f.languages, f.destination, f.departure, f.consent_day,
       f.extra_time_percent, f.reason
FROM candidate c JOIN candidate_facts f ON f.candidate = c.id
WHERE c.ref = $1 ORDER BY f.revision DESC LIMIT 1

-- name: candidate_by_id
SELECT c.id, c.ref, f.revision, f.name_latin, f.name_cyrillic, f.born, f.sex, f.document_kind,
       f.document_number, f.region, f.languages, f.destination, f.departure, f.consent_day,
       f.extra_time_percent, f.reason
FROM candidate c JOIN candidate_facts f ON f.candidate = c.id
WHERE c.id = $1 ORDER BY f.revision DESC LIMIT 1

-- name: candidate_ref_taken
SELECT count(*) FROM candidate WHERE ref = $1

-- name: candidate_all
-- scans: everybody, for lists and reports
SELECT c.id, c.ref, f.revision, f.name_latin, f.name_cyrillic, f.born, f.sex, f.document_kind,
       f.document_number, f.region, f.languages, f.destination, f.departure, f.consent_day,
       f.extra_time_percent, f.reason
FROM candidate c JOIN candidate_facts f ON f.candidate = c.id
WHERE f.revision = (SELECT max(n.revision) FROM candidate_facts n WHERE n.candidate = c.id)
ORDER BY c.ref

-- name: candidate_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, ref FROM candidate ORDER BY id

-- name: candidate_facts_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, candidate, '', revision, name_latin, name_cyrillic, born,
       sex, document_kind, document_number, region, languages, destination, departure, consent_day,
       extra_time_percent, reason
FROM candidate_facts ORDER BY journal_seq
