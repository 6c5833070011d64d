-- name: text_review_highest
SELECT max(id) FROM text_review

-- name: text_review_insert
INSERT INTO text_review (id, rubric_version, scheme_version, language, text_digest, source_digest,
                         day, reviewer, note, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)

-- name: text_reviews_of_rubric
SELECT t.id, t.rubric_version, t.scheme_version, t.language, t.text_digest, t.source_digest,
       t.day, t.reviewer, t.note, p.ref
FROM rubric_version v
JOIN text_review t ON t.rubric_version = v.id
JOIN person p ON p.id = t.by_person
WHERE v.rubric = $1 ORDER BY t.id

-- name: text_reviews_of_scheme
SELECT t.id, t.rubric_version, t.scheme_version, t.language, t.text_digest, t.source_digest,
       t.day, t.reviewer, t.note, p.ref
FROM scheme_version v
JOIN text_review t ON t.scheme_version = v.id
JOIN person p ON p.id = t.by_person
WHERE v.scheme = $1 ORDER BY t.id

-- name: text_review_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, rubric_version, scheme_version, language,
       text_digest, source_digest, day, reviewer, note, ''
FROM text_review ORDER BY id
