-- name: appeal_answered
SELECT count(*) FROM result WHERE appeal = $1
