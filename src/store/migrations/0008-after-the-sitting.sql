-- What comes after a sitting: time limits, appeals, hand-over.

-- Days on which nobody works, as they were published. The newest row of a day says what it is.
CREATE TABLE holiday (
    id {integer} PRIMARY KEY,
    day {text} NOT NULL,                    -- YYYY-MM-DD
    name {text} NOT NULL,                   -- of the holiday, or why it is none
    off {integer} NOT NULL,                 -- 1: nobody works; 0: taken back
    {act}
) {strict};
{append_only holiday}

-- An appeal against a unit result or a decision: exactly one of the two.
CREATE TABLE appeal (
    id {integer} PRIMARY KEY,
    candidate {integer} NOT NULL REFERENCES candidate(id),
    result {integer} UNIQUE,                -- id in result
    decision {integer} UNIQUE REFERENCES decision(id),
    last_day {text},                        -- on which it is in time; null: nothing was decided yet
    grounds {text} NOT NULL,
    late_reason {text},                     -- why it was accepted after that day
    state {text} NOT NULL,                  -- derived from move
    {act},
    CHECK ((result IS NULL) <> (decision IS NULL))
) {strict};
{append_only_except appeal state}
CREATE INDEX appeal_candidate ON appeal(candidate);

-- A line that was marked again on appeal; counts when the appeal has led to a new result.
CREATE TABLE appeal_line (
    id {integer} PRIMARY KEY,
    appeal {integer} NOT NULL REFERENCES appeal(id),
    attempt {integer} NOT NULL REFERENCES attempt(id),
    criterion {text} NOT NULL,
    mark {text} NOT NULL,                   -- canonical JSON: {"level":"l2"}
    reason {text} NOT NULL,
    {act},
    UNIQUE (appeal, criterion)
) {strict};
{append_only appeal_line}
CREATE INDEX appeal_line_attempt ON appeal_line(attempt);

-- An attempt has a first result, and others that replace it, one after another, each by an appeal.
CREATE TABLE result_in_turn (
    id {integer} PRIMARY KEY,
    attempt {integer} NOT NULL REFERENCES attempt(id),
    outcome {text} NOT NULL,                -- competent, not_yet_competent, void
    marks {text} NOT NULL,                  -- canonical JSON of the marks that count
    score {text} NOT NULL,                  -- canonical JSON of the score
    replaces {integer} UNIQUE REFERENCES result_in_turn(id), -- null: the first
    appeal {integer} UNIQUE REFERENCES appeal(id), -- that it answers; null: the first
    {act}
) {strict};
INSERT INTO result_in_turn (id, attempt, outcome, marks, score, journal_seq, at_s, by_person, salt)
    SELECT id, attempt, outcome, marks, score, journal_seq, at_s, by_person, salt FROM result;
CREATE TABLE decision_result_in_turn (
    decision {integer} NOT NULL REFERENCES decision(id),
    result {integer} NOT NULL REFERENCES result_in_turn(id),
    PRIMARY KEY (decision, result)
) {strict};
INSERT INTO decision_result_in_turn (decision, result) SELECT decision, result FROM decision_result;
DROP TABLE decision_result;
DROP TABLE result;
ALTER TABLE result_in_turn RENAME TO result;
ALTER TABLE decision_result_in_turn RENAME TO decision_result;
{append_only result}
{append_only decision_result}
CREATE INDEX result_attempt ON result(attempt);
CREATE UNIQUE INDEX result_first ON result(attempt) WHERE replaces IS NULL;
CREATE INDEX decision_result_result ON decision_result(result);

-- The results that stand.
CREATE VIEW result_now AS
    SELECT * FROM result r WHERE NOT EXISTS (SELECT 1 FROM result n WHERE n.replaces = r.id);

-- The appeal that a decision answers; null: none. What a decision replaces may also be one that
-- rested on a result that was replaced.
ALTER TABLE decision ADD COLUMN appeal {integer} REFERENCES appeal(id);
CREATE INDEX decision_appeal ON decision(appeal);
CREATE INDEX decision_replaces ON decision(replaces);

-- A secret code with which a candidate, who also knows the birth date, opens their own pages. The
-- newest of a candidate counts.
CREATE TABLE pickup (
    id {integer} PRIMARY KEY,
    candidate {integer} NOT NULL REFERENCES candidate(id),
    hash {blob} NOT NULL UNIQUE,            -- of the code, which is nowhere kept: pickup.h
    {act}
) {strict};
{append_only pickup}
CREATE INDEX pickup_candidate ON pickup(candidate);

-- A paper copy that was given to its holder.
CREATE TABLE hand_over (
    id {integer} PRIMARY KEY,
    certificate {integer} NOT NULL REFERENCES certificate(id),
    document_kind {text} NOT NULL,          -- that was seen: passport or id_card
    {act}
) {strict};
{append_only hand_over}
CREATE INDEX hand_over_certificate ON hand_over(certificate);
