-- Who is tested in what, when, where and by whom.

-- Every change of state of everything that has states, in order; the state columns elsewhere are
-- what these rows lead to, and `usta audit` replays them.
CREATE TABLE move (
    machine {text} NOT NULL,                -- sitting, attempt, sheet, certificate: machine.c
    subject {integer} NOT NULL,             -- id in the table of that name
    from_state {text},                      -- null: its beginning
    to_state {text} NOT NULL,
    reason {text},                          -- required where the machine says so
    {act}
) {strict};
{append_only move}
CREATE INDEX move_subject ON move(machine, subject, journal_seq);

CREATE TABLE sitting (
    id {integer} PRIMARY KEY,
    ref {text} NOT NULL UNIQUE,             -- bishkek-2026-11-20
    centre {integer} NOT NULL REFERENCES centre(id),
    day {text} NOT NULL,                    -- local day
    scheme_version {integer} NOT NULL REFERENCES scheme_version(id),
    state {text} NOT NULL,                  -- derived from move
    {act}
) {strict};
{append_only_except sitting state}
CREATE INDEX sitting_day ON sitting(day);

-- The rubric version that each unit is marked by, frozen when the sitting opens.
CREATE TABLE sitting_rubric (
    sitting {integer} NOT NULL REFERENCES sitting(id),
    unit {text} NOT NULL,                   -- rubric id
    rubric_version {integer} NOT NULL REFERENCES rubric_version(id),
    {act},
    PRIMARY KEY (sitting, unit)
) {strict};
{append_only sitting_rubric}

-- One candidate, one unit, one sitting.
CREATE TABLE attempt (
    id {integer} PRIMARY KEY,
    sitting {integer} NOT NULL REFERENCES sitting(id),
    candidate {integer} NOT NULL REFERENCES candidate(id),
    unit {text} NOT NULL,
    destination {text},                     -- of the candidate at entry; null: not known
    extra_time_percent {integer} NOT NULL,
    sampled {integer} NOT NULL,             -- 1: every line is marked by two
    state {text} NOT NULL,                  -- derived from move
    {act},
    UNIQUE (sitting, candidate, unit)
) {strict};
{append_only_except attempt state}
CREATE INDEX attempt_candidate ON attempt(candidate, unit);

-- Who does what in an attempt.
CREATE TABLE assignment (
    id {integer} PRIMARY KEY,
    attempt {integer} NOT NULL REFERENCES attempt(id),
    person {integer} NOT NULL REFERENCES person(id),
    duty {text} NOT NULL,                   -- first, second, third, lead
    {act},
    UNIQUE (attempt, duty),
    UNIQUE (attempt, person)
) {strict};
{append_only assignment}
CREATE INDEX assignment_person ON assignment(person);
