-- name: rubric_version_highest
SELECT max(id) FROM rubric_version

-- name: rubric_version_insert
INSERT INTO rubric_version (id, rubric, version, structure_digest, source,
                            journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: rubric_version_by_id
SELECT id, rubric, version, structure_digest, source FROM rubric_version WHERE id = $1

-- name: rubric_versions_of
SELECT id, rubric, version, structure_digest, source FROM rubric_version WHERE rubric = $1

-- name: rubric_version_all
-- scans: every published rubric, for lists
SELECT id, rubric, version, structure_digest, source FROM rubric_version ORDER BY rubric, id

-- name: rubric_version_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, rubric, version, structure_digest, source
FROM rubric_version ORDER BY id

-- name: scheme_version_highest
SELECT max(id) FROM scheme_version

-- name: scheme_version_insert
INSERT INTO scheme_version (id, scheme, version, digest, source,
                            journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: scheme_version_by_id
SELECT id, scheme, version, digest, source FROM scheme_version WHERE id = $1

-- name: scheme_versions_of
SELECT id, scheme, version, digest, source FROM scheme_version WHERE scheme = $1

-- name: scheme_version_all
-- scans: every published scheme, for lists
SELECT id, scheme, version, digest, source FROM scheme_version ORDER BY scheme, id

-- name: scheme_version_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, scheme, version, digest, source
FROM scheme_version ORDER BY id
