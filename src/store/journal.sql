-- The journal and the tree over it.

-- name: journal_size
SELECT max(seq) FROM journal;

-- name: journal_latest
SELECT max(at_s) FROM journal;

-- name: journal_insert
INSERT INTO journal (seq, at_s, by_person, kind, entry, leaf) VALUES ($1, $2, $3, $4, $5, $6);

-- name: journal_leaf
SELECT leaf FROM journal WHERE seq = $1;

-- name: journal_text
SELECT entry FROM journal WHERE seq = $1;

-- name: journal_from
SELECT seq, at_s, kind, entry FROM journal WHERE seq >= $1 ORDER BY seq;

-- name: journal_first
SELECT entry FROM journal WHERE seq BETWEEN 1 AND $1 ORDER BY seq;

-- name: journal_all
-- scans: the audit reads every row, also one numbered below 1
SELECT seq, at_s, by_person, kind, entry, leaf FROM journal ORDER BY seq;

-- name: journal_node_insert
INSERT INTO journal_node (level, place, hash) VALUES ($1, $2, $3);

-- name: journal_node_hash
SELECT hash FROM journal_node WHERE level = $1 AND place = $2;

-- name: journal_node_count
-- scans: once an audit
SELECT count(*) FROM journal_node;
