-- name: certificate_status_all
-- scans: the list is of all
SELECT certificate.code_hash, certificate_file.digest, certificate.state
FROM certificate_file JOIN certificate ON certificate.id = certificate_file.certificate
ORDER BY certificate_file.id
