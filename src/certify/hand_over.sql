-- name: hand_over_highest
SELECT max(id) FROM hand_over

-- name: hand_over_insert
INSERT INTO hand_over (id, certificate, document_kind, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7)

-- name: hand_overs_of
SELECT h.id, h.certificate, h.document_kind, h.at_s, p.ref
FROM hand_over h JOIN person p ON p.id = h.by_person WHERE h.certificate = $1 ORDER BY h.id

-- name: hand_over_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, certificate, document_kind, at_s, ''
FROM hand_over ORDER BY id
