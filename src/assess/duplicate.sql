-- name: duplicate_suspects
SELECT c.id, c.ref, f.name_latin, f.name_cyrillic, f.document_number
FROM candidate_facts f JOIN candidate c ON c.id = f.candidate
WHERE f.born = $1 AND c.id <> $2
UNION
SELECT c.id, c.ref, f.name_latin, f.name_cyrillic, f.document_number
FROM candidate_facts f JOIN candidate c ON c.id = f.candidate
WHERE f.document_number = $3 AND c.id <> $2
ORDER BY 1
