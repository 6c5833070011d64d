-- Overwriting: the triggers of migration 0013 allow exactly this, of who is being erased.

-- name: erase_facts
UPDATE candidate_facts
SET name_latin = $1, name_cyrillic = $1, born = substr(born, 1, 4) || '-01-01',
    document_number = $1, consent_day = $1, extra_time_percent = 0, reason = $1, salt = $2
WHERE candidate = $3

-- name: erase_moves
UPDATE move SET reason = $1, salt = $2
WHERE reason IS NOT NULL
  AND journal_seq IN (SELECT journal_seq FROM personal WHERE candidate = $3)

-- name: erase_settlements
UPDATE settlement SET reason = $1, salt = $2
WHERE journal_seq IN (SELECT journal_seq FROM personal WHERE candidate = $3)

-- name: erase_reviews
UPDATE review SET reason = $1, salt = $2
WHERE journal_seq IN (SELECT journal_seq FROM personal WHERE candidate = $3)

-- name: erase_typings
UPDATE typing SET content = $1, salt = $2
WHERE journal_seq IN (SELECT journal_seq FROM personal WHERE candidate = $3)

-- name: erase_decisions
UPDATE decision SET reason = $1, salt = $2 WHERE candidate = $3 AND reason IS NOT NULL

-- name: erase_revocations
UPDATE revocation_proposal SET reason = $1, salt = $2
WHERE journal_seq IN (SELECT journal_seq FROM personal WHERE candidate = $3)

-- name: erase_incidents
UPDATE incident SET note = $1, salt = $2
WHERE journal_seq IN (SELECT journal_seq FROM personal WHERE candidate = $3)

-- name: erase_inquiries
UPDATE inquiry SET reason = $1, salt = $2
WHERE journal_seq IN (SELECT journal_seq FROM personal WHERE candidate = $3)

-- name: erase_looks
UPDATE conflict_look SET reason = $1, salt = $2
WHERE journal_seq IN (SELECT journal_seq FROM personal WHERE candidate = $3)

-- name: erase_adjustments
UPDATE adjustment SET reason = $1, salt = $2
WHERE journal_seq IN (SELECT journal_seq FROM personal WHERE candidate = $3)

-- name: erase_appeals
UPDATE appeal SET grounds = $1, salt = $2,
    late_reason = CASE WHEN late_reason IS NULL THEN NULL ELSE $1 END
WHERE candidate = $3

-- name: erase_appeal_lines
UPDATE appeal_line SET reason = $1, salt = $2
WHERE journal_seq IN (SELECT journal_seq FROM personal WHERE candidate = $3)

-- name: erase_photos
UPDATE photo SET jpeg = $1, salt = $2 WHERE candidate = $3

-- name: erase_file
UPDATE certificate_file SET pdf = $1 WHERE certificate = $2

-- name: erase_certificates
SELECT id, record FROM certificate WHERE candidate = $1 ORDER BY id

-- name: erase_record
UPDATE certificate SET record = $1, salt = $2 WHERE id = $3

-- name: erase_events
-- scans: an event that was refused is on no sheet; what it names is looked at in C
SELECT v.id, v.body FROM attempt a JOIN sheet h ON h.attempt = a.id JOIN event v ON v.sheet = h.id
WHERE a.candidate = $1
UNION ALL
SELECT v.id, v.body FROM event v, candidate c
WHERE v.sheet IS NULL AND c.id = $1 AND v.body LIKE '%"attempt":"%/' || c.ref || '/%'

-- name: erase_event
UPDATE event SET body = $1 WHERE id = $2

-- name: erase_open_attempts
SELECT s.ref || '/' || c.ref || '/' || a.unit, a.state
FROM attempt a JOIN candidate c ON c.id = a.candidate JOIN sitting s ON s.id = a.sitting
WHERE a.candidate = $1 AND a.state NOT IN ('absent', 'abandoned', 'void', 'final')
ORDER BY a.id LIMIT 1

-- name: erase_not_issued
SELECT d.day FROM decision d
WHERE d.candidate = $1 AND d.outcome = 'granted'
  AND NOT EXISTS (SELECT 1 FROM certificate c WHERE c.decision = d.id AND c.state <> 'intended')
ORDER BY d.id LIMIT 1

-- name: erase_live
SELECT code, state, expires_day FROM certificate
WHERE candidate = $1 AND state IN ('intended', 'issued', 'suspended') AND expires_day >= $2
ORDER BY id LIMIT 1

-- name: erase_scope
-- scans: the audit reads all
SELECT p.journal_seq FROM erasure e JOIN personal p ON p.candidate = e.candidate

-- What is left, for the digest at the end of an erasure: a number, then texts.

-- name: remains_facts
SELECT revision, name_latin, name_cyrillic, born, sex, document_kind, document_number, region,
       languages, destination, departure, consent_day, reason
FROM candidate_facts WHERE candidate = $1 ORDER BY revision

-- name: remains_settlements
SELECT t.id, t.mark, t.reason FROM attempt a JOIN settlement t ON t.attempt = a.id
WHERE a.candidate = $1 ORDER BY t.id

-- name: remains_certificates
SELECT id, code, record FROM certificate WHERE candidate = $1 ORDER BY id

-- name: remains_events
SELECT v.seq, v.device, v.id, v.body
FROM attempt a JOIN sheet h ON h.attempt = a.id JOIN event v ON v.sheet = h.id
WHERE a.candidate = $1 ORDER BY v.device, v.seq
