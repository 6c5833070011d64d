-- name: lookup_by_code_hash
-- $2 is the salt of what was erased (erase.h).
SELECT c.id, c.expires_day, c.state, c.record, d.scheme_version
FROM certificate c JOIN decision d ON d.id = c.decision
WHERE c.code_hash = $1 AND c.state <> 'intended' AND c.salt <> $2

-- name: lookup_superseding
SELECT code FROM certificate WHERE supersedes = $1 AND state <> 'intended'
ORDER BY id DESC LIMIT 1
