-- name: certificate_revision_highest
SELECT max(id) FROM certificate_file

-- name: certificate_revision_insert
INSERT INTO certificate_file (id, certificate, revision, size, digest, pdf,
                              journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)

-- name: certificate_revision_parts
SELECT revision, size, digest, at_s, pdf FROM certificate_file WHERE certificate = $1
ORDER BY revision

-- name: certificate_revision_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, certificate, revision, size, digest
FROM certificate_file ORDER BY id
