-- name: institution_row
-- scans: there is one row
SELECT id, origin, host, names, target FROM institution

-- name: institution_insert
INSERT INTO institution (id, origin, host, names, target, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: institution_audit
-- scans: there is one row
SELECT journal_seq, at_s, by_person, salt, id, origin, host, names, target FROM institution

-- name: centre_highest
SELECT max(id) FROM centre

-- name: centre_insert
INSERT INTO centre (id, ref, utc_offset_min, names, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: centre_all
-- scans: there is a handful
SELECT id, ref, utc_offset_min, names FROM centre ORDER BY id

-- name: centre_by_ref
SELECT id, ref, utc_offset_min, names FROM centre WHERE ref = $1

-- name: centre_by_id
SELECT id, ref, utc_offset_min, names FROM centre WHERE id = $1

-- name: centre_first_offset
SELECT utc_offset_min FROM centre WHERE id = (SELECT min(id) FROM centre)

-- name: centre_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, id, ref, utc_offset_min, names FROM centre ORDER BY id
