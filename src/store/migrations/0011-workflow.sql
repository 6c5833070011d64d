-- What happens on and after a day of testing beside the marks.

-- What a sitting draws with, fixed when it is planned; the journal has its SHA-256 until it draws.
CREATE TABLE draw_seed (
    sitting {integer} PRIMARY KEY REFERENCES sitting(id),
    seed {blob} NOT NULL,                   -- 32 random bytes
    {act}
) {strict};
{append_only draw_seed}

-- Which attempts of a unit are marked by two on every line, drawn when the sitting opens.
CREATE TABLE draw (
    id {integer} PRIMARY KEY,
    sitting {integer} NOT NULL REFERENCES sitting(id),
    unit {text} NOT NULL,                   -- rubric id
    percent {integer} NOT NULL,             -- sample_percent of the frozen rubric
    seed {text} NOT NULL,                   -- of draw_seed, 64 hex digits: open from now on
    candidates {integer} NOT NULL,          -- how many attempts it was drawn from
    attempts {text} NOT NULL,               -- canonical JSON: ids, in the order drawn
    {act},
    UNIQUE (sitting, unit)
) {strict};
{append_only draw}

-- The attempts drawn, for looking up; derived from draw.attempts.
CREATE TABLE draw_attempt (
    attempt {integer} PRIMARY KEY REFERENCES attempt(id),
    draw {integer} NOT NULL REFERENCES draw(id)
) {strict};
{append_only draw_attempt}

-- Extra time granted between entry and start; never its cause.
CREATE TABLE adjustment (
    id {integer} PRIMARY KEY,
    attempt {integer} NOT NULL REFERENCES attempt(id),
    extra_time_percent {integer} NOT NULL,
    reason {text} NOT NULL,                 -- what was granted on, never the cause
    {act}
) {strict};
{append_only adjustment}
CREATE INDEX adjustment_attempt ON adjustment(attempt);

-- An attempt as it is now, with the names people call it by. attempt.sampled and
-- attempt.extra_time_percent are as of its entry; draw and adjustment come later.
CREATE VIEW attempt_now AS
SELECT a.id, a.sitting, a.candidate, s.ref AS sitting_ref, c.ref AS candidate_ref, a.unit,
       a.destination,
       coalesce((SELECT g.extra_time_percent FROM adjustment g WHERE g.attempt = a.id
                 ORDER BY g.id DESC LIMIT 1), a.extra_time_percent) AS extra_time_percent,
       (SELECT count(*) FROM draw_attempt d WHERE d.attempt = a.id) AS sampled,
       a.state, s.day
FROM attempt a JOIN sitting s ON s.id = a.sitting JOIN candidate c ON c.id = a.candidate;

-- What happened on a day of testing that a later reader should know: of an attempt, or of the
-- whole sitting.
CREATE TABLE incident (
    id {integer} PRIMARY KEY,
    sitting {integer} NOT NULL REFERENCES sitting(id),
    attempt {integer} REFERENCES attempt(id), -- null: the whole sitting
    kind {text} NOT NULL,                   -- of the table in incident.c
    note {text} NOT NULL,
    {act}
) {strict};
{append_only incident}
CREATE INDEX incident_sitting ON incident(sitting);

-- An inquiry into a result: while it runs the result is withheld; then the result is back, or void.
CREATE TABLE inquiry (
    id {integer} PRIMARY KEY,
    result {integer} NOT NULL REFERENCES result(id),
    reason {text} NOT NULL,
    state {text} NOT NULL,                  -- withheld, back, void; derived from move
    {act}
) {strict};
{append_only_except inquiry state}
CREATE INDEX inquiry_result ON inquiry(result);

-- What a centre measures with.
CREATE TABLE instrument (
    id {integer} PRIMARY KEY,
    ref {text} NOT NULL UNIQUE,             -- as written on it: probe-3
    centre {integer} NOT NULL REFERENCES centre(id),
    kind {text} NOT NULL,                   -- as rubrics name it: probe, scale
    quantity {text} NOT NULL,               -- temperature, mass …
    unit {text} NOT NULL,                   -- UCUM: Cel, g …
    {act}
) {strict};
{append_only instrument}
CREATE INDEX instrument_centre ON instrument(centre);

-- The end of an instrument.
CREATE TABLE instrument_retirement (
    id {integer} PRIMARY KEY,
    instrument {integer} NOT NULL UNIQUE REFERENCES instrument(id),
    reason {text} NOT NULL,
    {act}
) {strict};
{append_only instrument_retirement}

-- An instrument held against a reference.
CREATE TABLE calibration (
    id {integer} PRIMARY KEY,
    instrument {integer} NOT NULL REFERENCES instrument(id),
    done_s {integer} NOT NULL,              -- when it was done; at_s is when it was written down
    reference {text} NOT NULL,              -- decimal: what was measured, in the instrument's unit
    deviation {text} NOT NULL,              -- decimal: what it showed, less the reference
    {act}
) {strict};
{append_only calibration}
CREATE INDEX calibration_instrument ON calibration(instrument, done_s);

-- That somebody without part looked at what a conflict of interest, declared late, did to a result.
CREATE TABLE conflict_look (
    id {integer} PRIMARY KEY,
    attempt {integer} NOT NULL REFERENCES attempt(id),
    person {integer} NOT NULL REFERENCES person(id), -- who had the conflict
    relationship {integer} NOT NULL REFERENCES relationship(id), -- the newest of the two by then
    reason {text} NOT NULL,
    {act},
    UNIQUE (attempt, person, relationship)
) {strict};
{append_only conflict_look}
CREATE INDEX incident_attempt ON incident(attempt);
