-- name: rejudge_appeal_handlers
-- Who moved an appeal, or marked a line in it.
SELECT by_person, at_s FROM move WHERE machine = 'appeal' AND subject = $1
UNION ALL
SELECT by_person, at_s FROM appeal_line WHERE appeal = $1

-- name: rejudge_appeal_remedies
-- What answers an appeal: what it replaces, and by whom.
SELECT replaces, by_person FROM result WHERE appeal = $1
UNION ALL
SELECT replaces, by_person FROM decision WHERE appeal = $1

-- name: rejudge_orphans
-- scans: the audit reads all
SELECT count(*) FROM result WHERE (replaces IS NULL) <> (appeal IS NULL)
