-- name: roles_held
SELECT g.role, g.unit FROM role_grant g
WHERE g.person = $1 AND g.from_day <= $2 AND (g.until_day IS NULL OR g.until_day >= $2)
  AND NOT EXISTS (SELECT 1 FROM role_withdrawal w WHERE w.role_grant = g.id AND w.from_day <= $2)
ORDER BY g.id

-- name: role_person_ref
SELECT ref FROM person WHERE id = $1
