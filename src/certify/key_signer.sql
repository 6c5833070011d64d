-- name: key_signer_all
-- scans: there are tens of keys
SELECT k.fingerprint, coalesce(s.ref, 'signer'), coalesce(s.purpose, 'documents'), k.public,
       k.from_s, k.until_s, coalesce(s.journal_seq, k.journal_seq), r.reason, r.since_s,
       (SELECT min(journal_seq) FROM key_retirement WHERE fingerprint = k.fingerprint)
FROM key_made k LEFT JOIN key_signer s ON s.fingerprint = k.fingerprint
     LEFT JOIN key_retirement r ON r.id =
         (SELECT max(id) FROM key_retirement WHERE fingerprint = k.fingerprint)
WHERE k.kind = 'signer' ORDER BY k.from_s DESC, k.id DESC

-- name: key_signer_insert
INSERT INTO key_signer (fingerprint, ref, purpose, journal_seq, at_s, by_person, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7)

-- name: key_signer_audit
-- scans: the audit reads all
SELECT journal_seq, at_s, by_person, salt, fingerprint, ref, purpose FROM key_signer
ORDER BY journal_seq

-- name: key_signer_issuing
SELECT journal_seq, at_s FROM certificate_file WHERE certificate = $1 ORDER BY revision LIMIT 1
