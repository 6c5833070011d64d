-- name: dossier_scope
SELECT journal_seq FROM personal WHERE candidate = $1

-- name: dossier_results
SELECT r.id, r.marks, r.score FROM attempt a JOIN result r ON r.attempt = a.id
WHERE a.candidate = $1 ORDER BY r.id

-- name: dossier_events
-- scans: an event that was refused is on no sheet
SELECT v.device, v.seq, v.received_s, v.refused, v.body
FROM attempt a JOIN sheet h ON h.attempt = a.id JOIN event v ON v.sheet = h.id
WHERE a.candidate = $1
UNION ALL
SELECT v.device, v.seq, v.received_s, v.refused, v.body FROM event v, candidate c
WHERE v.sheet IS NULL AND c.id = $1 AND v.body LIKE '%"attempt":"%/' || c.ref || '/%'
ORDER BY 1, 2

-- name: dossier_certificates
SELECT id FROM certificate WHERE candidate = $1 ORDER BY id

-- name: dossier_photos
SELECT id, jpeg FROM photo WHERE candidate = $1 AND length(jpeg) > 0 ORDER BY id
