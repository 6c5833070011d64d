-- The journal of acts, the tree over it, and the settings of the registry.

CREATE TABLE journal (
    seq {integer} PRIMARY KEY, -- 1, 2, 3 and so on, without gaps: the order of acts
    at_s {integer} NOT NULL, -- when, by the clock of the desk: seconds since 1970 in UTC
    by_person {integer} NOT NULL, -- who; 0 is the program itself
    kind {text} NOT NULL, -- what was done, for example 'candidate.enrolled'
    entry {text} NOT NULL, -- canonical JSON: all of the above, what is open and what is sealed
    leaf {blob} NOT NULL CHECK (length(leaf) = 32) -- SHA-256(0x00 || entry), RFC 6962
) {strict};

{append_only journal}

-- The latest time in the journal is asked before every decision and signature.
CREATE INDEX journal_by_time ON journal (at_s);

CREATE TABLE journal_node (
    level {integer} NOT NULL, -- the node covers 2^level entries; leaves (0) stand in journal
    place {integer} NOT NULL, -- the first entry it covers is number place * 2^level + 1
    hash {blob} NOT NULL CHECK (length(hash) = 32), -- SHA-256(0x01 || left || right)
    PRIMARY KEY (level, place)
) {strict_by_key};

{append_only journal_node}

CREATE TABLE setting (
    name {text} NOT NULL PRIMARY KEY, -- for example 'centre.name'
    value {text} NOT NULL -- as given; what reads it knows its form
) {strict_by_key};
